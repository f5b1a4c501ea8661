"""Which days a command may change the score of."""

from datetime import UTC, date, datetime, timedelta

import pytest

from planner.domain.action import ActionKind, one_thing_id
from planner.domain.change import Change, ChangeSet, Entity, added, removed
from planner.domain.deal import DealKind
from planner.domain.review import Review, ReviewKind, day_review
from planner.domain.setting import Setting
from planner.domain.touched import EVERYTHING, first_day_touched
from planner.domain.value import replace
from tests.builders import CALLS, TODAY, a_contact, a_day_off, a_deal, a_goal, a_milestone, an_action, an_activity

BEFORE = TODAY - timedelta(days=30)
OPEN, WON = a_deal(), a_deal("Borealis").won(TODAY)
HELD = datetime(2026, 2, 10, 22, tzinfo=UTC)
THING = an_action(id=one_thing_id(TODAY), kind=ActionKind.ONE_THING)
GOAL = a_goal()
MILESTONE = a_milestone(GOAL)


@pytest.mark.parametrize(
    ("entity", "day"),
    [
        (an_activity(on=BEFORE), BEFORE),
        (THING, TODAY),
        (an_action(), None),
        (OPEN, None),
        (WON, TODAY),
        (GOAL, date(2026, 2, 1)),
        (a_goal(on=date(2025, 12, 1)), date(2026, 1, 1)),
        (MILESTONE, EVERYTHING),
        (a_day_off(TODAY), EVERYTHING),
        (CALLS, None),
        (a_contact(), TODAY),
        (a_contact(external_system="hubspot"), None),
        (Setting(name="close_rate new", value="1/4"), None),
        (day_review(BEFORE), None),
        (replace(day_review(BEFORE), held_at=HELD), BEFORE),
        (Review(id="1", kind=ReviewKind.PARTNER, period_start=BEFORE, period_end=TODAY, held_at=HELD), None),
    ],
)
def test_what_comes_or_goes_touches_its_day(entity: Entity, day: date | None) -> None:
    assert first_day_touched(ChangeSet("", added(entity))) == day
    assert first_day_touched(ChangeSet("", removed(entity))) == day


ACTIVITY = an_activity(on=TODAY)
CONTACT = a_contact()


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        (ACTIVITY, replace(ACTIVITY, local_date=BEFORE), BEFORE),
        (OPEN, OPEN.won(TODAY), TODAY),
        (OPEN, replace(OPEN, title="Acme, again"), None),
        (CONTACT, replace(CONTACT, name="Dana R."), None),
        (CONTACT, replace(CONTACT, created_on=BEFORE), BEFORE),
        (OPEN, replace(OPEN, kind=DealKind.REPEAT), EVERYTHING),
        (MILESTONE, replace(MILESTONE, done_on=TODAY), TODAY),
        (MILESTONE, replace(MILESTONE, weight=2), EVERYTHING),
        (GOAL, replace(GOAL, starts_on=date(2026, 2, 5)), date(2026, 2, 1)),
        (CALLS, replace(CALLS, name="phone calls"), EVERYTHING),
        (day_review(BEFORE), replace(day_review(BEFORE), held_at=HELD), BEFORE),
        (day_review(BEFORE), replace(day_review(BEFORE), mood=1), None),
    ],
)
def test_what_changes_touches_the_earlier_of_its_days(before: Entity, after: Entity, day: date | None) -> None:
    change = Change(before, after)
    assert first_day_touched(ChangeSet("", (change,))) == day
    assert first_day_touched(ChangeSet("", (change.inverse(),))) == day


def test_of_many_changes_the_earliest_day_counts() -> None:
    assert first_day_touched(ChangeSet("", added(a_contact(), an_activity(on=BEFORE), ACTIVITY))) == BEFORE
    assert first_day_touched(ChangeSet("", ())) is None
