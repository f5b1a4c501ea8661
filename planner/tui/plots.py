"""Charts as text: lines over time with a scale beside and dates below. Pure: no widgets, no colours of its own.

The curves are plotille's, two by four dots of braille a letter; scale, dates, rules and marks are not: ticks are round
here, labels may be wide, and each curve has a role for its colour.

Measured in milliseconds of processor: plotille 6.0.5 takes 5 to import beside the app, with the first chart that is
drawn, and 2 a curve of 112 columns, 28 lines and a point a column. plotext 6.1 took 190 to import and 70 for 2,600
points, its ticks are not round and it draws no wider than the terminal that it finds.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from planner.domain.period import Span
from planner.tui.axes import TALL, WIDE, Across, Up, most_ticks, scale
from planner.tui.line import Cell, Line, Symbols

if TYPE_CHECKING:
    from fractions import Fraction

LEAST: Final = 16
"""Columns below which a line is no chart."""
_BLANK, _FULL = "\u2800", "\u28ff"
"""The braille without a dot, and with all."""
_DOTS_EVERY, _DASH, _DASH_EVERY = 4, 4, 6
"""Dots across from one dot of a dotted line to the next; those that a dash has, and from dash to dash."""
_TOGETHER: Final = 8
"""Strokes that share a canvas: a canvas costs by its letters, so that each covers a short way of the curve alone."""

Dot = tuple[int, int]
"""Counted from the lowest left one."""
Path = list[Dot]


class Curve(NamedTuple):
    """One line of a chart."""

    points: "Sequence[tuple[date, Fraction | int]]"
    """In the order of the dates."""
    sign: str
    """solid, dots or dashes."""
    role: str


class Plot(NamedTuple):
    """Lines over a span of dates."""

    span: Span
    curves: Sequence[Curve]
    """Later ones stand over earlier ones; in a letter that both cross their dots are joined."""
    told: Callable[[int], str]
    """Writes a value of the scale."""
    unit: int = 1
    """Ticks are whole multiples of it."""
    level: int | None = None
    """A value with a rule across the chart."""
    held: Sequence[int] = (0,)
    """Values that stand on the scale, however far from them the curves are."""
    marks: Sequence[date] = ()
    cursor: date | None = None


class Chart(NamedTuple):
    """A plot that is drawn; its cursor goes elsewhere without another look at its curves."""

    rows: tuple[Line, ...]
    dates: Line
    margin: int
    """Columns of the scale."""
    plot: Plot
    across: Across
    symbols: Symbols

    def lines(self, cursor: date | None) -> tuple[Line, ...]:
        """Return the rows, a line with marks and cursor where the plot has any, and one with the dates."""
        return (*self.rows, *([self._marks(cursor)] if _has_marks(self.plot) else []), self.dates)

    def _marks(self, cursor: date | None) -> Line:
        sign = signs(self.symbols)
        letters: list[Cell] = [(" ", "dim")] * self.across.columns
        for mark in self.plot.marks:
            if mark in self.plot.span:
                letters[self.across.column(mark)] = (sign["event"], "type")
        if cursor is not None:
            letters[self.across.column(cursor)] = (sign["cursor"], "key")
        return Line(((" " * self.margin, "dim"), *_cells(letters)))


def signs(symbols: Symbols) -> dict[str, str]:
    """Return how curves look, and the signs of rule, event mark and cursor."""
    if symbols.is_ascii:
        curves = {"solid": "***", "dots": ". .", "dashes": "-- -"}
        return {**curves, "level": "==", "mark": "|", "event": "!", "cursor": "^"}
    curves = {"solid": "⠤⠤⠤", "dots": "⠄ ⠄", "dashes": "⠤⠤ ⠤"}
    return {**curves, "level": "──", "mark": "│", "event": "★", "cursor": "▴"}


def lines(plot: Plot, width: int, height: int, symbols: Symbols) -> tuple[Line, ...]:
    """Return a chart of exactly `height` lines, one with dates and one with marks where there are any among them.

    None where there is nothing to draw or no room.
    """
    drawn = draw(plot, width, height, symbols)
    return drawn.lines(plot.cursor) if drawn is not None else ()


def draw(plot: Plot, width: int, height: int, symbols: Symbols) -> Chart | None:
    """Return a chart of a size, as `lines` has it; None where there is nothing to draw or no room."""
    rows = height - 1 - _has_marks(plot)
    values = [value for curve in plot.curves for _, value in curve.points]
    if not values or rows < 2:
        return None
    held = [*plot.held, *([] if plot.level is None else [plot.level])]
    held += [
        end
        for value in values
        for end in (value.numerator // value.denominator, -(-value.numerator // value.denominator))
    ]
    low, high, named = scale(min(held), max(held), most_ticks(rows), plot.unit)
    up = Up(low, high, rows)
    labels = {up.row(tick): plot.told(tick) for tick in (*named[1:-1], named[0], named[-1])}
    margin = max(map(cell_len, labels.values()), default=0) + 1
    if width - margin < LEAST:
        return None
    across = Across(plot.span, width - margin)
    told = [" " * (margin - 1 - cell_len(labels.get(y, ""))) + labels.get(y, "") + " " for y in range(rows)]
    grid = _grid(plot, across, up, symbols)
    drawn = (Line(((label, "dim"), *_cells(row))) for label, row in zip(told, grid, strict=True))
    dates = Line(((f"{'':{margin}}{across.named()}", "dim"),))
    return Chart(tuple(drawn), dates, margin, plot, across, symbols)


def _has_marks(plot: Plot) -> bool:
    return plot.cursor is not None or any(mark in plot.span for mark in plot.marks)


def _grid(plot: Plot, across: Across, up: Up, symbols: Symbols) -> list[list[Cell]]:
    """Return the letters of a plot, line by line from the top."""
    sign = signs(symbols)
    grid: list[list[Cell]] = [[(" ", "dim")] * across.columns for _ in range(up.rows)]
    if plot.level is not None:
        grid[up.row(plot.level)] = [(sign["level"][0], "dim")] * across.columns
    for mark in plot.marks:
        if mark in plot.span:
            for row in grid:
                row[across.column(mark)] = (sign["mark"], "line")
    for curve in plot.curves:
        for x, y, letter in _letters(_path(curve, across, up), curve.sign, up.rows):
            grid[y][x] = (sign[curve.sign][0] if symbols.is_ascii else _joined(grid[y][x][0], letter), curve.role)
    return grid


def _letters(path: Path, sign: str, rows: int) -> Iterator[tuple[int, int, str]]:
    """Yield the column, the line from the top and the braille of letters that a curve crosses; a letter may come again.

    Each comes with other dots then.
    """
    from plotille import Canvas

    strokes = _strokes(path, sign)
    while few := list(islice(strokes, _TOGETHER)):
        columns, heights = zip(*(dot for stroke in few for dot in stroke), strict=True)
        left, right = min(columns) // WIDE, max(columns) // WIDE + 1
        low, high = min(heights) // TALL, max(heights) // TALL + 1
        canvas = Canvas(right - left, high - low, WIDE * left, TALL * low, WIDE * right, TALL * high)
        for here, there in few:
            canvas.line(*here, *there)
        for y, line in enumerate(canvas.plot("\n").split("\n"), rows - high):
            for x, letter in enumerate(line, left):
                if letter != _BLANK:
                    yield x, y, letter


def _strokes(path: Path, sign: str) -> Iterator[tuple[Dot, Dot]]:
    """Yield the lines that draw a path solid, as dots or as dashes. A point by itself is as wide as a letter."""
    if len(path) < 2:
        yield from (((x, y), (x ^ 1, y)) for x, y in path)
    elif sign == "solid":
        yield from pairwise(path)
    elif sign == "dots":
        yield from ((dot, dot) for dot in _filled(path) if (dot[0] - path[0][0]) % _DOTS_EVERY == 0)
    else:
        for here, there in pairwise(_filled(path)):
            if (here[0] - path[0][0]) % _DASH_EVERY < _DASH - 1:
                yield here, there


def _path(curve: Curve, across: Across, up: Up) -> Path:
    """Return the dots of a curve; of those above each other the first, the lowest, the highest and the last."""
    path: Path = []
    dots = ((across.dot(day), up.dot(value)) for day, value in curve.points)
    for x, column in groupby(dots, key=itemgetter(0)):
        ys = [y for _, y in column]
        path += [(x, y) for y in (ys if len(ys) == 1 else (ys[0], min(ys), max(ys), ys[-1]))]
    return path


def _filled(path: Path) -> Iterator[tuple[int, int]]:
    """Yield a dot for each column of dots from the first of a path to its last."""
    for (x, y), (right, end) in pairwise(path):
        wide = right - x
        for step in range(wide):
            yield x + step, y + (2 * (end - y) * step + wide) // (2 * wide)
    yield path[-1]


def _joined(under: str, over: str) -> str:
    """Return the dots of both letters where both are braille; else the one that stands over the other."""
    return chr(ord(under) | ord(over)) if _BLANK <= under <= _FULL else over


def _cells(letters: Sequence[Cell]) -> list[Cell]:
    """Return letters with neighbours of one role together."""
    return [("".join(text for text, _ in run), role) for role, run in groupby(letters, key=itemgetter(1))]
