"""The commands of what a search found and of the history."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("find.go", ("enter",), "go there", "Go to what was found.", Place.FIND, need=Need.FOUND),
    Command("page.history", ("H",), "history", "Show everything that was changed, and the way back."),
    Command(
        "history.back",
        ("enter", "b"),
        "go back to here",
        "Take back every newer step, or do it again where it is undone.",
        Place.HISTORY,
        footer=True,
        need=Need.STEP,
        stays=True,
    ),
    Command(
        "history.read",
        ("tab",),
        "read all",
        "Read all that this would take back, or go back to the list.",
        Place.HISTORY,
        footer=True,
        stays=True,
    ),
)
