"""What the tests of services work on: a planner in a file of its own. A module of another day has its own clock."""

from pathlib import Path

import pytest

from planner.services.planner import Planner
from tests.builders import StoppedClock, open_planner


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def planner(tmp_path: Path, clock: StoppedClock) -> Planner:
    return open_planner(tmp_path, clock)
