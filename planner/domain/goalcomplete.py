"""What the word at the cursor of a goal line can become: something to count, a quality of it, a period, a flag."""

from collections.abc import Collection

from planner.domain.goalnouns import FLAGS, NOUNS, QUALITIES
from planner.domain.goalspans import ADVERBS, EACH, UNITS
from planner.domain.when import FULL_MONTHS
from planner.domain.words import Word, in_place, read_head

_SAID_OTHERWISE = frozenset({"mail", "followup", "marketing", "follow_up"})
_THINGS = (
    *(f"{noun}s" for noun in NOUNS if noun not in _SAID_OTHERWISE),
    "follow-ups",
    "marketing",
)
_QUALITIES = tuple(word.replace("_", "-") for word in QUALITIES)
_STARTS = ("today", "tomorrow", "this", "next", "in", "by", "a", "each", "every", *ADVERBS)


def complete(line: str, cursor: int, names: Collection[str] = ()) -> tuple[int, list[str]]:
    """Return what the word before the cursor can become, and where it starts. A goal line names nobody."""
    del names
    text = in_place(line)[: max(cursor, 0)]
    head = read_head(text)
    if head.closed_by:
        return len(text), []
    typed = next((word for word in head.words if word.end == len(text)), Word("", len(text), len(text)))
    before = [word.text.lower() for word in head.words if word is not typed]
    return typed.start, [word for word in _candidates(before) if word.startswith(typed.text.lower())]


def _candidates(before: list[str]) -> list[str]:
    if not before:
        return ["big picture:"]
    last = before[-1]
    if last in EACH or last in {"this", "next"}:
        return list(UNITS)
    if last == "in":
        return [*FULL_MONTHS, "q1", "q2", "q3", "q4", "week"]
    if last in {"by", "until", "stretch"}:
        return []
    if len(before) == 1:
        return [*_THINGS, *_QUALITIES]
    return [*_THINGS, *_QUALITIES, *_STARTS, *FLAGS, "stretch", "draft", "rollup"]
