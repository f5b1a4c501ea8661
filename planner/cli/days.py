"""planner calendar: months as plain text and as values for JSON, days off taken and given back, public holidays."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.cli.answer import Options, answer, named_day
from planner.cli.words import Parser, above_zero, reads, verb
from planner.domain.change import ChangeSet
from planner.domain.day_off import DayOffKind
from planner.domain.dayviews import CalendarView, DayCount, Holiday
from planner.domain.period import year_label
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date
from planner.services.planner import Planner

_WEEKDAYS = " Mo  Tu  We  Th  Fr  Sa  Su"
_OFF = "*"
"""What stands behind a day off in the grid."""


def words(parser: Parser) -> None:
    """Add the words of `planner calendar`."""
    parser.set_defaults(run=_run, length="month")
    reads(parser, date=True)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--month", dest="length", action="store_const", const="month", help="the day's month")
    length.add_argument("--year", dest="length", action="store_const", const="year", help="the day's sales year")
    verbs = parser.add_subparsers(dest="sub", metavar="off|work|holidays", prog="planner calendar")
    off = verb(verbs, "off", "take days off: planner calendar off '24-31 dec' --label ski")
    off.add_argument("days", nargs="+", help="such as '24 dec', '24-31 dec vacation ski' or 'next week'")
    off.add_argument("--kind", type=_kind, help="holiday, vacation, sick or other; vacation where nothing says why")
    off.add_argument("--label", default="", help="what they are for")
    verb(verbs, "work", "give days off back: planner calendar work '28 dec'").add_argument("days", nargs="+")
    holidays = verb(verbs, "holidays", "look at public holidays: planner calendar holidays US --region CA")
    reads(holidays)
    holidays.add_argument("country", nargs="+", help="its code or name")
    holidays.add_argument("--region", help="code or name of a state, a province or the like")
    holidays.add_argument("--year", dest="years", default=[], action="append", type=above_zero)
    holidays.add_argument("--save", action="store_true", help="take those in the work week off")


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options)

    def day() -> date:
        return named_day(planner, options, future=True)

    answer(options, lambda: value(planner, options, day()), lambda: lines(planner, options, day()), saved)


def _kind(text: str) -> DayOffKind:
    """Read why days are off."""
    if text.lower() in list(DayOffKind):
        return DayOffKind(text.lower())
    raise argparse.ArgumentTypeError(f"“{text}” is none of {', '.join(DayOffKind)}")


def save(planner: Planner, options: Options) -> ChangeSet | None:
    """Take days off, give them back or save holidays, as the words ask; None where they ask to see something."""
    match options.sub:
        case "off":
            draft = planner.days.draft(" ".join(options.days), options.kind)
            return planner.days.take_off(*draft.span, draft.kind, options.label or draft.label)
        case "work":
            span = planner.days.read(" ".join(options.days))
            return planner.days.work(span.start, span.end)
        case "holidays" if options.save:
            return planner.days.save_holidays(" ".join(options.country), options.region, options.years)
        case _:
            return None


def value(planner: Planner, options: Options, day: date) -> Any:
    """Return what is asked for as JSON has it."""
    if options.sub == "holidays":
        return [_holiday(holiday) for holiday in _holidays(planner, options)]
    views = _months(planner, options, day)
    return {
        "date": day.isoformat(),
        "months": [_month(view) for view in views],
        "quarter": _count(planner.days.load(day, day).quarter),
        "year": _count(views[0].year),
    }


def lines(planner: Planner, options: Options, day: date) -> list[str]:
    """Return what is asked for as plain text."""
    if options.sub == "holidays":
        return _holiday_lines(_holidays(planner, options), planner.today())
    views = _months(planner, options, day)
    if len(views) == 1:
        return _month_lines(views[0])
    told = [line for view in views for line in (*_month_lines(view), "")]
    year = views[0].year
    return [*told, f"{year_label(year.span)}: {_left(year)}"]


def _holidays(planner: Planner, options: Options) -> Sequence[Holiday]:
    return planner.days.holidays(" ".join(options.country), options.region, options.years)


def _months(planner: Planner, options: Options, day: date) -> Sequence[CalendarView]:
    """Return the month of a day, or those of its sales year; what is left counts from that day on."""
    return [planner.days.load(day, day)] if options.length == "month" else planner.days.load_year(day, day)


def _month_lines(view: CalendarView) -> list[str]:
    start = view.month.span.start
    told = [f"{MONTHS[start.month - 1]} {start.year}", _WEEKDAYS]
    for week in view.weeks:
        cells = (f"{day.day.day:3}{_OFF if day.kind else ' '}" if day else "    " for day in week)
        told.append("".join(cells).rstrip())
    off = (day for day in view.days if day.kind)
    return [
        *told,
        _left(view.month),
        *(f"{_OFF} {short_date(day.day, start):11} {day.kind:9} {clean_line(day.label)}".rstrip() for day in off),
    ]


def _left(count: DayCount) -> str:
    """Return how much of a period is left and why the rest of its work week is off."""
    off = ", ".join(f"{number} {kind}" for kind, number in count.off)
    days = "day" if count.working == 1 else "days"
    return f"{count.left} of {count.working} working {days} left" + (f" · off: {off}" if off else "")


def _holiday_lines(found: Sequence[Holiday], today: date) -> list[str]:
    told = []
    for holiday in found:
        why = f"off already, {holiday.standing.kind}" if holiday.standing else ""
        note = why or ("" if holiday.in_work_week else "outside the work week")
        told.append(f"{short_date(holiday.day, today):15} {clean_line(holiday.name)}" + (f"  ({note})" if note else ""))
    new = sum(holiday.in_work_week and holiday.standing is None for holiday in found)
    last = (
        f"--save takes {new} of {len(found)} off." if new else f"{len(found)} holidays; none of them is left to save."
    )
    return [*told, last]


def _month(view: CalendarView) -> dict[str, Any]:
    return {
        "month": f"{view.month.span.start:%Y-%m}",
        **_count(view.month),
        "days": [
            {
                "date": day.day.isoformat(),
                "working": day.is_working,
                "kind": day.kind,
                "label": day.label,
                "steps": day.steps,
            }
            for day in view.days
        ],
    }


def _count(count: DayCount) -> dict[str, Any]:
    return {
        "starts_on": count.span.start.isoformat(),
        "ends_on": count.span.end.isoformat(),
        "working_days": count.working,
        "left": count.left,
        "off": dict(count.off),
    }


def _holiday(holiday: Holiday) -> dict[str, Any]:
    return {
        "date": holiday.day.isoformat(),
        "name": holiday.name,
        "in_work_week": holiday.in_work_week,
        "off_already": holiday.standing.kind if holiday.standing else None,
    }
