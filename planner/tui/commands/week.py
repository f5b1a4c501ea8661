"""The commands of weekly planning."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.week", ("w",), "week", "Look back on the week and plan the next one.", Place.DAY, footer=True),
    Command("page.scope", (), "bigger scope", "Take on more than one thing a day: a block, calls, prospects."),
    Command("week.add", ("a",), "action", "Plan an action for the marked day.", Place.WEEK, footer=True, stays=True),
    Command("week.time", ("t",), "time", "Give the action a time of day.", Place.WEEK, need=Need.LAID),
    Command(
        "week.done",
        ("x", "space"),
        "done",
        "Tick it off, or take the tick away.",
        Place.WEEK,
        footer=True,
        stays=True,
        need=Need.ACTION,
    ),
    Command(
        "week.drop",
        ("d", "delete"),
        "drop",
        "Take it off the plan, or leave it out of what waits.",
        Place.WEEK,
        footer=True,
        stays=True,
        need=Need.ACTION,
    ),
    Command("week.yes", ("y",), "yes", "Take the offer, or answer yes.", Place.WEEK, footer=True, need=Need.ASKED),
    Command("week.no", ("N",), "no", "Decline the offer, or answer no.", Place.WEEK, footer=True, need=Need.ASKED),
    Command("week.not_yet", ("0",), "not yet", "Answer not yet.", Place.WEEK, footer=True, need=Need.DID_YOU),
    Command("week.goal", ("g",), "goal", "Set a goal, in one line.", Place.WEEK, footer=True),
    Command("week.proud", ("p",), "proud", "Say what you are proud of.", Place.WEEK),
    Command("week.edit", ("e",), "edit", "Correct what stands under the cursor.", Place.WEEK),
    Command("week.minutes", ("m",), "minutes", "Say how long the action takes.", Place.WEEK, need=Need.LAID),
    Command("week.next", ("plus", "equals_sign"), "next week", "Plan the week after.", Place.WEEK, in_closed=True),
    Command(
        "week.previous", ("minus",), "week before", "Go to the planning of the week before.", Place.WEEK, in_closed=True
    ),
    Command(
        "week.now", ("full_stop",), "now", "Go back to the week that is to be planned now.", Place.WEEK, in_closed=True
    ),
    Command(
        "week.forward", ("right",), "next day", "Mark the next day, or pick the next one.", Place.WEEK, in_closed=True
    ),
    Command(
        "week.back", ("left",), "day before", "Mark the day before, or pick the one before.", Place.WEEK, in_closed=True
    ),
    Command(
        "week.later",
        ("right_square_bracket", "shift+right"),
        "later",
        "Move the action to the day after.",
        Place.WEEK,
        need=Need.LAID,
    ),
    Command(
        "week.earlier",
        ("left_square_bracket", "shift+left"),
        "earlier",
        "Move the action to the day before.",
        Place.WEEK,
        need=Need.LAID,
    ),
    *(
        Command(
            f"week.{day}",
            (str(n),),
            day,
            f"Lay what waits on {day.title()}, or move the action there.",
            Place.WEEK,
            need=Need.TO_LAY,
        )
        for n, day in enumerate(_DAYS, 1)
    ),
)
