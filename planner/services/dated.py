"""Goals from words that name no date: they end with the period that is being planned."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain.errors import LineError, PlannerError
from planner.domain.goal import Goal
from planner.domain.measure import Measure
from planner.domain.period import Period, Span
from planner.domain.value import replace

if TYPE_CHECKING:
    from planner.services.planner import Planner


def drafted_by(planner: "Planner", line: str, end: date) -> tuple[Goal, Measure | None]:
    """Return the goal that a line sets, by a last day where it names none. Raises LineError as `goals.drafted` does."""
    try:
        return planner.goals.drafted(line)
    except LineError as error:
        try:
            return planner.goals.drafted(_dated(line, end))
        except LineError:
            raise error from None


def drafted_within(planner: "Planner", line: str, period: Period, span: Span) -> tuple[Goal, Measure | None]:
    """Return the goal that a line sets for a period, read as on its first day; without dates it lasts all of it.

    Raises LineError as `goals.drafted` does, and PlannerError where the line names dates outside the period.
    """
    try:
        goal, measure = planner.goals.drafted(line, on=span.start)
    except LineError as error:
        try:
            goal, measure = planner.goals.drafted(_dated(line, span.end), on=span.start)
        except LineError:
            raise error from None
        goal = replace(goal, period=period, starts_on=span.start, ends_on=span.end)
    if goal.starts_on not in span or goal.ends_on not in span:
        raise PlannerError(
            f"“{goal.title}” lasts from {goal.starts_on} to {goal.ends_on}. What is planned here lies within "
            f"{span.start} and {span.end}."
        )
    return goal, measure


def _dated(line: str, end: date) -> str:
    """Return a line with a last day, which stands before a title of its own."""
    head, colon, title = line.partition(": ")
    return f"{head} by {end.isoformat()}{colon}{title}"
