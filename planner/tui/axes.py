"""The axes of a chart: where a date and a value stand, in letters and in their dots, and the round ticks. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.period import Span
from planner.domain.views import MONTHS, short_date

if TYPE_CHECKING:
    from fractions import Fraction

WIDE: Final = 2
TALL: Final = 4
"""Dots of a letter, across and up."""
_STEPS: Final = (1, 2, 5)
"""What ticks count in, times a power of ten."""
_MOST_VALUES: Final = 10
"""Ticks beside a chart at most."""
_NEAR, _MOST_TICKS = 14, 14
"""Days of a span whose ticks name the weekday, and ticks at most."""


def most_ticks(rows: int) -> int:
    """Return how many ticks have room beside so many lines."""
    return max(2, min(_MOST_VALUES, rows - 1, max(4, rows * 2 // 3)))


def scale(low: int, high: int, most: int, unit: int = 1) -> tuple[int, int, list[int]]:
    """Return a scale with a round value at both ends that holds two values, and its ticks: from two to so many.

    Each tick is a multiple of a unit. Values on both sides of zero need three.
    """
    power = unit
    while True:
        for step in _STEPS:
            size = step * power
            first, last = low // size, max(low // size + 1, -(-high // size))
            if last - first < max(3, most):
                return first * size, last * size, [number * size for number in range(first, last + 1)]
        power *= 10


class Up(NamedTuple):
    """The values of a chart, from the lowest line to the highest."""

    low: int
    high: int
    """Above `low`."""
    rows: int

    def dot(self, value: "Fraction | int") -> int:
        """Return how many dots a value stands above the lowest; what lies beyond the scale stands at its edge."""
        part = value.denominator
        whole = (self.high - self.low) * part
        above = max(0, min(whole, value.numerator - self.low * part))
        return (2 * above * (TALL * self.rows - 1) + whole) // (2 * whole)

    def row(self, value: "Fraction | int") -> int:
        """Return the line of a value, counted from the top."""
        return self.rows - 1 - self.dot(value) // TALL


class Across(NamedTuple):
    """The dates of a chart, from the first column to the last."""

    span: Span
    columns: int

    def dot(self, day: date) -> int:
        """Return how many dots a date stands behind the first; what lies beyond the span stands at its edge."""
        last = self.span.days - 1
        ahead = max(0, min((day - self.span.start).days, last))
        return (2 * ahead * (WIDE * self.columns - 1) + last) // max(1, 2 * last)

    def column(self, day: date) -> int:
        """Return the column of a date."""
        return self.dot(day) // WIDE

    def named(self) -> str:
        """Return the dates below a plot: as many as have room, all of one kind; else the first and the last."""
        for dates in _dates_of(self.span):
            letters = [" "] * self.columns
            free = 0
            fits = 1 < len(dates) <= _MOST_TICKS
            for day, label in dates:
                at = min(self.column(day), self.columns - len(label))
                fits &= at >= free
                letters[max(0, at) : max(0, at) + len(label)] = label
                free = at + len(label) + 2
            if fits:
                return "".join(letters)[: self.columns]
        first, last = (short_date(day, self.span.end)[4:] for day in self.span)
        both = f"{first}{last:>{self.columns - len(first)}}"
        return both if len(first) + len(last) < self.columns and first != last else f"{first:{self.columns}}"


def _dates_of(span: Span) -> Iterator[list[tuple[date, str]]]:
    """Yield dates of a span with their names, from the finest kind on."""
    days = [span.start + timedelta(days=n) for n in range(span.days)] if span.days <= 62 else []
    yield [(day, f"{day:%a} {day.day}") for day in days] if span.days <= _NEAR else []
    yield [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days if day.weekday() == 0]
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(_month(span.start), _month(span.end) + 1)]
    firsts = [day for day in starts if day in span]
    for every in (1, 3, 6):
        named = (day for day in firsts if (day.month - 1) % every == 0)
        yield [(day, f"{day.year}" if day.month == 1 else MONTHS[day.month - 1][:3]) for day in named]
    for every in (1, 2, 5, 10):
        yield [(day, f"{day.year}") for day in firsts if day.month == 1 and day.year % every == 0]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
