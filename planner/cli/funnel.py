"""`planner plan`: its options read, and its plans as values for JSON. Money stays in minor units there."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from planner.cli.answer import Options, answer, tell_saved
from planner.cli.plain import number
from planner.cli.words import Parser, above_zero, reads
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.funnel import FunnelPlan, WhatIf, what_if
from planner.domain.measure import Unit
from planner.domain.money import shown, take_amount
from planner.domain.salesfigures import read_rate
from planner.services.planner import Planner

Look = tuple[FunnelPlan, WhatIf | None]
"""A plan, and what it becomes with the figures that are tried."""
_WHICH = "Say which sales are meant: planner plan '$1,000 new' --close 1/4 --apply."


def words(parser: Parser) -> None:
    """Add the words of `planner plan`."""
    parser.set_defaults(run=_run)
    reads(parser)
    parser.add_argument("line", nargs="*", help="such as '$120,000 new in 2026'; without, each goal in money")
    parser.add_argument("--until", metavar="D", help="the day until which an amount is planned: 31 dec")
    parser.add_argument("--close", metavar="RATE", help="what if so many leads close: 1/4, 25%%")
    parser.add_argument("--deal", metavar="AMOUNT", help="what if a deal brings so much: $100")
    parser.add_argument("--weeks-off", metavar="N", type=above_zero, help="what if so many weeks are not worked")
    parser.add_argument("--apply", action="store_true", help="keep --close and --deal for these sales")
    parser.add_argument("--forget", action="store_true", help="forget what was kept for these sales")


def _run(planner: Planner, options: Options) -> None:
    if options.apply or options.forget:
        saved = keep(planner, options)
        if not options.json:
            tell_saved(saved)
    found = looks(planner, options)

    def value() -> Any:
        told = [figures(look) for look in found]
        return told[0] if options.line else told

    def lines() -> Iterable[str]:
        from planner.cli.funnel_text import text

        return text(found, planner.settings.currency, planner.today())

    answer(options, value, lines)


def looks(planner: Planner, options: Options) -> list[Look]:
    """Return the plan of the line, or of each goal in money, with what is tried on it."""
    plans, rate, deal = _plans(planner, options), _rate(options), _deal(planner, options)
    if options.apply:  # what was tried is what counts now
        rate = deal = None
    if rate is None and deal is None and options.weeks_off is None:
        return [(plan, None) for plan in plans]
    tried: list[Look] = []
    for plan in plans:
        average = _average(plan, deal) if plan.unit is Unit.MONEY or len(plans) == 1 else None
        tried.append((plan, what_if(plan, close_rate=rate, average=average, weeks_off=options.weeks_off or 0)))
    return tried


def keep(planner: Planner, options: Options) -> ChangeSet:
    """Keep the figures that --close and --deal give for these sales, or forget what was kept."""
    rate, deal, plans = _rate(options), _deal(planner, options), _plans(planner, options)
    if options.apply and options.forget:
        raise PlannerError("--apply keeps figures and --forget takes them away: give one of them.")
    if options.apply and rate is None and deal is None:
        raise PlannerError("--apply keeps --close and --deal: give one of them. Weeks off are marked as days off.")
    if len({(plan.kind, plan.currency) for plan in plans}) != 1:
        raise PlannerError(_WHICH)
    plan = plans[0]
    if options.forget:
        return planner.funnel.forget(plan.kind, plan.currency)
    tried = what_if(plan, close_rate=rate, average=_average(plan, deal)).then.history
    return planner.funnel.assume(
        plan.kind, plan.currency, average_minor=tried.average.tried, close_rate=tried.rate.tried
    )


def figures(look: Look) -> dict[str, Any]:
    """Return a plan for JSON, with every figure named, and what is tried on it."""
    plan, tried = look
    then = None
    if tried is not None:
        then = {"weeks_off": tried.weeks_off, "days_off": tried.days_off, **_figures(tried.then)}
    return {**_figures(plan), "what_if": then}


def _plans(planner: Planner, options: Options) -> Sequence[FunnelPlan]:
    if options.line:
        return (_plan(planner, " ".join(options.line), _until(planner, options)),)
    if options.until is not None:
        raise PlannerError("--until goes with an amount: planner plan '$1,000 repeat' --until '31 dec'.")
    return planner.funnel.plans(planner.today())


def _plan(planner: Planner, words: str, until: date | None) -> FunnelPlan:
    """Return the plan of a goal line; where it is none, that of the standing goal of this name."""
    try:
        return planner.funnel.line(words, until)
    except PlannerError as refused:
        if until is not None:
            raise
        try:
            goal = planner.goals.find(words)
        except PlannerError:
            raise refused from None
        return planner.funnel.plan(goal, planner.today())


def _until(planner: Planner, options: Options) -> date | None:
    if options.until is None:
        return None
    from planner.domain import when

    day = when.parse_future_day(options.until, planner.today())
    if day is None:
        raise PlannerError(f"“{shown(options.until)}” is not a day. Try “31 dec” or 2026-12-31.")
    return day


def _rate(options: Options) -> Fraction | None:
    return None if options.close is None else read_rate(options.close)


def _deal(planner: Planner, options: Options) -> tuple[int, str] | None:
    """Return the amount and the currency that --deal gives."""
    if options.deal is None:
        return None
    words = options.deal.split()
    taken = take_amount(words, planner.settings.currency) if words else None
    if taken is None or taken[1] != len(words):
        raise PlannerError(f"“{shown(options.deal)}” does not read as an amount: write --deal '$100'.")
    if taken[0][0] < 1:
        raise PlannerError("An average deal is above zero: write --deal '$100'.")
    return taken[0]


def _average(plan: FunnelPlan, deal: tuple[int, str] | None) -> int | None:
    """Return the average that is tried on a plan. Raises PlannerError where it is in another currency."""
    if deal is None:
        return None
    minor, currency = deal
    if plan.unit is Unit.MONEY and currency != plan.currency:
        raise PlannerError(f"“{plan.name}” is in {plan.currency} and the deal in {currency}: give both in one.")
    return minor


def _figures(plan: FunnelPlan) -> dict[str, Any]:
    history, time = plan.history, plan.time
    first = time.span.start.year * 12 + time.span.start.month - 1
    return {
        "name": plan.name,
        "unit": plan.unit,
        "kind": plan.kind,
        "currency": plan.currency or None,
        "starts_on": time.span.start.isoformat(),
        "ends_on": time.span.end.isoformat(),
        "working_days": time.working_days,
        "working_days_a_month": number(time.days_a_month),
        "target": plan.target,
        "current": plan.current,
        **_paced(plan, "gap", plan.gap),
        "months": [
            {"month": f"{(first + n) // 12}-{(first + n) % 12 + 1:02}", "gap": gap}
            for n, gap in enumerate(plan.monthly())
        ],
        "average_deal": history.average.value,
        "average_deal_source": history.average.source,
        "average_deal_of": history.average.deals,
        "average_deal_typed": history.average.typed,
        "close_rate": number(history.rate.value),
        "close_rate_source": history.rate.source,
        "close_rate_own": number(history.rate.own),
        "close_rate_own_source": history.rate.own_source,
        "close_rate_typed": number(history.rate.typed),
        "leads_won": history.rate.won,
        "leads_closed": history.rate.closed,
        **_paced(plan, "deals", plan.deals, each="deal"),
        **_paced(plan, "leads", plan.leads, each="lead"),
        "leads_this_week": plan.leads_this_week,
        **_paced(plan, "conversations", plan.conversations, each="conversation"),
        "conversations_logged": history.talks.part,
        "new_leads_logged": history.talks.whole,
        **_paced(plan, "calls", plan.calls, each="call"),
        "calls_connected": history.connects.part,
        "calls_logged": history.connects.whole,
        "missing": list(plan.missing),
    }


def _paced(plan: FunnelPlan, name: str, value: int | None, each: str = "") -> dict[str, Any]:
    """Return a figure with what it means a month, a week and a day."""
    rhythm = plan.rhythm(value)
    paced = {
        name: value,
        f"{name}_a_month": number(rhythm.a_month) if rhythm else None,
        f"{name}_a_week": number(rhythm.a_week) if rhythm else None,
        f"{name}_a_day": number(rhythm.a_day) if rhythm else None,
    }
    return {**paced, f"working_days_per_{each}": number(rhythm.days_each) if rhythm else None} if each else paced
