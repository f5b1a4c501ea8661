"""The plan as calendar entries: sacred blocks and rituals as events, all that has a date as tasks.

What is open is shown whatever its date; of what is done, what was done in the last 30 days: a calendar is no archive.
What was dropped or moved in them is written as cancelled, so that it goes where an older export brought it.

An entry keeps its UID for ever. Its SEQUENCE is the number of the newest command that touched its row, or the days off
that its rule leaves out: it stays while they stay and grows with each change, undo included, without being stored.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from planner.domain import recurrence
from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.contact import Contact
from planner.domain.period import year_span
from planner.domain.text import clean_line
from planner.services.icalendars import Entry
from planner.services.vcards import uid
from planner.store import everything

if TYPE_CHECKING:
    from planner.services.planner import Planner

_CANCELLED = "CANCELLED"
_STATUS = {
    ActionStatus.PLANNED: "NEEDS-ACTION",
    ActionStatus.DONE: "COMPLETED",
    ActionStatus.DROPPED: _CANCELLED,
    ActionStatus.MOVED: _CANCELLED,
}
_RECENT_DAYS = 30
"""How many days a calendar tells what was done or dropped."""
_YEARS_OFF = 3
"""How far ahead a rule leaves out days off."""
_BLOCK_MINUTES = 60
_LEADS = {ActionKind.ONE_THING: "The one thing: ", ActionKind.PROMISE: "Promise: "}
_HIGHEST = 1


class Ritual(NamedTuple):
    """A ritual that a calendar shows as a whole day that comes again."""

    key: str
    title: str
    rule: str
    weekday: int
    """The weekday of its first day, as `date.weekday` numbers, on or after the first of the year or of a month."""
    is_last_month: bool = False


RITUALS = (
    Ritual("week", "Plan the week", "FREQ=WEEKLY;BYDAY=SU", 6),
    Ritual("partner", "Goals partner", "FREQ=WEEKLY;BYDAY=FR", 4),
    Ritual("group", "Goals group", "FREQ=MONTHLY;BYDAY=1TU", 1),
    Ritual("quarter", "Look back on the quarter", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", 0),
    Ritual("year", "Look back on the year", "FREQ=YEARLY", 0, is_last_month=True),
)
"""The rituals by the calendar (domain.md b4)."""


def entries(planner: "Planner") -> Iterator[Entry]:
    """Yield everything that a calendar shows, rituals first, then the plan by its dates."""
    yield from _rituals(planner)
    store = planner.store
    touched = everything.last_changes(store, "action")
    now = planner.now()
    names = {contact.id: contact.name for contact in _contacts(planner)}
    done = dict(everything.done_at(store))
    moved = everything.last_change(store, "day_off")
    since = planner.today() - timedelta(days=_RECENT_DAYS)
    for action in store.select(Action, "status = ? OR date >= ?", [ActionStatus.PLANNED, since], "date, id"):
        sequence, at = touched.get(action.id, (0, ""))
        changed = datetime.fromisoformat(at) if at else None
        stamp = changed or now
        if action.kind is ActionKind.BLOCK:
            left_out = _left_out(planner, action) if action.is_open else ()
            yield _block(planner, action, max(sequence, moved) if left_out else sequence, stamp, left_out)
        else:
            done_at = _completed(action, done, changed)
            yield _task(planner, action, sequence, stamp, names.get(action.contact_id or "", ""), done_at)


def _rituals(planner: "Planner") -> Iterator[Entry]:
    today = planner.today()
    start = year_span(today, planner.settings.year_start_month).start
    stamp = datetime.combine(start, time(), tzinfo=planner.now().tzinfo)
    for ritual in RITUALS:
        first = date(start.year, start.month, 1)
        if ritual.is_last_month:
            end = year_span(today, planner.settings.year_start_month).end
            first = end.replace(day=1)
        day = first + timedelta(days=(ritual.weekday - first.weekday()) % 7)
        yield Entry(
            uid=uid("ritual", ritual.key, planner.store.store_uuid),
            summary=ritual.title,
            sequence=0,
            stamp=stamp,
            day=day,
            rule=ritual.rule,
            category="RITUAL",
        )


def _block(planner: "Planner", action: Action, sequence: int, stamp: datetime, left_out: tuple[date, ...]) -> Entry:
    return Entry(
        uid=uid("action", action.id, planner.store.store_uuid),
        summary=clean_line(action.text),
        sequence=sequence,
        stamp=stamp,
        day=action.date,
        at=action.start_time,
        minutes=action.planned_minutes or _BLOCK_MINUTES,
        rule=_rule(planner, action) if action.is_open else "",
        left_out=left_out,
        status=_STATUS[action.status] if _STATUS[action.status] == _CANCELLED else "",
        category="SACRED",
    )


def _task(
    planner: "Planner", action: Action, sequence: int, stamp: datetime, contact: str, done_at: datetime | None
) -> Entry:
    text = clean_line(action.text)
    told = f"{text} ({clean_line(contact)})" if contact and contact not in text else text
    return Entry(
        uid=uid("action", action.id, planner.store.store_uuid),
        summary=_LEADS.get(action.kind, "") + told,
        sequence=sequence,
        stamp=stamp,
        day=action.date,
        at=action.start_time,
        is_task=True,
        status=_STATUS[action.status],
        done_at=done_at,
        priority=_HIGHEST if action.kind is ActionKind.ONE_THING else 0,
        block=uid("action", action.block_id, planner.store.store_uuid) if action.block_id else "",
    )


def _completed(action: Action, done: dict[str, str], changed: datetime | None) -> datetime | None:
    """Return when a task was done: as its log entry says, else as its row was changed last; None where neither says."""
    if action.status is not ActionStatus.DONE:
        return None
    done_at = done.get(action.done_activity_id or "")
    return datetime.fromisoformat(done_at) if done_at else changed


def _rule(planner: "Planner", action: Action) -> str:
    """Return a block's rule as calendars know it; empty where theirs has no word for it."""
    rule = recurrence.read(action.rrule, action.date)
    if rule is None or rule.from_done:
        return ""
    if rule.is_working:
        days = ",".join(recurrence.DAY_CODES[day] for day in sorted(planner.settings.work_week))
        return f"FREQ=WEEKLY;BYDAY={days}"
    return ";".join(f"{name}={value}" for name, value in rule.parts().items())


def _left_out(planner: "Planner", action: Action) -> tuple[date, ...]:
    """Return the days off of some years on which a block of every working day does not come."""
    rule = recurrence.read(action.rrule, action.date)
    if rule is None or rule.from_done or not rule.is_working:
        return ()
    last = planner.today().replace(day=1) + timedelta(days=366 * _YEARS_OFF)
    return tuple(day for day in planner.calendar.days_off if action.date < day <= last)


def _contacts(planner: "Planner") -> Iterator[Contact]:
    return planner.store.select(Contact, "id IN (SELECT contact_id FROM action)")
