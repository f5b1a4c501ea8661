"""The goal that an action serves: found by the name that its line gives, and written back as that name."""

from typing import TYPE_CHECKING

from planner.domain.action import Action
from planner.domain.actiongoal import FOR, goal_place, take_goal
from planner.domain.errors import LineError
from planner.domain.goal import Goal
from planner.domain.money import shown
from planner.domain.namewords import fold
from planner.domain.text import clean_line
from planner.domain.words import in_place, tokens

if TYPE_CHECKING:
    from planner.services.planner import Planner


def named(planner: "Planner", typed: str | None, line: str, before: Action | None = None) -> Goal | None:
    """Return the goal that a line names; None where it names none.

    `before` is the action that is corrected: the name of its own goal means that one, whether it still stands or not.
    Raises LineError that points at a name which no goal, or more than one, has.
    """
    if typed is None:
        return None
    own = planner.store.get(Goal, before.goal_id) if before is not None else None
    if (
        own is not None
        and before is not None
        and fold(clean_line(planner.reading.name(own, before.date))) == fold(typed)
    ):
        return own
    found = planner.goals.called(typed)
    if len(found) == 1:
        return found[0]
    told = f"could be {planner.goals.told(found)}. Write more of the name" if found else "is no goal"
    raise LineError(f"“{shown(typed)}” {told}. A \\ before “{FOR}” keeps it as text.", *goal_place(in_place(line)))


def split(planner: "Planner", answer: str) -> tuple[str, str | None]:
    """Return the answer to a prompt without the goal that it ends in, and that goal's key.

    An answer is kept as it is said: what is no goal stays in it.
    """
    try:
        typed, words = take_goal(answer, list(tokens(answer)))
    except LineError:
        return answer, None
    found = planner.goals.called(typed) if typed is not None and words else []
    return (answer[: words[-1].end], found[0].id) if len(found) == 1 else (answer, None)


def names(planner: "Planner") -> list[str]:
    """Return the names of the goals that stand."""
    return [clean_line(name) for _, name in planner.goals.named()]
