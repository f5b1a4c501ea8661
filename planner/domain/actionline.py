"""The action line: a line of the plan, read into a draft and written back. Refuses next to nothing.

Leading words for a day and a time, a name with `@`, and a duration and a rule such as `every mon` at the end are taken;
everything else is the text.
A name amid the text, or behind its only word, stays in the text as well; at the start or the end it is taken out.
What is shaped like a day, a time, a duration or a rule and is none is pointed at, and so is a name whose quote has no
end.
A backslash before such a word keeps it in the text, and before the only word it keeps the name behind it out.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, time
from typing import NamedTuple

from planner.domain import recurrence
from planner.domain.errors import LineError, PlannerError
from planner.domain.namewords import read_who, typed_name, write_who
from planner.domain.recurrence import Recurrence
from planner.domain.text import clean_line
from planner.domain.when import long_date, parse_time, take_day
from planner.domain.words import QUOTED_NAME, Word, checked, in_place, read_minutes, tokens, write_minutes

_ANY_DAY = date(2000, 1, 1)
"""Writing asks whether words are a day, not which."""


_ESCAPE = "A \\ before it keeps it as text."


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
    rule: Recurrence | None = None
    """When it comes again, by its words alone: counted from no day yet."""


class _Named(NamedTuple):
    """The name of a line, and where it stands among the words."""

    name: str
    exact: bool
    at: int
    end: int
    """The place of the word after it."""
    tail: str
    """The punctuation at its end."""


class _Ends(NamedTuple):
    """What the last words of a text would be taken for: whatever its line does not say itself."""

    minutes: bool
    rule: bool


def parse(line: str, *, today: date, known_name: Callable[[str], bool]) -> ActionDraft:
    """Read a line. Raises LineError where it has no text, is too long, or names a day in the past or none at all."""
    text = checked(line, "tomorrow 9am call Lee")
    words = list(tokens(text))
    day, moment, at = _take_lead(words, today)
    words = words[at:]
    named = _find_who(text, words, known_name)
    rest: Sequence[Word] = words[: named.at] + words[named.end :] if named else words
    rule, rest = _take_rule(rest)
    minutes = _end_minutes(rest)
    if minutes is not None:
        rest = rest[:-1]
    if rule is None:
        rule, rest = _take_rule(rest)
    ends = _Ends(minutes=minutes is None, rule=rule is None)
    plain = clean_line(" ".join(_plain(words, rest, named, ends)))
    if not plain:
        raise LineError("An action needs a few words: “tomorrow 9am call Lee”.", 0, len(text))
    return ActionDraft(
        text=plain,
        day=day,
        start_time=moment,
        who=named.name if named else None,
        who_exact=named is not None and named.exact,
        planned_minutes=minutes,
        rule=rule,
    )


def write(draft: ActionDraft) -> str:
    """Return the canonical line of a draft, its name last; read back it gives the same draft."""
    words = draft.text.split(" ")
    is_behind_one = draft.who is not None and len(words) == 1
    ends = _Ends(minutes=draft.planned_minutes is None, rule=draft.rule is None)
    parts = [
        draft.day.isoformat() if draft.day else None,
        f"{draft.start_time:%H:%M}" if draft.start_time else None,
        *([f"\\{words[0]}"] if is_behind_one else _escaped(words, ends)),
        write_minutes(draft.planned_minutes) if draft.planned_minutes else None,
        draft.rule.words if draft.rule else None,
        write_who(draft.who, exact=draft.who_exact) if draft.who else None,
    ]
    return " ".join(part for part in parts if part)


def complete(line: str, cursor: int, names: Collection[str] = ()) -> tuple[int, list[str]]:
    """Return the names or rules that what stands before the cursor can become, and where it starts."""
    text = in_place(line)[: max(cursor, 0)]
    return typed_name(text, 0, names) or recurrence.complete(text)


def _take_lead(words: Sequence[Word], today: date) -> tuple[date | None, time | None, int]:
    """Return the day and time that the line starts with, and how many words they take; a colon ends them."""
    day: date | None = None
    moment: time | None = None
    at = 0
    while at < len(words) and (day is None or moment is None):
        found = _point_lead(words[at : at + 3], today)
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


def _point_lead(words: Sequence[Word], today: date) -> tuple[date | time, int] | None:
    """Read the day or time that words start with. Raises LineError at what only looks like one."""
    texts = [word.text for word in words]
    for count in range(1, len(words) + 1):
        try:
            found = _read_lead(texts[:count], today)
        except PlannerError as error:
            raise LineError(f"{error} {_ESCAPE}", words[0].start, words[count - 1].end) from None
    return found


def _read_lead(words: Sequence[str], today: date) -> tuple[date | time, int] | None:
    """Read the day or time that words start with. Raises PlannerError at what only looks like one."""
    closed = next((n for n, word in enumerate(words, 1) if word.endswith(":")), len(words))
    bare = [word.rstrip(",:") for word in words[:closed]]
    if not bare or not bare[0]:
        return None
    moment = parse_time(bare[0])
    return (moment, 1) if moment is not None else take_day(bare, 0, today, ahead=True)


def _find_who(text: str, words: Sequence[Word], known_name: Callable[[str], bool]) -> _Named | None:
    """Return the first name. Raises LineError where its quote has no end."""
    bare = [word if word.text.startswith('@"') else word.bare(",:") for word in words]
    for at, word in enumerate(bare):
        if word.text.startswith("@"):
            try:
                name, exact, count = read_who(text, bare, at, known_name)
            except LineError:
                if word.text.startswith('@"') and not re.fullmatch(QUOTED_NAME + '"', word.text):
                    raise
                continue
            end = at + count
            return _Named(name, exact, at, end, text[bare[end - 1].end : words[end - 1].end])
    return None


def _end_minutes(words: Sequence[Word]) -> int | None:
    """Read the duration that words end in. Raises LineError at one beyond a day."""
    if len(words) < 2:
        return None
    try:
        return read_minutes(words[-1].text)
    except PlannerError as error:
        raise LineError(f"{error} {_ESCAPE}", words[-1].start, words[-1].end) from None


def _take_rule(words: Sequence[Word]) -> tuple[Recurrence | None, Sequence[Word]]:
    """Return the rule that words end in, and the words before it. Raises LineError at one that cannot be."""
    texts = [word.text for word in words]
    for at in range(max(1, len(words) - recurrence.LONGEST), len(words)):
        try:
            rule = recurrence.read_words(texts[at:])
        except PlannerError as error:
            raise LineError(f"{error} {_ESCAPE}", words[at].start, words[-1].end) from None
        if rule is not None:
            return rule, words[:at]
    return None, words


def _plain(words: Sequence[Word], rest: Sequence[Word], named: _Named | None, ends: _Ends) -> list[str]:
    """Return the words of the text: the rest without its escapes, and the name where it stays."""
    texts = [word.text for word in rest]
    is_last = named is not None and named.at >= len(rest)
    if is_last and len(texts) == 1 and texts[0].startswith("\\"):
        return [texts[0][1:]]
    plain = _unescaped(texts, ends)
    if named is None or named.at == 0:
        return plain
    if is_last:
        return [*plain, named.name] if len(plain) == 1 else plain
    is_joined = words[named.end].start == words[named.end - 1].end
    kept = named.name + named.tail + ("" if is_joined else " ") + plain[named.at]
    return [*plain[: named.at], kept, *plain[named.at + 1 :]]


def _escaped(words: Sequence[str], ends: _Ends) -> list[str]:
    return [f"\\{word}" if _is_special(words, at, ends) else word for at, word in enumerate(words)]


def _unescaped(words: Sequence[str], ends: _Ends) -> list[str]:
    return [
        word[1:] if word.startswith("\\") and _is_special(words, at, ends) else word for at, word in enumerate(words)
    ]


def _is_special(words: Sequence[str], at: int, ends: _Ends) -> bool:
    """Whether a word of the text, its backslashes aside, would be taken for something else or pointed at."""
    bare = words[at].lstrip("\\")
    if bare.startswith("@"):
        return True
    try:
        if ends.minutes and at == len(words) - 1 and read_minutes(bare) is not None:
            return True
        if ends.rule and recurrence.read_words([bare, *words[at + 1 :]]) is not None:
            return True
        return at == 0 and (bare.startswith(":") or _read_lead([bare, *words[1:3]], _ANY_DAY) is not None)
    except PlannerError:
        return True
