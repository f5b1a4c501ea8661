"""`planner action`: an action, planned with one line."""

from typing import TYPE_CHECKING

from planner.cli.answer import Options, named_day, tell_saved
from planner.cli.words import Parser, dated, verb

if TYPE_CHECKING:
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner action`."""
    parser.set_defaults(run=_run)
    verbs = parser.add_subparsers(dest="sub", metavar="add", required=True, prog="planner action")
    add = verb(verbs, "add", "plan an action: planner action add '10:30 call @Lee'")
    dated(add)
    add.add_argument("text", nargs="+")
    add.add_argument("--goal", help="the goal that it serves")
    add.add_argument("--contact", help="whom it is about")


def _run(planner: "Planner", options: Options) -> None:
    goal = planner.goals.find(options.goal).id if options.goal else None
    line, day = " ".join(options.text), named_day(planner, options, future=True)
    tell_saved(planner.plan.add(line, day, goal_id=goal, contact=options.contact))
