"""Periods side by side: what was done by type and part by part, and each beside the one before.

A step is an entry of the log, here as everywhere: what a goal counts and how often a type was done are other figures.
Each reading costs a few statements, however many years the log has. It draws nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.calendar import Calendar
from planner.domain.gauge import Compared
from planner.domain.measure import Unit, outcome_name
from planner.domain.period import ONE_DAY, Span, month_span, week_span, year_span
from planner.domain.progressviews import Activities, Part, PeriodsCompared, Stepped, TypeCount, Zoom
from planner.store import daily, progress

if TYPE_CHECKING:
    from planner.services.planner import Planner

_COLUMNS = {Zoom.WEEK: "day", Zoom.MONTH: "day", Zoom.QUARTER: "week", Zoom.YEAR: "week", Zoom.ALL: "year"}
"""The parts of a zoom whose steps stand beside each other."""


class Comparing:
    """The periods of one planner, side by side."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store

    def activities(self, zoom: Zoom, day: date) -> Activities:
        """Return how often each type was done in a period and in the one before, and the steps of each part of it.

        The most frequent type comes first.
        """
        spans = self.periods(zoom, day)
        now, before = (progress.by_type(self._store, span) if span else {} for span in (spans.now, spans.before))
        rows = (TypeCount(kind, now.get(kind, 0), before.get(kind, 0)) for kind in {*now, *before})
        types = tuple(sorted(rows, key=lambda row: (-row.now, -row.before, row.type)))
        bucket = _COLUMNS[zoom]
        whole = self._whole(zoom, day)
        read = daily.steps(self._store, whole)
        parts = parts_of(whole, bucket, self._planner.settings.year_start_month)
        steps = self._tally((part.clipped(whole) for part in parts), read)
        if spans.now == whole:
            stepped = Stepped(*map(sum, zip(*(part.stepped for part in steps), strict=True)))
        else:
            stepped = self._tally((spans.now,), read)[0].stepped
        return Activities(spans, types, stepped, self.stepped(spans.before), bucket, steps)

    def stepped(self, span: Span | None) -> Stepped:
        """Return the steps of a span, and on how many of its working days and of its other days there were any."""
        return self._steps_of((span,))[0].stepped if span is not None else Stepped()

    def years(self) -> tuple[Part, ...]:
        """Return the steps of each sales year of the record, and whether anything is known of it."""
        today = self._planner.today()
        span = Span(self._planner.progress.begins(), today)
        parts = self._steps_of(parts_of(span, "year", self._planner.settings.year_start_month))
        told = daily.told_days(self._store, span) if any(not part.stepped.steps for part in parts) else ()
        return tuple(
            part._replace(
                is_known=part.stepped.steps > 0 or today in part.span or any(day in part.span for day in told)
            )
            for part in parts
        )

    def periods(self, zoom: Zoom, day: date) -> PeriodsCompared:
        """Return the dates of a period and of the one before, without rows; all years have none before.

        Of a period that is not over its days up to today count, and as many working days of the one before.
        """
        today, calendar = self._planner.today(), self._planner.calendar
        whole, first = self._whole(zoom, day), self._planner.progress.begins()
        is_cut = whole.start <= today < whole.end
        now = Span(whole.start, today) if is_cut else whole
        days_now = calendar.working_days(max(now.start, first), now.end)
        if zoom is Zoom.ALL or whole.start == date.min:
            return PeriodsCompared(now, None, days_now)
        before = self._planner.progress.span(zoom, whole.start - ONE_DAY)
        if first > before.start and calendar.working_days(before.start, first - ONE_DAY):
            return PeriodsCompared(now, None, days_now, begins=first)
        if is_cut:
            before = Span(before.start, _end_of(before, days_now, calendar))
        return PeriodsCompared(now, before, days_now, calendar.working_days(*before), is_cut)

    def compared(self, zoom: Zoom, day: date) -> PeriodsCompared:
        """Return a period beside the one before: steps, step days and each measure of times or money."""
        spans = self.periods(zoom, day)
        reading = self._planner.reading
        stepped, earlier = self.stepped(spans.now), self.stepped(spans.before)
        rows = [
            Compared("steps", stepped.steps, earlier.steps),
            Compared("step days", stepped.step_days, earlier.step_days),
        ]
        for measure in reading.measures.values():
            if measure.unit in {Unit.COUNT, Unit.MONEY}:
                now, before = (
                    reading.counted(measure, span, "", span.end)[0] if span is not None else 0
                    for span in (spans.now, spans.before)
                )
                rows.append(Compared(outcome_name(measure), now, before, measure.currency))
        return spans._replace(rows=tuple(row for row in rows if row.now or row.before))

    def _whole(self, zoom: Zoom, day: date) -> Span:
        """Return the dates of a period; all years begin with the record of what was done, whatever was sold before."""
        if zoom is Zoom.ALL:
            return Span(self._planner.progress.begins(), self._planner.today())
        return self._planner.progress.span(zoom, day)

    def _steps_of(self, spans: Iterable[Span]) -> tuple[Part, ...]:
        """Return the steps of spans that stand in order, beside each other, read at once."""
        parts = tuple(spans)
        return self._tally(parts, daily.steps(self._store, Span(parts[0].start, parts[-1].end)))

    def _tally(self, spans: Iterable[Span], read: daily.Amounts) -> tuple[Part, ...]:
        """Return the steps of spans that stand in order, from those of each date."""
        parts, calendar = tuple(spans), self._planner.calendar
        starts = [part.start for part in parts]
        found = [[0, 0, 0] for _ in parts]
        for day, steps in read:
            at = bisect_right(starts, day) - 1
            if at >= 0 and day in parts[at]:
                found[at][0] += steps
                found[at][1 if calendar.is_working(day) else 2] += 1
        return tuple(Part(part, Stepped(*counts)) for part, counts in zip(parts, found, strict=True))


def _part_of(day: date, bucket: str, year_start_month: int) -> Span:
    if bucket == "day":
        return Span(day, day)
    if bucket == "year":
        return year_span(day, year_start_month)
    return week_span(day) if bucket == "week" else month_span(day.year, day.month)


def parts_of(span: Span, bucket: str, year_start_month: int = 1) -> Iterator[Span]:
    """Yield the days, weeks, months or years that a span lies in, in order."""
    part = _part_of(span.start, bucket, year_start_month)
    while part.start <= span.end:
        yield part
        if part.end >= date.max - timedelta(days=366):
            return
        part = _part_of(part.end + ONE_DAY, bucket, year_start_month)


def _end_of(span: Span, working_days: int, calendar: Calendar) -> date:
    """Return the day of a span up to which it has so many working days; its last one where it has fewer."""
    day, left = span.start, working_days - calendar.is_working(span.start)
    while left > 0 and day < span.end:
        day += ONE_DAY
        left -= calendar.is_working(day)
    return day
