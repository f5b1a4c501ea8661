"""Reads of whole spans for the progress page: what was done by type, and which days were closed."""

from datetime import date

from planner.domain.activity import ActivityType
from planner.domain.period import Span
from planner.domain.review import ReviewKind
from planner.store.store import Store


def by_type(store: Store, span: Span) -> dict[ActivityType, int]:
    """Return how often each type of step was logged in a span, quantities counted; types without one are left out."""
    sql = (
        "SELECT type, sum(quantity) FROM activity WHERE local_date BETWEEN ? AND ? AND type <> 'note' "
        "GROUP BY type ORDER BY type"
    )
    return {ActivityType(kind): int(times) for kind, times in store.rows(sql, span.iso)}


def closed_days(store: Store, span: Span) -> frozenset[date]:
    """Return the dates of a span whose end-of-day review was held."""
    sql = "SELECT period_start FROM review WHERE kind = ? AND period_start BETWEEN ? AND ? AND held_utc IS NOT NULL"
    rows = store.rows(sql, [ReviewKind.DAY.value, *span.iso])
    return frozenset(date.fromisoformat(day) for (day,) in rows)


def first_sale(store: Store) -> date | None:
    """Return the date of the first sale on record; None where there is none."""
    ((day,),) = store.rows("SELECT min(closed_on) FROM deal WHERE stage = 'won'")
    return None if day is None else date.fromisoformat(day)


def past_goals(store: Store, day: date) -> list[str]:
    """Return the keys of the goals with a number that ended before a day, the longest first, of these the latest."""
    sql = (
        "SELECT id FROM goal WHERE ends_on < ? AND measure_id IS NOT NULL AND target IS NOT NULL "
        "AND archived_on IS NULL AND status <> 'dropped' "
        "ORDER BY julianday(ends_on) - julianday(starts_on) > 31 DESC, ends_on DESC, position, id"
    )
    return [key for (key,) in store.rows(sql, [day.isoformat()])]


def planned_days(store: Store, span: Span) -> frozenset[date]:
    """Return the dates of a span for which something is planned."""
    sql = "SELECT DISTINCT date FROM action WHERE date BETWEEN ? AND ? AND status NOT IN ('moved', 'dropped')"
    return frozenset(date.fromisoformat(day) for (day,) in store.rows(sql, span.iso))
