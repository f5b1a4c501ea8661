"""The progress page and a past day as they look at three sizes."""

from pathlib import Path

import pytest

from tests.builders import open_planner
from tests.screens.golden import check
from tests.screens.test_momentum_page import a_winter
from tests.tui.desk import desk

SIZES = [(120, 40), (80, 24), (60, 16)]


@pytest.mark.parametrize(("columns", "lines"), SIZES)
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("goal", ()),
        ("momentum", ("tab", "-", "left", "left")),
        ("activity", ("tab",) * 2),
        ("days", ("tab",) * 4),
        ("periods", ("tab",) * 5),
    ],
)
async def test_the_progress_page_looks_as_it_did(
    tmp_path: Path, name: str, keys: tuple[str, ...], columns: int, lines: int
) -> None:
    planner = open_planner(tmp_path)
    a_winter(planner)
    async with desk(planner, size=(columns, lines)) as d:
        await d.until(lambda: d.app.glance.gauge is not None)
        await d.press("p", *keys)
        check(f"progress-{name}-{columns}x{lines}.txt", d.text + "\n")


@pytest.mark.parametrize(("columns", "lines"), SIZES)
async def test_a_past_day_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner = open_planner(tmp_path)
    a_winter(planner)
    async with desk(planner, size=(columns, lines)) as d:
        await d.until(lambda: d.app.glance.gauge is not None)
        await d.press("[")
        check(f"past-day-{columns}x{lines}.txt", d.text + "\n")
