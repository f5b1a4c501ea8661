"""Two contacts that are one person become one: what belonged to the one that goes is the other's. Commits nothing."""

from typing import TYPE_CHECKING, TypeVar

from planner.domain.action import Action
from planner.domain.activity import Activity
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.errors import PlannerError
from planner.domain.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.store.store import Store

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

    A wish not to be contacted holds for both; a snooze lasts as long as the longer one; it was met on the earlier day.
    """
    if keep.id == gone.id:
        raise PlannerError(f"{keep.name} is one contact already: name two to merge.")
    filled = {field: getattr(keep, field) or getattr(gone, field) for field in _BLANKS}
    if keep.external_system:  # an id means something in its own system alone
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
        notes="\n".join(dict.fromkeys(note for note in (keep.notes, gone.notes) if note)),
        created_on=min(keep.created_on, gone.created_on),
        archived_on=keep.archived_on if both_away else None,
        snoozed_until=max(snoozes, default=None),
    )


def merging(store: "Store", keep: Contact, gone: Contact) -> tuple[Change, ...]:
    """Return the changes that make two contacts one."""
    after = merged(keep, gone)
    moved = [
        *(Change(row, replace(row, contact_id=keep.id)) for row in _of(store, Activity, gone)),
        *(Change(row, replace(row, contact_id=keep.id)) for row in _of(store, Deal, gone)),
        *(Change(row, replace(row, contact_id=keep.id)) for row in _of(store, Action, gone)),
    ]
    return (Change(keep, after), *moved, Change(gone, None))


def _of(store: "Store", kind: type[E], contact: Contact) -> "Iterator[E]":
    return store.select(kind, "contact_id = ?", [contact.id], "id")
