"""A screen with panes and a footer that tells the keys of the one that has the focus."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from planner.settings.themes import Palette
from planner.tui.commands.command import Command
from planner.tui.panes.pane import Pane
from planner.tui.screens.framed import FramedScreen
from planner.tui.widgets.bars import Footer

if TYPE_CHECKING:
    from planner.tui.widgets.editor import LineEditor


class FootedScreen(FramedScreen):
    """A screen whose footer is worked out once a frame."""

    panes: tuple[Pane, ...]
    editor: "LineEditor"
    LAST: ClassVar[tuple[str, ...]] = ("app.help",)
    """The last commands of the footer, in their order: those of the pane and its line stand before them."""

    def __init__(self, palette: Palette) -> None:
        """Begin with an empty footer."""
        super().__init__()
        self.foot = Footer(palette)
        self._is_foot_stale = False

    @property
    def focused_pane(self) -> Pane:
        """The pane whose commands work."""
        raise NotImplementedError

    def commands_here(self) -> list[Command]:
        """Return the commands that the footer names and that work now, those of the focused pane last."""
        pane = self.focused_pane
        places = pane.PLACE.chain
        return [c for c in self.app.commands if c.place in places and self.names(c) and pane.works(c)]

    def show_foot(self) -> None:
        """Show the keys that work now; once for all that is shown in one frame."""
        self._is_foot_stale = self.is_framing
        if not self._is_foot_stale:
            self.tell_keys()

    def show_frame(self) -> None:
        """Show what was put together, and the keys that work then."""
        if self._is_foot_stale:
            self._is_foot_stale = False
            self.tell_keys()
            self.foot.join_frame()
            self._dirty_widgets.add(self.foot)
        super().show_frame()

    def tell_keys(self) -> None:
        """Have the footer tell the keys that work now."""
        if self.editor.is_open:
            self.foot.show_keys(self.editor.keys)
            return
        pane = self.focused_pane
        here = [(c, pane.title_of(c)) for c in self.commands_here()]
        shown = [c if title == c.title else replace(c, title=title) for c, title in here if title]
        self.foot.show_commands(sorted(shown, key=self._from_the_end))

    def names(self, command: Command) -> bool:
        """Whether the footer names a command where that works."""
        return command.footer

    def _from_the_end(self, command: Command) -> int:
        return self.LAST.index(command.id) if command.id in self.LAST else -1
