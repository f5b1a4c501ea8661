"""What a new day changes by itself: goals that are over, and the rules of blocks that were missed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.domain import recurrence
from planner.domain.change import Change
from planner.domain.goal import Goal, GoalStatus
from planner.domain.value import replace
from planner.services import recurring
from planner.store import queries
from planner.store.blocks import missed as missed_blocks

if TYPE_CHECKING:
    from planner.services.planner import Planner


def turned(planner: "Planner") -> tuple[Change, ...]:
    """Return everything that a new day changes."""
    return (*ended(planner), *missed(planner))


def missed(planner: "Planner") -> tuple[Change, ...]:
    """Return the changes that carry on the rules of blocks that were not begun on their days.

    A missed block stays on its day, planned and not kept, so that a week tells it; the rule goes on from today, with
    one row whatever the number of days. One that counts from completion waits.
    """
    changes: list[Change] = []
    for block in missed_blocks(planner.store, planner.today()):
        rule = recurrence.read(block.rrule, block.date)
        if rule is not None and not rule.from_done:
            following = recurring.followed(planner, block, planner.today() - timedelta(days=1))
            changes += [Change(block, replace(block, rrule="")), *following]
    return tuple(changes)


def ended(planner: "Planner") -> tuple[Change, ...]:
    """Return the changes that close the active goals whose span is over."""
    goals = queries.ended_goals(planner.store, planner.today())
    return tuple(Change(goal, replace(goal, status=status_at_end(planner, goal))) for goal in goals)


def status_at_end(planner: "Planner", goal: Goal) -> GoalStatus:
    """Return what became of a goal whose span is over."""
    reached = goal.target is None or planner.reading.current(goal, goal.ends_on)[0] >= goal.target
    return GoalStatus.REACHED if reached else GoalStatus.MISSED
