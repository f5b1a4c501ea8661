"""`planner deals`: the pipeline, the list, one deal and the verbs, as lines and as JSON."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import plain
from planner.cli.values import as_json
from planner.domain import dealwords
from planner.domain.deal import Deal, DealStage
from planner.domain.dealline import read_stage
from planner.domain.dealviews import DealFilter, DealRow, DealState, DealView, PipelineView
from planner.domain.errors import PlannerError
from planner.domain.money import format_amount
from planner.domain.text import clean_line
from planner.domain.views import short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

Options = argparse.Namespace
NAME_WIDTH = 40
STATES = {
    "open": DealState.OPEN,
    "quiet": DealState.QUIET,
    "soon": DealState.SOON,
    "won": DealState.WON,
    "lost": DealState.LOST,
}


def save(planner: "Planner", options: Options) -> "ChangeSet | None":
    """Do what a verb changes; None where it only reads."""
    deals = planner.deals
    if options.sub == "add":
        return deals.add(" ".join(options.line))
    if options.sub in {None, "list", "pipeline", "show"}:
        return None
    name = options.name if options.sub == "stage" else " ".join(options.name)
    key = planner.pipeline.find(name).deal.id
    match options.sub:
        case "edit":
            return deals.correct(key, options.line)
        case "stage" if options.to in {"forward", "back"}:
            return deals.step(key, 1 if options.to == "forward" else -1)
        case "stage":
            return deals.move(key, read_stage(options.to))
        case "win":
            amount, on = deals.read_won(key, options.amount)
            return deals.win(key, amount, _day(options.date, planner.today()) or on)
        case "lose":
            return deals.lose(key, options.why, _day(options.date, planner.today()))
        case _:
            return deals.follow(key, options.do)


def value(planner: "Planner", options: Options) -> Any:
    """Return what a verb shows, for JSON."""
    if options.sub == "pipeline":
        return _pipeline(planner.pipeline.view())
    if options.sub == "show":
        return _view(planner.pipeline.one(planner.pipeline.find(" ".join(options.name)).deal.id))
    page = planner.pipeline.page(_filter(options), 0, options.limit)
    return {"total": page.total, "deals": [_row(row, planner) for row in page.rows]}


def lines(planner: "Planner", options: Options) -> Iterator[str]:
    """Yield what a verb shows, as lines."""
    home = planner.settings.currency
    if options.sub == "pipeline":
        yield from _pipeline_lines(planner.pipeline.view(), home)
    elif options.sub == "show":
        yield from _view_lines(planner.pipeline.one(planner.pipeline.find(" ".join(options.name)).deal.id), home)
    else:
        page = planner.pipeline.page(_filter(options), 0, options.limit)
        for row in page.rows:
            yield _row_line(row, planner)
        if page.total > len(page.rows):
            yield f"{page.total - len(page.rows):,} more: --limit {page.total} shows them all"


def _filter(options: Options) -> DealFilter:
    return DealFilter(STATES[options.state], DealStage(options.stage) if options.stage else None)


def _day(word: str | None, today: date) -> date | None:
    from planner.domain import when

    if word is None:
        return None
    day = when.parse_past_day(word, today)
    if day is None:
        raise PlannerError(f"“{word}” is not a day: write yesterday, mon or 2026-02-09.")
    return day


def _deal(deal: Deal) -> dict[str, Any]:
    return {field: as_json(getattr(deal, field)) for field in Deal.FIELDS}


def _row(row: DealRow, planner: "Planner") -> dict[str, Any]:
    today = planner.today()
    return {
        **_deal(row.deal),
        "contact": row.contact or None,
        "probability": row.deal.chance(planner.settings.probabilities),
        "last_touch": as_json(row.last_touch),
        "quiet_days": row.quiet_for(today) if row.deal.is_open else None,
        "gone_quiet": planner.pipeline.is_quiet(row, today),
    }


def _view(view: DealView) -> dict[str, Any]:
    return {
        **_deal(view.row.deal),
        "contact": view.row.contact or None,
        "probability": view.chance,
        "weighted_minor": as_json(view.weighted),
        "last_touch": as_json(view.row.last_touch),
        "gone_quiet": view.is_quiet,
        "planned": list(view.waiting),
        "log": [plain.entry(row) for row in view.log],
    }


def _pipeline(view: PipelineView) -> dict[str, Any]:
    win, close = view.rates.win, view.rates.close
    return {
        **as_json(view._replace(coverages=())),
        "coverages": [{**as_json(one), **as_json(one.figures)} for one in view.coverages],
        "rates": {
            "win_rate": as_json(win.value),
            "win_rate_n": win.whole,
            "close_rate": as_json(close.value),
            "close_rate_n": close.closed,
        },
    }


def _pipeline_lines(view: PipelineView, home: str) -> Iterator[str]:
    def amount(minor: int, currency: str) -> str:
        return format_amount(minor, currency, home)

    for stage in view.stages:
        sums = ", ".join(amount(one.amount_minor, one.currency) for one in stage.sums)
        yield f"{stage.stage:12} {stage.chance:>3}%  {_deals(stage.deals):>9}  {sums}".rstrip()
    for one in view.totals:
        weighted = amount(round(one.weighted), one.currency)
        yield f"{'open':18}{_deals(one.deals):>9}  {amount(one.amount_minor, one.currency)}, weighted {weighted}"
    for goal in view.coverages:
        yield clean_line(f"{goal.name}: {', '.join(dealwords.coverage(goal, amount))}")
    yield from dealwords.rates(view)
    yield f"gone quiet: {view.quiet:,}, closing soon: {view.soon:,}, without an amount: {view.unpriced:,}"


def _deals(count: int) -> str:
    return f"{count:,} deal{'' if count == 1 else 's'}"


def _row_line(row: DealRow, planner: "Planner") -> str:
    deal, today = row.deal, planner.today()
    money = (
        "" if deal.amount_minor is None else format_amount(deal.amount_minor, deal.currency, planner.settings.currency)
    )
    told = dealwords.asks(row, today, is_quiet=planner.pipeline.is_quiet(row, today))
    told = told if deal.is_open else dealwords.decided(row, today)
    return f"{clean_line(row.label):{NAME_WIDTH}}  {deal.stage:12}{money:>12}  {told}".rstrip()


def _view_lines(view: DealView, home: str) -> Iterator[str]:
    deal, today = view.row.deal, view.today
    yield clean_line(view.row.label)
    facts = [f"{deal.kind} deal, {deal.stage}"]
    if deal.amount_minor is not None:
        facts.append(format_amount(deal.amount_minor, deal.currency, home))
    if deal.is_open:
        facts.append(f"{view.chance}%")
    if deal.is_open and view.weighted is not None:
        facts.append(f"weighted {format_amount(round(view.weighted), deal.currency, home)}")
    yield "  ".join(facts)
    told = (
        dealwords.asks(view.row, today, is_quiet=view.is_quiet) if deal.is_open else dealwords.decided(view.row, today)
    )
    if told:
        yield told
    yield from (clean_line(f"planned: {one}") for one in view.waiting)
    for row in view.log:
        yield f"{short_date(row.activity.local_date, today)}  {plain.entry_text(row)}"
