"""Finding anything that was typed. What changed since the last look is taken in first; nothing here draws."""

from typing import TYPE_CHECKING, Final

from planner.domain import searchline
from planner.domain.errors import StorageError
from planner.domain.found import Found
from planner.domain.searchline import Query
from planner.store import search, search_index

if TYPE_CHECKING:
    from planner.services.planner import Planner

FEW: Final = 6
"""Hits of a kind where several kinds are shown."""


class SearchReading:
    """The search of one planner."""

    def __init__(self, planner: "Planner") -> None:
        """Search through a planner."""
        self._planner = planner
        self._store = planner.store

    def find(self, text: str, limit: int = FEW) -> Found:
        """Return what a search line finds, by kind: how much, and the newest `limit` of it. Every text is a line."""
        self._catch_up()
        return search.find(self._store, self.read(text), limit)

    def read(self, text: str) -> Query:
        """Return what a search line looks for, read as today. Every text is a line."""
        return searchline.parse(text, self._planner.today())

    def fault(self) -> str:
        """Return in what the search is not what the file says; empty where it is."""
        return search_index.fault(self._store)

    def rebuild(self) -> None:
        """Make the search anew from what the file says."""
        search_index.rebuild(self._store)

    def _catch_up(self) -> None:
        try:
            search_index.refresh(self._store)
        except StorageError:  # full or held by another program: what was taken in before is found all the same
            return
