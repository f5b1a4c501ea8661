"""What a line is that a person types: what it means while it is typed, what completes it and what saves it.

An editor shows such lines; it knows nothing of activities, goals or days.
"""

from collections.abc import Sequence
from typing import Protocol

from planner.tui.line import Line

Span = tuple[int, int, str]
"""Start, end and kind of an understood word."""
Completion = tuple[int, Sequence[str]]
"""Where the word begins that is completed, and what it may become."""


class TypedLine(Protocol):
    """What an editor asks of a line."""

    title: str
    draft_key: str
    """Under which its unfinished text is kept; empty where none is kept."""

    def reading(self, text: str) -> Line:
        """Return what the text would save. Raises PlannerError with the sentence."""
        ...

    def spans(self, text: str) -> Sequence[Span]:
        """Return the words that are understood."""
        ...

    def complete(self, text: str, cursor: int) -> Completion:
        """Return what the word at the cursor may become."""
        ...

    def save(self, text: str) -> str:
        """Save, and return the sentence that says so; none where a line saves nothing.

        Raises PlannerError; nothing is saved then.
        """
        ...


class Words:
    """A line of plain words: none of them is coloured, and none completed."""

    def spans(self, text: str) -> Sequence[Span]:
        """Return nothing: plain words need no colour."""
        del text
        return ()

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete nothing."""
        del text
        return cursor, ()


class Looking(Words):
    """A line that shows something while it is typed, and saves nothing."""
