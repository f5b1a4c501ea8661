"""The commands of the progress page."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

_AT = Place.PROGRESS
_GOAL_BEFORE, _GOAL_AFTER = ("left_square_bracket",), ("right_square_bracket",)
_BACK = "Go back: a period, a day of momentum, or a week of days."
_ON = "Go on: a period, a day of momentum, or a week of days."
_DAY = Need.CHART_DAY
_NEAR = ("plus", "equals_sign")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.progress", ("p",), "progress", "Show charts of how it goes.", Place.DAY, footer=True),
    Command("progress.next", ("tab",), "chart", "Show the next chart.", _AT, footer=True),
    Command("progress.previous", ("shift+tab",), "chart before", "Show the chart before.", _AT),
    Command(
        "progress.table", ("v",), "numbers", "Show the chart as numbers, or draw it.", _AT, footer=True, need=Need.CHART
    ),
    Command("progress.left", ("left",), "earlier", _BACK, _AT, footer=True, need=Need.EARLIER),
    Command("progress.right", ("right",), "later", _ON, _AT, footer=True, need=Need.LATER),
    Command("progress.edit", ("e",), "edit mark", "Correct the mark.", _AT, footer=True, need=Need.EVENT_MARK),
    Command(
        "progress.remove",
        ("d", "delete"),
        "remove mark",
        "Take the mark away.",
        _AT,
        footer=True,
        need=Need.EVENT_MARK,
    ),
    Command("progress.near", _NEAR, "closer", "Look at less time, or at fewer days beside a mark.", _AT, footer=True),
    Command(
        "progress.far", ("minus",), "further", "Look at more time, or at more days beside a mark.", _AT, footer=True
    ),
    Command("progress.goal_before", _GOAL_BEFORE, "goal before", "Show the goal before.", _AT, need=Need.COURSE),
    Command("progress.goal_after", _GOAL_AFTER, "goal", "Show the next goal.", _AT, footer=True, need=Need.COURSE),
    Command(
        "progress.open", ("enter",), "open day", "Look at the day on the Today screen.", _AT, footer=True, need=_DAY
    ),
    Command("progress.today", ("full_stop",), "today", "Go back to today.", _AT),
    Command("progress.mark", ("a",), "mark", "Mark a day from which something is different.", _AT, footer=True),
)
