"""Event marks: dates from which something may be different; what the working days before and since brought (B25)."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain.change import Change, ChangeSet, added, removed
from planner.domain.errors import PlannerError
from planner.domain.event_mark import EventMark
from planner.domain.gauge import Compared
from planner.domain.measure import Unit, outcome_name
from planner.domain.money import shown
from planner.domain.namewords import fold
from planner.domain.period import ONE_DAY, Span
from planner.domain.progressviews import MarkCompared, MarkSide
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.services.known_days import record_began
from planner.store import progress

if TYPE_CHECKING:
    from planner.services.planner import Planner

WORKING_DAYS = 20
"""Working days that are looked at on each side of a mark where no number is given."""
MOST_DAYS = 520
"""Two years of them are the most."""
_MOST_NAMED = 6
"""Marks whose days a sentence names."""


class MarkVerbs:
    """Marking events, and looking at what changed."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def all(self) -> tuple[EventMark, ...]:
        """Return every mark in the order of the dates."""
        return tuple(self._store.select(EventMark, order="date, label, id"))

    def find(self, words: str, on: date | None = None) -> EventMark:
        """Return the mark that words name, by its label or a part of it; `on` is its day, where one is given.

        Raises PlannerError where they name none or several.
        """
        wanted = fold(clean_line(words))
        found = [mark for mark in self.all() if wanted in fold(mark.label) and on in {None, mark.date}]
        exact = [mark for mark in found if fold(mark.label) == wanted]
        best = exact or found
        if len(best) != 1:
            told = "is no mark. planner mark list shows them"
            if on is not None:
                told = f"is no mark of {short_date(on, self._planner.today())}. planner mark list shows them"
            if best:
                days = ", ".join(mark.date.isoformat() for mark in best[:_MOST_NAMED])
                told = f"fits several marks. --date says which: {days}"
            raise PlannerError(f"“{shown(words)}” {told}.")
        return best[0]

    def add(self, label: str, day: date) -> ChangeSet:
        """Mark a day. Raises PlannerError for an empty label."""
        mark = EventMark(id=self._planner.new_id(), date=day, label=clean_line(label))
        return self._planner.commit(f"Marked {self._named(mark)}", added(mark))

    def change(self, key: str, label: str, day: date) -> ChangeSet:
        """Give a mark another label or day."""
        before = self._store.need(EventMark, key)
        after = replace(before, label=clean_line(label), date=day)
        return self._planner.commit(f"Marked {self._named(after)}", (Change(before, after),))

    def remove(self, key: str) -> ChangeSet:
        """Take a mark away."""
        mark = self._store.need(EventMark, key)
        return self._planner.commit(f"Mark removed: {self._named(mark)}", removed(mark))

    def compare(self, mark: EventMark, working_days: int = WORKING_DAYS) -> MarkCompared:
        """Return the working days before a mark beside those from it on, up to the last day that is over.

        There are at most so many on each side, and fewer where the log begins later or fewer are over. What was done
        on days of rest between them counts too. Raises PlannerError for a number of days that is not from 1 to 520.
        """
        if not 1 <= working_days <= MOST_DAYS:
            raise PlannerError(f"{working_days} working days are not between 1 and {MOST_DAYS}.")
        first, last = record_began(self._planner), self._planner.momentum.last_closed(self._planner.today())
        before = after = None
        if first is not None and mark.date > first:
            before = Span(max(first, self._back(mark.date, working_days)), min(mark.date - ONE_DAY, last))
        if mark.date <= last:
            after = Span(mark.date, min(last, self._on(mark.date, working_days)))
        return MarkCompared(mark, working_days, self._side(before), self._side(after))

    def _side(self, span: Span | None) -> MarkSide | None:
        days = self._planner.calendar.working_days(*span) if span is not None else 0
        if span is None or not days:
            return None
        reading = self._planner.reading
        measures = [
            Compared(outcome_name(measure), reading.counted(measure, span, "", span.end)[0], 0, measure.currency)
            for measure in reading.measures.values()
            if measure.unit in {Unit.COUNT, Unit.MONEY}
        ]
        return MarkSide(
            span=span,
            working_days=days,
            made=self._planner.comparing.stepped(span).steps,
            types=tuple(progress.by_type(self._store, span).items()),
            measures=tuple(measures),
            steps=self._planner.funnel.steps(span),
        )

    def _back(self, day: date, count: int) -> date:
        """Return the first of so many working days before a day."""
        for _ in range(count):
            day = self._planner.calendar.previous_working_day(day)
        return day

    def _on(self, day: date, count: int) -> date:
        """Return the last of so many working days from a day on."""
        for _ in range(count - self._planner.calendar.is_working(day)):
            day = self._planner.calendar.next_working_day(day)
        return day

    def _named(self, mark: EventMark) -> str:
        return f"{short_date(mark.date, self._planner.today())}: {mark.label}"
