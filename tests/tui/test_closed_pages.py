"""A ritual that is closed is read: what would change it says so, and a line that is typed opens it again first."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action
from planner.domain.errors import PlannerError
from planner.domain.period import Period
from planner.domain.review import Review, ReviewKind
from planner.services.planner import Planner
from planner.tui.panes.ritual import RitualPane
from planner.tui.ritual_line import CLOSED
from tests.builders import CALLS, TODAY, a_closed_day, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, Part, desk

REFUSED = "This review is closed. C opens it again."


def a_file(tmp_path: Path) -> Planner:
    """Return a planner with a goal, a plan and a week behind it."""
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480), an_action("send the terms"), a_closed_day(TODAY))
    return planner


async def to_the_closed(d: Desk, kind: ReviewKind) -> None:
    """Open the page of a ritual and see to it that it is closed."""
    d.app.pages.open_ritual(kind)
    await d.settle()
    pane = d.screen.query_one(RitualPane)
    if not pane.is_closed():
        await d.press("c")
    assert pane.is_closed()


def the_page(d: Desk) -> Part:
    """Return the page on top."""
    return Part(d.screen, d.screen.query_one(RitualPane))


def everything(planner: Planner) -> list[object]:
    """Return what a ritual could change."""
    return [*planner.store.select(Review), *planner.store.select(Action)]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (ReviewKind.DAY, ("plus", "minus", "x", "m", "d")),
        (ReviewKind.WEEK, ("1", "x", "d", "right_square_bracket")),
        (ReviewKind.QUARTER, ("0", "d")),
        (ReviewKind.YEAR, ("plus", "0", "y")),
    ],
)
async def test_a_closed_page_refuses_every_key_that_would_change_it(
    tmp_path: Path, kind: ReviewKind, keys: tuple[str, ...]
) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_closed(d, kind)
        before = everything(planner)
        for key in keys:
            await d.press(key)
            assert d.said == REFUSED
        assert everything(planner) == before


@pytest.mark.parametrize(
    ("kind", "before_it", "key", "hidden"),
    [
        (ReviewKind.DAY, ("home",), "e", "x done"),
        (ReviewKind.WEEK, (), "p", "g goal"),
        (ReviewKind.QUARTER, (), "a", "a priority"),
        (ReviewKind.YEAR, (), "a", "a draft"),
    ],
)
async def test_what_is_typed_after_a_key_of_a_closed_page_is_a_line_and_no_command(
    tmp_path: Path, kind: ReviewKind, before_it: tuple[str, ...], key: str, hidden: str
) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_closed(d, kind)
        assert hidden not in d.footer
        before = everything(planner)
        await d.press(*before_it, key)
        assert CLOSED in d.reading
        await d.type("close quickly")
        assert d.typed.endswith("close quickly")
        await d.press("escape")
        assert everything(planner) == before
        assert the_page(d).shows("closed")


@pytest.mark.parametrize(
    ("kind", "dead"),
    [
        (ReviewKind.WEEK, ("g sets one", "lay the first")),
        (ReviewKind.QUARTER, ("y commits", "0 keep")),
        (ReviewKind.YEAR, ("y activates",)),
    ],
)
async def test_a_page_names_its_keys_while_it_is_open_and_no_more_once_it_is_closed(
    tmp_path: Path, kind: ReviewKind, dead: tuple[str, ...]
) -> None:
    planner = a_file(tmp_path)
    put(planner, an_action("left open", TODAY - timedelta(days=6)))
    planner.quarter.add_priority(TODAY.replace(year=2025, month=12), "100 demos")
    async with desk(planner) as d:
        d.app.pages.open_ritual(kind)
        await d.settle()
        assert the_page(d).shows(*dead)
        await d.press("c")
        assert not [key for key in dead if the_page(d).shows(key)]


async def test_days_that_wait_are_marked_as_away_beside_a_closed_one(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=TODAY - timedelta(days=6)))
    async with desk(planner) as d:
        await d.press("r", "c")
        assert "w away" in the_page(d).text
        await d.press("w")
        assert d.said.startswith("Away: ")
        assert planner.reviews.day(TODAY).is_closed


async def test_enter_opens_a_closed_day_again_and_keeps_what_was_typed(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_closed(d, ReviewKind.DAY)
        await d.say("p", "asking sooner")
        assert d.said == "Open again. Kept for Tue 10 Feb · u takes it back"
        assert planner.reviews.day(TODAY).proud == "asking sooner"
        assert "c close" in d.footer


async def test_what_is_closed_once_more_is_one_step_with_its_former_closing(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("send the terms"))
    async with desk(planner) as d:
        before = everything(planner)
        await d.press("r", "x", "plus", "c")
        planner.log.line("call")
        await d.press("C")
        await d.say("p", "asking sooner")
        await d.press("c", "u")
        assert everything(planner) == before
        assert not d.screen.query_one(RitualPane).is_closed()
        assert next(line.label for line in planner.history(9) if line.state == "done") == "Logged: call"


async def test_what_was_closed_for_another_day_is_no_part_of_the_next_closing(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    planner.partners.meet(ReviewKind.PARTNER, "Mia Holt")
    with planner.within("partner"):
        planner.partners.close(ReviewKind.PARTNER)
    planner.rituals.gathered("partner", "Closed")
    before = everything(planner)
    with planner.within("partner"):
        planner.partners.keep(ReviewKind.PARTNER, note="kept")
        planner.partners.close(ReviewKind.PARTNER)
    planner.rituals.gathered("partner", "Closed")
    planner.undo()
    assert everything(planner) == before


async def test_a_line_that_is_not_understood_opens_nothing(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_closed(d, ReviewKind.QUARTER)
        await d.say("a", "-5 calls")
        assert d.screen.query_one(RitualPane).is_closed()


def test_within_a_ritual_that_refuses_nothing_is_saved(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    with planner.within("a ritual", "It is closed."), pytest.raises(PlannerError, match="It is closed"):
        planner.plan.add("call Lee", TODAY)
    assert not list(planner.store.select(Action))
