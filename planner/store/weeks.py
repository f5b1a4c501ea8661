"""Reads for weekly planning: what was planned and kept in a week, what was said in weeks before, what waits."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from planner.domain.action import Action, ActionKind, ActionStatus, Owner
from planner.domain.activity import ActivityType, Purpose
from planner.domain.conversion import Ratio
from planner.domain.goal import Goal, GoalKind, GoalStatus
from planner.domain.measure import Measure, Unit
from planner.domain.period import Span
from planner.domain.review import ReviewKind
from planner.store.queries import OF_ITS_DAY, matching
from planner.store.store import Store

_PROMISED = (ActionKind.FOLLOW_UP, ActionKind.PROMISE)
_KEPT_BY = "(done_activity_id IS NULL OR (SELECT local_date FROM activity WHERE id = done_activity_id) <= ?)"


class Sale(NamedTuple):
    """A close of the log."""

    name: str
    amount_minor: int | None
    currency: str


class Served(NamedTuple):
    """What makes a step count toward a priority: a measure, on the days of a goal."""

    measure: Measure
    span: Span


def planned(store: Store, span: Span) -> list[Action]:
    """Return the actions of a span's days but those moved away or dropped: day by day, with a time first."""
    where = "date BETWEEN ? AND ? AND status NOT IN (?, ?)"
    order = "date, start_time IS NULL, start_time, position, id"
    return list(store.select(Action, where, [*span, ActionStatus.MOVED, ActionStatus.DROPPED], order))


def recurring(store: Store, until: date) -> list[Action]:
    """Return the open rows of rules that stand up to a day."""
    where = "status = ? AND rrule <> '' AND date <= ?"
    return list(store.select(Action, where, [ActionStatus.PLANNED, until], "start_time IS NULL, start_time, date, id"))


def due(store: Store, before: date) -> list[Action]:
    """Return open follow-ups and promises whose date is before a day, the oldest first. Rules wait by themselves."""
    where = "status = ? AND kind IN (?, ?) AND rrule = '' AND date < ?"
    return list(store.select(Action, where, [ActionStatus.PLANNED, *_PROMISED, before], "date, start_time, id"))


def left_open(store: Store, span: Span) -> list[Action]:
    """Return plain actions and one things of a span that are still open, the oldest first. Rules wait by themselves."""
    where = "status = ? AND kind IN (?, ?) AND rrule = '' AND date BETWEEN ? AND ?"
    values = [ActionStatus.PLANNED, ActionKind.ONE_THING, ActionKind.ACTION, *span]
    return list(store.select(Action, where, values, "date, position, id"))


def repeated(store: Store, weeks: Span, least: int) -> list[Action]:
    """Return the plain actions whose text was planned in so many of a span's weeks, the newest row of each.

    The most frequent come first, then as they were planned last.
    """
    sql = (
        "SELECT id, max(date), count(DISTINCT (julianday(date) - julianday(?)) / 7 | 0) AS weeks FROM action "
        "WHERE kind = ? AND rrule = '' AND status <> ? AND review_id IS NULL AND date BETWEEN ? AND ? "
        "GROUP BY lower(text) HAVING weeks >= ? ORDER BY weeks DESC, max(date) DESC, id"
    )
    dates = [day.isoformat() for day in weeks]
    rows = store.rows(sql, [dates[0], str(ActionKind.ACTION), str(ActionStatus.MOVED), *dates, least])
    return [action for key, _, _ in rows if (action := store.get(Action, key)) is not None]


def sales(store: Store, span: Span) -> list[Sale]:
    """Return the closes of a span, oldest first."""
    sql = (
        "SELECT coalesce(deal.title, contact.name, ''), deal.amount_minor, coalesce(deal.currency, '') FROM activity "
        "LEFT JOIN deal ON deal.id = activity.deal_id LEFT JOIN contact ON contact.id = activity.contact_id "
        "WHERE activity.type = ? AND activity.local_date BETWEEN ? AND ? "
        "ORDER BY activity.local_date, activity.at_utc, activity.id"
    )
    return [Sale(*row) for row in store.rows(sql, [ActivityType.CLOSE.value, *span.iso])]


def calls(store: Store, span: Span) -> tuple[int, ...]:
    """Return how many calls each day of a span had."""
    sql = (
        "SELECT local_date, sum(quantity) FROM activity WHERE type = ? AND local_date BETWEEN ? AND ? "
        "GROUP BY local_date"
    )
    came: dict[str, int] = dict(store.rows(sql, [ActivityType.CALL.value, *span.iso]))
    return tuple(came.get((span.start + timedelta(days=n)).isoformat(), 0) for n in range(span.days))


def moods(store: Store, span: Span) -> list[tuple[date, int]]:
    """Return how the days of a span felt, of those of which it was said."""
    sql = """
    SELECT period_start, mood FROM review
    WHERE kind = ? AND mood IS NOT NULL AND period_start BETWEEN ? AND ? ORDER BY period_start
    """
    rows = store.rows(sql, [ReviewKind.DAY, *span.iso])
    return [(date.fromisoformat(day), mood) for day, mood in rows]


def promises(store: Store, span: Span) -> Ratio:
    """Return one's own follow-ups, promises and commitments due in a span: how many were done in it or before.

    What was moved away before its day is told where it stands. What was moved on its day or behind it was not kept
    there, wherever it stands now; what was dropped was not kept.
    """
    sql = (
        f"SELECT coalesce(sum(status = ? AND {_KEPT_BY}), 0), count(*) FROM action "
        f"WHERE date BETWEEN ? AND ? AND (status = ? OR {OF_ITS_DAY}) AND owed_by = ? "
        "AND (kind IN (?, ?) OR review_id IS NOT NULL)"
    )
    dates = span.iso
    values = [str(ActionStatus.DONE), dates[1], *dates, str(ActionStatus.DROPPED), str(Owner.ME), *map(str, _PROMISED)]
    return Ratio(*store.rows(sql, values)[0])


def commitments(store: Store, until: date) -> Ratio:
    """Return the commitments of the last partner and the last group review that are due by a day: how many are kept."""
    last = (
        "SELECT id, period_start FROM review WHERE kind = ? AND period_start <= ? "
        "ORDER BY period_start DESC, id DESC LIMIT 1"
    )
    day = until.isoformat()
    kept = made = 0
    for kind in (ReviewKind.PARTNER, ReviewKind.GROUP):
        if (review := store.one(last, [kind.value, day])) is not None:
            sql = (
                f"SELECT coalesce(sum(status = ? AND {_KEPT_BY}), 0), count(*) FROM action "
                "WHERE review_id = ? AND date BETWEEN ? AND ? AND status <> ?"
            )
            ((done, count),) = store.rows(
                sql, [str(ActionStatus.DONE), day, review[0], review[1], day, str(ActionStatus.MOVED)]
            )
            kept, made = kept + done, made + count
    return Ratio(kept, made)


def served(store: Store, span: Span, counted: Sequence[Served], goals: Sequence[str]) -> int:
    """Return how many steps of a span counted for one of these measures, or did an action of one of these goals."""
    parts, values = [], list[Any]()
    for measure, within in counted:
        if measure.new_contacts:  # who came is no step
            continue
        if measure.unit is Unit.MONEY:
            kind = "" if measure.deal_kind is None else " AND kind = ?"
            condition = (
                "activity.type = 'close' AND EXISTS (SELECT 1 FROM deal WHERE deal.id = activity.deal_id "
                f"AND stage = 'won' AND currency = ?{kind})"
            )
            filters: list[Any] = [measure.currency, *([measure.deal_kind.value] if measure.deal_kind else [])]
        else:
            condition, filters = matching(measure)
        parts.append(f"({condition} AND activity.local_date BETWEEN ? AND ?)")
        values += [*filters, *within.iso]
    marks = ", ".join("?" * len(goals))
    parts.append(
        f"EXISTS (SELECT 1 FROM action WHERE action.done_activity_id = activity.id AND action.goal_id IN ({marks}))"
    )
    sql = (
        "SELECT count(*) FROM activity WHERE activity.local_date BETWEEN ? AND ? AND activity.type <> 'note' "
        f"AND ({' OR '.join(parts)})"
    )
    return int(store.rows(sql, [*span.iso, *values, *goals])[0][0])


def priorities(store: Store, span: Span) -> list[Goal]:
    """Return the priorities that stood in a span, with every goal under them; drafts and dropped ones are none."""
    where = (
        "archived_on IS NULL AND status IN (?, ?, ?) AND starts_on <= ? AND ends_on >= ? AND id IN ("
        "WITH RECURSIVE under (id) AS (SELECT id FROM goal WHERE kind = ? AND ends_on >= ? AND starts_on <= ? "
        "AND archived_on IS NULL AND status IN (?, ?, ?) "
        "UNION SELECT goal.id FROM goal JOIN under ON goal.parent_id = under.id) SELECT id FROM under)"
    )
    stood = [GoalStatus.ACTIVE, GoalStatus.REACHED, GoalStatus.MISSED]
    values = [*stood, span.end, span.start, GoalKind.PRIORITY, span.start, span.end, *stood]
    return list(store.select(Goal, where, values, "id"))


def with_a_plan(store: Store, goals: Iterable[str]) -> set[str]:
    """Return which goals have a finer goal, or an action that comes again (B111)."""
    keys = list(goals)
    marks = ", ".join("?" * len(keys))
    sql = (
        f"SELECT parent_id FROM goal WHERE parent_id IN ({marks}) AND archived_on IS NULL AND status <> ? "
        f"UNION SELECT goal_id FROM action WHERE goal_id IN ({marks}) AND rrule <> '' AND status = ?"
    )
    values = [*keys, GoalStatus.DROPPED.value, *keys, ActionStatus.PLANNED.value]
    return {key for (key,) in store.rows(sql, values)}


def said_before(store: Store, week: date, questions: Sequence[str], most: int) -> list[tuple[date, str, str]]:
    """Return what was answered to questions in the reviews of earlier weeks: the week, the question and the answer.

    The newest week first, at most so many answers.
    """
    sql = (
        "SELECT period_start, question, text FROM review JOIN review_answer ON review_id = review.id "
        f"WHERE kind = ? AND period_start < ? AND question IN ({', '.join('?' * len(questions))}) "
        "ORDER BY period_start DESC, question LIMIT ?"
    )
    rows = store.rows(sql, [ReviewKind.WEEK.value, week.isoformat(), *questions, most])
    return [(date.fromisoformat(start), question, text) for start, question, text in rows]


def was_held(store: Store, since: date, week: date) -> bool:
    """Whether the planning of a week before one was held that looked back on a day, or on a later week."""
    sql = (
        "SELECT 1 FROM review WHERE kind = ? AND period_start < ? AND period_end >= ? AND held_utc IS NOT NULL LIMIT 1"
    )
    return store.one(sql, [ReviewKind.WEEK.value, week.isoformat(), since.isoformat()]) is not None


def labels_off(store: Store, span: Span) -> dict[date, str]:
    """Return the days off of a span with what they are for; their kind where nothing is said."""
    sql = "SELECT date, CASE label WHEN '' THEN kind ELSE label END FROM day_off WHERE date BETWEEN ? AND ?"
    return {date.fromisoformat(day): label for day, label in store.rows(sql, span.iso)}


def value_reached(store: Store, enough: int) -> int:
    """Return how many people were sent an e-mail that adds value; it counts no further than enough."""
    sql = (
        "SELECT count(*) FROM (SELECT DISTINCT contact_id FROM activity WHERE type = ? AND purpose = ? "
        "AND contact_id IS NOT NULL LIMIT ?)"
    )
    return int(store.rows(sql, [ActivityType.EMAIL.value, Purpose.VALUE_ADD.value, enough])[0][0])


def open_called(store: Store, text: str) -> Action | None:
    """Return the open plain action that says exactly this; the newest of several."""
    where = "status = ? AND kind = ? AND text = ?"
    return next(store.select(Action, where, [ActionStatus.PLANNED, ActionKind.ACTION, text], "date DESC, id"), None)
