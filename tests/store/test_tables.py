"""Every entity becomes a row and comes back as it was."""

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.change import Entity
from planner.store.migrations import migrate
from planner.store.tables import TABLES, encode, table_named, table_of
from tests.store.strategies import EACH_KIND


@pytest.fixture(scope="module")
def schema() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, "0190")
    return connection


def columns_of(connection: sqlite3.Connection, name: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]


def test_every_kind_of_entity_has_its_strategy_here() -> None:
    assert {table.entity for table in TABLES} == set(EACH_KIND)


def test_every_table_has_exactly_the_columns_of_its_entity(schema: sqlite3.Connection) -> None:
    for table in TABLES:
        assert sorted(table.columns) == sorted(columns_of(schema, table.name))


def test_every_table_is_strict_with_a_primary_key_and_without_reals(schema: sqlite3.Connection) -> None:
    for _, name, kind, _, _, strict in schema.execute("PRAGMA table_list"):
        if kind == "table" and not name.startswith(("sqlite_", "_sqlite")):
            assert strict, name
            info = schema.execute(f"PRAGMA table_info({name})").fetchall()
            assert any(primary for *_, primary in info), name
            assert {row[2] for row in info} <= {"TEXT", "INTEGER"}, name


@pytest.mark.parametrize("kind", EACH_KIND, ids=lambda kind: str(kind.__name__))
@given(data=st.data())
def test_an_entity_comes_back_from_its_row_as_it_was(kind: type[Entity], data: st.DataObject) -> None:
    entity = data.draw(EACH_KIND[kind])
    table = table_of(kind)
    row = table.to_row(entity)
    assert table.from_row(row) == entity
    assert table.from_cells([row[column] for column in table.columns]) == entity
    assert row[table.key] == entity.key
    assert table_named(table.name) is table
    assert all(value is None or isinstance(value, str | int) for value in row.values())


@pytest.mark.parametrize("kind", EACH_KIND, ids=lambda kind: str(kind.__name__))
@given(data=st.data())
def test_an_entity_comes_back_from_sqlite_as_it_was(
    schema: sqlite3.Connection, kind: type[Entity], data: st.DataObject
) -> None:
    entity = data.draw(EACH_KIND[kind])
    table = table_of(kind)
    row = table.to_row(entity)
    marks = ", ".join("?" * len(row))
    schema.execute(f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    try:
        (cells,) = schema.execute(f"SELECT {', '.join(table.columns)} FROM {table.name}")
        assert table.from_cells(cells) == entity
    finally:
        schema.execute(f"DELETE FROM {table.name}")


def test_a_row_of_before_a_column_takes_the_fields_default() -> None:
    contact = {"id": "1", "name": "Dana", "stage": "lead", "created_on": "2026-02-10"}
    found: Any = table_named("contact").from_row(contact)
    assert (found.notes, found.is_top, found.archived_on) == ("", False, None)


def test_what_no_column_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="no column holds"):
        encode(1.5)
