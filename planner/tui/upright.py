"""Upright bars beside each other, one for each part of a time, on a scale from zero. Pure: no colours of its own."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from planner.domain.period import Span
from planner.tui.axes import Across, most_ticks, scale
from planner.tui.line import Line, Symbols

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_LONG: Final = 40
"""Days of a part above which it is a year."""
_LEAST: Final = 3
"""Lines below which there are no columns."""


def upright(parts: Sequence[tuple[Span, int]], width: int, height: int, symbols: Symbols) -> list[Line]:
    """Return a column for each part of a time, of exactly `height` lines with one of dates; none without room."""
    rows = height - 1
    if rows < _LEAST or not parts:
        return []
    _, high, named = scale(0, max(1, *(number for _, number in parts)), most_ticks(rows))
    labels = {rows - 1 - min(rows - 1, tick * rows // high): f"{tick:,}" for tick in reversed(named)}
    margin = max(map(len, labels.values())) + 1
    room = width - margin
    if room < len(parts):
        return []
    each = min(10, room // len(parts))
    gap = 1 if each > 1 else 0
    eighths = [-(-8 * rows * number // high) for _, number in parts]
    told = []
    for y in range(rows):
        full = rows - 1 - y
        letters = [_letter(tall - 8 * full, symbols) * (each - gap) + " " * gap for tall in eighths]
        told.append(Line(((f"{labels.get(y, ''):>{margin - 1}} ", "dim"), ("".join(letters), "bar"))))
    return [*told, Line(((" " * margin + _dates([part for part, _ in parts], each), "dim"),))]


def _dates(parts: Sequence[Span], each: int) -> str:
    """Return the dates below the bars: of years each one, in as many letters as a bar has; else those with room."""
    if max(part.days for part in parts) > _LONG:
        return "".join(f"{part.start.year:<{each}}"[-each:] for part in parts)
    span = Span(parts[0].start, parts[-1].end)
    if len(parts) < span.days or span.end == date.max:
        return Across(span, each * len(parts)).named()
    return Across(Span(span.start, span.end + timedelta(days=1)), each * len(parts) + 1).named()


def _letter(eighths: int, symbols: Symbols) -> str:
    """Return what fills so many eighths of a letter; half of one is the least that a whole sign stands for."""
    filled = max(0, min(8, eighths))
    return ("#" if filled >= 4 else ".") if symbols.is_ascii and filled else _EIGHTHS[filled]
