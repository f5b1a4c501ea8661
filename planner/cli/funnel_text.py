"""Plans of sales as text: what is near comes before what is far, and what is tried stands under what is so."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from planner.domain.deal import DealKind
from planner.domain.figure import counted, decimal
from planner.domain.funnel import FunnelPlan, WhatIf
from planner.domain.measure import Unit
from planner.domain.money import format_amount
from planner.domain.salesfigures import CloseRate, Source, leads
from planner.domain.text import clean_line
from planner.domain.views import short_date

_NONE = "No goal in money stands. planner goal add '$240,000 in 2026' sets one."


def text(looks: Sequence[tuple[FunnelPlan, WhatIf | None]], home: str, today: date) -> Iterable[str]:
    """Yield plans as lines: what the next days ask for first, the whole after it."""
    if not looks:
        yield _NONE
    for at, (plan, tried) in enumerate(looks):
        if at:
            yield ""
        yield from _plan_text(plan, tried, home, today)
    if any(tried is not None and tried.then.history != plan.history for plan, tried in looks):
        yield "Nothing is saved: --apply keeps the close rate and the average deal."


def _plan_text(plan: FunnelPlan, tried: WhatIf | None, home: str, today: date) -> Iterable[str]:
    """Yield one plan, and under each of its lines what becomes of it with the figures that are tried."""
    first = _headline(plan, today)
    yield first[:1].upper() + first[1:]
    if not plan.gap:
        return
    then = tried.then if tried is not None else plan
    if tried is not None:
        yield f"What if: {_headline(then, today)}"
        if tried.weeks_off:
            yield f"  {counted(tried.weeks_off, 'week')} off: {tried.days_off} of {plan.time.working_days} working days"
    for (name, now), (_, changed) in zip(_rows(plan, home, today), _rows(then, home, today), strict=True):
        yield f"  {name:13} {now}"
        if changed != now:
            yield f"  {'':11} → {changed}"


def _headline(plan: FunnelPlan, today: date) -> str:
    """Return what the next days ask for, and for what (B121)."""
    name = clean_line(plan.name)
    rhythm = plan.rhythm(plan.leads)
    if not plan.gap:
        return f"{name} is reached: nothing is left to plan."
    if plan.leads is None:
        return f"{name}: the average deal is not known yet. --deal '$100' tries one."
    if rhythm is None:
        ends = short_date(plan.time.span.end, today)
        return f"{name}: no working day is left until {ends}. It takes {counted(plan.leads, 'lead')}."
    return f"{rhythm.often('lead')}: {name}"


def _rows(plan: FunnelPlan, home: str, today: date) -> list[tuple[str, str]]:
    """Return the lines of a plan: what each is called, and what it says."""
    history = plan.history
    rows = []
    if plan.unit is Unit.MONEY:
        rows = [
            ("to go", _money(plan, home)),
            ("average deal", _average_deal(plan, home)),
        ]
    talks = f"{history.talks.part:,} for {counted(history.talks.whole, 'new lead')} so far"
    connects = f"{history.connects.part:,} of {counted(history.connects.whole, 'call')} connected so far"
    return [
        ("working days", f"{plan.time.working_days:,} left until {short_date(plan.time.span.end, today)}"),
        *rows,
        ("deals", _needed(plan, plan.deals, "deal")),
        ("close rate", _close_rate(history.rate, plan.kind)),
        ("leads", _needed(plan, plan.leads, "lead")),
        ("conversations", f"{_needed(plan, plan.conversations, 'conversation')} ({talks})"),
        ("calls", f"{_needed(plan, plan.calls, 'call')} ({connects})"),
    ]


def _money(plan: FunnelPlan, home: str) -> str:
    def amount(minor: Fraction | int) -> str:
        return format_amount(round(minor), plan.currency, home)

    rhythm = plan.rhythm(plan.gap)
    parts = [f"{amount(plan.gap)} of {amount(plan.target)}"]
    if rhythm is not None:
        parts.append(f"{amount(rhythm.a_day)} a working day")
        parts += [f"{amount(rhythm.a_month)} a month"] if rhythm.a_month < plan.gap else []
    return " · ".join(parts)


def _average_deal(plan: FunnelPlan, home: str) -> str:
    average = plan.history.average

    def amount(minor: int | None, source: str) -> str:
        return f"{format_amount(minor, plan.currency, home)}, {source}" if minor is not None else ""

    own = amount(average.median, f"{Source.OWN}: the median of {counted(average.deals, 'won deal')}")
    told = [amount(average.tried, Source.TRIED), own, amount(average.typed, Source.TYPED)]
    return " · ".join(part for part in told if part) or Source.UNKNOWN


def _close_rate(rate: CloseRate, kind: DealKind | None) -> str:
    """Return every close rate that there is, the one that counts first."""
    closed = f"{rate.won:,} of {rate.closed:,} closed {leads(rate.closed, kind)} and the 4 of 12 that are assumed"
    own = (
        f"{decimal(rate.own * 100, 1)} %, {Source.OWN}: {closed}"
        if rate.closed
        else f"{Source.ASSUMED} until the first lead is closed"
    )
    told = [(rate.tried, Source.TRIED), (rate.typed, Source.TYPED)]
    return " · ".join([*(f"{decimal(value * 100, 1)} %, {source}" for value, source in told if value), own])


def _needed(plan: FunnelPlan, value: int | None, noun: str) -> str:
    """Return a number with what it means by the working days that are left."""
    if value is None:
        return Source.UNKNOWN
    rhythm = plan.rhythm(value)
    if rhythm is None:
        return f"{value:,}"
    parts = [f"{value:,}", rhythm.often(noun)]
    if noun == "lead":
        parts.append(f"{plan.leads_this_week:,} this week")
    if rhythm.a_month < value:
        parts.append(f"{decimal(rhythm.a_month, 1)} a month")
    return " · ".join(parts)
