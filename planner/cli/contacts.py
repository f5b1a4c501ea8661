"""`planner contacts`: the list, one contact, whom to call next, and the verbs, as lines and as JSON."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import plain
from planner.domain import cadence
from planner.domain.contact import Contact, Stage
from planner.domain.contactline import read_stage
from planner.domain.contactviews import ContactRow, ContactView, Entry, PeopleFilter
from planner.domain.deal import Deal
from planner.domain.errors import PlannerError
from planner.domain.money import format_amount
from planner.domain.nextcall import NextCall, ago
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

Options = argparse.Namespace
NAME_WIDTH = 34


def save(planner: "Planner", options: Options) -> "ChangeSet | None":
    """Do what a verb changes; None where it only reads."""
    if options.sub == "add":
        return planner.contacts.add(" ".join(options.line))
    if options.sub == "merge":
        return planner.contacts.merge(planner.contacts.find(options.keep).id, planner.contacts.find(options.gone).id)
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
            return _view(planner.contacts.one(planner.contacts.find(" ".join(options.name)).id))
        case "due":
            return [_call(call) for call in planner.next_calls.rows(planner.today(), options.limit)]
        case "duplicates":
            return [[_entry(entry) for entry in group] for group in planner.contacts.duplicates()]
        case _:
            page = planner.contacts.page(_filter(options), 0, options.limit)
            return {"total": page.total, "contacts": [_row(row) for row in page.rows]}


def lines(planner: "Planner", options: Options) -> Iterator[str]:
    """Yield what a verb shows, as lines."""
    today = planner.today()
    match options.sub:
        case "show":
            view = planner.contacts.one(planner.contacts.find(" ".join(options.name)).id)
            yield from _view_lines(view, planner.settings.currency)
        case "due":
            for call in planner.next_calls.rows(today, options.limit):
                yield f"{clean_line(call.contact.full_label):{NAME_WIDTH}}  {clean_line(call.words)}"
        case "duplicates":
            for group in planner.contacts.duplicates():
                yield " = ".join(_named(entry) for entry in group)
        case _:
            page = planner.contacts.page(_filter(options), 0, options.limit)
            for row in page.rows:
                yield _row_line(row, today)
            if page.total > len(page.rows):
                yield f"{page.total - len(page.rows):,} more: --limit {page.total} shows them all"


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
    if options.source is not None:
        fields["source"] = clean_line(options.source)
    if options.snooze is not None:
        fields["snoozed_until"] = _ahead(options.snooze, planner.today())
    if options.close is not None:
        fields["close_mark"] = options.close
    if options.contactable is not None:
        fields["do_not_contact"] = not options.contactable
    if options.archived is not None:
        fields["archived_on"] = planner.today() if options.archived else None
    return fields


def _ahead(word: str, today: date) -> date | None:
    from planner.domain import when

    if word.lower() == "off":
        return None
    day = when.parse_future_day(word, today)
    if day is None or day <= today:
        raise PlannerError(f"“{word}” is no day to come: write “mon”, “+2w”, 2026-03-01, or “off” to end a snooze.")
    return day


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "organization": entry.organization or None,
        "email": entry.email or None,
        "phone": entry.phone or None,
        "stage": entry.stage,
        "top": bool(entry.is_top),
        "close_mark": bool(entry.close_mark),
        "source": entry.source or None,
        "do_not_contact": bool(entry.do_not_contact),
        "created_on": entry.created_on,
        "archived_on": entry.archived_on,
        "snoozed_until": entry.snoozed_until,
    }


def _row(row: ContactRow) -> dict[str, Any]:
    return {
        **_entry(row.entry),
        "last_talk": _day(row.last_talk),
        "due_on": _day(row.due_on),
        "cadence": row.cadence.words if row.cadence else None,
        "losing_touch": row.is_losing,
    }


def _call(call: NextCall) -> dict[str, Any]:
    contact = call.contact
    return {
        "id": contact.id,
        "name": contact.name,
        "organization": contact.organization or None,
        "phone": contact.phone or None,
        "email": contact.email or None,
        "stage": contact.stage,
        "reasons": [{"kind": reason.why.name.lower(), "words": reason.words} for reason in call.reasons],
    }


def _view(view: ContactView) -> dict[str, Any]:
    item = view.contact
    return {
        **{field: _plain(getattr(item, field)) for field in Contact.FIELDS},
        "touches": view.talks.touches,
        "conversations": view.talks.conversations,
        "first_touch": _day(view.talks.first_touch),
        "first_touch_days": view.first_touch_days,
        "last_touch": _day(view.talks.last_touch),
        "last_talk": _day(view.talks.last_talk),
        "cadence": view.cadence.words if view.cadence else None,
        "due_on": _day(view.due_on),
        "losing_touch": view.is_losing,
        "silent_for_a_month": view.is_silent,
        "reasons": [reason.words for reason in view.reasons],
        "next_step": view.next_step or None,
        "promises_of_mine": [plain.action(row) for row in view.mine],
        "promises_of_theirs": [plain.action(row) for row in view.theirs],
        "follow_ups": [plain.action(row) for row in view.follow_ups],
        "deals": [_deal(deal) | {"probability": deal.chance(view.chances)} for deal in view.deals],
        "log": [plain.entry(row) for row in view.log],
        "logged": view.logged,
        "may_be_the_same": [_entry(twin) for twin in view.twins],
    }


def _deal(deal: Deal) -> dict[str, Any]:
    return {field: _plain(getattr(deal, field)) for field in Deal.FIELDS}


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _named(entry: Entry) -> str:
    return clean_line(f"{entry.name}, {entry.organization}" if entry.organization else entry.name)


def _row_line(row: ContactRow, today: date) -> str:
    talked = f"last talked {ago(row.last_talk, today)}" if row.last_talk else "not talked yet"
    parts = [f"{_named(row.entry):{NAME_WIDTH}}", f"{row.entry.stage:11}", talked]
    if row.due_on is not None:
        parts.append(f"due {short_date(row.due_on, today)}")
    parts += _marks(row.entry)
    return "  ".join(parts)


def _marks(entry: Entry) -> Sequence[str]:
    marks = (("top", entry.is_top), ("close", entry.close_mark), ("do not contact", entry.do_not_contact))
    return [told for told, holds in marks if holds]


def _view_lines(view: ContactView, home: str) -> Iterator[str]:
    item, today = view.contact, view.today
    yield clean_line(", ".join(part for part in (item.name, item.title, item.organization) if part))
    facts = [item.stage, "top prospect" if item.is_top else "", "do not contact" if item.do_not_contact else ""]
    facts += ["close to a decision" if item.close_mark else "", "put away" if item.archived_on else ""]
    facts += [item.email, item.phone, f"from {item.source}" if item.source else ""]
    yield "  ".join(clean_line(fact) for fact in facts if fact)
    last = f", last talked {ago(view.talks.last_talk, today)}" if view.talks.last_talk else ""
    yield f"{view.talks.touches} touches, {view.talks.conversations} conversations{last}"
    if view.cadence is not None and view.due_on is not None:
        yield f"{view.cadence.every}, due {short_date(view.due_on, today)}"
    if view.reasons:
        yield clean_line(f"why now: {', '.join(reason.words for reason in view.reasons)}")
    if view.next_step:
        yield clean_line(f"next: {view.next_step}")
    for told, rows in (("you promised", view.mine), ("promised you", view.theirs), ("follow-up", view.follow_ups)):
        yield from (_promise(told, row, today) for row in rows)
    yield from (_deal_line(deal, home) for deal in view.deals)
    for row in view.log:
        yield f"{short_date(row.activity.local_date, today)}  {plain.entry_text(row)}"
    if item.notes:
        yield clean_line(f"notes: {item.notes}")


def _promise(told: str, row: PlanRow, today: date) -> str:
    return f"{told}: {clean_line(row.action.text)}, {short_date(row.action.date, today)}"


def _deal_line(deal: Deal, home: str) -> str:
    money = "" if deal.amount_minor is None else f"  {format_amount(deal.amount_minor, deal.currency, home)}"
    return f"deal: {clean_line(deal.title)}{money}  {deal.stage}"
