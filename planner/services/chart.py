"""A goal's progress as points: what was reached day by day beside the line to the target (B135). Draws nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.chartpoint import ChartPoint
from planner.domain.goal import FOREVER, Goal
from planner.domain.measure import Measure, Unit
from planner.domain.pace import pace
from planner.store.best import daily_totals

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.services.planner import Planner

MOST_POINTS = 400
"""What a chart of a year has room for, twice as wide as any screen."""
READ_POINTS = 60
"""As many where each point is read by itself: people, milestones and roll-ups are no sums of days."""


def points(
    planner: "Planner", goal: Goal, measure: Measure, day: date, most: int = MOST_POINTS
) -> tuple[ChartPoint, ...]:
    """Return a goal's points from the first day of its period to a day, at most `most`, both ends among them.

    None before its period begins, and none for a goal without a last date: no line leads there. The goal has a target.
    """
    window = planner.reading.window(goal, day)
    last = min(window.end, day)
    if last < window.start or goal.ends_on == FOREVER:
        return ()
    is_sum = measure.unit is Unit.MONEY or (measure.unit is Unit.COUNT and not measure.distinct_contacts)
    days = _spread(window.start, last, most if is_sum else min(most, READ_POINTS))
    actual = _sums(planner, measure, days) if is_sum else [planner.reading.current(goal, d)[0] for d in days]
    return tuple(ChartPoint(d, reached, _line(planner, goal, d)) for d, reached in zip(days, actual, strict=True))


def _line(planner: "Planner", goal: Goal, day: date) -> "Fraction":
    """Return what the line wants when a day ends: what it wants when the next begins."""
    window = planner.reading.window(goal, day)
    there = pace(goal, window, day + timedelta(days=1), planner.calendar, start_value=0, value=0)
    return goal.baseline + there.expected_start


def _sums(planner: "Planner", measure: Measure, days: Sequence[date]) -> Iterator[int]:
    """Yield what came in from the first of the days to the end of each."""
    came = list(daily_totals(planner.store, measure, days[-1] + timedelta(days=1), since=days[0]).items())
    reached = at = 0
    for day in days:
        while at < len(came) and came[at][0] <= day:
            reached += came[at][1]
            at += 1
        yield reached


def _spread(first: date, last: date, most: int) -> list[date]:
    """Return every day of a span, or as many as are wanted, evenly, with both ends."""
    between = last.toordinal() - first.toordinal()
    count = min(between + 1, most)
    return [date.fromordinal(first.toordinal() + n * between // max(count - 1, 1)) for n in range(count)]
