"""A disk that is really full: a tmpfs of a few pages, in a namespace of its own."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import Program


def need_namespaces() -> None:
    """Skip the test where no disk of one's own can be mounted."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed: a full disk was NOT tested")
    probe = subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    if probe.returncode:
        pytest.skip(f"no mounts without privileges here: a full disk was NOT tested ({probe.stderr.decode().strip()})")


def on_a_small_disk(program: Program, size: str, *script: str) -> list[str]:
    """Run commands with the program's folder on a disk of a size; `planner` stands for the program."""
    folder = program.db.parent
    folder.mkdir()
    planner = shlex.join(str(word) for word in program.command())
    lines = [
        f"mount -t tmpfs -o size={size},mode=700 none {shlex.quote(str(folder))} || exit 9",
        f'planner() {{ {planner} "$@" 2>&1; echo "status $?"; }}',
        f"cd {shlex.quote(str(Path(__file__).parents[2]))}",
        *script,
    ]
    done = subprocess.run(
        ["unshare", "-Urm", "bash", "-c", "\n".join(lines)],
        env=program.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().splitlines()


@pytest.fixture
def small(tmp_path: Path) -> Program:
    need_namespaces()
    program = Program(tmp_path)
    program.db = tmp_path / "small" / "planner.db"
    return program


def test_a_full_disk_is_said_nothing_is_lost_and_it_goes_on_when_there_is_room(small: Program) -> None:
    told = on_a_small_disk(
        small,
        "400k",
        "planner log 'call: first'",
        f"head -c 1m /dev/zero > {small.db.parent}/fill 2> /dev/null",
        "planner log 'call: second'",
        "planner today",
        f"rm {small.db.parent}/fill",
        "planner log 'call: third'",
        "planner today --json",
        f"ls -A {small.db.parent}",
    )
    assert told[:2] == ["Logged: call", "status 0"]
    assert told[2:4] == [
        f"planner: The disk that holds {small.db} is full. Nothing was saved; free some space and try again.",
        "status 1",
    ]
    at = told.index("Logged: call", 4)
    assert "first" in " ".join(told[4:at])
    end = told.index("}", at)
    day = json.loads("\n".join(told[at + 2 : end + 1]))
    assert [entry["note"] for entry in day["log"]] == ["first", "third"]
    assert told[end + 1 :] == ["status 0", "planner.db"]


def test_a_file_that_does_not_fit_is_made_as_soon_as_it_does(small: Program) -> None:
    told = on_a_small_disk(
        small,
        "400k",
        f"head -c 380k /dev/zero > {small.db.parent}/fill",
        "planner log call",
        f"rm {small.db.parent}/fill",
        "planner log call",
        f"ls -A {small.db.parent}",
    )
    assert "is full. Nothing was saved" in told[0]
    assert told[1:] == ["status 1", "Logged: call", "status 0", "planner.db"]
