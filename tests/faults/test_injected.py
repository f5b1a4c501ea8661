"""Every system call of a command fails once, or is its last: the file holds the old state or the new one, whole."""

import sqlite3
from pathlib import Path

import pytest

from tests.builders import open_planner
from tests.faults.tracing import TOUCHING, WRITING, Call, fail, in_folder, need_strace, places, record, steps

pytestmark = pytest.mark.slow
LINE = "call 2024-02-13: fine"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a planner file with one step in it."""
    need_strace()
    program = in_folder(tmp_path, "template")
    program.ok("log", LINE)
    return program.db


def recorded(home: Path, template: Path, calls: tuple[str, ...]) -> list[Call]:
    return record(in_folder(home, "recorded", template), "log", LINE, calls=calls)


@pytest.mark.parametrize(
    ("how", "calls", "sentences"),
    [
        ("error=ENOSPC", ("openat", "pwrite64", "ftruncate"), ("is full", "cannot be opened", "No space left")),
        (
            "error=EIO",
            TOUCHING,
            ("answers with an error", "cannot be opened", "is damaged", "Input/output error", "was saved, but"),
        ),
    ],
)
def test_a_disk_that_fails_at_any_call_is_said_and_what_is_said_is_true(
    tmp_path: Path, template: Path, how: str, calls: tuple[str, ...], sentences: tuple[str, ...]
) -> None:
    for at in places(recorded(tmp_path, template, calls), 28):
        program = in_folder(tmp_path, f"{how}-{at.name}-{at.nth}", template)
        answer = fail(program, "log", LINE, how=how, at=at)
        there = steps(program.db)
        if answer.status == 0:
            assert (there, answer.err) == (2, ""), (at, answer)
            continue
        assert answer.status == 1, (at, answer)
        assert answer.err.count("\n") == 1, (at, answer)
        assert any(sentence in answer.err for sentence in sentences), (at, answer)
        saved = answer.out == "Logged for Tue 13 Feb 2024: call\n" or "was saved, but" in answer.err
        assert there == (2 if saved else 1), (at, answer)


def test_a_process_killed_at_any_write_leaves_the_old_or_the_new_state(tmp_path: Path, template: Path) -> None:
    seen = set()
    for at in places(recorded(tmp_path, template, WRITING), 26):
        program = in_folder(tmp_path, f"killed-{at.name}-{at.nth}", template)
        answer = fail(program, "log", LINE, how="signal=KILL", at=at)
        there = steps(program.db)
        assert there in {1, 2}, at
        assert there == 2 or not answer.out, (at, answer)
        seen.add(there)
    assert seen == {1, 2}


def test_a_migration_killed_at_any_write_leaves_no_schema_or_the_whole_one(tmp_path: Path) -> None:
    need_strace()
    calls = record(in_folder(tmp_path, "recorded"), "one-thing", "")
    found = set()
    for at in places(calls, 24):
        program = in_folder(tmp_path, f"killed-{at.name}-{at.nth}")
        fail(program, "one-thing", "", how="signal=KILL", at=at)
        found.add(program.db.exists() and is_whole(program.db))
        planner = open_planner(program.db.parent)
        planner.log.line("call")
        planner.store.close()
        assert steps(program.db) == 1, at
    assert found == {False, True}


def is_whole(path: Path) -> bool:
    """Return whether the schema is there, all of it."""
    connection = sqlite3.connect(path)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    assert (tables == 0, version) in {(True, 0), (False, 1)}, (tables, version)
    return bool(tables)


def test_what_is_made_beside_the_file_is_private_too(tmp_path: Path, template: Path) -> None:
    program = in_folder(tmp_path, "modes", template)
    made = [call for call in record(program, "log", LINE) if call.name == "openat" and "O_CREAT" in call.arguments]
    journals = [call for call in made if call.path.endswith("-journal")]
    assert journals
    assert all(call.arguments.endswith("0600") for call in journals)
