"""How several lines of the journal become one that undoes them all."""

import json
import sqlite3
from collections.abc import Callable

from planner.domain.change import Change
from planner.store.written import joined, keys, read_change

_NOTED = "done in {}"
"""Under which name the file keeps the numbers of a ritual's lines."""
_CLOSED = "closed in {}"
"""Under which name the file keeps the number of the line in which a ritual was closed last."""
Line = tuple[int, str, str]
"""A line's number, its topics and its changes."""
Named = Callable[[tuple[Change, ...]], str]
"""Returns the label of what several commands changed."""


def fold(connection: sqlite3.Connection, since: int, origin: str, named: Named, change_seq: int) -> str:
    """Make one line of the newest ones that stand, back to another program's or to line `since`; return its label.

    Fewer than two stay as they are, and none is returned.
    """
    lines: list[Line] = []
    for seq, by, state, topics, changes in connection.execute(
        "SELECT seq, origin, state, topics, changes FROM journal WHERE seq > ? AND state IN ('done', 'kept') "
        "ORDER BY seq DESC",
        [since],
    ):
        if by != origin or state != "done":
            break
        lines.insert(0, (seq, topics, changes))
    return _as_one(connection, lines, named, change_seq)


def note(connection: sqlite3.Connection, ritual: str, seq: int) -> None:
    """Note that a line was done in a ritual."""
    sql = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value || ' ' || excluded.value"
    connection.execute(sql, [_NOTED.format(ritual), str(seq)])


def gather(connection: sqlite3.Connection, ritual: str, named: Named, change_seq: int) -> str:
    """Make one line of those that were noted as a ritual's and stand, in the place of the newest; return its label.

    What was done between them stays as it is, and so does a line whose rows are named by what stays behind it: that is
    taken back first. Fewer than two stay as they are, and none is returned. The next line that is noted is the first;
    where the same review was closed before and opened again, its former closing is.
    """
    key = _NOTED.format(ritual)
    noted = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    if noted is None:
        return ""
    own = {int(seq) for seq in noted[0].split()}
    newest = max(own)
    own |= _closed_before(connection, ritual, newest)
    connection.execute("DELETE FROM meta WHERE key = ?", [key])
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [_CLOSED.format(ritual), str(newest)])
    lines: list[Line] = []
    behind: list[str] = []
    for seq, topics, changes in connection.execute(
        "SELECT seq, topics, changes FROM journal WHERE seq BETWEEN ? AND ? AND state IN ('done', 'kept') "
        "ORDER BY seq DESC",
        [min(own), newest],
    ):
        rows = keys(json.loads(changes)) if seq in own else []
        if rows and not any(row in text for text in behind for row in rows):
            lines.insert(0, (seq, topics, changes))
        else:
            behind.append(changes)
    return _as_one(connection, lines, named, change_seq)


def _closed_before(connection: sqlite3.Connection, ritual: str, closing: int) -> set[int]:
    """Return the line in which a ritual was closed before, where line `closing` is about the same review."""
    sql = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?"
    former = {seq for (seq,) in connection.execute(sql, [_CLOSED.format(ritual)])}
    return {seq for seq in former if _reviews(connection, seq) & _reviews(connection, closing)}


def _reviews(connection: sqlite3.Connection, seq: int) -> set[str]:
    """Return the keys of the reviews that a line changed."""
    (changes,) = connection.execute("SELECT changes FROM journal WHERE seq = ?", [seq]).fetchone() or ("[]",)
    return {key for change in json.loads(changes) if change["table"] == "review" for key in keys([change])}


def _as_one(connection: sqlite3.Connection, lines: list[Line], named: Named, change_seq: int) -> str:
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
