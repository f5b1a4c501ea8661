"""Whether a file that is there already is replaced: another key than the one that asked says so."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from planner.tui.labelled import broken
from planner.tui.line import Line, static
from planner.tui.widgets.lines import GUTTER, Lines

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

_WIDEST = 72


class ReplaceDialog(ModalScreen[bool]):
    """One question."""

    BINDINGS: ClassVar = [Binding("y", "answer(True)", "replace"), Binding("escape,n", "answer(False)", "leave")]
    CSS_PATH: ClassVar = "../styles/dialogs.tcss"
    DEFAULT_CSS: ClassVar = "ReplaceDialog { align: center middle; background: $planner-background 60%; }"

    app: "PlannerApp"

    def __init__(self, path: str) -> None:
        """Ask about a file, as its path is shown."""
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        """Lay out one sentence and the keys."""
        width = min(_WIDEST, self.app.size.width)
        told = broken(f"{self._path} is there already.", width - GUTTER - 2)
        lines = Lines(self.app.palette, self.app.symbols, id="replace")
        lines.border_title = "export"
        keys = Line((("y", "key"), (" replaces it   ", "dim"), ("esc", "key"), (" leaves it as it is", "dim")))
        lines.set_rows([static(*(Line(((line, "text"),)) for line in told), Line(), keys)])
        lines.styles.width, lines.styles.height = width, len(told) + 4
        yield lines

    def action_answer(self, replaces: bool) -> None:  # noqa: FBT001  # a binding's word
        """Answer."""
        self.dismiss(replaces)
