"""What stands beside the months: the day under the cursor, what is left to be worked, and the days off. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from planner.domain.calendar import Calendar
from planner.domain.day_off import DayOffKind
from planner.domain.dayviews import CalendarDay, CalendarView, DayCount, Holiday
from planner.domain.figure import counted
from planner.domain.period import Span, quarter_of, year_label
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date
from planner.tui.line import Cell, Line, Symbols

SIGNS = {kind: str(kind)[0] for kind in DayOffKind}
"""What stands behind a day off: the letter that takes it off."""
_WIDE_PANEL = 34
"""Columns of the figures from which a day off and its label stand on one line."""
_TALL = 16
"""Lines from which there is air."""


def sign_of(day: CalendarDay, today: date, symbols: Symbols) -> str:
    """Return what stands behind a day: why it is off, its event, or what is known of it."""
    if day.kind is not None:
        return SIGNS[day.kind]
    if day.event:
        return symbols.star
    if day.steps:
        return symbols.done if day.is_closed else symbols.dot
    if day.is_closed:
        return symbols.open
    if day.is_unknown:
        return "?"
    return symbols.chain if day.is_planned and day.day >= today else " "


class Run(NamedTuple):
    """Days off behind each other, of one kind and label."""

    span: Span
    kind: DayOffKind
    label: str
    days: int
    """How many days are off; the days of rest between them are none."""


class YearLook(NamedTuple):
    """A sales year and where one looks at it."""

    months: tuple[CalendarView, ...]
    runs: tuple[Run, ...]
    calendar: Calendar
    today: date
    at: date
    """The day under the cursor, in one of the months."""
    marked: Span
    """The days that a key takes off; the day under the cursor where no range is marked."""

    @property
    def month(self) -> int:
        """Which of the months the cursor is in."""
        return next(n for n, view in enumerate(self.months) if self.at in view.month.span)

    @property
    def day(self) -> CalendarDay:
        """The day under the cursor."""
        return self.months[self.month].days[self.at.day - 1]


def panel(look: YearLook, symbols: Symbols, width: int, height: int) -> list[Line]:
    """Return the day under the cursor, what is left to be worked, and the days off of the year, in at most `height`."""
    tall = height >= _TALL
    sections = [_day_lines(look, symbols, width), _left_lines(look, width, with_title=tall)]
    sections.append(_kind_lines(look, symbols, width, with_all=tall))
    told: list[Line] = []
    for section in sections:
        told += [Line()] if told and section and tall else []
        told += section
    if room := height - len(told) - tall:
        told += [Line()] if tall else []
        told += _run_lines(look, symbols, width, max(room, 0))
    return told[:height]


def span_name(span: Span, today: date) -> str:
    """Return a range as a person says it: "Thu 24 Dec to Thu 31 Dec"."""
    first = short_date(span.start, today)
    return first if span.days == 1 else f"{first} to {short_date(span.end, today)}"


def runs_of(days: Iterable[CalendarDay], calendar: Calendar) -> tuple[Run, ...]:
    """Join the days off that follow each other, of one kind and label, over the days of rest between them."""
    found: list[Run] = []
    for day in days:
        if day.kind is None:
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and (last.kind, last.label) == (day.kind, day.label)
            and not calendar.working_days(last.span.end, day.day)
        ):
            found[-1] = last._replace(span=Span(last.span.start, day.day), days=last.days + 1)
        else:
            found.append(Run(Span(day.day, day.day), day.kind, day.label, 1))
    return tuple(found)


def holiday(found: Holiday, today: date, symbols: Symbols) -> Line:
    """Return a public holiday: its date and name, and whether it would be taken off."""
    name = clean_line(found.name)
    day = f"{short_date(found.day, today):16}"
    if found.standing is not None:
        why = f"off already, {found.standing.kind}"
        return Line(((f"{symbols.done} ", "met"), (day, "dim"), (name, "dim")), ((why, "dim"),))
    if not found.in_work_week:
        return Line(((f"{symbols.leaf} ", "dim"), (day, "dim"), (name, "dim")), (("outside the work week", "dim"),))
    return Line(((f"{symbols.open} ", "text"), (day, "dim"), (name, "text")), (("to take off", "accent"),))


def _day_lines(look: YearLook, symbols: Symbols, width: int) -> list[Line]:
    """Return what is under the cursor: a day with its steps and why it is off, or the range and its working days."""
    span, day = look.marked, look.day
    title, steps, role = span_name(span, look.today), "", "dim"
    if span.days > 1:
        told = f"{span.days} days, {look.calendar.working_days(span.start, span.end)} worked"
    elif day.kind is not None:
        label = clean_line(day.label)
        told, role = f"{day.kind}: {label}" if label else f"{day.kind}", "type"
    else:
        told = "working day" if day.is_working else "rest day"
    if span.days == 1 and day.steps:
        steps = counted(day.steps, "step")
    if span.days == 1 and day.event:
        told = f"{told}, {clean_line(day.event)}"
    lines = [_fitted((title, "strong"), (steps, "dim"), width, symbols)]
    if span.days > 1 and cell_len(title) > width:
        first, last = title.split(" to ")
        lines = [Line(((part, "strong"),)) for part in (first, f"to {last}")]
    said = wrap(told, max(width, 1), max_lines=2, placeholder=symbols.ellipsis)
    return [*lines, *(_fitted((part, role), ("", "text"), width, symbols) for part in said)]


def _left_lines(look: YearLook, width: int, *, with_title: bool) -> list[Line]:
    view = look.months[look.month]
    names = (
        MONTHS[view.month.span.start.month - 1],
        f"Q{quarter_of(look.at, look.calendar.year_start_month)}",
        year_label(view.year.span),
    )
    title = [Line((("working days left", "dim"),))] if with_title else []
    return [
        *title,
        *(
            _figure(name, count, width)
            for name, count in zip(names, (view.month, view.quarter, view.year), strict=True)
        ),
    ]


def _figure(name: str, count: DayCount, width: int) -> Line:
    told = f"{count.left:>3} of {count.working:>3}"
    if width < len(name) + len(told) + 1:
        return Line(((f"{name} {told}", "text"),))
    return Line(((f"{name:{min(width, _WIDE_PANEL) - len(told)}}", "text"), (told, "text")))


def _kind_lines(look: YearLook, symbols: Symbols, width: int, *, with_all: bool) -> list[Line]:
    """Return the days off of the year by kind, which is the legend of the signs too."""
    year = look.months[look.month].year
    counts = dict(year.off)
    lines = [Line(((f"days off in {year_label(year.span)}", "dim"),))] if with_all else []
    for kind in DayOffKind:
        number = counts.get(kind, 0)
        if number or with_all:
            sign: Cell = (f"{SIGNS[kind]} ", "type")
            name = f"{kind}"
            blank = " " * max(1, min(width, _WIDE_PANEL) - 2 - len(name) - len(f"{number}"))
            lines.append(Line((sign, (f"{name}{blank}{number}", "text" if number else "dim"))))
    if with_all:
        pairs = ((symbols.done, "closed", symbols.open, "quiet"), (symbols.dot, "steps", "?", "unknown"))
        for one, name, other, named in (*pairs, (symbols.chain, "planned", symbols.star, "mark")):
            lines.append(Line(((f"{one} {name:8} {other} {named}", "dim"),)))
    return lines


def _run_lines(look: YearLook, symbols: Symbols, width: int, room: int) -> list[Line]:
    """Return the days off of the year, from those near the cursor on where not all fit."""
    if not look.runs:
        taught = ("No day off yet.", "v takes one off,", "p public holidays.")
        return [Line(((text, "dim"),)) for text in taught[:room]]
    told: list[Line] = []
    tops: list[int] = []
    for run in look.runs:
        tops.append(len(told))
        told += _run(run, look, symbols, width)
    near = sum(run.span.end < look.at for run in look.runs)
    start = next((top for n, top in enumerate(tops) if n == near or top >= len(told) - room), len(told))
    return told[start : start + room]


def _run(run: Run, look: YearLook, symbols: Symbols, width: int) -> list[Line]:
    is_here = look.at in run.span
    dates = _dates(run.span)
    label = clean_line(run.label)
    role = "strong" if is_here else "dim" if run.span.end < look.today else "text"
    days = f"{run.days} days" if run.days > 1 and width >= 40 else ""
    if width >= _WIDE_PANEL:
        left = f"{dates:13}"
        return [_fitted((left, role), (days, "dim"), width, symbols, ((f"{run.kind:9} ", "type"), (label, "dim")))]
    lines = [_fitted((dates, role), (str(run.kind), "type"), width, symbols)]
    if label:
        lines.append(_fitted((f"  {label}", "dim"), ("", "text"), width, symbols))
    return lines


def _dates(span: Span) -> str:
    first, last = span
    if first == last:
        return f"{first.day:2} {MONTHS[first.month - 1][:3]}"
    if first.month == last.month:
        return f"{first.day:2}-{last.day} {MONTHS[last.month - 1][:3]}"
    return f"{first.day:2} {MONTHS[first.month - 1][:3]}-{last.day} {MONTHS[last.month - 1][:3]}"


def _fitted(left: Cell, right: Cell, width: int, symbols: Symbols, more: Sequence[Cell] = ()) -> Line:
    """Return cells in exactly `width` columns: what stands at the left is cut where the right needs the room."""
    room = width - cell_len(right[0]) - (1 if right[0] else 0)
    cells: list[Cell] = []
    for text, role in (left, *more):
        shown = text
        if cell_len(text) > room:
            shown = set_cell_size(text, room - 1).rstrip() + symbols.ellipsis if room > 0 else ""
        cells.append((shown, role))
        room -= cell_len(shown)
    blank = width - sum(cell_len(text) for text, _ in cells) - cell_len(right[0])
    return Line((*cells, (" " * max(blank, 0), "text"), right))
