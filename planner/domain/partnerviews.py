"""What reviews with a partner and with a group show. Frozen values with numbers and names, never layout."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from planner.domain.action import ActionStatus
from planner.domain.obstacle import Obstacle
from planner.domain.person import Person
from planner.domain.review import Review, ReviewKind
from planner.domain.views import GoalRow, PlanRow

HEADINGS: Final[Mapping[str, str]] = {
    "doing": "What I am doing",
    "headed": "Where I am headed",
    "next month": "The next month",
    "ideas": "Ideas",
    "hassles": "Hassles",
}
"""The five headings of a group's review (B42)."""
ANSWERED: Final = ("doing", "headed", "next month")
"""Those of them that take an answer; ideas and hassles are rows."""


class ObstacleRow(NamedTuple):
    """Something in the way, with the names that it points to."""

    obstacle: Obstacle
    goal: str
    """The goal that it is in the way of; empty where none is named."""
    next_action: PlanRow | None
    """What is planned against it."""
    days: int
    """For how many dates it has been in the way, up to its end."""


class Commitments(NamedTuple):
    """What was promised in a review, and what became of it."""

    review: Review | None
    """None where no review was held yet."""
    rows: tuple[PlanRow, ...]
    """In the order of their dates. What was moved counts where it went to; what was dropped was not kept."""

    @property
    def kept(self) -> int:
        """k: how many are done."""
        return sum(row.action.status is ActionStatus.DONE for row in self.rows)

    @property
    def total(self) -> int:
        """n: how many there are."""
        return len(self.rows)


class Idea(NamedTuple):
    """What somebody of the group came up with."""

    number: int
    text: str
    became: str
    """The action or the goal that was made of it; empty where none was."""


class PeopleReviewView(NamedTuple):
    """A review with other people: the one that is open, or the one to come."""

    kind: ReviewKind
    day: date
    """The day of the open review, which it keeps past midnight; else the one that was asked about."""
    review: Review | None
    """The open one; None where nothing was said yet."""
    people: tuple[Person, ...]
    """Who takes part; before anything is said, who would."""
    known: tuple[Person, ...]
    """Everybody who can take part."""
    last: Review | None
    """The last one that was held."""
    last_people: tuple[Person, ...]
    due_on: date | None
    """When the next one is due; None where nobody is named for it."""
    commitments: Commitments
    """Those of the last one (B38)."""
    promised: tuple[PlanRow, ...]
    """What was promised in the open one."""
    obstacles: tuple[ObstacleRow, ...]
    """Everything in the way, the oldest first (B40)."""
    answers: Mapping[str, str]
    """What a group says under its headings: `doing`, `headed` and `next month` (B42)."""
    ideas: tuple[Idea, ...]
    ahead: tuple[GoalRow, ...]
    """For a group: where the goals are headed, and those of the next month."""

    @property
    def note(self) -> str:
        """What was noted of the open one."""
        return self.review.note if self.review is not None else ""

    @property
    def is_due(self) -> bool:
        """Whether it is time for it."""
        return self.due_on is not None and self.due_on <= self.day
