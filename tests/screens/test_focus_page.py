"""Focus mode as it looks at two sizes: under way, asked to leave, and over."""

from datetime import time
from pathlib import Path

import pytest

from planner.domain.action import ActionKind
from tests.builders import StoppedClock, a_contact, an_action, open_planner, put
from tests.screens.golden import check
from tests.tui.desk import desk


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
async def test_focus_mode_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    dana = a_contact("Dana Reyes", "Acme")
    block = an_action("three proposals", kind=ActionKind.BLOCK, start_time=time(9, 30), planned_minutes=60)
    put(
        planner,
        dana,
        block,
        an_action("draft the Acme proposal", block_id=block.id, contact_id=dana.id),
        an_action("first page for Borealis", block_id=block.id, position=1),
        an_action("ask Mia for the price list", block_id=block.id, position=2),
    )
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("f", "x", "escape")
        d.app.say("")
        clock.advance(minutes=24)
        await d.tick()
        pictures = [d.text]
        await d.press("escape")
        pictures.append(d.text)
        clock.advance(minutes=38)
        await d.tick()
        pictures.append(d.text)
        check(f"focus-{columns}x{lines}.txt", f"\n{'=' * columns}\n".join(pictures) + "\n")
