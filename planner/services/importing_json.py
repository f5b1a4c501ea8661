"""Our own export, taken in again, JSON or the CSV of one table: rows by their keys.

What stands stays as it is; what is missing comes back. A file in which nothing stands takes over the name of the one
that was exported, so that cards and calendars know its rows again.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.domain.cells import restored
from planner.domain.change import Change, Entity
from planner.domain.errors import PlannerError
from planner.domain.headers import System
from planner.domain.importviews import ImportDraft, Refused
from planner.domain.money import shown
from planner.domain.text import clean, clean_line
from planner.services.importing_files import Table, text_of
from planner.store import everything

if TYPE_CHECKING:
    from planner.services.planner import Planner

VERSION = 1
_SAMPLES = 3
_STORE = re.compile(r"[0-9A-Za-z-]{1,64}")
"""How a planner's file is named."""


_Numbered = tuple[int, Any]
"""A row with its number; a PlannerError where it cannot be read."""


class _Row(NamedTuple):
    """A row that is missing here."""

    number: int
    table: str
    cells: Mapping[str, Any]
    entity: Entity


def read_export(planner: "Planner", path: str, name: str) -> ImportDraft:
    """Read an export as the rows that are missing here. Raises PlannerError where it is none of ours."""
    numbers = count(1)
    found = _export(path)
    tables = {name: [(next(numbers), row) for row in rows] for name, rows in _tables(found, path).items()}
    draft = _missing_rows(planner, tables, name)
    own = str(found.get("store", ""))
    is_empty = not any(everything.count(planner.store, table) for table in everything.names() if table != "setting")
    return draft._replace(store=own) if is_empty and _STORE.fullmatch(own) else draft


def read_table(planner: "Planner", table: Table, name: str) -> ImportDraft:
    """Read the CSV of one of our tables as the rows that are missing here."""
    kind = everything.own(table.header)
    cell = everything.cell(planner.store, kind)
    rows: list[_Numbered] = []
    for row in table.rows():
        try:
            cells = zip(table.header, row.cells, strict=not row.fault)
            read = {column: cell(column, restored(text)) for column, text in cells}
            rows.append((row.number, PlannerError(row.fault) if row.fault else read))
        except ValueError:
            rows.append((row.number, PlannerError("its cells are not what this table holds")))
    draft = _missing_rows(planner, {kind: rows}, name)
    notes = ["Rows that are here already stay as they are: what was changed in the file does not come in."]
    needs = sorted({file for _, file in everything.references(planner.store, kind)} - {kind})
    if draft.refused and needs:
        notes.append(f"Rows need those that they refer to: import {', '.join(f'{file}.csv' for file in needs)} first.")
    return draft._replace(notes=tuple(notes if draft.refused or "rows as they were" in draft.counts else ()))


def _missing_rows(planner: "Planner", tables: Mapping[str, Sequence[_Numbered]], name: str) -> ImportDraft:
    """Return what adds the rows that are missing here; those that cannot be are told."""
    counts: Counter[str] = Counter()
    refused: list[Refused] = []
    found: list[_Row] = []
    known = {table: everything.keys(planner.store, table) for table in everything.names()}
    for table, rows in tables.items():
        for number, row in rows:
            try:
                entity = _entity(table, row)
            except PlannerError as error:
                refused.append(Refused(number, f"{table}: {clean_line(str(error)).removesuffix('.')}"))
                continue
            if entity.key in known[table]:
                counts["rows as they were"] += 1
                continue
            known[table].add(entity.key)
            found.append(_Row(number, table, row, entity))
    new, lost = _held(found, known, {table: everything.references(planner.store, table) for table in tables})
    refused = sorted((*refused, *lost))
    counts["rows new"] = len(new)
    counts["rows left out"] = len(refused)
    told = {what: counts[what] for what in ("rows as they were", "rows new", "rows left out") if counts[what]}
    samples = tuple(_sample(row.table, row.cells) for row in new[:_SAMPLES])
    changes = tuple(Change(None, row.entity) for row in new)
    read = sum(map(len, tables.values()))
    return ImportDraft(name, System.PLANNER, told, samples, tuple(refused), (), (), changes, read)


def _held(
    rows: Iterable[_Row], known: Mapping[str, set[str]], references: Mapping[str, Iterable[tuple[str, str]]]
) -> tuple[list[_Row], list[Refused]]:
    """Return the rows that refer to nothing that is missing, and the others, each with what it misses.

    `known` are the keys of all rows by their tables; those of rows that stay out are taken away from it.
    """
    held, lost = list(rows), []
    while True:
        staying: list[_Row] = []
        for row in held:
            missing = _missing(row, known, references[row.table])
            if not missing:
                staying.append(row)
                continue
            lost.append(Refused(row.number, missing))
            known[row.table].discard(row.entity.key)
        if len(staying) == len(held):
            return held, lost
        held = staying


def _missing(row: _Row, known: Mapping[str, set[str]], references: Iterable[tuple[str, str]]) -> str:
    """Return what says which row one refers to that is neither here nor in the file; empty where there is none."""
    for column, table in references:
        key = row.cells.get(column)
        if key is not None and key not in known[table]:
            return f"{row.table}: its {_words(table)} {shown(clean_line(str(key)))} is neither here nor in the file"
    return ""


def _export(path: str) -> dict[str, Any]:
    """Return an export as it is written. Raises PlannerError where it is none of ours."""
    try:
        found = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise PlannerError(f"{path} is not whole JSON. Export it again.") from error
    if not isinstance(found, dict) or "planner" not in found or not isinstance(found.get("tables"), dict):
        raise PlannerError(f"{path} is no export of a planner. planner export --json FILE writes one.")
    if found["planner"] != VERSION:
        raise PlannerError(f"{path} was exported by a newer planner ({shown(str(found['planner']))}). Update this one.")
    return found


def _tables(found: Mapping[str, Any], path: str) -> dict[str, list[Any]]:
    """Return the rows of an export by their tables, in an order in which each is known before it is referred to."""
    unknown = [name for name in found["tables"] if name not in everything.names()]
    if unknown:
        raise PlannerError(f"{path} has rows of “{shown(clean_line(unknown[0]))}”, which this planner does not know.")
    tables = {name: found["tables"].get(name, []) for name in everything.names()}
    if not all(isinstance(rows, list) for rows in tables.values()):
        raise PlannerError(f"{path} is no export of a planner. planner export --json FILE writes one.")
    return tables


def _entity(table: str, row: Any) -> Entity:
    """Return a row as an entity, its texts cleaned. Raises PlannerError with the reason."""
    if isinstance(row, PlannerError):
        raise row
    if not isinstance(row, dict):
        raise PlannerError("it is no row")
    cells = {str(name): clean(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
    for name, cell in cells.items():
        if not isinstance(cell, str | int | None):
            raise PlannerError(f"{shown(clean_line(name))} holds neither text nor a whole number")
    return everything.entity(table, cells)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _sample(table: str, row: Mapping[str, Any]) -> str:
    told = next((row[name] for name in ("name", "title", "text", "note", "date") if row.get(name)), "")
    return clean_line(f"{table} {told}")
