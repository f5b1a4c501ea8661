"""A program for every test of the command line."""

from pathlib import Path

import pytest

from tests.cli.program import Program


@pytest.fixture
def planner(tmp_path: Path) -> Program:
    return Program(tmp_path)
