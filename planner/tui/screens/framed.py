"""A screen that shows everything a key does in one frame, and what it opens with before what it may need later."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from planner.tui.telling import Telling

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

TURNS = 12
"""Turns of the event loop after which a key has reached every widget that it concerns."""


class FramedScreen(Telling, Screen[None]):
    """A screen that paints once for all that is done together."""

    app: "PlannerApp"

    focused = var[Widget | None](None, init=False)
    """What is typed into. Textual would paint the whole screen where that is another widget."""

    def __init__(self) -> None:
        """Begin with nothing to paint."""
        super().__init__()
        self._is_frame_due = False
        """Whether something was to be painted while a frame was put together."""
        self._is_whole = False
        self._completing = asyncio.Lock()

    @property
    def is_framing(self) -> bool:
        """Whether what is done now is shown in one frame, which is still to come."""
        return bool(self.app._batch_count)  # noqa: SLF001  # Textual says it nowhere else

    @property
    def laid_over(self) -> tuple[Widget, ...]:
        """What lies out of view until it is wanted, and would keep the first frame back."""
        raise NotImplementedError

    async def complete(self) -> None:
        """Add what lies out of view."""
        async with self._completing:
            if not self._is_whole:
                self._is_whole = True
                await self._mount_unseen()

    def complete_later(self) -> None:
        """Make the screen whole once the app has nothing else to do."""
        if not self._is_whole:
            self.app.call_later(self.complete)

    @asynccontextmanager
    async def one_frame(self) -> AsyncIterator[None]:
        """Show everything that is done within in one frame: a second one comes a sixtieth of a second later or more.

        Widgets ask for their share of a frame when they are idle, each in its own task, so they are given turns.
        """
        with self.app.batch_update():
            yield
            if self.app.mounting is not None:
                await self.app.mounting
                self.app.mounting = None
                await self.app._flush_next_callbacks()  # noqa: SLF001  # waits for the page too, and asks for a frame
            await self._give_turns()
            top = self.app.planner_screens[-1]
            if top.lay_out():  # widgets that have another size now ask for more
                await self._give_turns()
        top.show_frame()

    async def show_with(self, widget: Widget) -> None:
        """Show in one frame what a key did and the widget that took it in, which has no turn until then."""
        async with self.one_frame():
            self._dirty_widgets.add(widget)

    async def _mount_unseen(self) -> None:
        """Mount what stands out of view, and paint nothing: Textual would paint the whole screen again.

        Before the others, because what is mounted behind them gives every one another place, so all are painted.
        """
        is_due = self._repaint_required
        with self.app.batch_update():
            await self.mount(*self.laid_over, before=0)
            await self._give_turns()
        self._repaint_required = is_due
        self.show_frame()

    async def _give_turns(self) -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)

    def lay_out(self) -> bool:
        """Lay out where that is asked for, without painting; return whether it was."""
        is_asked = self._layout_required
        if is_asked:
            self._layout_required = False
            self._refresh_layout()
        return is_asked

    def show_frame(self) -> None:
        """Lay out and paint what was put together, at once: Textual would paint now, then lay out and paint again."""
        if self._repaint_required:
            self._repaint_required = False
            self._dirty_widgets.add(self)
        if self._layout_required:
            self._layout_required = False
            self._refresh_layout()
        elif self._is_frame_due or self._dirty_widgets:
            self._compositor.update_widgets(self._dirty_widgets)
            self._compositor_refresh()
        self.check_idle()
        self.complete_later()

    def _compositor_refresh(self) -> None:
        """Paint, or once the frame is whole: what Textual paints within a batch never reaches the terminal."""
        self._is_frame_due = self.is_framing
        if not self._is_frame_due:
            super()._compositor_refresh()
