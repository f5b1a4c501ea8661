"""`planner contacts`: the list, one contact, whom to call next, and the verbs, as lines and as JSON."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import contact_text, plain
from planner.cli.answer import Options, answer
from planner.cli.words import Parser, above_zero, reads, verb
from planner.domain import cadence
from planner.domain.contact import Stage
from planner.domain.contactline import read_stage, split_name
from planner.domain.contactviews import PeopleFilter
from planner.domain.errors import PlannerError
from planner.domain.text import clean_line

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

TEXTS = {
    "name": "what the contact is called",
    "organization": "where they work; an empty text takes it away, here and below",
    "title": "what they are there",
    "email": "the address",
    "phone": "the number",
    "source": "where it came from",
    "notes": "what is worth knowing",
}
"""The texts of a contact that are changed by themselves."""


def words(parser: Parser) -> None:
    """Add the words of `planner contacts`."""
    parser.set_defaults(run=_run)
    _listed(parser)
    told = "list|show|due|duplicates|add|edit|merge"
    verbs = parser.add_subparsers(dest="sub", metavar=told, prog="planner contacts")
    _listed(verb(verbs, "list", "list contacts by their names"))
    show = verb(verbs, "show", "show one contact with its log, deals and promises")
    reads(show)
    show.add_argument("name", nargs="+")
    due = verb(verbs, "due", "whom to call next, and why")
    reads(due)
    due.add_argument("--limit", default=20, type=above_zero)
    reads(verb(verbs, "duplicates", "contacts that may be the same person"))
    add = verb(verbs, "add", "add one: planner contacts add 'Dana Reyes, Acme <dana@acme.com>'")
    add.add_argument("line", nargs="+")
    _edited(verb(verbs, "edit", "change one: planner contacts edit Dana --stage prospect"))
    merge = verb(verbs, "merge", "make two contacts one: planner contacts merge 'Dana Reyes' 'D. Reyes'")
    merge.add_argument("keep", help="the one that stays")
    merge.add_argument("gone", help="the one whose log, plan and deals go over")
    merge.add_argument("--force", action="store_true", help="also where they have nothing in common")


def _edited(parser: Parser) -> None:
    """Add the options that change a contact."""
    parser.add_argument("name", nargs="+")
    parser.add_argument("--line", metavar="LINE", help="the whole contact, as add takes it")
    for name, told in TEXTS.items():
        parser.add_argument(f"--{name}", dest=f"to_{name}", metavar="TEXT", help=told)
    parser.add_argument("--stage", metavar="S", help="lead, prospect, opportunity, customer or lost")
    parser.add_argument("--every", metavar="C", help="how often to talk: '2 months', never, or stage for its stage's")
    parser.add_argument("--snooze", metavar="D", help="propose it from a day on: mon, 2w; off ends it")
    switch = argparse.BooleanOptionalAction
    parser.add_argument("--top", action=switch, default=None, help="a top prospect, talked to each month")
    parser.add_argument("--close", action=switch, default=None, help="close to a decision")
    parser.add_argument("--contactable", action=switch, default=None, help="may be contacted")
    parser.add_argument("--updates", action=switch, default=None, help="wants updates, such as a newsletter")
    parser.add_argument("--archived", action=switch, default=None, help="put away")


def _listed(parser: Parser) -> None:
    """Add the options that narrow a list of contacts."""
    reads(parser)
    parser.add_argument(
        "--find", metavar="TEXT", help="beginnings of words of name, organization, e-mail, phone or source"
    )
    parser.add_argument("--stage", choices=("lead", "prospect", "opportunity", "customer", "lost"))
    parser.add_argument("--source", metavar="S", help="where they came from")
    parser.add_argument("--due", action="store_true", help="to be talked to by today")
    parser.add_argument("--losing", action="store_true", help="no conversation in twice their cadence")
    parser.add_argument("--top", action="store_true", help="the top prospects")
    parser.add_argument("--archived", action="store_true", help="those put away")
    parser.add_argument("--limit", default=50, type=above_zero)


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options)
    answer(options, lambda: value(planner, options), lambda: lines(planner, options), saved)


def save(planner: "Planner", options: Options) -> "ChangeSet | None":
    """Do what a verb changes; None where it only reads."""
    if options.sub == "add":
        return planner.contacts.add(" ".join(options.line))
    if options.sub == "merge":
        keep, gone = planner.contacts.find(options.keep), planner.contacts.find(options.gone)
        return planner.contacts.merge(keep.id, gone.id, is_sure=options.force)
    if options.sub != "edit":
        return None
    contact = planner.contacts.find(" ".join(options.name))
    if options.line is not None:
        if _edits(planner, options) or options.top is not None:
            raise PlannerError("--line stands alone: it says the whole contact.")
        return planner.contacts.correct(contact.id, options.line)
    if options.top is not None:
        if _edits(planner, options):
            raise PlannerError("--top and --no-top stand alone. Give the other changes once more without them.")
        return planner.contacts.star(contact.id) if options.top else planner.contacts.unstar(contact.id)
    fields = _edits(planner, options)
    if not fields:
        raise PlannerError("Nothing is changed: planner contacts edit --help shows what can be.")
    return planner.contacts.change([contact.id], "Changed", **fields)


def value(planner: "Planner", options: Options) -> Any:
    """Return what a verb shows, for JSON."""
    match options.sub:
        case "show":
            return contact_text.view(planner.contacts.one(planner.contacts.find(" ".join(options.name)).id))
        case "due":
            return [contact_text.call(call) for call in planner.next_calls.rows(planner.today(), options.limit)]
        case "duplicates":
            return [[contact_text.entry(entry) for entry in group] for group in planner.contacts.duplicates()]
        case _:
            page = planner.contacts.page(_filter(options), 0, options.limit)
            return {"total": page.total, "contacts": [contact_text.row(row) for row in page.rows]}


def lines(planner: "Planner", options: Options) -> Iterator[str]:
    """Yield what a verb shows, as lines."""
    today = planner.today()
    match options.sub:
        case "show":
            view = planner.contacts.one(planner.contacts.find(" ".join(options.name)).id)
            yield from contact_text.view_lines(view, planner.settings.currency)
        case "due":
            calls = planner.next_calls.rows(today, options.limit)
            for call in calls:
                yield f"{clean_line(call.contact.full_label):{contact_text.NAME_WIDTH}}  {clean_line(call.words)}"
            if len(calls) == options.limit:
                yield from plain.more(len(calls), planner.next_calls.total(today))
            if not calls:
                yield "Nobody waits for a call now. planner contacts lists everybody."
        case "duplicates":
            groups = planner.contacts.duplicates()
            yield from (" = ".join(contact_text.apart(group)) for group in groups)
            if not groups:
                yield "No two contacts share an e-mail address, or a name and an organization."
        case _:
            page = planner.contacts.page(_filter(options), 0, options.limit)
            for row in page.rows:
                yield contact_text.row_line(row, today)
            yield from plain.more(len(page.rows), page.total)
            if not page.rows:
                yield "No contact fits. planner contacts lists everybody, planner contacts add makes one."


def _filter(options: Options) -> PeopleFilter:
    return PeopleFilter(
        text=options.find or "",
        stage=Stage(options.stage) if options.stage else None,
        source=options.source or "",
        due=options.due,
        losing=options.losing,
        top=options.top,
        archived=options.archived,
    )


def _edits(planner: "Planner", options: Options) -> dict[str, Any]:
    """Return the fields that are given, as the contact has them."""
    fields: dict[str, Any] = {}
    if options.stage is not None:
        fields["stage"] = read_stage(options.stage)
    if options.every is not None:
        fields["cadence_months"] = None if options.every == "stage" else cadence.read_months(options.every)
    fields |= {name: clean_line(text) for name in TEXTS if (text := getattr(options, f"to_{name}")) is not None}
    if "name" in fields:
        fields["given_name"], fields["family_name"] = split_name(fields["name"])
    if options.snooze is not None:
        fields["snoozed_until"] = _ahead(options.snooze, planner.today())
    if options.close is not None:
        fields["close_mark"] = options.close
    if options.contactable is not None:
        fields["do_not_contact"] = not options.contactable
    if options.updates is not None:
        fields["wants_updates"] = options.updates
    if options.archived is not None:
        fields["archived_on"] = planner.today() if options.archived else None
    return fields


def _ahead(word: str, today: date) -> date | None:
    from planner.domain import when

    if word.lower() == "off":
        return None
    day = when.parse_coming_day(word, today)
    if day is None or day <= today:
        raise PlannerError(f"“{word}” is no day to come: write “mon”, “2w”, 2026-03-01, or “off” to end a snooze.")
    return day
