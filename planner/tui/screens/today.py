"""The Today screen: three panes that share the room, and the blank of the prompt that is filled in where it stands."""

from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal

from planner.domain.errors import PlannerError
from planner.domain.views import short_date
from planner.tui.commands.command import Command, Place
from planner.tui.commands.keymap import bindings, shown_key
from planner.tui.day_format import header
from planner.tui.lines import ActionLine, DayLine, GoalLine, LogLine
from planner.tui.panes.goals import GoalsPane
from planner.tui.panes.log import LogPane
from planner.tui.panes.pane import BEHIND, Pane
from planner.tui.panes.today import PROMPT_LINE, TodayPane
from planner.tui.screens.screen import PlannerScreen
from planner.tui.widgets.blank import Blank
from planner.tui.widgets.painted import put_in

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.widget import Widget

    from planner.tui.app import PlannerApp

WIDE = 100
"""Columns from which Goals and Log stand side by side."""
SMALL = (60, 16)
"""Columns and lines below which one pane stands alone."""


class TodayScreen(PlannerScreen):
    """Where the day is spent."""

    AUTO_FOCUS = "#today"
    BINDINGS: ClassVar = bindings(Place.APP, Place.ELSEWHERE, Place.DAY)
    LAST: ClassVar = (
        "goal.add",
        "page.review",
        "page.week",
        "block.begin",
        "block.skip",
        "page.people",
        "page.progress",
        "app.undo",
        "page.find",
        "plan.edit",
        "plan.move",
        "plan.drop",
        "block.hold",
        "goal.place",
        "goal.fold",
        "goal.archive",
        "log.move",
        "app.help",
    )

    def __init__(self, app: "PlannerApp") -> None:
        """Lay out the panes of an app's planner."""
        super().__init__(app)
        self.today = TodayPane(app, self.say)
        self.goals = GoalsPane(app, self.say)
        self.log_pane = LogPane(app, self.say)
        self.panes = (self.today, self.goals, self.log_pane)
        for pane in self.panes:
            pane.day = self.day
        self._zoomed = False
        self._side: Pane = self.log_pane
        self._last_pane: Pane = self.today
        self.blank = Blank(app, self)
        self._other: date | None = None
        """The day that was chosen to be looked at; None follows today."""

    def compose(self) -> ComposeResult:
        """Lay the screen out from top to bottom."""
        yield self.top
        yield self.today
        with Horizontal(id="side"):
            yield self.goals
            yield self.log_pane
        yield self.foot

    @property
    def laid_over(self) -> tuple["Widget", ...]:
        """What lies over the panes once it is wanted, the blank too."""
        return *super().laid_over, self.blank

    @property
    def is_typing(self) -> bool:
        """Whether a line or the blank is open."""
        return self.editor.is_open or self.blank.is_open

    @property
    def reminder(self) -> str:
        """The ritual that is due, in two words."""
        return f"{self.app.glance.due} due" if self.app.glance.due is not None else ""

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus, or had it last."""
        return self.focused if isinstance(self.focused, Pane) else self._last_pane

    @property
    def typed_into(self) -> "Widget":
        """The blank while it is filled in, else the line."""
        return self.blank if self.blank.is_open else super().typed_into

    def pane_of(self, command: Command) -> Pane:
        """Return the pane that has a command, with the focus."""
        if command.place in {pane.PLACE for pane in self.panes} and self.focused_pane.PLACE is not command.place:
            self.focus_pane(next(pane for pane in self.panes if command.place is pane.PLACE))
        return self.focused_pane

    def catch_up(self) -> None:
        """Show what changed; a longer plan takes more room."""
        super().catch_up()
        self._fit_today()

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the focus, and bring it into view where it is hidden."""
        if pane is not self.today:
            self._side = pane
        self._last_pane = pane
        self._arrange(pane)
        self.set_focus(pane)

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

    def show_day(self, day: date) -> None:
        """Look at a day: its prompt, its plan and its log, and stay there until another is chosen."""
        self._other = day if day != self.planner.today() else None
        self.day = day
        for pane in self.panes:
            pane.day = day
        self.show_top()
        self.catch_up()

    def _read_ahead(self, day: date, step: int) -> None:
        """Read what takes longest of the day that comes next, where one goes on the way one came."""
        if self.day == day:
            with suppress(PlannerError, OverflowError):  # it is told when that day is shown
                self.planner.reading.goals(day + timedelta(days=step))

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

        self.editor.open(DayLine(self.planner, "go to", go, past=True, free=True))

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

    def do_plan_add(self) -> None:
        """Open the action line; the cursor goes to what it plans."""
        line = ActionLine(self.planner, self.day)
        self.editor.open(line, then=lambda: self.today.move_cursor(line.made))

    def do_goal_add(self) -> None:
        """Open the goal line."""
        self.editor.open(GoalLine(self.planner))

    def do_goal_form(self) -> None:
        """Open the form for a new goal."""
        from planner.tui.dialogs.goal import GoalForm

        self.app.push_screen(GoalForm(self.planner), self.goals.tell_changed)

    def do_day_answer(self) -> None:
        """Edit the blank of the prompt where it stands."""
        self.focus_pane(self.today)
        self.today.scroll_to(y=0, animate=False, immediate=True)
        self.blank.open(self.day)
        self._place_blank()
        self.show_foot()

    def do_pane_today(self) -> None:
        """Go to the Today pane."""
        self.focus_pane(self.today)

    def do_pane_goals(self) -> None:
        """Go to the Goals pane."""
        self.focus_pane(self.goals)

    def do_pane_log(self) -> None:
        """Go to the Log pane."""
        self.focus_pane(self.log_pane)

    def do_pane_next(self) -> None:
        """Go to the next pane."""
        self._go(1)

    def do_pane_previous(self) -> None:
        """Go to the previous pane."""
        self._go(-1)

    def do_pane_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self._zoomed = not self._zoomed
        self._arrange(self.focused_pane)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size; focus and cursors stay."""
        self._arrange(self.focused_pane, event.size.width, event.size.height)
        if self.blank.is_open:
            self.call_after_refresh(self._place_blank)

    @on(events.DescendantFocus)
    def note_pane(self) -> None:
        """Remember which pane had the focus last."""
        if isinstance(self.focused, Pane) and not self.is_typing:
            self._last_pane = self.focused

    @on(Pane.Moved)
    def fit(self) -> None:
        """Give the Today pane the room that its plan takes."""
        self._fit_today()

    def keep_drafts(self) -> None:
        """Keep everything that is typed and not saved."""
        super().keep_drafts()
        self.blank.keep_draft()

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
        self.call_after_refresh(self._place_blank)
        told = f"It is {short_date(self.day, self.day)} now."
        if isinstance(self.editor.line, LogLine):
            told += " The line is for it too; “yesterday” dates it back."
        elif self.blank.is_open or isinstance(self.editor.line, ActionLine):
            told += f" What you are typing stays with {short_date(before, self.day)}."
        self.say(told)

    def _show_beside(self, step: int) -> None:
        try:
            self.show_day(self.day + timedelta(days=step))
        except OverflowError:
            raise PlannerError("The calendar ends here.") from None
        self.set_timer(BEHIND, partial(self._read_ahead, self.day, step))

    def _go(self, step: int) -> None:
        at = self.panes.index(self.focused_pane)
        self.focus_pane(self.panes[(at + step) % len(self.panes)])

    def _arrange(self, pane: Pane, width: int | None = None, height: int | None = None) -> None:
        """Show the panes that fit: all, Today with one other, or one."""
        columns, lines = width or self.size.width, height or self.size.height
        alone = self._zoomed or columns < SMALL[0] or lines < SMALL[1]
        beside = columns >= WIDE and not alone
        side = pane if pane is not self.today else self._side
        shown: dict[Pane, bool] = {
            self.today: not alone or pane is self.today,
            self.goals: beside or (side is self.goals and (not alone or pane is self.goals)),
            self.log_pane: beside or (side is self.log_pane and (not alone or pane is self.log_pane)),
        }
        for one, is_shown in shown.items():
            if one.display is not is_shown:
                one.display = is_shown
        self.set_class(beside, "beside")
        self.query_one("#side").display = shown[self.goals] or shown[self.log_pane]
        for one in (self.goals, self.log_pane):
            if shown[one]:
                one.reload_if_stale()
        self.goals.border_title = "goals" if beside else "goals   key 3: log"
        self.log_pane.border_title = "log" if beside else "log   key 2: goals"
        self._fit_today(alone=alone)

    def _fit_today(self, *, alone: bool | None = None) -> None:
        if alone is None:
            alone = self._zoomed or self.size.width < SMALL[0] or self.size.height < SMALL[1]
        lines = self.today.wanted_height
        if self.is_elsewhere:
            lines = max(lines, self.today.size.height + 2)  # going through the days, nothing jumps
        wanted = "1fr" if alone else str(min(lines, max(8, self.size.height // 2)))
        if str(self.today.styles.height) != wanted:
            self.today.styles.height = wanted
            self.call_after_refresh(self.today.show_rest)
        self.today.show_rest()

    def _place_blank(self) -> None:
        if self.blank.is_open:
            region: Region = self.today.content_region
            put_in(self.blank, (region.x + 2, region.y + PROMPT_LINE))
            self.blank.styles.width = max(8, region.width - 4)

    def show_foot(self) -> None:
        """Show the keys that work now."""
        if self.blank.is_open:
            self.foot.show_keys(self.blank.KEYS)
        else:
            super().show_foot()
