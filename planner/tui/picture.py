"""What every view of progress is drawn with: its sentence, its chart, its table, and how each is written. Pure."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from planner.domain.event_mark import EventMark
from planner.domain.measure import SHARES, Measure, Unit
from planner.domain.money import minor_digits
from planner.domain.period import Span
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date
from planner.tui.line import Cell, Line, Symbols
from planner.tui.plots import signs

HIGHEST = 28
"""Lines of a chart at most: higher ones are no clearer."""
_CELL = 16
"""Columns of a cell where there are few."""
_LEAST = 2
"""Columns that a table has at least: a name and its number."""
FIRST, OTHERS = 18, 12
"""Columns of the first and of the other cells of a table."""


class Picture(NamedTuple):
    """One view of progress."""

    told: str
    """What the chart shows, as one sentence."""
    lines: Sequence[Line] = ()
    table: Sequence[Line] = ()
    """The same as numbers; the first line names the columns."""


class Room(NamedTuple):
    """The columns and lines that a chart has."""

    width: int
    height: int


class Looking(NamedTuple):
    """What every view is drawn with."""

    today: date
    symbols: Symbols
    marks: tuple[EventMark, ...] = ()
    has_table: bool = False
    """Whether the numbers are wanted in the place of the chart: those of ten years of days take as long as it does."""

    def amount(self, value: "Fraction | int", measure: Measure | None) -> str:
        """Return a value in its measure's unit; money in whole units, all else rounded."""
        if measure is not None and measure.unit is Unit.MONEY:
            return self.money(value, measure.currency)
        return f"{round(value):,}" + ("%" if measure is not None and measure.unit in SHARES else "")

    def money(self, value: "Fraction | int", currency: str) -> str:
        """Return an amount in minor units, in whole ones."""
        whole = 10 ** minor_digits(currency)
        return self.symbols.amount(round(Fraction(value) / whole) * whole, currency)


def between(span: Span, today: date) -> str:
    """Return a span as a sentence names it: "in 2026", "in February", "from 1 to 10 Feb"."""
    start, end = span
    year = "" if start.year == end.year == today.year else f" {end.year}"
    if start == end:
        return f"on {short_date(start, today)}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"in {start.year}" if start.year == end.year else f"from {start.year} to {end.year}"
    if start.day == 1 and start.month == end.month and (end.year, end.month) != _next_day(end):
        return f"in {MONTHS[start.month - 1]}{year}"
    first = f"{start.day}" if (start.year, start.month) == (end.year, end.month) else _day(start, end)
    return f"from {first} to {end.day} {MONTHS[end.month - 1][:3]}{year}"


def _next_day(day: date) -> tuple[int, int]:
    following = date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    return following.year, following.month


def _day(day: date, other: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + ("" if day.year == other.year else f" {day.year}")


def key(curves: Sequence[tuple[str, str, str]], symbols: Symbols) -> list[Cell]:
    """Return the names of curves behind their signs; each is given by its sign, role and name."""
    sign = signs(symbols)
    cells: list[Cell] = []
    for at, (kind, role, name) in enumerate(curves):
        cells += [(f"{'   ' if at else ''}{sign[kind]}", role), (f" {name}", "dim")]
    return cells


def event_key(span: Span, marks: Sequence[EventMark], symbols: Symbols) -> list[Cell]:
    """Return the names of the event marks in a span behind their sign."""
    names = [clean_line(mark.label) for mark in marks if mark.date in span]
    return [(f"   {signs(symbols)['event']} ", "type"), (", ".join(names), "dim")] if names else []


def table_head(names: Sequence[str]) -> Line:
    """Return the line of a table that names its columns."""
    return table_row(names[0], names[1:], role="dim")


def table_row(first_cell: str, others: Sequence[str], role: str = "text") -> Line:
    """Return a line of a table: its name at the left, its numbers aligned at the right."""
    cells = ((f"{text:>{OTHERS}}", role) for text in others)
    return Line(((f"{set_cell_size(clean_line(first_cell), FIRST - 1)} ", role), *cells))


def wide_row(name: str, cells: Sequence[str], role: str = "text") -> Line:
    """Return a line of a table with few, wide cells."""
    told = ((f"{text:>{_CELL}}", role) for text in cells)
    return Line(((set_cell_size(clean_line(name), FIRST - 1) + " ", role), *told))


def fitted(table: Sequence[Line], width: int) -> Sequence[Line]:
    """Return a table as it is where it has room and no number fills its column; else its columns as wide as they need.

    Those at the right, which tell the least, are left out where even that is too wide.
    """
    count = max((len(line.left) for line in table), default=0)
    is_roomy = all(sum(cell_len(text) for text, _ in line.left) <= width for line in table)
    if is_roomy and all(text[:1] in {"", " "} for line in table for text, _ in line.left[1:]):
        return table
    told = [[(text.strip(), role) for text, role in line.left] for line in table]
    widest = [max((cell_len(row[n][0]) for row in told if n < len(row)), default=0) for n in range(count)]
    gap = 2 if sum(widest) + 2 * (count - 1) <= width else 1
    while count > _LEAST and sum(widest[:count]) + gap * (count - 1) > width:
        count -= 1
    widest[0] = max(1, min(widest[0], width - sum(widest[1:count]) - gap * (count - 1)))
    return [Line(tuple(_cell(n, *cell, widest[n], gap) for n, cell in enumerate(row[:count]))) for row in told]


def _cell(at: int, text: str, role: str, width: int, gap: int) -> Cell:
    """Return a cell of a narrow table: its name at the left, its numbers at the right."""
    blank = " " * max(0, width - cell_len(text))
    return (set_cell_size(text, width), role) if at == 0 else (f"{' ' * gap}{blank}{text}", role)
