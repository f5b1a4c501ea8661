"""A line of the plan: ticked, moved, dropped; a date has one prompt."""

from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain.action import ActionKind, ActionStatus, one_thing_id
from planner.domain.errors import PlannerError
from tests.builders import TODAY, an_action

WEDNESDAY = date(2026, 2, 11)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "needs a few words"),
        ({"planned_minutes": -1}, "not within one day"),
        ({"planned_minutes": 1441}, "not within one day"),
        ({"kind": ActionKind.ONE_THING}, "one answer to its prompt"),
    ],
)
def test_what_cannot_be_planned_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        an_action(**fields)


def test_a_plan_may_take_no_time_or_a_whole_day() -> None:
    assert [an_action(planned_minutes=minutes).planned_minutes for minutes in (0, 1440)] == [0, 1440]


def test_the_one_thing_has_its_dates_key() -> None:
    assert one_thing_id(TODAY) == "one-thing-2026-02-10"
    assert an_action(kind=ActionKind.ONE_THING, id=one_thing_id(TODAY)).is_open


def test_a_tick_is_taken_away_by_the_next() -> None:
    done = an_action().toggled()
    assert done.status is ActionStatus.DONE
    assert not done.is_open
    assert done.toggled().status is ActionStatus.PLANNED
    assert an_action().dropped(TODAY).toggled().status is ActionStatus.DONE


def test_an_action_that_moves_stays_as_moved_and_waits_elsewhere() -> None:
    action = an_action()
    stays, goes = action.moved(WEDNESDAY, "new", TODAY)
    assert (stays.id, stays.date, stays.status) == (action.id, TODAY, ActionStatus.MOVED)
    assert (goes.id, goes.date, goes.status) == ("new", WEDNESDAY, ActionStatus.PLANNED)


def test_a_move_to_the_same_day_is_refused() -> None:
    with pytest.raises(PlannerError, match="stands on 2026-02-10 already"):
        an_action().moved(TODAY, "new", TODAY)


@pytest.mark.parametrize(("days", "moved", "dropped"), [(-1, False, False), (0, True, False), (1, True, True)])
def test_what_leaves_a_day_too_late_was_planned_for_it(days: int, moved: bool, dropped: bool) -> None:
    action, on = an_action(), TODAY + timedelta(days=days)
    gone, successor = action.moved(TODAY + timedelta(days=2), "new", on)
    assert (gone.is_of_its_day, action.dropped(on).is_of_its_day) == (moved, dropped)
    assert action.is_of_its_day
    assert successor.is_of_its_day
    assert action.dropped(on).toggled().left_on is None


def test_dropped_is_not_open() -> None:
    assert not an_action().dropped(TODAY).is_open
