"""Which days are worked: the work week less the days off. Every count of days in the planner goes through here."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.period import Span, month_span, year_span

WEEKDAYS = frozenset(range(5))
"""Monday to Friday, as `date.weekday` numbers."""


class Calendar(NamedTuple):
    """The user's work week, days off, the month in which the sales year starts, and how much each month weighs."""

    work_week: frozenset[int] = WEEKDAYS
    days_off: tuple[date, ...] = ()
    """Sorted; a day off outside the work week changes nothing."""
    year_start_month: int = 1
    month_weights: tuple[int, ...] = ()
    """The shares of January to December, in any unit; empty where every working day weighs the same."""

    @classmethod
    def of(
        cls,
        days_off: Iterable[date],
        work_week: frozenset[int] = WEEKDAYS,
        year_start_month: int = 1,
        month_weights: tuple[int, ...] = (),
    ) -> "Calendar":
        """Return a calendar from days off in any order."""
        kept = sorted({day for day in days_off if day.weekday() in work_week})
        return cls(work_week, tuple(kept), year_start_month, month_weights)

    def is_working(self, day: date) -> bool:
        """Whether anything is asked on a day."""
        at = bisect_left(self.days_off, day)
        return day.weekday() in self.work_week and not (at < len(self.days_off) and self.days_off[at] == day)

    def working_days(self, start: date, end: date) -> int:
        """Return how many days are worked from start to end, both included; 0 where end lies before start."""
        if end < start:
            return 0
        weeks, rest = divmod((end - start).days + 1, 7)
        first = start.weekday()
        count = weeks * len(self.work_week) + sum((first + n) % 7 in self.work_week for n in range(rest))
        return count - (bisect_right(self.days_off, end) - bisect_left(self.days_off, start))

    def weights(self, span: Span, day: date) -> tuple[int, int]:
        """Return what a span's working days before a day weigh, and what all of them weigh: W(E) and W(D) in one unit.

        W = Σ share of the day's month ÷ working days of that whole month (domain.md c5). A month in which nothing is
        worked weighs nothing, whatever its share. Where no working day of the span weighs anything, or months have no
        shares, each weighs 1.
        """
        from math import lcm

        shared = [] if not self.month_weights else [self._shared(month, span, day) for month in _months(span)]
        unit = lcm(*(whole for _, whole, _, _ in shared if whole))
        before = sum(share * unit // whole * gone for share, whole, gone, _ in shared if whole)
        total = sum(share * unit // whole * within for share, whole, _, within in shared if whole)
        if total:
            return before, total
        total = self.working_days(span.start, span.end)
        return total - self.working_days(max(day, span.start), span.end), total

    def next_working_day(self, day: date) -> date:
        """Return the first working day after a day; the next date where a year has none."""
        return self._search(day, 1)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before a day; the date before where a year has none."""
        return self._search(day, -1)

    def first_working_days(self, year_start: date, count: int) -> tuple[date, ...]:
        """Return the first working days of a sales year, at most `count` of them (B87)."""
        span = year_span(year_start, self.year_start_month)
        days = (span.start + timedelta(days=n) for n in range(span.days))
        return tuple(day for day, _ in zip((d for d in days if self.is_working(d)), range(count), strict=False))

    def split(self, total: int, parts: Iterable[Span]) -> tuple[int, ...]:
        """Split a total over spans in order in proportion to what their working days weigh, summing exactly.

        Each working day weighs 1, or its share of its month as in `weights`, so that parts lie on the line of the
        whole. Largest remainder (Hamilton); ties go to the earlier span. Where nothing is worked, they weigh equally.
        """
        spans = tuple(parts)
        if not self.month_weights:
            weights = [self.working_days(span.start, span.end) for span in spans]
        else:
            whole = Span(spans[0].start, spans[-1].end)
            weights = [
                self.weights(whole, span.end + timedelta(days=1))[0] - self.weights(whole, span.start)[0]
                for span in spans
            ]
        return largest_remainder(total, weights if any(weights) else [1] * len(weights))

    def _shared(self, month: Span, span: Span, day: date) -> tuple[int, int, int, int]:
        """Return a month's share, its working days, and those of them in a span: before a day, and all."""
        start, end = max(month.start, span.start), min(month.end, span.end)
        within = self.working_days(start, end)
        gone = within - self.working_days(max(start, day), end)
        return self.month_weights[month.start.month - 1], self.working_days(month.start, month.end), gone, within

    def _search(self, day: date, step: int) -> date:
        for distance in range(1, 367):
            candidate = day + timedelta(days=step * distance)
            if self.is_working(candidate):
                return candidate
        return day + timedelta(days=step)


def _months(span: Span) -> Iterator[Span]:
    """Yield the calendar months that a span touches."""
    for month in range(span.start.year * 12 + span.start.month - 1, span.end.year * 12 + span.end.month):
        yield month_span(month // 12, month % 12 + 1)


def largest_remainder(total: int, weights: Iterable[int]) -> tuple[int, ...]:
    """Split a total in proportion to weights so that the parts sum to it exactly (Hamilton's method).

    Raises ValueError where no weight is above zero.
    """
    shares = list(weights)
    whole = sum(shares)
    if not whole:
        raise ValueError("a split needs a weight above zero")
    parts = [total * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda n: (-(total * shares[n] % whole), n))
    for n in by_remainder[: total - sum(parts)]:
        parts[n] += 1
    return tuple(parts)
