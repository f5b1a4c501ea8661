"""The reviews with a partner and a group, of a quarter and of a year as they look."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from planner.domain.goal import GoalKind, GoalSource
from planner.domain.period import Period
from planner.domain.person import Role
from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    StoppedClock,
    a_deal,
    a_goal,
    a_milestone,
    an_activity,
    open_planner,
    put,
)
from tests.screens.golden import check
from tests.tui.desk import desk

SIZES = [(120, 40), (60, 16)]
YEAR: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


def a_life(tmp_path: Path) -> tuple[Planner, StoppedClock]:
    """Return a planner with a year that goes on, people, promises and something in the way; it is 10 February."""
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    lease = a_goal("Sign the lease", Period.QUARTER, 100, MILESTONES, kind=GoalKind.PRIORITY)
    put(
        planner,
        CALLS,
        DOLLARS,
        MILESTONES,
        a_goal("480 calls", Period.YEAR, 480),
        a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA, source=GoalSource.EMPLOYER),
        a_goal("30 follow-up calls", Period.CUSTOM, 30, kind=GoalKind.LITTLE, **YEAR),
        lease,
        a_milestone(lease, "three places seen", done_on=date(2026, 2, 5)),
        a_milestone(lease, "lease signed"),
        *(an_activity(on=date(2026, 2, n), quantity=6) for n in (2, 3, 4, 5, 6, 9)),
        a_deal("Acme", stage="won", amount_minor=1_800_000, closed_on=date(2026, 2, 4)),
    )
    planner.partners.add("Mia Holt", Role.MENTOR)
    planner.partners.add("Ben Okafor", Role.GROUP)
    clock.set(date(2026, 2, 3))
    planner.obstacles.add("legal takes a week per contract -> ask Mia for the short form")
    planner.partners.close(
        ReviewKind.PARTNER, promises=("call Lee fri", "send the deck"), note="start with the hard call"
    )
    clock.set(date(2026, 2, 10), time(9, 41))
    return planner, clock


@pytest.mark.parametrize(("columns", "lines"), SIZES)
async def test_the_partner_review_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner, _ = a_life(tmp_path)
    planner.partners.promise(ReviewKind.PARTNER, "show Borealis the pilot")
    async with desk(planner, size=(columns, lines)) as d:
        await d.run("page.partner")
        check(f"partner-{columns}x{lines}.txt", d.text + "\n")


@pytest.mark.parametrize(("columns", "lines"), SIZES)
async def test_the_group_review_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner, _ = a_life(tmp_path)
    planner.partners.keep(ReviewKind.GROUP, answers={"doing": "two pilots in the north"})
    planner.partners.idea("ask each customer for one name")
    planner.partners.idea("10 calls a week")
    planner.partners.act_on(1)
    async with desk(planner, size=(columns, lines)) as d:
        await d.run("page.group")
        check(f"group-{columns}x{lines}.txt", d.text + "\n")


@pytest.mark.parametrize(("columns", "lines"), SIZES)
async def test_the_quarter_review_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner, clock = a_life(tmp_path)
    said = {"outlook": "tough", "outlook words": "two rivals came", "resolution": "ask for the decision out loud"}
    planner.year.keep(date(2025, 12, 1), said)
    clock.set(date(2026, 4, 2))
    planner.quarter.keep(date(2026, 1, 1), {"question": "open the north, and keep every old customer"})
    planner.quarter.add_priority(date(2026, 1, 1), "100 demos")
    planner.goals.commit_to(planner.goals.find("100 demos").id)
    planner.quarter.add_priority(date(2026, 1, 1), "sign three partners")
    async with desk(planner, size=(columns, lines)) as d:
        await d.run("page.quarter")
        check(f"quarter-{columns}x{lines}.txt", d.text + "\n")


@pytest.mark.parametrize(("columns", "lines"), SIZES)
async def test_the_year_review_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner, clock = a_life(tmp_path)
    clock.set(date(2026, 12, 7))
    planner.year.keep(date(2026, 1, 1), {"satisfied": "how few demos I gave", "outlook": "normal"})
    planner.year.add_draft(date(2026, 1, 1), "600 calls")
    planner.year.add_draft(date(2026, 1, 1), "$260,000 quota", is_preliminary=True)
    async with desk(planner, size=(columns, lines)) as d:
        await d.run("page.year")
        check(f"year-{columns}x{lines}.txt", d.text + "\n")


async def test_the_first_morning_of_a_year_looks_as_it_did(tmp_path: Path) -> None:
    planner, clock = a_life(tmp_path)
    clock.set(date(2027, 1, 4))
    async with desk(planner, size=(80, 24), is_first_today=True) as d:
        check("new-year-80x24.txt", d.text + "\n")
