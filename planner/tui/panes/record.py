"""The page of one record: read by its key, gone where it is no longer there, with the log that goes with it.

What the record is, and what is done with it, a subclass says.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.content import Content

from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.text import clean_line
from planner.domain.views import LogRow
from planner.tui.commands.command import Need
from planner.tui.line import Line, Row, static
from planner.tui.lines import LogLine
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

V = TypeVar("V")


class RecordPane(Pane, Generic[V]):
    """One record."""

    NOUN: ClassVar[str]
    """What it is called once it is gone."""

    view: V | None = None
    _is_new: bool = True
    """Whether nothing was moved yet: the page is shown from its top, even where nothing up there can be chosen."""

    def __init__(self, app: "PlannerApp", key: str) -> None:
        """Show the record with a key."""
        super().__init__(app, app.say)
        self._key = key

    def look(self) -> V:
        """Read the record with all that is known of it. Raises StaleWriteError where it is gone."""
        raise NotImplementedError

    def called(self, view: V) -> str:
        """Return what the record is called."""
        raise NotImplementedError

    def logged(self, view: V) -> Sequence[LogRow]:
        """Return the entries of the log that the page shows."""
        raise NotImplementedError

    def page_rows(self, view: V, width: int, height: int) -> Sequence[Row]:
        """Lay the page out."""
        raise NotImplementedError

    def load(self) -> None:
        """Read the record."""
        try:
            self.view = self.look()
        except StaleWriteError:
            self.view = None
        name = self.NOUN if self.view is None else clean_line(self.called(self.view))
        self.border_title = Content(f"{name}   esc goes back")
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentences where the new width wants it."""
        super().on_resize(event)
        self._lay_out()

    def has(self, need: Need) -> bool:
        """Whether what a command needs stands on the page or under the cursor."""
        return self.cursor_key is not None if need is Need.LINE else super().has(need)

    def correct_entry(self) -> None:
        """Correct the entry of the log under the cursor. Raises PlannerError where none stands there."""
        log = self.logged(self.view) if self.view is not None else ()
        entry = next((row for row in log if row.activity.id == self.cursor_key), None)
        if entry is None:
            raise PlannerError(Need.LINE.value)
        self.ask(LogLine(self.planner, entry.activity), self.planner.log.written(entry))

    def _go(self, at: int) -> None:
        """Put the cursor on a row, and follow it from now on."""
        self._is_new = False
        super()._go(at)

    def _show_cursor(self) -> None:
        if not self._is_new:
            super()._show_cursor()

    def _lay_out(self) -> None:
        region = self.scrollable_content_region
        if self.view is None:
            self.show_rows([static(Line(((f"This {self.NOUN} is no longer there. esc goes back.", "dim"),)))])
        else:
            self.show_rows(self.page_rows(self.view, max(20, region.width - GUTTER), region.height))
