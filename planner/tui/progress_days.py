"""The calendar of step days, and what an event mark parts, as pictures; each day is told by its sign. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from rich.cells import set_cell_size

from planner.domain.event_mark import EventMark
from planner.domain.figure import decimal, share
from planner.domain.measure import plural
from planner.domain.period import Span
from planner.domain.progressviews import DayMark, DayState, MarkCompared, MarkSide, MonthMark
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date
from planner.tui.line import Cell, Line, Symbols
from planner.tui.picture import Looking, Picture, Room, between
from planner.tui.plots import signs

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LABEL = 4
"""Columns before the first week."""
_LEVELS = 3
_LOW = 10
"""Lines of a chart up to which none stays blank."""
NAME, CELL = 18, 16
"""Columns of the cells of a table."""


def state_sign(state: DayState, symbols: Symbols) -> str:
    """Return what stands for a day without a step."""
    known = (DayState.QUIET, DayState.UNKNOWN, DayState.OFF, DayState.REST)
    return dict(zip(known, "o?/." if symbols.is_ascii else "○?/·", strict=True)).get(state, " ")


def levels(symbols: Symbols) -> str:
    """Return what stands for a day with few, some and many steps."""
    return "+*#" if symbols.is_ascii else "░▒█"


def weeks_in(width: int) -> int:
    """Return how many weeks a calendar of a width has."""
    return max(1, min(53, (width - LABEL) // (2 if width >= LABEL + 2 * 53 else 1)))


def heat_span(end: date, width: int) -> Span:
    """Return the whole weeks up to a date's that a calendar of a width shows."""
    sunday = end + timedelta(days=6 - end.weekday())
    return Span(sunday - timedelta(days=7 * weeks_in(width) - 1), sunday)


def calendar(days: Sequence[DayMark], span: Span, look: Looking, room: Room) -> Picture:
    """Return weeks from left to right, Monday on top: steps by shade, all else by its sign.

    `days` are whole weeks; the sentence and the table tell those within `span`.
    """
    symbols = look.symbols
    wide = 2 if room.width >= LABEL + 2 * 53 else 1
    most = sorted(mark.steps for mark in days if mark.steps)
    some = max(2, most[len(most) // _LEVELS]) if most else 2
    bounds = (some, max(some + 1, most[2 * len(most) // _LEVELS]) if most else 3)
    drawn = [_months(days, wide)]
    for weekday, name in enumerate(_WEEKDAYS):
        cells: list[Cell] = [(f"{name:{LABEL}}", "dim")]
        cells += [_day(mark, bounds, wide, look) for mark in days[weekday::7]]
        drawn.append(Line(tuple(cells)))
    ends = f"1 to {bounds[0] - 1}" if bounds[0] > 2 else "1", f"from {bounds[0]}", f"from {bounds[1]} steps"
    drawn += [Line()] if room.height > _LOW else []
    shades = "  ".join(f"{sign} {end}" for sign, end in zip(levels(symbols), ends, strict=True))
    signs_told = "  ".join(
        f"{state_sign(state, symbols)} {name}"
        for state, name in (
            (DayState.QUIET, "quiet"),
            (DayState.UNKNOWN, "unknown"),
            (DayState.OFF, "off"),
            (DayState.REST, "rest"),
        )
    )
    drawn += [
        Line(((signs_told + (f"  {signs(symbols)['event']} mark" if look.marks else ""), "dim"),)),
        Line(((shades, "dim"),)),
    ]
    inside = [mark for mark in days if mark.day in span]
    return Picture(_told(inside, span, look), drawn, _table(inside, look))


def months(rows: Sequence[MonthMark], room: Room) -> Picture:
    """Return a line for each year with the step days of each month, of its working days."""
    if not rows:
        return Picture("No day is over yet.")
    wide = max(3, min(7, (room.width - 5) // 12))
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
    table = [_row("month", ("step days", "working days"), "dim")]
    table += [
        _row(f"{MONTHS[row.start.month - 1]} {row.start.year}", (_in_month(row), f"{row.working_days}"))
        for row in reversed(rows)
    ]
    first = f"{MONTHS[rows[0].start.month - 1]} {rows[0].start.year}"
    unknown = sum(row.unknown for row in rows)
    left_out = f", {unknown:,} unknown" if unknown else ""
    return Picture(f"{steps:,} step days of {days:,} working days since {first}{left_out}", drawn, table)


def _in_month(mark: MonthMark | None) -> str:
    """Return a month's step days; a month of which nothing is known has none and no zero."""
    if mark is None:
        return ""
    return "?" if mark.unknown and not mark.working_days else f"{mark.step_days}"


def marked(found: MarkCompared, look: Looking, room: Room) -> Picture:
    """Return what working days brought before a mark and since: a working day's activity, and conversions with n."""
    label = clean_line(found.mark.label)
    on = short_date(found.mark.date, look.today)
    if found.after is None:
        return Picture(f"{label}, {on}: no working day is over since.")
    if found.before is None:
        return Picture(f"{label}, {on}: nothing was logged before it.")
    before, after = found.before, found.after
    told = (
        f"{label}, {on}: {_steps_a_day(after)} steps a working day since, {_steps_a_day(before)} before "
        f"({after.working_days} and {before.working_days} working days)"
    )
    table = [_row("a working day", ("before", "since"), "dim"), *_rates(before, after, look)]
    table.append(Line())
    table.append(_row("conversion", ("before", "since"), "dim"))
    for one, other in zip(before.steps[1:], after.steps[1:], strict=True):
        cells = tuple(
            f"{share(step.conversion.value)} of {step.conversion.whole}"
            if step.conversion is not None and step.conversion.value is not None
            else "none of 0"
            for step in (one, other)
        )
        table.append(_row(f"to {one.name}", cells))
    return Picture(told, table[: max(1, room.height)], table)


def mark_line(mark: EventMark, look: Looking) -> Line:
    """Return a mark of the list."""
    sign: Cell = (f"{signs(look.symbols)['event']} ", "type")
    return Line((sign, (f"{short_date(mark.date, look.today):18}", "dim"), (clean_line(mark.label), "text")))


def _day(mark: DayMark, bounds: Sequence[int], wide: int, look: Looking) -> Cell:
    event = any(one.date == mark.day for one in look.marks)
    blank = " " * (wide - 1)
    if mark.state is DayState.STEPS:
        level = sum(mark.steps >= bound for bound in bounds)
        return levels(look.symbols)[level] + (signs(look.symbols)["event"] if event and wide > 1 else blank), "bar"
    if event:
        return signs(look.symbols)["event"] + blank, "type"
    roles = {DayState.UNKNOWN: "behind", DayState.QUIET: "text", DayState.OFF: "type"}
    return state_sign(mark.state, look.symbols) + blank, roles.get(mark.state, "dim")


def _months(days: Sequence[DayMark], wide: int) -> Line:
    """Return the names of the months above the weeks in which they begin."""
    letters = [" "] * (LABEL + wide * (len(days) // 7))
    free = 0
    for week, first in enumerate(days[::7]):
        begins = next((mark.day for mark in days[7 * week : 7 * week + 7] if mark.day.day == 1), None)
        at = LABEL + wide * week
        if begins is None or at < free:
            continue
        name = f"{begins.year}" if begins.month == 1 else MONTHS[begins.month - 1][:3]
        if at + len(name) <= len(letters):
            letters[at : at + len(name)] = name
            free = at + len(name) + 1
        del first
    return Line((("".join(letters), "dim"),))


def _told(days: Sequence[DayMark], span: Span, look: Looking) -> str:
    counts = {state: sum(mark.state is state for mark in days) for state in DayState}
    steps = counts[DayState.STEPS]
    parts = [f"{steps:,} step {'day' if steps == 1 else 'days'} {between(span, look.today)}"]
    for state, name in ((DayState.QUIET, "quiet"), (DayState.UNKNOWN, "unknown"), (DayState.OFF, "off")):
        if counts[state]:
            parts.append(f"{counts[state]:,} {name}")
    return ", ".join(parts)


def _table(days: Sequence[DayMark], look: Looking) -> list[Line]:
    rows = [_row("day", ("steps", "known as"), "dim")]
    for mark in reversed(days):
        if mark.state in {DayState.AHEAD, DayState.BEFORE}:
            continue
        name = str(mark.kind or mark.state) if mark.state is not DayState.STEPS else "step day"
        rows.append(_row(short_date(mark.day, look.today), (f"{mark.steps:,}" if mark.steps else "", name)))
    return rows


def _rates(before: MarkSide, after: MarkSide, look: Looking) -> Iterator[Line]:
    times = dict(before.types), dict(after.types)
    for kind in sorted({*times[0], *times[1]}, key=lambda one: -times[1].get(one, 0)):
        rates = (_a_day(found.get(kind, 0), side) for found, side in zip(times, (before, after), strict=True))
        yield _row(plural(kind), tuple(rates))
    yield Line()
    yield _row("counted by goals", ("before", "since"), "dim")
    for one, other in zip(before.measures, after.measures, strict=True):
        if one.now or other.now:
            cells = tuple(
                look.symbols.amount(row.now // side.working_days, row.currency)
                if row.currency
                else _a_day(row.now, side)
                for row, side in ((one, before), (other, after))
            )
            yield _row(one.name, cells)


def _steps_a_day(side: MarkSide) -> str:
    return _a_day(sum(times for _, times in side.types), side)


def _a_day(number: int, side: MarkSide) -> str:
    return decimal(Fraction(number, side.working_days), 1)


def _row(name: str, cells: Sequence[str], role: str = "text") -> Line:
    told = "".join(f"{text:>{CELL}}" for text in cells)
    return Line(((set_cell_size(clean_line(name), NAME - 1) + " ", role), (told, role)))
