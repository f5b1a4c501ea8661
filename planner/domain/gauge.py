"""The gauge: momentum as a person reads it, with a word and an arrow, and where it comes from (domain.md c6)."""

from datetime import date
from math import ceil, log
from typing import NamedTuple

from planner.domain.momentum import DECAY, Contribution
from planner.domain.views import StepDays

NOT_A_RATING = "Momentum is a gauge that motivates. It is not a rating."
TREND = 5.0
"""How far M moves in five scored days before an arrow points up or down."""


class Gauge(NamedTuple):
    """The number, and what stands beside it. All momentum figures are exact; `shown` is what a person reads."""

    day: date
    is_open: bool
    """Whether the day is not closed yet, and so not scored."""
    value: float
    """M when the day closed; while it is open, at the last close before it."""
    trend: float | None
    """M less M five scored days ago; None before five working days are scored."""
    as_it_stands: float
    """What M would be if the day closed now. Until enough is done it lies below the value: no drop, the day is open."""
    if_asks_met: float
    """What M will be if everything that the day asks is done."""
    step_days: StepDays
    """Of the last 5 working days, the day included where it is one."""
    step_days_long: StepDays
    """Of the last 20."""
    run: int | None
    """Working days with something done since two quiet ones in a row, within what is scored; None below 5."""

    @property
    def shown(self) -> int:
        """The number between −100 and 100."""
        return shown(self.value)

    @property
    def word(self) -> str:
        """The number as a word; "starting" before five working days are scored."""
        return "starting" if self.trend is None else word(self.shown)

    @property
    def arrow(self) -> str:
        """Where it goes: ↑, → or ↓; empty while it is starting."""
        if self.trend is None:
            return ""
        return "↑" if self.trend > TREND else "↓" if self.trend < -TREND else "→"

    @property
    def days_to_level(self) -> int | None:
        """How many full days bring it to 0; None where what is shown is not below 0."""
        return days_to_level(self.value) if self.shown < 0 else None


class Why(NamedTuple):
    """Where the number comes from."""

    day: date
    value: float
    contributions: tuple[Contribution, ...]
    """The newest days first. Their points and `earlier` sum to the value."""
    earlier: float
    """What the days before those add together."""
    working_days: int
    """Known closed working days that the three inputs look at: 20, or as many as there are."""
    unknown: int
    """Working days since the first of them of which nothing is known; where there is none, since the first use."""
    step_days: int
    """Practice: those of them with a step."""
    asked: int
    """Specific actions that were asked for in that time: each measure and each one thing of a day."""
    met: int
    """Those of them that were met in full."""
    reached: int
    """Achievement: goals reached in that time."""


class Compared(NamedTuple):
    """One measure over the last working days and over as many before them."""

    name: str
    now: int
    before: int
    currency: str = ""
    """Of an amount in minor units; empty for a count."""


def shown(value: float) -> int:
    """Return M as it is shown: a whole number between −100 and 100."""
    return round(max(-100.0, min(100.0, value)))


def signed(number: int) -> str:
    """Return a number as it is shown, with its sign; 0 has none."""
    return f"{number:+d}" if number else "0"


def word(number: int) -> str:
    """Return the word for a number as it is shown."""
    if number >= 60:
        return "rolling"
    if number >= 20:
        return "building"
    if number > -20:
        return "level"
    return "slipping" if number > -60 else "sliding"


def days_to_level(value: float) -> int:
    """Return how many full days (s = 1) bring M from below 0 to 0: ⌈ln(100/(100 − M)) ÷ ln λ⌉ (B75)."""
    return max(0, ceil(log(100 / (100 - value)) / log(DECAY) - 1e-9))
