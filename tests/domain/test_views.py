"""How goals and their periods are called."""

from datetime import date
from typing import Any

import pytest

from planner.domain.goal import Goal
from planner.domain.period import Period
from planner.domain.views import goal_name, period_label, short_date
from tests.builders import TODAY, a_goal

ALL_YEAR: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


@pytest.mark.parametrize(
    ("goal", "name"),
    [
        (a_goal("2 calls", Period.DAY, 2, **ALL_YEAR), "2 calls a day"),
        (a_goal("2 calls a day", Period.DAY, 2, **ALL_YEAR), "2 calls a day"),
        (a_goal("10 calls", Period.WEEK, 10, **ALL_YEAR), "10 calls a week"),
        (a_goal("40 calls"), "40 calls in February"),
        (a_goal("10 calls", Period.WEEK, 10), "10 calls in week 7"),
        (a_goal("120 calls", Period.QUARTER, 120), "120 calls in Q1"),
        (a_goal("480 calls", Period.YEAR, 480), "480 calls in 2026"),
        (a_goal("480 calls in 2026", Period.YEAR, 480), "480 calls in 2026"),
        (a_goal("2 calls", Period.DAY, 2), "2 calls today"),
        (a_goal("2 calls", Period.DAY, 2, on=date(2026, 2, 11)), "2 calls on Wed 11 Feb"),
        (a_goal("40 calls", on=date(2027, 2, 10)), "40 calls in February 2027"),
        (a_goal("30 calls", Period.CUSTOM, 30), "30 calls"),
        (a_goal("Own the north-east", Period.BIG_PICTURE, None, None), "Own the north-east"),
    ],
)
def test_a_goal_is_called_as_people_say_it(goal: Goal, name: str) -> None:
    assert goal_name(goal, TODAY) == name


@pytest.mark.parametrize(
    ("goal", "month", "label"),
    [
        (a_goal("x", Period.YEAR), 1, "2026"),
        (a_goal("x", Period.YEAR, starts_on=date(2025, 4, 1), ends_on=date(2026, 3, 31)), 4, "2025/26"),
        (a_goal("x", Period.QUARTER, starts_on=date(2026, 1, 1)), 4, "Q4"),
        (a_goal("x", Period.QUARTER, on=date(2027, 5, 1)), 1, "Q2 2027"),
        (a_goal("x", Period.DAY), 1, "today"),
        (a_goal("x", Period.DAY, on=date(2026, 2, 9)), 1, "Mon 9 Feb"),
        (a_goal("x", Period.CUSTOM, starts_on=TODAY, ends_on=date(2026, 12, 31)), 1, "to 31 Dec"),
        (a_goal("x", Period.CUSTOM, starts_on=TODAY, ends_on=date(2027, 3, 1)), 1, "to 1 Mar 2027"),
        (a_goal("x", Period.BIG_PICTURE, None, None), 1, ""),
    ],
)
def test_a_period_is_called_as_people_say_it(goal: Goal, month: int, label: str) -> None:
    assert period_label(goal, goal.window(TODAY, month), TODAY, month) == label


def test_a_week_belongs_to_the_year_that_counts_it() -> None:
    goal = a_goal("x", Period.WEEK, on=date(2025, 12, 30))
    window = goal.window(date(2025, 12, 30), 1)
    for day, label in (
        (date(2025, 12, 30), "week 1"),
        (date(2026, 1, 2), "week 1"),
        (date(2025, 12, 20), "week 1 2026"),
    ):
        assert period_label(goal, window, day) == label


def test_a_date_of_another_year_names_it() -> None:
    assert short_date(TODAY, TODAY) == "Tue 10 Feb"
    assert short_date(date(2025, 2, 10), TODAY) == "Mon 10 Feb 2025"
