"""The program under strace: its system calls on one folder recorded, failed or made its last.

Where strace is missing or may not trace, the tests that need it are skipped, loudly.
"""

import re
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.cli.program import Answer, Program

WRITING = ("openat", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink")
"""The calls by which a folder changes."""
TOUCHING = (*WRITING, "pread64")
MOST_BYTES = 1 << 20


@cache
def why_not() -> str:
    """Return why nothing can be traced here; empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed: faults of the disk were NOT tested"
    traced = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    return (
        ""
        if traced.returncode == 0
        else f"strace may not trace here: faults of the disk were NOT tested ({traced.stderr!r})"
    )


def need_strace() -> None:
    """Skip the test where there is no strace."""
    if reason := why_not():
        pytest.skip(reason)


@dataclass(frozen=True)
class Call:
    """One system call: its name, its arguments as strace writes them, and what it returned."""

    name: str
    arguments: str
    returned: int

    @property
    def path(self) -> str:
        """The file or folder that it is about: what is named, else what its descriptor leads to."""
        named = self.name in {"openat", "unlink"}
        (found,) = re.findall(r'"([^"]*)"' if named else r"^\d+<([^>]*)>", self.arguments)
        return unhexed(found)

    @property
    def data(self) -> bytes:
        """What a write wrote."""
        (written,) = re.findall(r'"((?:\\x[0-9a-f]{2})*)"', self.arguments)
        return bytes.fromhex(written.replace("\\x", ""))

    @property
    def number(self) -> int:
        """The last argument: an offset or a length."""
        return int(self.arguments.rsplit(", ", 1)[1])


def unhexed(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode()


def run(program: Program, *words: str, options: tuple[str, ...], before: str = "") -> tuple[Answer, str]:
    """Run the program under strace on its own folder; return the answer and the trace."""
    folder = program.db.parent
    trace = program.home / f"{folder.name}.trace"
    watched = [f"-P{path}" for path in (program.db, f"{program.db}-journal", folder)]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-y", "-xx", f"-s{MOST_BYTES}", f"-o{trace}", *options, *watched]
        + [str(word) for word in program.command(*words, before=before)],
        env=program.environment(),
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode()), trace.read_text()


def record(program: Program, *words: str, calls: tuple[str, ...] = WRITING, before: str = "") -> list[Call]:
    """Run the program to its good end and return the calls that it made on its folder."""
    answer, trace = run(program, *words, options=(f"-etrace={','.join(calls)}",), before=before)
    assert (answer.status, answer.err) == (0, ""), answer
    return list(calls_of(trace))


def calls_of(trace: str) -> Iterator[Call]:
    for line in trace.splitlines():
        found = re.fullmatch(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+).*", line)
        if found is not None:
            yield Call(found[1], found[2], int(found[3]))


@dataclass(frozen=True)
class Place:
    """One call of a run: the third `pwrite64`, and which file it is about."""

    name: str
    nth: int
    about: str


def places(calls: list[Call], most: int) -> list[Place]:
    """Return where to fail: the last two thirds of `most` calls, and of those before them evenly thinned out."""
    seen = Counter[str]()
    found = []
    for call in calls:
        seen[call.name] += 1
        found.append(Place(call.name, seen[call.name], Path(call.path).name))
    last = most * 2 // 3
    early = found[:-last]
    return [*early[:: max(1, -(-len(early) // (most - last)))], *found[-last:]]


def fail(program: Program, *words: str, how: str, at: Place) -> Answer:
    """Run the program with one of its calls failing: `how` is strace's `error=EIO` or `signal=KILL`."""
    options = (f"-etrace={at.name}", f"-einject={at.name}:{how}:when={at.nth}")
    return run(program, *words, options=options)[0]


def steps(path: Path) -> int:
    """Return how many steps the log holds, read as any program would, and prove the file whole."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        return int(connection.execute("SELECT count(*) FROM activity").fetchone()[0])
    finally:
        connection.close()


def in_folder(home: Path, name: str, template: Path | None = None) -> Program:
    """Return the program with its file in a folder of its own, a copy of another where one is given."""
    folder = home / name
    folder.mkdir()
    program = Program(home)
    program.db = folder / "planner.db"
    if template is not None:
        shutil.copy(template, program.db)
        program.db.chmod(0o600)
    return program
