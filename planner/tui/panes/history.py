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


class HistoryPane(Pane):
    """What was done, newest first."""

    TOPICS: ClassVar = frozenset(Topic)
    PLACE: ClassVar = Place.HISTORY
    BINDINGS: ClassVar = bindings(Place.HISTORY, Place.LIST)

    _steps: tuple[JournalLine, ...] = ()
    _has_older: bool = False
    _preview: Preview | None = None
    """Of the step under the cursor."""

    def __init__(self, app: "PlannerApp", say: Callable[[str, str], None]) -> None:
        """Show an app's planner."""
        super().__init__(app, say)
        self.border_title = "everything that was changed"
        self.way = Lines(app.palette, app.symbols, id="way")
        self.way.can_focus = False
        self.way.border_title = "this step, and the way back"

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
        self._show_way()

    def has(self, need: Need) -> bool:
        """Whether the step under the cursor can be gone to."""
        if need is Need.STEP:
            return self._preview is not None and self._preview.is_reachable and self._preview.distance > 0
        return super().has(need)

    def title_of(self, command: Command) -> str:
        """Return what a key does at the step under the cursor: one that is taken back is done again."""
        is_forward = self._preview is not None and self._preview.is_forward
        return "do again to here" if is_forward and command.id == "history.back" else command.title

    def do_history_back(self) -> None:
        """Go to where the step stood."""
        changeset = self.planner.past.go_to(int(self.cursor_key or 0))
        redo, undo = (shown_key(self.app.command_by_id[name].keys[0]) for name in ("app.redo", "app.undo"))
        is_back = changeset.label.startswith("Taken back")
        told = f"{redo} does them again" if is_back else f"{undo} takes them back"
        self._say(f"{changeset.label} · {told}, one by one", "text")

    def cursor_by(self, step: int) -> None:
        """Move the cursor, reading on where what is read ends."""
        super().cursor_by(step)
        self._read_on()

    def page(self, direction: int) -> None:
        """Move a page, reading on where what is read ends."""
        super().page(direction)
        self._read_on()

    def cursor_to_bottom(self) -> None:
        """Put the cursor on the last step that is read, and read on."""
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
        self.call_after_refresh(self._show_way)

    def _go(self, at: int) -> None:
        super()._go(at)
        self._show_way()

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

    def _show_way(self) -> None:
        """Show what the step under the cursor did, and what going back to it would do."""
        self._preview = None
        lines = [Line()]
        if self.cursor_key is not None and self._steps:
            try:
                view = self.planner.past.preview(int(self.cursor_key))
                self._preview = view._replace(step=view.step._replace(line=self._local(view.step.line)))
            except PlannerError as error:
                self._say(str(error), "error")
            else:
                key = shown_key(next(iter(self.app.command_by_id["history.back"].keys), "go back to here"))
                today = self.day or self.planner.today()
                region = self.way.scrollable_content_region
                room = region.width - GUTTER, region.height
                lines = list(fmt.preview(self._preview, key, today, self._symbols, room))
        self.way.set_rows([static(*lines)])
        self.way.scroll_to(y=0, animate=False, immediate=True)

    def _local(self, line: JournalLine) -> JournalLine:
        """Return a step with its time on the wall."""
        return line._replace(at=line.at.astimezone(self.planner.now().tzinfo))

    def _rule(self, day: date, today: date, width: int) -> tuple[Line, ...]:
        return (day_rule(day, today, self._symbols, width),)

    def _step(self, line: JournalLine, width: int) -> tuple[Line, ...]:
        return (fmt.step(line, self._symbols, width),)
