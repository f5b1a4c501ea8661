"""An event mark: a date from which something may be different, such as a training. Days before and after it compare."""

import datetime as dt
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.value import Value


class EventMark(Value):
    """One date with a name (B25)."""

    TOPIC: ClassVar[Topic] = Topic.CALENDAR

    id: str
    date: dt.date
    label: str

    def __post_init__(self) -> None:
        """Refuse a mark without a name."""
        if not self.label:
            raise PlannerError("A mark needs a name, such as “training”.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id
