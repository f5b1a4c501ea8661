"""The routine from rows to lines: when each ritual was held, when it is due, and how the last eight went. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from textwrap import wrap
from typing import Final

from planner.domain.review import ReviewKind
from planner.domain.routine import FREQUENCY, RoutineRow
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui.line import Cell, Line, Row, Symbols, static
from planner.tui.ritual_rows import to_look_at
from planner.tui.week_items import padded

NAME: Final = 18
"""Columns of a ritual's name."""
DATE: Final = 17
"""Columns of a date."""
NARROW: Final = 80
"""Columns below which how often a ritual comes is left out."""
NARROWEST: Final = 56
"""Columns below which the last time is left out."""
SLIGHT: Final = 46
"""Columns below which the last eight are left out: a date that is cut says less than none."""
EXPLAINED: Final = (
    "Nothing here earns a point, and what is off never shows as due.",
    "The sections are YAML files: see the README to write your own.",
)


def rows(
    view: tuple[RoutineRow, ...],
    titles: Mapping[ReviewKind, str],
    faults: Sequence[str],
    today: date,
    symbols: Symbols,
    width: int,
    height: int,
) -> list[Row]:
    """Return the page's rows; what explains them takes as many lines as its words need.

    `titles` are what each is called, `faults` what was not understood in the user's files.
    """
    lines = [Row(str(row.kind), 1, partial(_line, row, titles[row.kind], today, symbols)) for row in view]
    told = (Line(), *(Line(((part, "dim"),)) for text in EXPLAINED for part in wrap(text, width)))
    air = [static(Line())] if height > len(lines) + 1 else []
    looked_at = [static(Line()), *to_look_at(faults, width)] if faults else []
    return [*air, Row(None, 1, _head), *lines, *looked_at, static(*told)]


def _head(width: int) -> tuple[Line, ...]:
    cells: list[Cell] = [(f"{'':{NAME}}", "dim")]
    if width >= NARROWEST:
        cells.append((f"{'last held':{DATE}}", "dim"))
    cells.append(("next due", "dim"))
    return (Line(tuple(cells), _right(("last 8", "dim"), "at most", width)),)


def _line(row: RoutineRow, title: str, today: date, symbols: Symbols, width: int) -> tuple[Line, ...]:
    name: Cell = (f"{padded(clean_line(title), NAME - 1, symbols)} ", "text" if row.is_on else "dim")
    last = short_date(row.last_held, today) if row.last_held else symbols.minus
    cells = [name]
    if width >= NARROWEST:
        cells.append((f"{last:{DATE}}", "dim"))
    cells.append(_due(row, today))
    held = "".join(symbols.dot if kept is None else symbols.done if kept else symbols.open for kept in row.held)
    return (Line(tuple(cells), _right((held, "met" if any(row.held) else "dim"), FREQUENCY[row.kind], width)),)


def _right(last_eight: Cell, often: str, width: int) -> tuple[Cell, ...]:
    if width < SLIGHT:
        return ()
    return (last_eight, (f"   {often:20}", "dim")) if width >= NARROW else (last_eight,)


def _due(row: RoutineRow, today: date) -> Cell:
    if not row.is_on:
        return "off", "dim"
    if row.is_due:
        return "due", "key"
    return short_date(row.next_due, today) if row.next_due else "", "text"
