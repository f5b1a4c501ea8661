"""How a day looks in the calendar of step days: as a sign, or where weeks are few as a cell with its date. Pure."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from planner.domain.daymark import DayMark, DayState
from planner.domain.period import Span
from planner.tui.line import Cell, Symbols
from planner.tui.picture import Looking
from planner.tui.plots import signs

_LEVELS: Final = 3
_DATE: Final = 4
"""Columns of a date, with the sign of the cursor before it and that of an event mark behind it."""
_NUMBERED: Final = 5
"""Columns from which the number of steps stands beside a sign."""
_DIGITS: Final = 2
"""Digits that every number of steps has room for."""
KNOWN: Final = {
    DayState.QUIET: ("○", "o", "quiet"),
    DayState.UNKNOWN: ("?", "?", "unknown"),
    DayState.OFF: ("/", "/", "off"),
    DayState.REST: ("·", ".", "rest"),
    DayState.BEFORE: ("-", "-", "before the record"),
}
"""What stands for a day without a step, in ASCII too, and its name."""
_ROLES: Final = {
    DayState.STEPS: "bar",
    DayState.UNKNOWN: "behind",
    DayState.QUIET: "text",
    DayState.OFF: "type",
}


def state_sign(state: DayState, symbols: Symbols) -> str:
    """Return what stands for a day without a step; a blank for one that is to come."""
    return KNOWN[state][symbols.is_ascii] if state in KNOWN else " "


def levels(symbols: Symbols) -> str:
    """Return what stands for a day with few, some and many steps."""
    return "+*#" if symbols.is_ascii else "░▒█"


def bounds_of(days: Sequence[DayMark]) -> tuple[int, int]:
    """Return from how many steps a day has some, and from how many it has many: each shade has a third of the days.

    Where days are too alike for that, a step more makes the next shade.
    """
    found = sorted(mark.steps for mark in days if mark.steps)
    if not found:
        return 2, 3
    low = max(2, found[len(found) // _LEVELS])
    return low, max(low + 1, found[2 * len(found) // _LEVELS])


class DayCells(NamedTuple):
    """How the days of a calendar are written."""

    look: Looking
    known: Span
    """The days that have a sign."""
    dated: Span | None
    """The days that have a date; None where there is no room for dates."""
    wide: int
    """Columns of a day."""
    tall: int
    """Lines of a day; one without dates."""
    bounds: tuple[int, int]

    def lines(self, mark: DayMark, *, is_here: bool) -> list[list[Cell]]:
        """Return the lines of a day; `is_here` says that the cursor stands on it."""
        if self.dated is None:
            return [[self._small(mark)]]
        sign, role = self._sign(mark)
        date = self._date(mark, is_here=is_here)
        room = self.wide - _DATE - 1
        number = f"{mark.steps:,}" if mark.steps and mark.day in self.known else ""
        if self.tall > 1:
            body = f" {sign * (self.wide - 2)}" if number else f" {sign}"
            number = number if len(number) <= room else ""
            return [
                [date, (f"{number:>{room}} ", role)],
                [(f"{body:{self.wide}}", role)],
                *([(" " * self.wide, "dim")] for _ in range(self.tall - 2)),
            ]
        if number:
            bar = room - max(_DIGITS, len(number)) - 1
            sign = f"{sign * bar} {number:>{_DIGITS}}" if bar > 0 else sign * room
        return [[date, (f"{sign:{room}} ", role)]]

    def _date(self, mark: DayMark, *, is_here: bool) -> Cell:
        if self.dated is None or mark.day not in self.dated:
            return " " * _DATE, "dim"
        before = self.look.symbols.chain if is_here else " "
        return f"{before}{mark.day.day:>2}{self._event(mark) or ' '}", "key" if is_here else "dim"

    def _small(self, mark: DayMark) -> Cell:
        """Return a day: its sign, and its number of steps or the sign of an event mark where there is room."""
        sign, role = self._sign(mark)
        if mark.day not in self.known:
            return f"{sign:{self.wide}}", role
        event = self._event(mark)
        if event and self.wide == 1:
            return event, "type"
        number = f" {mark.steps:,}" if self.wide >= _NUMBERED and 0 < mark.steps < 10 ** (self.wide - 4) else ""
        return f"{f'{sign}{event}{number}':{self.wide}}"[: self.wide], role

    def _sign(self, mark: DayMark) -> Cell:
        symbols, role = self.look.symbols, _ROLES.get(mark.state, "dim")
        if mark.day not in self.known:
            return " ", "dim"
        if mark.state is DayState.STEPS:
            return levels(symbols)[sum(mark.steps >= bound for bound in self.bounds)], role
        return state_sign(mark.state, symbols), role

    def _event(self, mark: DayMark) -> str:
        return signs(self.look.symbols)["event"] if any(one.date == mark.day for one in self.look.marks) else ""
