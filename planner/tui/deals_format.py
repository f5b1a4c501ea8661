"""From the pipeline to lines: the stages with their sums, what they cover, and the list of deals. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from textwrap import wrap
from typing import Final

from rich.cells import cell_len

from planner.domain import dealwords
from planner.domain.dealviews import CurrencySum, DealFilter, DealRow, DealState, PipelineView
from planner.domain.figure import counted
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui.fitted import fitted
from planner.tui.line import Cell, Line, Row, Symbols, static

ROOMY: Final = 96
"""Columns of a line from which the stages stand side by side."""
NARROW: Final = 56
"""Columns below which a day stands without its weekday, and the next step not at all."""
TALL: Final = 24
"""Lines from which the pipeline has more than its sum."""
TIGHT: Final = 18
"""Lines from which that is followed by what it covers."""
SLIM: Final = 46
"""Columns below which neither the buyer nor a day stands beside a deal."""
_LABEL, _MONEY, _DAY, _DAY_ALONE, _GAP = 12, 13, 18, 13, 2
_TITLE, _BUYER = 33, 20
"""Columns of a deal's title and of its buyer where there is room for what comes next behind them."""
NO_DEAL = "No deal yet. a adds one: try “Acme renewal @Dana $12k by 30 apr”."
NONE_HERE = "No deal is here. 0 shows every open one."
KEYS_LONG = "0 open  1 prospecting  2 qualified  3 proposal  4 negotiation  5 won  6 lost  7 quiet  8 soon"
KEYS_SHORT = "0 open 1 prosp 2 qual 3 prop 4 nego 5 won 6 lost 7 quiet 8 soon"


def title(wanted: DealFilter, total: int) -> str:
    """Return the title of the page: what is shown, and how much of it."""
    return f"deals   {wanted.stage or wanted.state}   {total:,}"


def filter_keys(width: int) -> str:
    """Return the keys of the filters, as many words as there is room for."""
    return next((keys for keys in (KEYS_LONG, KEYS_SHORT) if len(keys) + 6 <= width), "0 to 8 filter")


def summary(view: PipelineView, symbols: Symbols, width: int, height: int) -> list[Row]:
    """Return what stands above the list: stages, coverage and rates; the sum alone where there is little room."""
    if height < TALL:
        return [static(*_short(view, symbols, width, height), Line())]
    table = _columns(view, symbols, width) if width >= ROOMY else _stacked(view, symbols, width)
    rows = [static(Line(), *table, Line())]
    sections = (_coverage(view, symbols, width, height), _notes(view, width))
    return [*rows, *(static(*lines, Line()) for lines in sections if lines)]


def rows(deals: Sequence[DealRow], view: PipelineView, wanted: DealFilter, symbols: Symbols) -> Iterator[Row]:
    """Yield the rows of a list; open deals under the names of their stages."""
    before = None
    for row in deals:
        if wanted.state is DealState.OPEN and row.deal.stage is not before:
            before = row.deal.stage
            yield Row(None, 1, partial(_stage, view, before, symbols))
        quiet = row.deal.is_open and row.quiet_for(view.today) >= view.quiet_days
        yield Row(row.deal.id, 1, partial(_deal, row, view.today, quiet, symbols))


def amounts(sums: Sequence[CurrencySum], symbols: Symbols, *, weighted: bool = False) -> str:
    """Return sums of several currencies side by side, never added."""
    return ", ".join(
        symbols.amount(round(one.weighted) if weighted else one.amount_minor, one.currency) for one in sums
    )


def broken(parts: Sequence[str], width: int) -> list[str]:
    """Return parts of a sentence on as few lines as they fit, broken between parts where that can be."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1]) + len(part) + 3 <= width:
            lines[-1] += f"   {part}"
        else:
            lines += wrap(part, max(20, width)) or [""]
    return lines


def _dated(day: date, was: str, today: date, width: int) -> str:
    """Return a day as "was Fri 13 Mar 2025", or as much of it as has room: without its weekday, then by its month."""
    _, number, month, *year = short_date(day, today).split()
    short, room = was + " ".join([number, month, *year]), (_DAY if width >= NARROW else _DAY_ALONE) - _GAP
    whole = was + short_date(day, today) if width >= NARROW else short
    return next((told for told in (whole, short) if len(told) <= room), was + " ".join([month, *year]))


def _stage(view: PipelineView, stage: str, symbols: Symbols, width: int) -> tuple[Line, ...]:
    """Return what stands above the deals of a stage: how likely they are, how many there are, and their sum."""
    one = next(one for one in view.stages if one.stage == stage)
    left = (stage.capitalize(), "strong"), (f"  {one.chance}%  {one.deals:,}", "dim")
    sums = amounts([held for held in one.sums if held.amount_minor], symbols)
    gap = " " * _DAY if width >= NARROW else ""
    return (Line(left, ((f"{sums:>{_MONEY}}", "dim"), (gap, "dim"))),)


def _short(view: PipelineView, symbols: Symbols, width: int, height: int) -> list[Line]:
    told = f"{view.open:,} open"
    if view.totals:
        told += f"   {amounts(view.totals, symbols)}   weighted {amounts(view.totals, symbols, weighted=True)}"
    lines = [Line(((part, "text"),)) for part in broken([told], width)]
    if height >= TIGHT and width >= NARROW:
        stages = [f"{one.stage} {one.deals:,}  {amounts(one.sums, symbols)}".rstrip() for one in view.stages]
        lines += [Line(((part, "dim"),)) for part in broken(stages, width)]
    if height >= TIGHT:
        lines += [line for line in _coverage(view, symbols, width, height) if width >= NARROW]
    return lines


def _columns(view: PipelineView, symbols: Symbols, width: int) -> list[Line]:
    """Return the stages as columns, each currency a line, weighted under it."""
    size = (width - _LABEL) // 5
    heads = [*(f"{one.stage} {one.chance}%" for one in view.stages), "all open"]

    def line(label: str, cells: Sequence[str], role: str) -> Line:
        return Line(((f"{label:{_LABEL}}", "dim"), *((f"{cell:>{size}}", role) for cell in cells)))

    lines = [
        line("", heads, "dim"),
        line("deals", [f"{one.deals:,}" for one in view.stages] + [f"{view.open:,}"], "text"),
    ]
    for total in view.totals:
        own = [next((s for s in one.sums if s.currency == total.currency), None) for one in view.stages]
        every = [*own, total]
        plain = ["" if s is None or not s.amount_minor else symbols.amount(s.amount_minor, s.currency) for s in every]
        weighted = [
            "" if s is None or not s.amount_minor else symbols.amount(round(s.weighted), s.currency) for s in every
        ]
        lines += [line(total.currency, plain, "text"), line("weighted", weighted, "dim")]
    return lines


def _stacked(view: PipelineView, symbols: Symbols, width: int) -> list[Line]:
    """Return the stages one below the other."""
    lines = []
    for one in view.stages:
        left: list[Cell] = [(f"{one.stage} {one.chance}%", "text"), (f"  {one.deals:,}", "dim")]
        lines.append(Line(tuple(left), ((amounts(one.sums, symbols), "text"),)))
    lines.append(
        Line((("all open", "strong"), (f"  {view.open:,}", "dim")), ((amounts(view.totals, symbols), "strong"),))
    )
    if view.totals and width >= NARROW:
        lines.append(Line((("weighted", "dim"),), ((amounts(view.totals, symbols, weighted=True), "dim"),)))
    return lines


def _coverage(view: PipelineView, symbols: Symbols, width: int, height: int) -> list[Line]:
    """Return what the open deals bring to the first goals in money."""
    most = 2 if height >= TALL + 10 else 1
    lines = []
    for one in view.coverages[:most]:
        short = bool(one.figures.pipeline_short)
        name = f"{clean_line(one.name) if symbols.shows_money else 'goal'}"
        for n, told in enumerate(broken(dealwords.coverage(one, symbols.amount), width - 2)):
            if not n:
                lines.append(
                    Line(
                        ((name, "strong"),),
                        (("short of what is needed" if short else "covered", "behind" if short else "met"),),
                    )
                )
            lines.append(Line((("  ", "dim"), (told, "text"))))
    return lines


def _notes(view: PipelineView, width: int) -> list[Line]:
    parts = list(dealwords.rates(view))
    if view.quiet:
        parts.append(f"{view.quiet:,} gone quiet")
    if view.soon:
        parts.append(f"{view.soon:,} closing soon")
    if view.unpriced:
        parts.append(f"{view.unpriced:,} without an amount")
    return [Line(((told, "dim"),)) for told in broken(parts, width)]


def _deal(row: DealRow, today: date, quiet: bool, symbols: Symbols, width: int) -> tuple[Line, ...]:  # noqa: FBT001
    deal = row.deal
    money = "" if deal.amount_minor is None else symbols.amount(deal.amount_minor, deal.currency)
    left: list[Cell] = [("  ", "dim"), (clean_line(deal.title), "text")]
    buyer: Cell = (clean_line(row.contact or deal.organization), "dim")
    if width >= ROOMY:
        left = [("  ", "dim"), *fitted([left[1]], _TITLE, symbols), *fitted([buyer], _BUYER, symbols)]
    elif buyer[0] and width >= (NARROW if quiet else SLIM):
        left.append((f"  {buyer[0]}", "dim"))
    if deal.is_open:
        more: list[Cell] = []
        if quiet:
            silent = row.quiet_for(today)
            more.append((f"quiet for {counted(silent, 'day')}" if width >= NARROW else f"quiet {silent:,} d", "behind"))
        if deal.next_step and width >= NARROW:
            more.append((f"{symbols.arrow} {clean_line(deal.next_step)}", "dim"))
        left += ((f"{'' if width >= ROOMY and not n else '  '}{text}", role) for n, (text, role) in enumerate(more))
        day, is_late = deal.expected_close_on, deal.expected_close_on is not None and deal.expected_close_on < today
        told: Cell = (
            "" if day is None else _dated(day, "was " if is_late else "", today, width),
            "behind" if is_late else "dim",
        )
    else:
        if deal.lost_reason and width >= NARROW:
            left.append((f"{'' if width >= ROOMY else '  '}{clean_line(deal.lost_reason)}", "dim"))
        told = ("" if deal.closed_on is None else _dated(deal.closed_on, "", today, width), "dim")
    right: tuple[Cell, ...] = ((f"{money:>{_MONEY}}", "text"),)
    if width >= NARROW:
        right = (*right, (f"{told[0]:>{_DAY}}", told[1]))
    elif width >= SLIM:
        right = (*right, (f"{told[0]:>{_DAY_ALONE}}", told[1]))
    return (Line(tuple(left), right),)
