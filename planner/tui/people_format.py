"""From contacts to lines: whom to call next, and the list of all. Pure: no widgets, no colours."""

from collections.abc import Collection
from datetime import date
from typing import Final

from rich.cells import cell_len

from planner.domain.contactviews import ContactRow, PeopleFilter
from planner.domain.nextcall import NextCall, Why, ago
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui.fitted import fitted
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Symbols

ROOMY: Final = 96
"""Columns of a line from which a call and its reasons, or every figure of a contact, stand on one line."""
NARROW: Final = 56
"""Columns below which the day alone stands beside a name."""
FULL_NAME: Final = 44
"""Columns below which a name stands without its organization."""
NAME: Final = 36
_STAGE, _TALK, _TALK_ROOMY, _DUE, _DUE_ALONE = 13, 16, 26, 18, 14
NOBODY_TO_CALL = "Nobody waits for a call now. tab shows all contacts, l logs a step."
NO_CONTACT = "No contact yet. a adds one: try “Dana Reyes, Acme <dana@acme.com>”."
NOBODY_HERE = "Nobody is here. 0 shows everybody."
KEYS_LONG = "0 all  1 leads  2 prospects  3 opportunities  4 customers  5 lost  6 due  7 losing touch  8 top  9 away"
KEYS_SHORT = "0 all 1 lead 2 prosp 3 opp 4 cust 5 lost 6 due 7 losing 8 top 9 away"


def call_height(row: NextCall, width: int) -> int:
    """Return how many lines somebody to call takes."""
    return 1 if width >= ROOMY and cell_len(clean_line(row.words)) <= _reasons(width) else 2


def call(row: NextCall, symbols: Symbols, width: int) -> tuple[Line, ...]:
    """Return somebody to call: on one line where there is room, else the reasons go on or stand on a second one."""
    item = row.contact
    star: Cell = (f"{symbols.star} " if item.is_top else "  ", "accent")
    name: tuple[Cell, ...] = ((clean_line(item.name), "text"),)
    if item.organization:
        name = (*name, (f"  {clean_line(item.organization)}", "dim"))
    first, *others = row.reasons
    role = "behind" if first.why in {Why.MY_PROMISE, Why.THEIR_PROMISE, Why.FOLLOW_UP} else "text"
    told: tuple[Cell, ...] = ((clean_line(first.words), role),)
    if others:
        told = (*told, (clean_line("".join(f", {reason.words}" for reason in others)), "dim"))
    if width >= ROOMY and call_height(row, width) == 1:
        return (Line((star, *fitted(name, NAME, symbols), *told)),)
    if width >= ROOMY:
        start, *rest = broken(clean_line(row.words), _reasons(width))
        strong = len(clean_line(first.words))
        behind = Line(((" " * (NAME + 2), "dim"), *_toned(" ".join(rest), strong - len(start) - 1, role)))
        return Line((star, *fitted(name, NAME, symbols), *_toned(start, strong, role))), behind
    return Line((star, *name)), Line((("    ", "dim"), *told))


def calls_title(shown: int, most: int, whole: int) -> str:
    """Return the title of whom to call next: how many are shown, the first ones of how many where these are counted."""
    first = "the strongest " if shown == most and whole != shown else ""
    of = f" of {whole:,}" if whole > shown else ""
    return f"whom to call next   {first}{shown or ''}{of}".rstrip()


def head(width: int) -> Line:
    """Return what stands above the list of all."""
    named: list[Cell] = [("    name", "dim")]
    if width >= ROOMY:
        named = [(f"{'    name':{_name_room(width) + 4}}", "dim"), ("organization", "dim")]
    return Line(tuple(named), tuple((text, "dim") for text, _ in _right("stage", "last talk", "due", width)))


def contact(row: ContactRow, today: date, selected: Collection[str], symbols: Symbols, width: int) -> Line:
    """Return one line of the list: the name, the stage, the last talk and when the next is due, and why."""
    entry = row.entry
    mark: Cell = (f"{symbols.done} " if entry.id in selected else "  ", "accent")
    star: Cell = (f"{symbols.star} " if entry.is_top else "  ", "accent")
    name: Cell = (clean_line(entry.name), "text")
    cells: list[Cell] = [mark, star, name]
    if width >= ROOMY:
        cells = [mark, star, *fitted([name], _name_room(width), symbols), (clean_line(entry.organization), "dim")]
    elif entry.organization and width >= FULL_NAME:
        cells.append((f"  {clean_line(entry.organization)}", "dim"))
    talk = ago(row.last_talk, today) if row.last_talk else "not yet"
    if row.last_talk is None and entry.touched_on is not None:
        contacted = date.fromisoformat(entry.touched_on)
        talk = f"contacted {ago(contacted, today) if width >= ROOMY else f'{(today - contacted).days} d'}"
    due, role = _due(row, today)
    parts = _right(entry.stage, talk, due, width)
    return Line(tuple(cells), (*((text, "dim") for text, _ in parts[:-1]), (parts[-1][0], role)))


def title(wanted: PeopleFilter, name: str, total: int, selected: int) -> str:
    """Return the title of the list of all: the filter, what was looked for, and how many there are."""
    parts = ["people", name]
    if wanted.text.strip():
        parts.append(f"“{clean_line(wanted.text)}”")
    parts.append(f"{total:,}")
    if total:
        parts.append(f"{selected} selected" if selected else "space selects")
    return "   ".join(parts)


def filter_keys(width: int) -> str:
    """Return the keys of the filters, as many words as there is room for."""
    return next((keys for keys in (KEYS_LONG, KEYS_SHORT) if len(keys) + 6 <= width), "0 to 9 filter")


def _right(stage: str, talk: str, due: str, width: int) -> list[tuple[str, int]]:
    sized = [(stage, _STAGE), (talk, _TALK_ROOMY if width >= ROOMY else _TALK), (due, _DUE)]
    shown = sized if width >= ROOMY - 16 else sized[::2] if width >= NARROW else [(due, _DUE_ALONE)]
    return [(f"{text:>{size}}", size) for text, size in shown]


def _due(row: ContactRow, today: date) -> Cell:
    entry = row.entry
    if entry.archived_on is not None:
        return "put away", "dim"
    if entry.do_not_contact:
        return "do not contact", "dim"
    if row.due_on is None:
        return "never", "dim"
    if row.due_on > today:
        is_snoozed = entry.snoozed_until == row.due_on.isoformat()
        return f"{'snoozed ' if is_snoozed else ''}{_day(row.due_on, today)}", "dim"
    if row.is_losing:
        return "losing touch", "behind"
    return ("today" if row.due_on == today else f"since {_day(row.due_on, today)}"), "behind"


def _reasons(width: int) -> int:
    """Return the columns of reasons beside a name."""
    return width - NAME - 2


def _toned(text: str, strong: int, role: str) -> tuple[Cell, ...]:
    """Return a text whose first characters belong to the strongest reason, and the others to the rest."""
    at = max(0, strong)
    return tuple(cell for cell in ((text[:at], role), (text[at:], "dim")) if cell[0])


def _name_room(width: int) -> int:
    """Return the columns of names beside organizations."""
    return (width - 4 - _STAGE - _TALK_ROOMY - _DUE) // 2


def _day(day: date, today: date) -> str:
    return short_date(day, today).partition(" ")[2]
