"""The momentum page: what each scored day still adds to the number, newest first, back to the first of all.

The number, its chart and what it is made of stand above the list, in a part that follows the cursor.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events

from planner.domain.change import Topic
from planner.domain.momentum import Contribution, contributions
from planner.services.momentum import LOOK_BACK
from planner.settings.themes import Palette
from planner.tui import momentum_format as told
from planner.tui.commands.command import Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, Row, Symbols, static
from planner.tui.momentum_layout import MomentumView, Room, above_days, closing, head
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER, Lines

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

FIRST, MORE = 20, 60
"""Days that are told at first, and that come to them when the cursor goes on."""
EARLIER, SUM = "earlier", "together"
"""The keys of the rows behind the days."""


class MomentumPane(Pane):
    """The days that the number is made of."""

    TOPICS: ClassVar = frozenset(Topic)
    PLACE: ClassVar = Place.MOMENTUM
    BINDINGS: ClassVar = bindings(Place.MOMENTUM, Place.LIST)

    _view: MomentumView | None = None
    _count: int = FIRST
    """How many days have rows."""
    _is_whole: bool = False
    """Whether the whole history is read, or the two years that the number needs."""

    def __init__(self, app: "PlannerApp", say: Callable[[str, str], None]) -> None:
        """Show an app's planner."""
        super().__init__(app, say)
        self.border_title = "where it comes from"
        self.head = Lines(app.palette, app.symbols, id="gauge")
        self.head.can_focus = False
        self._places: dict[str | None, int] = {}
        """The places of the days among the scored ones, newest first, by the keys of their rows."""

    def set_palette(self, palette: Palette) -> None:
        """Draw with another palette."""
        super().set_palette(palette)
        self.head.set_palette(palette)

    def set_symbols(self, symbols: Symbols) -> None:
        """Draw with other symbols."""
        super().set_symbols(symbols)
        self.head.set_symbols(symbols)

    def load(self) -> None:
        """Read the number and where it comes from."""
        if self.day is None:
            return
        reading = self.planner.momentum
        scores = reading.scores(reading.last_closed(self.day), whole=self._is_whole)
        self._is_whole |= sum(one.facts.is_working for one in scores) < LOOK_BACK
        days = tuple(contributions(scores))
        measures = self.planner.reading.measures.values()
        self._view = MomentumView(
            day=self.day,
            gauge=reading.gauge(self.day),
            why=reading.why(self.day, 0),
            compared=reading.comparison(self.day),
            results=frozenset(measure.name for measure in measures if told.is_result(measure)),
            days=days,
        )
        self._places = {one.score.facts.day.isoformat(): place for place, one in enumerate(days)}
        self.lay_out()

    def lay_out(self) -> None:
        """Show what was read, for the size that the terminal has."""
        if self._view is None:
            return
        self.show_rows(self._laid_out(self._view))
        self._show_head()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out for another size."""
        self.lay_out()

    def cursor_by(self, step: int) -> None:
        """Move the cursor; where it is not in view yet, page down to it through what stands above the days."""
        if step > 0 and self._is_above_cursor:
            page = max(1, self.scrollable_content_region.height - 1)
            top = min(self.scroll_offset.y + page, self.cursor_line - 1)
            self.scroll_to(y=top, animate=False, immediate=True)
        else:
            super().cursor_by(step)

    def cursor_to_bottom(self) -> None:
        """Put the cursor on the sum, with every day above it."""
        if self._has_more:
            self._read_whole()
            self._count = len(self._places)
            self.lay_out()
        super().cursor_to_bottom()

    @property
    def _is_at_newest(self) -> bool:
        return self._places.get(self.cursor_key) == 0

    @property
    def _is_above_cursor(self) -> bool:
        """Whether what stands above the days is in view and the newest day, with the cursor, is not."""
        return self._is_at_newest and self.cursor_line >= self.scroll_offset.y + self.scrollable_content_region.height

    @property
    def _has_more(self) -> bool:
        """Whether days are scored that have no row."""
        return self._count < len(self._places) or (bool(self._places) and not self._is_whole)

    @property
    def _room(self) -> Room:
        size = self.app.size
        return Room(size.width - 2 - GUTTER, size.height)

    def _show_cursor(self) -> None:
        if not self._is_above_cursor:
            super()._show_cursor()

    def _go(self, at: int) -> None:
        """Put the cursor on a row and mark its day; behind the last day that has a row, show more of them."""
        key = self._rows[at].key if at < len(self._rows) else None
        if key in {EARLIER, SUM} and self._has_more:
            following = self._count
            self._read_more()
            at = next((n for n, row in enumerate(self._rows) if self._places.get(row.key) == following), at)
        super()._go(min(at, len(self._rows) - 1))
        self._show_head()

    def _read_more(self) -> None:
        self._count += MORE
        if self._count > len(self._places):
            self._read_whole()
        self.lay_out()

    def _read_whole(self) -> None:
        if not self._is_whole:
            self._is_whole = True
            self.reload()

    def _laid_out(self, view: MomentumView) -> list[Row]:
        if not self._symbols.shows_score:
            return [static(Line(((told.HIDDEN, "text"),)))]
        rows = [static(*above_days(view, self._room, self._symbols))]
        rows += [
            Row(one.score.facts.day.isoformat(), 1, partial(self._day, one, view.day))
            for one in view.days[: self._count]
        ]
        if view.days:
            ends = closing(view, self._count, has_more=self._has_more)
            keys = (EARLIER, SUM)[-len(ends) :]
            rows += [Row(key, 1, partial(self._end, *end)) for key, end in zip(keys, ends, strict=True)]
        return rows

    def _show_head(self) -> None:
        if self._view is None:
            return
        place, is_shown = self._places.get(self.cursor_key), self._symbols.shows_score
        lines = head(self._view, place, self._room, self._symbols) if is_shown else []
        self.head.styles.height = len(lines)
        self.head.set_rows([static(*lines)])

    def _day(self, one: Contribution, today: date, width: int) -> tuple[Line, ...]:
        return (told.day_line(one, today, width, self._symbols),)

    def _end(self, points: float, name: str, width: int) -> tuple[Line, ...]:
        return (told.sum_line(points, name, width, self._symbols),)
