"""A goal as it stood: from when to when it asked and what its target was, before and after it was changed.

Momentum looks back with it. It asks no store: a goal and what was decided about it come in.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from planner.domain.errors import PlannerError
from planner.domain.goal import FOREVER, Goal, GoalKind, GoalStatus
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.measure import Measure, Unit
from planner.domain.pace import fineness
from planner.domain.period import ONE_DAY, Period, Span
from planner.domain.value import replace

REPLAYED = frozenset({GoalField.TARGET, GoalField.ENDS_ON, GoalField.STATUS})
"""What a goal's history says of its asks."""
_NOT_STANDING = frozenset({GoalStatus.DRAFT, GoalStatus.DROPPED})


class Standing:
    """One goal between two days on which nothing was decided about it."""

    __slots__ = ("_window", "_year_start_month", "asks", "fineness", "goal", "is_benchmark", "measure", "span")

    def __init__(self, goal: Goal, measure: Measure, span: Span, year_start_month: int) -> None:
        """Take a goal with a measure and a target, and the dates on which it stood."""
        self.goal = goal
        self.measure = measure
        self.span = span
        self._year_start_month = year_start_month
        self._window = goal.window(span.start, year_start_month)
        self.asks = measure.unit is Unit.COUNT
        """Whether it asks something of a day: counts do, money and milestones do not (c5)."""
        self.fineness = fineness(goal) if self.asks else (0, 0)
        """The lowest of a measure's speaks for it."""
        is_long = goal.period is not Period.DAY or goal.kind is GoalKind.LITTLE or measure.unit is Unit.MILESTONE
        self.is_benchmark = is_long and measure.unit is not Unit.ROLLUP
        """Whether reaching it moves momentum: little goals, milestones and whatever is longer than a day (B61)."""

    def windows(self, span: Span) -> Iterator[Span]:
        """Yield the dates that count toward its target, one after the other, as far as it stood in a span."""
        day, last = max(span.start, self.span.start), min(span.end, self.span.end)
        while day <= last:
            window = self.window(day)
            yield window
            day = max(day, window.end) + ONE_DAY

    def window(self, day: date) -> Span:
        """Return the dates that count toward its target as seen on a day."""
        if not self._window.start <= day <= self._window.end:
            self._window = self.goal.window(day, self._year_start_month)
        return self._window


def spans_stood(goal: Goal, changes: Sequence[tuple[date, GoalChange]], made_on: date) -> list[tuple[Goal, Span]]:
    """Return what a goal was and when, newest first: it asks nothing before it was made, as a draft, or put away.

    `changes` are what was decided about it and on which day, newest first; the day has what was decided on it.
    """
    stood: list[tuple[Goal, Span]] = []
    last = goal.archived_on - ONE_DAY if goal.archived_on else FOREVER
    for day, change in changes:
        stood += _stood(goal, day, last)
        goal = _before(goal, change)
        last = min(last, day - ONE_DAY)
    return [*stood, *_stood(goal, made_on, last)]


def stood_on(goal: Goal, changes: Iterable[tuple[date, GoalChange]], day: date) -> Goal:
    """Return a goal as it was on a day; `changes` are meant as in `spans_stood`."""
    for decided_on, change in changes:
        if decided_on > day:
            goal = _before(goal, change)
    return goal


def _stood(goal: Goal, since: date, until: date) -> Iterable[tuple[Goal, Span]]:
    start, end = max(since, goal.starts_on), min(until, goal.ends_on)
    if start <= end and goal.target is not None and goal.measure_id and goal.status not in _NOT_STANDING:
        yield goal, Span(start, end)


def _before(goal: Goal, change: GoalChange) -> Goal:
    """Return a goal as it was before a change; as it is where the old value says nothing."""
    try:
        match change.field:
            case GoalField.TARGET:
                target = int(change.old) if change.old else None
                return replace(goal, target=target, stretch_target=_stretch(goal, target))
            case GoalField.ENDS_ON:
                return replace(goal, ends_on=date.fromisoformat(change.old))
            case GoalField.STATUS:
                return replace(goal, status=GoalStatus(change.old))
            case _:
                return goal
    except (ValueError, PlannerError):
        return goal


def _stretch(goal: Goal, target: int | None) -> int | None:
    """Return the stretch where it fits another target."""
    stretch = goal.stretch_target
    return stretch if stretch is not None and target is not None and stretch >= target else None
