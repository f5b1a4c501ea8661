"""The pipeline: open deals by stage with their sums, what they cover, and the list, narrowed by keys."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.deal import Deal, DealStage
from planner.domain.dealviews import DealFilter, DealPage, DealState, PipelineView
from planner.tui import deals_format as told
from planner.tui.commands.command import Place
from planner.tui.commands.keymap import bindings
from planner.tui.deal_lines import DealLine
from planner.tui.line import Line, static
from planner.tui.panes.sale import SalePane
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

FIRST, MORE = 100, 300
"""Deals that have rows at first, and that come to them when the cursor goes on."""
FILTERS: Mapping[str, DealFilter] = {
    "open": DealFilter(),
    **{stage.value: DealFilter(stage=stage) for stage in tuple(DealStage)[:4]},
    "won": DealFilter(DealState.WON),
    "lost": DealFilter(DealState.LOST),
    "quiet": DealFilter(DealState.QUIET),
    "soon": DealFilter(DealState.SOON),
}


class DealsPane(SalePane):
    """Every deal."""

    TOPICS: ClassVar = frozenset({Topic.DEALS, Topic.PEOPLE, Topic.LOG, Topic.GOALS})
    PLACE: ClassVar = Place.DEALS
    BINDINGS: ClassVar = bindings(Place.DEALS, Place.SALE, Place.LIST)

    _view: PipelineView | None = None
    _page: DealPage = DealPage((), 0)
    _filter: DealFilter = FILTERS["open"]
    _count: int = FIRST
    """How many deals of the list have rows."""

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        super().__init__(app, app.say)

    def load(self) -> None:
        """Read the pipeline and the list."""
        self._view = self.planner.pipeline.view()
        self._page = self.planner.pipeline.page(self._filter, 0, self._count)
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another size."""
        super().on_resize(event)
        self._lay_out()

    def meant(self) -> Deal | None:
        """Return the deal under the cursor."""
        return next((row.deal for row in self._page.rows if row.deal.id == self.cursor_key), None)

    def do_deals_open(self) -> None:
        """Open the deal's page."""
        self.app.pages.open_deal(self.need().id)

    def do_deals_add(self) -> None:
        """Add a deal."""
        self.ask(DealLine(self.planner))

    def do_deals_all(self) -> None:
        """Show every open deal."""
        self._show("open")

    def do_deals_prospecting(self) -> None:
        """Show the deals in prospecting."""
        self._show("prospecting")

    def do_deals_qualified(self) -> None:
        """Show the qualified deals."""
        self._show("qualified")

    def do_deals_proposal(self) -> None:
        """Show the deals with a proposal."""
        self._show("proposal")

    def do_deals_negotiation(self) -> None:
        """Show the deals in negotiation."""
        self._show("negotiation")

    def do_deals_won(self) -> None:
        """Show what was won."""
        self._show("won")

    def do_deals_lost(self) -> None:
        """Show what was lost."""
        self._show("lost")

    def do_deals_quiet(self) -> None:
        """Show what has gone quiet."""
        self._show("quiet")

    def do_deals_soon(self) -> None:
        """Show what is to close soon."""
        self._show("soon")

    def cursor_to_bottom(self) -> None:
        """Put the cursor on the last deal of all."""
        self._read_on(self._page.total)
        super().cursor_to_bottom()

    def _go(self, at: int) -> None:
        """Put the cursor on a row; on the last one that there is, show more."""
        super()._go(at)
        if self._page.rows and self.cursor_key == self._page.rows[-1].deal.id:
            self._read_on(self._count + MORE)

    def _read_on(self, count: int) -> None:
        if self._count < min(count, self._page.total):
            self._count = count
            self.reload()

    def _show(self, name: str) -> None:
        self._filter, self._count = FILTERS[name], FIRST
        self.reload()
        self.cursor_to_top()

    def _lay_out(self) -> None:
        if self._view is None:
            return
        region = self.scrollable_content_region
        width = region.width - GUTTER
        self.border_title = Content(told.title(self._filter, self._page.total))
        self.border_subtitle = Content(told.filter_keys(width))
        rows = told.summary(self._view, self._symbols, width, region.height)
        if not self._page.rows:
            is_bare = self._filter == FILTERS["open"] and not self._view.open
            self.show_rows([*rows, static(Line(((told.NO_DEAL if is_bare else told.NONE_HERE, "dim"),)))])
            return
        rows += told.rows(self._page.rows, self._view, self._filter, self._symbols)
        if self._page.total > len(self._page.rows):
            rows.append(static(Line(((f"    {self._page.total - len(self._page.rows):,} more", "dim"),))))
        self.show_rows(rows)
