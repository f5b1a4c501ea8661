"""The real program, run as a user runs it: a process, its words, what it answers and how it ends."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.clocks import RUNNING, STOPPED

if TYPE_CHECKING:
    from datetime import datetime

PREPARED = "import sys; sys.argv[0] = 'planner'; from planner.__main__ import main; {}; main()"

KEPT = ("COV_", "COVERAGE", "PYTHONPATH", "FAKETIME", "LD_PRELOAD")
"""What the tests' environment has that the program gets too: how it is measured, and the day that faketime makes it."""


@dataclass(frozen=True)
class Answer:
    """How a run ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Program:
    """The planner with a home of its own in a folder."""

    def __init__(self, home: Path) -> None:
        """Use a folder as the home; the file is planner.db in it."""
        self.home = home
        self.db = home / "planner.db"
        self.names_file = True
        """Whether --db names it; without, the planner stands in the platform's folder."""
        self.clock: datetime | None = None
        """The moment in UTC at which the program's clock stands still; where there is none it runs on from MORNING."""

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        folders = {f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
        path = os.environ.get("PATH", "")
        return {**kept, "PATH": path, "HOME": str(self.home), "TZ": "UTC", "LANG": "C.UTF-8", **folders, **more}

    def command(self, *words: str | bytes, before: str = "") -> list[str | bytes]:
        """Return the command line; `before` is run in the process before the program starts."""
        clock = RUNNING if self.clock is None else STOPPED.format(self.clock)
        named = ["--db", str(self.db)] if self.names_file else []
        return [sys.executable, "-c", PREPARED.format("; ".join(filter(None, (clock, before)))), *named, *words]

    def run(self, *words: str | bytes, before: str = "", **environment: str) -> Answer:
        """Run it to its end."""
        done = subprocess.run(
            self.command(*words, before=before),
            env=self.environment(**environment),
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ok(self, *words: str | bytes, before: str = "", **environment: str) -> Answer:
        """Run what must succeed without a word on the side."""
        answer = self.run(*words, before=before, **environment)
        assert (answer.status, answer.err) == (0, ""), answer
        return answer

    def refuses(self, *words: str | bytes, status: int = 1, before: str = "", **environment: str) -> str:
        """Run what must be refused with one sentence and no trace in the file; return the sentence."""
        there = self.db.read_bytes() if self.db.is_file() else None
        answer = self.run(*words, before=before, **environment)
        assert (answer.status, answer.out) == (status, ""), answer
        assert answer.err.startswith("planner: "), answer
        assert answer.err.endswith("\n"), answer
        sentence = answer.err.removesuffix("\n")
        assert sentence.splitlines() == [sentence], answer
        assert "Traceback" not in sentence
        assert all(letter.isprintable() for letter in sentence), answer
        assert (self.db.read_bytes() if self.db.is_file() else None) == there
        return sentence.removeprefix("planner: ")
