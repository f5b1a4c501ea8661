"""The line that takes days off: a range, why, and what for, `24-31 dec vacation ski`.

Its dates are `dayrange`'s. What is left of the line behind the kind is its label.
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


def parse(line: str, today: date) -> DaysOffDraft:
    """Read a line; without a kind it is vacation. Sick days are looked for behind today, all others ahead.

    Raises LineError that points at the word which is not understood.
    """
    text = checked(line, _EXAMPLE)
    word = _kind_word(text)
    if word is None:
        return DaysOffDraft(dayrange.parse(text, today), DayOffKind.VACATION, "")
    kind = _kind(word)
    before = text[: word.start]
    if not before.strip():
        raise LineError(f"Which days? They stand first, as in “{_EXAMPLE}”.", word.start, word.end)
    span = dayrange.parse(before, today, ahead=kind is not DayOffKind.SICK)
    return DaysOffDraft(span, kind, clean_line(text[word.end :]).lstrip(": "))


def spans(line: str, today: date) -> list[tuple[int, int, str]]:
    """Return start, end and kind of the stretches that are understood; the word that is not, as unknown."""
    text = in_place(line)
    word = _kind_word(text)
    end = word.start if word is not None else len(text)
    found: list[tuple[int, int, str]] = []
    if text[:end].strip():
        try:
            dayrange.parse(text[:end], today)
            found.append((0, end, Kind.WHEN))
        except LineError as error:
            found.append((error.start, error.end, Kind.UNKNOWN))
        except PlannerError:
            found.append((0, end, Kind.UNKNOWN))
    if word is not None:
        found += [(word.start, word.end, Kind.TYPE), (word.end, len(text), Kind.NOTE)]
    return found


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


def _kind(word: Word) -> DayOffKind:
    return DayOffKind(word.bare(",:").text.lower())
