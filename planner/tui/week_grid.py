"""The seven days of a week as rows: the days beside each other, how full each is, and what lies on them. Pure.

Where a terminal is narrow all of a day reads better than a piece of each: the days are a strip then (week_strip.py),
and what lies on the marked one is a list below it.

Its cursor is a place of its own, a day and a line in it: the rows draw it with a sign. What waits to be laid on the
days stands above them (week_waiting.py).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from rich.cells import cell_len

from planner.domain.action import ActionKind, ActionStatus
from planner.domain.text import clean_line
from planner.domain.views import PlanRow
from planner.domain.weekviews import DayColumn, GridRow, WeekGrid
from planner.tui.format import cut
from planner.tui.line import Cell, Line, Row, Symbols, static
from planner.tui.log_format import duration
from planner.tui.week_items import padded
from planner.tui.week_strip import WHOLE, is_over, load_bar, load_told, shared, strip

CELL: Final = "cell "
"""What the keys of the lines begin with."""
LONGEST_BAR: Final = 8
"""Columns of the bar that shows how full a day is."""
NARROWEST: Final = 12
"""Columns from which a name that begins like another one is cut in its middle."""
NOTHING: Final = "a adds an action to this day"
LAID_KEYS: Final = ("t time   m length   [ ] day   e edit", "t time   [ ] day", "t [ ]")
"""What can be done with what was laid last, in fewer words where there is no room; the others are the cursor's."""
OVERLAP: Final = ("‡", "#")
"""The sign of times that overlap, and its ASCII form."""


class Spot(NamedTuple):
    """Where the cursor is in the days."""

    column: int
    """The day, 0 on Monday."""
    line: int | None
    """The line of the day; None while the cursor is elsewhere."""
    top: int
    """The first line of the day that is seen, where it has more than there is room for."""
    laid: str
    """The key of the action that was laid last; empty where none was."""


class Grid(NamedTuple):
    """What is drawn."""

    view: WeekGrid
    spot: Spot
    today: date
    width: int
    height: int
    """Lines that a day has for what lies on it: all of it stays in its place, however much is laid."""
    symbols: Symbols

    def rows(self) -> list[Row]:
        """Return all of it."""
        columns = [(at, size) for at, _, size in self._places()]
        found = [static(*self._heads(columns))]
        for n in range(self.height):
            lines = (self._line(columns, n),)
            found.append(Row(f"{CELL}{n}", 1, lambda _width, lines=lines: lines))  # type: ignore[misc]  # bound to its own row
        return [*found, static(self._told())]

    def _heads(self, columns: Sequence[tuple[int, int]]) -> tuple[Line, Line]:
        """Return the names of the days, and how full each is."""
        days = self.view.columns
        if self.width < WHOLE:
            return strip(days, self.spot.column, self.today, self.width, self.symbols)
        told = {at: load_told(days[at], self.symbols) for at, _ in columns}
        rooms = (size - len(told[at]) - 4 for at, size in columns if days[at].is_working and not is_over(days[at]))
        long = max(0, min((LONGEST_BAR, *rooms)))
        loads = (cell for at, size in columns for cell in self._load(days[at], told[at], long, size))
        return Line(tuple(cell for at, size in columns for cell in self._day(at, size))), Line(tuple(loads))

    def _places(self) -> Iterator[tuple[int, int, int]]:
        """Yield the days whose texts are seen, where each begins, and how many columns it has."""
        if self.width < WHOLE:
            yield self.spot.column, 0, self.width
            return
        sizes = shared(self.view.columns, self.width)
        for at, (begins, size) in enumerate(zip(accumulate(sizes, initial=0), sizes, strict=False)):
            yield at, begins, size

    def _day(self, at: int, size: int) -> tuple[Cell, ...]:
        """Return the head of a day."""
        column = self.view.columns[at]
        is_here = at == self.spot.column
        is_over = column.day < self.today
        role = "key" if is_here else "dim" if is_over or not column.is_working else "strong"
        name = f"{column.day:%a} {column.day.day}"
        aside = "today" if column.day == self.today else ""
        return ((f"  {name}", role), (f" {aside:{max(0, size - len(name) - 3)}}", "dim"))

    def _load(self, column: DayColumn, told: str, long: int, size: int) -> tuple[Cell, ...]:
        """Return how full a day is: a bar and its hours."""
        long = max(0, min(long, size - len(told) - 4))
        spaces = " " * max(0, size - 3 - long - len(told))
        role = "behind" if is_over(column) else "dim"
        return ("  ", "text"), *load_bar(column, long, self.symbols), (f" {told}{spaces}", role)

    def _line(self, columns: Sequence[tuple[int, int]], n: int) -> Line:
        """Return one line of the days; who is meant and how long it takes stand beside a text that leaves the room."""
        cells = tuple(cell for at, size in columns for cell in self._cell(at, n, size))
        at = n + self.spot.top
        rows = self.view.columns[self.spot.column].rows
        if self.width >= WHOLE or self._tells_more(self.spot.column, n) or at >= len(rows):
            return Line(cells)
        *lead, (text, role), _ = cells
        row, text = rows[at].row, text.rstrip()
        minutes = duration(row.action.planned_minutes) if row.action.planned_minutes else ""
        aside = "   ".join(part for part in (clean_line(row.contact), minutes) if part)
        used = sum(cell_len(told) for told, _ in (*lead, (text, role))) + 3 + cell_len(aside)
        return Line((*lead, (text, role)), ((aside, "dim"),) if used <= self.width else ())

    def _cell(self, at: int, n: int, size: int) -> tuple[Cell, ...]:
        """Return one line of one day: its sign, its time and its text."""
        column = self.view.columns[at]
        top = self._top(at)
        if self._tells_more(at, n):
            room = self.seen(len(column.rows))
            return ((f"  {self._unseen(top, len(column.rows) - top - room):{size - 2}}", "dim"),)
        if n + top >= len(column.rows):
            rest = "" if n or column.is_working else clean_line(column.day_off) or "rest"
            is_here = self.spot[:2] == (at, n)
            return self._mark(is_here=is_here, is_laid=False), (padded(rest, size - 2, self.symbols), "dim")
        row = column.rows[n + top]
        item = row.row.action
        is_here = self.spot[:2] == (at, n + top)
        is_laid = self._is_laid(row)
        is_done = item.status is ActionStatus.DONE
        role = "struck" if is_done else "dim" if row.is_expected or column.day < self.today else "text"
        lead = self._lead(row)
        of_lead = "met" if is_done else "behind" if row.clashes else "dim"
        text = self._short(clean_line(item.text), max(1, size - 3 - cell_len(lead)))
        return (
            self._mark(is_here=is_here, is_laid=is_laid),
            (lead, of_lead),
            (text, "key" if is_here or is_laid else role),
            (" ", "text"),
        )

    def _tells_more(self, at: int, n: int) -> bool:
        """Whether a line tells how much of its day is not seen."""
        count = len(self.view.columns[at].rows)
        return self.seen(count) < count and n >= self.seen(count) and self.height > 1

    def _lead(self, row: GridRow) -> str:
        """Return what stands before a text: what it is, and its time."""
        item = row.row.action
        sign = self.overlap if row.clashes else ""
        if item.status is ActionStatus.DONE:
            sign = self.symbols.done
        elif row.is_expected:
            sign = sign or self.symbols.leaf
        at_time = f"{item.start_time.hour}:{item.start_time:%M} " if item.start_time else ""
        return (f"{sign} " if sign else "") + ("  " if row.row.is_held else "") + at_time

    def _mark(self, *, is_here: bool, is_laid: bool) -> Cell:
        return (f"{self.symbols.cursor if is_here else self.symbols.chain if is_laid else ' '} ", "accent")

    def _is_laid(self, row: GridRow) -> bool:
        """Whether an action is the one that was laid last, while the cursor is not in the days."""
        return self.spot.line is None and not row.is_expected and row.row.action.id == self.spot.laid

    def _unseen(self, above: int, below: int) -> str:
        """Return how much of a day is not seen."""
        return ", ".join(f"{count} {where}" for count, where in ((above, "above"), (below, "more")) if count)

    def _short(self, text: str, width: int) -> str:
        """Return a text that takes exactly so many columns; one that begins like another is told apart from it."""
        if cell_len(text) <= width:
            return text + " " * (width - cell_len(text))
        begins = text[: max(1, width - 1)]
        others = (clean_line(row.row.action.text) for column in self.view.columns for row in column.rows)
        same = [_alike(text, other) for other in others if other != text and other.startswith(begins)]
        if not same or width < NARROWEST:
            return padded(text, width, self.symbols)
        head = cut(text, width // 3, self.symbols)
        return padded(head + text[max(same) :].lstrip(), width, self.symbols)

    def _told(self) -> Line:
        """Return all of the action under the cursor, or of the one laid last; blank where there is none."""
        row = self.row
        if row is None:
            return Line(((f"  {NOTHING}" if self.spot.line is not None else "", "dim"),))
        item = row.row.action
        who = " ".join(part for part in (row.row.contact, row.row.organization) if part)
        parts = [
            clean_line(who),
            duration(item.planned_minutes) if item.planned_minutes else "",
            f"for {clean_line(row.row.goal)}" if row.row.goal and row.row.goal not in item.text else "",
            kind_told(row.row),
            row.row.recurs,
            "overlaps another time" if row.clashes else "",
            "comes once the one before is done" if row.is_expected else "",
        ]
        aside = "   ".join(part for part in parts if part)
        sign: Cell = ("  ", "dim") if self.spot.line is not None else (f"{self.symbols.chain} ", "accent")
        text = clean_line(item.text)
        room = self.width - 2 - cell_len(text) - 3 if self.spot.line is None else -1
        keys = next((keys for keys in LAID_KEYS if len(keys) <= room), LAID_KEYS[-1] if room > -1 else "")
        return Line((sign, (text, "text"), (f"   {aside}", "dim")), ((keys, "dim"),) if keys else ())

    def seen(self, count: int) -> int:
        """Return how many lines of a day are seen at once; one is kept to tell of more."""
        return count if count <= self.height else max(1, self.height - 1)

    def day_at(self, x: int) -> int | None:
        """Return the day at a column of what is seen; None where there is none."""
        return next((at for at, begins, size in self._places() if begins <= x < begins + size), None)

    def _top(self, at: int) -> int:
        return self.spot.top if at == self.spot.column else 0

    @property
    def row(self) -> GridRow | None:
        """The action under the cursor; while that is not in the days, the one that was laid last."""
        column = self.view.columns[self.spot.column]
        if self.spot.line is not None:
            return column.rows[self.spot.line] if self.spot.line < len(column.rows) else None
        return next((row for day in self.view.columns for row in day.rows if self._is_laid(row)), None)

    @property
    def overlap(self) -> str:
        """The sign of times that overlap."""
        return OVERLAP[self.symbols.is_ascii]


def kind_told(row: PlanRow) -> str:
    """Return what sort of action it is, where it is no plain one."""
    kinds = {
        ActionKind.FOLLOW_UP: "follow-up",
        ActionKind.PROMISE: "promised",
        ActionKind.BLOCK: "sacred block",
        ActionKind.ONE_THING: "the one thing",
    }
    return kinds.get(row.action.kind, "")


def _alike(text: str, other: str) -> int:
    """Return where the first word begins in which a text differs from another one."""
    at = next(
        (n for n, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), min(len(text), len(other))
    )
    return text.rfind(" ", 0, at) + 1
