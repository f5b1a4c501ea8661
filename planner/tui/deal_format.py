"""A deal's page from its view to rows: figures, buyer, what comes next, the log with the buyer. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from planner.domain.dealviews import DealView
from planner.domain.figure import counted
from planner.domain.nextcall import ago
from planner.domain.text import clean_line
from planner.domain.views import LogRow, short_date
from planner.tui import log_format
from planner.tui.deals_format import broken
from planner.tui.line import Cell, Line, Row, Symbols, spaced, static

BUYER: Final = "buyer"
"""The key of the row that leads to the buyer."""
_LABEL: Final = 11


class DealPageRows(NamedTuple):
    """What the page shows."""

    view: DealView
    symbols: Symbols
    width: int

    def rows(self, height: int) -> list[Row]:
        """Return the page's rows; a blank line stands between sections where there is room for it."""
        return spaced(self._sections(), height)

    def _sections(self) -> Iterator[list[Row]]:
        yield [static(*self._figures())]
        yield [self._buyer()]
        if ahead := self._ahead():
            yield [static(*ahead)]
        yield self._log()

    def _figures(self) -> list[Line]:
        view, deal, today = self.view, self.view.row.deal, self.view.today
        title: tuple[Cell, ...] = ((clean_line(deal.title), "strong"),)
        role = "met" if deal.stage == "won" else "type" if deal.is_open else "dim"
        stage = f"{deal.stage} {view.chance}%" if deal.is_open else str(deal.stage)
        lines = [Line(title, ((stage, role),))]
        money = "no amount yet" if deal.amount_minor is None else self.symbols.amount(deal.amount_minor, deal.currency)
        facts = [money, f"{deal.kind} deal"]
        if deal.is_open and view.weighted is not None:
            facts.insert(1, f"weighted {self.symbols.amount(round(view.weighted), deal.currency)}")
        facts.append(f"since {short_date(deal.created_on, today)}")
        lines += [Line(((part, "text"),)) for part in broken(facts, self.width)]
        if deal.closed_on is not None:
            why = f": {clean_line(deal.lost_reason)}" if deal.lost_reason else ""
            lines.append(Line(((f"{deal.stage} {short_date(deal.closed_on, today)}{why}", role),)))
        elif deal.expected_close_on is not None:
            late = deal.expected_close_on < today
            told = f"decision {'was ' if late else ''}expected by {short_date(deal.expected_close_on, today)}"
            lines.append(Line(((told, "behind" if late else "dim"),)))
        if deal.stage_label and deal.stage_label.casefold() != deal.stage:
            lines.append(Line(((f"called “{clean_line(deal.stage_label)}” where it came from", "dim"),)))
        return lines

    def _buyer(self) -> Row:
        contact, row, today = self.view.contact, self.view.row, self.view.today
        if contact is None:
            firm = clean_line(row.deal.organization)
            return static(Line(((f"{'Buyer':{_LABEL}}", "strong"), (firm or "not known: e names one with @", "dim"))))
        touched = f"last touch {ago(row.last_touch, today)}" if row.last_touch else "no touch yet"
        cells: tuple[Cell, ...] = ((f"{'Buyer':{_LABEL}}", "strong"), (clean_line(contact.full_label), "text"))
        quiet = (
            (f"quiet for {counted(row.quiet_for(today), 'day')}", "behind") if self.view.is_quiet else (touched, "dim")
        )
        right: tuple[Cell, ...] = ((contact.stage, "type"), (f"   {quiet[0]}", quiet[1]))
        return Row(BUYER, 1, lambda width: (Line(cells, right if width >= log_format.NARROW else (quiet,)),))

    def _ahead(self) -> list[Line]:
        deal = self.view.row.deal
        told = [clean_line(deal.next_step)] if deal.next_step and deal.is_open else []
        told += [clean_line(one) for one in self.view.waiting]
        parts = [part for one in told for part in broken([one], self.width - _LABEL)]
        heads = ["Next", *[""] * len(parts)]
        return [
            Line(((f"{head:{_LABEL}}", "strong"), (part, "text"))) for head, part in zip(heads, parts, strict=False)
        ]

    def _log(self) -> list[Row]:
        log: Sequence[LogRow] = self.view.log
        head = static(Line((("Log", "strong"),), (("with the buyer", "dim"),) if self.view.contact else ()))
        if not log:
            return [head, static(Line((("  Nothing is logged yet. l logs a first step.", "dim"),)))]
        return [head, *(self._entry(row) for row in log)]

    def _entry(self, row: LogRow) -> Row:
        is_own = row.activity.deal_id == self.view.row.deal.id
        about: Cell = ("this deal", "accent") if is_own else (clean_line(row.deal_title), "dim")
        return log_format.of_record(row, about, self.view.today, self.symbols)
