"""The line at the bottom of the screen: typing, live reading, completion, and a draft that is never lost."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets._input import Input

from planner.domain.errors import LineError, MeanwhileError, PlannerError
from planner.domain.text import MAX_TEXT, clean_line
from planner.settings.themes import Palette
from planner.tui.telling import Telling
from planner.tui.typed import Looking, Span, TypedLine
from planner.tui.widgets.completing import Completing
from planner.tui.widgets.input import LineInput
from planner.tui.widgets.meaning import Meaning, Spans
from planner.tui.widgets.painted import put_in, put_out

if TYPE_CHECKING:
    from textual.widget import Widget

    from planner.tui.app import PlannerApp

BURST = 0.03
"""Seconds within which keys count as a burst, whose meaning is read once."""
HEIGHT = 5
"""Lines of the editor, its border included."""


class Host(Protocol):
    """The screen that a line is typed on."""

    def keep_draft(self, key: str, text: str) -> None:
        """Keep a text under a key."""

    def draft(self, key: str) -> str:
        """Return the text that was kept under a key."""

    def one_frame(self) -> AbstractAsyncContextManager[None]:
        """Show everything that is done within in one frame."""
        ...

    async def show_with(self, widget: "Widget") -> None:
        """Show what a key did in one frame with the widget that took it in."""

    def line_opened(self) -> None:
        """Hear that a line is being typed."""

    def line_saved(self, label: str) -> None:
        """Hear what was saved."""

    def line_closed(self) -> None:
        """Take the focus back."""


class LineEditor(Telling, Vertical):
    """Opens with a line to type, closes when it is saved or put away."""

    app: "PlannerApp"

    BINDINGS: ClassVar = [
        Binding("enter", "save", "save", show=False, priority=True),
        Binding("escape", "put_away", "put away", show=False, priority=True),
        Binding("tab", "complete(1)", "complete", show=False),
        Binding("shift+tab", "complete(-1)", "complete", show=False),
        Binding("ctrl+u", "clear", "clear", show=False, priority=True),
    ]

    def __init__(self, palette: Palette, host: Host) -> None:
        """Belong to the screen that keeps the drafts."""
        super().__init__(id="editor")
        self._host = host
        self._words = Spans(palette, self.spans)
        self._meaning = Meaning(palette)
        self._line: TypedLine | None = None
        self._then: Callable[[], None] | None = None
        """What follows once the line is saved."""
        self._opened_with = ""
        self._has_draft = False
        """Whether the line opened with what was typed before and not saved."""
        self._is_replaced = False
        """Whether the line opened with a text that the first letter replaces."""
        self._cut_at = 0
        """From which length on the text is one whose rest was left out."""
        self._is_reading_due = False
        """Whether the line is read again before the next frame: once, however many keys come."""
        self._read_at = 0.0
        self._completing = Completing()

    def compose(self) -> ComposeResult:
        """Lay the three lines out."""
        line_input = LineInput(highlighter=self._words, select_on_focus=False, compact=True)
        line_input.typed = self.read_key
        yield line_input
        yield self._meaning.reading
        yield self._meaning.choices

    @property
    def input(self) -> LineInput:
        """What is typed into."""
        return self.query_one(LineInput)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work while a line is typed."""
        keeps = "keep for later" if self._line is not None and self._line.draft_key else "leave"
        clears = (("ctrl+u", "clears"),) if self._has_draft or self._is_replaced else ()
        line: object = self._line
        if isinstance(line, Looking):
            return ("enter", "to the list"), *clears, ("esc", keeps)
        return ("enter", "save"), ("tab", "complete"), *clears, ("esc", keeps)

    @property
    def line(self) -> TypedLine | None:
        """The line that is being typed."""
        return self._line

    @property
    def is_open(self) -> bool:
        """Whether a line is being typed."""
        return self._line is not None

    def set_palette(self, palette: Palette) -> None:
        """Draw with another palette."""
        self._words.palette = palette
        self._meaning.set_palette(palette)

    def open(
        self, line: TypedLine, text: str = "", then: Callable[[], None] | None = None, *, is_replaced: bool = False
    ) -> None:
        """Type a line; it starts with its draft where one was kept, else with `text`. Once saved, `then` is called.

        A text that `is_replaced` is selected: what is typed takes its place, `left` or `right` keeps it.
        """
        if self.is_open:
            self.close()
        self._line = line
        self._then = then
        self._opened_with = text = clean_line(text)
        self._cut_at = 0
        kept = self._host.draft(line.draft_key) if line.draft_key else ""
        self._has_draft = bool(kept)
        self.border_title = Content(clean_line(line.title))  # a title may quote what is stored: no markup
        with self.prevent(Input.Changed):
            self.input.value = kept or text
        self.input.cursor_position = len(self.input.value)
        self._is_replaced = is_replaced and bool(text)
        if self._is_replaced:
            self.input.select_all()
        put_in(self)
        self.screen.set_focus(self.input)  # at once: what is typed right behind the key belongs to the line
        self._host.line_opened()
        self._read()

    def close(self) -> None:
        """Close, keeping what was typed."""
        self.keep_draft()
        self._line = None
        put_out(self, (0, HEIGHT + 1))
        self._host.line_closed()

    def keep_draft(self) -> None:
        """Keep what was typed and is not saved; a full disk leaves it on the screen."""
        if self._line is not None and self._line.draft_key:
            text = clean_line(self.input.value)
            self._host.keep_draft(self._line.draft_key, "" if text == self._opened_with else text)

    def spans(self, text: str) -> list[Span]:
        """Return the words that are understood."""
        if self._line is None:
            return []
        try:
            return list(self._line.spans(text))
        except PlannerError:  # the file cannot be read now: the words stay plain
            return []

    async def action_put_away(self) -> None:
        """Leave, keeping the draft."""
        await self.input.settled()
        async with self._host.one_frame():
            self.close()

    async def action_save(self) -> None:
        """Save the line; what is refused stays to be corrected."""
        await self.input.settled()
        if self._line is None:
            return
        try:
            label = self._line.save(self.input.value)
        except PlannerError as error:
            self._refuse(error)
            return
        async with self._host.one_frame():
            with self.prevent(Input.Changed):
                self.input.value = self._opened_with = ""
            self.close()
            self._host.line_saved(label)
            if self._then is not None:
                self._then()

    async def action_clear(self) -> None:
        """Begin the line anew."""
        await self.input.settled()
        with self.prevent(Input.Changed):
            self.input.value = ""
        self.read_again()

    def action_complete(self, step: int) -> None:
        """Put the next completion in the place of the word."""
        if self._line is None:
            return
        completed = self._completing.next(self._line, self.input.value, self.input.cursor_position, step)
        if completed is None:
            return
        with self.prevent(Input.Changed):
            self.input.value, self.input.cursor_position = completed
        self._read()

    @on(Input.Changed)
    def read_again(self) -> None:
        """Say what the line means now."""
        if self._line is None:
            return
        self._completing.stop()
        if not self._is_burst:
            self._read()
        elif not self._is_reading_due:
            self._is_reading_due = True
            self.call_after_refresh(self._read)

    async def read_key(self) -> None:
        """Say what the line means now in the frame that shows the key."""
        is_alone = not self._is_burst
        self.read_again()
        if is_alone:
            await self._host.show_with(self.input)

    @property
    def _is_burst(self) -> bool:
        return monotonic() - self._read_at <= BURST

    @on(events.DescendantBlur)
    def keep_on_blur(self) -> None:
        """Keep the draft when the focus goes elsewhere."""
        if self.is_open:
            self.keep_draft()

    @on(LineInput.Cut)
    def say_cut(self) -> None:
        """Say that a paste did not fit."""
        self._cut_at = len(self.input.value)
        self._read()

    def _read(self) -> None:
        self._is_reading_due = False
        self._read_at = monotonic()
        if self._line is None:
            return
        text = self.input.value
        choices = self._completing.cells(self._line, text, self.input.cursor_position)
        if 0 < self._cut_at <= len(text):
            told = f"The paste was longer than {MAX_TEXT:,} letters; the rest was left out."
            choices = [(told, "behind")]
        try:
            line = self._line.reading(text)
        except PlannerError as error:
            self._meaning.doubt(str(error), choices)
        else:
            self._meaning.tell(line, choices)

    def _refuse(self, error: PlannerError) -> None:
        """Say why a line is refused, and go to the word."""
        self._meaning.refuse(str(error))
        self.app.ring()
        if isinstance(error, LineError):
            self.input.cursor_position = min(error.end, len(self.input.value))
        elif isinstance(error, MeanwhileError):
            with self.prevent(Input.Changed):
                self.input.value = error.offered
            self.input.cursor_position = len(error.offered)
