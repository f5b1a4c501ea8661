"""The people with whom goals are reviewed: partners, and a group. They are no contacts of the sales."""

from typing import TYPE_CHECKING

from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.namewords import fold
from planner.domain.person import Person, Role
from planner.domain.review import ReviewKind
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.words import nearest
from planner.store import partnered

if TYPE_CHECKING:
    from planner.services.planner import Planner


class PeopleVerbs:
    """Naming people and letting go of them."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def people(self, kind: ReviewKind | None = None) -> tuple[Person, ...]:
        """Return who can take part in a kind of review, by name: a partner in both, the group's in its own."""
        known = partnered.people(self._store)
        return tuple(p for p in known if kind is not ReviewKind.PARTNER or p.role is not Role.GROUP)

    def find(self, typed: str) -> Person:
        """Return the person who is meant by a key, a name or words of it. Raises PlannerError otherwise."""
        known, wanted = self.people(), fold(clean_line(typed))
        words = set(wanted.split())
        found = [p for p in known if p.id == typed or fold(p.name) == wanted] or [
            p for p in known if words and words <= set(fold(p.name).split())
        ]
        if not found:
            raise PlannerError(
                f"“{clean_line(typed)}” is nobody whom you review goals with. planner partner add names one."
            )
        if len(found) > 1:
            raise PlannerError(f"“{clean_line(typed)}” could be {', '.join(p.name for p in found[:4])}. Write more.")
        return found[0]

    def meeting(self, kind: ReviewKind, text: str) -> tuple[tuple[Person, Change | None], ...]:
        """Return the people whom a text names, each with the change that names or recasts somebody; None where none is.

        `Mia Holt mentor` for a partner, a peer where no part is said; `Mia, Bo Tran` for a group. Raises PlannerError
        where nobody is named, and at a last word that is nearly a part.
        """
        names = [text] if kind is ReviewKind.PARTNER else text.split(",")
        met = {}
        for name in filter(None, map(clean_line, names)):
            person, change = self._met(kind, name)
            met[person.id] = person, change
        if not met:
            raise PlannerError("Who takes part? A name is needed.")
        return tuple(met.values())

    def _met(self, kind: ReviewKind, name: str) -> tuple[Person, Change | None]:
        head, _, last = name.rpartition(" ")
        is_cast = kind is ReviewKind.PARTNER and bool(head) and last.casefold() in set(Role) - {Role.GROUP}
        name, role = (head, Role(last.casefold())) if is_cast else (name, None)
        known = {fold(one.name): one for one in self._store.select(Person)}
        words = set(fold(name).split())
        before = known.get(fold(name))
        if before is None and any(words <= set(fold(p.name).split()) for p in self.people()):
            before = self.find(name)
        usual = Role.PEER if kind is ReviewKind.PARTNER else Role.GROUP
        if before is None:
            if kind is ReviewKind.PARTNER and role is None:
                _check_part(head, last)
            person = Person(id=self._planner.new_id(), name=name, role=role or usual)
            return person, Change(None, person)
        is_other = kind is ReviewKind.PARTNER and before.role is Role.GROUP
        person = replace(before, role=role or (usual if is_other else before.role), archived_on=None)
        return person, Change(before, person) if person != before else None

    def add(self, name: str, role: Role = Role.PEER) -> ChangeSet:
        """Name a partner, or somebody of the group. Who was let go of comes back with the reviews held together.

        Raises PlannerError for a name that is named already.
        """
        name = clean_line(name)
        same = [one for one in self._store.select(Person) if fold(one.name) == fold(name)]
        if any(one.archived_on is None for one in same):
            raise PlannerError(f"{name} is named already. planner partner list shows everybody.")
        before = next(iter(same), None)
        if before is not None:
            after = replace(before, name=name, role=role, archived_on=None)
        else:
            after = Person(id=self._planner.new_id(), name=name, role=role)
        return self._planner.commit(f"{_as(role)}: {name}", (Change(before, after),))

    def rename(self, key: str, name: str) -> ChangeSet:
        """Give somebody another name. Raises PlannerError where it is somebody else's."""
        before, name = self._store.need(Person, key), clean_line(name)
        if any(p.id != key and fold(p.name) == fold(name) for p in self.people()):
            raise PlannerError(f"{name} is named already. Add a family name to tell them apart.")
        return self._planner.commit(f"Renamed: {before.name} → {name}", (Change(before, replace(before, name=name)),))

    def recast(self, key: str, role: Role) -> ChangeSet:
        """Give somebody another part."""
        before = self._store.need(Person, key)
        return self._planner.commit(f"{_as(role)}: {before.name}", (Change(before, replace(before, role=role)),))

    def remove(self, key: str) -> ChangeSet:
        """Let go of somebody; what was reviewed together keeps the name."""
        before = self._store.need(Person, key)
        after = replace(before, archived_on=self._planner.today())
        return self._planner.commit(f"No longer reviewed with: {before.name}", (Change(before, after),))


def _check_part(head: str, last: str) -> None:
    """Refuse a mistyped part behind a whole name; a family name begins with a capital letter."""
    parts = [str(role) for role in Role if role is not Role.GROUP]
    if " " in head and last.islower() and (part := nearest(last, parts)) is not None:
        raise PlannerError(f"“{last}” is no part: {part}? As a family name it begins with a capital letter.")


def _as(role: Role) -> str:
    return "In the group" if role is Role.GROUP else f"Goals partner, {role}"
