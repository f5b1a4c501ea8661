"""What the reviews of a quarter and of a year show. Frozen values with numbers and names, never layout."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.goal import Goal, Grade
from planner.domain.goal_change import Decision
from planner.domain.measure import Measure
from planner.domain.period import Period, Span
from planner.domain.review import Review

if TYPE_CHECKING:
    from fractions import Fraction

NEED: Final = "What do I absolutely, positively need to get done over the next three months to achieve my annual goals?"
"""Asked in the review of a quarter, word for word (B46)."""
BIG_PICTURE: Final = "What do I need to do to get to my big picture goal?"
"""Asked when a year is planned, word for word (B50)."""
WILL_IT_HELP: Final = "If I get done what I am about to do, will it help me get to my big-picture goal?"
"""Asked before a year's plan is activated, word for word (B51)."""
FOLLOWING: Final = "parts of these, which follow them"
"""What the goals are called that have no choice of their own."""
SATISFIED: Final = "What are you not satisfied with?"
"""Optional, and shown while next year's targets are typed (B30)."""
FIRST_SALE: Final = "What took you from your first sale to where you are now?"
"""Asked beside the first sale and the last ones (B71)."""

QUARTER_QUESTIONS: Final[Mapping[str, str]] = {"question": NEED}
YEAR_QUESTIONS: Final[Mapping[str, str]] = {
    "satisfied": SATISFIED,
    "first sale": FIRST_SALE,
    "big picture": BIG_PICTURE,
    "question": WILL_IT_HELP,
    "outlook": "What will next year be: tough, normal or easy?",
    "outlook words": "Why?",
    "resolution": "What do you resolve for next year, in one sentence?",
}
"""What each review asks, by the key of its answer."""
OUTLOOKS: Final = ("tough", "normal", "easy")


class Choice(StrEnum):
    """What is decided about a goal at the end of a quarter (B138)."""

    KEEP = "keep"
    RAISE = "raise"
    LOWER = "lower"
    DROP = "drop"


class AnnualRow(NamedTuple):
    """A goal of the year as the end of a quarter sees it (B43), in the goal's unit."""

    goal: Goal
    name: str
    measure: Measure | None
    current: int
    attainment: "Fraction | None"
    expected: "Fraction | None"
    """What the line wants by now."""
    days_ahead: "Fraction | None"
    required_per_day: "Fraction | None"
    run_rate_forecast: "Fraction | None"
    pipeline_forecast: "Fraction | None"
    """Of money; the two forecasts stand side by side."""


class GradedRow(NamedTuple):
    """A goal with a target and how well it was reached."""

    goal: Goal
    name: str
    measure: Measure | None
    current: int
    target: int
    grade: Grade

    @property
    def fraction(self) -> "Fraction":
        """Progress, where 1 is reached; not capped."""
        from fractions import Fraction

        return Fraction(self.current - self.goal.baseline, self.target - self.goal.baseline)

    def is_open(self, today: date) -> bool:
        """Whether it can still be reached."""
        return self.grade is Grade.SHORT and self.goal.is_active and today <= self.goal.ends_on


class ChoiceRow(NamedTuple):
    """A goal that goes on, and what was decided about it in this review."""

    goal: Goal
    name: str
    measure: Measure | None
    current: int
    choice: Choice
    """KEEP unless something else was decided."""
    is_decided: bool
    higher: str
    """The sentence that suggests a higher target (B30); empty where none is suggested."""
    needs_reason: bool
    """Whether lowering or dropping it takes a reason: it comes from the employer (B110)."""


class MonthRow(NamedTuple):
    """One month of a priority."""

    span: Span
    label: str
    goal: Goal | None
    target: int | None
    actions: int
    """How many actions are planned in it for the priority; 0 asks for one (B48)."""


class PriorityRow(NamedTuple):
    """A priority of the quarter that comes, with its months once it is committed to."""

    goal: Goal
    name: str
    measure: Measure | None
    is_draft: bool
    """Whether it waits for a number, milestones or a commitment, and makes no asks (B47)."""
    lacks: str
    """What a commitment still needs; empty where nothing is missing."""
    months: tuple[MonthRow, ...]


class Outlook(NamedTuple):
    """What was thought of a year before it began; it changes no arithmetic (B6)."""

    word: str
    """One of OUTLOOKS; empty where nothing was said."""
    why: str
    resolution: str
    """The one sentence of B106."""


class QuarterView(NamedTuple):
    """A quarter looked back on, and the one that comes."""

    span: Span
    label: str
    following: Span
    following_label: str
    today: date
    review: Review | None
    question: str
    before: str
    """What the question was answered with at the end of the quarter before; empty where it was not (B46)."""
    answer: str
    annual: tuple[AnnualRow, ...]
    outlook: Outlook
    priorities: tuple[GradedRow, ...]
    """Those of the quarter looked back on."""
    goals: tuple[ChoiceRow, ...]
    parts: tuple[str, ...]
    """The names of those that are a part of another one and follow it."""
    following_priorities: tuple[PriorityRow, ...]

    @property
    def is_closed(self) -> bool:
        """Whether its review was held."""
        return self.review is not None and self.review.is_closed


class PartsRow(NamedTuple):
    """The smaller steps of a goal: how many of its quarters, months, weeks or days were reached."""

    goal: Goal
    name: str
    period: Period
    reached: int
    total: int

    @property
    def nouns(self) -> str:
        """What the steps are, of several: "months"."""
        return "parts" if self.period in {Period.BIG_PICTURE, Period.CUSTOM} else f"{self.period}s"


class SoldRow(NamedTuple):
    """What was sold in one currency."""

    currency: str
    deals: int
    amount_minor: int


class SaleRow(NamedTuple):
    """One sale."""

    day: date
    amount_minor: int | None
    currency: str
    title: str


class DraftRow(NamedTuple):
    """A goal of the year that comes."""

    goal: Goal
    name: str
    measure: Measure | None
    is_draft: bool
    parts: int
    """How many goals stand under it."""


class BaselineRow(NamedTuple):
    """A goal as a year's plan activated it, and what was decided about it since (B52)."""

    goal: Goal
    name: str
    measure: Measure | None
    activated_on: date
    target_then: int | None
    target_now: int | None
    since: tuple[Decision, ...]


class WinsView(NamedTuple):
    """What a year brought, wins first (B17, B22)."""

    span: Span
    label: str
    wins: tuple[GradedRow, ...]
    """Nailed, then beaten, then met."""
    parts: tuple[PartsRow, ...]
    """Smaller steps that were reached: wins too, where the whole was not."""
    short: tuple[GradedRow, ...]
    """What was not reached, or not yet, the quota last and at its real figure (B16)."""
    momentum: int
    """As it is shown; it goes on into the next year as it is (B19)."""
    momentum_word: str
    days_to_level: int | None = None
    """Full days that bring it back to 0 where it is below."""


class YearView(NamedTuple):
    """A year looked back on, and the plan of the next."""

    looked_back: WinsView
    following: Span
    following_label: str
    today: date
    due_on: date
    """The first day of the year's last month (B49)."""
    review: Review | None
    answers: Mapping[str, str]
    """By the keys of YEAR_QUESTIONS."""
    first_sale: SaleRow | None
    last_sales: tuple[SoldRow, ...]
    """Of the last 90 days."""
    outlook: Outlook
    """Of the year that comes."""
    higher: tuple[str, ...]
    """Sentences that suggest a higher target after two periods nailed in a row (B30)."""
    drafts: tuple[DraftRow, ...]
    """Goals of the year that comes, drafts and those that stand already."""
    baseline: tuple[BaselineRow, ...]
    """What was activated for the year that comes, with every change since."""

    @property
    def is_closed(self) -> bool:
        """Whether its review was held."""
        return self.review is not None and self.review.is_closed

    @property
    def is_due(self) -> bool:
        """Whether it is time for it."""
        return not self.is_closed and self.due_on <= self.today
