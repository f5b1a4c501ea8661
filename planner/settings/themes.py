"""Themes: YAML files of semantic colours, shipped ones and the user's. Knows nothing of how a colour reaches a screen.

A theme need name no colour at all: what it leaves out follows from what it names, and stays readable on its background.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from planner.domain.text import clean_line
from planner.settings.colors import is_color, is_hex, luminance, mix, readable
from planner.settings.paths import Paths
from planner.settings.yaml_names import ENDINGS, file_of, is_name


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours: #rrggbb, #rgb or `ansi_…`. The defaults are the theme `night`."""

    name: str = "night"
    """The name of the file, without its ending."""
    dark: bool = True
    """Whether light text stands on a dark background."""
    ansi: bool = False
    """Whether the colours are the terminal's own sixteen."""
    background: str = "#15171c"
    surface: str = "#1c1f26"
    """What lies over the background: dialogs, the palette."""
    text: str = "#d5d8de"
    dim: str = "#8b92a0"
    """Secondary text."""
    line: str = "#2a2e37"
    """Borders and rules at rest."""
    focus: str = "#7aa2c8"
    """The border of the focused pane."""
    accent: str = "#e0b072"
    """The one thing, keys, pins."""
    met: str = "#8fbf8f"
    behind: str = "#d9a25f"
    type: str = "#7aa2c8"
    """The type of a logged activity."""
    error: str = "#e08a84"
    """A refused word, a refused line."""
    selection: str = "#252b35"
    """The background of the cursor's row."""
    selection_text: str = "#d5d8de"
    """Text on the cursor's row."""
    bar: str = "#7aa2c8"
    """The filled part of a bar that is neither met nor behind."""
    bar_track: str = "#2a2e37"
    """The rest of a bar."""

    def colors(self) -> dict[str, str]:
        """Return every colour by its name."""
        return {name: getattr(self, name) for name in COLORS}


COLORS = tuple(item.name for item in fields(Palette) if item.name not in {"name", "dark", "ansi"})
"""The colours that a theme can name."""

NIGHT = Palette()
PAPER = Palette(
    name="paper",
    dark=False,
    background="#faf8f3",
    surface="#f3f0e8",
    text="#2b2d31",
    dim="#62656c",
    line="#ddd6c6",
    focus="#2f6690",
    accent="#9f530d",
    met="#37733a",
    behind="#955712",
    type="#2f6690",
    error="#a8352b",
    selection="#f1ecdf",
    selection_text="#2b2d31",
    bar="#2f6690",
    bar_track="#ddd6c6",
)
TERMINAL = Palette(
    name="terminal",
    ansi=True,
    background="ansi_default",
    surface="ansi_default",
    text="ansi_bright_white",
    dim="ansi_white",
    line="ansi_bright_black",
    focus="ansi_bright_cyan",
    accent="ansi_bright_yellow",
    met="ansi_bright_green",
    behind="ansi_bright_magenta",
    type="ansi_bright_cyan",
    error="ansi_bright_red",
    selection="ansi_blue",
    selection_text="ansi_bright_white",
    bar="ansi_bright_cyan",
    bar_track="ansi_bright_black",
)
TERMINAL_LIGHT = Palette(
    name="terminal-light",
    dark=False,
    ansi=True,
    background="ansi_default",
    surface="ansi_default",
    text="ansi_black",
    dim="ansi_bright_black",
    line="ansi_white",
    focus="ansi_blue",
    accent="ansi_magenta",
    met="ansi_green",
    behind="ansi_red",
    type="ansi_blue",
    error="ansi_red",
    selection="ansi_white",
    selection_text="ansi_black",
    bar="ansi_blue",
    bar_track="ansi_white",
)


def names(paths: Paths) -> list[str]:
    """Return the names of all themes, in alphabetical order."""
    found: set[str] = set()
    for folder in (paths.shipped_themes, paths.themes_dir):
        try:
            files = os.listdir(folder)
        except OSError:
            continue
        stems = (os.path.splitext(file) for file in files)
        found |= {stem for stem, ending in stems if ending in ENDINGS and is_name(stem)}
    return sorted(found)


def load(name: str, paths: Paths) -> tuple[Palette, tuple[str, ...]]:
    """Return a theme, the user's before a shipped one, and a sentence for each thing in it that was not understood."""
    path = file_of(name, paths.themes_dir)
    if path is None and name == NIGHT.name:
        return NIGHT, ()  # no file to read before the first paint
    path = path or file_of(name, paths.shipped_themes)
    if path is None:
        known = ", ".join(names(paths)) or NIGHT.name
        return NIGHT, (f"No theme is called “{clean_line(name)[:40]}”, so night is used. Themes: {known}.",)
    return read(path, paths.cache_dir)


def read(path: str, cache_dir: str | None) -> tuple[Palette, tuple[str, ...]]:
    """Return the theme in a file, and a sentence for each thing in it that was not understood."""
    from planner.settings import yaml_file

    document, found = yaml_file.load(path, cache_dir)
    problems = [*found, *yaml_file.unknown_keys(document, ("dark", "ansi", *COLORS), "a colour of a theme")]
    given: dict[str, str] = {}
    switches: dict[str, bool] = {}
    for key, value in document.data.items():
        stands = yaml_file.shown(value)
        if key in COLORS and isinstance(value, str) and is_color(value.strip()):
            given[key] = value.strip()
        elif key in {"dark", "ansi"} and isinstance(value, bool):
            switches[key] = value
        elif key in COLORS:
            wanted = 'it takes a colour in quotes such as "#7aa2c8", or a name such as ansi_blue'
            problems.append(f"{document.at(key)}: {wanted}, and {stands} stands there. Its default is used.")
        elif key in {"dark", "ansi"}:
            problems.append(
                f"{document.at(key)}: it takes true or false, and {stands} stands there. Its default is used."
            )
    stem = clean_line(os.path.splitext(os.path.basename(path))[0])
    return complete(stem, given, **switches), yaml_file.shorten(document, problems)


def complete(name: str, given: Mapping[str, str], *, dark: bool | None = None, ansi: bool | None = None) -> Palette:
    """Return a theme from the colours that it names; what is not named is derived from them."""
    background, text = given.get("background", ""), given.get("text", "")
    if ansi is None:
        ansi = any(named and not is_hex(named) for named in (background, text))
    if dark is None:
        dark = luminance(background) < 0.18 if is_hex(background) else text not in {"ansi_black", "ansi_bright_black"}
    if ansi:
        base = (TERMINAL if dark else TERMINAL_LIGHT).colors()
        derived = _following(base, given)
    else:
        derived = _derived((NIGHT if dark else PAPER).colors(), given)
    return Palette(name=name, dark=dark, ansi=ansi, **{**derived, **given})


def _following(base: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return base colours in which those that belong to a named one follow it."""
    colors = {**base, **given}
    for follower, leader in (
        ("focus", "accent"),
        ("type", "focus"),
        ("bar", "type"),
        ("bar_track", "line"),
        ("selection_text", "text"),
    ):
        if follower not in given and colors[leader] != base[leader]:
            colors[follower] = colors[leader]
    return colors


def _derived(base: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return colours that are mixed from the background and the text, and read well upon them."""
    hexes = {name: color for name, color in given.items() if is_hex(color)}
    if not hexes.keys() & {"background", "text"}:
        return _following(base, given)
    background = hexes.get("background", base["background"])
    text = hexes.get("text") or readable(base["text"], background, 7)
    colors = _following({**base, "background": background, "text": text}, hexes)
    focus = colors["focus"]
    shades = {
        "surface": mix(background, text, 0.04),
        "dim": readable(mix(text, background, 0.4), background, 5.5),
        "line": mix(background, text, 0.13),
        "selection": mix(background, focus, 0.14),
        "bar_track": hexes.get("line", mix(background, text, 0.13)),
        "selection_text": text,
    }
    hues = ("focus", "accent", "met", "behind", "type", "error", "bar")
    return {**colors, **{hue: readable(colors[hue], background, 4.5) for hue in hues}, **shades}
