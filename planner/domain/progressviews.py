"""What the progress page shows: a goal's course, days by their state, periods side by side, and what a mark parts.

They carry numbers and dates, never layout. Money is in minor units.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.activity import ActivityType
from planner.domain.conversion import Step
from planner.domain.event_mark import EventMark
from planner.domain.gauge import Compared
from planner.domain.goal import Goal
from planner.domain.measure import Measure
from planner.domain.period import Period, Span

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.pace import Pace


class Zoom(StrEnum):
    """How much time is looked at, from near to far."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all years"

    @property
    def period(self) -> Period | None:
        """The period of that length; None for all years."""
        return None if self is Zoom.ALL else Period(self.value)


class CoursePoint(NamedTuple):
    """One day of a goal's course, at its end, or a week or month by its first day."""

    day: date
    actual: int | None
    """What was reached, or what the week or month brought; None where that is still to come."""
    expected: "Fraction | None"
    """What the line wants; None where the goal does not stand."""
    forecast: "Fraction | None" = None
    """What the run rate comes to; None for days behind and before five working days are behind."""


class GoalCourse(NamedTuple):
    """A goal over some time."""

    goal: Goal
    name: str
    measure: Measure | None
    span: Span
    points: tuple[CoursePoint, ...]
    bucket: str
    """What each point brought by itself: day, week or month; empty where points add up."""
    as_of: date
    """The last day that counts."""
    value: int
    """What is reached on that day in the goal's own period."""
    before: int
    """What was reached when the span began, where points add up."""
    pace: "Pace | None"
    """As of that day; None where the goal has no number or has not begun."""

    @property
    def forecast(self) -> "Fraction | None":
        """What the run rate comes to when the period ends; None while nothing can be said."""
        rate = self.pace.run_rate_forecast if self.pace is not None else None
        return None if rate is None else rate + self.goal.baseline


class TypeCount(NamedTuple):
    """How often something was done, in a period and in the one before."""

    type: ActivityType
    now: int
    before: int


class Stepped(NamedTuple):
    """The steps of a span: each entry of the log is one, but a note, whatever number of times it tells."""

    steps: int = 0
    step_days: int = 0
    """Working days with a step (B62)."""
    rest_days: int = 0
    """Other days with a step."""


class Part(NamedTuple):
    """A day, week or year of a longer time."""

    span: Span
    stepped: Stepped
    is_known: bool = True
    """Whether anything is known of it: without a step it may be unknown, which is no zero."""


class Activities(NamedTuple):
    """What was done in a period, by type and part by part."""

    spans: "PeriodsCompared"
    types: tuple[TypeCount, ...]
    now: Stepped
    before: Stepped
    bucket: str
    """What each part is: day, week or year."""
    parts: tuple[Part, ...]


class MonthMark(NamedTuple):
    """One month of all years: its working days up to today, and those of them with a step."""

    start: date
    step_days: int
    working_days: int
    """Those of which something is known."""
    unknown: int
    """Those of which nothing is known: they are no zeros."""


class PeriodsCompared(NamedTuple):
    """A period and the one before, over as many working days where the period is not over."""

    now: Span
    before: Span | None
    """None where nothing is known of a part of it, and for all years."""
    days_now: int
    days_before: int = 0
    """Working days, those before the first day of the record left out."""
    is_cut: bool = False
    """Whether the period before is cut to as many working days."""
    begins: date | None = None
    """The first day of the record, where it lies behind the first day of the period before."""
    rows: tuple[Compared, ...] = ()


class MarkSide(NamedTuple):
    """The working days on one side of a mark."""

    span: Span
    working_days: int
    made: int
    """Its steps."""
    types: tuple[tuple[ActivityType, int], ...]
    measures: tuple[Compared, ...]
    """What each measure counted, as `now`."""
    steps: tuple[Step, ...]


class MarkCompared(NamedTuple):
    """The working days before an event and those from it on (B25)."""

    mark: EventMark
    wanted: int
    """Working days that are looked at on each side, where there are so many."""
    before: MarkSide | None
    """None where the log begins with the mark or behind it."""
    after: MarkSide | None
    """None where no day is over since."""
