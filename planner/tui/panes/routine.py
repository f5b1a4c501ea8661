"""The routine: every ritual, when it was held last, when it is due, and a key that does without it."""

from typing import ClassVar

from textual.content import Content

from planner.domain.change import Topic
from planner.domain.review import ReviewKind
from planner.domain.routine import RoutineRow
from planner.tui import routine_format
from planner.tui.commands.command import Place
from planner.tui.commands.keymap import bindings
from planner.tui.panes.pane import Pane


class RoutinePane(Pane):
    """Every ritual and how it is kept."""

    TOPICS: ClassVar = frozenset({Topic.REVIEWS, Topic.GOALS, Topic.CALENDAR})
    PLACE: ClassVar = Place.ROUTINE
    BINDINGS: ClassVar = bindings(Place.ROUTINE, Place.LIST)

    view: tuple[RoutineRow, ...] = ()

    def load(self) -> None:
        """Read how each is kept."""
        today = self.day or self.planner.today()
        self.view = self.planner.routine.rows(today)
        self.border_title = Content("routine")
        self.show_rows(routine_format.rows(self.view, today, self._symbols))

    def do_routine_open(self) -> None:
        """Open the ritual under the cursor."""
        self.app.pages.open_ritual(self._kind())

    def do_routine_switch(self) -> None:
        """Do without the ritual, or want it again."""
        kind = self._kind()
        self.tell(self.planner.routine.switch(kind, is_on=not self.planner.routine.is_on(kind)))

    def _kind(self) -> ReviewKind:
        return ReviewKind(self.cursor_key or ReviewKind.DAY)
