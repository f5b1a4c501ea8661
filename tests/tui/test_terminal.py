"""The program in a real terminal: what it starts on, what it refuses, and what a lost terminal leaves behind."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.settings.environment import terminal as _terminal_name
from tests.clocks import morning
from tests.terminal import LEFT_FULL_SCREEN, Terminal, plain_environment

PROGRAM = [sys.executable, "-m", "planner"]
Start = Callable[..., Terminal]

pytestmark = pytest.mark.terminal


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment whose every folder, and whose clock, is a test's own."""
    return {
        **plain_environment(),
        **morning(folder),
        "HOME": str(folder),
        "PLANNER_DB": str(folder / "planner.db"),
        **more,
    }


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program, wait until it is painted, and end it after the test."""
    running: list[Terminal] = []

    def start(*, size: tuple[int, int] = (100, 30), **more: str) -> Terminal:
        terminal = Terminal(PROGRAM, size=size, env=environment(tmp_path, **more))
        running.append(terminal)
        terminal.wait_for("If all I do today is", "? keys")
        return terminal

    yield start
    for terminal in running:
        terminal.close()


def drafts(folder: Path) -> list[str]:
    """Return the texts that the file keeps, read by SQLite itself."""
    connection = sqlite3.connect(folder / "planner.db")
    try:
        return [text for (text,) in connection.execute("SELECT text FROM draft")]
    finally:
        connection.close()


def typed(terminal: Terminal, text: str) -> None:
    """Open the log line and type."""
    terminal.press("l")
    terminal.wait_for("─ log ─", "enter save")
    terminal.press(text)
    terminal.wait_for(text)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_the_draft_and_gives_the_terminal_back(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    terminal = start()
    typed(terminal, "call @Dana: half a")
    terminal.signal(number)
    assert terminal.wait() == 128 + number
    assert LEFT_FULL_SCREEN in terminal.raw
    assert drafts(tmp_path) == ["call @Dana: half a"]


def test_a_closed_terminal_keeps_the_draft_and_the_next_one_offers_it(start: Start, tmp_path: Path) -> None:
    terminal = start()
    typed(terminal, "call @Dana: half a")
    terminal.hang_up()
    terminal.wait()
    assert drafts(tmp_path) == ["call @Dana: half a"]
    again = start()
    again.wait_for("waits unsaved")
    again.press("l")
    again.wait_for("call @Dana: half a")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT])
def test_a_program_hears_of_its_closed_terminal_and_of_ctrl_c_though_this_run_does_not(number: signal.Signals) -> None:
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with Terminal(["/bin/sleep", "60"]) as terminal:
            terminal.signal(number)
            assert terminal.wait() == -number
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)


def test_what_was_saved_outlives_a_kill(start: Start, tmp_path: Path) -> None:
    terminal = start()
    typed(terminal, "call @Dana: acknowledged")
    terminal.press("enter")
    terminal.wait_for("Logged: call, Dana")
    terminal.signal(signal.SIGKILL)
    terminal.wait()
    connection = sqlite3.connect(tmp_path / "planner.db")
    assert connection.execute("SELECT note FROM activity").fetchall() == [("acknowledged",)]
    connection.close()


def test_a_bracketed_paste_of_several_lines_is_one_line(start: Start) -> None:
    terminal = start()
    typed(terminal, "call: ")
    terminal.send(b"\x1b[200~first\nsecond\nthird\x1b[201~")
    terminal.wait_for("call: first second third")
    terminal.press("enter")
    terminal.wait_for("Logged: call")


def test_keys_typed_faster_than_the_screen_is_drawn_are_all_there(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.send(b"lcall @Dana: typed ahead\rlemail: and again\r")
    terminal.wait_for("typed ahead", "and again")
    connection = sqlite3.connect(tmp_path / "planner.db")
    assert sorted(connection.execute("SELECT note FROM activity").fetchall()) == [("and again",), ("typed ahead",)]
    connection.close()


@pytest.mark.parametrize(
    "more",
    [
        {"NO_COLOR": "1"},
        {"TERM": "xterm", "COLORTERM": ""},
        {"TERM": "linux", "COLORTERM": ""},
        {"LANG": "C", "LC_ALL": "C"},
    ],
    ids=str,
)
def test_a_terminal_of_few_colours_or_letters_starts_reads_and_writes(tmp_path: Path, more: dict[str, str]) -> None:
    env = environment(tmp_path)
    command = ["/usr/bin/env", *(f"{name}={value}" for name, value in more.items()), *PROGRAM]
    with Terminal(command, size=(80, 24), env=env) as terminal:
        terminal.wait_for("If all I do today is", "? keys")
        terminal.press("l")
        terminal.wait_for("enter save")
        terminal.press("call @Dana: in grey")
        terminal.wait_for("new lead")
        terminal.press("enter")
        terminal.wait_for("Logged: call, Dana", "in grey")
        if more.get("TERM") in {"xterm", "linux"}:
            assert b"38;2;" not in terminal.raw
        terminal.press("q")
        assert terminal.wait() == 0


def test_a_dumb_terminal_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with Terminal(["/usr/bin/env", "TERM=dumb", *PROGRAM], env=environment(tmp_path)) as terminal:
        assert terminal.wait() == 1
        assert "TERM=dumb cannot show the app. planner today prints the day" in " ".join(terminal.text.split("\n"))
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_without_a_terminal_the_app_is_refused_with_a_sentence(tmp_path: Path, stream: str) -> None:
    elsewhere = subprocess.DEVNULL if stream == "stdin" else None
    done = subprocess.run(
        PROGRAM,
        env=environment(tmp_path, TERM="xterm-256color"),
        stdin=elsewhere,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("planner: The app needs a terminal.")
    assert "Traceback" not in done.stderr


def test_the_terminal_named_nowhere_is_a_dumb_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM", raising=False)
    assert _terminal_name() == "dumb"


def test_a_file_without_write_permission_is_told_and_the_line_stays(start: Start, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes wherever it likes: tests/tui/test_faults.py holds the file read-only instead")
    terminal = start()
    typed(terminal, "call @Dana: kept")
    (tmp_path / "planner.db").chmod(0o400)
    terminal.press("enter")
    terminal.wait_for("cannot be written to", "call @Dana: kept")
