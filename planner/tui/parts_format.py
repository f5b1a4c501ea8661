"""A goal in smaller goals, as it would be saved: its parts, what stands there already, and the sum. Pure."""

from collections.abc import Sequence

from rich.cells import cell_len

from planner.domain.breakdown import PartRow
from planner.domain.figure import figure
from planner.domain.measure import Measure, Unit
from planner.tui.labelled import broken
from planner.tui.line import Line, Row, Symbols, static


def parts(title: str, found: Sequence[PartRow], measure: Measure, symbols: Symbols, width: int) -> list[Row]:
    """Return a break-down before it is saved: title, parts, targets, what stands there already, and the sum."""
    lines = [Line(((title, "strong"),)), Line()]
    numbers = [_number(row.target, measure, symbols) for row in found]
    total = _number(sum(row.target for row in found), measure, symbols)
    size = max(map(cell_len, (*numbers, total)))
    names = max(cell_len(row.label) for row in found)
    for row, number in zip(found, numbers, strict=True):
        cells = (
            (f"{row.label:{names}}  ", "text"),
            (f"{number:>{size}}", "text"),
            (f"   {_stands(row, measure, symbols)}", "dim"),
        )
        lines.append(Line(cells))
    lines += [
        Line(((f"{symbols.rule * (names + size + 2)}", "line"),)),
        Line(((f"{'sum':{names}}  ", "dim"), (f"{total:>{size}}", "strong"))),
        Line(),
    ]
    hint = "Nothing is saved yet. enter saves the goals, esc leaves all as it is."
    lines += [Line(((text, "dim"),)) for text in broken(hint, width)]
    return [static(line) for line in lines]


def _stands(row: PartRow, measure: Measure, symbols: Symbols) -> str:
    """Return what stands where a part would be."""
    if row.standing is None:
        return "new" if row.differs else "no working day, or too little to share"
    return f"stands at {_number(row.standing.target or 0, measure, symbols)}" if row.differs else "stands"


def _number(value: int, measure: Measure, symbols: Symbols) -> str:
    if measure.unit is Unit.MONEY:
        return symbols.amount(value, measure.currency)
    return figure(value, measure, symbols.home)
