"""Whether a goal is offered for another look (domain.md c5, B122). It offers; what is done about it is the user's."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from planner.domain.figure import share
from planner.domain.forecast import falls_short
from planner.domain.goal import Goal
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.measure import Measure
from planner.domain.pace import pace
from planner.domain.period import quarter_span
from planner.domain.smart import Answer, achievable
from planner.services.best import best_pace

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.pace import Pace
    from planner.services.planner import Planner

DAYS_RUNNING = 5
"""Working days in a row on which the required pace must be out of reach."""
_ANSWERS = (GoalField.KEPT, GoalField.TARGET, GoalField.ENDS_ON)
_CHOICES = "Lower the target, move the last date, or keep it."


def offer(
    planner: "Planner", goal: Goal, measure: Measure, standing: "Pace", forecasts: "list[Fraction]", day: date
) -> str | None:
    """Return the sentence that offers to re-assess a goal; None where nothing speaks for it, or it was answered.

    Offered where the required pace was above 1.5 × the best 20-working-day average on 5 consecutive working days, or
    every forecast is below 70 % of the target with more than 20 % of the period gone; once a quarter. `forecasts` are
    less the baseline, as the pace is.
    """
    if not goal.is_active or day not in goal.span or standing.value >= standing.target:
        return None
    if falls_short(forecasts, standing.target, standing.elapsed_days, standing.total_days):
        best = share(max(forecasts) / standing.target)
        gone = 100 * standing.elapsed_days // standing.total_days
        because = f"The forecast is {best} of the target, with {gone} % of its working days gone."
    elif _is_out_of_reach(planner, goal, measure, day):
        because = (
            f"On each of the last {DAYS_RUNNING} working days more was needed than 1.5 × your best 20 working days."
        )
    else:
        return None
    return None if _is_answered(planner, goal, day) else f"{because} {_CHOICES}"


def _is_out_of_reach(planner: "Planner", goal: Goal, measure: Measure, day: date) -> bool:
    days = list(islice(_working_days_back(planner, goal, day), DAYS_RUNNING))
    return len(days) == DAYS_RUNNING and all(_achievable_on(planner, goal, measure, d) is Answer.NO for d in days)


def _achievable_on(planner: "Planner", goal: Goal, measure: Measure, day: date) -> Answer:
    """Return what the check said on a day, from the rows as they are now."""
    value, start = planner.reading.current(goal, day)
    window = planner.reading.window(goal, day)
    there = pace(goal, window, day, planner.calendar, start_value=start, value=value)
    return achievable(there, best_pace(planner, measure, day))


def _working_days_back(planner: "Planner", goal: Goal, day: date) -> Iterator[date]:
    """Yield the goal's working days up to a day, the latest first."""
    for number in range(day.toordinal(), goal.starts_on.toordinal() - 1, -1):
        if planner.calendar.is_working(there := date.fromordinal(number)):
            yield there


def _is_answered(planner: "Planner", goal: Goal, day: date) -> bool:
    """Whether the goal was kept, or its target or last date changed, in the quarter of a day."""
    quarter = quarter_span(day, planner.settings.year_start_month)
    zone = planner.now().tzinfo
    where = f"goal_id = ? AND field IN ({', '.join('?' * len(_ANSWERS))})"
    changes = planner.store.select(GoalChange, where, [goal.id, *_ANSWERS])
    return any(planner.day_start.day_of(change.at.astimezone(zone)) in quarter for change in changes)
