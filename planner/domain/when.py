"""Words for days and times, read and written against a given today. The only user of arrow; owns no clock."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from planner.domain.errors import PlannerError

WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

WEEKDAYS: Mapping[str, int] = {
    **{name: n for n, name in enumerate(FULL_WEEKDAYS)},
    **{name[:3]: n for n, name in enumerate(FULL_WEEKDAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
"""Names of weekdays, as `date.weekday` numbers."""
MONTHS: Mapping[str, int] = {
    **{name: n for n, name in enumerate(FULL_MONTHS, 1)},
    **{name[:3]: n for n, name in enumerate(FULL_MONTHS, 1)},
    "sept": 9,
}
"""Names of months, 1…12."""

NEAR_DAYS = 45
"""Days behind today within which a day without a year is meant where one may look either way."""
_NEAR: Mapping[str, int] = {"today": 0, "yesterday": -1, "tomorrow": 1}
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = _ORDINAL + r" ?([a-z]{3,9})(?: ([0-9]{4}))?"
_MONTH_FIRST = r"([a-z]{3,9}) ?" + _ORDINAL + r"(?: ([0-9]{4}))?"
_SPAN = re.compile(r"\+?([0-9]{1,4}) ?(d|days?|w|weeks?|m|months?)")
_YEARS_TO_A_LEAP_DAY = 9


def parse_time(word: str) -> time | None:
    """Read `9:40`, `3pm` or `12:30pm`; None where the word is no time. Raises PlannerError on `25:00`."""
    if not word[:1].isdigit():
        return None
    match = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}))?(am|pm)?", word.lower())
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise PlannerError(f"{word} is not a time of day: write 9:40 or 3pm.")
    return time(hour, minute)


def parse_past_day(words: str, today: date) -> date | None:
    """Read a day, looking back: `mon` is the latest Monday, today included; `9 feb` the latest 9 February.

    None where it is no day. Words that point ahead (`tomorrow`, a later date) are read as they stand: the caller
    refuses them. Raises PlannerError on a date that no calendar has.
    """
    return _parse_day(words, today, ahead=False)


def parse_future_day(words: str, today: date) -> date | None:
    """Read a day, looking ahead: `mon` is the next Monday after today; `9 feb` the next one, today included.

    None where it is no day. Words that point back (`yesterday`, an earlier date) are read as they stand: the caller
    refuses them. Raises PlannerError on a date that no calendar has.
    """
    return _parse_day(words, today, ahead=True)


def parse_coming_day(words: str, today: date) -> date | None:
    """Read a day where one to come is asked for and nothing else: also `3d`, `2w`, `1m`, `3 days` and `next week`.

    `next week` is its Monday and `next month` its first day; a month from the 31st is the last day of a shorter one.
    None where it is no day. Raises PlannerError on a date that no calendar has.
    """
    from planner.domain.cadence import add_months

    text = " ".join(words.lower().split())
    if match := _SPAN.fullmatch(text):
        count, unit = int(match[1]), match[2][0]
        return add_months(today, count) if unit == "m" else _shifted(today, count * (7 if unit == "w" else 1), words)
    if text == "next week":
        return _shifted(today, 7 - today.weekday(), words)
    return add_months(today.replace(day=1), 1) if text == "next month" else parse_future_day(text, today)


def parse_near_day(words: str, today: date, *, ahead: bool = False) -> date | None:
    """Read a day on either side: a day and month without a year are the next ones, or the last ones of 45 days.

    A weekday is the latest one, or the next where `ahead`. None where it is no day. Raises PlannerError on a date that
    no calendar has.
    """
    last = _parse_day(words, today, ahead=False)
    if last is None or words.lower() in WEEKDAYS:
        return _parse_day(words, today, ahead=ahead)
    return last if (today - last).days <= NEAR_DAYS else _parse_day(words, today, ahead=True)


def take_day(words: Sequence[str], at: int, today: date, *, ahead: bool) -> tuple[date, int] | None:
    """Read the longest day that starts at a word: the day, and how many words it takes; None where none starts."""
    first = words[at].lower()
    can_go_on = first[:1].isdigit() or first[:3] in MONTHS
    for count in (3, 2, 1) if can_go_on else (1,):
        if at + count <= len(words):
            day = _parse_day(" ".join(words[at : at + count]), today, ahead=ahead)
            if day is not None:
                return day, count
    return None


def humanise(day: date, today: date) -> str:
    """Return a day as people say it: "today", "yesterday", "tomorrow", "Mon 9 Feb", "Mon 9 Feb 2025"."""
    for word, distance in _NEAR.items():
        if (day - today).days == distance:
            return word
    return short_date(day) if day.year == today.year else long_date(day)


def short_date(day: date) -> str:
    """Return "Tue 10 Feb"."""
    return f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def long_date(day: date) -> str:
    """Return "Tue 10 Feb 2026"."""
    return f"{short_date(day)} {day.year}"


def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in words: "2 hours ago". Both are naive, or both aware."""
    import arrow

    return arrow.get(moment).humanize(arrow.get(now))


def _parse_day(words: str, today: date, *, ahead: bool) -> date | None:
    text = words.lower()
    if text in _NEAR:
        return _shifted(today, _NEAR[text], words)
    if text in WEEKDAYS:
        distance = (WEEKDAYS[text] - today.weekday()) % 7
        return _shifted(today, (distance or 7) if ahead else (distance - 7 if distance else 0), words)
    if text[:1] in {"+", "-"}:
        match = re.fullmatch(r"([+-][0-9]{1,4})([dw])", text)
        return _shifted(today, int(match[1]) * (7 if match[2] == "w" else 1), words) if match else None
    if text[:1].isdigit():
        return _iso_date(text) or _day_of_month(re.fullmatch(_DAY_FIRST, text), (1, 2), today, ahead=ahead)
    if text[:3] in MONTHS:
        return _day_of_month(re.fullmatch(_MONTH_FIRST, text), (2, 1), today, ahead=ahead)
    return None


def _shifted(today: date, days: int, words: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise PlannerError(f"{words} lies beyond the calendar.") from None


def _iso_date(text: str) -> date | None:
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    if match is None:
        return None
    return _checked(int(match[1]), int(match[2]), int(match[3]), text)


def _day_of_month(match: re.Match[str] | None, groups: tuple[int, int], today: date, *, ahead: bool) -> date | None:
    if match is None or (month := MONTHS.get(match[groups[1]])) is None:
        return None
    day = int(match[groups[0]])
    if match[3]:
        return _checked(int(match[3]), month, day, match[0])
    step = 1 if ahead else -1
    for year in range(today.year, today.year + step * _YEARS_TO_A_LEAP_DAY, step):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found == today or (found > today) is ahead:
            return found
    raise _not_there(today.year, month, match[0])


def _checked(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _not_there(year, month, text) from None


def _not_there(year: int, month: int, text: str) -> PlannerError:
    """Return the error about a day that no calendar has, which says what the calendar has."""
    from calendar import monthrange

    if not year:
        why = "it begins with the year 1"
    elif not 1 <= month <= 12:
        why = "a year has 12 months"
    else:
        why = f"{FULL_MONTHS[month - 1].capitalize()} has {monthrange(year, month)[1]} days in {year}"
    return PlannerError(f"“{text}” is not in the calendar: {why}.")
