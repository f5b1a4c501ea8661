"""Our own export, taken in again: rows by their keys. What stands stays as it is; what is missing comes back."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from planner.domain.change import Change, Entity
from planner.domain.errors import PlannerError
from planner.domain.headers import System
from planner.domain.importviews import ImportDraft, Refused
from planner.domain.money import shown
from planner.domain.text import clean, clean_line
from planner.services.importing_files import text_of
from planner.store import everything

if TYPE_CHECKING:
    from planner.services.planner import Planner

VERSION = 1
_SAMPLES = 3


def read_export(planner: "Planner", path: str, name: str) -> ImportDraft:
    """Read an export as the rows that are missing here. Raises PlannerError where it is none of ours."""
    tables = _tables(path)
    counts: Counter[str] = Counter()
    refused: list[Refused] = []
    changes: list[Change] = []
    samples: list[str] = []
    number = 0
    for table, rows in tables.items():
        standing = everything.keys(planner.store, table)
        for row in rows:
            number += 1
            try:
                entity = _entity(table, row)
            except PlannerError as error:
                refused.append(Refused(number, f"{table}: {clean_line(str(error)).removesuffix('.')}"))
                continue
            if entity.key in standing:
                counts["rows as they were"] += 1
                continue
            standing.add(entity.key)
            counts["rows new"] += 1
            changes.append(Change(None, entity))
            if len(samples) < 3:  # as many as are shown
                samples.append(_sample(table, row))
    if refused:
        counts["rows left out"] = len(refused)
    return ImportDraft(name, System.PLANNER, dict(counts), tuple(samples), tuple(refused), (), (), tuple(changes))


def _tables(path: str) -> dict[str, list[Any]]:
    """Return the rows of an export by their tables, in an order in which each is known before it is referred to."""
    try:
        found = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise PlannerError(f"{path} is not whole JSON. Export it again.") from error
    if not isinstance(found, dict) or "planner" not in found or not isinstance(found.get("tables"), dict):
        raise PlannerError(f"{path} is no export of a planner. planner export --json FILE writes one.")
    if found["planner"] != VERSION:
        raise PlannerError(f"{path} was exported by a newer planner ({shown(str(found['planner']))}). Update this one.")
    unknown = [name for name in found["tables"] if name not in everything.names()]
    if unknown:
        raise PlannerError(f"{path} has rows of “{shown(clean_line(unknown[0]))}”, which this planner does not know.")
    tables = {name: found["tables"].get(name, []) for name in everything.names()}
    if not all(isinstance(rows, list) for rows in tables.values()):
        raise PlannerError(f"{path} is no export of a planner. planner export --json FILE writes one.")
    return tables


def _entity(table: str, row: Any) -> Entity:
    """Return a row as an entity, its texts cleaned. Raises PlannerError with the reason."""
    if not isinstance(row, dict):
        raise PlannerError("it is no row")
    cells = {str(name): clean(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
    for name, cell in cells.items():
        if not isinstance(cell, str | int | None):
            raise PlannerError(f"{shown(clean_line(name))} holds neither text nor a whole number")
    return everything.entity(table, cells)


def _sample(table: str, row: dict[str, Any]) -> str:
    told = next((row[name] for name in ("name", "title", "text", "note", "date") if row.get(name)), "")
    return clean_line(f"{table} {told}")
