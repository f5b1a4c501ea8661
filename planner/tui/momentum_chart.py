"""Momentum as a picture in text: one bar a scored day, up or down from a zero line, and a sentence that says the same.

Pure: no widgets, no colours. It knows numbers and dates, never why they are what they are.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from planner.domain.views import MONTHS
from planner.tui.line import Cell, Line, Symbols

MOST_DAYS = 60
"""Scored days that one chart shows."""
AXIS = 6
"""Columns before the first bar."""
WIDEST = 3
"""Columns of a day, the blank behind it included, where there are few days."""
STEPS = (5, 10, 20, 25, 50, 100)
"""What one line of the chart may stand for."""


class Point(NamedTuple):
    """A scored day and the number as it was shown when it closed, between −100 and 100."""

    day: date
    number: int


class Blocks(NamedTuple):
    """What bars are built of."""

    full: str
    lower: str
    """The lower half: the end of a bar that goes up."""
    upper: str
    mark: str


_UNICODE = Blocks("█", "▄", "▀", "▴")
_ASCII = Blocks("#", ".", "'", "^")


def window(count: int, marked: int | None, width: int) -> range:
    """Return which of the scored days, counted from the newest, a chart of a width shows, a page of them."""
    size = max(1, min(MOST_DAYS, width - AXIS))
    start = (marked or 0) // size * size
    return range(start, min(count, start + size))


def chart(points: Sequence[Point], marked: int | None, width: int, rows: int, symbols: Symbols) -> list[Line]:
    """Return bars for points in the order of their dates: rows, the zero line among them, and a line for the mark.

    `marked` is the place of a point. `rows` is 3 or more.
    """
    blocks = _ASCII if symbols.is_ascii else _UNICODE
    wide = max(1, min(WIDEST, (width - AXIS) // max(1, len(points))))
    above, below, step = _scale(points, rows - 1)
    lines = []
    for row in range(above, -below - 1, -1):
        labelled = row in {above, 0, -below}
        label = f"{signed(row * step, symbols) if labelled else '':>{AXIS - 2}}  "
        lines.append(Line(((label, "dim"), *_row(points, marked, row, step, wide, blocks, symbols))))
    return [*lines, _mark(points, marked, wide, width, blocks, symbols)]


def caption(points: Sequence[Point], today: date, width: int, symbols: Symbols) -> str:
    """Return what a chart shows, as one sentence; a short one where there is little room."""
    first, last = points[0], points[-1]
    low, high = min(point.number for point in points), max(point.number for point in points)
    count = "1 scored day" if len(points) == 1 else f"{len(points)} scored days"
    ends = f"{signed(first.number, symbols)} to {signed(last.number, symbols)}"
    since = dated(first.day, today)[4:].strip()
    long = f"{count} since {since}: {ends}, between {signed(low, symbols)} and {signed(high, symbols)}"
    return long if len(long) <= width else f"{count}: {ends}"


def dated(day: date, today: date) -> str:
    """Return a date as "Mon  9 Feb", so that dates stand below each other, with the year where it is not this one."""
    text = f"{day:%a} {day.day:>2} {MONTHS[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text} {day.year}"


def signed(number: int, symbols: Symbols) -> str:
    """Return a number with its sign; 0 has none."""
    return f"{symbols.minus if number < 0 else '+' if number else ''}{abs(number)}"


def _scale(points: Sequence[Point], rows: int) -> tuple[int, int, int]:
    """Return how many rows stand above the zero line and below it, and what one stands for."""
    high = max(0, *(point.number for point in points))
    low = -min(0, *(point.number for point in points))
    step = next((step for step in STEPS if -(-high // step) + -(-low // step) <= rows), STEPS[-1])
    above, below = -(-high // step), -(-low // step)
    return above, below, step


def _row(
    points: Sequence[Point], marked: int | None, row: int, step: int, wide: int, blocks: Blocks, symbols: Symbols
) -> list[Cell]:
    """Return one row of bars; row 0 is the zero line, those above it count up."""
    pieces = []
    for place, point in enumerate(points):
        if row == 0:
            pieces.append((symbols.rule * wide, "key" if place == marked else "line"))
            continue
        halves = round(2 * point.number / step) if row > 0 else round(-2 * point.number / step)
        filled = halves - 2 * (abs(row) - 1)
        half = blocks.lower if row > 0 else blocks.upper
        sign = blocks.full if filled > 1 else half if filled == 1 else " "
        tip = "bar" if row > 0 else "behind"
        role = "key" if place == marked else tip if filled in {1, 2} else "track"
        bar = max(1, wide - 1)
        pieces.append((sign * bar + " " * (wide - bar), role))
    return [("".join(text for text, _ in same), role) for role, same in groupby(pieces, key=lambda piece: piece[1])]


def _mark(points: Sequence[Point], marked: int | None, wide: int, width: int, blocks: Blocks, symbols: Symbols) -> Line:
    """Return the line below the bars: a sign under the marked day, and the day and its number beside it."""
    if marked is None:
        return Line()
    point = points[marked]
    told = f"{point.day:%a} {point.day.day} {MONTHS[point.day.month - 1][:3]} {signed(point.number, symbols)}"
    at = AXIS + marked * wide
    if at + 2 + len(told) <= width:
        return Line(((" " * at, "dim"), (blocks.mark, "key"), (f" {told}", "text")))
    start = max(0, at - len(told) - 1)
    return Line(((" " * start, "dim"), (told[: at - 1], "text"), (f" {blocks.mark}", "key")))
