"""Any size of terminal: what is laid out where, and that focus and cursor stay."""

from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList, CommandPalette
from textual.events import Resize
from textual.geometry import Size

from tests.builders import CALLS, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

SIZES = [(120, 40), (80, 24), (60, 16), (40, 20), (20, 5), (5, 3), (1, 1)]
OPENED = {
    "nothing": (),
    "log line": ("l",),
    "goal line": ("g",),
    "the blank": ("t",),
    "goal form": ("2", "e"),
    "palette": ("ctrl+p",),
    "help": ("?",),
    "log": ("3",),
    "zoomed log": ("3", "z"),
}


async def filled_desk(d: Desk) -> None:
    """Put something into every pane."""
    put(d.planner, CALLS, a_goal(), a_goal("50 calls"), *(an_action(f"action {n}", position=n) for n in range(9)))
    put(d.planner, *(an_activity(note=f"note {n} " * 9) for n in range(40)))
    await d.settle()


@pytest.mark.parametrize("opened", OPENED)
async def test_every_size_and_back_is_survived(tmp_path: Path, opened: str) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await filled_desk(d)
        await d.press(*OPENED[opened])
        for columns, lines in (*SIZES, SIZES[3], SIZES[0]):
            await d.resize(columns, lines)
            assert d.alive
            shown = d.text.split("\n")
            assert len(shown) == lines
            if opened != "the blank":
                await d.press("pagedown", "up")
                assert d.alive
        assert d.screen.size.width == 120


async def test_the_palette_can_be_walked_at_the_smallest_sizes(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("ctrl+p")
        await d.until(lambda: isinstance(d.screen, CommandPalette) and d.screen.query_one(CommandList).option_count > 5)
        for columns, lines in [(3, 40), (120, 1), (120, 2), (120, 3), (2, 2), (1, 1), (10, 4)]:
            await d.resize(columns, lines)
            await d.press("down", "pagedown", "pagedown", "pageup", "up", "end", "home")
            await d.type("un")
            await d.press("backspace", "backspace")
            assert d.alive
        await d.resize(120, 40)
        await d.press("escape")
        assert d.screen is d.today_screen


@pytest.mark.parametrize("opened", ["l", "t", "?", "ctrl+p", "g"])
async def test_what_is_opened_at_the_smallest_size_is_there_when_it_grows(tmp_path: Path, opened: str) -> None:
    async with desk(open_planner(tmp_path), size=(1, 1)) as d:
        await d.press(opened)
        assert d.alive
        await d.resize(120, 40)
        assert d.alive
        if opened in {"l", "g", "t"}:
            await d.type("call")
            assert d.typed == "call"
            assert d.shows("call")


@pytest.mark.parametrize("pane", ["today", "goals", "log"])
async def test_focus_and_cursor_stay_through_every_size(tmp_path: Path, pane: str) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await filled_desk(d)
        key = {"today": "1", "goals": "2", "log": "3"}[pane]
        await d.press(key, "j")
        cursor = {one.id: one.cursor_key for one in d.today_screen.panes}
        for columns, lines in (*SIZES, SIZES[3], SIZES[0]):
            await d.resize(columns, lines)
            assert d.focus == pane
            assert d.pane(pane).widget.display
            assert {one.id: one.cursor_key for one in d.today_screen.panes} == cursor
        assert d.pane(pane).under_cursor


async def test_a_line_that_is_typed_stays_through_every_size(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type("call @Dana")
        for columns, lines in (*SIZES, SIZES[3], SIZES[0]):
            await d.resize(columns, lines)
            assert d.typed == "call @Dana"
        await d.press("enter")
        assert d.pane("log").shows("Dana")


def panes_seen(d: Desk) -> set[str]:
    """Return the panes that are in view."""
    return {name for name in ("today", "goals", "log") if d.pane(name).is_seen}


async def test_all_three_panes_stand_together_at_home(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(120, 40)) as d:
        assert panes_seen(d) == {"today", "goals", "log"}


async def test_goals_and_log_share_a_place_at_eighty_columns(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(80, 24)) as d:
        assert panes_seen(d) == {"today", "log"}
        assert d.pane("log").shows("key 2: goals")
        await d.press("2")
        assert panes_seen(d) == {"today", "goals"}
        assert d.pane("goals").shows("key 3: log")
        await d.press("1")
        assert panes_seen(d) == {"today", "goals"}


@pytest.mark.parametrize("size", [(59, 16), (60, 15), (40, 20), (20, 5)])
async def test_one_pane_at_a_time_below_the_smallest_size_for_two(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(open_planner(tmp_path), size=size) as d:
        for key, name in (("1", "today"), ("2", "goals"), ("3", "log"), ("tab", "today")):
            await d.press(key)
            assert panes_seen(d) == {name}


async def test_a_side_pane_of_tmux_is_readable(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("2 calls a day")
    async with desk(planner, size=(40, 30)) as d:
        await d.log("call @Dana connected: terms")
        assert d.pane("today").shows("calls ●○ 1 of 2")
        await d.press("2")
        assert d.pane("goals").shows("2 calls", "1 to go")
        await d.press("3")
        assert d.pane("log").shows("09:41", "call", "Dana", "connected", "terms")
        assert all(len(line) <= 40 for line in d.lines)


async def test_z_gives_a_pane_the_whole_screen_and_takes_it_back(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("3", "z")
        assert panes_seen(d) == {"log"}
        assert d.pane("log").widget.region.width == 120
        await d.press("2")
        assert panes_seen(d) == {"goals"}
        await d.press("z")
        assert panes_seen(d) == {"today", "goals", "log"}
        assert d.focus == "goals"


async def test_a_pane_that_was_hidden_shows_what_happened_meanwhile(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("40 calls in february")
    async with desk(planner, size=(80, 24)) as d:
        assert not d.pane("goals").is_seen
        await d.log("call x7")
        await d.press("2")
        assert " 7 " in d.pane("goals").inside[0]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 20)])
async def test_the_header_and_the_clock_are_on_every_usable_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(open_planner(tmp_path), size=size) as d:
        assert "10 Feb" in d.lines[0]
        assert d.lines[0].endswith("09:41")
        assert "14" in d.lines[0]


async def test_a_plan_that_does_not_fit_says_how_much_is_below(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_action(f"action {n}", position=n) for n in range(5)))
    async with desk(planner, size=(60, 16)) as d:
        assert "4 more" in d.text
        await d.press("end")
        assert "more" not in d.text.split("\n")[8]


async def test_a_resize_that_was_missed_is_laid_out_at_the_next_tick(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        d.screen.post_message(Resize(Size(50, 12), Size(50, 12)))
        await d.until(lambda: d.screen.outer_size == Size(50, 12))
        d.app.tick()
        await d.until(lambda: d.screen.outer_size == d.app.size)


async def test_what_is_laid_out_while_a_frame_is_put_together_is_painted_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(open_planner(tmp_path)) as d:
        painted: list[int] = []
        display = d.app._display

        def noted(*shown: Any) -> None:
            painted.append(d.app._batch_count)
            display(*shown)

        monkeypatch.setattr(d.app, "_display", noted)
        async with d.today_screen.one_frame():
            d.today_screen._refresh_layout()
            await d.settle()
            assert painted == []
        assert painted == [0]


async def test_a_page_is_painted_before_its_line_is_there_and_what_is_typed_right_behind_it_is_in_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(open_planner(tmp_path)) as d:
        had_line: list[bool] = []
        display = d.app._display

        def noted(*shown: Any) -> None:
            had_line.append(bool(d.screen.query("#editor")))
            display(*shown)

        monkeypatch.setattr(d.app, "_display", noted)
        await d.type("Rlcall @Lee")
        await d.until(lambda: d.is_typing and d.typed == "call @Lee")
        assert had_line[0] is False
        assert d.part("#editor").shows("log")


async def test_on_a_small_screen_what_was_done_is_read_before_the_key_that_takes_it_back(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(40, 12)) as d:
        await d.press("r", "c")
        assert d.said == "Closed: Tue 10 Feb · u back"


async def test_a_sentence_that_is_too_long_is_cut_before_what_it_offers(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(80, 24)) as d:
        await d.say("a", "a title of many words " * 8)
        assert d.said.startswith("Planned: a title of many words")
        assert d.said.endswith("…  · u takes it back")
        await d.resize(30, 10)
        assert d.said.startswith("Planned: a title")
