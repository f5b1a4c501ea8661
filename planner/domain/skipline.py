"""The answer to what becomes of a block that is skipped: another day, another time, or the word that leaves it out."""

from datetime import date, time
from typing import Final, NamedTuple

from planner.domain.actionlead import read_lead
from planner.domain.errors import LineError, PlannerError

SKIP: Final = "skip"
"""The word that leaves a block out."""
EXAMPLES: Final = "15:00 · tomorrow 9:00 · mon"
_MOST_WORDS = 3
"""Of a day: 9 feb 2027."""


class NewTime(NamedTuple):
    """When a block takes place instead."""

    at: time | None = None
    """None where it keeps the time that it has."""
    day: date | None = None
    """None where it keeps its day, today where that is past."""


def read(text: str, today: date) -> NewTime | None:
    """Read `15:00`, `tomorrow 9:00` or `mon`; None where the word leaves the block out. Raises LineError."""
    if text.strip().lower() == SKIP:
        return None
    found, words = NewTime(), text.split()
    while words:
        try:
            point = read_lead(words[:_MOST_WORDS], today)
        except PlannerError as error:
            raise LineError(str(error), 0, len(text)) from None
        if point is None:
            break
        value, count = point
        if isinstance(value, time) and found.at is None:
            found = found._replace(at=value)
        elif isinstance(value, date) and found.day is None:
            found = found._replace(day=value)
        else:
            break
        words = words[count:]
    if words or found == NewTime():
        raise LineError(
            f"“{text.strip()}” is no time. Try “15:00”, “tomorrow 9:00”, or “{SKIP}” to leave it out.", 0, len(text)
        )
    return found
