"""The routine: which ritual is due when, when each was held last and how often of late. Pure; a ritual earns nothing.

A day's rituals are due on working days. A week is planned on the days that end the work week's pause, a quarter is
looked back on once it is over, a year from its last month on through one more; a partner is due every seven days, a
group once a month.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.period import ONE_DAY, Span, month_span, quarter_span, week_span, year_span
from planner.domain.review import ReviewKind

PERIODS: Final = 8
"""Periods that are looked back on."""
PARTNER_EVERY: Final = timedelta(days=7)
"""After this long a partner review is due again (B35)."""
FREQUENCY: Final[Mapping[ReviewKind, str]] = {
    ReviewKind.MORNING: "once a working day",
    ReviewKind.DAY: "once a working day",
    ReviewKind.WEEK: "once a week",
    ReviewKind.PARTNER: "once a week",
    ReviewKind.GROUP: "once a month",
    ReviewKind.QUARTER: "once a quarter",
    ReviewKind.YEAR: "once a year",
}
"""How often each is asked for at most."""
DAILY: Final = frozenset({ReviewKind.MORNING, ReviewKind.DAY})
"""The rituals of each day."""


class RoutineRow(NamedTuple):
    """One ritual and how it is kept."""

    kind: ReviewKind
    is_on: bool
    """Whether the user wants it; what is off is never due."""
    period: Span
    """What it would look back on now."""
    last_period: date | None
    """The first day of the newest period that it was held for; of a partner and a group the day on which it was."""
    next_due: date | None
    """The day from which it is due; None where it is off. A day that is past is due since then."""
    is_due: bool
    held: tuple[bool | None, ...]
    """Whether it was held in each of the last 8 periods, the newest last; None of one before the first use."""
    last_held: date | None = None
    """The day on which it was held last, whatever it looked back on."""


def period(kind: ReviewKind, today: date, calendar: Calendar) -> Span:
    """Return what a ritual looks back on when it is held on a day."""
    match kind:
        case ReviewKind.MORNING | ReviewKind.DAY:
            return Span(today, today)
        case ReviewKind.WEEK:
            week = week_span(today)
            return week if is_weekend(today, calendar) else week_span(week.start - ONE_DAY)
        case ReviewKind.PARTNER:
            return week_span(today)
        case ReviewKind.GROUP:
            return _month(today)
        case ReviewKind.QUARTER:
            running = quarter_span(today, calendar.year_start_month)
            return quarter_span(running.start - ONE_DAY, calendar.year_start_month)
        case ReviewKind.YEAR:
            running = year_span(today, calendar.year_start_month)
            if is_last_month(today, calendar):
                return running
            return year_span(running.start - ONE_DAY, calendar.year_start_month)


def is_weekend(day: date, calendar: Calendar) -> bool:
    """Whether a day lies in the pause that ends an ISO week, or behind it (B34)."""
    return day.weekday() >= _pause(calendar.work_week)


def is_last_month(day: date, calendar: Calendar) -> bool:
    """Whether a day lies in the last month of the sales year (B49)."""
    return _month(day).end == year_span(day, calendar.year_start_month).end


def row(
    kind: ReviewKind, held: Sequence[date], today: date, calendar: Calendar, *, since: date | None, is_on: bool = True
) -> RoutineRow:
    """Return how one ritual is kept.

    `held` are the first days of the periods that it was held for, for a partner and a group the days on which it was;
    `since` is the day of first use: what was over before is never due, and without one the next period is the first.
    """
    now = period(kind, today, calendar)
    known = sorted(held)
    is_behind = since is None or now.end < since or _is_over(kind, now, today)
    due = _due(kind, now, [*known, now.start] if is_behind else known, today, calendar)
    is_wanted = is_on and since is not None
    return RoutineRow(
        kind=kind,
        is_on=is_on,
        period=now,
        last_period=known[-1] if known else None,
        next_due=due if is_on else None,
        is_due=is_wanted and due <= today,
        held=tuple(_kept(span, known, since) for span in _recent(kind, now, calendar)),
    )


def _kept(span: Span, held: Sequence[date], since: date | None) -> bool | None:
    """Return whether a ritual was held in a period; None where that was over before the first use."""
    if any(day in span for day in held):
        return True
    return None if since is None or span.end < since else False


def _due(kind: ReviewKind, now: Span, held: Sequence[date], today: date, calendar: Calendar) -> date:
    """Return the day from which a ritual is due next."""
    is_held = any(day in now for day in held)
    match kind:
        case ReviewKind.MORNING | ReviewKind.DAY:
            is_wanted = calendar.is_working(today) and not is_held
            return today if is_wanted else calendar.next_working_day(today)
        case ReviewKind.WEEK:
            return _weekend(now if not is_held else week_span(_later(now.end)), calendar)
        case ReviewKind.PARTNER:
            return _later(held[-1], PARTNER_EVERY) if held else today
        case ReviewKind.GROUP:
            return now.start if not is_held else _later(now.end)
        case ReviewKind.QUARTER:
            following = _later(now.end)
            return following if not is_held else _later(quarter_span(following, calendar.year_start_month).end)
        case ReviewKind.YEAR:
            year = now if not is_held else year_span(_later(now.end), calendar.year_start_month)
            return _month(year.end).start


def _is_over(kind: ReviewKind, now: Span, today: date) -> bool:
    """Whether it is too late: a year is looked back on until the first month of the next one ends."""
    return kind is ReviewKind.YEAR and today > _month(_later(now.end)).end


def _later(day: date, by: timedelta = ONE_DAY) -> date:
    """Return a later day; the last one that there is where the calendar ends before."""
    return day + min(by, date.max - day)


def _weekend(week: Span, calendar: Calendar) -> date:
    """Return the first day of a week on which it is planned."""
    return week.start + timedelta(days=_pause(calendar.work_week))


def _pause(work_week: frozenset[int]) -> int:
    """Return the weekday with which the last free days of an ISO week begin; Sunday where each day is worked."""
    free = [weekday for weekday in range(7) if weekday not in work_week]
    return max((day for day in free if day - 1 not in free), default=6)


def _month(day: date) -> Span:
    return month_span(day.year, day.month)


def _recent(kind: ReviewKind, now: Span, calendar: Calendar) -> list[Span]:
    """Return the last 8 periods, the one that would be held now last; of days, the working ones."""
    spans = [now]
    while len(spans) < PERIODS:
        before = spans[0].start - ONE_DAY
        if kind in DAILY:
            day = calendar.previous_working_day(spans[0].start)
            spans.insert(0, Span(day, day))
        elif kind in {ReviewKind.WEEK, ReviewKind.PARTNER}:
            spans.insert(0, week_span(before))
        elif kind is ReviewKind.GROUP:
            spans.insert(0, _month(before))
        elif kind is ReviewKind.QUARTER:
            spans.insert(0, quarter_span(before, calendar.year_start_month))
        else:
            spans.insert(0, year_span(before, calendar.year_start_month))
    return spans
