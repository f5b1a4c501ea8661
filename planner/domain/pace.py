"""Expected by now, ahead or behind, and what today asks (domain.md c5). Exact rationals; nothing is a float.

Fractions are imported where a figure is one: the command line's asks are whole numbers and do not pay for them.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.goal import Goal
from planner.domain.period import Period, Span

if TYPE_CHECKING:
    from fractions import Fraction

EARLY_DAYS = 5
"""Working days before which no rate or forecast is shown: early figures are noise."""


class Pace(NamedTuple):
    """Where a goal with a number stands on a day."""

    target: int
    """T: the target of the current period."""
    total_days: int
    """D: working days in the period."""
    elapsed_days: int
    """E: working days up to yesterday."""
    remaining_days: int
    """R: working days from today on, today included where it is one."""
    start_value: int
    """C0: what was reached when today began."""
    value: int
    """C: what is reached now."""
    elapsed_weight: int
    """W(E): what the elapsed days weigh; E itself where every working day weighs the same."""
    total_weight: int
    """W(D): what all working days of the period weigh, in the same unit."""

    @property
    def expected_start(self) -> "Fraction":
        """What the line wants when today begins: T·W(E)/W(D); all of it where nothing is worked."""
        from fractions import Fraction

        if not self.total_weight:
            return Fraction(self.target)
        return Fraction(self.target * self.elapsed_weight, self.total_weight)

    @property
    def variance(self) -> "Fraction":
        """C0 less what is expected; above zero is ahead."""
        return self.start_value - self.expected_start

    @property
    def days_ahead(self) -> "Fraction":
        """The variance in working days: variance ÷ (T/D)."""
        return self.variance * self.total_days / self.target

    @property
    def days_ahead_now(self) -> "Fraction":
        """As `days_ahead`, with what was reached today counted in."""
        from fractions import Fraction

        return self.days_ahead + Fraction((self.value - self.start_value) * self.total_days, self.target)

    @property
    def required_per_day(self) -> "Fraction | None":
        """What each remaining working day needs: (T − C0)/R, never below 0; None where no day remains."""
        from fractions import Fraction

        if not self.remaining_days:
            return None
        return Fraction(max(0, self.target - self.start_value), self.remaining_days)

    @property
    def required_today(self) -> int | None:
        """The required figure rounded up; frozen for the day."""
        required = self.required_per_day
        return None if required is None else -(-required.numerator // required.denominator)

    @property
    def safety_buffer(self) -> int:
        """Whole future working days that are covered already (Beeminder's days to derail)."""
        return max(0, self.start_value * self.total_days // self.target - self.elapsed_days)

    @property
    def run_rate(self) -> "Fraction | None":
        """What a working day brought so far; None before five of them."""
        from fractions import Fraction

        return Fraction(self.start_value, self.elapsed_days) if self.elapsed_days >= EARLY_DAYS else None

    @property
    def run_rate_forecast(self) -> "Fraction | None":
        """C0 + run rate × remaining days, never below what is reached now; None before five working days."""
        from fractions import Fraction

        rate = self.run_rate
        return None if rate is None else max(Fraction(self.value), self.start_value + rate * self.remaining_days)

    @property
    def ask(self) -> int:
        """What the plan asks today: min(⌈T/D⌉, max(0, ⌊T·(E+1)/D⌋ − C0)); never more than the plan's daily ask."""
        if not self.total_days:
            return 0
        daily = -(-self.target // self.total_days)
        line = self.target * (self.elapsed_days + 1) // self.total_days
        return min(daily, max(0, line - self.start_value))


def pace(goal: Goal, window: Span, today: date, calendar: Calendar, *, start_value: int, value: int) -> Pace:
    """Return a goal's pace in one period. Raises ValueError for a goal without a target."""
    if goal.target is None:
        raise ValueError("a goal without a target has no pace")
    total = calendar.working_days(window.start, window.end)
    remaining = calendar.working_days(max(today, window.start), window.end)
    weights = calendar.weights(window, today) if calendar.month_weights else (total - remaining, total)
    return Pace(
        target=goal.target - goal.baseline,
        total_days=total,
        elapsed_days=total - remaining,
        remaining_days=remaining,
        start_value=start_value - goal.baseline,
        value=value - goal.baseline,
        elapsed_weight=weights[0],
        total_weight=weights[1],
    )


def asking_goal(goals: Sequence[Goal]) -> Goal:
    """Return the goal that speaks for a measure: the day goal, else the finest; the larger target among equals."""
    return min(goals, key=fineness)


def fineness(goal: Goal) -> tuple[int, int]:
    """Return what goals of one measure are compared by: the lowest speaks for it."""
    days = goal.window(goal.starts_on).days
    return (0 if goal.period is Period.DAY else days, -(goal.target or 0))
