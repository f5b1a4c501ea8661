"""Focus mode: the sacred block that runs, with its actions, the clock and the log key (B133).

It shows what the file says and keeps no time of its own, so it is right again after sleep and after a restart.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.message import Message

from planner.domain.block import BlockView
from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings, shown_key
from planner.tui.focus_format import Focus
from planner.tui.lines import LogLine
from planner.tui.panes.pane import Pane

if TYPE_CHECKING:
    from planner.domain.views import PlanRow


class FocusPane(Pane):
    """The block that runs."""

    TOPICS: ClassVar = frozenset({Topic.PLAN, Topic.PEOPLE})
    PLACE: ClassVar = Place.FOCUS
    BINDINGS: ClassVar = bindings(Place.FOCUS, Place.LIST)

    class Over(Message):
        """No block runs any more; the sentence says how it ended, empty where that was said elsewhere."""

        def __init__(self, told: str) -> None:
            super().__init__()
            self.told = told

    view: BlockView | None = None
    is_asked = False
    """Whether it is asked that the block be left before its end."""
    _told = ""

    def load(self) -> None:
        """Read the block that runs."""
        is_first, self.view = self.view is None, self.planner.blocks.under_way()
        if self.view is None:
            self.post_message(self.Over(self._told))
        self._told = ""
        self.follow()
        following = next((row.action.id for row in self.view.held if row.action.is_open), None) if self.view else None
        if is_first and following is not None:
            self.move_cursor(following)

    def follow(self) -> None:
        """Show what this minute makes of it."""
        focus = self._focus()
        if focus is not None:
            self.show_rows(focus.rows(self.scrollable_content_region.height))

    @property
    def is_empty(self) -> bool:
        """Whether it has no block to show; before its first read nobody knows."""
        return self.view is None and not self._is_stale

    @property
    def is_over(self) -> bool:
        """Whether its planned minutes are over."""
        focus = self._focus()
        return focus is not None and focus.is_over

    def on_resize(self, event: events.Resize) -> None:
        """Lay it out for the new size."""
        super().on_resize(event)
        self.follow()

    def has(self, need: Need) -> bool:
        """Whether an action stands under the cursor, or leaving was asked."""
        if need is Need.LEAVING:
            return self.is_asked
        return self._selected() is not None if need is Need.HELD else super().has(need)

    def do_focus_done(self) -> None:
        """Tick the action; the cursor goes on to the next open one."""
        row = self._selected()
        if row is None or self.view is None:
            raise PlannerError(Need.HELD.value)
        held = [one.action for one in self.view.held]
        at = held.index(row.action) + 1
        following = next((one.id for one in (*held[at:], *held[: at - 1]) if one.is_open), None)
        self.tell(self.planner.plan.toggle(row.action.id, self.planner.today()))
        if following is not None and row.action.is_open:
            self.move_cursor(following)

    def on_lines_marked(self) -> None:
        """Tick the action whose sign is clicked."""
        self.do_focus_done()

    def do_focus_log(self) -> None:
        """Open the log line."""
        self.ask(LogLine(self.planner))

    def do_focus_undo(self) -> None:
        """Take back the last thing done."""
        self._told = f"Taken back: {self.planner.undo().label}"
        self._say(self._told, "text")

    def do_focus_leave(self) -> None:
        """Ask whether to leave, take the question back, or end the block where its time is over."""
        if self.is_over:
            self._leave()
            return
        self.is_asked = not self.is_asked
        self.follow()

    def do_focus_confirm(self) -> None:
        """Leave before the end."""
        self._leave()

    def _leave(self) -> None:
        done = self.planner.blocks.end()
        self._told = f"{done.label} · u takes it back"

    def _focus(self) -> Focus | None:
        """Return what is shown now; None where no block runs."""
        if self.view is None:
            return None
        leave, confirm, hold = (self.key_of(name) for name in ("focus.leave", "focus.confirm", "block.hold"))
        focus = Focus(self.view, self.planner.clock.now(), "", leave, hold, self._symbols)
        if self.is_asked and not focus.is_over:
            return focus._replace(question=f"Leave the block? {confirm} leaves, {leave} stays")
        return focus

    def key_of(self, command: str) -> str:
        """Return the key of a command as the user has it."""
        keys = self.app.command_by_id[command].keys
        return shown_key(keys[0]) if keys else "ctrl+p"

    def _selected(self) -> "PlanRow | None":
        if self.view is None:
            return None
        return next((row for row in self.view.held if row.action.id == self.cursor_key), None)
