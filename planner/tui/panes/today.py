"""The Today pane: the prompt with its blank, what today asks, and the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.action import ActionKind
from planner.domain.block import ends_at, is_running
from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.text import clean_line
from planner.domain.views import DayView, PlanRow, short_date
from planner.tui import format as fmt
from planner.tui.commands.command import Command, Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, Row, static
from planner.tui.lines import ActionLine, DayLine
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.domain.nextcall import NextCall

PROMPT_LINE = 1
"""On which line of the pane the blank stands."""
ABOVE_PLAN = 6
"""Lines that the prompt and the asks take."""
LOW = 22
"""Lines of screen below which no line of the pane stays blank."""
MOST_CALLS = 2
"""Lines that say whom to call next, where the plan leaves room."""
MOST_LINES = 7
"""Lines of plan that are in view; more are scrolled to."""


class TodayPane(Pane):
    """One day's prompt and plan."""

    TOPICS: ClassVar = frozenset({Topic.PLAN, Topic.LOG, Topic.GOALS, Topic.DEALS, Topic.CALENDAR, Topic.PEOPLE})
    PLACE: ClassVar = Place.TODAY
    BINDINGS: ClassVar = bindings(Place.TODAY, Place.LIST)

    view: DayView | None = None
    _plan: Mapping[str, PlanRow] = {}
    _calls: Mapping[str, "NextCall"] = {}
    """Whom to call next, by the keys of their rows."""
    _blocks: Sequence[PlanRow] = ()

    def load(self) -> None:
        """Read the day."""
        if self.day is None:
            return
        self.view = view = self.planner.reading.day(self.day)
        self.border_title = "today" if view.is_today else f"{short_date(view.day, view.day)}"
        self._plan = {row.action.id: row for row in view.plan}
        if view.one_thing is not None:
            self._plan[view.one_thing.action.id] = view.one_thing
        self._blocks = [row for row in view.plan if row.action.kind is ActionKind.BLOCK]
        self._show(view)

    def read_ahead(self, day: date) -> None:
        """Read the plan of another day."""
        self.planner.reading.day(day)

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentence where the new width wants it."""
        super().on_resize(event)
        if self.view is not None:
            self._show(self.view)

    @property
    def wanted_height(self) -> int:
        """How many lines the pane wants, its border included."""
        return 2 + min(self.height_of_rows, ABOVE_PLAN + MOST_LINES)

    @property
    def call_room(self) -> int:
        """How many lines the plan leaves for whom to call next; none on another day than today."""
        if self.view is None or not self.view.is_today:
            return 0
        taken = max(1, len(self.view.plan) + bool(self.view.left_open))
        seen = min(MOST_LINES, max(8, self.app.size.height // 2) - 2 - ABOVE_PLAN)
        return max(0, min(MOST_CALLS, seen - taken))

    def selected(self) -> PlanRow | None:
        """Return the action under the cursor."""
        return self._plan.get(self.cursor_key or "") if self.view is not None else None

    def show_rest(self) -> None:
        """Say how much of the plan stands below what is seen."""
        seen = self.scroll_offset.y + self.scrollable_content_region.height
        hidden = self.height_of_rows - seen
        told = f"{hidden} more" if seen and hidden > 0 else ""
        if str(self.border_subtitle) != told:
            self.border_subtitle = Content(told)

    def next_open(self, after: str) -> str | None:
        """Return the key of the open action that follows another one (B58)."""
        if self.view is None:
            return None
        keys = [row.action.id for row in self.view.plan]
        start = keys.index(after) + 1 if after in keys else 0
        waiting = [row.action.id for row in (*self.view.plan[start:], *self.view.plan[:start]) if row.action.is_open]
        return next((key for key in waiting if key != after), None)

    def has(self, need: Need) -> bool:
        """Whether an action stands under the cursor, and what can be done with it where the day has sacred blocks."""
        row = self.selected()
        match need:
            case Need.ACTION:
                return row is not None
            case Need.BLOCK:
                return any(one.action.is_open for one in self._blocks)
            case Need.HOLD:
                return bool(self._blocks) and row is not None and row.action.kind is not ActionKind.BLOCK
            case Need.WAITING_BLOCK:
                return row is not None and row.action.is_open and row.action.kind is ActionKind.BLOCK
        return super().has(need)

    def refusal(self, command: Command) -> str:
        """Return why a command is refused; whom to call next has one that corrects a line: it logs the call."""
        return "" if command.id == "plan.edit" and self._next_call() is not None else super().refusal(command)

    def title_of(self, command: Command) -> str:
        """Return what a key does: on whom to call next enter logs."""
        return "log call" if command.id == "plan.edit" and self._next_call() is not None else command.title

    def do_plan_done(self) -> None:
        """Tick the action; the cursor goes on to the next open one (B58). On a day to come nothing is done yet."""
        row, today = self.need(), self.planner.today()
        if row.action.is_open and row.action.date > today:
            on = short_date(row.action.date, today)
            raise PlannerError(f"“{clean_line(row.action.text)}” is planned for {on}. Move it to today first.")
        is_plan = row.action.is_open and row.action.kind is not ActionKind.ONE_THING
        following = self.next_open(row.action.id) if is_plan else None
        self.tell(self.planner.plan.toggle(row.action.id, self.view.day if self.view is not None else None))
        if following is not None:
            self.move_cursor(following)

    def on_lines_marked(self) -> None:
        """Tick the action whose sign is clicked."""
        self.do_plan_done()

    def do_plan_edit(self) -> None:
        """Correct the action as a line, the one thing in its blank; whom to call next is logged with."""
        if call := self._next_call():
            self._log_call(call)
            return
        row = self.need()
        if row.action.kind is ActionKind.ONE_THING:
            self.call_next(self.screen.run_action, "command('day.answer')")
            return
        day = self.day or row.action.date
        self.ask(ActionLine(self.planner, day, row.action.id), self.planner.plan.written(row))

    def do_plan_move(self) -> None:
        """Move the action to another day."""
        action = self.need().action
        title = f"move “{action.text}” to"
        self.ask(DayLine(self.planner, title, lambda day: self.planner.plan.move(action.id, day).label, past=False))

    def do_plan_drop(self) -> None:
        """Take the action off the plan."""
        self.tell(self.planner.plan.drop(self.need().action.id))

    def do_block_begin(self) -> None:
        """Begin the block under the cursor, else the next one of the day, or go back into the one that runs."""
        row = self.selected()
        is_block = row is not None and row.action.kind is ActionKind.BLOCK
        self.app.block_watch.begin(row.action if row is not None and is_block else None)

    def do_block_hold(self) -> None:
        """Put the action into the day's next block, or out again."""
        self.tell(self.planner.blocks.hold_next(self.need().action.id, self.day or self.planner.today()))

    def do_block_skip(self) -> None:
        """Ask for another time of the block, or to leave it out."""
        from planner.tui.block_lines import SkipLine

        self.ask(SkipLine(self.planner, self.need().action))

    def do_plan_bring(self) -> None:
        """Bring what earlier days left open to today."""
        self.tell(self.planner.plan.bring())

    def need(self) -> PlanRow:
        """Return the action under the cursor. Raises PlannerError where there is none."""
        row = self.selected()
        if row is None:
            raise PlannerError(Need.ACTION.value)
        return row

    def _show(self, view: DayView) -> None:
        told = fmt.asks(view, self.app.glance.offer, self._symbols)
        asks = static(told) if self.app.size.height < LOW else static(Line(), told, Line())
        self.show_rows([*self._prompt(view), asks, *self._planned(view)])

    def _prompt(self, view: DayView) -> list[Row]:
        before, after = fmt.PROMPT
        width = self.scrollable_content_region.width - GUTTER
        rest = wrap(after, width) if width > 0 else [after]
        key = view.one_thing.action.id if view.one_thing else None
        return [
            static(Line(((before, "dim"),))),
            Row(key, 1, lambda width: (fmt.prompt_answer(view, self._symbols, width),)),
            static(*(Line(((part, "dim"),)) for part in rest)),
        ]

    def _planned(self, view: DayView) -> list[Row]:
        rows = [Row(row.action.id, 1, partial(self._action, row, view.day), range(2)) for row in view.plan]
        if view.left_open:
            told = f"{view.left_open} left open on earlier days"
            rows.append(static(Line(((f"{told}   b brings them here", "dim"),))))
        if not rows:
            rows.append(static(Line((("Nothing is planned yet. a plans an action: try “10:30 call Lee”.", "dim"),))))
        planned = {row.action.contact_id for row in view.plan}
        calls = [call for call in self.app.glance.calls if call.contact.id not in planned][: self.call_room]
        self._calls = {f"call {call.contact.id}": call for call in calls}
        return [*rows, *(Row(key, 1, partial(self._call, call)) for key, call in self._calls.items())]

    def _next_call(self) -> "NextCall | None":
        """Return whom to call next where that stands under the cursor."""
        return self._calls.get(self.cursor_key or "")

    def _log_call(self, call: "NextCall") -> None:
        """Ask for a step with whom to call next, who has no follow-up due: it would stand in the plan."""
        from planner.domain.namewords import write_who
        from planner.tui.people_lines import TalkLine

        self.ask(TalkLine(self.planner, call.contact), f"call {write_who(call.contact.name, exact=True)} ")

    def _call(self, call: "NextCall", width: int) -> tuple[Line, ...]:
        return (fmt.next_call(call, width),)

    def _action(self, row: PlanRow, day: date, width: int) -> tuple[Line, ...]:
        until = f"{ends_at(row.action, self.planner.clock.now()):%H:%M}" if is_running(row.action) else ""
        return (fmt.action(row, day, self._symbols, width, until),)
