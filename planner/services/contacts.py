"""The contacts' verbs: adding, correcting, moving through stages, starring, snoozing, putting away and merging.

Each works on one contact or on a selection, as one step that can be taken back. What is shown of contacts is read here
and laid out by nobody.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.domain import cadence, contactline
from planner.domain.action import Action, ActionKind, Owner
from planner.domain.cadence import TOP_MONTHS
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact, Stage
from planner.domain.contactline import ContactDraft
from planner.domain.contactviews import ContactView, Entry, People, PeopleFilter, Talks
from planner.domain.errors import PlannerError
from planner.domain.nextcall import reasons
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.services.contact_list import Directory
from planner.services.contact_merge import are_alike, differing, merging
from planner.services.named import handles, known
from planner.store import people, queries
from planner.store.contact_list import entries

if TYPE_CHECKING:
    from planner.domain.deal import Deal
    from planner.services.planner import Planner

TOP_LEAST, TOP_MOST = 3, 5
"""How many top prospects are followed up each month (B82)."""
SHOWN_ENTRIES = 40
"""Entries of the log on a contact's page."""
_NO_TALKS = Talks(0, 0, None, None, None)


class ContactVerbs:
    """What can be done with contacts, and what is shown of them."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def page(self, wanted: PeopleFilter, start: int = 0, limit: int = 200) -> People:
        """Return a page of the contacts that a filter lets through, in the order of their names.

        Those due or losing touch come in the order of their last talk, the oldest first (B93).
        """
        return self.directory.page(wanted, start, limit)

    @property
    def directory(self) -> Directory:
        """Every contact, read once until the file changes."""
        today, cadences = self._planner.today(), self._planner.next_calls.cadences
        return self._planner.reading.remembered(("contacts", today), lambda: Directory(self._store, cadences, today))

    def one(self, key: str) -> ContactView:
        """Return a contact with all that is known of it. Raises StaleWriteError where it is gone."""
        contact, today = self._store.need(Contact, key), self._planner.today()
        talks = people.talks(self._store, [key]).get(key, _NO_TALKS)
        waiting = people.waiting(self._store, [key])
        deals = people.deals_of(self._store, key)
        facts = self._planner.next_calls.of(contact, talks, waiting, [deal for deal in deals if deal.is_open])
        base = talks.last_talk or contact.touched_on or contact.created_on
        is_off = contact.do_not_contact or contact.archived_on is not None
        rows = self._planner.reading.plan_rows(waiting)
        promises = [row for row in rows if row.action.kind is ActionKind.PROMISE]
        return ContactView(
            contact=contact,
            today=today,
            talks=talks,
            cadence=facts.cadence,
            due_on=None if is_off else cadence.due_on(base, facts.cadence, contact.snoozed_until),
            is_losing=not is_off and cadence.is_losing_touch(base, facts.cadence, today),
            is_silent=cadence.is_silent(talks.last_talk, today),
            reasons=reasons(facts, today, self._planner.settings.currency),
            next_step=self._next_step(waiting, deals),
            mine=tuple(row for row in promises if row.action.owed_by is Owner.ME),
            theirs=tuple(row for row in promises if row.action.owed_by is Owner.THEM),
            follow_ups=tuple(row for row in rows if row.action.kind is ActionKind.FOLLOW_UP),
            deals=tuple(deals),
            log=tuple(queries.logged_with(self._store, key, SHOWN_ENTRIES)),
            logged=people.entries_with(self._store, key),
            twins=self._twins(contact),
            chances=self._planner.settings.probabilities,
        )

    def several(self, keys: Iterable[str]) -> list[Contact]:
        """Return the contacts with some keys, in their order; those that are gone are left out."""
        wanted = list(dict.fromkeys(keys))
        found = {contact.id: contact for contact in people.contacts(self._store, wanted)}
        return [found[key] for key in wanted if key in found]

    def find(self, typed: str) -> Contact:
        """Return the contact that an e-mail address, a key, a name or "name, organization" means, put away or not.

        Raises PlannerError where nobody is meant, and where several are, with what tells them apart.
        """
        found = self.several(one.id for one in self._planner.names.exactly(typed))
        if len(found) > 1:
            apart = ", ".join(handles(found))
            raise PlannerError(f"“{typed}” is the name of {len(found)} contacts. Write one of {apart}.")
        contact = found[0] if found else known(self._planner, typed)
        if contact is None:
            raise PlannerError(f"“{typed}” is none of your contacts. Check the name, or add the contact first.")
        return contact

    def duplicates(self) -> Sequence[tuple[Entry, ...]]:
        """Return contacts that may be the same person: one e-mail address, or one name with one organization."""
        return self.directory.alike()

    def read(self, line: str) -> ContactDraft:
        """Read a contact line. Raises LineError that points at what is not understood."""
        return contactline.parse(line)

    def written(self, key: str) -> str:
        """Return a contact as the line that says it."""
        return contactline.write(contactline.of(self._store.need(Contact, key)))

    def add(self, line: str) -> ChangeSet:
        """Add a contact from a line; a lead where the line names no stage."""
        draft = self.read(line)
        blank = Contact(id=self._planner.new_id(), name=draft.name, created_on=self._planner.today())
        after = _drafted(blank, draft)
        known = self._planner.names.alike(after.name, after.organization)
        twin = " · somebody of this name is there already" if known else ""
        if self._planner.names.is_away(after.name):
            twin += " · somebody of this name is put away"
        return self._planner.commit(f"Added: {after.full_label}, {after.stage}{twin}", (Change(None, after),))

    def correct(self, key: str, line: str) -> ChangeSet:
        """Save a line in the place of a contact: what it leaves out is emptied, but the stage."""
        before = self._store.need(Contact, key)
        after = _drafted(before, self.read(line))
        return self._planner.commit(f"Corrected: {after.full_label}", (Change(before, after),))

    def change(self, keys: Iterable[str], told: str, **fields: Any) -> ChangeSet:
        """Give some contacts the same fields in one step; `told` says what they get.

        Whoever is not to be contacted or is put away is no top prospect and awaits no decision any more; one who is not
        to be contacted gets no updates either, and raises PlannerError where they are asked for.
        """
        months = fields.get("cadence_months")
        if months is not None and not 0 <= months <= cadence.MOST["month"]:
            raise PlannerError(f"A cadence of {months} months is not between 1 and {cadence.MOST['month']}.")
        found = self.several(keys)
        if not found:
            raise PlannerError("No contact is meant: name one or select some.")
        after = [replace(contact, **fields) for contact in found]
        off = next((one for one in after if one.do_not_contact and fields.get("wants_updates")), None)
        if off is not None:
            raise PlannerError(f"{off.name} is not to be contacted. Take that back first.")
        changes = tuple(Change(contact, _settled(one)) for contact, one in zip(found, after, strict=True))
        return self._planner.commit(f"{told}: {_named(found)}", changes)

    def move(self, keys: Iterable[str], stage: Stage) -> ChangeSet:
        """Put contacts at a stage by hand, forwards or backwards."""
        return self.change(keys, f"Now {stage}", stage=stage)

    def follow(self, keys: Iterable[str], months: int | None) -> ChangeSet:
        """Set how often contacts are talked to, in months; 0 is never, None as their stage says."""
        often = "as the stage says" if months is None else cadence.Cadence(months).every if months else "never"
        return self.change(keys, f"Talk {often}", cadence_months=months)

    def snooze(self, keys: Iterable[str], until: date | None) -> ChangeSet:
        """Propose contacts from a day on and not before; None proposes them again at once.

        Raises PlannerError for a day that is not ahead.
        """
        today = self._planner.today()
        if until is not None and until <= today:
            raise PlannerError(f"{short_date(until, today)} is not ahead. Name a day to come.")
        told = "Proposed again" if until is None else f"Snoozed until {short_date(until, today)}"
        return self.change(keys, told, snoozed_until=until)

    def forbid(self, keys: Iterable[str], *, is_off: bool) -> ChangeSet:
        """Say that contacts are not to be contacted, or that they may be again."""
        return self.change(keys, "Do not contact" if is_off else "May be contacted", do_not_contact=is_off)

    def update(self, keys: Iterable[str], *, is_wanted: bool) -> ChangeSet:
        """Say that contacts want updates, a newsletter for one, or no longer (B85)."""
        return self.change(keys, "Wants updates" if is_wanted else "No updates", wants_updates=is_wanted)

    def believe(self, keys: Iterable[str], *, is_close: bool) -> ChangeSet:
        """Say that a decision is near, or no longer (B100)."""
        return self.change(keys, "Close to a decision" if is_close else "No decision near", close_mark=is_close)

    def archive(self, keys: Iterable[str], *, is_away: bool = True) -> ChangeSet:
        """Put contacts away, or bring them back; their log and deals stay."""
        on = self._planner.today() if is_away else None
        return self.change(keys, "Put away" if is_away else "Brought back", archived_on=on)

    def star(self, key: str) -> ChangeSet:
        """Make a contact a top prospect, who is talked to each month, or more often where its stage is (B82).

        Raises PlannerError for a customer, without an earlier touch, and at the sixth, naming the five.
        """
        before = self._store.need(Contact, key)
        standing = [one for one in people.top_prospects(self._store) if one.id != key]
        if before.do_not_contact or before.archived_on is not None:
            raise PlannerError(f"{before.name} is not to be contacted now: no top prospect.")
        if before.stage is Stage.CUSTOMER:
            raise PlannerError(f"{before.name} is a customer. Top prospects are those who have not bought yet.")
        if key not in people.talks(self._store, [key]):
            raise PlannerError(f"{before.name} was never reached out to. Log a first call or mail, then star.")
        if len(standing) >= TOP_MOST:
            names = ", ".join(one.name for one in standing)
            raise PlannerError(f"Five stars are the most: take one from {names}.")
        count = len(standing) + 1
        note = f" · {count} of {TOP_LEAST} to {TOP_MOST}, star some more" if count < TOP_LEAST else ""
        after = replace(before, is_top=True, cadence_months=TOP_MONTHS)
        often = cadence.cadence_of(TOP_MONTHS, after.stage, self._planner.next_calls.cadences, is_top=True)
        every = often.every if often is not None else ""
        return self._planner.commit(f"Top prospect, {every}: {before.name}{note}", (Change(before, after),))

    def unstar(self, key: str) -> ChangeSet:
        """Take the star from a contact, and the monthly cadence that came with it."""
        months = self._store.need(Contact, key).cadence_months
        return self.change(
            [key], "No top prospect", is_top=False, cadence_months=None if months == TOP_MONTHS else months
        )

    def plan(self, key: str, line: str, day: date) -> ChangeSet:
        """Plan an action for a contact from a line that need not name it."""
        contact = self._store.need(Contact, key)
        action, changes = self._planner.plan.adding(line, day, about=contact)
        on = "" if action.date == self._planner.today() else f" for {short_date(action.date, self._planner.today())}"
        told = self._planner.plan.cautions(action, changes)
        return self._planner.commit(f"Planned{on} with {contact.name}: {action.text}{told}", changes)

    def merge(self, keep: str, gone: str, *, is_sure: bool = False) -> ChangeSet:
        """Make two contacts one, in one step: everything of the second becomes the first one's.

        Raises PlannerError where they have nothing in common, unless one `is_sure`.
        """
        one, other = self._store.need(Contact, keep), self._store.need(Contact, gone)
        if not (is_sure or are_alike(one, other)):
            raise PlannerError(
                f"{one.full_label} and {other.full_label} have neither a whole name, e-mail nor phone in common. "
                "If they are one person, say so with --force."
            )
        kept = differing(one, other)
        changes = merging(self._store, one, other)
        moved = len(changes) - 2
        told = f" · {moved} {'line' if moved == 1 else 'lines'} moved" if moved else ""
        told += ", the rest in the notes" if kept else ""
        pair = (one.name, other.name) if one.name != other.name else (one.full_label, other.full_label)
        return self._planner.commit(f"Merged into {': '.join(pair)}{told}", changes)

    def _twins(self, contact: Contact) -> tuple[Entry, ...]:
        keys = [key for key in self._planner.names.alike(contact.name, contact.organization) if key != contact.id]
        keys += [one.id for one in people.same_address(self._store, contact) if one.id not in keys]
        return tuple(entries(self._store, keys)) if keys else ()

    def _next_step(self, waiting: Sequence[Action], deals: "Sequence[Deal]") -> str:
        mine = next((action for action in waiting if action.owed_by is Owner.ME), None)
        if mine is not None:
            return f"{mine.text}, {short_date(mine.date, self._planner.today())}"
        return next((deal.next_step for deal in deals if deal.is_open and deal.next_step), "")


def _drafted(contact: Contact, draft: ContactDraft) -> Contact:
    given, family = contact.given_name, contact.family_name
    if contact.name != draft.name or not (given or family):
        given, family = contactline.split_name(draft.name)
    fields = {name: value for name, value in draft._asdict().items() if name != "stage"}
    notes = contact.notes if contactline.of(contact).notes == draft.notes else draft.notes  # its lines stay lines
    return replace(
        contact,
        **{**fields, "notes": notes},
        stage=draft.stage or contact.stage,
        given_name=given,
        family_name=family,
    )


def _settled(contact: Contact) -> Contact:
    if contact.do_not_contact or contact.archived_on is not None:
        wants_updates = contact.wants_updates and not contact.do_not_contact
        return replace(contact, is_top=False, close_mark=False, wants_updates=wants_updates)
    return contact


def _named(contacts: Sequence[Contact]) -> str:
    return contacts[0].name if len(contacts) == 1 else f"{len(contacts)} contacts"
