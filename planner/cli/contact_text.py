"""Contacts as lines and as values for JSON. Pure: a view comes in, lines go out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from planner.cli import plain
from planner.domain.contact import Contact
from planner.domain.contactviews import ContactRow, ContactView, Entry
from planner.domain.deal import Deal
from planner.domain.money import format_amount
from planner.domain.nextcall import NextCall, ago
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date
from planner.services.named import handles

NAME_WIDTH = 34


def entry(entry: Entry) -> dict[str, Any]:
    """Return what tells a contact from others for JSON."""
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


def row(row: ContactRow) -> dict[str, Any]:
    """Return a row of the list for JSON."""
    return {
        **entry(row.entry),
        "last_talk": _day(row.last_talk),
        "due_on": _day(row.due_on),
        "cadence": row.cadence.words if row.cadence else None,
        "losing_touch": row.is_losing,
    }


def call(call: NextCall) -> dict[str, Any]:
    """Return whom to call next, and why, for JSON."""
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


def view(view: ContactView) -> dict[str, Any]:
    """Return one contact for JSON."""
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
        "may_be_the_same": [entry(twin) for twin in view.twins],
    }


def _deal(deal: Deal) -> dict[str, Any]:
    return {field: _plain(getattr(deal, field)) for field in Deal.FIELDS}


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def named(entry: Entry) -> str:
    """Return a contact with what tells it from others of its name."""
    return clean_line(f"{entry.name}, {entry.organization}" if entry.organization else entry.name)


def apart(group: Sequence[Entry]) -> list[str]:
    """Return contacts that are alike, each so that it can be named alone."""
    told = zip(group, handles(group), strict=True)
    return [f"{named(entry)} <{clean_line(handle)}>" for entry, handle in told]


def row_line(row: ContactRow, today: date) -> str:
    """Return a row of the list as a line."""
    talked = f"last talked {ago(row.last_talk, today)}" if row.last_talk else "not talked yet"
    if row.last_talk is None and row.entry.touched_on is not None:
        talked = f"last contacted {ago(date.fromisoformat(row.entry.touched_on), today)} before the log"
    parts = [f"{named(row.entry):{NAME_WIDTH}}", f"{row.entry.stage:11}", talked]
    if row.due_on is not None:
        parts.append(f"due {short_date(row.due_on, today)}")
    parts += _marks(row.entry)
    return "  ".join(parts)


def _marks(entry: Entry) -> Sequence[str]:
    marks = (("top", entry.is_top), ("close", entry.close_mark), ("do not contact", entry.do_not_contact))
    return [told for told, holds in marks if holds]


def view_lines(view: ContactView, home: str) -> Iterator[str]:
    """Yield one contact as lines."""
    item, today = view.contact, view.today
    yield clean_line(", ".join(part for part in (item.name, item.title, item.organization) if part))
    facts = [item.stage, "top prospect" if item.is_top else "", "do not contact" if item.do_not_contact else ""]
    facts += ["wants updates" if item.wants_updates else ""]
    facts += ["close to a decision" if item.close_mark else "", "put away" if item.archived_on else ""]
    facts += [item.email, item.phone, f"from {item.source}" if item.source else ""]
    yield "  ".join(clean_line(fact) for fact in facts if fact)
    last = f", last talked {ago(view.talks.last_talk, today)}" if view.talks.last_talk else ""
    if item.touched_on is not None and not view.talks.last_talk:
        last = f", last contacted {ago(item.touched_on, today)} before the log"
    yield f"{view.talks.told}{last}"
    yield from _cadence(view)
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


def _cadence(view: ContactView) -> Iterator[str]:
    """Yield how often to talk and when next, and the day from which it is proposed again."""
    item, today = view.contact, view.today
    due = f", due {short_date(view.due_on, today)}" if view.due_on is not None else ""
    yield (
        f"talk {view.cadence.every}{due}" if view.cadence is not None else "talk never: no call is proposed by cadence"
    )
    if item.snoozed_until is not None and item.snoozed_until > today:
        yield f"snoozed until {short_date(item.snoozed_until, today)}"


def _promise(told: str, row: PlanRow, today: date) -> str:
    return f"{told}: {clean_line(row.action.text)}, {short_date(row.action.date, today)}"


def _deal_line(deal: Deal, home: str) -> str:
    money = "" if deal.amount_minor is None else f"  {format_amount(deal.amount_minor, deal.currency, home)}"
    return f"deal: {clean_line(deal.title)}{money}  {deal.stage}"
