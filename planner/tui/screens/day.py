"""A screen that shows a day: today as it goes on, or another one that was chosen."""

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.domain.errors import PlannerError
from planner.domain.views import short_date
from planner.tui.commands.command import Command
from planner.tui.commands.keymap import shown_key
from planner.tui.day_format import header
from planner.tui.lines import DayLine, LogLine
from planner.tui.panes.pane import BEHIND
from planner.tui.screens.screen import PlannerScreen

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


WAYS: Final = ("day.before", "day.after", "day.now")
"""The commands that the footer names first on another day than today."""


class DayScreen(PlannerScreen):
    """What shows a day, and goes to others."""

    def __init__(self, app: "PlannerApp") -> None:
        """Begin with today."""
        super().__init__(app)
        self._other: date | None = None
        """The day that was chosen to be looked at; None follows today."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether another day than today was chosen."""
        return self._other is not None

    def show_top(self) -> None:
        """Show the date, the working days and the clock; of another day how far it is, and the way back."""
        if self._other is None:
            super().show_top()
            return
        self._clock = f"{self.planner.clock.now():%H:%M}"
        self._is_top_stale = False
        back = shown_key(next(iter(self.app.command_by_id["day.now"].keys), "ctrl+p"))
        scored, width = None, self.size.width - 2
        with suppress(PlannerError):  # what reads the panes tells it
            scored = self.planner.momentum.scored_on(self._other)
        self.top.show(header(self._other, self.planner.today(), self._clock, back, width, scored, self.app.symbols))

    def names(self, command: Command) -> bool:
        """Whether the footer names a command where that works: on another day the ways to others too."""
        return super().names(command) or (self.is_elsewhere and command.id in WAYS)

    def show_day(self, day: date) -> None:
        """Look at a day: its prompt, its plan and its log, and stay there until another is chosen."""
        self.say("")  # what was said was said of another day
        self._other = day if day != self.planner.today() else None
        self.day = day
        for pane in self.panes:
            pane.day = day
        self.show_top()
        self.catch_up()

    def do_day_before(self) -> None:
        """Look at the day before."""
        self._show_beside(-1)

    def do_day_after(self) -> None:
        """Look at the day after."""
        self._show_beside(1)

    def do_day_now(self) -> None:
        """Look at today again."""
        self.show_day(self.planner.today())

    def do_day_go(self) -> None:
        """Ask for a day to look at."""

        def go(day: date) -> str:
            self.show_day(day)
            return ""

        self.editor.open(DayLine(self.planner, "go to", go, past=True, free=True, meant=self._read_ahead))

    def do_log_open(self) -> None:
        """Open the log line, for a past day that is looked at; what is done is of today where a day to come is."""
        if self._other is not None and self._other < self.planner.today():
            self.editor.open(LogLine(self.planner, on=self._other))
        else:
            self.editor.open(LogLine(self.planner, says_today=self.is_elsewhere))

    def do_page_review(self) -> None:
        """Look back on the day that is shown."""
        if self._other is None:
            self.app.pages.do_page_review()
            return
        if self._other > self.planner.today():
            raise PlannerError(
                f"{short_date(self._other, self.day)} is still to come. A day is reviewed once it is here."
            )
        self.app.pages.open_review(self._other)

    def follow_day(self) -> None:
        """Show the new day where today was shown; an action that is being typed keeps its own."""
        today = self.planner.today()
        if self._other is not None and self._other != today:
            for pane in self.panes:
                pane.invalidate()
            self.show_top()
            self.say(f"It is {short_date(today, today)} now. This screen stays with {short_date(self.day, today)}.")
            return
        self._other = None
        before = self.day
        super().follow_day()
        self.say(f"It is {short_date(self.day, self.day)} now.{self.day_turned(before)}")

    def day_turned(self, before: date) -> str:
        """Return what else there is to say where the day that was shown became another one."""
        raise NotImplementedError

    def _from_the_end(self, command: Command) -> int:
        return WAYS.index(command.id) - len(WAYS) - 1 if command.id in WAYS else super()._from_the_end(command)

    def _show_beside(self, step: int) -> None:
        try:
            self.show_day(self.day + timedelta(days=step))
        except OverflowError:
            raise PlannerError("The calendar ends here.") from None
        with suppress(OverflowError):
            self._read_ahead(self.day + timedelta(days=step))

    def _read_ahead(self, day: date) -> None:
        """Read a day that is likely to be gone to, behind the frame, where the one that is shown stays until then."""
        shown = self.day

        def read() -> None:
            if self.day == shown:
                with suppress(PlannerError):  # it is told when that day is shown
                    for pane in self.panes:
                        if pane.display:
                            pane.read_ahead(day)

        self.set_timer(BEHIND, read)
