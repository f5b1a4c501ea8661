"""Every figure of one goal on one day, named as domain.md c4, c5 and b2 name it. Reads; stores and prints nothing."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.domain.chartpoint import ChartPoint
from planner.domain.forecast import attainment, expected_within, gap, pay, pipeline
from planner.domain.goal import Goal, GoalStatus, Grade
from planner.domain.measure import Measure, Unit
from planner.domain.pace import Pace, pace
from planner.domain.period import Period, Span
from planner.domain.smart import Check, Evidence, smart
from planner.services.best import best_pace
from planner.services.chart import points
from planner.services.reassess import offer
from planner.store import queries
from planner.store.pipeline import open_deals
from planner.store.weeks import with_a_plan

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.services.planner import Planner

WEEK = 7
_PACED = frozenset({GoalStatus.ACTIVE, GoalStatus.REACHED, GoalStatus.MISSED})
"""Where a goal is ahead or behind: a draft has not begun, and a dropped one has stopped."""


class GoalFigures(NamedTuple):
    """A goal's figures. Times, people, per cent, or minor units of money; None where a figure has no meaning."""

    goal: Goal
    measure: Measure | None
    window: Span
    """The dates that count now."""
    smart: tuple[Check, ...]
    is_wish: bool
    """Whether it has neither number nor milestones (B115)."""
    no_plan_yet: bool
    """Whether it has neither a finer goal nor a recurring action (B111)."""
    current: int
    current_start: int
    """C0: what was reached when the day began."""
    target: int | None
    stretch_target: int | None
    progress: "Fraction | None" = None
    """(current − baseline) ÷ (target − baseline); not capped."""
    attainment: "Fraction | None" = None
    """Current ÷ target."""
    grade: Grade | None = None
    gap: int | None = None
    total_days: int | None = None
    elapsed_days: int | None = None
    remaining_days: int | None = None
    per_day: "Fraction | None" = None
    """T/D: what each working day of the plan brings."""
    expected_start: "Fraction | None" = None
    variance: "Fraction | None" = None
    days_ahead: "Fraction | None" = None
    days_ahead_now: "Fraction | None" = None
    required_per_day: "Fraction | None" = None
    required_today: int | None = None
    per_day_needed: "Fraction | None" = None
    """What each remaining working day needs of what remained when the day began."""
    per_week_needed: "Fraction | None" = None
    """The same for a week of working days, never more than all of it; None in a period shorter than a week."""
    safety_buffer: int | None = None
    run_rate: "Fraction | None" = None
    run_rate_forecast: "Fraction | None" = None
    run_rate_attainment: "Fraction | None" = None
    ask_today: int | None = None
    """What the day asks of its measure, by whichever goal speaks for it; None for money, milestones and roll-ups."""
    left_today: int | None = None
    conflict: str | None = None
    """What stands beside the ask where more is required than the plan asks for."""
    pipeline_forecast: "Fraction | None" = None
    pipeline_attainment: "Fraction | None" = None
    weighted_pipeline: "Fraction | None" = None
    open_in_period: int | None = None
    coverage: "Fraction | None" = None
    coverage_needed: "Fraction | None" = None
    pipeline_needed: "Fraction | None" = None
    pipeline_short: "Fraction | None" = None
    pay_now: "Fraction | None" = None
    """Pay by the goal's note for what is won; None unless the note begins with a percentage."""
    pay_forecast: "Fraction | None" = None
    """The same for what is won and the weighted pipeline."""
    reassess: str | None = None
    """The sentence that offers to re-assess it."""
    chart: tuple[ChartPoint, ...] = ()


class Figures:
    """The figures of one planner's goals."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store

    def of(self, goal: Goal, day: date) -> GoalFigures:
        """Return every figure of a goal as a day sees it."""
        reading = self._planner.reading
        measure = reading.measure_of(goal)
        window = reading.window(goal, day)
        current, start = reading.current(goal, day) if window.start <= day else (0, 0)
        plan, found = None, dict[str, Any]()
        if goal.target is not None and measure is not None:
            plan = pace(goal, window, day, self._planner.calendar, start_value=start, value=current)
            found = self._numbers(goal, measure, window, day, plan)
        evidence = Evidence(
            pace=plan,
            best_pace=best_pace(self._planner, measure, day) if measure is not None else None,
            milestones=len(queries.milestones(self._store, goal.id)),
        )
        return GoalFigures(
            goal=goal,
            measure=measure,
            window=window,
            smart=smart(goal, measure, evidence, day, self._planner.settings.currency),
            is_wish=goal.is_wish,
            no_plan_yet=self._has_no_plan(goal),
            current=current,
            current_start=start,
            target=goal.target,
            stretch_target=goal.stretch_target,
            **found,
        )

    def _numbers(self, goal: Goal, measure: Measure, window: Span, day: date, plan: Pace) -> dict[str, Any]:
        """Return the figures of a goal that has a number and says what it counts."""
        from fractions import Fraction

        target, current = plan.target + goal.baseline, plan.value + goal.baseline
        figures: dict[str, Any] = {
            "progress": Fraction(plan.value, plan.target),
            "attainment": attainment(current, target),
            "grade": goal.grade(current),
            "gap": gap(target, current),
            "total_days": plan.total_days,
            "elapsed_days": plan.elapsed_days,
            "remaining_days": plan.remaining_days,
            "per_day": Fraction(plan.target, plan.total_days) if plan.total_days else None,
            "required_per_day": plan.required_per_day,
            "required_today": plan.required_today,
            "per_day_needed": plan.required_per_day,
            "per_week_needed": self._per_week(window, plan),
            "chart": points(self._planner, goal, measure, day),
        }
        if measure.unit is Unit.MONEY and day <= window.end:
            figures |= self._pipeline(goal, measure, window, day, current)
        if goal.status in _PACED:
            figures |= self._paced(goal, measure, day, plan)
            forecasts = [
                forecast - goal.baseline
                for forecast in (figures["run_rate_forecast"], figures.get("pipeline_forecast"))
                if forecast is not None
            ]
            figures["reassess"] = offer(self._planner, goal, measure, plan, forecasts, day)
        return figures

    def _paced(self, goal: Goal, measure: Measure, day: date, plan: Pace) -> dict[str, Any]:
        """Return where a goal stands against its line, and what it asks of the day."""
        asked = left = conflict = None
        if measure.unit is Unit.COUNT:
            stands = goal.is_active and day in goal.span
            asked = self._planner.reading.ask(goal, day)
            done, _ = self._planner.reading.counted(measure, Span(day, day), "", day)
            left = max(0, asked - done)
            if stands and plan.variance < 0 and self._planner.calendar.is_working(day):
                required = plan.required_today or 0
                conflict = f"required to get back on line: {required:,} a day" if required > asked else None
        forecast = plan.run_rate_forecast
        reached = None if forecast is None else forecast + goal.baseline
        return {
            "expected_start": plan.expected_start + goal.baseline,
            "variance": plan.variance,
            "days_ahead": plan.days_ahead,
            "days_ahead_now": plan.days_ahead_now,
            "safety_buffer": plan.safety_buffer if plan.remaining_days else None,
            "run_rate": plan.run_rate,
            "run_rate_forecast": reached,
            "run_rate_attainment": None if reached is None else attainment(reached, plan.target + goal.baseline),
            "ask_today": asked,
            "left_today": left,
            "conflict": conflict,
        }

    def _pipeline(self, goal: Goal, measure: Measure, window: Span, day: date, won: int) -> dict[str, Any]:
        """Return what the open deals bring to a money goal, and what it pays."""
        target = goal.target or 0
        found = open_deals(self._store, measure.currency, measure.deal_kind, self._planner.settings.probabilities)
        deals = expected_within(found, window, day)
        there = pipeline(target, won, deals, self._planner.funnel.close_rate(measure.deal_kind))
        return {
            **there._asdict(),
            "pipeline_attainment": attainment(there.pipeline_forecast, target),
            "pay_now": pay(goal.pay_note, won),
            "pay_forecast": pay(goal.pay_note, there.pipeline_forecast),
        }

    def _per_week(self, window: Span, plan: Pace) -> "Fraction | None":
        required = plan.required_per_day
        if required is None or window.days < WEEK:
            return None
        return min(required * plan.remaining_days, required * len(self._planner.calendar.work_week))

    def _has_no_plan(self, goal: Goal) -> bool:
        """Whether an active goal has neither a finer goal nor a recurring action. A day goal is its own plan."""
        if not goal.is_active or goal.period is Period.DAY:
            return False
        return not with_a_plan(self._store, [goal.id])
