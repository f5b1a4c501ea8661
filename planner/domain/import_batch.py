"""An import: one file that was read in, when, and how many rows it added or changed."""

from datetime import datetime
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.value import Value


class ImportBatch(Value):
    """One import of one file."""

    TOPIC: ClassVar[Topic] = Topic.PEOPLE

    id: str
    file: str
    """The file's name, without its folder."""
    system: str
    """Which program exported it: “hubspot”, “csv”."""
    at: datetime
    counts: str = "{}"
    """What it did, by name, as a JSON object of numbers."""

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id
