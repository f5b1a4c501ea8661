"""`planner redo`: what was undone last, done again."""

from typing import TYPE_CHECKING

from planner.cli.answer import Options, tell_saved

if TYPE_CHECKING:
    from planner.cli.words import Parser
    from planner.services.planner import Planner


def words(parser: "Parser") -> None:
    """Add nothing but what runs: the verb has no words of its own."""
    parser.set_defaults(run=_run)


def _run(planner: "Planner", _options: Options) -> None:
    done = planner.redo()
    tell_saved(done._replace(label=done.again))
