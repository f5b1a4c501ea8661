"""The line that marks an event: a day and a name, `12 jan training`."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.errors import LineError
from planner.domain.event_mark import EventMark
from planner.domain.views import short_date
from planner.domain.words import checked, tokens
from planner.tui.line import Line
from planner.tui.typed import Span, Words

if TYPE_CHECKING:
    from planner.services.planner import Planner

_EXAMPLE = "12 jan negotiation training"


class MarkLine(Words):
    """An event, new or corrected."""

    def __init__(self, planner: "Planner", editing: EventMark | None = None) -> None:
        """Mark through a planner."""
        self._planner = planner
        self._editing = editing
        self.made = ""
        """The key of the mark that was saved last."""
        self.title = "correct the mark" if editing else "mark a day"
        self.draft_key = f"mark {editing.id}" if editing else "mark"

    @staticmethod
    def written(mark: EventMark) -> str:
        """Return a mark as the line that says it."""
        return f"{mark.date.isoformat()} {mark.label}"

    def reading(self, text: str) -> Line:
        """Return the day and the name."""
        if not text.strip():
            return Line(((f"{_EXAMPLE} · mon new price list · today", "dim"),))
        day, label, _ = self._read(text)
        return Line(((short_date(day, self._planner.today()), "text"), (f" · {label}", "accent")))

    def spans(self, text: str) -> Sequence[Span]:
        """Return the day."""
        try:
            _, _, end = self._read(text)
        except LineError:
            return ()
        return [(0, end, "when")] if end else ()

    def save(self, text: str) -> str:
        """Mark the day."""
        day, label, _ = self._read(text)
        if self._editing is not None:
            return self._planner.marks.change(self._editing.id, label, day).label
        done = self._planner.marks.add(label, day)
        self.made = next((after.id for _, after in done.changes if isinstance(after, EventMark)), "")
        return done.label

    def _read(self, text: str) -> tuple[date, str, int]:
        """Return the day, the name, and where the day ends; today where none is named first."""
        from planner.domain import when

        line = checked(text, _EXAMPLE)
        words = list(tokens(line))
        taken = when.take_day([word.text for word in words], 0, self._planner.today(), ahead=False)
        day, count = taken if taken is not None else (self._planner.today(), 0)
        label = line[words[count].start :].strip() if count < len(words) else ""
        if not label:
            raise LineError(f"What happened? Name it behind the day: “{_EXAMPLE}”.", 0, len(text))
        return day, label, words[count - 1].end if count else 0
