"""Reads of sacred blocks: the one that runs, those that were missed, what one holds, and the minutes of a span."""

from datetime import date

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.block import DEFAULT_MINUTES
from planner.domain.period import Span
from planner.store.store import Store

_ROOT = "substr(id, 1, instr(id || '+', '+') - 1)"
"""What the rows of one rule have in common: the key without its count."""
_KEY = len("2026-02-10") + 1
"""Where a key begins behind its date."""


def running(store: Store) -> Action | None:
    """Return the block that was begun and has not ended; the newest one where other programs began several."""
    where = "status = ? AND kind = ? AND begun_utc IS NOT NULL AND kept_minutes IS NULL"
    return next(store.select(Action, where, [ActionStatus.PLANNED, ActionKind.BLOCK], "begun_utc DESC, id"), None)


def missed(store: Store, day: date) -> list[Action]:
    """Return recurring blocks before a day that were not begun, oldest first."""
    where = "status = ? AND kind = ? AND date < ? AND rrule <> '' AND begun_utc IS NULL"
    return list(store.select(Action, where, [ActionStatus.PLANNED, ActionKind.BLOCK, day], "date, id"))


def of_rules(store: Store, span: Span) -> list[Action]:
    """Return the blocks of a span, and of each rule the last row before it, the first behind it and the newest.

    Oldest first. The rows of a rule share their key up to its count.
    """
    of_blocks = f"kind = ? AND status IN ({', '.join('?' * len(ActionStatus))})"
    beside = (
        "WITH ends AS (SELECT max(CASE WHEN date < ? THEN date || id END) AS before, "
        "min(CASE WHEN date > ? THEN date || id END) AS behind, max(date || id) AS newest "
        f"FROM action WHERE {of_blocks} GROUP BY {_ROOT}) "
        f"SELECT substr(before, {_KEY}) FROM ends UNION SELECT substr(behind, {_KEY}) FROM ends "
        f"UNION SELECT substr(newest, {_KEY}) FROM ends"
    )
    blocks = [ActionKind.BLOCK, *ActionStatus]
    where = f"{of_blocks} AND date BETWEEN ? AND ? OR id IN ({beside})"
    return list(store.select(Action, where, [*blocks, *span, *span, *blocks], "date, id"))


def held(store: Store, block: Action) -> list[Action]:
    """Return the actions of a block's day, or waiting since before it, that it holds, in the order of a plan."""
    where = "block_id = ? AND date <= ? AND status NOT IN (?, ?)"
    order = "start_time IS NULL, start_time, position, id"
    return list(store.select(Action, where, [block.id, block.date, ActionStatus.MOVED, ActionStatus.DROPPED], order))


def kept(store: Store, span: Span) -> tuple[int, int]:
    """Return the minutes of a span's blocks that were kept, and those that were planned.

    Of each block at most its planned minutes count, so that a long one does not hide one that was left out. One that
    was ticked off without being begun counts as kept. One that was skipped, or left its day when that was over,
    was planned; one that was taken off, or given another day in time, was not.
    """
    planned = f"coalesce(nullif(planned_minutes, 0), {DEFAULT_MINUTES})"
    found = f"coalesce(kept_minutes, CASE WHEN status = ? THEN {planned} ELSE 0 END)"
    sql = (
        f"SELECT coalesce(sum(min({found}, {planned})), 0), "
        f"coalesce(sum({planned}), 0) FROM action WHERE kind = ? AND date BETWEEN ? AND ? "
        "AND (status IN (?, ?) OR left_on > date OR (status = ? AND kept_minutes IS NOT NULL))"
    )
    done, dropped = ActionStatus.DONE.value, ActionStatus.DROPPED.value
    values = [done, ActionKind.BLOCK.value, *span.iso]
    ((minutes, of),) = store.rows(sql, [*values, ActionStatus.PLANNED.value, done, dropped])
    return int(minutes), int(of)
