"""An import from look and draft to rows: what it is, what is asked, what would come in, how far it is. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from rich.cells import cell_len

from planner.domain.cells import DateOrder, read_date
from planner.domain.errors import PlannerError
from planner.domain.figure import counted
from planner.domain.headers import Field
from planner.domain.importviews import ImportDraft, ImportLook, Refused
from planner.domain.text import clean_line
from planner.services.importing_told import phrase, unchanged, unit
from planner.tui.format import cut
from planner.tui.goals_format import bar
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static

TAKEN = (
    ("CRMs", "contacts and deals as HubSpot, Pipedrive, Salesforce and Atomic CRM export them"),
    ("Google", "the contacts, as Google CSV"),
    ("tables", "any other CSV: which column is what is asked once, and remembered"),
    ("vCards", "a .vcf file, or a folder of them"),
    ("days off", "an .ics file: the whole days in it"),
    ("planner", "a JSON export: what is missing comes back"),
)
"""What can be read."""
NAMES = 26
"""Columns of the names of a table's columns at most; a third of a narrow page."""
FIELDS = 20
"""Columns of what a column is."""


def waiting(told: str, width: int) -> list[Row]:
    """Return what stands where no file is read: why not, and what can be."""
    rows = refused(told, width) + sentence(
        "o names a file. What would come in is shown first; nothing is saved before enter says so.", width
    )
    return [*rows, _gap(), *(row for name, what in TAKEN for row in _taken(name, what, width))]


def refused(told: str, width: int) -> list[Row]:
    """Return why nothing was read or saved, whole; nothing where all is well."""
    return [*sentence(told, width, "behind"), _gap()] if told else []


def _taken(name: str, what: str, width: int) -> Iterator[Row]:
    for n, line in enumerate(broken(what, max(12, width - 11))):
        yield static(Line(((f"{name if not n else '':11}", "text"), (line, "dim"))))


def head(name: str, look: ImportLook | None, draft: ImportDraft | None, path: str) -> list[Row]:
    """Return the file, the program that wrote it, its rows, and where it is."""
    cells: list[Cell] = [(clean_line(name), "strong")]
    if look is not None:
        rows = f", {counted(draft.rows, unit(draft.system))}" if draft is not None else ""
        cells.append((f"   {look.system.label}{rows}", "text"))
    return [static(Line(tuple(cells)), Line(((path, "dim"),)), Line())]


def progress(what: str, done: int, total: int, symbols: Symbols, width: int) -> list[Row]:
    """Return how far the work is: a thin bar, and how much of how much is done."""
    share = done / total if total else 0.0
    counts, widest = f"{share:.0%}", 4
    if what == "saving" and total > 1:
        counts, widest = f"{done:,} of {total:,}", len(f"{total:,} of {total:,}")
    room = max(4, min(60, width - 10 - 3 - widest))
    line = Line(((f"{what:10}", "text"), *bar(share, room, "accent", symbols), (f"   {counts}", "text")))
    is_whole = what == "saving" and done >= total > 0
    said = "It goes onto the disk." if is_whole else "esc stops it: nothing is saved then."
    return [static(line, Line()), *sentence(said, width)]


def draft(view: ImportDraft, look: ImportLook, symbols: Symbols, width: int) -> list[Row]:
    """Return what an import would do: counts, the first rows as they would stand, and what stays out."""
    tells = "enter imports it as one step, and u takes that back. Nothing is saved yet."
    nothing = f"It changes nothing: {unchanged(view)}."
    rows = sentence(tells if view.changes else nothing, width, "text")
    order = look.choices.date_order
    if order in {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST}:
        first, key, other = ("day", "m", "month") if order is DateOrder.DAY_FIRST else ("month", "d", "day")
        rows += sentence(f"Dates are read with the {first} first; {key} reads the {other} first.", width)
    rows += result(view, symbols, width)
    if view.samples:
        rows.append(_rule(f"the first {counted(len(view.samples), 'row')}, as they would stand", symbols, width))
        rows += [_row(f"sample {n}", sample) for n, sample in enumerate(view.samples)]
    return rows + staying_out(view, symbols, width)


def result(view: ImportDraft, symbols: Symbols, width: int) -> list[Row]:
    """Return the counts of an import, and what else should be known."""
    rows = [_rule("what comes in", symbols, width)]
    for what, count in view.counts.items():
        role = "behind" if "left out" in what else "dim" if "as they were" in what else "met"
        line = Line(((f"{count:>9,}", role), (f"  {phrase(what, count)}", "text" if role == "met" else "dim")))
        rows.append(fixed(f"count {what}", line))
    for note in view.notes:
        rows += sentence(note, width, "behind")
    return rows


def staying_out(view: ImportDraft, symbols: Symbols, width: int) -> list[Row]:
    """Return the rows and the columns that stay out."""
    rows: list[Row] = []
    if view.refused:
        rows.append(_rule(f"{counted(len(view.refused), unit(view.system))} left out", symbols, width))
        rows += (_told(f"refused {n}", row) for n, row in enumerate(view.refused))
    if view.asides:
        rows.append(_rule("left out of rows, or in doubt", symbols, width))
        rows += (_told(f"aside {n}", row) for n, row in enumerate(view.asides))
    if view.left_out:
        rows.append(_rule(f"{counted(len(view.left_out), 'column')} left out", symbols, width))
        rows += [_row(f"left {n}", name) for n, name in enumerate(view.left_out)]
    return rows


def columns(
    look: ImportLook, fields: Mapping[int, Field], cells: Sequence[Sequence[str]], symbols: Symbols, width: int
) -> list[Row]:
    """Return the columns of a table, each with its first cells and what it is."""
    rows = sentence(
        "Which column is what? A contact needs a name or an e-mail address, a deal its name.", width, "text"
    )
    rows += sentence("space names it, the arrows go through the choices, enter goes on. It is remembered.", width)
    rows.append(_rule(counted(len(look.header), "column"), symbols, width))
    for place, name in enumerate(look.header):
        found = cells[place] if place < len(cells) else ()
        draw = partial(_column, clean_line(name), fields.get(place), tuple(found), symbols)
        rows.append(Row(f"column {place}" if name.strip() else None, 1, draw))
    return rows


def dates(text: str, symbols: Symbols, width: int) -> list[Row]:
    """Return the question in which order dates stand, with an example read both ways."""
    rows = sentence(f"It has dates such as “{clean_line(text)}”: is the day first, or the month?", width, "text")
    rows += sentence("d or m answers; it is remembered for such files.", width)
    rows.append(_rule("dates", symbols, width))
    for order, key, told in ((DateOrder.DAY_FIRST, "d", "day first"), (DateOrder.MONTH_FIRST, "m", "month first")):
        line = Line(((f"  {key}  ", "key"), (f"{told:14}", "text"), (_read(text, order), "dim")))
        rows.append(fixed(order.value, line))
    return rows


def sentence(text: str, width: int, role: str = "dim") -> list[Row]:
    """Return a sentence in as many lines as it takes."""
    return [static(*(Line(((line, role),)) for line in broken(text, max(12, width))))]


def _column(name: str, field: Field | None, cells: tuple[str, ...], symbols: Symbols, width: int) -> tuple[Line, ...]:
    names = min(NAMES, max(8, width // 3))
    fields = min(FIELDS, max(8, width // 3))
    told = cut(name, names - 2, symbols)
    is_what: Cell = (f"{field.replace('_', ' '):{fields}}", "accent") if field else (f"{symbols.minus:{fields}}", "dim")
    pad = " " * (names - cell_len(told))
    sample = f"  {symbols.dot}  ".join(clean_line(cell) for cell in cells)
    return (Line(((told + pad, "text"), is_what, (sample, "dim"))),)


def _read(text: str, order: DateOrder) -> str:
    try:
        day = read_date(text, order)
    except PlannerError:
        return ""
    return f"{day.day} {day:%B} {day.year}"


def _told(key: str, row: Refused) -> Row:
    """Return what is told of a row."""
    at: Cell = (f"{row.number:>9,}", "dim")
    return fixed(key, Line((at, (f"  {clean_line(row.reason)}", "text"))))


def _row(key: str, text: str) -> Row:
    return fixed(key, Line(((f"  {clean_line(text)}", "text"),)))


def _rule(title: str, symbols: Symbols, width: int) -> Row:
    rule = symbols.rule * max(0, width - cell_len(title) - 1)
    return static(Line(), Line(((f"{title} ", "dim"), (rule, "line"))))


def _gap() -> Row:
    return static(Line())
