"""What is done on the page of a ritual is part of it: all of it becomes one step once it is closed.

A closed page is read until it is opened again. The sections, and the way through them, are the ritual's (ritual.py).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import ClassVar

from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.review import ReviewKind, review_id
from planner.tui.commands.command import Command, Need, Place
from planner.tui.panes.pane import Pane
from planner.tui.ritual_line import ClosedLine, RitualLine
from planner.tui.typed import TypedLine


class SittingPane(Pane):
    """A review that is open, or closed."""

    KIND: ClassVar[ReviewKind]

    _is_closed: bool = False
    """Whether it was held when it was read."""
    _asks_freely: bool = False
    """Whether the line that is asked for is no part of what was closed."""

    _day_told: str = ""
    """What was said of a new day while a line lay over it."""

    def span(self) -> Span:
        """Return the period that is looked back on."""
        raise NotImplementedError

    def ask(
        self, line: TypedLine, text: str = "", then: Callable[[], None] | None = None, *, is_replaced: bool = False
    ) -> None:
        """Have a line typed as part of the ritual; on a closed page it says that saving it opens the ritual again."""
        self._day_told = ""
        within = partial(self.planner.within, self.sitting)
        if self._asks_freely:
            asked = RitualLine(line, within, self._turned)
        elif self._is_closed:
            asked = ClosedLine(line, within, self._turned, self._open_again)
        else:
            asked = RitualLine(line, self._within_open, self._turned)
        super().ask(asked, text, then, is_replaced=is_replaced)

    @property
    def sitting(self) -> str:
        """What this ritual is called in the journal: all that is done in it, today or another day, becomes one step."""
        return review_id(self.KIND, self.span().start)

    def works(self, command: Command) -> bool:
        """Whether a command works now; on a closed page those that change nothing of it."""
        return not self._is_shut(command) and super().works(command)

    def refusal(self, command: Command) -> str:
        """Return why a command is refused; on a closed page that it is closed comes first."""
        found = super().refusal(command)
        return Need.OPEN_REVIEW.value if found and self._is_shut(command) else found

    def works_closed(self, command: Command) -> bool:
        """Whether a command works on a closed page."""
        return command.in_closed

    def carry_out(self, command: Command, method: Callable[[], None]) -> None:
        """Do a command as part of the ritual; on a closed page nothing is changed at once."""
        if command.place not in {self.PLACE, Place.RITUAL}:
            method()
            return
        self._asks_freely = self.works_closed(command)
        is_shut = self._is_closed and not self._asks_freely
        with self.planner.within(self.sitting, Need.OPEN_REVIEW.value if is_shut else ""):
            method()

    def carry_out_marked(self, command_id: str) -> None:
        """Do what a click on a sign does."""
        command = self.app.command_by_id[command_id]
        self.carry_out(command, getattr(self, command.method))

    def close(self) -> ChangeSet:
        """Close the ritual."""
        return self.planner.rituals.hold(self.KIND, self.span())

    def reopen(self) -> ChangeSet:
        """Open the ritual again."""
        return self.planner.rituals.reopen(self.KIND, self.span())

    def is_closed(self) -> bool:
        """Whether it was held."""
        review = self.planner.rituals.review(self.KIND, self.span())
        return review is not None and review.is_closed

    def has(self, need: Need) -> bool:
        """Whether it is open, or was closed."""
        match need:
            case Need.TO_CLOSE:
                return not self._is_closed
            case Need.TO_REOPEN:
                return self._is_closed
            case _:
                return super().has(need)

    def do_ritual_close(self) -> None:
        """Close it: what was done in it becomes one step."""
        done = self.close()
        label = self.planner.rituals.gathered(self.sitting, done.label) if done.changes else done.label
        self._say(f"{label} · u takes it back", "text")

    def do_ritual_reopen(self) -> None:
        """Open it again; what was said stays."""
        self.tell(self.reopen())

    def _turned(self) -> str:
        """Return what a line lay over, once."""
        told, self._day_told = self._day_told, ""
        return told

    def _is_shut(self, command: Command) -> bool:
        """Whether a command changes what was closed."""
        return self._is_closed and command.place is self.PLACE and not self.works_closed(command)

    def _open_again(self) -> None:
        """Open it where it is closed still."""
        self.load()
        if self._is_closed:
            with self.planner.within(self.sitting):
                self.reopen()

    def _within_open(self) -> AbstractContextManager[None]:
        """Return what a line of an open page is saved in. Raises PlannerError where the page was closed meanwhile."""
        self.load()
        if self._is_closed:
            raise PlannerError(Need.OPEN_REVIEW.value)
        return self.planner.within(self.sitting)
