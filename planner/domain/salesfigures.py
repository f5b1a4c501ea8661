"""The figures that a plan of sales stands on: the close rate and the average deal, each named by where it comes from.

A typed figure and the user's own stand side by side: neither takes the other's place without a word.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.deal import DealKind
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from fractions import Fraction

PRIOR_WON = 4
PRIOR_CLOSED = 12
"""The seed's third, as so many closed leads: four won of twelve (B118)."""
LAST_DEALS = 20
"""How many won deals the average is taken of."""


LEADS: Final[Mapping[DealKind | None, tuple[str, str]]] = {
    DealKind.NEW: ("lead", "leads"),
    DealKind.REPEAT: ("repeat deal", "repeat deals"),
    None: ("lead or repeat deal", "leads and repeat deals"),
}
"""What a close rate of each kind of sales counts: one of it, and more."""


class Source(StrEnum):
    """Where a figure comes from; the plan never changes it without a word."""

    ASSUMED = "assumed 33 %"
    OWN = "yours so far"
    TYPED = "typed"
    TRIED = "what if"
    UNKNOWN = "unknown"


class CloseRate(NamedTuple):
    """Leads that become customers of the leads that are resolved."""

    won: int = 0
    closed: int = 0
    """Leads won or lost, n."""
    typed: "Fraction | None" = None
    tried: "Fraction | None" = None

    @property
    def own(self) -> "Fraction":
        """(won + 4) ÷ (closed + 12): a third to begin with, the user's own the more leads are closed (B119)."""
        from fractions import Fraction

        return Fraction(self.won + PRIOR_WON, self.closed + PRIOR_CLOSED)

    @property
    def own_source(self) -> Source:
        """How the own rate is named."""
        return Source.OWN if self.closed else Source.ASSUMED

    @property
    def value(self) -> "Fraction":
        """The rate that counts: what is tried, else what was typed, else the own one."""
        return self.tried or self.typed or self.own

    @property
    def source(self) -> Source:
        """Which of them it is."""
        if self.tried:
            return Source.TRIED
        return Source.TYPED if self.typed else self.own_source


class Average(NamedTuple):
    """What a deal brings, in minor units."""

    median: int | None = None
    """Of the last won deals; None before the first."""
    deals: int = 0
    """How many deals that is, n."""
    typed: int | None = None
    tried: int | None = None

    @property
    def value(self) -> int | None:
        """The average that counts: what is tried, else the median, else what was typed; None unknown."""
        return self.tried or self.median or self.typed

    @property
    def source(self) -> Source:
        """Which of them it is."""
        if self.tried:
            return Source.TRIED
        if self.median:
            return Source.OWN
        return Source.TYPED if self.typed else Source.UNKNOWN


def leads(number: int, kind: DealKind | None) -> str:
    """Return what so many closed leads are called, by the kind of sales; None is every kind."""
    return LEADS[kind][number != 1]


def check_figures(average: int | None, close_rate: "Fraction | None") -> None:
    """Refuse an average deal or a close rate that no plan can divide by. Raises PlannerError."""
    if average is not None and average < 1:
        raise PlannerError("An average deal is an amount above zero, such as $100.")
    if close_rate is not None and not 0 < close_rate <= 1:
        raise PlannerError("A close rate is above zero and at most 100 %: write 1/3, 33% or 0.33.")


def read_rate(text: str) -> "Fraction":
    """Read a close rate: `1/3`, `33%` or `0.33`. Raises PlannerError where it is none, is zero or is above one."""
    import re
    from fractions import Fraction

    from planner.domain.money import shown

    word = text.strip()
    match = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})|([0-9]{0,9}(?:\.[0-9]{1,9})?)( ?%)?", word, re.ASCII)
    if match is None or not any(letter.isdigit() for letter in word) or (match[2] and not int(match[2])):
        raise PlannerError(f"“{shown(word)}” is not a close rate: write 1/3, 33% or 0.33.")
    rate = Fraction(int(match[1]), int(match[2])) if match[1] else Fraction(match[3]) / (100 if match[4] else 1)
    check_figures(None, rate)
    return rate


def median(amounts: Sequence[int]) -> int | None:
    """Return the middle amount; of an even number the mean of the middle two, halves up to the next minor unit."""
    if not amounts:
        return None
    ordered = sorted(amounts)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half] + 1) // 2
