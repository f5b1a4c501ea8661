"""One value for what a verb did: it is saved, announced, undone and told from the same ChangeSet."""

from enum import StrEnum
from typing import ClassVar, NamedTuple, Protocol


class Topic(StrEnum):
    """What a pane may show, and so what makes it stale."""

    LOG = "log"
    PLAN = "plan"
    GOALS = "goals"
    PEOPLE = "people"
    DEALS = "deals"
    CALENDAR = "calendar"
    REVIEWS = "reviews"


class Entity(Protocol):
    """A frozen value with a primary key and the topic that it belongs to."""

    TOPIC: ClassVar[Topic]
    FIELDS: ClassVar[tuple[str, ...]]

    @property
    def key(self) -> str:
        """The primary key, as text."""
        ...


class Change(NamedTuple):
    """One entity before and after; None on a side means absent."""

    before: Entity | None
    after: Entity | None

    @property
    def entity(self) -> Entity:
        """The side that is there; the newer one where both are. Raises ValueError where none is."""
        entity = self.after or self.before
        if entity is None:
            raise ValueError("a change needs a side")
        return entity

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.after, self.before)


class ChangeSet(NamedTuple):
    """Everything that one verb did, with the sentence that tells it."""

    label: str
    changes: tuple[Change, ...]

    @property
    def topics(self) -> frozenset[Topic]:
        """What the changes touch, derived from the entities."""
        return frozenset(change.entity.TOPIC for change in self.changes)

    @property
    def again(self) -> str:
        """What is said where it is done again."""
        return f"Done again: {self.label.removeprefix('Done: ')}"

    def inverse(self) -> "ChangeSet":
        """Return what takes this back, newest change first."""
        return ChangeSet(self.label, tuple(change.inverse() for change in reversed(self.changes)))


def added(*entities: Entity) -> tuple[Change, ...]:
    """Return the changes that add these entities."""
    return tuple(Change(None, entity) for entity in entities)


def removed(*entities: Entity) -> tuple[Change, ...]:
    """Return the changes that remove these entities."""
    return tuple(Change(entity, None) for entity in entities)
