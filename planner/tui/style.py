"""How a palette reaches the screen: rich styles for painted lines, a Textual theme and CSS variables for the rest."""

from functools import cache
from typing import Final

from rich.color import Color
from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from planner.settings.themes import Palette

ROLES: Final = {
    "text": ("text", ""),
    "strong": ("text", "bold"),
    "dim": ("dim", ""),
    "struck": ("dim", "strike"),
    "accent": ("accent", ""),
    "key": ("accent", "bold"),
    "met": ("met", ""),
    "behind": ("behind", ""),
    "type": ("type", ""),
    "error": ("error", ""),
    "wrong": ("error", "underline"),
    "bar": ("bar", ""),
    "track": ("bar_track", ""),
    "line": ("line", ""),
    "picked": ("accent", "reverse"),
    "marked": ("selection_text", ""),
    "found": ("accent", "bold underline"),
}
"""What a piece of text means, as a colour of the palette and an attribute."""


def color_of(name: str) -> Color:
    """Return a palette's colour as rich knows it."""
    return Color.parse(name.removeprefix("ansi_") if name.startswith("ansi_") else name)


@cache
def style_of(palette: Palette, role: str, *, selected: bool = False, surface: bool = False) -> Style:
    """Return the style of a role, on the background, on the cursor's row or on a dialog."""
    color, attribute = ROLES[role]
    is_marked = selected or role == "marked"
    if is_marked and palette.ansi and palette.selection == palette.background:  # nothing else would set it apart
        attribute = f"{attribute} reverse".strip()
    background = "selection" if is_marked else "surface" if surface else "background"
    if selected and (color == "text" or (palette.ansi and color != "bar_track")):
        color = "selection_text"  # of sixteen colours few are read on another one
    return Style.parse(attribute or "none") + Style(
        color=color_of(getattr(palette, color)),
        bgcolor=color_of(getattr(palette, background)),
    )


def theme_of(palette: Palette) -> Theme:
    """Return a palette as a Textual theme, for the widgets that Textual draws."""
    return Theme(
        name=palette.name,
        primary=palette.focus,
        secondary=palette.type,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.surface,
        boost=palette.surface,
        success=palette.met,
        warning=palette.behind,
        error=palette.error,
        dark=palette.dark,
        ansi=palette.ansi,
        variables=variables_of(palette),
    )


def variables_of(palette: Palette) -> dict[str, str]:
    """Return what the stylesheets call by name."""
    terminals = BUILTIN_THEMES["ansi-dark" if palette.dark else "ansi-light"].variables if palette.ansi else {}
    return {
        **terminals,
        **{f"planner-{name.replace('_', '-')}": color for name, color in palette.colors().items()},
        "scrollbar": palette.line,
        "scrollbar-hover": palette.dim,
        "scrollbar-active": palette.focus,
        "scrollbar-background": palette.background,
        "scrollbar-background-hover": palette.background,
        "scrollbar-background-active": palette.background,
        "scrollbar-corner-color": palette.background,
        "input-selection-background": palette.selection,
        "input-selection-foreground": palette.selection_text,
    }
