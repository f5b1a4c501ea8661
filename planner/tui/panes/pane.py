"""What every pane does: hear of changes, reload once, keep its cursor. Subclasses say what to load and show."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.message import Message
from textual.reactive import var

from planner.domain.change import ChangeSet, Topic
from planner.domain.errors import PlannerError
from planner.tui.commands.command import Command, Need, Place
from planner.tui.line import Row, Symbols
from planner.tui.telling import Telling
from planner.tui.typed import TypedLine
from planner.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

BEHIND = 0.03
"""Seconds after which the frame that answers a key is on the terminal."""


class Pane(Telling, Lines):
    """A list that shows one view of the planner."""

    TOPICS: ClassVar[frozenset[Topic]]
    """What makes it stale."""
    LATER: ClassVar[frozenset[Topic]] = frozenset()
    """What makes it stale in a place that is hardly seen: it follows behind the frame that answers the key."""
    PLACE: ClassVar[Place]
    """Whose commands it has."""

    class Moved(Message):
        """The cursor or the focus is elsewhere, so other commands work."""

    class Asked(Message):
        """A line wants to be typed."""

        def __init__(
            self, line: TypedLine, text: str, then: Callable[[], None] | None, *, is_replaced: bool = False
        ) -> None:
            super().__init__()
            self.line = line
            self.text = text
            self.then = then
            self.is_replaced = is_replaced

    app: "PlannerApp"

    day: var[date | None] = var(None, init=False)
    """The day that is looked at."""

    def __init__(self, app: "PlannerApp", say: Callable[[str, str], None]) -> None:
        """Show an app's planner; `say` says a sentence in a role, in the frame that shows what it is about."""
        super().__init__(app.palette, app.symbols, id=self.PLACE.name.lower())
        self.planner = app.planner
        self._say = say
        self._is_stale = True
        self._unsubscribe: Callable[[], None] | None = None

    def ask(
        self, line: TypedLine, text: str = "", then: Callable[[], None] | None = None, *, is_replaced: bool = False
    ) -> None:
        """Have a line typed; it starts with a text, which may be there to be replaced. Once saved, `then` is called."""
        self.post_message(self.Asked(line, text, then, is_replaced=is_replaced))

    def tell(self, changeset: ChangeSet, *more: str) -> None:
        """Have it said what was done, and what else there is to say of it."""
        if changeset.changes:
            self._say(f"{'. '.join((changeset.label, *more))} · u takes it back", "text")

    def on_mount(self) -> None:
        """Load, and hear of every change from now on; once, also where a subclass calls this before Textual does."""
        if self._unsubscribe is None:
            self._unsubscribe = self.planner.changes.subscribe(self._heard)
            self.reload()

    def on_unmount(self) -> None:
        """Hear of nothing any more."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    @property
    def expanse(self) -> Size:
        """The columns and lines that there are; before the first layout those of a pane that is alone on its screen."""
        width, height = self.scrollable_content_region.size
        return Size(width or self.app.size.width - 2, height or self.app.size.height - 4)

    def invalidate(self) -> None:
        """Reload before the next frame; when it is seen again, if it is hidden or a page lies over it."""
        if not self._is_stale:
            self._is_stale = True
            if self.display and self.app.planner_screens[-1] is self.screen:
                self.call_next(self.reload_if_stale)

    def reload_if_stale(self) -> None:
        """Reload where something changed since."""
        if self._is_stale:
            self.reload()

    def reload(self) -> None:
        """Read and show."""
        self._is_stale = False
        try:
            self.load()
        except PlannerError as error:
            self._say(str(error), "error")

    def watch_day(self) -> None:
        """Show another day."""
        self.invalidate()

    def set_symbols(self, symbols: Symbols) -> None:
        """Draw with other symbols; the rows are made anew."""
        super().set_symbols(symbols)
        self.invalidate()

    def read_ahead(self, day: date) -> None:
        """Read what it shows of another day, so that it stands there at once when that one is gone to."""

    def load(self) -> None:
        """Read the view and set the rows."""
        raise NotImplementedError

    def has(self, need: Need) -> bool:
        """Whether what a command needs stands under the cursor."""
        return need is Need.NOTHING

    def title_of(self, command: Command) -> str:
        """Return what a command's key does here, for the footer; empty where another key of it says the same."""
        return command.title

    def works(self, command: Command) -> bool:
        """Whether a command works here now."""
        return not self.refusal(command)

    def refusal(self, command: Command) -> str:
        """Return why a command is refused before it is tried; empty where it is not."""
        return "" if self.has(command.need) else command.need.value

    def carry_out(self, command: Command, method: Callable[[], None]) -> None:
        """Do a command by its method."""
        del command
        method()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Set the rows and say that other commands may work now."""
        self.set_rows(rows)
        self.post_message(self.Moved())

    def do_app_undo(self) -> None:
        """Take back the last thing done, and go to the row that this brings back."""
        before = {row.key for row in self._rows}
        self.app.planner_screens[-1].do_app_undo()
        self.reload_if_stale()
        came_back = next((row.key for row in self._rows if row.key not in before), None)
        if came_back is not None:
            self.move_cursor(came_back)

    def do_list_down(self) -> None:
        """Go to the next row."""
        self.cursor_by(1)
        self.post_message(self.Moved())

    def do_list_up(self) -> None:
        """Go to the previous row."""
        self.cursor_by(-1)
        self.post_message(self.Moved())

    def do_list_page_down(self) -> None:
        """Go down as much as is seen."""
        self.page(1)
        self.post_message(self.Moved())

    def do_list_page_up(self) -> None:
        """Go up as much as is seen."""
        self.page(-1)
        self.post_message(self.Moved())

    def do_list_top(self) -> None:
        """Go to the first row."""
        self.cursor_to_top()
        self.post_message(self.Moved())

    def do_list_bottom(self) -> None:
        """Go to the last row."""
        self.cursor_to_bottom()
        self.post_message(self.Moved())

    def _heard(self, topics: frozenset[Topic]) -> None:
        if topics & self.TOPICS:
            self.invalidate()
        elif topics & self.LATER:
            self.set_timer(BEHIND, self.invalidate)
