"""Every row of every table, as an export writes it and an import reads it: plain cells by the names of columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from planner.domain.change import Entity
from planner.domain.errors import PlannerError
from planner.store.faults import told
from planner.store.store import Store
from planner.store.tables import TABLES, Cell, table_named


def names() -> tuple[str, ...]:
    """Return the names of the tables, in an order in which most rows stand before those that refer to them."""
    return tuple(table.name for table in TABLES)


def columns(name: str) -> tuple[str, ...]:
    """Return the names of a table's columns."""
    return tuple(table_named(name).columns)


def rows(store: Store, name: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a table in the order in which they came, as they are read."""
    table = table_named(name)
    with told(store.path):
        yield from store.connection.execute(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY rowid")


def count(store: Store, name: str) -> int:
    """Return how many rows a table has."""
    ((found,),) = store.rows(f"SELECT count(*) FROM {table_named(name).name}")
    return int(found)


def keys(store: Store, name: str) -> set[str]:
    """Return the keys of a table's rows."""
    table = table_named(name)
    return {key for (key,) in store.rows(f"SELECT {table.key} FROM {table.name}")}


def references(store: Store, name: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of a table that hold keys of a table's rows, each with that table's name."""
    return tuple((row[3], row[2]) for row in store.rows(f"PRAGMA foreign_key_list({table_named(name).name})"))


def own(header: Iterable[str]) -> str:
    """Return the name of the table that has exactly these columns, in whatever order; empty where none has."""
    wanted = set(header)
    return next((table.name for table in TABLES if set(table.columns) == wanted), "")


def cell(store: Store, name: str) -> Callable[[str, str], Cell]:
    """Return what reads a text as a cell of a column: a number, a text, or none. It raises ValueError."""
    kinds = {row[1]: (row[2] == "INTEGER", not row[3]) for row in store.rows(f"PRAGMA table_info({name})")}

    def read(column: str, text: str) -> Cell:
        is_number, may_lack = kinds[column]
        if not text and (may_lack or is_number):
            return None
        return int(text) if is_number else text

    return read


def entity(name: str, cells: Mapping[str, Cell]) -> Entity:
    """Return the cells of a row as an entity. Raises PlannerError where they are none."""
    table = table_named(name)
    unknown = next((column for column in cells if column not in table.columns), None)
    if unknown is not None:
        raise PlannerError("it has a column that this planner does not know")
    try:
        made: Entity = table.from_row(cells)
        row = table.to_row(made)
    except PlannerError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise PlannerError("its cells are not what this table holds") from error
    if any(isinstance(cell, int) and abs(cell) >= 2**63 for cell in cells.values()):
        raise PlannerError("it holds a number that is too large")
    if any(row[column] != cell or type(row[column]) is not type(cell) for column, cell in cells.items()):
        raise PlannerError("its cells are not what this table holds")
    return made


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """See one state of the file throughout, whatever another program writes meanwhile."""
    with told(store.path):
        store.connection.execute("BEGIN")
        try:
            yield
        finally:
            store.connection.execute("COMMIT")


def last_changes(store: Store, name: str) -> dict[str, tuple[int, str]]:
    """Return, by key, the number of the newest command that touched a row of a table, and its instant.

    Undo and redo are commands too, so the number grows with each change. A row that no command tells of is not in it.
    """
    sql = (
        "SELECT coalesce(json_extract(change.value, '$.after.id'), json_extract(change.value, '$.before.id')) AS id, "
        "max(journal.change_seq), journal.at_utc FROM journal, json_each(journal.changes) AS change "
        "WHERE instr(journal.changes, ?) AND json_extract(change.value, '$.table') = ? GROUP BY id"
    )
    found = store.rows(sql, [f'"table": "{name}"', name])
    return {key: (seq, at) for key, seq, at in found if key is not None}


def last_change(store: Store, name: str) -> int:
    """Return the number of the newest command that touched any row of a table; 0 where none did."""
    sql = "SELECT coalesce(max(change_seq), 0) FROM journal WHERE instr(changes, ?)"
    ((seq,),) = store.rows(sql, [f'"table": "{name}"'])
    return int(seq)


def done_at(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the log entries by which actions were done, each with its instant."""
    sql = "SELECT id, at_utc FROM activity WHERE id IN (SELECT done_activity_id FROM action)"
    return ((key, at) for key, at in store.rows(sql))
