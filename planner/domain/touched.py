"""Which days a command changes the score of. Pure: it reads the ChangeSet, not the file."""

from datetime import date, timedelta

from planner.domain.action import Action, ActionKind
from planner.domain.activity import Activity
from planner.domain.change import Change, ChangeSet, Entity
from planner.domain.contact import Contact
from planner.domain.day_off import DayOff
from planner.domain.deal import Deal
from planner.domain.goal import Goal, Milestone
from planner.domain.measure import Measure
from planner.domain.review import Review, ReviewKind

EVERYTHING = date.min
"""The answer where any day may have changed."""


def first_day_touched(changeset: ChangeSet) -> date | None:
    """Return the first day whose facts a ChangeSet may change, whichever way it is applied; None where none is."""
    days = [day for change in changeset.changes if (day := _first_day(change)) is not None]
    return min(days, default=None)


def _first_day(change: Change) -> date | None:
    match change.entity:
        case Deal():
            return _of_deal(change)
        case Contact():
            return _of_contact(change)
        case Milestone():
            return _of_milestone(change)
        case Review():
            return _of_review(change)
        case DayOff():  # it moves the line of every period that it lies in
            return EVERYTHING
        case Measure():  # one that is new counts for nobody yet
            return None if change.before is None or change.after is None else EVERYTHING
    return min((day for side in change if side is not None and (day := _day(side)) is not None), default=None)


def _day(side: Entity) -> date | None:
    match side:
        case Activity():
            return side.local_date
        case Action():
            return side.date if side.kind is ActionKind.ONE_THING else None
        case Goal():
            made_on = side.created_at.date() - timedelta(days=1)  # wherever in the world it was made
            return max(side.starts_on, made_on)
        case _:
            return None


def _of_contact(change: Change) -> date | None:
    """Return the day on which somebody came who was not imported, where that is new or has changed."""
    sides = [
        None if not isinstance(side, Contact) or side.external_system else side.created_on
        for side in (change.before, change.after)
    ]
    return min((day for day in sides if day is not None), default=None) if sides[0] != sides[1] else None


def _of_deal(change: Change) -> date | None:
    """Return the day on which it was closed; where its kind changed, whatever is linked to it may count otherwise."""
    sides = [side for side in change if isinstance(side, Deal)]
    if len({side.kind for side in sides}) > 1:
        return EVERYTHING
    return min((side.closed_on for side in sides if side.closed_on is not None), default=None)


def _of_review(change: Change) -> date | None:
    """Return the day of an end-of-day review that was held, or is held no longer: it is known, or unknown again."""
    before, after = change.before, change.after
    one = after if isinstance(after, Review) else before
    if not isinstance(one, Review) or one.kind is not ReviewKind.DAY:
        return None
    was, is_now = (isinstance(side, Review) and side.is_closed for side in (before, after))
    return one.period_start if was != is_now else None


def _of_milestone(change: Change) -> date | None:
    """Return the day on which it was ticked; one that is new, gone or of another weight changes what 100 % is."""
    sides = [side for side in change if isinstance(side, Milestone)]
    if len(sides) < 2 or sides[0].weight != sides[1].weight:
        return EVERYTHING
    return min((side.done_on for side in sides if side.done_on is not None), default=None)
