"""The lines that the calendar has typed: days to take off, and a country whose public holidays are looked up."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from planner.domain import dayoffline
from planner.domain.errors import LineError, PlannerError
from planner.domain.figure import counted
from planner.domain.period import year_label
from planner.domain.words import Word, checked, tokens
from planner.tui.calendar_figures import span_name
from planner.tui.line import Line
from planner.tui.typed import Completion, Words
from planner.tui.typed import Span as Stretch

if TYPE_CHECKING:
    from planner.services.holidays import Place
    from planner.services.planner import Planner

_PLACE = "US CA 2026"


class DaysOffLine:
    """Days to take off: a range, its kind, a label."""

    title = "days off"
    draft_key = "days off"

    def __init__(self, planner: "Planner") -> None:
        """Take them off through a planner."""
        self._planner = planner

    def reading(self, text: str) -> Line:
        """Return the days, how many of them are worked now, and what they leave of the year."""
        if not text.strip():
            return Line((("24-31 dec vacation ski · fri · 16 feb holiday · yesterday sick", "dim"),))
        draft = dayoffline.parse(text, self._planner.today())
        span, calendar = draft.span, self._planner.calendar
        worked = calendar.working_days(span.start, span.end)
        told = [
            span_name(span, self._planner.today()),
            f"{draft.kind}: {draft.label}" if draft.label else str(draft.kind),
        ]
        year = self._planner.days.load(span.start).year
        left = year.working - calendar.working_days(span.start, min(span.end, year.span.end))
        effect = f" · {year_label(year.span)}: {year.working} to {left} working days" if worked else ""
        return Line(((" · ".join(told), "text"), (f" · {counted(worked, 'working day')}", "met"), (effect, "dim")))

    def spans(self, text: str) -> Sequence[Stretch]:
        """Return the stretches that are understood."""
        return dayoffline.spans(text, self._planner.today())

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete kinds."""
        return dayoffline.complete(text, cursor)

    def save(self, text: str) -> str:
        """Take them off."""
        draft = dayoffline.parse(text, self._planner.today())
        return self._planner.days.take_off(*draft.span, draft.kind, draft.label).label


class Asked(NamedTuple):
    """A country or region as it was typed, and calendar years."""

    words: tuple[str, ...]
    years: tuple[int, ...]

    def place(self) -> "Place":
        """Return the place: as many of the first words as are a country, and its region behind them.

        Loads the library of holidays, which takes a moment. Raises PlannerError for a place that is not known.
        """
        from planner.services.holidays import place

        for size in range(len(self.words), 1, -1):
            try:
                return place(" ".join(self.words[:size]), " ".join(self.words[size:]) or None)
            except PlannerError:
                continue
        return place(self.words[0], " ".join(self.words[1:]) or None)


class HolidaysLine(Words):
    """A country, its region, and years. It saves nothing: what it finds is shown first."""

    title = "public holidays of"
    draft_key = "public holidays"

    def __init__(self, year: int, look: Callable[[Asked, str], None], refused: tuple[str, str] = ("", "")) -> None:
        """Look in a year where none is typed; `look` is given what is asked for and the text.

        `refused` is a text that no place was found for, and why.
        """
        self._year = year
        self._look = look
        self._refused = refused

    def reading(self, text: str) -> Line:
        """Return the place and the years as they are typed: they are looked up once, when the line is whole."""
        if not text.strip():
            return Line(((f"{_PLACE} · DE BY · Japan {self._year + 1}", "dim"),))
        if text == self._refused[0]:
            raise PlannerError(self._refused[1])
        asked = self._asked(text)
        years = ", ".join(str(year) for year in asked.years)
        return Line(((" ".join(asked.words), "text"), (f" · {years} · enter shows them; nothing is saved yet", "dim")))

    def spans(self, text: str) -> Sequence[Stretch]:
        """Return the years."""
        return [(word.start, word.end, "when") for word in tokens(text) if _is_year(word)]

    def save(self, text: str) -> str:
        """Have them looked up; nothing is saved."""
        self._look(self._asked(text), text)
        return ""

    def _asked(self, text: str) -> Asked:
        words = [word.bare(",") for word in tokens(checked(text, _PLACE))]
        years = sorted({int(word.text) for word in words if _is_year(word)})
        names = tuple(_names(words))
        if not names:
            raise LineError(f"Which country? Two letters do, as in “{_PLACE}”.", 0, len(text))
        return Asked(names, tuple(years) or (self._year,))


def _names(words: Iterable[Word]) -> list[str]:
    return [word.text for word in words if word.text and not _is_year(word)]


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isascii() and word.text.isdigit()
