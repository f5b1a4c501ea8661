"""How often a contact is talked to, and when the next talk is due. Pure arithmetic of dates.

A real conversation resets the cadence and nothing else does: a voicemail, an e-mail or a plan leaves it as it is.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.errors import PlannerError

MOST: Final = {"month": 120, "week": 520}
"""The longest cadence, by its unit: ten years."""
TOP_MONTHS: Final = 1
"""Months of a top prospect's cadence (B82)."""
WEEKS_OF_A_MONTH: Final = 4
"""The most weeks that no month is shorter than."""
FORMS: Final = "“2 weeks”, “1 month” or “never”"
OWN_FORMS: Final = "“1 month”, “3 months” or “never”"


class Cadence(NamedTuple):
    """A span between two conversations: calendar months or weeks."""

    months: int = 0
    weeks: int = 0

    def after(self, day: date) -> date:
        """Return the day on which the next talk is due; the last day there is where that lies beyond."""
        if self.months:
            return add_months(day, self.months)
        return day + min(timedelta(weeks=self.weeks), date.max - day)

    def latest(self, today: date) -> date:
        """Return the latest day of a talk whose next one is due on a day: the last d with after(d) <= today."""
        if not self.months:
            return today - min(timedelta(weeks=self.weeks), today - date.min)
        found = add_months(today, -self.months)
        while found < today and self.after(found + timedelta(days=1)) <= today:
            found += timedelta(days=1)
        return found

    @property
    def twice(self) -> "Cadence":
        """Twice this cadence: after it a contact is losing touch."""
        return Cadence(2 * self.months, 2 * self.weeks)

    @property
    def words(self) -> str:
        """This cadence as people write it: "1 month", "2 weeks"."""
        number, unit = (self.months, "month") if self.months else (self.weeks, "week")
        return f"{number} {unit}{'' if number == 1 else 's'}"

    @property
    def every(self) -> str:
        """How often that is: "every month", "every 2 weeks"."""
        return f"every {self.words.removeprefix('1 ')}"


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or the last one of a shorter month; within the calendar's years."""
    at = day.year * 12 + day.month - 1 + months
    if at >= 12 * (date.max.year + 1):
        return date.max
    if at < 12 * date.min.year:
        return date.min
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def read(text: str, forms: str = FORMS) -> Cadence | None:
    """Read `2 weeks`, `2w`, `1 month`, `3m`, `3` (months) or `never`; None is never. Raises PlannerError with forms."""
    said = text.strip().lower()
    if said == "never":
        return None
    match = re.fullmatch(r"([0-9]{1,4}) ?(m|months?|w|weeks?|)", said)
    unit = "week" if match and match[2].startswith("w") else "month"
    if match is None or not 1 <= int(match[1]) <= MOST[unit]:
        raise PlannerError(f"“{text.strip()[:40]}” is not how often: write {forms}.")
    return Cadence(weeks=int(match[1])) if unit == "week" else Cadence(months=int(match[1]))


def read_months(text: str) -> int:
    """Read a contact's own cadence in months: `2 months`, `2`, and 0 for `never`. Raises PlannerError."""
    found = read(text, OWN_FORMS)
    if found is not None and not found.months:
        raise PlannerError(f"A contact's own cadence is in whole months, a stage's in weeks too: write {OWN_FORMS}.")
    return found.months if found is not None else 0


def cadence_of(
    own_months: int | None, stage: str, by_stage: Mapping[str, Cadence | None], *, is_top: bool = False
) -> Cadence | None:
    """Return a contact's own cadence in months, else that of its stage; None where it is never due.

    The month of a top prospect (B82) is the longest: a stage that is talked to in fewer weeks keeps its rhythm.
    """
    if own_months is None:
        return by_stage.get(stage)
    often = by_stage.get(stage)
    if is_top and own_months == TOP_MONTHS and often is not None and 0 < often.weeks <= WEEKS_OF_A_MONTH:
        return often
    return Cadence(months=own_months) if own_months > 0 else None


def due_on(base: date, cadence: Cadence | None, snoozed_until: date | None) -> date | None:
    """Return the day on which a contact is next to be talked to; None for never.

    Due = base + cadence, where base is the last conversation, or the day it was met where none took place; a snooze
    moves it to its own end where that is later.
    """
    if cadence is None:
        return None
    due = cadence.after(base)
    return max(due, snoozed_until or due)


def is_losing_touch(base: date, cadence: Cadence | None, today: date) -> bool:
    """Whether no conversation took place in twice the cadence, since the last one or the day it was met."""
    return cadence is not None and cadence.twice.after(base) <= today


def is_silent(last_talk: date | None, today: date) -> bool:
    """Whether no conversation took place in the last calendar month; one exactly a month ago did (B93)."""
    return last_talk is None or last_talk < add_months(today, -1)
