"""From the log to lines. Pure: no widgets, no colours."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from rich.cells import cell_len

from planner.domain.activity import Activity, ActivityType, Outcome, words
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, LogRow, short_date
from planner.tui.line import Cell, Line, Row, Symbols

NARROW: Final = 60
"""Columns of a line below which the page of a record is narrow."""
DAYS, NARROW_DAYS = 16, 12
"""Columns of the days on the page of a record, and on a narrow one."""


def duration(minutes: int) -> str:
    """Return minutes as people say them: "45 min", "1 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours or minutes == 60:
        return f"{minutes} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def entry(row: LogRow, symbols: Symbols, width: int) -> tuple[Line, ...]:
    """Return an entry of the log: its line, and a second one for the note and the next step."""
    item = row.activity
    at = f"{item.local_time:%H:%M}" if item.local_time else "     "
    start: list[Cell] = [(f"{at}  ", "dim"), (f"{words(item.type):9} ", "type")]
    right = result(row, symbols)
    room = width - sum(cell_len(text) for text, _ in (*start, *right)) - 2
    lines = [Line((*start, *_fitting(_subject(row, symbols), room)), right)]
    if said := said_by(row, symbols):
        indent = 17 if width >= 40 else 7
        lines.append(Line(((" " * indent, "dim"), (said, "dim"))))
    return tuple(lines)


def of_record(row: LogRow, about: Cell, today: date, symbols: Symbols) -> Row:
    """Return an entry on the page of its contact or its deal, with what the page does not say `about` it."""
    said = said_by(row, symbols)
    return Row(row.activity.id, 2 if said else 1, partial(_of_record, row, about, said, today, symbols))


def _of_record(row: LogRow, about: Cell, said: str, today: date, symbols: Symbols, width: int) -> tuple[Line, ...]:
    is_narrow = width < NARROW
    columns = NARROW_DAYS if is_narrow else DAYS
    told = short_date(row.activity.local_date, today)
    told = told if len(told) <= columns else told.partition(" ")[2]
    day = f"  {told:{columns}} "
    line = Line(((day, "dim"), (f"{words(row.activity.type):10}", "type"), about), result(row, symbols))
    if not said:
        return (line,)
    indent = columns + (3 if is_narrow else 13)
    return line, Line(((" " * indent, "dim"), (said, "text")))


def _fitting(cells: Sequence[Cell], room: int) -> list[Cell]:
    """Return the cells without those at the end, the first aside, that have no room at all."""
    kept: list[Cell] = []
    for cell in cells:
        if kept and room < min(cell_len(cell[0]), 8):
            break
        kept.append(cell)
        room -= cell_len(cell[0])
    return kept


def said_by(row: LogRow, symbols: Symbols) -> str:
    """Return an entry's note and its next step; empty where it has neither."""
    step = f"{symbols.arrow} {clean_line(row.next_step)}" if row.next_step else ""
    return " ".join(part for part in (clean_line(row.activity.note), step) if part)


def _subject(row: LogRow, symbols: Symbols) -> list[Cell]:
    item = row.activity
    cells: list[Cell] = []
    if item.quantity > 1:
        cells.append((f"{item.quantity} {symbols.times} ", "text"))
    if row.contact:
        cells.append((clean_line(row.contact), "text"))
        if row.organization:
            cells.append((f"  {clean_line(row.organization)}", "dim"))
    elif row.deal_title:
        cells.append((clean_line(row.deal_title), "text"))
    facts = [
        f"reach {item.reach:,}" if item.reach is not None else "",
        duration(item.minutes) if item.minutes else "",
        words(item.purpose) if item.purpose is not None else "",
    ]
    for fact in filter(None, facts):
        is_apart = bool(cells) and not cells[-1][0].endswith(" ")
        cells.append((f"  {fact}" if is_apart else fact, "dim"))
    return cells


def result(row: LogRow, symbols: Symbols) -> tuple[Cell, ...]:
    """Return how an entry ended: its amount or its outcome."""
    item = row.activity
    if item.type in {ActivityType.CLOSE, ActivityType.PROPOSAL} and row.amount_minor is not None:
        role = "met" if item.type is ActivityType.CLOSE else "text"
        return ((symbols.amount(row.amount_minor, row.currency), role),)
    if item.outcome is None:
        return ()
    return ((words(item.outcome), "met" if is_good(item) else "dim"),)


def is_good(item: Activity) -> bool:
    """Whether the outcome is what was wanted."""
    return item.outcome in {Outcome.CONNECTED, Outcome.HELD, Outcome.REPLIED, Outcome.WON}


def day_rule(day: date, today: date, symbols: Symbols, width: int) -> Line:
    """Return the line that opens a day of the log."""
    name = "today" if day == today else f"{day:%A} {day.day} {MONTHS[day.month - 1]}"
    name += "" if day.year == today.year else f" {day.year}"
    return Line(((f"{name} ", "dim"), (symbols.rule * max(0, width - len(name) - 1), "line")))
