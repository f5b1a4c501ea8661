"""Reads of whole days: how much each date of a span brought. Sums over days are made from these, not a query a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from planner.domain.action import ActionKind, ActionStatus
from planner.domain.goal import Goal
from planner.domain.goal_change import GoalChange
from planner.domain.measure import Measure, Unit
from planner.domain.period import Span
from planner.domain.standing import REPLAYED
from planner.store import queries
from planner.store.store import Store

Amounts = list[tuple[date, int]]
"""Dates in order, each with what it brought; dates without anything are left out."""


def steps(store: Store, span: Span) -> Amounts:
    """Return how many steps each date of a span has: all that is logged but notes, each counted in an index alone."""
    counted = "SELECT local_date, count(*) FROM activity WHERE {}local_date BETWEEN ? AND ? GROUP BY 1 ORDER BY 1"
    logged = _amounts(store, counted.format(""), span.iso)
    notes = dict(_amounts(store, counted.format("type = 'note' AND "), span.iso))
    return [(day, number - notes.get(day, 0)) for day, number in logged if number > notes.get(day, 0)]


def one_things(store: Store, span: Span, most: int = -1) -> list[tuple[date, bool]]:
    """Return the dates of a span whose blank was filled, and whether the one thing was done; at most the first few.

    What left a day afterwards was set, and was not done.
    """
    sql = (
        f"SELECT date, status = ? FROM action WHERE kind = ? AND {queries.OF_ITS_DAY} AND date BETWEEN ? AND ? "
        "ORDER BY date LIMIT ?"
    )
    rows = store.rows(sql, [ActionStatus.DONE.value, ActionKind.ONE_THING.value, *span.iso, most])
    return [(date.fromisoformat(day), bool(done)) for day, done in rows]


def known_days(store: Store, span: Span) -> frozenset[date]:
    """Return the dates of a span of which something is known: a step, or what `told_days` finds."""
    return told_days(store, span).union(queries.step_days(store, span))


def told_days(store: Store, span: Span) -> frozenset[date]:
    """Return the dates of a span of which something is known but for steps.

    That is the one thing done, a sale, a milestone, or an end-of-day review that was held.
    """
    sql = (
        "SELECT date FROM action WHERE date BETWEEN :start AND :end AND kind = 'one_thing' AND status = 'done' UNION "
        "SELECT closed_on FROM deal WHERE stage = 'won' AND closed_on BETWEEN :start AND :end UNION "
        "SELECT done_on FROM milestone WHERE done_on BETWEEN :start AND :end UNION "
        "SELECT period_start FROM review WHERE kind = 'day' AND period_start BETWEEN :start AND :end "
        "AND held_utc IS NOT NULL"
    )
    rows = store.rows(sql, {"start": span.start.isoformat(), "end": span.end.isoformat()})
    return frozenset(date.fromisoformat(day) for (day,) in rows)


def amounts(store: Store, measure: Measure, span: Span) -> Amounts:
    """Return what each date of a span brought by itself: times, people of that date, or minor units of money."""
    if measure.unit is Unit.MONEY:
        kind = "" if measure.deal_kind is None else "AND kind = ? "
        sql = (
            "SELECT closed_on, sum(amount_minor) FROM deal WHERE stage = 'won' AND closed_on BETWEEN ? AND ? "
            f"AND currency = ? AND amount_minor > 0 {kind}GROUP BY closed_on ORDER BY closed_on"
        )
        values = [*span.iso, measure.currency, *([measure.deal_kind.value] if measure.deal_kind else [])]
        return _amounts(store, sql, values)
    condition, filters = queries.matching(measure)
    which = f"FROM {queries.source(measure)} WHERE {condition} AND activity.local_date BETWEEN ? AND ?"
    if measure.distinct_contacts:
        sql = f"SELECT activity.local_date, count(DISTINCT activity.contact_id) {which} GROUP BY 1 ORDER BY 1"
    else:  # by type and date as the index has them, then by date: nothing is sorted but the few sums
        sums = f"SELECT activity.local_date AS day, sum(activity.quantity) AS amount {which} GROUP BY activity.type, 1"
        sql = f"SELECT day, sum(amount) FROM ({sums}) GROUP BY day ORDER BY day"
    return _amounts(store, sql, [*filters, *span.iso])


def new_people(store: Store, measure: Measure, window: Span) -> Amounts:
    """Return how many people each date of a window was the first to count, for a measure of people."""
    condition, filters = queries.matching(measure)
    sql = (
        "SELECT first_on, count(*) FROM (SELECT min(activity.local_date) AS first_on FROM activity "
        f"WHERE {condition} AND activity.local_date BETWEEN ? AND ? GROUP BY activity.contact_id) "
        "GROUP BY first_on ORDER BY first_on"
    )
    return _amounts(store, sql, [*filters, *window.iso])


def milestones(store: Store, goal_id: str) -> tuple[Amounts, int]:
    """Return the weight of a goal's milestones done on each date, and the weight of all, done or not."""
    sql = "SELECT done_on, sum(weight) FROM milestone WHERE goal_id = ? GROUP BY done_on ORDER BY done_on"
    rows = store.rows(sql, [goal_id])
    done = [(date.fromisoformat(day), int(weight)) for day, weight in rows if day is not None]
    return done, sum(int(weight) for _, weight in rows)


def counted_goals(store: Store, since: date) -> list[Goal]:
    """Return the goals with a measure and a target that end on a day or later, in the order of the hierarchy."""
    where = "measure_id IS NOT NULL AND target IS NOT NULL AND ends_on >= ?"
    return list(store.select(Goal, where, [since], "position, starts_on, id"))


def goal_changes(store: Store) -> list[GoalChange]:
    """Return what was decided about targets, last dates and standing, newest first."""
    marks = ", ".join("?" * len(REPLAYED))
    return list(store.select(GoalChange, f"field IN ({marks})", sorted(REPLAYED), "at_utc DESC, id DESC"))


def first_entry(store: Store, until: date) -> date | None:
    """Return the first date of the log or of the plan, up to a day."""
    sql = "SELECT (SELECT min(local_date) FROM activity), (SELECT min(date) FROM action)"  # each from its index
    firsts = [date.fromisoformat(day) for day in store.rows(sql)[0] if day is not None]
    return min((day for day in firsts if day <= until), default=None)


def is_empty(store: Store) -> bool:
    """Whether nothing was set, planned or logged, and nobody is known."""
    ((found,),) = store.rows(
        "SELECT EXISTS (SELECT 1 FROM activity) OR EXISTS (SELECT 1 FROM goal) "
        "OR EXISTS (SELECT 1 FROM action) OR EXISTS (SELECT 1 FROM contact)",
    )
    return not found


def first_goal_made(store: Store) -> datetime | None:
    """Return the instant at which the first goal was set."""
    ((made,),) = store.rows("SELECT min(created_utc) FROM goal")
    return None if made is None else datetime.fromisoformat(made)


def _amounts(store: Store, sql: str, values: Sequence[Any]) -> Amounts:
    return [(date.fromisoformat(day), int(amount)) for day, amount in store.rows(sql, values)]
