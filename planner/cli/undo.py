"""`planner undo`: the last step taken back, or every step behind one."""

from typing import TYPE_CHECKING

from planner.cli.answer import Options, tell_saved
from planner.cli.words import Parser, above_zero

if TYPE_CHECKING:
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner undo`."""
    parser.set_defaults(run=_run)
    told = "take back every step behind this one; where it is undone itself, do those up to it again"
    parser.add_argument("--to", metavar="N", type=above_zero, help=told)


def _run(planner: "Planner", options: Options) -> None:
    if options.to:
        tell_saved(planner.past.go_to(options.to))
    else:
        tell_saved(planner.undo(), "Taken back: ")
