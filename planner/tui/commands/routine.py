"""The commands of the routine."""

from typing import Final

from planner.tui.commands.command import Command, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("routine.open", ("enter",), "open", "Open the ritual.", Place.ROUTINE, footer=True),
    Command(
        "routine.switch",
        ("s", "space"),
        "on or off",
        "Do without the ritual, or want it again.",
        Place.ROUTINE,
        footer=True,
    ),
)
