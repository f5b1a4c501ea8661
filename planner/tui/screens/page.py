"""A page: one pane on a full screen over the Today screen, until esc leads back."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from planner.tui.commands.command import Place
from planner.tui.commands.keymap import bindings
from planner.tui.panes.pane import Pane
from planner.tui.screens.screen import PlannerScreen

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class Page(PlannerScreen):
    """One pane and what every screen has."""

    BINDINGS: ClassVar = bindings(Place.APP, Place.ELSEWHERE, Place.PAGE)

    def __init__(self, app: "PlannerApp", pane: Pane) -> None:
        """Show a pane."""
        super().__init__(app)
        self.panes = (pane,)
        pane.day = self.day

    def compose(self) -> ComposeResult:
        """Lay the page out from top to bottom."""
        yield self.top
        yield self.panes[0]
        yield self.foot

    @property
    def focused_pane(self) -> Pane:
        """The one pane."""
        return self.panes[0]

    def do_page_close(self) -> None:
        """Go back."""
        self.dismiss()
