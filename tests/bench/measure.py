"""How programs are measured: always two in turns, so that what else the machine does falls on both."""

import contextlib
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.bench.programs import QUIT, SIZE, Program
from tests.terminal import LEFT_FULL_SCREEN, Terminal

T = TypeVar("T")
QUIET = 0.05
"""Seconds without a byte after which a key's paint is over."""
PATIENCE = 1.0
"""Seconds after which a key has changed nothing."""


@dataclass(frozen=True)
class Visit:
    """One program started, shown and quit; seconds and bytes."""

    painted: float
    memory: int
    restored: float
    """From the key that quits to the terminal given back."""
    gone: float


def interleaved(rounds: int, *actions: Callable[[], T]) -> list[list[T]]:
    """Run the actions in turns, and return each one's results."""
    results: list[list[T]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, found in zip(actions, results, strict=True):
            found.append(action())
    return results


def visit(program: Program, env: Mapping[str, str]) -> Visit:
    """Start a program, wait for its first complete screen and for rest, and quit it."""
    with Terminal(program.command, size=SIZE, env=env) as terminal:
        painted = terminal.painted(*program.first_screen)
        terminal.settle(0.3)
        memory = terminal.memory()
        written, quit_at = len(terminal.raw), time.perf_counter()
        terminal.press(QUIT)
        restored = terminal.until_written(LEFT_FULL_SCREEN, written) - quit_at
        terminal.wait()
        return Visit(painted, memory, restored, time.perf_counter() - quit_at)


def opened(program: Program, env: Mapping[str, str]) -> Terminal:
    """Start a program and wait for rest."""
    terminal = Terminal(program.command, size=SIZE, env=env)
    terminal.painted(*program.first_screen)
    terminal.settle(0.5)
    return terminal


def key_times(terminals: Sequence[Terminal], keys: Sequence[Sequence[str]]) -> list[list[float]]:
    """Press keys in turns and return, for each terminal, the seconds to the last byte of each paint."""
    times: list[list[float]] = [[] for _ in terminals]
    for step in zip(*keys, strict=True):
        for terminal, key, found in zip(terminals, step, times, strict=True):
            with contextlib.suppress(AssertionError):  # a key that changed nothing has no paint to time
                found.append(terminal.burst(key, QUIET, PATIENCE).last)
    return times


def wall(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Return the seconds from a process's start to its end."""
    begun = time.perf_counter()
    subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def percentile(values: Sequence[float], percent: int) -> float | None:
    """Return the value below which so many percent of the values lie; None where there are none."""
    if len(values) < 2:
        return values[0] if values else None
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
