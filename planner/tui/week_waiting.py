"""What waits to be laid on a week as rows, and how many lines it and the days below it have. Pure.

The lines are shared out by the size of the terminal alone: nothing moves while things are laid.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from rich.cells import cell_len

from planner.domain.action import ActionKind
from planner.domain.text import clean_line
from planner.domain.views import narrow_date, short_date
from planner.domain.weekviews import Proposal, ProposalKind
from planner.tui.line import Cell, Line, Row, static

WAITS: Final = "waits "
"""What the keys of the rows begin with."""
NARROW: Final = 60
"""Columns below which what stands aside is short."""
FIXED: Final = 4
"""Lines of the heading, the heads of the days, how full these are, and what is under the cursor."""
MOST_DAYS: Final = 8
"""Lines of a day."""
FEW: Final = 2
"""Lines of what waits where a day has fewer than it wants."""
MOST_WAITING: Final = 5
"""Lines of what waits."""
COUNTED: Final = 50
"""Columns from which it is told which of many are shown."""
LAYING: Final = ("1-7 lay it on a day   d drops it", "1-7 lay it   d drops it", "1-7 lay it")
MOVING: Final = ("[ ] move   t time   m length   a add", "[ ] move   t time", "[ ]  t time")
FIRST: Final = ("1-7 lay the first on a day   + and - show another week", "1-7 lay the first")
ELSEWHERE: Final = ("+ and - show another week",)
"""What can be done, in fewer words where there is no room for more."""
ALL_LAID: Final = "Nothing waits any more. a plans something for the marked day."


class Room(NamedTuple):
    """How many lines each part has."""

    waiting: int
    gap: int
    days: int


def room(height: int, waiting: int) -> Room:
    """Share the lines of a terminal out, where at most so many things wait."""
    free = height - FIXED
    least = FEW if free > 2 * FEW else 1
    shown = min(waiting, max(least, min(MOST_WAITING, free - MOST_DAYS - 1)))
    days = max(1, min(MOST_DAYS, free - shown))
    return Room(shown, int(free - shown > days), days)


class Waiting(NamedTuple):
    """What is drawn."""

    title: str
    found: tuple[Proposal, ...]
    first: int
    """The first that is shown."""
    room: Room
    today: date
    keys: Sequence[str]
    """What can be done where the cursor is, the longest sentence first."""
    overlaps: str
    """The sign of times that overlap; empty where none do."""

    @property
    def shown(self) -> tuple[Proposal, ...]:
        """What is shown."""
        return self.found[self.first : self.first + self.room.waiting]

    def rows(self) -> list[Row]:
        """Return the heading and what waits, in as many lines as there is room for."""
        rows = [Row(None, 1, self._head), *(Row(WAITS + one.key, 1, partial(self._line, one)) for one in self.shown)]
        blank = [Line()] * (self.room.waiting - len(self.shown) + self.room.gap)
        if self.room.waiting and not self.found:
            blank[0] = Line(((f"  {ALL_LAID}", "dim"),))
        return [*rows, static(*blank)] if blank else rows

    def _head(self, width: int) -> tuple[Line, ...]:
        count = len(self.found)
        told = f"   {count} {'waits' if count == 1 else 'wait'}" if count else ""
        if count > len(self.shown) and width >= COUNTED:
            told += f", {self.first + 1}-{self.first + len(self.shown)} shown"
        right: list[Cell] = [(f"{self.overlaps} times overlap", "behind")] if self.overlaps else []
        used = cell_len(self.title + told) + sum(cell_len(text) + 3 for text, _ in right)
        if keys := next((keys for keys in self.keys if used + 3 + len(keys) <= width), ""):
            right.append((f"   {keys}" if right else keys, "dim"))
        return (Line(((self.title, "strong"), (told, "dim")), tuple(right)),)

    def _line(self, one: Proposal, width: int) -> tuple[Line, ...]:
        text = clean_line(one.text)
        cells: list[Cell] = [("  ", "dim"), (text, "text")]
        if one.contact and width >= NARROW:
            cells.append((f"   {clean_line(one.contact)}", "dim"))
        reason, role = self._reason(one, is_short=width < NARROW)
        serves = f"for {clean_line(one.goal)}" if one.goal and clean_line(one.goal) not in text else ""
        if serves and (width < NARROW or cell_len(text) + cell_len(serves) + cell_len(reason) + 12 > width):
            serves = ""
        right: list[Cell] = [(f"{serves}   ", "dim")] if serves else []
        return (Line(tuple(cells), (*right, (reason, role))),)

    def _reason(self, one: Proposal, *, is_short: bool) -> Cell:
        """Return why it waits."""
        named = {ProposalKind.DUE: "promised", ProposalKind.OPEN: "left open"}.get(one.kind, "")
        if one.kind is ProposalKind.TOP:
            named = "top prospect, due"
        elif one.action.kind is ActionKind.FOLLOW_UP:
            named = "follow-up"
        if one.since is not None:
            role = "behind" if one.kind is ProposalKind.DUE else "dim"
            if is_short:
                return narrow_date(one.since), role
            return f"{named} {short_date(one.since, self.today)}", role
        if one.kind is ProposalKind.LEADS:
            return ("leads" if is_short else "leads needed"), "dim"
        return ("again" if is_short else "comes again"), "dim"
