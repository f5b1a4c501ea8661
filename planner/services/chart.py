"""A goal's progress as points: what was reached day by day beside the line to the target (B135). Draws nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.chartpoint import ChartPoint
from planner.domain.goal import FOREVER, Goal
from planner.domain.measure import Measure, Unit
from planner.domain.pace import pace
from planner.domain.period import Span
from planner.store import daily
from planner.store.best import daily_totals

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.services.planner import Planner

MOST_POINTS = 400
"""What a chart of a year has room for, twice as wide as any screen."""
READ_POINTS = 60
"""As many where each point is read by itself: milestones and roll-ups are no sums of days."""


def points(
    planner: "Planner", goal: Goal, measure: Measure, day: date, most: int = MOST_POINTS
) -> tuple[ChartPoint, ...]:
    """Return a goal's points from the first day of its period to a day, at most `most`, both ends among them.

    None before its period begins, and none for a goal without a last date: no line leads there. The goal has a target.
    """
    days = _days(planner, goal, measure, day, most)
    lines = lines_at(planner, goal, days)
    return tuple(ChartPoint(*there) for there in zip(days, _reached(planner, goal, measure, days), lines, strict=True))


def outline(
    planner: "Planner", goal: Goal, measure: Measure, day: date, most: int
) -> "tuple[tuple[int, ...], Fraction | None]":
    """Return what a goal reached at its points, and what the line wants at the last; no point where there is none."""
    days = _days(planner, goal, measure, day, most)
    return tuple(_reached(planner, goal, measure, days)), next(lines_at(planner, goal, days[-1:]), None)


def is_sum(measure: Measure) -> bool:
    """Whether a measure adds up what days brought; milestones and roll-ups do not."""
    return measure.unit in {Unit.MONEY, Unit.COUNT}


def reached(planner: "Planner", goal: Goal, measure: Measure, days: Sequence[date], since: date) -> Iterable[int]:
    """Return what a goal reached from a date to the end of each of some days, which stand in order."""
    if is_sum(measure):
        return _sums(planner, measure, days, since)
    return [planner.reading.current(goal, day)[0] for day in days]


def lines_at(planner: "Planner", goal: Goal, days: Iterable[date]) -> "Iterator[Fraction]":
    """Yield what the line wants when each of some days ends: what it wants when the next begins.

    They stand in order, and each period's working days are counted once.
    """
    calendar = planner.calendar
    there = window = None
    for day in days:
        if there is None or window is None or day not in window:
            window = planner.reading.window(goal, day)
            there = pace(goal, window, day, calendar, start_value=0, value=0)
        following = day + timedelta(days=1)
        if calendar.month_weights:
            gone = calendar.weights(window, following)[0]
        else:
            gone = there.total_days - calendar.working_days(max(following, window.start), window.end)
        yield goal.baseline + there._replace(elapsed_weight=gone).expected_start


def _days(planner: "Planner", goal: Goal, measure: Measure, day: date, most: int) -> list[date]:
    window = planner.reading.window(goal, day)
    last = min(window.end, day)
    if last < window.start or goal.ends_on == FOREVER:
        return []
    return spread(window.start, last, most if is_sum(measure) else min(most, READ_POINTS))


def _reached(planner: "Planner", goal: Goal, measure: Measure, days: Sequence[date]) -> Iterable[int]:
    return reached(planner, goal, measure, days, days[0]) if days else ()


def _sums(planner: "Planner", measure: Measure, days: Sequence[date], since: date) -> Iterator[int]:
    """Yield what came in from a date to the end of each day; people count once, on their first."""
    if not days:
        return
    if measure.distinct_contacts:
        came = daily.new_people(planner.store, measure, Span(since, days[-1]))
    else:
        came = list(daily_totals(planner.store, measure, days[-1] + timedelta(days=1), since=since).items())
    found = at = 0
    for day in days:
        while at < len(came) and came[at][0] <= day:
            found += came[at][1]
            at += 1
        yield found


def spread(first: date, last: date, most: int) -> list[date]:
    """Return every day of a span, or as many as are wanted, evenly, with both ends."""
    between = last.toordinal() - first.toordinal()
    count = min(between + 1, most)
    return [date.fromordinal(first.toordinal() + n * between // max(count - 1, 1)) for n in range(count)]
