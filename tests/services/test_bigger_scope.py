"""A bigger scope is offered after a week of filled blanks, and not before (worked example E8)."""

from datetime import date
from pathlib import Path

import pytest

from planner.services.planner import Planner
from tests.builders import StoppedClock, open_planner

FILLED = (8, 9, 10, 12, 14, 15)
"""January 2026: Thursday, Friday, Saturday, Monday, Wednesday, Thursday. Tuesday the 13th stays empty."""


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    for day in FILLED:
        clock.set(date(2026, 1, day))
        planner.plan.answer(f"close deal {day}", date(2026, 1, day))
    return planner


@pytest.mark.parametrize("day", range(8, 15))
def test_it_is_absent_through_the_fourth_day_and_a_saturday_counts_for_nothing(planner: Planner, day: int) -> None:
    assert not planner.offers.is_scope_bigger(date(2026, 1, day))


@pytest.mark.parametrize("day", [15, 16, 31])
def test_it_is_there_from_the_fifth_filled_working_day_on(planner: Planner, day: int) -> None:
    assert planner.offers.is_scope_bigger(date(2026, 1, day))


def test_an_answer_that_is_taken_back_is_no_filled_day(planner: Planner) -> None:
    planner.undo()
    assert not planner.offers.is_scope_bigger(date(2026, 1, 15))
