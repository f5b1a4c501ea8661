"""What a year brought: goals by grade, wins first, and the smaller steps that were reached where the whole was not."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.goal import Goal, GoalKind, GoalStatus, Grade
from planner.domain.measure import SHARES, Measure
from planner.domain.period import ONE_DAY, Period, Span
from planner.domain.periodviews import GradedRow, PartsRow
from planner.store import daily, planned

if TYPE_CHECKING:
    from planner.services.planner import Planner

_ORDER: Final = (Grade.NAILED, Grade.BEATEN, Grade.MET, Grade.SHORT)
_COARSE_TO_FINE: Final = tuple(Period)


class Wins(NamedTuple):
    """The goals that ended in a span."""

    wins: tuple[GradedRow, ...]
    """Nailed, then beaten, then met (B17)."""
    parts: tuple[PartsRow, ...]
    short: tuple[GradedRow, ...]
    """What was not reached, the quota last (E5)."""


def wins(planner: "Planner", span: Span) -> Wins:
    """Return what the goals that end within a span came to, as seen today.

    A goal under one that counts the same is a part of it, and is counted rather than named; so is what a goal asks for
    anew each day, week or month.
    """
    goals = {goal.id: goal for goal in planned.ended_within(planner.store, span)}
    today, start_month = planner.today(), planner.settings.year_start_month
    graded, parts = list[GradedRow](), dict[tuple[str, Period], list[bool]]()
    rows: list[PartsRow] = []
    for goal in goals.values():
        measure = planner.reading.measure_of(goal)
        if measure is None or goal.starts_on > today:
            continue
        if (root := _root(goal, goals, measure)) is not goal:
            parts.setdefault((root.id, goal.period), []).append(_is_reached(planner, goal, today))
        elif goal.repeats(start_month) and measure.unit not in SHARES:
            met = list(_windows_met(planner, goal, measure, today))
            rows.append(PartsRow(goal, planner.reading.name(goal, today), goal.period, sum(met), len(met)))
        else:
            graded.append(_graded(planner, goal, measure, today))
    rows += [
        PartsRow(goals[key], planner.reading.name(goals[key], today), period, sum(met), len(met))
        for (key, period), met in parts.items()
    ]
    rows.sort(key=lambda row: (row.name, _COARSE_TO_FINE.index(row.period)))
    graded.sort(key=lambda row: (_ORDER.index(row.grade), row.goal.kind is GoalKind.QUOTA, -row.fraction, row.name))
    return Wins(
        wins=tuple(row for row in graded if row.grade is not Grade.SHORT),
        parts=tuple(row for row in rows if row.reached),
        short=tuple(row for row in graded if row.grade is Grade.SHORT),
    )


def _graded(planner: "Planner", goal: Goal, measure: Measure, today: date) -> GradedRow:
    current = planner.reading.current(goal, min(today, goal.ends_on))[0]
    name = planner.reading.name(goal, today)
    return GradedRow(goal, name, measure, current, goal.target or 0, goal.grade(current))


def _root(goal: Goal, goals: dict[str, Goal], measure: Measure) -> Goal:
    """Return the goal that another is a part of: the highest above it that counts the same; itself where none does."""
    if goal.kind is not GoalKind.GOAL or measure.unit in SHARES:
        return goal
    root = goal
    while (above := goals.get(root.parent_id or "")) is not None and above.measure_id == goal.measure_id:
        root = above
    return root


def _is_reached(planner: "Planner", goal: Goal, today: date) -> bool:
    if goal.status is not GoalStatus.ACTIVE:
        return goal.status is GoalStatus.REACHED
    return goal.grade(planner.reading.current(goal, min(today, goal.ends_on))[0]) is not Grade.SHORT


def _windows_met(planner: "Planner", goal: Goal, measure: Measure, today: date) -> Iterator[bool]:
    """Yield for each period of a repeated goal up to today whether its target was reached; of days, those worked."""
    span = Span(goal.starts_on, min(goal.ends_on, today))
    is_day = goal.period is Period.DAY
    if measure.distinct_contacts and not is_day:
        for window in _windows(planner, goal, span):
            yield planner.reading.counted(measure, window, goal.id, window.end)[0] >= (goal.target or 0)
        return
    came = dict(daily.amounts(planner.store, measure, span))
    if is_day:
        for n in range(span.days):
            day = span.start + timedelta(days=n)
            if planner.calendar.is_working(day):
                yield came.get(day, 0) >= (goal.target or 0)
        return
    for window in _windows(planner, goal, span):
        yield _sum(came.items(), window) >= (goal.target or 0)


def _windows(planner: "Planner", goal: Goal, span: Span) -> Iterator[Span]:
    day = span.start
    while day <= span.end:
        window = planner.reading.window(goal, day)
        yield window
        day = window.end + ONE_DAY


def _sum(came: Iterable[tuple[date, int]], window: Span) -> int:
    return sum(amount for day, amount in came if day in window)
