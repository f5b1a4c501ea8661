"""The history page: the steps, and beside or under them what the one under the cursor did and the way back to it."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
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
    HistoryPage.reads #past #history { height: 5; }
    HistoryPage.reads #past #way { height: 1fr; }
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

    @on(events.DescendantFocus)
    def read_way(self) -> None:
        """Give the way back the room while it is read, and tell all of it."""
        self.set_class(self.pane.way.has_focus, "reads")
        self.pane.show_way()

    def on_resize(self, event: events.Resize) -> None:
        """Put the two side by side where there is room."""
        super().on_resize(event)
        self.set_class(event.size.width >= WIDE, "beside")
