"""The lines that are typed in a review with other people: who, a promise, where the brief goes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.domain.briefviews import BriefView
from planner.domain.person import Role
from planner.domain.review import ReviewKind
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.services import brief_file
from planner.tui.line import Line
from planner.tui.typed import Completion, Words
from planner.tui.typed_words import ActionWords

if TYPE_CHECKING:
    from planner.services.planner import Planner

_PARTS = tuple(str(role) for role in Role if role is not Role.GROUP)


class PeopleLine(Words):
    """Who takes part in a review."""

    def __init__(self, planner: "Planner", kind: ReviewKind) -> None:
        """Name the people of a review."""
        self._planner = planner
        self._kind = kind
        self._is_group = kind is ReviewKind.GROUP
        self.title = "who takes part" if self._is_group else "your goals partner"
        self.draft_key = f"people {kind}"

    def reading(self, text: str) -> Line:
        """Return the people who are meant, and who of them is new."""
        if not text.strip():
            hint = "Mia Holt, Bo Tran" if self._is_group else f"Mia Holt mentor · {', '.join(_PARTS)} say the part"
            return Line(((hint, "dim"),))
        told = []
        for person, change in self._planner.partners.meeting(self._kind, text):
            part = "" if self._is_group else f", {person.role}"
            is_new = change is not None and change.before is None
            told.append((f"{clean_line(person.name)}{part}{', new' if is_new else ''}", "accent" if is_new else "text"))
        cells = [cell for one in told for cell in (one, (" · ", "dim"))][:-1]
        return Line(tuple(cells))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the names of those who are known, and the part of a partner."""
        start = text.rfind(",", 0, cursor) + 1 if self._is_group else 0
        start += len(text[start:cursor]) - len(text[start:cursor].lstrip())
        typed = text[start:cursor].casefold()
        known = [person.name for person in self._planner.partners.people(self._kind)]
        found = [name for name in known if typed and name.casefold().startswith(typed) and name.casefold() != typed]
        if found or self._is_group:
            return start, found
        start = text.rfind(" ", 0, cursor) + 1
        return start, [part for part in _PARTS if start and part.startswith(text[start:cursor].casefold())]

    def save(self, text: str) -> str:
        """Keep it."""
        return self._planner.partners.meet(self._kind, text).label


class PromiseLine(ActionWords):
    """An action that is promised by the next review."""

    title = "promise"

    def __init__(self, planner: "Planner", kind: ReviewKind) -> None:
        """Promise in a review."""
        self._planner = planner
        self._kind = kind
        self.draft_key = f"promise {kind}"

    def reading(self, text: str) -> Line:
        """Return the action and the day by which it is due."""
        if not text.strip():
            return Line((("call @Lee about the pilot fri · without a day it is due at the next review", "dim"),))
        action, cautions = self._planner.partners.read_promise(self._kind, text)
        due = f" · by {short_date(action.date, self._planner.today())}"
        return Line(((action.text, "text"), (due, "accent"), (cautions, "behind")))

    def save(self, text: str) -> str:
        """Promise it."""
        return self._planner.partners.promise(self._kind, text).label


class BriefLine(Words):
    """Where the brief is written to; the end of the name says the format."""

    title = "write the brief to"
    draft_key = ""

    def __init__(self, planner: "Planner", view: BriefView, tell: Callable[[str], None]) -> None:
        """Write a brief; `tell` is told what was written: a file is no step to take back."""
        self._planner = planner
        self._view = view
        self._tell = tell

    def reading(self, text: str) -> Line:
        """Return the format and the path, and whether something there is written over."""
        if not text.strip():
            return Line(((f"{brief_file.offered(self._planner)[0]} · .md, .txt or .html says the format", "dim"),))
        path, kind, stands = brief_file.target(text)
        left_out = f" without {', '.join(sorted(self._view.without))}" if self._view.without else ""
        over = ((" · it is there already: enter writes over it", "behind"),) if stands else ()
        return Line(((f"{kind}{left_out}", "text"), *over, (f" · {path}", "dim")))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the paths that are offered."""
        del cursor
        stem = text.rpartition(".")[0]
        return 0, [path for path in brief_file.offered(self._planner) if path.startswith(stem)]

    def save(self, text: str) -> str:
        """Write it."""
        self._tell(brief_file.write(self._planner, text, self._view))
        return ""
