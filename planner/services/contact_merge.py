"""Two contacts that are one person become one: what belonged to the one that goes is the other's. Commits nothing."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from planner.domain.action import Action
from planner.domain.activity import Activity
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.errors import PlannerError
from planner.domain.namewords import fold
from planner.domain.value import replace

if TYPE_CHECKING:
    from planner.store.store import Store

_KEPT = ("name", "organization", "title", "email", "phone", "source")
"""What both may have, and one alone keeps its place: the other one's goes into the notes."""
MERGED = "merged: "
"""How a line of the notes begins that says what a contact had otherwise which became one with this."""
_BETWEEN = ", "
E = TypeVar("E", Activity, Deal, Action)
_BLANKS = (
    "given_name",
    "family_name",
    "organization",
    "title",
    "email",
    "phone",
    "source",
    "external_system",
    "external_id",
)


def merged(keep: Contact, gone: Contact) -> Contact:
    """Return the contact that stays: its blanks filled, the notes joined, the stage the further of the two.

    What differs in the one that goes stands in the notes. A wish not to be contacted holds for both; a snooze lasts as
    long as the longer one; it was met on the earlier day. Raises PlannerError where both are one.
    """
    if keep.id == gone.id:
        raise PlannerError(f"{keep.name} is one contact already: name two to merge.")
    filled = {field: getattr(keep, field) or getattr(gone, field) for field in _BLANKS}
    if keep.external_system or keep.external_id:  # an id means something in its own system alone
        filled |= {"external_system": keep.external_system, "external_id": keep.external_id}
    stays_off = keep.do_not_contact or gone.do_not_contact
    snoozes = [day for day in (keep.snoozed_until, gone.snoozed_until) if day is not None]
    both_away = keep.archived_on is not None and gone.archived_on is not None
    return replace(
        keep.advanced_to(gone.stage),
        **filled,
        is_top=(keep.is_top or gone.is_top) and not stays_off,
        close_mark=(keep.close_mark or gone.close_mark) and not stays_off,
        cadence_months=gone.cadence_months if keep.cadence_months is None else keep.cadence_months,
        do_not_contact=stays_off,
        wants_updates=(keep.wants_updates or gone.wants_updates) and not stays_off,
        notes="\n".join(dict.fromkeys(note for note in (keep.notes, gone.notes, _merged_note(keep, gone)) if note)),
        created_on=min(keep.created_on, gone.created_on),
        archived_on=keep.archived_on if both_away else None,
        snoozed_until=max(snoozes, default=None),
        touched_on=max((day for day in (keep.touched_on, gone.touched_on) if day is not None), default=None),
    )


def differing(keep: Contact, gone: Contact) -> tuple[str, ...]:
    """Return what the contact that goes has otherwise than the one that stays: names, addresses, numbers, its key."""
    pairs = ((getattr(keep, field), getattr(gone, field)) for field in _KEPT)
    told = [other for one, other in pairs if one and other and fold(one) != fold(other)]
    keys = [(item.external_system, item.external_id) for item in (keep, gone)]
    if all(any(key) for key in keys) and keys[0] != keys[1]:
        told.append(" ".join(filter(None, keys[1])))
    return tuple(told)


def are_alike(one: Contact, other: Contact) -> bool:
    """Whether two contacts have an e-mail address, a number or a whole name in common: with initials, or in part."""
    numbers = ["".join(filter(str.isdigit, contact.phone)) for contact in (one, other)]
    if (one.email and fold(one.email) == fold(other.email)) or (numbers[0] and numbers[0] == numbers[1]):
        return True
    short, long = sorted((re.findall(r"\w+", fold(contact.name)) for contact in (one, other)), key=len)
    return bool(short) and all(any(a.startswith(b) or b.startswith(a) for b in long) for a in short)


def merged_in(notes: str) -> Iterator[str]:
    """Yield what those who were merged into a contact had otherwise, as its notes say it."""
    for line in notes.split("\n"):
        if line.startswith(MERGED):
            yield from line.removeprefix(MERGED).split(_BETWEEN)


def _merged_note(keep: Contact, gone: Contact) -> str:
    differs = differing(keep, gone)
    return f"{MERGED}{_BETWEEN.join(differs)}" if differs else ""


def merging(store: "Store", keep: Contact, gone: Contact) -> tuple[Change, ...]:
    """Return the changes that make two contacts one."""
    after = merged(keep, gone)
    moved = [
        *(Change(row, replace(row, contact_id=keep.id)) for row in _of(store, Activity, gone)),
        *(Change(row, replace(row, contact_id=keep.id)) for row in _of(store, Deal, gone)),
        *(Change(row, replace(row, contact_id=keep.id)) for row in _of(store, Action, gone)),
    ]
    return (Change(keep, after), *moved, Change(gone, None))


def _of(store: "Store", kind: type[E], contact: Contact) -> Iterator[E]:
    return store.select(kind, "contact_id = ?", [contact.id], "id")
