"""A goal's line over many days, with its periods' working days counted once."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.pace import pace
from planner.domain.period import Period
from planner.services.chart import lines_at
from tests.builders import a_goal, open_planner


@pytest.mark.parametrize("weights", [(), (1, 0, 3, *[1] * 9)])
def test_the_line_of_many_days_is_the_one_of_each_by_itself(tmp_path: Path, weights: tuple[int, ...]) -> None:
    planner = open_planner(tmp_path)
    planner.days.take_off(date(2026, 2, 12), date(2026, 2, 13))
    planner._calendar = planner.calendar._replace(month_weights=weights)
    goal = a_goal("40 calls", Period.MONTH, 40, starts_on=date(2026, 1, 10), ends_on=date(2026, 4, 20), baseline=3)
    days = [date(2025, 12, 28) + timedelta(days=n) for n in range(130)]
    each = [
        goal.baseline
        + pace(goal, goal.window(day), day + timedelta(days=1), planner.calendar, start_value=0, value=0).expected_start
        for day in days
    ]
    assert list(lines_at(planner, goal, days)) == each
