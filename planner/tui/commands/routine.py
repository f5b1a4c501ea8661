"""The commands of the routine."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("routine.open", ("enter",), "open", "Open the ritual.", Place.ROUTINE, footer=True, need=Need.RITUAL),
    Command(
        "routine.switch",
        ("s", "space"),
        "on or off",
        "Do without the ritual, or want it again.",
        Place.ROUTINE,
        footer=True,
        need=Need.RITUAL,
    ),
)
