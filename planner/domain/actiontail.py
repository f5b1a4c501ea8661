"""What an action line ends in: a duration, a rule, a time and a day, in any order. Keeps as text what is escaped.

What is shaped like one and is none is pointed at.
"""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import NamedTuple, TypeVar

from planner.domain import recurrence
from planner.domain.actiongoal import FOR
from planner.domain.actionlead import ANY_DAY, ESCAPE, block_words, read_lead
from planner.domain.errors import LineError, PlannerError
from planner.domain.recurrence import Recurrence
from planner.domain.when import long_date, parse_time, take_day
from planner.domain.words import Word, read_minutes

_T = TypeVar("_T")


class Ends(NamedTuple):
    """What the last words of a text would be taken for: whatever its line does not say itself."""

    minutes: bool
    rule: bool
    time: bool
    day: bool = False


class Tail(NamedTuple):
    """What a line ends in, and the words before it."""

    minutes: int | None
    rule: Recurrence | None
    moment: time | None
    rest: Sequence[Word]
    day: date | None = None


def take_tail(words: Sequence[Word], *, takes_time: bool, today: date | None = None) -> Tail:
    """Return the duration, the rule and, for a block, the time that words end in, each once and in any order.

    Where `today` is given, a day that they end in as well.
    """
    day: date | None = None
    minutes: int | None = None
    rule: Recurrence | None = None
    moment: time | None = None
    rest, before = words, -1
    while before != len(rest):
        before = len(rest)
        if rule is None:
            rule, rest = _take_rule(rest)
        if minutes is None and (minutes := _read_end(rest, read_minutes)) is not None:
            rest = rest[:-1]
        if takes_time and moment is None and (moment := _read_end(rest, parse_time)) is not None:
            rest = rest[:-1]
        if today is not None and day is None and (found := _end_day(rest, today)) is not None:
            day, rest = found[0], rest[: -found[1]]
    return Tail(minutes, rule, moment, rest, day)


def escaped(words: Sequence[str], ends: Ends) -> list[str]:
    """Return the words of a text with a backslash before each that would not be read as text."""
    return [f"\\{word}" if _is_special(words, at, ends) else word for at, word in enumerate(words)]


def unescaped(words: Sequence[str], ends: Ends) -> list[str]:
    """Return the words of a text without the backslashes that keep them in it."""
    return [
        word[1:] if word.startswith("\\") and _is_special(words, at, ends) else word for at, word in enumerate(words)
    ]


def _end_day(words: Sequence[Word], today: date) -> tuple[date, int] | None:
    """Return the day that words end in and how many words it takes. Raises LineError at one that is past or none."""
    for count in (3, 2, 1):
        texts = [word.text for word in words[-count:]]
        if count >= len(words):
            continue
        try:
            found = take_day(texts, 0, today, ahead=True)
        except PlannerError as error:
            raise LineError(f"{error} {ESCAPE}", words[-count].start, words[-1].end) from None
        if found is not None and found[1] == count:
            if found[0] < today:
                sentence = f"{long_date(found[0])} is past. Name today or a day to come."
                raise LineError(sentence, words[-count].start, words[-1].end)
            return found
    return None


def _read_end(words: Sequence[Word], read: Callable[[str], _T | None]) -> _T | None:
    """Read the last of several words. Raises LineError at what only looks like what is read."""
    if len(words) < 2:
        return None
    try:
        return read(words[-1].text)
    except PlannerError as error:
        raise LineError(f"{error} {ESCAPE}", words[-1].start, words[-1].end) from None


def _take_rule(words: Sequence[Word]) -> tuple[Recurrence | None, Sequence[Word]]:
    """Return the rule that words end in, and the words before it. Raises LineError at one that cannot be."""
    texts = [word.text for word in words]
    for at in range(max(1, len(words) - recurrence.LONGEST), len(words)):
        try:
            rule = recurrence.read_words(texts[at:])
        except PlannerError as error:
            raise LineError(f"{error} {ESCAPE}", words[at].start, words[-1].end) from None
        if rule is not None:
            return rule, words[:at]
    return None, words


def _is_special(words: Sequence[str], at: int, ends: Ends) -> bool:
    """Whether a word of the text, its backslashes aside, would be taken for something else or pointed at."""
    bare = words[at].lstrip("\\")
    if bare.startswith("@") or bare.lower() == FOR:
        return True
    try:
        if ends.minutes and at == len(words) - 1 and read_minutes(bare) is not None:
            return True
        if ends.time and at == len(words) - 1 and parse_time(bare) is not None:
            return True
        if ends.rule and recurrence.read_words([bare, *words[at + 1 :]]) is not None:
            return True
        if ends.day and (found := take_day([bare, *words[at + 1 : at + 3]], 0, ANY_DAY, ahead=True)) is not None:
            return at + found[1] == len(words)
        if at == 0 and block_words([bare]):
            return True
        return at == 0 and (bare.startswith(":") or read_lead([bare, *words[1:3]], ANY_DAY) is not None)
    except PlannerError:
        return True
