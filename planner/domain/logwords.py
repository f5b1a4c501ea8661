"""The vocabulary of the log line, and what each of its words is. Live highlighting stands on it.

Reading here never refuses a line as a whole: it marks what it understands. `logline.parse` decides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planner.domain.activity import MAX_REACH, ActivityType, Outcome, Purpose
from planner.domain.deal import DealKind
from planner.domain.errors import LineError, PlannerError
from planner.domain.money import shown, take_amount
from planner.domain.namewords import KnownName, read_who
from planner.domain.text import clean_line
from planner.domain.when import parse_time, take_day
from planner.domain.words import (
    ARROW,
    Found,
    Kind,
    Mark,
    Word,
    behind,
    in_place,
    nearest,
    read_count,
    read_head,
    read_minutes,
    read_quantity,
)

TYPE_WORDS: Mapping[str, ActivityType] = {
    **{str(kind): kind for kind in ActivityType},
    "c": ActivityType.CALL,
    "m": ActivityType.MEETING,
    "e": ActivityType.EMAIL,
    "d": ActivityType.DEMO,
    "p": ActivityType.PROPOSAL,
    "f": ActivityType.FOLLOW_UP,
    "x": ActivityType.CLOSE,
    "k": ActivityType.MARKETING,
    "n": ActivityType.NOTE,
    "o": ActivityType.OTHER,
}
OUTCOME_WORDS: Mapping[str, Outcome] = {
    **{str(outcome): outcome for outcome in Outcome},
    "vm": Outcome.VOICEMAIL,
    "na": Outcome.NO_ANSWER,
}
_PURPOSES: Mapping[str, Purpose] = {str(purpose): purpose for purpose in Purpose}
_DEAL_KINDS: Mapping[str, DealKind] = {str(kind): kind for kind in DealKind}
_FIXED: Mapping[str, tuple[str, StrEnum]] = {
    **{word: ("type", value) for word, value in TYPE_WORDS.items()},
    **{word: ("outcome", value) for word, value in OUTCOME_WORDS.items()},
    **{word: ("deal_kind", value) for word, value in _DEAL_KINDS.items()},
}
_KINDS: Mapping[str, Kind] = {
    "type": Kind.TYPE,
    "who": Kind.WHO,
    "outcome": Kind.OUTCOME,
    "purpose": Kind.PURPOSE,
    "quantity": Kind.NUMBER,
    "minutes": Kind.NUMBER,
    "reach": Kind.NUMBER,
    "amount": Kind.MONEY,
    "deal_kind": Kind.MONEY,
    "day": Kind.WHEN,
    "time": Kind.WHEN,
}
_ESCAPED_ARROW = r"(?<!\S)\\(\\*->)(?!\S)"
_ANY_DAY = date(2000, 1, 1)
"""Highlighting asks whether a word is a day, not which."""


class Context(NamedTuple):
    """What the words are read against."""

    today: date
    currency: str
    known_name: KnownName


def read(line: str, context: Context) -> Iterator[Mark]:
    """Yield what each part of a cleaned line is, in its order. The next step's fields begin with `next_`."""
    head = read_head(line)
    yield from _marks(line, head.words, context)
    arrow = head.end if head.closed_by == ARROW else -1
    if head.closed_by == ":":
        arrow = arrow_in_note(line, head.end)
        yield from _text("note", Kind.NOTE, line, head.end, arrow if arrow >= 0 else len(line))
    if arrow >= 0:
        yield Mark(Kind.NEXT, "next", True, arrow, arrow + len(ARROW))  # noqa: FBT003
        yield from _next_step(line, arrow + len(ARROW), context)


def arrow_in_note(line: str, start: int) -> int:
    """Return where the arrow stands that ends a note; -1 where none does."""
    match = re.compile(r"(?<!\S)->(?!\S)").search(line, start)
    return match.start() if match else -1


def written_note(note: str) -> str:
    """Write a note so that its own arrows stay text."""
    return re.sub(r"(?<!\S)(\\*->)(?!\S)", r"\\\1", note)


def unknown_word(word: str, known_name: KnownName) -> str:
    """Return the sentence about a word that is not understood."""
    said = f"“{shown(word)}” is not a type or a word I know."
    if word.startswith("+"):
        near = nearest(word[1:].replace("-", "_"), Purpose)
        return f"“{shown(word)}” is not a purpose I know. {_perhaps(near and f'+{near}', 'Try “+follow_up”.')}"
    if known_name(word):
        return f"{said} A name follows @: “@{word}”."
    start, _, rest = word.partition(":")
    if rest and start.lower() in _FIXED:
        return f"{said} A note follows a colon and a blank: “{start}: {shown(rest)}”."
    near = nearest(word.replace("-", "_"), [known for known in _FIXED if len(known) > 2])
    if near is None and word[0].isupper():
        return f"{said} A name follows @: “@{shown(word)}”."
    return f"{said} {_perhaps(near, 'A note follows a colon: “call: renewal terms”.')}"


def spans(line: str, *, known_name: KnownName = lambda _: False) -> list[tuple[int, int, Kind]]:
    """Return what each understood stretch of a line is, for live highlighting; any text is accepted."""
    marks = read(in_place(line), Context(_ANY_DAY, "USD", known_name))
    return [(mark.start, mark.end, mark.kind) for mark in marks]


def _marks(line: str, words: Sequence[Word], context: Context) -> Iterator[Mark]:
    """Yield what each word of the head is."""
    at = 0
    while at < len(words):
        mark = _mark(line, words, at, context)
        yield mark
        at = behind(words, at, mark.end)


def _mark(line: str, words: Sequence[Word], at: int, context: Context) -> Mark:
    word = words[at]
    try:
        found = _read_word(line, words, at, context)
    except LineError as error:
        return Mark(Kind.UNKNOWN, "", error, error.start, error.end)
    except PlannerError as error:
        return Mark(Kind.UNKNOWN, "", error, word.start, word.end)
    if found is None:
        return Mark(Kind.UNKNOWN, "", None, word.start, word.end)
    return Mark(_KINDS[found.field], found.field, found.value, word.start, words[at + found.taken - 1].end)


def _read_word(line: str, words: Sequence[Word], at: int, context: Context) -> Found | None:
    """Read the field that starts at a word; None where none does."""
    text = words[at].text
    if text.startswith("@"):
        name, exact, count = read_who(line, words, at, context.known_name)
        return Found("who", (name, exact), count)
    if (fixed := _fixed(words, at)) is not None:
        return fixed
    if text.startswith("+") and (purpose := _PURPOSES.get(text[1:].lower().replace("-", "_"))) is not None:
        return Found("purpose", purpose)
    if (quantity := read_quantity(text)) is not None:
        return Found("quantity", quantity)
    if text.lower() == "reach":
        return _reach(words, at)
    return _minutes_or_when(words, at, context.today, ahead=False) or _amount(words, at, context.currency)


def _fixed(words: Sequence[Word], at: int) -> Found | None:
    """Look a word up, and before it the pair that it starts: `no answer` is `no_answer`."""
    single = words[at].text.lower().replace("-", "_")
    if at + 1 < len(words) and (pair := f"{single}_{words[at + 1].text.lower()}") in _FIXED:
        return Found(*_FIXED[pair], 2)
    return Found(*_FIXED[single]) if single in _FIXED else None


def _reach(words: Sequence[Word], at: int) -> Found:
    reach = read_count(words[at + 1].text) if at + 1 < len(words) else None
    if reach is None:
        raise PlannerError("A number follows reach: “reach 250”.")
    if reach > MAX_REACH:
        raise LineError(f"A reach lies between 0 and {MAX_REACH:,} people.", words[at].start, words[at + 1].end)
    return Found("reach", reach, 2)


def _minutes_or_when(words: Sequence[Word], at: int, today: date, *, ahead: bool) -> Found | None:
    text = words[at].text
    if not ahead and (minutes := read_minutes(text)) is not None:
        return Found("minutes", minutes)
    if (moment := parse_time(text)) is not None:
        return Found("time", moment)
    day = take_day([word.text for word in words[at : at + 3]], 0, today, ahead=ahead)
    return Found("day", *day) if day is not None else None


def _amount(words: Sequence[Word], at: int, currency: str) -> Found | None:
    amount = take_amount([word.text for word in words[at : at + 2]], currency)
    return Found("amount", *amount) if amount is not None else None


def _next_step(line: str, start: int, context: Context) -> Iterator[Mark]:
    """Yield what the words behind the arrow are; the text follows a colon, or is all of it."""
    head = read_head(line, start)
    at = 0
    while at < len(head.words):
        word = head.words[at]
        try:
            fixed = _fixed(head.words, at)
            found = fixed if fixed and fixed.field == "type" else None
            found = found or _minutes_or_when(head.words, at, context.today, ahead=True)
            error = None
        except PlannerError as refusal:
            found, error = None, refusal
        if found is None:
            if not at and not head.closed_by and error is None:
                yield from _text("next_text", Kind.NEXT, line, start, len(line))
                return
            yield Mark(Kind.UNKNOWN, "next", error, word.start, word.end)
        else:
            end = head.words[at + found.taken - 1].end
            yield Mark(_KINDS[found.field], f"next_{found.field}", found.value, word.start, end)
        at += found.taken if found else 1
    if head.closed_by == ":":
        yield from _text("next_text", Kind.NEXT, line, head.end, len(line))
    elif head.closed_by == ARROW:
        yield Mark(Kind.UNKNOWN, "next", PlannerError("A line has one next step."), head.end, head.end + len(ARROW))


def _text(field: str, kind: Kind, line: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the free text between two places, less the blanks around it."""
    part = line[start:end]
    text = clean_line(part)
    if text:
        first = start + len(part) - len(part.lstrip())
        if kind is Kind.NOTE:
            text = re.sub(_ESCAPED_ARROW, r"\1", text)
        yield Mark(kind, field, text, first, start + len(part.rstrip()))


def _perhaps(near: str | None, otherwise: str) -> str:
    return f"Did you mean “{near}”?" if near else otherwise
