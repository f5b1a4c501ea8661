"""A goal's page as it looks: a quota with six weeks to go, and a month of calls."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.deal import DealStage
from planner.domain.goal import FOREVER, GoalKind, GoalSource
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import CALLS, DOLLARS, StoppedClock, a_deal, a_goal, an_activity, open_planner, put
from tests.screens.golden import check
from tests.tui.desk import desk

NOVEMBER = date(2026, 11, 16)


def a_quota(folder: Path) -> tuple[Planner, str]:
    """Return a planner with a quota that is behind, under a big picture and over a quarter, and the quota's key."""
    clock = StoppedClock()
    clock.set(NOVEMBER)
    planner = open_planner(folder, clock)
    big = a_goal("Own the north-east", Period.BIG_PICTURE, None, None, starts_on=date(2026, 1, 1), ends_on=FOREVER)
    year = a_goal(
        "$250,000",
        Period.YEAR,
        25_000_000,
        DOLLARS,
        parent_id=big.id,
        kind=GoalKind.QUOTA,
        source=GoalSource.EMPLOYER,
        is_realistic=True,
        pay_note="5% of what is won",
    )
    quarter = a_goal("$60,000", Period.QUARTER, 6_000_000, DOLLARS, NOVEMBER, parent_id=year.id)
    put(planner, DOLLARS, big, year, quarter)
    for month in range(1, 11):
        put(planner, a_deal("won", amount_minor=1_800_000, stage=DealStage.WON, closed_on=date(2026, month, 12)))
    put(planner, a_deal(amount_minor=6_000_000, probability_pct=50, expected_close_on=date(2026, 12, 10)))
    planner.goals.correct(year.id, {"target": 24_000_000}, reason="the region was split")
    return planner, year.id


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
async def test_a_goals_page_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner, key = a_quota(tmp_path)
    async with desk(planner, size=(columns, lines)) as d:
        d.app.pages.open_goal(key)
        await d.settle()
        check(f"goal-{columns}x{lines}.txt", d.text + "\n")


async def test_a_break_down_looks_as_it_did(tmp_path: Path) -> None:
    planner, key = a_quota(tmp_path)
    async with desk(planner, size=(80, 24)) as d:
        d.app.pages.open_goal(key)
        await d.settle()
        await d.press("b")
        check("goal-break-down-80x24.txt", d.text + "\n")


async def test_a_month_of_calls_looks_as_it_did_with_ascii(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, ascii=True)
    goal = a_goal("40 calls", is_stale=True)
    put(planner, CALLS, goal, *(an_activity(on=date(2026, 2, day), quantity=2) for day in (2, 3, 5, 6, 10)))
    async with desk(planner, size=(80, 24)) as d:
        d.app.pages.open_goal(goal.id)
        await d.settle()
        check("goal-ascii-80x24.txt", d.text + "\n")
