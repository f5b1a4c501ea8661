"""The past of one file: what each command did, what going back to one would take back, and going there."""

from functools import partial
from typing import TYPE_CHECKING, Final

from planner.domain.action import Action
from planner.domain.change import ChangeSet, Entity
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.goal import Goal
from planner.domain.history import Preview, Step, told
from planner.domain.measure import Measure
from planner.domain.text import clean_line
from planner.domain.views import JournalLine
from planner.store import past

if TYPE_CHECKING:
    from planner.services.planner import Planner

MOST_CHANGES: Final = 12
"""Changes of one command that are told one by one."""
LONG: Final = 1 << 18
"""Bytes in the journal from which a command is long."""
MOST_STEPS: Final = 12
"""Commands that are told one by one where no other number is asked for."""
_NAMED: Final[dict[str, tuple[type[Entity], str]]] = {
    "contact_id": (Contact, "name"),
    "deal_id": (Deal, "title"),
    "goal_id": (Goal, "title"),
    "parent_id": (Goal, "title"),
    "action_id": (Action, "text"),
    "block_id": (Action, "text"),
    "measure_id": (Measure, "name"),
}

Gone = dict[tuple[type[Entity], str], Entity]
"""Entities by their kind and key, as the commands that are told had them."""


class Past:
    """What was done, and the way back."""

    def __init__(self, planner: "Planner") -> None:
        """Read and turn back through a planner."""
        self._planner = planner
        self._store = planner.store

    def is_long(self, *, undone: bool) -> bool:
        """Whether the command that is taken back next, or done again, takes a tenth of a second or more."""
        return past.weight(self._store, undone=undone) >= LONG

    def preview(self, seq: int, most: int = MOST_STEPS) -> Preview:
        """Return what a command did and what going to where it stood would do, the first `most` commands one by one.

        Raises PlannerError where it is none.
        """
        line = past.line(self._store, seq)
        count, way = past.way(self._store, line, most)
        is_forward = line.state == "undone"
        gone: Gone = {}
        steps = tuple(self._step(one, gone, is_undone=not is_forward) for one in way)
        return Preview(self._step(line, gone), is_forward, line.state != "superseded", count, steps)

    def go_to(self, seq: int) -> ChangeSet:
        """Take back every command behind one, or do those up to it again where it is undone, in one transaction.

        The label says how many there were. Raises PlannerError where nothing leads there, where it stands so already,
        or where a row changed since; nothing is changed then.
        """
        line = past.line(self._store, seq)
        turned = self._planner.turn_to(seq)
        count = "1 step" if len(turned) == 1 else f"{len(turned)} steps"
        done = "Done again" if line.state == "undone" else "Taken back"
        changes = tuple(change for changeset in turned for change in changeset.changes)
        return ChangeSet(f"{done}: {count}, to “{clean_line(line.label)}”", changes)

    def _step(self, line: JournalLine, gone: Gone, *, is_undone: bool = False) -> Step:
        """Return a command in words; what it is about may be among what this one and others brought or took."""
        count, changes = past.changes(self._store, line.seq, MOST_CHANGES, backwards=is_undone)
        gone.update({(type(change.entity), change.entity.key): change.entity for change in changes})
        names = partial(self._name, gone)
        shown = [told(change.inverse() if is_undone else change, names) for change in changes]
        return Step(line, tuple(shown), count - len(shown))

    def _name(self, gone: Gone, field: str, key: str) -> str:
        """Return what an entity is called now, or was before it went; empty where that is not known."""
        if field not in _NAMED:
            return ""
        entity, named = _NAMED[field]
        found = self._store.get(entity, key) or gone.get((entity, key))
        return "" if found is None else clean_line(str(getattr(found, named)))
