"""The index of the search: a copy of what the tables say, taken in when something is looked for.

`rebuild` makes it anew from the tables, and `fault` says where it is not what they say.
"""

import sqlite3
from functools import partial

from planner.store.search_names import SINCE, teach
from planner.store.search_schema import statements, triggers
from planner.store.search_sources import BEHIND, INDEXED, ROW, SOURCES, id_of
from planner.store.store import Store


def refresh(store: Store) -> None:
    """Take in what changed since the last look; nothing is written where nothing did, or where nothing may be."""
    if store.read_only_because:
        return
    if store.meta(SINCE) != str(store.year_start_month):
        store.maintain(partial(_rename, store.year_start_month))
    elif store.one("SELECT 1 FROM search_stale LIMIT 1") is not None:
        store.maintain(partial(_take_in, store.year_start_month))


def rebuild(store: Store) -> None:
    """Make the search anew from the tables, its triggers included."""

    def work(connection: sqlite3.Connection) -> None:
        for name in triggers():
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements():
            connection.execute(statement)
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.execute("DELETE FROM search_row")
        connection.execute("DELETE FROM search_stale")
        for source in SOURCES:
            connection.execute(f"INSERT INTO search_stale SELECT '{source.table}', {source.key} FROM {source.table}")
        _rename(store.year_start_month, connection)

    store.maintain(work)


def fault(store: Store) -> str:
    """Return in what the search is not what the tables say; empty where it is. What is stale is no fault."""
    teach(store.connection, store.year_start_month)
    names = {name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    if not set(triggers()) <= names:
        return "The search has not all of its triggers."
    settled = "(kind, key) NOT IN (SELECT kind, key FROM search_stale)"
    if store.meta(SINCE) != str(store.year_start_month):
        settled += " AND kind <> 'goal'"
    there = f"SELECT {ROW} FROM search_row WHERE {settled}"
    told = f"SELECT {ROW} FROM ({' UNION ALL '.join(source.sql for source in SOURCES)}) WHERE {settled}"
    for one, other in ((there, told), (told, there)):
        if store.one(f"{one} EXCEPT {other} LIMIT 1") is not None:
            return "The search holds other words than the tables."
    return ""


def _rename(start_month: int, connection: sqlite3.Connection) -> None:
    """Take every goal in anew: its period has another name once the sales year begins with another month."""
    connection.execute("INSERT OR IGNORE INTO search_stale SELECT 'goal', id FROM goal")
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [SINCE, str(start_month)])
    _take_in(start_month, connection)


def _take_in(start_month: int, connection: sqlite3.Connection) -> None:
    """Index the rows that are noted as stale and those that show something of them, within a transaction."""
    teach(connection, start_month)
    for table, column, behind in BEHIND:
        connection.execute(
            f"INSERT OR IGNORE INTO search_stale SELECT '{table}', id FROM {table} "
            f"WHERE {column} IN (SELECT key FROM search_stale WHERE kind = '{behind}')"
        )
    stale = "FROM search_stale JOIN search_row USING (kind, key)"
    connection.execute(f"INSERT INTO search (search, rowid, {INDEXED}) SELECT 'delete', id, {INDEXED} {stale}")
    connection.execute(f"DELETE FROM search_row WHERE id IN (SELECT id {stale})")
    row = connection.execute("SELECT value FROM meta WHERE key = 'search_number'").fetchone()
    number = 0 if row is None else int(row[0])
    for source in SOURCES:
        within = f"{source.table}.{source.key} IN (SELECT key FROM search_stale WHERE kind = '{source.table}')"
        rows = f"SELECT {id_of(source.kind)}, {ROW} FROM ({source.sql} AND {within}) ORDER BY 1"
        number += connection.execute(f"INSERT INTO search_row (id, {ROW}) {rows}", [number]).rowcount
    in_order = "ORDER BY id"  # a full-text table that is filled out of order takes a hundred times as long
    connection.execute(f"INSERT INTO search (rowid, {INDEXED}) SELECT id, {INDEXED} {stale} {in_order}")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('search_number', ?)", [str(number)])
    connection.execute("DELETE FROM search_stale")
