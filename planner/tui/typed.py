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


class Around:
    """Another line with more to it: as it is, where nothing else is said."""

    def __init__(self, line: TypedLine) -> None:
        self._line = line
        self.title = line.title
        self.draft_key = line.draft_key

    def reading(self, text: str) -> Line:
        """Return what the line says."""
        return self._line.reading(text)

    def spans(self, text: str) -> Sequence[Span]:
        """Return the words that the line understands."""
        return self._line.spans(text)

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete as the line does."""
        return self._line.complete(text, cursor)

    def save(self, text: str) -> str:
        """Save as the line does."""
        return self._line.save(text)


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
