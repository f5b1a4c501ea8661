"""Progress as it is read: a goal's course at any zoom, the funnel, and the days by what is known of them.

Each view costs a few statements, however many years the log has. It draws nothing.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.conversion import Step
from planner.domain.daymark import DayMark, DayState
from planner.domain.errors import PlannerError
from planner.domain.goal import FOREVER, Goal
from planner.domain.measure import Measure, Unit
from planner.domain.period import ONE_DAY, Span, period_span
from planner.domain.progressviews import CoursePoint, GoalCourse, MonthMark, Zoom
from planner.domain.views import short_date
from planner.services.chart import MOST_POINTS, READ_POINTS, is_sum, lines_at, reached, spread
from planner.services.comparing import parts_of
from planner.services.known_days import record_began
from planner.store import daily, progress, queries
from planner.store.best import daily_totals

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.domain.pace import Pace
    from planner.services.planner import Planner

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

    def past_goals(self, day: date) -> tuple[str, ...]:
        """Return the keys of the goals with a number that ended before a day: years and quarters, then what is shorter.

        The latest come first.
        """
        return tuple(progress.past_goals(self._store, day))

    def goal(self, key: str) -> Goal:
        """Return a goal by its key. Raises PlannerError where it is gone."""
        return self._store.need(Goal, key)

    def begins(self) -> date:
        """Return the first day of the record of what was done; today where there is none."""
        return record_began(self._planner) or self._planner.today()

    def span(self, zoom: Zoom, day: date) -> Span:
        """Return the dates that a zoom shows around a day; all years begin with the first entry or sale (B72).

        Raises PlannerError behind the ends of the calendar.
        """
        today = self._planner.today()
        if zoom.period is not None:
            try:
                return period_span(zoom.period, day, self._planner.settings.year_start_month) or Span(day, day)
            except (ValueError, OverflowError):
                raise PlannerError("The calendar ends here.") from None
        return self._planner.reading.remembered(("all years", today), lambda: self._all_years(today))

    def beside(self, zoom: Zoom, day: date, step: int) -> date:
        """Return a day in the period before (−1) or after (+1) a day's.

        Raises PlannerError where there is none: nothing is known before the record, nor of what is to come.
        """
        span, today = self.span(zoom, day), self._planner.today()
        if zoom is Zoom.ALL:
            raise PlannerError("All years are shown. + looks closer.")
        if step > 0 and span.end >= today:
            raise PlannerError(f"This {zoom} is the last one: what is to come has no progress yet.")
        begins = self.span(Zoom.ALL, today).start
        if step < 0 and span.start <= begins:
            raise PlannerError(f"Nothing is known before {short_date(begins, today)}.")
        return span.start - ONE_DAY if step < 0 else span.end + ONE_DAY

    def course(self, goal: Goal, zoom: Zoom, day: date, most: int = MOST_POINTS) -> GoalCourse:
        """Return a goal's course around a day: what is reached beside its line, or what each week or month brought.

        What adds up has at most so many points, the last day that counts among them.
        A goal that comes again is shown by what each part brought where more than one of its periods is looked at, and
        so is any goal over all years, from the first day that brought something on (B72).
        """
        measure = self._planner.reading.measure_of(goal)
        window = self._planner.reading.window(goal, day)
        span = self.span(zoom, day)
        is_longer = goal.repeats(self._planner.settings.year_start_month) and span.days > window.days
        as_of = min(self._planner.today(), window.end)
        value, pace = self._standing(goal, measure, window, as_of)
        bucket, points, before = "", tuple[CoursePoint, ...](), goal.baseline
        if measure is not None and measure.unit in {Unit.COUNT, Unit.MONEY} and (is_longer or zoom is Zoom.ALL):
            bucket = _BUCKETS[zoom]
            totals = daily_totals(self._store, measure, span.end + ONE_DAY, since=next(parts_of(span, bucket)).start)
            if zoom is Zoom.ALL:
                span = Span(next(iter(totals), span.start), span.end)
            points = tuple(self._history(goal, measure, span, bucket, totals))
        elif measure is not None and goal.target is not None and goal.ends_on != FOREVER:
            span = span.clipped(window) if zoom is not Zoom.ALL else window
            points = tuple(self.points(goal, measure, span, as_of, pace, most))
            if window.start < span.start <= as_of:
                (before,) = reached(self._planner, goal, measure, [span.start - ONE_DAY], window.start)
        name = self._planner.reading.name(goal, self._planner.today())
        return GoalCourse(goal, name, measure, span, points, bucket, as_of, value, before, pace)

    def funnel(self, zoom: Zoom, day: date) -> tuple[Step, ...]:
        """Return the way to a sale in a period, as `funnel.steps` does."""
        return self._planner.funnel.steps(self.span(zoom, day))

    def days(self, span: Span) -> tuple[DayMark, ...]:
        """Return what is known of each date of a span."""
        today, calendar = self._planner.today(), self._planner.calendar
        first = self.begins()
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
            marks.append(DayMark(day, state, steps.get(day, 0), kind, calendar.is_working(day)))
        return tuple(marks)

    def months(self) -> tuple[MonthMark, ...]:
        """Return each month of all years with its known working days up to today, and how many of them have a step."""
        today, calendar = self._planner.today(), self._planner.calendar
        span = Span(self.begins(), today)
        stepped = [day for day in queries.step_days(self._store, span) if calendar.is_working(day)]
        told = daily.told_days(self._store, span).union((today,)).difference(stepped)
        steps = Counter(day.replace(day=1) for day in stepped)
        known = Counter(day.replace(day=1) for day in (*stepped, *told) if day in span and calendar.is_working(day))
        marks = []
        for month in parts_of(span, "month"):
            days, of = calendar.working_days(*month.clipped(span)), known[month.start]
            marks.append(MonthMark(month.start, steps[month.start], of, days - of))
        return tuple(marks)

    def _all_years(self, today: date) -> Span:
        sale = progress.first_sale(self._store)
        return Span(min(self.begins(), today if sale is None else sale), today)

    def _known_since(self, measure: Measure) -> date:
        """Return the first day of which it is known what a measure counts; milestones stand by themselves."""
        if measure.unit is Unit.COUNT:
            return self.begins()
        return self.span(Zoom.ALL, self._planner.today()).start if measure.unit is Unit.MONEY else date.min

    def _standing(self, goal: Goal, measure: Measure | None, window: Span, as_of: date) -> "tuple[int, Pace | None]":
        """Return what a goal has reached, and its pace; none where it has no number or has not begun."""
        from planner.domain.pace import pace

        if measure is None or goal.target is None or as_of < window.start:
            return 0, None
        value, start = self._planner.reading.current(goal, as_of)
        return value, pace(goal, window, as_of, self._planner.calendar, start_value=start, value=value)

    def points(
        self, goal: Goal, measure: Measure, span: Span, as_of: date, pace: "Pace | None", most: int = MOST_POINTS
    ) -> Iterator[CoursePoint]:
        """Yield the days of a goal's period that are shown, each at its end, at most `most` and the last that counts.

        The goal has a target and a last date.
        """
        window = self._planner.reading.window(goal, span.start)
        days = spread(span.start, span.end, most if is_sum(measure) else min(most, READ_POINTS))
        if as_of in span and as_of not in days:
            days = sorted({*days, as_of})
        begins = self._known_since(measure)
        behind = [day for day in days if begins <= day <= as_of]
        actual = dict(zip(behind, reached(self._planner, goal, measure, behind, window.start), strict=True))
        for day, expected in zip(days, lines_at(self._planner, goal, days), strict=True):
            forecast = self._forecast(pace, as_of, day) if as_of <= day and as_of < window.end else None
            ahead = None if forecast is None else forecast + goal.baseline
            yield CoursePoint(day, actual.get(day), expected, ahead)

    def _forecast(self, pace: "Pace | None", as_of: date, day: date) -> "Fraction | None":
        """Return what the run rate comes to on a day; above the baseline."""
        if pace is None or pace.run_rate is None:
            return None
        more = pace.start_value + pace.run_rate * self._planner.calendar.working_days(as_of, day)
        return more if more > pace.value else more * 0 + pace.value

    def _history(
        self, goal: Goal, measure: Measure, span: Span, bucket: str, totals: Mapping[date, int]
    ) -> Iterator[CoursePoint]:
        """Yield what each day, week or month of a span brought, beside what the goal wants of it."""
        from fractions import Fraction

        known, calendar = Span(self._known_since(measure), self._planner.today()), self._planner.calendar
        parts = tuple(parts_of(span, bucket))
        came = [0] * len(parts)
        starts = [part.start for part in parts]
        for day, total in totals.items():
            came[bisect_right(starts, day) - 1] += total
        unknown = self._unknown([part for part, number in zip(parts, came, strict=True) if not number])
        for part, number in zip(parts, came, strict=True):
            within = part.clipped(goal.span) if part.start <= goal.ends_on and part.end >= goal.starts_on else None
            expected = None
            if within is not None and goal.target is not None and goal.ends_on != FOREVER:
                window = self._planner.reading.window(goal, within.start)
                days = calendar.working_days(*window)
                worked = calendar.working_days(*within)
                expected = Fraction(goal.target * worked, days) if days else None
            is_known = part.start <= known.end and part.end >= known.start and part not in unknown
            yield CoursePoint(part.start, number if is_known else None, expected)

    def _unknown(self, parts: Sequence[Span]) -> frozenset[Span]:
        """Return those weeks and months of the record of which nothing is known: they are no zeros.

        A day by itself is as it was left.
        """
        today, begins, working = self._planner.today(), self.begins(), self._planner.calendar.working_days
        asked = [part for part in parts if part.days > 1 and begins <= part.end < today and working(*part)]
        if not asked:
            return frozenset()
        known = sorted(daily.known_days(self._store, Span(asked[0].start, asked[-1].end)))
        return frozenset(part for part in asked if bisect_right(known, part.end) == bisect_left(known, part.start))
