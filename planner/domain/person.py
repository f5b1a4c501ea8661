"""A person whom goals are reviewed with: a partner of each week, or one of a monthly group. No contact of the sales."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.value import Value


class Role(StrEnum):
    """What a person is to the user (B36)."""

    PEER = "peer"
    MENTOR = "mentor"
    COACH = "coach"
    FRIEND = "friend"
    GROUP = "group"


class Person(Value):
    """Somebody to review goals with."""

    TOPIC: ClassVar[Topic] = Topic.REVIEWS

    id: str
    name: str
    role: Role = Role.PEER
    archived_on: date | None = None
    """From when on goals are no longer reviewed together; what was reviewed keeps its name."""

    def __post_init__(self) -> None:
        """Refuse a person without a name."""
        if not self.name:
            raise PlannerError("A person needs a name.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id


class ReviewPerson(Value):
    """That a person took part in a review."""

    TOPIC: ClassVar[Topic] = Topic.REVIEWS

    review_id: str
    person_id: str

    @property
    def key(self) -> str:
        """The primary key: a person takes part once."""
        return f"{self.review_id}/{self.person_id}"
