"""The commands that every ritual has."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "ritual.next",
        ("enter",),
        "go on",
        "Answer what the line asks, or go to the next section.",
        Place.RITUAL,
        footer=True,
        stays=True,
    ),
    Command(
        "ritual.skip",
        ("tab",),
        "skip",
        "Go to the next section.",
        Place.RITUAL,
        footer=True,
        stays=True,
        in_closed=True,
    ),
    Command("ritual.back", ("shift+tab",), "back", "Go to the section before.", Place.RITUAL, in_closed=True),
    Command(
        "ritual.close",
        ("c",),
        "close",
        "Close it; all of it is one step to take back.",
        Place.RITUAL,
        footer=True,
        stays=True,
        need=Need.TO_CLOSE,
        in_closed=True,
    ),
    Command(
        "ritual.reopen",
        ("C",),
        "open again",
        "Open what was closed again; what was said stays.",
        Place.RITUAL,
        footer=True,
        stays=True,
        need=Need.TO_REOPEN,
        in_closed=True,
    ),
)
