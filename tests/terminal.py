"""A program in a pseudo-terminal of its own, watched from the other end.

Owns starting it, typing, waiting for what shows, and timing single reads. It refuses to guess: every wait has a
deadline and fails with the screen, and a moment is when the bytes were read, not when they were understood.
"""

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "focus-out": "\x1b[O",
    "focus-in": "\x1b[I",
} | {f"ctrl+{letter}": chr(ord(letter) & 0x1F) for letter in "abcdefghijklmnopqrstuvwxyz"}
"""What a terminal sends; any other key is sent as it is written."""

ANSWERS = {
    b"\x1b[c": b"\x1b[?62;c",  # what are you
    b"\x1b[6n": b"\x1b[1;1R",  # where is the cursor
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: known, off
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # resizes in the input: unknown
}
"""What a terminal is asked, and what this one answers."""

UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][\d;]*u")
"""The kitty keyboard protocol, of which pyte would show the last letter."""
CUT = re.compile(rb"\x1b(\[[<>=?\d;]*)?\Z")
"""An escape sequence that a read ends in."""
LEFT_FULL_SCREEN = b"\x1b[?1049l"
"""What a full-screen program writes when it gives the terminal back."""

INTO_A_TERMINAL = 'exec "$@" 0<>"$0" 1>&0 2>&0'
"""A session leader that opens a terminal gets it as its controlling one: no fork in a test process with threads."""


@dataclass(frozen=True)
class Burst:
    """What one key brought: the time to its first and last byte, in seconds, and how many bytes."""

    first: float
    last: float
    size: int


@dataclass(frozen=True)
class Rest:
    """What a program did while it was left alone, for how many seconds."""

    seconds: float
    wakeups: int
    cpu: float
    """Seconds of processor time."""
    written: int
    """Bytes."""


class Terminal:
    """Run the command in a terminal of (columns, rows); use it as a context manager, which ends the program."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.raw = bytearray()
        """Everything the program wrote."""
        self._stream = pyte.ByteStream(self.screen)
        self._reads: list[tuple[float, bytes]] = []
        self._cut = b""
        self.ended = False
        """The program's last byte has been read: it is gone, or its terminal is."""
        self.master, slave = os.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("4H", size[1], size[0], 0, 0))
        name = os.ttyname(slave)
        kind = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.started = time.perf_counter()
        with _signals_heard():
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", INTO_A_TERMINAL, name, *map(str, command)],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                cwd=cwd,
                env={**(plain_environment() if env is None else env), **kind},
                start_new_session=True,
            )
        os.close(slave)
        self.pid = self.process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Typing

    def press(self, *keys: str) -> None:
        """Send keys by name, or text as it is."""
        for key in keys:
            self.send(KEYS.get(key, key).encode())

    def send(self, sequence: bytes) -> None:
        """Send bytes as they are."""
        os.write(self.master, sequence)

    def resize(self, columns: int, rows: int) -> None:
        """Change the window; the program gets SIGWINCH."""
        self._draw()
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    @property
    def stopped(self) -> bool:
        """Tell whether the program is stopped, as ctrl+z leaves it; Linux only."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    @property
    def echoes(self) -> bool:
        """Tell whether the terminal itself shows what is typed, as it does under a shell's programs."""
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)

    def hang_up(self) -> None:
        """Close the terminal under the program, as a closed window does."""
        os.close(self.master)
        self.master, self.ended = -1, True

    # Watching

    @property
    def text(self) -> str:
        """Return the screen as lines without their trailing blanks."""
        self._draw()
        return self._drawn()

    def shows(self, *texts: str) -> bool:
        """Tell whether all texts are on the screen now."""
        shown = self.text
        return all(text in shown for text in texts)

    def wait_for(self, *texts: str, limit: float = 20) -> None:
        """Wait until all texts are on the screen at once."""
        self.wait_until(lambda: self.shows(*texts), f"{texts} on the screen", limit)

    def wait_until_gone(self, text: str, limit: float = 20) -> None:
        """Wait until a text has left the screen."""
        self.wait_until(lambda: not self.shows(text), f"a screen without {text!r}", limit)

    def wait_until(self, condition: Callable[[], bool], what: str, limit: float = 20) -> None:
        """Wait for anything, reading on meanwhile; a condition that is no matter of bytes is asked 100 times a second."""
        deadline = time.perf_counter() + limit
        while not condition():
            if time.perf_counter() > deadline or (self.ended and self.process.poll() is not None):
                raise AssertionError(f"waited in vain for {what}; status {self.process.poll()}\n{self.text}")
            if self.ended:
                select.select([], [], [], 0.01)
            else:
                self._read(0.01)

    def settle(self, quiet: float = 0.15, limit: float = 10) -> None:
        """Read until nothing has come for so many seconds."""
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline and self._read(quiet):
            pass

    def wait(self, limit: float = 20) -> int:
        """Wait for the program's end and return its status; minus a number is the signal that killed it."""
        deadline = time.perf_counter() + limit
        while not self.ended and time.perf_counter() < deadline:
            self._read(max(0.0, deadline - time.perf_counter()))
        try:
            return self.process.wait(max(0.0, deadline - time.perf_counter()))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {limit} s\n{self.text}") from None

    def close(self) -> None:
        """End the program, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.master >= 0:
            self.hang_up()

    # Measuring

    def painted(self, *patterns: str, limit: float = 30) -> float:
        """Return the seconds from the start to the read after which all regular expressions match the screen.

        Nothing is drawn before output rests, so that the watching does not slow down the watched.
        """
        deadline = time.perf_counter() + limit
        while not self.ended and time.perf_counter() < deadline:
            if self._read(0.1):
                continue
            while self._reads:
                moment = self._draw_one()
                if all(re.search(pattern, self._drawn()) for pattern in patterns):
                    return moment - self.started
        raise AssertionError(f"{patterns} never showed; status {self.process.poll()}\n{self.text}")

    def burst(self, key: str, quiet: float = 0.06, limit: float = 5) -> Burst:
        """Press a key on a program at rest and time what it brings; a burst ends when nothing came for `quiet` seconds."""
        while self._read(0) is not None:
            pass
        before = len(self.raw)
        pressed = time.perf_counter()
        self.press(key)
        moments = []
        wait = limit
        while (moment := self._read(wait)) is not None:
            moments.append(moment - pressed)
            wait = quiet
        if not moments:
            raise AssertionError(f"{key!r} changed nothing\n{self.text}")
        return Burst(moments[0], moments[-1], len(self.raw) - before)

    def until_written(self, sequence: bytes, since: int, limit: float = 10) -> float:
        """Return the moment of the read that completed a sequence, looked for from an offset into `raw`."""
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline and not self.ended:
            moment = self._read(max(0.0, deadline - time.perf_counter()))
            if moment is not None and self.raw.find(sequence, since) >= 0:
                return moment
        raise AssertionError(f"{sequence!r} was never written\n{self.text}")

    def rest(self, seconds: float) -> Rest:
        """Leave the program alone, and count what it does all the same; Linux only."""
        written, begun, before = len(self.raw), time.perf_counter(), self._threads()
        while (left := begun + seconds - time.perf_counter()) > 0:
            self._read(left)
        after, new = self._threads(), (0, 0)  # a thread that ended meanwhile takes its counts with it
        wakeups = sum(count - before.get(thread, new)[0] for thread, (count, _) in after.items())
        nanoseconds = sum(count - before.get(thread, new)[1] for thread, (_, count) in after.items())
        return Rest(time.perf_counter() - begun, wakeups, nanoseconds / 1e9, len(self.raw) - written)

    def memory(self) -> int:
        """Return the bytes of the program that are in memory (VmRSS)."""
        return 1024 * _field(Path(f"/proc/{self.pid}/status"), "VmRSS")

    # Inside

    def _read(self, timeout: float) -> float | None:
        """Read once and answer questions; return the moment of the read, None where nothing came in time."""
        if self.ended or not select.select([self.master], [], [], timeout)[0]:
            return None
        data = b""
        with contextlib.suppress(OSError):  # EIO: nobody holds the other end any more
            data = os.read(self.master, 1 << 16)
        moment = time.perf_counter()
        if not data:
            self.ended = True
            return None
        self.raw += data
        self._reads.append((moment, data))
        for question, answer in ANSWERS.items():
            if question in data:
                with contextlib.suppress(OSError):  # asked with its last breath
                    self.send(answer)
        return moment

    def _draw(self) -> None:
        """Draw what was read and not yet drawn: pyte is too slow to run between two reads that are timed."""
        while self._reads:
            self._draw_one()

    def _draw_one(self) -> float:
        """Draw one read, keeping a sequence that it cuts in two for the next; return its moment."""
        moment, data = self._reads.pop(0)
        data = self._cut + data
        if cut := CUT.search(data):
            data, self._cut = data[: cut.start()], cut[0]
        else:
            self._cut = b""
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", data))
        return moment

    def _drawn(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _threads(self) -> dict[str, tuple[int, int]]:
        """Return how often each thread woke up, and its nanoseconds on a processor."""
        found: dict[str, tuple[int, int]] = {}
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ended while it was looked at
                switches = _field(thread / "status", "voluntary_ctxt_switches")
                found[thread.name] = switches, int((thread / "schedstat").read_text().split()[0])
        return found


def plain_environment() -> dict[str, str]:
    """Return this process's environment without what bends a program's look or an interpreter's start."""
    bent = ("PYTHON", "COV_", "COVERAGE", "TEXTUAL", "LINES", "COLUMNS", "ESCDELAY", "NO_COLOR", "PYTEST")
    return {name: value for name, value in os.environ.items() if not name.startswith(bent)}


@contextlib.contextmanager
def _signals_heard() -> Iterator[None]:
    """Start programs that hear of a closed terminal and of ctrl+c, also from a run under nohup or behind `&`.

    A program inherits what is ignored, and has nothing to do with what is handled.
    """
    ignored = [n for n in (signal.SIGHUP, signal.SIGINT) if signal.getsignal(n) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)


def _field(file: Path, name: str) -> int:
    """Return a number from a file of `name: number` lines."""
    for line in file.read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    raise AssertionError(f"{file} has no {name}")
