"""How it looks: a theme is worn while the cursor is on it, kept by enter, taken back by escape."""

from pathlib import Path

import pytest

from planner.settings import themes
from planner.tui.dialogs.theme import ThemeDialog
from planner.tui.style import ROLES, style_of
from planner.tui.widgets.lines import Lines
from tests.builders import an_activity, open_planner, put
from tests.tui.desk import Desk, desk, paths_of


def background_of(d: Desk) -> str:
    """Return the colour behind the first letter of the screen."""
    strip = d.today_screen._compositor.render_strips()[0]
    style = next(iter(strip)).style
    assert style is not None
    assert style.bgcolor is not None
    return style.bgcolor.name


def write_theme(folder: Path, text: str) -> None:
    """Put a theme of the user's own into a folder."""
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(text)


async def choose(d: Desk, name: str) -> None:
    """Put the cursor of the dialog on a theme."""
    await d.run("app.theme")
    assert isinstance(d.app.screen, ThemeDialog)
    names = themes.names(d.app.paths)
    at = names.index(str(d.screen.query_one(Lines).cursor_key))
    steps = names.index(name) - at
    await d.press(*["j" if steps > 0 else "k"] * abs(steps))


async def test_a_theme_is_worn_while_it_is_looked_at_and_escape_takes_it_off(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        before = background_of(d)
        await choose(d, "paper")
        assert d.app.palette.name == "paper"
        assert background_of(d) == themes.PAPER.background
        await d.press("escape")
        assert d.screen is d.today_screen
        assert background_of(d) == before
        assert planner.noted("theme") == ""


async def test_a_theme_kept_by_enter_is_worn_at_the_next_start(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await choose(d, "paper")
        await d.press("enter")
        assert d.screen is d.today_screen
        assert background_of(d) == themes.PAPER.background
    async with desk(planner) as d:
        assert background_of(d) == themes.PAPER.background


async def test_every_shipped_theme_can_be_worn(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(note="to look at"))
    async with desk(planner) as d:
        names = themes.names(d.app.paths)
        assert len(names) >= 8
        await d.run("app.theme")
        await d.press(*["k"] * names.index("night"))
        for name in names:
            assert d.app.palette.name == name
            assert d.alive
            await d.press("j")
        await d.press("enter")
        assert d.pane("log").shows("to look at")


async def test_the_theme_of_the_settings_is_worn(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path, theme="paper")) as d:
        assert background_of(d) == themes.PAPER.background


async def test_a_theme_that_is_not_there_is_told_and_the_screen_is_readable(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path, theme="nigth"), size=(150, 30)) as d:
        await d.until(lambda: "No theme is called “nigth”" in d.said)
        assert d.shows("If all I do today is")


async def test_a_users_own_theme_is_offered_and_a_bad_colour_in_it_is_told(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    write_theme(Path(paths_of(planner).themes_dir), "background: '#123456'\naccent: not-a-colour\n")
    async with desk(planner, size=(150, 30)) as d:
        await choose(d, "mine")
        assert background_of(d) == "#123456"
        await d.press("enter")
        assert "mine.yaml" in d.said
        assert d.alive


async def test_symbols_are_ascii_where_that_is_set(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, ascii=True)
    planner.goals.add("2 calls a day")
    put(planner, an_activity())
    async with desk(planner) as d:
        marks = set("○●★◎▾▸━╸→▌−")
        inside = "".join("".join(d.pane(name).inside) for name in ("today", "goals", "log"))
        assert not marks & set(inside)
        assert d.pane("today").shows("calls xo 1 of 2")


@pytest.mark.parametrize("palette", [themes.NIGHT, themes.PAPER, themes.TERMINAL, themes.TERMINAL_LIGHT])
def test_every_role_has_a_style_in_every_palette(palette: themes.Palette) -> None:
    for role in ROLES:
        for selected in (False, True):
            assert style_of(palette, role, selected=selected).color is not None


async def test_the_focused_panes_border_alone_is_bright(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("3")
        color = {pane.id: pane.styles.border_top[1].hex.lower() for pane in d.today_screen.panes}
        assert color["log"] == themes.NIGHT.focus
        assert color["today"] == color["goals"] == themes.NIGHT.line
