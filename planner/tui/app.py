"""The app: one planner on one terminal. It owns the look, the keys, the signals and the second hand."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from threading import Thread
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.css.query import NoMatches
from textual.screen import Screen

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from planner.settings import themes
from planner.settings.paths import Paths
from planner.tui.commands.command import Place
from planner.tui.commands.keymap import WHILE_TYPING, keymap, shown_key, with_keys
from planner.tui.driver import driver_class
from planner.tui.line import ASCII, UNICODE
from planner.tui.panes.pane import Pane
from planner.tui.screens.screen import PlannerScreen
from planner.tui.screens.today import TodayScreen
from planner.tui.style import theme_of, variables_of
from planner.tui.telling import Telling

if TYPE_CHECKING:
    from textual.widget import AwaitMount

    from planner.domain.gauge import Gauge
    from planner.domain.nextcall import NextCall
    from planner.tui.watch import BlockWatch

MOST_CALLS = 9
"""Calls that are read for the Today pane, which leaves those out that stand in its plan."""
FIRST_WEEKS = 28
"""Days of a year in which its first five working days are looked for; later they come after a long absence."""
LOOK_AFTER = 2.0
"""Seconds after the start at which the whole file is looked through: by then nobody waits for the processor."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What a closed terminal and a shutting-down machine send."""


@runtime_checkable
class HasDrafts(Protocol):
    """A screen into which is typed."""

    def keep_drafts(self) -> None:
        """Keep what is typed and not saved."""


class PlannerApp(Telling, App[None]):
    """The planner in a terminal."""

    TITLE = "planner"
    CSS_PATH = "styles/today.tcss"

    def __init__(self, planner: Planner, paths: Paths, notices: Iterable[str] = ()) -> None:
        """Run on an open planner; `notices` are said first."""
        self.planner = planner
        self.paths = paths
        self.palette, wrong_colors = themes.load(planner.noted("theme") or planner.settings.theme, paths)
        self.symbols = replace(
            ASCII if planner.settings.ascii else UNICODE,
            home=planner.settings.currency,
            shows_money=planner.noted("money") != "hidden",
        )
        self.commands, wrong_keys = with_keys(planner.settings.keys)
        self.command_by_id = {command.id: command for command in self.commands}
        self.mounting: AwaitMount | None = None
        """A page that is being mounted."""
        self.unkept: dict[str, str] = {}
        """What is typed and the file did not take, by the key of its draft."""
        self.gauge: Gauge | None = None
        """Momentum for the header; None before the first paint, which does not wait for it."""
        self.calls: tuple[NextCall, ...] = ()
        """Whom to call next, for the Today pane where that has room; none before the first paint."""
        self.offer: str | None = None
        """The one smallest action, after two quiet working days."""
        self._is_gauge_due = False
        self.due: ReviewKind | None = None
        """The ritual that the header of the Today screen says is due; None before the first paint."""
        self._is_due_stale = True
        self.block_told = ""
        """The sacred block that runs, for the header; empty where none does."""
        self.fault = ""
        """The traceback of an error of the program itself, for its report."""
        self._notices = (*notices, *wrong_colors, *wrong_keys)
        super().__init__(driver_class=driver_class())
        self._disable_tooltips = self._disable_notifications = True  # two widgets and a second paint on every page
        self.register_theme(theme_of(self.palette))
        self.theme = self.palette.name
        self.set_class(planner.settings.ascii, "ascii")
        if planner.settings.keys:
            self.set_keymap(keymap(self.commands))

    def get_default_screen(self) -> Screen[None]:
        """Start with today."""
        return TodayScreen(self)

    def get_css_variables(self) -> dict[str, str]:
        """Give the stylesheets the palette."""
        return {**super().get_css_variables(), **variables_of(self.palette)}

    @property
    def today_screen(self) -> TodayScreen:
        """The screen under every dialog."""
        screen = self.screen_stack[0]
        if not isinstance(screen, TodayScreen):
            raise TypeError("the first screen is today's")
        return screen

    def on_mount(self) -> None:
        """Listen to the machine, and do after the first paint what can wait."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, self.leave, 128 + number)
        self.set_interval(1.0, self.tick)
        self.call_after_refresh(self.settle)
        if self._starts_year():
            self.do_page_fast_start()  # under the morning, which leads to it
        if self.planner.morning.is_due():
            self.do_page_morning()

    def _starts_year(self) -> bool:
        """Whether today is one of the sales year's first working days, and its board was not seen yet (B7)."""
        from planner.domain.period import year_span

        today = self.planner.today()
        is_near = (today - year_span(today, self.planner.settings.year_start_month).start).days < FIRST_WEEKS
        return is_near and self.planner.fast_start.opens_itself()

    def settle(self) -> None:
        """Do what could wait for the first paint."""
        gc.enable()
        gc.freeze()
        self.call_later(self.greet)
        self.planner.changes.subscribe(self._heard)
        self._heard(frozenset(Topic))

    def read_gauge(self) -> None:
        """Read momentum again, and show it where it is another one: only a closed day moves it."""
        self._is_gauge_due = False
        today = self.planner.today()
        before, self.gauge = self.gauge, self.planner.momentum.gauge(today)
        if before is None or before[:4] != self.gauge[:4]:
            for screen in self.planner_screens:
                screen.show_top()
        self._read_due(today)
        offered, self.offer = self.offer, self.planner.momentum.smallest_action(today)
        room = self.today_screen.today.call_room
        called, self.calls = self.calls, self.planner.next_calls.rows(today, MOST_CALLS) if room else ()
        if offered != self.offer or called != self.calls:
            self.today_screen.today.invalidate()

    def _read_due(self, today: date) -> None:
        """Read again which ritual is due, where that may be another one now."""
        if self._is_due_stale:
            self._is_due_stale = False
            before, self.due = self.due, self.planner.routine.reminder(today)
            if before != self.due:
                self.today_screen.show_top()

    def greet(self) -> None:
        """Look at the day and the file, and say what is to be known first."""
        self.planner.turn_day()
        self.planner.morning.note_seen()
        self.set_timer(LOOK_AFTER, Thread(target=self.look_through, daemon=True).start)
        over = self.block_watch.open()
        notices = [notice for notice in (*self._notices, self.planner.place_notice(), over) if notice]
        if notices:
            self.block_watch.notice("  ".join(notices), "behind")
        elif self.planner.draft("log"):
            self.block_watch.notice("A line waits unsaved: l opens it", "text")

    @cached_property
    def block_watch(self) -> "BlockWatch":
        """The eye on the day's sacred blocks."""
        from planner.tui.watch import BlockWatch

        return BlockWatch(self)

    @property
    def is_in_focus(self) -> bool:
        """Whether a sacred block is kept: what there is to say and to ask waits."""
        return Place.FOCUS in self.planner_screens[-1].places

    def tell_block(self, told: str) -> None:
        """Show in the header which block runs."""
        if told != self.block_told:
            self.block_told = told
            for screen in self.planner_screens:
                screen.show_top()

    def send(self, sequence: str) -> None:
        """Write what draws nothing to the terminal."""
        if sequence and self._driver is not None:
            self._driver.write(sequence)

    def look_through(self) -> None:
        """Check the whole file, on a thread of its own, and say so where it is damaged."""
        told = self.planner.damage()
        if told:
            with suppress(RuntimeError):  # the app was left meanwhile
                self.call_from_thread(self.block_watch.notice, told, "error")

    def tick(self) -> None:
        """Once a second."""
        if not self.screen_stack:
            return
        turned = False
        try:
            turned = self.planner.tick()
            self.block_watch.tick()
        except PlannerError as error:
            self.say(str(error), role="error")
        for screen in self.planner_screens:
            if turned:
                screen.follow_day()
            screen.follow_clock()

    @property
    def planner_screens(self) -> list[PlannerScreen]:
        """The full screens, the Today screen first."""
        return [screen for screen in self.screen_stack if isinstance(screen, PlannerScreen)]

    def say(self, text: str, role: str = "text") -> None:
        """Say one sentence on the topmost full screen."""
        self.planner_screens[-1].say(text, role)

    def leave(self, return_code: int = 0) -> None:
        """Keep what is typed and go."""
        self.keep_drafts()
        self.exit(return_code=return_code)

    def keep_drafts(self) -> None:
        """Keep everything that is typed and not saved, on every screen."""
        for screen in self.screen_stack:
            if isinstance(screen, HasDrafts):
                screen.keep_drafts()

    def ring(self) -> None:
        """Ring the terminal's bell for a refusal, where the user wants that."""
        if self.planner.settings.bell:
            self.bell()

    def do_app_quit(self) -> None:
        """Go."""
        self.leave()

    async def action_quit(self) -> None:
        """Go, from any screen."""
        self.leave()

    def do_app_help(self) -> None:
        """Show every key and the grammar."""
        from planner.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.commands))

    def do_page_calendar(self) -> None:
        """Show the year's days off."""
        from planner.tui.panes.calendar import CalendarPane

        self.open_page(CalendarPane(self, self.say))

    def do_page_morning(self) -> None:
        """Look at the day as it begins."""
        self.open_ritual(ReviewKind.MORNING)

    def do_page_focus(self) -> None:
        """Begin the sacred block whose time it is, or go back into the one that runs."""
        self.block_watch.begin(None)

    def do_page_review(self) -> None:
        """Look back on the day."""
        self.open_ritual(ReviewKind.DAY)

    def do_page_week(self) -> None:
        """Look back on the week and plan the next one."""
        self.open_ritual(ReviewKind.WEEK)

    def open_review(self, day: date) -> None:
        """Look back on a day."""
        from planner.tui.panes.review import ReviewPane
        from planner.tui.screens.page import Page

        pane = ReviewPane(self, self.say)
        page = Page(self, pane)
        pane.day = day
        self.show_page(page)

    def show_day(self, day: date) -> None:
        """Leave every page and look at a day on the Today screen."""
        for screen in self.planner_screens[:0:-1]:
            screen.dismiss()
        self.today_screen.show_day(day)

    def do_page_routine(self) -> None:
        """Show which ritual is due."""
        from planner.tui.panes.routine import RoutinePane

        self.open_page(RoutinePane(self, self.say))

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

    def open_ritual(self, kind: ReviewKind) -> None:
        """Show a ritual on a full screen of its own."""
        from planner.tui.rituals import pane_of

        self.open_page(pane_of(kind)(self, self.say))

    def show_page(self, page: PlannerScreen) -> None:
        """Show a page over the others; the frame that shows what the key did waits for it."""
        self.mounting = self.push_screen(page)

    def open_page(self, pane: Pane) -> None:
        """Show a pane on a full screen of its own, where that is not what is seen already."""
        from planner.tui.screens.page import Page

        if pane.PLACE not in self.planner_screens[-1].places:
            self.show_page(Page(self, pane))

    def do_page_people(self) -> None:
        """Show whom to call next, and all contacts."""
        from planner.tui.panes.people import PeoplePane

        self.open_page(PeoplePane(self))

    def open_contact(self, key: str) -> None:
        """Open a contact's page."""
        from planner.tui.panes.contact import ContactPane
        from planner.tui.screens.page import Page

        self.show_page(Page(self, ContactPane(self, key)))

    def do_page_deals(self) -> None:
        """Show the pipeline."""
        from planner.tui.panes.deals import DealsPane

        self.open_page(DealsPane(self))

    def open_deal(self, key: str) -> None:
        """Open a deal's page."""
        from planner.tui.panes.deal import DealPane
        from planner.tui.screens.page import Page

        self.show_page(Page(self, DealPane(self, key)))

    def do_page_fast_start(self) -> None:
        """Show the board of the year's first week."""
        from planner.tui.panes.fast_start import FastStartPane

        self.open_page(FastStartPane(self))

    def do_page_find(self) -> None:
        """Find anything that was typed."""
        from planner.tui.screens.find import FindPage

        if Place.FIND not in self.planner_screens[-1].places:
            self.show_page(FindPage(self))

    def do_page_progress(self) -> None:
        """Show charts of how it goes."""
        from planner.tui.panes.progress import ProgressPane

        self.open_page(ProgressPane(self))

    def do_page_history(self) -> None:
        """Show everything that was changed."""
        from planner.tui.screens.history import HistoryPage

        if Place.HISTORY not in self.planner_screens[-1].places:
            self.show_page(HistoryPage(self))

    def do_page_import(self) -> None:
        """Take in a file of another program."""
        from planner.tui.panes.importing import ImportPane

        self.open_page(ImportPane(self))

    def do_app_export(self) -> None:
        """Write a file for another program."""
        from planner.tui.export_line import ExportLine

        self.planner_screens[-1].editor.open(ExportLine(self))

    def open_goal(self, key: str) -> None:
        """Open a goal's page."""
        from planner.tui.panes.goal import GoalPane
        from planner.tui.screens.page import Page

        self.show_page(Page(self, GoalPane(self, key)))

    def do_app_theme(self) -> None:
        """Choose how it looks."""
        from planner.tui.dialogs.theme import ThemeDialog

        self.push_screen(ThemeDialog())

    def do_app_money(self) -> None:
        """Hide every amount of money, or show them again (B109)."""
        shown = not self.symbols.shows_money
        self.symbols = replace(self.symbols, shows_money=shown)
        for screen in self.planner_screens:
            screen.show_money()
        self.say("Money is shown." if shown else "Money is hidden.")
        self.planner.note(money="shown" if shown else "hidden")

    def do_page_momentum(self) -> None:
        """Show the number that says how the days go, and where it comes from."""
        from planner.tui.screens.momentum import MomentumPage

        if Place.MOMENTUM not in self.planner_screens[-1].places:
            self.show_page(MomentumPage(self))

    def do_app_palette(self) -> None:
        """Find a command by its name."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette, from any screen."""
        from planner.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command of the table; while a line, a form or a dialog is open, those that work there."""
        from textual.command import CommandPalette

        del screen
        under = next(one for one in reversed(self.screen_stack) if not isinstance(one, CommandPalette))
        if isinstance(under, PlannerScreen):
            here = under.places if not under.is_typing else frozenset()
            on = under
        else:
            here, on = frozenset(), self.planner_screens[-1]
        for command in self.commands:
            if command.id != "app.palette" and (command.id in WHILE_TYPING or command.place in here):
                keys = " ".join(shown_key(key) for key in command.keys[:1])
                place = "" if command.place in {Place.APP, Place.ELSEWHERE, Place.LIST} else f"{command.place}: "
                title = f"{place}{command.title}   {keys}".rstrip()
                yield SystemCommand(title, command.help, partial(on.action_command, command.id))

    def wear(self, name: str) -> None:
        """Look like another theme."""
        self.palette, problems = themes.load(name, self.paths)
        self.register_theme(theme_of(self.palette))
        self.theme = self.palette.name
        self.refresh_css(animate=False)
        for screen in self.planner_screens:
            screen.wear(self.palette)
        for problem in problems:
            self.say(problem, role="behind")

    def _heard(self, topics: frozenset[Topic]) -> None:
        self._is_due_stale = self._is_due_stale or bool(topics & {Topic.REVIEWS, Topic.CALENDAR})
        if not self._is_gauge_due:
            self._is_gauge_due = True
            self.call_after_refresh(self.read_gauge)

    def _fatal_error(self) -> None:
        """Leave without a traceback on the terminal where the program itself is at fault, everything typed kept."""
        import traceback

        self.fault = traceback.format_exc()
        with suppress(PlannerError, NoMatches, IndexError, TypeError):
            self.keep_drafts()
        self._close_messages_no_wait()
