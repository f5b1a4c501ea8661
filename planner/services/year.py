"""The review of a year and the plan of the next: wins first, both questions, drafts, and the baseline they leave.

It is due with the last month of the sales year (B49). What it plans are goals; nothing takes effect before the year
does, and nothing at all before the plan is activated.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar, Final

from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.goal_change import Decision, GoalChange, GoalField, told, written
from planner.domain.goaltitle import shown
from planner.domain.period import ONE_DAY, Period, Span, month_span, year_label, year_span
from planner.domain.periodviews import YEAR_QUESTIONS, BaselineRow, DraftRow, WinsView, YearView
from planner.domain.review import ReviewKind
from planner.domain.value import replace
from planner.services.dated import drafted_within
from planner.services.goal_changes import OPEN, decided, decision, descendants
from planner.services.morning import GREETED
from planner.services.period_reviews import PeriodReviewVerbs
from planner.services.wins import wins
from planner.store import planned
from planner.store.sold import first_sale, sold_within

LAST_DAYS: Final = timedelta(days=90)
"""How far back the last sales are told (B71)."""
_COARSE_TO_FINE: Final = tuple(Period)


class YearVerbs(PeriodReviewVerbs):
    """Looking back on years, and planning the next."""

    KIND: ClassVar = ReviewKind.YEAR
    QUESTIONS: ClassVar = YEAR_QUESTIONS

    def view(self, start: date | None = None) -> YearView:
        """Return a year as its review shows it, the one that a day lies in.

        Without a day it is the running year in its last month, else the one before. Raises PlannerError for a year
        that is still to come.
        """
        today = self._planner.today()
        span = self.span(start or self.reviewed(today))
        if span.start > today:
            raise PlannerError(f"{self.label(span)} is still to come. It is reviewed once it is here.")
        following = self.following(span)
        last = min(today, span.end)
        goals = planned.begun_within(self._store, following)
        higher = (
            self._planner.offers.higher(goal)
            for goal in self._planner.reading.standing_goals(today)
            if goal.period is Period.YEAR
        )
        return YearView(
            looked_back=self.wins(span.start),
            following=following,
            following_label=self.label(following),
            today=today,
            due_on=month_span(span.end.year, span.end.month).start,
            review=self._planner.rituals.review(self.KIND, span),
            answers=self._planner.rituals.answers(self.KIND, span),
            first_sale=first_sale(self._store),
            last_sales=tuple(sold_within(self._store, Span(last - LAST_DAYS + ONE_DAY, last))),
            outlook=self.outlook_of(following),
            higher=tuple(sentence for sentence in higher if sentence),
            drafts=tuple(self._drafts(goals)),
            baseline=self._baseline(goals),
        )

    def wins(self, start: date) -> WinsView:
        """Return what the year that a day lies in brought, wins first, with the momentum that it leaves (B17, B19)."""
        span, today = self.span(start), self._planner.today()
        found = wins(self._planner, span)
        gauge = self._planner.momentum.gauge(min(today, span.end))
        return WinsView(span, self.label(span), *found, gauge.shown, gauge.word, gauge.days_to_level)

    def first_of_year(self, today: date) -> WinsView | None:
        """Return the last year's wins and the momentum carried over, at the first look in a new sales year (B22).

        It is the number of this day, as the header has it. None once `greet` was called in that year, behind its first
        month, and where the planner was not in use before.
        """
        year = self.span(today)
        if today > month_span(year.start.year, year.start.month).end:
            return None
        first = self._planner.momentum.first_day()
        if first is None or first >= year.start or self._planner.noted(GREETED) >= year.start.isoformat():
            return None
        carried = self._planner.momentum.gauge(today)
        looked_back = self.wins(self._before(year).start)
        return looked_back._replace(
            momentum=carried.shown, momentum_word=carried.word, days_to_level=carried.days_to_level
        )

    def greet(self, today: date) -> None:
        """Remember that the year's opening was seen."""
        self._planner.note(**{GREETED: self.span(today).start.isoformat()})

    def baseline(self, start: date) -> tuple[BaselineRow, ...]:
        """Return the goals as the plan of the year that a day lies in activated them, with every change since (B52)."""
        return self._baseline(planned.begun_within(self._store, self.span(start)))

    def span(self, start: date) -> Span:
        """Return the sales year that a day lies in."""
        return year_span(start, self._start_month)

    def following(self, span: Span) -> Span:
        """Return the sales year after one."""
        return self.span(span.end + ONE_DAY)

    def label(self, span: Span) -> str:
        """Return a year as people say it: 2026, or 2026/27."""
        return year_label(span)

    def add_draft(self, start: date, line: str, *, is_preliminary: bool = False) -> ChangeSet:
        """Set a draft for the year behind the one that a day lies in; the line is read as on that year's first day.

        A preliminary one is the employer's, until `planner goal change --final` (B5). Raises LineError as a goal line
        does, and PlannerError for dates outside that year.
        """
        goal, measure = drafted_within(self._planner, line, Period.YEAR, self.following(self.span(start)))
        if is_preliminary:
            goal = replace(goal, preliminary=True, source=GoalSource.EMPLOYER)
        return self._planner.goals.set(replace(goal, status=GoalStatus.DRAFT), measure)

    def activate(self, start: date, *, helps: bool) -> ChangeSet:
        """Answer whether the plan helps to get to the big picture (B51): yes activates its drafts, no keeps them so.

        Every goal that is activated, and every part of it, leaves its target as a baseline (B52). Priorities wait for
        their own commitment. Raises PlannerError where nothing is planned.
        """
        span = self.span(start)
        following = self.label(self.following(span))
        before, review = self._planner.rituals.begun(self.KIND, span)
        answer = self._planner.rituals.answered(review, "question", "yes" if helps else "no")
        if not helps:
            label = f"Kept as drafts: the goals of {following}"
            return self._planner.commit(label, (Change(before, review), *answer))
        goals = planned.begun_within(self._store, self.following(span))
        waiting = [goal for goal in goals if goal.status in OPEN and goal.kind is not GoalKind.PRIORITY]
        if not waiting:
            raise PlannerError(f"Nothing is planned for {following} yet. Set a goal for it first.")
        known = {row.goal_id for row in planned.activated(self._store, waiting)}
        activating = [goal for goal in waiting if goal.status is GoalStatus.DRAFT or goal.id not in known]
        changes = [change for goal in activating for change in self._activated(goal)]
        count = "1 goal" if len(activating) == 1 else f"{len(activating)} goals"
        return self._planner.commit(f"Activated: {count} of {following}", (Change(before, review), *answer, *changes))

    def _activated(self, goal: Goal) -> Iterator[Change]:
        if goal.status is GoalStatus.DRAFT:
            after = replace(goal, status=GoalStatus.ACTIVE, committed_on=self._planner.today())
            yield from decided(self._planner, goal, after)
        yield decision(self._planner, goal, GoalField.ACTIVATED, new=written(goal.target))

    def _drafts(self, goals: list[Goal]) -> Iterator[DraftRow]:
        """Yield the goals of a year that stand under none of it, drafts and active ones."""
        keys = {goal.id for goal in goals}
        for goal in goals:
            if goal.status in OPEN and goal.parent_id not in keys:
                yield DraftRow(
                    goal=goal,
                    name=self._planner.reading.name(goal, self._planner.today()),
                    measure=self._planner.reading.measure_of(goal),
                    is_draft=goal.status is GoalStatus.DRAFT,
                    parts=len(descendants(self._store, goal)),
                )

    def _baseline(self, goals: list[Goal]) -> tuple[BaselineRow, ...]:
        history: dict[str, list[GoalChange]] = {}
        for row in planned.activated(self._store, goals):
            history.setdefault(row.goal_id, []).append(row)
        order = sorted(goals, key=lambda goal: (_COARSE_TO_FINE.index(goal.period), goal.starts_on))
        return tuple(self._against(goal, history[goal.id]) for goal in order if goal.id in history)

    def _against(self, goal: Goal, rows: list[GoalChange]) -> BaselineRow:
        """Return a goal beside the target with which it was activated first."""
        measure, home = self._planner.reading.measure_of(goal), self._planner.settings.currency
        at = next(n for n, row in enumerate(rows) if row.field is GoalField.ACTIVATED)

        def number(value: int) -> str:
            return f"{value:,}" if measure is None else shown(measure, value, home)

        zone = self._planner.now().tzinfo
        return BaselineRow(
            goal=goal,
            name=self._planner.reading.name(goal, self._planner.today()),
            measure=measure,
            activated_on=self._planner.day_start.day_of(rows[at].at.astimezone(zone)),
            target_then=int(rows[at].new) if rows[at].new else None,
            target_now=goal.target,
            since=tuple(Decision(row.at, told(row, number)) for row in rows[at + 1 :]),
        )
