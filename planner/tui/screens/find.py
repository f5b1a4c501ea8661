"""The find page: one line on top, and under it what that finds, as it is typed."""

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets._input import Input

from planner.domain.errors import PlannerError
from planner.domain.text import clean_line
from planner.tui.panes.find import FindPane
from planner.tui.screens.going import go_to
from planner.tui.screens.page import Page
from planner.tui.widgets.editor import BURST
from planner.tui.widgets.input import LineInput

if TYPE_CHECKING:
    from textual.widget import Widget

    from planner.tui.app import PlannerApp

DRAFT = "find"
WENT_TO = "found"
"""Under which the row is kept that was gone to last."""
KEYS = (("enter", "go there"), ("up down", "choose"), ("ctrl+u", "clears"), ("esc", "keep for later"))


class FindInput(LineInput):
    """The line that is searched for. The keys that go through the hits are the page's."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.go", "go there", show=False, priority=True),
        Binding("escape", "screen.leave", "keep for later", show=False, priority=True),
        Binding("down", "screen.by(1)", "down", show=False, priority=True),
        Binding("up", "screen.by(-1)", "up", show=False, priority=True),
        Binding("pagedown", "screen.by_page(1)", "page down", show=False, priority=True),
        Binding("pageup", "screen.by_page(-1)", "page up", show=False, priority=True),
        Binding("ctrl+u", "screen.clear", "clear", show=False, priority=True),
    ]


class FindPage(Page):
    """What is looked for, and what that finds."""

    AUTO_FOCUS = "#find_line"
    CSS: ClassVar = """
    FindPage #finder { height: 3; border: round $planner-accent; background: $planner-background; padding: 0 2; }
    FindPage.plain #finder { border: ascii $planner-accent; }
    """

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner, with what was looked for last."""
        self.pane = FindPane(app, self.say)
        super().__init__(app, self.pane)
        self.line = FindInput(id="find_line", compact=True, select_on_focus=False)
        self.set_class(app.symbols.is_ascii, "plain")
        self._read_at = 0.0
        self._is_reading_due = False

    def compose(self) -> ComposeResult:
        """Lay the page out from top to bottom."""
        yield self.top
        with Vertical(id="finder") as finder:
            yield self.line
        finder.border_title = "find"
        yield self.pane
        yield self.foot

    def on_mount(self) -> None:
        """Look for what was looked for last: typing puts something else in its place."""
        super().on_mount()
        self.pane.can_focus = False
        self.line.typed = self.read_key
        with self.prevent(Input.Changed):
            self.line.value = self.draft(DRAFT)
        self.line.action_select_all()
        self._read()
        self.pane.move_cursor(self.draft(WENT_TO))

    @property
    def is_typing(self) -> bool:
        """Whether a line is open: always."""
        return True

    @property
    def typed_into(self) -> "Widget":
        """The line."""
        return self.line

    def tell_keys(self) -> None:
        """Have the footer tell the keys that work now."""
        self.foot.show_keys(KEYS)

    @on(Input.Changed, "#find_line")
    def read_again(self) -> None:
        """Show what the line finds now; while keys come in a burst, once before the next frame."""
        if not self._is_burst:
            self._read()
        elif not self._is_reading_due:
            self._is_reading_due = True
            self.call_after_refresh(self._read)

    async def read_key(self) -> None:
        """Show what the line finds now in the frame that shows the key."""
        is_alone = not self._is_burst
        self.read_again()
        if is_alone:
            await self.show_with(self.line)

    @property
    def _is_burst(self) -> bool:
        return monotonic() - self._read_at <= BURST

    @on(FindPane.Narrowed)
    def narrow(self, message: FindPane.Narrowed) -> None:
        """Look for less."""
        with self.prevent(Input.Changed):
            self.line.value = message.text
        self.line.cursor_position = len(message.text)
        self._read()

    @on(FindPane.Go)
    async def go(self, message: FindPane.Go) -> None:
        """Go to what was found; coming back the cursor stands there again."""
        self.keep_draft(WENT_TO, message.hit.row)
        async with self.one_frame():
            try:
                go_to(self.app, message.hit)
            except PlannerError as error:
                self.say(str(error), role="error")

    def keep_drafts(self) -> None:
        """Keep what is looked for, for the next time."""
        self.keep_draft(DRAFT, clean_line(self.line.value))

    async def action_go(self) -> None:
        """Go to what stands under the cursor."""
        await self.line.settled()
        if self._is_reading_due:
            self._read()
        self.keep_drafts()
        await self.action_command("find.go")

    async def action_leave(self) -> None:
        """Go back, and keep the line."""
        await self.line.settled()
        self.keep_drafts()
        self.do_page_close()

    async def action_clear(self) -> None:
        """Begin the line anew."""
        await self.line.settled()
        with self.prevent(Input.Changed):
            self.line.value = ""
        self._read()

    async def action_by(self, step: int) -> None:
        """Move the cursor."""
        await self.line.settled()
        if self._is_reading_due:
            self._read()
        self.pane.cursor_by(step)

    def action_by_page(self, direction: int) -> None:
        """Move the cursor by as much as is seen."""
        self.pane.page(direction)

    def _read(self) -> None:
        self._is_reading_due = False
        self.pane.look_for(self.line.value)
        self._read_at = monotonic()
