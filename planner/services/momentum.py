"""Momentum as it is read: the gauge, where it comes from, and what one step would do. Scored days are kept.

A change scores again from the first day that it touches; what another program wrote, everything.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from planner.domain import momentum
from planner.domain.change import ChangeSet, Topic
from planner.domain.gauge import Compared, Gauge, Why
from planner.domain.measure import Unit, noun
from planner.domain.momentum import DayFacts, DayScore
from planner.domain.period import ONE_DAY, Span
from planner.domain.review import Review, day_review_id
from planner.domain.touched import EVERYTHING, first_day_touched
from planner.services import known_days
from planner.services.known_days import LONG
from planner.services.ledger import Ledger
from planner.store import daily

if TYPE_CHECKING:
    from planner.services.planner import Planner

LOOK_BACK = 520
"""Working days, two years of them, that the gauge is counted from: what came before weighs less than λ^520 = 2^−52."""
ENOUGH = 260
"""Scored days from which a number is the same as from all: less than λ^260 = 2^−26. Unknown days are not scored."""
_AT_ONCE = 366
"""Days that are read at once where all are."""
MOST_LINES = 10
"""Contributions that are told one by one."""


class MomentumReading:
    """The momentum of one planner."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store
        self._ledger = Ledger(planner)
        self._seq = -1
        """The change that is known last."""
        self._calendar = planner.calendar
        self._scores: list[DayScore] = []
        self._start = date.max
        """The day from which on days are scored; none is yet where it lies in the future."""
        self._through = date.min
        """The last day that is scored, or needed none."""

    def hear(self, changeset: ChangeSet) -> None:
        """Keep what a ChangeSet that was just saved leaves true."""
        self._seq += 1  # less than the file's where another program wrote too: all is forgotten at the next look
        if Topic.GOALS in changeset.topics:
            self._ledger.forget_goals()
        touched = first_day_touched(changeset)
        if touched is None:
            return
        if touched == EVERYTHING:
            self._forget_all()
            return
        self._ledger.forget(touched)
        del self._scores[bisect_left(self._scores, touched, key=lambda one: one.facts.day) :]
        self._through = min(self._through, touched - ONE_DAY)

    def gauge(self, day: date) -> Gauge:
        """Return the number of a day: when it closed, or while it is open at the last close before it (c6)."""
        closed = self.last_closed(day)
        scores = self.scores(closed)
        is_open = closed < day
        days = [self.facts(day)] if is_open else []
        one_thing_stands = is_open and self._planner.reading.one_thing(day) is not None
        value = momentum.momentum(scores)
        short, long = known_days.step_days(self._planner, day)
        return Gauge(
            day=day,
            is_open=is_open,
            value=value,
            trend=momentum.trend(scores),
            as_it_stands=momentum.after(days, scores),
            if_asks_met=momentum.after([one.with_asks_met(one_thing_stands=one_thing_stands) for one in days], scores),
            step_days=short,
            step_days_long=long,
            run=momentum.run([*days, *(one.facts for one in reversed(scores))]),
        )

    def why(self, day: date, most: int = MOST_LINES) -> Why:
        """Return what each day contributes to the number of a day, newest first, and the three inputs of B63."""
        scores = self.scores(self.last_closed(day))
        shown = tuple(islice(momentum.contributions(scores), most))
        recent = self._recent(scores)
        value = momentum.momentum(scores)
        return Why(
            day=day,
            value=value,
            contributions=shown,
            earlier=value - sum(one.points for one in shown),
            working_days=sum(facts.is_working for facts in recent),
            unknown=len(known_days.unknown_days(self._planner, Span(recent[-1].day if recent else date.min, day))),
            step_days=sum(facts.is_working and facts.steps > 0 for facts in recent),
            asked=sum(facts.asked for facts in recent if facts.is_working),
            met=sum(facts.met for facts in recent if facts.is_working),
            reached=sum(not benchmark.is_nailed for facts in recent for benchmark in facts.benchmarks),
        )

    def comparison(self, day: date) -> tuple[Compared, ...]:
        """Return what the last 20 closed working days brought and the 20 before them, measure by measure (B74)."""
        last = self.last_closed(day)
        turn = self._back(last, LONG)
        spans = Span(turn, last), Span(self._back(turn - ONE_DAY, LONG), turn - ONE_DAY)
        now, before = (sum(n for _, n in daily.steps(self._store, span)) for span in spans)
        rows = [Compared("steps", now, before)]
        for measure in self._planner.reading.measures.values():
            if measure.unit in {Unit.COUNT, Unit.MONEY}:
                now, before = (self._planner.reading.counted(measure, span, "", span.end)[0] for span in spans)
                rows.append(Compared(measure.name, now, before, measure.currency))
        return tuple(row for row in rows if row.now or row.before)

    def smallest_action(self, day: date) -> str | None:
        """Return the one smallest action after two quiet working days in a row; None otherwise (B67).

        Nothing is offered on a rest day, on a closed one, or once something was done.
        """
        before = known_days.last_working_days(self._planner, day - ONE_DAY, 2)
        first = self._fresh()
        if self.last_closed(day) >= day or first is None or before[-1] < first:
            return None
        if not all(self.facts(one).is_quiet for one in before):
            return None
        facts = self.facts(day)
        if not facts.is_working or not facts.is_quiet:
            return None
        names = {measure.name: measure for measure in self._planner.reading.measures.values()}
        what = noun(names[facts.asks[0].name], 1) if facts.asks else "step"
        return f"one {what} makes today count"

    def scores(self, closed_through: date, *, whole: bool = False) -> Sequence[DayScore]:
        """Return the scored days up to a closed day: of two years and more, or of the whole history.

        Where two years have few of them, because most of their days are unknown, it is the whole history too.
        """
        first = self._fresh()
        if first is None or first > closed_through:
            return ()
        if self._start < first:
            self._forget_all()
        if whole or self._start == first:
            return self._scored(first, closed_through)
        if self._start <= closed_through and len(kept := self._scored(self._start, closed_through)) >= ENOUGH:
            return kept
        found = self._scored(max(first, self._back(closed_through, LOOK_BACK)), closed_through)
        return found if len(found) >= ENOUGH else self._scored(first, closed_through)

    def scored_on(self, day: date) -> DayScore | None:
        """Return the score of a day that is over and momentum after it; None where it has none, or is not read yet.

        A day that lies further back than what was read is read with the momentum page: no look at a day waits for it.
        """
        if self._fresh() is None or not self._start <= day < self._planner.today():
            return None
        scores = self._scored(self._start, day)
        return scores[-1] if scores and scores[-1].facts.day == day else None

    def read_whole(self, closed_through: date) -> Iterator[None]:
        """Read the whole history up to a closed day a year at a time; between them whoever waits is free.

        What comes out is kept as `scores` keeps it, unless the file changed meanwhile.
        """
        first, seq, calendar = self._fresh(), self._seq, self._calendar
        if first is None or self._start <= first:
            return
        ledger, scores = Ledger(self._planner), list[DayScore]()
        for start in range(first.toordinal(), closed_through.toordinal() + 1, _AT_ONCE):
            end = min(date.fromordinal(start + _AT_ONCE - 1), closed_through)
            scores += momentum.score(ledger.days(date.fromordinal(start), end), scores)
            yield
        if (seq, calendar) == (self._store.change_seq, self._planner.calendar):
            self._ledger, self._scores, self._start, self._through = ledger, scores, first, closed_through

    @property
    def is_whole(self) -> bool:
        """Whether what was read begins with the day of first use."""
        first = self._fresh()
        return first is None or self._start <= first

    def first_day(self) -> date | None:
        """Return the day of first use: of the first entry, plan or goal; None where there is none."""
        return known_days.first_day(self._planner)

    def facts(self, day: date) -> DayFacts:
        """Return what a day is scored by, or will be."""
        return self.facts_of(Span(day, day))[0]

    def facts_of(self, span: Span) -> list[DayFacts]:
        """Return what each day of a span is scored by, or will be."""
        self._fresh()
        return self._ledger.days(span.start, span.end)

    def last_closed(self, day: date) -> date:
        """Return the last closed day as seen on a day: a past day is closed, today is after its end-of-day review."""
        today = self._planner.today()
        review = self._store.get(Review, day_review_id(today)) if day >= today else None
        is_closed = review is not None and review.is_closed
        return min(day, today if is_closed else today - ONE_DAY)

    def _scored(self, start: date, closed_through: date) -> Sequence[DayScore]:
        """Return the scored days from a day or an earlier one, up to a closed day."""
        if self._start > start:
            self._forget_all()
            self._start = start
            self._through = start - ONE_DAY
        if self._through < closed_through:
            days = self._ledger.days(max(self._start, self._through + ONE_DAY), closed_through)
            self._scores += momentum.score(days, self._scores)
            self._through = closed_through
        return self._scores[: bisect_left(self._scores, closed_through + ONE_DAY, key=lambda one: one.facts.day)]

    def _fresh(self) -> date | None:
        """Forget everything where the file or the calendar is not what was read; return the day of first use."""
        seq, calendar = self._store.change_seq, self._planner.calendar
        if self._seq != seq or self._calendar != calendar:
            self._forget_all()
            self._seq, self._calendar = seq, calendar
        return self.first_day()

    def _forget_all(self) -> None:
        self._ledger.clear()
        self._scores = []
        self._start = date.max
        self._through = date.min

    def _recent(self, scores: Sequence[DayScore]) -> list[DayFacts]:
        """Return the facts of the last 20 scored working days and of what was scored between them."""
        recent: list[DayFacts] = []
        worked = 0
        for one in reversed(scores):
            worked += one.facts.is_working
            if worked > LONG:
                break
            recent.append(one.facts)
        return recent

    def _back(self, last: date, count: int) -> date:
        """Return the first of so many working days up to a date."""
        return known_days.last_working_days(self._planner, last, count)[-1]
