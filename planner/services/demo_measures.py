"""What the demo's goals count, and what its log and deals gave, day by day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from planner.domain.activity import Activity, ActivityType, Outcome, Purpose
from planner.domain.deal import Deal, DealKind
from planner.domain.measure import NEW_STAGES, Measure, Unit
from planner.domain.period import Span
from planner.services.demo_deals import CURRENCY

SALES = Measure(name="sales", unit=Unit.MONEY, currency=CURRENCY)
NEW_CALLS = Measure(
    name="new calls",
    unit=Unit.COUNT,
    activity_types=frozenset({ActivityType.CALL}),
    contact_stages=NEW_STAGES,
)
VALUE_EMAILS = Measure(
    name="value-add emails",
    unit=Unit.COUNT,
    activity_types=frozenset({ActivityType.EMAIL}),
    purposes=frozenset({Purpose.VALUE_ADD}),
)
MEETINGS = Measure(
    name="meetings",
    unit=Unit.COUNT,
    activity_types=frozenset({ActivityType.MEETING}),
    outcomes=frozenset({Outcome.HELD}),
)
FOLLOW_UP_CALLS = Measure(
    name="follow-up calls",
    unit=Unit.COUNT,
    activity_types=frozenset({ActivityType.CALL}),
    purposes=frozenset({Purpose.FOLLOW_UP}),
)
NEW_CLIENTS = Measure(
    name="new clients",
    unit=Unit.COUNT,
    activity_types=frozenset({ActivityType.CLOSE}),
    deal_kind=DealKind.NEW,
)
MILESTONES = Measure(name="milestones", unit=Unit.MILESTONE)
MEASURES = (SALES, NEW_CALLS, VALUE_EMAILS, MEETINGS, FOLLOW_UP_CALLS, NEW_CLIENTS, MILESTONES)


def _watching() -> dict[ActivityType, tuple[Measure, ...]]:
    counted = [measure for measure in MEASURES if measure.unit is Unit.COUNT]
    return {
        kind: tuple(
            measure
            for measure in counted
            if kind in measure.activity_types or (kind is ActivityType.FOLLOW_UP and measure.counts_follow_ups)
        )
        for kind in ActivityType
    }


_WATCHING = _watching()
"""The measures that a type of activity can count toward."""


class Tallies:
    """What every measure counted, day by day."""

    def __init__(self, activities: Iterable[Activity], deals: Iterable[Deal]) -> None:
        """Count once; every question afterwards is a sum of days."""
        by_id = {deal.id: deal for deal in deals}
        self._days: Mapping[str, Counter[date]] = {measure.id: Counter() for measure in MEASURES}
        watching = {kind: [(m, self._days[m.id]) for m in measures] for kind, measures in _WATCHING.items()}
        for activity in activities:
            for measure, days in watching[activity.type]:
                if measure.counts(activity, by_id.get(activity.deal_id or "")):
                    days[activity.local_date] += activity.quantity
        for deal in by_id.values():
            if deal.closed_on is not None and SALES.earns(deal):
                self._days[SALES.id][deal.closed_on] += deal.amount_minor or 0

    def on(self, measure: Measure, day: date) -> int:
        """Return what a day gave."""
        return self._days[measure.id][day]

    def within(self, measure: Measure, span: Span) -> int:
        """Return what the days of a span gave."""
        days = self._days[measure.id]
        return sum(days[span.start + timedelta(days=n)] for n in range(span.days))
