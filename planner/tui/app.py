"""The app: one planner on one terminal. It owns the look, the keys, the signals and the second hand."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING

from textual.app import App
from textual.css.query import NoMatches
from textual.screen import Screen

from planner.domain.errors import PlannerError
from planner.services.planner import Planner
from planner.settings import themes
from planner.settings.paths import Paths
from planner.tui.commands.command import Place
from planner.tui.commands.keymap import keymap, shown_key, with_keys
from planner.tui.driver import driver_class
from planner.tui.glance import Glance
from planner.tui.line import ASCII, UNICODE, Symbols
from planner.tui.pages import Pages
from planner.tui.screens.screen import PlannerScreen
from planner.tui.screens.today import TodayScreen
from planner.tui.style import theme_of, variables_of
from planner.tui.telling import Telling
from planner.tui.terminal_colors import of_terminal
from planner.tui.widgets.input import HasDrafts

if TYPE_CHECKING:
    from textual.widget import AwaitMount

    from planner.tui.watch import BlockWatch

FIRST_WEEKS = 28
"""Days of a year in which its first five working days are looked for; later they come after a long absence."""
LOOK_AFTER = 2.0
"""Seconds after the start at which the whole file is looked through: by then nobody waits for the processor."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What a closed terminal and a shutting-down machine send."""


class PlannerApp(Telling, App[None]):
    """The planner in a terminal."""

    TITLE = "planner"
    CSS_PATH = "styles/today.tcss"

    def __init__(self, planner: Planner, paths: Paths, notices: Iterable[str] = ()) -> None:
        """Run on an open planner; `notices` are said first."""
        self.planner = planner
        self.paths = paths
        self.terminal_colors = of_terminal()
        palette, wrong_colors = themes.load(planner.noted("theme") or planner.settings.theme, paths)
        self.palette = self.terminal_colors.worn(palette)
        self.symbols = replace(
            self.terminal_colors.drawn(ASCII if planner.settings.ascii else UNICODE),
            home=planner.settings.currency,
            shows_money=planner.noted("money") != "hidden",
            shows_score=planner.noted("score") != "hidden",
        )
        self.commands, wrong_keys = with_keys(planner.settings.keys)
        self.command_by_id = {command.id: command for command in self.commands}
        self.mounting: AwaitMount | None = None
        """A page that is being mounted."""
        self.unkept: dict[str, str] = {}
        """What is typed and the file did not take, by the key of its draft."""
        self.pages = Pages(self)
        self.glance = Glance(self)
        self.block_told = ""
        """The sacred block that runs, for the header; empty where none does."""
        self.fault = ""
        """The traceback of an error of the program itself, for its report."""
        self._notices = (*notices, *wrong_colors, *wrong_keys)
        super().__init__(driver_class=driver_class(), ansi_color=self.terminal_colors.are_none or None)
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
        if self.is_new_year and self.planner.fast_start.opens_itself():
            self.pages.do_page_fast_start()  # under the morning, which leads to it
        if self.planner.morning.is_due():
            self.pages.do_page_morning()

    @property
    def is_new_year(self) -> bool:
        """Whether the sales year began so lately that its first five working days may still last."""
        from planner.domain.period import year_span

        today = self.planner.today()
        return (today - year_span(today, self.planner.settings.year_start_month).start).days < FIRST_WEEKS

    def settle(self) -> None:
        """Do what could wait for the first paint."""
        gc.enable()
        gc.freeze()
        for screen in self.planner_screens:
            screen.complete_later()
        self.call_later(self.greet)
        self.glance.open()

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
        """Check the whole file and the user's ritual files, on a thread of its own, and say what needs a look."""
        from planner.settings import rituals
        from planner.tui.ritual_rows import need_a_look

        told, role = self.planner.damage(), "error"
        if not told and (faults := rituals.faults(self.paths)):
            key = shown_key(next(iter(self.command_by_id["page.routine"].keys), "the palette"))
            told, role = f"{need_a_look(faults)}: {key} shows more.", "behind"
        if told:
            with suppress(RuntimeError):  # the app was left meanwhile
                self.call_from_thread(self.block_watch.notice, told, role)

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
        """Keep everything that is typed and not saved, on every screen, as the last thing that is done."""
        self.planner.be_patient()
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

    def do_app_export(self) -> None:
        """Write a file for another program."""
        from planner.tui.export_line import ExportLine

        self.planner_screens[-1].editor.open(ExportLine(self))

    def do_app_theme(self) -> None:
        """Choose how it looks."""
        from planner.tui.dialogs.theme import ThemeDialog

        self.push_screen(ThemeDialog())

    def do_app_money(self) -> None:
        """Hide every amount of money, or show them again (B109)."""
        shown = not self.symbols.shows_money
        self._draw_with(replace(self.symbols, shows_money=shown))
        self.say("Money is shown." if shown else "Money is hidden.")
        self.planner.note(money="shown" if shown else "hidden")

    def do_app_score(self) -> None:
        """Hide momentum and the score of each day, or show them again."""
        shown = not self.symbols.shows_score
        self._draw_with(replace(self.symbols, shows_score=shown))
        self.say("The score is shown." if shown else "The score is hidden.")
        self.planner.note(score="shown" if shown else "hidden")

    def _draw_with(self, symbols: Symbols) -> None:
        self.symbols = symbols
        for screen in self.planner_screens:
            screen.show_symbols()

    def do_app_palette(self) -> None:
        """Find a command by its name."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette, from any screen."""
        from planner.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def wear(self, name: str) -> None:
        """Look like another theme."""
        palette, problems = themes.load(name, self.paths)
        self.palette = self.terminal_colors.worn(palette)
        self.register_theme(theme_of(self.palette))
        self.theme = self.palette.name
        self.refresh_css(animate=False)
        for screen in self.planner_screens:
            screen.wear(self.palette)
        for problem in problems:
            self.say(problem, role="behind")

    def _fatal_error(self) -> None:
        """Leave without a traceback on the terminal where the program itself is at fault, everything typed kept."""
        import traceback

        self.fault = traceback.format_exc()
        with suppress(PlannerError, NoMatches, IndexError, TypeError):
            self.keep_drafts()
        self._close_messages_no_wait()
