"""How each page is opened: over the others, where it is not what is seen already. A page is imported once opened."""

from typing import TYPE_CHECKING

from planner.domain.errors import PlannerError
from planner.domain.review import ReviewKind
from planner.tui.commands.command import Need, Place

if TYPE_CHECKING:
    from datetime import date

    from planner.domain.review import Review
    from planner.tui.app import PlannerApp
    from planner.tui.panes.pane import Pane
    from planner.tui.screens.screen import PlannerScreen


class Pages:
    """The pages of one app, and the commands that open them."""

    def __init__(self, app: "PlannerApp") -> None:
        """Open the pages of an app."""
        self._app = app

    def show_page(self, page: "PlannerScreen") -> None:
        """Show a page over the others; the frame that shows what the key did waits for it.

        What was said on the one below is not said of this one, nor again once this one is left.
        """
        self._app.planner_screens[-1].say("")
        self._app.mounting = self._app.push_screen(page)

    def open_page(self, pane: "Pane") -> None:
        """Show a pane on a full screen of its own, where that is not what is seen already."""
        if not self._is_seen(pane.PLACE):
            self._show_pane(pane)

    def open_ritual(self, kind: ReviewKind) -> None:
        """Show a ritual on a full screen of its own."""
        from planner.tui.rituals import pane_of

        self.open_page(pane_of(kind)(self._app, self._app.say))

    def open_review(self, day: "date") -> None:
        """Look back on a day."""
        from planner.tui.panes.review import ReviewPane
        from planner.tui.screens.page import Page

        pane = ReviewPane(self._app, self._app.say)
        page = Page(self._app, pane)
        pane.day = day
        self.show_page(page)

    def open_held(self, review: "Review", question: str) -> None:
        """Look at a review that was begun or held, from a question on."""
        from planner.tui.rituals import pane_of

        pane = pane_of(review.kind)(self._app, self._app.say)
        pane.look_at(review, question)
        self._show_pane(pane)

    def open_contact(self, key: str) -> None:
        """Open a contact's page."""
        from planner.tui.panes.contact import ContactPane

        self._show_pane(ContactPane(self._app, key))

    def open_deal(self, key: str) -> None:
        """Open a deal's page."""
        from planner.tui.panes.deal import DealPane

        self._show_pane(DealPane(self._app, key))

    def open_goal(self, key: str) -> None:
        """Open a goal's page."""
        from planner.tui.panes.goal import GoalPane

        self._show_pane(GoalPane(self._app, key))

    def show_day(self, day: "date") -> None:
        """Leave every page and look at a day on the Today screen."""
        for screen in self._app.planner_screens[:0:-1]:
            screen.dismiss()
        self._app.today_screen.show_day(day)

    def do_page_calendar(self) -> None:
        """Show the year's days off, from the day that is looked at."""
        from planner.tui.panes.calendar import CalendarPane

        pane, screen = CalendarPane(self._app, self._app.say), self._app.today_screen
        if screen.is_elsewhere and self._app.planner_screens[-1] is screen:
            pane.begin_on(screen.day)
        self.open_page(pane)

    def do_page_focus(self) -> None:
        """Begin the sacred block whose time it is, or go back into the one that runs."""
        self._app.block_watch.begin(None)

    def do_page_morning(self) -> None:
        """Look at the day as it begins."""
        self.open_ritual(ReviewKind.MORNING)

    def do_page_review(self) -> None:
        """Look back on the day."""
        self.open_ritual(ReviewKind.DAY)

    def do_page_week(self) -> None:
        """Look back on the week and plan the next one."""
        self.open_ritual(ReviewKind.WEEK)

    def do_page_scope(self) -> None:
        """Plan the week with a bigger scope at hand. Raises PlannerError where all of it stands."""
        from planner.tui.panes.week import WeekPane
        from planner.tui.week_format import SCOPES

        if all(choice.stands for choice in self._app.planner.week.scopes.menu()):
            raise PlannerError("All of a bigger scope stands already. g sets any other goal.")
        if self._is_seen(Place.WEEK):
            pane = self._app.planner_screens[-1].query_one(WeekPane)
            pane.look_for_scopes()
            pane.load()
            pane.move_cursor(SCOPES)
        else:
            pane = WeekPane(self._app, self._app.say)
            pane.look_for_scopes()
            self._show_pane(pane)

    def do_page_partner(self) -> None:
        """Review the goals with a partner."""
        self.open_ritual(ReviewKind.PARTNER)

    def do_page_group(self) -> None:
        """Hold the monthly review with the group."""
        self.open_ritual(ReviewKind.GROUP)

    def do_page_quarter(self) -> None:
        """Look back on the quarter."""
        self.open_ritual(ReviewKind.QUARTER)

    def do_page_year(self) -> None:
        """Look back on the year and plan the next."""
        self.open_ritual(ReviewKind.YEAR)

    def do_page_routine(self) -> None:
        """Show which ritual is due."""
        from planner.tui.panes.routine import RoutinePane

        self.open_page(RoutinePane(self._app, self._app.say))

    def do_page_people(self) -> None:
        """Show whom to call next, and all contacts."""
        from planner.tui.panes.people import PeoplePane

        self.open_page(PeoplePane(self._app))

    def do_page_deals(self) -> None:
        """Show the pipeline."""
        from planner.tui.panes.deals import DealsPane

        self.open_page(DealsPane(self._app))

    def do_page_fast_start(self) -> None:
        """Show the board of the year's first week."""
        from planner.tui.panes.fast_start import FastStartPane

        self.open_page(FastStartPane(self._app))

    def do_page_progress(self) -> None:
        """Show charts of how it goes; from the Today screen on a day that is behind, how it went then."""
        from planner.tui.panes.progress import ProgressPane

        pane, screen = ProgressPane(self._app), self._app.today_screen
        if screen.day < self._app.planner.today() and self._app.planner_screens[-1] is screen:
            pane.begin_on(screen.day)
        self.open_page(pane)

    def do_page_import(self) -> None:
        """Take in a file of another program; on the page itself ask for another one, as its own key does."""
        from planner.tui.panes.importing import ImportPane

        pane = self._app.planner_screens[-1].focused_pane
        if not isinstance(pane, ImportPane):
            self._show_pane(ImportPane(self._app))
        elif pane.has(Need.IDLE):
            pane.do_import_file()
        else:
            raise PlannerError(Need.IDLE.value)

    def do_page_momentum(self) -> None:
        """Show the number that says how the days go, and where it comes from."""
        from planner.tui.screens.momentum import MomentumPage

        if not self._is_seen(Place.MOMENTUM):
            self.show_page(MomentumPage(self._app))

    def do_page_find(self) -> None:
        """Find anything that was typed."""
        from planner.tui.screens.find import FindPage

        if not self._is_seen(Place.FIND):
            self.show_page(FindPage(self._app))

    def do_page_history(self) -> None:
        """Show everything that was changed."""
        from planner.tui.screens.history import HistoryPage

        if not self._is_seen(Place.HISTORY):
            self.show_page(HistoryPage(self._app))

    def _is_seen(self, place: Place) -> bool:
        return place in self._app.planner_screens[-1].places

    def _show_pane(self, pane: "Pane") -> None:
        from planner.tui.screens.page import Page

        self.show_page(Page(self._app, pane))
