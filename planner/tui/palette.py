"""The command palette: Textual's own, which fails where a tiny terminal leaves no line or column for its list."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette

from planner.tui.commands.command import Place
from planner.tui.commands.keymap import WHILE_TYPING, shown_key
from planner.tui.screens.screen import PlannerScreen

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class Palette(CommandPalette):
    """Finds a command by its name."""

    def _action_command_list(self, action: str) -> None:
        """Move in the list where any of it is seen."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


def offered(app: "PlannerApp") -> Iterator[SystemCommand]:
    """Yield every command of the table; while a line, a form or a dialog is open, those that work there."""
    under = next(one for one in reversed(app.screen_stack) if not isinstance(one, CommandPalette))
    if isinstance(under, PlannerScreen):
        here = under.places if not under.is_typing else frozenset()
        on = under
    else:
        here, on = frozenset(), app.planner_screens[-1]
    for command in app.commands:
        if command.id != "app.palette" and (command.id in WHILE_TYPING or command.place in here):
            keys = " ".join(shown_key(key) for key in command.keys[:1])
            place = "" if command.place in {Place.APP, Place.ELSEWHERE, Place.LIST} else f"{command.place}: "
            title = f"{place}{command.title}   {keys}".rstrip()
            yield SystemCommand(title, command.help, partial(on.action_command, command.id))
