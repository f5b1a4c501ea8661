"""The history page: the steps, and beside or under them what the one under the cursor did and the way back to it."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from planner.tui.panes.history import HistoryPane
from planner.tui.screens.page import Page

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

WIDE = 100
"""Columns from which the two stand side by side."""


class HistoryPage(Page):
    """Everything that was changed."""

    AUTO_FOCUS = "#history"
    CSS: ClassVar = """
    HistoryPage #past { height: 1fr; layout: vertical; }
    HistoryPage #past #history { width: 1fr; height: 3fr; }
    HistoryPage #past #way { width: 1fr; height: 2fr; }
    HistoryPage.beside #past { layout: horizontal; }
    HistoryPage.beside #past #history { height: 1fr; width: 55%; }
    HistoryPage.beside #past #way { height: 1fr; }
    """

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        self.pane = HistoryPane(app, self.say)
        super().__init__(app, self.pane)

    def compose(self) -> ComposeResult:
        """Lay the page out from top to bottom."""
        self.set_class(self.app.size.width >= WIDE, "beside")
        yield self.top
        with Container(id="past"):
            yield self.pane
            yield self.pane.way
        yield self.foot

    def on_resize(self, event: events.Resize) -> None:
        """Put the two side by side where there is room."""
        super().on_resize(event)
        self.set_class(event.size.width >= WIDE, "beside")
