"""What was decided about a goal after it was set: which field, from what to what, when and why."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple

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
    ACTIVATED = "activated"
    """The target with which a year's plan was activated: the baseline that later changes are told against (B52)."""


TRACKED = (GoalField.TARGET, GoalField.ENDS_ON, GoalField.STATUS, GoalField.SOURCE, GoalField.PRELIMINARY)
"""The fields of a goal whose every change is kept."""


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


class Decision(NamedTuple):
    """A change of a goal as the history tells it."""

    at: datetime
    text: str


def written(value: object) -> str:
    """Return a field's value as a row holds it; empty where it has none."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
    return str(value)


def told(change: GoalChange, shown: Callable[[int], str]) -> str:
    """Return a decision as a sentence; `shown` writes the goal's numbers: "target 480 → 450: smaller territory"."""
    old, new = change.old, change.new
    match change.field:
        case GoalField.TARGET:
            was, now = (shown(int(cell)) if cell else "none" for cell in (old, new))
            text = f"target {was} → {now}"
        case GoalField.ENDS_ON:
            text = f"last date {old} → {new}"
        case GoalField.STATUS:
            text = f"{old} → {new}"
        case GoalField.SOURCE:
            text = f"set by {old} → {new}"
        case GoalField.PRELIMINARY:
            text = "the figure is preliminary" if new == "yes" else "the figure is final"
        case GoalField.KEPT:
            text = "kept as it is"
        case GoalField.CONFIRMED:
            text = "confirmed as it stands"
        case GoalField.FOLLOW_ON:
            text = f"the goal to follow was {new}"
        case GoalField.ACTIVATED:
            text = f"activated with the year’s plan at {shown(int(new))}" if new else "activated with the year’s plan"
    return f"{text}: {change.reason}" if change.reason else text
