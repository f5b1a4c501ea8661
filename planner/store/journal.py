"""The journal's lines as JSON: how several become one that undoes them all."""

import json
import sqlite3
from typing import Any

from planner.store.tables import table_named

Written = dict[str, Any]
"""One change as the journal holds it: `table`, and the row `before` and `after`."""


def fold(connection: sqlite3.Connection, since: int, origin: str, label: str, change_seq: int) -> int:
    """Make one line of the newest ones that stand, back to another program's or to line `since`.

    Return how many they were; fewer than two stay as they are.
    """
    lines: list[tuple[int, str, str]] = []
    for seq, by, state, topics, changes in connection.execute(
        "SELECT seq, origin, state, topics, changes FROM journal WHERE seq > ? AND state IN ('done', 'kept') "
        "ORDER BY seq DESC",
        [since],
    ):
        if by != origin or state != "done":
            break
        lines.insert(0, (seq, topics, changes))
    if len(lines) < 2:
        return len(lines)
    written = joined([change for _, _, changes in lines for change in json.loads(changes)])
    topics = ",".join(sorted({topic for _, told, _ in lines for topic in told.split(",") if topic}))
    last = lines[-1][0]
    connection.executemany("DELETE FROM journal WHERE seq = ?", [(seq,) for seq, _, _ in lines[:-1]])
    connection.execute(
        "UPDATE journal SET label = ?, change_seq = ?, topics = ?, changes = ? WHERE seq = ?",
        [label, change_seq, topics, json.dumps(written, ensure_ascii=False), last],
    )
    return len(lines)


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


def _key(change: Written) -> Any:
    """Return the primary key of a change's row: the first column of its table."""
    return (change["after"] or change["before"])[table_named(change["table"]).key]
