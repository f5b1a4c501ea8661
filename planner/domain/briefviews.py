"""What a partner is told: goals, milestones, progress and obstacles. Frozen values with numbers and names."""

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.goal import GoalKind, Grade, Milestone
from planner.domain.measure import Unit
from planner.domain.partnerviews import Commitments, ObstacleRow

if TYPE_CHECKING:
    from fractions import Fraction

MOMENTUM: Final = "momentum"
FIELDS: Final = ("money", "contacts", "notes", MOMENTUM)
"""What can be left out: every amount, the names of contacts, what was noted last time, and the number."""
HIDDEN: Final = "…"
"""What stands in the place of what is left out."""


class BriefGoal(NamedTuple):
    """One goal as a partner hears of it."""

    id: str
    name: str
    kind: GoalKind
    ends_on: date
    unit: Unit | None
    """None for a big picture and a wish."""
    currency: str
    current: int | None
    """In the goal's unit, minor units of money; None where there is nothing to count or it is left out."""
    target: int | None
    fraction: "Fraction | None"
    """Progress, where 1 is reached; not capped."""
    came: int | None
    """What came in since the last review."""
    days_ahead: "Fraction | None"
    """Working days ahead of the line, below zero behind it; None where the goal has no line."""
    grade: Grade | None
    stretch_at: int | None
    """What nails it; None where that has no meaning or is left out."""
    milestones: tuple[Milestone, ...]

    @property
    def is_counted(self) -> bool:
        """Whether it has a number of its own: times, people or money."""
        return self.unit in {Unit.COUNT, Unit.MONEY}


class Sold(NamedTuple):
    """What was sold in one currency."""

    deals: int
    amount_minor: int | None
    """None where money is left out."""
    currency: str


class BriefView(NamedTuple):
    """Everything that a brief says, in four sections (B39)."""

    day: date
    since: date
    """The day of the last partner review; a week ago where none was held."""
    partner: str
    """With whom it was; empty where none was held."""
    note: str
    """What was noted then."""
    goals: tuple[BriefGoal, ...]
    steps: int
    """Logged since then."""
    step_days: int
    """Of the working days since then, those with a step."""
    working_days: int
    """Those of which something is known."""
    unknown_days: int
    """Those of which nothing is known: they are no zeros."""
    sold: tuple[Sold, ...]
    momentum: int | None
    """As it is shown; None where it is left out."""
    momentum_word: str
    commitments: Commitments
    obstacles: tuple[ObstacleRow, ...]
    home: str
    """The user's own currency."""
    without: frozenset[str]
    """The fields that are left out."""
