"""The routine: which ritual is due, how each was kept, and which the user does without. It never scolds."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain import routine
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.person import Person, Role
from planner.domain.review import ReviewKind
from planner.domain.ritual import TITLES
from planner.domain.routine import RoutineRow
from planner.domain.setting import Setting
from planner.store import reviewed

if TYPE_CHECKING:
    from planner.services.planner import Planner

OFF, ON = "off", "on"


class Routine:
    """How the rituals are kept."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def rows(self, today: date) -> tuple[RoutineRow, ...]:
        """Return every ritual: last held, next due, and which of the last 8 periods had it (B27)."""
        held = reviewed.held(self._store)
        since, zone = self._planner.momentum.first_day(), self._planner.now().tzinfo
        if since is None and not self._planner.reading.is_empty():
            since = self._planner.today()  # people, or a plan for later: there is something to look at from now on
        rows = []
        for kind in ReviewKind:
            found, is_on = held.get(kind, ()), self.is_on(kind)
            starts = [one.start for one in found]
            row = routine.row(kind, starts, today, self._planner.calendar, since=since, is_on=is_on)
            last = max((one.at for one in found), default=None)
            day = None if last is None else self._planner.day_start.day_of(last.astimezone(zone))
            rows.append(row._replace(last_held=day))
        return tuple(rows)

    def due(self, today: date) -> tuple[RoutineRow, ...]:
        """Return the rituals that are due."""
        return tuple(row for row in self.rows(today) if row.is_due)

    def reminder(self, today: date) -> ReviewKind | None:
        """Return the one ritual that is named in passing: of those due, but the day's own, the rarest."""
        return next((row.kind for row in reversed(self.due(today)) if row.kind not in routine.DAILY), None)

    def is_on(self, kind: ReviewKind) -> bool:
        """Whether the user wants a ritual; reviews with others are wanted once somebody is named for them."""
        chosen = self._store.get(Setting, _name(kind))
        if chosen is not None:
            return chosen.value == ON
        match kind:
            case ReviewKind.PARTNER | ReviewKind.GROUP:
                is_group = kind is ReviewKind.GROUP
                named = self._store.select(Person, "archived_on IS NULL")
                return any((person.role is Role.GROUP) is is_group for person in named)
            case _:
                return True

    def switch(self, kind: ReviewKind, *, is_on: bool) -> ChangeSet:
        """Do without a ritual, or want it again: what is off never shows as due."""
        before = self._store.get(Setting, _name(kind))
        value = ON if is_on else OFF
        label = f"The {TITLES[kind]} ritual is {value}"
        return self._planner.commit(label, (Change(before, Setting(name=_name(kind), value=value)),))

    def named(self, name: str) -> ReviewKind:
        """Return the ritual with a name. Raises PlannerError that lists them."""
        folded = name.casefold()
        for kind in ReviewKind:
            if folded in {kind.value, TITLES[kind]}:
                return kind
        raise PlannerError(f"“{name}” is no ritual: {', '.join(kind.value for kind in ReviewKind)} are.")


def _name(kind: ReviewKind) -> str:
    return f"ritual {kind.value}"
