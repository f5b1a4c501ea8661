"""Sentences with a name at the left, broken between words, and the lines that open a part of a page. Pure."""

from rich.cells import cell_len

from planner.tui.line import Cell, Line, Row, Symbols, static

LABEL = 12
"""Columns of the names at the left."""


def broken(text: str, width: int) -> list[str]:
    """Return a text in lines of so many columns, broken between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def labelled(label: str, text: str, width: int, role: str = "text", *, mark: Cell | None = None) -> Row:
    """Return a name at the left with its sentence beside it, in as many lines as that takes."""
    margin = LABEL + (cell_len(mark[0]) if mark else 0)
    first, *rest = broken(text, max(12, width - margin))
    start = (mark,) if mark else ()
    lines = [Line((*start, (f"{label:{LABEL}}", "dim"), (first, role)))]
    return static(*lines, *(Line(((" " * margin, "dim"), (more, role))) for more in rest))


def section(title: str, symbols: Symbols, width: int) -> Row:
    """Return the line that opens a part of the page."""
    return static(Line(((f"{title} ", "dim"), (symbols.rule * max(0, width - len(title) - 1), "line"))))
