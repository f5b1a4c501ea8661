"""What a person types to change a goal that stands: another target or last date, or an answer to an offer, with why.

"$200,000 because the region was split", "by 31 mar", "lower to 400 because …", "keep". It reads; what a rule of goals
refuses is refused where the goal is saved.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from planner.domain.errors import LineError, PlannerError
from planner.domain.goal import Goal
from planner.domain.goaltitle import shown
from planner.domain.measure import Measure, Unit
from planner.domain.money import parse_amount
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.domain.words import checked, read_count

_BECAUSE = re.compile(r"(?:^|\s)because(?:\s|$)", re.IGNORECASE)
_BY = re.compile(r"(?:^|\s)(?:by|to end on)(?:\s|$)", re.IGNORECASE)
_EXAMPLE = "450 because the region was split"


class Verb(StrEnum):
    """How an offer is answered."""

    KEEP = "keep"
    LOWER = "lower"
    RAISE = "raise"
    MOVE = "move"


class Change(NamedTuple):
    """What a line changes of a goal, and why; fields that it does not name stay."""

    target: int | None = None
    """Times, people or minor units."""
    ends_on: date | None = None
    reason: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The fields by their names."""
        named = {"target": self.target, "ends_on": self.ends_on}
        return {name: value for name, value in named.items() if value is not None}


class Reply(NamedTuple):
    """An answer to an offer."""

    verb: Verb
    value: int | date | None
    """The target or the last date; None for keep."""
    reason: str


def read(line: str, goal: Goal, measure: Measure | None, today: date, home: str) -> Change:
    """Read a change: `450`, `by 31 mar`, `450 by 31 mar because …`. Raises LineError that points at the words."""
    text = checked(line, _EXAMPLE)
    head, reason = _reasoned(text)
    match = _BY.search(head)
    number, day = (head[: match.start()], head[match.end() :]) if match else (head, "")
    found = Change(
        target=_target(number, head.find(number.strip()), goal, measure, home) if number.strip() else None,
        ends_on=_day(day, len(head) - len(day), today) if match else None,
        reason=reason,
    )
    if not found.values:
        raise LineError(f"Say what changes before the reason: “{_EXAMPLE}” or “by 31 mar”.", 0, len(text))
    return found


def read_reply(line: str, goal: Goal, measure: Measure | None, today: date, home: str) -> Reply:
    """Read an answer: `keep`, `lower to 400`, `move to 31 mar`, each with `because …`. Raises LineError."""
    text = checked(line, "keep because two large deals close in March")
    head, reason = _reasoned(text)
    word, _, rest = head.strip().partition(" ")
    if word.casefold() not in set(Verb):
        raise LineError("Answer keep, lower to a target, raise to one, or move to a day.", 0, len(text))
    verb = Verb(word.casefold())
    told = rest.strip().removeprefix("to ").strip()
    at = len(head) - len(told)
    if verb is Verb.KEEP:
        if told:
            raise LineError(f"“{told}” is not understood: keep stands alone, or with “because …”.", at, len(head))
        return Reply(verb, None, reason)
    if not told:
        wanted = "the day: move to 31 mar" if verb is Verb.MOVE else f"the target: {verb} to 400"
        raise LineError(f"Name {wanted}.", len(head), len(head))
    value = _day(told, at, today) if verb is Verb.MOVE else _target(told, at, goal, measure, home)
    return Reply(verb, value, reason)


def _reasoned(text: str) -> tuple[str, str]:
    """Return what stands before "because", and the reason behind it."""
    match = _BECAUSE.search(text)
    if match is None:
        return text.rstrip(), ""
    return text[: match.start()], clean_line(text[match.end() :])


def _target(text: str, at: int, goal: Goal, measure: Measure | None, home: str) -> int:
    word = text.strip()
    if measure is None or measure.unit not in {Unit.COUNT, Unit.MONEY}:
        raise LineError(
            f"“{goal.title}” has no number that could change. Its date can: “by 31 mar”.", at, at + len(word)
        )
    example = shown(measure, goal.target or 0, home)
    if measure.unit is Unit.COUNT:
        count = read_count(word)
        if count is None:
            raise LineError(f"“{word}” is not a whole number: write it like {example}.", at, at + len(word))
        return count
    bare = word.replace(" ", "")
    try:
        amount = parse_amount(measure.currency + bare if bare[:1].isdigit() else bare, home)
    except PlannerError as error:
        raise LineError(str(error), at, at + len(word)) from None
    if amount is None or amount[1] != measure.currency:
        raise LineError(
            f"“{word}” is not an amount in {measure.currency}: write it like {example}.", at, at + len(word)
        )
    return amount[0]


def _day(text: str, at: int, today: date) -> date:
    from planner.domain import when

    word = text.strip()
    try:
        day = when.parse_future_day(word, today)
    except PlannerError as error:
        raise LineError(str(error), at, at + len(text)) from None
    if day is None:
        raise LineError(f"“{word}” is not a day. Try “31 mar” or 2026-03-31.", at, at + len(text))
    if day < today:
        raise LineError(f"{short_date(day, today)} is past. Name a day to come.", at, at + len(text))
    return day
