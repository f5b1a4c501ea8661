"""The store commits ChangeSets, remembers them in the journal of the same file, and takes them back.

It refuses to write to a file that is no longer the one it opened, and to write over a row that changed meanwhile.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from planner.domain.change import Change, ChangeSet, Entity, Topic
from planner.domain.errors import PlannerError, StaleWriteError, StorageError
from planner.domain.goal import Goal, check_goals
from planner.domain.views import JournalLine
from planner.store import database, past
from planner.store.database import identity, open_database
from planner.store.faults import told
from planner.store.rows import Rows
from planner.store.tables import encode, table_of
from planner.store.written import journalled, read_changes

Heard = Callable[[int, int], None]
"""Hears how many changes are written, and of how many."""
_TOLD_EVERY = 256
"""Changes between two words about how far a commit is."""


class Store(Rows):
    """One open planner file."""

    def __init__(
        self,
        path: str,
        *,
        new_uuid: str,
        origin: str,
        year_start_month: int = 1,
        stood_before: bool = False,
    ) -> None:
        """Open a file, or make one named `new_uuid`. Raises StorageError with the sentence."""
        super().__init__(path, open_database(path, store_uuid=new_uuid, stood_before=stood_before))
        self.read_only_because = ""
        """Why nothing is written any more; empty while all is well."""
        self._origin = origin
        self.year_start_month = year_start_month
        self._identity = identity(path)
        self.store_uuid = self.meta("store_uuid")
        self._data_version = self._pragma_data_version()
        self.seen = self.change_seq

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

    def commit(
        self,
        changeset: ChangeSet,
        at: datetime,
        *,
        undoable: bool = True,
        meta: Mapping[str, str] | None = None,
        progress: Heard | None = None,
        since: int | None = None,
    ) -> None:
        """Save a ChangeSet and its journal line in one transaction, durable when this returns.

        Raises StaleWriteError where a row is no longer as `before` says, and where the same topics were changed behind
        the change numbered `since`; PlannerError where a rule refuses it.
        """
        with self._writing():
            if since is not None and changeset.topics & self._touched_since(since):
                raise StaleWriteError("Something else was saved since this was compared. Look at it again.")
            seq = self._next_change_seq()
            if changeset.changes:
                self._apply(changeset, progress)
                if undoable:
                    self.connection.execute("UPDATE journal SET state = 'superseded' WHERE state = 'undone'")
                self.connection.execute(
                    "INSERT INTO journal (at_utc, origin, label, state, change_seq, topics, changes) "
                    "VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT))",
                    [
                        encode(at),
                        self._origin,
                        changeset.label,
                        "done" if undoable else "kept",
                        seq,
                        ",".join(sorted(changeset.topics)),
                        journalled(changeset.changes),
                    ],
                )
            for key, value in (meta or {}).items():
                self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])

    def undo(self, progress: Heard | None = None) -> ChangeSet:
        """Take back the newest command that stands. Raises PlannerError where there is none or a row changed since."""
        return self._turn("done", "undone", "DESC", "There is nothing to undo.", progress)

    def redo(self, progress: Heard | None = None) -> ChangeSet:
        """Do again the command that was undone last. Raises PlannerError where there is none or a row changed since."""
        return self._turn("undone", "done", "ASC", "There is nothing to redo.", progress)

    def fold(self, since: int, named: Callable[[tuple[Change, ...]], str]) -> str:
        """Make one step of this program's newest commands that stand; return its label, none of fewer than two.

        `since` is the number of the journal line behind which they begin. Commands of another program end the run.
        """
        from planner.store import journal

        with self._writing():
            return journal.fold(self.connection, since, self._origin, named, self._next_change_seq())

    def last_line(self) -> int:
        """Return the number of the newest journal line."""
        ((seq,),) = self.rows("SELECT ifnull(max(seq), 0) FROM journal")
        return int(seq)

    def turn_to(self, seq: int) -> list[ChangeSet]:
        """Take back every command behind one, newest first, or do again those up to it where it is undone itself.

        All or nothing, in one transaction. Raises PlannerError where nothing leads there, where it stands so already,
        or where a row changed since.
        """
        with self._writing():
            to = past.line(self, seq)
            count, lines = past.way(self, to, -1)
            if to.state == "superseded":
                raise PlannerError("This was taken back and something else was done since: nothing leads there.")
            if not count:
                raise PlannerError("It stands as it did then: nothing is to be taken back.")
            change_seq = self._next_change_seq()
            turned = []
            for line in lines:
                ((written,),) = self.rows("SELECT changes FROM journal WHERE seq = ?", [line.seq])
                changeset = ChangeSet(line.label, tuple(read_changes(written)))
                self._apply(changeset if to.state == "undone" else changeset.inverse())
                state = "done" if to.state == "undone" else "undone"
                sql = "UPDATE journal SET state = ?, change_seq = ? WHERE seq = ?"
                self.connection.execute(sql, [state, change_seq, line.seq])
                turned.append(changeset)
        return turned

    def history(self, limit: int, before: int | None = None) -> list[JournalLine]:
        """Return journal lines, newest first, older than a line's number where one is given."""
        rows = self.rows(
            "SELECT seq, at_utc, origin, label, state FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?",
            [before or 2**62, limit],
        )
        return [JournalLine(seq, datetime.fromisoformat(at), *rest) for seq, at, *rest in rows]

    def changed_elsewhere(self) -> frozenset[Topic]:
        """Return what another program changed since the last look; empty, and 2 µs, where it did not."""
        version = self._pragma_data_version()
        if version == self._data_version:
            return frozenset()
        self._data_version = version
        seq = self.change_seq  # before the rows: what comes in between is told twice rather than not at all
        topics = self._touched_since(self.seen)
        self.seen = seq
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

    def load(self, entities: Iterable[Entity], at: datetime, label: str) -> None:
        """Fill a file with many entities at once, without undo: for a demo's data."""
        with self._writing():
            self._next_change_seq()
            for kind, rows in _by_kind(entities).items():
                table = table_of(kind)
                marks = ", ".join("?" * len(table.columns))
                self.connection.executemany(
                    f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})",
                    [tuple(table.to_row(entity).values()) for entity in rows],
                )
            self.connection.execute(
                "INSERT INTO journal (at_utc, origin, label, state, change_seq, topics, changes) "
                "VALUES (?, ?, ?, 'kept', 1, '', '[]')",
                [encode(at), self._origin, label],
            )
        self.connection.execute("ANALYZE")

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

    def _apply(self, changeset: ChangeSet, progress: Heard | None = None) -> None:
        for number, change in enumerate(changeset.changes):
            self._apply_one(change)
            if progress is not None and number % _TOLD_EVERY == 0:
                progress(number, len(changeset.changes))
        if progress is not None:
            progress(len(changeset.changes), len(changeset.changes))
        goals = [change.entity.key for change in changeset.changes if isinstance(change.entity, Goal)]
        if goals:
            check_goals(self.select(Goal), goals, self.year_start_month)

    def _apply_one(self, change: Change) -> None:
        entity = change.entity
        table = table_of(type(entity))
        if self.get(type(entity), entity.key) != change.before:
            raise StaleWriteError(f"This {table.name.replace('_', ' ')} was changed elsewhere since. Look at it again.")
        if change.after is None:
            self.connection.execute(f"DELETE FROM {table.name} WHERE {table.key} = ?", [entity.key])
            return
        row = table.to_row(change.after)
        if change.before is None:
            sql = f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
            self.connection.execute(sql, list(row.values()))
        else:
            sql = f"UPDATE {table.name} SET {', '.join(f'{column} = ?' for column in row)} WHERE {table.key} = ?"
            self.connection.execute(sql, [*row.values(), entity.key])

    def _turn(self, state: str, turned: str, order: str, nothing: str, progress: Heard | None) -> ChangeSet:
        with self._writing():
            row = self.connection.execute(
                f"SELECT seq, label, changes FROM journal WHERE state = ? ORDER BY seq {order} LIMIT 1",
                [state],
            ).fetchone()
            if row is None:
                raise PlannerError(nothing)
            seq, label, written = row
            changeset = ChangeSet(label, tuple(read_changes(written)))
            del row, written  # an import's are as large as its file several times over
            self._apply(changeset.inverse() if turned == "undone" else changeset, progress)
            self.connection.execute(
                "UPDATE journal SET state = ?, change_seq = ? WHERE seq = ?",
                [turned, self._next_change_seq(), seq],
            )
        return changeset

    def _pragma_data_version(self) -> int:
        row = self.one("PRAGMA data_version")
        return int(row[0]) if row is not None else 0


def _by_kind(entities: Iterable[Entity]) -> dict[type[Entity], list[Entity]]:
    kinds: dict[type[Entity], list[Entity]] = {}
    for entity in entities:
        kinds.setdefault(type(entity), []).append(entity)
    return kinds
