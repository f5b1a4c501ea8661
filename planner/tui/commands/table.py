"""Every command, declared once: keys, footer, palette, help, README and the user's keymap come from this table."""

from typing import Final

from planner.tui.commands import (
    calendar,
    deals,
    everywhere,
    exchange,
    focus,
    goal,
    morning,
    partner,
    past,
    people,
    period,
    progress,
    review,
    ritual,
    routine,
    today,
    week,
)
from planner.tui.commands.command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    *today.COMMANDS,
    *focus.COMMANDS,
    *calendar.COMMANDS,
    *review.COMMANDS,
    *morning.COMMANDS,
    *week.COMMANDS,
    *ritual.COMMANDS,
    *partner.COMMANDS,
    *period.COMMANDS,
    *routine.COMMANDS,
    *people.COMMANDS,
    *deals.COMMANDS,
    *goal.COMMANDS,
    *past.COMMANDS,
    *progress.COMMANDS,
    *exchange.COMMANDS,
    *everywhere.COMMANDS,
)
