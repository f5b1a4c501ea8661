"""The demo's deals: how each runs from its opening to a yes or a no, and what it is worth."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from random import Random

from planner.domain.deal import Deal, DealKind, DealStage
from planner.services.demo_people import Person
from planner.services.demo_words import LOST_REASONS, NEW_DEALS, REPEAT_DEALS

CURRENCY = "USD"
_WON_SHARE = {DealKind.NEW: 0.31, DealKind.REPEAT: 0.36}
_MEDIAN = {DealKind.NEW: 1_950, DealKind.REPEAT: 2_300}
"""Whole units of money, in the present year."""
_SPREAD = 0.8
"""Standard deviation of the logarithm of an amount."""


class Step(Enum):
    """What happens next to a deal."""

    TALK = auto()
    DEMO = auto()
    PROPOSAL = auto()
    TERMS = auto()
    END = auto()


@dataclass(slots=True, kw_only=True)
class Course:
    """One deal as it stands on the day that is told."""

    id: str
    person: Person
    title: str
    amount: int
    """In minor units."""
    kind: DealKind
    opened_on: date
    wins: bool
    days: int
    """Working days from one step to the next."""
    steps: list[Step] = field(default_factory=list)
    """What is still to come; empty where the script moves it."""
    stage: DealStage = DealStage.QUALIFIED
    expected_on: date | None = None
    closed_on: date | None = None
    lost_reason: str = ""
    next_step: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.closed_on is None

    def deal(self) -> Deal:
        """Return it as the store keeps it."""
        return Deal(
            id=self.id,
            contact_id=self.person.id,
            organization=self.person.organization,
            title=self.title,
            amount_minor=self.amount,
            currency=CURRENCY,
            kind=self.kind,
            stage=self.stage,
            expected_close_on=self.expected_on,
            closed_on=self.closed_on,
            lost_reason=self.lost_reason,
            next_step=self.next_step if self.is_open else "",
            created_on=self.opened_on,
        )


def new_course(rng: Random, key: str, person: Person, day: date, growth: float) -> Course:
    """Return a deal that opens today. `growth` is the year's size of business against the present one's."""
    kind = DealKind.REPEAT if person.bought else DealKind.NEW
    topic = rng.choice(REPEAT_DEALS if person.bought else NEW_DEALS)
    whole = rng.lognormvariate(0, _SPREAD) * _MEDIAN[kind] * growth
    wins = rng.random() < _WON_SHARE[kind]
    steps = [Step.TALK]
    if rng.random() < 0.6:
        steps.append(Step.DEMO)
    if wins or rng.random() < 0.8:
        steps.append(Step.PROPOSAL)
        if rng.random() < 0.65:
            steps.append(Step.TERMS)
    steps.append(Step.END)
    return Course(
        id=key,
        person=person,
        title=f"{person.firm} {topic}",
        amount=max(100, round(whole / 10) * 10) * 100,
        kind=kind,
        opened_on=day,
        wins=wins,
        days=max(2, round(rng.lognormvariate(0, 0.4) * 9)),
        steps=steps,
        stage=DealStage.QUALIFIED if rng.random() < 0.7 else DealStage.PROSPECTING,
    )


def lost_reason(rng: Random) -> str:
    """Return why somebody said no, in the saleswoman's words."""
    return rng.choice(LOST_REASONS)
