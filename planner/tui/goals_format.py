"""From the hierarchy of goals to lines. Pure: no widgets, no colours."""

from datetime import date
from fractions import Fraction

from planner.domain.figure import decimal
from planner.domain.goal import GoalKind, GoalStatus, Grade
from planner.domain.measure import Unit
from planner.domain.period import Period
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, GoalRow
from planner.tui.line import Cell, Line, Symbols


def bar(fraction: float, width: int, role: str, symbols: Symbols) -> tuple[Cell, ...]:
    """Return a thin bar: full at 1, with half a cell where it is between."""
    halves = round(max(0.0, min(fraction, 1.0)) * width * 2)
    filled = symbols.bar * (halves // 2) + symbols.half * (halves % 2)
    return ((filled, role), (symbols.track * (width - len(filled)), "track"))


def amount(row: GoalRow, value: int, symbols: Symbols) -> str:
    """Return a value in a goal's unit."""
    if row.measure is None:
        return ""
    match row.measure.unit:
        case Unit.MONEY:
            return symbols.amount(value, row.measure.currency)
        case Unit.MILESTONE:
            return f"{row.milestones_done} of {row.milestones_total}" if row.milestones_total > 1 else ""
        case Unit.ROLLUP:
            return f"{value}%"
        case Unit.COUNT:
            return f"{value:,}"


EXPECTED = "expected then"
"""As wide as how a goal stands."""
ROOMY = 64
"""Columns of a pane from which the hierarchy is laid out wide."""


def goal(
    row: GoalRow, day: date, symbols: Symbols, width: int, *, folded: bool, amount_width: int, ahead: bool = False
) -> Line:
    """Return one line of the hierarchy: name, what is reached, a bar and how it stands.

    `amount_width` is how wide the widest amount of the pane is. Where the day is `ahead` nothing is judged: what is
    expected as it begins stands there.
    """
    mark: Cell
    if row.pinned:
        mark = (f"{symbols.star} ", "accent")
    elif row.goal.period is Period.BIG_PICTURE:
        return Line(((f"{symbols.target} ", "accent"), (clean_line(row.goal.title), "strong")))
    else:
        sign = symbols.leaf if not row.children else symbols.folded if folded else symbols.unfolded
        mark = (("  " if width >= ROOMY else " ") * row.depth + f"{sign} ", "dim")
    cells: list[Cell] = [mark]
    if not row.pinned and row.label and row.goal.period is not Period.CUSTOM:
        cells.append((f"{row.label}  ", "text"))
    if daily := a_day(row, symbols):
        cells.append((f"{daily}  ", "text"))
    cells.append((clean_line(row.goal.title), "text" if row.pinned or row.goal.period is Period.CUSTOM else "dim"))
    if row.goal.is_stale:
        cells.append(("  stale", "behind"))
    text, role = standing(row, day, symbols, ahead=ahead)
    right: list[Cell] = []
    counted = row.measure is not None and row.goal.target is not None
    if counted and width >= 36:
        right.append((f"{amount(row, row.current, symbols):>{amount_width}}", "text"))
    if counted and (size := _drawn(width)):
        color = role if role in {"met", "behind"} else "bar"
        right += [("  ", "dim"), *bar(row.fraction, size - 2, color, symbols)]
    right.append((f"  {text:>11}" if width >= 44 else f" {text}", role))
    return Line(tuple(cells), tuple(right))


def _drawn(width: int) -> int:
    """Return the columns of a bar and of what parts it from the amount."""
    return 12 if width >= ROOMY else 7 if width >= 48 else 0


def a_day(row: GoalRow, symbols: Symbols) -> str:
    """Return what a year's goal wants of each working day, which stands before the annual figure (B121)."""
    if row.goal.period is not Period.YEAR or row.pace is None or not row.pace.total_days or row.measure is None:
        return ""
    daily = Fraction(row.pace.target, row.pace.total_days)
    if row.measure.unit is Unit.MONEY:
        whole = round(daily / 100) * 100 if daily >= 1000 else round(daily)
        return f"{symbols.amount(whole, row.measure.currency)}/day"
    return f"{decimal(daily, 1)}/day" if row.measure.unit is Unit.COUNT else ""


def until_today(width: int) -> Line:
    """Return what stands above the goals of a day to come: what was reached, and what is expected as it begins."""
    until = f"until today{'':{size}}" if (size := _drawn(width)) else ""
    return Line((), ((f"{until}{EXPECTED}", "dim"),))


def standing(row: GoalRow, day: date, symbols: Symbols, *, ahead: bool = False) -> Cell:
    """Return how a goal stands in two words, and whether that is met, behind or neither; on a day ahead the line."""
    item = row.goal
    if item.status is GoalStatus.DRAFT:
        return "draft", "dim"
    if item.is_wish:
        return "wish", "dim"
    if row.window.start > day:
        start = row.window.start
        return f"from {start.day} {MONTHS[start.month - 1][:3]}", "dim"
    grade = item.grade(row.current)
    if grade is Grade.MET:
        return "met", "met"
    if grade is not Grade.SHORT:
        return f"{grade} {round(row.fraction * 100)}%", "met"
    if item.period is Period.DAY:
        return (
            f"{amount(row, (item.target or 0) - row.current, symbols)} to go" if row.is_asked else "rest day"
        ), "dim"
    if item.kind is GoalKind.PRIORITY and row.milestones_total:
        return "priority", "dim"
    if row.pace is None:
        return "" if item.is_active else str(item.status), "dim"
    if row.measure is not None and row.measure.unit is Unit.MILESTONE:
        return row.label, "dim"
    return (expected(row, symbols), "dim") if ahead else days_ahead(row.pace.days_ahead_now, symbols)


def expected(row: GoalRow, symbols: Symbols) -> str:
    """Return what the line wants of a paced goal as the day begins; an amount from 1,000 cents on in whole hundreds."""
    wanted = round(row.pace.expected_start) + row.goal.baseline if row.pace is not None else 0
    is_money = row.measure is not None and row.measure.unit is Unit.MONEY
    return amount(row, round(wanted / 100) * 100 if is_money and wanted >= 1000 else wanted, symbols)


def days_ahead(days: Fraction, symbols: Symbols) -> Cell:
    """Say how many days of work a goal is ahead or behind; tenths below a hundred days."""
    tenths = round(abs(days) * 10)
    if not tenths:
        return "on pace", "dim"
    number = f"{tenths / 10:,.1f}" if tenths < 1000 else f"{round(tenths / 10):,}"
    return (f"+{number} days", "dim") if days > 0 else (f"{symbols.minus}{number} days", "behind")
