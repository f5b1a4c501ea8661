"""The calendar of step days as a picture with a cursor: each day is told by its sign and its number of steps. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final, NamedTuple

from planner.domain import daymark
from planner.domain.daymark import DayMark, DayState
from planner.domain.period import Span, week_span
from planner.domain.progressviews import MonthMark, Zoom
from planner.domain.views import MONTHS, short_date
from planner.tui.line import Cell, Line
from planner.tui.picture import Looking, Picture, Room, between, fitted, wide_row
from planner.tui.plots import signs
from planner.tui.progress_cells import KNOWN, DayCells, bounds_of, levels, state_sign

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LABEL = 4
"""Columns before the first week."""
_MONTH = 3
"""Columns of a month at least where a year has a line."""
_LOW = 12
"""Lines of a chart up to which none stays blank."""
_WIDEST: Final = 8
"""Columns of a day at most."""
_FEW: Final = 6
"""Weeks up to which each day has its date, and columns that it takes then at least."""
_LARGE: Final = 20
"""Columns of a day with its date at most."""
_TALLEST: Final = 3
"""Lines of a day with its date at most, a blank one among them."""
_AROUND: Final = 6
"""Lines above and below the days of a calendar."""


def heat_span(span: Span, today: date, width: int) -> Span:
    """Return the whole weeks of a span that a calendar of a width shows: the last ones that are not to come."""
    first, last = week_span(span.start).start, week_span(span.end).end
    room = max(1, width - LABEL)
    if (last - first).days // 7 >= room:
        last = week_span(min(span.end, max(today, span.start))).end
        first = max(first, last - timedelta(days=7 * room - 1))
    return Span(first, last)


class Days(NamedTuple):
    """The days of a span, drawn once: the cursor goes from day to day without another look at the rest."""

    marks: Sequence[DayMark]
    """Whole weeks."""
    known: Span
    """The days that are drawn."""
    record: Span
    """Those of all years: the cursor goes no further."""
    told: str
    table: Sequence[Line]
    look: Looking
    room: Room
    period: Span
    """All that is looked at; what is to come of it is not drawn."""

    def at(self, wanted: date | None) -> date:
        """Return the day that a cursor stands on; the last one where it stands on none."""
        return min(self.known.end, max(self.known.start, wanted or self.known.end))

    def beside(self, wanted: date | None, step: int) -> date:
        """Return the day so many before (below 0) or after a cursor's, up to the ends of the record."""
        at = self.at(wanted)
        return min(self.record.end, max(min(self.record.start, at), at + timedelta(days=step)))

    def holds(self, day: date) -> bool:
        """Whether a day is drawn."""
        return day in self.known

    def picture(self, wanted: date | None) -> Picture:
        """Return the calendar with its cursor on a day, and what is known of that day."""
        look, symbols, days = self.look, self.look.symbols, self.marks
        at = self.at(wanted)
        place = (at - days[0].day).days
        cells = self._cells()
        drawn = [_months(days, cells.wide, cells.dated)]
        for weekday, name in enumerate(_WEEKDAYS):
            is_here = weekday == place % 7
            label: Cell = (f"{name}{symbols.chain if is_here else ' '}", "key" if is_here else "dim")
            row = [cells.lines(mark, is_here=mark.day == at) for mark in days[weekday::7]]
            for n, across in enumerate(zip(*row, strict=True)):
                first: Cell = label if n == 0 else (" " * LABEL, "dim")
                drawn.append(Line((first, *chain.from_iterable(across))))
        column = LABEL + cells.wide * (place // 7)
        told = f"{short_date(at, look.today)}: {_of_day(days[place])}"
        pointer: Cell = (signs(symbols)["cursor"], "key")
        if self.room.height > _LOW:
            drawn += [Line(((" " * column, "dim"), pointer)), Line(((told, "text"),)), Line()]
        elif column + len(told) + 2 <= self.room.width:
            drawn.append(Line(((" " * column, "dim"), pointer, (f" {told}", "text"))))
        else:
            drawn.append(Line(((f"{told:{column}}"[:column], "text"), pointer)))
        return Picture(self.told, (*drawn, *self._legend(cells)), self.table)

    def _inside(self) -> list[DayMark]:
        return [mark for mark in self.marks if mark.day in self.known]

    def _cells(self) -> DayCells:
        """Return how a day is written: with its date where there are few weeks, as large as there is room."""
        weeks, room = len(self.marks) // 7, self.room
        wide = (room.width - LABEL) // weeks
        bounds = bounds_of(self._inside())
        if weeks > _FEW or wide < _FEW:
            return DayCells(self.look, self.known, None, max(1, min(_WIDEST, wide)), 1, bounds)
        tall = max(1, min(_TALLEST, (room.height - _AROUND) // 7))
        return DayCells(self.look, self.known, self.period, min(_LARGE, wide), tall, bounds)

    def _legend(self, cells: DayCells) -> list[Line]:
        """Return what the signs that are seen stand for."""
        symbols, inside = self.look.symbols, self._inside()
        seen = {mark.state for mark in inside}
        named = [f"{state_sign(state, symbols)} {name}" for state, (_, _, name) in KNOWN.items() if state in seen]
        if cells.dated is None and len(inside) < len(self.marks):
            named.append("blank another time, or to come")
        if any(mark.date in self.known for mark in self.look.marks):
            named.append(f"{signs(symbols)['event']} mark")
        low, high = cells.bounds
        ends = (_range(1, low - 1), _range(low, high - 1), f"{high:,}+ steps")
        shades = [f"{sign} {end}" for sign, end in zip(levels(symbols), ends, strict=True)]
        return [Line((("  ".join(told), "dim"),)) for told in (named, shades) if told]


def calendar(days: Sequence[DayMark], period: Span, record: Span, zoom: Zoom, look: Looking, room: Room) -> Days:
    """Return weeks from left to right, Monday on top: steps by shade, all else by its sign.

    `days` are whole weeks; the sentence and the table tell those of the period that are not to come.
    """
    first, last = max(period.start, days[0].day), max(period.start, look.today)
    span = Span(first, min(period.end, last))
    inside = [mark for mark in days if mark.day in span]
    table = (_table if zoom in {Zoom.WEEK, Zoom.MONTH} else _parts)(inside, zoom, look) if look.has_table else ()
    return Days(days, Span(inside[0].day, inside[-1].day), record, _told(inside, span, look), table, look, room, period)


def months(rows: Sequence[MonthMark], room: Room) -> Picture:
    """Return a line for each year with the step days of each month, of its working days."""
    if not rows:
        return Picture("No day is over yet.")
    wide = max(_MONTH, min(7, (room.width - 5) // 12))
    names = "".join(f"{name[: 3 if wide > 3 else 1]:>{wide}}" for name in MONTHS)
    drawn = [Line(((f"{'':5}{names}", "dim"),))]
    by_year: dict[int, dict[int, MonthMark]] = {}
    for row in rows:
        by_year.setdefault(row.start.year, {})[row.start.month] = row
    for year, found in sorted(by_year.items(), reverse=True):
        cells: list[Cell] = [(f"{year:<5}", "text")]
        for month in range(1, 13):
            mark = found.get(month)
            full = mark is not None and 0 < mark.working_days <= mark.step_days
            cells.append((f"{_in_month(mark):>{wide}}", "met" if full else "text"))
        drawn.append(Line(tuple(cells)))
    steps, days = sum(row.step_days for row in rows), sum(row.working_days for row in rows)
    table = [wide_row("month", ("step days", "working days"), "dim")]
    table += [
        wide_row(f"{MONTHS[row.start.month - 1]} {row.start.year}", (_in_month(row), f"{row.working_days}"))
        for row in reversed(rows)
    ]
    first = f"{MONTHS[rows[0].start.month - 1]} {rows[0].start.year}"
    unknown = sum(row.unknown for row in rows)
    if room.width < 5 + 12 * _MONTH:
        drawn = list(fitted(table, room.width))
    left_out = f", {unknown:,} unknown" if unknown else ""
    return Picture(
        f"{steps:,} step {_days(steps)} of {days:,} working {_days(days)} since {first}{left_out}", drawn, table
    )


def _in_month(mark: MonthMark | None) -> str:
    """Return a month's step days; a month of which nothing is known has none and no zero."""
    if mark is None:
        return ""
    return "?" if mark.unknown and not mark.working_days else f"{mark.step_days}"


def _days(number: int) -> str:
    return "day" if number == 1 else "days"


def _range(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _of_day(mark: DayMark) -> str:
    """Return what is known of a day."""
    if mark.state is DayState.STEPS:
        steps = f"{mark.steps:,} {'step' if mark.steps == 1 else 'steps'}"
        return steps if mark.is_working else f"{steps} on a day of rest"
    if mark.state is DayState.OFF:
        return str(mark.kind)
    return {
        DayState.QUIET: "quiet, a working day that was closed without a step",
        DayState.UNKNOWN: "unknown, no step and not closed",
        DayState.REST: "a day of rest",
        DayState.BEFORE: "nothing is known, the record begins later",
    }.get(mark.state, "no step so far")


def _months(days: Sequence[DayMark], wide: int, dated: Span | None) -> Line:
    """Return the names of the months above the weeks in which they begin; of days with a date the first one's too."""
    letters = [" "] * (LABEL + max(wide * (len(days) // 7), 8))
    free = 0
    for week in range(len(days) // 7):
        found = [mark.day for mark in days[7 * week : 7 * week + 7] if dated is None or mark.day in dated]
        begins = found[0] if dated is not None and week == 0 else next((day for day in found if day.day == 1), None)
        at = LABEL + wide * week
        if begins is None or at < free:
            continue
        name = f"{begins.year}" if begins.month == 1 and dated is None else MONTHS[begins.month - 1][:3]
        if at + len(name) <= len(letters):
            letters[at : at + len(name)] = name
            free = at + len(name) + 1
    return Line((("".join(letters), "dim"),))


def _told(days: Sequence[DayMark], span: Span, look: Looking) -> str:
    steps, *others = daymark.told(days)
    return ", ".join((f"{steps} {between(span, look.today)}", *others))


def _table(days: Sequence[DayMark], zoom: Zoom, look: Looking) -> list[Line]:
    """Return a line for each day, the last one first."""
    del zoom
    rows = [wide_row("day", ("steps", "known as"), "dim")]
    for mark in reversed(days):
        if mark.state in {DayState.AHEAD, DayState.BEFORE}:
            continue
        name = str(mark.kind or mark.state) if mark.state is not DayState.STEPS else "step day"
        rows.append(wide_row(short_date(mark.day, look.today), (f"{mark.steps:,}" if mark.steps else "", name)))
    return rows


def _parts(days: Sequence[DayMark], zoom: Zoom, look: Looking) -> list[Line]:
    """Return a line for each week of a quarter or each month of a year, the last one first."""
    is_week = zoom is Zoom.QUARTER
    parts: dict[date, list[DayMark]] = {}
    for mark in days:
        start = week_span(mark.day).start if is_week else mark.day.replace(day=1)
        parts.setdefault(start, []).append(mark)
    rows = [wide_row("week of" if is_week else "month", ("steps", "step days", "quiet", "unknown"), "dim")]
    for start, marks in reversed(parts.items()):
        states = {mark.state for mark in marks} - {DayState.REST, DayState.OFF}
        if states and states <= {DayState.AHEAD, DayState.BEFORE}:
            continue
        name = short_date(start, look.today) if is_week else f"{MONTHS[start.month - 1]} {start.year}"
        counts = Counter(mark.state for mark in marks)
        stepped = sum(mark.state is DayState.STEPS and mark.is_working for mark in marks)
        numbers = (sum(mark.steps for mark in marks), stepped, counts[DayState.QUIET], counts[DayState.UNKNOWN])
        rows.append(wide_row(name, [f"{number:,}" for number in numbers]))
    return rows
