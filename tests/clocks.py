"""The clock of a program in a process of its own: it runs on from the builders' morning, or stands still.

It speaks Python that is run before the program: the program itself asks the machine, and has no option for it.
"""

import time
from datetime import UTC
from pathlib import Path

from tests.builders import MORNING

LATE = time.time() - MORNING.replace(tzinfo=UTC).timestamp()
"""Seconds by which the machine's clock is ahead of the programs', which all began that morning together."""
RUNNING = (
    "import datetime; from planner.services.clock import SystemClock; machine = SystemClock.now; "
    f"SystemClock.now = lambda clock: machine(clock) - datetime.timedelta(seconds={LATE})"
)
"""What puts the clock of the program back, and of nothing else."""
STOPPED = (
    "import datetime; from planner.services.clock import SystemClock; "
    "SystemClock.now = lambda _: datetime.datetime.fromisoformat('{}').astimezone()"
)
"""What stops it at a moment in UTC."""


def morning(folder: Path) -> dict[str, str]:
    """Return the environment in which every program has that morning, kept in a folder beside a test's files."""
    clock = folder / "clock"
    clock.mkdir(exist_ok=True)
    (clock / "sitecustomize.py").write_text(f"{RUNNING}\n")
    return {"TZ": "UTC", "PYTHONPATH": str(clock)}
