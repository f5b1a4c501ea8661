"""Painting a line: pieces of text become one strip of exact width. Here alone stored text meets the terminal."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from planner.domain.money import covered
from planner.domain.text import clean
from planner.settings.themes import Palette
from planner.tui.line import UNICODE, Cell, Line
from planner.tui.style import style_of

GAP = 2


def paint(
    line: Line,
    width: int,
    palette: Palette,
    *,
    margin: int = 0,
    selected: bool = False,
    surface: bool = False,
    ellipsis: str = UNICODE.ellipsis,
    cover: str = "",
) -> Strip:
    """Return a line as a strip: the right side stands at the margin, the left side is cut where it must be.

    `cover` takes the place of every amount of money, also of those that a stored text tells (B109).
    """
    if width <= 0:
        return Strip([], 0)

    def styled(cells: Sequence[Cell]) -> list[tuple[str, Style]]:
        if cover:
            cells = [(covered(text, cover), role) for text, role in cells]
        return [
            (text if text.isascii() and text.isprintable() else _shown(text), _style(role))
            for text, role in cells
            if text
        ]

    def _style(role: str) -> Style:
        return style_of(palette, role, selected=selected, surface=surface)

    margin = min(margin, width)
    width -= margin
    left, right = styled(line.left), styled(line.right)
    right_width = sum(cell_len(text) for text, _ in right)
    if right_width + GAP + min(8, width // 3) > width:
        right, right_width = [], 0
    room = width - right_width - (GAP if right else 0)
    segments = _cut(left, room, ellipsis)
    used = sum(segment.cell_length for segment in segments)
    blank = width - right_width - used
    if right:
        segments.append(Segment(" " * blank, _style("text")))
        segments += [Segment(text, style) for text, style in right]
        blank = 0
    segments.append(Segment(" " * (blank + margin), _style("text")))
    return Strip([segment for segment in segments if segment.text], width + margin)


def width_of(line: Line) -> int:
    """Return how many columns a line wants."""
    cells = sum(cell_len(text) for text, _ in (*line.left, *line.right))
    return cells + GAP if line.right else cells


def _cut(pieces: Sequence[tuple[str, Style]], room: int, ellipsis: str) -> list[Segment]:
    segments: list[Segment] = []
    for text, style in pieces:
        size = cell_len(text)
        if size <= room:
            segments.append(Segment(text, style))
            room -= size
            continue
        if room > 0:
            segments.append(Segment(set_cell_size(text, room - 1).rstrip() + ellipsis, style))
        break
    return segments


def _shown(text: str) -> str:
    """Return a text fit for one line, its blanks kept."""
    return clean(text).replace("\n", " ").replace("\t", " ")
