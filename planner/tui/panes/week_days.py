"""The seven days of a week and what waits to be laid on them, edited by keys. Its cursor is a line and a day.

What else weekly planning shows is its page's (panes/week.py).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from textual import events

from planner.domain.action import Action
from planner.domain.errors import PlannerError
from planner.domain.views import short_date
from planner.domain.weekviews import GridRow, Proposal, ProposalKind, WeekGrid
from planner.tui.commands.command import Need
from planner.tui.line import Line, Row
from planner.tui.lines import ActionLine
from planner.tui.panes.ritual import RitualPane
from planner.tui.sentence_line import SentenceLine
from planner.tui.week_grid import CELL, MOST_WAITING, WAITS, Grid, Spot
from planner.tui.widgets.lines import GUTTER, Look

_COMES = "It comes by itself once the one before is done: move or change that one."

LEAST = 20
"""Columns that are drawn at least."""


class WeekDaysPane(RitualPane):
    """Days beside each other."""

    grid: WeekGrid | None = None
    _column: int = 0
    """The day that is marked, 0 on Monday."""
    _first: int = 0
    """The first of what waits that is shown."""
    _wanted: str = ""
    """The row to which the cursor is on its way."""
    _left_out: frozenset[str] = frozenset()
    """The keys of what waits and is not wanted this time."""

    def load(self) -> None:
        """Read and lay out; the cursor stays on a line of its day."""
        line = self._line
        super().load()
        if line is not None and (line != self._line or line >= len(self._rows_of_day)):
            self._to_line(line)

    def has(self, need: Need) -> bool:
        """Whether an action or something that waits stands under the cursor."""
        match need:
            case Need.LAID:
                return self._row is not None
            case Need.ACTION:
                return self._row is not None or self._proposal is not None
        return super().has(need)

    def do_list_down(self) -> None:
        """Go to the next line: of what waits, of the marked day, or behind the days."""
        line, one = self._line, self._proposal
        if one is not None:
            following = self._waiting[self._waiting.index(one) + 1 :]
            self._mark(WAITS + following[0].key if following else f"{CELL}0")
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
            if self._line is not None:
                self._to_line(self._line)
        self.post_message(self.Moved())

    def do_week_forward(self) -> None:
        """Mark the next day."""
        self._to_day(self._column + 1)

    def do_week_back(self) -> None:
        """Mark the day before."""
        self._to_day(self._column - 1)

    def do_week_later(self) -> None:
        """Move the action to the day after."""
        self._put(self._marked_day + timedelta(days=1))

    def do_week_earlier(self) -> None:
        """Move the action to the day before."""
        self._put(self._marked_day - timedelta(days=1))

    def do_week_monday(self) -> None:
        """Lay it on Monday."""
        self._lay(0)

    def do_week_tuesday(self) -> None:
        """Lay it on Tuesday."""
        self._lay(1)

    def do_week_wednesday(self) -> None:
        """Lay it on Wednesday."""
        self._lay(2)

    def do_week_thursday(self) -> None:
        """Lay it on Thursday."""
        self._lay(3)

    def do_week_friday(self) -> None:
        """Lay it on Friday."""
        self._lay(4)

    def do_week_saturday(self) -> None:
        """Lay it on Saturday."""
        self._lay(5)

    def do_week_sunday(self) -> None:
        """Lay it on Sunday."""
        self._lay(6)

    def do_week_add(self) -> None:
        """Ask for an action of the marked day."""
        day, today = self._marked_day, self.planner.today()
        if day < today:
            raise PlannerError(f"{short_date(day, today)} is past. left and right mark another day.")
        self.ask(ActionLine(self.planner, day))

    def do_week_time(self) -> None:
        """Ask for the time of the action."""
        action = self._need_action()
        stands = f"{action.start_time:%H:%M}" if action.start_time is not None else ""
        self._ask_about(action, "time", "9 · 9:30 · 14 · nothing clears it", stands)

    def do_week_minutes(self) -> None:
        """Ask how long the action takes."""
        action = self._need_action()
        self._ask_about(action, "length", "45 · 45m · 1h30m · nothing clears it", f"{action.planned_minutes or ''}")

    def do_week_done(self) -> None:
        """Tick it off, or take the tick away."""
        self.tell(self.planner.plan.toggle(self._action().id))

    def do_week_drop(self) -> None:
        """Take the action off the plan; what would be planned anew is left out of what waits."""
        one = self._proposal
        if one is not None and one.kind in {ProposalKind.LEADS, ProposalKind.AGAIN}:
            self._go_past(one)
            self._left_out |= {one.key}
            self._lay_out()
            self._say(f"Left out this time: {one.text}", "text")
        else:
            action = self._action()
            if one is not None:
                self._go_past(one)
            self.tell(self.planner.plan.drop(action.id))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        super().on_click(event)
        offset = event.get_content_offset(self)
        if offset is not None and self._line is not None:
            at = self._days.day_at(offset.x - GUTTER // 2)
            if at is not None:
                self._to_day(at)

    @property
    def _days(self) -> Grid:
        """What is drawn of the days."""
        if self.grid is None:
            raise PlannerError("Nothing is shown yet. esc goes back.")
        spot = Spot(self._column, self._line)
        return Grid(self.grid, self._waiting, self._first, spot, self.planner.today(), self._width, self._symbols)

    @property
    def _width(self) -> int:
        """The columns that there are; some before the page is laid out."""
        return max(LEAST, self.scrollable_content_region.width - GUTTER)

    @property
    def _key(self) -> str:
        """The key of the row on which the cursor is, or will be."""
        return self._wanted or self.cursor_key or ""

    @property
    def _line(self) -> int | None:
        """The line of the marked day under the cursor; None while the cursor is elsewhere."""
        key = self._key
        return int(key.removeprefix(CELL)) if key.startswith(CELL) else None

    @property
    def _rows_of_day(self) -> Sequence[GridRow]:
        return self.grid.columns[self._column].rows if self.grid is not None else ()

    @property
    def _marked_day(self) -> date:
        return self._days.view.columns[self._column].day

    @property
    def _row(self) -> GridRow | None:
        """The line of the plan under the cursor."""
        line = self._line
        return self._rows_of_day[line] if line is not None and line < len(self._rows_of_day) else None

    @property
    def _waiting(self) -> tuple[Proposal, ...]:
        found = self.grid.proposals if self.grid is not None else ()
        return tuple(one for one in found if one.key not in self._left_out)

    @property
    def _proposal(self) -> Proposal | None:
        """What waits under the cursor."""
        key = self._key
        return next((one for one in self._waiting if WAITS + one.key == key), None)

    def _need_action(self) -> Action:
        """Return the action of the days under the cursor. Raises PlannerError where there is none."""
        row = self._row
        if row is None:
            raise PlannerError(Need.LAID.value)
        if row.is_expected:
            raise PlannerError(_COMES)
        return row.row.action

    def _action(self) -> Action:
        """Return the action under the cursor, in the days or waiting. Raises PlannerError where none stands yet."""
        one = self._proposal
        if one is None:
            return self._need_action()
        if one.kind in {ProposalKind.LEADS, ProposalKind.AGAIN}:
            raise PlannerError("It is not planned yet: 1 to 7 lay it on a day, d leaves it out.")
        return one.action

    def _ask_about(self, action: Action, what: str, hint: str, text: str) -> None:
        """Ask for the time or the length of an action."""

        def save(typed: str) -> str:
            week = self.planner.week
            return (week.set_time if what == "time" else week.set_minutes)(action.id, typed).label

        self.ask(SentenceLine(f"{what} of “{action.text}”", hint, "", save), text)

    def _lay(self, column: int) -> None:
        """Lay what waits on a day and go on to the next that waits; or move the action there."""
        one, day = self._proposal, self._days.view.columns[column].day
        if one is None:
            self._put(day)
            return
        changeset = self.planner.week.lay(one.key, day)
        self._column = column
        self._go_past(one)
        self.tell(changeset)

    def _put(self, day: date) -> None:
        """Move the action to another day; the cursor goes with it where that is one of the week."""
        action = self._need_action()
        self.tell(self.planner.week.put(action.id, day))
        self.reload_if_stale()
        columns = self._days.view.columns
        for at, column in enumerate(columns):
            moved = [row.row.action.text == action.text for row in column.rows]
            if column.day == day and any(moved):
                line = len(moved) - 1 - moved[::-1].index(True)
                self._column = at
                self._to_line(line)

    def _go_past(self, one: Proposal) -> None:
        """Put the cursor on what waits behind something; before it where that is the last, in the days behind all."""
        waiting = self._waiting
        at = waiting.index(one)
        following = (*waiting[at + 1 :], *waiting[:at])
        self._mark(WAITS + following[0].key if following else f"{CELL}0")

    def _to_day(self, column: int) -> None:
        """Mark a day of the week, its nearest line where the cursor is in the days."""
        self._column = max(0, min(column, len(self._days.view.columns) - 1))
        self._to_line(self._line)
        self.post_message(self.Moved())

    def _to_line(self, line: int | None) -> None:
        """Put the cursor on a line of the marked day, the last one where it has fewer."""
        if line is None:
            self._lay_out()
        else:
            self._mark(f"{CELL}{max(0, min(line, len(self._rows_of_day) - 1))}")

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

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Set the rows; the cursor goes to the one that is wanted."""
        self.set_rows(rows, cursor_key=self._wanted or None)
        self.post_message(self.Moved())

    def _go(self, at: int) -> None:
        """Put the cursor on a row; the days are drawn anew where it comes to them or leaves them."""
        before = self._line
        super()._go(at)
        if before is not None or self._line is not None:
            self._lay_out()

    def _lay_out(self) -> None:
        """Lay out; what waits is shown from its beginning on while the cursor is elsewhere."""
        one = self._proposal
        at = self._waiting.index(one) if one is not None else 0
        self._first = max(at - MOST_WAITING + 1, min(self._first, at, max(0, len(self._waiting) - MOST_WAITING)))
        super()._lay_out()

    def _look(self, number: int) -> Look:
        """Return how a line looks: the days draw their cursor themselves."""
        line, is_selected, width = super()._look(number)
        if is_selected and self._line is not None:
            return Line((("  ", "text"), *line.left[1:]), line.right), False, width
        return line, is_selected, width
