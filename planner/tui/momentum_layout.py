"""What stands where on the momentum page: what is always in view, and what scrolls with the days. Pure: no widgets."""

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from planner.domain.gauge import NOT_A_RATING, Compared, Gauge, Why, shown
from planner.domain.momentum import Contribution
from planner.services.known_days import LONG
from planner.tui import momentum_format as told
from planner.tui.line import Line, Symbols
from planner.tui.momentum_chart import AXIS, MOST_DAYS, Point, caption, chart, window

WIDE, HIGH = 110, 36
"""Columns of a line and lines of the terminal from which figures stand beside the chart."""
LOW, LOWEST, TINY = 20, 12, 6
"""Lines of the terminal below which the chart is small, there is none, and nothing at all stands above the list."""
LEFT = AXIS + MOST_DAYS + 4
"""Columns of the chart where figures stand beside it."""
REST = 14
"""Lines that figures beside the chart leave to all else."""


class MomentumView(NamedTuple):
    """The number of a day and where it comes from."""

    day: date
    gauge: Gauge
    why: Why
    compared: tuple[Compared, ...]
    results: frozenset[str]
    """The names of the measures that count what came of the work."""
    days: tuple[Contribution, ...]
    """What scored days still add, newest first."""


class Room(NamedTuple):
    """The columns that lines have, and the lines of the terminal."""

    width: int
    height: int

    @property
    def is_wide(self) -> bool:
        """Whether figures may stand beside the chart."""
        return self.width >= WIDE and self.height >= HIGH


def head(view: MomentumView, marked: int | None, room: Room, symbols: Symbols) -> list[Line]:
    """Return what is always in view: number, chart with the marked day, and the figures beside it where they fit."""
    if room.height < TINY:
        return []
    title = told.title(view.gauge, symbols)
    if room.height < LOWEST:
        return [title]
    if room.is_wide:
        about = [*_words(view), *_outlook(view, symbols), *_note(view, LEFT - 4)]
        left = [title, *about, Line(), *_chart(view, marked, LEFT - 4, 11, symbols)]
        right = _figures(view, room.width - LEFT, symbols)
        fits = len(right) + REST <= room.height
        return [Line(), *told.beside(left, right if fits else [], LEFT, symbols), Line()]
    if room.height < LOW:
        return [title, *_chart(view, marked, room.width, 4, symbols, is_told=False)]
    outlook = told.outlook(view.gauge, symbols)
    return [title, outlook or Line(), *_chart(view, marked, room.width, 6, symbols)]


def above_days(view: MomentumView, room: Room, symbols: Symbols) -> list[Line]:
    """Return what stands above the days and scrolls with them: everything that has no place in the head."""
    parts: list[list[Line]] = []
    if not room.is_wide:
        outlook = [] if room.height >= LOW else _outlook(view, symbols)
        parts = [told.inputs(view.why), [*_words(view), *outlook, *_note(view, room.width)]]
        parts.append(told.compared(view.compared, view.results, room.width, symbols))
    elif len(figures := _figures(view, room.width, symbols)) + REST > room.height:
        parts = [figures]
    lines = [line for part in parts if part for line in (*part, Line())]
    return [*lines, told.head_of_days(room.width)] if view.days else lines


def _outlook(view: MomentumView, symbols: Symbols) -> list[Line]:
    outlook = told.outlook(view.gauge, symbols)
    return [outlook] if outlook else []


def _words(view: MomentumView) -> list[Line]:
    worked = 0
    recent = []
    for one in view.days:
        worked += one.score.facts.is_working
        if worked > LONG:
            break
        recent.append(one.score)
    return told.words(view.gauge, told.wins(recent))


def _note(view: MomentumView, width: int) -> list[Line]:
    note = NOT_A_RATING if view.days else told.NOTHING_YET
    return [Line(((part, "dim"),)) for part in wrap(note, max(1, width))]


def _figures(view: MomentumView, width: int, symbols: Symbols) -> list[Line]:
    inputs = told.inputs(view.why)
    compared = told.compared(view.compared, view.results, width, symbols)
    return [*inputs, Line(), *compared] if inputs and compared else inputs or compared


def _chart(
    view: MomentumView, marked: int | None, width: int, rows: int, symbols: Symbols, *, is_told: bool = True
) -> list[Line]:
    """Return the chart of the scored days around the marked one, and what it shows."""
    if not view.days or width < AXIS:
        return []
    places = window(len(view.days), marked, width)
    points = [_point(view.days[place]) for place in reversed(places)]
    lines = chart(points, None if marked is None else places[-1] - marked, width, rows, symbols)
    if is_told:
        lines.append(Line(((caption(points, view.day, width, symbols), "dim"),)))
    return lines + [Line()] * (rows + 1 + is_told - len(lines))


def _point(one: Contribution) -> Point:
    return Point(one.score.facts.day, shown(one.score.momentum))


def closing(view: MomentumView, count: int, *, has_more: bool) -> Sequence[tuple[float, str]]:
    """Return what stands behind so many days: what is not told by itself, where that is anything, and the sum of all.

    The points as they are shown and these add up to the last figure.
    """
    value = round(view.gauge.value, 2)
    rest = value - sum(round(one.points, 2) for one in view.days[:count])
    name = "the days before" if has_more else "rounded away"
    lines = [(rest, name)] if has_more or abs(rest) >= 0.005 else []
    return [*lines, (value, told.together(view.gauge.value))]
