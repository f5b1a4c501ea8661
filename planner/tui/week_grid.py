"""The seven days of a week as rows: what waits to be laid, the days beside each other, and how full each is. Pure.

Its cursor is a place of its own, a day and a line in it: the rows draw it with a sign.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from rich.cells import cell_len

from planner.domain.action import ActionKind, ActionStatus
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date
from planner.domain.weekviews import DayColumn, GridRow, Proposal, ProposalKind, WeekGrid
from planner.tui.format import cut
from planner.tui.goals_format import bar
from planner.tui.line import Cell, Line, Row, Symbols, static
from planner.tui.log_format import duration

WAITS, CELL = "waits ", "cell "
"""What the keys of the rows begin with: of one that waits, of a line of the days."""
MOST_WAITING: Final = 4
"""Lines of what waits that are shown at a time."""
WHOLE: Final = 88
"""Columns from which all seven days stand beside each other."""
DAY: Final = 24
"""Columns that a day wants where they do not."""
NARROW: Final = 60
"""Columns below which what stands aside is short."""
KEYS = "1-7 lay on a day   [ ] move   t time   a add"
NOTHING = "a adds an action to this day"
OVERLAP: Final = ("‡", "#")
"""The sign of times that overlap, and its ASCII form."""


class Spot(NamedTuple):
    """Where the cursor is in the days."""

    column: int
    """The day, 0 on Monday."""
    line: int | None
    """The line of the day; None while the cursor is elsewhere."""


class Grid(NamedTuple):
    """What is drawn."""

    view: WeekGrid
    waiting: tuple[Proposal, ...]
    first: int
    """The first of what waits that is shown."""
    spot: Spot
    today: date
    width: int
    symbols: Symbols

    @property
    def seen(self) -> tuple[Proposal, ...]:
        """What waits and is shown."""
        return self.waiting[self.first : self.first + MOST_WAITING]

    def rows(self, title: str) -> list[Row]:
        """Return all of it."""
        found = [Row(None, 1, partial(self._head, title))]
        found += [Row(WAITS + one.key, 1, partial(self._proposal, one)) for one in self.seen]
        if self.waiting:
            found.append(static(Line()))
        deepest = max(1, *(len(self.view.columns[at].rows) for at in self._shown()[0]))
        for n in range(deepest):
            lines = tuple(self._lines(n, is_last=n == deepest - 1))
            found.append(Row(f"{CELL}{n}", len(lines), lambda _width, lines=lines: lines))  # type: ignore[misc]  # bound to its own row
        return found

    def _head(self, title: str, width: int) -> tuple[Line, ...]:
        clashes = any(row.clashes for column in self.view.columns for row in column.rows)
        count = len(self.waiting)
        told = f"   {count} {'waits' if count == 1 else 'wait'}" if count else ""
        if count > len(self.seen):
            told += f", {self.first + 1}-{self.first + len(self.seen)} shown"
        right: list[Cell] = [(f"{self._overlap} times overlap", "behind")] if clashes else []
        if width >= (WHOLE if clashes else NARROW + 12):
            right.append((f"   {KEYS}", "dim"))
        return (Line(((title, "strong"), (told, "dim")), tuple(right)),)

    def _proposal(self, one: Proposal, width: int) -> tuple[Line, ...]:
        text = clean_line(one.text)
        cells: list[Cell] = [("  ", "dim"), (text, "text")]
        if one.contact and width >= NARROW:
            cells.append((f"   {clean_line(one.contact)}", "dim"))
        reason, role = self._reason(one, is_short=width < NARROW)
        serves = f"for {clean_line(one.goal)}" if one.goal and clean_line(one.goal) not in text else ""
        if serves and (width < NARROW or cell_len(text) + cell_len(serves) + cell_len(reason) + 12 > width):
            serves = ""
        right: list[Cell] = [(f"{serves}   ", "dim")] if serves else []
        return (Line(tuple(cells), (*right, (reason, role))),)

    def _reason(self, one: Proposal, *, is_short: bool) -> Cell:
        """Return why it waits."""
        named = {ProposalKind.DUE: "promised", ProposalKind.OPEN: "left open"}.get(one.kind, "")
        if one.action.kind is ActionKind.FOLLOW_UP:
            named = "follow-up"
        if one.since is not None:
            role = "behind" if one.kind is ProposalKind.DUE else "dim"
            if is_short:
                return f"{one.since.day}.{one.since.month}.", role
            return f"{named} {short_date(one.since, self.today)}", role
        if one.kind is ProposalKind.LEADS:
            return ("leads" if is_short else "leads needed"), "dim"
        return ("again" if is_short else "comes again"), "dim"

    def _lines(self, n: int, *, is_last: bool) -> Iterator[Line]:
        """Yield one line of the days; the heads stand over the first one, the loads under the last one."""
        shown, size = self._shown()
        if n == 0:
            if len(shown) < len(self.view.columns):
                yield self._strip()
            yield Line(tuple(cell for at in shown for cell in self._day(at, size)))
        yield Line(tuple(cell for at in shown for cell in self._cell(at, n, size)))
        if is_last:
            yield Line(tuple(cell for at in shown for cell in self._load(self.view.columns[at], size)))
            yield self._told()

    def _shown(self) -> tuple[range, int]:
        """Return the days that stand beside each other, and how many columns each has."""
        days = len(self.view.columns)
        count = days if self.width >= WHOLE else max(1, min(days, self.width // DAY))
        first = min(self.spot.column // count * count, days - count)
        return range(first, first + count), self.width // count

    def _strip(self) -> Line:
        """Return all days with how much stands on them, where few of them are seen."""
        size = self.width // len(self.view.columns)
        cells: list[Cell] = []
        for at, column in enumerate(self.view.columns):
            count = f" {len(column.rows)}" if size >= 7 and column.rows else ""
            name = f"{column.day:%a}"[:2] + count
            is_here = at == self.spot.column
            cells.append((f"{f'[{name}]' if is_here else f' {name} ':{size}}", "key" if is_here else "dim"))
        return Line(tuple(cells))

    def _day(self, at: int, size: int) -> tuple[Cell, ...]:
        """Return the head of a day."""
        column = self.view.columns[at]
        is_here = at == self.spot.column
        is_over = column.day < self.today
        role = "key" if is_here else "dim" if is_over or not column.is_working else "strong"
        name = f"{column.day:%a} {column.day.day}"
        aside = "today" if column.day == self.today else ""
        return ((f"  {name}", role), (f" {aside:{size - len(name) - 3}}", "dim"))

    def _cell(self, at: int, n: int, size: int) -> tuple[Cell, ...]:
        """Return one line of one day: its sign, its time and its text."""
        column = self.view.columns[at]
        is_here = self.spot == (at, n)
        mark: Cell = (f"{self.symbols.cursor} " if is_here else "  ", "accent")
        if n >= len(column.rows):
            rest = "" if n or column.is_working else clean_line(column.day_off) or "rest"
            return mark, (padded(rest, size - 2, self.symbols), "dim")
        row = column.rows[n]
        item, role = row.row.action, "text"
        sign = self._overlap if row.clashes else ""
        if item.status is ActionStatus.DONE:
            sign, role = self.symbols.done, "struck"
        elif row.is_expected or column.day < self.today:
            sign, role = sign or self.symbols.leaf if row.is_expected else sign, "dim"
        at_time = f"{item.start_time.hour}:{item.start_time:%M} " if item.start_time else ""
        lead = (f"{sign} " if sign else "") + ("  " if row.row.is_held else "") + at_time
        room = max(1, size - 3 - cell_len(lead))
        of_lead = "met" if item.status is ActionStatus.DONE else "behind" if row.clashes else "dim"
        text = padded(clean_line(item.text), room, self.symbols)
        return mark, (lead, of_lead), (text, "key" if is_here else role), (" ", "text")

    def _load(self, column: DayColumn, size: int) -> tuple[Cell, ...]:
        """Return how full a day is: a bar and its hours; a dash where nothing is asked and nothing stands."""
        told = hours(column.load) if column.load or column.capacity else self.symbols.minus
        is_over = column.load > column.capacity
        if is_over and column.capacity:
            told = f"{told} of {hours(column.capacity)}"
        long = max(0, min(8, size - len(told) - 4))
        part = column.load / column.capacity if column.capacity else float(is_over)
        role = "behind" if is_over and column.capacity else "bar"
        spaces = " " * max(0, size - 3 - long - len(told))
        return (
            ("  ", "text"),
            *bar(part, long, role, self.symbols),
            (f" {told}{spaces}", "behind" if role == "behind" else "dim"),
        )

    def _told(self) -> Line:
        """Return all of the action under the cursor, with the goal that it serves; blank where the cursor is not."""
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
        return Line((("  ", "dim"), (clean_line(item.text), "text"), (f"   {aside}", "dim")))

    def day_at(self, x: int) -> int | None:
        """Return the day at a column of what is seen; None where there is none."""
        shown, size = self._shown()
        return shown[x // size] if 0 <= x // size < len(shown) else None

    @property
    def row(self) -> GridRow | None:
        """The action under the cursor."""
        rows = self.view.columns[self.spot.column].rows
        return rows[self.spot.line] if self.spot.line is not None and self.spot.line < len(rows) else None

    @property
    def _overlap(self) -> str:
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


def hours(minutes: int) -> str:
    """Return minutes as hours with at most one decimal: "0h", "1.5h"."""
    whole, tenth = divmod(round(minutes / 6), 10)
    return f"{whole}.{tenth}h" if tenth else f"{whole}h"


def padded(text: str, width: int, symbols: Symbols) -> str:
    """Return a text that takes exactly so many columns."""
    text = cut(text, width, symbols)
    return text + " " * max(0, width - cell_len(text))
