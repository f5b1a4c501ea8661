"""The command line's words. argparse alone: it starts fast, and its errors exit with 2."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

VERSION = "0.1.0"


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see what is right."""
        self.exit(2, f"planner: {message}. {self.prog} --help shows how.\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command line; `verb` is None where the app is wanted. Exits with 2 on wrong usage."""
    parser = _Parser(prog="planner", description="A daily planner for people who live by a sales goal.")
    parser.add_argument("--version", action="version", version=f"planner {VERSION}")
    parser.set_defaults(db=None, config=None, verb=None, json=False, date=None)
    _files(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    _verb(verbs, "log", "log a step: planner log 'call @Dana connected: terms agreed'").add_argument("line", nargs="+")
    one_thing = _verb(verbs, "one-thing", "show or fill in the blank of the day's prompt", json=True, date=True)
    one_thing.add_argument("text", nargs="*")
    one_thing.add_argument("--done", action="store_true", help="tick it off")
    actions = _verb(verbs, "action", "plan an action").add_subparsers(dest="sub", metavar="add", required=True)
    add = _verb(actions, "add", "plan an action: planner action add '10:30 call @Lee'", date=True)
    add.add_argument("text", nargs="+")
    add.add_argument("--goal", help="the goal that it serves")
    add.add_argument("--contact", help="whom it is about")
    goals = _verb(verbs, "goal", "set and show goals").add_subparsers(
        dest="sub", metavar="add|list|show", required=True
    )
    _verb(goals, "add", "set a goal: planner goal add '2 calls a day'").add_argument("line", nargs="+")
    _verb(goals, "list", "list the goals that stand", json=True, date=True)
    show = _verb(goals, "show", "show one goal", json=True, date=True)
    show.add_argument("goal", nargs="+", help="words of its name, or its id")
    _verb(verbs, "today", "show a day: prompt, asks, plan and log", json=True, date=True)
    status = _verb(verbs, "status", "one line for tmux, a prompt or a bar", json=True)
    status.add_argument("--format", help="such as '{asks} {one_thing}'; planner status --json shows the names")
    _verb(verbs, "undo", "take back the last thing done, here or in the app")
    _verb(verbs, "redo", "do again what was undone last")
    history = _verb(verbs, "history", "what was done, newest first", json=True)
    history.add_argument("--limit", type=int, default=20)
    _verb(verbs, "paths", "where the files are", json=True)
    demo = _verb(verbs, "demo", "build a believable planner and open it")
    demo.add_argument("--years", type=int, default=1)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--no-open", action="store_true", help="build it and print its path")
    return parser.parse_args(arguments)


def _verb(
    verbs: "argparse._SubParsersAction[_Parser]",
    name: str,
    told: str,
    *,
    json: bool = False,
    date: bool = False,
) -> _Parser:
    """Add a verb with the options that verbs share."""
    parser = verbs.add_parser(name, help=told, description=told)
    _files(parser)
    if json:
        parser.add_argument("--json", action="store_true", help="print JSON")
    if date:
        parser.add_argument("--date", metavar="D", help="another day: yesterday, mon, 2026-02-09")
    return parser


def _files(parser: _Parser) -> None:
    """Add the options that say which files; they stand before or behind the verb."""
    parser.add_argument("--db", metavar="PATH", default=argparse.SUPPRESS, help="the planner file (or PLANNER_DB)")
    parser.add_argument("--config", metavar="DIR", default=argparse.SUPPRESS, help="config folder (or PLANNER_CONFIG)")
