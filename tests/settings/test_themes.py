from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from planner.settings import paths, themes
from planner.settings.colors import ANSI, contrast, is_color, is_hex, luminance, mix, readable
from planner.settings.paths import Paths
from planner.settings.themes import COLORS, NIGHT, PAPER, TERMINAL, TERMINAL_LIGHT, Palette, complete

SHIPPED = Path(__file__).parents[2] / "themes"
NAMES = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NOMINAL = {name: "#" + "".join(f"{part:02x}" for part in Color.parse(name).rgb) for name in ANSI}
"""What Textual takes the terminal's colours for."""


def in_folder(folder: Path) -> Paths:
    (folder / "themes").mkdir()
    return paths.find(str(folder / "planner.db"), str(folder))._replace(cache_dir=str(folder / "cache"))


def add_theme(found: Paths, name: str, text: str) -> None:
    Path(found.themes_dir, f"{name}.yaml").write_text(text, encoding="utf-8")


def shipped(name: str) -> Palette:
    palette, problems = themes.read(str(SHIPPED / f"{name}.yaml"), None)
    assert problems == ()
    return palette


def as_drawn(palette: Palette) -> dict[str, str]:
    """Return hex colours: a terminal's background is black or white, its other colours as Textual names them."""
    ends = ("#000000", "#ffffff") if palette.dark else ("#ffffff", "#000000")
    own = NOMINAL | {"ansi_default": ends[1]}
    return {
        name: ends[0] if color == "ansi_default" and name in {"background", "surface"} else own.get(color, color)
        for name, color in palette.colors().items()
    }


def test_at_least_nine_themes_ship_dark_light_and_plain() -> None:
    assert len(NAMES) >= 9
    palettes = [shipped(name) for name in NAMES]
    assert {(palette.dark, palette.ansi) for palette in palettes} == {
        (True, False),
        (False, False),
        (True, True),
        (False, True),
    }
    assert {"night", "paper", "high-contrast", "high-contrast-light", "terminal", "terminal-light"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_theme_names_every_colour_and_textual_knows_each(name: str) -> None:
    palette = shipped(name)
    assert palette.name == name
    text = (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    for color, value in palette.colors().items():
        assert f"\n{color}: " in text
        Color.parse(value)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_theme_reads_well_on_its_background_its_dialogs_and_its_cursor(name: str) -> None:
    palette = shipped(name)
    colors = as_drawn(palette)
    strict = name.startswith("high-contrast")
    least = {"text": 7.0} | dict.fromkeys(("dim", "accent", "met", "behind", "type", "error"), 7.0 if strict else 4.5)
    if name == "terminal-light":
        least["dim"] = 3.9  # bright black is the only grey that sixteen colours have for white paper
    grounds = ("background", "surface") if palette.ansi else ("background", "surface", "selection")
    low = {
        (color, ground): round(contrast(colors[color], colors[ground]), 2)
        for color, ratio in least.items()
        for ground in grounds
        if contrast(colors[color], colors[ground]) < (ratio if ground == "background" else min(ratio, 4.5))
    }
    assert low == {}
    assert contrast(colors["selection_text"], colors["selection"]) >= 7
    for shape in ("focus", "bar"):
        assert contrast(colors[shape], colors["background"]) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_theme_is_as_dark_as_it_says(name: str) -> None:
    palette = shipped(name)
    colors = as_drawn(palette)
    assert (luminance(colors["background"]) < luminance(colors["text"])) is palette.dark


@pytest.mark.parametrize("name", NAMES)
def test_met_and_behind_are_told_apart(name: str) -> None:
    palette = shipped(name)
    assert len({palette.met, palette.behind, palette.text, palette.dim}) == 4


@pytest.mark.parametrize("known", [NIGHT, PAPER, TERMINAL, TERMINAL_LIGHT], ids=lambda known: str(known.name))
def test_the_defaults_in_the_code_are_the_shipped_files(known: Palette) -> None:
    assert shipped(known.name) == known


def test_the_users_theme_stands_before_the_shipped_one_of_that_name(tmp_path: Path) -> None:
    found = in_folder(tmp_path)
    assert themes.load("night", found) == (NIGHT, ())
    add_theme(found, "night", 'accent: "#ff8800"')
    assert themes.load("night", found)[0].accent == "#ff8800"
    add_theme(found, "mine", "")
    (Path(found.themes_dir) / "other.yml").touch()
    (Path(found.themes_dir) / ".hidden.yaml").touch()
    (Path(found.themes_dir) / "notes.txt").touch()
    assert themes.names(found) == sorted([*NAMES, "mine", "other"])
    assert themes.load("other", found)[0] == complete("other", {})


@pytest.mark.parametrize("name", ["gone", "", ".", "..", "../config", "a/b", "a\0b", "\x1b[31m", "x" * 999])
def test_a_theme_that_is_not_there_is_night_and_one_sentence_with_the_names(tmp_path: Path, name: str) -> None:
    found = in_folder(tmp_path)
    palette, (problem,) = themes.load(name, found)
    assert palette == NIGHT
    assert problem.endswith(f"so night is used. Themes: {', '.join(NAMES)}.")
    assert problem.isprintable()


def test_without_any_folder_there_is_still_night(tmp_path: Path) -> None:
    bare = in_folder(tmp_path)._replace(themes_dir="/nowhere", shipped_themes="/nowhere")
    assert themes.names(bare) == []
    assert themes.load("paper", bare)[0] == NIGHT


def test_what_is_wrong_in_a_theme_is_named_by_file_line_and_key_and_keeps_its_default(tmp_path: Path) -> None:
    found = in_folder(tmp_path)
    add_theme(found, "mine", 'dark: yes\naccent: #ff0000\nmet: green\nbehind: 7\nacent: "#fff"\ntext: "#eee"\n')
    palette, problems = themes.load("mine", found)
    takes = 'it takes a colour in quotes such as "#7aa2c8", or a name such as ansi_blue'
    assert problems == (
        "mine.yaml line 5, acent: “acent” is not a colour of a theme; the nearest is “accent”.",
        "mine.yaml line 1, dark: it takes true or false, and “yes” stands there. Its default is used.",
        f"mine.yaml line 2, accent: {takes}, and an empty value stands there. Its default is used.",
        f"mine.yaml line 3, met: {takes}, and “green” stands there. Its default is used.",
        f"mine.yaml line 4, behind: {takes}, and 7 stands there. Its default is used.",
    )
    assert palette == complete("mine", {"text": "#eee"})


def test_a_theme_that_is_not_yaml_is_the_defaults_and_one_sentence(tmp_path: Path) -> None:
    found = in_folder(tmp_path)
    add_theme(found, "mine", "accent: [\n")
    palette, problems = themes.load("mine", found)
    assert palette == complete("mine", {})
    assert len(problems) == 1


def test_an_empty_theme_is_night_under_its_own_name() -> None:
    assert complete("night", {}) == NIGHT
    assert complete("paper", {}, dark=False) == PAPER
    assert complete("terminal", {}, ansi=True) == TERMINAL
    assert complete("terminal-light", {}, ansi=True, dark=False) == TERMINAL_LIGHT


def test_a_background_alone_says_whether_a_theme_is_dark() -> None:
    assert complete("x", {"background": "#001122"}).dark
    assert not complete("x", {"background": "#fffff0"}).dark
    assert complete("x", {"background": "ansi_default"}).ansi
    assert not complete("x", {"text": "ansi_black"}).dark


def test_what_is_not_named_follows_what_is() -> None:
    palette = complete("x", {"accent": "#ff8800", "line": "#404040"})
    assert (palette.focus, palette.type, palette.bar, palette.bar_track) == ("#ff8800", "#ff8800", "#ff8800", "#404040")
    assert (palette.met, palette.text) == (NIGHT.met, NIGHT.text)


@given(HEX, st.none() | st.booleans())
def test_on_any_background_what_is_derived_reads_well(background: str, dark: bool | None) -> None:
    palette = complete("x", {"background": background}, dark=dark)
    best = max(contrast(background, "#000000"), contrast(background, "#ffffff"))
    colors = palette.colors()
    assert contrast(colors["text"], background) >= min(7, best)
    assert contrast(colors["dim"], background) >= min(4.5, best)
    for hue in ("accent", "met", "behind", "type", "error", "focus", "bar"):
        assert contrast(colors[hue], background) >= min(4.5, best)


@given(
    st.dictionaries(st.sampled_from(COLORS), HEX | st.sampled_from(ANSI)),
    st.none() | st.booleans(),
    st.none() | st.booleans(),
)
def test_any_colours_make_a_whole_theme_that_keeps_each_of_them(
    given_colors: dict[str, str], dark: bool | None, ansi: bool | None
) -> None:
    colors = complete("x", given_colors, dark=dark, ansi=ansi).colors()
    assert all(map(is_color, colors.values()))
    assert colors | given_colors == colors


@pytest.mark.parametrize(
    "word",
    [
        "#12",
        "#12345",
        "#1234567",
        "#ggg",
        "123456",
        "red",
        "ansi_purple",
        "",
        "rgb(1,2,3)",
        "#fff\n",
        "#\uff11\uff12\uff13",
    ],
)
def test_a_word_that_is_no_colour_is_refused(word: str) -> None:
    assert not is_color(word)


@given(HEX)
def test_a_colour_that_is_taken_here_is_taken_by_textual(color: str) -> None:
    assert is_hex(color)
    assert Color.parse(color).hex.lower() == color


def test_contrast_is_as_wcag_counts_it() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert readable("#777777", "#808080", 21) == "#000000"
