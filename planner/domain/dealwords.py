"""How the pipeline and the fast start are told in words, by the command line and on screen. Pure.

`amount` writes minor units of a currency; on screen it may cover them.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.dealviews import Coverage, DealRow, PipelineView
from planner.domain.faststart import Board, FastRow, Push
from planner.domain.figure import counted, decimal, share
from planner.domain.money import minor_digits
from planner.domain.nextcall import ago
from planner.domain.salesfigures import leads
from planner.domain.text import clean_line
from planner.domain.views import short_date

if TYPE_CHECKING:
    from fractions import Fraction

Amount = Callable[[int, str], str]


def coverage(one: Coverage, amount: Amount) -> tuple[str, ...]:
    """Return what the open deals bring to a goal: the forecast, what covers the gap, what is needed for it."""
    there = one.figures

    def whole(minor: "Fraction") -> str:
        """Write an amount in whole dollars, euros, …: a forecast knows no cents."""
        unit = 10 ** minor_digits(one.currency)
        return amount(round(minor / unit) * unit, one.currency)

    told = f"forecast {whole(there.pipeline_forecast)}"
    forecast = told if one.attainment is None else f"{told} = {share(one.attainment)}"
    if there.coverage is None:
        return forecast, "nothing is missing"
    opened = amount(there.open_in_period, one.currency)
    digits = 1 if there.coverage >= 1 else 2
    covers = f"open {opened} = {decimal(there.coverage, digits)}x of {amount(one.gap, one.currency)} missing"
    if there.coverage_needed is None or there.pipeline_needed is None or there.pipeline_short is None:
        return forecast, covers
    needed = f"needed {decimal(there.coverage_needed, 1)}x = {whole(there.pipeline_needed)}"
    return forecast, covers, f"{needed}, short {whole(there.pipeline_short)}" if there.pipeline_short else needed


def rates(view: PipelineView) -> tuple[str, str]:
    """Return the win rate and the close rate, each with what it counts."""
    win, close = view.rates.win, view.rates.close
    if win.value is None:
        won = "win rate: no deal decided this year"
    else:
        won = f"win rate {share(win.value)}, {win.part:,} of {win.whole:,} deals decided this year"
    own = f"{close.won:,} of {close.closed:,} {leads(close.closed, None)}, weighed with the usual third"
    return won, f"close rate {share(close.value)}, {own if close.typed is None else 'typed by you'}"


def asks(row: DealRow, today: date, *, is_quiet: bool) -> str:
    """Return what an open deal asks for: the expected day, the silence, the next step."""
    deal = row.deal
    parts = []
    if deal.expected_close_on is not None:
        was = "was expected" if deal.expected_close_on < today else "by"
        parts.append(f"{was} {short_date(deal.expected_close_on, today)}")
    if is_quiet:
        parts.append(f"quiet for {counted(row.quiet_for(today), 'day')}")
    if deal.next_step:
        parts.append(f"next: {clean_line(deal.next_step)}")
    return ", ".join(parts)


def decided(row: DealRow, today: date) -> str:
    """Return when and why a deal was decided."""
    deal = row.deal
    if deal.closed_on is None:
        return ""
    why = f": {clean_line(deal.lost_reason)}" if deal.lost_reason else ""
    return f"{deal.stage} {short_date(deal.closed_on, today)}{why}"


def called(row: FastRow, board: Board, amount: Amount, push: Push) -> str:
    """Return how a row of the fast start stands, in one line."""
    return ", ".join(called_parts(row, board, amount, push))


def promised(row: FastRow, board: Board) -> str:
    """Return what a contact promised first of what is due; empty where it owes nothing."""
    owed = next(iter(row.callee.owed), None)
    return f"promised you “{clean_line(owed.text)}” for {short_date(owed.due, board.today)}" if owed is not None else ""


def called_parts(row: FastRow, board: Board, amount: Amount, push: Push) -> list[str]:
    """Return what there is to say of a row; on the list of decisions the deal comes before the last talk.

    Once the five days are over all is told by dates, as it stood at their end; a deal that is open tells how it stands
    now, for what it was then is kept nowhere.
    """
    callee, today = row.callee, board.today
    parts = []
    if row.is_dropped:
        parts.append("dropped")
    elif row.done_on is not None:
        parts.append(f"reached {short_date(row.done_on, today)}")
    elif row.back_on is not None and not board.is_over:
        parts.append(f"again {short_date(row.back_on, today)}")
    elif board.is_over:
        parts.append("not reached")
    tries = callee.touches.attempts
    if tries and row.done_on is None:
        parts.append("tried once" if tries == 1 else f"tried {tries} times")
    parts += [promised(row, board)] if callee.owed else []
    last = [] if row.done_on is not None else [_talked(callee.last_talk, board)]
    about = []
    for deal in callee.deals[:1]:
        money = "" if deal.amount_minor is None else f" {amount(deal.amount_minor, deal.currency)}"
        then = ", now" if board.is_over and deal.closed_on is None else ""
        comma = "" if then and not money else ","
        about.append(f"{clean_line(deal.title)}{then}{money}{comma} {deal.stage}")
    if callee.is_marked and not callee.deals:
        about.append("you believe that a decision is near")
    return [*parts, *about, *last] if push is Push.DECISIONS else [*parts, *last, *about]


def _talked(day: date | None, board: Board) -> str:
    if day is None:
        return "no talk before" if board.is_over else "not talked yet"
    return f"last talked {short_date(day, board.today) if board.is_over else ago(day, board.as_of)}"


def by_day(reached: tuple[int, ...]) -> str:
    """Return how many were reached by the end of each working day: "day by day 3, 5, 9"."""
    return f"day by day {', '.join(f'{count:,}' for count in reached)}" if reached else ""
