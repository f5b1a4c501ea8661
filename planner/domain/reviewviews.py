"""What the end-of-day review shows. Frozen values with numbers and names, never layout."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planner.domain.action import ActionStatus
from planner.domain.review import Review
from planner.domain.views import Ask, GoalRow, PlanRow


class WinKind(StrEnum):
    """What was won."""

    NAILED = "nailed"
    REACHED = "reached"
    CLOSED = "closed"
    ONE_THING = "one thing"
    ASK = "ask"
    TALK = "first talk"


class Win(NamedTuple):
    """One thing to be proud of that the log tells (B136)."""

    kind: WinKind
    name: str
    """The goal, the deal, the one thing, the measure or the person."""
    done: int = 0
    """How often, of `asked`, where it is an ask that was met."""
    asked: int = 0
    amount_minor: int | None = None
    currency: str = ""


class DayReviewView(NamedTuple):
    """One day looked back on, and the working day that comes next."""

    day: date
    today: date
    is_working: bool
    review: Review | None
    """None where nothing was said of the day yet."""
    proud: str
    obstacle: str
    little: tuple[GoalRow, ...]
    """The little goals, as they stood at the end of the day (B13)."""
    wins: tuple[Win, ...]
    asks: tuple[Ask, ...]
    steps: int
    one_thing: PlanRow | None
    plan: tuple[PlanRow, ...]
    """Everything that was planned for the day, what was moved away or dropped included."""
    next_day: date
    """The working day that the review plans: a past one is never planned."""
    next_one_thing: PlanRow | None
    next_plan: tuple[PlanRow, ...]
    momentum_before: float
    """M at the last close before the day."""
    momentum_after: float
    """M once the day is closed, with what stands in the log now."""
    score: float | None
    """What the day is scored with then, in [−1, 2]; None for a rest day without a step and one that is not known."""

    @property
    def is_closed(self) -> bool:
        """Whether its review was held."""
        return self.review is not None and self.review.is_closed

    @property
    def mood(self) -> int | None:
        """How it felt; None where nothing was said."""
        return self.review.mood if self.review is not None else None

    @property
    def note(self) -> str:
        """What was noted of the day."""
        return self.review.note if self.review is not None else ""

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the day: it runs, was reviewed, or something was done. Unknown is no zero."""
        return self.day == self.today or self.is_closed or self.steps > 0 or self.done > 0

    @property
    def planned(self) -> tuple[PlanRow, ...]:
        """The one thing and the plan, but what left the day in time."""
        rows = (*self.plan, *((self.one_thing,) if self.one_thing else ()))
        return tuple(row for row in rows if row.action.is_of_its_day)

    @property
    def done(self) -> int:
        """How much of it was done."""
        return sum(row.action.status is ActionStatus.DONE for row in self.planned)
