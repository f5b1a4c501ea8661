"""What a new day changes by itself: a goal whose last date is behind is reached or missed, and nothing else."""

from typing import TYPE_CHECKING

from planner.domain.change import Change
from planner.domain.goal import Goal, GoalStatus
from planner.domain.value import replace
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner


def ended(planner: "Planner") -> tuple[Change, ...]:
    """Return the changes that close the active goals whose span is over."""
    goals = queries.ended_goals(planner.store, planner.today())
    return tuple(Change(goal, replace(goal, status=status_at_end(planner, goal))) for goal in goals)


def status_at_end(planner: "Planner", goal: Goal) -> GoalStatus:
    """Return what became of a goal whose span is over."""
    reached = goal.target is None or planner.reading.current(goal, goal.ends_on)[0] >= goal.target
    return GoalStatus.REACHED if reached else GoalStatus.MISSED
