"""One point of a goal's chart. It draws nothing and reads nothing."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction


class ChartPoint(NamedTuple):
    """One day, at its end."""

    day: date
    actual: int
    expected: "Fraction"
    """What the line wants: T·W(days so far)/W(D), from the baseline on."""
