"""Little goals in the weekly planning: when the step is offered, and the action that stands for it until three are set.

It changes no goal (B11): what it plans and ticks is one line of the plan.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

from planner.domain.action import Action
from planner.domain.change import Change
from planner.domain.goal import MOST_AT_ONCE, Goal, GoalKind
from planner.domain.period import Span, year_span
from planner.domain.weekviews import LittleOffer
from planner.store import queries, weeks

if TYPE_CHECKING:
    from planner.services.planner import Planner

COME_UP: Final = "Come up with 3 small goals"
"""What the action says; it is known by that (B23)."""
FEWEST: Final = 2
"""Little goals from which the step is no longer offered."""
_LAST_MONTHS, _LAST_QUARTER = 2, 3


def offered(planner: "Planner", day: date, *, is_declined: bool) -> LittleOffer | None:
    """Return the step as a day sees it; None before the last quarter of the sales year.

    It is offered in the last two months, comes first while momentum is below zero, and is there by hand from the first
    day of the last quarter (B2, B18).
    """
    if not _is_within(planner, day, _LAST_QUARTER):
        return None
    standing = len(_standing(planner, day))
    is_offered = _is_within(planner, day, _LAST_MONTHS) and standing < FEWEST and not is_declined
    is_first = is_offered and planner.momentum.gauge(day).value < 0
    return LittleOffer(standing, is_offered, is_first, is_declined)


def asked_for(planner: "Planner", ahead: Span, *, is_declined: bool) -> tuple[Change, ...]:
    """Return the change that plans coming up with little goals for a week, where its planning ends without any (B23).

    In the last two months of the sales year alone, and not where the step was declined. One action stands: what was
    not done the week before goes on.
    """
    today = planner.today()
    if is_declined or not _is_within(planner, today, _LAST_MONTHS) or _standing(planner, today):
        return ()
    key = f"little-goals-{ahead.start.isoformat()}"
    before = weeks.open_called(planner.store, COME_UP)
    if (before is not None and before.date in ahead) or planner.store.get(Action, key) is not None:
        return ()
    first = max(ahead.start, today)
    day = first if planner.calendar.is_working(first) else planner.calendar.next_working_day(first)
    day = min(day, ahead.end)
    if before is not None and before.date > today:
        return (Change(before, before.planned_on(day)),)
    if before is not None:
        moved, successor = before.moved(day, key, today)
        return Change(before, moved), Change(None, successor)
    position = len(queries.plan_of(planner.store, day))
    return (Change(None, Action(id=key, date=day, text=COME_UP, position=position)),)


def completed(planner: "Planner", goal: Goal) -> tuple[Change, ...]:
    """Return the change that ticks the action off where a goal is the third little one (B23)."""
    if goal.kind is not GoalKind.LITTLE or not goal.is_active:
        return ()
    others = [one for one in _standing(planner, planner.today()) if one.id != goal.id]
    action = weeks.open_called(planner.store, COME_UP) if len(others) + 1 >= MOST_AT_ONCE else None
    return () if action is None else (Change(action, action.toggled()),)


def _standing(planner: "Planner", day: date) -> list[Goal]:
    goals = planner.reading.standing_goals(day)
    return [goal for goal in goals if goal.kind is GoalKind.LITTLE and goal.is_active]


def _is_within(planner: "Planner", day: date, months: int) -> bool:
    """Whether a day lies in the last months of its sales year."""
    end = year_span(day, planner.settings.year_start_month).end
    return (end.year - day.year) * 12 + end.month - day.month < months
