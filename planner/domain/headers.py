"""Which program wrote a table of contacts or deals, by its header, and which column is which of our fields.

Owns the names that columns have there (domain.md b3); reads no cell.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

_QUIET = str.maketrans({"\ufeff": None, "\u00a0": " ", '"': None, "“": None, "”": None, "'": None, "’": None})
_BLANKS = re.compile(r"[\s–—_/()-]+")
_PIPEDRIVE = re.compile(r"^(?:person|deal|organization)\s+[-–—]\s")


class System(StrEnum):
    """The program that wrote a file."""

    HUBSPOT = "hubspot"
    PIPEDRIVE = "pipedrive"
    SALESFORCE = "salesforce"
    GOOGLE = "google"
    ATOMIC = "atomic"
    VCARD = "vcard"
    ICALENDAR = "icalendar"
    PLANNER = "planner"
    CSV = "csv"

    @property
    def label(self) -> str:
        """The name as people know it."""
        return _LABELS[self]


_LABELS = {
    System.HUBSPOT: "HubSpot",
    System.PIPEDRIVE: "Pipedrive",
    System.SALESFORCE: "Salesforce",
    System.GOOGLE: "Google Contacts",
    System.ATOMIC: "Atomic CRM",
    System.VCARD: "vCard",
    System.ICALENDAR: "iCalendar",
    System.PLANNER: "planner",
    System.CSV: "CSV",
}


class Field(StrEnum):
    """What a column can be."""

    CONTACT_ID = "contact_id"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    EMAIL = "email"
    PHONE = "phone"
    ORGANIZATION = "organization"
    TITLE = "title"
    STAGE = "stage"
    SOURCE = "source"
    NOTES = "notes"
    DO_NOT_CONTACT = "do_not_contact"
    WANTS_UPDATES = "wants_updates"
    CREATED = "created"
    LAST_TOUCH = "last_touch"
    DEAL_ID = "deal_id"
    DEAL = "deal"
    AMOUNT = "amount"
    CURRENCY = "currency"
    DEAL_STAGE = "deal_stage"
    STATUS = "status"
    IS_WON = "is_won"
    IS_LOST = "is_lost"
    IS_CLOSED = "is_closed"
    PROBABILITY = "probability"
    CLOSE_DATE = "close_date"
    """Of a deal that is closed when it was, of an open one when it is expected to be."""
    EXPECTED = "expected_close"
    CLOSED = "closed"
    KIND = "kind"
    LOST_REASON = "lost_reason"
    NEXT_STEP = "next_step"
    DEAL_CONTACT = "deal_contact"
    DEAL_CONTACT_ID = "deal_contact_id"
    DEAL_CONTACT_EMAIL = "deal_contact_email"
    DEAL_ORGANIZATION = "deal_organization"
    DEAL_CREATED = "deal_created"
    ACCOUNT_ID = "account_id"
    """Of the organization, which is a contact of its own (Salesforce)."""


DATES = (Field.CREATED, Field.LAST_TOUCH, Field.CLOSE_DATE, Field.EXPECTED, Field.CLOSED, Field.DEAL_CREATED)
"""The fields that hold dates."""
_NAMES = (Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.EMAIL)
"""The fields of which a contact needs one."""

_ACCOUNT_IDS = "AccountId|Account ID"
_CONTACT: Mapping[Field, str] = {
    Field.CONTACT_ID: "Record ID|Contact ID|Person - ID|Lead ID|Id",
    Field.GIVEN_NAME: "First Name|Person - First name|FirstName|Given Name",
    Field.FAMILY_NAME: "Last Name|Person - Last name|LastName|Family Name",
    Field.NAME: "Person - Name|Name|Full Name|Contact Name|Display Name",
    Field.EMAIL: "Email|Work email|Person - Email - Work|Person - Email - Home|Person - Email - Other|Person - Email"
    "|E-mail 1 - Value|E-mail 2 - Value|E-mail Address|Email Address|email_work|email_home|email_other|E-mail",
    Field.PHONE: "Phone Number|Mobile Phone Number|Phone|Mobile|MobilePhone|Person - Phone - Work"
    "|Person - Phone - Mobile|Person - Phone - Home|Person - Phone - Other|Person - Phone|Phone 1 - Value"
    "|Phone 2 - Value|Business Phone|phone_work|phone_home|phone_other|WhatsApp Phone Number",
    Field.ORGANIZATION: "Company Name|Associated Company|Account Name|Company / Account|Company|Person - Organization"
    "|Organization - Name|Organization|Organization Name",
    Field.TITLE: "Job Title|Title|Person - Title|Person - Job title|Organization Title",
    Field.STAGE: "Lifecycle Stage|Lead Status|Status|Person - Label|Person - Labels|Stage",
    Field.SOURCE: "Original Source|Original Traffic Source|Lead Source|LeadSource|Source",
    Field.NOTES: "Notes|Description|background|Note - Content",
    Field.DO_NOT_CONTACT: "Unsubscribed from all email|Email Opt Out|HasOptedOutOfEmail|Do Not Call|DoNotCall"
    "|Do Not Contact",
    Field.WANTS_UPDATES: "has_newsletter|Wants Updates",
    Field.CREATED: "Create Date|Created Date|CreatedDate|Person - Person created|first_seen|Created On",
    Field.LAST_TOUCH: "Last Contacted|Last Activity Date|Last Activity|LastActivityDate|last_seen",
    Field.ACCOUNT_ID: _ACCOUNT_IDS,
}
_DEAL: Mapping[Field, str] = {
    Field.DEAL_ID: "Record ID|Deal - ID|Deal - System ID|Deal - Pipedrive System ID|Opportunity ID|Deal ID|Id",
    Field.DEAL: "Deal Name|Deal - Title|Opportunity Name|Deal|Deal Title",
    Field.AMOUNT: "Amount|Deal - Value|Deal Value|Amount in company currency",
    Field.CURRENCY: "Currency|Deal - Currency of Value|Amount Currency",
    Field.DEAL_STAGE: "Deal Stage|Deal - Stage|Deal - Stage (pipeline)|Stage|StageName|Status",
    Field.STATUS: "Deal - Status|Deal Status|Status",
    Field.IS_WON: "Is Closed Won|IsWon|Won",
    Field.IS_LOST: "Is closed lost",
    Field.IS_CLOSED: "Is Deal Closed?|IsClosed|Closed",
    Field.PROBABILITY: "Deal probability|Deal - Probability|Probability (%)|Probability",
    Field.CLOSE_DATE: "Close Date|CloseDate",
    Field.EXPECTED: "Deal - Expected close date|Expected Close Date",
    Field.CLOSED: "Deal - Won time|Deal - Lost time|Deal - Deal closed on|Deal - Closed on|Closed On",
    Field.KIND: "Deal Type|Type",
    Field.LOST_REASON: "Closed Lost Reason|Deal - Lost reason|Lost Reason|Loss Reason",
    Field.NEXT_STEP: "Next Step|NextStep",
    Field.DEAL_CONTACT: "Associated Contact|Deal - Contact person|Contact person|Contact Name|Primary Contact",
    Field.DEAL_CONTACT_ID: "Associated Contact IDs|Deal - Contact person ID|Contact ID|ContactId",
    Field.DEAL_CONTACT_EMAIL: "Contact Email|Email",
    Field.DEAL_ORGANIZATION: "Associated Company|Deal - Organization|Account Name|Organization|Company Name|Company",
    Field.DEAL_CREATED: "Create Date|Deal - Deal created|Deal - Creation date|Created Date|CreatedDate",
    Field.ACCOUNT_ID: _ACCOUNT_IDS,
}


class Columns(NamedTuple):
    """What a header says."""

    system: System
    fields: Mapping[Field, tuple[int, ...]]
    """The columns of each field, best first: the first one that is not empty counts."""
    left_out: tuple[str, ...]
    """The columns that no field takes, as they are written."""
    is_leads: bool = False
    """Whether everybody in it is a lead (Salesforce)."""
    is_accounts: bool = False
    """Whether its rows are organizations (Salesforce)."""

    @property
    def has_deals(self) -> bool:
        """Whether its rows are deals."""
        return Field.DEAL in self.fields

    @property
    def has_contacts(self) -> bool:
        """Whether its rows are contacts."""
        return any(field in self.fields for field in _NAMES)


def fold_header(text: str) -> str:
    """Return a column's name as it is compared: case, marks, a `*` at its end and the kind of its blanks aside."""
    bare = text.translate(_QUIET).casefold().strip()
    while bare.endswith("*"):
        bare = bare[:-1].rstrip()
    return _BLANKS.sub(" ", bare).strip()


def signature(header: Sequence[str]) -> str:
    """Return what tells one header from another, in sixteen letters."""
    from hashlib import sha256

    return sha256("\n".join(map(fold_header, header)).encode("utf-8", "replace")).hexdigest()[:16]


def recognised(header: Sequence[str]) -> System:
    """Return the program that writes such a header; CSV where none is known by it."""
    names = {fold_header(name) for name in header}
    if any(_PIPEDRIVE.match(name.translate(_QUIET).casefold().strip()) for name in header):
        return System.PIPEDRIVE
    if names & {"record id", "contact id"} and names & {"deal name", "lifecycle stage", "contact owner"}:
        return System.HUBSPOT
    if "record id" in names and names & {"first name", "last name", "email"}:
        return System.HUBSPOT
    if "first name" in names and names & {"email work", "phone work", "has newsletter"}:
        return System.ATOMIC
    if "e mail 1 value" in names:
        return System.GOOGLE
    if names & {"opportunity name", "account name", "company account", "stagename", "lastname", "accountid", "ownerid"}:
        return System.SALESFORCE
    return System.CSV


def columns(header: Sequence[str], chosen: Mapping[Field, str] | None = None) -> Columns:
    """Return which column is which field, by the program that wrote it; what is chosen by name stands before that."""
    system = recognised(header)
    folded = [fold_header(name) for name in header]
    places: dict[str, int] = {}
    for place, name in enumerate(folded):
        places.setdefault(name, place)
    named = {field: fold_header(name) for field, name in (chosen or {}).items()}
    taken = {places[name] for name in named.values() if name in places}
    fields: dict[Field, tuple[int, ...]] = {}
    for field, accepted in _tables(system, places, named).items():
        found = tuple(places[name] for name in accepted if name in places and places[name] not in taken)
        if found:
            fields[field] = found
    fields |= {field: (places[name],) for field, name in named.items() if name in places}
    used = {place for found in fields.values() for place in found}
    left_out = tuple(name for place, name in enumerate(header) if place not in used and name.strip())
    leads = system is System.SALESFORCE and bool({"lead owner", "company account", "lead status"} & places.keys())
    return Columns(system, fields, left_out, is_leads=leads, is_accounts=_is_accounts(system, places))


def _tables(system: System, names: Mapping[str, int], chosen: Mapping[Field, str]) -> Mapping[Field, tuple[str, ...]]:
    """Return the names that count in such a file: a contact's, a deal's, or both where each says whose it is."""
    if system is System.PIPEDRIVE:
        return {
            field: tuple(name for name in accepted if name.startswith(_OWN[table]) or name in _BARE)
            for table in (0, 1)
            for field, accepted in _folded()[table].items()
        }
    contact, deal = _folded()
    if "stagename" in names:
        deal = {**deal, Field.DEAL: (*deal[Field.DEAL], "name")}
    is_deal = Field.DEAL in chosen or any(name in names for name in deal[Field.DEAL])
    if not is_deal:
        return {**contact, Field.STAGE: ("type",)} if _is_accounts(system, names) else contact
    return {**_persons(contact, deal), **deal} if system is System.CSV else deal


def _is_accounts(system: System, names: Mapping[str, int]) -> bool:
    """Whether a table of Salesforce is that of accounts: they have a name in one piece, and no address."""
    persons = {"last name", "lastname", "first name", "firstname", "email", "stagename", "opportunity name"}
    return system is System.SALESFORCE and "name" in names and not persons & names.keys()


def _persons(
    contact: Mapping[Field, tuple[str, ...]], deal: Mapping[Field, tuple[str, ...]]
) -> Mapping[Field, tuple[str, ...]]:
    """Return what a plain table of deals says of their buyers: each is a contact, by the columns no deal has itself."""
    own = {name for field, accepted in deal.items() if field not in _BUYER for name in accepted}
    return {field: tuple(name for name in accepted if name not in own) for field, accepted in contact.items()}


_OWN = (("person ", "organization ", "note "), ("deal ",))
_BUYER = frozenset(
    {
        Field.DEAL_CONTACT,
        Field.DEAL_CONTACT_ID,
        Field.DEAL_CONTACT_EMAIL,
        Field.DEAL_ORGANIZATION,
        Field.ACCOUNT_ID,
    }
)
"""What a deal says of whom it is with."""
_BARE = frozenset({"organization", "contact person"})
"""What Pipedrive also writes without saying whose it is."""


@cache
def _folded() -> tuple[Mapping[Field, tuple[str, ...]], Mapping[Field, tuple[str, ...]]]:
    """Return the names of a contact's columns and of a deal's, as they are compared."""
    contact, deal = (
        {field: tuple(dict.fromkeys(map(fold_header, names.split("|")))) for field, names in table.items()}
        for table in (_CONTACT, _DEAL)
    )
    return contact, deal
