"""The file: what is checked before a byte is written, and what happens when it is no longer the same."""

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.domain.change import ChangeSet, added
from planner.domain.contact import Contact
from planner.domain.errors import StorageError
from planner.store import database
from planner.store.backup import verified_copy
from planner.store.database import connect, identity
from planner.store.faults import sentence
from planner.store.migrations import APPLICATION_ID, SCHEMA_VERSION
from planner.store.store import Store
from tests.builders import a_contact, open_store

NOON = datetime(2026, 2, 10, 17, tzinfo=UTC)
ROOT = os.geteuid() == 0


def save(store: Store, name: str = "Dana") -> None:
    store.commit(ChangeSet(name, added(a_contact(name))), NOON)


def people(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [name for (name,) in connection.execute("SELECT name FROM contact ORDER BY name")]
    finally:
        connection.close()


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a planner file with one contact, closed."""
    store = open_store(tmp_path)
    save(store)
    store.close()
    return tmp_path / "planner.db"


@pytest.mark.usefixtures("loose_umask")
def test_a_new_file_is_private_in_private_folders(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "below"
    open_store(folder)
    assert [mode(one) for one in (folder.parent, folder, folder / "planner.db")] == [0o700, 0o700, 0o600]


def test_bits_for_others_are_taken_away(tmp_path: Path, file: Path) -> None:
    file.chmod(0o664)
    open_store(tmp_path)
    assert mode(file) == 0o600


def test_every_promise_of_the_connection_is_read_back(tmp_path: Path) -> None:
    connection = open_store(tmp_path).connection
    found = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema", "busy_timeout")
    }
    assert found == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
    }


def test_a_connection_that_does_not_keep_a_promise_is_refused(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database._PRAGMAS, "page_size", 12345)
    with pytest.raises(StorageError, match="does not take page_size=12345"):
        open_store(tmp_path)
    assert people(file) == ["Dana"]


def test_a_file_left_in_wal_mode_goes_back_to_a_journal(tmp_path: Path, file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert open_store(tmp_path).get(Contact, "x") is None
    assert not (tmp_path / "planner.db-wal").exists()


def test_a_new_file_says_what_it_is(file: Path) -> None:
    header = file.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION


def a_foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()


def a_text(path: Path) -> None:
    path.write_text("Dear diary, " * 100)


def a_short_text(path: Path) -> None:
    path.write_text("x")


def a_cut_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(20))


@pytest.mark.parametrize("make", [a_foreign_database, a_text, a_short_text, a_cut_header])
def test_a_foreign_file_is_refused_and_not_a_byte_of_it_changes(tmp_path: Path, make: object) -> None:
    path = tmp_path / "planner.db"
    assert callable(make)
    make(path)
    before, stat = path.read_bytes(), path.stat()
    with pytest.raises(StorageError, match=r"is not a planner file. It was left as it is."):
        open_store(tmp_path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) == (before, stat.st_mtime_ns, stat.st_mode)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_a_newer_planner_is_refused(tmp_path: Path, file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StorageError, match=rf"newer planner \(schema {SCHEMA_VERSION + 1}\). Update this one"):
        open_store(tmp_path)
    assert file.read_bytes() == before


def test_an_empty_file_is_filled_only_where_none_stood_before(tmp_path: Path) -> None:
    (tmp_path / "planner.db").touch()
    with pytest.raises(StorageError, match="is empty, and a planner stood there before"):
        open_store(tmp_path, stood_before=True)
    assert (tmp_path / "planner.db").stat().st_size == 0
    assert open_store(tmp_path).store_uuid == "0190-test"


def test_a_file_with_two_names_is_refused(tmp_path: Path, file: Path) -> None:
    (tmp_path / "other.db").hardlink_to(file)
    with pytest.raises(StorageError, match=r"has 2 names \(hard links\)"):
        open_store(tmp_path)


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "planner.db").mkdir()
    with pytest.raises(StorageError, match="is not a file"):
        open_store(tmp_path)


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "way").write_text("")
    with pytest.raises(StorageError, match=r"way.*: .+\. Nothing was saved\."):
        open_store(tmp_path / "way")


@pytest.mark.skipif(ROOT, reason="root reads everything: this one runs without privileges")
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, file: Path) -> None:
    file.chmod(0o200)
    with pytest.raises(StorageError, match=r"cannot be read. Check its permissions."):
        open_store(tmp_path)


@pytest.mark.skipif(ROOT, reason="root writes everything: this one runs without privileges")
def test_a_file_that_cannot_be_written_is_read_and_refuses_commands(tmp_path: Path, file: Path) -> None:
    file.chmod(0o400)
    store = open_store(tmp_path)
    assert len(list(store.select(Contact))) == 1
    with pytest.raises(StorageError, match="cannot be written to"):
        save(store, "Lee")


def test_a_link_to_a_file_that_is_not_there_yet_makes_it_private(tmp_path: Path) -> None:
    (tmp_path / "planner.db").symlink_to(tmp_path / "real.db")
    open_store(tmp_path)
    assert mode(tmp_path / "real.db") == 0o600


def test_two_programs_that_make_the_file_at_once_migrate_once(tmp_path: Path) -> None:
    program = (
        "import sys; from planner.store.store import Store; sys.stdin.read(1);"
        "print(Store(sys.argv[1], new_uuid=sys.argv[2], origin='app').store_uuid)"
    )
    path = str(tmp_path / "planner.db")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, path, f"uuid-{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("x")
        process.stdin.flush()
    told = [process.communicate(timeout=30) for process in started]
    assert [error for _, error in told if error] == []
    assert len({answer for answer, _ in told}) == 1
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (1,)
    connection.close()


def test_a_locked_file_is_said_to_be_held(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    store = open_store(tmp_path)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(
        StorageError, match=r"is held by another program. Nothing was saved; try again when it is done."
    ):
        save(store, "Lee")
    holder.execute("ROLLBACK")
    holder.close()
    save(store, "Lee")
    assert people(file) == ["Dana", "Lee"]


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other.db")
    a_foreign_database(other)
    other.replace(path)


@pytest.mark.parametrize("happens", [moved, deleted, replaced])
def test_a_file_that_is_no_longer_there_is_not_written_to_and_its_content_is_rescued(
    tmp_path: Path, file: Path, happens: object
) -> None:
    store = open_store(tmp_path)
    save(store, "Lee")
    assert callable(happens)
    happens(file)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for _ in range(2):
        with pytest.raises(StorageError, match="was moved or replaced while it was open") as refused:
            save(store, "Sam")
    rescued = tmp_path / "planner-rescued-2.db"
    assert str(rescued) in str(refused.value)
    assert (people(rescued), mode(rescued)) == (["Dana", "Lee"], 0o600)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path != rescued}
    assert after == before
    assert len(list(store.select(Contact))) == 2


def test_nothing_is_written_either_where_the_rescue_is_not_possible(tmp_path: Path, file: Path) -> None:
    store = open_store(tmp_path)
    (tmp_path / "planner-rescued-1.db.part").mkdir()
    deleted(file)
    for _ in range(2):
        with pytest.raises(StorageError):
            save(store, "Lee")
    assert not file.exists()


def test_a_copy_is_proven_before_it_gets_its_name(tmp_path: Path, file: Path) -> None:
    connection = connect(str(file))
    verified_copy(connection, str(tmp_path / "copy.db"))
    assert (people(tmp_path / "copy.db"), mode(tmp_path / "copy.db")) == (["Dana"], 0o600)
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("INSERT INTO milestone (id, goal_id, title) VALUES ('1', 'none', 'x')")
    with pytest.raises(StorageError, match="did not check out"):
        verified_copy(connection, str(tmp_path / "bad.db"))
    connection.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "planner.db"]


def test_what_an_aborted_copy_left_is_replaced(tmp_path: Path, file: Path) -> None:
    (tmp_path / "copy.db.part").write_text("half")
    connection = connect(str(file))
    verified_copy(connection, str(tmp_path / "copy.db"))
    connection.close()
    assert people(tmp_path / "copy.db") == ["Dana"]


def test_a_file_is_known_by_its_place_on_the_disk(tmp_path: Path, file: Path) -> None:
    there = identity(str(file))
    moved(file)
    assert identity(str(tmp_path / "elsewhere.db")) == there
    assert identity(str(file)) is None


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path, file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StorageError, match=r"is damaged. It was left as it is|answers"):
        save(open_store(tmp_path), "Lee")
    assert file.read_bytes() == bytes(content)


def test_a_look_through_the_whole_file_finds_what_is_wrong_with_it(tmp_path: Path, file: Path) -> None:
    assert database.damage(str(file)) == ""
    connection = sqlite3.connect(file)
    connection.execute("INSERT INTO milestone (id, goal_id, title) VALUES ('1', 'none', 'x')")
    connection.commit()
    connection.close()
    assert "is damaged (a row points nowhere). Copy it away" in database.damage(str(file))
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    (tmp_path / "broken.db").write_bytes(content)
    assert "broken.db is damaged (" in database.damage(str(tmp_path / "broken.db"))
    assert database.damage(str(tmp_path / "gone.db")) == ""


def test_an_error_without_a_sentence_of_its_own_is_told_as_it_is() -> None:
    assert sentence(sqlite3.OperationalError("no such table: x"), "/p") == (
        "/p answers: no such table: x. Nothing was saved."
    )
