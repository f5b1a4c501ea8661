"""What an import shows before anything is saved, and what it would save."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from planner.domain.amountcells import AmountMarks
from planner.domain.cells import DateOrder
from planner.domain.change import Change
from planner.domain.headers import Field, System

Progress = Callable[[str, int, int], None]
"""Hears what is being done (“reading”, “comparing”, “saving”), how much of it is done, and of how much."""


class Refused(NamedTuple):
    """A row that cannot be read."""

    number: int
    """The line in the file at which it begins; the number of the card or event in files without rows."""
    reason: str


class Choices(NamedTuple):
    """What a person says about a file."""

    columns: Mapping[Field, str] = {}
    """Which column is which of our fields, by the column's name; an empty one takes back what was said before."""
    date_order: DateOrder | None = None


class ImportLook(NamedTuple):
    """A file before its rows are read: what is known of it and what has to be asked."""

    file: str
    """Its name, without its folder."""
    system: System
    header: tuple[str, ...]
    """The names of its columns; empty for files without them."""
    columns: Mapping[Field, tuple[str, ...]]
    """Which columns are which of our fields."""
    left_out: tuple[str, ...]
    """The columns that nothing is read from."""
    needs_columns: bool
    """Whether nobody can be named from it before a column is chosen."""
    lacks_names: bool
    """Whether e-mail addresses stand for names, and a column that nothing is read from may have these."""
    open_date: str
    """A date that reads in two ways, where nothing says which; empty otherwise."""
    choices: Choices
    """What was said about it, now or when such a file was read before."""
    amounts: AmountMarks | None = None
    """What its amounts say of their decimal mark; None for files without columns."""


class ImportDraft(NamedTuple):
    """What an import would do. Nothing is saved."""

    file: str
    system: System
    counts: Mapping[str, int]
    """How many of what: “contacts new”, “contacts filled in”, “contacts as they were”, the same of deals, …"""
    samples: tuple[str, ...]
    """The first three rows as they will stand."""
    refused: tuple[Refused, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    """What else should be known, a sentence each."""
    changes: tuple[Change, ...]
    """Without the batch: what becomes of contacts, deals and days."""
    rows: int = 0
    """How many rows, cards or events the file has."""
    asides: tuple[Refused, ...] = ()
    """Rows that come in with something left out or in doubt, each with what it is."""
    since: int | None = None
    """The planner's last change before the rows were compared with it; nothing is saved where others came since."""
    store: str = ""
    """The name of the planner's file that was exported, where an empty one takes it over."""
