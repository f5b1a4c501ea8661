"""What a row of somebody else's file says of a contact or a deal, and what of it enters ours.

Blanks are filled, stages move forward, do-not-contact goes on; nothing that stands is written over (domain.md b3).
"""

import re
from datetime import date
from typing import Any, NamedTuple

from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.headers import System
from planner.domain.importedwords import deal_stage_of
from planner.domain.namewords import fold
from planner.domain.value import replace

_MARKS = re.compile(r"\W+")
_CONTACT_CELLS = ("organization", "title", "phone", "source")
_DEAL_CELLS = ("title", "organization", "expected_close_on", "next_step")
_OPEN = (DealStage.PROSPECTING, DealStage.QUALIFIED, DealStage.PROPOSAL, DealStage.NEGOTIATION)


class Origin(NamedTuple):
    """Whose key a row has."""

    system: System
    id: str = ""


class ContactDraft(NamedTuple):
    """A contact as a file has it; empty where it says nothing."""

    origin: Origin
    name: str
    given_name: str = ""
    family_name: str = ""
    organization: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    stage: Stage | None = None
    source: str = ""
    notes: str = ""
    do_not_contact: bool = False
    wants_updates: bool = False
    created_on: date | None = None
    touched_on: date | None = None
    account_id: str = ""
    """The key of its organization in the program that wrote the file."""
    own_id: str = ""
    """The key that it has in this very file, where it was exported from here."""


class DealDraft(NamedTuple):
    """A deal as a file has it."""

    origin: Origin
    title: str
    currency: str
    stage: DealStage
    stage_label: str = ""
    organization: str = ""
    amount_minor: int | None = None
    kind: DealKind | None = None
    probability_pct: int | None = None
    expected_close_on: date | None = None
    closed_on: date | None = None
    lost_reason: str = ""
    next_step: str = ""
    created_on: date | None = None
    contact_id: str = ""
    """The contact's key in the program that wrote the file."""
    contact_email: str = ""
    contact_name: str = ""
    account_id: str = ""
    """The organization's key there."""

    @property
    def names_buyer(self) -> bool:
        """Whether it says with whom it is, and not merely at which organization."""
        return bool(self.contact_id or self.contact_email or self.contact_name)


def key_there(system: str, external_id: str) -> tuple[str, str]:
    """Return the program that has a key for a contact, and the key; empty where none has."""
    if not system:
        system, _, external_id = external_id.partition(":")
    return (system, external_id) if external_id else ("", "")


def new_contact(draft: ContactDraft, key: str, today: date) -> Contact:
    """Return the contact that a draft makes."""
    return Contact(
        id=key,
        name=draft.name,
        given_name=draft.given_name,
        family_name=draft.family_name,
        organization=draft.organization,
        title=draft.title,
        email=draft.email,
        phone=draft.phone,
        stage=draft.stage or Stage.LEAD,
        source=draft.source,
        do_not_contact=draft.do_not_contact,
        wants_updates=draft.wants_updates,
        notes=draft.notes,
        external_system=draft.origin.system.value,
        external_id=draft.origin.id,
        created_on=min(draft.created_on or today, today),
        touched_on=draft.touched_on,
    )


def filled_contact(contact: Contact, draft: ContactDraft) -> Contact:
    """Return a contact with its blanks filled from a draft.

    The day of the last contact moves forward. A lost one comes back as a customer at most. One that was made by hand
    has no system and goes on counting as made by hand (B84): its key in another program is kept together with that
    one's name, “hubspot:101”.
    """
    filled: dict[str, Any] = {
        name: value
        for name in ("given_name", "family_name", "organization", "title", "email", "phone", "source", "notes")
        if not getattr(contact, name) and (value := getattr(draft, name))
    }
    if draft.do_not_contact:
        filled["do_not_contact"] = True
    if draft.wants_updates:
        filled["wants_updates"] = True
    if draft.touched_on is not None and draft.touched_on > (contact.touched_on or date.min):
        filled["touched_on"] = draft.touched_on
    if not contact.external_id and draft.origin.id:
        if contact.external_system == draft.origin.system:
            filled["external_id"] = draft.origin.id
        elif not contact.external_system:
            filled["external_id"] = f"{draft.origin.system}:{draft.origin.id}"
    after = replace(contact, **filled) if filled else contact
    is_revived = contact.stage is Stage.LOST and draft.stage is not Stage.CUSTOMER
    return after if draft.stage is None or is_revived else after.advanced_to(draft.stage)


def staying(here: Contact | Deal, draft: ContactDraft | DealDraft) -> int:
    """Return how many cells of a draft have something else than what stands, marks and case aside.

    Names, e-mail addresses, amounts and stages are told one by one elsewhere.
    """
    fields = _CONTACT_CELLS if isinstance(here, Contact) else _DEAL_CELLS
    pairs = ((getattr(here, field), getattr(draft, field)) for field in fields)
    return sum(bool(one and other) and one != other and _bare(one) != _bare(other) for one, other in pairs)


def _bare(value: object) -> str:
    return _MARKS.sub("", fold(str(value)))


def is_taken_back(said: Stage, last: tuple[Stage, Stage] | None) -> bool:
    """Whether a contact was moved back last, from one stage to another, and what a file says is no further than that.

    What was known when it was moved back is not news; a stage beyond it is.
    """
    if last is None:
        return False
    was, now = last
    return was.is_beyond(now) and not said.is_beyond(was)


def is_deal_taken_back(said: DealStage, last: tuple[DealStage, DealStage] | None) -> bool:
    """Whether a deal was moved back or opened again last, and what a file says is no further than where it stood."""
    if last is None:
        return False
    was, now = last
    if now not in _OPEN or (was in _OPEN and _OPEN.index(was) <= _OPEN.index(now)):
        return False
    return said is was or (said in _OPEN and (was not in _OPEN or _OPEN.index(said) <= _OPEN.index(was)))


def new_deal(draft: DealDraft, key: str, contact_id: str | None, kind: DealKind, today: date) -> Deal:
    """Return the deal that a draft makes. Raises PlannerError where its dates do not fit."""
    created_on = draft.created_on or draft.closed_on or today
    return Deal(
        id=key,
        contact_id=contact_id,
        organization=draft.organization,
        title=draft.title,
        amount_minor=draft.amount_minor,
        currency=draft.currency,
        kind=kind,
        stage=draft.stage,
        stage_label=draft.stage_label,
        probability_pct=draft.probability_pct,
        expected_close_on=draft.expected_close_on,
        closed_on=draft.closed_on,
        lost_reason=draft.lost_reason,
        next_step=draft.next_step,
        external_system=draft.origin.system.value,
        external_id=draft.origin.id,
        created_on=min(created_on, draft.closed_on or today, today),
    )


def filled_deal(deal: Deal, draft: DealDraft, contact_id: str | None, *, may_win: bool = False) -> Deal:
    """Return a deal with its blanks filled from a draft, and moved on where that is further.

    What ended stays ended, but for a lost one that `may_win`. The draft's name of a stage goes with that stage.
    """
    texts = ("organization", "next_step", "external_id", *(("stage_label",) if draft.stage is deal.stage else ()))
    has_key = deal.external_system == draft.origin.system or not deal.external_system
    values: dict[str, Any] = {**draft._asdict(), "external_id": draft.origin.id if has_key else ""}
    filled = {name: values[name] for name in texts if not getattr(deal, name) and values[name]}
    if filled.get("external_id"):
        filled["external_system"] = draft.origin.system.value
    if deal.contact_id is None and contact_id is not None:
        filled["contact_id"] = contact_id
    if deal.amount_minor is None and draft.amount_minor is not None:
        filled |= {"amount_minor": draft.amount_minor, "currency": draft.currency}
    if deal.is_open and deal.expected_close_on is None and draft.expected_close_on is not None:
        filled["expected_close_on"] = draft.expected_close_on
    if deal.is_open or (may_win and is_won_after(deal, draft)):
        filled |= _moved_on(deal, draft)
    return replace(deal, **filled) if filled else deal


def is_won_after(deal: Deal, draft: DealDraft) -> bool:
    """Whether a deal is lost here, and won in the program that has its key."""
    has_key = bool(deal.external_id) and (deal.external_system, deal.external_id) == draft.origin
    return has_key and deal.stage is DealStage.LOST and draft.stage is DealStage.WON


def ended_otherwise(deal: Deal, draft: DealDraft) -> bool:
    """Whether a deal is decided, and a draft says another stage of it; a stage that nothing says is none."""
    is_said = draft.stage not in _OPEN or deal_stage_of(draft.stage_label, draft.probability_pct) is not None
    return not deal.is_open and draft.stage is not deal.stage and is_said


def check_deal(draft: DealDraft, today: date) -> None:
    """Refuse a deal that ended on no date or on one that is to come (c3)."""
    if draft.stage in _OPEN:
        return
    if draft.closed_on is None:
        raise PlannerError(f"it is {draft.stage}, and its closing date is missing")
    if draft.closed_on > today:
        raise PlannerError(f"it is {draft.stage}, and its closing date {draft.closed_on} is to come")


def _moved_on(deal: Deal, draft: DealDraft) -> dict[str, Any]:
    if draft.stage not in _OPEN:
        ended = {"stage": draft.stage, "closed_on": draft.closed_on, "probability_pct": None}
        label = {"stage_label": draft.stage_label} if draft.stage_label else {}
        begun = min(deal.created_on, draft.closed_on or deal.created_on)
        return {**ended, **label, "lost_reason": draft.lost_reason, "created_on": begun}
    if _OPEN.index(draft.stage) > _OPEN.index(deal.stage):
        return {
            "stage": draft.stage,
            "stage_label": draft.stage_label or deal.stage_label,
            "probability_pct": draft.probability_pct,
        }
    return {}
