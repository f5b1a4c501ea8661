"""Goals from words that name no date: they end with the period that is being planned."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.errors import LineError, PlannerError
from planner.domain.goal import Goal
from planner.domain.measure import Measure
from planner.domain.period import ONE_DAY, Period, Span
from planner.domain.value import replace

if TYPE_CHECKING:
    from planner.services.planner import Planner


def drafted_by(planner: "Planner", line: str, end: date) -> tuple[Goal, Measure | None]:
    """Return the goal that a line sets, by a last day where it names none. Raises LineError as `goals.drafted` does."""
    goal, measure, _ = _drafted(planner, line, end)
    return goal, measure


def drafted_within(planner: "Planner", line: str, period: Period, span: Span) -> tuple[Goal, Measure | None]:
    """Return the goal that a line sets for a period that comes, and its measure; without dates it lasts all of it.

    The line is read as on the period's first day, or as on the day before where that alone leads into it: "next year"
    is said in the year that is looked back on. Raises LineError as `goals.drafted` does, and PlannerError where the
    line names dates outside the period.
    """
    goal, measure, is_dated = _drafted(planner, line, span.end, span.start)
    if not is_dated:
        goal = replace(goal, period=period, starts_on=span.start, ends_on=span.end)
    if _lies_within(goal, span):
        return goal, measure
    with suppress(LineError):
        said_before = planner.goals.drafted(line, on=span.start - ONE_DAY)
        if _lies_within(said_before[0], span):
            return said_before
    raise PlannerError(
        f"“{goal.title}” lasts from {goal.starts_on} to {goal.ends_on}. What is planned here lies within "
        f"{span.start} and {span.end}."
    )


def _drafted(planner: "Planner", line: str, end: date, on: date | None = None) -> tuple[Goal, Measure | None, bool]:
    """Return the goal that a line sets, its measure, and whether the line names dates; where not, it ends on a day."""
    try:
        if planner.goals.read(line, on).is_dated:
            return *planner.goals.drafted(line, on=on), True
    except LineError as error:
        try:
            return *planner.goals.drafted(_dated(line, end), on=on), False
        except LineError:
            raise error from None
    return *planner.goals.drafted(_dated(line, end), on=on), False


def _lies_within(goal: Goal, span: Span) -> bool:
    return goal.starts_on in span and goal.ends_on in span


def _dated(line: str, end: date) -> str:
    """Return a line with a last day, which stands before a title of its own."""
    head, colon, title = line.partition(": ")
    return f"{head} by {end.isoformat()}{colon}{title}"
