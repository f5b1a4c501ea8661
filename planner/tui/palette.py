"""The command palette: Textual's own, with every command of the table that works where it is opened."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from planner.tui.commands.command import Command, Place
from planner.tui.commands.keymap import WHILE_TYPING, shown_key
from planner.tui.screens.screen import PlannerScreen

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


BEHIND: Final = 0.001
"""The rank of what is found in a command's sentence: behind all that are found by their names."""


class Palette(CommandPalette):
    """Finds a command by its name, or by words of what it does."""

    def __init__(self) -> None:
        """Offer the planner's commands and no other ones."""
        super().__init__((Offered,), id="--command-palette")

    def _action_command_list(self, action: str) -> None:
        """Move in the list where any of it is seen: Textual's own fails where a tiny terminal has no room for it."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


class Offered(Provider):
    """What the palette finds. While a line, a form or a dialog is open, it is what works there."""

    app: "PlannerApp"  # type: ignore[assignment]  # Textual knows no app's own class

    async def discover(self) -> Hits:
        """Yield every command, by name."""
        for title, command in sorted(self.commands(), key=lambda one: one[0]):
            yield DiscoveryHit(title, self._doing(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name is like a query, and those whose sentence has it."""
        matcher = self.matcher(query)
        for title, command in self.commands():
            likeness = matcher.match(title)
            if likeness or query.casefold() in command.help.casefold():
                yield Hit(likeness or BEHIND, matcher.highlight(title), self._doing(command), help=command.help)

    def commands(self) -> Iterator[tuple[str, Command]]:
        """Yield the commands that work on the screen that is asked from, each behind the name under which it stands."""
        under = self.screen
        here = under.places if isinstance(under, PlannerScreen) and not under.is_typing else frozenset()
        for command in self.app.commands:
            if command.id != "app.palette" and (command.id in WHILE_TYPING or command.place in here):
                keys = " ".join(shown_key(key) for key in command.keys[:1])
                place = "" if command.place in {Place.APP, Place.ELSEWHERE, Place.LIST} else f"{command.place}: "
                yield f"{place}{command.title}   {keys}".rstrip(), command

    def _doing(self, command: Command) -> Callable[[], Awaitable[None]]:
        on = self.screen if isinstance(self.screen, PlannerScreen) else self.app.planner_screens[-1]
        return partial(on.action_command, command.id)
