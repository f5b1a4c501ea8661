"""The store commits ChangeSets, remembers them in the journal of the same file, and takes them back.

It refuses to write over a row that changed meanwhile.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from planner.domain.change import Change, ChangeSet, Entity
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.goal import Goal, check_goals
from planner.domain.views import JournalLine
from planner.store import past
from planner.store.tables import encode, table_of
from planner.store.transactions import Transactions
from planner.store.written import journalled, read_changes

Heard = Callable[[int, int], None]
"""Hears how many changes are written, and of how many."""
_TOLD_EVERY = 256
"""Changes between two words about how far a commit is."""


class Store(Transactions):
    """One open planner file and its journal."""

    def __init__(
        self, path: str, *, new_uuid: str, origin: str, year_start_month: int = 1, stood_before: bool = False
    ) -> None:
        """Open a file, or make one named `new_uuid`. Raises StorageError with the sentence.

        `origin` is the program that the journal names; `year_start_month` (1 to 12) begins the goals' sales year.
        """
        super().__init__(path, new_uuid=new_uuid, stood_before=stood_before)
        self._origin = origin
        self.year_start_month = year_start_month

    def commit(
        self,
        changeset: ChangeSet,
        at: datetime,
        *,
        undoable: bool = True,
        meta: Mapping[str, str] | None = None,
        progress: Heard | None = None,
        since: int | None = None,
        ritual: str = "",
    ) -> None:
        """Save a ChangeSet and its journal line in one transaction, durable when this returns.

        `ritual` is the one that it is done in, which `gather` makes one step.
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
                line = self.connection.execute(
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
                ).lastrowid
                if ritual and undoable and line is not None:
                    from planner.store import journal

                    journal.note(self.connection, ritual, line)
            for key, value in (meta or {}).items():
                self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])
        self.store_uuid = (meta or {}).get("store_uuid", self.store_uuid)

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

    def gather(self, ritual: str, named: Callable[[tuple[Change, ...]], str]) -> str:
        """Make one step of what was done in a ritual and stands; return its label, none of fewer than two.

        What was done meanwhile stays a step of its own, below it.
        """
        from planner.store import journal

        with self._writing():
            return journal.gather(self.connection, ritual, named, self._next_change_seq())

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
        return past.lines(self, limit, before)

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


def _by_kind(entities: Iterable[Entity]) -> dict[type[Entity], list[Entity]]:
    kinds: dict[type[Entity], list[Entity]] = {}
    for entity in entities:
        kinds.setdefault(type(entity), []).append(entity)
    return kinds
