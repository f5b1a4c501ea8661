"""The calendar's verbs: taking days off, giving them back, public holidays, and the days of a month as they stand."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from planner.domain import dayoffline, dayrange
from planner.domain.change import Change, ChangeSet, added, removed
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.dayoffline import DaysOffDraft
from planner.domain.dayviews import CalendarDay, CalendarView, DayCount, Holiday
from planner.domain.errors import PlannerError
from planner.domain.figure import counted
from planner.domain.period import Span, month_span, quarter_span, year_span
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.services.known_days import unknown_days
from planner.store import progress, queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

_MOST_NAMED = 3
"""Days that a sentence names one by one."""


class _Known(NamedTuple):
    """What is known of the days of a span."""

    steps: dict[date, int]
    closed: frozenset[date]
    planned: frozenset[date]
    events: dict[date, str]
    unknown: frozenset[date]
    """The working days behind of which nothing is known."""


class DayVerbs:
    """Days off, and what they leave to be worked."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def read(self, line: str) -> Span:
        """Read a typed range. Raises LineError that points at the word which is not understood."""
        return dayrange.parse(line, self._planner.today())

    def draft(self, line: str, kind: DayOffKind | None = None) -> DaysOffDraft:
        """Read a line that takes days off; a kind that is given wins over the line's. Raises LineError."""
        return dayoffline.parse(line, self._planner.today(), kind)

    def take_off(self, first: date, last: date, kind: DayOffKind = DayOffKind.VACATION, label: str = "") -> ChangeSet:
        """Take the days of the work week from first to last off; those of a range that are off already stay so.

        A single day that is off already gets this kind and label; without a label it keeps its own. Raises
        PlannerError where none of the days is in the work week.
        """
        span, label = _span(first, last), clean_line(label)
        worked = [day for day in _dates(span) if self._in_work_week(day)]
        if not worked:
            raise PlannerError(f"{self._named(span)} lies outside the work week: nothing is asked there as it is.")
        standing = self._standing(span)
        what = f"{kind}: {label}" if label else str(kind)
        if span.days == 1:
            return self._take_one(DayOff(date=first, kind=kind, label=label), standing.get(first), what)
        new = [DayOff(date=day, kind=kind, label=label) for day in worked if day not in standing]
        stay = [standing[day] for day in worked if day in standing]
        others = [day for day in stay if (day.kind, day.label) != (kind, label or day.label)]
        told = [f"Off: {self._named(span)}, {what}", counted(len(new), "day")]
        if not new:
            told = [f"Off already: {self._named(span)}" + ("" if others else f", {what}")]
        elif same := len(stay) - len(others):
            told.append(f"{_were(same)} off already")
        told += self._staying(others)
        if new and (skipped := span.days - len(worked)):
            told.append(f"{counted(skipped, 'day')} outside the work week left out")
        return self._planner.commit(" · ".join(told), added(*new))

    def work(self, first: date, last: date) -> ChangeSet:
        """Give the days off from first to last back to work. Raises PlannerError where none of them is off."""
        span = _span(first, last)
        found = self.on(span)
        if not found:
            if not any(self._in_work_week(day) for day in _dates(span)):
                raise PlannerError(f"{self._named(span)} lies outside the work week, which config.yaml sets.")
            raise PlannerError(f"{self._named(span)} has no day off to give back. planner calendar shows them.")
        told = f" · {counted(len(found), 'day')}" if span.days > 1 else ""
        return self._planner.commit(f"Worked again: {self._named(span)}{told}", removed(*found))

    def on(self, span: Span) -> list[DayOff]:
        """Return the days off in a span, in order."""
        return list(self._store.select(DayOff, "date BETWEEN ? AND ?", [span.start, span.end], "date"))

    def holidays(self, country: str, subdivision: str | None = None, years: Iterable[int] = ()) -> tuple[Holiday, ...]:
        """Return a country's or region's public holidays in calendar years, this one where none is given.

        Nothing is saved. Raises PlannerError for a place or a year that is not known.
        """
        from planner.services.holidays import named, place

        at, wanted = place(country, subdivision), tuple(years) or (self._planner.today().year,)
        found = named(at, wanted)
        standing = self._standing(Span(found[0][0], found[-1][0])) if found else {}
        return tuple(Holiday(day, name, self._in_work_week(day), standing.get(day)) for day, name in found)

    def save_holidays(self, country: str, subdivision: str | None = None, years: Iterable[int] = ()) -> ChangeSet:
        """Take the public holidays in the work week off, but for dates that are off already: those stay as they are."""
        from planner.services.holidays import place

        where = place(country, subdivision).name
        found = self.holidays(country, subdivision, years)
        new = [holiday for holiday in found if holiday.in_work_week and holiday.standing is None]
        stay = sum(holiday.standing is not None for holiday in found)
        told = [f"Holidays of {where}: {counted(len(new), 'day') if new else 'nothing to take'} off"]
        if stay:
            told.append(f"{_were(stay)} off already and {'stays' if stay == 1 else 'stay'}")
        if skipped := sum(not holiday.in_work_week and holiday.standing is None for holiday in found):
            told.append(f"{counted(skipped, 'day')} outside the work week left out")
        days = (DayOff(date=h.day, kind=DayOffKind.HOLIDAY, label=clean_line(h.name)) for h in new)
        return self._planner.commit(" · ".join(told), added(*days))

    def load(self, day: date, as_of: date | None = None) -> CalendarView:
        """Return the month that a day lies in, with its quarter and sales year; what is left counts from `as_of` on.

        Without `as_of` it counts from today on.
        """
        month = month_span(day.year, day.month)
        return self._views(month, (month,), as_of)[0]

    def load_year(self, day: date, as_of: date | None = None) -> tuple[CalendarView, ...]:
        """Return the twelve months of the sales year that a day lies in, as `load` does."""
        year = self._year(day)
        first = year.start.year * 12 + year.start.month - 1
        months = (divmod(number, 12) for number in range(first, first + 12))
        return self._views(year, tuple(month_span(number, month + 1) for number, month in months), as_of)

    def _take_one(self, day: DayOff, before: DayOff | None, what: str) -> ChangeSet:
        """Take one day off, whatever it is off for."""
        named = self._named(Span(day.date, day.date))
        if before is None:
            return self._planner.commit(f"Off: {named}, {what}", added(day))
        after = replace(day, label=day.label or before.label)
        if after == before:
            return self._planner.commit(f"Off already: {named}, {what}", ())
        return self._planner.commit(
            f"Off: {named}, {what} · it was off already, changed to this", (Change(before, after),)
        )

    def _staying(self, days: list[DayOff]) -> list[str]:
        """Return which days off of a range stay what they are: each by its name, many by their number."""
        if len(days) > _MOST_NAMED:
            return [f"{counted(len(days), 'day')} off for something else stay"]
        today = self._planner.today()
        return [f"{short_date(day.date, today)} stays: {day.label or day.kind}" for day in days]

    def _views(self, span: Span, months: tuple[Span, ...], as_of: date | None) -> tuple[CalendarView, ...]:
        """Return the months of a span of one sales year."""
        year = self._year(span.start)
        since, off = as_of or self._planner.today(), self.on(year)
        reasons = {item.date: item for item in off}
        known = self._known(span)
        whole = self._count(year, since, off)
        start_month = self._planner.settings.year_start_month
        return tuple(
            CalendarView(
                weeks=self._weeks(month, reasons, known),
                month=self._count(month, since, off),
                quarter=self._count(quarter_span(month.start, start_month), since, off),
                year=whole,
            )
            for month in months
        )

    def _year(self, day: date) -> Span:
        try:
            return year_span(day, self._planner.settings.year_start_month)
        except ValueError:
            raise PlannerError(f"The sales year of {day.isoformat()} lies beyond the calendar.") from None

    def _known(self, span: Span) -> _Known:
        """Return what the log, the plan, the reviews and the marks say of a span."""
        return _Known(
            steps=queries.steps_by_day(self._store, span),
            closed=progress.closed_days(self._store, span),
            planned=progress.planned_days(self._store, span),
            events={mark.date: mark.label for mark in self._planner.marks.all()},
            unknown=unknown_days(self._planner, span),
        )

    def _weeks(self, month: Span, off: dict[date, DayOff], known: _Known) -> tuple[tuple[CalendarDay | None, ...], ...]:
        calendar = self._planner.calendar
        cells: list[CalendarDay | None] = [None] * month.start.weekday()
        for day in _dates(month):
            why = off.get(day)
            kind, label = (why.kind, why.label) if why is not None else (None, "")
            is_working, steps, is_closed = calendar.is_working(day), known.steps.get(day, 0), day in known.closed
            cells.append(
                CalendarDay(
                    day,
                    is_working,
                    kind,
                    label,
                    steps,
                    is_closed=is_closed,
                    is_unknown=day in known.unknown,
                    is_planned=day in known.planned,
                    event=known.events.get(day, ""),
                )
            )
        cells += [None] * (-len(cells) % 7)
        return tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))

    def _count(self, span: Span, since: date, off: list[DayOff]) -> DayCount:
        calendar = self._planner.calendar
        kinds = [item.kind for item in off if item.date in span and self._in_work_week(item.date)]
        return DayCount(
            span=span,
            working=calendar.working_days(span.start, span.end),
            left=calendar.working_days(max(since, span.start), span.end),
            off=tuple((kind, kinds.count(kind)) for kind in DayOffKind if kind in kinds),
        )

    def _standing(self, span: Span) -> dict[date, DayOff]:
        return {item.date: item for item in self.on(span)}

    def _in_work_week(self, day: date) -> bool:
        return day.weekday() in self._planner.settings.work_week

    def _named(self, span: Span) -> str:
        today = self._planner.today()
        if span.days == 1:
            return short_date(span.start, today)
        return f"{short_date(span.start, today)} to {short_date(span.end, today)}"


def _span(first: date, last: date) -> Span:
    if last < first:
        raise PlannerError(f"{last.isoformat()} lies before {first.isoformat()}. Put the earlier day first.")
    return Span(first, last)


def _dates(span: Span) -> Iterator[date]:
    return (span.start + timedelta(days=n) for n in range(span.days))


def _were(number: int) -> str:
    return f"{number} was" if number == 1 else f"{number} were"
