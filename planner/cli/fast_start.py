"""`planner fast-start`: the board of the year's first week, as lines and as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli import plain
from planner.cli.answer import Options, answer
from planner.cli.values import as_json
from planner.cli.words import Parser, above_zero, reads
from planner.domain import dealwords
from planner.domain.faststart import FastRow, Push
from planner.domain.money import format_amount
from planner.domain.text import clean_line
from planner.domain.views import short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

NAME_WIDTH = 34


def words(parser: Parser) -> None:
    """Add the words of `planner fast-start`."""
    parser.set_defaults(run=_run)
    reads(parser)
    parser.add_argument("--limit", default=10, type=above_zero, help="how many of each list are shown")
    parser.add_argument("--resolve", metavar="T", help="the year's resolution in one sentence")


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options)
    answer(options, lambda: value(planner), lambda: lines(planner, options), saved)


def save(planner: "Planner", options: Options) -> "ChangeSet | None":
    """Keep the year's resolution, where one is given."""
    return None if options.resolve is None else planner.fast_start.resolve(options.resolve)


def value(planner: "Planner") -> dict[str, Any]:
    """Return the board for JSON."""
    board = planner.fast_start.board()
    return {**as_json(board), "open": board.is_open, "complete": board.is_complete}


def lines(planner: "Planner", options: Options) -> Iterator[str]:
    """Yield the board as lines."""
    board, home = planner.fast_start.board(options.limit), planner.settings.currency

    def line(row: FastRow, push: Push) -> str:
        callee = row.callee
        name = f"{callee.name}, {callee.organization}" if callee.organization else callee.name
        told = dealwords.called(row, board, lambda minor, currency: format_amount(minor, currency, home), push)
        flag = "*" if row.is_flagged and row.done_on is None else " "
        return f"{flag} {clean_line(name):{NAME_WIDTH}}  {told}"

    first, last = (short_date(day, board.today) for day in (board.days[0], board.days[-1]))
    state = f"day {board.day_number} of {len(board.days)}" if board.is_open else "to be looked at"
    yield f"fast start of {board.year}, {first} to {last}: {state}"
    if board.resolution:
        yield clean_line(f"resolved: {board.resolution}")
    for number, one in enumerate(board.lists, 1):
        agreed = f", {one.agreed:,} with an agreed date" if one.agreed else ""
        told = f"{number} {one.push}: {one.done:,} of {one.total:,} reached{agreed}"
        yield f"{told}; {dealwords.by_day(one.reached)}" if one.reached else told
        yield from (line(row, one.push) for row in one.rows)
        yield from (f"  {told}" for told in plain.more(len(one.rows), one.length))
    marketing = board.marketing
    yield f"4 marketing: {marketing.reach:,} people reached, logged x{marketing.times:,}"
    yield f"new leads of the first month: {board.new_leads:,}"
