"""The morning: it opens with the first look at a day, shows goals before anything is done, and plans where it stands."""

import asyncio
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action, ActionKind, one_thing_id
from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from planner.settings import rituals
from planner.tui.panes.morning import MorningPane
from planner.tui.panes.review import ReviewPane
from planner.tui.panes.routine import RoutinePane
from planner.tui.panes.week import WeekPane
from tests.builders import CALLS, TODAY, StoppedClock, a_day_off, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, Part, desk

YESTERDAY = TODAY - timedelta(days=1)


def the_page(d: Desk) -> Part:
    """Return the morning on top."""
    return Part(d.screen, d.screen.query_one(MorningPane))


def a_file(tmp_path: Path) -> Planner:
    """Return a planner with a goal and something done yesterday."""
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("40 calls"), an_activity(on=YESTERDAY), an_action("send the terms"))
    return planner


async def test_the_first_look_at_a_day_is_the_morning_and_the_second_is_the_today_screen(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner, is_first_today=True) as d:
        page = the_page(d).text
        assert page.index("Mon 9 Feb") < page.index("Goals") < page.index("This week") < page.index("If all I do")
        assert the_page(d).shows("1 step", "40 calls", "send the terms")
    async with desk(planner, is_first_today=True) as d:
        assert d.screen is d.today_screen


async def test_yesterday_and_the_week_are_one_key_away(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path)) as d:
        await d.press("o", "shift+tab", "enter")
        assert d.screen.query_one(ReviewPane).subject() == "Monday 9 February"
        await d.press("escape", "w")
        assert d.screen.query_one(WeekPane)


async def test_nothing_stands_in_front_of_an_empty_planner(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), is_first_today=True) as d:
        assert d.screen is d.today_screen


async def test_a_morning_that_is_switched_off_does_not_open(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    planner.routine.switch(ReviewKind.MORNING, is_on=False)
    async with desk(planner, is_first_today=True) as d:
        assert d.screen is d.today_screen


async def test_a_reviewed_day_is_not_told_again(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    planner.reviews.close(YESTERDAY)
    async with desk(planner) as d:
        await d.press("o")
        assert not the_page(d).shows("Mon 9 Feb")


async def test_the_evenings_answer_stands_in_the_blank(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    planner.plan.answer("close the Acme renewal", TODAY)
    async with desk(planner) as d:
        await d.press("o", "enter")
        assert d.typed == "close the Acme renewal"
        await d.type(" today")
        await d.press("enter")
        one = planner.store.get(Action, one_thing_id(TODAY))
        assert one is not None
        assert one.text == "close the Acme renewal today"
        assert "send the terms" in the_page(d).under_cursor


async def test_the_plan_is_edited_where_it_stands(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(planner, an_action("call Lee", kind=ActionKind.FOLLOW_UP, start_time=time(10)))
    async with desk(planner) as d:
        await d.press("o", "tab", "x")
        assert "call Lee" in the_page(d).under_cursor
        assert the_page(d).shows("●")
        await d.press("j", "d")
        assert [row.action.text for row in planner.reading.day(TODAY).plan] == ["call Lee"]
        await d.say("a", "write the offer")
        assert the_page(d).shows("write the offer")
        await d.press("u", "u")
        assert {row.action.text for row in planner.reading.day(TODAY).plan} == {"call Lee", "send the terms"}


async def test_what_is_due_is_opened_by_enter_and_closing_the_morning_holds_it(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, clock=StoppedClock())
    put(planner, an_activity(on=date(2026, 1, 20)), an_activity(on=YESTERDAY))
    async with desk(planner) as d:
        await d.press("o")
        assert the_page(d).shows("weekly planning", "once a week")
        await d.press("c")
        assert d.said == "Held: morning · u takes it back"
        assert planner.routine.rows(TODAY)[0].last_held == TODAY


async def test_midnight_leaves_the_page_with_its_day_and_says_so(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock=clock)
    put(planner, an_activity(on=YESTERDAY))
    async with desk(planner) as d:
        await d.press("r")
        clock.set(TODAY + timedelta(days=1), time(0, 1))
        d.app.tick()
        await d.until(lambda: "This page stays with Tuesday 10 February" in d.said)
        assert d.screen.query_one(ReviewPane).subject() == "Tuesday 10 February"


async def test_a_line_that_is_open_at_midnight_says_so_once_it_is_saved(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock=clock)
    put(planner, an_activity(on=YESTERDAY))
    async with desk(planner) as d:
        await d.press("r", "p")
        await d.type("asked for the decision")
        await d.turn_to(TODAY + timedelta(days=1), time(0, 1))
        await d.press("enter")
        assert d.said == "It is Wed 11 Feb now. Kept for Tue 10 Feb · u takes it back"
        await d.press("p")
        await d.type(" twice")
        await d.press("enter")
        assert d.said == "Kept for Tue 10 Feb · u takes it back"


async def test_the_routine_tells_what_is_due_and_a_key_does_without_it(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.press("R")
        page = Part(d.screen, d.screen.query_one(RoutinePane))
        assert page.shows("end of day", "weekly planning", "once a quarter")
        await d.press("j", "s")
        assert d.said == "The end of day ritual is off · u takes it back"
        assert not planner.routine.is_on(ReviewKind.DAY)
        await d.press("s", "enter")
        assert d.screen.query_one(ReviewPane)


async def test_of_an_empty_planner_the_routine_shows_no_misses(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(40, 12)) as d:
        await d.press("R")
        page = Part(d.screen, d.screen.query_one(RoutinePane))
        assert "○" not in page.text
        assert page.shows("morning", "year review")


async def test_what_explains_the_routine_is_read_whole_where_little_room_is(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path), size=(40, 20)) as d:
        await d.press("R")
        page = " ".join(Part(d.screen, d.screen.query_one(RoutinePane)).inside)
        assert "what is off never shows as due." in page
        assert "see the README to write your own." in page


async def test_on_a_day_off_the_app_opens_with_the_today_screen_and_a_key_shows_the_morning(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(planner, a_day_off(TODAY))
    async with desk(planner, is_first_today=True) as d:
        assert d.screen is d.today_screen
        await d.press("o")
        assert the_page(d).shows("Tuesday 10 February", "send the terms")


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
async def test_every_fault_of_the_ritual_files_is_read_whole_on_the_routine_page(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = tmp_path / "config" / "rituals"
    folder.mkdir(parents=True)
    (folder / "day.yaml").write_text("sections:\n  - winds\n  - ask:\n  - [/] [b]\n")
    (folder / "wek.yaml").write_text("title: x\n")
    (folder / "year.yaml").write_text("title: my year\nsections:\n  - note\n")
    async with desk(open_planner(tmp_path), size=size) as d:
        await d.press("R", "end")
        page = d.screen.query_one(RoutinePane)
        told = " ".join("".join(text for text, _ in line.left).strip() for row in page._rows for line in row.draw(99))
        assert "my year" in told
        for sentence in rituals.faults(d.app.paths):
            assert sentence in told
        assert "wek.yaml is the name of no ritual: the nearest is week.yaml." in told
        assert "wek.yaml" in " ".join(Part(d.screen, page).inside)
        await d.press("enter")
        assert d.said == "No ritual stands here. home goes to the first."


async def test_a_ritual_file_that_needs_a_look_is_told_a_while_after_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "rituals"
    folder.mkdir(parents=True)
    (folder / "day.yaml").write_text("sections:\n  - winds\n  - mood\n")
    async with desk(open_planner(tmp_path)) as d:
        await asyncio.to_thread(d.app.look_through)
        await d.until(lambda: d.said == "1 place of your ritual files needs a look: R shows more.")


async def test_a_day_that_left_its_plan_open_shows_what_it_left_and_no_zero(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("40 calls"), an_action("call Bob", on=YESTERDAY))
    put(planner, an_action("sell", on=YESTERDAY, kind=ActionKind.ONE_THING, id=one_thing_id(YESTERDAY)))
    async with desk(planner) as d:
        await d.press("o")
        told = the_page(d).text.split("Goals")[0]
        assert "○ sell" in told
        assert "2 planned   2 left open" in told
        assert "known" not in told
        assert "step" not in told
        assert " of " not in told


async def test_of_a_day_with_neither_a_plan_nor_an_entry_nothing_is_known(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("40 calls"), an_activity(on=YESTERDAY - timedelta(days=10)))
    async with desk(planner) as d:
        await d.press("o")
        assert the_page(d).shows("nothing is known of it")
