"""How an action line begins: a day, a time and the word that makes it a sacred block. Knows nothing of what follows."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from planner.domain.errors import LineError, PlannerError
from planner.domain.when import long_date, parse_time, take_day
from planner.domain.words import Word, tokens

ANY_DAY = date(2000, 1, 1)
"""Writing and completing ask whether words are a day, not which."""
ESCAPE = "A \\ before it keeps it as text."
BLOCK = "block"
"""The word that makes a line a sacred block."""
_SACRED = "sacred"
_HOUR = "hour"


class Lead(NamedTuple):
    """What a line starts with, and how many words that takes."""

    day: date | None
    moment: time | None
    is_block: bool
    length: int
    """In words."""


def take_lead(words: Sequence[Word], today: date) -> Lead:
    """Return the day, the time and the word `block` that a line starts with, in any order.

    A colon behind the first two ends them. Raises LineError at what only looks like one, and at a day that is past.
    """
    day: date | None = None
    moment: time | None = None
    is_block = False
    at = 0
    while at < len(words):
        if not is_block and (taken := block_words([word.text for word in words[at : at + 2]])):
            is_block = True
            at += taken
            continue
        found = None if day is not None and moment is not None else _point_lead(words[at : at + 3], today)
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
            break
        if at < len(words) and words[at].text == ":":
            at += 1
            break
    return Lead(day, moment, is_block, at)


def leads(text: str) -> bool:
    """Whether a text is nothing but a day and a time, so that `block` may follow."""
    words = list(tokens(text))
    try:
        lead = take_lead(words, ANY_DAY)
    except PlannerError:
        return False
    is_ended = bool(words) and words[-1].text.endswith(":")
    return lead.length == len(words) and not lead.is_block and not is_ended


def block_words(words: Sequence[str]) -> int:
    """Return how many words say that a line is a sacred block; a colon may stand behind them."""
    said = [word.lower() for word in words]
    if len(said) > 1 and said[0] == _SACRED and said[1].rstrip(":") == _HOUR:
        return 2
    return 1 if said and said[0].rstrip(":") in {BLOCK, _SACRED} else 0


def _point_lead(words: Sequence[Word], today: date) -> tuple[date | time, int] | None:
    """Read the day or time that words start with. Raises LineError at what only looks like one."""
    texts = [word.text for word in words]
    found: tuple[date | time, int] | None = None
    for count in range(1, len(words) + 1):
        try:
            found = read_lead(texts[:count], today)
        except PlannerError as error:
            raise LineError(f"{error} {ESCAPE}", words[0].start, words[count - 1].end) from None
    return found


def read_lead(words: Sequence[str], today: date) -> tuple[date | time, int] | None:
    """Read the day or time that words start with. Raises PlannerError at what only looks like one."""
    closed = next((n for n, word in enumerate(words, 1) if word.endswith(":")), len(words))
    bare = [word.rstrip(",:") for word in words[:closed]]
    if not bare or not bare[0]:
        return None
    moment = parse_time(bare[0])
    return (moment, 1) if moment is not None else take_day(bare, 0, today, ahead=True)
