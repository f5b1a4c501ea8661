"""The rows of an open file, read: entities by key or condition, and what any SELECT finds. It writes nothing."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from planner.domain.change import Entity
from planner.domain.errors import StaleWriteError
from planner.store.faults import told
from planner.store.tables import encode, table_of

E = TypeVar("E", bound=Entity)


class Rows:
    """What stands in one open planner file."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        """Read the file at a path through its connection."""
        self.path = path
        self.connection = connection

    def get(self, entity: type[E], key: str | None) -> E | None:
        """Return the entity with a key, or None."""
        if key is None:
            return None
        table = table_of(entity)
        return next(self.select(entity, f"{table.key} = ?", [key]), None)

    def need(self, entity: type[E], key: str) -> E:
        """Return the entity with a key. Raises StaleWriteError where it is gone."""
        found = self.get(entity, key)
        if found is None:
            raise StaleWriteError("It is no longer there: it was removed elsewhere.")
        return found

    def select(self, entity: type[E], where: str = "1", values: Iterable[Any] = (), order: str = "1") -> Iterator[E]:
        """Yield the entities that match a condition, in an order."""
        table = table_of(entity)
        sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {where} ORDER BY {order}"
        for cells in self.rows(sql, [encode(value) for value in values]):
            yield table.from_cells(cells)

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Return every row that a SELECT finds. Raises StorageError with the sentence."""
        with told(self.path):
            return self.connection.execute(sql, values).fetchall()

    def many(self, sql: str) -> list[tuple[Any, ...]]:
        """Return what `rows` does, of tens of thousands of rows in half the time.

        SQLite's module makes texts itself then, and refuses a row with a text that is none: that one is read as ever.
        """
        lenient, self.connection.text_factory = self.connection.text_factory, str
        try:
            return self.connection.execute(sql).fetchall()
        except sqlite3.Error:
            self.connection.text_factory = lenient
            return self.rows(sql)
        finally:
            self.connection.text_factory = lenient

    def one(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row that a SELECT finds, or None. Raises StorageError with the sentence."""
        with told(self.path):
            row: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        return row

    def meta(self, key: str) -> str:
        """Return a fact about the file; empty where it is not known."""
        row = self.one("SELECT value FROM meta WHERE key = ?", [key])
        return "" if row is None else str(row[0])

    def draft(self, key: str) -> str:
        """Return a kept text; empty where there is none."""
        row = self.one("SELECT text FROM draft WHERE key = ?", [key])
        return "" if row is None else str(row[0])
