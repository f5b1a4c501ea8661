"""What stands where on the progress page: the charts' names, a picture with its sentence, or its numbers. Pure."""

from typing import Final, NamedTuple

from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static
from planner.tui.picture import Looking, Picture, Room, fitted
from planner.tui.progress_marks import mark_line
from planner.tui.progress_views import VIEWS, View

_ROOMY: Final = 20
"""Lines of the pane from which there is air."""
_TOLD: Final = 2
"""Lines that the sentence takes at most where there is room for one."""


class Layout(NamedTuple):
    """The page of a view, for the room that the pane has."""

    view: View
    look: Looking
    room: Room

    @property
    def listed(self) -> list[Row]:
        """The event marks, where they are looked at."""
        marks = self.look.marks if self.view is View.MARKS else ()
        return [fixed(mark.id, mark_line(mark, self.look)) for mark in marks]

    @property
    def drawn(self) -> Room:
        """The room that is left for a chart."""
        around = 1 + len(self.listed) + _TOLD + 2 * len(self._gap)
        return Room(self.room.width, max(0, self.room.height - around))

    def rows(self, picture: Picture) -> list[Row]:
        """Return the rows of a picture, under the line with the charts and its sentence; its numbers where wanted."""
        head = [
            tabs(self.view, self.room.width, self.look.symbols),
            *(Line(((text, "text"),)) for text in broken(picture.told, self.room.width)),
        ]
        if self.look.has_table and picture.table:
            names, *numbers = fitted(picture.table, self.room.width)
            return [static(*head, Line(), names), *(fixed(f"row {n}", line) for n, line in enumerate(numbers))]
        if self.view is View.MARKS and picture.table:
            compared = [
                fixed(f"row {n}" if line.left else None, line)
                for n, line in enumerate(fitted(picture.table, self.room.width))
            ]
            return [static(*head, *self._gap), *self.listed, static(*self._gap), *compared]
        return [static(*head, *self._gap), *self.listed, static(*self._gap, *picture.lines)]

    @property
    def _gap(self) -> list[Line]:
        return [Line()] if self.room.height >= _ROOMY else []


def tabs(view: View, width: int, symbols: Symbols) -> Line:
    """Return the line with the charts; where not all have room, this one between those beside it."""
    full = sum(len(one.value) + 2 for one in VIEWS) <= width
    at = VIEWS.index(view)
    if full:
        cells = [(f"[{one.value}]", "key") if one is view else (f" {one.value} ", "dim") for one in VIEWS]
        return Line(tuple[Cell, ...](cells))
    before, after = (VIEWS[(at + step) % len(VIEWS)].value for step in (-1, 1))
    back, on = ("<", ">") if symbols.is_ascii else ("‹", symbols.chain)  # noqa: RUF001  # an arrow
    return Line(((f"{back} {before} ", "dim"), (f"[{view.value}]", "key"), (f" {after} {on}", "dim")))
