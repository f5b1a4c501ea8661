"""The demo's calendar: where it begins, its days off, its slump, and how much is done on a day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from planner.domain.calendar import WEEKDAYS, Calendar
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.period import Span, month_span
from planner.domain.review import Review, day_review
from planner.domain.value import replace

FEWEST, USUAL, MOST = 20, 34, 45
"""Lines of the log on a working day."""
SLUMP_WEEKS = 6
_COMEBACK_WEEKS = 4
_SLUMP_BEGAN_WEEKS_AGO = 26
_MOODS = (1, 0, 1, None, 1, -1, 0)
"""How the days felt, one after the other."""
_EVENING = time(17, 40)
_SETTLED = timedelta(days=14)
"""The last days before the present, kept free of vacations and sick days."""


def beginning(today: date, years: int) -> date:
    """Return the first day of the last `years` years; 1 March where there is no 29 February."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


def slump(today: date) -> Span:
    """Return the six weeks, about half a year ago, in which little was done."""
    start = today - timedelta(days=today.weekday(), weeks=_SLUMP_BEGAN_WEEKS_AGO)
    return Span(start, start + timedelta(weeks=SLUMP_WEEKS, days=-1))


def is_comeback(day: date, today: date) -> bool:
    """Whether a day lies in the busy weeks after the slump."""
    end = slump(today).end
    return end < day <= end + timedelta(weeks=_COMEBACK_WEEKS)


def load_of(rng: Random, day: date, today: date) -> int:
    """Return how many lines a whole working day puts into the log."""
    if day in slump(today):
        return 0 if rng.random() < 0.45 else rng.randint(1, 6)
    if is_comeback(day, today):
        return rng.randint(30, MOST)
    return round(rng.triangular(FEWEST, MOST, USUAL))


def days_off(rng: Random, first: date, today: date) -> list[DayOff]:
    """Return the days off of the years from `first` to the end of the present one, one a date, sorted."""
    found: dict[date, DayOff] = {}
    for year in range(first.year, today.year + 1):
        for off in (*_holidays(year), *_vacations(rng, year, today), *_sick_days(rng, year, today)):
            if off.date >= first and off.date.weekday() in WEEKDAYS:
                found.setdefault(off.date, off)
    return sorted(found.values(), key=lambda off: off.date)


def _holidays(year: int) -> Iterator[DayOff]:
    thanksgiving = _nth(year, 11, 3, 4)
    for day, label in (
        (date(year, 1, 1), "New Year’s Day"),
        (_nth(year, 1, 0, 3), "Martin Luther King Day"),
        (_nth(year, 6, 0, 1) - timedelta(weeks=1), "Memorial Day"),
        (date(year, 6, 19), "Juneteenth"),
        (_observed(date(year, 7, 4)), "Independence Day"),
        (_nth(year, 9, 0, 1), "Labor Day"),
        (thanksgiving, "Thanksgiving"),
        (thanksgiving + timedelta(days=1), "Day after Thanksgiving"),
        (date(year, 12, 24), "Christmas Eve"),
        (_observed(date(year, 12, 25)), "Christmas Day"),
    ):
        yield DayOff(date=day, kind=DayOffKind.HOLIDAY, label=label)


def _vacations(rng: Random, year: int, today: date) -> Iterator[DayOff]:
    """Yield a week in spring and two in summer; at another time of the year where the demo needs those days."""
    spring = [date(year, 3, 20), date(year, 4, 10), date(year, 5, 8), date(year, 10, 8)]
    summer = [date(year, 7, 6), date(year, 7, 20), date(year, 8, 3), date(year, 6, 1), date(year, 9, 14)]
    for label, weeks, starts in (("By the sea", 1, spring), ("Summer vacation", 2, summer)):
        fitting = [span for span in _whole_weeks(starts, weeks) if _is_free(span, today)]
        if fitting:
            span = rng.choice(fitting[:3])
            for n in range(span.days):
                yield DayOff(date=span.start + timedelta(days=n), kind=DayOffKind.VACATION, label=label)


def _whole_weeks(starts: Iterable[date], weeks: int) -> Iterator[Span]:
    for start in starts:
        monday = start - timedelta(days=start.weekday())
        yield Span(monday, monday + timedelta(weeks=weeks, days=-3))


def _is_free(span: Span, today: date) -> bool:
    low = slump(today)
    shown = Span(low.start, low.end + timedelta(weeks=_COMEBACK_WEEKS))
    near = Span(today - _SETTLED, today + _SETTLED)
    return all(span.end < kept.start or span.start > kept.end for kept in (shown, near))


def _sick_days(rng: Random, year: int, today: date) -> Iterator[DayOff]:
    for label, longest in (("A cold", 2), ("Flu", 3)):
        start = date(year, 1, 1) + timedelta(days=rng.randrange(10, 350))
        length = rng.randint(1, longest)
        if start + timedelta(days=length) < today - _SETTLED:
            for n in range(length):
                yield DayOff(date=start + timedelta(days=n), kind=DayOffKind.SICK, label=label)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = month_span(year, month).start
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)


def _observed(day: date) -> date:
    """Return the weekday on which a holiday that falls on a weekend is kept."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def reviews(calendar: Calendar, first: date, today: date, instant: Callable[[datetime], datetime]) -> Iterator[Review]:
    """Yield the closed days: every working day but the last before the present, which waits to be closed."""
    day, last = first, calendar.previous_working_day(today)
    while day < last:
        if calendar.is_working(day):
            held = instant(datetime.combine(day, _EVENING)).astimezone(UTC)
            yield replace(day_review(day), held_at=held, mood=_MOODS[day.toordinal() % len(_MOODS)])
        day += timedelta(days=1)
