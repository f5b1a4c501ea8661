"""From a year of days to lines: months beside each other, with the figures beside or beneath them. Pure."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, zip_longest
from typing import NamedTuple

from planner.domain.dayviews import CalendarDay, CalendarView
from planner.domain.figure import counted
from planner.domain.views import MONTHS
from planner.tui.calendar_figures import YearLook, panel, sign_of
from planner.tui.line import Cell, Line, Symbols

_WEEKDAYS = "wk Mo  Tu  We  Th  Fr  Sa  Su "
_WEEK = 2
"""Columns of the number of a week."""
_DAY = 4
"""Columns of a day: the cursor's mark, two digits, a sign."""
MONTH = _WEEK + 7 * _DAY
_GAP = 1
PANEL = 20
"""Columns that the figures want beside the months."""
_BESIDE = 2
"""Columns between the months and the figures."""
_MOST_MONTHS = 4


class Layout(NamedTuple):
    """How a year is laid out in a pane."""

    columns: int
    """Months beside each other."""
    tops: tuple[int, ...]
    """On which of all lines each row of months begins, and where the last one ends."""
    first: int
    """The first row of months that is seen."""
    height: int
    """Lines for months."""
    panel: tuple[int, int]
    """Columns and lines for the figures."""
    is_beside: bool
    """Whether the figures stand beside the months; beneath them otherwise."""


def layout(look: YearLook, width: int, height: int, first: int) -> Layout:
    """Lay a year out so that the cursor's month is in view; rows of months stay where they are as long as it is."""
    columns = next((n for n in range(_MOST_MONTHS, 0, -1) if _wide(n) + _BESIDE + PANEL <= width), 0)
    is_beside = columns > 0
    columns = max(columns, 1)
    bands = [look.months[n : n + columns] for n in range(0, len(look.months), columns)]
    tops = (0, *accumulate(3 + max(len(view.weeks) for view in band) for band in bands))
    at = look.month // columns
    months = height if is_beside else min(height, max(tops[at + 1] - tops[at], height // 3))
    first = min(first, at)
    while first < at and tops[at + 1] - 1 - tops[first] > months:
        first += 1
    while first > 0 and tops[-1] - 1 - tops[first - 1] <= months:
        first -= 1
    panel = (width - _wide(columns) - _BESIDE, height) if is_beside else (width, height - months)
    return Layout(columns, tops, first, months, panel, is_beside)


def lines(look: YearLook, place: Layout, symbols: Symbols) -> list[Line]:
    """Return the year as it is seen."""
    months = _month_lines(look, place, symbols)
    figures = panel(look, symbols, *place.panel)
    if not place.is_beside:
        return [*(Line(cells) for cells in months), *figures]
    empty: Cell = (" " * _wide(place.columns), "text")
    pairs = zip_longest(months, figures, fillvalue=None)
    return [
        Line((*(left or (empty,)), (" " * _BESIDE, "text"), *(right.left if right else ()))) for left, right in pairs
    ]


def day_at(look: YearLook, place: Layout, x: int, y: int) -> date | None:
    """Return the day at a column and line of what is seen; None where there is none."""
    block, column = divmod(x, MONTH + _GAP)
    line = place.tops[place.first] + y
    if y >= place.height or block >= place.columns or not _WEEK <= column < MONTH or line >= place.tops[-1]:
        return None
    band = next(n for n, end in enumerate(place.tops[1:]) if line < end)
    month, week = band * place.columns + block, line - place.tops[band] - 2
    if month >= len(look.months) or not 0 <= week < len(look.months[month].weeks):
        return None
    day = look.months[month].weeks[week][(column - _WEEK) // _DAY]
    return day.day if day is not None else None


def _wide(columns: int) -> int:
    return columns * (MONTH + _GAP) - _GAP


def _month_lines(look: YearLook, place: Layout, symbols: Symbols) -> list[tuple[Cell, ...]]:
    """Return the months in view, each line as wide as all of them."""
    told: list[tuple[Cell, ...]] = []
    blank: tuple[Cell, ...] = ((" " * MONTH, "text"),)
    gap: Cell = (" " * _GAP, "text")
    for start in range(place.first * place.columns, len(look.months), place.columns):
        if len(told) >= place.height:
            break
        blocks = [_month(view, look, symbols) for view in look.months[start : start + place.columns]]
        rows = zip_longest(*blocks, fillvalue=blank)
        told += [tuple(cell for block in row for cell in (*block, gap))[:-1] for row in rows]
        told.append(((" " * _wide(place.columns), "text"),))
    return told[: place.height]


def _month(view: CalendarView, look: YearLook, symbols: Symbols) -> list[tuple[Cell, ...]]:
    """Return a month as lines of exactly `MONTH` columns."""
    start = view.month.span.start
    name, days = f"{MONTHS[start.month - 1]} ", counted(view.month.working, "day")
    year = f"{start.year}"
    blank = " " * (MONTH - len(name) - len(year) - len(days) - 1)
    role = "strong" if look.at in view.month.span else "text"
    told: list[tuple[Cell, ...]] = [((name, role), (f"{year}{blank}{days} ", "dim")), ((_WEEKDAYS, "dim"),)]
    for week in view.weeks:
        number = next(day.day for day in week if day is not None).isocalendar().week
        cells: list[Cell] = [(f"{number:{_WEEK}}", "dim")]
        for day in week:
            cells += _day(day, look, symbols) if day is not None else [(" " * _DAY, "text")]
        told.append(tuple(cells))
    return told


def _day(day: CalendarDay, look: YearLook, symbols: Symbols) -> Sequence[Cell]:
    """Return a day as its mark, its number and its sign."""
    sign = sign_of(day, look.today, symbols)
    number = f"{day.day.day:2}"
    if day.day == look.at:
        return (symbols.cursor, "accent"), (number + sign, "picked")
    if day.day in look.marked:
        return (("+" + number + sign, "marked"),)
    of_sign = "type" if day.kind is not None else "dim"
    if day.day == look.today:
        return (symbols.folded, "accent"), (number, "key"), (sign, of_sign)
    role = of_sign if day.kind is not None or not day.is_working else "text"
    return (" " + number, role), (sign, of_sign)
