"""How another day than today is told: its name, how far away it is, and the way back. Pure: no widgets."""

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from planner.domain.views import MONTHS, short_date
from planner.tui.line import Cell, Line, Symbols
from planner.tui.widgets.paint import GAP

if TYPE_CHECKING:
    from planner.domain.momentum import DayScore

ROOMS = len("score +1.00"), len("momentum +100")
"""Columns of a day's score and of momentum after it."""


def far(day: date, today: date) -> str:
    """Return how far a day is from today: "yesterday", "in 3 days", "2 weeks ago"."""
    days = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    if days in near:
        return near[days]
    number, noun = (abs(days), "day") if abs(days) < 14 else (abs(days) // 7, "week")
    if abs(days) >= 730:
        number, noun = abs(days) // 365, "year"
    return f"in {number:,} {noun}s" if days > 0 else f"{number:,} {noun}s ago"


def header(
    day: date, today: date, clock: str, back: str, width: int, scored: "DayScore | None", symbols: Symbols
) -> Line:
    """Return the top line of a day that is not today; `back` is the key that leads there.

    Of a day that was scored its score stands there, and momentum after it. Of days that are over all stand alike, so
    that going through them moves nothing.
    """
    long = f"{day:%A} {day.day} {MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")
    short, away = short_date(day, today), far(day, today)
    goes, leads = f"   {back} goes to today", f"  {back} today"
    is_told = symbols.shows_score and day < today
    ways: tuple[tuple[str, str, str, int, str], ...] = (
        (long, f"   {away}", goes, 2, "   "),
        (short, f"   {away}", goes, 2, "  "),
        (short, f"  {away}", leads, 2, "  "),
        (short, f"  {away}", leads, 1, "  "),
        (short, "", leads, 1, " "),
        (short, "", leads, 0, ""),
    )

    def fits(name: str, off: str, way: str, figures: int, gap: str) -> bool:
        told = sum(room + len(gap) for room in ROOMS[:figures]) if is_told else 0
        return cell_len(f"{name}{off}{way}{clock}") + GAP + told <= width

    name, off, way, figures, gap = next((one for one in ways if fits(*one)), ways[-1])
    told = () if scored is None or not is_told else _told(scored, symbols)[:figures]
    right = tuple((f"{text}{gap}", role) for text, role in told)
    return Line(((name, "strong"), (off, "accent"), (way, "dim")), (*right, (clock, "text")))


def _told(scored: "DayScore", symbols: Symbols) -> tuple[Cell, ...]:
    """Return the score of a day, and momentum after it."""
    from planner.domain.gauge import shown
    from planner.tui.momentum_chart import signed
    from planner.tui.momentum_format import points

    momentum = signed(shown(scored.momentum), symbols)
    return (f"score {points(scored.score, symbols)}", "dim"), (f"momentum {momentum}", "text")
