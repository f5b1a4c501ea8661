"""How an exact figure is written for people: money with its sign, shares in per cent, all else with two decimals.

It rounds what is shown and nothing that is calculated with.
"""

from typing import TYPE_CHECKING

from planner.domain.measure import Measure, Unit
from planner.domain.money import format_amount

if TYPE_CHECKING:
    from fractions import Fraction


def figure(value: "Fraction | int", measure: Measure | None, home: str = "USD") -> str:
    """Return a value in its measure's own unit: "$2,000.50", "2.25", "60 %".

    Money is in minor units and rounded to one; `home` is the user's own currency (money.py).
    """
    if measure is not None and measure.unit is Unit.MONEY:
        return format_amount(round(value), measure.currency, home)
    return decimal(value) + (" %" if measure is not None and measure.unit is not Unit.COUNT else "")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 day", "1,200 days"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def milestones(done: int, total: int, days_left: int) -> str:
    """Return how far a goal of milestones is: "2 of 5 milestones done, 14 working days left"."""
    told = f"{done:,} of {total:,} {'milestone' if total == 1 else 'milestones'} done"
    if done >= total:
        return told
    return f"{told}, {days_left:,} working {'day' if days_left == 1 else 'days'} left"


def days_now(then: "Fraction", now: "Fraction | None") -> str:
    """Return what today made of the days that a goal was ahead when it began: "; 2 ahead now"; empty where nothing."""
    if now is None or decimal(then, 1) == decimal(now, 1):
        return ""
    told = decimal(abs(now), 1)
    return f"; {told} {'behind' if now < 0 else 'ahead'} now" if told != "0" else "; on pace now"


def share(value: "Fraction", digits: int = 1) -> str:
    """Return a part of one in per cent: 0.9 is "90.0 %"."""
    units = 10**digits
    whole, rest = divmod(round(abs(value) * 100 * units), units)
    return f"{'-' if value < 0 else ''}{whole:,}.{rest:0{digits}} %"


def decimal(value: "Fraction | int", digits: int = 2) -> str:
    """Return a number with at most so many decimals, and none that says nothing: "2.25", "3", "-0.5"."""
    units = 10**digits
    rounded = round(value * units)
    whole, rest = divmod(abs(rounded), units)
    point = f".{rest:0{digits}}".rstrip("0") if rest else ""
    return f"{'-' if rounded < 0 else ''}{whole:,}{point}"
