"""The Log pane: a window on the log that follows the cursor through the years. It never holds more than a few pages."""

from datetime import date
from functools import partial
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.views import LogKey, LogRow, short_date
from planner.tui import log_format
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, Row, static
from planner.tui.lines import DayLine, LogLine
from planner.tui.panes.pane import Pane

PAGE = 60
"""Entries read at a time."""
FEW = 30
"""Entries read at first of a past day and those before it."""
MOST = 600
"""Entries held; what is further away is read again when it is needed."""
NEAR = 25
"""Entries from the end of the window at which the next page is read."""
LAST = "\uffff"
"""After every id."""


class LogPane(Pane):
    """What was done, newest first."""

    TOPICS: ClassVar = frozenset({Topic.LOG, Topic.PEOPLE, Topic.DEALS})
    LATER: ClassVar = frozenset({Topic.PLAN})
    PLACE: ClassVar = Place.LOG
    BINDINGS: ClassVar = bindings(Place.LOG, Place.LIST)

    _entries: tuple[LogRow, ...] = ()
    _has_newer: bool = False
    _has_older: bool = False
    _is_laying_out: bool = False
    """While other entries take their place, when scrolling is no wish to read on."""

    def load(self) -> None:
        """Read the window again, from its own newest entry where that is not the log's."""
        if self.day is None:
            return
        if self._is_other_day:
            self._show_other_day(self.day)
            return
        held = max(PAGE, min(len(self._entries), MOST))
        top = (*self._entries[0].key[:2], LAST) if self._has_newer and self._entries else None
        self._set(self.planner.reading.log(top, held), has_newer=self._has_newer, asked=held)

    def read_ahead(self, day: date) -> None:
        """Read the log of another day."""
        if day < self.planner.today():
            self._read_other_day(day, max(FEW, self.size.height))

    def watch_day(self) -> None:
        """Begin with the day that is looked at now, wherever the cursor stood."""
        self._entries, self._has_newer = (), False
        self.leave_rows()
        super().watch_day()

    def selected(self) -> LogRow | None:
        """Return the entry under the cursor."""
        return next((row for row in self._entries if row.activity.id == self.cursor_key), None)

    def has(self, need: Need) -> bool:
        """Whether an entry stands under the cursor."""
        return self.cursor_key is not None if need is Need.ENTRY else super().has(need)

    def need(self) -> LogRow:
        """Return the entry under the cursor. Raises PlannerError where there is none."""
        row = self.selected()
        if row is None:
            raise PlannerError(Need.ENTRY.value)
        return row

    def go_to(self, key: LogKey) -> None:
        """Show the log from a place in it on, with the cursor on the first entry there."""
        self._set(self.planner.reading.log((*key[:2], LAST), PAGE), has_newer=True, asked=PAGE)
        self.cursor_to_top()

    def do_log_edit(self) -> None:
        """Correct the entry as a line."""
        row = self.need()
        self.ask(LogLine(self.planner, row.activity), self.planner.log.written(row))

    def do_log_move(self) -> None:
        """Give the entry another date."""
        key = self.need().activity.id
        self.ask(DayLine(self.planner, "it was on", lambda day: self.planner.log.move(key, day).label, past=True))

    def do_log_delete(self) -> None:
        """Delete the entry."""
        self.tell(self.planner.log.delete(self.need().activity.id))

    def do_list_top(self) -> None:
        """Go to the newest entry."""
        if self._has_newer:
            self._set(self.planner.reading.log(None, PAGE), has_newer=False, asked=PAGE)
        super().do_list_top()

    def do_list_bottom(self) -> None:
        """Go to the oldest entry of all."""
        if self._has_older:
            oldest = self.planner.reading.log_from(None, PAGE)
            self._set(oldest[::-1], has_newer=len(oldest) == PAGE, asked=None)
        super().do_list_bottom()

    def cursor_by(self, step: int) -> None:
        """Move the cursor, reading on where the window ends."""
        super().cursor_by(step)
        self._read_on()

    def page(self, direction: int) -> None:
        """Move a page, reading on where the window ends."""
        super().page(direction)
        self._read_on()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read on when the mouse wheel comes near an end."""
        super().watch_scroll_y(old_value, new_value)
        near = 2 * self.size.height
        if self._is_laying_out:
            return
        if self._has_older and new_value + near > self.height_of_rows and new_value > old_value:
            self._read_older()
        elif self._has_newer and new_value < near and new_value < old_value:
            self._read_newer()

    @property
    def _is_other_day(self) -> bool:
        """Whether a past day is looked at, whose log stands on top where nobody scrolled on."""
        if self.day is None or self.day >= self.planner.today():
            return False
        return not self._entries or self._entries[0].activity.local_date <= self.day

    def _show_other_day(self, day: date) -> None:
        held = max(FEW, self.size.height, min(len(self._entries), MOST))
        entries, has_newer = self._read_other_day(day, held)
        self._set(entries, has_newer=has_newer, asked=held)

    def _read_other_day(self, day: date, held: int) -> tuple[list[LogRow], bool]:
        """Return a past day's log with what came before it, and whether anything came after it."""
        reading, top = self.planner.reading, (day.isoformat(), LAST, LAST)
        return reading.remembered(("log", day, held), lambda: (reading.log(top, held), bool(reading.log_from(top, 1))))

    def _read_on(self) -> None:
        at = next((n for n, row in enumerate(self._entries) if row.activity.id == self.cursor_key), 0)
        if self._has_older and at > len(self._entries) - NEAR:
            self._read_older()
        elif self._has_newer and at < NEAR:
            self._read_newer()

    def _read_older(self) -> None:
        older = self.planner.reading.log(self._entries[-1].key, PAGE)
        entries = (*self._entries, *older)
        dropped = max(0, len(entries) - MOST)
        self._keep_view(entries[dropped:], has_newer=self._has_newer or dropped > 0, has_older=len(older) == PAGE)

    def _read_newer(self) -> None:
        newer = self.planner.reading.log_from(self._entries[0].key, PAGE)
        entries = (*newer[::-1], *self._entries)
        self._keep_view(
            entries[:MOST],
            has_newer=len(newer) == PAGE,
            has_older=self._has_older or len(entries) > MOST,
        )

    def _keep_view(self, entries: tuple[LogRow, ...], *, has_newer: bool, has_older: bool) -> None:
        """Hold other entries and leave what is seen where it is on the screen."""
        seen = self.first_seen()
        self._entries, self._has_newer, self._has_older = entries, has_newer, has_older
        self._is_laying_out = True
        self.set_rows(self._laid_out())
        self.see_first(seen)
        self._is_laying_out = False

    def _set(self, entries: list[LogRow], *, has_newer: bool, asked: int | None) -> None:
        self._entries = tuple(entries)
        self._has_newer = has_newer
        self._has_older = asked is not None and len(entries) == asked
        self.show_rows(self._laid_out())

    def _laid_out(self) -> list[Row]:
        today = self.day or self.planner.today()
        if not self._entries:
            told = ("Nothing is logged yet. l logs a step:", "try “call @Dana connected: first talk”.")
            return [static(*(Line(((text, "dim"),)) for text in told))]
        rows: list[Row] = []
        day: date | None = None
        if self._is_other_day and self._entries[0].activity.local_date != today:
            nothing = f"Nothing is logged on {short_date(today, self.planner.today())}. l logs for that day."
            rows.append(static(Line(((nothing, "dim"),))))
        for entry in self._entries:
            if entry.activity.local_date != day:
                opens = day is None and entry.activity.local_date == today == self.planner.today()
                day = entry.activity.local_date
                if not opens:
                    if rows:
                        rows.append(static(Line()))
                    rows.append(Row(None, 1, partial(self._rule, day, self.planner.today())))
            height = 2 if log_format.said_by(entry, self._symbols) else 1
            rows.append(Row(entry.activity.id, height, partial(self._entry, entry)))
        return rows

    def _rule(self, day: date, today: date, width: int) -> tuple[Line, ...]:
        return (log_format.day_rule(day, today, self._symbols, width),)

    def _entry(self, entry: LogRow, width: int) -> tuple[Line, ...]:
        return log_format.entry(entry, self._symbols, width)
