"""`planner review partner|group|quarter|year`: what is said in them, and what they show."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import own
from planner.cli.answer import Options, answer, named_day, print_line
from planner.cli.goals import read_target
from planner.cli.partner import said_words
from planner.cli.values import as_json
from planner.cli.words import Parser, closing, reads
from planner.domain.errors import PlannerError
from planner.domain.periodviews import Choice
from planner.domain.review import MANY, ReviewKind

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

_SAID = (
    *("people", "note", "answer", "promise", "obstacle", "idea", "act", "aim"),
    *("priority", "keep", "higher", "lower", "drop", "draft"),
)
"""The options that say something."""


def others_words(parser: Parser) -> None:
    """Add the words of the review with a partner, or a group."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)
    said_words(parser)
    own.answer_words(parser)
    closing(parser, "the review")


def group_words(parser: Parser) -> None:
    """Add the words of the review with a group."""
    others_words(parser)
    parser.add_argument("--idea", metavar="T", default=[], action="append", help="an idea that came up")
    parser.add_argument("--act", metavar="N", type=int, help="plan idea N as an action")
    parser.add_argument("--aim", metavar="N", type=int, help="set idea N as a goal")


def quarter_words(parser: Parser) -> None:
    """Add the words of the review of a quarter."""
    _period(parser)
    parser.add_argument("--priority", metavar="LINE", help="set a priority of the next quarter, a draft")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--keep", metavar="GOAL", help="keep a goal as it is")
    choice.add_argument("--raise", dest="higher", metavar="GOAL=N", type=own.key_and_text, help="raise its target")
    choice.add_argument("--lower", metavar="GOAL=N", type=own.key_and_text, help="lower its target")
    choice.add_argument("--drop", metavar="GOAL", help="drop it")
    parser.add_argument("--reason", default="", help="why, for its history")


def year_words(parser: Parser) -> None:
    """Add the words of the review of a year."""
    _period(parser)
    parser.add_argument("--draft", metavar="LINE", help="set a goal of the next year, a draft")
    parser.add_argument("--preliminary", action="store_true", help="the employer's figure is not final yet")


def _period(parser: Parser) -> None:
    parser.set_defaults(run=_run)
    reads(parser, date=True)
    own.answer_words(parser)
    parser.add_argument("--note", metavar="T", help="what to remember of it")
    closing(parser, "the review")


def _run(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options) if options.date else None
    mine = _own(planner, options, day)
    saved = mine.save(planner, lambda: save(planner, options, day))
    answer(
        options,
        lambda: mine.value(figures(planner, options, day)),
        lambda: mine.lines(lines(planner, options, day, mine.named)),
        saved,
    )
    if saved is not None and not options.json:
        for line in planner.offers.doubts(saved):
            print_line(line)


def _own(planner: "Planner", options: Options, day: date | None) -> own.Own:
    """Return the ritual as its file has it."""
    kind = ReviewKind(options.sub)
    if kind in MANY:
        return own.of_others(planner, options, kind)
    verbs = planner.quarter if kind is ReviewKind.QUARTER else planner.year
    return own.of_period(planner, options, kind, verbs.span(day or verbs.reviewed(planner.today())))


def save(planner: "Planner", options: Options, day: date | None) -> "ChangeSet | None":
    """Do what the words ask with a review; None where they ask to see it. The last of several steps is returned."""
    if options.reopen and any(getattr(options, name, None) not in (None, []) for name in _SAID):
        raise PlannerError("--reopen stands alone. Say the rest once more without it.")
    if options.sub in {"partner", "group"}:
        return _with_others(planner, options, day)
    verbs = planner.quarter if options.sub == "quarter" else planner.year
    start = day or verbs.reviewed(planner.today())
    if options.reopen:
        return verbs.reopen(start)
    answers = dict(options.answer)
    done = _planned(planner, options, start, answers)
    if options.close:
        return verbs.close(start, answers, options.note)
    return verbs.keep(start, answers, options.note) if answers or options.note is not None else done


def figures(planner: "Planner", options: Options, day: date | None) -> dict[str, Any]:
    """Return a review for JSON."""
    match options.sub:
        case "partner" | "group":
            view = planner.partners.view(ReviewKind(options.sub), day)
            commitments = {**as_json(view.commitments), "kept": view.commitments.kept, "total": view.commitments.total}
            return {**as_json(view), "is_due": view.is_due, "note": view.note, "commitments": commitments}
        case "quarter":
            quarter = planner.quarter.view(day)
            return {**as_json(quarter), "is_closed": quarter.is_closed}
        case _:
            year = planner.year.view(day)
            return {**as_json(year), "is_closed": year.is_closed, "is_due": year.is_due}


def lines(planner: "Planner", options: Options, day: date | None, named: own.Named) -> Iterator[own.Told]:
    """Yield a review as lines; `named` says what stands above its sections."""
    from planner.cli import ritual_text

    today, home = planner.today(), planner.settings.currency
    match options.sub:
        case "partner" | "group":
            yield from ritual_text.with_others(planner.partners.view(ReviewKind(options.sub), day), today, named)
        case "quarter":
            yield from ritual_text.quarter(planner.quarter.view(day), home, named)
        case _:
            yield from ritual_text.year(planner.year.view(day), home, named)


def _with_others(planner: "Planner", options: Options, day: date | None) -> "ChangeSet | None":
    """Do what the words ask with a review with other people."""
    partners, kind = planner.partners, ReviewKind(options.sub)
    if options.reopen:
        return partners.reopen(kind)
    people, answers = options.people or None, dict(getattr(options, "answer", ()))
    ideas = getattr(options, "idea", [])
    if options.close:
        said: dict[str, Any] = {"promises": options.promise, "obstacles": options.obstacle, "thoughts": ideas}
        return partners.close(kind, day, people=people, note=options.note, answers=answers, **said)
    done = None
    if people or answers or options.note is not None:
        done = partners.keep(kind, day, people=people, note=options.note, answers=answers)
    for line in options.promise:
        done = partners.promise(kind, line)
    for line in options.obstacle:
        done = partners.obstacle(kind, line)
    for text in ideas:
        done = partners.idea(text)
    if getattr(options, "act", None) is not None:
        done = partners.act_on(options.act)
    if getattr(options, "aim", None) is not None:
        done = partners.aim_for(options.aim)
    return done


def _planned(planner: "Planner", options: Options, start: date, answers: dict[str, str]) -> "ChangeSet | None":
    """Do what the words plan; the answer that activates a year's plan is taken out of the others."""
    if options.sub == "quarter":
        done = planner.quarter.add_priority(start, options.priority) if options.priority else None
        return _decided(planner, options) or done
    done = None
    if options.draft:
        done = planner.year.add_draft(start, options.draft, is_preliminary=options.preliminary)
    if (word := answers.pop("question", None)) is not None:
        if word not in {"yes", "no"}:
            raise PlannerError(f"“{word}” is neither yes nor no: yes activates the drafts, no keeps them.")
        done = planner.year.activate(start, helps=word == "yes")
    return done


def _decided(planner: "Planner", options: Options) -> "ChangeSet | None":
    """Keep, raise, lower or drop a goal; None where none of it is asked for."""
    choices = {Choice.KEEP: options.keep, Choice.RAISE: options.higher, Choice.LOWER: options.lower}
    for choice, named in {**choices, Choice.DROP: options.drop}.items():
        if named is None:
            continue
        name, target = named if isinstance(named, tuple) else (named, None)
        goal = planner.goals.find(name)
        number = read_target(planner, goal, target) if target is not None else None
        return planner.quarter.decide(goal.id, choice, number, options.reason)
    return None
