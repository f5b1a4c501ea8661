"""What a change of one goal brings with it: the rows of its history, and marks on the goals under it."""

from datetime import UTC
from typing import TYPE_CHECKING

from planner.domain.change import Change
from planner.domain.errors import FieldError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.goal_change import TRACKED, GoalChange, GoalField, written
from planner.domain.value import replace

if TYPE_CHECKING:
    from planner.services.planner import Planner
    from planner.store.store import Store

OPEN = frozenset({GoalStatus.ACTIVE, GoalStatus.DRAFT})
"""The goals that still lie ahead."""


def decided(planner: "Planner", before: Goal, after: Goal, reason: str = "") -> tuple[Change, ...]:
    """Return a goal's change with a row of history for each field that is tracked."""
    rows = [
        decision(planner, after, field, written(old), written(new), reason)
        for field in TRACKED
        if (old := getattr(before, field)) != (new := getattr(after, field))
    ]
    return Change(before, after), *rows


def decision(
    planner: "Planner", goal: Goal, field: GoalField, old: str = "", new: str = "", reason: str = ""
) -> Change:
    """Return the change that adds one row to a goal's history."""
    row = GoalChange(
        id=planner.new_id(),
        goal_id=goal.id,
        at=planner.now().astimezone(UTC),
        field=field,
        old=old,
        new=new,
        reason=reason,
    )
    return Change(None, row)


def check_lowering(before: Goal, after: Goal, reason: str) -> None:
    """Refuse to lower an employer's target without a reason (B110); a final figure is reason enough (B5)."""
    is_lower = before.target is not None and (after.target is None or after.target < before.target)
    is_final = before.preliminary and not after.preliminary
    if before.source is GoalSource.EMPLOYER and is_lower and not is_final and not reason:
        raise FieldError(f"“{before.title}” comes from your employer. Give a reason to lower it.", "reason")


def stale_under(planner: "Planner", before: Goal, after: Goal) -> tuple[Change, ...]:
    """Return the marks on open goals under one whose target or dates change: those that count the same, none little."""
    if (before.target, before.span) == (after.target, after.span) or after.measure_id is None:
        return ()
    return tuple(
        Change(goal, replace(goal, is_stale=True))
        for goal in descendants(planner.store, after)
        if goal.measure_id == after.measure_id
        and goal.status in OPEN
        and goal.kind is not GoalKind.LITTLE
        and not goal.is_stale
    )


def descendants(store: "Store", goal: Goal) -> list[Goal]:
    """Return the goals under a goal that are not put away, each before what stands under it."""
    below = []
    for child in store.select(Goal, "parent_id = ? AND archived_on IS NULL", [goal.id]):
        below += [child, *descendants(store, child)]
    return below
