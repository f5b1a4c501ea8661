"""Verified copies of the file. A copy that does not check out is removed and said, never kept."""

import os
import sqlite3

from planner.domain.errors import StorageError


def verified_copy(connection: sqlite3.Connection, path: str) -> None:
    """Copy what a connection sees to a new private file, prove it whole, and give it its name.

    Raises StorageError where the copy does not check out.
    """
    partial = f"{path}.part"
    if os.path.exists(partial):
        os.unlink(partial)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        _copy(connection, partial)
        _synced(partial)
        os.replace(partial, path)
    except BaseException:
        os.unlink(partial)
        raise
    _synced(os.path.dirname(path) or ".")


def _copy(connection: sqlite3.Connection, path: str) -> None:
    copy = sqlite3.connect(path)
    try:
        connection.backup(copy)
        whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        linked = copy.execute("PRAGMA foreign_key_check").fetchone() is None
        same = _counts(copy) == _counts(connection)
    finally:
        copy.close()
    if not (whole and linked and same):
        raise StorageError(f"The copy to {path} did not check out. The file itself was left as it is.")


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def _synced(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
