"""Changes as the journal holds them, as JSON: written, read, and several of one row joined into one."""

from collections.abc import Iterable, Iterator
from typing import Any

from planner.domain.change import Change
from planner.store.tables import table_named, table_of

Written = dict[str, Any]
"""One change: `table`, and the row `before` and `after`."""


def journalled(changes: Iterable[Change]) -> bytearray:
    """Return changes as the journal holds them, in UTF-8.

    An import's are tens of thousands: they are written one by one into one place.
    """
    import json

    written = bytearray(b"[")
    for number, change in enumerate(changes):
        if number:
            written += b", "
        written += json.dumps(_as_written(change), ensure_ascii=False).encode()
    written += b"]"
    return written


def read_changes(journalled: str) -> Iterator[Change]:
    """Yield the changes that the journal holds, one by one."""
    import json

    decoder, at = json.JSONDecoder(), 1
    while at < len(journalled) - 1:
        written, end = decoder.raw_decode(journalled, at)
        yield read_change(written)
        at = end + len(", ")


def read_change(written: Written) -> Change:
    """Return a change as the journal holds it."""
    table = table_named(written["table"])
    before, after = (None if row is None else table.from_row(row) for row in (written["before"], written["after"]))
    return Change(before, after)


def joined(changes: list[Written]) -> list[Written]:
    """Return one change a row: as it was before the first one, as it is after the last; none where both are equal."""
    rows: dict[tuple[str, Any], Written] = {}
    for change in changes:
        key = (change["table"], _key(change))
        if key in rows:
            rows[key] = {**rows[key], "after": change["after"]}
        else:
            rows[key] = change
    return [change for change in rows.values() if change["before"] != change["after"]]


def keys(changes: list[Written]) -> list[str]:
    """Return the keys of the rows that changes are about, as the journal writes them wherever it names a row.

    Goals have rules that bind one to all others, so that of these the name of their table is another key.
    """
    import json

    goals = ['"table": "goal"'] if any(change["table"] == "goal" for change in changes) else []
    return [*goals, *(json.dumps(_key(change), ensure_ascii=False) for change in changes)]


def _key(change: Written) -> Any:
    """Return the primary key of a change's row: the first column of its table."""
    return (change["after"] or change["before"])[table_named(change["table"]).key]


def _as_written(change: Change) -> Written:
    table = table_of(type(change.entity))
    before, after = (None if side is None else table.to_row(side) for side in (change.before, change.after))
    return {"table": table.name, "before": before, "after": after}
