"""The line that asks what becomes of a sacred block that is not begun at its time: another one, or none (B132)."""

from typing import TYPE_CHECKING

from planner.domain.skipline import EXAMPLES, SKIP, read
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.tui.line import Line
from planner.tui.typed import Completion, Words

if TYPE_CHECKING:
    from planner.domain.action import Action
    from planner.services.planner import Planner


class SkipLine(Words):
    """Another time, or the word `skip`."""

    draft_key = ""

    def __init__(self, planner: "Planner", block: "Action") -> None:
        """Ask about a block."""
        self._planner = planner
        self._block = block
        self.title = f"another time for “{block.text}”"

    def reading(self, text: str) -> Line:
        """Return what becomes of the block, and the one that it clashes with then."""
        if not text.strip():
            return Line(((f"{EXAMPLES} moves it · {SKIP} leaves it out", "dim"),))
        today = self._planner.today()
        to = read(text, today)
        if to is None:
            return Line((("left out", "text"),))
        on, at = to.day or max(self._block.date, today), to.at or self._block.start_time
        points = (short_date(on, today) if on != self._block.date else "", f"at {at:%H:%M}" if at is not None else "")
        clash = self._planner.blocks.clash(replace(self._block, date=on, start_time=at))
        told = ((f" · clashes with {clash}", "behind"),) if clash else ()
        return Line(((" ".join(filter(None, points)), "text"), *told))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the word that leaves it out."""
        typed = text[:cursor].lower()
        return 0, [SKIP] if typed and SKIP.startswith(typed) and typed != SKIP else []

    def save(self, text: str) -> str:
        """Move it or leave it out."""
        return self._planner.blocks.skip(self._block.id, read(text, self._planner.today())).label
