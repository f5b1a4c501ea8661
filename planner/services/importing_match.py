"""What becomes of the contacts and deals that a file's rows mean (importing_index.py). Commits nothing.

A blank that one row fills can make another row mean somebody else the next time. So a file whose rows are known by
names is read until nothing comes of it: importing it twice changes nothing. That ends, for each reading fills blanks,
moves stages forward or adds somebody, of whom there are no more than rows and keys together.
"""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar, cast

from planner.domain.change import Change, Entity
from planner.domain.contact import Contact
from planner.domain.deal import Deal, DealKind
from planner.domain.imported import (
    ContactDraft,
    DealDraft,
    Origin,
    ended_otherwise,
    filled_contact,
    filled_deal,
    is_deal_taken_back,
    is_taken_back,
    is_won_after,
    key_there,
    new_contact,
    new_deal,
    staying,
)
from planner.domain.money import format_amount, shown
from planner.domain.namewords import fold
from planner.domain.value import replace
from planner.services.contact_merge import MERGED, merged_in
from planner.services.importing_index import ContactIndex, DealIndex, known_contact, known_deal
from planner.services.importing_sales import ByHand, Sales
from planner.store import known

if TYPE_CHECKING:
    from planner.services.planner import Planner

E = TypeVar("E", Contact, Deal)
_NEW, _CHANGED, _SAME = "new", "updated", "as they were"
STAYS = "which stays"
"""How it ends what is told of something in a file that is not what stands."""


class Merging:
    """What becomes of the rows of one file, row by row."""

    def __init__(self, planner: "Planner") -> None:
        """Read what stands."""
        self._planner = planner
        self._store = planner.store
        self._today = planner.today()
        self._by_hand = ByHand(planner.store)
        self._before: dict[str, Entity] = {}
        self._after: dict[str, Entity] = {}
        self._met_once: set[str] = set()
        """The contacts and deals that a row of any reading means."""
        self.asides: list[str] = []
        """What the rows say otherwise than what stands, which stays, since this was emptied last."""
        self._begin()

    def _begin(self) -> None:
        """Begin a reading with what stands after those before it."""
        self._sales = Sales(self._store, self._by_hand)
        self._met: set[str] = set()
        """The contacts and deals that a row means already."""
        self._rows: dict[Origin, str] = {}
        """The contacts whose keys stood in a row already."""
        self._sold: set[Origin] = set()
        """The deals whose keys did."""
        self._called: dict[str, set[str]] = defaultdict(set)
        """The names by which rows mean contacts, and those that these have."""
        self.staying = 0
        """Cells that have something else than what stands, which stays."""
        self.unknown_people = 0
        """Deals whose contact is not here."""
        self._unbought: set[str] = set()
        """Deals of which nothing says with whom they are but the organization."""
        self._unaccounted: set[str] = set()
        """Contacts without an organization, and deals without a buyer, whose account is not here."""
        self._has_changed = False
        """Whether a row changed anything."""
        self._is_sure = True
        """Whether every row is known by its own key, and will be the next time."""
        self._contacts = ContactIndex()
        self._deals = DealIndex()
        contacts = {contact.id: contact for contact in known.contacts(self._store)}
        deals = {deal.id: deal for deal in known.deals(self._store)}
        for entity in self._after.values():
            if isinstance(entity, Contact):
                contacts[entity.id] = known_contact(entity)
            elif isinstance(entity, Deal):
                deals[entity.id] = known_deal(entity)
        for contact in contacts.values():
            self._contacts.add(contact)
        for key, notes in known.notes(self._store, MERGED):
            self._contacts.also(key, tuple(merged_in(notes)))
        for deal in deals.values():
            self._deals.add(deal)

    def contact(self, draft: ContactDraft) -> Contact:
        """Take a contact in; return it as it will stand. What a later row says of one with the same key is left."""
        if (seen := self._rows.get(draft.origin)) is not None:
            return self._standing(Contact, seen)
        if not draft.organization and (account := self._account_of(draft)):
            draft = draft._replace(organization=account.name)
        key = self._contacts.find(draft, self._met)
        if key is None:
            before, contact = None, new_contact(draft, self._planner.new_id(), self._today)
        else:
            taken = self._contacts.is_known_by(draft.email, key)
            before = self._standing(Contact, key)
            draft = self._contacts.without_merged(draft, before)
            self._called[key].add(fold(before.name))
            if fold(draft.name) not in {fold(before.name), fold(draft.email)}:
                self._stays("name", before.name, draft.name)
            if draft.email and before.email and fold(draft.email) != fold(before.email):
                self._stays("e-mail address", before.email, draft.email)
            self.staying += staying(before, draft)
            contact = filled_contact(before, draft._replace(email="") if taken else draft)
            if contact.stage != before.stage and is_taken_back(contact.stage, self._by_hand.contact_moves.get(key)):
                self._stays("stage", before.stage, contact.stage)
                contact = replace(contact, stage=before.stage)
        there = key_there(contact.external_system, contact.external_id)
        is_own = bool(draft.origin.id) and there == (draft.origin.system.value, draft.origin.id)
        self._take(contact, before, is_sure=is_own or contact.id == draft.own_id)
        if draft.account_id and not contact.organization:
            self._unaccounted.add(contact.id)
        self._contacts.add(known_contact(contact))
        self._contacts.note(draft, contact.id)
        self._called[contact.id].add(fold(draft.name))
        if draft.origin.id:
            self._rows[draft.origin] = contact.id
        return contact

    def is_repeated(self, draft: ContactDraft) -> bool:
        """Whether a contact's key stood in an earlier row of the file."""
        return draft.origin in self._rows

    def is_deal_repeated(self, draft: DealDraft) -> bool:
        """Whether a deal's key stood in an earlier row of the file."""
        return draft.origin in self._sold

    def shared_with(self, draft: ContactDraft) -> str:
        """Return the name of the contact whose e-mail address, in an earlier row, this one has under another name."""
        if draft.own_id or not draft.email or fold(draft.name) == fold(draft.email):
            return ""
        key = self._contacts.find(draft, self._met)
        if key is None or key not in self._called:
            return ""
        contact = self._standing(Contact, key)
        if fold(self._contacts.without_merged(draft, contact).name) in self._called[key]:
            return ""
        return contact.name if fold(contact.email) == fold(draft.email) else ""

    def deal(self, draft: DealDraft, contact: Contact | None) -> Deal:
        """Take a deal in, with the contact of its row where it has one; return it as it will stand."""
        account = self._account_of(draft)
        if not draft.organization:
            there = contact.organization if contact is not None else account.name if account is not None else ""
            draft = draft._replace(organization=there)
        contact_id = contact.id if contact is not None else self._person_of(draft, account)
        key = self._deals.find(draft, contact_id, self._met)
        if key is None:
            before = None
            deal = new_deal(draft, self._planner.new_id(), contact_id, draft.kind or DealKind.NEW, self._today)
        else:
            before = self._standing(Deal, key)
            if None not in {draft.amount_minor, before.amount_minor}:
                self._stays("amount", *(self._amount(found) for found in (before, draft)))
            self.staying += staying(before, draft)
            may_win = is_won_after(before, draft) and key not in self._by_hand.lost
            deal = filled_deal(before, draft, contact_id, may_win=may_win)
            if deal.stage is before.stage and ended_otherwise(before, draft):
                self._stays("stage", before.stage, draft.stage)
            if deal.stage != before.stage and is_deal_taken_back(deal.stage, self._by_hand.deal_moves.get(key)):
                self._stays("stage", before.stage, deal.stage)
                deal = filled_deal(before, draft._replace(stage=before.stage, stage_label=""), contact_id)
        self._sales.hear(before, deal, is_kind_said=draft.kind is not None)
        if deal.contact_id is None and not draft.names_buyer:
            (self._unbought if account is not None or not draft.account_id else self._unaccounted).add(deal.id)
        if draft.origin.id:
            self._sold.add(draft.origin)
        is_own = bool(draft.origin.id) and (deal.external_system, deal.external_id) == draft.origin
        self._take(deal, before, is_sure=is_own)
        self._deals.add(known_deal(deal))
        return deal

    def wants_another(self) -> bool:
        """Hear that every row is in; return whether all are to be read once more, and begin that."""
        self._finish()
        self._met_once |= self._met
        is_open = self.unknown_people or self._unbought or self._unaccounted
        might_find = not self._is_sure or (self._rows and is_open)
        if not (self._has_changed and might_find):
            return False
        self._begin()
        return True

    def without_account(self) -> tuple[int, int]:
        """Return how many contacts and how many deals name an account that is not here, and lack what it says."""
        found = [self._after[key] for key in self._unaccounted]
        deals = sum(isinstance(entity, Deal) for entity in found)
        return len(found) - deals, deals

    def without_buyer(self) -> int:
        """Return how many deals of the file have nobody they are with, and name nobody."""
        return len(self._unbought)

    def sharing(self) -> int:
        """Return how many contacts get from the file an e-mail address that another one has too."""
        shared = 0
        for before, after in self.changes():
            is_old = isinstance(before, Contact) and isinstance(after, Contact) and before.email == after.email
            shared += isinstance(after, Contact) and not is_old and self._contacts.is_shared(after.email)
        return shared

    def changes(self) -> tuple[Change, ...]:
        """Return what changes, once no row is read any more."""
        contacts = [key for key, entity in self._after.items() if isinstance(entity, Contact)]
        deals = [key for key, entity in self._after.items() if isinstance(entity, Deal)]
        changes = (Change(self._before.get(key), self._after[key]) for key in (*contacts, *deals))
        return tuple(change for change in changes if change.before != change.after)

    def _finish(self) -> None:
        """Say kinds by the sales before, and stages by the deals."""
        self._after |= {deal.id: deal for deal in self._sales.kinds(self._after)}
        for buyer in self._sales.buyers(self._after, lambda key: self._standing(Contact, key)):
            self._after[buyer.id] = buyer

    def counts(self) -> dict[str, int]:
        """Return how many contacts and deals are new, filled in or moved on, and as they were."""
        counted: Counter[str] = Counter()
        for key, entity in self._after.items():
            before = self._before.get(key)
            noun = "contacts" if isinstance(entity, Contact) else "deals"
            if before != entity or key in self._met_once:
                counted[f"{noun} {_NEW if before is None else _SAME if before == entity else _CHANGED}"] += 1
        order = (f"{noun} {what}" for noun in ("contacts", "deals") for what in (_NEW, _CHANGED, _SAME))
        return {what: counted[what] for what in order if counted[what]}

    def now(self, entity: Contact | Deal) -> Contact | Deal:
        """Return a contact or a deal as it will stand after all."""
        return cast("Contact | Deal", self._after[entity.key])

    def name_of(self, key: str | None) -> str:
        """Return the name of a contact; empty where none is meant."""
        return "" if key is None else self._standing(Contact, key).full_label

    def _amount(self, deal: Deal | DealDraft) -> str:
        return format_amount(deal.amount_minor or 0, deal.currency, self._planner.settings.currency)

    def _stays(self, what: str, here: str, there: str) -> None:
        """Tell that a file has something else than what stands, which nothing of a file writes over."""
        if here != there:
            self.asides.append(f"its {what} is {shown(there)} in the file and {shown(here)} here, {STAYS}")

    def _take(self, entity: Contact | Deal, before: Contact | Deal | None, *, is_sure: bool) -> None:
        """Take in what a row makes of what stood before it."""
        self._met.add(entity.id)
        self._after[entity.id] = entity
        self._has_changed = self._has_changed or entity != before
        self._is_sure = self._is_sure and is_sure

    def _standing(self, kind: type[E], key: str) -> E:
        """Return an entity as this import leaves it so far."""
        if key not in self._after:
            self._before[key] = self._after[key] = self._store.need(kind, key)
        return cast("E", self._after[key])

    def _account_of(self, draft: ContactDraft | DealDraft) -> known.KnownContact | None:
        """Return the organization whose key a row has, where it is a contact here."""
        return self._contacts.keyed(draft.origin.system, draft.account_id)

    def _person_of(self, draft: DealDraft, account: known.KnownContact | None) -> str | None:
        """Return the contact that a deal names, or else the one of its account, or else that."""
        if not draft.names_buyer:
            if account is None:
                return self._contacts.buyer_at(draft.organization)
            return self._contacts.only_at(account.name) or account.id
        person = ContactDraft(
            origin=Origin(draft.origin.system, draft.contact_id),
            name=draft.contact_name,
            email=draft.contact_email,
            organization=draft.organization,
        )
        found = self._contacts.find(person, set()) or self._contacts.only_one(draft.contact_name)
        self.unknown_people += found is None
        return found
