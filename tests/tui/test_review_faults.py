"""What a review goes through: killed, left for weeks, held twice at once. Nothing said is lost, nothing is held twice."""

import signal
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.review import Review, ReviewKind, day_review_id
from planner.services.planner import Planner
from planner.tui.panes.review import ReviewPane
from tests.builders import TODAY, StoppedClock, an_action, an_activity, open_planner, put
from tests.terminal import Terminal
from tests.tui.desk import Desk, Part, desk
from tests.tui.test_terminal import PROGRAM, environment


def the_page(d: Desk) -> Part:
    """Return the review on top."""
    return Part(d.screen, d.screen.query_one(ReviewPane))


@pytest.mark.terminal
def test_what_is_typed_in_a_review_outlives_a_kill(tmp_path: Path) -> None:
    env = environment(tmp_path)
    with Terminal(PROGRAM, size=(100, 30), env=env) as terminal:
        terminal.wait_for("If all I do today is", "? keys")
        terminal.press("r")
        terminal.wait_for("end of day", "How it felt")
        terminal.press("+")
        terminal.wait_for("[+]")
        terminal.press("p")
        terminal.wait_for("proud of ─", "enter save")
        terminal.press("asked out loud")
        terminal.wait_for("asked out loud")
        kept = open_planner(tmp_path)
        drafts = "SELECT text FROM draft"
        terminal.wait_until(lambda: ("asked out loud",) in kept.store.rows(drafts), "the draft is kept")
        terminal.signal(signal.SIGKILL)
    with Terminal(PROGRAM, size=(100, 30), env=env) as terminal:
        terminal.wait_for("If all I do today is", "? keys")
        terminal.press("r")
        terminal.wait_for("end of day", "[+]")
        terminal.press("p")
        terminal.wait_for("asked out loud", "enter save")
        terminal.press("enter")
        terminal.wait_for("proud of   asked out loud")


async def test_a_review_left_half_done_for_three_weeks_goes_on_where_it_was(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    put(planner, an_activity(on=TODAY - timedelta(days=1)))
    planner.reviews.close(TODAY - timedelta(days=1))
    async with desk(planner) as d:
        await d.press("r", "+", "p")
        await d.type("the talk with Dana")
        await d.press("enter", "o")
        await d.type("half an obst")
        await d.press("escape", "escape")
    clock.set(date(2026, 3, 3))
    planner.tick()
    async with desk(planner) as d:
        await d.press("r", *["["] * len(planner.reviews.unclosed(planner.today())))
        assert the_page(d).shows("Tue 10", "[+]", "the talk with Dana")
        await d.press("o")
        assert d.typed == "half an obst"
        await d.press("enter", "c")
        held = planner.store.get(Review, day_review_id(TODAY))
        assert held is not None
        assert held.is_closed
        assert planner.store.get(Review, day_review_id(planner.today())) is None


async def test_two_that_review_one_day_see_each_other_and_close_it_once(tmp_path: Path) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    put(planner, an_action("send the terms"))
    async with desk(planner) as d:
        await d.press("r")
        other.plan.toggle(next(row.action.id for row in other.reading.day(TODAY).plan))
        other.reviews.keep(TODAY, proud="theirs", mood=-1)
        other.reviews.close(TODAY)
        await d.press("+")
        await d.tick()
        assert the_page(d).shows("theirs", "done 1 of 1", "[+]", "closed")
        reviews = planner.store.rows("SELECT count(*) FROM review WHERE kind = ?", [ReviewKind.DAY.value])
        assert reviews == [(1,)]


async def test_a_review_that_midnight_overtakes_closes_its_own_day(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    put(planner, an_activity(on=TODAY))
    async with desk(planner) as d:
        await d.press("r")
        clock.set(TODAY + timedelta(days=1), time(0, 1))
        await d.tick()
        await d.press("+", "c")
        held = planner.store.get(Review, day_review_id(TODAY))
        assert held is not None
        assert (held.is_closed, held.mood) == (True, 1)
        assert planner.store.get(Review, day_review_id(TODAY + timedelta(days=1))) is None


@pytest.mark.parametrize(
    ("key", "theirs"),
    [
        ("p", lambda other: other.reviews.keep(TODAY, proud="theirs")),
        ("o", lambda other: other.reviews.obstacle(TODAY, "theirs")),
        ("t", lambda other: other.plan.answer("theirs", TODAY + timedelta(days=1))),
    ],
)
async def test_what_was_kept_elsewhere_while_one_typed_is_told_and_kept_beside_it(
    tmp_path: Path, key: str, theirs: Callable[[Planner], object]
) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    async with desk(planner) as d:
        await d.press("r", key)
        await d.type("mine")
        theirs(other)
        await d.press("enter")
        assert d.typed == "theirs; mine"
        assert "“theirs” was kept elsewhere meanwhile. Both stand in the line: enter keeps them." in d.reading
        await d.press("enter")
        assert the_page(d).shows("theirs; mine")
        await d.press("u")
        inside = "\n".join(the_page(d).inside)
        assert "theirs" in inside
        assert "mine" not in inside


async def test_a_line_in_which_nothing_was_typed_leaves_what_was_kept_elsewhere(tmp_path: Path) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    planner.reviews.keep(TODAY, note="before")
    async with desk(planner) as d:
        await d.press("r", "tab", "tab", "enter")
        assert d.typed == "before"
        other.reviews.keep(TODAY, note="theirs")
        await d.press("enter")
        assert the_page(d).shows("theirs")
        assert other.reviews.day(TODAY).note == "theirs"


async def test_a_line_left_half_typed_is_told_what_was_kept_elsewhere_since(tmp_path: Path) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    planner.reviews.keep(TODAY, proud="before")
    async with desk(planner) as d:
        await d.press("r", "p", "ctrl+u")
        await d.type("mine")
        await d.press("escape")
        other.reviews.keep(TODAY, proud="theirs")
        await d.tick()
        await d.press("p")
        assert d.typed == "mine"
        await d.press("enter")
        assert d.typed == "theirs; mine"
        await d.press("escape", "p", "enter")
        assert other.reviews.day(TODAY).proud == "theirs; mine"


async def test_a_line_left_half_typed_goes_on_where_nothing_else_was_kept(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.reviews.keep(TODAY, proud="before")
    async with desk(planner) as d:
        await d.press("r", "p", "ctrl+u")
        await d.type("mine")
        await d.press("escape", "p", "enter")
        assert planner.reviews.day(TODAY).proud == "mine"
