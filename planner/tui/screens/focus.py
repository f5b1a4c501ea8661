"""The focus screen: the block that runs in the middle of an otherwise empty screen, drawn at most once a minute."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from planner.tui.panes.focus import FocusPane
from planner.tui.screens.screen import PlannerScreen

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class FocusScreen(PlannerScreen):
    """Nothing but the block: what else there is to say waits until it is left."""

    CSS: ClassVar = """
    FocusScreen #still { height: 1fr; align-horizontal: center; }
    FocusScreen #top { display: none; }
    FocusScreen #focus, FocusScreen #focus:focus { border: none; max-width: 68; width: 100%; }
    """

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's running block."""
        super().__init__(app)
        self.pane = FocusPane(app, self.say)
        self.panes = (self.pane,)
        self._is_end_told = False

    def compose(self) -> ComposeResult:
        """Lay it out from top to bottom."""
        yield self.top
        with Horizontal(id="still"):
            yield self.pane
        yield self.foot

    @property
    def focused_pane(self) -> FocusPane:
        """The one pane."""
        return self.pane

    def show_top(self) -> None:
        """Show the minute, which stands with the block."""
        self._is_top_stale = False
        self._clock = f"{self.planner.clock.now():%H:%M}"
        self.pane.follow()

    def follow_clock(self) -> None:
        """Show another minute; at the block's end say so once."""
        super().follow_clock()
        if self.pane.is_empty:
            self.over(FocusPane.Over(""))
        elif self.pane.view is not None and self.pane.is_over and not self._is_end_told:
            self._is_end_told = True
            self.show_foot()
            self.app.block_watch.signal(f"{self.pane.view.action.text}: the time is over")

    def tell_keys(self) -> None:
        """Have the footer tell the keys that work now; while leaving is asked, those that answer."""
        if self.pane.is_asked and not self.pane.is_over and not self.editor.is_open:
            keys = [
                (self.pane.key_of(name), told) for name, told in (("focus.confirm", "leave"), ("focus.leave", "stay"))
            ]
            self.foot.show_keys(keys)
        else:
            super().tell_keys()

    @on(FocusPane.Over)
    def over(self, message: FocusPane.Over) -> None:
        """Go back, and say what waited."""
        if self.is_active:
            self.dismiss()
            self.app.call_later(self.app.block_watch.left, message.told)
