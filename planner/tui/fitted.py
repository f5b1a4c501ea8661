"""Cells brought to a number of columns, so that what stands behind them is aligned."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

from planner.tui.line import Cell, Symbols


def fitted(cells: Iterable[Cell], room: int, symbols: Symbols) -> tuple[Cell, ...]:
    """Return cells cut or filled to a number of columns."""
    kept: list[Cell] = []
    for text, role in cells:
        size = cell_len(text)
        if size >= room:
            kept.append((set_cell_size(text, max(0, room - 2)).rstrip() + symbols.ellipsis + " ", role))
            room -= cell_len(kept[-1][0])
            break
        kept.append((text, role))
        room -= size
    return (*kept, (" " * max(0, room), "dim"))
