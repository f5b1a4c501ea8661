"""Reads for reviews: what was planned for a day, what was said of it, and which day was closed last."""

from datetime import date, datetime
from typing import NamedTuple

from planner.domain.action import Action
from planner.domain.activity import Activity
from planner.domain.period import Span
from planner.domain.review import ReviewAnswer, ReviewKind
from planner.store.queries import OF_ITS_DAY
from planner.store.store import Store


def planned(store: Store, day: date) -> list[Action]:
    """Return every action of a day, those moved away or dropped too: with a time first, then as ordered."""
    return list(store.select(Action, "date = ?", [day], "start_time IS NULL, start_time, position, id"))


def answers(store: Store, review: str) -> dict[str, str]:
    """Return what the questions of a review were answered with."""
    return {one.question: one.text for one in store.select(ReviewAnswer, "review_id = ?", [review])}


def closed(store: Store, span: Span) -> frozenset[date]:
    """Return the days of a span whose review was held."""
    sql = "SELECT period_start FROM review WHERE kind = ? AND period_start BETWEEN ? AND ? AND held_utc IS NOT NULL"
    rows = store.rows(sql, [ReviewKind.DAY.value, *span.iso])
    return frozenset(date.fromisoformat(day) for (day,) in rows)


def first_closed(store: Store, span: Span) -> date | None:
    """Return the first day of a span whose review was held; None where none was."""
    sql = (
        "SELECT min(period_start) FROM review WHERE kind = ? AND period_start BETWEEN ? AND ? AND held_utc IS NOT NULL"
    )
    ((day,),) = store.rows(sql, [ReviewKind.DAY.value, *span.iso])
    return date.fromisoformat(day) if day else None


def last_lived(store: Store, before: date) -> date | None:
    """Return the newest date before another one on which a step was made, or whose review was held."""
    sql = (
        "SELECT max(day) FROM (SELECT max(local_date) AS day FROM activity WHERE local_date < ?1 AND type <> 'note' "
        "UNION ALL SELECT max(period_start) FROM review WHERE period_start < ?1 AND kind = ?2 AND held_utc IS NOT NULL)"
    )
    ((day,),) = store.rows(sql, [before.isoformat(), ReviewKind.DAY.value])
    return date.fromisoformat(day) if day else None


def is_first_talk(store: Store, activity: Activity) -> bool:
    """Whether the log holds no conversation with an activity's contact before it."""
    where = "contact_id = ? AND (local_date, at_utc, id) < (?, ?, ?)"
    values = [activity.contact_id, activity.local_date, activity.at, activity.id]
    return not any(one.is_conversation for one in store.select(Activity, where, values))


class Held(NamedTuple):
    """A review that was held."""

    start: date
    """The first day of the period that it looked back on."""
    at: datetime
    """When it was held, in UTC."""


def held(store: Store) -> dict[ReviewKind, tuple[Held, ...]]:
    """Return the reviews that were held, by their kind: the 16 of each that looked back on the newest periods."""
    sql = (
        "SELECT kind, period_start, held_utc FROM (SELECT kind, period_start, held_utc, row_number() OVER "
        "(PARTITION BY kind ORDER BY period_start DESC) AS n FROM review WHERE held_utc IS NOT NULL) WHERE n <= 16"
    )
    found: dict[ReviewKind, tuple[Held, ...]] = {}
    for kind, start, at in store.rows(sql):
        one = Held(date.fromisoformat(start), datetime.fromisoformat(at))
        found[ReviewKind(kind)] = (*found.get(ReviewKind(kind), ()), one)
    return found


def planned_counts(store: Store, span: Span) -> dict[date, tuple[int, int]]:
    """Return how many actions were planned for each day of a span, and how many of them are done."""
    sql = (
        "SELECT date, count(*), sum(status = 'done') FROM action WHERE date BETWEEN ? AND ? "
        f"AND {OF_ITS_DAY} GROUP BY date"
    )
    rows = store.rows(sql, span.iso)
    return {date.fromisoformat(day): (int(count), int(done)) for day, count, done in rows}
