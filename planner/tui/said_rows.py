"""Rows that every review is made of: a heading, what was said beside its name, a question word for word. Pure."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from planner.domain.text import clean_line
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static

NAMES: Final = 13
"""Columns of the names at the left."""
LEAST: Final = 24
"""Columns that a name of a list has at the least."""
NARROWEST: Final = 12
"""Columns into which a text is broken at the least, however narrow the page is."""
Shown = tuple[str | None, Cell, Cell, Cell]
"""A line of a list: key, name, what is said beside it where there is room, and what stands at the right."""
NOTE_HINT: Final = "enter notes what to remember"
INDENT: Cell = ("  ", "dim")


def heading(title: str, aside: str = "") -> Row:
    """Return the line that opens a section."""
    return static(Line(((title, "strong"),), ((aside, "dim"),) if aside else ()))


def said(key: str | None, name: str, text: str, hint: str, width: int, *, role: str = "strong", aside: str = "") -> Row:
    """Return what was said beside its name, in as many lines as it takes; where nothing was, the hint."""
    told = clean_line(text)
    first, *rest = broken(told or hint, max(NARROWEST, width - NAMES - (len(aside) + 2 if aside else 0)))
    color = "text" if told else "dim"
    head = Line(((f"{name:{NAMES}}", role), (first, color)), ((aside, "dim"),) if aside else ())
    lines = (head, *(Line((("".ljust(NAMES), "dim"), (part, color))) for part in rest))
    return fixed(key, *lines)


def asked(key: str, question: str, text: str, hint: str, width: int, title: str = "") -> list[Row]:
    """Return a question word for word, with its answer under it; a title of the file's own stands above."""
    parts = broken(question, max(NARROWEST, width))
    told = clean_line(text)
    answer = broken(told or hint, max(NARROWEST, width - 2))
    lines = (
        *(Line(((part, "strong"),)) for part in parts),
        *(Line((INDENT, (part, "text" if told else "dim"))) for part in answer),
    )
    return [*([heading(title)] if title else []), fixed(key, *lines)]


def listed(rows: Sequence[Shown], width: int, symbols: Symbols) -> list[Row]:
    """Return a list in columns: the names have as many as the longest of them, up to half of the page."""
    room = width - 2 - max((cell_len(right[0]) for _, _, _, right in rows), default=0) - 3
    names = max((cell_len(name[0]) for _, name, _, _ in rows), default=0)
    names = min(names, max(LEAST, width // 2))
    return [fixed(key, _columns(name, beside, right, names, room, symbols)) for key, name, beside, right in rows]


def _columns(name: Cell, beside: Cell, right: Cell, names: int, room: int, symbols: Symbols) -> Line:
    """Return one line of a list; what is said beside the name is left out where its start has no room."""
    ends = (right,) if right[0] else ()
    if not beside[0] or room - names - 3 < min(cell_len(beside[0]), LEAST):
        return Line((INDENT, name), ends)
    shown = name[0] if cell_len(name[0]) <= names else set_cell_size(name[0], names - 1) + symbols.ellipsis
    blank = " " * (names - cell_len(shown) + 3)
    return Line((INDENT, (shown, name[1]), (blank, "dim"), beside), ends)
