"""What every ritual has: the answers to its own questions, and that all of it is one step to take back."""

from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.review import Review, ReviewAnswer, ReviewKind, answer_id, review_id
from planner.domain.ritual import TITLES
from planner.domain.sumup import sum_up
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.store import reviewed

if TYPE_CHECKING:
    from planner.services.planner import Planner


class RitualVerbs:
    """Answering and holding a ritual of which a period has one."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def review(self, kind: ReviewKind, span: Span) -> Review | None:
        """Return the review of a period; None where nothing was said of it yet."""
        return self._store.get(Review, review_id(kind, span.start))

    def found(self, key: str) -> tuple[Review, str] | None:
        """Return the review of a key with "note", or of an answer's key with its question; None where there is none."""
        review_key, _, question = key.partition("/")
        review = self._store.get(Review, review_key)
        return None if review is None else (review, question or "note")

    def answers(self, kind: ReviewKind, span: Span) -> dict[str, str]:
        """Return what its questions were answered with."""
        return reviewed.answers(self._store, review_id(kind, span.start))

    def answer(self, kind: ReviewKind, span: Span, question: str, text: str) -> ChangeSet:
        """Keep the answer to a question, and begin the review with it; an empty one takes it back."""
        before, review = self.begun(kind, span)
        return self._planner.commit(
            f"Kept: {clean_line(text) or 'no answer'}",
            (Change(before, review), *self.answered(review, question, text)),
        )

    def hold(self, kind: ReviewKind, span: Span) -> ChangeSet:
        """Hold a ritual: it is no longer due for its period."""
        before, review = self.begun(kind, span)
        if review.is_closed:
            return ChangeSet(f"Held already: {TITLES[kind]}", ())
        held = replace(review, held_at=self._planner.now().astimezone(UTC))
        return self._planner.commit(f"Held: {TITLES[kind]}", (Change(before, held),))

    def reopen(self, kind: ReviewKind, span: Span) -> ChangeSet:
        """Take the holding of a ritual back; what was said stays. Raises PlannerError where it was not held."""
        before = self.review(kind, span)
        if before is None or not before.is_closed:
            raise PlannerError(f"The {TITLES[kind]} ritual is not closed: there is nothing to open again.")
        return self._planner.commit(f"Open again: {TITLES[kind]}", (Change(before, replace(before, held_at=None)),))

    def as_one_step(self, since: int, label: str) -> str:
        """Make one step of what was done in a ritual behind a mark; return its label, which tells how much that is."""
        return self._planner.fold(since, partial(_summed, label)) or label

    def gathered(self, ritual: str, label: str) -> str:
        """Make one step of what was done within a ritual, in all of its sittings; return its label, as above."""
        return self._planner.gather(ritual, partial(_summed, label)) or label

    def begun(self, kind: ReviewKind, span: Span) -> tuple[Review | None, Review]:
        """Return a period's review before, and as it is begun."""
        before = self.review(kind, span)
        begun = Review(id=review_id(kind, span.start), kind=kind, period_start=span.start, period_end=span.end)
        return before, before or begun

    def answered(self, review: Review, question: str, text: str) -> tuple[Change, ...]:
        """Return the changes that keep the answer to a question."""
        before = self._store.get(ReviewAnswer, answer_id(review.id, question))
        kept = clean_line(text)
        after = ReviewAnswer(review_id=review.id, question=question, text=kept) if kept else None
        return (Change(before, after),) if before or after else ()


def _summed(label: str, changes: tuple[Change, ...]) -> str:
    told = sum_up(changes)
    return f"{label}: {told}" if told else label
