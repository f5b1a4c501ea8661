"""The line that says what is in the way, of a day or in a review with others."""

from typing import TYPE_CHECKING

from planner.domain.views import short_date
from planner.services.obstacles import NEXT, split
from planner.tui.line import Line
from planner.tui.typed import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


class ObstacleLine(Words):
    """What is in the way, and the action that it leads to."""

    title = "in the way"

    def __init__(self, planner: "Planner", draft_key: str, day: "date", save: "Callable[[str], ChangeSet]") -> None:
        """Tell it on a day, behind which the action comes where it names none; `save` is given the whole text."""
        self._planner = planner
        self.draft_key = draft_key
        self._day = day
        self._save = save

    def reading(self, text: str) -> Line:
        """Return the obstacle, and the action with its day."""
        if not text.strip():
            return Line(((f"legal takes a week {NEXT} 9am ask Mia for the short form", "dim"),))
        said, action = split(text)
        if not action:
            return Line(((said, "text"), (f" · {NEXT} adds what follows from it", "dim")))
        draft = self._planner.plan.read(action)
        at = f" {draft.start_time:%H:%M}" if draft.start_time else ""
        day = short_date(draft.day or self._planner.reviews.next_day(self._day), self._planner.today())
        return Line(((said, "text"), (f" · {day}{at}: {draft.text}", "accent")))

    def save(self, text: str) -> str:
        """Keep it, and plan what follows."""
        return self._save(text).label
