"""Past and future days on the Today screen: shown like today, repaired, planned, and left again."""

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import TypeVar

import pytest

from planner.domain.period import Period
from planner.tui.screens import day as day_screen
from tests.builders import CALLS, TODAY, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

YESTERDAY = date(2026, 2, 9)
T = TypeVar("T")


async def go_to(d: Desk, words: str) -> None:
    await d.say("v", words)


async def test_brackets_show_the_day_before_and_after_and_the_full_stop_comes_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("post the list", on=YESTERDAY), an_action("call Lee", on=date(2026, 2, 11)))
    async with desk(planner) as d:
        await d.press("[")
        assert d.lines[0].startswith(" Monday 9 February   yesterday   . goes to today")
        assert d.pane("today").shows("post the list", "Mon 9 Feb")
        await d.press("]", "]")
        assert d.lines[0].startswith(" Wednesday 11 February   tomorrow")
        assert d.pane("today").shows("call Lee")
        await d.press(".")
        assert d.lines[0].startswith(" Tuesday 10 February   week 7")
        assert not d.pane("today").shows("call Lee")


async def test_what_was_left_open_is_brought_to_today_whichever_day_is_looked_at(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("post the list", on=YESTERDAY), an_action("write to Ann"))
    async with desk(planner) as d:
        await d.press("]", "1", "b")
        assert d.shows("Brought 1 to today")
        assert not d.pane("today").shows("write to Ann")
        await d.press(".")
        assert d.pane("today").shows("post the list", "write to Ann")


async def test_a_follow_up_of_another_day_is_not_due_today(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("call Lee", on=date(2026, 2, 11), kind="follow_up"))
    async with desk(planner) as d:
        await d.press("]")
        assert d.pane("today").shows("call Lee", "follow-up due")
        assert not d.pane("today").shows("due today")


async def test_the_log_begins_with_the_day_that_is_gone_to_wherever_its_cursor_stood(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(
        planner,
        *(an_activity(on=day, at=time(8, n), note=f"on {day}") for day in (TODAY, YESTERDAY) for n in range(30)),
    )
    async with desk(planner) as d:
        await d.press("[", ".")
        assert d.pane("log").inside[0].strip().startswith("08:29")
        await d.press("3", "pagedown", "pagedown", "[")
        assert "Monday 9 February" in d.pane("log").inside[0]
        await d.press("]")
        assert [line.strip("▌ ") for line in d.pane("log").inside[:2]] == ["08:29  call", f"on {TODAY}"]


def heard(call: Callable[..., T], calls: list[object]) -> Callable[..., T]:
    """Return a call that is noted before it is made."""

    def made(*said: object) -> T:
        calls.append(said)
        return call(*said)

    return made


async def test_going_through_the_days_moves_no_pane_and_paints_once_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_action(f"letter {n}", on=YESTERDAY) for n in range(6)), an_activity(on=date(2026, 2, 6)))
    async with desk(planner) as d:
        at_first = d.screen.query_one("#side").region
        await d.press("[")
        grown = d.screen.query_one("#side").region
        assert grown.y > at_first.y
        laid_out: list[object] = []
        frames: list[object] = []
        monkeypatch.setattr(d.app, "_display", heard(d.app._display, frames))
        monkeypatch.setattr(d.screen._compositor, "reflow", heard(d.screen._compositor.reflow, laid_out))
        await d.press("[")
        assert d.pane("today").shows("Nothing is planned yet")
        assert (len(frames), laid_out) == (1, [])
        await d.press(".")
        assert d.screen.query_one("#side").region == at_first


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("mon", "Monday 9 February   yesterday"),
        ("2026-02-01", "Sunday 1 February   9 days ago"),
        ("-3d", "Saturday 7 February   3 days ago"),
        ("+3w", "Tuesday 3 March   in 3 weeks"),
        ("3w", "Tuesday 3 March   in 3 weeks"),
        ("2020-02-29", "Saturday 29 February 2020   5 years ago"),
        ("today", "Tuesday 10 February   week 7"),
    ],
)
async def test_a_line_goes_to_any_day(tmp_path: Path, words: str, shown: str) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await go_to(d, words)
        assert d.lines[0].strip().startswith(shown)
        assert not d.is_typing


async def test_a_past_day_says_its_score_and_momentum_after_it_and_so_does_its_review(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(on=date(2026, 2, 2)), *(an_activity(on=date(2026, 2, n)) for n in (4, 5, 6, 9)))
    scored = planner.momentum.scores(YESTERDAY)[-1]
    async with desk(planner) as d:
        await d.press("[")
        assert f"score +{scored.score:.2f}   momentum +{round(scored.momentum)}   09:41" in d.lines[0]
        await d.press("r")
        assert d.part("#review").shows(f"+{round(scored.momentum)}   score +{scored.score:.2f}")
        await d.press("escape", "[", "[")
        assert "score" not in d.lines[0]
        await d.press(".", "]")
        assert "score" not in d.lines[0]


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((93, 30), "Monday 9 February   yesterday   . goes to today   score +{:.2f}   momentum +{}   09:41"),
        ((80, 24), "Mon 9 Feb   yesterday   . goes to today   score +{:.2f}  momentum +{}  09:41"),
        ((66, 20), "Mon 9 Feb  yesterday  . today   score +{:.2f}  momentum +{}  09:41"),
        ((60, 16), "Mon 9 Feb  yesterday  . today   score +{:.2f}  09:41"),
        ((40, 30), "Mon 9 Feb  . today   score +{:.2f} 09:41"),
        ((32, 12), "Mon 9 Feb  . today  09:41"),
    ],
)
async def test_the_score_of_a_past_day_is_told_in_fewer_words_where_there_is_less_room(
    tmp_path: Path, size: tuple[int, int], told: str
) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(on=date(2026, 2, 2)), *(an_activity(on=date(2026, 2, n)) for n in (4, 5, 6, 9)))
    scored = planner.momentum.scores(YESTERDAY)[-1]
    async with desk(planner, size=size) as d:
        await d.press("[")
        wanted = told.format(scored.score, round(scored.momentum))
        assert d.lines[0].split() == wanted.split()


async def test_a_past_day_that_is_repaired_says_its_new_score_at_once_and_the_old_one_when_that_is_undone(
    tmp_path: Path,
) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("2 calls", Period.DAY, 2, on=date(2026, 2, 2), ends_on=date(2026, 12, 31)))
    put(planner, *(an_activity(on=date(2026, 2, n)) for n in (4, 5, 6, 9)))
    async with desk(planner) as d:
        await go_to(d, "2026-02-05")
        before = d.lines[0]
        assert "score +0.50" in before
        await d.log("call @Dana voicemail")
        assert "score +1.00" in d.lines[0]
        await d.press("u")
        assert d.lines[0] == before


async def test_the_score_of_a_past_day_comes_again_after_a_change_of_what_every_day_is_scored_by(
    tmp_path: Path,
) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(on=date(2026, 2, 2)), *(an_activity(on=date(2026, 2, n)) for n in (4, 5, 6, 9)))
    async with desk(planner) as d:
        await d.press("[")
        before = d.lines[0]
        planner.days.take_off(date(2025, 12, 24), date(2025, 12, 24))
        await d.settle()
        await d.until(lambda: d.lines[0] == before)
        assert "score" in before


async def test_a_day_that_is_none_is_pointed_at(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await go_to(d, "someday")
        assert "“someday” is not a day I know" in d.reading
        await d.press("escape")
        await go_to(d, "9999-12-31")
        await d.press("]")
        assert d.said == "The calendar ends here."


async def test_the_log_of_a_past_day_stands_on_top(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_activity(on=date(2026, 2, day), note=f"note {day}") for day in range(1, 10)))
    async with desk(planner) as d:
        await go_to(d, "2026-02-05")
        assert d.pane("log").inside[0].startswith("Thursday 5 February")
        assert not d.pane("log").shows("note 6")
        await d.press("3", "k", "k", "k")
        await go_to(d, "2026-02-08")
        assert d.pane("log").inside[0].startswith("Sunday 8 February")
        await d.press(".")
        assert d.pane("log").shows("note 9")


async def test_a_past_day_is_logged_ticked_and_answered_where_it_is(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(), an_action("post the list", on=YESTERDAY))
    async with desk(planner) as d:
        await d.press("[")
        await d.press("l")
        assert d.part("#editor").shows("log for Mon 9 Feb")
        await d.type("call @Dana")
        assert "Mon 9 Feb" in d.reading
        await d.press("enter")
        assert planner.store.rows("SELECT local_date, local_time FROM activity") == [("2026-02-09", None)]
        assert "Dana" in d.pane("log").text
        await d.press("1", "x")
        assert planner.store.rows("SELECT status FROM action") == [("done",)]
        await d.say("t", "close the week")
        answered = planner.reading.one_thing(YESTERDAY)
        assert answered is not None
        assert answered.text == "close the week"
        assert planner.reading.one_thing(TODAY) is None


async def test_a_time_on_a_past_day_may_be_later_than_now(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("[")
        await d.log("call 16:00")
        assert planner.store.rows("SELECT local_date, local_time FROM activity") == [("2026-02-09", "16:00")]
        await d.log("call today")
        assert planner.store.rows("SELECT max(local_date) FROM activity") == [("2026-02-10",)]


async def test_the_review_of_a_past_day_opens_for_it(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=YESTERDAY))
    async with desk(planner) as d:
        await d.press("[", "r")
        assert d.part("#review").shows("Monday 9 February")
        await d.press("c", "escape")
        assert planner.reviews.unclosed(TODAY) == []


async def test_a_day_to_come_is_planned_and_neither_logged_nor_reviewed(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("]", "a")
        await d.type("call Lee")
        await d.press("enter", "t")
        await d.type("win the pilot")
        await d.press("enter")
        assert planner.store.rows("SELECT DISTINCT date FROM action") == [("2026-02-11",)]
        await d.log("call")
        assert planner.store.rows("SELECT local_date FROM activity") == [("2026-02-10",)]
        assert d.said.startswith("Logged: call · in today’s log")
        await d.log("call yesterday")
        assert d.said.startswith("Logged for Mon 9 Feb: call · u")
        await d.press("l")
        assert d.part("#editor").shows("log for today")
        await d.press("escape", "r")
        assert d.said == "Wed 11 Feb is still to come. A day is reviewed once it is here."


async def test_midnight_leaves_a_chosen_day_alone_and_says_so(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("[")
        await d.turn_to(date(2026, 2, 11), time(0, 1))
        assert d.lines[0].startswith(" Monday 9 February   2 days ago")
        assert d.said == "It is Wed 11 Feb now. This screen stays with Mon 9 Feb."
        await d.press(".")
        assert d.lines[0].startswith(" Wednesday 11 February")


async def test_a_chosen_day_that_has_come_is_today(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("]")
        await d.turn_to(date(2026, 2, 11), time(0, 1))
        assert d.lines[0].startswith(" Wednesday 11 February   week 7")
        await d.turn_to(date(2026, 2, 12), time(0, 1))
        assert d.lines[0].startswith(" Thursday 12 February   week 7")


async def test_goals_of_a_past_day_are_those_that_had_begun(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("30 calls", on=date(2026, 1, 5)), a_goal("40 calls"))
    async with desk(planner) as d:
        await go_to(d, "2026-01-20")
        assert d.pane("goals").shows("30 calls")
        assert not d.pane("goals").shows("40 calls")
        assert not d.pane("goals").shows("later")


async def test_the_cursor_goes_to_what_was_planned_last(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("call Lee", on=date(2026, 2, 11)), an_action("post the list"))
    async with desk(planner) as d:
        for key in (".", "]"):
            await d.press(key, "a")
            await d.type("buy stamps 30m")
            await d.press("enter")
            assert "buy stamps" in d.pane("today").under_cursor
        await d.press("x")
        assert d.said == "“buy stamps” is planned for Wed 11 Feb. Move it to today first."
        assert planner.store.rows("SELECT count(*) FROM action WHERE status = 'done'") == [(0,)]


async def test_what_was_said_on_one_day_or_page_is_not_said_on_the_next(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("call Lee", on=date(2026, 2, 11)))
    async with desk(planner) as d:
        for keys in (("[",), ("D", "enter"), ("H", "escape")):
            await d.press(".", "]", "x")
            assert d.said.endswith("Move it to today first.")
            await d.press(*keys)
            assert d.said == ""


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_footer_of_another_day_names_the_ways_to_others_first(tmp_path: Path, size: tuple[int, int]) -> None:
    ways = "[ day before   ] day after   . today   l log"
    async with desk(open_planner(tmp_path), size=size) as d:
        assert "day before" not in d.footer
        for keys in (("[",), ("]", "]"), ("tab",)):
            await d.press(*keys)
            assert d.footer.strip().startswith(ways)
        await d.press(".")
        assert "day before" not in d.footer


async def test_what_is_done_to_an_entry_of_another_day_names_the_day(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("[")
        await d.log("call")
        assert d.said.startswith("Logged for Mon 9 Feb: call")
        await d.press("3", "e", "space", "v", "m", "enter")
        assert d.said.startswith("Corrected for Mon 9 Feb: call")
        await d.press("d")
        assert d.said.startswith("Deleted from Mon 9 Feb: call")


async def test_whoever_goes_on_through_the_days_waits_for_no_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_screen, "BEHIND", 0.001)
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(), *(an_action(f"letter {n}", on=date(2026, 2, n)) for n in range(1, 10)))
    put(planner, *(an_activity(on=date(2026, 2, n), note=f"talk {n}") for n in range(1, 10)))
    async with desk(planner) as d:
        asked: list[str] = []
        await d.press("[")
        await d.until(lambda: ("day", date(2026, 2, 8), TODAY) in planner.reading._remembered)
        planner.store.connection.set_trace_callback(asked.append)
        monkeypatch.setattr(day_screen, "BEHIND", 60.0)
        await d.press("[")
        planner.store.connection.set_trace_callback(None)
        assert d.pane("today").shows("letter 8")
        assert d.pane("log").inside[2].strip() == "talk 8"
        assert [sql for sql in asked if re.search("FROM (goal|action|activity|deal) ", sql)] == []
        await d.put(an_action("letter 8a", on=date(2026, 2, 8)))
        assert d.pane("today").shows("letter 8a")


async def test_a_day_that_is_named_is_read_while_its_name_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_screen, "BEHIND", 0.001)
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("v")
        await d.type("2026-02-03")
        await d.until(lambda: ("day", date(2026, 2, 3), TODAY) in planner.reading._remembered)
        assert d.lines[0].startswith(" Tuesday 10 February")
