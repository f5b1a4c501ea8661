"""What lists of contacts and a contact's page show. Frozen values with numbers and names, never layout."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from planner.domain.cadence import Cadence
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal
from planner.domain.figure import counted
from planner.domain.nextcall import Reason
from planner.domain.views import LogRow, PlanRow


class Listed(NamedTuple):
    """A contact in the few words by which the list is sorted, narrowed and looked through."""

    id: str
    name: str
    organization: str
    email: str
    phone: str
    source: str
    stage: str
    is_top: bool


class Entry(NamedTuple):
    """A contact as a row of the list shows it."""

    id: str
    name: str
    organization: str
    email: str
    phone: str
    stage: str
    is_top: bool
    close_mark: bool
    cadence_months: int | None
    source: str
    do_not_contact: bool
    external_system: str
    created_on: str
    archived_on: str | None
    snoozed_until: str | None
    touched_on: str | None
    """When it was contacted last before the log knows of it."""
    last_talk: str | None
    """The date of the last real conversation."""

    @property
    def base(self) -> str:
        """The date from which its cadence counts."""
        return self.last_talk or self.touched_on or self.created_on


class PeopleFilter(NamedTuple):
    """Which contacts are wanted; every field narrows the list."""

    text: str = ""
    """Beginnings of words of the name, the organization, the e-mail address or the source."""
    stage: Stage | None = None
    source: str = ""
    due: bool = False
    """To be talked to by today, by their cadence."""
    losing: bool = False
    """Without a conversation in twice their cadence: never talked to first, then the oldest."""
    top: bool = False
    archived: bool = False
    """Those put away instead of all others."""


class ContactRow(NamedTuple):
    """One line of a list of contacts."""

    entry: Entry
    last_talk: date | None
    due_on: date | None
    """None where it is never due."""
    cadence: Cadence | None
    is_losing: bool

    @property
    def label(self) -> str:
        """The name, and the organization where it is known."""
        return f"{self.entry.name}, {self.entry.organization}" if self.entry.organization else self.entry.name


class People(NamedTuple):
    """A page of the contacts that a filter lets through."""

    rows: tuple[ContactRow, ...]
    total: int
    """How many there are in all."""


class Talks(NamedTuple):
    """How often and when a contact was reached out to."""

    touches: int
    conversations: int
    first_touch: date | None
    last_touch: date | None
    last_talk: date | None
    last_try: date | None = None
    """The last call that reached nobody."""

    @property
    def told(self) -> str:
        """How often, in words: "2 touches, 1 conversation"."""
        touches = "1 touch" if self.touches == 1 else f"{self.touches:,} touches"
        return f"{touches}, {counted(self.conversations, 'conversation')}"


class ContactView(NamedTuple):
    """One contact with all that is known of it."""

    contact: Contact
    today: date
    talks: Talks
    cadence: Cadence | None
    due_on: date | None
    is_losing: bool
    is_silent: bool
    """Whether no conversation took place in the last calendar month (B93)."""
    reasons: tuple[Reason, ...]
    """Why to call now, the strongest first."""
    next_step: str
    """What comes next, in words; empty where nothing is planned."""
    mine: tuple[PlanRow, ...]
    """Open promises to the contact, the earliest first."""
    theirs: tuple[PlanRow, ...]
    """Open promises of the contact."""
    follow_ups: tuple[PlanRow, ...]
    deals: tuple[Deal, ...]
    """Open ones first, then the newest closed."""
    log: tuple[LogRow, ...]
    """The newest entries about the contact."""
    logged: int
    """How many entries there are in all."""
    twins: tuple[Entry, ...]
    """Contacts that may be the same person."""
    chances: Mapping[str, int]
    """How probable a deal of each stage is, in per cent."""

    @property
    def first_touch_days(self) -> int | None:
        """Days from meeting a contact to the first touch (B105); None while there was none."""
        first = self.talks.first_touch
        return max(0, (first - self.contact.created_on).days) if first is not None else None
