"""Bars beneath each other on one scale, each with its name and its number. Pure: no widgets, no colours of its own."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from planner.tui.line import Cell, Line, Symbols


class Bar(NamedTuple):
    """One bar with its name, its number and what stands behind it."""

    label: str
    value: int
    told: str
    beside: str = ""
    role: str = "bar"


def bars(rows: Sequence[Bar], width: int, symbols: Symbols) -> list[Line]:
    """Return a bar for each row, names at the left and numbers aligned at the right; one scale for all.

    A name that has no room is cut with a sign.
    """
    if not rows:
        return []
    names = min(max(cell_len(row.label) for row in rows), max(8, width // 3))
    numbers, beside = (
        max(cell_len(text) for text in texts) for texts in zip(*((r.told, r.beside) for r in rows), strict=True)
    )
    room = width - names - numbers - beside - 2 - (3 if beside else 0)
    most = max(1, *(row.value for row in rows))
    told = []
    for row in rows:
        label = row.label
        if cell_len(label) > names:
            label = set_cell_size(label, names - 1).rstrip() + symbols.ellipsis
        label = set_cell_size(label, names)
        size = 0 if room < 1 else -(-2 * max(0, row.value) * room // most)
        bar = symbols.bar * (size // 2) + symbols.half * (size % 2)
        cells: list[Cell] = [(f"{label} ", "text"), (bar, row.role), (" " * (max(0, room) - len(bar) + 1), "dim")]
        cells.append((" " * (numbers - cell_len(row.told)) + row.told, "text"))
        if beside:
            cells.append((f"   {row.beside}", "dim"))
        told.append(Line(tuple(cells)))
    return told
