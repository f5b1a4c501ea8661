"""The routine over a real file: what is wanted, what is due and what a key switches."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.change import Change
from planner.domain.errors import PlannerError
from planner.domain.person import Person, Role
from planner.domain.review import ReviewKind
from planner.domain.routine import RoutineRow
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import TODAY, an_activity, new_key, open_planner, put


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    found = open_planner(tmp_path)
    put(found, an_activity(on=TODAY - timedelta(days=60)), an_activity(on=TODAY))
    return found


def due(planner: Planner) -> set[ReviewKind]:
    return {row.kind for row in planner.routine.due(TODAY)}


def test_reviews_with_others_are_due_once_somebody_is_named_for_them(planner: Planner) -> None:
    assert not due(planner) & {ReviewKind.PARTNER, ReviewKind.GROUP}
    mia = Person(id=new_key(), name="Mia", role=Role.MENTOR)
    put(planner, mia)
    assert due(planner) & {ReviewKind.PARTNER, ReviewKind.GROUP} == {ReviewKind.PARTNER}
    put(planner, Person(id=new_key(), name="Lee", role=Role.GROUP))
    assert due(planner) >= {ReviewKind.PARTNER, ReviewKind.GROUP}
    planner.commit("Removed", (Change(mia, replace(mia, archived_on=TODAY)),))
    assert due(planner) & {ReviewKind.PARTNER, ReviewKind.GROUP} == {ReviewKind.GROUP}


def test_a_held_ritual_is_no_longer_due_and_undo_brings_it_back(planner: Planner) -> None:
    span = next(row.period for row in planner.routine.rows(TODAY) if row.kind is ReviewKind.WEEK)
    assert ReviewKind.WEEK in due(planner)
    planner.rituals.hold(ReviewKind.WEEK, span)
    assert ReviewKind.WEEK not in due(planner)
    planner.undo()
    assert ReviewKind.WEEK in due(planner)


@pytest.mark.parametrize("kind", [ReviewKind.WEEK, ReviewKind.QUARTER, ReviewKind.YEAR])
def test_last_held_is_the_day_on_which_it_was_whatever_it_looked_back_on(planner: Planner, kind: ReviewKind) -> None:
    def row() -> RoutineRow:
        return next(one for one in planner.routine.rows(TODAY) if one.kind is kind)

    assert row().last_held is None
    span = row().period
    planner.rituals.hold(kind, span)
    assert (row().last_held, row().last_period) == (TODAY, span.start)


def test_what_is_off_is_never_due_until_it_is_wanted_again(planner: Planner) -> None:
    planner.routine.switch(ReviewKind.WEEK, is_on=False)
    assert ReviewKind.WEEK not in due(planner)
    planner.routine.switch(ReviewKind.WEEK, is_on=True)
    assert ReviewKind.WEEK in due(planner)


def test_nothing_is_due_in_an_empty_file(tmp_path: Path) -> None:
    assert open_planner(tmp_path).routine.due(TODAY) == ()


def test_a_ritual_is_named_by_either_of_its_names(planner: Planner) -> None:
    assert planner.routine.named("Weekly Planning") is planner.routine.named("week") is ReviewKind.WEEK
    with pytest.raises(PlannerError, match="“noon” is no ritual: morning, day, week"):
        planner.routine.named("noon")
