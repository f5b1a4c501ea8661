"""A deal's page: its figures, the buyer, what comes next and the log with the buyer."""

from collections.abc import Sequence
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.deal import Deal
from planner.domain.dealviews import DealView
from planner.domain.views import LogRow
from planner.tui.commands.command import Place
from planner.tui.commands.keymap import bindings
from planner.tui.deal_format import BUYER, DealPageRows
from planner.tui.line import Row
from planner.tui.panes.record import RecordPane
from planner.tui.panes.sale import SalePane
from planner.tui.people_lines import ContactActionLine


class DealPane(RecordPane[DealView], SalePane):
    """One deal."""

    TOPICS: ClassVar = frozenset({Topic.DEALS, Topic.PEOPLE, Topic.LOG, Topic.PLAN})
    PLACE: ClassVar = Place.DEAL
    BINDINGS: ClassVar = bindings(Place.DEAL, Place.SALE, Place.LIST)
    NOUN: ClassVar = "deal"

    def look(self) -> DealView:
        """Read the deal."""
        return self.planner.pipeline.one(self._key)

    def called(self, view: DealView) -> str:
        """Return what it is called."""
        return view.row.label

    def logged(self, view: DealView) -> Sequence[LogRow]:
        """Return the log with the buyer."""
        return view.log

    def page_rows(self, view: DealView, width: int, height: int) -> Sequence[Row]:
        """Lay the page out."""
        return DealPageRows(view, self._symbols, width).rows(height)

    def meant(self) -> Deal | None:
        """Return the one deal."""
        return self.view.row.deal if self.view is not None else None

    def do_deal_enter(self) -> None:
        """Open the buyer, or correct the entry under the cursor."""
        if self.cursor_key == BUYER:
            self.do_sale_buyer()
        else:
            self.correct_entry()

    def do_deal_action(self) -> None:
        """Plan something with the buyer."""
        (contact,) = self.planner.contacts.several([self.buyer()])
        self.ask(ContactActionLine(self.planner, self.day or self.planner.today(), contact))
