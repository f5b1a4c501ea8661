"""The demo's reviews with others, and of quarters and years: who takes part, what was promised, what was in the way."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from planner.domain.action import ActionKind
from planner.domain.change import Entity
from planner.domain.obstacle import Obstacle
from planner.domain.period import ONE_DAY, Span, quarter_span, year_named, year_span
from planner.domain.person import Person, ReviewPerson, Role
from planner.domain.review import Review, ReviewAnswer, ReviewKind, review_id
from planner.domain.value import replace
from planner.services.demo_goals import Goals
from planner.services.demo_years import Years

WEEKS: Final = 8
"""So many weeks back goals are reviewed with the partner."""
MONTHS: Final = 3
MORNINGS: Final = 30
"""So many working days back mornings are held, but for one in a while."""
_BEGUN = time(8, 10)
_HELD = time(16, 50)
_PROMISES: Final = (
    "ask two customers for a reference",
    "call the three oldest proposals",
    "block two mornings for prospecting",
    "write down the five questions that open a talk",
    "send the price list to every open lead",
    "visit the largest account",
    "leave the mail closed before ten",
    "read one contract to its end",
)
_NOTES: Final = (
    "more talks, fewer mails",
    "",
    "the big account is worth a day",
    "start with the hard call",
)
_ANSWERS: Final = {
    "doing": "new calls before ten, renewals after lunch",
    "headed": "the north-east, with partners who sell with me",
    "next month": "one joint workshop, and every renewal talked about once",
}
_IDEAS: Final = ("breakfast for the trade, four times a year", "let old customers tell the story in a short film")
_NEED: Final = ("sign the renewals early, and win one partner in the north-east", "twenty first talks a month")
_YEAR: Final = {
    "big picture": "be known in every town of the north-east before anybody else is",
    "first sale": "by asking one question more than the others",
    "satisfied": "too many proposals wait for an answer",
    "outlook": "normal",
    "outlook words": "two contracts end, and two regions open",
    "resolution": "the first call of each day is to somebody new",
    "question": "yes",
}


class _InTheWay(NamedTuple):
    """What was in the way, how many weeks ago, and after how many weeks it was gone; None where it still is."""

    text: str
    weeks: int
    lasted: int | None
    resolution: str = ""


_IN_THE_WAY: Final = (
    _InTheWay("legal takes a week for each contract", 8, 3, "a short form for small orders"),
    _InTheWay("no reference from the building trade", 6, 4, "Hallam lets us quote them"),
    _InTheWay("the demo machine is shared with two teams", 3, 2, "booked for Tuesdays and Thursdays"),
    _InTheWay("delivery dates slip in the north", 2, None),
)


class Reviews:
    """Makes the reviews; what was promised goes into the plan."""

    def __init__(self, years: Years, goals: Goals, until: time) -> None:
        """Write after the years were lived and planned, the present day up to `until`."""
        self._log, self._today, self._calendar = years.log, years.today, years.calendar
        self._first = years.first
        self._goals = goals
        self._until = until

    def entities(self) -> Iterator[Entity]:
        """Yield people, reviews and what belongs to them."""
        self._goals.last_priority()
        mia = self._person("Mia Holt", Role.MENTOR)
        group = [self._person("Ben Okafor", Role.GROUP), self._person("Clara Winter", Role.GROUP)]
        yield mia
        yield from group
        weeks = self._weeks()
        for n, day in enumerate(weeks):
            review = self._review(ReviewKind.PARTNER, day, _NOTES[n % len(_NOTES)])
            yield review
            yield ReviewPerson(review_id=review.id, person_id=mia.id)
            self._promise(review, n, is_last=n == len(weeks) - 1)
        for day in self._months():
            yield from self._group(day, group)
        yield from self._in_the_way(weeks)
        yield from self._mornings()
        yield from self._periods()

    def _weeks(self) -> list[date]:
        """Return the last working day of each of the last weeks that had one, the newest last."""
        monday = self._today - timedelta(days=self._today.weekday())
        mondays = [monday - timedelta(weeks=n) for n in range(WEEKS, 0, -1)]
        ends = ((start, self._calendar.previous_working_day(start + timedelta(weeks=1))) for start in mondays)
        return [end for start, end in ends if end >= start]

    def _months(self) -> list[date]:
        """Return the first working day behind the start of each of the last months but this one."""
        days: list[date] = []
        first = self._today.replace(day=1)
        for _ in range(MONTHS):
            first = (first - ONE_DAY).replace(day=1)
            days.insert(0, self._calendar.next_working_day(first))
        return days

    def _person(self, name: str, role: Role) -> Person:
        return Person(id=self._log.key_at(self._first, time(8)), name=name, role=role)

    def _review(self, kind: ReviewKind, day: date, note: str = "") -> Review:
        key, held = self._log.key_at(day, _HELD), self._log.instant(day, _HELD)
        return Review(id=key, kind=kind, period_start=day, period_end=day, held_at=held, note=note)

    def _promise(self, review: Review, n: int, *, is_last: bool) -> None:
        """Promise two or three things for the week that follows; of the last ones, one is kept so far."""
        for k in range(2 + n % 2 if not is_last else 3):
            text = _PROMISES[(3 * n + k) % len(_PROMISES)]
            is_kept = k == 0 if is_last else (n + k) % 4 != 3
            due = review.period_start + timedelta(days=7)
            day = self._calendar.next_working_day(self._today) if is_last and not is_kept else due
            day = self._calendar.previous_working_day(self._today) if is_last and is_kept else day
            key = self._log.key_at(review.period_start, time(16, 52 + k))
            self._log.plan(ActionKind.ACTION, day, text, key, review_id=review.id, position=10 + k)
            if is_kept:
                self._log.finish(key)
            elif not is_last:
                self._log.drop(key)

    def _group(self, day: date, group: list[Person]) -> Iterator[Entity]:
        review = self._review(ReviewKind.GROUP, day)
        yield review
        for person in group:
            yield ReviewPerson(review_id=review.id, person_id=person.id)
        said = {**_ANSWERS, **{f"idea {n}": text for n, text in enumerate(_IDEAS, 1)}}
        yield from _answers(review, said)

    def _in_the_way(self, weeks: list[date]) -> Iterator[Entity]:
        monday = self._today - timedelta(days=self._today.weekday())
        for n, one in enumerate(_IN_THE_WAY):
            opened = monday - timedelta(weeks=one.weeks) + timedelta(days=2)
            key = self._log.key_at(opened, time(17, n))
            obstacle = Obstacle(id=key, text=one.text, opened_on=opened, goal_id=self._goals.renewals.id)
            if one.lasted is not None:
                yield obstacle.resolved(opened + timedelta(weeks=one.lasted) - timedelta(days=3), one.resolution)
                continue
            day = self._calendar.next_working_day(self._today)
            text = "ask the carrier for fixed dates"
            planned = self._log.plan(
                ActionKind.ACTION, day, text, self._log.key_at(weeks[-1], time(17, 10)), position=14
            )
            yield replace(obstacle, next_action_id=planned.id)

    def _mornings(self) -> Iterator[Entity]:
        """Yield the mornings up to the present one; on one day in eleven the phone rang first."""
        day = self._today
        if self._calendar.is_working(day) and self._until >= _BEGUN:
            yield self._of_span(ReviewKind.MORNING, Span(day, day), self._log.instant(day, _BEGUN))
        for n in range(MORNINGS):
            day = self._calendar.previous_working_day(day)
            if day < self._first:
                return
            if n % 11 != 4:
                yield self._of_span(ReviewKind.MORNING, Span(day, day), self._log.instant(day, _BEGUN))

    def _periods(self) -> Iterator[Entity]:
        """Yield the reviews of the last two quarters and of the last year, as far as the demo goes back."""
        span = quarter_span(self._today)
        for need in _NEED:
            span = quarter_span(span.start - ONE_DAY)
            if span.end > self._first:
                yield from self._period(ReviewKind.QUARTER, span, {"question": need})
        last = year_named(year_span(self._today).start.year - 1)
        if last.end > self._first:
            yield from self._period(ReviewKind.YEAR, last, _YEAR)

    def _period(self, kind: ReviewKind, span: Span, said: dict[str, str]) -> Iterator[Entity]:
        day = self._calendar.previous_working_day(span.end + ONE_DAY)
        review = self._of_span(kind, span, self._log.instant(day, _HELD))
        yield review
        yield from _answers(review, said)

    @staticmethod
    def _of_span(kind: ReviewKind, span: Span, held: datetime) -> Review:
        key = review_id(kind, span.start)
        return Review(id=key, kind=kind, period_start=span.start, period_end=span.end, held_at=held)


def _answers(review: Review, said: dict[str, str]) -> Iterator[ReviewAnswer]:
    for question, text in said.items():
        yield ReviewAnswer(review_id=review.id, question=question, text=text)
