"""The commands of looking back on a day."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "review.done",
        ("x", "space"),
        "done",
        "Tick it off, or take the tick away.",
        Place.REVIEW,
        footer=True,
        need=Need.ACTION,
    ),
    Command(
        "review.move", ("m",), "move", "Move it to the next working day.", Place.REVIEW, footer=True, need=Need.ACTION
    ),
    Command(
        "review.drop", ("d", "delete"), "drop", "Take it off the plan.", Place.REVIEW, footer=True, need=Need.ACTION
    ),
    Command("review.low", ("minus",), "felt low", "The day felt low; once more takes it back.", Place.REVIEW),
    Command("review.even", ("0",), "felt even", "The day felt neither low nor high.", Place.REVIEW),
    Command("review.high", ("plus",), "felt high", "The day felt high.", Place.REVIEW),
    Command("review.obstacle", ("o",), "in the way", "Say what was in the way, and what follows.", Place.REVIEW),
    Command("review.proud", ("p",), "proud", "Say what you are proud of.", Place.REVIEW),
    Command("review.edit", ("e",), "edit", "Correct what stands under the cursor.", Place.REVIEW),
    Command("review.answer", ("t",), "one thing", "Fill in the next working day's blank.", Place.REVIEW, footer=True),
    Command("review.add", ("a",), "action", "Plan an action for the next working day.", Place.REVIEW, footer=True),
    Command(
        "review.before",
        ("left_square_bracket", "left"),
        "earlier",
        "Go to the unclosed day before.",
        Place.REVIEW,
        need=Need.WAITING,
        in_closed=True,
    ),
    Command(
        "review.after",
        ("right_square_bracket", "right"),
        "later",
        "Go to the unclosed day after.",
        Place.REVIEW,
        need=Need.WAITING,
        in_closed=True,
    ),
    Command(
        "review.away",
        ("w",),
        "away",
        "Mark the run of days without a step as away.",
        Place.REVIEW,
        need=Need.WAITING,
        in_closed=True,
    ),
)
