"""What the pipeline and a deal's page show. Frozen values with numbers and names, never layout.

Sums are per currency: no rate is known here, and nothing adds two of them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.contact import Contact
from planner.domain.conversion import Ratio
from planner.domain.deal import Deal, DealStage
from planner.domain.period import Span
from planner.domain.salesfigures import CloseRate
from planner.domain.views import LogRow

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.forecast import Pipeline
    from planner.domain.goal import Goal


class DealState(StrEnum):
    """Which deals are wanted."""

    OPEN = "open"
    QUIET = "gone quiet"
    SOON = "closing soon"
    WON = "won"
    LOST = "lost"


class DealFilter(NamedTuple):
    """Which deals are wanted; every field narrows the list."""

    state: DealState = DealState.OPEN
    stage: DealStage | None = None
    keys: Sequence[str] | None = None
    """The deals with these keys and no others."""


class DealRow(NamedTuple):
    """One line of a list of deals."""

    deal: Deal
    contact: str
    """The name of the buyer; empty where none is known."""
    last_touch: date | None
    """When the buyer was reached out to last."""

    def quiet_for(self, today: date) -> int:
        """Return the days since the last touch, or since the deal began where none came after."""
        begun = self.deal.created_on
        return max(0, (today - max(begun, self.last_touch or begun)).days)

    @property
    def label(self) -> str:
        """The title, and the buyer where the title does not name it."""
        return f"{self.deal.title}, {self.contact}" if self.contact not in {"", self.deal.title} else self.deal.title


class CurrencySum(NamedTuple):
    """What some open deals come to in one currency."""

    currency: str
    deals: int
    amount_minor: int
    """Σ amount, in minor units; a deal without one adds nothing."""
    weighted: "Fraction"
    """Σ amount × probability, in minor units."""


class StageSums(NamedTuple):
    """One stage of the pipeline."""

    stage: DealStage
    chance: int
    """The probability of its deals that have none of their own, in per cent."""
    deals: int
    sums: tuple[CurrencySum, ...]
    """The user's own currency first, then by their codes."""


class Coverage(NamedTuple):
    """What the open deals bring to a money goal in its period (domain.md b2)."""

    goal: "Goal"
    name: str
    window: Span
    currency: str
    target: int
    won: int
    """In minor units, within the period."""
    gap: int
    figures: "Pipeline"
    attainment: "Fraction | None"
    """The pipeline forecast ÷ target."""


class Rates(NamedTuple):
    """How often it works out: two rates that are not the same."""

    span: Span
    win: Ratio
    """Deals won of the deals won or lost in the span: the win rate."""
    close: CloseRate
    """Leads that became customers of all leads that were decided, ever: the close rate."""


class PipelineView(NamedTuple):
    """The pipeline as it stands on a day."""

    today: date
    stages: tuple[StageSums, ...]
    """From prospecting to negotiation."""
    totals: tuple[CurrencySum, ...]
    open: int
    unpriced: int
    """How many of the open deals have no amount yet."""
    quiet: int
    quiet_days: int
    soon: int
    soon_days: int
    coverages: tuple[Coverage, ...]
    """The quota first, then other goals in money, the shortest period first."""
    rates: Rates


class DealPage(NamedTuple):
    """A page of the deals that a filter lets through."""

    rows: tuple[DealRow, ...]
    total: int
    """How many there are in all."""


class DealView(NamedTuple):
    """One deal with all that is known of it."""

    today: date
    row: DealRow
    contact: Contact | None
    chance: int
    """Per cent."""
    weighted: "Fraction | None"
    """Amount × probability, in minor units; None where no amount is known."""
    is_quiet: bool
    waiting: tuple[str, ...]
    """What is planned with the buyer, in words, the earliest first."""
    log: tuple[LogRow, ...]
    """The newest entries about the buyer."""
    chances: Mapping[str, int]
    """By stage, the probability in per cent."""
