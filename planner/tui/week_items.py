"""What weekly planning is made of: items beside each other, and the lines that ask what one says. Pure."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from rich.cells import cell_len

from planner.domain.period import Span
from planner.domain.text import clean_line
from planner.domain.views import MONTHS
from planner.tui.format import cut
from planner.tui.line import Cell, Line, Row, Symbols, fixed

PROUD, CHANGE, NOTE, DID = "proud", "change", "note", "did you"
"""The keys of the rows that ask something."""
NAMES: Final = 18
"""Columns of the names at the left."""
HINTS: Final = {
    PROUD: "p says what you are proud of",
    CHANGE: "enter writes one down; next week asks about it",
    NOTE: "enter notes something about the week",
}
Items = tuple[Cell, ...]


def said_row(name: str, key: str, said: str) -> Row:
    """Return a line that asks for a sentence, with what was said."""
    text: Cell = (clean_line(said), "text") if said else (HINTS[key], "dim")
    label = f"{name}   " if len(name) >= NAMES else f"{name:{NAMES}}"
    return fixed(key, Line(((label, "dim" if key == PROUD else "strong"), text)))


def span_told(week: Span) -> str:
    """Return a week's days: "9–15 February", "26 January – 1 February"."""
    first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in week)
    return f"{week.start.day}–{last}" if week.start.month == week.end.month else f"{first} – {last}"


def flowing(items: Iterable[Items], width: int) -> list[Line]:
    """Return items beside each other, as many to a line as it has room for."""
    lines: list[list[Cell]] = []
    used = 0
    for item in items:
        size = sum(cell_len(text) for text, _ in item)
        if not lines or used + 3 + size > width:
            lines.append([("  ", "dim")])
            used = 2
        else:
            lines[-1].append(("   ", "dim"))
            used += 3
        lines[-1] += item
        used += size
    return [Line(tuple(cells)) for cells in lines]


def dollars(value: Fraction) -> int:
    """Return minor units rounded to whole hundreds where there are any."""
    return round(value / 100) * 100 if value >= 100 else round(value)


def hours(minutes: int) -> str:
    """Return minutes as hours with at most one decimal: "0h", "1.5h"."""
    whole, tenth = divmod(round(minutes / 6), 10)
    return f"{whole}.{tenth}h" if tenth else f"{whole}h"


def padded(text: str, width: int, symbols: Symbols) -> str:
    """Return a text that takes exactly so many columns."""
    text = cut(text, width, symbols)
    return text + " " * max(0, width - cell_len(text))
