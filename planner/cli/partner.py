"""`planner partner`: the brief, and the people who review goals with the user."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options, answer, named_day
from planner.cli.values import as_json
from planner.cli.words import Parser, dated, reads, verb
from planner.domain.briefviews import FIELDS
from planner.domain.person import Role
from planner.domain.review import ReviewKind
from planner.domain.text import clean_line

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


ROLES = ("peer", "mentor", "coach", "friend", "group")


def words(parser: Parser) -> None:
    """Add the words of `planner partner`."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)
    parser.add_argument("--format", choices=("txt", "md", "html"), default="txt", help="how the brief is written")
    parser.add_argument("--without", metavar="FIELDS", type=_fields, default=(), help=f"leave out {','.join(FIELDS)}")
    verbs = parser.add_subparsers(dest="sub", metavar="add|list|rename|role|remove|held", prog="planner partner")
    add = verb(verbs, "add", "name a partner: planner partner add 'Mia Holt' --role mentor")
    add.add_argument("name", nargs="+")
    add.add_argument("--role", choices=ROLES, default="peer", help="group is for the monthly group")
    reads(verb(verbs, "list", "who reviews goals with you"))
    rename = verb(verbs, "rename", "give somebody another name: planner partner rename mia --to 'Mia Holtz'")
    rename.add_argument("name", nargs="+")
    rename.add_argument("--to", metavar="NAME", required=True)
    role = verb(verbs, "role", "give somebody another part: planner partner role mia --to coach")
    role.add_argument("name", nargs="+")
    role.add_argument("--to", choices=ROLES, required=True)
    verb(verbs, "remove", "let go of somebody; past reviews keep the name").add_argument("name", nargs="+")
    held = verb(verbs, "held", "note a review that was held: planner partner held --promise 'call Lee fri'")
    dated(held, "when it was held: yesterday, mon, 2026-02-09")
    said_words(held)


def said_words(parser: Parser) -> None:
    """Add the options that say what was said in a review with others."""
    parser.add_argument("--with", dest="people", metavar="NAME", default=[], action="append", help="who takes part")
    parser.add_argument("--note", metavar="T", help="what to remember of it")
    parser.add_argument("--promise", metavar="LINE", default=[], action="append", help="what you promise to do")
    parser.add_argument("--obstacle", metavar="T", default=[], action="append", help="what is in the way")


def _fields(text: str) -> tuple[str, ...]:
    """Read what is left out of a brief."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if unknown := next((name for name in names if name not in FIELDS), None):
        raise argparse.ArgumentTypeError(f"“{unknown}” is none of {', '.join(FIELDS)}")
    return names


def _run(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options)
    saved = save(planner, options, day if options.date else None)
    answer(options, lambda: value(planner, options, day), lambda: lines(planner, options, day), saved)


def save(planner: "Planner", options: Options, day: date | None) -> "ChangeSet | None":
    """Do what the words ask with people, or note a review that was held; None where they ask to see something."""
    partners = planner.partners
    match options.sub:
        case "add":
            return partners.add(" ".join(options.name), Role(options.role))
        case "rename":
            return partners.rename(partners.find(" ".join(options.name)).id, options.to)
        case "role":
            return partners.recast(partners.find(" ".join(options.name)).id, Role(options.to))
        case "remove":
            return partners.remove(partners.find(" ".join(options.name)).id)
        case "held":
            said: dict[str, Any] = {"promises": options.promise, "obstacles": options.obstacle, "note": options.note}
            return partners.close(ReviewKind.PARTNER, day, people=options.people or None, **said)
        case _:
            return None


def value(planner: "Planner", options: Options, day: date) -> Any:
    """Return the people, or the brief of a day, for JSON."""
    if options.sub == "list":
        return as_json(planner.partners.people())
    view = planner.partners.brief(day, options.without)
    commitments = {**as_json(view.commitments), "kept": view.commitments.kept, "total": view.commitments.total}
    return {**as_json(view), "commitments": commitments}


def lines(planner: "Planner", options: Options, day: date) -> Iterator[str]:
    """Yield the people, or the brief of a day in the format that is asked for."""
    if options.sub == "list":
        people = planner.partners.people()
        for person in people:
            yield f"{clean_line(person.name)}  {person.role}"
        if not people:
            yield "Nobody is named yet. planner partner add NAME --role mentor names a partner."
        return
    from planner.services import brief_text

    written = {"txt": brief_text.text, "md": brief_text.markdown, "html": brief_text.html}[options.format]
    yield from written(planner.partners.brief(day, options.without)).splitlines()
