"""What a goal counts."""

from datetime import date
from typing import Any

import pytest

from planner.domain.activity import Activity, ActivityType, Outcome, Purpose
from planner.domain.contact import Stage
from planner.domain.deal import DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.measure import Measure, Unit, noun, plural
from planner.domain.value import replace
from tests.builders import CALLS, DOLLARS, NEW_CALLS, a_deal, an_activity

FOLLOW_UP_CALLS = replace(CALLS, name="follow-up calls", purposes=frozenset({Purpose.FOLLOW_UP}))
STEPS = Measure(name="steps", unit=Unit.COUNT)


def call(**fields: Any) -> Activity:
    return an_activity(**fields)


def test_a_filter_on_the_type_lets_that_type_through() -> None:
    assert CALLS.counts(call())
    assert not CALLS.counts(an_activity(ActivityType.EMAIL))


def test_a_step_is_anything_but_a_note() -> None:
    counted = {kind for kind in ActivityType if STEPS.counts(an_activity(kind))}
    assert counted == set(ActivityType) - {ActivityType.NOTE}


def test_a_new_call_is_one_to_a_lead_or_a_prospect() -> None:
    stages = [None, *Stage]
    assert {stage for stage in stages if NEW_CALLS.counts(call(contact_stage_then=stage))} == {
        Stage.LEAD,
        Stage.PROSPECT,
    }


def test_a_goal_on_follow_ups_is_met_by_purpose_or_by_type() -> None:
    assert FOLLOW_UP_CALLS.counts(call(purpose=Purpose.FOLLOW_UP))
    assert FOLLOW_UP_CALLS.counts(an_activity(ActivityType.FOLLOW_UP))
    assert not FOLLOW_UP_CALLS.counts(call(purpose=Purpose.CLOSING))
    assert not FOLLOW_UP_CALLS.counts(an_activity(ActivityType.EMAIL, purpose=Purpose.FOLLOW_UP))


def test_an_outcome_that_is_not_known_meets_no_filter_on_outcomes() -> None:
    connected = replace(CALLS, outcomes=frozenset({Outcome.CONNECTED}))
    assert connected.counts(call(outcome=Outcome.CONNECTED))
    assert not connected.counts(call(outcome=Outcome.VOICEMAIL))
    assert not connected.counts(call())


def test_who_counts_people_counts_nothing_without_a_person() -> None:
    people = replace(CALLS, distinct_contacts=True)
    assert people.counts(call(contact_id="dana"))
    assert not people.counts(call())


def test_a_new_client_is_a_close_of_a_new_deal() -> None:
    clients = Measure(
        name="new clients", unit=Unit.COUNT, activity_types=frozenset({ActivityType.CLOSE}), deal_kind=DealKind.NEW
    )
    close = an_activity(ActivityType.CLOSE)
    assert clients.counts(close, a_deal())
    assert not clients.counts(close, a_deal(kind=DealKind.REPEAT))
    assert not clients.counts(close)


def test_money_counts_no_activity_and_times_earn_nothing() -> None:
    won = a_deal(amount_minor=100).won(date(2026, 2, 10))
    assert not DOLLARS.counts(an_activity(ActivityType.CLOSE), won)
    assert not CALLS.earns(won)


def test_won_deals_of_the_currency_and_kind_earn() -> None:
    new_dollars = replace(DOLLARS, deal_kind=DealKind.NEW)
    won = a_deal(amount_minor=100).won(date(2026, 2, 10))
    assert DOLLARS.earns(won)
    assert new_dollars.earns(won)
    assert not new_dollars.earns(replace(won, kind=DealKind.REPEAT))
    assert DOLLARS.earns(replace(won, kind=DealKind.REPEAT))
    assert not DOLLARS.earns(replace(won, currency="EUR"))
    assert not DOLLARS.earns(a_deal(amount_minor=100, stage=DealStage.NEGOTIATION))


@pytest.mark.parametrize(("unit", "currency"), [(Unit.MONEY, ""), (Unit.COUNT, "USD"), (Unit.ROLLUP, "EUR")])
def test_money_has_a_currency_and_nothing_else_has(unit: Unit, currency: str) -> None:
    with pytest.raises(PlannerError, match="currency"):
        Measure(name="x", unit=unit, currency=currency)


def test_equal_filters_have_one_key_whatever_their_name() -> None:
    assert replace(CALLS, name="ringing people").id == CALLS.id
    assert CALLS.id == "count:call"


def test_different_filters_have_different_keys() -> None:
    kinds = [frozenset({kind}) for kind in ActivityType]
    measures = [
        *(replace(CALLS, activity_types=kind) for kind in kinds),
        *(replace(STEPS, purposes=frozenset({purpose})) for purpose in Purpose),
        *(replace(STEPS, outcomes=frozenset({outcome})) for outcome in Outcome),
        *(replace(STEPS, contact_stages=frozenset({stage})) for stage in Stage),
        replace(STEPS, distinct_contacts=True),
        replace(STEPS, first_touch_only=True),
        *(replace(STEPS, deal_kind=kind) for kind in DealKind),
        *(replace(DOLLARS, currency=code) for code in ("USD", "EUR")),
        *(replace(DOLLARS, deal_kind=kind) for kind in DealKind),
        *(Measure(name="x", unit=unit) for unit in (Unit.COUNT, Unit.MILESTONE, Unit.ROLLUP)),
    ]
    assert len({measure.id for measure in measures}) == len(measures)


def test_numbers_and_nouns_agree() -> None:
    assert [noun(CALLS, number) for number in (0, 1, 2)] == ["calls", "call", "calls"]
    assert [plural(ActivityType.FOLLOW_UP), plural(ActivityType.MARKETING)] == ["follow ups", "marketing"]
