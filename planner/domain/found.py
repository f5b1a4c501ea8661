"""What a search finds: hits by kind, newest first. Frozen values with texts and keys, never layout."""

from datetime import date
from typing import NamedTuple

from planner.domain.searchline import Kind, Query


class Hit(NamedTuple):
    """One thing that was found."""

    kind: Kind
    table: str
    """The table of its entity: reviews are found by their note and by each of their answers."""
    key: str
    day: date
    """The day it belongs to: of the step, of the plan, of a goal's first day, of a contact's first entry."""
    at: str
    """The time on the wall as HH:MM; empty where none is known."""
    label: str
    """What a step was, what for and how it ended; empty for everything else."""
    state: str
    """What `type:` finds of everything else: stage, period, status, the question of a review."""
    who: str
    """The person and the organization, or what a step was about."""
    text: str
    """What was typed."""

    @property
    def question(self) -> str:
        """What an answer of a review answers; empty for everything else."""
        return self.state.partition(" ")[2].replace("_", " ") if self.table == "review_answer" else ""

    @property
    def row(self) -> str:
        """What tells it from every other hit."""
        return f"{self.table} {self.key}"


class Group(NamedTuple):
    """The hits of one kind."""

    kind: Kind
    total: int
    """How many there are, also those that are not among the hits."""
    hits: tuple[Hit, ...]
    """The newest ones first."""


class Found(NamedTuple):
    """What a line finds."""

    query: Query
    groups: tuple[Group, ...]
    """Kinds without a hit are left out."""
    no_such: tuple[str, ...] = ()
    """Of a line that finds nothing: the type that nothing is, or the types that nothing is at once."""

    @property
    def total(self) -> int:
        """How many things were found."""
        return sum(group.total for group in self.groups)
