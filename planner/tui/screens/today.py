"""The Today screen: three panes, the line editor and the footer. It lays out, opens lines and says what was done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.settings.themes import Palette
from planner.tui import format as fmt
from planner.tui.commands import Command, Place, bindings
from planner.tui.lines import ActionLine, GoalLine, LogLine
from planner.tui.panes.goals import GoalsPane
from planner.tui.panes.log import LogPane
from planner.tui.panes.pane import Pane
from planner.tui.panes.today import PROMPT_LINE, TodayPane
from planner.tui.telling import Telling
from planner.tui.widgets.bars import Footer, Says
from planner.tui.widgets.editor import Blank, LineEditor, Painted, put_in, put_out

if TYPE_CHECKING:
    from datetime import date

    from textual.geometry import Region
    from textual.timer import Timer
    from textual.widget import Widget

    from planner.tui.app import PlannerApp

WIDE = 100
"""Columns from which Goals and Log stand side by side."""
SMALL = (60, 16)
"""Columns and lines below which one pane stands alone."""
SAID_SECONDS = 6.0
"""How long a sentence stays; the next one takes its place at once."""
ANSWER_DRAFT = "one thing"
TURNS = 12
"""Turns of the event loop after which a key has reached every widget that it concerns."""


class TodayScreen(Telling, Screen[None]):
    """Where the day is spent."""

    AUTO_FOCUS = "#today"
    BINDINGS: ClassVar = bindings(Place.APP)

    app: "PlannerApp"

    def __init__(self, app: "PlannerApp") -> None:
        """Lay out the panes of an app's planner."""
        super().__init__()
        planner, palette, symbols = app.planner, app.palette, app.symbols
        self.planner = planner
        self.day = planner.today()
        self.today = TodayPane(planner, palette, symbols, self.say)
        self.goals = GoalsPane(planner, palette, symbols, self.say)
        self.log_pane = LogPane(planner, palette, symbols, self.say)
        self.panes: tuple[TodayPane, GoalsPane, LogPane] = (self.today, self.goals, self.log_pane)
        for pane in self.panes:
            pane.day = self.day
        self.top = Painted(palette, id="top")
        self._unkept = app.unkept
        self.editor = LineEditor(palette, self)
        self.foot = Footer(palette)
        self.says = Says(palette)
        self._zoomed = False
        self._side: Pane = self.log_pane
        self._quiet_timer: Timer | None = None
        self._symbols = symbols
        self._clock = ""
        self._is_top_stale = False
        self.blank = Blank(id="blank", compact=True, select_on_focus=False)
        self._answering: date | None = None
        """The day whose blank is being edited."""

    def compose(self) -> ComposeResult:
        """Lay the screen out from top to bottom."""
        yield self.top
        yield self.today
        with Horizontal(id="side"):
            yield self.goals
            yield self.log_pane
        yield self.editor
        yield self.foot
        yield self.says
        yield self.blank

    def on_mount(self) -> None:
        """Show the header, and again when the log or the calendar changes."""
        self._unsubscribe = self.planner.changes.subscribe(self._heard)
        self.show_top()

    def on_unmount(self) -> None:
        """Hear of nothing any more."""
        self._unsubscribe()

    def _heard(self, topics: frozenset[Topic]) -> None:
        if topics & {Topic.LOG, Topic.CALENDAR}:
            self._is_top_stale = True
            self.call_next(self.catch_up)

    def catch_up(self) -> None:
        """Show what changed in the frame that comes next, whatever part of the screen shows it."""
        for pane in self.panes:
            if pane.display:
                pane.reload_if_stale()
        if self._is_top_stale:
            self.show_top()
        self._fit_today()
        self._show_foot()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of commands to what is being typed."""
        if action == "command" and self.is_typing:
            return len(parameters) > 1
        return super().check_action(action, parameters)

    async def action_command(self, command_id: str, _always: bool = False) -> None:  # noqa: FBT001, FBT002  # a binding's words
        """Do a command, or say why it cannot be done now."""
        async with self.one_frame():
            self._do(command_id)

    @asynccontextmanager
    async def one_frame(self) -> AsyncIterator[None]:
        """Show everything that is done within in one frame: a second one comes a sixtieth of a second later or more.

        Widgets ask for their share of a frame when they are idle, each in its own task, so they are given turns.
        """
        with self.app.batch_update():
            yield
            for _ in range(TURNS):
                await asyncio.sleep(0)
        self.check_idle()

    def _do(self, command_id: str) -> None:
        command = self.app.command_by_id[command_id]
        pane = self.focused_pane
        if command.place not in {Place.APP, Place.LIST} and pane.PLACE is not command.place:
            pane = next(p for p in self.panes if p.PLACE is command.place)
            self.focus_pane(pane)
        owner: Widget = self if command.place is Place.APP else pane
        if not pane.has(command.need):
            self.say(command.need.value, role="behind")
            return
        try:
            getattr(owner if hasattr(owner, command.method) else self.app, command.method)()
            self.catch_up()
        except PlannerError as error:
            self.say(str(error), role="error")

    @property
    def is_typing(self) -> bool:
        """Whether a line or the blank is open."""
        return self.editor.is_open or self._answering is not None

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus, or had it last."""
        return self.focused if isinstance(self.focused, Pane) else self._last_pane

    _last_pane_id = "today"

    @property
    def _last_pane(self) -> Pane:
        return next(pane for pane in self.panes if pane.id == self._last_pane_id)

    def say(self, text: str, role: str = "text") -> None:
        """Say one sentence above the footer for a while."""
        self.says.show_text(text, role)
        if role == "error":
            self.app.ring()
        if self._quiet_timer is not None:
            self._quiet_timer.stop()
        self._quiet_timer = self.set_timer(SAID_SECONDS, self.says.hush) if text else None

    def show_top(self) -> None:
        """Show the date, the working days and the clock."""
        clock = f"{self.planner.clock.now():%H:%M}"
        self._is_top_stale = False
        try:
            view = self.planner.reading.header(self.day)
        except PlannerError as error:  # the next tick tries again
            self.say(str(error), role="error")
            return
        self._clock = clock
        self.top.show(fmt.header(view, clock, self._symbols, self.size.width - 2))

    def tick(self) -> None:
        """Follow the clock, the day and other programs; draw only what changed."""
        try:
            turned = self.planner.tick()
        except PlannerError as error:
            turned = False
            self.say(str(error), role="error")
        if turned:
            self._follow_day()
        if turned or self._clock != f"{self.planner.clock.now():%H:%M}":
            self.show_top()

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the focus, and bring it into view where it is hidden."""
        if pane is not self.today:
            self._side = pane
        self._last_pane_id = str(pane.id)
        self._arrange(pane)
        self.set_focus(pane)

    def do_log_open(self) -> None:
        """Open the log line."""
        self.editor.open(LogLine(self.planner))

    def do_plan_add(self) -> None:
        """Open the action line."""
        self.editor.open(ActionLine(self.planner, self.day))

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
        before = self.planner.reading.one_thing(self.day)
        self.blank.value = self.draft(ANSWER_DRAFT) or (before.text if before else "")
        self.blank.cursor_position = len(self.blank.value)
        self._answering = self.day
        self.set_focus(self.blank)
        self._place_blank()
        self._show_foot()

    def do_app_undo(self) -> None:
        """Take back the last thing done."""
        self.say(f"Taken back: {self.planner.undo().label} · U does it again")

    def do_app_redo(self) -> None:
        """Do it again."""
        self.say(f"Done again: {self.planner.redo().label}")

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
        self.show_top()
        self._show_foot()
        if self._answering is not None:
            self.call_after_refresh(self._place_blank)

    @on(events.DescendantFocus)
    def note_focus(self) -> None:
        """Show the commands of what has the focus now; a click beside a line that is typed leaves the keys to it."""
        if isinstance(self.focused, Pane) and self.is_typing:
            (self.blank if self._answering else self.editor.input).focus()
        elif isinstance(self.focused, Pane):
            self._last_pane_id = str(self.focused.id)
        self._show_foot()

    @on(Pane.Moved)
    def note_move(self) -> None:
        """Show the commands that work on the new line."""
        self._show_foot()
        self._fit_today()

    @on(Pane.Chosen)
    async def choose(self) -> None:
        """Do to a double-clicked line what enter does."""
        pane = self.focused_pane
        command = next(c for c in self.app.commands if c.place is pane.PLACE and "enter" in c.keys)
        await self.action_command(command.id)

    @on(Pane.Asked)
    def ask(self, message: Pane.Asked) -> None:
        """Open the line that a pane wants typed."""
        self.editor.open(message.line, message.text)

    def line_saved(self, label: str) -> None:
        """Say what was saved, and show it."""
        self.say(f"{label} · u takes it back")
        self.catch_up()

    def line_opened(self) -> None:
        """Leave the place to the line, and show its keys."""
        self.says.hush()
        self._show_foot()

    def line_closed(self) -> None:
        """Give the focus back to the pane that had it, at once."""
        self.set_focus(self._last_pane)

    async def action_answer(self) -> None:
        """Save the answer to the prompt."""
        await self.blank.settled()
        if self._answering is None:
            return
        try:
            changeset = self.planner.plan.answer(self.blank.value, self._answering)
        except PlannerError as error:
            self.say(str(error), role="error")
            return
        async with self.one_frame():
            self.keep_draft(ANSWER_DRAFT, "")
            self._close_blank()
            if changeset.changes:
                self.line_saved(changeset.label)

    async def action_leave_blank(self) -> None:
        """Leave the blank, keeping what was typed for the next time."""
        await self.blank.settled()
        async with self.one_frame():
            self.keep_drafts()
            self._close_blank()

    def keep_draft(self, key: str, text: str) -> None:
        """Keep a text; one that the file does not take now is offered again all the same and written with the next."""
        self._unkept[key] = text
        try:
            for name in tuple(self._unkept):
                self.planner.keep_draft(name, self._unkept[name])
                del self._unkept[name]
        except PlannerError as error:
            self.say(str(error), role="error")

    def draft(self, key: str) -> str:
        """Return a kept text; empty where there is none or the file cannot be read now."""
        if key in self._unkept:
            return self._unkept[key]
        try:
            return self.planner.draft(key)
        except PlannerError as error:
            self.say(str(error), role="error")
            return ""

    def keep_drafts(self) -> None:
        """Keep everything that is typed and not saved."""
        if self.editor.is_open:
            self.editor.keep_draft()
        if self._answering is not None:
            text = clean_line(self.blank.value)
            try:
                before = self.planner.reading.one_thing(self._answering)
            except PlannerError:
                before = None
            self.keep_draft(ANSWER_DRAFT, "" if before and before.text == text else text)

    def commands_here(self) -> list[Command]:
        """Return the commands that work now, those of the focused pane last."""
        pane = self.focused_pane
        places = {Place.APP, Place.LIST, pane.PLACE}
        return [c for c in self.app.commands if c.place in places and pane.has(c.need)]

    def wear(self, palette: Palette) -> None:
        """Draw with another palette."""
        for pane in self.panes:
            pane.set_palette(palette)
        self.editor.set_palette(palette)
        for painted in (self.top, self.foot, self.says):
            painted.palette = palette
            painted.refresh()

    def _follow_day(self) -> None:
        """Show the new day where today was shown; an action that is being typed keeps its own."""
        before, self.day = self.day, self.planner.today()
        for pane in self.panes:
            pane.day = self.day
        self.call_after_refresh(self._place_blank)
        told = f"It is {short_date(self.day, self.day)} now."
        if isinstance(self.editor.line, LogLine):
            told += " The line is for it too; “yesterday” dates it back."
        elif self._answering is not None or isinstance(self.editor.line, ActionLine):
            told += f" What you are typing stays with {short_date(before, self.day)}."
        self.say(told)

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
        wanted = "1fr" if alone else str(min(self.today.wanted_height, max(8, self.size.height // 2)))
        if str(self.today.styles.height) != wanted:
            self.today.styles.height = wanted

    def _place_blank(self) -> None:
        if self._answering is not None:
            region: Region = self.today.content_region
            put_in(self.blank, (region.x + 2, region.y + PROMPT_LINE))
            self.blank.styles.width = max(8, region.width - 4)

    def _close_blank(self) -> None:
        if self._answering is not None:
            self._answering = None
            put_out(self.blank, (0, -2))
            self.line_closed()

    def _show_foot(self) -> None:
        if self.editor.is_open:
            self.foot.show_keys(self.editor.keys)
            return
        if self._answering is not None:
            self.foot.show_keys((("enter", "save"), ("esc", "keep for later")))
            return
        shown = [c for c in self.commands_here() if c.footer]
        self.foot.show_commands(sorted(shown, key=lambda c: c.id == "app.help"))
