"""What is shown of days off: a month's days, how many of a period are worked, and the holidays that a country keeps."""

from datetime import date
from typing import NamedTuple

from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.period import Span


class CalendarDay(NamedTuple):
    """One day of a month."""

    day: date
    is_working: bool
    kind: DayOffKind | None
    """Why it is off; None where it is not, also outside the work week."""
    label: str
    steps: int
    """How many steps were logged on it."""
    is_closed: bool = False
    """Whether its end-of-day review was held."""
    is_unknown: bool = False
    """Whether it is a working day behind, since the first use, with neither a step nor a review."""
    is_planned: bool = False
    """Whether something is planned for it."""
    event: str = ""
    """The label of an event mark; empty where none stands."""


class DayCount(NamedTuple):
    """How much of a period is worked."""

    span: Span
    working: int
    left: int
    """Working days from the day on from which the calendar is looked at, that day included."""
    off: tuple[tuple[DayOffKind, int], ...]
    """Days of the work week that are off, by kind; a kind without a day is left out."""


class CalendarView(NamedTuple):
    """A month with its days, and the quarter and the sales year around it."""

    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """Rows from Monday to Sunday; None outside the month."""
    month: DayCount
    quarter: DayCount
    year: DayCount

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """The days of the month."""
        return tuple(day for week in self.weeks for day in week if day is not None)


class Holiday(NamedTuple):
    """A public holiday, and what it would change."""

    day: date
    name: str
    in_work_week: bool
    """Whether it falls on a day that would be worked."""
    standing: DayOff | None
    """The day off that stands on its date already."""
