"""A ritual: the sections that one review walks through, in order. Sections are data; what each shows is the screen's.

A section is one that the ritual knows, or a question of the user's own.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from planner.domain.review import ReviewKind

ASK: Final = "ask"
"""The section that asks a question of the file's own."""
SECTIONS: Final[Mapping[ReviewKind, tuple[str, ...]]] = {
    ReviewKind.MORNING: ("new year", "yesterday", "goals", "week", "one thing", "plan", "due"),
    ReviewKind.DAY: ("unclosed", "little goals", "wins", "planned", "mood", "obstacle", "note", "next", "momentum"),
    ReviewKind.WEEK: (
        "last week", "goals", "suggestion", "doubts", "offers", "plan goals", "week", "change", "note",
    ),
    ReviewKind.PARTNER: ("partner", "goals", "milestones", "progress", "obstacles", "commitments", "note"),
    ReviewKind.GROUP: ("attendees", "doing", "headed", "next month", "ideas", "obstacles", "note"),
    ReviewKind.QUARTER: ("progress", "outlook", "before", "question", "priorities", "goals", "note"),
    ReviewKind.YEAR: (
        "wins", "short", "momentum", "satisfied", "first sale", "big picture", "next year", "outlook", "question",
        "note",
    ),
}  # fmt: skip
"""What each ritual can show, in the order in which it ships."""


ANSWERS: Final[Mapping[ReviewKind, tuple[str, ...]]] = {
    ReviewKind.MORNING: (),
    ReviewKind.DAY: ("proud",),
    ReviewKind.WEEK: ("proud", "change", "did_you", "little_goals", "bigger_scope"),
    ReviewKind.PARTNER: (),
    ReviewKind.GROUP: ("doing", "headed", "next month"),
    ReviewKind.QUARTER: ("question",),
    ReviewKind.YEAR: (
        "satisfied", "first sale", "big picture", "question", "outlook", "outlook words", "resolution",
    ),
}  # fmt: skip
"""The keys under which a review keeps its own answers; beside them a group's ideas, IDEA and a number."""
IDEA: Final = "idea "
"""What the key of a group's idea begins with."""


class Section(NamedTuple):
    """One part of a ritual."""

    name: str
    """One of SECTIONS, or ASK."""
    title: str = ""
    """What stands above it in the place of its own heading; empty where that stays."""
    key: str = ""
    """Under which the answer to a question is kept."""
    question: str = ""
    hint: str = ""
    """What could be answered."""


def is_own(kind: ReviewKind, key: str) -> bool:
    """Return whether a review keeps an answer of its own under a key, so that no question of a file may."""
    folded = key.casefold()
    return folded in ANSWERS[kind] or (kind is ReviewKind.GROUP and folded.startswith(IDEA))


class Ritual(NamedTuple):
    """One review's flow."""

    kind: ReviewKind
    title: str
    sections: tuple[Section, ...]


TITLES: Final[Mapping[ReviewKind, str]] = {
    ReviewKind.MORNING: "morning",
    ReviewKind.DAY: "end of day",
    ReviewKind.WEEK: "weekly planning",
    ReviewKind.PARTNER: "goals partner",
    ReviewKind.GROUP: "monthly group",
    ReviewKind.QUARTER: "quarter review",
    ReviewKind.YEAR: "year review",
}
"""What each ritual is called."""
