"""What a goal is called on the screen, for the search: its title with its period, and always with the year.

SQLite asks for it while rows are taken in, so that a name stands in the index as domain.views tells it.
"""

import sqlite3
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.period import Period
from planner.domain.views import goal_name

NAME: Final = "goal_name"
"""The function: a goal's period, title, first and last day."""
SINCE: Final = "search_year_start"
"""Under which key of meta the month stands with which the sales year began when goals were taken in."""
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


def teach(connection: sqlite3.Connection, start_month: int) -> None:
    """Let a connection ask for names."""
    connection.create_function(NAME, 4, partial(name, start_month), deterministic=True)


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
