"""The Today screen: three panes that share the room, and the blank of the prompt that is filled in where it stands."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal

from planner.domain.views import short_date
from planner.tui.commands.command import Command, Place
from planner.tui.commands.keymap import bindings
from planner.tui.lines import ActionLine, GoalLine, LogLine
from planner.tui.panes.goals import GoalsPane
from planner.tui.panes.log import LogPane
from planner.tui.panes.pane import Pane
from planner.tui.panes.today import PROMPT_LINE, TodayPane
from planner.tui.screens.day import DayScreen
from planner.tui.widgets.blank import Blank
from planner.tui.widgets.painted import put_in

if TYPE_CHECKING:
    from datetime import date

    from textual.geometry import Region
    from textual.widget import Widget

    from planner.tui.app import PlannerApp

WIDE = 100
"""Columns from which Goals and Log stand side by side."""
SMALL = (60, 16)
"""Columns and lines below which one pane stands alone."""


class TodayScreen(DayScreen):
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
        """What is due, in a few words."""
        return self.app.glance.due

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

    def day_turned(self, before: "date") -> str:
        """Return which day what is typed is for: its own, but for a line of the log. The blank stays in its place."""
        self.call_after_refresh(self._place_blank)
        if isinstance(self.editor.line, LogLine):
            return " The line is for it too; “yesterday” dates it back."
        if self.blank.is_open or isinstance(self.editor.line, ActionLine):
            return f" What you are typing stays with {short_date(before, self.day)}."
        return ""

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

    def tell_keys(self) -> None:
        """Have the footer tell the keys that work now."""
        if self.blank.is_open:
            self.foot.show_keys(self.blank.KEYS)
        else:
            super().tell_keys()
