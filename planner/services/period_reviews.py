"""What the reviews of a quarter and of a year have in common: their answers, closing, and opening again."""

from collections.abc import Mapping
from datetime import UTC, date
from typing import TYPE_CHECKING, ClassVar

from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.period import ONE_DAY, Span, year_span
from planner.domain.periodviews import OUTLOOKS, Outlook
from planner.domain.review import Review, ReviewKind
from planner.domain.ritual import TITLES
from planner.domain.text import clean_line
from planner.domain.value import replace

if TYPE_CHECKING:
    from planner.services.planner import Planner


class PeriodReviewVerbs:
    """Answering, closing and opening the one review of a period."""

    KIND: ClassVar[ReviewKind]
    QUESTIONS: ClassVar[Mapping[str, str]]

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def reviewed(self, today: date) -> date:
        """Return the first day of the period that a review held on a day looks back on."""
        from planner.domain.routine import period

        return period(self.KIND, today, self._planner.calendar).start

    def span(self, start: date) -> Span:
        """Return the period that a day lies in."""
        raise NotImplementedError

    def keep(self, start: date, answers: Mapping[str, str], note: str | None = None) -> ChangeSet:
        """Keep answers and a note, and begin the review with them; an empty answer takes one back.

        Raises PlannerError for an answer that nobody asked for, and for a period that is still to come.
        """
        before, after, changes = self._said(start, answers, note)
        told = next((clean_line(text) for text in answers.values() if text.strip()), "") or TITLES[self.KIND]
        return self._planner.commit(f"Kept: {told}", (Change(before, after), *changes))

    def close(self, start: date, answers: Mapping[str, str] | None = None, note: str | None = None) -> ChangeSet:
        """Close the review of a period, with what is said; what is not given stays. Raises as `keep` does."""
        before, after, changes = self._said(start, answers or {}, note)
        label = f"Closed{' already' if after.is_closed else ''}: {self.label(self.span(start))}"
        if not after.is_closed:
            after = replace(after, held_at=self._planner.now().astimezone(UTC))
        return self._planner.commit(label, (Change(before, after), *changes))

    def reopen(self, start: date) -> ChangeSet:
        """Take the closing back; what was said stays. Raises PlannerError where the review is not closed."""
        span = self.span(start)
        before = self._planner.rituals.review(self.KIND, span)
        if before is None or not before.is_closed:
            raise PlannerError(f"{self.label(span)} is not closed: there is nothing to open again.")
        return self._planner.commit(f"Open again: {self.label(span)}", (Change(before, replace(before, held_at=None)),))

    def label(self, span: Span) -> str:
        """Return a period as people say it."""
        raise NotImplementedError

    def outlook_of(self, year: Span) -> Outlook:
        """Return what was thought of a year when it was planned."""
        said = self._planner.rituals.answers(ReviewKind.YEAR, self._before(year))
        return Outlook(said.get("outlook", ""), said.get("outlook words", ""), said.get("resolution", ""))

    def _before(self, year: Span) -> Span:
        """Return the sales year before one."""
        return year_span(year.start - ONE_DAY, self._start_month)

    def _said(
        self, start: date, answers: Mapping[str, str], note: str | None
    ) -> tuple[Review | None, Review, tuple[Change, ...]]:
        """Return the review before, as it is with a note, and the changes that keep the answers."""
        span = self.span(start)
        if span.start > self._planner.today():
            raise PlannerError(f"{self.label(span)} is still to come. It is reviewed once it is here.")
        for key, text in answers.items():
            if key not in self.QUESTIONS:
                raise PlannerError(
                    f"Nothing asks for “{clean_line(key)}”. The answers are {', '.join(self.QUESTIONS)}."
                )
            if key == "outlook" and text and text not in OUTLOOKS:
                raise PlannerError(f"“{clean_line(text)}” is no outlook: {', '.join(OUTLOOKS)} are.")
        rituals = self._planner.rituals
        before, after = rituals.begun(self.KIND, span)
        if note is not None:
            after = replace(after, note=clean_line(note))
        return before, after, tuple(c for key, text in answers.items() for c in rituals.answered(after, key, text))

    @property
    def _start_month(self) -> int:
        return self._planner.settings.year_start_month
