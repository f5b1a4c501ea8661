"""A review: a period looked back on, how it felt and what was said. It is closed once held; it scores nothing."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.value import Value

PROUD: Final = "proud"
"""The question that asks what one is proud of (B136)."""
MOODS: Final = {"-": -1, "0": 0, "+": 1}
"""How a day can feel, by the sign that says so (B21)."""


class ReviewKind(StrEnum):
    """What is looked back on, or with whom."""

    MORNING = "morning"
    DAY = "day"
    WEEK = "week"
    PARTNER = "partner"
    GROUP = "group"
    QUARTER = "quarter"
    YEAR = "year"


MANY: Final = frozenset({ReviewKind.PARTNER, ReviewKind.GROUP})
"""The kinds of which a period may have several (c3)."""


def review_id(kind: ReviewKind, start: date) -> str:
    """Return the key of a period's one review: a period has one of a kind, whoever writes it."""
    return f"{kind}-{start.isoformat()}"


def day_review_id(day: date) -> str:
    """Return the key of a day's review."""
    return review_id(ReviewKind.DAY, day)


class Review(Value):
    """One period looked back on."""

    TOPIC: ClassVar[Topic] = Topic.REVIEWS

    id: str
    kind: ReviewKind
    period_start: date
    period_end: date
    held_at: datetime | None = None
    """When it was closed, in UTC; None while it is open."""
    mood: int | None = None
    """How it felt, −1, 0 or 1; None where nothing was said. It is never scored."""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a second review of a period, a period that ends before it starts, and moods that there are not."""
        if self.period_end < self.period_start:
            raise PlannerError(f"A review cannot end on {self.period_end}, before it starts.")
        if self.kind is ReviewKind.DAY and self.period_end != self.period_start:
            raise PlannerError("The review of a day has one date.")
        if self.kind not in MANY and self.id != review_id(self.kind, self.period_start):
            raise PlannerError(f"A {self.kind} has one review.")
        if self.mood not in {None, *MOODS.values()}:
            raise PlannerError(f"“{self.mood}” is not how a day feels: -, 0 and + are.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    @property
    def is_closed(self) -> bool:
        """Whether it was held."""
        return self.held_at is not None


def day_review(day: date) -> Review:
    """Return the review of a day, open and with nothing said."""
    return Review(id=day_review_id(day), kind=ReviewKind.DAY, period_start=day, period_end=day)


class ReviewAnswer(Value):
    """What one question of a review was answered with."""

    TOPIC: ClassVar[Topic] = Topic.REVIEWS

    review_id: str
    question: str
    text: str

    def __post_init__(self) -> None:
        """Refuse an empty answer: one that is taken back is removed."""
        if not self.text:
            raise PlannerError("An answer needs a few words.")

    @property
    def key(self) -> str:
        """The primary key: a review answers a question once."""
        return answer_id(self.review_id, self.question)


def answer_id(review: str, question: str) -> str:
    """Return the key of the answer to a question of a review."""
    return f"{review}/{question}"
