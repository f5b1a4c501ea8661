"""The benchmark's own arithmetic and table; what it measures is nobody's limit here."""

import sys

import pytest

from tests.bench.measure import interleaved, percentile, wall
from tests.bench.programs import moves
from tests.bench.table import Row, table
from tests.terminal import Terminal, plain_environment

BUSY_THEN_GONE = """
import threading, time
def work():
    while time.thread_time() < 0.2:
        pass
    print("worked", flush=True)
    input()
thread = threading.Thread(target=work)
thread.start()
thread.join()
time.sleep(60)
"""


def test_a_ratio_is_told_where_both_sides_are_known() -> None:
    assert Row("first paint", 150.0, 200.0, "ms", "app").ratio == 0.75
    assert Row("idle: written", 0.0, 0.0, "B/s", "app").ratio is None
    assert Row("log: down, p50", None, 3.0, "ms", "tree").ratio is None


def test_the_table_aligns_numbers_to_the_right() -> None:
    rows = [Row("first paint", 150.0, 200.0, "ms", "app"), Row("log: down", None, 3.0, "ms", "tree")]
    assert table(rows).splitlines() == [
        "measure       planner  reference  ratio  against",
        "first paint  150.0 ms   200.0 ms   0.75  app",
        "log: down           -     3.0 ms      -  tree",
    ]


def test_programs_are_run_in_turns() -> None:
    order: list[str] = []
    interleaved(2, lambda: order.append("ours"), lambda: order.append("theirs"))
    assert order == ["ours", "theirs", "ours", "theirs"]


def test_a_cursor_goes_down_and_up_again() -> None:
    assert moves(5, 2) == ["down", "down", "up", "up", "down"]


def test_percentiles_bear_few_values() -> None:
    assert percentile([], 50) is None
    assert percentile([3.0], 95) == 3.0
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0


def test_a_process_that_imports_takes_longer_than_one_that_does_not() -> None:
    python = sys.executable
    heavy, bare = interleaved(
        3,
        lambda: wall((python, "-c", "import asyncio, sqlite3, argparse"), plain_environment()),
        lambda: wall((python, "-S", "-c", "pass"), plain_environment()),
    )
    assert min(heavy) > min(bare)


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's counts are Linux's")
def test_a_thread_that_ends_gives_no_time_back() -> None:
    with Terminal((sys.executable, "-c", BUSY_THEN_GONE), size=(40, 5), env=plain_environment()) as terminal:
        terminal.wait_for("worked")
        terminal.press("enter")
        assert terminal.rest(0.3).cpu >= 0
