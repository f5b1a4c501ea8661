"""An activity: one thing done, at a time, with a person or without. The log is the list of them."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.contact import Stage
from planner.domain.errors import PlannerError
from planner.domain.value import Value

MAX_QUANTITY = 10_000
MAX_REACH = 10_000_000
MAX_MINUTES = 24 * 60


class ActivityType(StrEnum):
    """What was done."""

    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    DEMO = "demo"
    PROPOSAL = "proposal"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    MARKETING = "marketing"
    NOTE = "note"
    OTHER = "other"


class Purpose(StrEnum):
    """What it was done for."""

    PROSPECTING = "prospecting"
    FOLLOW_UP = "follow_up"
    TOUCH_BASE = "touch_base"
    VALUE_ADD = "value_add"
    CLOSING = "closing"
    MARKETING = "marketing"


class Outcome(StrEnum):
    """How it ended."""

    CONNECTED = "connected"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    HELD = "held"
    NOT_HELD = "not_held"
    SENT = "sent"
    REPLIED = "replied"
    WON = "won"
    LOST = "lost"


OUTCOMES: Mapping[ActivityType, frozenset[Outcome]] = {
    ActivityType.CALL: frozenset({Outcome.CONNECTED, Outcome.VOICEMAIL, Outcome.NO_ANSWER}),
    ActivityType.MEETING: frozenset({Outcome.HELD, Outcome.NOT_HELD}),
    ActivityType.DEMO: frozenset({Outcome.HELD, Outcome.NOT_HELD}),
    ActivityType.EMAIL: frozenset({Outcome.SENT, Outcome.REPLIED}),
    ActivityType.PROPOSAL: frozenset({Outcome.SENT, Outcome.REPLIED}),
    ActivityType.FOLLOW_UP: frozenset(Outcome) - {Outcome.WON, Outcome.LOST},
    ActivityType.CLOSE: frozenset({Outcome.WON}),
    ActivityType.MARKETING: frozenset({Outcome.SENT}),
    ActivityType.NOTE: frozenset({Outcome.LOST}),
    ActivityType.OTHER: frozenset(Outcome) - {Outcome.WON},
}
"""The outcomes that a type can have."""

_TOUCHES = frozenset(
    {
        ActivityType.CALL,
        ActivityType.MEETING,
        ActivityType.EMAIL,
        ActivityType.DEMO,
        ActivityType.PROPOSAL,
        ActivityType.FOLLOW_UP,
    },
)


class Activity(Value):
    """One line of the log."""

    TOPIC: ClassVar[Topic] = Topic.LOG

    id: str
    at: datetime
    """The instant, in UTC; noon of the day where only the date is known."""
    local_date: date
    """The planner day that it belongs to."""
    local_time: time | None = None
    """The time on the wall; None where only the date is known."""
    zone: str = "UTC"
    """The IANA name of the zone in which the wall time was read."""
    type: ActivityType
    purpose: Purpose | None = None
    outcome: Outcome | None = None
    quantity: int = 1
    reach: int | None = None
    """People reached by marketing; it never enters the quantity."""
    minutes: int | None = None
    contact_id: str | None = None
    deal_id: str | None = None
    action_id: str | None = None
    contact_stage_then: Stage | None = None
    """The contact's stage when this was logged."""
    note: str = ""
    source: str = "typed"

    def __post_init__(self) -> None:
        """Refuse amounts that cannot be meant."""
        if not 1 <= self.quantity <= MAX_QUANTITY:
            raise PlannerError(f"x{self.quantity} is not a number of times between 1 and {MAX_QUANTITY:,}.")
        if self.reach is not None and not 0 <= self.reach <= MAX_REACH:
            raise PlannerError(f"A reach of {self.reach} is not between 0 and {MAX_REACH:,} people.")
        if self.minutes is not None and not 0 <= self.minutes <= MAX_MINUTES:
            raise PlannerError(f"{self.minutes} minutes are not within one day.")
        if self.outcome is not None and self.outcome not in OUTCOMES[self.type]:
            raise PlannerError(
                f"“{words(self.outcome)}” is not how a {words(self.type)} ends.".replace("a email", "an email")
            )

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    @property
    def is_step(self) -> bool:
        """Whether this is a step: any logged activity but a note."""
        return self.type is not ActivityType.NOTE

    @property
    def is_conversation(self) -> bool:
        """Whether two people talked: a connected call, or a meeting or demo that was held."""
        if self.type is ActivityType.CALL:
            return self.outcome in {None, Outcome.CONNECTED}
        return self.type in {ActivityType.MEETING, ActivityType.DEMO} and self.outcome is not Outcome.NOT_HELD

    @property
    def is_touch(self) -> bool:
        """Whether this reached out to a contact by any channel."""
        return self.contact_id is not None and self.type in _TOUCHES


def words(value: StrEnum) -> str:
    """Return an enumeration's value as people write it: `not_held` is "not held"."""
    return value.value.replace("_", " ")
