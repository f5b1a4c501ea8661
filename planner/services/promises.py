"""What is promised in a review: an action that names the review, so that it returns at the next one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.domain.action import Action
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.errors import PlannerError
from planner.domain.namewords import fold
from planner.domain.review import Review
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.services.named import Named

if TYPE_CHECKING:
    from datetime import date

    from planner.services.planner import Planner

_MOST_DAY_WORDS = 3


def promising(
    planner: "Planner", line: str, review: Review, due_after: timedelta, position: int
) -> tuple[Action, tuple[Change, ...]]:
    """Return the action that a line promises in a review, and the changes that plan it.

    The day may lead the line or close it; without one it is due so long after the review.
    """
    line = clean_line(line)
    due = review.period_start + due_after
    if planner.plan.read(line).day is None:
        line, due = _closing_day(line, due, planner.today())
    planned, changes = planner.plan.adding(line, due)
    action = replace(planned, review_id=review.id, position=position)
    return action, (*changes[:-1], Change(None, action))


def all_promised(planner: "Planner", lines: Sequence[str], review: Review, due_after: timedelta) -> tuple[Change, ...]:
    """Return the changes of several promises; somebody new whom two of them name is one contact."""
    changes: list[Change] = []
    met: dict[str, str] = {}
    for position, line in enumerate(lines):
        action, more = promising(planner, line, review, due_after, position)
        for before, new in more[:-1]:
            if isinstance(new, Contact):
                key = met.setdefault(fold(new.name), new.id)
                action = replace(action, contact_id=key)
                changes += [Change(before, new)] if key == new.id else []
        changes.append(Change(None, action))
    return tuple(changes)


def cautions(planner: "Planner", changes: Sequence[Change]) -> str:
    """Return what should be known of those with whom something is promised, each by name, as a sentence's end."""
    people = {change.after.id: change.after for change in changes if isinstance(change.after, Contact)}
    keys = dict.fromkeys(change.after.contact_id for change in changes if isinstance(change.after, Action))
    known = ((planner.store.get(Contact, key), people.get(key or "")) for key in keys)
    named = (Named(after or before, before) for before, after in known if before is not None)
    return "".join(f" · {one.contact.name} {caution}" for one in named for caution in one.cautions)


def _closing_day(line: str, due: "date", today: "date") -> "tuple[str, date]":
    """Return a line less the day that closes it, and that day; the line and the day given where none does."""
    from planner.domain import when

    words = line.split(" ")
    for count in range(min(_MOST_DAY_WORDS, len(words) - 1), 0, -1):
        try:
            day = when.parse_future_day(" ".join(words[-count:]), today)
        except PlannerError:  # 30 feb: the words stay in the text
            continue
        if day is not None and day >= today:
            rest = words[:-count]
            text = rest[:-1] if len(rest) > 1 and rest[-1] in {"by", "on", "until"} else rest
            return " ".join(text), day
    return line, due
