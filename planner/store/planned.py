"""Reads of the goals that a review plans or grades, and of what is planned for them."""

from collections.abc import Iterable
from datetime import date

from planner.domain.action import ActionStatus
from planner.domain.goal import Goal, GoalKind, GoalStatus
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.period import Period, Span
from planner.store.store import Store

_COUNTED = "archived_on IS NULL AND measure_id IS NOT NULL AND target IS NOT NULL AND status NOT IN (?, ?)"
_NOT_COUNTED = (GoalStatus.DRAFT, GoalStatus.DROPPED)
_ORDER = "position, starts_on, id"


def annual_goals(store: Store, day: date) -> list[Goal]:
    """Return the goals of a year, with a number, that a day lies in."""
    where = f"ends_on >= ? AND starts_on <= ? AND period = ? AND {_COUNTED}"
    return list(store.select(Goal, where, [day, day, Period.YEAR, *_NOT_COUNTED], _ORDER))


def priorities(store: Store, span: Span) -> list[Goal]:
    """Return the priorities that begin within a span and were not dropped, drafts among them."""
    where = "ends_on >= ? AND starts_on BETWEEN ? AND ? AND kind = ? AND status <> ? AND archived_on IS NULL"
    values = [span.start, span.start, span.end, GoalKind.PRIORITY, GoalStatus.DROPPED]
    return list(store.select(Goal, where, values, _ORDER))


def ended_within(store: Store, span: Span) -> list[Goal]:
    """Return the goals with a number that end within a span."""
    return list(store.select(Goal, f"ends_on BETWEEN ? AND ? AND {_COUNTED}", [*span, *_NOT_COUNTED], _ORDER))


def begun_within(store: Store, span: Span) -> list[Goal]:
    """Return the goals that begin within a span and end in it too, drafts and dropped ones among them."""
    where = "ends_on BETWEEN ? AND ? AND starts_on >= ? AND archived_on IS NULL"
    return list(store.select(Goal, where, [span.start, span.end, span.start], _ORDER))


def changed_since(store: Store, day: date) -> list[GoalChange]:
    """Return what was decided about any goal since a date in UTC, oldest first."""
    return list(store.select(GoalChange, "at_utc >= ?", [day.isoformat()], "at_utc, rowid"))


def activated(store: Store, goals: Iterable[Goal]) -> list[GoalChange]:
    """Return everything that was decided about goals which a year's plan activated, oldest first."""
    keys = [goal.id for goal in goals]
    marks = ", ".join("?" * len(keys))
    inside = f"SELECT goal_id FROM goal_change WHERE field = ? AND goal_id IN ({marks})"
    values = [GoalField.ACTIVATED, *keys]
    return list(store.select(GoalChange, f"goal_id IN ({inside})", values, "at_utc, rowid"))


def actions_for(store: Store, goals: Iterable[str], span: Span) -> int:
    """Return how many actions of a span serve one of some goals; what was moved away or dropped is none."""
    keys = list(goals)
    marks = ", ".join("?" * len(keys))
    sql = f"SELECT count(*) FROM action WHERE date BETWEEN ? AND ? AND goal_id IN ({marks}) AND status NOT IN (?, ?)"
    values = [*span.iso, *keys, ActionStatus.MOVED.value, ActionStatus.DROPPED.value]
    return int(store.rows(sql, values)[0][0])
