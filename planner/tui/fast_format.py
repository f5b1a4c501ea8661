"""The fast start board from its view to rows: four lists one below the other, each with what it reached. Pure."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Final, NamedTuple

from rich.cells import cell_len

from planner.domain import dealwords
from planner.domain.faststart import Board, FastList, FastRow, Push
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date
from planner.tui.fitted import fitted
from planner.tui.line import Cell, Line, Row, Symbols, static

ROOMY: Final = 90
"""Columns of a line from which a call and how it stands are on one line."""
NARROW: Final = 56
NAME: Final = 38
PROMISE: Final = 28
"""Columns that a promise keeps beside what else there is to say."""
LEAST: Final = 3
"""Rows of a list that are shown at the least."""
MARKETING: Final = "marketing"
RESOLUTION: Final = "resolution"
"""Keys of rows that are no calls."""
_TITLES: Final = ("Last year's buyers", "Current customers", "Close to a decision", "Marketing")
_NOBODY: Final = (
    "Nobody bought last year.",
    "No customer has an open deal or an activity in the 90 days before.",
    "No deal awaits a decision. b adds somebody whom you believe to be close.",
)
_NOBODY_THEN: Final = (
    "Nobody had bought the year before.",
    "No customer had an open deal or an activity in the 90 days before.",
    "No deal awaited a decision.",
)


class FastPage(NamedTuple):
    """What the page shows."""

    board: Board
    symbols: Symbols
    whole: Collection[int]
    """The lists that are shown to their end."""

    def rows(self, height: int) -> list[Row]:
        """Return the page's rows: as many of each list as fit; a blank line between lists where there is room."""
        has_air = height >= 24
        gap = [static(Line())] if has_air else []
        most = max(LEAST, (height - 14) // 3) if has_air else LEAST
        rows = [*gap, *self._head()]
        for number, one in enumerate(self.board.lists):
            rows += [*gap, *self._list(number, one, most)]
        return [*rows, *gap, *self._marketing(), *gap, *self._end()]

    def _head(self) -> Iterator[Row]:
        said = clean_line(self.board.resolution)
        none = "nothing was" if self.board.is_over else "v writes one sentence: what do you resolve for this year?"
        told: Cell = (said, "strong") if said else (none, "dim")
        yield Row(RESOLUTION, 1, lambda _: (Line((("Resolved  ", "dim"), told)),))

    def _list(self, number: int, one: FastList, most: int) -> Iterator[Row]:
        done: Cell = (f"{one.done:,} of {one.total:,} reached", "met" if one.done >= one.total else "text")
        yield Row(None, 1, partial(self._title, number, done, dealwords.by_day(one.reached), one.agreed))
        if not one.rows:
            yield static(Line(((f"    {(_NOBODY_THEN if self.board.is_over else _NOBODY)[number]}", "dim"),)))
        shown = one.rows if number in self.whole else one.rows[:most]
        for row in shown:
            yield Row(f"{number} {row.callee.id}", 1, partial(self._call, row, one.push), range(2))
        if one.length > len(shown):
            yield static(Line(((f"    {one.length - len(shown):,} more, space shows them", "dim"),)))

    def _title(self, number: int, done: Cell, by_day: str, agreed: int, width: int) -> tuple[Line, ...]:
        left: list[Cell] = [(f"{number + 1}  ", "dim"), (_TITLES[number], "strong")]
        if agreed and width >= NARROW:
            left.append((f"  {agreed:,} with an agreed date", "dim"))
        if by_day and width >= ROOMY:
            left.append((f"  {by_day}", "dim"))
        return (Line(tuple(left), (done,)),)

    def _call(self, row: FastRow, push: Push, width: int) -> tuple[Line, ...]:
        callee, symbols = row.callee, self.symbols
        sign: Cell = (symbols.done, "met") if row.done_on else (symbols.open, "text")
        if row.is_dropped or row.back_on is not None:
            sign = (symbols.dot, "dim")
        is_flagged = row.is_flagged and row.done_on is None and not row.is_dropped
        flag: Cell = (f" {symbols.folded} " if is_flagged else "   ", "behind")
        name: list[Cell] = [(clean_line(callee.name), "text" if row.is_open else "dim")]
        is_owing = bool(callee.owed) and row.is_open
        if callee.organization and width >= (ROOMY if is_owing else NARROW):
            name.append((f"  {clean_line(callee.organization)}", "dim"))
        told = dealwords.called(row, self.board, symbols.amount, push)
        role = "behind" if is_owing else "dim"
        if width >= ROOMY:
            return (Line((sign, flag, *fitted(name, NAME, symbols), (told, role))),)
        if is_owing:
            return (self._owing(row, push, (sign, flag, *name), width),)
        room = width - sum(cell_len(text) for text, _ in (sign, flag, *name)) - 2
        return (Line((sign, flag, *name), ((told if cell_len(told) <= room else told.partition(", ")[0], role),)),)

    def _owing(self, row: FastRow, push: Push, name: tuple[Cell, ...], width: int) -> Line:
        """Return somebody who promised something: what else there is to say stands at the right where it has room."""
        promise = dealwords.promised(row, self.board)
        parts = [part for part in dealwords.called_parts(row, self.board, self.symbols.amount, push) if part != promise]
        room = width - sum(cell_len(text) for text, _ in name) - PROMISE
        more = next((told for told in (", ".join(parts), parts[0]) if cell_len(told) <= room), "")
        return Line((*name, (f"  {promise}", "behind")), ((more, "dim"),) if more else ())

    def _marketing(self) -> Iterator[Row]:
        there = self.board.marketing
        done: Cell = (f"{there.reach:,} people reached", "met" if there.times else "text")
        yield Row(None, 1, partial(self._title, 3, done, dealwords.by_day(there.reached), 0))
        times = "once" if there.times == 1 else f"{there.times:,} times"
        sign: Cell = (self.symbols.done, "met") if there.times else (self.symbols.open, "text")
        none = "none was logged" if self.board.is_over else "enter logs a push: marketing reach 250: newsletter"
        told = f"logged {times}" if there.times else none
        yield Row(MARKETING, 1, lambda _: (Line((sign, ("   ", "dim"), (told, "dim"))),), range(2))

    def _end(self) -> Iterator[Row]:
        board = self.board
        month = MONTHS[board.days[0].month - 1]
        leads = f"{board.new_leads:,} new lead{'' if board.new_leads == 1 else 's'} in {month}"
        done = "All four pushes are done." if board.is_complete else ""
        yield static(Line(((leads, "dim"),), ((done, "met"),)))


def title(board: Board) -> str:
    """Return the title of the page: the year, and which of the days it is."""
    first, last = (short_date(day, board.today) for day in (board.days[0], board.days[-1]))
    if board.is_open:
        return f"fast start of {board.year}   day {board.day_number} of {len(board.days)}, to {last}"
    if board.is_over:
        return f"fast start of {board.year}   ended {last}, to be looked at"
    return f"fast start of {board.year}   begins {first}"
