"""The blank of a day's prompt: filled in where it stands, saved, or left with what was typed kept."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from planner.domain.errors import MeanwhileError, PlannerError
from planner.domain.text import clean_line
from planner.tui.widgets.input import LineInput
from planner.tui.widgets.painted import put_out

if TYPE_CHECKING:
    from datetime import date

    from planner.tui.app import PlannerApp
    from planner.tui.shared_line import SharedLine
    from planner.tui.widgets.editor import Host


class Blank(LineInput):
    """The answer to a day's prompt while it is typed."""

    app: "PlannerApp"

    BINDINGS: ClassVar = [
        Binding("enter", "save", "save", show=False, priority=True),
        Binding("escape", "put_away", "keep for later", show=False, priority=True),
        Binding("tab", "take_up", "take up", show=False, priority=True),
    ]
    KEYS: ClassVar = (("enter", "save"), ("esc", "keep for later"))
    """What works while it is typed."""

    def __init__(self, app: "PlannerApp", host: "Host") -> None:
        """Fill in the blanks of an app's planner, on the screen that keeps the draft."""
        super().__init__(id="blank", compact=True, select_on_focus=False)
        self._planner = app.planner
        self._host = host
        self._day: date | None = None
        """The day whose blank is being filled in."""
        self._line: SharedLine | None = None
        """What saves it."""
        self._shown = ""
        """The day's answer when the blank was opened."""
        self._unfinished = ""
        """What the working day before left unfinished."""

    @property
    def is_open(self) -> bool:
        """Whether it is being filled in."""
        return self._day is not None

    def open(self, day: "date") -> None:
        """Begin with what was typed for the day and not saved, else with its answer; what was unfinished is offered.

        Another window's answer is told before this one takes its place (B77: one answer per date).
        """
        from planner.tui.sentence_line import SentenceLine
        from planner.tui.shared_line import SharedLine, begun_over

        self._shown = self._stands(day)
        line = SentenceLine("", "", draft_key(day), partial(self._answer, day))
        begun = begun_over(self._host, line.draft_key, self._shown)
        self._line = SharedLine(line, begun, partial(self._stands, day), joins=True)
        self._unfinished = self._planner.plan.unfinished(day)
        self.placeholder = f"tab offers “{self._unfinished}”" if self._unfinished else ""
        self.value = self._host.draft(line.draft_key) or self._shown
        self.cursor_position = len(self.value)
        self._day = day
        self.screen.set_focus(self)

    def keep_draft(self) -> None:
        """Keep what is typed and not saved."""
        if self._day is not None:
            text = clean_line(self.value)
            self._host.keep_draft(draft_key(self._day), "" if text == self._shown else text)

    async def action_save(self) -> None:
        """Save the answer; what is refused stays to be corrected."""
        await self.settled()
        if self._day is None or self._line is None:
            return
        try:
            label = self._line.save(self.value)
        except PlannerError as error:
            if isinstance(error, MeanwhileError):
                self.value = error.offered
                self.cursor_position = len(self.value)
            self.app.say(str(error), role="error")
            return
        async with self._host.one_frame():
            self._host.keep_draft(draft_key(self._day), "")
            self._close()
            if label:
                self._host.line_saved(label)

    async def action_put_away(self) -> None:
        """Leave, keeping what was typed for the next time."""
        await self.settled()
        async with self._host.one_frame():
            self.keep_draft()
            self._close()

    def action_take_up(self) -> None:
        """Take up what the working day before left unfinished, where nothing is typed."""
        if self._unfinished and not self.value:
            self.value = self._unfinished
            self.cursor_position = len(self.value)

    def _stands(self, day: "date") -> str:
        """Return the answer that the file holds."""
        found = self._planner.reading.one_thing(day)
        return clean_line(found.text) if found is not None else ""

    def _answer(self, day: "date", text: str) -> str:
        done = self._planner.plan.answer(text, day)
        return done.label if done.changes else ""

    def _close(self) -> None:
        if self._day is not None:
            self._day = None
            put_out(self, (0, -2))
            self._host.line_closed()


def draft_key(day: "date") -> str:
    """Return under what the unfinished answer to a day's prompt is kept, wherever it is typed."""
    return f"one thing {day}"
