"""The blank of a day's prompt: filled in where it stands, saved, or left with what was typed kept."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from planner.domain.errors import PlannerError
from planner.domain.text import clean_line
from planner.tui.widgets.input import LineInput
from planner.tui.widgets.painted import put_out

if TYPE_CHECKING:
    from datetime import date

    from planner.tui.app import PlannerApp
    from planner.tui.widgets.editor import Host

DRAFT = "one thing"


class Blank(LineInput):
    """The answer to a day's prompt while it is typed."""

    app: "PlannerApp"

    BINDINGS: ClassVar = [
        Binding("enter", "save", "save", show=False, priority=True),
        Binding("escape", "put_away", "keep for later", show=False, priority=True),
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

    @property
    def is_open(self) -> bool:
        """Whether it is being filled in."""
        return self._day is not None

    def open(self, day: "date") -> None:
        """Begin with what was typed and not saved, else with the day's answer."""
        before = self._planner.reading.one_thing(day)
        self.value = self._host.draft(DRAFT) or (before.text if before else "")
        self.cursor_position = len(self.value)
        self._day = day
        self.screen.set_focus(self)

    def keep_draft(self) -> None:
        """Keep what is typed and not saved."""
        if self._day is None:
            return
        text = clean_line(self.value)
        try:
            before = self._planner.reading.one_thing(self._day)
        except PlannerError:
            before = None
        self._host.keep_draft(DRAFT, "" if before and before.text == text else text)

    async def action_save(self) -> None:
        """Save the answer; what is refused stays to be corrected."""
        await self.settled()
        if self._day is None:
            return
        try:
            changeset = self._planner.plan.answer(self.value, self._day)
        except PlannerError as error:
            self.app.say(str(error), role="error")
            return
        async with self._host.one_frame():
            self._host.keep_draft(DRAFT, "")
            self._close()
            if changeset.changes:
                self._host.line_saved(changeset.label)

    async def action_put_away(self) -> None:
        """Leave, keeping what was typed for the next time."""
        await self.settled()
        async with self._host.one_frame():
            self.keep_draft()
            self._close()

    def _close(self) -> None:
        if self._day is not None:
            self._day = None
            put_out(self, (0, -2))
            self._host.line_closed()
