"""What the word at the cursor of a log line can become: a contact's name, a purpose, a type, an outcome, a day."""

from collections.abc import Collection, Sequence

from planner.domain.activity import OUTCOMES, ActivityType, Outcome, Purpose
from planner.domain.logwords import OUTCOME_WORDS, TYPE_WORDS, arrow_in_note
from planner.domain.namewords import typed_name
from planner.domain.when import WEEKDAYS
from planner.domain.words import ARROW, Word, beginning_with, in_place, read_head

_NEXT = f"{ARROW} "
"""What leads from a step with somebody to the dated next one (B58)."""


def complete(line: str, cursor: int, names: Collection[str] = ()) -> tuple[int, list[str]]:
    """Return what the word before the cursor can become, and where it starts."""
    text = in_place(line)[: max(cursor, 0)]
    head, start = read_head(text), 0
    arrow = head.end if head.closed_by == ARROW else -1
    if head.closed_by == ":":
        arrow = arrow_in_note(text, head.end)
        if arrow < 0:
            return len(text), [_NEXT] if text.endswith(" ") and "@" in text[: head.end] else []
    in_next = arrow >= 0
    if in_next:
        start = arrow + len(ARROW)
        head = read_head(text, start)
        if head.closed_by:
            return len(text), []
    elif (named := typed_name(text, start, names)) is not None:
        return named
    typed = next((word for word in head.words if word.end == len(text)), Word("", len(text), len(text)))
    if typed.text.startswith("+") and not in_next:
        return typed.start, [f"+{purpose}" for purpose in beginning_with(typed.text[1:], Purpose)]
    before = [word.text.lower() for word in head.words if word is not typed]
    found = beginning_with(typed.text, _candidates(before, in_next=in_next))
    if not (found or typed.text or in_next) and "@" in text:
        return typed.start, [_NEXT]
    return typed.start, found


def _candidates(before: Sequence[str], *, in_next: bool) -> list[str]:
    kind = next((TYPE_WORDS[word] for word in before if word in TYPE_WORDS), None)
    types = [] if kind else list(ActivityType)
    if in_next:
        return [*types, "today", "tomorrow", *(name for name in WEEKDAYS if len(name) == 3)]
    if any(word in OUTCOME_WORDS for word in before):
        return list(types)
    return [*types, *(outcome for outcome in Outcome if kind is None or outcome in OUTCOMES[kind])]
