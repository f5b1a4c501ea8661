"""Weekly planning: a week looked back on, what is said of it, and closing it. It earns nothing and scores nothing.

The ISO week that ended, or on the weekend the one that ends, is looked back on, and the next one is planned. Done on
either day of the weekend it is done once: a week has one review.
"""

from collections.abc import Mapping
from datetime import UTC, date
from functools import cached_property
from typing import TYPE_CHECKING

from planner.domain import routine
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.period import ONE_DAY, Span, week_span
from planner.domain.review import PROUD, Review, ReviewKind
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.domain.weekviews import (
    CHANGE,
    DECLINED,
    DID_YOU,
    DID_YOU_ANSWERS,
    LITTLE,
    SCOPE,
    LittleOffer,
    Weeks,
    WeekView,
)
from planner.services import little_goals, week_days, week_goals
from planner.services.week_plan import WeekPlan
from planner.store import weeks

if TYPE_CHECKING:
    from planner.services.scopes import Scopes

NOON = 12
"""The hour from which the last working day of a week plans the next one."""
_FIRST, _LAST = date(2, 7, 1), date(9999, 6, 30)
"""The days around which the calendar has the weeks that a planning compares and lays out."""
_KIND = ReviewKind.WEEK
_CHANGES_BACK = 8
"""How many answers back, two a week, a change that waits for one is looked for."""


class WeekVerbs(WeekPlan):
    """Looking back on a week and planning the next."""

    @cached_property
    def scopes(self) -> "Scopes":
        """The bigger scope, and the newsletter."""
        from planner.services.scopes import Scopes

        return Scopes(self._planner)

    def planned_for(self, today: date) -> Weeks:
        """Return the week that planning on a day looks back on, and the one that it plans (B34).

        The running week is over for it once today is the last of its working days and noon is past. Raises PlannerError
        for a day at either end of the calendar.
        """
        planner = self._planner
        if not _FIRST <= today <= _LAST:
            raise PlannerError(f"{short_date(today, planner.today())} has too few weeks around it. Name another day.")
        about = _weeks(routine.period(_KIND, today, planner.calendar))
        if today not in about.ahead or planner.calendar.next_working_day(today) in about.ahead:
            return about
        now = planner.clock.now()
        is_over = today == planner.today() and (now.date() > today or now.hour >= NOON)
        return _weeks(about.ahead) if is_over or not planner.calendar.is_working(today) else about

    @staticmethod
    def planned_of(day: date) -> Weeks:
        """Return the planning that looks back on the week of a day."""
        return _weeks(week_span(day))

    def planned_next(self, about: Weeks) -> Weeks:
        """Return the planning of the week after. Raises PlannerError where the one before it has not begun."""
        following = _weeks(about.ahead)
        if following.back.start > self._planner.today():
            number, before = (week.start.isocalendar().week for week in (following.ahead, following.back))
            raise PlannerError(f"Week {number} is planned once week {before} has begun.")
        return following

    def planned_before(self, about: Weeks) -> Weeks:
        """Return the planning of the week before."""
        return _weeks(week_span(about.back.start - ONE_DAY))

    def view(self, week_start: date) -> WeekView:
        """Return the ISO week of a day as its planning shows it. Raises PlannerError for a week to come."""
        about, today = self._about(week_start), self._planner.today()
        until, start = min(about.back.end, today), min(max(about.ahead.start, today), about.ahead.end)
        lived = Span(about.back.start, until)
        said = self._planner.rituals.answers(_KIND, about.back)
        rows = self._planner.reading.goals(start)
        days = week_days.brought(self._planner, lived)
        next_goals = week_goals.ahead(self._planner, rows, about.ahead, start)
        return WeekView(
            weeks=about,
            today=today,
            review=self._planner.rituals.review(_KIND, about.back),
            proud=said.get(PROUD, ""),
            change=said.get(CHANGE, ""),
            last_change=self._last_change(about.back.start),
            did_you=said.get(DID_YOU, ""),
            **days._asdict(),
            calls=weeks.calls(self._store, about.back),
            felt=tuple(weeks.moods(self._store, lived)),
            way=self._planner.funnel.steps(lived),
            sacred=self._planner.blocks.kept(lived),
            promises=weeks.promises(self._store, lived),
            commitments=weeks.commitments(self._store, until),
            served=week_days.served(self._planner, lived, days.steps),
            suggestion=week_days.suggestion(self._planner, about.back),
            goals=week_goals.charted(self._planner, until),
            next_goals=next_goals,
            leads=week_goals.leads(self._planner, rows, start),
            without_plan=week_goals.without_plan(self._planner, next_goals, start),
            doubted=week_goals.doubted(self._planner, rows, start),
            little=self._little(about, said),
            scopes=() if SCOPE in said else self.scopes.offered(about.back, min(today, about.ahead.end)),
            is_newsletter_offered=self.scopes.is_newsletter_offered(),
        )

    def again(self, view: WeekView) -> WeekView:
        """Return a view with what is said and kept read anew: planning and answering change no more of it."""
        about, today = view.weeks, self._planner.today()
        lived = Span(about.back.start, min(about.back.end, today))
        said = self._planner.rituals.answers(_KIND, about.back)
        return view._replace(
            review=self._planner.rituals.review(_KIND, about.back),
            proud=said.get(PROUD, ""),
            change=said.get(CHANGE, ""),
            did_you=said.get(DID_YOU, ""),
            felt=tuple(weeks.moods(self._store, lived)),
            sacred=self._planner.blocks.kept(lived),
            promises=weeks.promises(self._store, lived),
            little=view.little and self._little(about, said),
        )

    def keep(
        self,
        week_start: date,
        *,
        proud: str | None = None,
        note: str | None = None,
        change: str | None = None,
        did_you: str | None = None,
        decline_little: bool | None = None,
    ) -> ChangeSet:
        """Keep what is said of a week, closed or open; what is not given stays, and an empty text is taken back.

        `did_you` is yes, no or not yet. Declining little goals is this review's answer and changes nothing else (B3);
        False offers them again. Raises PlannerError for a week to come, or another answer.
        """
        about = self._about(week_start)
        declined = None if decline_little is None else DECLINED if decline_little else ""
        before, after, said = self._said(
            about, note, {PROUD: proud, CHANGE: change, DID_YOU: did_you, LITTLE: declined}
        )
        return self._planner.commit(f"Kept for {self._name(about.ahead)}", (Change(before, after), *said))

    def decline_scope(self, week_start: date) -> ChangeSet:
        """Decline a bigger scope: this review's answer, so that the planning of this week offers it no more (B78)."""
        about = self._about(week_start)
        before, after = self._planner.rituals.begun(_KIND, about.back)
        said = self._planner.rituals.answered(after, SCOPE, DECLINED)
        label = "No bigger scope for now · g sets such a goal at any time"
        return self._planner.commit(label, (Change(before, after), *said))

    def close(
        self,
        week_start: date,
        *,
        proud: str | None = None,
        note: str | None = None,
        change: str | None = None,
        did_you: str | None = None,
    ) -> ChangeSet:
        """Close the planning of a week, with what is said of it as `keep` has it.

        In the sales year's last two months without a little goal, finding some is planned with it (B23).
        """
        about = self._about(week_start)
        before, after, said = self._said(about, note, {PROUD: proud, CHANGE: change, DID_YOU: did_you})
        if after.is_closed:
            return self._planner.commit(f"Planned already: {self._name(about.ahead)}", (Change(before, after), *said))
        held = replace(after, held_at=self._planner.now().astimezone(UTC))
        asked = self._asked_for(about, self._planner.rituals.answers(_KIND, about.back))
        told = f" · planned: {little_goals.COME_UP}" if asked else ""
        return self._planner.commit(f"Planned: {self._name(about.ahead)}{told}", (Change(before, held), *said, *asked))

    def reopen(self, week_start: date) -> ChangeSet:
        """Take the closing of a week back; what was said and planned stays. Raises PlannerError where it is open."""
        about = self._about(week_start)
        before = self._planner.rituals.review(_KIND, about.back)
        if before is None or not before.is_closed:
            named = self._name(about.ahead)
            raise PlannerError(f"The planning of {named}, is not closed: there is nothing to open again.")
        return self._planner.commit(
            f"Open again: {self._name(about.ahead)}", (Change(before, replace(before, held_at=None)),)
        )

    def _little(self, about: Weeks, said: Mapping[str, str]) -> LittleOffer | None:
        """Return the step of little goals, and what closing the planning plans for it."""
        day = min(max(self._planner.today(), about.back.start), about.ahead.end)
        found = little_goals.offered(self._planner, day, is_declined=LITTLE in said)
        review = self._planner.rituals.review(_KIND, about.back)
        if found is None or (review is not None and review.is_closed):
            return found
        return found._replace(coming=little_goals.COME_UP if self._asked_for(about, said) else "")

    def _asked_for(self, about: Weeks, said: Mapping[str, str]) -> tuple[Change, ...]:
        """Return the change that plans coming up with little goals for a week that is not over."""
        if self._planner.today() > about.ahead.end:
            return ()
        return little_goals.asked_for(self._planner, about.ahead, is_declined=LITTLE in said)

    def _said(
        self, about: Weeks, note: str | None, answers: Mapping[str, str | None]
    ) -> tuple[Review | None, Review, list[Change]]:
        """Return the review as it is and with what is noted, and the changes that keep its answers.

        Raises PlannerError at an answer that cannot be.
        """
        before, review = self._planner.rituals.begun(_KIND, about.back)
        review = review if note is None else replace(review, note=clean_line(note))
        did_you = answers[DID_YOU]
        if did_you and did_you not in DID_YOU_ANSWERS:
            raise PlannerError(f"“{clean_line(did_you)}” is no answer to “did you?”: yes, no or not yet.")
        if did_you and not self._last_change(review.period_start):
            raise PlannerError("No change of an earlier week waits for an answer. Write one with this week's review.")
        changes: list[Change] = []
        for question, text in answers.items():
            if text is not None:
                changes += self._planner.rituals.answered(review, question, text)
        return before, review, changes

    def _about(self, week_start: date) -> Weeks:
        about, today = _weeks(week_span(week_start)), self._planner.today()
        if about.back.start > today:
            named = self._name(about.back)
            raise PlannerError(f"{_first_upper(named)} is still to come. A week is looked back on once it has begun.")
        return about

    def _name(self, week: Span) -> str:
        """Return a week as a sentence names it."""
        return f"week {week.start.isocalendar().week}, from {short_date(week.start, self._planner.today())}"

    def _last_change(self, week: date) -> str:
        """Return the change that was written down last and was not yet answered with yes or no; empty where none is."""
        for _, question, text in weeks.said_before(self._store, week, (CHANGE, DID_YOU), _CHANGES_BACK):
            if question == CHANGE:
                return text
            if text != DID_YOU_ANSWERS[-1]:
                break
        return ""


def _weeks(back: Span) -> Weeks:
    return Weeks(back, week_span(back.end + ONE_DAY))


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
