"""`planner deals`: the pipeline, the list, one deal and the verbs, as lines and as JSON."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import plain
from planner.cli.answer import Options, answer
from planner.cli.values import as_json
from planner.cli.words import Parser, above_zero, dated, reads, verb
from planner.domain import dealwords
from planner.domain.deal import OPEN_STAGES, Deal, DealStage
from planner.domain.dealline import read_stage
from planner.domain.dealviews import DealFilter, DealRow, DealState, DealView, PipelineView
from planner.domain.errors import PlannerError
from planner.domain.figure import counted
from planner.domain.money import format_amount
from planner.domain.text import clean_line
from planner.domain.views import short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

NAME_WIDTH = 40
STATES = {
    "open": DealState.OPEN,
    "quiet": DealState.QUIET,
    "soon": DealState.SOON,
    "won": DealState.WON,
    "lost": DealState.LOST,
}


def words(parser: Parser) -> None:
    """Add the words of `planner deals`."""
    parser.set_defaults(run=_run)
    _listed(parser)
    told = "list|pipeline|show|add|edit|stage|win|lose|next"
    verbs = parser.add_subparsers(dest="sub", metavar=told, prog="planner deals")
    _listed(verb(verbs, "list", "list deals, the furthest first"))
    reads(verb(verbs, "pipeline", "sums by stage, coverage of the goals, win rate and close rate"))
    show = verb(verbs, "show", "show one deal with its buyer and log")
    reads(show)
    show.add_argument("name", nargs="+", help="words of its title, buyer or organization")
    verb(verbs, "add", "add one: planner deals add 'Acme renewal @Dana $12k by 30 apr'").add_argument("line", nargs="+")
    edit = verb(verbs, "edit", "correct one: planner deals edit 'acme renewal' --line 'Acme renewal @Dana $13k'")
    edit.add_argument("name", nargs="+")
    edit.add_argument("--line", metavar="LINE", required=True, help="the whole deal, as add takes it")
    stage = verb(verbs, "stage", "move one: planner deals stage 'acme renewal' proposal")
    stage.add_argument("name")
    stage.add_argument("to", metavar="STAGE", help=f"{', '.join(OPEN_STAGES)}, forward or back; it opens a decided one")
    win = verb(verbs, "win", "win one and log its close: planner deals win 'acme renewal' --amount '$12k'")
    win.add_argument("name", nargs="+")
    win.add_argument("--amount", metavar="A", default="", help="what it was won for, where that is another amount")
    lose = verb(verbs, "lose", "lose one: planner deals lose 'acme renewal' --why 'too dear'")
    lose.add_argument("name", nargs="+")
    lose.add_argument("--why", metavar="T", default="", help="the reason, in your words")
    for decided in (win, lose):
        dated(decided, "when it was: yesterday, mon, 2026-02-09")
    following = verb(verbs, "next", "say what comes next: planner deals next 'acme renewal' --do 'send the terms'")
    following.add_argument("name", nargs="+")
    following.add_argument("--do", metavar="T", required=True, help="what comes next; '' takes it away")


def _listed(parser: Parser) -> None:
    """Add the options that narrow a list of deals."""
    reads(parser)
    parser.add_argument("--state", choices=STATES, default="open", help="quiet: no touch for long; soon: closing soon")
    parser.add_argument("--stage", choices=[str(stage) for stage in OPEN_STAGES])
    parser.add_argument("--limit", default=50, type=above_zero)


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options)
    answer(options, lambda: value(planner, options), lambda: lines(planner, options), saved)


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
        yield from plain.more(len(page.rows), page.total)


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
        yield f"{stage.stage:12} {stage.chance:>3}%  {counted(stage.deals, 'deal'):>9}  {sums}".rstrip()
    for one in view.totals:
        sums = f"{amount(one.amount_minor, one.currency)}, weighted {amount(round(one.weighted), one.currency)}"
        yield f"{'open':18}{counted(one.deals, 'deal'):>9}  {sums}"
    for goal in view.coverages:
        yield clean_line(f"{goal.name}: {', '.join(dealwords.coverage(goal, amount))}")
    yield from dealwords.rates(view)
    yield f"gone quiet: {view.quiet:,}, closing soon: {view.soon:,}, without an amount: {view.unpriced:,}"


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
