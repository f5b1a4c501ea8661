"""Which planner day a moment belongs to. A day starts at a chosen hour; weekdays of dates never move."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol


class Clock(Protocol):
    """The only source of the present moment."""

    def now(self) -> datetime:
        """Return the aware local time."""
        ...

    def zone(self) -> str:
        """Return the IANA name of the local time zone, or its offset where it has no name."""
        ...

    def instant(self, local: datetime) -> datetime:
        """Return the UTC instant of a naive local time."""
        ...


class DayStart(NamedTuple):
    """The hour at which the planner's day begins."""

    hour: int = 0
    """0…23; 4 means that 03:59 still belongs to yesterday."""

    def day_of(self, moment: datetime) -> date:
        """Return the planner day that a local moment belongs to."""
        return (moment.replace(tzinfo=None) - timedelta(hours=self.hour)).date()

    def moment(self, day: date, at: time) -> datetime:
        """Return the naive local moment of a time of day within a planner day."""
        calendar_day = day + timedelta(days=1) if at.hour < self.hour else day
        return datetime.combine(calendar_day, at)
