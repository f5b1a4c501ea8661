"""A list of painted lines with a cursor: what all three panes are. It knows rows, never what they mean."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from planner.settings.themes import Palette
from planner.tui.line import Line, Row, Symbols
from planner.tui.widgets.bordered import Bordered
from planner.tui.widgets.paint import paint

MARGIN = 2
"""Blank columns behind each line; before it stand the cursor's mark and a blank."""
GUTTER = 2 + MARGIN
"""Columns that no line has."""

Look = tuple[Line, bool, int]
"""A line, whether it is selected, and the width that it has."""


class Lines(Bordered[Look], can_focus=True):
    """Rows of one or more lines. The cursor stays with its row's key when rows change."""

    class Marked(Message):
        """The mark at the beginning of a row was clicked."""

    class Chosen(Message):
        """The row under the cursor was double-clicked."""

    virtual_size = var(Size(0, 0), init=False)
    """How large all rows are; no layout depends on it, as there is no scrollbar."""

    def __init__(self, palette: Palette, symbols: Symbols, *, id: str) -> None:  # noqa: A002  # Textual's own name
        """Start without rows."""
        super().__init__(id=id)
        self._palette = palette
        self._symbols = symbols
        self._rows: Sequence[Row] = ()
        self._tops: list[int] = [0]
        self._cursor = 0
        self.kept_lines = 0
        """How many lines at the beginning stay in view when the others are scrolled."""
        self._seen: dict[int, Look] = {}
        """How each line looked when it was painted last."""
        self._drawn: dict[tuple[int, int], tuple[Line, ...]] = {}
        """The lines of rows, by the row's place and the width."""
        self._columns = 0
        """The width of a line, asked of the layout once for all that are shown or painted together."""

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether it can be scrolled: always, without the widget that a scrollbar would be."""
        return True

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor; None where there is none."""
        return self._rows[self._cursor].key if self._cursor < len(self._rows) else None

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor is marked."""
        return self.has_focus

    @property
    def cursor_line(self) -> int:
        """On which line of all the row under the cursor begins."""
        return self._tops[min(self._cursor, len(self._tops) - 1)]

    @property
    def height_of_rows(self) -> int:
        """How many lines all rows take."""
        return self._tops[-1]

    def set_palette(self, palette: Palette) -> None:
        """Draw with another palette."""
        self._palette = palette
        self._paint_again()

    def set_symbols(self, symbols: Symbols) -> None:
        """Draw with other symbols."""
        self._symbols = symbols
        self._paint_again()

    def set_rows(self, rows: Sequence[Row], *, cursor_key: str | None = None) -> None:
        """Show other rows; the cursor goes to a key, else stays with its own, else near where it was.

        What looks as before is not painted again.
        """
        wanted = cursor_key or self.cursor_key
        top, (self._columns, height) = self.scroll_offset.y, self.scrollable_content_region.size
        self._rows = rows
        self._drawn.clear()
        self._tops = [0, *accumulate(row.height for row in rows)]
        found = next((n for n, row in enumerate(rows) if row.key is not None and row.key == wanted), None)
        self._cursor = self._nearest(self._cursor) if found is None else found
        self._resize_content()
        self._show_cursor()
        if self.scroll_offset.y != top:
            self.refresh()
            return
        changed = (number for number in range(top, top + height) if self._seen.get(number) != self._look(number))
        for _, together in groupby(enumerate(changed), key=lambda counted: counted[1] - counted[0]):
            numbers = [number for _, number in together]
            self.refresh_lines(numbers[0], len(numbers))

    def leave_rows(self) -> None:
        """Begin at the top with the rows that come next, whatever stands in view until then."""
        self._rows, self._cursor, self._tops = (), 0, [0]
        self.scroll_to(y=0, animate=False, immediate=True)

    def move_cursor(self, key: str) -> None:
        """Put the cursor on the row with a key, where there is one."""
        for n, row in enumerate(self._rows):
            if row.key == key:
                self._go(n)
                return

    def first_seen(self) -> tuple[str | None, int]:
        """Return the key of the first row in view that has one, and by how many lines it stands below the top."""
        top = self.scroll_offset.y
        for row, line in zip(self._rows[self._row_at(top) :], self._tops[self._row_at(top) :], strict=False):
            if row.key is not None:
                return row.key, line - top
        return None, 0

    def see_first(self, seen: tuple[str | None, int]) -> None:
        """Scroll so that a row, where it is still there, stands where it stood."""
        key, below = seen
        line = next((top for row, top in zip(self._rows, self._tops, strict=False) if row.key == key), None)
        if key is not None and line is not None:
            self.scroll_to(y=max(0, line - below), animate=False, immediate=True)

    def cursor_by(self, step: int) -> None:
        """Move the cursor over a number of rows that can be chosen."""
        direction = 1 if step > 0 else -1
        at = self._cursor
        for _ in range(abs(step)):
            following = at + direction
            while 0 <= following < len(self._rows) and self._rows[following].key is None:
                following += direction
            if not 0 <= following < len(self._rows):
                break
            at = following
        if at == self._cursor and direction < 0:
            self.scroll_to(y=0, animate=False, immediate=True)
        self._go(at)

    def cursor_to_top(self) -> None:
        """Put the cursor on the first row."""
        self.scroll_to(y=0, animate=False, immediate=True)
        self._go(self._nearest(0))

    def cursor_to_bottom(self) -> None:
        """Put the cursor on the last row."""
        self._go(self._nearest(len(self._rows) - 1))

    def page(self, direction: int) -> None:
        """Move by as many lines as are seen."""
        height = max(1, self.scrollable_content_region.height - 1 - self.kept_lines)
        line = self._tops[self._cursor] + direction * height if self._rows else 0
        at = self._nearest(self._row_at(line))
        if at == self._cursor:
            self.cursor_by(direction)
        else:
            self._go(at)

    def looks_at(self, lines: Iterable[int]) -> list[Look]:
        """Return how lines of what is seen look, and remember them as painted."""
        self._columns, top = self.scrollable_content_region.width, self.scroll_offset.y
        numbers = [y if y < self.kept_lines else top + y for y in lines]
        looks = [self._look(number) for number in numbers]
        self._seen.update(zip(numbers, looks, strict=True))
        return looks

    def painted(self, look: Look) -> Strip:
        """Paint a line."""
        line, selected, width = look
        symbols = self._symbols
        return paint(
            line,
            width,
            self._palette,
            margin=MARGIN,
            selected=selected,
            ellipsis=symbols.ellipsis,
            cover=symbols.cover,
        )

    def _look(self, number: int) -> Look:
        """Return how one line of all looks now."""
        width = self._columns
        if number >= self.height_of_rows or width <= MARGIN:
            return Line(), False, width
        at = self._row_at(number)
        row = self._rows[at]
        selected = at == self._cursor and self.shows_cursor and row.key is not None
        lines = self._drawn.get((at, width))
        if lines is None:
            lines = self._drawn[at, width] = row.draw(width - GUTTER)
        line = lines[min(number - self._tops[at], len(lines) - 1)]
        mark = (f"{self._symbols.cursor} ", "accent") if selected else ("  ", "text")
        return Line((mark, *line.left), line.right), selected, width

    def on_focus(self) -> None:
        """Show the cursor."""
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._refresh_row(self._cursor)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the rows out for the new width."""
        self._resize_content()
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click chooses the row."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line = offset.y if offset.y < self.kept_lines else self.scroll_offset.y + offset.y
        if line >= self.height_of_rows:
            return
        at = self._row_at(line)
        row = self._rows[at]
        if row.key is not None:
            self._go(at)
            if row.mark is not None and offset.x - 2 in row.mark:
                self.post_message(self.Marked())
            elif event.chain == 2:
                self.post_message(self.Chosen())

    def _go(self, at: int) -> None:
        if at != self._cursor:
            before, self._cursor = self._cursor, at
            self._refresh_row(before)
            self._refresh_row(at)
        self._show_cursor()

    def _paint_again(self) -> None:
        self.forget_painted()
        self._seen.clear()
        self.refresh()

    def _refresh_row(self, at: int) -> None:
        if at < len(self._rows):
            self.refresh_lines(self._tops[at], self._rows[at].height)

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not self._rows or height < 1:
            return
        top, bottom = self._tops[self._cursor], self._tops[self._cursor + 1]
        if all(row.key is None for row in self._rows[: self._cursor]):
            top = 0 if bottom <= height else top
        if top < self.scroll_offset.y + self.kept_lines:
            self.scroll_to(y=max(0, top - self.kept_lines), animate=False, immediate=True)
        elif bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False, immediate=True)

    def _row_at(self, line: int) -> int:
        return max(0, min(bisect_right(self._tops, line) - 1, len(self._rows) - 1))

    def _nearest(self, at: int) -> int:
        """Return the row that can be chosen closest to one; 0 where there is none."""
        candidates = (n for n, row in enumerate(self._rows) if row.key is not None)
        return min(candidates, key=lambda n: (abs(n - at), -n), default=0)

    def _resize_content(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.height_of_rows)
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
