"""The commands of a goal's page and of a break-down."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "goal_page.enter",
        ("enter",),
        "open",
        "Open the goal under the cursor, or do what its line offers.",
        Place.GOAL,
        footer=True,
        need=Need.ROW,
    ),
    Command(
        "goal_page.change",
        ("t",),
        "change",
        "Change the target or the last date, with the reason.",
        Place.GOAL,
        footer=True,
        need=Need.GOAL,
    ),
    Command(
        "goal_page.parts",
        ("b",),
        "break down",
        "Show it in smaller goals, to save or to leave.",
        Place.GOAL,
        footer=True,
        need=Need.GOAL,
    ),
    Command(
        "goal_page.try",
        ("w",),
        "what if",
        "Try another close rate, average deal or weeks off.",
        Place.GOAL,
        footer=True,
        need=Need.SALES,
    ),
    Command("goal_page.done", ("x",), "done", "Tick its next milestone.", Place.GOAL, footer=True, need=Need.MILESTONE),
    Command("goal_page.commit", ("c",), "commit", "Commit to the draft.", Place.GOAL, footer=True, need=Need.DRAFT),
    Command(
        "goal_page.confirm",
        ("K",),
        "confirm",
        "Confirm it as it stands after the goal above it changed.",
        Place.GOAL,
        footer=True,
        need=Need.STALE,
    ),
    Command(
        "goal_page.answer",
        ("a",),
        "answer",
        "Keep it, lower it, raise it or move it, with the reason.",
        Place.GOAL,
        footer=True,
        need=Need.OFFER,
    ),
    Command(
        "goal_page.follow",
        ("f",),
        "follow",
        "Set the goal that follows a reached one, or decline it for good.",
        Place.GOAL,
        footer=True,
        need=Need.FOLLOW,
    ),
    Command("goal_page.realistic", ("y",), "realistic", "Say that it is realistic.", Place.GOAL, need=Need.GOAL),
    Command(
        "goal_page.unrealistic", ("N",), "not realistic", "Say that it is not realistic.", Place.GOAL, need=Need.GOAL
    ),
    Command("goal_page.edit", ("e",), "edit", "Correct it in a form.", Place.GOAL, footer=True, need=Need.GOAL),
    Command("parts.save", ("enter",), "save", "Save the smaller goals.", Place.PARTS, footer=True, need=Need.PARTS),
    Command(
        "parts.period",
        ("b",),
        "other parts",
        "Split by the next finer period: quarters, months, weeks, days.",
        Place.PARTS,
        footer=True,
        need=Need.PERIODS,
    ),
    Command(
        "parts.today",
        ("f",),
        "from today on",
        "Split what remains over what remains, or the whole again.",
        Place.PARTS,
        footer=True,
        need=Need.PARTS,
    ),
)
