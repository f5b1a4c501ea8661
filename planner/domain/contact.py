"""A contact: a person whom the log names. Its stage moves forward by what happens, backwards by hand only."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.value import Value, replace


class Stage(StrEnum):
    """How far a contact has come."""

    LEAD = "lead"
    PROSPECT = "prospect"
    OPPORTUNITY = "opportunity"
    CUSTOMER = "customer"
    LOST = "lost"

    def is_beyond(self, other: "Stage") -> bool:
        """Whether it is further on the way than another; lost is behind all."""
        return _ORDER.index(self) > _ORDER.index(other)


_ORDER = (Stage.LOST, Stage.LEAD, Stage.PROSPECT, Stage.OPPORTUNITY, Stage.CUSTOMER)


class Contact(Value):
    """A person, with the organization as plain text."""

    TOPIC: ClassVar[Topic] = Topic.PEOPLE

    id: str
    name: str
    given_name: str = ""
    family_name: str = ""
    organization: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    stage: Stage = Stage.LEAD
    is_top: bool = False
    close_mark: bool = False
    """The user's belief that a decision is near."""
    cadence_months: int | None = None
    source: str = ""
    do_not_contact: bool = False
    wants_updates: bool = False
    notes: str = ""
    external_system: str = ""
    external_id: str = ""
    created_on: date
    archived_on: date | None = None
    snoozed_until: date | None = None
    """The day from which it may be proposed for a call again."""
    touched_on: date | None = None
    """When it was contacted last before the log knows of it, as the program that it came from has it."""

    def __post_init__(self) -> None:
        """Refuse a contact without a name."""
        if not self.name:
            raise PlannerError("A contact needs a name.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    @property
    def full_label(self) -> str:
        """The name, and the organization where it is known."""
        return f"{self.name}, {self.organization}" if self.organization else self.name

    def advanced_to(self, stage: Stage) -> "Contact":
        """Return this contact at a later stage; an earlier one changes nothing."""
        return replace(self, stage=stage) if stage.is_beyond(self.stage) else self
