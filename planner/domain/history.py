"""What a command did, in words: each entity before and after. Names behind keys are handed in."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final, NamedTuple

from planner.domain.action import Action
from planner.domain.activity import Activity, words
from planner.domain.change import Change, Entity
from planner.domain.money import format_amount
from planner.domain.text import clean_line
from planner.domain.views import JournalLine

Names = Callable[[str, str], str]
"""What names an entity: given the field that holds a key, such as `contact_id`, and the key."""
_NAMED_BY: Final = ("name", "title", "text", "label", "note", "value", "reason")
_DATED_BY: Final = ("local_date", "date", "period_start")
_UNTOLD: Final = frozenset({"id", "at", "zone", "source", "position", "created_at", "created_on", "contact_stage_then"})
"""Fields that nobody typed."""
NOTHING: Final = "nothing"


class Field(NamedTuple):
    """A field that changed, in words."""

    name: str
    before: str
    after: str


class Told(NamedTuple):
    """What became of one entity."""

    is_added: bool
    is_removed: bool
    noun: str
    """What it is: "call", "goal", "contact"."""
    name: str
    """What it is called; empty where it has no name."""
    fields: tuple[Field, ...]
    """What changed of one that was there before and after."""


class Step(NamedTuple):
    """One command and what it did, as far as it is told."""

    line: JournalLine
    changes: tuple[Told, ...]
    more: int
    """Changes that are not told one by one."""


class Preview(NamedTuple):
    """One command, and what going to where it stood would take back or do again."""

    step: Step
    is_forward: bool
    """Whether the command is undone itself, so that going there does it and those before it again."""
    is_reachable: bool
    """Whether its state can be gone to: what was superseded is history."""
    distance: int
    """How many commands that takes back or does again."""
    steps: tuple[Step, ...]
    """The first of them, in the order in which it is done; each change as it would be made."""


def told(change: Change, names: Names) -> Told:
    """Return one change in words."""
    entity, before, after = change.entity, change.before, change.after
    fields = () if before is None or after is None else tuple(_fields(before, after, names))
    return Told(before is None, after is None, _noun(entity), _name(entity, names), fields)


def _fields(before: Entity, after: Entity, names: Names) -> Iterator[Field]:
    for field in before.FIELDS:
        old, new = getattr(before, field), getattr(after, field)
        if old != new and field not in _UNTOLD:
            label = re.sub(r"_(id|minor|utc|on)$", "", field).replace("_", " ")
            yield Field(label, _value(before, field, old, names), _value(after, field, new, names))


def _noun(entity: Entity) -> str:
    match entity:
        case Activity():
            return words(entity.type)
        case Action():
            return words(entity.kind)
        case _:
            return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(entity).__name__).lower()


def _name(entity: Entity, names: Names) -> str:
    """Return what an entity is called: how many there were, whom it is about, its own words, and its day."""
    times = f"×{entity.quantity:,}" if isinstance(entity, Activity) and entity.quantity > 1 else ""
    own = next((text for field in _NAMED_BY if (text := getattr(entity, field, ""))), "")
    contact = getattr(entity, "contact_id", None)
    day = next((str(day) for field in _DATED_BY if (day := getattr(entity, field, None))), "")
    parts = (times, names("contact_id", contact) if contact else "", clean_line(str(own)), day)
    return ", ".join(part for part in parts if part)


def _value(entity: Entity, field: str, value: object, names: Names) -> str:
    """Return a field's value as people write it."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return words(value)
        case int() if field.endswith("_minor"):
            return format_amount(value, getattr(entity, "currency", ""))
        case int():
            return f"{value:,}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case frozenset():
            return ", ".join(sorted(words(one) for one in value)) or NOTHING
        case str() if field.endswith("_id"):
            return names(field, value) or NOTHING
        case _:
            return clean_line(str(value))
