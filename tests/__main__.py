"""Run every test and tell how much of the program was run: `python -m tests`.

In parts of under four minutes each on two cores. The first part with a fault ends it.
"""

import shlex
import subprocess
import sys

PARTS = (
    "--ignore tests/tui --ignore tests/screens",
    "tests/tui --ignore-glob 'tests/tui/test_[l-z]*'",
    "tests/tui --ignore-glob 'tests/tui/test_[a-k]*' tests/screens",
)
"""What pytest is told to run: what one part of a folder leaves out stands in the other."""
OPTIONS = "-n 2 --dist worksteal --cov --cov-append --cov-report="


def run(words: str) -> None:
    """Run a module of this Python, and end with its status where that is not 0."""
    print(f"-- {words}", flush=True)
    if status := subprocess.run([sys.executable, "-m", *shlex.split(words)], check=False).returncode:
        sys.exit(status)


if __name__ == "__main__":
    run("coverage erase")
    for part in PARTS:
        run(f"pytest {OPTIONS} {part}")
    run("coverage report")
