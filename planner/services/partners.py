"""Holding reviews with other people: who takes part, what is said and promised, and what becomes of it.

A partner is seen each week, a group each month. A review is begun with the first thing that is said of it and keeps its
day; closing it is one step more. It earns nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, timedelta
from typing import Final

from planner.domain.action import Action
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.partnerviews import ANSWERED
from planner.domain.person import Person, ReviewPerson, Role
from planner.domain.review import Review, ReviewKind
from planner.domain.ritual import TITLES
from planner.domain.routine import PARTNER_EVERY
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.services import ideas
from planner.services.partner_reading import PartnerReading
from planner.services.promises import all_promised, cautions, promising
from planner.store import partnered, reviewed

DUE_AFTER: Final[Mapping[ReviewKind, timedelta]] = {
    ReviewKind.PARTNER: PARTNER_EVERY,
    ReviewKind.GROUP: timedelta(days=28),
}
"""When a promise is due that names no day."""


class PartnerVerbs(PartnerReading):
    """Holding reviews with a partner and with a group."""

    def keep(
        self,
        kind: ReviewKind,
        day: date | None = None,
        *,
        people: Sequence[str] | None = None,
        note: str | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> ChangeSet:
        """Keep what is said of the open review, and begin one where none is; what is not given stays.

        `people` are names. Raises PlannerError where nobody is named (B37), and for an answer nobody asked for.
        """
        before, after, changes = self._begun(kind, day, people)
        after, more = self._said(after, note, answers or {})
        return self._planner.commit(f"Kept: {TITLES[kind]}", (Change(before, after), *changes, *more))

    def close(
        self,
        kind: ReviewKind,
        day: date | None = None,
        *,
        people: Sequence[str] | None = None,
        note: str | None = None,
        answers: Mapping[str, str] | None = None,
        promises: Sequence[str] = (),
        obstacles: Sequence[str] = (),
        thoughts: Sequence[str] = (),
    ) -> ChangeSet:
        """Hold the open review, or a new one, with all that was said, in one step. `day` is when it was held.

        `thoughts` are a group's ideas. Raises as `keep` does, and for a day to come.
        """
        before, after, changes = self._begun(kind, day, people)
        after, more = self._said(after, note, answers or {})
        after = replace(after, held_at=self._planner.now().astimezone(UTC))
        promised = all_promised(self._planner, promises, after, DUE_AFTER[kind])
        more += promised
        for line in obstacles:
            more += self._planner.obstacles.adding(line, after.period_start, review=after)[2]
        more += self._ideas(after, thoughts)
        who = ", ".join(person.name for person in self._after(after, changes))
        label = f"Held: {TITLES[kind]}, with {who}"
        if promises:
            label += f" · {len(promises)} {'promise' if len(promises) == 1 else 'promises'}"
            label += cautions(self._planner, promised)
        return self._planner.commit(label, (Change(before, after), *changes, *more))

    def meet(self, kind: ReviewKind, text: str) -> ChangeSet:
        """Say who takes part in the open review, as `meeting` reads it; who is new is named, and one is begun."""
        met = self.meeting(kind, text)
        before, after, changes = self._begun(kind, None, [person for person, _ in met])
        named = tuple(change for _, change in met if change is not None)
        told = ", ".join(person.name for person, _ in met)
        return self._planner.commit(f"{TITLES[kind].capitalize()}: {told}", (*named, Change(before, after), *changes))

    def answer(self, kind: ReviewKind, question: str, text: str, key: str = "") -> ChangeSet:
        """Keep the answer to a question of the user's own in the open review; one is begun where none is.

        With the key of a review, held or open, it is that one's.
        """
        there = self._store.get(Review, key)
        before, after, changes = (there, there, ()) if there is not None else self._begun(kind, None, None)
        more = self._planner.rituals.answered(after, question, text)
        return self._planner.commit(
            f"Kept: {clean_line(text) or 'no answer'}", (Change(before, after), *changes, *more)
        )

    def read_promise(self, kind: ReviewKind, line: str) -> tuple[Action, str]:
        """Return the action that a line would promise, and what should be known of whom it is with.

        Raises PlannerError as `promise` does.
        """
        before, after, _ = self._begun(kind, None, None)
        action, more = promising(self._planner, line, after, DUE_AFTER[kind], len(self.commitments(before).rows))
        return action, self._planner.plan.cautions(action, more)

    def reopen(self, kind: ReviewKind, key: str = "") -> ChangeSet:
        """Open the last review of a kind again, or the one that has a key; what was said stays.

        Raises PlannerError where none was held.
        """
        last = self._store.get(Review, key) or self.last(kind)
        if last is None:
            raise PlannerError(f"No {TITLES[kind]} review was held: there is nothing to open again.")
        if partnered.open_review(self._store, kind) is not None:
            raise PlannerError(f"Another {TITLES[kind]} review is open. Close it first.")
        named = short_date(last.period_start, self._planner.today())
        return self._planner.commit(
            f"Open again: {TITLES[kind]}, {named}", (Change(last, replace(last, held_at=None)),)
        )

    def promise(self, kind: ReviewKind, line: str) -> ChangeSet:
        """Promise an action in the open review; one is begun where none is. It is due by the next one, or by its day.

        The day may lead or close the line: `call Lee fri`.
        """
        before, after, changes = self._begun(kind, None, None)
        action, more = promising(self._planner, line, after, DUE_AFTER[kind], len(self.commitments(before).rows))
        label = f"Promised for {short_date(action.date, self._planner.today())}: {action.text}"
        label += self._planner.plan.cautions(action, more)
        return self._planner.commit(label, (Change(before, after), *changes, *more))

    def obstacle(self, kind: ReviewKind, line: str, goal_id: str | None = None) -> ChangeSet:
        """Say in the open review what is in the way; one is begun where none is."""
        before, after, changes = self._begun(kind, None, None)
        label, _, more = self._planner.obstacles.adding(line, after.period_start, goal_id=goal_id, review=after)
        return self._planner.commit(label, (Change(before, after), *changes, *more))

    def idea(self, text: str) -> ChangeSet:
        """Keep an idea of the open group review; one is begun where none is."""
        before, after, changes = self._begun(ReviewKind.GROUP, None, None)
        more = self._ideas(after, (text,))
        return self._planner.commit(f"Idea: {clean_line(text)}", (Change(before, after), *changes, *more))

    def act_on(self, number: int, line: str = "") -> ChangeSet:
        """Plan an idea as an action, by a line of its own or by its words, for the next working day (B42)."""
        return self._planner.commit(*ideas.acted_on(self._planner, number, line))

    def aim_for(self, number: int, line: str = "") -> ChangeSet:
        """Set an idea as a goal, by a line of its own or by its words; without a date it ends with the quarter."""
        return self._planner.commit(*ideas.aimed_for(self._planner, number, line))

    def _ideas(self, review: Review, texts: Sequence[str]) -> tuple[Change, ...]:
        if texts and review.kind is not ReviewKind.GROUP:
            raise PlannerError("Ideas belong to the group’s review. planner review group --idea keeps one.")
        return ideas.added(review, reviewed.answers(self._store, review.id), [clean_line(text) for text in texts])

    def _begun(
        self, kind: ReviewKind, day: date | None, names: Sequence[str | Person] | None
    ) -> tuple[Review | None, Review, tuple[Change, ...]]:
        """Return the open review before, and as it is begun, with the changes of who takes part.

        Raises PlannerError where nobody does: a review is held with somebody (B37).
        """
        today = self._planner.today()
        if day is not None and day > today:
            raise PlannerError(f"{short_date(day, today)} is still to come. Note the review once it was held.")
        before = partnered.open_review(self._store, kind)
        on = day or (before.period_start if before is not None else today)
        if before is not None:
            after = replace(before, period_start=on, period_end=on)
        else:
            after = Review(id=self._planner.new_id(), kind=kind, period_start=on, period_end=on)
        there = partnered.took_part(self._store, before.id) if before is not None else []
        if there and names is None:
            return before, after, ()
        wanted = self._named(kind, names) if names is not None else self.usual(kind)
        if not wanted:
            raise PlannerError(self._nobody(kind))
        keys = {person.id for person in wanted}
        gone = [Change(ReviewPerson(review_id=after.id, person_id=p.id), None) for p in there if p.id not in keys]
        come = [
            Change(None, ReviewPerson(review_id=after.id, person_id=key))
            for key in sorted(keys - {person.id for person in there})
        ]
        return before, after, (*gone, *come)

    def _named(self, kind: ReviewKind, names: Sequence[str | Person]) -> list[Person]:
        found = [one if isinstance(one, Person) else self.find(one) for one in names]
        if kind is ReviewKind.PARTNER and (other := next((p for p in found if p.role is Role.GROUP), None)):
            raise PlannerError(
                f"{other.name} is of the group. planner partner add '{other.name}' --role peer makes a partner."
            )
        return found

    def _nobody(self, kind: ReviewKind) -> str:
        if kind is ReviewKind.GROUP:
            return "A group review names who takes part. planner partner add NAME --role group names one."
        if known := self.people(kind):
            names = ", ".join(person.name for person in known)
            return f"With whom? {names} are your partners: --with NAME says it."
        return "A partner review names a partner. planner partner add NAME --role mentor names one."

    def _after(self, review: Review, changes: Iterable[Change]) -> list[Person]:
        """Return who takes part once changes are made."""
        there = {person.id: person for person in partnered.took_part(self._store, review.id)}
        for before, after in changes:
            if isinstance(after, ReviewPerson):
                there[after.person_id] = self._store.need(Person, after.person_id)
            elif isinstance(before, ReviewPerson):
                del there[before.person_id]
        return sorted(there.values(), key=lambda person: person.name)

    def _said(self, review: Review, note: str | None, answers: Mapping[str, str]) -> tuple[Review, tuple[Change, ...]]:
        unknown = [key for key in answers if review.kind is not ReviewKind.GROUP or key not in ANSWERED]
        if unknown:
            told = f"It asks for {', '.join(ANSWERED)}." if review.kind is ReviewKind.GROUP else "It takes a note."
            raise PlannerError(f"A {TITLES[review.kind]} review does not ask for “{unknown[0]}”. {told}")
        if note is not None:
            review = replace(review, note=clean_line(note))
        rituals = self._planner.rituals
        return review, tuple(c for key, text in answers.items() for c in rituals.answered(review, key, text))
