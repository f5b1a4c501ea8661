"""`planner obstacle`: what is in the way, and what is done against it."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from planner.cli import plain
from planner.cli.answer import Options, answer, named_day
from planner.cli.values import as_json
from planner.cli.words import Parser, dated, reads, verb
from planner.domain.partnerviews import ObstacleRow
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner obstacle`."""
    parser.set_defaults(run=_run)
    verbs = parser.add_subparsers(dest="sub", metavar="add|list|next|resolve", required=True, prog="planner obstacle")
    add = verb(verbs, "add", "say what is in the way: planner obstacle add 'legal takes a week -> ask Bo'")
    add.add_argument("text", nargs="+")
    add.add_argument("--goal", help="the goal that it is in the way of")
    dated(add, "since when")
    listed = verb(verbs, "list", "what is in the way, the oldest first")
    reads(listed)
    listed.add_argument("--all", action="store_true", help="what was resolved too")
    following = verb(verbs, "next", "plan what is done against it: planner obstacle next legal --do 'fri ask Bo'")
    following.add_argument("text", nargs="+", help="words of it")
    following.add_argument("--do", metavar="LINE", required=True, help="the action, as a line of the plan")
    resolve = verb(verbs, "resolve", "it is out of the way: planner obstacle resolve legal --how 'a short form'")
    resolve.add_argument("text", nargs="+", help="words of it")
    resolve.add_argument("--how", metavar="T", default="", help="what took it out of the way")
    dated(resolve, "since when")


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options, named_day(planner, options) if options.date else None)
    rows = planner.obstacles.rows(resolved=options.sub == "list" and options.all)
    answer(options, lambda: as_json(rows), lambda: obstacle_lines(rows, planner.today()), saved)


def save(planner: "Planner", options: Options, day: date | None) -> "ChangeSet | None":
    """Do what the words ask with an obstacle; None where they ask to see something."""
    verbs = planner.obstacles
    if options.sub == "list":
        return None
    text = " ".join(options.text)
    if options.sub == "add":
        return verbs.add(text, day, goal_id=planner.goals.find(options.goal).id if options.goal else None)
    key = verbs.find(text).id
    return verbs.lead_to(key, options.do) if options.sub == "next" else verbs.resolve(key, day, options.how)


def obstacle_lines(rows: tuple[ObstacleRow, ...], today: date) -> Iterator[str]:
    """Yield what is in the way as lines, each with what is planned against it."""
    for row in rows:
        said = row.obstacle
        days = "1 day" if row.days == 1 else f"{row.days} days"
        since = f"since {short_date(said.opened_on, today)}, {days}" if row.days else "since today"
        if said.resolved_on is not None:
            how = f": {clean_line(said.resolution)}" if said.resolution else ""
            since = f"gone since {short_date(said.resolved_on, today)}{how}"
        goal = f"  for {clean_line(row.goal)}" if row.goal else ""
        yield f"{clean_line(said.text)}{goal}  ({since})"
        if row.next_action is not None and said.is_open:
            yield f"  {due_text(row.next_action, today)}"
    if not rows:
        yield "Nothing is in the way."


def due_text(row: PlanRow, today: date) -> str:
    """Return an action with the day by which it is due."""
    action = row.action
    due = f"  by {short_date(action.date, today)}" if action.is_open else ""
    aside = f"  ({action.status})" if not action.stands else ""
    box = plain.action_text(row._replace(goal=""), action.date)
    return f"{box}{due}{aside}"
