"""What is seen of a week's seven days and of what waits above them: its rows, all in view and in their place.

The cursor is a line and a day. How it goes from one to another is the way's (week_walk.py).
"""

from collections.abc import Sequence
from datetime import date

from planner.domain.errors import PlannerError
from planner.domain.weekviews import GridRow, Proposal, WeekGrid, WeekView
from planner.tui.line import Line, Row
from planner.tui.panes.ritual import RitualPane
from planner.tui.week_grid import CELL, Grid, Spot
from planner.tui.week_waiting import ELSEWHERE, FIRST, FIXED, LAYING, MOVING, WAITS, Room, Waiting, room
from planner.tui.widgets.editor import HEIGHT
from planner.tui.widgets.lines import GUTTER, Look

LEAST = 20
"""Columns that are drawn at least."""
COVERED = HEIGHT - 1
"""Lines that a line which is typed covers."""


class WeekSeenPane(RitualPane[WeekView]):
    """Days beside each other, below what waits."""

    grid: WeekGrid | None = None
    _column: int = 0
    """The day that is marked, 0 on Monday."""
    _top: int = 0
    """The first line of the marked day that is seen."""
    _first: int = 0
    """The first of what waits that is shown."""
    _most: int = 0
    """The most that waited since the week is shown: so many lines are kept for it."""
    _laid: str = ""
    """The key of the action that was laid last, which is at hand while the cursor is in what waits."""
    _wanted: str = ""
    """The row to which the cursor is on its way."""
    _left_out: frozenset[str] = frozenset()
    """The keys of what waits and is not wanted this time."""
    _stood: int | None = None
    """On which line of all the section began when it was seen last; None while the cursor was elsewhere."""

    def rows_of_week(self, title: str) -> Sequence[Row]:
        """Return what waits and the days."""
        days, found = self._days, self._waiting
        keys: Sequence[str] = FIRST if found else ELSEWHERE
        if self._is_closed:
            keys = ELSEWHERE
        elif self._is_here:
            keys = MOVING if self._line is not None else LAYING
        clashes = any(row.clashes for column in days.view.columns for row in column.rows)
        overlaps = days.overlap if clashes else ""
        waiting = Waiting(title, found, self._first, self._room, self.planner.today(), keys, overlaps)
        return [*waiting.rows(), *days.rows()]

    @property
    def _days(self) -> Grid:
        """What is drawn of the days."""
        if self.grid is None:
            raise PlannerError("Nothing is shown yet. esc goes back.")
        spot = Spot(self._column, self._line, self._top, self._laid if self._proposal is not None else "")
        return Grid(self.grid, spot, self.planner.today(), self._width, self._room.days, self._symbols)

    @property
    def _room(self) -> Room:
        """How many lines what waits and the days have."""
        return room(self.expanse.height, self._most)

    @property
    def _width(self) -> int:
        """The columns that a line has."""
        return max(LEAST, self.expanse.width - GUTTER)

    @property
    def _key(self) -> str:
        """The key of the row on which the cursor is, or will be."""
        return self._wanted or self.cursor_key or ""

    @property
    def _is_here(self) -> bool:
        """Whether the cursor is in the days or in what waits."""
        return self._key.startswith((CELL, WAITS))

    @property
    def _line(self) -> int | None:
        """The line of the marked day under the cursor; None while the cursor is elsewhere."""
        key = self._key
        return int(key.removeprefix(CELL)) + self._top if key.startswith(CELL) else None

    @property
    def _rows_of_day(self) -> Sequence[GridRow]:
        return self.grid.columns[self._column].rows if self.grid is not None else ()

    @property
    def _marked_day(self) -> date:
        return self._days.view.columns[self._column].day

    @property
    def _row(self) -> GridRow | None:
        """The line of the plan under the cursor; in what waits, the one that was laid last."""
        return self._days.row if self.grid is not None else None

    @property
    def _waiting(self) -> tuple[Proposal, ...]:
        found = self.grid.proposals if self.grid is not None else ()
        return tuple(one for one in found if one.key not in self._left_out)

    @property
    def _proposal(self) -> Proposal | None:
        """What waits under the cursor."""
        key = self._key
        return next((one for one in self._waiting if WAITS + one.key == key), None)

    def _see(self, line: int) -> int:
        """Bring a line of the marked day into view, the last one where it has fewer; return which it is."""
        count = len(self._rows_of_day)
        line, seen = max(0, min(line, count - 1)), self._days.seen(count)
        self._top = max(0, min(max(self._top, line - seen + 1), line, count - seen))
        return line

    def _set_column(self, column: int) -> None:
        if column != self._column:
            self._column, self._top = column, 0

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Set the rows; the cursor goes to the one that is wanted."""
        self.set_rows(rows, cursor_key=self._wanted or None)
        self.post_message(self.Moved())

    def _lay_out(self) -> None:
        """Lay out; what waits is shown from its beginning on while the cursor is elsewhere."""
        line, one, shown = self._line, self._proposal, self._room.waiting
        if line is not None and self.grid is not None:
            self._wanted = f"{CELL}{self._see(line) - self._top}"
        at = self._waiting.index(one) if one is not None else 0
        self._first = max(0, at - shown + 1, min(self._first, at, len(self._waiting) - shown))
        super()._lay_out()
        self._wanted = ""

    def _show_cursor(self) -> None:
        """Keep all of the days in view and in their place while the cursor is in them or in what waits."""
        bottom = self._bottom
        if bottom is None or not self._is_here:
            self._stood = None
            super()._show_cursor()
            return
        top = bottom - FIXED - sum(self._room)
        height = self.scrollable_content_region.height
        y = self.scroll_offset.y + (0 if self._stood is None else top - self._stood)
        y = min(max(y, bottom - height + COVERED), top)
        self._stood = top
        self.scroll_to(y=max(0, y, self.cursor_line - height + 1), animate=False, immediate=True)

    @property
    def _tight(self) -> int:
        """None: the sections stand apart, so that none moves when another one gets longer."""
        return 0

    @property
    def _bottom(self) -> int | None:
        """The line behind the days; None where they are not shown."""
        cells = [n for n, row in enumerate(self._rows) if (row.key or "").startswith(CELL)]
        return self._tops[cells[-1] + 2] if cells else None

    def _look(self, number: int) -> Look:
        """Return how a line looks: the days draw their cursor themselves."""
        line, is_selected, width = super()._look(number)
        if is_selected and self._line is not None:
            return Line((("  ", "text"), *line.left[1:]), line.right), False, width
        return line, is_selected, width
