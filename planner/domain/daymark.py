"""What is known of each date, and how many of each sort there are in words: one count for the chart and the reports.

Unknown is no zero, and a day of rest is no day off: what the work week leaves free is not counted as taken.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planner.domain.day_off import DayOffKind


class DayState(StrEnum):
    """What is known of a date."""

    STEPS = "steps"
    QUIET = "quiet"
    """A working day that was closed without a step."""
    UNKNOWN = "unknown"
    """A working day behind that has no step and was not closed: nothing is known of it."""
    OFF = "off"
    REST = "rest"
    """Outside the work week."""
    AHEAD = "ahead"
    BEFORE = "before"
    """Before the first day of use."""


class DayMark(NamedTuple):
    """One date of the calendar of step days."""

    day: date
    state: DayState
    steps: int
    kind: DayOffKind | None = None
    """Why it is off."""
    is_working: bool = True


def told(marks: Iterable[DayMark]) -> tuple[str, ...]:
    """Return how many days there are of each sort, the step days first: "12 step days", "2 quiet", "1 day off".

    A step on a day that asks for none is no step day.
    """
    days = list(marks)
    counts = Counter(mark.state for mark in days)
    steps = sum(mark.state is DayState.STEPS and mark.is_working for mark in days)
    rest, off = counts[DayState.STEPS] - steps, counts[DayState.OFF]
    parts = [f"{steps:,} step {_days(steps)}"]
    parts += [f"{rest:,} {_days(rest)} of rest with a step"] if rest else []
    names = ((DayState.QUIET, "quiet"), (DayState.UNKNOWN, "unknown"), (DayState.BEFORE, "before the record"))
    parts += [f"{counts[state]:,} {name}" for state, name in names if counts[state]]
    return (*parts, *([f"{off:,} {_days(off)} off"] if off else ()))


def _days(count: int) -> str:
    return "day" if count == 1 else "days"
