"""Everything as JSON, and each table as CSV that no spreadsheet runs."""

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.cells import neutralised
from planner.services.exporting_count import Count
from planner.services.importing_json import VERSION
from planner.store import everything
from planner.store.tables import Cell

if TYPE_CHECKING:
    from planner.store.store import Store

_BOM = "\ufeff"
"""What tells a spreadsheet that a CSV is UTF-8."""
_PIECE = 1 << 16


def as_json(store: "Store", count: Count) -> Iterator[str]:
    """Yield one JSON object with the rows of every table, a row a line, so that two exports compare line by line."""
    head = {"planner": VERSION, "store": store.store_uuid}
    yield json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "tables": {'
    with everything.snapshot(store):
        for number, name in enumerate(everything.names()):
            yield f"{',' if number else ''}\n{json.dumps(name)}: ["
            columns = everything.columns(name)
            for place, row in enumerate(count.through(everything.rows(store, name))):
                written = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
                yield f"{',' if place else ''}\n{written}"
            yield "]"
    yield "}}\n"


def csv_names() -> tuple[str, ...]:
    """Return the names of the CSV files."""
    return tuple(f"{name}.csv" for name in everything.names())


def as_csv(store: "Store", count: Count) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the name of each table's file and its text in pieces."""
    with everything.snapshot(store):
        for name in everything.names():
            yield f"{name}.csv", _csv(store, name, count)


def _csv(store: "Store", name: str, count: Count) -> Iterator[str]:
    text = io.StringIO()
    text.write(_BOM)
    writer = csv.writer(text)
    writer.writerow(everything.columns(name))
    for row in count.through(everything.rows(store, name)):
        writer.writerow(map(_cell, row))
        if text.tell() > _PIECE:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _cell(cell: Cell) -> str:
    return "" if cell is None else neutralised(str(cell))
