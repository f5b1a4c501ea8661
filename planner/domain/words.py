"""The words of a typed line: where each stands, and the readings that all lines share. Knows no line's grammar.

Offsets are those of the line as it was typed: cleaning replaces characters and moves none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from planner.domain.activity import MAX_MINUTES, MAX_QUANTITY
from planner.domain.errors import LineError, PlannerError
from planner.domain.money import shown
from planner.domain.text import MAX_TEXT, clean

ARROW = "->"

_T = TypeVar("_T")
QUOTED_NAME = r'@"(?:\\["\\]|[^"\\]|\\(?!["\\]))*'
"""A name in quotes less its end; a quote in it is written `\\"`."""
QUOTED = r'"(?:\\["\\]|[^"\\])*"'
"""A text in quotes; a quote in it is written `\\"`, a backslash `\\\\`."""
_TOKEN = QUOTED_NAME + r'"?|\S+'


class Kind(StrEnum):
    """What a stretch of a line is, for the eye."""

    TYPE = "type"
    WHO = "who"
    OUTCOME = "outcome"
    PURPOSE = "purpose"
    NUMBER = "number"
    MONEY = "money"
    WHEN = "when"
    FLAG = "flag"
    NEXT = "next"
    NOTE = "note"
    UNKNOWN = "unknown"


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    start: int
    end: int

    def bare(self, marks: str = ",") -> "Word":
        """Return this word less the punctuation marks at its end."""
        text = self.text.rstrip(marks)
        return Word(text, self.start, self.start + len(text))


class Found(NamedTuple):
    """What a reader makes of the words at its place."""

    field: str
    value: object
    taken: int = 1
    """How many words it took."""


class Mark(NamedTuple):
    """A stretch of the line that is understood as a field; the kind UNKNOWN carries its error, or None."""

    kind: Kind
    field: str
    value: object
    start: int
    end: int


class Head(NamedTuple):
    """The words that stand before a colon or an arrow."""

    words: tuple[Word, ...]
    end: int
    """Where what follows begins: after the colon, or at the arrow."""
    closed_by: str
    """":", "->", or nothing at the end of the line."""


def checked(line: str, example: str) -> str:
    """Return a typed line cleaned, every character in its place. Raises LineError where it is empty or too long."""
    if len(line) > MAX_TEXT:
        raise LineError(
            f"This line has {len(line):,} characters and {MAX_TEXT:,} fit. Put the rest into a second one.",
            MAX_TEXT,
            len(line),
        )
    text = in_place(line)
    if not text.strip():
        raise LineError(f"An empty line says nothing. Try “{example}”.", 0, 0)
    return text


def in_place(line: str) -> str:
    """Return a line cleaned, every character in its place; what is beyond the largest text is cut off."""
    return clean(line.replace("\r\n", " \n"))


def tokens(line: str, start: int = 0) -> Iterator[Word]:
    """Yield what stands between blanks; a name in quotes is one token, with its `@` and quotes."""
    for match in re.compile(_TOKEN).finditer(line, start):
        yield Word(match[0], match.start(), match.end())


def quoted(text: str) -> str:
    """Return a text in quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def unquoted(text: str) -> str:
    """Return what stands in quotes."""
    return re.sub(r'\\(["\\])', r"\1", text[1:-1])


def field_name(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the name of a field, a word with a colon and a blank behind it."""
    return re.compile(rf"(?<!\S)({'|'.join(names)}):(?=\s|$)", re.IGNORECASE)


def read_head(line: str, start: int = 0) -> Head:
    """Return the words up to the first colon before a blank, or the first arrow, outside of quotes."""
    words: list[Word] = []
    for token in tokens(line, start):
        if token.text.startswith(ARROW):
            return Head(tuple(words), token.start, ARROW)
        if token.text.startswith('@"'):
            words.append(token)
            continue
        if (word := token.bare(",:")).text:
            words.append(word)
        if token.text.endswith(":"):
            return Head(tuple(words), token.end, ":")
    return Head(tuple(words), len(line), "")


def behind(words: Sequence[Word], at: int, end: int) -> int:
    """Return the place of the next word that starts at or after an offset in the line."""
    at += 1
    while at < len(words) and words[at].start < end:
        at += 1
    return at


def read_minutes(word: str) -> int | None:
    """Read `45m`, `1h` or `1h30m`; None where it is no duration. Raises PlannerError beyond a day."""
    if not word[:1].isdigit():
        return None
    match = re.fullmatch(r"([0-9]+)h(?:([0-9]+)m?)?|([0-9]+)m(?:in)?", word.lower())
    if match is None:
        return None
    minutes = whole(match[1] or "0") * 60 + whole(match[2] or match[3] or "0")
    if not 1 <= minutes <= MAX_MINUTES:
        raise PlannerError(f"“{shown(word)}” is not between one minute and 24 hours.")
    return minutes


def write_minutes(minutes: int) -> str:
    """Write a duration so that it reads back: `45m`, `1h`, `1h30m`."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours}h" if hours else "") + (f"{rest}m" if rest or not hours else "")


def read_quantity(word: str) -> int | None:
    """Read `x5`; None where it is no number of times. Raises PlannerError on `x0` and the like."""
    match = re.fullmatch(r"[xX×]([-+]?[0-9][0-9.,]*)", word)
    if match is None:
        return None
    if not re.fullmatch(r"[0-9]+", match[1]) or not 1 <= (quantity := whole(match[1])) <= MAX_QUANTITY:
        raise PlannerError(f"“{shown(word)}” is not a number of times between x1 and x{MAX_QUANTITY:,}.")
    return quantity


def read_count(word: str) -> int | None:
    """Read a whole number: `250`, `1,200`, `2k`; None where it is none."""
    match = re.fullmatch(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(k?)", word.lower())
    if match is None:
        return None
    return whole(match[1].replace(",", "")) * (1000 if match[2] else 1)


def whole(digits: str) -> int:
    """Return the number that digits spell; a very long one as a number beyond every limit."""
    return int(digits) if len(digits) <= 18 else 10**18


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like a mistyped one."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:40].lower(), list(known), 1, 0.6)), None)


def value_of(fields: dict[str, Mark], field: str, kind: type[_T]) -> _T | None:
    """Return what a field was read as; None where the line does not say it."""
    mark = fields.get(field)
    return mark.value if mark is not None and isinstance(mark.value, kind) else None


def beginning_with(typed: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that a typed beginning can become."""
    start = typed.lower().replace("-", "_")
    return [str(word) for word in candidates if word.startswith(start)]
