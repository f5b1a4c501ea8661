"""What SQL reads of sales is what plain Python counts."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.activity import OUTCOMES, ActivityType, Outcome
from planner.domain.change import ChangeSet, Entity, added
from planner.domain.contact import Contact, Stage
from planner.domain.conversion import Ratio, StepCounts
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.period import Span
from planner.domain.value import replace
from planner.store import sales
from planner.store.store import Store
from tests.builders import MORNING, TODAY, StoppedClock, a_contact, a_deal, an_activity, open_store

SPAN = Span(date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def put(store: Store, *entities: Entity) -> None:
    store.commit(ChangeSet("Put", added(*entities)), StoppedClock().instant(MORNING))


def won(amount: int | None, days_ago: int = 0, **fields: Any) -> Deal:
    on = TODAY - timedelta(days=days_ago)
    return a_deal(amount_minor=amount, stage=DealStage.WON, closed_on=on, **fields)


def lost(**fields: Any) -> Deal:
    return a_deal(stage=DealStage.LOST, closed_on=TODAY, **fields)


def test_the_last_won_amounts_are_the_newest_of_their_kind_and_currency(store: Store) -> None:
    put(
        store,
        *(won(100 + n, days_ago=n) for n in range(30)),
        won(7, kind=DealKind.REPEAT),
        won(8, currency="EUR"),
        lost(amount_minor=9),
        a_deal(amount_minor=10),
    )
    assert sales.last_won(store, DealKind.NEW, "USD", 20) == list(range(100, 120))
    assert sales.last_won(store, DealKind.REPEAT, "USD", 20) == [7]
    assert sales.last_won(store, DealKind.NEW, "EUR", 20) == [8]
    assert sales.last_won(store, None, "USD", 2) == [7, 100]
    assert sales.last_won(store, None, "JPY", 20) == []


def test_a_deal_without_an_amount_says_nothing_of_the_average(store: Store) -> None:
    put(store, won(None), won(0), won(500))
    assert sales.last_won(store, DealKind.NEW, "USD", 20) == [500]


def closed(store: Store, kind: DealKind | None) -> tuple[int, int]:
    return sales.leads_closed(store, kind)


def test_nothing_closed_is_none_of_none(store: Store) -> None:
    assert [closed(store, kind) for kind in (DealKind.NEW, DealKind.REPEAT, None)] == [(0, 0)] * 3


def test_a_lead_is_won_with_its_first_sale_and_lost_by_its_stage(store: Store) -> None:
    people = [
        a_contact("won", stage=Stage.CUSTOMER),
        a_contact("won, lost since", stage=Stage.LOST),
        a_contact("lost", stage=Stage.LOST),
        a_contact("a customer from before", stage=Stage.CUSTOMER),
        a_contact("still talking", stage=Stage.OPPORTUNITY),
        a_contact("a lead"),
    ]
    first, gone, _, before, talking, _ = people
    put(
        store,
        *people,
        won(1, contact_id=first.id),
        won(2, contact_id=first.id),
        won(3, contact_id=gone.id),
        won(4, contact_id=before.id, kind=DealKind.REPEAT),
        a_deal(contact_id=talking.id),
    )
    assert closed(store, DealKind.NEW) == (2, 3)


def test_a_repeat_lead_is_a_deal_won_or_lost(store: Store) -> None:
    repeats = [won(1), won(2), lost(), a_deal()]
    put(store, *(replace(deal, kind=DealKind.REPEAT) for deal in repeats), won(3), lost())
    assert closed(store, DealKind.REPEAT) == (2, 3)


def test_all_kinds_together_are_the_sum_of_both(store: Store) -> None:
    cold = a_contact("cold", stage=Stage.LOST)
    put(store, cold, won(1, kind=DealKind.REPEAT), lost(kind=DealKind.REPEAT))
    assert sales.leads_closed(store, None) == Ratio(1, 3)


def counted(people: Sequence[Contact], log: Sequence[Entity]) -> StepCounts:
    """Count the steps as the domain says what each entry is."""
    counts = StepCounts()._asdict()
    counts["new_leads"] = sum(person.created_on in SPAN and not person.external_system for person in people)
    for entry in log:
        assert isinstance(entry, type(an_activity()))
        if entry.local_date not in SPAN:
            continue
        counts["conversations"] += entry.quantity * entry.is_conversation
        counts["connected"] += entry.quantity * (entry.is_conversation and entry.type is ActivityType.CALL)
        counts["meetings"] += entry.quantity * (entry.is_conversation and entry.type is not ActivityType.CALL)
        for kind in (ActivityType.CALL, ActivityType.PROPOSAL, ActivityType.CLOSE):
            counts[f"{kind}s"] += entry.quantity * (entry.type is kind)
    return StepCounts(**counts)


def test_the_steps_of_a_span_are_what_the_domain_counts(store: Store) -> None:
    outcomes: list[tuple[ActivityType, Outcome | None]] = [(kind, None) for kind in ActivityType]
    outcomes += [(kind, outcome) for kind in ActivityType for outcome in sorted(OUTCOMES[kind])]
    edges = (SPAN.start - timedelta(days=1), SPAN.start, SPAN.end, SPAN.end + timedelta(days=1))
    log = [
        an_activity(kind, on, outcome=outcome, quantity=n + 1)
        for n, (kind, outcome) in enumerate(outcomes)
        for on in edges
    ]
    people = [a_contact(created_on=on) for on in edges]
    people.append(a_contact("imported", external_system="hubspot"))
    put(store, *people, *log)
    found = sales.steps(store, SPAN)
    assert found == counted(people, log)
    assert 0 not in found


def test_a_span_without_anything_has_no_steps(store: Store) -> None:
    assert sales.steps(store, Span(date.min, TODAY)) == StepCounts()
