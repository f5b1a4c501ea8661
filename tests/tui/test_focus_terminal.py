"""Focus mode in a real terminal: a killed program, a closed one and one that is told to end leave the block running."""

import signal
from pathlib import Path

import pytest

from tests.builders import close_all, open_planner
from tests.terminal import Terminal
from tests.tui.test_terminal import PROGRAM, environment

pytestmark = pytest.mark.terminal


def minutes_left(terminal: Terminal) -> int:
    """Return the minutes that the screen says are left."""
    line = next(line for line in terminal.text.split("\n") if "min left" in line)
    return int(line.split("min kept")[1].split()[0])


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_block_runs_on_while_the_program_is_gone(tmp_path: Path, number: signal.Signals) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "config.yaml").write_text("notify: desktop\n")
    env = environment(tmp_path, PLANNER_CONFIG=str(config))
    with Terminal(PROGRAM, size=(100, 30), env=env) as terminal:
        terminal.wait_for("If all I do today is")
        terminal.settle()
        terminal.press("escape")
        terminal.settle()
        terminal.press("a")
        terminal.wait_for("enter save")
        terminal.press("block three proposals 90m")
        terminal.wait_for("sacred block", "90 min")
        terminal.press("enter")
        terminal.wait_for("Planned: sacred block: three proposals")
        terminal.press("1", "f")
        terminal.wait_for("min kept", "esc leave")
        assert not terminal.shows("If all I do today is")
        assert minutes_left(terminal) in {89, 90}
        terminal.signal(number)
        terminal.wait()
    planner = open_planner(tmp_path)
    running = planner.blocks.running()
    assert running is not None
    assert running.begun_at is not None
    close_all()
    with Terminal(PROGRAM, size=(100, 30), env=env) as again:
        again.wait_for("three proposals", "min left", "esc leave")
        assert not again.shows("If all I do today is")
        assert minutes_left(again) in {88, 89, 90}
        again.press("escape")
        again.wait_for("Leave the block?", "y leave")
        again.press("escape")
        again.wait_until_gone("Leave the block?")
        again.press("q")
        again.wait_for("Leave the block?")
        again.press("y")
        again.wait_for("If all I do today is", "three proposals")
