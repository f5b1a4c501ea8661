"""The transactions on one open file: each is durable when it ends, and counted, so that others hear of it.

They refuse to write to a file that is no longer the one that was opened.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from planner.domain.change import Topic
from planner.domain.errors import StorageError
from planner.store import database
from planner.store.database import identity, open_database
from planner.store.faults import told
from planner.store.rows import Rows
from planner.store.tables import encode


class Transactions(Rows):
    """One open planner file that is written to."""

    def __init__(self, path: str, *, new_uuid: str, stood_before: bool) -> None:
        """Open a file, or make one named `new_uuid`. Raises StorageError with the sentence."""
        super().__init__(path, open_database(path, store_uuid=new_uuid, stood_before=stood_before))
        self.read_only_because = ""
        """Why nothing is written any more; empty while all is well."""
        self._identity = identity(path)
        self.store_uuid = self.meta("store_uuid")
        """The name of this file, which no other has but its copies; an empty file takes over that of an export."""
        self._data_version = self._pragma_data_version()
        self.seen = self.change_seq
        """The `change_seq` up to which this program knows what was changed."""

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def wait_at_most(self, seconds: float | None = None) -> None:
        """Wait so long for another program that holds the file before StorageError says so; by itself, some seconds."""
        with told(self.path):
            wait = database.BUSY_SECONDS if seconds is None else seconds
            self.connection.execute(f"PRAGMA busy_timeout = {round(1000 * wait)}")

    def keep_readers(self) -> None:
        """Let other connections read until a transaction is committed, however large it grows in memory."""
        with told(self.path):
            self.connection.execute("PRAGMA cache_spill = 0")

    @property
    def change_seq(self) -> int:
        """How many commands this file has seen, undo and redo included."""
        return int(self.meta("change_seq"))

    def changed_elsewhere(self) -> frozenset[Topic]:
        """Return what another program changed since the last look; empty, and 2 µs, where it did not."""
        version = self._pragma_data_version()
        if version == self._data_version:
            return frozenset()
        self._data_version = version
        seq = self.change_seq  # before the rows: what comes in between is told twice rather than not at all
        topics = self._touched_since(self.seen)
        self.seen, self.store_uuid = seq, self.meta("store_uuid")
        return topics

    def save_draft(self, key: str, text: str, at: datetime) -> None:
        """Keep a text that was typed and not yet saved; an empty one is forgotten. Drafts are not in the journal."""
        with self._writing():
            if text:
                self.connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", [key, text, encode(at)])
            else:
                self.connection.execute("DELETE FROM draft WHERE key = ?", [key])

    def maintain(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do in one transaction what changes nothing that anyone said, such as taking words into an index."""
        with self._writing():
            work(self.connection)

    def check_identity(self) -> None:
        """Stop writing where the path no longer leads to the file that was opened.

        What the open connection still sees is copied beside it first. Raises StorageError.
        """
        if self.read_only_because:
            raise StorageError(self.read_only_because)
        if identity(self.path) == self._identity:
            return
        from planner.store.backup import verified_copy

        rescued = f"{self.path.removesuffix('.db')}-rescued-{self.change_seq}.db"
        with told(rescued):
            verified_copy(self.connection, rescued)
        self.read_only_because = (
            f"{self.path} was moved or replaced while it was open. Nothing more is written; "
            f"everything up to here is in {rescued}."
        )
        raise StorageError(self.read_only_because)

    def _touched_since(self, change_seq: int) -> frozenset[Topic]:
        """Return what was changed behind the change with a number."""
        rows = self.rows("SELECT topics FROM journal WHERE change_seq > ?", [change_seq])
        return frozenset(Topic(word) for (topics,) in rows for word in topics.split(",") if word)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.check_identity()
        seen = self.seen
        with told(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            before = self.change_seq
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException as error:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                if self._went_on_from(before):
                    raise StorageError(
                        f"This was saved, but the disk that holds {self.path} answers with an error. Check the disk."
                    ) from error
                self.seen = seen
                raise

    def _went_on_from(self, change_seq: int) -> bool:
        """Whether a commit that answered with an error stands in the file all the same."""
        try:
            return self.change_seq > change_seq
        except StorageError:
            return False

    def _next_change_seq(self) -> int:
        before = self.change_seq
        self.connection.execute("UPDATE meta SET value = ? WHERE key = 'change_seq'", [str(before + 1)])
        if self.seen == before:
            self.seen = before + 1
        return before + 1

    def _pragma_data_version(self) -> int:
        row = self.one("PRAGMA data_version")
        return int(row[0]) if row is not None else 0
