"""The commands of the morning."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("morning.answer", ("t",), "one thing", "Fill in the blank of today's prompt.", Place.MORNING, footer=True),
    Command(
        "morning.week",
        ("w",),
        "week",
        "Look back on the week and plan the next one.",
        Place.MORNING,
        footer=True,
        in_closed=True,
    ),
    Command("morning.add", ("a",), "action", "Plan an action.", Place.MORNING, footer=True),
    Command(
        "morning.done",
        ("x", "space"),
        "done",
        "Tick it off, or take the tick away.",
        Place.MORNING,
        footer=True,
        need=Need.ACTION,
    ),
    Command("morning.edit", ("e",), "edit", "Correct the line.", Place.MORNING, footer=True, need=Need.ACTION),
    Command("morning.move", ("m",), "move", "Move it to another day.", Place.MORNING, footer=True, need=Need.ACTION),
    Command(
        "morning.drop", ("d", "delete"), "drop", "Take it off the plan.", Place.MORNING, footer=True, need=Need.ACTION
    ),
)
