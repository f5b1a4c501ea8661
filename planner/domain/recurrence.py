"""When an action comes again: a rule, read and written as words and as the text of its column. Knows no plan, no clock.

The text is a recurrence rule (RFC 5545, 3.3.10) with three parts of the planner's own: X-FROM=DONE counts from the day
it was done, X-DAYS=WORKING takes working days alone, and X-DUE is the date of the rule that a moved action stands for.
Any other rule is none of ours: it is refused whole, never read in part.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.errors import PlannerError
from planner.domain.money import shown
from planner.domain.when import MONTHS, WEEKDAY_NAMES, WEEKDAYS
from planner.domain.words import whole

MAX_INTERVAL = 999
SHORTEST_MONTH = 28
WEEK = 7
LONGEST = 5
"""Words of the longest rule: every 3 days after done."""
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The weekdays as a rule writes them."""
_OPENING = "every"
_AFTER_DONE = ["after", "done"]
_FIXED = ("day", "weekday", "week", "month", *(name.lower() for name in WEEKDAY_NAMES))


class Unit(StrEnum):
    """What a rule counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_UNITS = {"DAILY": Unit.DAY, "WEEKLY": Unit.WEEK, "MONTHLY": Unit.MONTH}
_FREQUENCIES = {unit: name for name, unit in _UNITS.items()}


class Recurrence(NamedTuple):
    """When an action comes again."""

    unit: Unit
    interval: int = 1
    weekday: int | None = None
    """Of a rule by the week, as `date.weekday` numbers; None where it is that of the date it stands for."""
    month_day: int | None = None
    """Of a rule by the month; a month without that day takes its last one."""
    is_working: bool = False
    """Every working day."""
    from_done: bool = False
    """Counted from the day it was done, not from the plan."""
    due: date | None = None
    """The date of the rule that its action stands for."""

    @property
    def words(self) -> str:
        """The rule as a line says it: "every mon", "every 3 days after done"."""
        if self.is_working:
            return "every weekday"
        if self.weekday is not None and self.interval == 1:
            return f"every {WEEKDAY_NAMES[self.weekday].lower()}"
        said = f"{self.unit}" if self.interval == 1 else f"{self.interval} {self.unit}s"
        return f"every {said} after done" if self.from_done else f"every {said}"

    def anchored(self, day: date) -> "Recurrence":
        """Return this as counted from a day: its weekday, or its day of the month, unless the rule names one."""
        if self.from_done:
            return self._replace(due=day)
        weekday, month_day = self.weekday, self.month_day
        if self.unit is Unit.WEEK and weekday is None:
            weekday = day.weekday()
        if self.unit is Unit.MONTH and month_day is None:
            month_day = day.day
        return self._replace(weekday=weekday, month_day=month_day, due=day)

    def first_on(self, day: date, calendar: Calendar) -> date:
        """Return the first date, from a day on, on which an action with this rule can stand."""
        try:
            if self.is_working:
                return day if calendar.is_working(day) else calendar.next_working_day(day)
            return day if self.weekday is None else day + timedelta(days=(self.weekday - day.weekday()) % WEEK)
        except OverflowError:  # the calendar's last days
            return day

    def next_after(self, day: date, calendar: Calendar) -> date | None:
        """Return the first date of the rule after a day, and after the date it stands for; None beyond the calendar.

        From completion it is one interval after the day. Days off are passed over by the rule of working days alone.
        """
        due = self.due or day
        try:
            if self.from_done:
                return self._shifted(day)
            return calendar.next_working_day(max(day, due)) if self.is_working else self._planned(max(day, due), due)
        except (OverflowError, ValueError):
            return None

    def write(self, on: date) -> str:
        """Return the text of the column, for an action on a date."""
        parts = self.parts()
        if parts["INTERVAL"] == "1":
            del parts["INTERVAL"]
        if self.due is not None and self.due != on and not self.from_done:
            parts["X-DUE"] = f"{self.due:%Y%m%d}".zfill(8)
        return ";".join(f"{name}={value}" for name, value in parts.items())

    def parts(self) -> dict[str, str]:
        """Return what the text says of the rule itself; the day of a shorter month is its last one."""
        parts = {"FREQ": _FREQUENCIES[self.unit], "INTERVAL": str(self.interval)}
        if self.from_done:
            return {**parts, "X-FROM": "DONE"}
        if self.is_working:
            parts = {"FREQ": "DAILY", "INTERVAL": "1", "X-DAYS": "WORKING"}
        elif self.unit is Unit.WEEK and self.weekday is not None:
            parts["BYDAY"] = DAY_CODES[self.weekday]
        elif self.unit is Unit.MONTH and self.month_day is not None:
            first = min(self.month_day, SHORTEST_MONTH)
            parts["BYMONTHDAY"] = ",".join(str(day) for day in range(first, self.month_day + 1))
            if self.month_day > SHORTEST_MONTH:
                parts["BYSETPOS"] = "-1"
        return parts

    def _planned(self, after: date, due: date) -> date:
        """Return due + k intervals, on the rule's day, for the smallest k that lies after a date from `due` on."""
        if self.unit is Unit.MONTH:
            start = _month_of(due)
            steps = (_month_of(after) - start) // self.interval
            day = self.month_day or due.day
            found = _in_month(start + steps * self.interval, day)
            return found if found > after else _in_month(start + (steps + 1) * self.interval, day)
        first, step = due, self.interval
        if self.unit is Unit.WEEK:
            step *= WEEK
            first += timedelta(days=(due.weekday() if self.weekday is None else self.weekday) - due.weekday())
        return first + timedelta(days=((after - first).days // step + 1) * step)

    def _shifted(self, day: date) -> date:
        if self.unit is Unit.MONTH:
            return _in_month(_month_of(day) + self.interval, day.day)
        return day + timedelta(days=self.interval * (WEEK if self.unit is Unit.WEEK else 1))


def read(text: str, on: date) -> Recurrence | None:
    """Read the text of the column of an action on a date; None where it is no rule that the planner keeps."""
    parts = {name: value for name, _, value in (part.partition("=") for part in text.upper().split(";"))}
    due = parts.pop("X-DUE", "")
    try:
        found = Recurrence(
            unit=_UNITS[parts["FREQ"]],
            interval=whole(parts.setdefault("INTERVAL", "1")),
            weekday=DAY_CODES.index(parts["BYDAY"]) if "BYDAY" in parts else None,
            month_day=whole(parts["BYMONTHDAY"].rpartition(",")[2]) if "BYMONTHDAY" in parts else None,
            is_working="X-DAYS" in parts,
            from_done="X-FROM" in parts,
            due=date.fromisoformat(due) if due else on,
        )
    except (KeyError, ValueError):
        return None
    is_bounded = 1 <= found.interval <= MAX_INTERVAL and (found.month_day is None or 1 <= found.month_day <= 31)
    return found if is_bounded and found.parts() == parts else None


def read_words(words: Sequence[str]) -> Recurrence | None:
    """Read the words of a rule; None where they are none. Raises PlannerError at what only looks like one."""
    said = [word.lower() for word in words]
    if said[:1] != [_OPENING]:
        return None
    from_done = said[-2:] == _AFTER_DONE
    middle = said[1:-2] if from_done else said[1:]
    if len(middle) == 1 and (middle[0] == "weekday" or middle[0] in WEEKDAYS):
        if from_done:
            raise PlannerError(f"“every {middle[0]}” names its day, done or not: leave “after done” away.")
        if middle[0] == "weekday":
            return Recurrence(Unit.DAY, is_working=True)
        return Recurrence(Unit.WEEK, weekday=WEEKDAYS[middle[0]])
    interval, unit = _counted(middle)
    if unit is None:
        _check_no_date(middle)
        return None
    if not 1 <= interval <= MAX_INTERVAL:
        raise PlannerError(f"“every {shown(middle[0])} {middle[1]}” is not between every 1 and every {MAX_INTERVAL}.")
    return Recurrence(unit, interval, from_done=from_done)


def complete(text: str) -> tuple[int, list[str]]:
    """Return the rules that the end of a text can become, and where they start; none where it begins none."""
    words = text.split(" ")
    for count in range(min(LONGEST, len(words) - 1), 0, -1):
        typed = " ".join(words[-count:])
        if len(typed) > 1 and typed[: len(_OPENING) + 1].lower() == f"{_OPENING} "[: len(typed)]:
            number = words[1 - count] if count > 1 and words[1 - count][:1].isdigit() else ""
            ends = [f"{number} {unit}s" for unit in Unit] if number else _FIXED
            rules = [*(f"every {end}" for end in ends), *(f"every {end} after done" for end in ends if number)]
            found = [rule for rule in rules if rule.startswith(typed.lower()) and rule != typed.lower()]
            return len(text) - len(typed), found
    return len(text), []


def _check_no_date(words: Sequence[str]) -> None:
    """Raise PlannerError where words are a day of a month or of a year: `31`, `31st`, `feb 29`, `29 feb`."""
    numbers = [word for word in words if re.fullmatch("[0-9]{1,2}(st|nd|rd|th)?", word)]
    if len(numbers) != 1 or len(words) > 2 or not all(word in MONTHS or word in numbers for word in words):
        return
    said, number = " ".join(words), numbers[0].rstrip("stndrh")
    if len(words) == 2:
        raise PlannerError(f"“every {said}” is a day of a year: try “29 feb renew the domain every 12 months”.")
    raise PlannerError(
        f"“every {said}” says no unit: try “every {number} days”, or for a day of each month “31 mar rent every month”."
    )


def _counted(words: Sequence[str]) -> tuple[int, Unit | None]:
    """Read `day` or `3 days`: how many, and of what; None of what where it is neither."""
    number, name = (words[0], words[1].removesuffix("s")) if len(words) == 2 else ("1", words[0] if words else "")
    is_one = number.isascii() and number.isdigit() and name in list(Unit)
    return (whole(number), Unit(name)) if is_one and len(words) <= 2 else (0, None)


def _month_of(day: date) -> int:
    """Return the months from the year 0 to a date's."""
    return day.year * 12 + day.month - 1


def _in_month(month: int, day: int) -> date:
    """Return a day of a month, or the month's last one where it has fewer."""
    year, at = divmod(month, 12)
    if year > date.max.year:
        raise OverflowError("beyond the calendar")
    return date(year, at + 1, min(day, monthrange(year, at + 1)[1]))
