"""The way through a week's seven days and what waits above them, by line and by day.

What is done to what stands under the cursor is the days' (week_days.py).
"""

from textual import events

from planner.tui.panes.week_seen import WeekSeenPane
from planner.tui.week_grid import CELL
from planner.tui.week_waiting import WAITS
from planner.tui.widgets.lines import GUTTER


class WeekWalkPane(WeekSeenPane):
    """Days that are walked."""

    def load(self) -> None:
        """Read and lay out; the cursor stays on its action, wherever that stands now."""
        row = self._row
        self.read()
        self._most = max(self._most, len(self._waiting))
        if self._line is None:
            self._see_action(self._laid)
        elif row is not None and not row.is_expected and self._to_action(row.row.action.id):
            return
        self._lay_out()

    def do_list_down(self) -> None:
        """Go to the next line: of what waits, of the marked day, or behind the days."""
        line, one = self._line, self._proposal
        if one is not None:
            following = self._waiting[self._waiting.index(one) + 1 :]
            if following:
                self._mark(WAITS + following[0].key)
            else:
                self._to_line(0)
        elif line is None:
            self.cursor_by(1)
        elif line + 1 < len(self._rows_of_day):
            self._to_line(line + 1)
        else:
            self._leave_days()
        self.post_message(self.Moved())

    def do_list_up(self) -> None:
        """Go to the line before."""
        line, one = self._line, self._proposal
        if one is not None and one != self._waiting[0]:
            self._mark(WAITS + self._waiting[self._waiting.index(one) - 1].key)
        elif line:
            self._to_line(line - 1)
        elif line == 0 and self._waiting:
            self._mark(WAITS + self._waiting[-1].key)
        else:
            self.cursor_by(-1)
        self.post_message(self.Moved())

    def do_week_forward(self) -> None:
        """Mark the next day."""
        self._to_day(self._column + 1)

    def do_week_back(self) -> None:
        """Mark the day before."""
        self._to_day(self._column - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        super().on_click(event)
        offset = event.get_content_offset(self)
        if offset is not None and self._line is not None:
            at = self._days.day_at(offset.x - GUTTER // 2)
            if at is not None:
                self._to_day(at)

    def _to_day(self, column: int) -> None:
        """Mark a day of the week, its nearest line where the cursor is in the days."""
        line = self._line
        self._set_column(max(0, min(column, len(self._days.view.columns) - 1)))
        if line is None:
            self._lay_out()
        else:
            self._to_line(line)
        self.post_message(self.Moved())

    def _to_line(self, line: int) -> None:
        """Put the cursor on a line of the marked day, the last one where it has fewer."""
        line = self._see(line)
        self._mark(f"{CELL}{line - self._top}")

    def _to_action(self, key: str) -> bool:
        """Put the cursor on an action of the days; whether it stands there."""
        found = self._see_action(key)
        if found is not None:
            self._mark(f"{CELL}{found - self._top}")
        return found is not None

    def _see_action(self, key: str) -> int | None:
        """Mark the day of an action so that it is seen; return its line, None where it stands on no day."""
        for column, day in enumerate(self._days.view.columns):
            for line, row in enumerate(day.rows):
                if row.row.action.id == key and not row.is_expected:
                    self._set_column(column)
                    return self._see(line)
        return None

    def _mark(self, key: str) -> None:
        """Put the cursor on a row, of what waits also where that is not shown yet."""
        self._wanted = key
        self._lay_out()
        self._wanted = ""

    def _leave_days(self) -> None:
        """Go to the first line behind the days, where there is one."""
        keys = [row.key for row in self._rows if row.key is not None]
        last = max(n for n, key in enumerate(keys) if key.startswith(CELL))
        if last + 1 < len(keys):
            self._mark(keys[last + 1])

    def _go(self, at: int) -> None:
        """Put the cursor on a row; the days are drawn anew where it comes to them or leaves them."""
        was_here = self._is_here
        super()._go(at)
        if was_here or self._is_here:
            self._lay_out()
