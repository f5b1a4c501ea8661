"""The table of ratios: what is said, and how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measure of the planner beside the same measure of a reference, in the same unit."""

    what: str
    planner: float | None
    reference: float | None
    unit: str
    against: str

    @property
    def ratio(self) -> float | None:
        """Return planner / reference where both are known and the reference is not nothing."""
        return self.planner / self.reference if self.planner is not None and self.reference else None


HEAD = "measure", "planner", "reference", "ratio", "against"


def table(rows: Iterable[Row]) -> str:
    """Return the rows as aligned columns under a head."""
    cells = [HEAD] + [
        (row.what, _number(row.planner, row.unit), _number(row.reference, row.unit), _number(row.ratio), row.against)
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_line(line, widths) for line in cells)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Align text to the left and numbers to the right."""
    numbers = range(1, 4)
    return "  ".join(
        cell.rjust(width) if place in numbers else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ).rstrip()


def _number(value: float | None, unit: str = "") -> str:
    """Return a number with its unit; a dash where there is none."""
    if value is None:
        return "-"
    return f"{value:.1f} {unit}" if unit else f"{value:.2f}"
