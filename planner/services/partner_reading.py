"""What reviews with other people show: who takes part, when the next is due, what was said and promised."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.partnerviews import ANSWERED, Commitments, PeopleReviewView
from planner.domain.period import Period, month_span
from planner.domain.person import Person, Role
from planner.domain.review import Review, ReviewKind
from planner.domain.routine import PARTNER_EVERY
from planner.domain.views import GoalRow
from planner.services import ideas
from planner.services.people import PeopleVerbs
from planner.store import partnered, reviewed

if TYPE_CHECKING:
    from planner.domain.briefviews import BriefView


class PartnerReading(PeopleVerbs):
    """Reviews with a partner and with a group, as they stand."""

    def view(self, kind: ReviewKind, day: date | None = None, *, key: str = "") -> PeopleReviewView:
        """Return the open review of a kind, or the one to come, as it shows itself; with a key the one that has it."""
        there = self._store.get(Review, key) or partnered.open_review(self._store, kind)
        on = there.period_start if there is not None else day or self._planner.today()
        last = partnered.last_held(self._store, kind, on, but=there.id if there is not None else "")
        people = partnered.took_part(self._store, there.id) if there is not None else self.usual(kind)
        said = self.answers(there)
        return PeopleReviewView(
            kind=kind,
            day=on,
            review=there,
            people=tuple(people),
            known=self.people(kind),
            last=last,
            last_people=tuple(partnered.took_part(self._store, last.id)) if last is not None else (),
            due_on=self._due_on(kind, last, on),
            commitments=self.commitments(last),
            promised=self.commitments(there).rows,
            obstacles=self._planner.obstacles.rows(),
            answers={key: said[key] for key in ANSWERED if key in said},
            ideas=ideas.told(said),
            ahead=self._ahead(on) if kind is ReviewKind.GROUP else (),
        )

    def last(self, kind: ReviewKind) -> Review | None:
        """Return the last review of a kind that was held."""
        return partnered.last_held(self._store, kind, self._planner.today())

    def commitments(self, review: Review | None) -> Commitments:
        """Return what was promised in a review."""
        promised = partnered.promised(self._store, review.id) if review is not None else []
        return Commitments(review, tuple(self._planner.reading.plan_rows(promised)))

    def brief(self, day: date | None = None, without: Iterable[str] = (), but: str = "") -> "BriefView":
        """Return what a partner is told, less what is left out. Raises PlannerError for a field that there is not.

        `but` is the key of a review that is held with it, where that is closed already.
        """
        from planner.services.brief import brief

        return brief(self._planner, day or self._planner.today(), frozenset(without), but)

    def answers(self, review: Review | None) -> dict[str, str]:
        """Return everything that was answered in a review."""
        return reviewed.answers(self._store, review.id) if review is not None else {}

    def usual(self, kind: ReviewKind) -> list[Person]:
        """Return who takes part unless somebody else is named: the one partner there is, or the whole group."""
        known = [person for person in self.people(kind) if kind is ReviewKind.PARTNER or person.role is Role.GROUP]
        return known if kind is ReviewKind.GROUP or len(known) == 1 else []

    def _due_on(self, kind: ReviewKind, last: Review | None, day: date) -> date | None:
        """Return when a review is due: a week after the last one, or in a month that has none (B35, B41)."""
        if not any(kind is ReviewKind.PARTNER or p.role is Role.GROUP for p in self.people(kind)):
            return None
        if last is None:
            return day
        if kind is ReviewKind.PARTNER:
            return last.period_start + PARTNER_EVERY
        month = month_span(last.period_start.year, last.period_start.month)
        return month.end + timedelta(days=1)

    def _ahead(self, day: date) -> tuple[GoalRow, ...]:
        """Return where the goals are headed: the big pictures and the years' goals, and those of the next month."""
        month = month_span(day.year, day.month).end + timedelta(days=1)
        return tuple(
            row
            for row in self._planner.reading.goals(day)
            if row.goal.is_active
            and (
                row.goal.period in {Period.BIG_PICTURE, Period.YEAR}
                or (row.goal.period is Period.MONTH and row.goal.starts_on == month)
            )
        )
