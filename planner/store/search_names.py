"""What a goal is called on the screen, for the search: its title with its period, and always with the year.

SQLite asks for it while rows are taken in, so that a name stands in the index as domain.views tells it. An amount is
told as people write it.
"""

import sqlite3
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.money import minor_digits
from planner.domain.period import Period
from planner.domain.views import goal_name

NAME: Final = "goal_name"
"""The function: a goal's period, title, first and last day."""
AMOUNT: Final = "amount_words"
"""The function: an amount in minor units, and its currency."""
BEHIND_TEXT: Final = "\x1f"
"""What stands in the index between a text and words that find it and are not shown."""
SINCE: Final = "search_year_start"
"""Under which key of meta the month stands with which the sales year began when goals were taken in."""
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


def teach(connection: sqlite3.Connection, start_month: int) -> None:
    """Let a connection ask for names."""
    connection.create_function(NAME, 4, partial(name, start_month), deterministic=True)
    connection.create_function(AMOUNT, 2, amount, deterministic=True)


def name(start_month: int, period: str, title: str, starts_on: str, ends_on: str) -> str:
    """Return a goal as it is called on the screen; its title where another program wrote what makes no goal."""
    try:
        first, last = date.fromisoformat(starts_on), date.fromisoformat(ends_on)
        goal = Goal(id="", title=title, period=Period(period), starts_on=first, ends_on=last, created_at=_LONG_AGO)
        told = goal_name(goal, first, start_month, looks_back=True)
    except (ValueError, TypeError, PlannerError):
        return title
    year = str(first.year)
    return told if told == title or goal.repeats(start_month) or year in told else f"{told} {year}"


def amount(minor: int | None, currency: str | None) -> str:
    """Return an amount as people look for it, behind the text that is shown: "12,000 12000 12k"; empty for none."""
    if not isinstance(minor, int) or minor <= 0:
        return ""
    digits = minor_digits(currency or "")
    whole, rest = divmod(minor, 10**digits)
    cents = f".{rest:0{digits}}" if rest else ""
    told = [f"{whole:,}{cents}", f"{whole}{cents}"]
    for letter, size in (("k", 1_000), ("m", 1_000_000)):
        if not rest and whole >= size and not whole * 10 % size:
            told.append(f"{whole // size}{f'.{whole * 10 // size % 10}' if whole % size else ''}{letter}")
    return f"{BEHIND_TEXT}{' '.join(told)}"
