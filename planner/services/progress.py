"""Progress as it is read: a goal's course at any zoom, what was done by type, the days, and periods side by side.

Each view costs a few statements, however many years the log has. It draws nothing.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.calendar import Calendar
from planner.domain.conversion import Step
from planner.domain.errors import PlannerError
from planner.domain.gauge import Compared
from planner.domain.goal import FOREVER, Goal
from planner.domain.measure import Measure, Unit
from planner.domain.period import Span, month_span, period_span, week_span
from planner.domain.progressviews import (
    CoursePoint,
    DayMark,
    DayState,
    GoalCourse,
    MonthMark,
    PeriodsCompared,
    TypeCount,
    Zoom,
)
from planner.services.chart import MOST_POINTS, READ_POINTS, is_sum, lines_at, reached, spread
from planner.services.known_days import first_day
from planner.store import daily, progress, queries
from planner.store.best import daily_totals

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.pace import Pace
    from planner.services.planner import Planner

_ONE_DAY = timedelta(days=1)
_BUCKETS = {Zoom.WEEK: "day", Zoom.MONTH: "day", Zoom.QUARTER: "week", Zoom.YEAR: "month", Zoom.ALL: "month"}


class Progress:
    """The progress of one planner."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store

    def goals(self, day: date) -> tuple[Goal, ...]:
        """Return the goals that have a course on a day, the little ones first, then as the hierarchy has them."""
        rows = self._planner.reading.goals(day)
        return tuple(
            row.goal
            for row in rows
            if row.measure is not None and row.goal.target is not None and row.window.start <= day
        )

    def span(self, zoom: Zoom, day: date) -> Span:
        """Return the dates that a zoom shows around a day; all years begin with the first entry or sale (B72)."""
        today = self._planner.today()
        if zoom.period is not None:
            try:
                return period_span(zoom.period, day, self._planner.settings.year_start_month) or Span(day, day)
            except (ValueError, OverflowError):
                raise PlannerError("The calendar ends here.") from None
        firsts = [self._planner.momentum.first_day(), progress.first_sale(self._store)]
        return Span(min((one for one in firsts if one is not None and one <= today), default=today), today)

    def beside(self, zoom: Zoom, day: date, step: int) -> date:
        """Return a day in the period before (−1) or after (+1) a day's. Raises PlannerError where there is none."""
        span = self.span(zoom, day)
        if zoom is Zoom.ALL:
            raise PlannerError("All years are shown. + looks closer.")
        try:
            return span.start - _ONE_DAY if step < 0 else span.end + _ONE_DAY
        except OverflowError:
            raise PlannerError("The calendar ends here.") from None

    def course(self, goal: Goal, zoom: Zoom, day: date) -> GoalCourse:
        """Return a goal's course around a day: what is reached beside its line, or what each week or month brought.

        A goal that comes again is shown by what each part brought where more than one of its periods is looked at, and
        so is any goal over all years.
        """
        measure = self._planner.reading.measures.get(goal.measure_id or "")
        window = self._planner.reading.window(goal, day)
        span = self.span(zoom, day)
        is_longer = goal.repeats(self._planner.settings.year_start_month) and span.days > window.days
        as_of = min(self._planner.today(), window.end)
        value, pace = self._standing(goal, measure, window, as_of)
        bucket, points = "", tuple[CoursePoint, ...]()
        if measure is not None and measure.unit in {Unit.COUNT, Unit.MONEY} and (is_longer or zoom is Zoom.ALL):
            bucket = _BUCKETS[zoom]
            points = tuple(self._history(goal, measure, span, bucket))
        elif measure is not None and goal.target is not None and goal.ends_on != FOREVER:
            span = span.clipped(window) if zoom is not Zoom.ALL else window
            points = tuple(self._course(goal, measure, span, as_of, pace))
        name = self._planner.reading.name(goal, self._planner.today())
        return GoalCourse(goal, name, measure, span, points, bucket, as_of, value, pace)

    def types(self, zoom: Zoom, day: date) -> tuple[TypeCount, ...]:
        """Return how often each type was done in a period and in the one before it, the most frequent first."""
        spans = self.periods(zoom, day)
        now, before = (progress.by_type(self._store, span) for span in (spans.now, spans.before))
        rows = (TypeCount(kind, now.get(kind, 0), before.get(kind, 0)) for kind in {*now, *before})
        return tuple(sorted(rows, key=lambda row: (-row.now, -row.before, row.type)))

    def funnel(self, zoom: Zoom, day: date) -> tuple[Step, ...]:
        """Return the way to a sale in a period, as `funnel.steps` does."""
        return self._planner.funnel.steps(self.span(zoom, day))

    def days(self, span: Span) -> tuple[DayMark, ...]:
        """Return what is known of each date of a span."""
        today, calendar = self._planner.today(), self._planner.calendar
        first = self._planner.momentum.first_day() or today
        steps = queries.steps_by_day(self._store, span)
        known = daily.known_days(self._store, span)
        off = {one.date: one.kind for one in self._planner.days.on(span)}
        marks = []
        for number in range(span.start.toordinal(), span.end.toordinal() + 1):
            day = date.fromordinal(number)
            kind = off.get(day)
            if day in steps:
                state = DayState.STEPS
            elif kind is not None:
                state = DayState.OFF
            elif not calendar.is_working(day):
                state = DayState.REST
            elif day < first:
                state = DayState.BEFORE
            elif day in known:
                state = DayState.QUIET
            else:
                state = DayState.UNKNOWN if day < today else DayState.AHEAD
            marks.append(DayMark(day, state, steps.get(day, 0), kind))
        return tuple(marks)

    def months(self) -> tuple[MonthMark, ...]:
        """Return each month of all years with its known working days up to today, and how many of them have a step."""
        today, calendar = self._planner.today(), self._planner.calendar
        span, used = self.span(Zoom.ALL, today), Span(first_day(self._planner) or today, today)
        stepped = [day for day in queries.step_days(self._store, span) if calendar.is_working(day)]
        told = daily.told_days(self._store, used).union((today,)).difference(stepped)
        steps = Counter(day.replace(day=1) for day in stepped)
        known = Counter(day.replace(day=1) for day in (*stepped, *told) if day in used and calendar.is_working(day))
        marks = []
        for month in _parts(span, "month"):
            shown, lived = (
                calendar.working_days(max(month.start, one.start), min(month.end, today)) for one in (span, used)
            )
            unknown = lived - known[month.start]
            marks.append(MonthMark(month.start, steps[month.start], shown - unknown, unknown))
        return tuple(marks)

    def periods(self, zoom: Zoom, day: date) -> PeriodsCompared:
        """Return the dates of a period and of the one before, without rows; all years stand for the sales year.

        Of a period that is not over its days up to today count, and as many working days of the one before.
        """
        near = Zoom.YEAR if zoom is Zoom.ALL else zoom
        now = self.span(near, min(day, self._planner.today()) if zoom is Zoom.ALL else day)
        today, calendar = self._planner.today(), self._planner.calendar
        before = self.span(near, self.beside(near, day if zoom is not Zoom.ALL else now.start, -1))
        is_cut = now.start <= today < now.end
        if is_cut:
            now = Span(now.start, today)
            before = Span(before.start, _end_of(before, calendar.working_days(*now), calendar))
        return PeriodsCompared(now, before, calendar.working_days(*now), calendar.working_days(*before), is_cut, ())

    def compared(self, zoom: Zoom, day: date) -> PeriodsCompared:
        """Return a period beside the one before: steps, step days and each measure of times or money."""
        spans = self.periods(zoom, day)
        reading = self._planner.reading
        stepped, earlier = (queries.steps_by_day(self._store, span) for span in (spans.now, spans.before))
        rows = [
            Compared("steps", sum(stepped.values()), sum(earlier.values())),
            Compared("step days", len(stepped), len(earlier)),
        ]
        for measure in reading.measures.values():
            if measure.unit in {Unit.COUNT, Unit.MONEY}:
                now, before = (reading.counted(measure, span, "", span.end)[0] for span in (spans.now, spans.before))
                rows.append(Compared(measure.name, now, before, measure.currency))
        return spans._replace(rows=tuple(row for row in rows if row.now or row.before))

    def _standing(self, goal: Goal, measure: Measure | None, window: Span, as_of: date) -> "tuple[int, Pace | None]":
        """Return what a goal has reached, and its pace; none where it has no number or has not begun."""
        from planner.domain.pace import pace

        if measure is None or goal.target is None or as_of < window.start:
            return 0, None
        value, start = self._planner.reading.current(goal, as_of)
        return value, pace(goal, window, as_of, self._planner.calendar, start_value=start, value=value)

    def _course(
        self, goal: Goal, measure: Measure, span: Span, as_of: date, pace: "Pace | None"
    ) -> Iterator[CoursePoint]:
        """Yield the days of a goal's period that are shown, each at its end."""
        window = self._planner.reading.window(goal, span.start)
        days = spread(span.start, span.end, MOST_POINTS if is_sum(measure) else READ_POINTS)
        if as_of in span and as_of not in days:
            days = sorted({*days, as_of})
        behind = [day for day in days if day <= as_of]
        actual = dict(zip(behind, reached(self._planner, goal, measure, behind, window.start), strict=True))
        for day, expected in zip(days, lines_at(self._planner, goal, days), strict=True):
            forecast = self._forecast(pace, as_of, day) if day >= as_of else None
            ahead = None if forecast is None else forecast + goal.baseline
            yield CoursePoint(day, actual.get(day), expected, ahead)

    def _forecast(self, pace: "Pace | None", as_of: date, day: date) -> "Fraction | None":
        """Return what the run rate comes to on a day; above the baseline."""
        if pace is None or pace.run_rate is None:
            return None
        more = pace.start_value + pace.run_rate * self._planner.calendar.working_days(as_of, day)
        return more if more > pace.value else more * 0 + pace.value

    def _history(self, goal: Goal, measure: Measure, span: Span, bucket: str) -> Iterator[CoursePoint]:
        """Yield what each day, week or month of a span brought, beside what the goal wants of it."""
        from fractions import Fraction

        today, calendar = self._planner.today(), self._planner.calendar
        parts = tuple(_parts(span, bucket))
        came = [0] * len(parts)
        totals = daily_totals(self._store, measure, span.end + _ONE_DAY, since=parts[0].start)
        starts = [part.start for part in parts]
        for day, total in totals.items():
            came[bisect_right(starts, day) - 1] += total
        for part, number in zip(parts, came, strict=True):
            within = part.clipped(goal.span) if part.start <= goal.ends_on and part.end >= goal.starts_on else None
            expected = None
            if within is not None and goal.target is not None and goal.ends_on != FOREVER:
                window = self._planner.reading.window(goal, within.start)
                days = calendar.working_days(*window)
                worked = calendar.working_days(*within)
                expected = Fraction(goal.target * worked, days) if days else None
            yield CoursePoint(part.start, number if part.start <= today else None, expected)


def _part_of(day: date, bucket: str) -> Span:
    if bucket == "day":
        return Span(day, day)
    return week_span(day) if bucket == "week" else month_span(day.year, day.month)


def _parts(span: Span, bucket: str) -> Iterator[Span]:
    part = _part_of(span.start, bucket)
    while part.start <= span.end:
        yield part
        if part.end >= date.max - timedelta(days=31):
            return
        part = _part_of(part.end + _ONE_DAY, bucket)


def _end_of(span: Span, working_days: int, calendar: Calendar) -> date:
    """Return the day of a span up to which it has so many working days; its last one where it has fewer."""
    day, left = span.start, working_days - calendar.is_working(span.start)
    while left > 0 and day < span.end:
        day += _ONE_DAY
        left -= calendar.is_working(day)
    return day
