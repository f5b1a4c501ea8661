"""What was decided about a goal after it was set: which field, from what to what, when and why."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.value import Value


class GoalField(StrEnum):
    """What a goal's history tells."""

    TARGET = "target"
    ENDS_ON = "ends_on"
    STATUS = "status"
    SOURCE = "source"
    PRELIMINARY = "preliminary"
    KEPT = "kept"
    """A re-assess offer that was answered with keeping the goal as it is."""
    CONFIRMED = "confirmed"
    """A goal that was stale, because the one above it changed, and was confirmed."""
    FOLLOW_ON = "follow_on"
    """The offer of a goal that follows a reached one: taken or declined; either is final (B137)."""


class GoalChange(Value):
    """One decision. It is never edited: it goes only when the command that made it is undone."""

    TOPIC: ClassVar[Topic] = Topic.GOALS

    id: str
    goal_id: str
    at: datetime
    field: GoalField
    old: str = ""
    new: str = ""
    reason: str = ""

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id
