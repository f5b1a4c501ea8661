"""Calendar files: whole days read from them, and blocks, rituals and tasks written. The only user of `icalendar`.

Owns how ours stand in a calendar (RFC 5545; domain.md b4): floating local times, whole days with the day after as
their end, one UID for ever, and a SEQUENCE that grows. Opens no file and reads no clock.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

import icalendar

from planner.domain.errors import PlannerError
from planner.domain.text import clean_line

_PRODUCT = "-//planner//planner//EN"


class WholeDays(NamedTuple):
    """A whole-day event, or why an event is none."""

    number: int
    """Which event of the file it is, from 1."""
    summary: str = ""
    start: date = date.min
    end: date = date.min
    """The day after the last."""
    is_holiday: bool = False
    """Whether it says that it is a public one."""
    fault: str = ""


class Entry(NamedTuple):
    """One event or task to be written."""

    uid: str
    summary: str
    sequence: int
    stamp: datetime
    """When it was changed last, in UTC."""
    day: date
    at: time | None = None
    minutes: int = 0
    rule: str = ""
    """How an event comes again, as RFC 5545 writes it; empty where it does not."""
    left_out: tuple[date, ...] = ()
    """Days of the rule on which it does not take place."""
    is_task: bool = False
    status: str = ""
    done_at: datetime | None = None
    priority: int = 0
    category: str = ""
    block: str = ""
    """The UID of the block that holds a task."""


def whole_days(text: str) -> Iterator[WholeDays]:
    """Yield the events of a calendar file. Raises PlannerError where it is none."""
    try:
        found = icalendar.Calendar.from_ical(text, multiple=True)
    except Exception as error:  # the library raises what its parts raise: any of them is no calendar
        raise PlannerError("The file is not a calendar that can be read. Export it again.") from error
    if not found or "END:VCALENDAR" not in text.upper():
        raise PlannerError("The calendar file ends before its time. Export it again.")
    number = 0
    for calendar in found:
        named = _text(calendar.get("X-WR-CALNAME")).lower()
        for event in calendar.walk("VEVENT"):
            number += 1
            try:
                yield _whole_day(number, event, named)
            except Exception:  # noqa: BLE001  # a value that it took and cannot give
                yield WholeDays(number, fault="its dates cannot be read")


def written(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a calendar file in pieces."""
    head = icalendar.Calendar()
    head.add("prodid", _PRODUCT)
    head.add("version", "2.0")
    head.add("x-wr-calname", "planner")
    begin, _, end = bytes(head.to_ical()).partition(b"END:VCALENDAR")
    yield begin
    for entry in entries:
        yield bytes(_component(entry).to_ical())
    yield b"END:VCALENDAR" + end


def _whole_day(number: int, event: Any, calendar: str) -> WholeDays:
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None:
        return WholeDays(number, fault="it has no date")
    if not isinstance(start.dt, date) or isinstance(start.dt, datetime):
        return WholeDays(number, fault="it has a time of day, so no day is off for it")
    if event.get("RRULE") is not None:
        return WholeDays(number, fault="it comes again by a rule. Name its days with planner calendar off")
    last = (
        end.dt if end is not None else start.dt + (event.get("DURATION").dt if event.get("DURATION") else timedelta(1))
    )
    if isinstance(last, datetime):
        last = last.date()
    words = " ".join((calendar, _categories(event))).lower()
    return WholeDays(
        number,
        clean_line(_text(event.get("SUMMARY"))),
        start.dt,
        max(last, start.dt + timedelta(days=1)),
        is_holiday="holiday" in words,
    )


def _categories(event: Any) -> str:
    found = event.get("CATEGORIES")
    if found is None:
        return ""
    return " ".join(str(name) for one in (found if isinstance(found, list) else [found]) for name in one.cats)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _component(entry: Entry) -> icalendar.Event | icalendar.Todo:
    made = icalendar.Todo() if entry.is_task else icalendar.Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", entry.stamp)
    made.add("sequence", entry.sequence)
    made.add("summary", entry.summary)
    made.add("class", "PRIVATE")
    when = entry.day if entry.at is None else datetime.combine(entry.day, entry.at)
    if entry.is_task:
        made.add("due", when)
        if entry.done_at is not None:
            made.add("completed", entry.done_at)
    else:
        made.add("dtstart", when)
        made.add("dtend", when + (timedelta(minutes=entry.minutes) if entry.at is not None else timedelta(days=1)))
        made.add("transp", "OPAQUE" if entry.at is not None else "TRANSPARENT")
    if entry.status:
        made.add("status", entry.status)
    if entry.rule:
        made.add("rrule", icalendar.vRecur.from_ical(entry.rule))
    if entry.left_out:
        made.add("exdate", [day if entry.at is None else datetime.combine(day, entry.at) for day in entry.left_out])
    if entry.priority:
        made.add("priority", entry.priority)
    if entry.category:
        made.add("categories", [entry.category])
    if entry.block:
        made.add("related-to", entry.block)
    return made
