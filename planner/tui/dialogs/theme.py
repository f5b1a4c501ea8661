"""Choosing a theme: each one is worn while the cursor is on it; enter keeps it, esc goes back to the one before."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from planner.settings import themes
from planner.tui.line import Line, fixed
from planner.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class ThemeDialog(ModalScreen[None]):
    """A list of themes."""

    BINDINGS: ClassVar = [
        Binding("escape", "back", "back"),
        Binding("enter", "keep", "keep"),
        Binding("j,down", "by(1)"),
        Binding("k,up", "by(-1)"),
    ]
    CSS_PATH: ClassVar = "../styles/dialogs.tcss"

    app: "PlannerApp"

    def compose(self) -> ComposeResult:
        """Lay out one list."""
        self._before = self.app.palette.name
        names = themes.names(self.app.paths)
        lines = Lines(self.app.palette, self.app.symbols, id="themes")
        lines.border_title = "theme   enter keeps   esc goes back"
        lines.set_rows([fixed(name, Line(((name, "text"),))) for name in names], cursor_key=self._before)
        lines.styles.height = len(names) + 2
        yield lines

    def action_by(self, step: int) -> None:
        """Try the next theme on."""
        lines = self.query_one(Lines)
        lines.cursor_by(step)
        self._wear(lines.cursor_key)

    def on_lines_chosen(self) -> None:
        """Keep what is double-clicked."""
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the theme under the cursor."""
        name = self.query_one(Lines).cursor_key
        self._wear(name)
        self.dismiss()
        if name is not None:
            self.app.planner.note(theme=name)

    def action_back(self) -> None:
        """Go back to the theme before."""
        self._wear(self._before)
        self.dismiss()

    def _wear(self, name: str | None) -> None:
        if name is not None and name != self.app.palette.name:
            self.app.wear(name)
            self.query_one(Lines).set_palette(self.app.palette)
