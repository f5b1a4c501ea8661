"""A line of a ritual's page: what it saves is part of the ritual; on a closed page enter opens that again first."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from planner.tui.line import Line
from planner.tui.typed import Around, TypedLine

CLOSED: Final = "closed: enter opens it again and keeps this"
"""Said of a line of a closed page."""


class RitualLine(Around):
    """Another line, saved within a ritual."""

    def __init__(
        self, line: TypedLine, within: Callable[[], AbstractContextManager[None]], turned: Callable[[], str]
    ) -> None:
        """`within` is what it is saved in; it raises PlannerError where nothing is saved in it any more.

        `turned` says that the day turned meanwhile; nothing where it did not.
        """
        super().__init__(line)
        self._within, self._turned = within, turned

    def save(self, text: str) -> str:
        """Save it."""
        with self._within():
            label = super().save(text)
        return " ".join(part for part in (self._turned(), label) if part) if label else ""


class ClosedLine(RitualLine):
    """Another line, before which a ritual is opened again."""

    def __init__(
        self,
        line: TypedLine,
        within: Callable[[], AbstractContextManager[None]],
        turned: Callable[[], str],
        reopen: Callable[[], None],
    ) -> None:
        """`reopen` opens the ritual where it is closed."""
        super().__init__(line, within, turned)
        self._reopen = reopen

    def reading(self, text: str) -> Line:
        """Return what the line says, and that the ritual is closed."""
        line = super().reading(text)
        return Line(line.left, (*line.right, (f"  {CLOSED}", "behind")))

    def save(self, text: str) -> str:
        """Open the ritual and save the line; one that is not understood opens nothing."""
        super().reading(text)
        self._reopen()
        return f"Open again. {super().save(text)}".strip()
