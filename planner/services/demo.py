"""A demo's data: a saleswoman's last years up to the present day, made from a seed and nothing else.

It is a working life that was lived day by day (demo_years.py), so its numbers agree with each other as real ones do.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from random import Random

from planner.domain.calendar import Calendar
from planner.domain.change import Entity
from planner.domain.errors import PlannerError
from planner.services.demo_days import beginning, days_off, reviews
from planner.services.demo_goals import Goals
from planner.services.demo_log import Instant, Log
from planner.services.demo_measures import Tallies
from planner.services.demo_plans import Plans
from planner.services.demo_reviews import Reviews
from planner.services.demo_script import Script
from planner.services.demo_weeks import Weeks
from planner.services.demo_years import Years
from planner.store import search_index
from planner.store.store import Store

MOST_YEARS = 20
LABEL = "Demo data"
MORNING_ENDS = time(11, 30)
"""Up to when the present day is told."""


def entities(
    today: date,
    years: int,
    seed: int,
    instant: Instant,
    zone: str,
    *,
    until: time = MORNING_ENDS,
) -> Iterator[Entity]:
    """Return everything of the last `years` years, the same for the same day, number and seed.

    `instant` turns a naive local time of the zone into UTC; nothing is logged on `today` after `until`.
    Raises PlannerError for less than one year and for more than twenty.
    """
    if not 1 <= years <= MOST_YEARS:
        raise PlannerError(f"A demo has 1 to {MOST_YEARS} years, not {years}.")
    log = Log(Random(seed), instant, zone)  # noqa: S311 - no secret is made of it
    return _entities(today, years, log, until, instant)


def build(
    store: Store,
    today: date,
    years: int,
    seed: int,
    instant: Instant,
    zone: str,
    at: datetime,
    *,
    until: time = MORNING_ENDS,
) -> None:
    """Fill an empty store with a demo, told at the moment `at` in its journal; all of it is found at once."""
    store.load(entities(today, years, seed, instant, zone, until=until), at, LABEL)
    search_index.refresh(store)


def _entities(today: date, years: int, log: Log, until: time, instant: Instant) -> Iterator[Entity]:
    first = beginning(today, years)
    off = days_off(log.rng, first, today)
    calendar = Calendar.of(day.date for day in off)
    life = Years(log, calendar, first, today)
    script = Script(life)
    life.live(until)
    script.settle()
    deals = [course.deal() for course in life.courses]
    goals = Goals(log, Tallies(log.activities, deals), calendar, first, today)
    Plans(life, script, goals).write()
    with_others = list(Reviews(life, goals, until).entities())
    yield from off
    yield from reviews(calendar, first, today, instant)
    yield from life.book.contacts(script.top(), today)
    yield from deals
    yield from goals.entities()
    yield from with_others
    yield from Weeks(life, script).entities()
    yield from log.actions.values()
    yield from log.activities
