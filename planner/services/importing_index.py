"""The contacts and deals that stand, by what tells them apart: keys, e-mail addresses, names. Reads no file.

A row means one by its key in the program that wrote it, then by e-mail, then by name and organization. Two rows with
different keys of one program are two, whatever else is the same (domain.md b3); so are two with different e-mail
addresses, unless a key says otherwise: who is in fact one is merged by hand, and no address is lost until then.
"""

from collections.abc import Collection
from typing import Any

from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.headers import System
from planner.domain.imported import ContactDraft, DealDraft, key_there
from planner.domain.namewords import fold
from planner.store import known

_SYSTEMS = frozenset(map(str, System))
_TOLD = ("name", "organization", "title", "email", "phone", "source")
"""What the notes tell of one that was merged into another."""


class ContactIndex:
    """Contacts by what tells them apart."""

    def __init__(self) -> None:
        """Know nobody."""
        self._ids: dict[tuple[str, str], str] = {}
        self._of: dict[str, known.KnownContact] = {}
        self._by_email: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_firm: dict[str, list[str]] = {}
        self._merged: dict[str, frozenset[str]] = {}
        """What those had otherwise who were merged into a contact."""
        self._said: dict[tuple[str, str], str] = {}
        """What the rows so far call them: name and organization."""

    def add(self, contact: known.KnownContact) -> None:
        """Know a contact, or know it anew."""
        before = self._of.get(contact.id)
        self._of[contact.id] = contact
        if contact.external_id:
            self._ids.setdefault(key_there(contact.system, contact.external_id), contact.id)
        if contact.email and (before is None or before.email != contact.email):
            self._by_email.setdefault(fold(contact.email), []).append(contact.id)
        if before is None or before.name != contact.name:
            self._by_name.setdefault(fold(contact.name), []).append(contact.id)
        if contact.organization and (before is None or before.organization != contact.organization):
            self._by_firm.setdefault(fold(contact.organization), []).append(contact.id)

    def also(self, key: str, words: Collection[str]) -> None:
        """Know a contact by addresses and keys of those who were merged into it, where nobody else has them."""
        for word in words:
            system, _, known_as = word.replace(":", " ", 1).partition(" ")
            if known_as and system in _SYSTEMS:
                self._ids.setdefault((system, known_as), key)
            elif "@" in word:
                self._by_email.setdefault(fold(word), [key])
        self._merged[key] = frozenset(map(fold, words))

    def without_merged(self, draft: ContactDraft, here: Contact) -> ContactDraft:
        """Return a draft without what those said who were merged into a contact: that is known."""
        words = self._merged.get(here.id)
        if words is None:
            return draft
        said: dict[str, Any] = {field: "" for field in _TOLD if fold(getattr(draft, field)) in words}
        if "name" in said:
            said["name"] = here.name
        return draft._replace(**said)

    def is_known_by(self, email: str, key: str) -> bool:
        """Whether somebody else, and not this contact, is known by an e-mail address."""
        found = self._by_email.get(fold(email), ()) if email else ()
        return bool(found) and key not in found

    def is_shared(self, email: str) -> bool:
        """Whether several contacts have an e-mail address."""
        found = self._by_email.get(fold(email), ()) if email else ()
        return sum(fold(self._of[key].email) == fold(email) for key in found) > 1

    def note(self, draft: ContactDraft, key: str) -> None:
        """Know a contact by what a row calls it too, for as long as the file is read."""
        if draft.origin.id:
            self._ids.setdefault((draft.origin.system.value, draft.origin.id), key)
        self._said.setdefault((fold(draft.name), fold(draft.organization)), key)
        if draft.email:
            self._by_email.setdefault(fold(draft.email), [key])

    def find(self, draft: ContactDraft, met: set[str]) -> str | None:
        """Return the contact that a draft means, or None.

        One that was made by hand may lack the organization, or have one where the row has none: it is meant by one
        row of a file.
        """
        if draft.own_id in self._of:
            return draft.own_id
        if draft.origin.id and (found := self._ids.get((draft.origin.system.value, draft.origin.id))):
            return found
        mailed = self._meant(self._by_email, draft.email, draft)
        if mailed:
            return mailed[0]
        organization = fold(draft.organization)
        named = self._meant(self._by_name, draft.name, draft)
        for key in named:
            if fold(self._of[key].organization) == organization and not self._differs(key, draft):
                return key
        said = self._said.get((fold(draft.name), organization)) if draft.name else None
        if said is not None and self._can_be(said, draft) and not self._differs(said, draft):
            return said
        by_hand = [key for key in named if not self._of[key].system]
        if len(by_hand) != 1 or by_hand[0] in met or (organization and self._of[by_hand[0]].organization):
            return None
        return None if self._differs(by_hand[0], draft) else by_hand[0]

    def keyed(self, system: str, key: str) -> known.KnownContact | None:
        """Return the contact that has a key in another program."""
        found = self._ids.get((system, key)) if key else None
        return None if found is None else self._of[found]

    def only_one(self, name: str) -> str | None:
        """Return the one contact that has a name; None where none or several have it."""
        found = self._by_name.get(fold(name), ()) if name else ()
        return found[0] if len(found) == 1 else None

    def buyer_at(self, organization: str) -> str | None:
        """Return the one contact of an organization, or of several the one with its name, or None."""
        firm = fold(organization)
        named = [key for key in self._by_name.get(firm, ()) if fold(self._of[key].name) == firm] if firm else []
        return self.only_at(organization) or (named[0] if len(named) == 1 else None)

    def only_at(self, organization: str) -> str | None:
        """Return the one contact of an organization; None where it has none or several."""
        firm = fold(organization)
        found = [key for key in self._by_firm.get(firm, ()) if fold(self._of[key].organization) == firm] if firm else []
        return found[0] if len(found) == 1 else None

    def _meant(self, index: dict[str, list[str]], word: str, draft: ContactDraft) -> list[str]:
        """Return the contacts under a word that a draft can mean; those of its own program stand first."""
        if not word:
            return []
        found = [key for key in index.get(fold(word), ()) if self._can_be(key, draft)]
        return sorted(found, key=lambda key: self._program(key) != draft.origin.system)

    def _program(self, key: str) -> str:
        """Return the program that a contact came from, or else has a key in."""
        contact = self._of[key]
        return contact.system or key_there("", contact.external_id)[0]

    def _can_be(self, key: str, draft: ContactDraft) -> bool:
        system, known_as = key_there(self._of[key].system, self._of[key].external_id)
        return not draft.origin.id or system != draft.origin.system or known_as == draft.origin.id

    def _differs(self, key: str, draft: ContactDraft) -> bool:
        email = self._of[key].email
        return bool(email and draft.email and fold(email) != fold(draft.email))


class DealIndex:
    """Deals by what tells them apart."""

    def __init__(self) -> None:
        """Know none."""
        self._ids: dict[tuple[str, str], str] = {}
        self._of: dict[str, known.KnownDeal] = {}
        self._by_title: dict[str, list[str]] = {}

    def add(self, deal: known.KnownDeal) -> None:
        """Know a deal, or know it anew."""
        if deal.external_id:
            self._ids.setdefault((deal.system, deal.external_id), deal.id)
        if deal.id not in self._of:
            self._by_title.setdefault(fold(deal.title), []).append(deal.id)
        self._of[deal.id] = deal

    def find(self, draft: DealDraft, contact_id: str | None, met: set[str]) -> str | None:
        """Return the deal that a draft means, or None. Without keys, each deal is meant by one row of a file."""
        if draft.origin.id and (found := self._ids.get((draft.origin.system.value, draft.origin.id))):
            return found
        organization = fold(draft.organization)
        for key in self._by_title.get(fold(draft.title), ()):
            deal = self._of[key]
            if key in met or (deal.external_id and draft.origin.id):
                continue
            same_person = contact_id is None or deal.contact_id in {None, contact_id}
            if same_person and (not deal.organization or not organization or fold(deal.organization) == organization):
                return key
        return None


def known_contact(contact: Contact) -> known.KnownContact:
    """Return what tells a contact from another."""
    return known.KnownContact(
        contact.id,
        contact.external_system,
        contact.external_id,
        contact.email,
        contact.name,
        contact.organization,
    )


def known_deal(deal: Deal) -> known.KnownDeal:
    """Return what tells a deal from another."""
    return known.KnownDeal(
        deal.id,
        deal.external_system,
        deal.external_id,
        deal.title,
        deal.organization,
        deal.contact_id,
    )
