"""A day off: a date on which nothing is asked."""

import datetime as dt
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.value import Value


class DayOffKind(StrEnum):
    """Why it is off."""

    HOLIDAY = "holiday"
    VACATION = "vacation"
    SICK = "sick"
    OTHER = "other"


class DayOff(Value):
    """One date off."""

    TOPIC: ClassVar[Topic] = Topic.CALENDAR

    date: dt.date
    kind: DayOffKind
    label: str = ""

    @property
    def key(self) -> str:
        """The primary key: the ISO date."""
        return self.date.isoformat()
