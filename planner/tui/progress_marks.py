"""What an event mark parts, as a table, and the list of the marks. Pure."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from planner.domain.activity import ActivityType
from planner.domain.conversion import Step
from planner.domain.event_mark import EventMark
from planner.domain.figure import decimal
from planner.domain.measure import plural
from planner.domain.progressviews import MarkCompared, MarkSide
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui.line import Cell, Line
from planner.tui.picture import Looking, Picture, Room, wide_row
from planner.tui.plots import signs

_HEADS: Final = ("before", "since")
_ROOMY: Final = 48
"""Columns from which a conversion has its n."""


def marked(found: MarkCompared, look: Looking, room: Room) -> Picture:
    """Return what working days brought before a mark and since: a working day's activity, and conversions with n."""
    label = clean_line(found.mark.label)
    on = short_date(found.mark.date, look.today)
    if found.after is None:
        return Picture(f"{label}, {on}: no working day is over since.")
    if found.before is None:
        return Picture(f"{label}, {on}: nothing was logged before it.")
    before, after = found.before, found.after
    since = _a_day(after.made, after)
    told = (
        f"{label}, {on}: {since} {'step' if since == '1' else 'steps'} a working day since, "
        f"{_a_day(before.made, before)} before "
        f"({after.working_days} and {before.working_days} working days, up to {found.wanted})"
    )
    table = [wide_row("times a day", _HEADS, "dim"), *_rates(before, after, look)]
    table.append(Line())
    table.append(wide_row("led on to", _HEADS, "dim"))
    for one, other in zip(before.steps[1:], after.steps[1:], strict=True):
        cells = tuple(_share(step, room) for step in (one, other))
        table.append(wide_row(one.label, cells))
    return Picture(told, table, table)


def mark_line(mark: EventMark, look: Looking) -> Line:
    """Return a mark of the list."""
    sign: Cell = (f"{signs(look.symbols)['event']} ", "type")
    return Line((sign, (f"{short_date(mark.date, look.today):18}", "dim"), (clean_line(mark.label), "text")))


def _rates(before: MarkSide, after: MarkSide, look: Looking) -> Iterator[Line]:
    times = dict(before.types), dict(after.types)
    for kind in (one for one in ActivityType if any(one in found for found in times)):
        rates = (_a_day(found.get(kind, 0), side) for found, side in zip(times, (before, after), strict=True))
        yield wide_row(plural(kind), tuple(rates))
    yield Line()
    yield wide_row("counted by goals", _HEADS, "dim")
    for one, other in zip(before.measures, after.measures, strict=True):
        if one.now or other.now:
            cells = tuple(
                look.money(Fraction(row.now, side.working_days), row.currency)
                if row.currency
                else _a_day(row.now, side)
                for row, side in ((one, before), (other, after))
            )
            yield wide_row(one.name, cells)


def _share(step: Step, room: Room) -> str:
    """Return how often the step before led here, with its n where both sides of the mark have room for it."""
    told = step.share(1) or f"{step.times:,} from none"
    return told if room.width >= _ROOMY else told.partition(" of ")[0].partition(" from ")[0]


def _a_day(number: int, side: MarkSide) -> str:
    return decimal(Fraction(number, side.working_days), 1)
