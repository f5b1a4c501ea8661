"""The morning opens by itself once a working day, and on no other one."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.change import Entity
from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    TODAY,
    StoppedClock,
    a_contact,
    a_day_off,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)

SATURDAY = date(2026, 2, 14)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def planner(tmp_path: Path, clock: StoppedClock) -> Planner:
    found = open_planner(tmp_path, clock)
    put(found, an_activity(on=TODAY - timedelta(days=1)))
    return found


def test_the_first_look_at_a_working_day_is_the_morning(planner: Planner) -> None:
    assert planner.morning.is_due()
    planner.morning.note_seen()
    assert not planner.morning.is_due()


@pytest.mark.parametrize(
    "entity",
    [CALLS, a_goal(measure=None), an_action(), an_action(on=TODAY + timedelta(days=3)), a_contact()],
    ids=("measure", "goal", "action", "later", "contact"),
)
def test_whatever_there_is_to_see_opens_it_and_it_is_due_in_the_routine_with_it(
    tmp_path: Path, clock: StoppedClock, entity: Entity
) -> None:
    found = open_planner(tmp_path, clock)
    put(found, entity)
    is_due = any(row.kind is ReviewKind.MORNING for row in found.routine.due(TODAY))
    assert found.morning.is_due() is is_due is (entity is not CALLS)


def test_on_a_free_saturday_it_waits_for_monday(planner: Planner, clock: StoppedClock) -> None:
    clock.set(SATURDAY)
    assert not planner.morning.is_due()
    planner.morning.note_seen()
    clock.set(SATURDAY + timedelta(days=2))
    assert planner.morning.is_due()


def test_a_saturday_that_is_worked_has_its_morning(tmp_path: Path, clock: StoppedClock) -> None:
    clock.set(SATURDAY)
    found = open_planner(tmp_path, clock, work_week=frozenset(range(6)))
    put(found, an_activity(on=TODAY))
    assert found.morning.is_due()


def test_a_day_off_begins_without_it_and_shows_it_all_the_same(planner: Planner) -> None:
    put(planner, a_day_off(TODAY))
    assert not planner.morning.is_due()
    assert planner.morning.view(TODAY).today.day == TODAY


def test_who_does_without_mornings_has_none(planner: Planner) -> None:
    planner.routine.switch(ReviewKind.MORNING, is_on=False)
    assert not planner.morning.is_due()


def test_a_new_years_first_look_is_the_morning_on_a_free_day_too_and_once(
    planner: Planner, clock: StoppedClock
) -> None:
    put(planner, a_day_off(date(2027, 1, 1)))
    clock.set(date(2027, 1, 1))
    assert planner.morning.is_due()
    assert planner.morning.view(date(2027, 1, 1)).new_year is not None
    planner.morning.note_seen()
    planner.morning.note_new_year(date(2027, 1, 1))
    clock.set(date(2027, 1, 2))
    assert not planner.morning.is_due()
    clock.set(date(2027, 2, 6))
    assert not planner.morning.is_due()


def test_a_planner_of_this_year_has_no_old_one_to_look_back_on(tmp_path: Path, clock: StoppedClock) -> None:
    clock.set(date(2027, 1, 2))
    found = open_planner(tmp_path, clock)
    put(found, an_activity(on=date(2027, 1, 2)))
    assert not found.morning.is_due()
