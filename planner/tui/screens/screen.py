"""What every full screen of the planner has: the top line, the line editor and the sentence above the footer.

It does commands, keeps drafts and says what was done; what it shows is its panes'.
"""

from typing import TYPE_CHECKING

from textual import events, on

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.settings.themes import Palette
from planner.tui import format as fmt
from planner.tui.commands.command import Command, Place
from planner.tui.lines import LogLine
from planner.tui.panes.pane import Pane
from planner.tui.screens.footed import FootedScreen
from planner.tui.widgets.bars import Says
from planner.tui.widgets.editor import LineEditor
from planner.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    from planner.tui.app import PlannerApp

SAID_SECONDS = 6.0
"""How long a sentence stays; the next one takes its place at once."""


class PlannerScreen(FootedScreen):
    """A full screen with panes."""

    AUTO_FOCUS = "Pane"
    app: "PlannerApp"

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        super().__init__(app.palette)
        self.planner = app.planner
        self.day = app.planner.today()
        self.top = Painted(app.palette, id="top")
        self.editor = LineEditor(app.palette, self)
        self.says = Says(app.palette)
        self._unkept = app.unkept
        self._quiet_timer: Timer | None = None
        self._clock = ""
        self._is_top_stale = False

    def on_mount(self) -> None:
        """Show the header, and again when what it tells changes."""
        self._unsubscribe = self.planner.changes.subscribe(self._heard)
        self.show_top()

    def on_unmount(self) -> None:
        """Hear of nothing any more."""
        self._unsubscribe()

    @property
    def laid_over(self) -> tuple["Widget", ...]:
        """What lies over the panes once it is wanted: it would keep the first frame back."""
        return self.editor, self.says

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of commands to what is being typed, and to a list that has a use of its own for them."""
        if action == "command":
            if self.is_typing:
                return len(parameters) > 1
            command = self.app.command_by_id.get(str(parameters[0]))
            if command is not None and command.place is Place.ELSEWHERE and Place.ELSEWHERE not in self.places:
                return False
        return super().check_action(action, parameters)

    async def action_command(self, command_id: str, _always: bool = False) -> None:  # noqa: FBT001, FBT002  # a binding's words
        """Do a command, or say why it cannot be done now."""
        await self.complete()
        async with self.one_frame():
            self._do(self.app.command_by_id[command_id])

    def catch_up(self) -> None:
        """Show what changed in the frame that comes next, whatever part of the screen shows it."""
        for pane in self.panes:
            if pane.display:
                pane.reload_if_stale()
        if self._is_top_stale:
            self.show_top()
        self.show_foot()

    @property
    def places(self) -> frozenset[Place]:
        """Where commands of this screen work."""
        return frozenset[Place]().union(*(pane.PLACE.chain for pane in self.panes))

    @property
    def is_typing(self) -> bool:
        """Whether a line is open."""
        return self.editor.is_open

    def say(self, text: str, role: str = "text") -> None:
        """Say one sentence above the footer for a while; none hushes the one that stands there."""
        if text:
            self.says.show_text(text, role)
            self.complete_later()
        elif self.says.is_shown:
            self.says.hush()
        if role == "error":
            self.app.ring()
        if self._quiet_timer is not None:
            self._quiet_timer.stop()
        self._quiet_timer = self.set_timer(SAID_SECONDS, self.says.hush) if text else None

    @property
    def reminder(self) -> str:
        """What the top line says is due."""
        return ""

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
        app = self.app
        width, block = self.size.width - 2, app.block_told
        self.top.show(fmt.header(view, app.glance.gauge, clock, app.symbols, width, block=block, due=self.reminder))

    def follow_clock(self) -> None:
        """Show the clock where it shows another minute; lay out again where a resize of the terminal was missed.

        Textual drops a screen's resize where an older one still waits in its queue.
        """
        if self.is_current and self.outer_size != self.app.size:
            self.post_message(events.Resize(self.app.size, self.app.size))
        if self._clock != f"{self.planner.clock.now():%H:%M}":
            self.show_top()

    def follow_day(self) -> None:
        """Show the new day where today was shown."""
        self.day = self.planner.today()
        for pane in self.panes:
            pane.day = self.day
        self.show_top()

    def do_log_open(self) -> None:
        """Open the log line."""
        self.editor.open(LogLine(self.planner))

    def do_app_undo(self) -> None:
        """Take back the last thing done; a long one beside the screen."""
        if not self._turns_aside(again=False):
            self.say(f"Taken back: {self.planner.undo().label} · U does it again")

    def do_app_redo(self) -> None:
        """Do it again."""
        if not self._turns_aside(again=True):
            self.say(self.planner.redo().again)

    @on(Pane.Moved)
    def note_move(self) -> None:
        """Show the commands that work on the new line."""
        self.show_foot()

    @on(Pane.Chosen)
    async def choose(self) -> None:
        """Do to a double-clicked line what enter does."""
        pane = self.focused_pane
        command = next((c for c in self.app.commands if c.place is pane.PLACE and "enter" in c.keys), None)
        if command is not None:
            await self.action_command(command.id)

    @on(Pane.Asked)
    async def ask(self, message: Pane.Asked) -> None:
        """Open the line that a pane wants typed."""
        await self.complete()
        self.editor.open(message.line, message.text, message.then, is_replaced=message.is_replaced)

    @on(events.DescendantFocus)
    def note_focus(self) -> None:
        """Show the commands of what has the focus now; a click beside a line that is typed leaves the keys to it."""
        if isinstance(self.focused, Pane) and self.is_typing:
            self.typed_into.focus()
        self.show_foot()

    @property
    def typed_into(self) -> "Widget":
        """What is typed into while a line is open."""
        return self.editor.input

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out for the new size."""
        self.show_top()
        self.show_foot()

    def line_saved(self, label: str) -> None:
        """Say what was saved, and show it; a line that saves nothing has its own say."""
        if label:
            self.say(f"{label} · u takes it back")
        self.catch_up()

    def line_opened(self) -> None:
        """Leave the place to the line, and show its keys."""
        self.says.hush()
        self.show_foot()

    def line_closed(self) -> None:
        """Give the focus back to the pane that had it, at once."""
        self.set_focus(self.focused_pane)

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

    def wear(self, palette: Palette) -> None:
        """Draw with another palette."""
        for pane in self.panes:
            pane.set_palette(palette)
        self.editor.set_palette(palette)
        for painted in (self.top, self.foot, self.says):
            painted.palette = palette
            painted.refresh()

    def show_symbols(self) -> None:
        """Draw with amounts and the score shown or hidden, as the app has it now."""
        self.show_top()
        for pane in self.panes:
            pane.set_symbols(self.app.symbols)
        for painted in self.query(Painted):
            painted.refresh()

    def pane_of(self, command: Command) -> Pane:
        """Return the pane that a command is given to."""
        del command
        return self.focused_pane

    def _do(self, command: Command) -> None:
        pane = self.pane_of(command)
        if refusal := pane.refusal(command):
            self.say(refusal, role="behind")
            return
        owners: tuple[object, ...] = (pane, self, self.app, self.app.pages)
        try:
            owner = next(owner for owner in owners if hasattr(owner, command.method))
            pane.carry_out(command, getattr(owner, command.method))
            self.catch_up()
        except PlannerError as error:
            self.say(str(error), role="error")

    def _turns_aside(self, *, again: bool) -> bool:
        """Take back the last step, or do it again, beside the screen where it is a long one; return whether it is."""
        from planner.tui.aside import turn

        return turn(self.app, again=again)

    def _heard(self, topics: frozenset[Topic]) -> None:
        if self.says.is_told:
            self.say("")  # what is said of an earlier change, and which key takes it back, holds no more
        if topics - {Topic.PEOPLE}:
            self._is_top_stale = True
            if self.app.planner_screens[-1] is self:
                self.call_next(self.catch_up)

    @on(events.ScreenResume)
    def show_again(self) -> None:
        """Show what changed while another page lay over this one."""
        self.catch_up()
