"""The line that says where a goal stands in the list."""

from typing import TYPE_CHECKING

from planner.domain.errors import LineError
from planner.tui.line import Line
from planner.tui.typed import Completion, Words

if TYPE_CHECKING:
    from planner.domain.goal import Goal
    from planner.services.planner import Planner


class PlaceLine(Words):
    """The goal under which another one goes."""

    draft_key = ""
    title = "put it under"

    def __init__(self, planner: "Planner", goal: "Goal") -> None:
        """Place a goal."""
        self._planner = planner
        self._goal = goal
        today = planner.today()
        self._parents = {planner.reading.name(g, today): g.id for g in planner.goals.parents_for(goal.id)}

    def reading(self, text: str) -> Line:
        """Return the goal that is meant."""
        if not text.strip():
            names = " · ".join(list(self._parents)[:4]) or "No goal can hold this one."
            return Line(((f"{names} · none puts it at the top", "dim"),))
        if text.strip() == "none":
            return Line((("at the top", "text"),))
        return Line(((f"under {self._parent(text)}", "text"),))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the names of the goals that can hold it."""
        del cursor
        return 0, [name for name in self._parents if name.casefold().startswith(text.casefold())]

    def save(self, text: str) -> str:
        """Put it there."""
        parent = None if text.strip() == "none" else self._parents[self._parent(text)]
        return self._planner.goals.place(self._goal.id, parent).label

    def _parent(self, text: str) -> str:
        word = text.strip().casefold()
        found = [name for name in self._parents if word in name.casefold()]
        exact = [name for name in found if name.casefold() == word]
        if len(exact or found) != 1:
            told = "fits several goals" if found else "is no goal that can hold this one"
            raise LineError(f"“{text.strip()}” {told}. Tab completes a name.", 0, len(text))
        return (exact or found)[0]
