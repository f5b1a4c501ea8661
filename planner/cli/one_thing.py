"""`planner one-thing`: the blank of a day's prompt, shown, filled in and ticked off."""

from typing import TYPE_CHECKING

from planner.cli.answer import Options, named_day, print_json, print_line, tell_saved
from planner.cli.words import Parser, reads
from planner.domain.action import ActionStatus
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner one-thing`."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)
    parser.add_argument("text", nargs="*")
    parser.add_argument("--done", action="store_true", help="tick it off")


def _run(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options)
    say = _say_nothing if options.json else tell_saved
    if options.text:
        say(planner.plan.answer(" ".join(options.text), day))
    action = planner.reading.one_thing(day)
    if options.done:
        if action is None:
            raise PlannerError("The blank is empty: planner one-thing 'close the Acme renewal' fills it in.")
        if action.status is not ActionStatus.DONE:
            say(planner.plan.toggle(action.id))
            action = planner.reading.one_thing(day)
        elif not options.json:
            print_line(f"Done already: {action.text}")
    if options.json:
        print_json(
            {"date": day.isoformat(), "text": action.text if action else None, "status": action and action.status}
        )
    elif not options.text and not options.done:
        done = " (done)" if action and action.status is ActionStatus.DONE else ""
        print_line(f"{action.text}{done}" if action else "")


def _say_nothing(_done: "ChangeSet") -> None:
    """Leave the word to the JSON that follows."""
