"""What the file or a rule refuses is told, wherever in the app it comes up; Textual would end the app."""

from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class Telling(MessagePump):
    """A part of the app whose handlers may be refused."""

    app: "PlannerApp"

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message, and say why where that is refused."""
        try:
            await super()._dispatch_message(message)
        except PlannerError as error:
            self.app.say(str(error), role="error")
