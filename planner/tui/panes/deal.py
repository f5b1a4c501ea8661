"""A deal's page: its figures, the buyer, what comes next and the log with the buyer."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.deal import Deal
from planner.domain.dealviews import DealView
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.text import clean_line
from planner.domain.views import LogRow
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.deal_format import BUYER, DealPageRows
from planner.tui.line import Line, static
from planner.tui.lines import LogLine
from planner.tui.panes.sale import SalePane
from planner.tui.people_lines import ContactActionLine
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

GONE = "This deal is no longer there. esc goes back."


class DealPane(SalePane):
    """One deal."""

    TOPICS: ClassVar = frozenset({Topic.DEALS, Topic.PEOPLE, Topic.LOG, Topic.PLAN})
    PLACE: ClassVar = Place.DEAL
    BINDINGS: ClassVar = bindings(Place.DEAL, Place.SALE, Place.LIST)

    view: DealView | None = None

    def __init__(self, app: "PlannerApp", key: str) -> None:
        """Show the deal with a key."""
        super().__init__(app, app.say)
        self._key = key

    def load(self) -> None:
        """Read the deal with all that is known of it."""
        try:
            self.view = self.planner.pipeline.one(self._key)
        except StaleWriteError:
            self.view = None
        name = clean_line(self.view.row.label) if self.view is not None else "deal"
        self.border_title = Content(f"{name}   esc goes back")
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentences where the new width wants it."""
        super().on_resize(event)
        self._lay_out()

    def meant(self) -> Deal | None:
        """Return the one deal."""
        return self.view.row.deal if self.view is not None else None

    def has(self, need: Need) -> bool:
        """Whether what a command needs stands on the page or under the cursor."""
        return self.cursor_key is not None if need is Need.LINE else super().has(need)

    def do_log_open(self) -> None:
        """Log a step with the buyer; without one, any step."""
        deal = self.meant()
        if deal is None or deal.contact_id is None:
            self.app.planner_screens[-1].do_log_open()
        else:
            self.log_with(deal.contact_id)

    def do_deal_enter(self) -> None:
        """Open the buyer, or correct the entry under the cursor."""
        entry = self._logged()
        if self.cursor_key == BUYER:
            self.do_sale_buyer()
        elif entry is not None:
            self.ask(LogLine(self.planner, entry.activity), self.planner.log.written(entry))
        else:
            raise PlannerError(Need.LINE.value)

    def do_deal_action(self) -> None:
        """Plan something with the buyer."""
        (contact,) = self.planner.contacts.several([self.buyer()])
        self.ask(ContactActionLine(self.planner, self.day or self.planner.today(), contact))

    def _logged(self) -> LogRow | None:
        """Return the entry under the cursor."""
        log = self.view.log if self.view is not None else ()
        return next((row for row in log if row.activity.id == self.cursor_key), None)

    def _lay_out(self) -> None:
        region = self.scrollable_content_region
        if self.view is None:
            self.show_rows([static(Line(((GONE, "dim"),)))])
            return
        width = max(20, region.width - GUTTER)
        self.show_rows(DealPageRows(self.view, self._symbols, width).rows(region.height))
