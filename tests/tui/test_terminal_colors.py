"""How it looks with sixteen colours, and without any: what is selected, due and reached is seen all the same."""

from pathlib import Path

import pytest

from planner.settings import themes
from planner.settings.themes import COLORS, Palette
from planner.tui.line import ASCII, UNICODE
from planner.tui.style import ROLES, style_of
from planner.tui.terminal_colors import TerminalColors
from tests.builders import MORNING, an_action, open_planner, put
from tests.cli.program import Program
from tests.terminal import Terminal
from tests.tui.desk import paths_of

MANY = TerminalColors(are_few=False, are_wanted=True)
FEW = TerminalColors(are_few=True, are_wanted=True)
GREY = TerminalColors(are_few=False, are_wanted=False)
NONE = TerminalColors(are_few=True, are_wanted=False)


def shipped(tmp_path: Path) -> list[Palette]:
    """Return every theme that ships."""
    paths = paths_of(open_planner(tmp_path))
    return [themes.load(name, paths)[0] for name in themes.names(paths)]


def test_a_theme_is_worn_as_it_is_where_there_are_colours(tmp_path: Path) -> None:
    for palette in shipped(tmp_path):
        assert MANY.worn(palette) == palette


def test_with_sixteen_colours_a_theme_takes_the_terminals_own_on_a_ground_that_they_are_seen_on(tmp_path: Path) -> None:
    for palette in shipped(tmp_path):
        worn = FEW.worn(palette)
        assert (worn.name, worn.dark, worn.ansi) == (palette.name, palette.dark, True)
        if not palette.ansi:
            assert worn.background == ("ansi_black" if palette.dark else "ansi_bright_white")
        for role in set(ROLES) - {"picked", "track"}:
            for selected in (False, True):
                style = style_of(worn, role, selected=selected)
                assert style.color != style.bgcolor, (palette.name, role)


def test_without_colours_a_theme_of_the_terminals_own_turns_grey_and_not_black(tmp_path: Path) -> None:
    for palette in shipped(tmp_path):
        worn = GREY.worn(palette)
        assert not worn.ansi
        assert (worn.name, worn.dark) == (palette.name, palette.dark)
        assert worn.text != worn.background


def test_without_any_shade_the_cursors_row_is_reversed(tmp_path: Path) -> None:
    for palette in shipped(tmp_path):
        worn = NONE.worn(palette)
        assert {getattr(worn, name) for name in COLORS} == {"ansi_default"}
        assert style_of(worn, "dim", selected=True).reverse
        assert style_of(worn, "marked").reverse
        assert not style_of(worn, "dim").reverse
    assert not style_of(themes.NIGHT, "dim", selected=True).reverse


def test_a_bar_is_told_from_its_rest_by_its_sign_where_colours_are_few() -> None:
    assert MANY.drawn(UNICODE) == UNICODE
    for colors in (FEW, GREY, NONE):
        assert colors.drawn(UNICODE).track not in {UNICODE.bar, UNICODE.half}
        assert colors.drawn(ASCII) == ASCII


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("more", "theme"),
    [
        (["-u", "COLORTERM", "TERM=xterm-16color"], "night"),
        (["-u", "COLORTERM", "TERM=xterm-16color", "NO_COLOR=1"], "night"),
        (["NO_COLOR=1"], "terminal"),
    ],
)
def test_the_cursors_row_and_the_words_beside_it_are_seen(tmp_path: Path, more: list[str], theme: str) -> None:
    planner = open_planner(tmp_path)
    planner.note(theme=theme)
    planner.morning.note_seen()
    put(planner, an_action("draft the offer"), an_action("call Lee"))
    program = Program(tmp_path)
    program.clock = MORNING
    command = ["/usr/bin/env", *more, *map(str, program.command())]
    with Terminal(command, size=(90, 24), env=program.environment(), cwd=Path(__file__).parents[2]) as terminal:
        terminal.wait_for("draft the offer", "call Lee", "? keys")
        terminal.press("j")
        terminal.wait_for("▌ ○", "x done")
        cells, lines = terminal.screen.buffer, terminal.text.split("\n")
        marked = next(at for at, line in enumerate(lines) if "▌" in line)
        beside = next(at for at, line in enumerate(lines) if "○" in line and at != marked)
        assert cells[marked][60]._replace(data="") != cells[beside][60]._replace(data="")
        hidden = [
            (letter, cells[at][column])
            for at, line in enumerate(lines)
            for column, letter in enumerate(line)
            if letter != " " and cells[at][column].fg == cells[at][column].bg != "default"
        ]
        assert not hidden
