"""The line that says a stage: of a contact, or of a deal's way."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from planner.domain.words import beginning_with
from planner.tui.line import Line
from planner.tui.typed import Completion, Words

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet

S = TypeVar("S", bound=StrEnum)


class StageLine(Words, Generic[S]):
    """A stage, forwards or backwards."""

    title = "stage"
    draft_key = ""

    def __init__(self, stages: Sequence[S], read: Callable[[str], S], save: "Callable[[S], ChangeSet]") -> None:
        """`read` returns the one of the stages that a text means, or raises PlannerError; `save` is given it."""
        self._stages = stages
        self._read = read
        self._save = save

    def reading(self, text: str) -> Line:
        """Return the stage that is meant."""
        if not text.strip():
            return Line(((" · ".join(self._stages), "dim"),))
        return Line(((self._read(text), "text"),))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete it."""
        del cursor
        return 0, beginning_with(text.strip(), self._stages)

    def save(self, text: str) -> str:
        """Put there what is moved."""
        return self._save(self._read(text)).label
