"""The calendar's page as it looks at two sizes."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.day_off import DayOffKind
from tests.builders import TODAY, a_day_off, an_activity, open_planner, put
from tests.screens.golden import check
from tests.tui.desk import desk


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
async def test_the_calendar_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner = open_planner(tmp_path)
    put(
        planner,
        a_day_off(date(2026, 1, 1), "New Year's Day"),
        a_day_off(date(2026, 2, 16), "Presidents' Day"),
        a_day_off(date(2026, 12, 25), "Christmas Day"),
        *(an_activity(on=TODAY - timedelta(days=n)) for n in range(1, 6)),
    )
    planner.days.take_off(date(2026, 2, 2), date(2026, 2, 2), DayOffKind.SICK)
    planner.days.take_off(date(2026, 7, 20), date(2026, 7, 31), label="田中 by the sea [/]")
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("D", "space", "right", "right")
        check(f"calendar-{columns}x{lines}.txt", d.text + "\n")
