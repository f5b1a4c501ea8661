"""Finding anything that was typed. What changed since the last look is taken in first; nothing here draws."""

from typing import TYPE_CHECKING, Final

from planner.domain import searchline
from planner.domain.errors import StorageError
from planner.domain.found import Found
from planner.domain.searchline import Part, Query, Term
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
        found = search.find(self._store, self.read(text), limit)
        return found if found.groups else found._replace(no_such=self._no_such(found.query))

    def read(self, text: str) -> Query:
        """Return what a search line looks for, read as today. Every text is a line."""
        return searchline.parse(text, self._planner.today())

    def fault(self) -> str:
        """Return in what the search is not what the file says; empty where it is."""
        return search_index.fault(self._store)

    def rebuild(self) -> None:
        """Make the search anew from what the file says."""
        search_index.rebuild(self._store)

    def _no_such(self, query: Query) -> tuple[str, ...]:
        """Return the type of a line that nothing is, or all of them where nothing is all at once."""
        types = {term.text: term for term in query.wanted if term.part is Part.TYPE}
        for name, term in types.items():
            if not self._is_any((term,)):
                return (name,)
        return tuple(types) if len(types) > 1 and not self._is_any(tuple(types.values())) else ()

    def _is_any(self, terms: tuple[Term, ...]) -> bool:
        return bool(search.find(self._store, Query(wanted=terms), 1).groups)

    def _catch_up(self) -> None:
        try:
            search_index.refresh(self._store)
        except StorageError:  # full or held by another program: what was taken in before is found all the same
            return
