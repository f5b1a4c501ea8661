"""The best pace on record: what a person has shown that they can do. Knows totals per day, not whence they come."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

BEST_OF = 20
"""Working days whose average is a pace (domain.md c5: "best 20-working-day average")."""


def best_average(daily: Mapping[date, int], working: Sequence[date], length: int = BEST_OF) -> "Fraction | None":
    """Return the most that any `length` working days in a row brought, per working day; None where there are fewer.

    `working` is sorted and without gaps. What a rest day brought counts with the working day before it, the way a run
    rate counts it; what came before the first working day counts with that one.
    """
    from fractions import Fraction

    if length < 1 or len(working) < length:
        return None
    totals = [0] * len(working)
    for day, total in daily.items():
        totals[max(0, bisect_right(working, day) - 1)] += total
    here = best = sum(totals[:length])
    for last in range(length, len(totals)):
        here += totals[last] - totals[last - length]
        best = max(best, here)
    return Fraction(best, length)
