"""The line that asks what becomes of a sacred block that is not begun at its time: another one, or none (B132)."""

from collections.abc import Sequence
from datetime import time
from typing import TYPE_CHECKING, Final

from planner.domain.block import planned
from planner.domain.errors import LineError, PlannerError
from planner.tui.line import Line
from planner.tui.lines import Completion, Span

if TYPE_CHECKING:
    from planner.domain.action import Action
    from planner.services.planner import Planner

SKIP: Final = "skip"


class SkipLine:
    """Another time of the day, or the word `skip`."""

    draft_key = ""

    def __init__(self, planner: "Planner", block: "Action") -> None:
        """Ask about a block."""
        self._planner = planner
        self._block = block
        self.title = f"another time for “{block.text}”"

    def reading(self, text: str) -> Line:
        """Return what becomes of the block, and the one that it clashes with then."""
        if not text.strip():
            return Line((("15:00 · 3pm moves it · skip leaves it out today", "dim"),))
        to = self._time(text)
        if to is None:
            return Line((("left out", "text"),))
        clash = self._planner.blocks.clash(self._block.date, to, planned(self._block), but=self._block.id)
        told = ((f" · clashes with {clash}", "behind"),) if clash else ()
        return Line(((f"at {to:%H:%M}", "text"), *told))

    def spans(self, text: str) -> Sequence[Span]:
        """Return nothing: one word needs no colour."""
        del text
        return ()

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the word that leaves it out."""
        typed = text[:cursor].lower()
        return 0, [SKIP] if typed and SKIP.startswith(typed) and typed != SKIP else []

    def save(self, text: str) -> str:
        """Move it or leave it out."""
        return self._planner.blocks.skip(self._block.id, self._time(text)).label

    def _time(self, text: str) -> time | None:
        """Return the time that is meant; None where it is left out."""
        from planner.domain.when import parse_time

        word = text.strip().lower()
        if word == SKIP:
            return None
        try:
            found = parse_time(word)
        except PlannerError as error:
            raise LineError(str(error), 0, len(text)) from None
        if found is None:
            raise LineError(f"“{text.strip()}” is no time. Try “15:00”, or “{SKIP}”.", 0, len(text))
        return found
