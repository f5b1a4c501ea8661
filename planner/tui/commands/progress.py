"""The commands of the progress page."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.progress", ("p",), "progress", "Show charts of how it goes.", Place.DAY, footer=True),
    Command("progress.next", ("tab",), "next chart", "Show the next chart.", Place.PROGRESS, footer=True),
    Command("progress.previous", ("shift+tab",), "chart before", "Show the chart before.", Place.PROGRESS),
    Command("progress.near", ("plus", "equals_sign"), "closer", "Look at less time.", Place.PROGRESS, footer=True),
    Command("progress.far", ("minus",), "further", "Look at more time.", Place.PROGRESS, footer=True),
    Command("progress.goal_before", ("left_square_bracket",), "goal before", "Show the goal before.", Place.PROGRESS),
    Command(
        "progress.goal_after", ("right_square_bracket",), "goal", "Show the next goal.", Place.PROGRESS, footer=True
    ),
    Command(
        "progress.left", ("left",), "earlier", "Go back: a period, or a day of momentum.", Place.PROGRESS, footer=True
    ),
    Command(
        "progress.right", ("right",), "later", "Go on: a period, or a day of momentum.", Place.PROGRESS, footer=True
    ),
    Command("progress.table", ("v",), "numbers", "Show the chart as numbers, or draw it.", Place.PROGRESS, footer=True),
    Command("progress.today", ("full_stop",), "today", "Go back to today.", Place.PROGRESS),
    Command(
        "progress.mark", ("a",), "mark", "Mark a day from which something is different.", Place.PROGRESS, footer=True
    ),
    Command(
        "progress.edit", ("e",), "edit mark", "Correct the mark.", Place.PROGRESS, footer=True, need=Need.EVENT_MARK
    ),
    Command(
        "progress.remove",
        ("d", "delete"),
        "remove mark",
        "Take the mark away.",
        Place.PROGRESS,
        footer=True,
        need=Need.EVENT_MARK,
    ),
)
