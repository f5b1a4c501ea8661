"""The commands of the reviews of a quarter and of a year."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.quarter", (), "quarter review", "Look back on the quarter and set the next one's priorities."),
    Command("page.year", (), "year review", "Look back on the year, wins first, and plan the next."),
    Command(
        "quarter.add",
        ("a",),
        "priority",
        "Set a priority of the next quarter, a draft at first.",
        Place.QUARTER,
        footer=True,
    ),
    Command(
        "quarter.commit",
        ("y",),
        "commit",
        "Commit to the priority; its months get their targets.",
        Place.QUARTER,
        footer=True,
        need=Need.PRIORITY,
    ),
    Command("quarter.keep", ("0",), "keep", "Keep the goal.", Place.QUARTER, footer=True, need=Need.CHOICE),
    Command("quarter.raise", ("plus",), "raise", "Raise its target.", Place.QUARTER, footer=True, need=Need.CHOICE),
    Command("quarter.lower", ("minus",), "lower", "Lower its target.", Place.QUARTER, footer=True, need=Need.CHOICE),
    Command(
        "quarter.drop",
        ("d", "delete"),
        "drop",
        "Drop the goal, or put a priority of the next quarter away.",
        Place.QUARTER,
        footer=True,
        need=Need.QUARTER_GOAL,
    ),
    Command(
        "quarter.open", ("o",), "open", "Open the goal's page.", Place.QUARTER, need=Need.QUARTER_GOAL, in_closed=True
    ),
    Command("year.add", ("a",), "draft", "Set a goal of the next year, a draft at first.", Place.YEAR, footer=True),
    Command(
        "year.preliminary",
        ("p",),
        "preliminary",
        "Mark the employer's figure as not final yet, or as final.",
        Place.YEAR,
        footer=True,
        need=Need.NEXT_YEAR,
    ),
    Command("year.drop", ("d", "delete"), "put away", "Put the goal away.", Place.YEAR, need=Need.NEXT_YEAR),
    Command("year.open", ("o",), "open", "Open the goal's page.", Place.YEAR, need=Need.NEXT_YEAR, in_closed=True),
    Command("year.tough", ("minus",), "tough year", "Expect a tough year; once more takes it back.", Place.YEAR),
    Command("year.normal", ("0",), "normal year", "Expect a normal year.", Place.YEAR),
    Command("year.easy", ("plus",), "easy year", "Expect an easy year.", Place.YEAR),
    Command("year.yes", ("y",), "yes, activate", "It will help: activate the drafts.", Place.YEAR, footer=True),
    Command("year.no", ("N",), "no, go back", "It will not: go back to the drafts, all kept.", Place.YEAR, footer=True),
)
