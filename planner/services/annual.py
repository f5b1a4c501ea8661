"""How a year's goal stands at the end of a quarter: attainment, expected by now, required pace, forecasts (B43)."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain.forecast import attainment, expected_within, pipeline
from planner.domain.goal import Goal
from planner.domain.measure import Measure, Unit
from planner.domain.pace import pace
from planner.domain.periodviews import AnnualRow
from planner.store.pipeline import open_deals

if TYPE_CHECKING:
    from planner.services.planner import Planner


def annual(planner: "Planner", goal: Goal, measure: Measure, day: date) -> AnnualRow:
    """Return a year's goal as seen on a day. The goal has a target; the formulas are those of pace.py and forecast.py.

    It is less than `planner.figures` has, and so less to read.
    """
    reading, target = planner.reading, goal.target or 0
    window = reading.window(goal, day)
    current, start = reading.current(goal, day)
    there = pace(goal, window, day, planner.calendar, start_value=start, value=current)
    ahead = None
    if measure.unit is Unit.MONEY and goal.is_active:
        found = open_deals(planner.store, measure.currency, measure.deal_kind, planner.settings.probabilities)
        deals = expected_within(found, window, day)
        rate = planner.funnel.close_rate(measure.deal_kind)
        ahead = pipeline(target, current, deals, rate).pipeline_forecast
    forecast = there.run_rate_forecast if goal.is_active else None
    return AnnualRow(
        goal=goal,
        name=reading.name(goal, day),
        measure=measure,
        current=current,
        attainment=attainment(current, target),
        expected=there.expected_start + goal.baseline,
        days_ahead=there.days_ahead,
        required_per_day=there.required_per_day,
        run_rate_forecast=None if forecast is None else forecast + goal.baseline,
        pipeline_forecast=ahead,
    )
