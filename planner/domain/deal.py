"""A deal: money that may come, came or will not come."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.contact import Contact, Stage
from planner.domain.errors import PlannerError
from planner.domain.value import Value, replace


class DealStage(StrEnum):
    """Where a deal stands."""

    PROSPECTING = "prospecting"
    QUALIFIED = "qualified"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"


class DealKind(StrEnum):
    """Whether it is the first sale to a contact or a later one; never both."""

    NEW = "new"
    REPEAT = "repeat"


PROBABILITY: Mapping[str, int] = {
    DealStage.PROSPECTING: 10,
    DealStage.QUALIFIED: 20,
    DealStage.PROPOSAL: 50,
    DealStage.NEGOTIATION: 80,
    DealStage.WON: 100,
    DealStage.LOST: 0,
}
"""Default probability in per cent by stage (EspoCRM's map)."""
OPEN_STAGES: tuple[DealStage, ...] = tuple(DealStage)[:4]
"""The way of a deal before it is decided, from its beginning."""


class Deal(Value):
    """One sale, open, won or lost."""

    TOPIC: ClassVar[Topic] = Topic.DEALS

    id: str
    contact_id: str | None = None
    organization: str = ""
    title: str
    amount_minor: int | None = None
    """In minor units (cents); None while no amount is known."""
    currency: str = "USD"
    kind: DealKind = DealKind.NEW
    stage: DealStage = DealStage.QUALIFIED
    stage_label: str = ""
    probability_pct: int | None = None
    """Overrides the stage's default; 0…100."""
    expected_close_on: date | None = None
    closed_on: date | None = None
    lost_reason: str = ""
    next_step: str = ""
    external_system: str = ""
    external_id: str = ""
    created_on: date

    def __post_init__(self) -> None:
        """Refuse a closed deal without its date, an open one with it, and amounts below zero."""
        if not self.title:
            raise PlannerError("A deal needs a title.")
        if self.is_open != (self.closed_on is None):
            raise PlannerError(f"The deal “{self.title}” is {self.stage}: its closing date does not fit.")
        if self.amount_minor is not None and self.amount_minor < 0:
            raise PlannerError(f"The deal “{self.title}” cannot have an amount below zero.")
        if self.probability_pct is not None and not 0 <= self.probability_pct <= 100:
            raise PlannerError(f"{self.probability_pct} % is not between 0 and 100.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.stage not in {DealStage.WON, DealStage.LOST}

    def chance(self, by_stage: Mapping[str, int] = PROBABILITY) -> int:
        """Return its probability in per cent: its own, else that of its stage."""
        if self.probability_pct is not None:
            return self.probability_pct
        return by_stage.get(self.stage, PROBABILITY[self.stage])

    def advanced(self, buyer: Contact) -> Contact:
        """Return its buyer moved forward by it: a won one makes a customer, an open one an opportunity."""
        stage = Stage.CUSTOMER if self.stage is DealStage.WON else Stage.OPPORTUNITY
        return buyer if self.stage is DealStage.LOST else buyer.advanced_to(stage)

    def at(self, stage: DealStage) -> "Deal":
        """Return this deal as open at a stage, with that stage's probability; a decided one is open again.

        Raises PlannerError where the stage says that it is decided.
        """
        if stage not in OPEN_STAGES:
            raise PlannerError(f"“{self.title}” is decided by winning or losing it. {stage} is no stage to move to.")
        fields = {"closed_on": None, "lost_reason": "", "probability_pct": None, "stage_label": ""}
        return self if stage is self.stage else replace(self, stage=stage, **fields)

    def won(self, on: date) -> "Deal":
        """Return this deal as won on a date."""
        return replace(self, stage=DealStage.WON, closed_on=on, lost_reason="", probability_pct=None)

    def lost(self, on: date, reason: str) -> "Deal":
        """Return this deal as lost on a date, with the reason in the user's words."""
        return replace(self, stage=DealStage.LOST, closed_on=on, lost_reason=reason, probability_pct=None)
