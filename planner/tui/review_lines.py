"""The lines that the end-of-day review has typed: a sentence about the day, and what was in the way of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.services.reviews import NEXT
from planner.tui.line import Line
from planner.tui.lines import Completion, Span

if TYPE_CHECKING:
    from planner.services.planner import Planner


class SentenceLine:
    """One sentence in plain words."""

    def __init__(
        self, title: str, hint: str, draft_key: str, save: Callable[[str], str], offered: Sequence[str] = ()
    ) -> None:
        """`save` is given the text and returns what was saved; `offered` are texts that may be taken over whole."""
        self.title = title
        self.draft_key = draft_key
        self._hint = hint
        self._save = save
        self._offered = offered

    def reading(self, text: str) -> Line:
        """Return the sentence, or what could stand there."""
        offered = tuple((f" · tab offers “{clean_line(one)}”", "dim") for one in self._offered)
        return Line(((clean_line(text), "text"),)) if text.strip() else Line(((self._hint, "dim"), *offered))

    def spans(self, text: str) -> Sequence[Span]:
        """Return nothing: a sentence is plain words."""
        del text
        return ()

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete what is offered."""
        del cursor
        return 0, [one for one in self._offered if one.casefold().startswith(text.casefold())]

    def save(self, text: str) -> str:
        """Keep it."""
        return self._save(text)


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
