"""What the app watches of sacred blocks: which one runs, whose time comes, and what waits while one is kept.

A reminder is said once, when its time comes while the app is open. While a block runs it waits, and is said at the
block's end if its own time is not over by then.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planner.domain.action import Action
from planner.domain.block import MINUTE, ends_at, planned, title
from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.tui.notify import sequences

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class BlockWatch:
    """One app's eye on the day's blocks."""

    def __init__(self, app: "PlannerApp") -> None:
        """Watch for an app."""
        self._app = app
        self._planner = app.planner
        self._is_stale = True
        self._waiting: list[tuple[datetime, Action]] = []
        """The day's open blocks with a time, by the instant at which they begin."""
        self._until = self._planner.clock.now().astimezone(UTC)
        """Up to when the blocks whose time came were said."""
        self._notices: list[str] = []
        self.running: Action | None = None
        self._planner.changes.subscribe(self._heard)

    def open(self) -> str:
        """Close what ran out meanwhile, and go back into what runs; return what is to be said of it."""
        closed = self._planner.blocks.close_over()
        self.look()
        if self.running is not None:
            self.focus()
        return "" if closed is None else f"{closed.label} · u takes it back"

    def begin(self, block: Action | None) -> None:
        """Begin a block, the next one of today where none is given, or go back into it where it runs."""
        blocks = self._planner.blocks
        running, wanted = blocks.running(), block or blocks.next_up()
        if running is None or running.id != wanted.id:
            blocks.begin(wanted.id)
        self.focus()

    def look(self) -> None:
        """Read the day's blocks again, and tell the header which one runs."""
        self._is_stale = False
        blocks = self._planner.blocks
        self.running = blocks.running()
        today = [view.action for view in blocks.of_day(self._planner.today()) if view.action.is_open]
        starts = [(blocks.starts_at(one), one) for one in today if one != self.running]
        self._waiting = [(start, one) for start, one in starts if start is not None]
        now = self._planner.clock.now()
        running = self.running
        self._app.tell_block("" if running is None else f"{running.text} until {ends_at(running, now):%H:%M}")

    def tick(self) -> None:
        """Say whose time has come. Once a second: nothing is read where nothing changed."""
        if self._is_stale:
            self.look()
        now = self._planner.clock.now().astimezone(UTC)
        if self.running is not None:
            return
        since, self._until = self._until, now
        due = [one for start, one in self._waiting if since < start <= now < start + planned(one) * MINUTE]
        if due:
            self._remind(due[-1])

    def notice(self, text: str, role: str) -> None:
        """Say what the planner found by itself; while a block is kept it waits."""
        if self._app.is_in_focus:
            self._notices.append(text)
        else:
            self._app.say(text, role)

    def focus(self) -> None:
        """Show the block that runs, where it is not shown already."""
        from planner.tui.screens.focus import FocusScreen

        if not self._app.is_in_focus:
            self._app.push_screen(FocusScreen(self._app))

    def left(self, told: str) -> None:
        """Say how the block ended, and what waited meanwhile."""
        said = "  ".join(filter(None, (told, *self._notices)))
        self._notices.clear()
        if said:
            self._app.say(said)

    def signal(self, text: str) -> None:
        """Call a person back who looks elsewhere, in the way that is set."""
        self._app.send(sequences(self._planner.settings.notify, text))

    def _remind(self, block: Action) -> None:
        at = block.start_time
        told = f"{at.hour}:{at:%M} {title(block)}" if at is not None else title(block)
        key = "f" if self._app.today_screen.today.has_focus else "ctrl+p focus"
        self._app.say(f"{told}. {key} begins it.", "accent")
        self.signal(told)

    def _heard(self, topics: frozenset[Topic]) -> None:
        if Topic.PLAN in topics or Topic.CALENDAR in topics:
            self._is_stale = True
            self._app.call_next(self._look_if_stale)

    def _look_if_stale(self) -> None:
        if self._is_stale:
            try:
                self.look()
            except PlannerError as error:
                self._app.say(str(error), "error")
