"""What a run of changes comes to, in a few words: “6 answers, 3 actions moved”. Pure; it names no single one."""

from collections.abc import Sequence
from typing import Final

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.activity import Activity
from planner.domain.change import Change, Entity
from planner.domain.goal import Goal
from planner.domain.goal_change import GoalChange
from planner.domain.measure import Measure
from planner.domain.obstacle import Obstacle
from planner.domain.person import Person, ReviewPerson
from planner.domain.review import Review, ReviewAnswer

_ENDS: Final = {ActionStatus.DONE: "done", ActionStatus.MOVED: "moved", ActionStatus.DROPPED: "dropped"}
_ORDER: Final = ("answer", "action", "goal", "obstacle", "step", "more")
_ALONG: Final = (GoalChange, Measure, Person)
"""What comes along with another change, which is counted."""


def sum_up(changes: Sequence[Change]) -> str:
    """Return how many answers were given and what became of how many actions and goals; empty where nothing did.

    What was moved, or comes again, is counted where it stood.
    """
    known = {change.before.text for change in changes if isinstance(change.before, Action)}
    counts: dict[tuple[str, str], int] = {}
    for change in changes:
        for counted in _counted(change, known):
            counts[counted] = counts.get(counted, 0) + 1
    if ("people", "") in counts:
        del counts["people", ""]
        counts["answer", ""] = counts.get(("answer", ""), 0) + 1
    ordered = sorted(counts.items(), key=lambda item: _ORDER.index(item[0][0]))
    return ", ".join(_told(noun, became, count) for (noun, became), count in ordered)


def _told(noun: str, became: str, count: int) -> str:
    if noun == "more":
        return f"{count} more"
    return f"{count} {noun}{'' if count == 1 else 's'}{f' {became}' if became else ''}"


def _counted(change: Change, known: set[str]) -> list[tuple[str, str]]:
    """Return what a change counts as, each as a noun and what became of it."""
    before, after = change
    match change.entity:
        case Review():
            return [("answer", "")] * _said(before, after)
        case ReviewAnswer():
            return [("answer", "")]
        case ReviewPerson():
            return [("people", "")]
        case Obstacle():
            return [("obstacle", "")]
        case Action():
            return _of_action(before, after, known)
        case Goal():
            return [("goal", "set" if before is None else "changed")]
        case Activity():
            return [("step", "logged" if before is None else "changed")]
        case other:
            return [] if isinstance(other, _ALONG) else [("more", "")]


def _said(before: Entity | None, after: Entity | None) -> int:
    """Return in how many ways a review says something else of its period."""
    was, now = ((one.mood, one.note) if isinstance(one, Review) else (None, "") for one in (before, after))
    return sum(one != other for one, other in zip(was, now, strict=True))


def _of_action(before: Entity | None, after: Entity | None, known: set[str]) -> list[tuple[str, str]]:
    was = before if isinstance(before, Action) else None
    now = after if isinstance(after, Action) else None
    if was is None and now is not None:
        if now.text in known:
            return []
        return [("answer", "")] if now.kind is ActionKind.ONE_THING else [("action", "planned")]
    if was is None or now is None:
        return [("action", "taken off")]
    if now.status is not was.status:
        return [("action", _ENDS.get(now.status, "open again"))]
    if now.kind is ActionKind.ONE_THING:
        return [("answer", "")]
    return [("action", "moved" if now.date != was.date else "changed")]
