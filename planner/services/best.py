"""The best pace on record of one measure, by the user's own calendar."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.best import best_average
from planner.store.best import daily_totals

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.measure import Measure
    from planner.services.planner import Planner


def best_pace(planner: "Planner", measure: "Measure", before: date, since: date = date.min) -> "Fraction | None":
    """Return the best average of 20 working days in a row before a date, per working day, in the measure's own unit.

    None where the record, from the measure's first entry on, has fewer: no history says nothing. `since` looks at a
    part of the record alone, from the first day of a month on. Remembered until the file changes.
    """
    key = ("best pace", measure.id, before, since)
    return planner.reading.remembered(key, lambda: _best_pace(planner, measure, before, since))


def _best_pace(planner: "Planner", measure: "Measure", before: date, since: date) -> "Fraction | None":
    daily = daily_totals(planner.store, measure, before, since)
    if not daily:
        return None
    first = next(iter(daily))
    days = (first + timedelta(days=n) for n in range((before - first).days))
    return best_average(daily, [day for day in days if planner.calendar.is_working(day)])
