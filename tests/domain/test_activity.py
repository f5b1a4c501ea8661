"""One line of the log: what its fields may hold, and what it is called."""

from datetime import time
from typing import Any

import pytest

from planner.domain.activity import Activity, ActivityType, Outcome
from planner.domain.errors import PlannerError
from tests.builders import an_activity


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"quantity": 0}, "x0 is not a number of times between 1 and 10,000"),
        ({"quantity": 10_001}, "x10001"),
        ({"reach": -1}, "A reach of -1"),
        ({"reach": 10_000_001}, "10,000,000 people"),
        ({"minutes": -1}, "-1 minutes are not within one day"),
        ({"minutes": 1441}, "1441 minutes"),
        ({"outcome": Outcome.WON}, "“won”"),
        ({"type": ActivityType.FOLLOW_UP, "outcome": Outcome.LOST}, "“lost”"),
    ],
)
def test_what_cannot_be_meant_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        an_activity(**fields)


def test_the_largest_numbers_stand() -> None:
    assert an_activity(quantity=10_000, reach=10_000_000, minutes=1440, at=time(9)).quantity == 10_000


@pytest.mark.parametrize(
    ("activity", "talked"),
    [
        (an_activity(), True),
        (an_activity(outcome=Outcome.CONNECTED), True),
        (an_activity(outcome=Outcome.VOICEMAIL), False),
        (an_activity(outcome=Outcome.NO_ANSWER), False),
        (an_activity(ActivityType.MEETING), True),
        (an_activity(ActivityType.DEMO, outcome=Outcome.HELD), True),
        (an_activity(ActivityType.MEETING, outcome=Outcome.NOT_HELD), False),
        (an_activity(ActivityType.EMAIL, outcome=Outcome.REPLIED), False),
    ],
)
def test_a_conversation_is_two_people_talking(activity: Activity, *, talked: bool) -> None:
    assert activity.is_conversation is talked


def test_a_touch_reaches_out_to_somebody() -> None:
    touching = {kind for kind in ActivityType if an_activity(kind, contact_id="dana").is_touch}
    assert touching == {
        ActivityType.CALL,
        ActivityType.MEETING,
        ActivityType.EMAIL,
        ActivityType.DEMO,
        ActivityType.PROPOSAL,
        ActivityType.FOLLOW_UP,
    }
    assert not an_activity().is_touch


def test_a_note_is_no_step() -> None:
    assert not an_activity(ActivityType.NOTE).is_step
    assert an_activity(ActivityType.OTHER).is_step
