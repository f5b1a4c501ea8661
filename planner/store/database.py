"""The file: how it is opened, what is checked before a byte is written, and how it is known to be the same file.

A file that is foreign, newer, shared by hard links or emptied is refused, never written to.
"""

import os
import sqlite3
import stat
from contextlib import closing
from functools import partial
from typing import Final

from planner.domain.errors import StorageError
from planner.store.faults import told
from planner.store.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate
from planner.store.place import make_private

BUSY_SECONDS: Final = 5.0
NOWHERE: Final = ""
"""The path of a planner that has no file and is gone when it is closed: SQLite's temporary database."""
_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
_PRAGMAS: Final = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "temp_store": 2,
}
"""Set and read back at each open. DELETE and EXTRA: an acknowledged commit survives a power cut."""


def open_database(path: str, *, store_uuid: str, stood_before: bool = False) -> sqlite3.Connection:
    """Open a planner file, or make one where nothing is. Raises StorageError with the sentence.

    `store_uuid` names a file that is made; `stood_before` says that a planner's file is expected here.
    """
    with told(path):
        if path != NOWHERE:
            _check_file(path, stood_before=stood_before)
        connection = connect(path)
        try:
            version = _checked_version(connection, path)
            if version < SCHEMA_VERSION:
                if version:
                    from planner.store.backup import verified_copy

                    verified_copy(connection, f"{path}.before-{SCHEMA_VERSION}")
                migrate(connection, store_uuid)
        except BaseException:
            connection.close()
            raise
        return connection


def connect(path: str) -> sqlite3.Connection:
    """Return a connection with the settings that the planner's promises rest on. Raises StorageError."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")  # one bad row blanks no screen
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is not None and found[0] != value:
            connection.close()
            raise StorageError(f"{path} does not take {name}={value}. It was left as it is.")
    return connection


def damage(path: str) -> str:
    """Return what is wrong with a file, as SQLite finds it when it looks through all of it; empty where nothing is."""
    from urllib.parse import quote

    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as connection:
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
            lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError:
        return ""  # held by another program: the next start looks again
    except sqlite3.DatabaseError as error:
        found, lost = str(error), None
    if found == "ok" and lost is None:
        return ""
    return f"{path} is damaged ({found if found != 'ok' else 'a row points nowhere'}). Copy it away before you go on."


def identity(path: str) -> tuple[int, int] | None:
    """Return what tells this file from another at the same path; None where nothing is."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _check_file(path: str, *, stood_before: bool) -> None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        folder = os.path.dirname(path) or "."
        make_private(folder)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # two programs may make it at once
        return
    if not stat.S_ISREG(found.st_mode):
        raise StorageError(f"{path} is not a file.")
    if found.st_nlink > 1:
        raise StorageError(f"{path} has {found.st_nlink} names (hard links). Copy it to a place of its own first.")
    if not os.access(path, os.R_OK):
        raise StorageError(f"{path} cannot be read. Check its permissions.")
    if not found.st_size:
        if stood_before:
            raise StorageError(f"{path} is empty, and a planner stood there before. It was left as it is.")
    else:
        with open(path, "rb") as file:
            header = file.read(_HEADER)
        is_ours = header.startswith(_MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID
        cut_off = not any(header) and os.path.exists(f"{path}-journal")  # while it was made: SQLite takes that back
        if not is_ours and not cut_off:
            raise _foreign(path)
    if found.st_mode & 0o077:
        os.chmod(path, 0o600)


def _foreign(path: str) -> StorageError:
    return StorageError(f"{path} is not a planner file. It was left as it is.")


def _checked_version(connection: sqlite3.Connection, path: str) -> int:
    names = ("user_version", "application_id", "page_count")
    version, application_id, pages = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    if pages and application_id != APPLICATION_ID:
        raise _foreign(path)
    if version > SCHEMA_VERSION:
        raise StorageError(f"{path} was written by a newer planner (schema {version}). Update this one to open it.")
    return int(version)
