"""The blocking driver in a real terminal: quiet at rest, quick with Escape, gone when its terminal is."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import constants
from textual._parser import Parser
from textual.drivers.linux_driver import LinuxDriver

from planner.tui.driver import ESCAPE_DELAY, GRACE, STOCK_ESCAPE_DELAY, TERMINAL_GONE, BlockingDriver, driver_class
from tests.terminal import LEFT_FULL_SCREEN, Terminal, plain_environment

CHECKOUT = Path(__file__).parents[2]
APP = """
import asyncio, pathlib, signal, sys, time
from textual.app import App
from textual.widgets import Static
from planner.tui.driver import driver_class

MANNER = sys.argv[1]
SIGNALS = signal.SIGHUP, signal.SIGTERM, signal.SIGINT
if "ignores SIGHUP" in MANNER:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


class Small(App[None]):
    BINDINGS = [("ctrl+z", "suspend_process")]
    pressed = 0

    def compose(self):
        yield Static("ready")

    def on_mount(self):
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    def on_key(self, event):
        if event.key != "ctrl+z":
            self.pressed += 1
            self.query_one(Static).update(f"{self.pressed}: {event.key}.")

    def on_unmount(self):
        pathlib.Path("unmounted").touch()
        if "hangs" in MANNER:
            time.sleep(60)


app = Small(driver_class=driver_class())
app.run()
sys.exit(app.return_code or 0)
"""
Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the small app, wait until it listens, and end it after the test."""
    running: list[Terminal] = []

    def start(manner: str = "", **env: str) -> Terminal:
        script = tmp_path / "small.py"
        script.write_text(APP)
        env = {**plain_environment(), "PYTHONPATH": str(CHECKOUT), **env}
        terminal = Terminal([sys.executable, script, manner], env=env, cwd=tmp_path)
        running.append(terminal)
        terminal.wait_for("ready")
        terminal.settle()
        return terminal

    yield start
    for terminal in running:
        terminal.close()


@pytest.mark.terminal
def test_quitting_gives_the_terminal_back(start: Start) -> None:
    terminal = start()
    assert not terminal.echoes
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert LEFT_FULL_SCREEN in terminal.raw
    assert terminal.echoes


@pytest.mark.terminal
def test_an_app_left_alone_neither_wakes_nor_writes(start: Start) -> None:
    terminal = start()
    rests = (terminal.rest(1) for _ in range(4))
    assert any(rest.wakeups <= 2 and rest.written == 0 for rest in rests)


@pytest.mark.terminal
def test_a_lone_escape_arrives_sooner_than_textual_would_pass_it_on(start: Start) -> None:
    terminal = start()
    bursts = (terminal.burst("escape") for _ in range(8))
    assert any(ESCAPE_DELAY <= burst.first < STOCK_ESCAPE_DELAY for burst in bursts)
    assert terminal.shows(": escape.")


@pytest.mark.terminal
def test_the_users_own_escape_delay_is_kept(start: Start) -> None:
    assert start(ESCDELAY="300").burst("escape").first >= 0.3


@pytest.mark.terminal
def test_no_key_is_lost_and_a_sequence_stays_one_key(start: Start) -> None:
    terminal = start()
    terminal.press(*["j", "down"] * 100)
    terminal.wait_for("200: down.")


@pytest.mark.terminal
def test_bytes_that_are_not_utf8_do_not_end_the_app(start: Start) -> None:
    terminal = start()
    terminal.send(b"\xff\xe9")
    terminal.press("a")
    terminal.wait_for(": a.")


@pytest.mark.terminal
@pytest.mark.parametrize("stop", ["ctrl+z", signal.SIGTSTP, signal.SIGSTOP])
def test_a_stopped_app_is_drawn_again_and_can_still_quit(start: Start, stop: str | signal.Signals) -> None:
    terminal = start()
    shown = "ready"
    for letter in "ab":
        if isinstance(stop, str):
            terminal.press(stop)
        else:
            terminal.signal(stop)
        terminal.wait_until(lambda: terminal.stopped, "a stopped process")
        assert terminal.echoes or stop == signal.SIGSTOP
        stopped_at = len(terminal.raw)
        terminal.signal(signal.SIGCONT)
        terminal.until_written(shown.encode(), stopped_at)
        terminal.settle()
        terminal.press(letter)
        terminal.wait_for(shown := f": {letter}.")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0


@pytest.mark.terminal
@pytest.mark.parametrize("manner", ["handles SIGHUP", "ignores SIGHUP"])
def test_a_closed_terminal_ends_the_app_in_good_order(start: Start, tmp_path: Path, manner: str) -> None:
    terminal = start(manner)
    terminal.hang_up()
    terminal.wait()
    assert (tmp_path / "unmounted").exists()


@pytest.mark.terminal
def test_a_closed_terminal_ends_an_app_that_hangs(start: Start) -> None:
    terminal = start("ignores SIGHUP and hangs")
    terminal.hang_up()
    assert terminal.wait(limit=20 * GRACE) == TERMINAL_GONE


@pytest.mark.terminal
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_app_in_good_order(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    terminal = start()
    terminal.signal(number)
    assert terminal.wait() == 128 + number
    assert LEFT_FULL_SCREEN in terminal.raw
    assert (tmp_path / "unmounted").exists()


def test_the_blocking_driver_is_chosen_where_textual_is_as_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", STOCK_ESCAPE_DELAY)
    assert driver_class() is BlockingDriver
    assert constants.ESCAPE_DELAY == ESCAPE_DELAY


def test_a_driver_named_in_the_environment_is_textuals_to_find(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DRIVER", "some.module:Driver")
    assert driver_class() is None


@pytest.mark.parametrize("name", ["__init__", "start_application_mode", "_run_input_thread", "disable_input"])
def test_the_stock_driver_serves_where_textual_works_otherwise(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(LinuxDriver, name, lambda *_: os.getpid())
    assert driver_class() is None


def test_the_stock_driver_serves_where_a_method_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(LinuxDriver, "_run_input_thread")
    assert driver_class() is None


def test_the_stock_driver_serves_where_the_parser_keeps_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Parser, "__init__", lambda _: None)
    assert driver_class() is None
