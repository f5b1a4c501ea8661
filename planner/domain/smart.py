"""The five checks of a goal: specific, measurable, achievable, realistic, timed (domain.md c5, B112).

Each answers yes, no or unknown, with the reason in plain figures. Nothing is refused because of an answer.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.figure import counted, figure
from planner.domain.goal import FOREVER, Goal
from planner.domain.measure import Measure, Unit
from planner.domain.views import short_date

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.pace import Pace

MOST_OF_BEST = (3, 2)
"""A pace is achievable up to 1.5 × the best 20-working-day average."""
SPECIFIC_WORDS = 3
"""Words of a title that say what is wanted without a measure."""


class Answer(StrEnum):
    """What a check says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Check(NamedTuple):
    """One of the five."""

    name: str
    answer: Answer
    reason: str


class Evidence(NamedTuple):
    """What the checks are made on, besides the goal itself."""

    pace: "Pace | None" = None
    """None where the goal has no number."""
    best_pace: "Fraction | None" = None
    """The best average of 20 working days in a row, per day; None where there is no such history."""
    milestones: int = 0
    planned_minutes: int | None = None
    needed_minutes: int | None = None


def smart(goal: Goal, measure: Measure | None, evidence: Evidence, today: date, home: str = "USD") -> tuple[Check, ...]:
    """Return the five checks in their order. `home` is the currency whose sign stands alone (money.py)."""
    return (
        Check("specific", *_specific(goal, measure)),
        Check("measurable", *_measurable(goal, measure, evidence.milestones, home)),
        Check(
            "achievable",
            achievable(evidence.pace, evidence.best_pace),
            _pace_told(evidence.pace, evidence.best_pace, measure, home),
        ),
        Check("realistic", *_realistic(goal, evidence)),
        Check("timed", *_timed(goal, today)),
    )


def achievable(pace: "Pace | None", best_pace: "Fraction | None") -> Answer:
    """Return whether required per day ≤ 1.5 × the best 20-working-day average.

    Unknown without a number, without a working day in the period, or without history.
    """
    if pace is None or not pace.total_days:
        return Answer.UNKNOWN
    if pace.value >= pace.target:
        return Answer.YES
    required = pace.required_per_day
    if required is None:
        return Answer.NO
    if best_pace is None:
        return Answer.UNKNOWN
    times, of = MOST_OF_BEST
    return Answer.YES if required * of <= best_pace * times else Answer.NO


def _pace_told(pace: "Pace | None", best_pace: "Fraction | None", measure: Measure | None, home: str) -> str:
    if pace is None:
        return "There is no number to compare with what you did."
    if not pace.total_days:
        return "No working day lies in this period."
    if pace.value >= pace.target:
        return "The target is reached."
    required = pace.required_per_day
    if required is None:
        return f"{figure(pace.target - pace.value, measure, home)} is missing, and no working day is left."
    needed = f"{figure(required, measure, home)} a day is needed"
    if best_pace is None:
        return f"{needed}; there are no 20 working days on record to compare it with."
    times, of = MOST_OF_BEST
    return f"{needed}; 1.5 × your best 20 working days is {figure(best_pace * times / of, measure, home)} a day."


def _specific(goal: Goal, measure: Measure | None) -> tuple[Answer, str]:
    if measure is not None:
        what = {
            Unit.COUNT: f"counts {measure.name}",
            Unit.MONEY: f"counts won deals in {measure.currency}",
            Unit.MILESTONE: "is done when its milestones are",
            Unit.ROLLUP: "is what the goals under it come to",
        }
        return Answer.YES, f"It {what[measure.unit]}."
    words = len(goal.title.split())
    if words >= SPECIFIC_WORDS:
        return Answer.YES, f"Its title says it in {words} words."
    return (
        Answer.NO,
        f"Its title has {counted(words, 'word')} and nothing is counted. Say what is there when it is done.",
    )


def _measurable(goal: Goal, measure: Measure | None, milestones: int, home: str) -> tuple[Answer, str]:
    if milestones:
        return Answer.YES, f"{counted(milestones, 'milestone')} can be ticked."
    if goal.target is not None:
        return Answer.YES, f"The target is {figure(goal.target, measure, home)}."
    return Answer.NO, "It has neither a number nor milestones. Give it one."


def _realistic(goal: Goal, evidence: Evidence) -> tuple[Answer, str]:
    if goal.is_realistic is not None:
        if goal.is_realistic:
            return Answer.YES, "You said that it is realistic."
        return Answer.NO, "You said that it is not realistic. Lower the target or move the date."
    planned, needed = evidence.planned_minutes, evidence.needed_minutes
    if planned is None or needed is None:
        return Answer.UNKNOWN, "You have not said yet whether it is realistic."
    told = f"{counted(planned, 'minute')} planned, {needed} needed."
    return (Answer.YES, told) if planned >= needed else (Answer.UNKNOWN, f"{told} Plan the rest.")


def _timed(goal: Goal, today: date) -> tuple[Answer, str]:
    if goal.ends_on == FOREVER:
        return Answer.NO, "It has no last date."
    told = short_date(goal.ends_on, today)
    if goal.ends_on < today:
        return Answer.NO, f"Its last date, {told}, is behind."
    return Answer.YES, f"It ends on {told}."
