"""The routine: every ritual, when it was held last, when it is due, and a key that does without it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Final

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.review import ReviewKind
from planner.domain.ritual import TITLES
from planner.domain.routine import RoutineRow
from planner.settings import rituals
from planner.tui import routine_format
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER

LEAST: Final = 20
"""Columns that a line has at the least, however narrow the terminal is."""


class RoutinePane(Pane):
    """Every ritual and how it is kept."""

    TOPICS: ClassVar = frozenset({Topic.REVIEWS, Topic.GOALS, Topic.CALENDAR})
    PLACE: ClassVar = Place.ROUTINE
    BINDINGS: ClassVar = bindings(Place.ROUTINE, Place.LIST)

    view: tuple[RoutineRow, ...] = ()
    _faults: tuple[str, ...] = ()
    """What was not understood in the user's files."""
    _titles: Mapping[ReviewKind, str] = TITLES
    """What each ritual is called, in the user's files too."""

    def on_mount(self) -> None:
        """Look through the user's ritual files, then load."""
        self._faults = rituals.faults(self.app.paths)
        self._titles = rituals.titles(self.app.paths)
        super().on_mount()

    def has(self, need: Need) -> bool:
        """Whether a ritual stands under the cursor."""
        return self.cursor_key in set(ReviewKind) if need is Need.RITUAL else super().has(need)

    def load(self) -> None:
        """Read how each is kept."""
        self.view = self.planner.routine.rows(self._today)
        self.border_title = Content("routine")
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for the new size."""
        super().on_resize(event)
        self._lay_out()

    def do_routine_open(self) -> None:
        """Open the ritual under the cursor."""
        self.app.pages.open_ritual(self._kind())

    def do_routine_switch(self) -> None:
        """Do without the ritual, or want it again."""
        kind = self._kind()
        self.tell(self.planner.routine.switch(kind, is_on=not self.planner.routine.is_on(kind)))

    @property
    def _today(self) -> date:
        return self.day or self.planner.today()

    def _lay_out(self) -> None:
        size = self.scrollable_content_region
        width = max(LEAST, (size.width or self.app.size.width - 2) - GUTTER)
        self.show_rows(
            routine_format.rows(self.view, self._titles, self._faults, self._today, self._symbols, width, size.height)
        )

    def _kind(self) -> ReviewKind:
        return ReviewKind(self.cursor_key or "")
