"""The momentum page as it looks in a wide terminal and in a small one."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.activity import ActivityType
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import CALLS, TODAY, a_closed_day, a_day_off, a_deal, a_goal, an_activity, open_planner, put
from tests.screens.golden import check
from tests.tui.desk import desk

START = date(2025, 11, 3)
MEETINGS = Measure(name="meetings", unit=Unit.COUNT, activity_types=frozenset({ActivityType.MEETING}))
DOLLARS = Measure(name="sales", unit=Unit.MONEY, currency="USD")


def a_winter(planner: Planner) -> None:
    """Put in fourteen weeks: two good ones, two without a step, and so on; sales, a day off and a goal that is met."""
    made = datetime(2025, 11, 3, 12, tzinfo=UTC)
    daily = a_goal("2 calls", Period.DAY, 2, starts_on=START, ends_on=date(2026, 12, 31), created_at=made)
    weekly = a_goal("[/] 東京商事", Period.WEEK, 3, on=date(2026, 2, 3), created_at=made)
    sales = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, created_at=made)
    won = (
        a_deal(f"deal {n}", stage="won", amount_minor=120_000 * n, closed_on=TODAY - timedelta(days=9 * n))
        for n in range(1, 5)
    )
    days = [START + timedelta(days=n) for n in range((TODAY - START).days)]
    good = [day for day in days if day.weekday() < 5 and (day - START).days // 14 % 3 != 1]
    calls = (an_activity(on=day, quantity=1 + n % 3) for n, day in enumerate(good))
    met = (an_activity(ActivityType.MEETING, on=day) for day in good[::4])
    quiet = (a_closed_day(day) for day in days if day not in good)
    rest = an_activity(on=date(2026, 2, 1))
    goals = (CALLS, MEETINGS, DOLLARS, daily, weekly, sales)
    put(planner, *goals, a_day_off(date(2026, 1, 19)), rest, *calls, *met, *won, *quiet)


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (80, 24), (60, 16)])
async def test_the_momentum_page_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner = open_planner(tmp_path)
    a_winter(planner)
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("n")
        await d.until(lambda: d.app.glance.gauge is not None)
        await d.settle()
        check(f"momentum-{columns}x{lines}.txt", d.text + "\n")


async def test_the_momentum_page_with_ascii_signs_looks_as_it_did(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, ascii=True)
    a_winter(planner)
    async with desk(planner, size=(80, 24)) as d:
        await d.press("n", "j", "j", "j", "j")
        await d.until(lambda: d.app.glance.gauge is not None)
        await d.settle()
        check("momentum-ascii-80x24.txt", d.text + "\n")
        assert all(letter.isascii() or ord(letter) > 0x2FFF for letter in d.text)
