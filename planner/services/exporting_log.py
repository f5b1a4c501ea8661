"""The log as a document: Markdown by days, or plain text as jrnl keeps it. Oldest first."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.activity import words
from planner.domain.money import format_amount
from planner.domain.text import clean_line
from planner.domain.views import LogRow
from planner.services.exporting_count import Count
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

_PAGE = 500
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
_NOON = "12:00"
"""Where an entry has no time of day: its instant is noon."""
_PRICED = frozenset({"close", "proposal"})


def as_markdown(planner: "Planner", count: Count) -> Iterator[str]:
    """Yield the log as Markdown, a heading a day."""
    yield "# Log\n"
    before = None
    for row in count.through(_rows(planner)):
        day = row.activity.local_date
        if day != before:
            yield f"\n## {day.isoformat()} {day:%A}\n\n"
            before = day
        at = f"{row.activity.local_time:%H:%M} " if row.activity.local_time else ""
        head, note = _told(planner, row)
        yield f"- {at}**{_escaped(head[0])}**{''.join(f' · {_escaped(part)}' for part in head[1:])}"
        yield f": {_escaped(note)}\n" if note else "\n"


def as_jrnl(planner: "Planner", count: Count) -> Iterator[str]:
    """Yield the log as jrnl's own file has it: `[2026-02-10 09:31] call, Dana Reyes` and the note beneath."""
    for row in count.through(_rows(planner)):
        at = f"{row.activity.local_time:%H:%M}" if row.activity.local_time else _NOON
        head, note = _told(planner, row)
        title = ", ".join(head).replace("[", "(").replace("]", ")")
        body = f"{note.replace('[', '(').replace(']', ')')}\n" if note else ""
        yield f"[{row.activity.local_date.isoformat()} {at}] {title}.\n{body}\n"


def _rows(planner: "Planner") -> Iterator[LogRow]:
    """Yield the log, oldest first."""
    newest_first: list[LogRow] = []
    page = queries.older(planner.store, None, _PAGE)
    while page:
        newest_first += page
        page = queries.older(planner.store, page[-1].key, _PAGE)
    return reversed(newest_first)


def _told(planner: "Planner", row: LogRow) -> tuple[list[str], str]:
    """Return what an entry says in parts, and its note with the next step."""
    item = row.activity
    parts = [words(item.type) + (f" x{item.quantity}" if item.quantity > 1 else "")]
    parts += [clean_line(part) for part in (row.contact or row.deal_title, row.organization) if part]
    parts += [words(value) for value in (item.purpose, item.outcome) if value]
    if row.amount_minor is not None and item.type in _PRICED:
        parts.append(format_amount(row.amount_minor, row.currency, planner.settings.currency))
    if item.minutes is not None:
        parts.append(f"{item.minutes} min")
    if item.reach is not None:
        parts.append(f"reach {item.reach:,}")
    step = f" -> {clean_line(row.next_step)}" if row.next_step else ""
    return parts, clean_line(item.note) + step


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
