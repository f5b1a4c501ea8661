"""Every command, declared once: keys, footer, palette, help, README and the user's keymap come from this table."""

from typing import Final

from planner.tui.commands import calendar, everywhere, goal, review, ritual, today
from planner.tui.commands.command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    *today.COMMANDS,
    *calendar.COMMANDS,
    *review.COMMANDS,
    *ritual.COMMANDS,
    *goal.COMMANDS,
    *everywhere.COMMANDS,
)
