"""The command line's words. argparse alone: it starts fast, and its errors exit with 2."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from planner.domain.text import clean_line

if TYPE_CHECKING:
    from planner.domain.day_off import DayOffKind

VERSION = "0.1.0"


class _Help(argparse.HelpFormatter):
    """Help of a fixed width: asking for the terminal's imports shutil at each start, whether help is wanted or not."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see what is right."""
        self.exit(2, f"planner: {clean_line(message)}. {self.prog} --help shows how.\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command line; `verb` is None where the app is wanted. Exits with 2 on wrong usage.

    The parser of the verb that is given is the one that is made: all of them cost as much as starting Python.
    """
    parser = _Parser(prog="planner", description="A daily planner for people who live by a sales goal.")
    parser.add_argument("--version", action="version", version=f"planner {VERSION}")
    parser.set_defaults(db=None, config=None, verb=None, json=False, date=None)
    _files(parser)
    if arguments:
        verbs = parser.add_subparsers(dest="verb", metavar="VERB", prog="planner")
        given = _given(arguments)
        for name, (told, build) in _VERBS.items():
            if given in {None, name}:
                build(_verb(verbs, name, told))
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


def _log(parser: _Parser) -> None:
    parser.add_argument("line", nargs="+")


def _one_thing(parser: _Parser) -> None:
    _shown(parser, date=True)
    parser.add_argument("text", nargs="*")
    parser.add_argument("--done", action="store_true", help="tick it off")


def _action(parser: _Parser) -> None:
    verbs = parser.add_subparsers(dest="sub", metavar="add", required=True, prog="planner action")
    add = _verb(verbs, "add", "plan an action: planner action add '10:30 call @Lee'")
    _dated(add)
    add.add_argument("text", nargs="+")
    add.add_argument("--goal", help="the goal that it serves")
    add.add_argument("--contact", help="whom it is about")


def _block(parser: _Parser) -> None:
    _shown(parser)
    verbs = parser.add_subparsers(dest="sub", metavar="begin|end|skip", prog="planner block")
    begin = _verb(verbs, "begin", "begin a block: the one named, or the one whose time it is")
    begin.add_argument("name", nargs="*", help="words of its text")
    _verb(verbs, "end", "end the block that runs and keep its minutes")
    skip = _verb(verbs, "skip", "leave a block out today: planner block skip --to 15:00 moves it")
    skip.add_argument("name", nargs="*", help="words of its text")
    skip.add_argument("--to", metavar="TIME", help="another time today")


def _goal(parser: _Parser) -> None:
    told = "add|list|show|break-down|change|confirm|commit|history"
    verbs = parser.add_subparsers(dest="sub", metavar=told, required=True, prog="planner goal")
    _verb(verbs, "add", "set a goal: planner goal add '2 calls a day'").add_argument("line", nargs="+")
    _shown(_verb(verbs, "list", "list the goals that stand"), date=True)
    _shown(_of_goal(verbs, "show", "show one goal"), date=True)
    parts = _of_goal(verbs, "break-down", "split a goal over its periods: planner goal break-down 480 calls --by month")
    _shown(parts)
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
    _shown(_of_goal(verbs, "history", "what was decided about a goal"))


def _of_goal(verbs: "argparse._SubParsersAction[_Parser]", name: str, told: str) -> _Parser:
    """Add a verb that is about one goal."""
    parser = _verb(verbs, name, told)
    parser.add_argument("goal", nargs="+", help="words of its name, or its id")
    return parser


def _plan(parser: _Parser) -> None:
    _shown(parser)
    parser.add_argument("line", nargs="*", help="such as '$120,000 new in 2026'; without, each goal in money")
    parser.add_argument("--until", metavar="D", help="the day until which an amount is planned: 31 dec")
    parser.add_argument("--close", metavar="RATE", help="what if so many leads close: 1/4, 25%%")
    parser.add_argument("--deal", metavar="AMOUNT", help="what if a deal brings so much: $100")
    parser.add_argument("--weeks-off", metavar="N", type=_above_zero, help="what if so many weeks are not worked")
    parser.add_argument("--apply", action="store_true", help="keep --close and --deal for these sales")
    parser.add_argument("--forget", action="store_true", help="forget what was kept for these sales")


def _today(parser: _Parser) -> None:
    _shown(parser, date=True)


def _status(parser: _Parser) -> None:
    _shown(parser)
    parser.add_argument("--format", help="such as '{asks} {one_thing}'; planner status --json shows the names")


def _calendar(parser: _Parser) -> None:
    _shown(parser, date=True)
    parser.set_defaults(length="month")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--month", dest="length", action="store_const", const="month", help="the day's month")
    length.add_argument("--year", dest="length", action="store_const", const="year", help="the day's sales year")
    verbs = parser.add_subparsers(dest="sub", metavar="off|work|holidays", prog="planner calendar")
    off = _verb(verbs, "off", "take days off: planner calendar off '24-31 dec' --label ski")
    off.add_argument("days", nargs="+", help="such as '24 dec', '24-31 dec vacation ski' or 'next week'")
    off.add_argument("--kind", type=_kind, help="holiday, vacation, sick or other; vacation where nothing says why")
    off.add_argument("--label", default="", help="what they are for")
    _verb(verbs, "work", "give days off back: planner calendar work '28 dec'").add_argument("days", nargs="+")
    holidays = _verb(verbs, "holidays", "look at public holidays: planner calendar holidays US --region CA")
    _shown(holidays)
    holidays.add_argument("country", nargs="+", help="its code or name")
    holidays.add_argument("--region", help="code or name of a state, a province or the like")
    holidays.add_argument("--year", dest="years", default=[], action="append", type=_above_zero)
    holidays.add_argument("--save", action="store_true", help="take those in the work week off")


def _kind(text: str) -> "DayOffKind":
    """Read why days are off."""
    from planner.domain.day_off import DayOffKind

    if text.lower() in list(DayOffKind):
        return DayOffKind(text.lower())
    raise argparse.ArgumentTypeError(f"“{text}” is none of {', '.join(DayOffKind)}")


def _mark(parser: _Parser) -> None:
    verbs = parser.add_subparsers(dest="sub", metavar="add|list|compare|remove", required=True, prog="planner mark")
    add = _verb(verbs, "add", "mark a day: planner mark add negotiation training --date '12 jan'")
    add.add_argument("label", nargs="+", help="what happened")
    _dated(add)
    _shown(_verb(verbs, "list", "the days that are marked"))
    compare = _verb(verbs, "compare", "the working days before a mark and since: planner mark compare training")
    compare.add_argument("label", nargs="+", help="words of its name")
    compare.add_argument("--days", metavar="N", type=_above_zero, default=20, help="working days on each side")
    _shown(compare)
    _verb(verbs, "remove", "take a mark away").add_argument("label", nargs="+", help="words of its name")


def _momentum(parser: _Parser) -> None:
    _shown(parser, date=True)


def _review(parser: _Parser) -> None:
    from planner.cli import ritual_words

    told = "day|week|partner|group|quarter|year"
    verbs = parser.add_subparsers(dest="sub", metavar=told, required=True, prog="planner review")
    day = _verb(verbs, "day", "look back on a day: planner review day --mood + --note 'a good day' --close")
    _shown(day, date=True)
    day.add_argument("--mood", choices=("-", "0", "+"), help="how it felt")
    day.add_argument("--note", metavar="T", help="what to remember of it")
    state = day.add_mutually_exclusive_group()
    state.add_argument("--close", action="store_true", help="close the day")
    state.add_argument("--reopen", action="store_true", help="open it again")
    week = _verb(verbs, "week", "look back on a week: planner review week --change 'call before mail' --close")
    _shown(week, date=True)
    week.add_argument("--proud", metavar="T", help="what you are proud of")
    week.add_argument("--change", metavar="T", help="the one change you will make")
    week.add_argument("--did-you", metavar="A", help="whether you made the last one: yes, no or 'not yet'")
    week.add_argument("--note", metavar="T", help="what to remember of it")
    held = week.add_mutually_exclusive_group()
    held.add_argument("--close", action="store_true", help="close its planning")
    held.add_argument("--reopen", action="store_true", help="open it again")
    ritual_words.reviews(verbs, _verb, _shown)


def _partner(parser: _Parser) -> None:
    from planner.cli import ritual_words

    ritual_words.partner(parser, _verb, _shown)


def _obstacle(parser: _Parser) -> None:
    from planner.cli import ritual_words

    ritual_words.obstacle(parser, _verb, _shown)


def _routine(parser: _Parser) -> None:
    parser.add_argument("ritual", nargs="?", metavar="RITUAL", help="morning, day, week, partner, group, quarter, year")
    parser.add_argument("switch", nargs="?", choices=("on", "off"), help="want it, or do without it")
    _shown(parser)


def _import(parser: _Parser) -> None:
    _shown(parser)
    parser.add_argument("file", help="a file, or a folder of .vcf files")
    parser.add_argument("--dry-run", action="store_true", help="show what it would change, and save nothing")
    parser.add_argument("--map", metavar="FIELD=COLUMN", default=[], action="append", help="which column is which")
    parser.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), help="how its dates are written")


def _export(parser: _Parser) -> None:
    kinds = (
        ("json", "FILE", "everything, to be imported again"),
        ("csv", "DIR", "each table as CSV"),
        ("vcf", "PATH", "the contacts as vCards: one .vcf file, or a folder of them"),
        ("ics", "FILE", "blocks, rituals and dated actions as a calendar"),
        ("md", "FILE", "the log as Markdown"),
        ("jrnl", "FILE", "the log as plain text, as jrnl keeps it"),
    )
    for name, place, told in kinds:
        parser.add_argument(f"--{name}", dest=f"to_{name}", metavar=place, help=told)
    parser.add_argument("--force", action="store_true", help="replace files that are there")


def _contacts(parser: _Parser) -> None:
    _listed(parser)
    told = "list|show|due|duplicates|add|edit|merge"
    verbs = parser.add_subparsers(dest="sub", metavar=told, prog="planner contacts")
    _listed(_verb(verbs, "list", "list contacts by their names"))
    show = _verb(verbs, "show", "show one contact with its log, deals and promises")
    _shown(show)
    show.add_argument("name", nargs="+")
    due = _verb(verbs, "due", "whom to call next, and why")
    _shown(due)
    due.add_argument("--limit", default=20, type=_above_zero)
    _shown(_verb(verbs, "duplicates", "contacts that may be the same person"))
    add = _verb(verbs, "add", "add one: planner contacts add 'Dana Reyes, Acme <dana@acme.com>'")
    add.add_argument("line", nargs="+")
    edit = _verb(verbs, "edit", "change one: planner contacts edit Dana --stage prospect")
    edit.add_argument("name", nargs="+")
    edit.add_argument("--line", metavar="LINE", help="the whole contact, as add takes it")
    edit.add_argument("--stage", metavar="S", help="lead, prospect, opportunity, customer or lost")
    edit.add_argument("--every", metavar="C", help="how often to talk: '2 months', never, or stage for its stage's")
    edit.add_argument("--source", metavar="S", help="where it came from")
    edit.add_argument("--snooze", metavar="D", help="propose it from a day on: mon, +2w; off ends it")
    switch = argparse.BooleanOptionalAction
    edit.add_argument("--top", action=switch, default=None, help="a top prospect, talked to each month")
    edit.add_argument("--close", action=switch, default=None, help="close to a decision")
    edit.add_argument("--contactable", action=switch, default=None, help="may be contacted")
    edit.add_argument("--archived", action=switch, default=None, help="put away")
    merge = _verb(verbs, "merge", "make two contacts one: planner contacts merge 'Dana Reyes' 'D. Reyes'")
    merge.add_argument("keep", help="the one that stays")
    merge.add_argument("gone", help="the one whose log, plan and deals go over")


def _deals(parser: _Parser) -> None:
    from planner.cli import deal_words

    deal_words.deals(parser, _verb, _shown, _above_zero)


def _fast_start(parser: _Parser) -> None:
    from planner.cli import deal_words

    deal_words.fast_start(parser, _shown, _above_zero)


def _listed(parser: _Parser) -> None:
    """Add the options that narrow a list of contacts."""
    _shown(parser)
    parser.add_argument("--find", metavar="TEXT", help="beginnings of words of name, organization, e-mail or source")
    parser.add_argument("--stage", choices=("lead", "prospect", "opportunity", "customer", "lost"))
    parser.add_argument("--source", metavar="S", help="where they came from")
    parser.add_argument("--due", action="store_true", help="to be talked to by today")
    parser.add_argument("--losing", action="store_true", help="no conversation in twice their cadence")
    parser.add_argument("--top", action="store_true", help="the top prospects")
    parser.add_argument("--archived", action="store_true", help="those put away")
    parser.add_argument("--limit", default=50, type=_above_zero)


def _history(parser: _Parser) -> None:
    _shown(parser)
    parser.add_argument("--limit", default=20, type=_above_zero)
    verbs = parser.add_subparsers(dest="sub", metavar="show", prog="planner history")
    show = _verb(verbs, "show", "what a step did, and what going back to it would take back")
    _shown(show)
    show.add_argument("number", type=_above_zero)


def _report(parser: _Parser) -> None:
    _shown(parser, date=True)
    parser.add_argument("period", choices=("day", "week", "month", "quarter", "year"))
    parser.add_argument("--format", choices=("md", "html", "txt", "json"), default="txt")


def _find(parser: _Parser) -> None:
    _shown(parser)
    parser.add_argument("text", nargs="+", help="such as dana, 'type:call after:2026-01' or '\"exact words\"'")
    parser.add_argument("--limit", default=10, type=_above_zero, help="how many of each kind are shown")


def _undo(parser: _Parser) -> None:
    told = "take back every step behind this one; where it is undone itself, do those up to it again"
    parser.add_argument("--to", metavar="N", type=_above_zero, help=told)


def _above_zero(text: str) -> int:
    """Read a number of lines."""
    if text.isdecimal() and (number := int(text[:9])):
        return number
    raise argparse.ArgumentTypeError(f"“{text}” is not a whole number above zero")


def _demo(parser: _Parser) -> None:
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-open", action="store_true", help="build it and print its path")


def _plain(_parser: _Parser) -> None:
    """Add nothing: the verb has no words of its own."""


def _verb(verbs: "argparse._SubParsersAction[_Parser]", name: str, told: str) -> _Parser:
    """Add a verb with the options that all verbs have."""
    parser = verbs.add_parser(name, help=told, description=told)
    _files(parser)
    return parser


def _shown(parser: _Parser, *, date: bool = False) -> None:
    """Add the options of a verb that reads."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    if date:
        _dated(parser)


def _dated(parser: _Parser) -> None:
    """Add the option that names a day."""
    parser.add_argument("--date", metavar="D", help="another day: yesterday, mon, 2026-02-09")


def _files(parser: _Parser) -> None:
    """Add the options that say which files; they stand before or behind the verb."""
    parser.add_argument("--db", metavar="PATH", default=argparse.SUPPRESS, help="the planner file (or PLANNER_DB)")
    parser.add_argument("--config", metavar="DIR", default=argparse.SUPPRESS, help="config folder (or PLANNER_CONFIG)")


_VERBS: Mapping[str, tuple[str, Callable[[_Parser], None]]] = {
    "log": ("log a step: planner log 'call @Dana connected: terms agreed'", _log),
    "one-thing": ("show or fill in the blank of the day's prompt", _one_thing),
    "action": ("plan an action", _action),
    "block": ("today's sacred blocks; begin, end or skip one", _block),
    "goal": ("set and show goals", _goal),
    "plan": ("plan sales back to leads and calls: planner plan '$120,000 new in 2026'", _plan),
    "today": ("show a day: prompt, asks, plan and log", _today),
    "status": ("one line for tmux, a prompt or a bar", _status),
    "calendar": ("working days and days off, and public holidays", _calendar),
    "momentum": ("the number that says how your days went, and where it comes from", _momentum),
    "mark": ("mark an event, and see what changed since: planner mark compare training", _mark),
    "week": ("the week that ended, and the seven days to plan", _today),
    "review": ("look back on a day, a week, a quarter or a year, alone or with others", _review),
    "partner": ("what your goals partner is told, and who that is", _partner),
    "obstacle": ("what is in the way: planner obstacle add 'legal takes a week -> ask Bo'", _obstacle),
    "routine": ("which ritual is due, and how each was kept: planner routine partner off", _routine),
    "import": ("take in contacts and deals from other programs: planner import contacts.csv --dry-run", _import),
    "export": ("write everything, or the log, contacts or calendar: planner export --json FILE", _export),
    "contacts": ("contacts, and whom to call next", _contacts),
    "deals": ("deals: planner deals add 'Acme renewal @Dana $12k by 30 apr'", _deals),
    "fast-start": ("the four pushes of the year's first five working days", _fast_start),
    "report": ("what was done: planner report week --format html > week.html", _report),
    "find": ("find anything that was typed: planner find 'renewal @dana after:2026-01'", _find),
    "undo": ("take back the last thing done, here or in the app", _undo),
    "redo": ("do again what was undone last", _plain),
    "history": ("what was done, newest first", _history),
    "paths": ("where the files are", _shown),
    "demo": ("build a believable planner and open it", _demo),
}
