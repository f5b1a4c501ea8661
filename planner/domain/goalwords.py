"""What each word of the goal line is. Live highlighting stands on it; the words themselves are in `goalnouns`.

Reading here never refuses a line as a whole: it marks what it understands. `goalline.parse` decides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from planner.domain.calendar import Calendar
from planner.domain.errors import LineError, PlannerError
from planner.domain.goal import GoalKind
from planner.domain.goalnouns import FILLERS, FLAGS, MONEY_NOUNS, NOUNS, QUALITIES, REFUSED, is_counted, singular
from planner.domain.goalspans import ADVERBS, EACH, UNITS, Place, read_when
from planner.domain.money import shown, take_amount
from planner.domain.text import clean_line
from planner.domain.words import (
    ARROW,
    Found,
    Head,
    Kind,
    Mark,
    Word,
    behind,
    in_place,
    nearest,
    read_count,
    read_head,
    tokens,
)

KINDS: Mapping[str, Kind] = {
    "count": Kind.NUMBER,
    "amount": Kind.MONEY,
    "stretch": Kind.NUMBER,
    "every": Kind.WHEN,
    "when": Kind.WHEN,
    "kind": Kind.FLAG,
    "draft": Kind.FLAG,
    "rollup": Kind.FLAG,
    "quality": Kind.PURPOSE,
    "noun": Kind.TYPE,
    "filler": Kind.TYPE,
    "big_picture": Kind.TYPE,
    "title": Kind.NOTE,
}
_NOT_WHOLE = "“{}” is not a whole number above zero: write 40 or 1,200."
_ANYWHERE = Place(date(2000, 1, 1), Calendar(), "USD")
"""Highlighting asks whether words are a period, not which."""


def read(line: str, place: Place) -> Iterator[Mark]:
    """Yield what each part of a cleaned line is, in its order."""
    head = read_head(line)
    words = head.words
    if [word.text.lower() for word in words[:2]] == ["big", "picture"]:
        start = head.end if head.closed_by == ":" and len(words) == 2 else words[1].end
        yield Mark(KINDS["big_picture"], "big_picture", "", words[0].start, words[1].end)
        yield from _title(line, start, len(line))
    elif words and _is_number(words, place):
        yield from _numeric(words, place)
        if head.closed_by == ":":
            yield from _title(line, head.end, len(line))
        elif head.closed_by:
            yield _unknown(Word(ARROW, head.end, head.end + 2), "An arrow has no meaning in a goal: leave it out.")
    else:
        yield from _milestone(line, head, place)


def spans(line: str) -> list[tuple[int, int, Kind]]:
    """Return what each understood stretch of a line is, for live highlighting; any text is accepted."""
    return [(mark.start, mark.end, mark.kind) for mark in read(in_place(line), _ANYWHERE)]


def unknown_word(word: str) -> str:
    """Return the sentence about a word of a goal with a number that is not understood."""
    known = [f"{noun}s" for noun in NOUNS] + [*QUALITIES, *FLAGS, "stretch", "draft", *UNITS, *ADVERBS]
    near = nearest(word.replace("-", "_"), known)
    hint = (
        f"Did you mean “{near.replace('_', '-')}”?"
        if near
        else "Try “2 calls a day” or “30 follow-up calls by 31 dec”."
    )
    return f"“{shown(word)}” is not something I can count, nor a period. {hint}"


def _is_number(words: Sequence[Word], place: Place) -> bool:
    """Whether a goal that starts with these words counts something."""
    first = words[0].text.lower()
    if re.fullmatch(r"[-+]?[0-9][0-9.,]*k?", first) or (
        _is_odd_number(first) and len(words) > 1 and is_counted(words[1].text)
    ):
        return True
    try:
        return take_amount([word.text for word in words[:2]], place.currency) is not None
    except PlannerError:
        return True


def _is_odd_number(word: str) -> bool:
    """Whether a word is a number that no goal can have: `½`, `1e9`, `nan`."""
    odd = re.fullmatch(r"[-+]?(?:nan|inf|infinity|[0-9.,]+e[-+]?[0-9]+)", word)
    return odd is not None or (not word.isascii() and all(c.isnumeric() or c in ".,-+" for c in word))


def _without_number(words: Sequence[Word]) -> Mark | None:
    """Return the error of a goal for each day, week, … that does not start with a number; None where it is none."""
    every = next((n for n, word in enumerate(words) if word.text.lower() in ADVERBS or _is_each(words, n)), 0)
    nouns = [n for n in range(every) if is_counted(words[n].text)]
    if not nouns:
        return None
    if nouns[0] == 1:
        return _unknown(words[0], _NOT_WHOLE.format(shown(words[0].text)))
    word = words[nouns[0]]
    return _unknown(word, f"A number is missing before “{shown(word.text)}”: “2 calls a day”.")


def _is_each(words: Sequence[Word], at: int) -> bool:
    return words[at].text.lower() in EACH and at + 1 < len(words) and words[at + 1].text.lower() in UNITS


def _numeric(words: Sequence[Word], place: Place) -> Iterator[Mark]:
    """Yield the marks of `30 follow-up calls by 31 dec little`; all but the first word may stand in any order."""
    plain_noun = any(singular(word.text) in NOUNS and singular(word.text) not in QUALITIES for word in words[1:])
    at = 0
    while at < len(words):
        mark = _numeric_mark(words, at, place, plain_noun=plain_noun)
        yield mark
        at = behind(words, at, mark.end)


def _numeric_mark(words: Sequence[Word], at: int, place: Place, *, plain_noun: bool) -> Mark:
    try:
        if at == 0:
            return _mark(words, at, _number(words, at, place))
        found = _tail(words, at, place) or _phrase(words, at, plain_noun=plain_noun)
    except LineError as error:
        return Mark(Kind.UNKNOWN, "", error, error.start, error.end)
    except PlannerError as error:
        return _unknown(words[at], str(error))
    return _mark(words, at, found) if found is not None else _not_known(words, at)


def _not_known(words: Sequence[Word], at: int) -> Mark:
    """Return the mark of a word that is not understood; after `a` it is the word behind it."""
    if at and words[at].text.lower() in EACH and at + 1 < len(words):
        word = words[at + 1]
        units = ", ".join(UNITS)
        return _unknown(word, f"“{shown(word.text)}” is not a period I know: {units}.")
    return Mark(Kind.UNKNOWN, "", None, words[at].start, words[at].end)


def _number(words: Sequence[Word], at: int, place: Place) -> Found:
    amount = take_amount([word.text for word in words[at : at + 2]], place.currency)
    if amount is not None:
        return Found("amount", *amount)
    word = words[at]
    count = read_count(word.text)
    if count is None:
        raise LineError(_NOT_WHOLE.format(shown(word.text)), word.start, word.end)
    return Found("count", count)


def _tail(words: Sequence[Word], at: int, place: Place) -> Found | None:
    """Read the period, stretch or flag that starts at a word; None where none does."""
    word = words[at].text.lower()
    if word in FLAGS:
        return Found("kind", FLAGS[word])
    if word == "draft":
        return Found("draft", word)
    if word in {"rollup", "roll-up"}:
        return Found("rollup", word)
    if word == "stretch":
        if at + 1 == len(words):
            raise PlannerError("A number follows stretch: “stretch 36”.")
        number = _number(words, at + 1, place)
        return Found("stretch", number.value, 1 + number.taken)
    return read_when(words, at, place)


def _phrase(words: Sequence[Word], at: int, *, plain_noun: bool) -> Found | None:
    """Read what is counted: a noun, or a quality before it. `follow-up` is a quality where another noun stands."""
    word = singular(words[at].text)
    if at + 1 < len(words) and (pair := f"{word}_{singular(words[at + 1].text)}") in {*QUALITIES, *NOUNS}:
        return Found("quality", QUALITIES[pair], 2) if plain_noun or pair not in NOUNS else Found("noun", pair, 2)
    if word in QUALITIES and (plain_noun or word not in NOUNS):
        return Found("quality", QUALITIES[word])
    if word in NOUNS or word in MONEY_NOUNS:
        return Found("noun", word)
    if word in REFUSED:
        raise PlannerError(REFUSED[word])
    return Found("filler", word) if word in FILLERS else None


def _milestone(line: str, head: Head, place: Place) -> Iterator[Mark]:
    """Yield the marks of `sign the lease by 1 mar`: the period stands last, or before a colon and the title."""
    words: Sequence[Word] = head.words
    found = _ending(words, place) if head.closed_by == ":" else None
    titled = isinstance(found, int)
    if not titled:
        words = [word.bare() for word in tokens(line)]
        found = _ending(words, place)
    if not isinstance(found, int):
        by_when = "By when? Add “by 1 mar”, “in q1” or “this month”."
        yield found or _without_number(words) or _unknown(Word("", 0, len(line)), by_when)
        return
    if not titled:
        yield from _title(line, 0, words[found - 1].end)
    at = found
    while at < len(words):
        tail = _tail(words, at, place)
        if tail is None:
            return
        yield _mark(words, at, tail)
        at += tail.taken
    if titled:
        yield from _title(line, head.end, len(line))


def _ending(words: Sequence[Word], place: Place) -> int | Mark | None:
    """Return where the words begin that are a period and flags up to the last; else the last error among them."""
    trouble: Mark | None = None
    for first in range(1, len(words)):
        at, fields = first, dict[str, object]()
        try:
            while at < len(words) and (found := _tail(words, at, place)) and found.field not in {*fields, "every"}:
                fields[found.field] = found.value
                at += found.taken
        except LineError as error:
            trouble = Mark(Kind.UNKNOWN, "", error, error.start, error.end)
            continue
        except PlannerError as error:
            trouble = _unknown(words[at], str(error))
            continue
        if at == len(words) and ("when" in fields or fields.get("kind") is GoalKind.LITTLE):
            return first
    return trouble


def _title(line: str, start: int, end: int) -> Iterator[Mark]:
    part = line[start:end]
    if title := clean_line(part):
        first = start + len(part) - len(part.lstrip())
        yield Mark(KINDS["title"], "title", title, first, start + len(part.rstrip()))


def _mark(words: Sequence[Word], at: int, found: Found) -> Mark:
    return Mark(KINDS[found.field], found.field, found.value, words[at].start, words[at + found.taken - 1].end)


def _unknown(word: Word, sentence: str) -> Mark:
    return Mark(Kind.UNKNOWN, "", PlannerError(sentence), word.start, word.end)
