"""Reviews: a day looked back on, what is said of it, and when it is closed. Everything but that is read from the log.

A review is begun with the first thing that is said of it, so it can be left at any time; closing it is one step more.
It earns nothing and is never scored.
"""

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Final

from planner.domain.action import ActionKind
from planner.domain.activity import ActivityType, Outcome
from planner.domain.change import Change, ChangeSet, added
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.errors import PlannerError
from planner.domain.figure import counted
from planner.domain.momentum import after, momentum, score
from planner.domain.period import ONE_DAY, Span
from planner.domain.review import (
    MOODS,
    PROUD,
    Review,
    ReviewAnswer,
    answer_id,
    day_review,
    day_review_id,
)
from planner.domain.reviewviews import DayReviewView, Win, WinKind
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import PlanRow, short_date
from planner.store import partnered, queries, reviewed

if TYPE_CHECKING:
    from planner.services.planner import Planner

MOST_UNCLOSED: Final = 40
"""Working days that wait to be closed at most."""
_TALKED = frozenset({Outcome.CONNECTED, Outcome.HELD})


class ReviewVerbs:
    """Looking back on days."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def day(self, day: date) -> DayReviewView:
        """Return a day as its review shows it. Raises PlannerError for a day to come."""
        self._check(day)
        reading, today, following = self._planner.reading, self._planner.today(), self.next_day(day)
        actions = reviewed.planned(self._store, day)
        if day == today:
            actions += queries.waiting(self._store, day)
        rows, ahead = reading.plan_rows(actions), reading.plan_rows(queries.plan_of(self._store, following))
        said = reviewed.answers(self._store, day_review_id(day))
        in_the_way = partnered.obstacle_of(self._store, day_review_id(day))
        reached = self._planner.momentum
        before = reached.scores(min(day - ONE_DAY, reached.last_closed(day)))
        facts = reached.facts(day)
        scored = score([facts], before)
        return DayReviewView(
            day=day,
            today=today,
            is_working=facts.is_working,
            review=self._store.get(Review, day_review_id(day)),
            proud=said.get(PROUD, ""),
            obstacle=in_the_way.text if in_the_way is not None else "",
            little=reading.little(day),
            wins=tuple(self._wins(day)),
            asks=facts.asks,
            steps=facts.steps,
            one_thing=_one_thing([row for row in rows if row.action.stands]),
            plan=tuple(row for row in rows if not (_is_one_thing(row) and row.action.stands)),
            next_day=following,
            next_one_thing=_one_thing(ahead),
            next_plan=tuple(row for row in ahead if not _is_one_thing(row)),
            momentum_before=momentum(before),
            momentum_after=after([facts._replace(is_known=True)], before),
            score=scored[0].score if scored else None,
        )

    def close(
        self, day: date, *, mood: int | None = None, note: str | None = None, proud: str | None = None
    ) -> ChangeSet:
        """Close a day, with what is said of it; what is not given stays as it is. Raises PlannerError as `day` does."""
        before, after = self._begun(day)
        named = short_date(day, self._planner.today())
        if not after.is_closed:
            after = replace(after, held_at=self._planner.now().astimezone(UTC))
            label = f"Closed: {named}"
        else:
            label = f"Closed already: {named}"
        return self._save(label, before, after, mood, note, proud)

    def keep(
        self, day: date, *, mood: int | None = None, note: str | None = None, proud: str | None = None
    ) -> ChangeSet:
        """Keep what is said of a day, closed or open; what is not given stays. Raises PlannerError as `day` does."""
        before, after = self._begun(day)
        return self._save(f"Kept for {short_date(day, self._planner.today())}", before, after, mood, note, proud)

    def feel(self, day: date, mood: int | None) -> ChangeSet:
        """Say how a day felt, or say nothing of it again (B21)."""
        before, after = self._begun(day)
        felt = next((sign for sign, value in MOODS.items() if value == mood), "nothing said")
        label = f"How {short_date(day, self._planner.today())} felt: {felt}"
        return self._planner.commit(label, (Change(before, replace(after, mood=mood)),))

    def obstacle(self, day: date, line: str) -> ChangeSet:
        """Say what was in the way; behind `->` stands the action that it leads to, planned for the next working day."""
        before, after = self._begun(day)
        label, changes = self._planner.obstacles.said(after, line, day)
        return self._planner.commit(label, (Change(before, after), *changes))

    def reopen(self, day: date) -> ChangeSet:
        """Take the closing of a day back; what was said of it stays. Raises PlannerError where it is not closed."""
        before, named = self._store.get(Review, day_review_id(day)), short_date(day, self._planner.today())
        if before is None or not before.is_closed:
            raise PlannerError(f"{named} is not closed: there is nothing to open again.")
        return self._planner.commit(f"Open again: {named}", (Change(before, replace(before, held_at=None)),))

    def unclosed(self, today: date) -> list[date]:
        """Return the working days before a day that were not closed, oldest first, at most the 40 newest of them.

        They are looked for among the last 40 working days, from the day of first use on. Days off are none.
        """
        first = self._planner.momentum.first_day()
        if first is None:
            return []
        calendar = self._planner.calendar
        days: list[date] = []
        day = calendar.previous_working_day(today)
        while day >= first and len(days) < MOST_UNCLOSED:
            days.insert(0, day)
            day = calendar.previous_working_day(day)
        closed = reviewed.closed(self._store, Span(days[0], days[-1])) if days else frozenset()
        return [day for day in days if day not in closed]

    def quiet_run(self, day: date) -> Span | None:
        """Return the run of unclosed days without a step that a day lies in, or the newest one; None where none is.

        A run that begins with the oldest day that is named begins where it did, however long ago.
        """
        waiting = self.unclosed(self._planner.today())
        if not waiting:
            return None
        stepped = set(queries.step_days(self._store, Span(waiting[0], waiting[-1])))
        runs: list[list[date]] = [[]]
        for one in waiting:
            if one in stepped:
                runs.append([])
            else:
                runs[-1].append(one)
        runs[0][:1] = [self._since_lived(day) for day in runs[0][:1]]
        spans = [Span(run[0], run[-1]) for run in runs if run]
        return next((span for span in spans if day in span), spans[-1] if spans else None)

    def _since_lived(self, day: date) -> date:
        """Return the first day of which nothing is known, from a day of which nothing is known on backwards."""
        lived = reviewed.last_lived(self._store, day)
        first = self._planner.momentum.first_day()
        after = self._planner.calendar.next_working_day(lived) if lived is not None else first
        return min(day, after) if after is not None else day

    def away(self, first: date, last: date) -> ChangeSet:
        """Mark the working days of a run as away: they are days off, in one step."""
        calendar, today = self._planner.calendar, self._planner.today()
        days = (first + timedelta(days=n) for n in range(Span(first, last).days))
        off = [DayOff(date=day, kind=DayOffKind.OTHER, label="away") for day in days if calendar.is_working(day)]
        run = " to ".join(dict.fromkeys(short_date(day, today) for day in (first, last)))
        return self._planner.commit(f"Away: {run} · {counted(len(off), 'day')} off", added(*off))

    def next_day(self, day: date) -> date:
        """Return the working day that the review of a day plans: the next one, or the first from today on."""
        calendar, today = self._planner.calendar, self._planner.today()
        following = calendar.next_working_day(day)
        if following >= today:
            return following
        return today if calendar.is_working(today) else calendar.next_working_day(today)

    def _begun(self, day: date) -> tuple[Review | None, Review]:
        """Return a day's review before, and as it is begun."""
        self._check(day)
        before = self._store.get(Review, day_review_id(day))
        return before, before or day_review(day)

    def _save(
        self, label: str, before: Review | None, after: Review, mood: int | None, note: str | None, proud: str | None
    ) -> ChangeSet:
        if mood is not None:
            after = replace(after, mood=mood)
        if note is not None:
            after = replace(after, note=clean_line(note))
        answered = () if proud is None else self._answered(after, PROUD, clean_line(proud))
        return self._planner.commit(label, (Change(before, after), *answered))

    def _answered(self, review: Review, question: str, text: str) -> tuple[Change, ...]:
        before = self._store.get(ReviewAnswer, answer_id(review.id, question))
        after = ReviewAnswer(review_id=review.id, question=question, text=text) if text else None
        return (Change(before, after),) if before or after else ()

    def _check(self, day: date) -> None:
        today = self._planner.today()
        if day > today:
            raise PlannerError(f"{short_date(day, today)} is still to come. A day is reviewed once it is here.")

    def _wins(self, day: date) -> Iterator[Win]:
        """Yield what the log tells of a day to be proud of: goals and sales first, then asks and first talks."""
        facts = self._planner.momentum.facts(day)
        nailed = {mark.goal for mark in facts.benchmarks if mark.is_nailed}
        for mark in facts.benchmarks:
            if mark.is_nailed or mark.goal not in nailed:
                yield Win(WinKind.NAILED if mark.is_nailed else WinKind.REACHED, mark.goal)
        log = self._planner.reading.log_of(day)
        for row in log:
            if row.activity.type is ActivityType.CLOSE:
                name = row.deal_title or row.contact
                yield Win(WinKind.CLOSED, name, amount_minor=row.amount_minor, currency=row.currency)
        if facts.one_thing and (done := self._planner.reading.one_thing(day)) is not None:
            yield Win(WinKind.ONE_THING, done.text)
        for ask in facts.asks:
            if ask.done >= ask.asked:
                yield Win(WinKind.ASK, ask.name, ask.done, ask.asked)
        talked = (row for row in log if row.activity.is_conversation and row.activity.outcome in _TALKED)
        for row in talked:
            if row.contact and reviewed.is_first_talk(self._store, row.activity):
                yield Win(WinKind.TALK, row.contact)


def _is_one_thing(row: PlanRow) -> bool:
    return row.action.kind is ActionKind.ONE_THING


def _one_thing(rows: list[PlanRow]) -> PlanRow | None:
    return next((row for row in rows if _is_one_thing(row)), None)
