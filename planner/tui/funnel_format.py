"""The way from a goal in money back to calls, as rows and as one line of now and then. Pure."""

from collections.abc import Iterator

from planner.domain.figure import counted, decimal
from planner.domain.funnel import FunnelPlan, WhatIf
from planner.domain.measure import Unit
from planner.domain.salesfigures import Source, leads
from planner.domain.views import short_date
from planner.tui.line import Cell, Line, Row, Symbols, static

NAMES = 16
"""Columns of what is counted."""


def funnel(plan: FunnelPlan, symbols: Symbols, width: int) -> list[Row]:
    """Return deals, leads, conversations and calls, each with what it rests on; nothing where nothing is to come."""
    if not plan.gap:
        return []
    steps = list(_steps(plan, symbols))
    size = max(len(number) for number, _, _ in steps)
    title = "funnel "
    rows = [static(Line(((title, "dim"), (symbols.rule * max(0, width - len(title)), "line"))))]
    rhythm = plan.rhythm(plan.leads)
    if rhythm is not None and plan.leads_this_week is not None:
        until = short_date(plan.time.span.end, plan.time.span.start)
        told = f"{rhythm.often('lead')} until {until}, {plan.leads_this_week:,} this week"
        rows.append(static(Line(((told, "text"),))))
    for number, name, why in steps:
        cells: tuple[Cell, ...] = ((f"{number:>{size}}  ", "text"), (f"{name:{NAMES}}", "text"))
        if width >= 70:
            rows.append(static(Line((*cells, (why, "dim")))))
        else:
            rows.append(static(Line(cells), Line(((f"{'':{size + 2}}{why}", "dim"),))))
    return rows


def now_and_then(tried: WhatIf, symbols: Symbols) -> Line:
    """Return what a plan becomes with the figures that are tried: "deals 10 → 8 · leads 30 → 32 · …"."""
    now, then = tried.now, tried.then
    arrow = f" {symbols.arrow} "
    told = []
    for name in ("deals", "leads", "conversations", "calls"):
        before, after = (_count(getattr(plan, name)) for plan in (now, then))
        told.append(f"{name} {before}{arrow}{after}" if before != after else f"{name} {before}")
    rhythms = [_often(plan) for plan in (now, then)]
    right = rhythms[0] if rhythms[0] == rhythms[1] else arrow.join(rhythms)
    return Line(((f" {symbols.dot} ".join(told), "text"),), ((right, "dim"),))


def _often(plan: FunnelPlan) -> str:
    """Return how often a lead is to come, or why that is not said."""
    if plan.leads is None:
        return "unknown"
    rhythm = plan.rhythm(plan.leads)
    return "no working day" if rhythm is None else rhythm.often("lead")


def _steps(plan: FunnelPlan, symbols: Symbols) -> Iterator[tuple[str, str, str]]:
    """Yield the number, the name and the grounds of each step."""
    history = plan.history
    talks = f"{history.talks.part:,} for {counted(history.talks.whole, 'new lead')} so far"
    connects = f"{history.connects.part:,} of {counted(history.connects.whole, 'call')} connected so far"
    yield _count(plan.deals), "deals", _average(plan, symbols) if plan.unit is Unit.MONEY else "as the goal counts"
    yield _count(plan.leads), "leads", _rate(plan)
    yield _count(plan.conversations), "conversations", talks
    yield _count(plan.calls), "calls", connects


def _average(plan: FunnelPlan, symbols: Symbols) -> str:
    average = plan.history.average
    if average.value is None:
        return "the average deal is not known yet: w tries one"
    told = f"average {symbols.amount(average.value, plan.currency)}, {average.source}"
    return f"{told}: the median of {counted(average.deals, 'won deal')}" if average.source is Source.OWN else told


def _rate(plan: FunnelPlan) -> str:
    """Return the close rate with its label, and how many leads it rests on."""
    rate = plan.history.rate
    if rate.source is Source.ASSUMED:
        return f"close rate {rate.source} until the first lead is closed"
    told = f"close rate {decimal(rate.value * 100, 1)} %, {rate.source}"
    own = f"{rate.won:,} of {rate.closed:,} closed {leads(rate.closed, plan.kind)}"
    if rate.source is Source.OWN:
        return f"{told}: {own} and the 4 of 12 that are assumed"
    return f"{told}; yours so far {decimal(rate.own * 100, 1)} %: {own}" if rate.closed else told


def _count(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"
