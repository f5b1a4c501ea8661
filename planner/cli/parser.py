"""The command line's verbs: what each is called, and which module has its words and what it does."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.cli.words import Parser, files, verb

if TYPE_CHECKING:
    from argparse import Namespace

VERSION = "0.1.0"


def parse(arguments: Sequence[str]) -> "Namespace":
    """Return the options of a command line; `verb` is None where the app is wanted. Exits with 2 on wrong usage.

    `run(planner, options)` does what a verb asks; `paths` and `demo`, which take no planner, have none. The parser of
    the verb that is given is the one that is made: all of them cost a tenth of what starting Python does.
    """
    parser = Parser(prog="planner", description="A daily planner for people who live by a sales goal.")
    parser.add_argument("--version", action="version", version=f"planner {VERSION}")
    parser.set_defaults(db=None, config=None, verb=None, json=False, date=None)
    files(parser)
    if arguments:
        verbs = parser.add_subparsers(dest="verb", metavar="VERB", prog="planner")
        given = _given(arguments)
        for name, (told, module) in _VERBS.items():
            if given in {None, name}:
                verb(verbs, name, told, f"{module}.words")
    return parser.parse_args(arguments)


def _given(arguments: Sequence[str]) -> str | None:
    """Return the verb: the first word that is neither an option nor the value of one; None where it is none."""
    words = iter(arguments)
    for word in words:
        if not word.startswith("-"):
            return word if word in _VERBS else None
        if "=" not in word:
            next(words, None)
    return None


_VERBS: Mapping[str, tuple[str, str]] = {
    "log": ("log a step: planner log 'call @Dana connected: terms agreed'", "log"),
    "one-thing": ("show or fill in the blank of the day's prompt", "one_thing"),
    "action": ("plan an action", "action"),
    "block": ("today's sacred blocks; begin, end or skip one", "block"),
    "goal": ("set and show goals", "goals"),
    "plan": ("plan sales back to leads and calls: planner plan '$120,000 new in 2026'", "funnel"),
    "today": ("show a day: prompt, asks, plan and log", "today"),
    "status": ("one line for tmux, a prompt or a bar", "status"),
    "calendar": ("working days and days off, and public holidays", "days"),
    "momentum": ("the number that says how your days went, and where it comes from", "momentum"),
    "mark": ("mark an event, and see what changed since: planner mark compare training", "marks"),
    "week": ("the week that ended, and the seven days to plan", "week"),
    "review": ("look back on a day, a week, a quarter or a year, alone or with others", "reviews"),
    "partner": ("what your goals partner is told, and who that is", "partner"),
    "obstacle": ("what is in the way: planner obstacle add 'legal takes a week -> ask Bo'", "obstacle"),
    "routine": ("which ritual is due, and how each was kept: planner routine partner off", "routine"),
    "import": ("take in contacts and deals from other programs: planner import contacts.csv --dry-run", "importing"),
    "export": ("write everything, or the log, contacts or calendar: planner export --json FILE", "exporting"),
    "contacts": ("contacts, and whom to call next", "contacts"),
    "deals": ("deals: planner deals add 'Acme renewal @Dana $12k by 30 apr'", "deals"),
    "fast-start": ("the four pushes of the year's first five working days", "fast_start"),
    "report": ("what was done: planner report week --format html > week.html", "report"),
    "find": ("find anything that was typed: planner find 'renewal @dana after:2026-01'", "find"),
    "undo": ("take back the last thing done, here or in the app", "undo"),
    "redo": ("do again what was undone last", "redo"),
    "history": ("what was done, newest first", "past"),
    "paths": ("where the files are", "places"),
    "demo": ("build a believable planner and open it", "demo"),
}
"""What each verb does, and the module of planner.cli whose `words` adds its words."""
