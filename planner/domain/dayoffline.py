"""The line that takes days off: a range, why, and what for, `24-31 dec vacation ski`, or `vacation 24-31 dec`.

Its dates are `dayrange`'s. What is left of the line behind the dates and the kind is its label.
"""

from datetime import date
from typing import NamedTuple

from planner.domain import dayrange
from planner.domain.day_off import DayOffKind
from planner.domain.errors import LineError, PlannerError
from planner.domain.period import Span
from planner.domain.text import clean_line
from planner.domain.words import Kind, Word, beginning_with, checked, in_place, tokens

_EXAMPLE = "24-31 dec vacation ski"
_KINDS = tuple(str(kind) for kind in DayOffKind)


class DaysOffDraft(NamedTuple):
    """What a line says."""

    span: Span
    kind: DayOffKind
    label: str


def parse(line: str, today: date, kind: DayOffKind | None = None) -> DaysOffDraft:
    """Read a line; a kind that is given wins over its own, and without one it is vacation.

    Weekdays are looked for behind today where it is sick, all others ahead. Raises LineError that points at the word
    which is not understood.
    """
    text = checked(line, _EXAMPLE)
    word = _kind_word(text)
    start, end = _days(text, word)
    if word is not None and not text[start:end].strip():
        raise LineError(f"Which days? Name them, as in “{_EXAMPLE}”.", word.start, word.end)
    said = kind or (DayOffKind.VACATION if word is None else _kind(word))
    span = dayrange.parse(" " * start + text[start:end], today, ahead=said is not DayOffKind.SICK)
    label = "" if word is None or end == len(text) else text[word.end :]
    return DaysOffDraft(span, said, clean_line(label).lstrip(": "))


def spans(line: str, today: date) -> list[tuple[int, int, str]]:
    """Return start, end and kind of the stretches that are understood; the word that is not, as unknown."""
    text = in_place(line)
    word = _kind_word(text)
    start, end = _days(text, word)
    found: list[tuple[int, int, str]] = []
    if text[start:end].strip():
        try:
            dayrange.parse(" " * start + text[start:end], today)
            found.append((start, end, Kind.WHEN))
        except LineError as error:
            found.append((error.start, error.end, Kind.UNKNOWN))
        except PlannerError:
            found.append((start, end, Kind.UNKNOWN))
    if word is not None:
        found.append((word.start, word.end, Kind.TYPE))
        if end < len(text):
            found.append((word.end, len(text), Kind.NOTE))
    return sorted(found)


def complete(line: str, cursor: int) -> tuple[int, list[str]]:
    """Return what the word before the cursor can become, and where it starts: a kind, once days stand before it."""
    text = in_place(line)[: max(cursor, 0)]
    *before, last = [*tokens(text), Word("", len(text), len(text))]
    if before and before[-1].end == len(text):
        last = before.pop()
    if not before or _kind_word(text[: last.start]) is not None:
        return last.start, []
    return last.start, beginning_with(last.text.lower(), _KINDS)


def _kind_word(text: str) -> Word | None:
    """Return the first word that says why."""
    return next((word for word in tokens(text) if word.bare(",:").text.lower() in _KINDS), None)


def _days(text: str, word: Word | None) -> tuple[int, int]:
    """Return where the days stand: before the word that says why, behind it where it is the first, else everywhere."""
    if word is None:
        return 0, len(text)
    return (0, word.start) if text[: word.start].strip() else (word.end, len(text))


def _kind(word: Word) -> DayOffKind:
    return DayOffKind(word.bare(",:").text.lower())
