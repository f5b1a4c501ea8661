"""What becomes of a theme on a terminal of sixteen colours, and where no colour is wanted: NO_COLOR.

Textual puts the nearest of sixteen colours in the place of each, which makes most of a quiet theme grey; and without
colours it makes grey of all, where the terminal's own sixteen turn black. So a theme is exchanged for one that is seen.
"""

from dataclasses import replace
from typing import Final, NamedTuple

from rich.console import Console

from planner.settings import environment
from planner.settings.themes import COLORS, NIGHT, PAPER, TERMINAL, TERMINAL_LIGHT, Palette
from planner.tui.line import Symbols

DARK: Final = replace(TERMINAL, background="ansi_black", surface="ansi_black")
LIGHT: Final = replace(TERMINAL_LIGHT, background="ansi_bright_white", surface="ansi_bright_white")
"""Sixteen colours on a background of their own: nobody knows what a terminal's is."""
PLAIN: Final = Palette(name="plain", dark=True, ansi=True, **dict.fromkeys(COLORS, "ansi_default"))
"""No colour at all: what is selected is reversed (style.py)."""
THIN: Final = "─"
"""The rest of a bar where its colour does not set it apart."""


class TerminalColors(NamedTuple):
    """What a terminal can show."""

    are_few: bool
    """Sixteen colours at most."""
    are_wanted: bool

    @property
    def are_none(self) -> bool:
        """Whether there is no colour, nor a grey in the place of one."""
        return self.are_few and not self.are_wanted

    def worn(self, palette: Palette) -> Palette:
        """Return a theme as the terminal shows it."""
        if self.are_none:
            shown = PLAIN
        elif self.are_few and not palette.ansi:
            shown = DARK if palette.dark else LIGHT
        elif palette.ansi and not self.are_wanted:
            shown = NIGHT if palette.dark else PAPER
        else:
            return palette
        return replace(shown, name=palette.name, dark=palette.dark)

    def drawn(self, symbols: Symbols) -> Symbols:
        """Return the signs that tell without colours what colours tell."""
        is_told = symbols.is_ascii or (self.are_wanted and not self.are_few)
        return symbols if is_told else replace(symbols, track=THIN)


def of_terminal() -> TerminalColors:
    """Return what the terminal of this process shows, as Textual finds it out."""
    return TerminalColors(
        are_few=Console(force_terminal=True).color_system == "standard", are_wanted=not environment.refuses_colors()
    )
