"""The momentum page: a page whose number and chart stay in view above the days."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from planner.tui.panes.momentum import MomentumPane
from planner.tui.screens.page import Page

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class MomentumPage(Page):
    """Momentum, and the days that it is made of."""

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        self.pane = MomentumPane(app, self.say)
        super().__init__(app, self.pane)

    def compose(self) -> ComposeResult:
        """Lay the page out from top to bottom."""
        yield self.top
        yield self.pane.head
        yield self.pane
        yield self.foot
