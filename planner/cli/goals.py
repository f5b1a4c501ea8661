"""What becomes of a goal, for the command line: broken down, confirmed, committed to, changed, and its history."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import plain
from planner.cli.answer import Options, answer, named_day, print_line, tell_saved
from planner.cli.words import Parser, reads, verb
from planner.domain.breakdown import PartRow
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.goaltitle import shown
from planner.domain.measure import Measure, Unit
from planner.domain.money import parse_amount
from planner.domain.period import Period
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.services.planner import Planner

if TYPE_CHECKING:
    import argparse


def words(parser: Parser) -> None:
    """Add the words of `planner goal`."""
    told = "add|list|show|break-down|change|confirm|commit|history"
    verbs = parser.add_subparsers(dest="sub", metavar=told, required=True, prog="planner goal")
    add = verb(verbs, "add", "set a goal: planner goal add '2 calls a day'")
    add.set_defaults(run=_add)
    add.add_argument("line", nargs="+")
    listed = verb(verbs, "list", "list the goals that stand")
    listed.set_defaults(run=_list)
    reads(listed, date=True)
    reads(_of_goal(verbs, "show", "show one goal", _show), date=True)
    parts = _of_goal(verbs, "break-down", "split a goal over its periods: planner goal break-down 480 calls --by month")
    reads(parts)
    parts.add_argument("--by", choices=("quarter", "month", "week", "day"), help="the period; the next finer otherwise")
    parts.add_argument("--from-today", action="store_true", help="split what remains over what remains")
    parts.add_argument("--save", action="store_true", help="set the parts as goals")
    change = _of_goal(verbs, "change", "change a goal: planner goal change 480 calls --target 450 --reason ill")
    change.add_argument("--target", metavar="N", help="the new target, such as 450 or '$230,000'")
    change.add_argument("--by", metavar="D", help="the new last day, such as '30 nov'")
    change.add_argument("--final", action="store_true", help="the figure is no longer preliminary")
    change.add_argument("--reason", default="", help="why, for its history")
    _of_goal(verbs, "confirm", "confirm a goal after the one above it changed")
    _of_goal(verbs, "commit", "commit to a draft or a priority")
    reads(_of_goal(verbs, "history", "what was decided about a goal"))


def _of_goal(
    verbs: "argparse._SubParsersAction[Parser]",
    name: str,
    told: str,
    run: "Callable[[Planner, Options], None] | None" = None,
) -> Parser:
    """Add a verb that is about one goal."""
    parser = verb(verbs, name, told)
    parser.set_defaults(run=run or _run)
    parser.add_argument("goal", nargs="+", help="words of its name, or its id")
    return parser


def _add(planner: Planner, options: Options) -> None:
    done = planner.goals.add(" ".join(options.line))
    tell_saved(done)
    for line in aside(planner, done):
        print_line(line)


def _list(planner: Planner, options: Options) -> None:
    day = named_day(planner, options, future=True)
    rows = planner.reading.goals(day)

    def value() -> Any:
        return [plain.goal(row, day, planner.reading.ask(row.goal, day)) for row in rows]

    def lines() -> Iterator[str]:
        for row in rows:
            yield plain.goal_text(row, day)
        if any(row.goal.is_stale for row in rows):
            yield "stale: the goal above it changed; planner goal confirm NAME says it still holds"

    answer(options, value, lines)


def _show(planner: Planner, options: Options) -> None:
    from planner.cli import goal_figures

    day = named_day(planner, options, future=True)
    goal = planner.goals.find(" ".join(options.goal))
    row, found = planner.reading.goal(goal, day), planner.figures.of(goal, day)
    above = [planner.reading.name(parent, day) for parent in planner.reading.chain(goal)]
    answer(
        options,
        lambda: goal_figures.as_json(row, found, above, day),
        lambda: goal_figures.lines(row, found, above, day, planner.settings.currency),
    )


def _run(planner: Planner, options: Options) -> None:
    goal = planner.goals.find(" ".join(options.goal))
    saved = save(planner, goal, options)
    answer(options, lambda: value(planner, goal, options), lambda: lines(planner, goal, options), saved)
    if options.sub == "commit" and saved is not None:
        for line in planner.offers.doubts(saved):
            print_line(line)


def save(planner: Planner, goal: Goal, options: Options) -> ChangeSet | None:
    """Do what the words ask with a goal; None where they ask to see something."""
    match options.sub:
        case "confirm":
            return planner.goals.confirm(goal.id)
        case "commit":
            return planner.goals.commit_to(goal.id)
        case "change":
            return planner.goals.correct(goal.id, _changed(planner, goal, options), reason=options.reason)
        case "break-down" if options.save:
            return planner.breakdown.save(goal, _period(options), from_today=options.from_today)
        case _:
            return None


def value(planner: Planner, goal: Goal, options: Options) -> Any:
    """Return what is asked for as JSON has it: parts with their targets, or decisions."""
    if options.sub == "history":
        return [{"at": at.isoformat(), "text": text} for at, text in planner.goals.history(goal)]
    return [
        {
            "label": row.label,
            "starts_on": row.span.start.isoformat(),
            "ends_on": row.span.end.isoformat(),
            "target": row.target,
            "goal_id": row.standing.id if row.standing else None,
            "standing_target": row.standing.target if row.standing else None,
            "differs": row.differs,
        }
        for row in _rows(planner, goal, options)
    ]


def lines(planner: Planner, goal: Goal, options: Options) -> Iterator[str]:
    """Yield what is asked for as lines."""
    if options.sub == "history":
        decisions = planner.goals.history(goal)
        for at, text in decisions:
            there = at.astimezone(planner.now().tzinfo)
            yield f"{short_date(there.date(), planner.today())} {there:%H:%M}  {clean_line(text)}"
        if not decisions:
            yield f"“{planner.reading.name(goal, planner.today())}” stands as it was set."
        return
    rows = _rows(planner, goal, options)
    measure, home = planner.reading.measures[goal.measure_id or ""], planner.settings.currency
    numbers = [shown(measure, row.target, home) for row in rows]
    width = max(len(row.label) for row in rows)
    for row, number in zip(rows, numbers, strict=True):
        yield f"{row.label:{width}}  {number:>{max(map(len, numbers))}}  {_told(row, measure, home)}"
    if any(row.differs for row in rows):
        yield "Nothing is saved yet: --save sets them."


def aside(planner: Planner, done: ChangeSet) -> Iterator[str]:
    """Yield what is said about a goal that was set: what it comes to (B66), and what speaks against it."""
    for change in done.changes:
        if change.before is None and isinstance(goal := change.after, Goal):
            comes_to = planner.goals.comes_to(goal, planner.reading.measure_of(goal))
            if comes_to:
                yield comes_to
    yield from planner.offers.doubts(done)


def _told(row: PartRow, measure: Measure, home: str) -> str:
    if row.standing is None:
        return "new" if row.differs else "no working day, or too little to share"
    return f"stands at {shown(measure, row.standing.target or 0, home)}" if row.differs else "stands"


def _rows(planner: Planner, goal: Goal, options: Options) -> list[PartRow]:
    return planner.breakdown.preview(goal, _period(options), from_today=options.from_today)


def _period(options: Options) -> Period | None:
    return Period(options.by) if options.by else None


def _changed(planner: Planner, goal: Goal, options: Options) -> dict[str, Any]:
    """Return the fields that --target, --by and --final name. Raises PlannerError where they name none."""
    values: dict[str, Any] = {}
    if options.target is not None:
        values["target"] = read_target(planner, goal, options.target)
    if options.by is not None:
        values["ends_on"] = _day(options.by, planner.today())
    if options.final:
        values["preliminary"] = False
    if not values:
        raise PlannerError("Say what changes: --target, --by or --final.")
    return values


def read_target(planner: Planner, goal: Goal, text: str) -> int:
    """Read a target in the goal's own unit. Raises PlannerError with the sentence."""
    from planner.domain.words import read_count

    measure = planner.reading.measure_of(goal)
    if measure is None or measure.unit not in {Unit.COUNT, Unit.MONEY}:
        raise PlannerError(f"“{goal.title}” has no number that could change.")
    if measure.unit is Unit.COUNT:
        count = read_count(text.strip())
        if count is None:
            raise PlannerError(f"“{text}” is not a whole number: write 40 or 1,200.")
        return count
    amount = parse_amount(text.replace(" ", ""), planner.settings.currency)
    if amount is None or amount[1] != measure.currency:
        example = shown(measure, goal.target or 0, planner.settings.currency)
        raise PlannerError(f"“{text}” is not an amount in {measure.currency}: write it like {example}.")
    return amount[0]


def _day(text: str, today: date) -> date:
    from planner.domain import when

    day = when.parse_future_day(text, today)
    if day is None:
        raise PlannerError(f"“{text}” is not a day. Try “31 dec” or 2026-12-31.")
    if day < today:
        raise PlannerError(f"{when.long_date(day)} is past. Name a day to come.")
    return day
