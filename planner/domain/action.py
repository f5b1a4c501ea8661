"""An action: one line of a day's plan. The one thing of a day is an action whose key is its date."""

import datetime as dt
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.value import Value, replace

MAX_MINUTES = 24 * 60


class ActionKind(StrEnum):
    """What sort of plan line it is."""

    ONE_THING = "one_thing"
    ACTION = "action"
    FOLLOW_UP = "follow_up"
    PROMISE = "promise"
    BLOCK = "block"


class ActionStatus(StrEnum):
    """What became of it."""

    PLANNED = "planned"
    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"


class Owner(StrEnum):
    """Who owes it."""

    ME = "me"
    THEM = "them"


def one_thing_id(day: dt.date) -> str:
    """Return the key of a day's one thing: a date has one answer, whoever writes it."""
    return f"one-thing-{day.isoformat()}"


class Action(Value):
    """One line of the plan."""

    TOPIC: ClassVar[Topic] = Topic.PLAN

    id: str
    date: dt.date
    kind: ActionKind = ActionKind.ACTION
    text: str
    status: ActionStatus = ActionStatus.PLANNED
    goal_id: str | None = None
    contact_id: str | None = None
    owed_by: Owner = Owner.ME
    planned_minutes: int | None = None
    start_time: dt.time | None = None
    rrule: str = ""
    review_id: str | None = None
    done_activity_id: str | None = None
    position: int = 0
    """Order among the day's actions without a time."""
    block_id: str | None = None
    """The sacred block in which it is to be done."""
    begun_at: dt.datetime | None = None
    """When a sacred block was begun, in UTC."""
    kept_minutes: int | None = None
    """How much of a sacred block's time was kept; None while that is open."""
    left_on: dt.date | None = None
    """The day on which it was moved away or dropped; None while it stands."""

    def __post_init__(self) -> None:
        """Refuse an empty text, impossible minutes, and a one thing under another day's key."""
        if not self.text:
            raise PlannerError("An action needs a few words.")
        if self.planned_minutes is not None and not 0 <= self.planned_minutes <= MAX_MINUTES:
            raise PlannerError(f"{self.planned_minutes} minutes are not within one day.")
        if self.kind is ActionKind.ONE_THING and self.id != one_thing_id(self.date):
            raise PlannerError("A day has one answer to its prompt.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.status is ActionStatus.PLANNED

    @property
    def stands(self) -> bool:
        """Whether it belongs to its day: neither moved away nor dropped."""
        return self.status not in {ActionStatus.MOVED, ActionStatus.DROPPED}

    @property
    def is_of_its_day(self) -> bool:
        """Whether it was planned for its day when that began: what leaves a day afterwards was not done on it.

        What is moved on the day itself was not done either; what is dropped before the day is over leaves its plan.
        """
        match self.status:
            case ActionStatus.MOVED:
                return self.left_on is not None and self.left_on >= self.date
            case ActionStatus.DROPPED:
                return self.left_on is not None and self.left_on > self.date
            case _:
                return True

    def toggled(self) -> "Action":
        """Return this as done, or as planned again where it was done; a block that is open again was never begun."""
        if self.status is not ActionStatus.DONE:
            return replace(self, status=ActionStatus.DONE, left_on=None)
        return replace(self, status=ActionStatus.PLANNED, begun_at=None, kept_minutes=None)

    def dropped(self, on: dt.date) -> "Action":
        """Return this as dropped on a day."""
        return replace(self, status=ActionStatus.DROPPED, left_on=on)

    def moved(self, to: dt.date, new_id: str, on: dt.date) -> "tuple[Action, Action]":
        """Return this as moved away on a day, and its successor on another; its rule goes on from the date it had.

        Raises PlannerError where it is not open, and where it stands there already.
        """
        if not self.is_open:
            raise PlannerError(f"“{self.text}” is {self.status} already: there is nothing to move.")
        if to == self.date:
            raise PlannerError(f"It stands on {to.isoformat()} already.")
        plain = {"id": new_id, "date": to, "status": ActionStatus.PLANNED, "done_activity_id": None, "block_id": None}
        successor = replace(self, rrule=self._rule_on(to), **plain)
        return replace(self, status=ActionStatus.MOVED, left_on=on), successor

    def planned_on(self, to: dt.date) -> "Action":
        """Return this on another day without a trace, for a plan that has not begun; its rule goes on as it was.

        Raises PlannerError as `moved` does.
        """
        if not self.is_open:
            raise PlannerError(f"“{self.text}” is {self.status} already: there is nothing to move.")
        if to == self.date:
            raise PlannerError(f"It stands on {to.isoformat()} already.")
        one_thing = {"id": one_thing_id(to)} if self.kind is ActionKind.ONE_THING else {}
        return replace(self, date=to, rrule=self._rule_on(to), **one_thing)

    def _rule_on(self, day: dt.date) -> str:
        if not self.rrule:
            return ""
        from planner.domain import recurrence

        rule = recurrence.read(self.rrule, self.date)
        return self.rrule if rule is None else rule.write(day)
