"""Spans of dates and the periods that a goal can have: day, ISO week, month, quarter and sales year."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

ONE_DAY: Final = timedelta(days=1)


class Period(StrEnum):
    """How long a goal's span of counting is, coarse to fine."""

    BIG_PICTURE = "big_picture"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    CUSTOM = "custom"


class Span(NamedTuple):
    """Dates from start to end, both included."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        """Whether a day lies within."""
        return isinstance(day, date) and self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many dates it has."""
        return (self.end - self.start).days + 1

    @property
    def iso(self) -> tuple[str, str]:
        """Its first and its last date, written 2026-02-10."""
        return self.start.isoformat(), self.end.isoformat()

    def clipped(self, other: "Span") -> "Span":
        """Return the part of this span that lies in another; the nearest single day where none does."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start <= end else Span(min(start, other.end), min(start, other.end))


def month_span(year: int, month: int) -> Span:
    """Return a calendar month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def week_span(day: date) -> Span:
    """Return the ISO week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def iso_week(year: int, week: int) -> Span:
    """Return an ISO week by its number. Raises ValueError where the year has no such week."""
    return week_span(date.fromisocalendar(year, week, 1))


def year_span(day: date, start_month: int = 1) -> Span:
    """Return the sales year that a day lies in."""
    return year_named(day.year if day.month >= start_month else day.year - 1, start_month)


def year_named(year: int, start_month: int = 1) -> Span:
    """Return the sales year that begins in a calendar year."""
    last = month_span(year, 12) if start_month == 1 else month_span(year + 1, start_month - 1)
    return Span(date(year, start_month, 1), last.end)


def year_label(span: Span) -> str:
    """Return a sales year as people say it: "2026", or "2026/27" where it does not begin in January."""
    start, end = span.start.year, span.end.year
    return f"{start}" if start == end else f"{start}/{end % 100:02}"


def quarter_span(day: date, start_month: int = 1) -> Span:
    """Return the quarter of the sales year that a day lies in."""
    return quarter_named(year_span(day, start_month).start.year, quarter_of(day, start_month), start_month)


def quarter_of(day: date, start_month: int = 1) -> int:
    """Return the number, 1…4, of a day's quarter in its sales year."""
    return (day.month - start_month) % 12 // 3 + 1


def quarter_named(year: int, quarter: int, start_month: int = 1) -> Span:
    """Return quarter 1…4 of the sales year that begins in a calendar year."""
    first = start_month - 1 + 3 * (quarter - 1)
    last = first + 2
    start = date(year + first // 12, first % 12 + 1, 1)
    return Span(start, month_span(year + last // 12, last % 12 + 1).end)


def period_span(period: Period, day: date, start_month: int = 1) -> Span | None:
    """Return the period of that length that a day lies in; None for spans that no calendar gives."""
    match period:
        case Period.YEAR:
            return year_span(day, start_month)
        case Period.QUARTER:
            return quarter_span(day, start_month)
        case Period.MONTH:
            return month_span(day.year, day.month)
        case Period.WEEK:
            return week_span(day)
        case Period.DAY:
            return Span(day, day)
        case _:
            return None
