"""A goal in smaller steps: the periods that a target splits into, and what a repeated one comes to.

It refuses what has no parts, with the sentence; whom the parts belong to, and what is saved, is for the services.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple, Protocol

from planner.domain.activity import MAX_QUANTITY
from planner.domain.calendar import Calendar
from planner.domain.errors import PlannerError
from planner.domain.goal import MAX_TARGET, Goal, GoalKind
from planner.domain.goaltitle import shown
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period, Span, period_span, week_span, year_span

MOST_PARTS = 100
"""More parts than that are no plan: a year goes into months or weeks before it goes into days."""
_COARSE_TO_FINE = (Period.YEAR, Period.QUARTER, Period.MONTH, Period.WEEK, Period.DAY)
_LAST_YEAR = 9000
_NOMINAL_MONTH: Mapping[Period, int] = {Period.DAY: 20, Period.WEEK: 4}
_NOMINAL_YEAR: Mapping[Period, int] = {Period.DAY: 240, Period.WEEK: 48, Period.MONTH: 12, Period.QUARTER: 4}
_THURSDAY = timedelta(days=3)


class Part(NamedTuple):
    """One of the smaller steps."""

    period: Period
    span: Span
    target: int
    """In the goal's own unit; 0 where nothing is worked."""


class PartRow(NamedTuple):
    """A part as a preview shows it, beside the goal that stands there already."""

    label: str
    """The period as people say it: "Q1", "February", "week 7"."""
    span: Span
    target: int
    standing: Goal | None
    differs: bool
    """Whether saving changes anything here: a new goal, or another target."""


class Nominal(NamedTuple):
    """What a repeated target comes to, by the rule of thumb and by the user's own calendar."""

    month: int | None
    """None for what is set by the month or longer."""
    year: int
    own: int
    """The sales year in which it starts, by the periods in which anything is worked."""

    def told(self, shown: Callable[[int], str] = "{:,}".format) -> str:
        """Return the sentence: "≈ 40 a month, ≈ 480 a year; by your calendar 522"."""
        month = "" if self.month is None else f"≈ {shown(self.month)} a month, "
        return f"{month}≈ {shown(self.year)} a year; by your calendar {shown(self.own)}"


class Repeated(Protocol):
    """What a goal and the draft of one have in common."""

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def period(self) -> Period:
        """The period that the target is for."""
        ...

    @property
    def starts_on(self) -> date:
        """Its first date."""
        ...

    @property
    def ends_on(self) -> date:
        """Its last date."""
        ...

    @property
    def target(self) -> int | None:
        """The target of one period."""
        ...


def finer(period: Period) -> Period | None:
    """Return the next finer period of the calendar; None for a day and for what no calendar gives."""
    if period not in _COARSE_TO_FINE[:-1]:
        return None
    return _COARSE_TO_FINE[_COARSE_TO_FINE.index(period) + 1]


def parts(goal: Goal, calendar: Calendar, period: Period | None = None, span: Span | None = None) -> tuple[Part, ...]:
    """Split a goal's target over finer periods in proportion to their working days, summing exactly.

    Largest remainder (Hamilton's method), earlier parts first among equals; minor units where it is money. Without a
    period it is the next finer one: for a free span months, weeks where it is shorter than two, days within one week.
    `span` is what is split where it is not the goal's own. Parts are cut where the span is, but for the weeks of a
    whole month, quarter or year: those go whole to the one that holds their Thursday (domain.md c3).

    Raises PlannerError with the sentence where the goal has no parts.
    """
    whole = span or goal.span
    by = _by(goal, whole, period)
    if goal.target is None:
        raise PlannerError(f"“{goal.title}” has no number to break down. Set a goal with one: “480 calls in 2026”.")
    pieces = list(islice(_pieces(goal.period, whole, by, calendar.year_start_month), MOST_PARTS + 1))
    if len(pieces) > MOST_PARTS:
        raise PlannerError(f"“{goal.title}” by {by} is more than {MOST_PARTS} parts. Take a longer period.")
    if len(pieces) < 2:
        raise PlannerError(f"“{goal.title}” lies within one {by}. Take a shorter period.")
    targets = calendar.split(goal.target - goal.baseline, pieces)
    return tuple(Part(by, piece, target) for piece, target in zip(pieces, targets, strict=True))


def remaining(planned: Sequence[Part], calendar: Calendar, ahead: Span, left: int) -> tuple[Part, ...]:
    """Split what is left over the parts that are not over, cut to the dates that remain of what is split (B114).

    `left` is T − C0, never below 0. The part that holds today begins today, so what was reached before it is counted
    once: in what was split, and in no part.
    """
    kept = [part for part in planned if part.span.end >= ahead.start and part.span.start <= ahead.end]
    if not kept:
        return ()
    spans = [part.span.clipped(ahead) for part in kept]
    shares = calendar.split(left, spans)
    return tuple(part._replace(span=span, target=share) for part, span, share in zip(kept, spans, shares, strict=True))


def nominal(goal: Repeated, calendar: Calendar) -> Nominal | None:
    """Return what a repeated target comes to; None for a goal that is set once (B66, B81).

    Nominal is 20 working days or 4 weeks a month and 12 months a year: 2 a day ≈ 40 a month ≈ 480 a year.
    """
    first = period_span(goal.period, goal.starts_on, calendar.year_start_month)
    if goal.target is None or first is None or goal.period not in _NOMINAL_YEAR or first.end >= goal.ends_on:
        return None
    year = year_span(goal.starts_on, calendar.year_start_month)
    if goal.period is Period.DAY:
        periods = calendar.working_days(year.start, year.end)
    else:
        pieces = _pieces(Period.YEAR, year, goal.period, calendar.year_start_month)
        periods = sum(1 for piece in pieces if calendar.working_days(piece.start, piece.end))
    a_month = _NOMINAL_MONTH.get(goal.period)
    return Nominal(
        month=None if a_month is None else goal.target * a_month,
        year=goal.target * _NOMINAL_YEAR[goal.period],
        own=goal.target * periods,
    )


def check_size(goal: Repeated, measure: Measure | None, calendar: Calendar, home: str) -> None:
    """Refuse a target that is repeated until its year lies beyond the largest number there is room for."""
    totals = nominal(goal, calendar)
    if totals is not None and max(totals.year, totals.own) > MAX_TARGET:
        most = f"{MAX_TARGET:,}" if measure is None else shown(measure, MAX_TARGET, home)
        raise PlannerError(f"“{goal.title}” a {goal.period} comes to more than {most} a year. Set a smaller target.")


def check_count(goal: Repeated, measure: Measure | None) -> None:
    """Refuse a count that is more for each of its dates than one entry of the log can hold."""
    first = period_span(goal.period, goal.starts_on)
    days = min(first.days if first is not None else MAX_QUANTITY, (goal.ends_on - goal.starts_on).days + 1)
    is_count = measure is not None and measure.unit is Unit.COUNT
    if is_count and goal.target is not None and goal.target > days * MAX_QUANTITY:
        raise PlannerError(f"“{goal.title}” is more than {MAX_QUANTITY:,} a day. Set a smaller target.")


def _by(goal: Goal, span: Span, wanted: Period | None) -> Period:
    """Return the period that a goal is split by. Raises PlannerError where there is none, or it is not finer."""
    if goal.period is Period.BIG_PICTURE:
        raise PlannerError(f"“{goal.title}” has no number to break down. Set a goal with one: “480 calls in 2026”.")
    if goal.kind is GoalKind.LITTLE:
        raise PlannerError(f"“{goal.title}” is a little goal: it is small enough as it stands.")
    if span.end.year > _LAST_YEAR:
        raise PlannerError(f"“{goal.title}” ends in {span.end.year}: the calendar goes to {_LAST_YEAR}.")
    natural = _natural(span) if goal.period is Period.CUSTOM else finer(goal.period)
    if natural is None:
        raise PlannerError(f"“{goal.title}” is for one day: there is nothing finer.")
    coarsest = Period.QUARTER if goal.period is Period.CUSTOM else natural
    possible = _COARSE_TO_FINE[_COARSE_TO_FINE.index(coarsest) :]
    if wanted is not None and wanted not in possible:
        told = " or ".join(f"{one}s" for one in possible)
        raise PlannerError(f"“{goal.title}” splits into {told}, not into {str(wanted).replace('_', ' ')}s.")
    return wanted or natural


def _natural(span: Span) -> Period | None:
    if span.start == span.end:
        return None
    if span.end in week_span(span.start):
        return Period.DAY
    years, month = divmod(span.start.month + 1, 12)
    year = span.start.year + years
    two_months_on = date(year, month + 1, min(span.start.day, monthrange(year, month + 1)[1]))
    return Period.MONTH if span.end + timedelta(days=1) >= two_months_on else Period.WEEK


def _pieces(period: Period, span: Span, by: Period, year_start_month: int) -> Iterator[Span]:
    """Yield the finer periods of a span of some period, in order."""
    by_thursday = by is Period.WEEK and period_span(period, span.start, year_start_month) == span
    start = span.start
    while start <= span.end:
        piece = period_span(by, start, year_start_month) or span
        if not by_thursday:
            yield piece.clipped(span)
        elif piece.start + _THURSDAY in span:
            yield piece
        start = piece.end + timedelta(days=1)
