"""Sacred blocks on the command line: what a day has, and beginning, ending and skipping one."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli import plain
from planner.cli.answer import Options, answer
from planner.cli.words import Parser, reads, verb
from planner.domain import block, skipline
from planner.domain.block import BlockView
from planner.domain.errors import PlannerError
from planner.domain.text import clean_line

if TYPE_CHECKING:
    from planner.domain.action import Action
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner block`."""
    parser.set_defaults(run=_run)
    reads(parser)
    verbs = parser.add_subparsers(dest="sub", metavar="begin|end|skip", prog="planner block")
    begin = verb(verbs, "begin", "begin a block: the one named, or the one whose time it is")
    begin.add_argument("name", nargs="*", help="words of its text")
    verb(verbs, "end", "end the block that runs and keep its minutes")
    skip = verb(verbs, "skip", "put a block off: planner block skip proposals --to 'tomorrow 9:00'")
    skip.add_argument("name", nargs="*", help="words of its text")
    skip.add_argument("--to", metavar="TIME", help="another time, or skip to leave it out")


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options)
    answer(options, lambda: figures(planner), lambda: lines(planner), saved)


def save(planner: "Planner", options: Options) -> "ChangeSet | None":
    """Begin, end or skip a block; None where today's are asked for."""
    if options.sub is None:
        return None
    planner.turn_day()
    if options.sub == "end":
        return planner.blocks.end()
    name = " ".join(options.name)
    found = planner.blocks.find(name) if name else planner.blocks.next_up()
    if options.sub == "begin":
        return planner.blocks.begin(found.id)
    return planner.blocks.skip(found.id, skipline.read(options.to or _asked(found), planner.today()))


def figures(planner: "Planner") -> list[dict[str, Any]]:
    """Return today's blocks for JSON."""
    return [_figures(planner, view) for view in planner.blocks.of_day(planner.today())]


def lines(planner: "Planner") -> Iterator[str]:
    """Yield today's blocks, each with its actions."""
    views = planner.blocks.of_day(planner.today())
    for view in views:
        yield f"{plain.action_text(view.row, planner.today())}  {_told(planner, view)}"
        for row in view.held:
            yield plain.action_text(row, planner.today())
    if not views:
        yield "no block today: planner action add 'block 9:00 proposals 60m' plans one"


def _figures(planner: "Planner", view: BlockView) -> dict[str, Any]:
    item, now = view.action, planner.now()
    is_running = block.is_running(item)
    return {
        **plain.action(view.row),
        "planned_minutes": block.planned(item),
        "state": "running" if is_running else item.status,
        "begun_at": item.begun_at.isoformat() if item.begun_at else None,
        "ends_at": block.ends_at(item, now).isoformat() if is_running else None,
        "kept_minutes": block.elapsed(item, now) if is_running else item.kept_minutes,
        "left_minutes": block.left(item, now) if is_running else None,
        "clash": view.row.clash or None,
        "holds": [plain.action(row) for row in view.held],
    }


def _told(planner: "Planner", view: BlockView) -> str:
    item, now = view.action, planner.now()
    minutes = block.planned(item)
    if block.is_running(item):
        until = f"{block.ends_at(item, now):%H:%M}"
        return f"runs until {until}, {block.elapsed(item, now)} of {minutes} min kept"
    if item.kept_minutes is not None:
        return f"kept {item.kept_minutes} of {minutes} min"
    return f"{minutes} min, clashes with {clean_line(view.row.clash)}" if view.row.clash else f"{minutes} min"


def _asked(item: "Action") -> str:
    """Return what a person says to when a block takes place instead. Raises PlannerError where nobody answers."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise PlannerError(
            f"“{item.text}” waits for another time: --to 15:00 or --to 'tomorrow 9:00' moves it, "
            f"--to {skipline.SKIP} leaves it out."
        )
    asked = f"another time for “{item.text}” ({skipline.EXAMPLES} · {skipline.SKIP} leaves it out): "
    print(clean_line(asked), end=" ", file=sys.stderr, flush=True)
    said = clean_line(sys.stdin.buffer.readline().decode(errors="replace"))
    if not said:
        raise PlannerError(f"“{item.text}” stands as it did: no time was named.")
    return said
