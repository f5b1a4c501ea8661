"""Which goals an entry of the log counts toward, and which of them it reaches."""

from typing import TYPE_CHECKING

from planner.domain.activity import Activity, ActivityType
from planner.domain.measure import Unit
from planner.store import queries

if TYPE_CHECKING:
    from planner.domain.deal import Deal
    from planner.domain.goal import Goal
    from planner.services.planner import Planner


def counted_toward(planner: "Planner", activity: Activity, deal: "Deal | None", *, is_new: bool) -> tuple[str, ...]:
    """Return the active goals that an entry counts toward, finest first, as a sentence names them (B57).

    A new entry that reaches or nails a goal says so behind its name (B15).
    """
    day, reading = activity.local_date, planner.reading
    goals = [goal for goal in reading.standing_goals(day) if goal.is_active and goal.measure_id and day in goal.span]
    goals.sort(key=lambda goal: reading.window(goal, day).days)
    names = []
    for goal in goals:
        if _counts(planner, goal, activity, deal):
            grade = _grade(planner, goal, activity, deal) if is_new else ""
            names.append(f"{reading.name(goal, day)}{grade}")
    return tuple(names)


def _grade(planner: "Planner", goal: "Goal", activity: Activity, deal: "Deal | None") -> str:
    """Return " (met)" or " (nailed)" where one more entry takes a goal there; empty otherwise."""
    reading = planner.reading
    measure = reading.measures[goal.measure_id or ""]
    window = reading.window(goal, activity.local_date)
    before, _ = reading.current(goal, min(window.end, planner.today()))
    if measure.unit is Unit.MONEY:
        gain = (deal.amount_minor or 0) if deal is not None else 0
    else:
        gain = 1 if measure.distinct_contacts else activity.quantity
    if goal.nailed_at is not None and before < goal.nailed_at <= before + gain:
        return " (nailed)"
    return " (met)" if goal.target is not None and before < goal.target <= before + gain else ""


def _counts(planner: "Planner", goal: "Goal", activity: Activity, deal: "Deal | None") -> bool:
    measure = planner.reading.measures[goal.measure_id or ""]
    if deal is not None and activity.type is ActivityType.CLOSE and measure.earns(deal):
        return bool(deal.amount_minor)
    if not measure.counts(activity, deal):
        return False
    window = planner.reading.window(goal, activity.local_date)
    if measure.distinct_contacts and queries.is_counted_person(planner.store, measure, activity, window):
        return False
    return not (measure.first_touch_only and queries.has_earlier_touch(planner.store, activity))
