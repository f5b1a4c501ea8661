"""From what a search finds to lines. Pure: no widgets, no colours."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from planner.domain.found import Found, Group, Hit
from planner.domain.searchline import Kind, Part, Query, Term, joined_by, marks, no_such
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Symbols

TEACHES = (
    ("dana renewal", "words, by how they begin"),
    ('"exact words"', "in this order, whole"),
    ("type:call @dana", "what it is, and whom it is about"),
    ("after:2026-01 before:2026-03", "when"),
    ("in:goals -call", "of this kind, without this word"),
)
BEFORE = 16
"""Letters that stay before the first word that was found, where the beginning of a text has no room."""
WIDE, WIDEST = 72, 100
"""Columns from which a hit says when and what it is in a column of its own, and in full."""


def head(group: Group, symbols: Symbols, width: int) -> Line:
    """Return the line that opens a kind."""
    name = f"{group.kind} "
    count = f"{group.total:,} "
    rule = symbols.rule * max(0, width - len(name) - len(count))
    return Line(((name, "strong"), (count, "dim"), (rule, "line")))


def hit(found: Hit, query: Query, today: date, symbols: Symbols, width: int) -> Line:
    """Return a hit: its day, what it is, whom it is about and what was typed, with the words that found it."""
    cells: list[Cell] = [(f"{_day(found, today, width)}  ", "dim")]
    state = found.state.partition(" ")[0] if found.kind is Kind.REVIEWS else found.state
    label = found.label or ("" if found.kind is Kind.GOALS else state)
    if columns := 24 if width >= WIDEST else 18 if width >= WIDE else 0:
        label = label if len(label) <= columns - 2 else f"{label[: columns - 3].rstrip()}{symbols.ellipsis}"
        cells += [*_marked(label, _terms(query, Part.TYPE), "type"), (" " * (columns - cell_len(label)), "dim")]
    elif found.label:
        cells += [*_marked(found.label.split(" ", 1)[0], _terms(query, Part.TYPE), "type"), ("  ", "dim")]
    if who := clean_line(found.who):
        who = who if width >= WIDE or not found.text else who.partition(", ")[0]
        cells += [*_marked(who, _terms(query, Part.WHO), "text"), ("   ", "dim")]
    if found.question:
        cells += [*_marked(clean_line(found.question), _terms(query, Part.TYPE), "dim"), (": ", "dim")]
    room = width - sum(cell_len(text) for text, _ in cells)
    role = "dim" if found.who else "text"
    terms = _terms(query, Part.ANY)
    text = clean_line(found.text.replace("\n", f" {symbols.dot} "))
    cells += _marked(_from_first(text, terms, room, symbols), terms, role)
    return Line(tuple(cells))


def more(group: Group, symbols: Symbols) -> Line:
    """Return the line that stands for the hits of a kind that are not shown."""
    rest = group.total - len(group.hits)
    return Line(((f"{symbols.ellipsis} {rest:,} more   ", "dim"), (f"in:{group.kind}", "accent")))


def told(query: Query, width: int) -> list[Line]:
    """Return what is said of a line that is not understood, or not meant as it is read."""
    sentences = [*query.unread]
    if word := joined_by(query):
        sentences.append(f"“{word}” is looked for as a word. All words of a line are looked for.")
    return [Line(((part, "behind"),)) for sentence in sentences for part in broken(sentence, width)]


def empty(found: Found, text: str, width: int) -> list[Line]:
    """Return what stands where nothing is found."""
    query = found.query
    if query.is_text_alone:
        return [Line((("Nothing is looked for: a word has a letter or a digit.", "dim"),))]
    if text.strip() and query.asks:
        told = no_such(found.no_such) or "Fewer words, or shorter ones, find more."
        if query.first is not None and query.before is not None and query.first >= query.before:
            told = "No day lies between the two: “after:” is not before “before:”."
        return [Line(((part, "dim"),)) for part in broken(f"Nothing is found. {told}", width)]
    lines = [Line((("Everything that was typed is found here.", "dim"),)), Line()]
    return lines + [Line(((f"{line:32}", "text"), (told, "dim"))) for line, told in TEACHES]


def _day(found: Hit, today: date, width: int) -> str:
    if width < WIDE:
        month = f"{found.day.day:2} {MONTHS[found.day.month - 1][:3]}"
        return f" {month}" if found.day.year == today.year else f"{found.day:%Y-%m}"
    return f"{short_date(found.day, today):15}"


def _terms(query: Query, part: Part) -> tuple[Term, ...]:
    """Return the terms that a text of a part may have been found by."""
    return tuple(term for term in query.wanted if term.part in {Part.ANY, part})


def _marked(text: str, terms: Sequence[Term], role: str) -> list[Cell]:
    """Return a text in which the words that found it stand out, by a line under them too."""
    cells: list[Cell] = []
    at = 0
    for start, end in marks(text, terms):
        cells += [(text[at:start], role), (text[start:end], "found")]
        at = end
    return [cell for cell in (*cells, (text[at:], role)) if cell[0]]


def _from_first(text: str, terms: Sequence[Term], room: int, symbols: Symbols) -> str:
    """Return a text from a little before the first word that was found, where that has no room otherwise."""
    found = marks(text, terms)
    if not found or cell_len(text[: found[0][1]]) < room:
        return text
    first, end = found[0]
    before = max(0, min(BEFORE, room - (end - first) - 4))
    start = text.find(" ", max(0, first - before), first) + 1 or first
    return f"{symbols.ellipsis} {text[start:]}"
