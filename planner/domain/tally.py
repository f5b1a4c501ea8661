"""Amounts by date, added up: what a span of days brought, without looking at each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date

from planner.domain.period import ONE_DAY


class Tally:
    """Amounts by date, and their sums over any dates."""

    def __init__(self, through: date) -> None:
        """Start empty, with everything read up to a date."""
        self.through = through
        self.by_day: dict[date, int] = {}
        self._days: list[date] = []
        self._sums = [0]

    def extend(self, amounts: Iterable[tuple[date, int]], through: date) -> None:
        """Add later amounts, which are all that there are up to a date."""
        for day, amount in amounts:
            self.by_day[day] = amount
            self._days.append(day)
            self._sums.append(self._sums[-1] + amount)
        self.through = through

    def cut(self, day: date) -> None:
        """Forget what was read of a day and of those after it."""
        at = bisect_left(self._days, day)
        for gone in self._days[at:]:
            del self.by_day[gone]
        del self._days[at:], self._sums[at + 1 :]
        self.through = min(self.through, day - ONE_DAY)

    def first_reaching(self, amount: int, start: date) -> date | None:
        """Return the date on which what comes in from a date on adds up to an amount above 0; None where none is."""
        at = bisect_left(self._days, start)
        place = bisect_left(self._sums, self._sums[at] + amount, lo=at) - 1
        return self._days[place] if 0 <= place < len(self._days) else None

    def total(self, start: date, end: date) -> int:
        """Return the sum from a date to another, both included."""
        return max(0, self._sums[bisect_right(self._days, end)] - self._sums[bisect_left(self._days, start)])
