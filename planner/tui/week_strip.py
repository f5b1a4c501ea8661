"""How seven days share the columns of a terminal, and the strip that stands for them where these are few. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from planner.domain.weekviews import DayColumn
from planner.tui.goals_format import bar
from planner.tui.line import Cell, Line, Symbols
from planner.tui.week_items import hours

REST: Final = 9
"""Columns of a day that is off where all seven stand beside each other."""
WHOLE: Final = 88
"""Columns from which they do."""
DATED: Final = 7
"""Columns from which a day of the strip has its date, and one less than it needs for three letters of its name."""
BARRED: Final = 10
"""Columns from which it has a bar."""


def shared(days: Sequence[DayColumn], width: int) -> list[int]:
    """Return the columns of each day: the least of one that is off and empty, as many as another of every other one."""
    told = [n for n, day in enumerate(days) if day.is_working or day.day_off or day.rows] or range(len(days))
    size, more = divmod(width - REST * (len(days) - len(told)), len(told))
    sizes = [REST] * len(days)
    for n in told:
        sizes[n] = size + (n in told[:more])
    return sizes


def strip(days: Sequence[DayColumn], marked: int, today: date, width: int, symbols: Symbols) -> tuple[Line, Line]:
    """Return the names of seven days, the marked one in brackets, and how full each is."""
    size = width // len(days)
    names: list[Cell] = []
    loads: list[Cell] = []
    for n, day in enumerate(days):
        name = f"{day.day:%a}" if size > DATED else f"{day.day:%a}"[:2]
        name += f" {day.day.day}" if size >= DATED else ""
        role = "key" if n == marked else "dim" if day.day < today or not day.is_working else "strong"
        names.append((f"{f'[{name}]' if n == marked else f' {name} ':{size}}", role))
        loads += _load(day, size, symbols)
    return Line(tuple(names)), Line(tuple(loads))


def is_over(day: DayColumn) -> bool:
    """Whether a working day holds more than it has room for."""
    return day.load > day.capacity > 0


def load_bar(day: DayColumn, size: int, symbols: Symbols) -> tuple[Cell, Cell]:
    """Return the bar that shows how full a day is."""
    part = day.load / day.capacity if day.capacity else float(day.load > 0)
    role = "behind" if is_over(day) else "bar"
    (full, _), (rest, _) = bar(part, size, role, symbols)
    return (full, role), (rest if symbols.is_ascii else symbols.rule * len(rest), "track")


def load_told(day: DayColumn, symbols: Symbols) -> str:
    """Return how full a day is: "2.5h", "10h of 8h"; a dash where nothing is asked and nothing stands."""
    if is_over(day):
        return f"{hours(day.load)} of {hours(day.capacity)}"
    return hours(day.load) if day.load or day.capacity else symbols.minus


def _load(day: DayColumn, size: int, symbols: Symbols) -> list[Cell]:
    """Return how full a day of the strip is, as short as it must be: "10h of 8h", "10/8h", ">8h"."""
    told = load_told(day, symbols)
    if len(told) > size - 2:
        told = told.replace("h of ", "/")
    if len(told) > size - 1:
        told = f">{hours(day.capacity)}" if is_over(day) else f"{-(-day.load // 60)}h"
    bars: tuple[Cell, ...] = ()
    room = size - 2 - len("7.5h ")
    if size >= BARRED and len(told) <= size - 3 - room:
        bars = (*load_bar(day, room, symbols), (" ", "dim"))
    used = 1 + sum(len(text) for text, _ in bars)
    return [(" ", "dim"), *bars, (f"{told:{max(0, size - used)}}", "behind" if is_over(day) else "dim")]
