"""The Today pane: the prompt's sentence, its blank, and the day's plan under the keys."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.views import PlanRow
from planner.store import queries
from tests.builders import TODAY, a_contact, a_goal, an_action, open_planner, put
from tests.tui.desk import SENTENCE, Desk, desk

BLANK = "____________"


def sentence_seen(d: Desk, answer: str) -> str:
    """Return the prompt as a person reads it, over its line breaks and without its blank."""
    joined = " ".join(line for line in d.pane("today").inside if line)
    return " ".join(joined.replace(answer, " ").translate({ord(mark): " " for mark in "▌○●"}).split())


def plan_of(d: Desk) -> list[tuple[str, ActionStatus]]:
    """Return today's plan as SQL has it."""
    actions = queries.plan_of(d.planner.store, TODAY)
    return [(action.text, action.status) for action in actions if action.kind is not ActionKind.ONE_THING]


@pytest.mark.parametrize("columns", [40, 48, 60, 64, 80, 99, 100, 120, 150])
@pytest.mark.parametrize("answer", ["", "close the Acme renewal"])
async def test_the_prompt_is_said_word_for_word_at_every_width(tmp_path: Path, columns: int, answer: str) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer(answer, TODAY)
    async with desk(planner, size=(columns, 30)) as d:
        assert sentence_seen(d, answer or f"{BLANK}  t fills it in").startswith(SENTENCE)
        await d.resize(130 - columns // 2, 30)
        assert sentence_seen(d, answer or f"{BLANK}  t fills it in").startswith(SENTENCE)


async def test_the_blank_is_filled_in_where_it_stands(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        assert d.pane("today").shows(BLANK)
        await d.press("t")
        await d.type("close the Acme renewal")
        assert d.pane("today").inside[1].strip("▌ ").startswith("close the Acme renewal")
        await d.press("enter")
        assert d.pane("today").inside[1].strip("▌ ").startswith("close the Acme renewal")
        assert d.focus == "today"
        assert "One thing: close the Acme renewal" in d.said
        found = d.planner.store.need(Action, one_thing_id(TODAY))
        assert found.text == "close the Acme renewal"


async def test_a_day_has_one_answer_and_the_blank_opens_with_it(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        for text in ("call Lee", "and Sam"):
            await d.say("t", text)
        kinds = [action.text for action in d.planner.store.select(Action) if action.kind is ActionKind.ONE_THING]
        assert kinds == ["call Leeand Sam"]


async def test_an_emptied_blank_is_a_blank_again(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("call", TODAY)
    async with desk(planner) as d:
        await d.press("t", "backspace", "backspace", "backspace", "backspace", "enter")
        assert d.pane("today").shows(BLANK)
        await d.press("u")
        assert not d.pane("today").shows(BLANK)


async def test_what_stands_in_the_blank_is_kept_by_escape_and_offered_again(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("t")
        await d.type("half a thou")
        await d.press("escape")
        assert d.pane("today").shows(BLANK)
        assert d.focus == "today"
        await d.press("t")
        assert d.typed == "half a thou"
        await d.press("enter", "t")
        assert d.typed == "half a thou"


async def test_the_one_thing_is_ticked_and_the_tick_taken_away(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("call Lee", TODAY)
    async with desk(planner) as d:
        await d.press("x")
        assert planner.store.need(Action, one_thing_id(TODAY)).status is ActionStatus.DONE
        assert "●" in d.pane("today").inside[1]
        await d.press("x")
        assert planner.store.need(Action, one_thing_id(TODAY)).status is ActionStatus.PLANNED
        assert "○" in d.pane("today").inside[1]


async def test_the_one_thing_is_corrected_in_its_blank(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("call Lee", TODAY)
    async with desk(planner) as d:
        await d.press("e")
        assert d.focus == "blank"
        await d.type(" Park")
        await d.press("enter")
        assert planner.store.need(Action, one_thing_id(TODAY)).text == "call Lee Park"


async def test_an_action_is_planned_from_one_line_with_time_person_and_length(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_contact("Lee Park", "Borealis"))
    async with desk(planner) as d:
        await d.press("a")
        await d.type("10:30 call @Lee about the pilot 30m")
        assert "Lee Park" in d.reading
        await d.press("enter")
        (row,) = planner.reading.day(TODAY).plan
        assert row.action.start_time == time(10, 30)
        assert (row.contact, row.organization, row.action.planned_minutes) == ("Lee Park", "Borealis", 30)
        assert d.pane("today").shows("10:30", "call Lee about the pilot", "Lee Park Borealis", "30 min")


async def test_an_action_for_another_day_says_so_and_is_not_on_today(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("a")
        await d.type("tomorrow 9am: proposals")
        assert "Wed 11 Feb 09:00" in d.reading
        await d.press("enter")
        assert "for Wed 11 Feb" in d.said
        assert not d.pane("today").shows("proposals")
        await d.turn_to(TODAY + timedelta(days=1))
        assert d.pane("today").shows("09:00", "proposals")


async def test_an_action_is_corrected_as_a_line(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("send the terms", start_time=time(14)))
    async with desk(planner) as d:
        await d.press("e")
        assert d.typed == "14:00 send the terms"
        await d.type(" 45m")
        await d.press("enter")
        assert d.pane("today").shows("45 min")
        assert d.pane("today").under_cursor.startswith("○ 14:00")


async def test_a_line_gives_its_action_a_goal_that_is_completed_shown_and_written_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_goal("Renewals", measure=None, target=None))
    async with desk(planner) as d:
        await d.press("a")
        await d.type("send the terms for: ren")
        assert "for Renewals" in d.reading
        await d.press("tab")
        assert d.typed.rstrip() == "send the terms for: Renewals in February"
        await d.press("enter")
        await d.press("1", "e")
        assert d.typed == "send the terms for: Renewals in February"
        await d.press("ctrl+u")
        await d.type("send the terms for: diamonds")
        assert "“diamonds” is no goal" in d.reading
        await d.press("escape")
    (row,) = planner.reading.day(TODAY).plan
    assert (row.action.text, row.goal) == ("send the terms", "Renewals in February")


async def test_ticking_off_gives_the_next_open_action_the_cursor(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_action(text, position=n) for n, text in enumerate(("first", "second", "third"))))
    async with desk(planner) as d:
        await d.press("j", "x")
        assert plan_of(d)[1] == ("second", ActionStatus.DONE)
        assert "third" in d.pane("today").under_cursor
        await d.press("x")
        assert "first" in d.pane("today").under_cursor
        await d.press("x")
        assert {status for _, status in plan_of(d)} == {ActionStatus.DONE}
        assert "first" in d.pane("today").under_cursor


async def test_space_ticks_as_x_does(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("alone"))
    async with desk(planner) as d:
        await d.press("space")
        assert plan_of(d) == [("alone", ActionStatus.DONE)]


async def test_an_action_moves_to_another_day_and_back_by_undo(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("send the terms"))
    async with desk(planner) as d:
        await d.press("m")
        assert d.part("#editor").shows("move “send the terms” to")
        await d.type("fri")
        assert "Fri 13 Feb" in d.reading
        await d.press("enter")
        assert plan_of(d) == []
        assert d.said.startswith("Moved")
        assert "Fri 13 Feb: send the terms" in d.said
        await d.press("u")
        assert plan_of(d) == [("send the terms", ActionStatus.PLANNED)]
        assert d.pane("today").shows("send the terms")


async def test_a_day_that_is_no_day_is_refused_and_the_word_kept(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action())
    async with desk(planner) as d:
        await d.say("m", "someday")
        assert "“someday” is not a day I know" in d.reading
        assert d.typed == "someday"
        assert len(plan_of(d)) == 1


async def test_a_dropped_action_leaves_the_plan_and_undo_brings_it_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("one", position=1), an_action("two", position=2))
    async with desk(planner) as d:
        await d.press("d")
        assert plan_of(d) == [("two", ActionStatus.PLANNED)]
        assert "Dropped: one" in d.said
        assert "two" in d.pane("today").under_cursor
        await d.press("u")
        assert len(plan_of(d)) == 2


async def test_what_earlier_days_left_open_is_told_and_brought(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_action(f"old {n}", TODAY - timedelta(days=n)) for n in (1, 2)))
    async with desk(planner) as d:
        assert d.pane("today").shows("2 left open on earlier days   b brings them here")
        await d.press("b")
        assert sorted(text for text, _ in plan_of(d)) == ["old 1", "old 2"]
        assert not d.pane("today").shows("left open")
        await d.press("b")
        assert d.said == "Nothing of the week before is open."
        await d.press("u")
        assert d.pane("today").shows("2 left open")


async def test_a_follow_up_that_waits_since_an_earlier_day_is_on_today(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("call Lee", TODAY - timedelta(days=4), kind=ActionKind.FOLLOW_UP))
    async with desk(planner) as d:
        assert d.pane("today").shows("call Lee", "follow-up since Fri 6 Feb")


async def test_what_today_asks_is_counted_as_it_is_logged(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("2 calls a day")
    async with desk(planner) as d:
        assert d.pane("today").shows("calls ○○ 0 of 2", "not started")
        await d.log("call")
        assert d.pane("today").shows("calls ●○ 1 of 2", "started 09:41")


async def test_more_actions_than_fit_are_scrolled_to(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_action(f"action {n:02}", position=n) for n in range(30)))
    async with desk(planner) as d:
        assert not d.pane("today").shows("action 29")
        await d.press("end")
        assert "action 29" in d.pane("today").under_cursor
        await d.press("home")
        assert "action 00" in d.pane("today").under_cursor
        assert d.pane("today").shows("If all I do today is")


async def test_a_key_without_an_action_under_it_says_what_to_do(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        for key in ("x", "e", "m", "d"):
            await d.press(key)
            assert d.said == "Nothing is planned here. Plan something with “a”."


async def test_an_action_says_which_goal_it_serves(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    goal = a_goal("Renewals", measure=None, target=None)
    put(planner, goal, an_action("call Acme", goal_id=goal.id))
    async with desk(planner) as d:
        assert isinstance(planner.reading.day(TODAY).plan[0], PlanRow)
        assert d.pane("today").shows("for Renewals")


async def test_a_rule_is_read_completed_and_shown_beside_its_action(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("a")
        await d.type("stretch every mo")
        assert "every month   every mon" in d.reading
        await d.press("tab", "tab")
        assert d.reading.startswith("Mon 16 Feb · stretch · every mon")
        await d.press("enter")
        assert "Planned for Mon 16 Feb: stretch" in d.said
        await d.press("a")
        await d.type("sort the desk every 2 weeks")
        assert d.reading.startswith("Tue 10 Feb · sort the desk · every 2 weeks")
        await d.press("enter")
        assert d.pane("today").under_cursor.endswith("every 2 weeks")
        await d.press("e")
        assert d.typed == "sort the desk every 2 weeks"


async def test_a_ticked_action_that_comes_again_says_when_and_undo_takes_both_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("stretch", rrule="FREQ=DAILY"))
    async with desk(planner) as d:
        await d.press("x")
        assert "Done: stretch · next Wed 11 Feb" in d.said
        assert d.pane("today").under_cursor.endswith("done")
        assert [row.action.text for row in planner.reading.day(TODAY + timedelta(days=1)).plan] == ["stretch"]
        await d.press("u")
        assert plan_of(d) == [("stretch", ActionStatus.PLANNED)]
        assert not planner.reading.day(TODAY + timedelta(days=1)).plan
        await d.press("d")
        assert "Dropped: stretch · next Wed 11 Feb" in d.said


@pytest.mark.parametrize(
    ("columns", "told"),
    [(120, "every 3 days   since Mon 2 Feb"), (60, "since 2 Feb"), (40, "since 2 Feb")],
)
async def test_a_missed_action_that_comes_again_waits_once(tmp_path: Path, columns: int, told: str) -> None:
    planner = open_planner(tmp_path)
    missed = TODAY - timedelta(days=8)
    put(planner, an_action("sort the desk", missed, rrule="FREQ=DAILY;INTERVAL=3"))
    async with desk(planner, size=(columns, 30)) as d:
        assert d.pane("today").text.count("sort") == 1
        assert d.pane("today").shows(told)
        assert not d.pane("today").shows("left open")
        await d.press("x")
        assert d.said.startswith("Done: sort the desk · next" if columns > 40 else "Done: sort the desk ·")
        assert not d.pane("today").shows(told)


@pytest.mark.parametrize(("columns", "told"), [(60, "every 3 days after done"), (40, "again")])
async def test_beside_a_short_line_a_rule_is_one_word(tmp_path: Path, columns: int, told: str) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("sort the desk", rrule="FREQ=DAILY;INTERVAL=3;X-FROM=DONE"))
    async with desk(planner, size=(columns, 30)) as d:
        assert d.pane("today").under_cursor.endswith(f"  {told}")
