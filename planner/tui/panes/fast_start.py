"""The fast start board: four pushes of the year's first five working days, and what a call needs on each list."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.faststart import Board, FastRow, Push
from planner.domain.views import short_date
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.deal_lines import BelieveLine, CallLine
from planner.tui.fast_format import MARKETING, RESOLUTION, FastPage, title
from planner.tui.line import Line, static
from planner.tui.lines import DayLine, LogLine
from planner.tui.panes.pane import Pane
from planner.tui.sentence_line import SentenceLine

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

PUSHES = tuple(Push)
FIRST = 40
"""Rows of a list that are read as long as it is not shown to its end."""


class FastStartPane(Pane):
    """The year's first week."""

    TOPICS: ClassVar = frozenset(Topic)
    PLACE: ClassVar = Place.FAST_START
    BINDINGS: ClassVar = bindings(Place.FAST_START, Place.LIST)

    _board: Board | None = None

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        super().__init__(app, app.say)
        self._whole: set[int] = set()
        """The lists that are shown to their end."""

    def on_mount(self) -> None:
        """Load, with the cursor on the first call."""
        super().on_mount()
        self._go_to_list(0)

    def do_page_close(self) -> None:
        """Remember that the year's board was seen, and go back."""
        self.planner.fast_start.note_seen()
        self.screen.dismiss()

    def load(self) -> None:
        """Read the board."""
        self._board = self.planner.fast_start.board(None if self._whole else FIRST)
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another size."""
        super().on_resize(event)
        self._lay_out()

    def has(self, need: Need) -> bool:
        """Whether somebody to call, or something to do, stands here, and whether the board still changes."""
        is_open = self._board is not None and self._board.is_open
        match need:
            case Need.CALLEE:
                return self.cursor_key is not None
            case Need.FAST_CALL:
                return is_open and " " in (self.cursor_key or "")
            case Need.FAST_OPEN:
                return is_open
            case Need.FAST_AHEAD:
                return self._board is not None and not self._board.is_over
            case _:
                return super().has(need)

    def do_start_enter(self) -> None:
        """Log with the contact filled in; log marketing; write the resolution."""
        if self.cursor_key == MARKETING:
            self.ask(LogLine(self.planner), "marketing reach ")
        elif self.cursor_key == RESOLUTION:
            self.do_start_resolve()
        else:
            self.do_log_open()

    def do_log_open(self) -> None:
        """Log a step with the contact under the cursor; without one, any step."""
        if self._row() is None:
            self.app.planner_screens[-1].do_log_open()
            return
        push, key = self._meant()
        (contact,) = self.planner.contacts.several([key])
        begun = self.planner.fast_start.line(push, key)
        self.ask(CallLine(self.planner, contact), begun, then=lambda: self._talked(push, key))

    def do_start_put_off(self) -> None:
        """Put the call off to a later day of the five."""
        _, key = self._meant()
        verb = self.planner.fast_start.put_off
        days = " · ".join(short_date(day, self.planner.today()) for day in self.planner.fast_start.later_days())
        hint = days or "the last of the five days: call now, or drop it"
        self.ask(DayLine(self.planner, "call on", lambda day: verb(key, day).label, past=False, hint=hint))

    def do_start_drop(self) -> None:
        """Take the contact off the list, or bring it back."""
        self.tell(self.planner.fast_start.drop(*self._meant()))

    def do_start_groundwork(self) -> None:
        """Make a deal of the new year."""
        self.tell(self.planner.fast_start.lay_groundwork(self._meant()[1]))

    def do_start_ideas(self) -> None:
        """Note new ideas."""
        self._ask_ideas(self._meant()[1])

    def do_start_agree(self) -> None:
        """Plan the agreed next step."""
        self._ask_step(self._meant()[1])

    def do_start_believe(self) -> None:
        """Add somebody who may be close to a decision."""
        self.ask(BelieveLine(self.planner))

    def do_start_resolve(self) -> None:
        """Write the year's resolution."""
        verb, said = self.planner.fast_start.resolve, self._board.resolution if self._board is not None else ""
        hint = "one sentence · each quarter review shows it"
        self.ask(SentenceLine("this year", hint, "resolution", lambda text: verb(text).label), said)

    def do_start_next(self) -> None:
        """Go to the first row of the next list; from marketing to the first list."""
        key = self.cursor_key or ""
        at = int(key.partition(" ")[0]) if key[:1].isdigit() else len(PUSHES) if key == MARKETING else -1
        self._go_to_list((at + 1) % (len(PUSHES) + 1))

    def do_start_more(self) -> None:
        """Show all of the list, or its beginning."""
        key = self.cursor_key or ""
        if key[:1].isdigit():
            self._whole ^= {int(key.partition(" ")[0])}
            self.reload()

    def do_start_open(self) -> None:
        """Open the contact's page."""
        self.app.pages.open_contact(self._meant()[1])

    def on_lines_marked(self) -> None:
        """Log what is clicked; on a board that ended, open it."""
        if self.has(Need.FAST_OPEN):
            self.do_start_enter()
        elif self._row() is not None:
            self.do_start_open()

    def _talked(self, push: Push, key: str) -> None:
        """After a conversation ask what its list asks for; esc leaves it out (B97, B101)."""
        row = self._row_of(push, key)
        if not self.has(Need.FAST_OPEN) or row is None or row.callee.touches.talked_on is None:
            return
        if push is Push.CUSTOMERS:
            self._ask_ideas(key)
        elif push is Push.DECISIONS and not row.callee.touches.has_step:
            self._ask_step(key)

    def _ask_ideas(self, key: str) -> None:
        verb = self.planner.fast_start.note_ideas
        hint = "kept with the contact's notes · esc leaves them out"
        self.ask(SentenceLine("new ideas?", hint, "", lambda text: verb(key, text).label))

    def _ask_step(self, key: str) -> None:
        verb = self.planner.fast_start.agree
        hint = "fri 10:00 send the contract · esc leaves it out"
        self.ask(SentenceLine("agreed next step", hint, "", lambda text: verb(key, text).label))

    def _meant(self) -> tuple[Push, str]:
        """Return the list and the contact under the cursor. Raises PlannerError where nobody stands here."""
        number, _, key = (self.cursor_key or "").partition(" ")
        if not key:
            raise PlannerError(Need.CALLEE.value)
        return PUSHES[int(number)], key

    def _row(self) -> FastRow | None:
        number, _, key = (self.cursor_key or "").partition(" ")
        return self._row_of(PUSHES[int(number)], key) if key else None

    def _row_of(self, push: Push, key: str) -> FastRow | None:
        return self.planner.fast_start.row(push, key)

    def _go_to_list(self, number: int) -> None:
        """Put the cursor on the first row of a list, or of the next one that has any; marketing always has."""
        for at in range(number, len(PUSHES)):
            key = next((row.key for row in self._rows if (row.key or "").startswith(f"{at} ")), None)
            if key is not None:
                self.move_cursor(key)
                return
        self.move_cursor(MARKETING)

    def _lay_out(self) -> None:
        if self._board is None:
            self.show_rows([static(Line())])
            return
        self.border_title = Content(title(self._board))
        self.show_rows(FastPage(self._board, self._symbols, self._whole).rows(self.scrollable_content_region.height))
