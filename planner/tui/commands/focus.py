"""The commands of sacred blocks: those of the Today pane, and those of focus mode, where nothing else works."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "block.begin",
        ("f",),
        "focus",
        "Begin the sacred block, or go back into it.",
        Place.TODAY,
        footer=True,
        need=Need.BLOCK,
    ),
    Command(
        "block.hold",
        ("h",),
        "hold",
        "Put the action into the day's next sacred block, or out again.",
        Place.TODAY,
        footer=True,
        need=Need.HOLD,
    ),
    Command(
        "block.skip",
        ("s",),
        "skip",
        "Give the sacred block another time today, or leave it out.",
        Place.TODAY,
        footer=True,
        need=Need.WAITING_BLOCK,
    ),
    Command("page.focus", (), "focus", "Begin the day's sacred block, or go back into it."),
    Command(
        "focus.done",
        ("x", "space"),
        "done",
        "Tick it off, or take the tick away.",
        Place.FOCUS,
        footer=True,
        need=Need.HELD,
    ),
    Command("focus.log", ("l",), "log", "Log what you did, in one line.", Place.FOCUS, footer=True),
    Command("focus.undo", ("u", "ctrl+z"), "undo", "Take back the last thing done in the block.", Place.FOCUS),
    Command(
        "focus.leave",
        ("escape", "q"),
        "leave",
        "Leave the block; before its end you are asked.",
        Place.FOCUS,
        footer=True,
    ),
    Command(
        "focus.confirm",
        ("y",),
        "yes, leave",
        "Leave before the end, where that was asked.",
        Place.FOCUS,
        need=Need.LEAVING,
    ),
)
