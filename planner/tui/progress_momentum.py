"""Momentum over some time as a picture, with what it is made of under the cursor. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from rich.cells import cell_len

from planner.domain.gauge import shown
from planner.domain.momentum import Contribution, DayScore, contributions
from planner.domain.period import Span
from planner.domain.views import short_date
from planner.tui import momentum_format
from planner.tui.line import Line
from planner.tui.momentum_chart import signed
from planner.tui.picture import HIGHEST, Looking, Picture, Room, table_head, table_row
from planner.tui.plots import Chart, Curve, Plot, draw

REASONS: Final = 4
"""Days that are told under the cursor at most."""
_LEAST, _ROOMY = 7, 14
"""Lines that the chart keeps where there is little room, and lines from which there is air."""
_APART: Final = 62
"""Days without a score that are more than time off."""
_NEAR: Final = 10
"""Points that a scale holds at least: less is no change to look at."""


class Momentum(NamedTuple):
    """Momentum over a span, drawn once: its cursor goes from day to day without another look at the rest."""

    scores: Sequence[DayScore]
    """All that are read, in the order of their dates."""
    within: range
    """Those of the span, by their place."""
    told: str
    chart: Chart | None
    table: Sequence[Line]
    look: Looking
    room: Room

    def beside(self, at: date | None, step: int) -> date:
        """Return the scored day so many before (below 0) or after a cursor's, up to the ends of the span."""
        place = max(self.within[0], min(self.within[-1], self._place(at) + step))
        return self.scores[place].facts.day

    def at(self, wanted: date | None) -> date:
        """Return the day that a cursor stands on; the last one where it stands on none."""
        return self.scores[self._place(wanted)].facts.day

    def holds(self, day: date) -> bool:
        """Whether a day is drawn."""
        return self.scores[self.within[0]].facts.day <= day <= self.scores[self.within[-1]].facts.day

    def picture(self, at: date | None) -> Picture:
        """Return the chart with its cursor on a day, and what that day's number is made of."""
        place = self._place(at)
        gap = [Line()] if self.room.height >= _ROOMY else []
        drawn = self.chart.lines(self.scores[place].facts.day) if self.chart is not None else ()
        return Picture(self.told, (*drawn, *gap, *self._reasons(place)), self.table)

    def _place(self, at: date | None) -> int:
        """Return the place of the day that a cursor stands on; of the last one where it stands on none."""
        place = bisect_left(self.scores, at, key=_day) if at is not None else -1
        return place if place in self.within and self.scores[place].facts.day == at else self.within[-1]

    def _reasons(self, place: int) -> list[Line]:
        """Return the number of a day and the newest days that make it."""
        look, width, count = self.look, self.room.width, _told_of(self.room)
        one = self.scores[place]
        head = f"{short_date(one.facts.day, look.today)}: {signed(shown(one.momentum), look.symbols)}"
        head += ", made of these points" if count else ""
        score = (("day's score", "dim"),) if count and width >= momentum_format.ROOMY else ()
        newest = contributions(self.scores[max(0, place + 1 - count) : place + 1]) if count else ()
        return [
            Line(((head, "text"),), score),
            *(_told_line(one, look, width) for one in newest),
        ]


def _told_line(one: Contribution, look: Looking, width: int) -> Line:
    """Return what a day adds with its reasons; in short where there is no room for all of them."""
    line = momentum_format.day_line(one, look.today, width, look.symbols)
    if sum(cell_len(text) for text, _ in (*line.left, *line.right)) < width:
        return line
    return momentum_format.day_line(one, look.today, width, look.symbols, in_short=True)


def momentum(
    scores: Sequence[DayScore], span: Span, look: Looking, room: Room, *, is_all: bool = False
) -> Momentum | None:
    """Return momentum over a span; None where no day of it is scored. All years begin where the first score is."""
    within = range(bisect_left(scores, span.start, key=_day), bisect_right(scores, span.end, key=_day))
    if not within:
        return None
    numbers = [(scores[n].facts.day, shown(scores[n].momentum)) for n in within]
    held = _held([number for _, number in numbers])
    plot = Plot(
        span=Span(max(span.start, numbers[0][0]), span.end) if is_all else span,
        curves=[Curve(stretch, "solid", "accent") for stretch in _stretches(numbers)],
        told=lambda value: signed(value, look.symbols),
        unit=_NEAR // 2,
        level=0 if 0 in held else None,
        held=held,
        marks=[mark.date for mark in look.marks],
        cursor=numbers[-1][0],
    )
    height = room.height - _told_of(room) - 1 - (room.height >= _ROOMY)
    chart = draw(plot, room.width, min(HIGHEST, height), look.symbols) if not look.has_table else None
    table = _table([scores[n] for n in within], look) if look.has_table else ()
    return Momentum(scores, within, _told(numbers, look), chart, table, look, room)


def _stretches(numbers: Sequence[tuple[date, int]]) -> Iterator[Sequence[tuple[date, int]]]:
    """Yield the days between which no time lies of which nothing is known: no line is drawn across that."""
    ends = [n for n in range(1, len(numbers)) if (numbers[n][0] - numbers[n - 1][0]).days > _APART]
    yield from (numbers[start:end] for start, end in pairwise((0, *ends, len(numbers))))


def _held(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return what the scale holds: zero where it is no further than the numbers are apart, else enough around them."""
    low, high = min(numbers), max(numbers)
    apart = max(_NEAR, high - low)
    if low - apart <= 0 <= high + apart:
        return (0,)
    middle = (low + high) // 2
    return max(-100, middle - _NEAR // 2), min(100, middle + _NEAR // 2)


def _told_of(room: Room) -> int:
    """Return how many days are told under the cursor."""
    return max(0, min(REASONS, room.height - _LEAST - 1))


def _told(numbers: Sequence[tuple[date, int]], look: Looking) -> str:
    def told(one: tuple[date, int]) -> str:
        return f"{signed(one[1], look.symbols)} on {short_date(one[0], look.today)}"

    low, high = (pick(numbers, key=lambda one: one[1]) for pick in (min, max))
    if len(numbers) == 1:
        return f"Momentum {told(numbers[0])}"
    if low[1] == high[1]:
        first, last = (short_date(one[0], look.today) for one in (numbers[0], numbers[-1]))
        return f"Momentum {signed(low[1], look.symbols)} on every day from {first} to {last}"
    return f"Momentum {told(numbers[-1])}, from {told(numbers[0])}; lowest {told(low)}, highest {told(high)}"


def _table(within: Sequence[DayScore], look: Looking) -> list[Line]:
    return [
        table_head(("day", "momentum", "points", "score")),
        *(
            table_row(
                short_date(one.facts.day, look.today),
                (
                    signed(shown(one.momentum), look.symbols),
                    momentum_format.points(one.gain, look.symbols),
                    momentum_format.points(one.score, look.symbols),
                ),
            )
            for one in reversed(within)
        ),
    ]


def _day(one: DayScore) -> date:
    return one.facts.day
