"""A power cut at any moment of a commit, from a recording of its real system calls.

The model of the disk: what is synced stands; of the writes since, any subset of 512-byte sectors; of the folder's
operations since it was synced, any beginning. Each image is opened as the program opens it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from planner.store.database import open_database
from tests.faults.tracing import WRITING, Call, in_folder, need_strace, record

pytestmark = pytest.mark.slow
SECTOR = 512
DAMAGED = -1
CHANCES = 3
"""Images with a random subset, for each moment and each beginning of the folder's operations."""
LINE = "call 2024-02-13: fine"
UNSAFE = "from planner.store import database; database._PRAGMAS['synchronous'] = 1"


@dataclass
class Content:
    """A file: what stands, and what was written since it was synced."""

    synced: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Offset and bytes of a write; length and None of a truncation."""

    def pieces(self) -> list[tuple[int, bytes | None]]:
        """Return what was written since, in pieces that reach the disk whole or not at all."""
        pieces: list[tuple[int, bytes | None]] = []
        for offset, data in self.since:
            if data is None:
                pieces.append((offset, None))
                continue
            ends = [offset, *range((offset // SECTOR + 1) * SECTOR, offset + len(data), SECTOR), offset + len(data)]
            pieces += [(start, data[start - offset : end - offset]) for start, end in pairwise(ends)]
        return pieces

    def image(self, chosen: set[int]) -> bytes:
        """Return the file with some of the pieces on it."""
        image = bytearray(self.synced)
        for number, (offset, data) in enumerate(self.pieces()):
            if number not in chosen:
                continue
            if data is None:
                image[offset:] = bytes(max(0, offset - len(image)))
            else:
                image.extend(bytes(max(0, offset + len(data) - len(image))))
                image[offset : offset + len(data)] = data
        return bytes(image)

    def sync(self) -> None:
        self.synced, self.since = self.image(set(range(len(self.pieces())))), []


@dataclass
class Disk:
    """A folder of files as its system calls leave it."""

    folder: str
    names: dict[str, Content]
    """The folder as it stands synced."""
    pending: list[tuple[str, Content | None]] = field(default_factory=list)
    """Names made, or with None taken away, since the folder was synced."""

    def now(self, pending: int | None = None) -> dict[str, Content]:
        """Return the folder with a beginning of its pending operations, or all of them."""
        names = dict(self.names)
        for name, content in self.pending[:pending]:
            if content is None:
                names.pop(name, None)
            else:
                names[name] = content
        return names

    def do(self, call: Call) -> None:
        """Follow one system call that succeeded."""
        name = call.path.removeprefix(self.folder).lstrip("/")
        now = self.now()
        match call.name:
            case "openat" if "O_CREAT" in call.arguments and name not in now:
                self.pending.append((name, Content()))
            case "unlink":
                self.pending.append((name, None))
            case "pwrite64":
                now[name].since.append((call.number, call.data))
            case "ftruncate":
                now[name].since.append((call.number, None))
            case "fsync" | "fdatasync" if name:
                now[name].sync()
            case "fsync" | "fdatasync":
                self.names, self.pending = now, []
            case _:
                pass

    def images(self, chance: Random) -> Iterator[dict[str, bytes]]:
        """Yield what a power cut now could leave."""
        for beginning in range(len(self.pending) + 1):
            names = self.now(beginning)
            counts = {name: len(content.pieces()) for name, content in names.items()}
            yield {name: content.image(set()) for name, content in names.items()}
            if any(counts.values()):
                yield {name: content.image(set(range(counts[name]))) for name, content in names.items()}
            for _ in range(CHANCES if any(counts.values()) else 0):
                yield {
                    name: content.image({n for n in range(counts[name]) if chance.random() < 0.5})
                    for name, content in names.items()
                }


def follow(calls: list[Call], disk: Disk) -> Iterator[tuple[bool, dict[str, bytes]]]:
    """Yield every image of every moment, and whether the command was acknowledged by then."""
    chance = Random(7)
    done: set[tuple[tuple[str, bytes], ...]] = set()
    for number, call in enumerate(calls):
        if call.returned < 0:
            continue
        disk.do(call)
        for image in disk.images(chance):
            key = tuple(sorted(image.items()))
            if key not in done or number == len(calls) - 1:
                done.add(key)
                yield number == len(calls) - 1, image


def steps_in(image: dict[str, bytes], folder: Path) -> int:
    """Open an image as the program does and return how many steps its log holds, or that it is damaged."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in image.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)
    connection = open_database(str(folder / "planner.db"), store_uuid="0190")
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return DAMAGED
        return int(connection.execute("SELECT count(*) FROM activity").fetchone()[0])
    finally:
        connection.close()


def commit_under_power_cuts(home: Path, before: str = "") -> tuple[int, list[tuple[bool, int]]]:
    """Record one more step in a file with one, and open every image; return how many there were, and what they held."""
    need_strace()
    program = in_folder(home, "recorded")
    program.ok("log", LINE)
    content = Content(program.db.read_bytes())
    calls = record(program, "log", LINE, calls=WRITING, before=before)
    disk = Disk(str(program.db.parent), {program.db.name: content})
    found = [(acknowledged, steps_in(image, home / "image")) for acknowledged, image in follow(calls, disk)]
    assert disk.now()["planner.db"].image(set(range(10**4))) == program.db.read_bytes()
    return len(found), found


def test_after_a_power_cut_the_file_holds_the_old_or_the_new_state_and_what_was_acknowledged(tmp_path: Path) -> None:
    number, found = commit_under_power_cuts(tmp_path)
    assert number > 100
    assert {steps for _, steps in found} == {1, 2}
    assert {steps for acknowledged, steps in found if acknowledged} == {2}


def test_with_synchronous_normal_an_acknowledged_step_could_be_lost(tmp_path: Path) -> None:
    """The negative control: were the model too kind, this would find nothing."""
    _, found = commit_under_power_cuts(tmp_path, before=UNSAFE)
    assert {steps for acknowledged, steps in found if acknowledged} - {2}


def test_after_a_power_cut_while_the_file_is_made_the_next_start_makes_it(tmp_path: Path) -> None:
    need_strace()
    program = in_folder(tmp_path, "recorded")
    calls = record(program, "one-thing", "", calls=WRITING)
    disk = Disk(str(program.db.parent), {})
    found = [steps_in(image, tmp_path / "image") for _, image in follow(calls, disk)]
    assert len(found) > 50
    assert set(found) == {0}
