"""What surrounds every test."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings

from tests import builders

settings.register_profile("unhurried", deadline=None, max_examples=40)  # a busy machine is no fault
settings.load_profile("unhurried")

gc.set_threshold(100_000, 10, 10)  # what an app leaves is small: looking for it often is an eighth of the time

MEMORY = "/dev/shm"
"""A folder in memory, where the machine has one."""
ENOUGH = 2 << 30
"""Bytes that the files of all tests surely fit into."""
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)  # each test makes a file that waits for its disk
    tempfile.tempdir = MEMORY

_PLACES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "PLANNER_DB", "PLANNER_CONFIG")
_homes = count(1)


@pytest.fixture(autouse=True)
def files_are_closed() -> Iterator[None]:
    yield
    builders.close_all()


@pytest.fixture(autouse=True)
def home_is_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Lead away from the files of whoever runs the tests. The folder is made by whom it serves."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp() / f"home-{next(_homes)}"))
    for name in _PLACES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def terminal_has_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the app in its own colours, whatever terminal the tests run in."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def loose_umask() -> Iterator[None]:
    """Let every new file be everybody's, unless who makes it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def nobody_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse soon where another program holds the file."""
    monkeypatch.setattr("planner.store.database.BUSY_SECONDS", 0.02)
