"""What is known of the working days: since when the planner is used, which days are unknown, and which had a step.

Unknown is no zero: a past day that was not closed and on which nothing was done says nothing, and is left out.
"""

from collections.abc import Container
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.period import ONE_DAY, Span
from planner.domain.views import StepDays
from planner.store import daily, queries, reviewed

if TYPE_CHECKING:
    from planner.services.planner import Planner

SHORT, LONG = 5, 20
"""Working days of which those with a step are told."""


def first_day(planner: "Planner") -> date | None:
    """Return the day of first use: of the first entry, plan or goal; None where there is none."""
    entry, made = _first_entry(planner), daily.first_goal_made(planner.store)
    made_on = made and planner.day_start.day_of(made.astimezone(planner.clock.now().tzinfo))
    return min((day for day in (entry, made_on) if day), default=None)


def record_began(planner: "Planner") -> date | None:
    """Return the first day, since the first use, that has an entry or was closed; None where there is none.

    What lies before it is not known. A goal that was set earlier says nothing of what was done.
    """
    today = planner.today()

    def read() -> date | None:
        used = first_day(planner)
        if used is None:
            return None
        firsts = _first_entry(planner), reviewed.first_closed(planner.store, Span(used, today))
        return min((day for day in firsts if day), default=None)

    return planner.reading.remembered(("record", today), read)


def unknown_days(planner: "Planner", span: Span) -> frozenset[date]:
    """Return the working days of a span, since the first use and before today, of which nothing is known."""
    first, last = first_day(planner), min(span.end, planner.today() - ONE_DAY)
    if first is None or last < max(first, span.start):
        return frozenset()
    used = Span(max(first, span.start), last)
    known, calendar = daily.known_days(planner.store, used), planner.calendar
    days = (used.start + timedelta(days=n) for n in range(used.days))
    return frozenset(one for one in days if one not in known and calendar.is_working(one))


def counts(planner: "Planner", day: date, stepped: Container[date]) -> bool:
    """Whether a day counts among those with and without a step: today once it has one of `stepped` or is closed.

    No day to come counts.
    """
    today = planner.today()
    return day < today or (day == today and (day in stepped or bool(reviewed.closed(planner.store, Span(day, day)))))


def step_days(planner: "Planner", day: date) -> tuple[StepDays, StepDays]:
    """Return on how many of the last 5 working days up to a day a step was made, and on how many of the last 20.

    Days before the first use are none of them, and neither is today while it is open and has no step yet.
    """
    return planner.reading.remembered(("step days", day), lambda: _step_days(planner, day))


def last_working_days(planner: "Planner", day: date, count: int) -> list[date]:
    """Return so many working days up to a day, newest first."""
    days = []
    before = day + ONE_DAY
    for _ in range(count):
        before = planner.calendar.previous_working_day(before)
        days.append(before)
    return days


def _first_entry(planner: "Planner") -> date | None:
    today = planner.today()
    return planner.reading.remembered(("first entry", today), lambda: daily.first_entry(planner.store, today))


def _step_days(planner: "Planner", day: date) -> tuple[StepDays, StepDays]:
    today = planner.today()
    days = last_working_days(planner, min(day, today), LONG + 1)
    span, begun = Span(days[-1], days[0]), min(first_day(planner) or today, today)
    stepped, unknown = frozenset(queries.step_days(planner.store, span)), unknown_days(planner, span)
    days = days[0 if counts(planner, days[0], stepped) else 1 :][:LONG]

    def of(last: list[date]) -> StepDays:
        used, without = [one for one in last if one >= begun], len(unknown.intersection(last))
        return StepDays(len(stepped.intersection(used)), len(used) - without, without)

    return of(days[:SHORT]), of(days)
