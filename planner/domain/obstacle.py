"""An obstacle: what is in the way of a goal. It returns in every partner and group review until it is resolved."""

from datetime import date
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.value import Value, replace


class Obstacle(Value):
    """One thing in the way (B40)."""

    TOPIC: ClassVar[Topic] = Topic.REVIEWS

    id: str
    text: str
    opened_on: date
    goal_id: str | None = None
    next_action_id: str | None = None
    """The action that it leads to."""
    review_id: str | None = None
    """The review in which it was said."""
    resolved_on: date | None = None
    resolution: str = ""
    """What took it out of the way."""

    def __post_init__(self) -> None:
        """Refuse an empty text, and an end before the beginning."""
        if not self.text:
            raise PlannerError("What is in the way? It needs a few words.")
        if self.resolved_on is not None and self.resolved_on < self.opened_on:
            raise PlannerError(f"“{self.text}” cannot be resolved on {self.resolved_on}, before it was there.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    @property
    def is_open(self) -> bool:
        """Whether it is still in the way."""
        return self.resolved_on is None

    def resolved(self, on: date, resolution: str = "") -> "Obstacle":
        """Return this as out of the way."""
        return replace(self, resolved_on=on, resolution=resolution)
