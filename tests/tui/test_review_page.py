"""The end-of-day review: five keys close a day, everything typed is kept, and days that wait are closed or were away."""

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.activity import ActivityType
from planner.domain.day_off import DayOff
from planner.domain.period import Period, Span
from planner.domain.review import Review, ReviewKind, day_review_id
from planner.services.planner import Planner
from planner.tui.panes.review import ReviewPane
from tests.builders import (
    CALLS,
    TODAY,
    StoppedClock,
    a_contact,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)
from tests.tui.desk import Desk, Part, desk

YESTERDAY = TODAY - timedelta(days=1)
WEDNESDAY = date(2026, 2, 11)


def the_page(d: Desk) -> Part:
    """Return the review on top."""
    return Part(d.screen, d.screen.query_one(ReviewPane))


def review(planner: Planner, day: date = TODAY) -> Review | None:
    """Return what the file says of a day."""
    return planner.store.get(Review, day_review_id(day))


def status(planner: Planner, text: str) -> set[str]:
    """Return how the actions with a text stand."""
    return {str(one.status) for one in planner.store.select(Action, "text = ?", [text])}


async def test_five_keys_close_a_day(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(), an_action("send the terms"))
    async with desk(planner) as d:
        await d.press("r", "x", "+", "t")
        await d.type("get the pilot signed")
        await d.press("enter", "c")
        found = review(planner)
        assert found is not None
        assert (found.is_closed, found.mood) == (True, 1)
        assert status(planner, "send the terms") == {"done"}
        assert planner.reading.one_thing(WEDNESDAY) is not None
        assert d.said == "Closed: Tue 10 Feb: 2 answers, 1 action done · u takes it back"
        assert the_page(d).shows("[+]", "get the pilot signed", "Tuesday 10 February   closed")


async def test_each_open_action_takes_one_key_and_the_cursor_goes_on(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_action(text, position=n) for n, text in enumerate(("one", "two", "three"))))
    async with desk(planner) as d:
        await d.press("r")
        for key, text in (("x", "one"), ("m", "two"), ("d", "three")):
            assert text in the_page(d).under_cursor
            await d.press(key)
        assert "How it felt" in the_page(d).under_cursor
        assert status(planner, "one") == {"done"}
        assert status(planner, "two") == {"moved", "planned"}
        assert status(planner, "three") == {"dropped"}
        assert the_page(d).shows("done 1 of 2", "moved", "dropped", "Tomorrow, Wednesday 11 February")


async def test_the_one_thing_moves_to_tomorrow_by_one_key(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("close the renewal", TODAY)
    async with desk(planner) as d:
        await d.press("r", "m")
        moved = planner.store.get(Action, one_thing_id(TODAY))
        assert moved is not None
        assert moved.status is ActionStatus.MOVED
        assert the_page(d).shows("If all I do today is close the renewal")


async def test_wins_stand_first_and_money_can_be_hidden(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    dana = a_contact("Dana Reyes")
    deal = a_deal("Acme", amount_minor=1_200_000, stage="won", closed_on=TODAY)
    put(
        planner,
        dana,
        deal,
        an_activity(ActivityType.CLOSE, deal_id=deal.id),
        an_activity(contact_id=dana.id, outcome="connected"),
    )
    async with desk(planner) as d:
        await d.press("r")
        page = the_page(d).text
        assert the_page(d).shows("closed Acme  $12,000", "first talk with Dana Reyes")
        assert page.index("Wins") < page.index("Planned") < page.index("How it felt") < page.index("Tomorrow")
        await d.press("M")
        assert not the_page(d).shows("$12,000")


async def test_a_mood_is_one_key_and_once_more_takes_it_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r")
        for key, shown in (("-", "[−]"), ("0", "[0]"), ("+", "[+]")):
            await d.press(key)
            assert the_page(d).shows(shown)
        await d.press("+")
        found = review(planner)
        assert found is not None
        assert found.mood is None
        assert not the_page(d).shows("[+]")
        await d.press("u")
        assert the_page(d).shows("[+]")


@pytest.mark.parametrize(
    ("key", "typed"), [("p", "the talk with Dana"), ("o", "legal is slow"), ("t", "close the renewal")]
)
async def test_what_is_said_is_shown_and_can_be_corrected(tmp_path: Path, key: str, typed: str) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r", key)
        await d.type(typed)
        await d.press("enter")
        assert the_page(d).shows(typed)
        await d.press(key)
        assert d.typed == typed
        await d.type(" after all")
        await d.press("enter")
        assert the_page(d).shows(f"{typed} after all")


async def test_an_obstacle_plans_what_follows_from_it(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r", "o")
        await d.type("legal takes a week -> 9am ask for the short form")
        await d.until(lambda: "Wed 11 Feb 09:00: ask for the short form" in d.reading)
        await d.press("enter")
        assert the_page(d).shows("legal takes a week", "09:00  ask for the short form")


async def test_tomorrows_actions_are_planned_and_dropped_here(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("call Dana", WEDNESDAY, kind=ActionKind.FOLLOW_UP))
    async with desk(planner) as d:
        await d.press("r", "a")
        await d.type("15:00 send terms")
        await d.press("enter", "end")
        assert the_page(d).shows("15:00  send terms", "follow-up")
        assert "call Dana" in the_page(d).under_cursor
        await d.press("m")
        assert d.said == "It stands on Wed 11 Feb already."
        await d.press("d")
        assert status(planner, "call Dana") == {"dropped"}


async def test_unfinished_text_is_offered_and_never_carried_silently(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("close the renewal", TODAY)
    async with desk(planner) as d:
        await d.press("r", "t")
        assert d.typed == ""
        assert "tab offers “close the renewal”" in d.reading
        await d.press("tab", "enter")
        there = planner.reading.one_thing(WEDNESDAY)
        assert there is not None
        assert there.text == "close the renewal"


async def test_esc_keeps_everything_for_later(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r", "+", "p")
        await d.type("half a tho")
        await d.press("escape", "escape")
        assert d.screen is d.today_screen
        await d.press("r", "p")
        assert d.typed == "half a tho"
        assert the_page(d).shows("[+]")


async def test_enter_walks_through_the_sections_and_asks_what_they_ask(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("send the terms"))
    async with desk(planner) as d:
        await d.press("r", "enter")
        assert "How it felt" in the_page(d).under_cursor
        await d.press("enter", "enter")
        assert d.part("#editor").shows("in the way")
        await d.press("enter", "enter")
        assert d.part("#editor").shows("note")
        await d.type("long but good")
        await d.press("enter", "enter")
        assert d.part("#editor").shows("if all I do Wed 11 Feb is")
        await d.type("close the renewal")
        await d.press("enter", "enter")
        assert the_page(d).shows("long but good", "close the renewal")


async def test_tab_skips_a_question_and_shift_tab_goes_back(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("r", "tab", "tab")
        assert "Note" in the_page(d).under_cursor
        assert the_page(d).shows("section 5 of 7")
        await d.press("shift+tab")
        assert "In the way" in the_page(d).under_cursor
        await d.press("tab", "tab", "tab")
        assert d.said == "That was the last section. c closes it, esc keeps it for later."


async def test_e_corrects_an_action_where_it_stands(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("send the terms"))
    async with desk(planner) as d:
        await d.press("r", "e")
        assert d.typed == "send the terms"


async def test_the_whole_review_is_one_step_once_it_is_closed(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("send the terms"))
    async with desk(planner) as d:
        await d.press("r", "x", "+", "c", "u")
        assert status(planner, "send the terms") == {"planned"}
        assert review(planner) is None
        await d.press("U")
        assert status(planner, "send the terms") == {"done"}


async def test_a_question_of_the_users_own_is_asked_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "rituals"
    folder.mkdir(parents=True)
    (folder / "day.yaml").write_text("sections:\n  - mood\n  - ask: What did [b]I learn?\n    key: lesson\n  - nex\n")
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r")
        assert d.said == "1 place of your ritual files needs a look: see below."
        assert the_page(d).shows(
            "day.yaml line 5, the 3rd section: “nex” is no section of the end of day ritual; the near"
        )
        assert not the_page(d).shows("Wins")
        await d.press("tab", "enter")
        await d.type("ask sooner")
        await d.press("enter")
        assert the_page(d).shows("What did [b]I learn?   ask sooner")
        assert planner.rituals.answers(ReviewKind.DAY, Span(TODAY, TODAY)) == {"lesson": "ask sooner"}


async def test_a_closed_day_is_opened_again_by_a_key_of_its_own(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r")
        assert "c close" in d.footer
        await d.press("C")
        assert d.said == "It is not closed. “c” closes it."
        await d.press("c")
        assert the_page(d).shows("closed")
        assert "close" not in d.footer
        assert "C open again" in d.footer
        await d.press("c")
        assert d.said == "It is closed already. “C” opens it again."
        assert planner.reviews.day(TODAY).is_closed
        await d.press("C")
        assert d.said == "Open again: Tue 10 Feb · u takes it back"
        found = review(planner)
        assert found is not None
        assert not found.is_closed


async def test_closing_today_moves_the_number_at_the_top(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_activity(on=TODAY - timedelta(days=n)) for n in (0, 1, 4, 5, 6, 7, 8, 11)))
    async with desk(planner) as d:
        await d.until(lambda: d.app.glance.gauge is not None)
        before = d.app.glance.gauge
        await d.press("r", "c")
        await d.until(lambda: d.app.glance.gauge is not None and not d.app.glance.gauge.is_open)
        assert before is not None
        assert d.app.glance.gauge is not None
        assert d.app.glance.gauge.value == before.as_it_stands > before.value
        await d.press("u")
        await d.until(lambda: d.app.glance.gauge == before)


async def test_days_that_wait_are_gone_through_and_closed_one_by_one(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2026, 2, 5)), an_action("write it up", YESTERDAY))
    async with desk(planner) as d:
        await d.press("r")
        assert the_page(d).shows("unclosed", "Thu 5  Fri 6  Mon 9")
        await d.press("[")
        assert the_page(d).shows("[Mon 9]", "Monday 9 February", "write it up", "Today, Tuesday 10 February")
        await d.press("x", "c", "]")
        assert the_page(d).shows("Tuesday 10 February", "unclosed   Thu 5  Fri 6")
        assert planner.reviews.unclosed(TODAY) == [date(2026, 2, 5), date(2026, 2, 6)]
        found = review(planner, YESTERDAY)
        assert found is not None
        assert found.is_closed
        await d.press("[")
        assert the_page(d).shows("[Fri 6]", "Friday 6 February")


async def test_of_an_unknown_day_no_zero_is_told(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2026, 2, 5)))
    async with desk(planner) as d:
        await d.press("r", "[")
        assert the_page(d).shows("Nothing is known of this day.")
        assert not the_page(d).shows("no steps")
        await d.press("[", "[")
        assert the_page(d).shows("1 step")
        await d.press("[")
        assert d.said == "No day before this one waits to be closed."


async def test_a_run_of_days_is_marked_as_away_by_one_key(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2026, 2, 4)))
    async with desk(planner) as d:
        await d.press("r", "w")
        assert [day.date.day for day in planner.store.select(DayOff, order="date")] == [5, 6, 9]
        assert the_page(d).shows("Wed 4")
        assert not the_page(d).shows(" Mon 9  ")
        await d.press("w")
        assert d.said == "Each day that waits has a step: none was a day away. c closes it."
        await d.press("u")
        assert the_page(d).shows("Mon 9")


async def test_the_page_goes_on_from_a_day_that_was_away_and_says_so_in_80_columns(tmp_path: Path) -> None:
    clock = StoppedClock()
    clock.set(date(2027, 1, 2))
    planner = open_planner(tmp_path, clock)
    put(planner, an_activity(on=date(2026, 11, 25)))
    async with desk(planner, size=(80, 24)) as d:
        await d.press("r", "[", "w")
        assert d.said == "Away: Thu 26 Nov 2026 to Fri 1 Jan · 27 days off · u takes it back"
        assert d.said in d.text
        assert the_page(d).shows("Saturday 2 January")
        await d.press("[")
        assert the_page(d).shows("1 step")


async def test_enter_on_what_was_not_typed_saves_nothing(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r", "o", "enter", "p", "enter", "t", "enter")
        assert planner.reviews.day(TODAY).review is None
        assert not d.is_typing


async def test_the_review_keeps_its_day_when_another_one_begins(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("r")
        await d.turn_to(WEDNESDAY, time(0, 5))
        assert the_page(d).shows("Tuesday 10 February")
        await d.press("c")
        assert review(planner) is not None
        assert review(planner, WEDNESDAY) is None


@pytest.mark.parametrize("size", [(120, 40), (60, 16), (40, 30), (30, 10)])
async def test_hostile_titles_leave_the_page_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    planner = open_planner(tmp_path)
    texts = ("[/] [bold]x", "田中 美咲" * 30, "a" * 200)
    put(planner, *(an_action(text, position=n) for n, text in enumerate(texts)))
    planner.reviews.close(TODAY, note="[/red]" + "ü" * 200, proud="[b]" * 40)
    planner.reviews.obstacle(TODAY, "[link=x]東京" * 20)
    planner.plan.answer("田" * 90, WEDNESDAY)
    async with desk(planner, size=size) as d:
        await d.press("r", "end", "home")
        assert d.alive
        assert all(len(line) <= size[0] for line in d.lines)
        if size[1] == 40:
            assert the_page(d).shows("[/] [bold]x", "[/red]")


async def test_an_empty_planner_can_be_reviewed(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path, ascii=True)) as d:
        await d.press("r")
        assert the_page(d).shows("Nothing was planned.", "t fills it in", "a plans an action")
        assert the_page(d).text.isascii()
        await d.press("x")
        assert d.said.startswith("Nothing is planned here.")


async def test_after_the_mood_comes_the_blank_of_tomorrow(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(60, 16)) as d:
        await d.press("r")
        assert "How it felt" in the_page(d).under_cursor
        await d.press("0")
        assert "If all I do today is" in the_page(d).under_cursor
        await d.press("0")
        assert "How it felt" in the_page(d).under_cursor


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        (80, ("enter go on", "tab skip", "c close", "esc back", "? keys", "x done")),
        (60, ("enter go on", "tab skip", "c close", "esc", "? keys", "x done")),
        (40, ("enter", "tab skip", "c close", "esc", "? keys")),
        (30, ("enter", "tab", "c", "esc", "? keys")),
    ],
)
async def test_the_footer_keeps_what_one_needs_to_go_on(tmp_path: Path, columns: int, wanted: tuple[str, ...]) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("send the terms"))
    async with desk(planner, size=(columns, 24)) as d:
        await d.press("r")
        found = [part.strip() for part in d.footer.split("  ")]
        assert set(wanted) <= set(found)
        assert len(d.footer) <= columns


async def test_an_ask_that_is_met_is_told_once_and_the_sections_are_counted_as_seen(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("2 calls a day", Period.DAY, 2), an_activity(), an_activity())
    put(planner, an_activity(on=YESTERDAY))
    async with desk(planner) as d:
        await d.press("r")
        assert the_page(d).text.count("2 of 2 calls") == 1
        assert the_page(d).shows("2 steps", "section 4 of 8")
        await d.press("shift+tab")
        assert the_page(d).shows("section 2 of 8")


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (80, 24), (60, 16), (40, 12)])
async def test_of_forty_days_that_wait_whole_ones_are_named_and_the_others_counted(
    tmp_path: Path, columns: int, lines: int
) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=TODAY - timedelta(days=90)))
    assert len(planner.reviews.unclosed(TODAY)) == 40
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("r", "[")
        await d.press("home")
        strip = next(line for line in the_page(d).inside if line.startswith("unclosed"))
        named = re.findall(r"[A-Z][a-z]{2} \d+(?: [A-Z][a-z]{2})?(?=[ \]])", strip)
        assert "[Mon 9]" in strip
        assert int(re.findall(r"and (\d+) more", strip)[0]) + len(named) == 40


async def test_after_forty_days_one_key_marks_them_as_away(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=TODAY - timedelta(days=90)))
    async with desk(planner) as d:
        await d.press("r", "w")
        assert planner.reviews.unclosed(TODAY) == [date(2025, 11, 12)]
        assert "unclosed   Wed 12 Nov" in the_page(d).text
        await d.press("u")
        assert len(planner.reviews.unclosed(TODAY)) == 40


async def test_little_goals_are_pinned_first_until_they_end(tmp_path: Path) -> None:
    clock = StoppedClock()
    clock.set(date(2026, 12, 30), time(17, 0))
    planner = open_planner(tmp_path, clock)
    planner.goals.add("2 meetings by 31 dec little")
    planner.goals.add("40 calls a month")
    planner.log.line("meeting @Lee held")
    async with desk(planner) as d:
        await d.press("r")
        first = next(line for line in the_page(d).inside if line)
        assert first.startswith("★ 2 meetings")
        assert " 1  " in first
        assert not the_page(d).shows("40 calls")
        assert the_page(d).shows("Wins", "How it felt")
    clock.set(date(2027, 1, 4))
    planner.tick()
    async with desk(planner) as d:
        await d.press("r")
        assert not the_page(d).shows("2 meetings")
