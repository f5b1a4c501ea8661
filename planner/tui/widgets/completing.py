"""What tab makes of the word before the cursor: the next of what it may become, round and round."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.errors import PlannerError
from planner.tui.line import Cell
from planner.tui.typed import TypedLine


class _Round(NamedTuple):
    """A word that is being completed."""

    start: int
    end: int
    words: Sequence[str]
    """What it may become."""
    at: int
    """Which of them it is."""


class Completing:
    """The completion of one line while tab is pressed."""

    def __init__(self) -> None:
        """Begin with no word."""
        self._round: _Round | None = None

    def stop(self) -> None:
        """Take the word as it stands now."""
        self._round = None

    def next(self, line: TypedLine, text: str, cursor: int, step: int) -> tuple[str, int] | None:
        """Return the text with the next completion, and the cursor behind it; None where there is none."""
        if self._round is None:
            start, words = line.complete(text, cursor)
            if not words:
                return None
            self._round = _Round(start, cursor, words, -1 if step > 0 else 0)
        start, end, words, at = self._round
        at = (at + step) % len(words)
        cursor = start + len(words[at])
        self._round = _Round(start, cursor, words, at)
        return f"{text[:start]}{words[at]}{text[end:]}", cursor

    def cells(self, line: TypedLine, text: str, cursor: int) -> list[Cell]:
        """Return what the word may become; none where the file cannot be read now."""
        if self._round is not None:
            return [(f"{word}   ", "key" if n == self._round.at else "dim") for n, word in enumerate(self._round.words)]
        try:
            _, words = line.complete(text, cursor) if text else (0, ())
        except PlannerError:
            return []
        return [("tab  ", "key"), *((f"{word}   ", "dim") for word in words)] if words else []
