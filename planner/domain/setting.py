"""A figure or choice that the user gave the planner and that belongs to the file, not to one machine's config."""

from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.value import Value


class Setting(Value):
    """One named value, as text."""

    TOPIC: ClassVar[Topic] = Topic.GOALS

    name: str
    value: str

    @property
    def key(self) -> str:
        """The primary key: the name."""
        return self.name
