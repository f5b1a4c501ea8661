"""The line that says what was in the way of a day."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.services.obstacles import NEXT
from planner.tui.line import Line
from planner.tui.lines import Completion, Span

if TYPE_CHECKING:
    from planner.services.planner import Planner


class ObstacleLine:
    """What was in the way of a day, and the action that it leads to."""

    title = "in the way"

    def __init__(self, planner: "Planner", day: date) -> None:
        """Tell it of a day."""
        self._planner = planner
        self._day = day
        self.draft_key = f"obstacle {day}"

    def reading(self, text: str) -> Line:
        """Return the obstacle, and the action with its day."""
        if not text.strip():
            return Line(((f"legal takes a week {NEXT} 9am ask Mia for the short form", "dim"),))
        said, _, action = (clean_line(part) for part in text.partition(NEXT))
        if not action:
            return Line(((said, "text"), (f" · {NEXT} adds what follows from it", "dim")))
        draft = self._planner.plan.read(action)
        at = f" {draft.start_time:%H:%M}" if draft.start_time else ""
        day = short_date(draft.day or self._planner.reviews.next_day(self._day), self._planner.today())
        return Line(((said, "text"), (f" · {day}{at}: {draft.text}", "accent")))

    def spans(self, text: str) -> Sequence[Span]:
        """Return nothing: it is plain words."""
        del text
        return ()

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete nothing."""
        del text
        return cursor, ()

    def save(self, text: str) -> str:
        """Keep it, and plan what follows."""
        return self._planner.reviews.obstacle(self._day, text).label
