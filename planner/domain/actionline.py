"""The action line: a line of the plan, read into a draft and written back. Refuses next to nothing.

Leading words for a day and a time, a name with `@` and a duration at the end are taken; everything else is the text.
A backslash before such a word keeps it in the text.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, time
from typing import NamedTuple

from planner.domain.errors import LineError, PlannerError
from planner.domain.namewords import read_who, typed_name, write_who
from planner.domain.text import clean_line
from planner.domain.when import long_date, parse_time, take_day
from planner.domain.words import Word, checked, in_place, read_minutes, tokens, write_minutes

_ANY_DAY = date(2000, 1, 1)
"""Writing asks whether words are a day, not which."""


class ActionDraft(NamedTuple):
    """What an action line says."""

    text: str
    day: date | None = None
    """None where the line names no day."""
    start_time: time | None = None
    who: str | None = None
    who_exact: bool = False
    """Whether the name was quoted, so that it means nobody with a longer name."""
    planned_minutes: int | None = None


def parse(line: str, *, today: date, known_name: Callable[[str], bool]) -> ActionDraft:
    """Read a line. Raises LineError where it has no text, is too long, or names a day in the past."""
    text = checked(line, "tomorrow 9am call Lee")
    words = list(tokens(text))
    day, moment, at = _take_lead(words, today)
    who, exact, rest = _take_who(text, words[at:], known_name)
    minutes = _minutes(rest[-1]) if len(rest) > 1 else None
    if minutes is not None:
        rest = rest[:-1]
    plain = clean_line(" ".join(_unescaped(rest, may_end=minutes is None)))
    if not plain:
        raise LineError("An action needs a few words: “tomorrow 9am call Lee”.", 0, len(text))
    return ActionDraft(text=plain, day=day, start_time=moment, who=who, who_exact=exact, planned_minutes=minutes)


def write(draft: ActionDraft) -> str:
    """Return the canonical line of a draft; read back it gives the same draft."""
    parts = [
        draft.day.isoformat() if draft.day else None,
        f"{draft.start_time:%H:%M}" if draft.start_time else None,
        *_escaped(draft.text.split(" "), may_end=draft.planned_minutes is None),
        write_minutes(draft.planned_minutes) if draft.planned_minutes else None,
        write_who(draft.who, exact=draft.who_exact) if draft.who else None,
    ]
    return " ".join(part for part in parts if part)


def complete(line: str, cursor: int, names: Collection[str] = ()) -> tuple[int, list[str]]:
    """Return the names that the word before the cursor can become, and where it starts."""
    text = in_place(line)[: max(cursor, 0)]
    return typed_name(text, 0, names) or (len(text), [])


def _take_lead(words: Sequence[Word], today: date) -> tuple[date | None, time | None, int]:
    """Return the day and time that the line starts with, and how many words they take; a colon ends them."""
    day: date | None = None
    moment: time | None = None
    at = 0
    while at < len(words):
        found = _read_lead([word.text for word in words[at : at + 3]], today)
        if found is None:
            break
        value, count = found
        if isinstance(value, time) and moment is None:
            moment = value
        elif isinstance(value, date) and day is None:
            day = value
            if day < today:
                sentence = f"{long_date(day)} is past. Plan it for today or a day to come."
                raise LineError(sentence, words[at].start, words[at + count - 1].end)
        else:
            break
        at += count
        if words[at - 1].text.endswith(":"):
            return day, moment, at
        if at < len(words) and words[at].text == ":":
            return day, moment, at + 1
    return day, moment, at


def _read_lead(words: Sequence[str], today: date) -> tuple[date | time, int] | None:
    """Read the day or time that words start with; what only looks like one is text."""
    closed = next((n for n, word in enumerate(words, 1) if word.endswith(":")), len(words))
    bare = [word.rstrip(",:") for word in words[:closed]]
    if not bare or not bare[0]:
        return None
    try:
        moment = parse_time(bare[0])
        return (moment, 1) if moment is not None else take_day(bare, 0, today, ahead=True)
    except PlannerError:
        return None


def _take_who(
    text: str, words: Sequence[Word], known_name: Callable[[str], bool]
) -> tuple[str | None, bool, list[str]]:
    """Return the first name, whether it was quoted, and the other words."""
    bare = [word if word.text.startswith('@"') else word.bare(",:") for word in words]
    texts = [word.text for word in words]
    for at, word in enumerate(bare):
        if word.text.startswith("@"):
            try:
                name, exact, count = read_who(text, bare, at, known_name)
            except LineError:
                continue
            return name, exact, texts[:at] + texts[at + count :]
    return None, False, texts


def _escaped(words: Sequence[str], *, may_end: bool) -> list[str]:
    return [f"\\{word}" if _is_special(words, at, may_end=may_end) else word for at, word in enumerate(words)]


def _unescaped(words: Sequence[str], *, may_end: bool) -> list[str]:
    return [
        word[1:] if word.startswith("\\") and _is_special(words, at, may_end=may_end) else word
        for at, word in enumerate(words)
    ]


def _is_special(words: Sequence[str], at: int, *, may_end: bool) -> bool:
    """Whether a word of the text, its backslashes aside, would be taken for something else."""
    bare = words[at].lstrip("\\")
    if bare.startswith("@") or (may_end and at == len(words) - 1 and _minutes(bare) is not None):
        return True
    return at == 0 and (bare.startswith(":") or _read_lead([bare, *words[1:3]], _ANY_DAY) is not None)


def _minutes(word: str) -> int | None:
    try:
        return read_minutes(word)
    except PlannerError:
        return None
