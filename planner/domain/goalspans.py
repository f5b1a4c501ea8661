"""Periods in a goal line: `a day`, `in february`, `in week 7`, `this quarter`, `by 31 dec`. Reads words into dates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.errors import LineError, PlannerError
from planner.domain.money import shown
from planner.domain.period import (
    Period,
    Span,
    iso_week,
    month_span,
    period_span,
    quarter_named,
    year_named,
    year_span,
)
from planner.domain.when import MONTHS, long_date, take_day
from planner.domain.words import Found, Word

UNITS: Mapping[str, Period] = {
    "day": Period.DAY,
    "week": Period.WEEK,
    "month": Period.MONTH,
    "quarter": Period.QUARTER,
    "year": Period.YEAR,
}
ADVERBS: Mapping[str, Period] = {
    "daily": Period.DAY,
    "weekly": Period.WEEK,
    "monthly": Period.MONTH,
    "quarterly": Period.QUARTER,
    "yearly": Period.YEAR,
}
EACH = ("a", "an", "per", "each", "every")
_LAST_YEAR = 9000
_EXAMPLES = "“in 2026”, “in february”, “in q1” or “in week 7”"


class When(NamedTuple):
    """The dates that a goal line names."""

    period: Period
    span: Span


class Place(NamedTuple):
    """What a goal line is read against."""

    today: date
    calendar: Calendar
    currency: str

    @property
    def year(self) -> Span:
        """The sales year of today."""
        return year_span(self.today, self.calendar.year_start_month)

    def of(self, period: Period, day: date) -> Span:
        """Return a period of the calendar that a day lies in."""
        return period_span(period, day, self.calendar.year_start_month) or Span(day, day)


def read_when(words: Sequence[Word], at: int, place: Place) -> Found | None:
    """Read the period that starts at a word: the field `every` with a Period, or `when` with a When.

    None where none starts. Raises LineError where one starts and cannot be meant.
    """
    first = words[at].text.lower()
    second = words[at + 1].text.lower() if at + 1 < len(words) else ""
    if first in EACH and second in UNITS:
        return Found("every", UNITS[second], 2)
    if first in ADVERBS:
        return Found("every", ADVERBS[first])
    if first in {"today", "tomorrow"}:
        day = place.today + timedelta(days=first == "tomorrow")
        return Found("when", When(Period.DAY, Span(day, day)))
    if first in {"this", "next"} and second in UNITS:
        return Found("when", _beside(UNITS[second], place, following=first == "next"), 2)
    if first == "in":
        return _in(words, at, place)
    if first in {"by", "until"}:
        return _by(words, at, place)
    return None


def _beside(period: Period, place: Place, *, following: bool) -> When:
    span = place.of(period, place.today)
    if following:
        span = place.of(period, span.end + timedelta(days=1))
    return When(period, span)


def _by(words: Sequence[Word], at: int, place: Place) -> Found:
    texts = [word.text for word in words[at + 1 : at + 4]]
    try:
        taken = take_day(texts, 0, place.today, ahead=True) if texts else None
    except PlannerError as error:
        last = words[at + 1 if "-" in texts[0] else min(at + 2, len(words) - 1)]
        raise LineError(str(error), words[at + 1].start, last.end) from None
    if taken is None:
        word = words[min(at + 1, len(words) - 1)]
        raise LineError("A day follows by: “by 31 dec” or “by 2026-12-31”.", word.start, word.end)
    day, count = taken
    if day < place.today:
        end = words[at + count].end
        raise LineError(f"{long_date(day)} is past. Choose a day that is to come.", words[at + 1].start, end)
    return Found("when", When(Period.CUSTOM, Span(place.today, day)), count + 1)


def _in(words: Sequence[Word], at: int, place: Place) -> Found:
    """Read `in 2026`, `in feb 2027`, `in q1`, `in week 7`; without a year it is the next one that is not over."""
    texts = [word.text.lower() for word in words[at + 1 : at + 4]]
    named = _named(texts, place)
    if named is None:
        word = words[min(at + 1, len(words) - 1)]
        said = f"“{shown(word.text)}” is not a period I know" if texts else "A period follows in"
        raise LineError(f"{said}: {_EXAMPLES}.", word.start, word.end)
    period, span, count = named
    if span is None or span.end < place.today:
        why = "is not in the calendar" if span is None else "is over"
        text = " ".join(word.text for word in words[at + 1 : at + 1 + count])
        raise LineError(f"“{text}” {why}. Choose a period that is to come.", words[at + 1].start, words[at + count].end)
    return Found("when", When(period, span), count + 1)


def _named(texts: Sequence[str], place: Place) -> tuple[Period, Span | None, int] | None:
    """Return the period that words name, its dates (None where no calendar has them) and how many words it takes."""
    if not texts:
        return None
    first = texts[0]
    start_month = place.calendar.year_start_month
    if (year := _year(first)) is not None:
        return Period.YEAR, _first_to_come([year], lambda y: year_named(y, start_month), place), 1
    if first in MONTHS:
        years, count = _years(texts, 1, place)
        return Period.MONTH, _first_to_come(years, lambda y: month_span(y, MONTHS[first]), place), count
    if len(first) == 2 and first[0] == "q" and first[1] in "1234":
        years, count = _years(texts, 1, place)
        quarter = int(first[1])
        return Period.QUARTER, _first_to_come(years, lambda y: quarter_named(y, quarter, start_month), place), count
    if first == "week" and len(texts) > 1 and texts[1].isascii() and texts[1].isdigit() and len(texts[1]) <= 2:
        years, count = _years(texts, 2, place)
        week = int(texts[1])
        return Period.WEEK, _first_to_come(years, lambda y: iso_week(y, week), place), count
    return None


def _year(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def _years(texts: Sequence[str], at: int, place: Place) -> tuple[list[int], int]:
    """Return the years that a period without or with its year may be in, and how many words it takes."""
    if len(texts) > at and (year := _year(texts[at])) is not None:
        return [year], at + 1
    return list(range(place.today.year - 1, place.today.year + 8)), at


def _first_to_come(years: Sequence[int], span_in: Callable[[int], Span], place: Place) -> Span | None:
    """Return the first span that is not over, else the last; None where the calendar has none of them."""
    found = None
    for span in _spans(years, span_in):
        found = span
        if span.end >= place.today:
            break
    return found


def _spans(years: Sequence[int], span_in: Callable[[int], Span]) -> Iterator[Span]:
    for year in years:
        try:
            if 1 <= year <= _LAST_YEAR:
                yield span_in(year)
        except ValueError:
            continue
