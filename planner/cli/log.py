"""`planner log`: a step, logged with one line."""

from typing import TYPE_CHECKING

from planner.cli.answer import Options, tell_saved
from planner.cli.words import Parser

if TYPE_CHECKING:
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner log`."""
    parser.set_defaults(run=_run)
    parser.add_argument("line", nargs="+")


def _run(planner: "Planner", options: Options) -> None:
    tell_saved(planner.log.line(" ".join(options.line)))
