"""What a line says while it is typed: its words are coloured, and below it stands what it means, or why it does not."""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Final

from rich.highlighter import Highlighter
from rich.text import Text

from planner.settings.themes import Palette
from planner.tui.line import Cell, Line
from planner.tui.style import style_of
from planner.tui.typed import Span
from planner.tui.widgets.paint import width_of
from planner.tui.widgets.painted import Painted

_ROLES: Final = {
    "type": "type",
    "who": "strong",
    "outcome": "met",
    "purpose": "dim",
    "when": "accent",
    "money": "met",
    "next": "dim",
    "note": "text",
    "unknown": "wrong",
}
"""The role of each kind of word."""
_SLIM: Final = 20
"""Columns that a sentence is broken to at least."""
_BORDERS: Final = 6
"""Columns of the terminal that a line does not have."""


class Spans(Highlighter):
    """Colours the words of a line that are understood."""

    def __init__(self, palette: Palette, spans: Callable[[str], Sequence[Span]]) -> None:
        """Ask `spans` for the words of a text."""
        self.palette = palette
        self._spans = spans

    def highlight(self, text: Text) -> None:
        """Colour a text."""
        for start, end, kind in self._spans(text.plain):
            text.stylize(style_of(self.palette, _ROLES.get(kind, "text")), start, end)


class Meaning:
    """The two lines below what is typed: what it means, and what the word at the cursor may become."""

    def __init__(self, palette: Palette) -> None:
        """Start empty."""
        self.reading = Painted(palette, id="reading")
        self.choices = Painted(palette, id="choices")

    def set_palette(self, palette: Palette) -> None:
        """Draw with another palette."""
        self.reading.palette = self.choices.palette = palette

    def tell(self, line: Line, choices: Sequence[Cell]) -> None:
        """Show what the text means, and the choices; what has no room at the right goes to the line below."""
        beyond: tuple[Cell, ...] = ()
        if line.right and width_of(line) > self.reading.size.width > 0:
            line, beyond = Line(line.left), line.right
        self.reading.show(line)
        self.choices.show(Line(tuple(choices), beyond) if choices else Line(beyond))

    def doubt(self, sentence: str, choices: Sequence[Cell]) -> None:
        """Show why the text would be refused as it stands; the choices come before the sentence's end."""
        first, rest = self._broken(sentence)
        self.reading.show(Line(((first, "dim"),)))
        self.choices.show(Line(tuple(choices) if choices else ((rest, "dim"),)))

    def refuse(self, sentence: str) -> None:
        """Show why the text is refused."""
        first, rest = self._broken(sentence)
        self.reading.show(Line(((first, "error"),)))
        self.choices.show(Line(((rest, "error"),)))

    def _broken(self, sentence: str) -> tuple[str, str]:
        """Return a sentence's part that has room on the first line, and the rest; either may be empty."""
        width = self.reading.size.width or self.reading.app.size.width - _BORDERS
        first, *rest = wrap(sentence, max(_SLIM, width)) or [""]
        return first, " ".join(rest)
