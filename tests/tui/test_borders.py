"""Every line of a list is painted as Textual paints it, with its part of the border, with colours and without."""

from datetime import date
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.scroll_view import ScrollView

from planner.tui.widgets.lines import Lines
from tests.builders import CALLS, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import desk


@pytest.mark.parametrize("colors", [{}, {"NO_COLOR": "1"}])
@pytest.mark.parametrize("keys", ["", "3", "[", "c", "z"])
async def test_a_line_has_the_border_that_textual_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colors: dict[str, str], keys: str
) -> None:
    for name, value in colors.items():
        monkeypatch.setenv(name, value)
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(), an_action("post the list"))
    put(planner, *(an_activity(on=date(2026, 2, n), note=f"第{n}日") for n in range(1, 10)))
    async with desk(planner) as d:
        await d.press(*keys)
        for pane in d.screen.query(Lines):
            for part in (pane.region.reset_offset, Region(0, 1, pane.region.width, 2), Region(3, 0, 9, 4)):
                kept = pane.render_lines(part)
                pane._styles_cache.clear()
                assert [list(strip) for strip in kept] == [list(s) for s in ScrollView.render_lines(pane, part)]
