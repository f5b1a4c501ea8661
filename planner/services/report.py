"""Reports: a day, a week, a month, a quarter or a year, gathered from log and reviews. Reads; prints nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.domain.activity import ActivityType
from planner.domain.errors import PlannerError
from planner.domain.goal import FOREVER, GoalStatus, Grade
from planner.domain.measure import outcome_name, with_outcome
from planner.domain.momentum import DayFacts, DayScore
from planner.domain.pace import pace
from planner.domain.period import ONE_DAY, Period, Span, period_span, week_span
from planner.domain.progressviews import Zoom
from planner.domain.reportviews import (
    AskKept,
    Compared,
    Counted,
    DatedWin,
    GoalReport,
    ReportView,
    Said,
)
from planner.domain.reviewviews import Win, WinKind
from planner.domain.views import GoalRow, goal_name, short_date
from planner.services.known_days import record_began
from planner.services.wins import Wins, wins
from planner.store import queries, reported

if TYPE_CHECKING:
    from planner.services.planner import Planner

MOST_POINTS: Final = 120
"""Points of a goal's line: a page has no room for more."""
MOST_REASONS: Final = 5
MOST_WINS: Final = 16
LONG: Final = frozenset({Period.QUARTER, Period.YEAR})
"""Periods whose goals are told by what they came to, and not day by day."""
_TOLD: Final = frozenset({GoalStatus.ACTIVE, GoalStatus.REACHED, GoalStatus.MISSED})


class Reports:
    """The reports of one planner."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store

    def of(self, period: Period, day: date) -> ReportView:
        """Return the report of the period of that length that a day lies in, up to today where it runs.

        Raises PlannerError where it has not begun.
        """
        today, start_month = self._planner.today(), self._planner.settings.year_start_month
        span = period_span(period, day, start_month)
        whole_before = self._before(period, span) if span is not None else None
        if span is None or whole_before is None:
            raise PlannerError(f"There is no report of a {period.value.replace('_', ' ')}.")
        if span.start > today:
            raise PlannerError(f"{short_date(span.start, today)} is still to come. A report tells what was done.")
        until = min(span.end, today)
        told = Span(span.start, until)
        facts = self._planner.momentum.facts_of(told)
        graded = wins(self._planner, told) if period in LONG else None
        won = [*(_reached(facts) if graded is None else _graded(graded, facts, start_month)), *self._sales(told)]
        before = whole_before if until == span.end else self._as_long(whole_before, told)
        is_known = self._is_known(before)
        scores = self._planner.momentum.scores(self._planner.momentum.last_closed(until), whole=True)
        scored = tuple(one for one in scores if one.facts.day >= span.start)
        earlier = scores[-len(scored) - 1].momentum if len(scores) > len(scored) else 0.0
        return ReportView(
            period=period,
            span=span,
            until=until,
            before=before,
            begins=record_began(self._planner),
            knows_before=is_known,
            is_cut=before != whole_before,
            wins=tuple(sorted(won[:MOST_WINS], key=lambda one: one.day)),
            more_wins=max(0, len(won) - MOST_WINS),
            parts=graded.parts if graded is not None else (),
            proud=tuple(Said(on, text) for on, text in reported.proud(self._store, told)),
            asks=tuple(_asks([one for one in facts if one.is_known], self._names())),
            goals=tuple(self._goals(span, until)),
            steps=self._planner.funnel.steps(told),
            steps_before=self._planner.funnel.steps(before),
            momentum_before=earlier,
            momentum=scored,
            reasons=tuple(_reasons(scored)),
            counted=tuple(self._counted(told, before)),
            compared=tuple(self._compared(told, before)),
            marks=tuple(self._planner.marks.compare(mark) for mark in self._planner.marks.all() if mark.date in told),
            days=self._planner.progress.days(week_span(day) if period is Period.DAY else span),
        )

    def _before(self, period: Period, span: Span) -> Span | None:
        """Return the period beside which another one stands; beside a working day the last one before it.

        A day that is off stands beside the same day a week before: like beside like.
        """
        if period is not Period.DAY:
            return period_span(period, span.start - ONE_DAY, self._planner.settings.year_start_month)
        calendar, day = self._planner.calendar, span.start
        before = calendar.previous_working_day(day) if calendar.is_working(day) else day - timedelta(days=7)
        return Span(before, before)

    def _as_long(self, span: Span, told: Span) -> Span:
        """Return the beginning of a span that has as many working days as what is told of a running period."""
        calendar = self._planner.calendar
        day, left = span.start, calendar.working_days(*told) - calendar.is_working(span.start)
        while left > 0 and day < span.end:
            day += ONE_DAY
            left -= calendar.is_working(day)
        return Span(span.start, day)

    def _is_known(self, span: Span) -> bool:
        """Whether the record had begun with a span: what lies before it is unknown, and no zero."""
        first = record_began(self._planner)
        if first is None or first > span.end:
            return False
        return first <= span.start or not self._planner.calendar.working_days(span.start, first - ONE_DAY)

    def _sales(self, span: Span) -> list[DatedWin]:
        """Return the sales of a span, the greatest first; those without an amount last."""
        sales = sorted(reported.sales(self._store, span), key=lambda sale: -(sale.amount_minor or 0))
        return [
            DatedWin(one.day, Win(WinKind.CLOSED, one.name, amount_minor=one.amount_minor, currency=one.currency))
            for one in sales
        ]

    def _goals(self, span: Span, until: date) -> Iterator[GoalReport]:
        """Yield the goals with a number that count within the period, but what is asked anew each day.

        Where nothing is known of the period, what they reached is not known either.
        """
        if until < self._planner.progress.span(Zoom.ALL, until).start:
            return
        for row in self._planner.reading.goals(until):
            goal, measure = row.goal, row.measure
            counts = measure is not None and goal.target is not None and goal.status in _TOLD
            if counts and goal.period is not Period.DAY and row.window.start <= until and row.window.end >= span.start:
                yield self._goal(row, until)

    def _goal(self, row: GoalRow, until: date) -> GoalReport:
        goal, measure = row.goal, self._planner.reading.measures[row.goal.measure_id or ""]
        value, start = self._planner.reading.current(goal, until)
        plan = pace(goal, row.window, until, self._planner.calendar, start_value=start, value=value)
        return GoalReport(
            name=with_outcome(self._planner.reading.name(goal, until), measure),
            unit=measure.unit,
            currency=measure.currency,
            current=row.current,
            target=goal.target or 0,
            fraction=row.fraction,
            grade=goal.grade(row.current),
            days_ahead=plan.days_ahead_now,
            points=tuple(self._planner.progress.points(goal, measure, row.window, until, plan, MOST_POINTS))
            if goal.ends_on != FOREVER
            else (),
        )

    def _names(self) -> dict[str, str]:
        """Return the measures' names with the outcome that each asks for, by their names alone."""
        return {one.name: outcome_name(one) for one in self._planner.reading.measures.values()}

    def _counted(self, span: Span, before: Span) -> Iterator[Counted]:
        now, then = reported.by_type(self._store, span), reported.by_type(self._store, before)
        for kind in ActivityType:
            if kind in now or kind in then:
                yield Counted(kind, now.get(kind, 0), then.get(kind, 0))

    def _compared(self, span: Span, before: Span) -> Iterator[Compared]:
        """Yield steps, step days, working days and what was won, in the period and in the one before.

        What was done before the record began is not known: it has no figures, and its days do not count.
        """
        begins = record_began(self._planner)
        if begins is not None and begins <= span.end:
            (steps, days), (steps_then, days_then) = (self._stepped(one) for one in (span, before))
            yield Compared("steps", steps, steps_then)
            yield Compared("step days", days, days_then)
            calendar = self._planner.calendar
            now, then = (calendar.working_days(max(one.start, begins), one.end) for one in (span, before))
            yield Compared("working days", now, then)
        sold, sold_then = reported.sold(self._store, span), reported.sold(self._store, before)
        for currency in sorted({*sold, *sold_then}):
            yield Compared("sold", sold.get(currency, 0), sold_then.get(currency, 0), currency)

    def _stepped(self, span: Span) -> tuple[int, int]:
        """Return the steps of a span, and on how many of its working days there were any."""
        steps = queries.steps_by_day(self._store, span)
        return sum(steps.values()), sum(self._planner.calendar.is_working(day) for day in steps)


def _reached(facts: Sequence[DayFacts]) -> Iterator[DatedWin]:
    """Yield the goals that were reached on these days, newest first; one that was nailed too is told as that."""
    told: set[str] = set()
    for one in reversed(facts):
        for mark in sorted(one.benchmarks, key=lambda mark: not mark.is_nailed):
            if mark.goal not in told:
                told.add(mark.goal)
                yield DatedWin(one.day, Win(WinKind.NAILED if mark.is_nailed else WinKind.REACHED, mark.goal))


def _graded(ended: Wins, facts: Sequence[DayFacts], start_month: int) -> Iterator[DatedWin]:
    """Yield the goals that ended in a long period and were reached, in the order of their grade.

    Each has the day on which it was, or its last one where no day did it, as with a goal of milestones.
    """
    days = {(mark.goal, mark.is_nailed): one.day for one in reversed(facts) for mark in one.benchmarks}
    for row in ended.wins:
        is_nailed, last = row.grade is Grade.NAILED, row.goal.ends_on
        day = days.get((goal_name(row.goal, last, start_month, looks_back=True), is_nailed), last)
        yield DatedWin(day, Win(WinKind.NAILED if is_nailed else WinKind.REACHED, row.name))


def _asks(facts: Sequence[DayFacts], names: Mapping[str, str]) -> Iterator[AskKept]:
    """Yield what each measure asked of the days, in the order in which it did first."""
    asked = [ask for one in facts for ask in one.asks]
    for name in dict.fromkeys(ask.name for ask in asked):
        mine = [ask for ask in asked if ask.name == name]
        met = sum(ask.done >= ask.asked for ask in mine)
        yield AskKept(
            names.get(name, name), sum(ask.asked for ask in mine), sum(ask.done for ask in mine), met, len(mine)
        )


def _reasons(scored: Sequence[DayScore]) -> list[DayScore]:
    moved = [one for one in scored if one.gain]
    return sorted(moved, key=lambda one: (-abs(one.gain), one.facts.day))[:MOST_REASONS]
