"""The action line: a line of the plan, read into a draft and written back. Refuses next to nothing.

Leading words for a day and a time, a name with `@`, and a duration and a rule such as `every mon` at the end are taken;
everything else is the text.
A name amid the text, or behind its only word, stays in the text as well; at the start or the end it is taken out.
What is shaped like a day, a time, a duration or a rule and is none is pointed at, and so is a name whose quote has no
end.
The word `block` among the leading ones, or `sacred` or `sacred hour`, makes it a sacred block, whose time may stand at
the end too.
`@Dana owes:` at the start makes it a promise of that person, and `owe @Dana:` one to her; its day may stand at the end
too.
`for:` and the name of a goal may end any of them: what the action serves.
A backslash before such a word keeps it in the text, and before the only word it keeps the name behind it out.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, time
from typing import NamedTuple

from planner.domain import recurrence
from planner.domain.action import Owner
from planner.domain.actiongoal import FOR, complete_goal, take_goal
from planner.domain.actionlead import BLOCK, Lead, leads, take_lead
from planner.domain.actiontail import Ends, escaped, take_tail, unescaped
from planner.domain.errors import LineError
from planner.domain.namewords import read_who, typed_name, write_who
from planner.domain.recurrence import Recurrence
from planner.domain.text import clean_line
from planner.domain.words import QUOTED_NAME, Word, checked, in_place, tokens, write_minutes

OWE, OWES = "owe", "owes:"
"""The words that make a line a promise, before the name and behind it."""


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
    is_block: bool = False
    """Whether it is time that is set aside."""
    owed_by: Owner | None = None
    """Whose promise it is; None where it is none."""
    goal: str | None = None
    """The name of the goal that it serves, as it was typed; None where the line names none."""


class _Named(NamedTuple):
    """The name of a line, and where it stands among the words."""

    name: str
    exact: bool
    at: int
    end: int
    """The place of the word after it."""
    tail: str
    """The punctuation at its end."""


def parse(line: str, *, today: date, known_name: Callable[[str], bool]) -> ActionDraft:
    """Read a line. Raises LineError where it has no text, is too long, or names a day in the past or none at all."""
    text = checked(line, "tomorrow 9am call Lee")
    goal, words = take_goal(text, list(tokens(text)))
    lead = take_lead(words, today)
    words = words[lead.length :]
    named = _find_who(text, words, known_name)
    owed_by, promised = (None, words) if lead.is_block or named is None else _promise(words, named)
    if owed_by is not None and named is not None:
        return _promised(text, promised, named, lead, owed_by, today)._replace(goal=goal)
    takes_time = lead.is_block and lead.moment is None
    tail = take_tail(words[: named.at] + words[named.end :] if named else words, takes_time=takes_time)
    ends = Ends(tail.minutes is None, tail.rule is None, takes_time and tail.moment is None)
    plain = clean_line(" ".join(_plain(words, tail.rest, named, ends)))
    if not plain:
        example = "block 9:00 proposals 60m" if lead.is_block else "tomorrow 9am call Lee"
        what = "A block" if lead.is_block else "An action"
        raise LineError(f"{what} needs a few words: “{example}”.", 0, len(text))
    return ActionDraft(
        text=plain,
        day=lead.day,
        start_time=tail.moment if lead.moment is None else lead.moment,
        who=named.name if named else None,
        who_exact=named is not None and named.exact,
        planned_minutes=tail.minutes,
        rule=tail.rule,
        is_block=lead.is_block,
        goal=goal,
    )


def write(draft: ActionDraft) -> str:
    """Return the canonical line of a draft, its name and its goal last; read back it gives the same draft."""
    words = draft.text.split(" ")
    is_behind_one = draft.who is not None and draft.owed_by is None and len(words) == 1
    takes_time = draft.is_block and draft.start_time is None
    takes_day = draft.owed_by is not None and draft.day is None
    ends = Ends(draft.planned_minutes is None, draft.rule is None, takes_time, takes_day)
    who = write_who(draft.who, exact=draft.who_exact) if draft.who else None
    promise = {Owner.THEM: f"{who} {OWES}", Owner.ME: f"{OWE} {who}:", None: None}[draft.owed_by]
    parts = [
        draft.day.isoformat() if draft.day else None,
        f"{draft.start_time:%H:%M}" if draft.start_time else None,
        BLOCK if draft.is_block else None,
        promise,
        *([f"\\{words[0]}"] if is_behind_one else escaped(words, ends)),
        write_minutes(draft.planned_minutes) if draft.planned_minutes else None,
        draft.rule.words if draft.rule else None,
        who if promise is None else None,
        f"{FOR} {draft.goal}" if draft.goal else None,
    ]
    return " ".join(part for part in parts if part)


def complete(
    line: str, cursor: int, names: Collection[str] = (), goals: Callable[[], Collection[str]] = tuple
) -> tuple[int, list[str]]:
    """Return the names, goals, rules or the word `block` that what stands before the cursor can become, and its start.

    `goals` is asked for their names where one is typed.
    """
    text = in_place(line)[: max(cursor, 0)]
    if (served := complete_goal(text, goals)) is not None:
        return served
    word = text.rpartition(" ")[2]
    if len(word) > 1 and BLOCK.startswith(word.lower()) and word.lower() != BLOCK and leads(text[: -len(word)]):
        return len(text) - len(word), [BLOCK]
    return typed_name(text, 0, names) or recurrence.complete(text)


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


def _promise(words: Sequence[Word], named: _Named) -> tuple[Owner | None, Sequence[Word]]:
    """Return who owes what the words say, and the words behind that; nobody where it is no promise."""
    following = words[named.end].text.lower() if named.end < len(words) else ""
    if named.at == 0 and not named.tail and following == OWES:
        return Owner.THEM, words[named.end + 1 :]
    if named.at == 1 and words[0].text.lower() == OWE and named.tail == ":":
        return Owner.ME, words[named.end :]
    if named.at == 1 and words[0].text.lower() == OWE and following == ":":
        return Owner.ME, words[named.end + 1 :]
    return None, words


def _promised(text: str, words: Sequence[Word], named: _Named, lead: Lead, owed_by: Owner, today: date) -> ActionDraft:
    takes_day = lead.day is None
    tail = take_tail(words, takes_time=False, today=today if takes_day else None)
    ends = Ends(tail.minutes is None, tail.rule is None, time=False, day=takes_day and tail.day is None)
    plain = clean_line(" ".join(unescaped([word.text for word in tail.rest], ends)))
    if not plain:
        raise LineError("What is promised? “@Dana owes: the signed terms fri”.", 0, len(text))
    return ActionDraft(
        text=plain,
        day=tail.day if takes_day else lead.day,
        start_time=lead.moment,
        who=named.name,
        who_exact=named.exact,
        planned_minutes=tail.minutes,
        rule=tail.rule,
        owed_by=owed_by,
    )


def _plain(words: Sequence[Word], rest: Sequence[Word], named: _Named | None, ends: Ends) -> list[str]:
    """Return the words of the text: the rest without its escapes, and the name where it stays."""
    texts = [word.text for word in rest]
    is_last = named is not None and named.at >= len(rest)
    if is_last and len(texts) == 1 and texts[0].startswith("\\"):
        return [texts[0][1:]]
    plain = unescaped(texts, ends)
    if named is None or named.at == 0:
        return plain
    if is_last:
        return [*plain, named.name] if len(plain) == 1 else plain
    is_joined = words[named.end].start == words[named.end - 1].end
    kept = named.name + named.tail + ("" if is_joined else " ") + plain[named.at]
    return [*plain[: named.at], kept, *plain[named.at + 1 :]]
