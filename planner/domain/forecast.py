"""What a goal will come to: gap, attainment, pipeline forecast, coverage and pay (domain.md b2, c5).

Exact rationals; what would be divided by nothing is None. The run-rate forecast is a pace and stands in pace.py. The
two forecasts are shown side by side: nothing here takes a mean of them.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.period import Span

if TYPE_CHECKING:
    from fractions import Fraction

_PAY = re.compile(r"\s*([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%(?![0-9])")


class OpenDeal(NamedTuple):
    """What a forecast needs of a deal that is neither won nor lost."""

    amount_minor: int
    probability: int
    """Per cent."""
    expected_close_on: date


class Pipeline(NamedTuple):
    """What the open deals bring to a money goal, in minor units."""

    pipeline_forecast: "Fraction"
    """Won + Σ open amount × probability, over deals that are expected to close within the period."""
    weighted_pipeline: "Fraction"
    """Σ open amount × probability."""
    open_in_period: int
    """Σ open amount."""
    coverage: "Fraction | None"
    """Open ÷ gap (codingace.net, quota gap); None where there is no gap."""
    coverage_needed: "Fraction | None"
    """1 ÷ close rate: a third of the deals close, so three times the gap is needed; None where none closes."""
    pipeline_needed: "Fraction | None"
    """Gap ÷ close rate."""
    pipeline_short: "Fraction | None"
    """What is needed less what is open, never below 0."""


def gap(target: int, current: int) -> int:
    """Return what is missing: max(target − current, 0)."""
    return max(target - current, 0)


def attainment(reached: "Fraction | int", target: int) -> "Fraction | None":
    """Return reached ÷ target (metrickittools.com, quota attainment); None where the target is nothing."""
    from fractions import Fraction

    return Fraction(reached) / target if target else None


def expected_within(deals: Iterable[OpenDeal], window: Span, today: date) -> tuple[OpenDeal, ...]:
    """Return the deals that may still close in a period. One whose expected date is behind may close today."""
    return tuple(deal for deal in deals if max(deal.expected_close_on, today) in window)


def pipeline(target: int, won: int, deals: Iterable[OpenDeal], close_rate: "Fraction") -> Pipeline:
    """Return what open deals of the period bring to a money goal. Amounts in minor units; the rate is 0…1."""
    from fractions import Fraction

    deals = tuple(deals)
    missing = gap(target, won)
    weighted = Fraction(sum(deal.amount_minor * deal.probability for deal in deals), 100)
    open_in_period = sum(deal.amount_minor for deal in deals)
    needed = missing / close_rate if close_rate > 0 else None
    return Pipeline(
        pipeline_forecast=won + weighted,
        weighted_pipeline=weighted,
        open_in_period=open_in_period,
        coverage=Fraction(open_in_period, missing) if missing else None,
        coverage_needed=1 / close_rate if close_rate > 0 else None,
        pipeline_needed=needed,
        pipeline_short=None if needed is None else max(Fraction(0), needed - open_in_period),
    )


def pay(note: str, sales: "Fraction | int") -> "Fraction | None":
    """Return the pay that a note such as "4% of sales" gives for sales in minor units; None where it names no rate."""
    from fractions import Fraction

    found = _PAY.match(note)
    return Fraction(found[1]) / 100 * sales if found else None


def falls_short(forecasts: "Iterable[Fraction | None]", target: int, elapsed_days: int, total_days: int) -> bool:
    """Whether every forecast there is lies below 70 % of the target, with more than 20 % of the period gone.

    Early in a period few deals are dated to its end, and late in it a rate knows nothing of the deals: one forecast
    that holds is enough to leave the goal alone.
    """
    known = [forecast for forecast in forecasts if forecast is not None]
    if not known or elapsed_days * 5 <= total_days:
        return False
    return all(forecast * 10 < target * 7 for forecast in known)
