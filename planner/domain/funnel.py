"""The reverse funnel: what an amount of sales asks for in deals, leads, conversations and calls (domain.md c5).

Exact rationals; nothing is a float. It owns no history: counts and amounts are handed in, and what they do not say
stays None. Fractions are imported where a figure is one.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.calendar import Calendar, largest_remainder
from planner.domain.conversion import Ratio
from planner.domain.deal import DealKind
from planner.domain.errors import PlannerError
from planner.domain.measure import Unit
from planner.domain.period import Span, month_span
from planner.domain.salesfigures import Average, CloseRate, check_figures

if TYPE_CHECKING:
    from fractions import Fraction


class History(NamedTuple):
    """The user's own figures that a plan stands on."""

    average: Average = Average()
    rate: CloseRate = CloseRate()
    talks: Ratio = Ratio(0, 0)
    """Conversations for new leads."""
    connects: Ratio = Ratio(0, 0)
    """Connected calls of all calls."""


class Rhythm(NamedTuple):
    """What a number means by the working days that are left."""

    a_day: "Fraction"
    a_week: "Fraction"
    a_month: "Fraction"
    days_each: "Fraction"
    """Working days for each one."""

    def often(self, noun: str) -> str:
        """Return how often something is needed: "one lead every 8 working days", "2.5 leads a working day"."""
        from planner.domain.figure import decimal

        every, daily = decimal(self.days_each, 1), decimal(self.a_day, 1)
        if "1" in {every, daily}:
            return f"one {noun} a working day"
        return f"one {noun} every {every} working days" if self.days_each > 1 else f"{daily} {noun}s a working day"


class Time(NamedTuple):
    """The days that a plan has."""

    span: Span
    """From the first day that is left to the last; a span that is over has one that ends before it starts."""
    working_days: int
    this_week: int
    """Those of the working days that lie in the week of the plan's day."""
    days_a_week: int
    months: "tuple[Fraction, ...]"
    """Of each calendar month in the span, the share of its working days that the span holds."""
    days_a_month: "Fraction | None"
    """Working days in a month that is all worked; None where none is left."""


class FunnelPlan(NamedTuple):
    """The way from a gap back to calls."""

    name: str
    """What is planned, as a sentence names it."""
    unit: Unit
    """Money, or a count of deals."""
    kind: DealKind | None
    """None plans new and repeat sales together."""
    currency: str
    target: int
    current: int
    time: Time
    history: History

    @property
    def gap(self) -> int:
        """What is still to come, in minor units or deals: max(0, target − current)."""
        return max(0, self.target - self.current)

    @property
    def deals(self) -> int | None:
        """⌈gap ÷ average deal⌉; None while no average is known."""
        if self.unit is Unit.COUNT or not self.gap:
            return self.gap
        average = self.history.average.value
        return None if average is None else -(-self.gap // average)

    @property
    def leads(self) -> int | None:
        """⌈deals ÷ close rate⌉ (B118)."""
        return None if self.deals is None else _ceiling(self.deals / self.history.rate.value)

    @property
    def conversations(self) -> int | None:
        """⌈leads × conversations for each new lead⌉; None while the log does not say how many that is."""
        talks = self.history.talks.value
        if not self.leads:
            return self.leads
        return _ceiling(self.leads * talks) if talks else None

    @property
    def calls(self) -> int | None:
        """⌈conversations ÷ the share of calls that connect⌉; None while the log does not say how many do."""
        connects = self.history.connects.value
        if not self.conversations:
            return self.conversations
        return _ceiling(self.conversations / connects) if connects else None

    @property
    def leads_this_week(self) -> int | None:
        """⌈leads × working days left this week ÷ working days left⌉ (B120); None where no day is left."""
        if self.leads is None or not self.time.working_days:
            return None
        return -(-self.leads * self.time.this_week // self.time.working_days)

    @property
    def missing(self) -> tuple[str, ...]:
        """The figures that are not known yet and without which the plan stops short."""
        if not self.gap:
            return ()
        known = {
            "average_deal": self.deals,
            "conversations_per_lead": self.history.talks.value,
            "connect_rate": self.history.connects.value,
        }
        return tuple(name for name, figure in known.items() if not figure)

    def rhythm(self, number: int | None) -> Rhythm | None:
        """Return what a number of something means a day, week and month; None of nothing, or where no day is left."""
        from fractions import Fraction

        if not number or not self.time.working_days:
            return None
        a_day = Fraction(number, self.time.working_days)
        return Rhythm(a_day, a_day * self.time.days_a_week, a_day * (self.time.days_a_month or 0), 1 / a_day)

    def monthly(self) -> tuple[int, ...]:
        """Return the gap split over the months that are left, summing exactly; whole months weigh the same (B117)."""
        from math import lcm

        if not self.time.months:
            return ()
        scale = lcm(*(share.denominator for share in self.time.months))
        weights = [int(share * scale) for share in self.time.months]
        return largest_remainder(self.gap, weights if any(weights) else [1] * len(weights))


class WhatIf(NamedTuple):
    """The present plan and the changed one; looking at it saves nothing."""

    now: FunnelPlan
    then: FunnelPlan
    weeks_off: int
    days_off: int
    """How many of the working days the weeks off take."""


def what_if(
    plan: FunnelPlan,
    *,
    close_rate: "Fraction | None" = None,
    average: int | None = None,
    weeks_off: int = 0,
) -> WhatIf:
    """Return a plan with other figures beside the present one. Raises PlannerError where one cannot be."""
    check_figures(average, close_rate)
    if weeks_off < 0:
        raise PlannerError("Weeks off are counted from 0 up.")
    if average is not None and plan.unit is Unit.COUNT:
        raise PlannerError(f"“{plan.name}” is counted in deals: it needs no average.")
    time, history = plan.time, plan.history
    days_off = min(time.working_days, weeks_off * time.days_a_week)
    left = time.working_days - days_off
    then = plan._replace(
        time=time._replace(working_days=left, this_week=min(left, time.this_week)),
        history=history._replace(
            rate=history.rate._replace(tried=close_rate or history.rate.tried),
            average=history.average._replace(tried=average or history.average.tried),
        ),
    )
    return WhatIf(plan, then, weeks_off, days_off)


def time_left(span: Span, week: Span, calendar: Calendar) -> Time:
    """Return the days of a span that begins with the day of planning, `week` being the week of that day."""
    from fractions import Fraction

    shares = []
    for number in range(_number(span.start), _number(span.end) + 1):
        month = month_span(number // 12, number % 12 + 1)
        worked = calendar.working_days(month.start, month.end)
        held = calendar.working_days(max(month.start, span.start), min(month.end, span.end))
        shares.append(Fraction(held, worked) if worked else Fraction(0))
    working = calendar.working_days(span.start, span.end)
    return Time(
        span=span,
        working_days=working,
        this_week=calendar.working_days(max(span.start, week.start), min(span.end, week.end)),
        days_a_week=len(calendar.work_week),
        months=tuple(shares),
        days_a_month=working / sum(shares, Fraction(0)) if working else None,
    )


def _number(day: date) -> int:
    """Return the number of a day's month since year 0."""
    return day.year * 12 + day.month - 1


def _ceiling(value: "Fraction") -> int:
    return -(-value.numerator // value.denominator)
