"""The review of a quarter: how the year stands, which priorities come, and what is kept, raised, lowered or dropped.

Its priorities are goals and its decisions their history: it stores nothing of its own but what is said.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from planner.domain.change import ChangeSet
from planner.domain.errors import FieldError, PlannerError
from planner.domain.goal import MOST_AT_ONCE, Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.measure import SHARES, Unit
from planner.domain.period import ONE_DAY, Period, Span, quarter_of, quarter_span, year_span
from planner.domain.periodviews import (
    NEED,
    QUARTER_QUESTIONS,
    AnnualRow,
    Choice,
    ChoiceRow,
    GradedRow,
    MonthRow,
    PriorityRow,
    QuarterView,
)
from planner.domain.review import ReviewKind
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.services.annual import annual
from planner.services.dated import drafted_within
from planner.services.period_reviews import PeriodReviewVerbs
from planner.store import planned, queries

FULL = "Set as a draft: three priorities of {} stand already. Finish or drop one to commit to it"
"""Said of a priority that is one more than can be committed to."""
_DECISIONS = frozenset({GoalField.TARGET, GoalField.KEPT, GoalField.STATUS})


class QuarterVerbs(PeriodReviewVerbs):
    """Looking back on quarters, and planning the next."""

    KIND: ClassVar = ReviewKind.QUARTER
    QUESTIONS: ClassVar = QUARTER_QUESTIONS

    def view(self, start: date | None = None) -> QuarterView:
        """Return a quarter as its review shows it, the one that a day lies in; the last one where none is given.

        Raises PlannerError for a quarter that is still to come.
        """
        today = self._planner.today()
        span = self.span(start or self.reviewed(today))
        if span.start > today:
            raise PlannerError(f"{self.label(span)} is still to come. It is reviewed once it is here.")
        following, before = self.span(span.end + ONE_DAY), self.span(span.start - ONE_DAY)
        rituals, last = self._planner.rituals, min(today, span.end)
        year = year_span(span.end, self._start_month)
        return QuarterView(
            span=span,
            label=self.label(span),
            following=following,
            following_label=self.label(following),
            today=today,
            review=rituals.review(self.KIND, span),
            question=NEED,
            before=rituals.answers(self.KIND, before).get("question", ""),
            answer=rituals.answers(self.KIND, span).get("question", ""),
            annual=tuple(self._annual(last, min(today, year.end))),
            outlook=self.outlook_of(year_span(following.start, self._start_month)),
            priorities=tuple(self._graded(span, today)),
            goals=tuple(self._choices(span, today)),
            parts=tuple(self._parts(span, today)),
            following_priorities=tuple(
                self._priority(goal, today) for goal in planned.priorities(self._store, following)
            ),
        )

    def span(self, start: date) -> Span:
        """Return the quarter that a day lies in."""
        return quarter_span(start, self._start_month)

    def label(self, span: Span) -> str:
        """Return a quarter as people say it, with the year where that is not this one."""
        year = year_span(span.start, self._start_month).start.year
        this = year_span(self._planner.today(), self._start_month).start.year
        return f"Q{quarter_of(span.start, self._start_month)}" + ("" if year == this else f" {year}")

    def add_priority(self, start: date, line: str) -> ChangeSet:
        """Set a priority of the quarter behind the one that a day lies in: a draft until it is committed to (B47).

        `planner.goals.commit_to` does that. Raises LineError as a goal line does.
        """
        following = self.span(self.span(start).end + ONE_DAY)
        goal, measure = drafted_within(self._planner, line, Period.QUARTER, following)
        return self._planner.goals.set(replace(goal, kind=GoalKind.PRIORITY, status=GoalStatus.DRAFT), measure)

    def full_told(self, start: date) -> str:
        """Return what is said of a new draft where its quarter has three priorities; empty where fewer (B44)."""
        span = self.span(start)
        standing = sum(goal.is_active for goal in planned.priorities(self._store, span))
        return "" if standing < MOST_AT_ONCE else FULL.format(self.label(span))

    def plan_month(self, key: str, month: date, line: str) -> ChangeSet:
        """Plan an action for one month of a priority: on the month's first working day, or today, or its own day.

        Raises PlannerError where the priority has no target in that month.
        """
        goal = self._store.need(Goal, key)
        today = self._planner.today()
        row = next((row for row in self._months(goal, today) if month in row.span), None)
        if row is None or row.goal is None:
            raise PlannerError(f"“{goal.title}” has no target in that month. Commit to it first.")
        first = self._planner.calendar.next_working_day(row.span.start - ONE_DAY)
        return self._planner.plan.add(line, max(today, first), goal_id=row.goal.id)

    def decide(self, key: str, choice: Choice, target: int | None = None, reason: str = "") -> ChangeSet:
        """Keep a goal, raise or lower it to a target in its own unit, or drop it; its history keeps that, and why.

        Raises PlannerError where the target does not fit the choice, or the employer's goal loses without a reason
        (B110).
        """
        goal, reason = self._store.need(Goal, key), clean_line(reason)
        goals = self._planner.goals
        match choice:
            case Choice.KEEP:
                return goals.reassess(key, "keep", reason=reason)
            case Choice.LOWER if target is not None:
                return goals.reassess(key, "lower", target, reason)
            case Choice.RAISE if target is not None:
                if goal.target is None or target <= goal.target:
                    raise PlannerError(f"To raise “{goal.title}”, give a target above the one it has.")
                return goals.correct(key, {"target": target}, reason=reason)
            case Choice.DROP:
                if goal.source is GoalSource.EMPLOYER and not reason:
                    raise FieldError(f"“{goal.title}” comes from your employer. Give a reason to drop it.", "reason")
                return goals.correct(key, {"status": GoalStatus.DROPPED}, reason=reason)
        raise PlannerError(f"To {choice} “{goal.title}”, give a target.")

    def _annual(self, last: date, day: date) -> Iterator[AnnualRow]:
        """Yield the goals of the year in which a day lies, as seen on another; one of two currencies is no sum."""
        for goal in planned.annual_goals(self._store, last):
            if (measure := self._planner.reading.measure_of(goal)) is not None:
                yield annual(self._planner, goal, measure, day)

    def _graded(self, span: Span, today: date) -> Iterator[GradedRow]:
        """Yield the priorities of a quarter that were committed to, graded."""
        for goal in planned.priorities(self._store, span):
            if goal.status is not GoalStatus.DRAFT and goal.target is not None:
                day = min(today, goal.ends_on)
                current = self._planner.reading.current(goal, day)[0] if goal.starts_on <= day else 0
                name = self._planner.reading.name(goal, today)
                yield GradedRow(
                    goal, name, self._planner.reading.measure_of(goal), current, goal.target, goal.grade(current)
                )

    def _choices(self, span: Span, today: date) -> Iterator[ChoiceRow]:
        """Yield the active goals that go on, and those that were dropped since the quarter ended (B138).

        A goal under one that counts the same is a part of that, and follows it.
        """
        decided = self._decided(span)
        goals = {goal.id: goal for goal in self._planner.reading.standing_goals(today)}
        for key, choice in decided.items():
            if choice is Choice.DROP and (gone := self._store.get(Goal, key)) is not None:
                goals.setdefault(key, gone)
        for goal in goals.values():
            is_dropped = decided.get(goal.id) is Choice.DROP
            is_shown = _goes_on(goal, span, today) or (is_dropped and goal.period is not Period.BIG_PICTURE)
            if not is_shown or self._is_part(goal, goals):
                continue
            yield ChoiceRow(
                goal=goal,
                name=self._planner.reading.name(goal, today),
                measure=self._planner.reading.measure_of(goal),
                current=self._planner.reading.current(goal, today)[0],
                choice=decided.get(goal.id, Choice.KEEP),
                is_decided=goal.id in decided,
                higher="" if is_dropped else self._planner.offers.higher(goal) or "",
                needs_reason=goal.source is GoalSource.EMPLOYER,
            )

    def _parts(self, span: Span, today: date) -> Iterator[str]:
        """Yield the names of the goals that go on as a part of another one."""
        goals = {goal.id: goal for goal in self._planner.reading.standing_goals(today)}
        for goal in goals.values():
            if _goes_on(goal, span, today) and self._is_part(goal, goals):
                yield self._planner.reading.name(goal, today)

    def _is_part(self, goal: Goal, goals: dict[str, Goal]) -> bool:
        above, measure = goals.get(goal.parent_id or ""), self._planner.reading.measure_of(goal)
        same = above is not None and measure is not None and above.measure_id == goal.measure_id
        return same and measure is not None and measure.unit not in SHARES and goal.kind is GoalKind.GOAL

    def _decided(self, span: Span) -> dict[str, Choice]:
        """Return what was decided last about each goal since a quarter ended."""
        zone, choices = self._planner.now().tzinfo, dict[str, Choice]()
        for change in planned.changed_since(self._store, span.end):
            is_since = self._planner.day_start.day_of(change.at.astimezone(zone)) > span.end
            if is_since and change.field in _DECISIONS and (choice := _choice(change)) is not None:
                choices[change.goal_id] = choice
        return choices

    def _priority(self, goal: Goal, today: date) -> PriorityRow:
        is_draft, measure = goal.status is GoalStatus.DRAFT, self._planner.reading.measure_of(goal)
        is_empty = measure is None or (measure.unit is Unit.MILESTONE and not queries.milestones(self._store, goal.id))
        lacks = "" if not is_draft else "a number or milestones" if is_empty else "a commitment"
        return PriorityRow(
            goal=goal,
            name=self._planner.reading.name(goal, today),
            measure=measure,
            is_draft=is_draft,
            lacks=lacks,
            months=() if is_draft else tuple(self._months(goal, today)),
        )

    def _months(self, goal: Goal, today: date) -> Iterator[MonthRow]:
        """Yield the months of a priority with a number; none where it has no number or is over."""
        measure = self._planner.reading.measure_of(goal)
        if measure is None or measure.unit in SHARES or goal.ends_on < today:
            return
        for row in self._planner.breakdown.preview(goal, Period.MONTH):
            there = row.standing
            keys = [goal.id, *([there.id] if there is not None else [])]
            yield MonthRow(
                span=row.span,
                label=row.label,
                goal=there,
                target=there.target if there is not None else row.target,
                actions=planned.actions_for(self._store, keys, row.span),
            )


def _goes_on(goal: Goal, span: Span, today: date) -> bool:
    """Whether a goal has begun and does not end with a quarter."""
    is_long = goal.period is not Period.BIG_PICTURE and goal.ends_on > max(today, span.end)
    return goal.is_active and is_long and goal.starts_on <= today


def _choice(change: GoalChange) -> Choice | None:
    """Return what one row of a goal's history decided; None where that is none of the four."""
    match change.field:
        case GoalField.KEPT:
            return Choice.KEEP
        case GoalField.STATUS:
            return Choice.DROP if change.new == GoalStatus.DROPPED else None
        case GoalField.TARGET if change.old and change.new:
            return Choice.RAISE if int(change.new) > int(change.old) else Choice.LOWER
        case _:
            return None
