"""Days off out of a calendar file: the whole-day events in it. Timed and recurring ones are told, not taken."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.change import Change
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.figure import counted
from planner.domain.headers import System
from planner.domain.importviews import ImportDraft, Refused
from planner.domain.views import short_date
from planner.services.importing_files import text_of

if TYPE_CHECKING:
    from planner.services.planner import Planner

_LONGEST = timedelta(days=366)
_SAMPLES = 3


def read_days_off(planner: "Planner", path: str, name: str) -> ImportDraft:
    """Read a calendar file as the days of the work week that it takes off. Raises PlannerError where it is none."""
    from planner.services.icalendars import whole_days

    refused: list[Refused] = []
    found: dict[date, DayOff] = {}
    number = 0
    for event in whole_days(text_of(path)):
        number += 1
        if fault := event.fault or ("it lasts longer than a year" if event.end - event.start > _LONGEST else ""):
            refused.append(Refused(event.number, fault))
            continue
        kind = DayOffKind.HOLIDAY if event.is_holiday else DayOffKind.VACATION
        for day in (event.start + timedelta(days=n) for n in range((event.end - event.start).days)):
            found.setdefault(day, DayOff(date=day, kind=kind, label=event.summary))
    standing = {item.date for item in planner.store.select(DayOff)}
    missing = [found[day] for day in sorted(found.keys() - standing)]
    new = [item for item in missing if item.date.weekday() in planner.settings.work_week]
    counts = {
        "days off new": len(new),
        "days off as they were": len(found) - len(missing),
        "events left out": len(refused),
    }
    told = {what: count for what, count in counts.items() if count}
    today = planner.today()
    samples = tuple(f"{short_date(item.date, today)} · {item.kind} · {item.label}" for item in new[:_SAMPLES])
    outside = len(missing) - len(new)
    notes = (f"{counted(outside, 'day')} outside the work week left out.",) if outside else ()
    changes = tuple(Change(None, item) for item in new)
    return ImportDraft(name, System.ICALENDAR, told, samples, tuple(refused), (), notes, changes, number)
