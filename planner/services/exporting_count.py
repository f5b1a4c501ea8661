"""How far an export is: rows that are written, of all that will be."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from planner.domain.importviews import Progress

T = TypeVar("T")
_TOLD_EVERY = 64
"""Rows between two words about how far it is."""


class Count:
    """Counts the rows of one export as they are written."""

    def __init__(self, progress: Progress | None = None, total: int = 0) -> None:
        """Tell how many of `total` rows are written; nobody, where nobody hears it."""
        self._progress = progress
        self._total = total
        self._done = 0

    def through(self, rows: Iterable[T]) -> Iterator[T]:
        """Yield rows as they are; each counts once the next one is wanted."""
        for row in rows:
            yield row
            self._done += 1
            if self._progress is not None and self._done % _TOLD_EVERY == 0:
                self._progress("writing", min(self._done, self._total), self._total)
