"""Reads of the journal: a command's line, what it changed, and the commands between it and what stands now."""

from datetime import datetime
from typing import TYPE_CHECKING

from planner.domain.change import Change
from planner.domain.errors import PlannerError
from planner.domain.views import JournalLine
from planner.store.written import read_change

if TYPE_CHECKING:
    from planner.store.store import Store

_LINE = "SELECT seq, at_utc, origin, label, state FROM journal"


def line(store: "Store", seq: int) -> JournalLine:
    """Return a command's line. Raises PlannerError where there is none of that number."""
    row = store.one(f"{_LINE} WHERE seq = ?", [min(seq, 2**62)])
    if row is None:
        raise PlannerError(f"No step has the number {seq}. planner history shows them.")
    return _line(*row)


def lines(store: "Store", limit: int, before: int | None) -> list[JournalLine]:
    """Return so many lines at most, newest first, older than a line's number where one is given."""
    rows = store.rows(f"{_LINE} WHERE seq < ? ORDER BY seq DESC LIMIT ?", [before or 2**62, limit])
    return [_line(*row) for row in rows]


def way(store: "Store", to: JournalLine, limit: int) -> tuple[int, list[JournalLine]]:
    """Return how many commands lie between what stands now and where a command stood, and the first of them.

    They come in the order in which they are taken back, newest first, or done again, oldest first. To one that was
    superseded there is none.
    """
    between = {
        "undone": "state = 'undone' AND seq <= ? ORDER BY seq",
        "superseded": "seq IS NULL AND seq > ? ORDER BY seq",
    }.get(to.state, "state = 'done' AND seq > ? ORDER BY seq DESC")
    ((count,),) = store.rows(f"SELECT count(*) FROM journal WHERE {between.partition(' ORDER')[0]}", [to.seq])
    return count, [_line(*row) for row in store.rows(f"{_LINE} WHERE {between} LIMIT ?", [to.seq, limit])]


def weight(store: "Store", *, undone: bool) -> int:
    """Return how many bytes the journal holds of the command that is taken back next, or done again; 0 without one."""
    state, order = ("undone", "ASC") if undone else ("done", "DESC")
    sql = f"SELECT length(CAST(changes AS BLOB)) FROM journal WHERE state = ? ORDER BY seq {order} LIMIT 1"
    row = store.one(sql, [state])
    return 0 if row is None else int(row[0])


def changes(store: "Store", seq: int, limit: int, *, backwards: bool = False) -> tuple[int, list[Change]]:
    """Return how many changes a command made, and the first of them; backwards, the last first."""
    import json

    row = store.one("SELECT json_array_length(changes) FROM journal WHERE seq = ?", [seq])
    order = "DESC" if backwards else "ASC"
    sql = (
        "SELECT one.value FROM journal, json_each(journal.changes) AS one WHERE seq = ? "
        f"ORDER BY one.key {order} LIMIT ?"
    )
    found = [read_change(json.loads(written)) for (written,) in store.rows(sql, [seq, limit])]
    return (0 if row is None else int(row[0])), found


def _line(seq: int, at: str, origin: str, label: str, state: str) -> JournalLine:
    return JournalLine(seq, datetime.fromisoformat(at), origin, label, state)
