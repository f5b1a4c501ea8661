"""`planner today`: a day with its prompt, asks, plan and log."""

from typing import TYPE_CHECKING

from planner.cli import plain
from planner.cli.answer import Options, answer, named_day
from planner.cli.words import Parser, reads

if TYPE_CHECKING:
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner today`."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)


def _run(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options, future=True)
    view, log = planner.reading.day(day), planner.reading.log_of(day)
    answer(options, lambda: plain.day(view, log), lambda: plain.day_text(view, log, planner.today()))
