"""How several lines of the journal become one that undoes them all."""

import json
import sqlite3
from collections.abc import Callable

from planner.domain.change import Change
from planner.store.written import joined, read_change

Named = Callable[[tuple[Change, ...]], str]
"""Returns the label of what several commands changed."""


def fold(connection: sqlite3.Connection, since: int, origin: str, named: Named, change_seq: int) -> str:
    """Make one line of the newest ones that stand, back to another program's or to line `since`; return its label.

    Fewer than two stay as they are, and none is returned.
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
        return ""
    written = joined([change for _, _, changes in lines for change in json.loads(changes)])
    topics = ",".join(sorted({topic for _, told, _ in lines for topic in told.split(",") if topic}))
    last, label = lines[-1][0], named(tuple(read_change(change) for change in written))
    connection.executemany("DELETE FROM journal WHERE seq = ?", [(seq,) for seq, _, _ in lines[:-1]])
    connection.execute(
        "UPDATE journal SET label = ?, change_seq = ?, topics = ?, changes = ? WHERE seq = ?",
        [label, change_seq, topics, json.dumps(written, ensure_ascii=False), last],
    )
    return label
