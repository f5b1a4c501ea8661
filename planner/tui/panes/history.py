"""The history: everything that was changed, by day, newest first, and beside it what a step did and the way back."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.history import Preview
from planner.domain.views import JournalLine
from planner.services.past import MOST_STEPS
from planner.settings.themes import Palette
from planner.tui import history_format as fmt
from planner.tui.commands.command import Command, Need, Place
from planner.tui.commands.keymap import bindings, shown_key
from planner.tui.line import Line, Row, Symbols, static
from planner.tui.log_format import day_rule
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER, Lines

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

PAGE = 100
"""Steps read at a time."""
NEAR = 30
"""Steps from the end of what is read at which the next ones are."""


class Way(Lines):
    """What a step did, and the way back. It has the focus while it is read, and the keys of the list then scroll it."""

    BINDINGS: ClassVar = bindings(Place.HISTORY, Place.LIST)


class HistoryPane(Pane):
    """What was done, newest first."""

    TOPICS: ClassVar = frozenset(Topic)
    PLACE: ClassVar = Place.HISTORY
    BINDINGS: ClassVar = bindings(Place.HISTORY, Place.LIST)

    _steps: tuple[JournalLine, ...] = ()
    _has_older: bool = False
    _preview: Preview | None = None
    """Of the step under the cursor."""
    _told = PAGE
    """How many steps on the way are told while it is read."""

    def __init__(self, app: "PlannerApp", say: Callable[[str, str], None]) -> None:
        """Show an app's planner."""
        super().__init__(app, say)
        self.border_title = "everything that was changed"
        self.way = Way(app.palette, app.symbols, id="way")
        self.way.border_title = "this step, and the way back"

    @property
    def shows_cursor(self) -> bool:
        """Whether the step under the cursor is marked: while its way back is read too."""
        return self.has_focus or self.way.has_focus

    def set_palette(self, palette: Palette) -> None:
        """Draw with another palette."""
        super().set_palette(palette)
        self.way.set_palette(palette)

    def set_symbols(self, symbols: Symbols) -> None:
        """Draw with other symbols."""
        super().set_symbols(symbols)
        self.way.set_symbols(symbols)

    def load(self) -> None:
        """Read as many steps as were read before."""
        held = max(PAGE, len(self._steps))
        self._steps = tuple(map(self._local, self.planner.history(held)))
        self._has_older = len(self._steps) == held
        self.show_rows(self._laid_out())
        self.show_way()

    def has(self, need: Need) -> bool:
        """Whether the step under the cursor can be gone to."""
        if need is Need.STEP:
            return self._preview is not None and self._preview.is_reachable and self._preview.distance > 0
        return super().has(need)

    def title_of(self, command: Command) -> str:
        """Return what a key does at the step under the cursor: one that is taken back is done again."""
        if command.id == "history.read" and self.way.has_focus:
            return "list"
        is_forward = self._preview is not None and self._preview.is_forward
        return "do again to here" if is_forward and command.id == "history.back" else command.title

    def do_history_back(self) -> None:
        """Go to where the step stood."""
        changeset = self.planner.past.go_to(int(self.cursor_key or 0))
        redo, undo = (shown_key(self.app.command_by_id[name].keys[0]) for name in ("app.redo", "app.undo"))
        is_back = changeset.label.startswith("Taken back")
        told = f"{redo} does them again" if is_back else f"{undo} takes them back"
        self._say(f"{changeset.label} · {told}, one by one", "text")

    def do_history_read(self) -> None:
        """Give the keys of the list to the way back, or take them again."""
        self.screen.set_focus(self if self.way.has_focus else self.way)

    def cursor_by(self, step: int) -> None:
        """Move the cursor, reading on where what is read ends."""
        if self.way.has_focus:
            self._scroll_way(self.way.scroll_offset.y + step)
            return
        super().cursor_by(step)
        self._read_on()

    def page(self, direction: int) -> None:
        """Move a page, reading on where what is read ends."""
        if self.way.has_focus:
            self._scroll_way(
                self.way.scroll_offset.y + direction * max(1, self.way.scrollable_content_region.height - 1)
            )
            return
        super().page(direction)
        self._read_on()

    def cursor_to_top(self) -> None:
        """Put the cursor on the first step."""
        if self.way.has_focus:
            self._scroll_way(0)
            return
        super().cursor_to_top()

    def cursor_to_bottom(self) -> None:
        """Put the cursor on the last step that is read, and read on."""
        if self.way.has_focus:
            self._scroll_way(self.way.height_of_rows)
            return
        super().cursor_to_bottom()
        self._read_on()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read on when the mouse wheel comes near the end."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and new_value + 2 * self.size.height > self.height_of_rows:
            self._read_older()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another size, with the way back."""
        super().on_resize(event)
        self.call_after_refresh(self.show_way)

    def _go(self, at: int) -> None:
        if at != self._cursor:
            self._say("", "text")  # what was said was said of another step
        super()._go(at)
        self._told = PAGE
        self.show_way()

    def _scroll_way(self, line: float) -> None:
        """Scroll what the way back tells; where what is told of it ends, tell more."""
        way = self.way
        if line >= way.max_scroll_y and self._preview is not None and len(self._preview.steps) < self._preview.distance:
            self._told += PAGE
            self.show_way()
        way.scroll_to(y=min(max(0, line), way.max_scroll_y), animate=False, immediate=True)

    def _read_on(self) -> None:
        at = next((n for n, line in enumerate(self._steps) if str(line.seq) == self.cursor_key), 0)
        if at > len(self._steps) - NEAR:
            self._read_older()

    def _read_older(self) -> None:
        if self._has_older and self._steps:
            older = self.planner.history(PAGE, self._steps[-1].seq)
            self._has_older = len(older) == PAGE
            self._steps = (*self._steps, *map(self._local, older))
            self.set_rows(self._laid_out())

    def _laid_out(self) -> list[Row]:
        today = self.day or self.planner.today()
        if not self._steps:
            return [static(Line((("Nothing was changed yet. What you do is listed here.", "dim"),)))]
        rows: list[Row] = []
        day: date | None = None
        for line in self._steps:
            on = line.at.date()
            if on != day:
                if rows:
                    rows.append(static(Line()))
                day = on
                rows.append(Row(None, 1, partial(self._rule, on, today)))
            rows.append(Row(str(line.seq), 1, partial(self._step, line)))
        return rows

    def show_way(self) -> None:
        """Show what the step under the cursor did, and what going back to it would do; all of it while it is read."""
        self._preview = None
        lines = [Line()]
        if self.cursor_key is not None and self._steps:
            is_read = self.way.has_focus
            try:
                view = self.planner.past.preview(int(self.cursor_key), self._told if is_read else MOST_STEPS)
                self._preview = view._replace(step=view.step._replace(line=self._local(view.step.line)))
            except PlannerError as error:
                self._say(str(error), "error")
            else:
                region = self.way.scrollable_content_region
                room = region.width - GUTTER, region.height
                back, reads = (self._key(name) for name in ("history.back", "history.read"))
                today = self.day or self.planner.today()
                lines = fmt.preview(self._preview, back, today, self._symbols, room, "" if is_read else reads)
        self.way.set_rows([static(*lines)])
        self.way.scroll_to(y=0, animate=False, immediate=True)

    def _key(self, name: str) -> str:
        """Return the first key of a command; where it has none, the palette's."""
        return shown_key(next(iter(self.app.command_by_id[name].keys), "ctrl+p"))

    def _local(self, line: JournalLine) -> JournalLine:
        """Return a step with its time on the wall."""
        return line._replace(at=line.at.astimezone(self.planner.now().tzinfo))

    def _rule(self, day: date, today: date, width: int) -> tuple[Line, ...]:
        return (day_rule(day, today, self._symbols, width),)

    def _step(self, line: JournalLine, width: int) -> tuple[Line, ...]:
        return (fmt.step(line, self._symbols, width),)
