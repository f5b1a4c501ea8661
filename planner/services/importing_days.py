"""Days off out of a calendar file: the whole-day events in it. Timed and recurring ones are told, not taken."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.change import Change
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.headers import System
from planner.domain.importviews import ImportDraft, Refused
from planner.domain.views import short_date
from planner.services.importing_files import text_of

if TYPE_CHECKING:
    from planner.services.planner import Planner

_LONGEST = timedelta(days=366)


def read_days_off(planner: "Planner", path: str, name: str) -> ImportDraft:
    """Read a calendar file as the days of the work week that it takes off. Raises PlannerError where it is none."""
    from planner.services.icalendars import whole_days

    refused: list[Refused] = []
    new: dict[date, DayOff] = {}
    same: set[date] = set()
    outside: set[date] = set()
    standing = {item.date for item in planner.store.select(DayOff)}
    number = 0
    for event in whole_days(text_of(path)):
        number += 1
        fault = event.fault
        if not fault and event.end - event.start > _LONGEST:
            fault = "it lasts longer than a year"
        if fault:
            refused.append(Refused(event.number, fault))
            continue
        kind = DayOffKind.HOLIDAY if event.is_holiday else DayOffKind.VACATION
        for day in (event.start + timedelta(days=n) for n in range((event.end - event.start).days)):
            if day in standing:
                same.add(day)
            elif day.weekday() not in planner.settings.work_week:
                outside.add(day)
            else:
                new.setdefault(day, DayOff(date=day, kind=kind, label=event.summary))
    counts = {"days off new": len(new), "days off as they were": len(same)}
    if refused:
        counts["events left out"] = len(refused)
    changes = tuple(Change(None, day) for _, day in sorted(new.items()))
    today = planner.today()
    samples = [f"{short_date(day.date, today)} · {day.kind} · {day.label}" for _, day in sorted(new.items())[:3]]
    notes = (f"{len(outside)} days outside the work week are left out.",) if outside else ()
    told = {what: count for what, count in counts.items() if count}
    return ImportDraft(name, System.ICALENDAR, told, tuple(samples), tuple(refused), (), notes, changes, number)
