"""Finding a contact by what people type: whole words of the name or the organization, accents and case aside."""

from collections.abc import Sequence

from planner.domain.errors import PlannerError
from planner.domain.namewords import fold
from planner.domain.views import NamedContact
from planner.store import queries
from planner.store.store import Store


class Names:
    """The contacts as they stand now."""

    def __init__(self, store: Store) -> None:
        """Read every name once."""
        self._contacts = queries.contact_names(store)
        self._folded = [fold(contact.name) for contact in self._contacts]
        self._away: dict[str, list[NamedContact]] = {}
        """Those put away, by their names as they are compared."""
        for contact in queries.contact_names(store, away=True):
            self._away.setdefault(fold(contact.name), []).append(contact)
        self._known = {*self._folded, *self._away, *(fold(contact.organization) for contact in self._contacts)} - {""}

    @property
    def names(self) -> Sequence[str]:
        """Every contact's name, for completion."""
        return [contact.name for contact in self._contacts]

    def knows(self, name: str) -> bool:
        """Whether a contact, one put away too, or an organization has exactly this name."""
        return fold(name) in self._known

    def alike(self, name: str, organization: str) -> list[str]:
        """Return the keys of the contacts with a name and an organization, accents and case aside."""
        wanted, firm = fold(name), fold(organization)
        named = (c for c, folded in zip(self._contacts, self._folded, strict=True) if folded == wanted)
        return [contact.id for contact in named if fold(contact.organization) == firm]

    def find(self, typed: str, *, exact: bool = False) -> NamedContact | None:
        """Return the contact that is meant, or None where nobody is. Raises PlannerError where several are.

        A full name wins over a part of one; a person over an organization. `exact` takes full names only.
        """
        wanted = fold(typed)
        if not wanted.strip():
            return None
        whole = [c for c, name in zip(self._contacts, self._folded, strict=True) if name == wanted]
        if whole or exact:
            return _one(whole or self.exactly(typed), typed)
        words = set(wanted.split())
        parts = [c for c, name in zip(self._contacts, self._folded, strict=True) if words <= set(name.split())]
        return _one(parts or [c for c in self._contacts if fold(c.organization) == wanted], typed)

    def is_away(self, name: str) -> bool:
        """Whether somebody who is put away has a name."""
        return fold(name) in self._away

    def away(self, typed: str, *, exact: bool = False) -> NamedContact | None:
        """Return the contact that is put away and meant, found as those in use are. Raises PlannerError at several."""
        wanted = fold(typed)
        words = set(wanted.split())
        whole = self._away.get(wanted, [])
        if whole or exact or not words:
            return _one(whole, typed)
        parts = [c for name, found in self._away.items() if words <= set(name.split()) for c in found]
        return _one(parts, typed)

    def exactly(self, typed: str) -> list[NamedContact]:
        """Return the contacts in use with a name, or else with "name, organization"."""
        wanted = fold(typed)
        named = [c for c, folded in zip(self._contacts, self._folded, strict=True) if folded == wanted]
        name, _, firm = wanted.rpartition(", ")
        keys = self.alike(name, firm) if name and not named else []
        return named or [contact for contact in self._contacts if contact.id in keys]


def _one(found: Sequence[NamedContact], typed: str) -> NamedContact | None:
    if len(found) > 1:
        names = ", ".join(f"{c.name} ({c.organization})" if c.organization else c.name for c in found[:4])
        more = "" if len(found) <= 4 else f" and {len(found) - 4} more"
        is_one_name = len({fold(contact.name) for contact in found}) == 1
        way = 'Write the e-mail address: @"name@example.com"' if is_one_name else "Write more of the name"
        raise PlannerError(f"“{typed}” could be {names}{more}. {way}.")
    return found[0] if found else None
