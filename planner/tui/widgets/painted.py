"""One painted line, and how a widget that lies over others is put away."""

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from planner.settings.themes import Palette
from planner.tui.line import Line
from planner.tui.widgets.paint import paint

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


def put_out(widget: Widget, offset: tuple[int, int]) -> None:
    """Hide a widget that lies over others by moving it off the screen.

    Taking it out of the layout instead would paint the whole screen anew: 54 kB and 40 ms for each opened line.
    """
    widget.styles.offset = offset


def put_in(widget: Widget, offset: tuple[int, int] = (0, 0)) -> None:
    """Show a widget that was moved off the screen."""
    widget.styles.offset = offset


class Painted(Widget):
    """One painted line."""

    app: "PlannerApp"

    def __init__(self, palette: Palette, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        """Start empty."""
        super().__init__(id=id)
        self.palette = palette
        self._line = Line()

    def show(self, line: Line) -> None:
        """Show a line where it is another one."""
        if line != self._line:
            self._line = line
            self.refresh()

    def join_frame(self) -> None:
        """Ask for no frame of its own: the one that comes shows it."""
        self._repaint_required = False

    def render_line(self, y: int) -> Strip:
        """Paint it."""
        line = self._line if y == 0 else Line()
        return paint(line, self.size.width, self.palette, cover=self.app.symbols.cover)
