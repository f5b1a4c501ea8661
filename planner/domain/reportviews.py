"""What a report tells of a period: wins first, then figures beside those of the period before. Values, no layout."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.activity import ActivityType
from planner.domain.conversion import Step
from planner.domain.daymark import DayMark
from planner.domain.goal import Grade
from planner.domain.measure import Unit
from planner.domain.momentum import DayScore
from planner.domain.period import Period, Span
from planner.domain.periodviews import PartsRow
from planner.domain.reviewviews import Win

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.progressviews import CoursePoint, MarkCompared

PERIODS = (Period.DAY, Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR)
"""What is reported on."""


class DatedWin(NamedTuple):
    """A win and its day."""

    day: date
    win: Win


class Said(NamedTuple):
    """What a review was answered with."""

    day: date
    text: str


class AskKept(NamedTuple):
    """What a measure asked of the days of a period, and what was done on them."""

    name: str
    asked: int
    done: int
    days_met: int
    days: int
    """Days that asked anything of it."""


class GoalReport(NamedTuple):
    """Where a goal stood when the period ended, or stands today."""

    name: str
    unit: Unit
    currency: str
    current: int
    target: int
    fraction: float
    grade: Grade
    days_ahead: "Fraction | None"
    """Working days before its line; None where it has no line."""
    points: "tuple[CoursePoint, ...]"
    """Of its whole period; none where no line leads to its end."""

    @property
    def forecast(self) -> "Fraction | None":
        """What the run rate comes to when its period ends; None where that is over or nothing can be said yet."""
        return self.points[-1].forecast if self.points else None


class Counted(NamedTuple):
    """How often something was done, in the period and in the one before."""

    type: ActivityType
    now: int
    before: int


class Compared(NamedTuple):
    """The figures of a period beside those of the one before."""

    name: str
    now: int
    before: int
    currency: str = ""
    """Of an amount in minor units; empty for a count."""


class ReportView(NamedTuple):
    """One period."""

    period: Period
    span: Span
    until: date
    """The last day that is told: the period's, or today."""
    before: Span
    """The period before; beside one that runs, as many of its working days from the first one on.

    Beside a working day the last one before it, beside another one the same day a week before.
    """
    begins: date | None
    """The first day of the record of what was done; None where there is none."""
    knows_before: bool
    """Whether the record had begun by then: what is not known is no zero, and stands beside nothing."""
    is_cut: bool
    """Whether the period before is told in part."""
    wins: tuple[DatedWin, ...]
    more_wins: int
    """Wins that are not told one by one."""
    parts: tuple[PartsRow, ...]
    """What was asked for anew each day, week or month of a quarter or a year, and how often it was reached."""
    proud: tuple[Said, ...]
    asks: tuple[AskKept, ...]
    goals: tuple[GoalReport, ...]
    steps: tuple[Step, ...]
    steps_before: tuple[Step, ...]
    momentum_before: float
    """When the period began."""
    momentum: tuple[DayScore, ...]
    """The scored days of the period, in order."""
    reasons: tuple[DayScore, ...]
    """Those that moved it most, the strongest first."""
    counted: tuple[Counted, ...]
    compared: tuple[Compared, ...]
    marks: "tuple[MarkCompared, ...]"
    """The event marks of the period, with the working days before each and since."""
    days: tuple[DayMark, ...]
    """Every day of the period; of a day, its week."""

    @property
    def is_running(self) -> bool:
        """Whether the period is not over."""
        return self.until < self.span.end

    @property
    def is_known(self) -> bool:
        """Whether the record had begun by the last day that is told."""
        return self.begins is not None and self.begins <= self.until

    @property
    def momentum_after(self) -> float:
        """When the last scored day closed."""
        return self.momentum[-1].momentum if self.momentum else self.momentum_before
