"""The demo's goals: a big picture, every year's chain down to its weeks, and what stands in the present quarter.

A goal that has ended is reached or missed by what the log and the deals really give.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from planner.domain.calendar import Calendar
from planner.domain.change import Entity
from planner.domain.goal import FOREVER, Goal, GoalKind, GoalSource, GoalStatus, Milestone
from planner.domain.measure import Measure, noun
from planner.domain.period import (
    Period,
    Span,
    month_span,
    quarter_named,
    quarter_of,
    quarter_span,
    week_span,
    year_named,
)
from planner.services import demo_words as words
from planner.services.demo_log import Log
from planner.services.demo_measures import (
    FOLLOW_UP_CALLS,
    MEASURES,
    MEETINGS,
    MILESTONES,
    NEW_CALLS,
    NEW_CLIENTS,
    SALES,
    VALUE_EMAILS,
    Tallies,
)
from planner.services.demo_years import calls_a_day, growth

_YEARLY = 240_000
"""What the present year is to bring, in whole units of money."""
_STEP = 12_000
"""Years' goals are whole months of round thousands."""
_MORNING = time(8, 15)


class Goals:
    """Makes the goals, parents before children."""

    def __init__(self, log: Log, tallies: Tallies, calendar: Calendar, first: date, today: date) -> None:
        """`first` and `today` are the first and the present day of the log."""
        self._log = log
        self._tallies = tallies
        self._calendar = calendar
        self._first, self._today = first, today
        self.made: dict[str, Goal] = {}
        self.milestones: list[Milestone] = []
        self.by_span: dict[tuple[Measure, Span], Goal] = {}
        """The chain's goals, for whoever plans under them."""
        self.big_picture = self._make(
            "Own the north-east territory",
            Period.BIG_PICTURE,
            Span(first, FOREVER),
            why="To be the first name that people here think of, and to be home by six.",
        )
        for year in range(first.year, today.year + 1):
            self._year(year)
        self._weeks()
        self.renewals = self._quarter_of_today()

    def last_priority(self) -> None:
        """Make a priority of the quarter before the present one, where the years go back so far."""
        last = quarter_span(quarter_span(self._today).start - timedelta(days=1))
        if (parent := self.by_span.get((SALES, last))) is not None:
            committed = last.start - timedelta(days=12)
            details: dict[str, Any] = {"kind": GoalKind.PRIORITY, "committed_on": committed, "position": 13}
            self._counted(MEETINGS, 60, Period.CUSTOM, last, parent, details)

    def entities(self) -> Iterator[Entity]:
        """Yield measures, goals and milestones."""
        yield from MEASURES
        yield from self.made.values()
        yield from self.milestones

    def _year(self, year: int) -> None:
        """Make a year's two chains and its little goals; the first year counts from its first whole quarter."""
        span = year_named(year)
        quarters = [quarter_named(year, n) for n in (1, 2, 3, 4)]
        whole = [quarter for quarter in quarters if quarter.start >= self._first]
        if not whole:
            return
        span = Span(whole[0].start, span.end)
        daily = calls_a_day(span.end, self._today)
        yearly = max(1, round(_YEARLY * growth(span.end, self._today) / _STEP)) * _STEP * 100
        for measure, quarterly in ((SALES, yearly // 4), (NEW_CALLS, 60 * daily)):
            top = self._counted(measure, quarterly * len(whole), Period.YEAR, span, self.big_picture, _quota(measure))
            for quarter in whole:
                middle = self._counted(measure, quarterly, Period.QUARTER, quarter, top, {})
                for n in range(3):
                    month = month_span(year, quarter.start.month + n)
                    self._counted(measure, quarterly // 3, Period.MONTH, month, middle, {})
        calls = self.by_span[NEW_CALLS, span]
        standing = span if year < self._today.year else Span(self._weeks_ago(5, span), span.end)
        self._counted(NEW_CALLS, daily, Period.DAY, standing, calls, {"position": 5})
        self._little(span)

    def _weeks(self) -> None:
        week = week_span(self._first + timedelta(weeks=1))
        while week.start <= self._today:
            thursday = week.start + timedelta(days=3)
            days = self._calendar.working_days(week.start, week.end)
            parent = self.by_span.get((NEW_CALLS, month_span(thursday.year, thursday.month)), self.big_picture)
            if days and (parent is not self.big_picture or self._today in week):
                target = days * calls_a_day(thursday, self._today)
                self._counted(NEW_CALLS, target, Period.WEEK, week, parent, {})
            week = week_span(week.end + timedelta(days=1))

    def _little(self, span: Span) -> None:
        """Make the two little goals of a year's last weeks, where they have begun."""
        year = span.end.year
        now = self._today.year == year
        for measure, target, stretch, weeks in ((FOLLOW_UP_CALLS, 30, 36, 2), (NEW_CLIENTS, 2, 3, 5)):
            first = quarter_named(year, 4).start
            start = max(first, self._today - timedelta(weeks=weeks)) if now else span.end - timedelta(weeks=weeks)
            if self._today >= first:
                details = {"kind": GoalKind.LITTLE, "stretch_target": stretch}
                self._counted(measure, target, Period.CUSTOM, Span(start, span.end), None, details)

    def _quarter_of_today(self) -> Goal:
        """Make what stands beside the chain now; return the goal of the renewals."""
        today = self._today
        quarter, year = quarter_span(today), year_named(today.year)
        month = month_span(today.year, today.month)
        sales, calls = self.by_span[SALES, quarter], self.by_span[NEW_CALLS, year]
        self._counted(VALUE_EMAILS, 1, Period.DAY, Span(self._weeks_ago(7, year), year.end), calls, {"position": 6})
        self._counted(MEETINGS, 20, Period.MONTH, month, self.by_span[NEW_CALLS, quarter], {"position": 13})
        details: dict[str, Any] = {"measure_id": MILESTONES.id, "target": 100, "kind": GoalKind.PRIORITY}
        committed = min(quarter.start - timedelta(days=12), today)
        details |= {"committed_on": committed, "position": 13}
        renewals = self._make("Renewals", Period.CUSTOM, quarter, sales, why="They keep the year calm.", **details)
        self._milestones(renewals, words.RENEWALS, 3)
        details["position"] = 14
        self._milestones(self._make("North-east partners", Period.CUSTOM, quarter, sales, **details), words.PARTNERS, 1)
        start = today - timedelta(days=40)
        span = Span(start, today + timedelta(days=33))
        lease = {"measure_id": MILESTONES.id, "target": 100, "position": 6}
        showroom = self._make("Sign the lease for the showroom", Period.CUSTOM, span, self.big_picture, **lease)
        self._milestones(showroom, words.SHOWROOM, 2)
        return renewals

    def _counted(
        self,
        measure: Measure,
        target: int,
        period: Period,
        span: Span,
        parent: Goal | None,
        details: Mapping[str, Any],
    ) -> Goal:
        title = f"${target // 100:,}" if measure is SALES else f"{target} {noun(measure, target)}"
        kept = {"measure_id": measure.id, "target": target, **details}
        goal = self._make(title, period, span, parent, status=self._status(measure, target, period, span), **kept)
        if period is not Period.DAY:
            self.by_span[measure, span] = goal
        return goal

    def _status(self, measure: Measure, target: int, period: Period, span: Span) -> GoalStatus:
        """Return what became of a goal; a day's goal is reached where most of its working days met it."""
        if span.end >= self._today:
            return GoalStatus.ACTIVE
        if period is Period.DAY:
            days = [day for n in range(span.days) if self._calendar.is_working(day := span.start + timedelta(days=n))]
            reached = 2 * sum(self._tallies.on(measure, day) >= target for day in days) > len(days)
        else:
            reached = self._tallies.within(measure, span) >= target
        return GoalStatus.REACHED if reached else GoalStatus.MISSED

    def _make(self, title: str, period: Period, span: Span, parent: Goal | None = None, **details: Any) -> Goal:
        made_at = self._made_at(period, span)
        position = {Period.YEAR: 0, Period.QUARTER: quarter_of(span.start), Period.MONTH: span.start.month}.get(
            period, 1
        )
        goal = Goal(
            id=self._log.key_at(made_at.date(), made_at.time()),
            parent_id=parent.id if parent else None,
            title=title,
            period=period,
            starts_on=span.start,
            ends_on=span.end,
            created_at=self._log.instant(made_at.date(), made_at.time()),
            **{"position": position, **details},
        )
        self.made[goal.id] = goal
        return goal

    def _made_at(self, period: Period, span: Span) -> datetime:
        """Return when a goal was set: years, quarters and months when the year was planned, others just before."""
        planned = date(span.start.year - 1, 12, 12) if period in {Period.YEAR, Period.QUARTER, Period.MONTH} else None
        day = planned or span.start - timedelta(days=1)
        return datetime.combine(min(day, self._today - timedelta(days=1)), _MORNING)

    def _milestones(self, goal: Goal, titles: Iterable[str], done: int) -> None:
        for n, title in enumerate(titles):
            day = self._today
            for _ in range(4 * (done - n) + 1):
                day = self._calendar.previous_working_day(day)
            made = Milestone(
                id=self._log.key_at(goal.created_at.date(), time(8, 20 + n)),
                goal_id=goal.id,
                title=title,
                done_on=day if n < done else None,
            )
            self.milestones.append(made)

    def _weeks_ago(self, weeks: int, span: Span) -> date:
        return max(span.start, week_span(self._today).start - timedelta(weeks=weeks))


def _quota(measure: Measure) -> Mapping[str, Any]:
    if measure is not SALES:
        return {"position": 1}
    return {"kind": GoalKind.QUOTA, "source": GoalSource.EMPLOYER, "position": 0}
