"""What is typed into: one clean line, whole pastes, and every key taken in before the line is used."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.widgets._input import Input

from planner.domain.text import MAX_TEXT, clean, clean_line

if TYPE_CHECKING:
    from textual.timer import Timer

KEPT_AFTER: Final = 1.0
"""Seconds after which what was typed is kept, also while one goes on typing."""


@runtime_checkable
class HasDrafts(Protocol):
    """A screen into which is typed."""

    def keep_drafts(self) -> None:
        """Keep what is typed and not saved."""


class LineInput(Input):
    """An input that takes a whole paste as one line, and no more than it can hold; what it shows is clean."""

    class Cut(Message):
        """A paste was longer than a line can be."""

    value = reactive("", init=False)
    virtual_size = var(Size(0, 0), init=False)
    """How long the text is. Neither it nor the text asks for a layout: a line has the room that it is given."""

    typed: Callable[[], Awaitable[None]] | None = None
    """Called when a key changed the text."""
    mask: str = ""
    """What is shown in the place of the text while `password` hides it."""
    _keeping: "Timer | None" = None

    @property
    def _value(self) -> Text:
        return Text(self.mask, no_wrap=True, end="") if self.password else super()._value

    def validate_value(self, value: str) -> str:
        """Clean what is put in, also from a file that another program wrote."""
        return clean(value).replace("\n", " ").replace("\t", " ")

    def watch_value(self) -> None:
        """Have the screen keep what is typed a second after it was: no kill takes more than that."""
        if self._keeping is None and self.has_focus:
            self._keeping = self.set_timer(KEPT_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        if isinstance(self.screen, HasDrafts):
            self.screen.keep_drafts()

    async def _on_key(self, event: events.Key) -> None:
        """Take a key in, and say so at once: what the line means now belongs into the same frame."""
        event.prevent_default()
        with self.prevent(Input.Changed):
            before = self.value
            await super()._on_key(event)
        if self.value != before and self.typed is not None:
            await self.typed()

    async def settled(self) -> None:
        """Wait until every key that was typed so far is in the text: keys come faster than they are taken in."""
        taken_in = asyncio.Event()
        if self.call_later(taken_in.set):
            await taken_in.wait()

    def _on_paste(self, event: events.Paste) -> None:
        """Put every line of a paste behind the other; a blank at its beginning or end parts it from what is there."""
        selection = self.selection
        before, pasted = self.value[: min(selection)], event.text.rstrip("\r\n")
        begins = " " if before.strip() and not before.endswith(" ") and pasted[:1].isspace() else ""
        text = f"{begins}{clean_line(pasted)}{' ' if pasted.strip() and pasted[-1].isspace() else ''}"
        room = MAX_TEXT - len(self.value)
        if selection.is_empty:
            self.insert_text_at_cursor(text[:room])
        else:
            self.replace(text[:room], *selection)
        if len(text) > room or len(event.text) > MAX_TEXT:
            self.post_message(self.Cut())
        event.prevent_default()
        event.stop()
