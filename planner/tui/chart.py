"""A chart as text: what was reached as a solid line, what the plan expects as a dotted one. Pure; knows no widgets."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from planner.domain.views import short_date
from planner.tui.line import Cell, Line, Symbols

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.chartpoint import ChartPoint

_EVERY = 2
"""Every so many columns the dotted line has a dot."""
LEAST = 16
"""Columns below which a line is no chart."""


def chart(
    points: "Sequence[ChartPoint]", told: Callable[[int], str], symbols: Symbols, width: int, height: int
) -> tuple[Line, ...]:
    """Return the lines of a chart: `height` of plot and one of dates; none where there is nothing or no room.

    `told` writes a value of the scale. Both lines are drawn with signs that every common font has; with
    ASCII symbols with `*` and `.`.
    """
    if len(points) < 2:
        return ()
    top = max(1, *(max(point.actual, -(-point.expected // 1)) for point in points))
    labels = [told(top), *[""] * (height - 2), told(0)]
    margin = max(map(len, labels)) + 1
    columns = width - margin
    if columns < LEAST:
        return ()
    rows = _plot(points, top, columns, height, symbols)
    first, last = (short_date(point.day, points[-1].day)[4:] for point in (points[0], points[-1]))
    dates = f"{'':{margin}}{first}{last:>{columns - len(first)}}"
    plot = (Line(((f"{label:>{margin - 1}} ", "dim"), *row)) for label, row in zip(labels, rows, strict=True))
    return (*plot, Line(((dates, "dim"),)))


def _plot(points: "Sequence[ChartPoint]", top: int, columns: int, height: int, symbols: Symbols) -> list[list[Cell]]:
    """Return the rows of the plot: where both lines meet, what was reached is seen."""
    there = _spread(points, columns)
    grid: list[list[Cell]] = [[(" ", "dim")] * columns for _ in range(height)]
    for x in range(0, columns, _EVERY):
        grid[_row(there[x].expected, top, height)][x] = (symbols.dotted, "dim")
    rows = [_row(point.actual, top, height) for point in there]
    for x, (before, row) in enumerate(zip([rows[0], *rows], rows, strict=False)):
        for y, sign in _step(before, row, symbols):
            grid[y][x] = (sign, "accent")
    return [_cells(line) for line in grid]


def _step(before: int, row: int, symbols: Symbols) -> Iterator[tuple[int, str]]:
    """Yield the signs of one column of a solid line that comes from one row and goes on in another."""
    if before == row:
        yield row, symbols.solid[0]
        return
    corners = symbols.solid[2:4] if row < before else symbols.solid[4:]
    yield before, corners[0]
    yield row, corners[1]
    for y in range(min(before, row) + 1, max(before, row)):
        yield y, symbols.solid[1]


def _spread(points: "Sequence[ChartPoint]", columns: int) -> "list[ChartPoint]":
    """Return for each column the point that its day has, or the one before."""
    first, days = points[0].day, (points[-1].day - points[0].day).days
    found, at = [], 0
    for x in range(columns):
        day = x * days // (columns - 1)
        while at + 1 < len(points) and (points[at + 1].day - first).days <= day:
            at += 1
        found.append(points[at])
    return found


def _row(value: "Fraction | int", top: int, height: int) -> int:
    """Return the row of a value; what lies below nothing stands on the lowest."""
    return height - 1 - round(max(0, value) * (height - 1) / top)


def _cells(letters: Sequence[Cell]) -> list[Cell]:
    """Return letters with neighbours of one role together."""
    return [("".join(text for text, _ in run), role) for role, run in groupby(letters, key=lambda cell: cell[1])]
