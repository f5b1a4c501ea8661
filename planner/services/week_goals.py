"""The goals in weekly planning: their charts, what the next week needs of them, and which have no plan or a doubt."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from planner.domain.measure import Measure, Unit
from planner.domain.pace import pace
from planner.domain.period import Period, Span, month_span, week_span
from planner.domain.smart import Answer, Evidence, achievable, smart
from planner.domain.views import GoalRow
from planner.domain.weekasks import Held
from planner.domain.weekviews import POINTS, AheadGoal, ChartedGoal, DoubtedGoal, LeadsNeeded, NamedGoal
from planner.services.best import best_pace
from planner.services.chart import outline
from planner.store import weeks

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.services.planner import Planner

RECENT: Final = timedelta(days=120)
"""How far back the best pace is looked for first: a pace that it makes achievable stays so with more history."""


def charted(planner: "Planner", day: date) -> tuple[ChartedGoal, ...]:
    """Return the active goals that a line leads to, as they stand at the end of a day (B135). Days have no line."""
    found = []
    for row in planner.reading.goals(day):
        if row.pace is None or row.measure is None or row.goal.period is Period.DAY:
            continue
        reached, expected = outline(planner, row.goal, row.measure, day, POINTS)
        name = planner.reading.name(row.goal, day)
        found.append(ChartedGoal(row, name, row.pace.days_ahead_now, reached, expected))
    return tuple(found)


def ahead(planner: "Planner", rows: Sequence[GoalRow], week: Span, day: date) -> tuple[AheadGoal, ...]:
    """Return the active goals whose period reaches into a week, with what they need from a day of it on."""
    found = []
    for row in rows:
        is_counted = row.goal.is_active and row.goal.period is not Period.BIG_PICTURE
        if is_counted and row.window.start <= week.end and row.window.end >= day:
            start = max(day, row.window.start)
            span = Span(start, min(week.end, row.goal.ends_on))
            per_day, share = _needed(planner, row, span)
            name = planner.reading.name(row.goal, start)
            found.append(AheadGoal(row, name, per_day, share, _held(planner, span, Span(day, week.end))))
    return tuple(found)


def leads(planner: "Planner", rows: Iterable[GoalRow], day: date) -> tuple[LeadsNeeded, ...]:
    """Return the leads that each active goal in money needs in the week of a day, from that day on (B120)."""
    rest = Span(day, week_span(day).end)
    asking = [row for row in rows if row.goal.is_active and row.goal.target is not None and _is_money(row.measure)]
    return tuple(
        LeadsNeeded(
            row.goal.id,
            planner.reading.name(row.goal, max(day, row.window.start)),
            row.goal.title,
            planner.funnel.leads_this_week(row.goal, day),
            "" if row.measure is None else row.measure.deal_kind or "",
            _held(planner, row.window.clipped(rest), rest),
        )
        for row in asking
        if row.window.start <= rest.end and row.window.end >= day
    )


def finest(rows: Iterable[GoalRow], needed: Sequence[LeadsNeeded]) -> Iterator[tuple[GoalRow, int]]:
    """Yield one goal of each sort of money with the leads that it needs.

    That is the one that counts on most of the week's working days, of as many the one with the shortest period.
    """
    found = {one.goal_id: one for one in needed if one.leads}

    def sort(row: GoalRow) -> tuple[str, int, int]:
        return row.goal.measure_id or "", -found[row.goal.id].held.working_days, row.window.days

    counted = sorted((row for row in rows if row.goal.id in found), key=sort)
    for _, group in groupby(counted, key=lambda row: row.goal.measure_id):
        row = next(group)
        yield row, found[row.goal.id].leads or 0


def without_plan(planner: "Planner", needed: Iterable[AheadGoal], day: date) -> tuple[NamedGoal, ...]:
    """Return the goals of a week that have neither a finer goal nor a recurring action (B111).

    A day goal is its own plan, and one that is reached needs none.
    """
    goals = [one.row.goal for one in needed if one.row.goal.period is not Period.DAY and one.row.fraction < 1]
    planned = weeks.with_a_plan(planner.store, [goal.id for goal in goals])
    return tuple(NamedGoal(g.id, planner.reading.name(g, day)) for g in goals if g.id not in planned)


def doubted(planner: "Planner", rows: Iterable[GoalRow], day: date) -> tuple[DoubtedGoal, ...]:
    """Return the active goals with checks that say no (B113)."""
    found = []
    for row in rows:
        if not row.goal.is_active or row.goal.period is Period.BIG_PICTURE:
            continue
        evidence = Evidence(
            pace=row.pace,
            best_pace=_best(planner, row, day),
            milestones=row.milestones_total,
        )
        checks = smart(row.goal, row.measure, evidence, day, planner.settings.currency)
        if failing := tuple(check for check in checks if check.answer is Answer.NO):
            found.append(DoubtedGoal(row.goal.id, planner.reading.name(row.goal, day), failing))
    return tuple(found)


def _best(planner: "Planner", row: GoalRow, day: date) -> "Fraction | None":
    """Return the best pace of the last months where that settles the check, else the best one on record.

    A pace within 1.5 × a part of the record is within 1.5 × the whole of it.
    """
    if row.measure is None or row.pace is None:
        return None
    since = day - RECENT
    recent = best_pace(planner, row.measure, day, month_span(since.year, since.month).start)
    if recent is not None and achievable(row.pace, recent) is Answer.YES:
        return recent
    return best_pace(planner, row.measure, day)


def _needed(planner: "Planner", row: GoalRow, span: Span) -> "tuple[Fraction | None, Fraction | None]":
    """Return what a goal needs each working day, and over the days of a span: required a day × its working days."""
    from fractions import Fraction

    goal, days = row.goal, planner.calendar.working_days(*span)
    if goal.target is None or row.measure is None or row.measure.unit not in {Unit.COUNT, Unit.MONEY}:
        return None, None
    if goal.period is Period.DAY:
        return Fraction(goal.target), Fraction(goal.target * days)
    value, start = planner.reading.current(goal, span.start)
    there = pace(goal, row.window, span.start, planner.calendar, start_value=start, value=value)
    required = there.required_per_day
    if required is None:
        return None, None
    return required, min(required * there.remaining_days, required * days)


def _held(planner: "Planner", span: Span, rest: Span) -> Held:
    """Return the days of a span, of those of a week that are to come."""
    days = planner.calendar.working_days(*span)
    return Held(span, rest, days, days == planner.calendar.working_days(*rest))


def _is_money(measure: Measure | None) -> bool:
    return measure is not None and measure.unit is Unit.MONEY
