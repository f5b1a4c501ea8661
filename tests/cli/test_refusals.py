"""What the command line refuses: one sentence, the right status, and not a byte changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import Program

ROOT = os.geteuid() == 0
SHORT_WAIT = "from planner.store import database; database.BUSY_SECONDS = 0.05"
SANE = "call 2024-02-13: fine"


@pytest.fixture(scope="module")
def two_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with two people of one name in its file."""
    home = tmp_path_factory.mktemp("two people")
    planner = Program(home)
    planner.ok("log", 'call @"Dana Reyes"')
    planner.ok("log", 'call @"Dana Scully"')
    return home


@pytest.fixture
def planner(two_people: Path, tmp_path: Path) -> Program:
    """Return the program with a copy of that home."""
    return Program(Path(shutil.copytree(two_people, tmp_path / "home")))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("frobnicate @Dana", "frobnicate"),
        ("call @Dana", "“Dana” could be Dana Reyes, Dana Scully. Write more of the name."),
        ("call tomorrow", "still to come. A planned one goes behind ->"),
        ("call 2099-01-01", "still to come"),
        ("call x0", "is not a number of times between x1 and x10,000"),
        ("call x-5", "is not a number of times"),
        ("call x10001", "is not a number of times"),
        ("call x99999999999999999999999", "is not a number of times"),
        ("meeting 9999h", "is not between one minute and 24 hours"),
        ("close $1.234", "$1.234"),
        ("close $-5", "$-5"),
        ("close $1,2,3", "$1,2,3"),
        ("close $99999999999999999999", "$"),
        ("call 2026-02-30", "is not in the calendar"),
        ("call 25:00", "is not a time of day"),
        ("note lost", "no open deal"),
        ("", "An empty line says nothing"),
        ("  \t ", "An empty line says nothing"),
        ("x" * 70_000, "70,000 characters"),
        ('call @"Dana', "The quote after @ has no end"),
        ("call won", "won"),
        ("[/]", "[/]"),
        ("\x1b]0;gone\x07", "�"),
        ("\u202ecall", "�"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused(planner: Program, line: str, sentence: str) -> None:
    assert sentence in planner.refuses("log", line)


@pytest.mark.parametrize("line", [b"caf\xe9", b"\xff\xfe", b"call caf\xe9", b"\xed\xa0\x80"])
def test_bytes_that_are_no_text_are_refused_by_name(planner: Program, line: bytes) -> None:
    assert "�" in planner.refuses("log", line)


@pytest.mark.parametrize("note", [b"caf\xe9", b"\x1b[31mred", b"[/] [bold]", "e\u0301 \u202e".encode(), b"\r\nx"])
def test_any_note_is_kept_harmless(planner: Program, note: bytes) -> None:
    planner.ok("log", b"call: " + note)
    for words in (("today",), ("today", "--json"), ("history",)):
        out = planner.ok(*words).out
        assert all(letter.isprintable() or letter == "\n" for letter in out)
        assert "[/] [bold]" in out or b"[/]" not in note or words == ("history",)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("goal", "add", ""), "empty line"),
        (("goal", "add", "0 calls a day"), "above zero"),
        (("goal", "add", "two calls"), ""),
        (("goal", "add", "2 calls in 1999"), "is over"),
        (("goal", "show", "nothing"), "No goal is called “nothing”"),
        (("goal", "show", "\x1b[31m"), "No goal is called “�[31m”"),
        (("action", "add", ""), "empty line"),
        (("action", "add", "yesterday call"), "is past"),
        (("action", "add", "call", "--goal", "none"), "No goal is called"),
        (("today", "--date", "soon"), "“soon” is not a day"),
        (("today", "--date", "\x1b[31m"), "“�[31m” is not a day"),
        (("today", "--date", b"\xff"), "“�” is not a day"),
        (("today", "--date", "2026-13-45"), "is not in the calendar"),
        (("today", "--date", ""), "is not a day"),
        (("status", "--format", "{nothing}"), "--format does not know “nothing”. It knows date, one_thing, "),
        (("status", "--format", "{"), "--format “{” cannot be read. It takes names in braces, such as {asks}"),
        (("status", "--format", "{steps!x}"), "cannot be read"),
        (("status", "--format", "{steps.real.x}"), "cannot be read"),
        (("status", "--format", "{steps[0]}"), "cannot be read"),
        (("status", "--format", "{date:d}"), "cannot be read"),
        (("status", "--format", "{steps:>99999999999999}"), "cannot be read"),
        (("status", "--format", "{0}"), "cannot be read"),
        (("demo", "--no-open"), "is there already"),
        (("redo",), "There is nothing to redo."),
    ],
)
def test_each_verb_refuses_with_a_sentence(planner: Program, words: tuple[str | bytes, ...], sentence: str) -> None:
    assert sentence in planner.refuses(*words)


def test_nothing_to_undo_is_said(tmp_path: Path) -> None:
    fresh = Program(tmp_path / "fresh")
    fresh.names_file = False
    assert fresh.refuses("undo") == "There is nothing to undo."


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("frobnicate", "log"),
        ("log",),
        ("log", "--frobnicate", "call"),
        ("goal",),
        ("goal", "frobnicate"),
        ("action",),
        ("history", "--limit", "many"),
        ("history", "--limit", "0"),
        ("history", "--limit", "-1"),
        ("today", "--date"),
        ("today", "2024-02-13"),
        ("today", "--\x1b[31m"),
        ("today", b"\xff\xfe"),
        ("--frobnicate",),
        ("status", "--json=yes"),
    ],
)
def test_wrong_usage_ends_with_2_and_the_way_to_help(planner: Program, words: tuple[str | bytes, ...]) -> None:
    assert planner.refuses(*words, status=2).endswith("--help shows how.")


def test_a_file_in_the_way_of_the_folder_is_named(planner: Program) -> None:
    way = planner.home / "way"
    way.write_text("")
    planner.db = way / "planner.db"
    assert str(way) in planner.refuses("log", SANE)


@pytest.mark.skipif(ROOT, reason="root may write everywhere: this one runs without privileges")
def test_a_folder_that_cannot_be_written_is_named(planner: Program) -> None:
    folder = planner.home / "closed"
    folder.mkdir(mode=0o500)
    planner.db = folder / "planner.db"
    assert str(folder) in planner.refuses("log", SANE)


@pytest.mark.skipif(ROOT, reason="root may write everywhere: this one runs without privileges")
def test_a_file_that_cannot_be_written_is_read_and_not_written(planner: Program) -> None:
    planner.db.chmod(0o400)
    planner.ok("status")
    assert "cannot be written to" in planner.refuses("log", SANE)


@pytest.mark.parametrize(
    "words", [("log", SANE), ("plan", "$1,000 new", "--close", "1/4", "--apply"), ("calendar", "off", "24 dec")]
)
def test_the_folder_of_the_platform_is_made_for_the_user_alone(tmp_path: Path, words: tuple[str, ...]) -> None:
    fresh = Program(tmp_path)
    fresh.names_file = False
    data = tmp_path / "new" / "deep"
    fresh.ok(*words, XDG_DATA_HOME=str(data))
    assert (data / "planner" / "planner.db").is_file()
    assert (data / "planner").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("status",), "nothing planned"),
        (("today",), "If all I do today is ______________"),
        (("goal", "list", "--json"), "[]"),
        (("history", "--json"), "[]"),
        (("one-thing", "--json"), '"text": null'),
        (("calendar", "--date", "2026-02-10"), "February 2026"),
        (("calendar", "--year"), " working days left"),
        (("momentum",), "0 starting"),
        (("plan",), "No goal in money stands."),
        (("plan", "$1,000 new", "--close", "1/4", "--deal", "$100"), "Nothing is saved"),
    ],
)
def test_what_reads_finds_an_empty_planner_where_none_is_and_makes_nothing(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    fresh = Program(tmp_path / "home")
    fresh.names_file = False
    assert told in fresh.ok(*words).out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [(), ("log", SANE), ("status",), ("demo", "--no-open"), ("undo",)])
def test_a_named_file_in_no_folder_is_refused_and_nothing_is_made(planner: Program, words: tuple[str, ...]) -> None:
    folder = planner.home / "mistyped"
    planner.db = folder / "planner.db"
    sentence = f"The folder {folder} is not there. Make it first, or check the path."
    assert planner.refuses(*words) == sentence
    planner.names_file = False
    if words[:1] != ("demo",):
        assert planner.refuses(*words, PLANNER_DB=str(planner.db)) == sentence
    assert not folder.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("today",),
        ("goal", "list"),
        ("goal", "show", "calls"),
        ("history",),
        ("one-thing",),
        ("one-thing", "--done"),
        ("plan", "$1,000 new"),
        ("calendar",),
        ("momentum",),
        ("undo",),
        ("redo",),
    ],
)
def test_nothing_is_read_from_a_named_file_that_is_not_there(planner: Program, words: tuple[str, ...]) -> None:
    planner.db = planner.home / "mistyped.db"
    assert planner.refuses(*words) == f"{planner.db} is not there. Log something first, or check the path."
    assert not planner.db.exists()


def test_a_folder_in_the_place_of_the_file_is_refused(planner: Program) -> None:
    planner.db = planner.home
    assert planner.refuses("log", SANE) == f"{planner.home} is not a file."


@pytest.mark.parametrize("content", [b"Dear diary", b"SQLite format 3\x00" + bytes(84)])
def test_a_foreign_file_is_left_as_it_is(planner: Program, content: bytes) -> None:
    planner.db = planner.home / "foreign"
    planner.db.write_bytes(content)
    assert planner.refuses("log", SANE) == f"{planner.db} is not a planner file. It was left as it is."


def test_a_file_of_a_newer_planner_is_left_as_it_is(planner: Program) -> None:
    connection = sqlite3.connect(planner.db)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "was written by a newer planner (schema 99)" in planner.refuses("log", SANE)


def test_a_damaged_file_is_left_as_it_is(planner: Program) -> None:
    content = bytearray(planner.db.read_bytes())
    content[100:4096] = os.urandom(3996)
    planner.db.write_bytes(content)
    assert "damaged" in planner.refuses("log", SANE)


@contextmanager
def held(path: Path, lock: str) -> Iterator[None]:
    """Hold a lock in another process: a lock of this one would go with the first look at the file."""
    program = (
        "import sqlite3, sys; file = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "file.execute(f'BEGIN {sys.argv[2]}'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, path, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_locked_file_is_said_to_be_held(planner: Program, lock: str) -> None:
    with held(planner.db, lock):
        assert "is held by another program. Nothing was saved; try again" in planner.refuses(
            "log", SANE, before=SHORT_WAIT
        )
        if lock == "EXCLUSIVE":
            assert "is held by another program" in planner.refuses("status", before=SHORT_WAIT)
        else:
            planner.ok("status", before=SHORT_WAIT)
    planner.ok("log", SANE)


def test_a_file_that_was_emptied_is_left_as_it_is(planner: Program) -> None:
    planner.ok("log", "call")
    planner.db.write_bytes(b"")
    assert "is empty, and a planner stood there before" in planner.refuses("log", SANE)


def test_a_path_that_is_no_text_is_a_path(planner: Program) -> None:
    odd = os.fsencode(planner.home) + b"/caf\xe9.db"
    assert planner.ok("--db", odd, "log", SANE).out.startswith("Logged")
    assert b"caf\xe9.db" in [os.fsencode(path.name) for path in planner.home.iterdir()]
    assert "caf" in planner.ok("--db", odd, "paths", "--json").json["database"]
    assert "caf" in planner.ok("--db", odd, "paths").out
    planner.ok("--db", odd, "log", SANE)
