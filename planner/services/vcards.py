"""A vCard as a contact, versions 3 and 4, and a contact as a vCard 3.0. The only user of the library `vobject`.

Owns which property is which of our fields (domain.md b4); opens no file.
"""

import logging
from datetime import date
from typing import Any

import vobject

from planner.domain.contact import Contact, Stage
from planner.domain.contactline import split_name
from planner.domain.errors import PlannerError
from planner.domain.headers import System
from planner.domain.imported import ContactDraft, Origin
from planner.domain.importedwords import stage_of
from planner.domain.money import shown
from planner.domain.text import clean, clean_line
from planner.services.importing_rows import ONE_MORE

logging.getLogger("vobject.base").setLevel(logging.CRITICAL)  # what it skips is not the terminal's to hear
_OWN = "x-momentum-"
_OURS = "@momentum."
"""What stands in a UID between a row's key and its planner's."""
_MOST_LETTERS = 1 << 20
"""Letters that one card may have: a photo has its place among them."""


def written(contact: Contact, store_uuid: str) -> str:
    """Return a contact as a vCard 3.0, its own fields as X-MOMENTUM-*."""
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(
        family=contact.family_name,
        given=contact.given_name,
    )
    card.add("fn").value = contact.name
    card.add("uid").value = uid("contact", contact.id, store_uuid)
    if contact.organization:
        card.add("org").value = [contact.organization]
    plain = {"title": contact.title, "note": contact.notes}
    for kind, text in plain.items():
        if text:
            card.add(kind).value = text
    for kind, text in (("email", contact.email), ("tel", contact.phone)):
        if text:
            line = card.add(kind)
            line.value = text
            line.type_param = "WORK"
    card.add("categories").value = [str(contact.stage).capitalize()]
    own = {
        "stage": contact.stage.value,
        "source": contact.source,
        "created": contact.created_on.isoformat(),
        "do-not-contact": "yes" if contact.do_not_contact else "",
        "wants-updates": "yes" if contact.wants_updates else "",
        "top": "yes" if contact.is_top else "",
        "cadence-months": "" if contact.cadence_months is None else str(contact.cadence_months),
    }
    for kind, text in own.items():
        if text:
            card.add(_OWN + kind).value = text
    return str(card.serialize())


def uid(table: str, key: str, store_uuid: str) -> str:
    """Return the name of a row that no other planner has, in cards and calendars."""
    return f"{table}-{key}{_OURS}{store_uuid}"


def draft(card: str, store_uuid: str) -> tuple[ContactDraft, list[str]]:
    """Return what a card says, and the e-mail addresses and phone numbers for which there is no room.

    Raises PlannerError with the reason.
    """
    if len(card) > _MOST_LETTERS:
        raise PlannerError(f"it has {len(card):,} letters, and a card may have {_MOST_LETTERS:,}")
    try:
        found = vobject.readOne(card, ignoreUnreadable=True, allowQP=True)
    except Exception as error:  # the library raises what its parts raise: any of them is no card
        raise PlannerError("it is not a card that can be read") from error
    name, family, given = _text(found, "fn"), "", ""
    if "n" in found.contents:
        parts = found.contents["n"][0].value
        family, given = _joined(getattr(parts, "family", "")), _joined(getattr(parts, "given", ""))
    emails, phones = _texts(found, "email", "mailto:"), _texts(found, "tel", "tel:")
    email, organization = next(iter(emails), ""), _organization(found)
    name = name or f"{given} {family}".strip() or email or organization
    if not name:
        raise PlannerError("it names nobody")
    own_id, key = "", _text(found, "uid").removeprefix("urn:uuid:")
    if not given and not family and _OURS not in key:
        given, family = split_name(name)
    if key.startswith("contact-") and key.endswith(f"{_OURS}{store_uuid}"):
        own_id, key = key.removeprefix("contact-").removesuffix(f"{_OURS}{store_uuid}"), ""
    person = ContactDraft(
        origin=Origin(System.VCARD, key),
        name=name,
        given_name=given,
        family_name=family,
        organization=organization,
        title=_text(found, "title"),
        email=email,
        phone=next(iter(phones), ""),
        stage=_stage(found),
        source=_text(found, _OWN + "source"),
        notes=clean(_raw(found, "note")).strip(),
        do_not_contact=_text(found, _OWN + "do-not-contact") == "yes",
        wants_updates=_text(found, _OWN + "wants-updates") == "yes",
        created_on=_day(_text(found, _OWN + "created")),
        own_id=own_id,
    )
    beyond = (("e-mail address", emails[1:]), ("phone number", phones[1:]))
    return person, [ONE_MORE.format(shown(more), noun) for noun, further in beyond for more in further]


def _stage(card: Any) -> Stage | None:
    """Return the stage that a card says, as ours or as a category."""
    said = _text(card, _OWN + "stage")
    if said in list(Stage):
        return Stage(said)
    return next((stage for word in _raw(card, "categories").split(",") if (stage := stage_of(word))), None)


def _text(card: Any, kind: str) -> str:
    return clean_line(_raw(card, kind))


def _texts(card: Any, kind: str, scheme: str) -> list[str]:
    """Return the different values of a kind, without the scheme that version 4 writes."""
    found = (clean_line(_joined(line.value)).removeprefix(scheme) for line in card.contents.get(kind, ()))
    return list(dict.fromkeys(filter(None, found)))


def _raw(card: Any, kind: str) -> str:
    """Return the first value of a kind that is not empty, as text."""
    for line in card.contents.get(kind, ()):
        found = _joined(line.value)
        if found.strip():
            return found
    return ""


def _joined(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(_joined, value))
    return clean(value.decode(errors="replace") if isinstance(value, bytes) else str(value or ""))


def _organization(card: Any) -> str:
    """Return the organization, without its departments."""
    if "org" not in card.contents:
        return ""
    value = card.contents["org"][0].value
    return clean_line(_joined(value[0] if isinstance(value, list) and value else value))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
