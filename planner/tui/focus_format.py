"""Focus mode from the running block to rows: its name, the clock, a thin bar and its actions, and nothing else.

Pure: no widgets, no colours.
"""

from datetime import datetime
from functools import partial
from typing import Final, NamedTuple

from planner.domain import block
from planner.domain.action import ActionStatus
from planner.domain.block import BlockView
from planner.domain.text import clean_line
from planner.domain.views import PlanRow
from planner.tui.goals_format import bar
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Row, Symbols, static

EMPTY: Final = "It holds no action. Before a block begins, {} puts one into it on the Today screen."
LINES: Final = 3
"""Lines that this takes."""
AIR: Final = 13
"""Lines from which blank ones stand between the parts."""


class Focus(NamedTuple):
    """What focus mode shows at a moment."""

    view: BlockView
    now: datetime
    question: str
    """What is asked before the block is left; empty while nothing is."""
    leave_key: str
    hold_key: str
    symbols: Symbols

    @property
    def is_over(self) -> bool:
        """Whether the planned minutes are over."""
        return not block.left(self.view.action, self.now)

    def rows(self, height: int) -> list[Row]:
        """Return the rows; they stand a little above the middle, and nothing moves while the time passes."""
        gap = [static(Line())] if height >= AIR else []
        actions = [Row(row.action.id, 1, partial(self._action, row), range(2)) for row in self.view.held]
        rows = [
            Row(None, 1, self._head),
            Row(None, 1, self._name),
            *gap,
            Row(None, 1, self._bar),
            Row(None, 1, self._minutes),
            Row(None, 1, self._said),
            *gap,
            *(actions or [Row(None, LINES, self._empty)]),
        ]
        above = max(0, height - sum(row.height for row in rows)) * 2 // 5
        return [*(static(Line()) for _ in range(above)), *rows]

    def _head(self, _width: int) -> tuple[Line, ...]:
        name, _, _ = block.title(self.view.action).partition(": ")
        return (Line(((name, "dim"),), ((f"{self.now:%H:%M}", "text"),)),)

    def _name(self, _width: int) -> tuple[Line, ...]:
        return (Line(((clean_line(self.view.action.text), "strong"),)),)

    def _bar(self, width: int) -> tuple[Line, ...]:
        part = block.elapsed(self.view.action, self.now) / block.planned(self.view.action)
        return (Line(bar(part, max(0, width), "met" if self.is_over else "accent", self.symbols)),)

    def _minutes(self, _width: int) -> tuple[Line, ...]:
        kept = f"{block.elapsed(self.view.action, self.now)} min kept"
        left = block.left(self.view.action, self.now)
        return (Line(((kept, "dim"),), ((f"{left} min left", "dim"),) if left else ()),)

    def _said(self, _width: int) -> tuple[Line, ...]:
        if self.question:
            return (Line(((self.question, "accent"),)),)
        return (Line((("The time is over. ", "met"), (f"{self.leave_key} ends it.", "dim")) if self.is_over else ()),)

    def _action(self, row: PlanRow, _width: int) -> tuple[Line, ...]:
        item = row.action
        is_done = item.status is ActionStatus.DONE
        mark: Cell = (self.symbols.done, "met") if is_done else (self.symbols.open, "text")
        who = clean_line(" ".join(part for part in (row.contact, row.organization) if part))
        text: Cell = (clean_line(item.text), "struck" if is_done else "text")
        at = f"{item.start_time:%H:%M}" if item.start_time else ""
        right = "   ".join(part for part in (who, at) if part)
        return (Line((mark, (" ", "dim"), text), ((right, "dim"),) if right else ()),)

    def _empty(self, width: int) -> tuple[Line, ...]:
        lines = [Line(((part, "dim"),)) for part in broken(EMPTY.format(self.hold_key), max(12, width))[:LINES]]
        return (*lines, *[Line()] * (LINES - len(lines)))
