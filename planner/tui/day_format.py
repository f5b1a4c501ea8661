"""How another day than today is told: its name, how far away it is, and the way back. Pure: no widgets."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain.views import MONTHS, short_date
from planner.tui.line import Cell, Line, Symbols

if TYPE_CHECKING:
    from planner.domain.momentum import DayScore


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

    Of a day that was scored its score stands there, and momentum after it.
    """
    long = f"{day:%A} {day.day} {MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")
    name = long if width >= 64 else short_date(day, today)
    way = f"   {back} goes to today" if width >= 48 else f"  {back} today"
    told: tuple[Cell, ...] = ()
    if scored is not None and symbols.shows_score and width >= 92:
        from planner.domain.gauge import shown
        from planner.tui.momentum_chart import signed
        from planner.tui.momentum_format import points

        score = f"score {points(scored.score, symbols)}   "
        told = ((score, "dim"), (f"momentum {signed(shown(scored.momentum), symbols)}   ", "text"))
    return Line(((name, "strong"), (f"   {far(day, today)}", "accent"), (way, "dim")), (*told, (clock, "text")))
