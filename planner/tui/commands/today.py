"""The commands of the Today screen and its three panes."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("log.open", ("l",), "log", "Log what you did, in one line.", footer=True),
    Command("day.answer", ("t",), "one thing", "Fill in the blank of today's prompt.", Place.DAY, footer=True),
    Command("plan.add", ("a",), "action", "Plan an action.", Place.DAY, footer=True),
    Command("goal.add", ("g",), "goal", "Set a goal, in one line.", Place.DAY, footer=True),
    Command("page.people", ("c",), "people", "Show whom to call next, and all contacts.", Place.DAY, footer=True),
    Command("day.before", ("left_square_bracket",), "day before", "Look at the day before.", Place.DAY),
    Command("day.after", ("right_square_bracket",), "day after", "Look at the day after.", Place.DAY),
    Command("day.now", ("full_stop", "equals_sign"), "today", "Look at today again.", Place.DAY),
    Command("day.go", ("v",), "go to day", "Look at any day, past or to come.", Place.DAY),
    Command("goal.form", ("G",), "goal form", "Set a goal in a form.", Place.DAY),
    Command(
        "plan.done",
        ("x", "space"),
        "done",
        "Tick it off, or take the tick away.",
        Place.TODAY,
        footer=True,
        need=Need.ACTION,
    ),
    Command("plan.edit", ("e", "enter"), "edit", "Correct the line.", Place.TODAY, footer=True, need=Need.ACTION),
    Command("plan.move", ("m",), "move", "Move it to another day.", Place.TODAY, footer=True, need=Need.ACTION),
    Command("plan.drop", ("d", "delete"), "drop", "Take it off the plan.", Place.TODAY, footer=True, need=Need.ACTION),
    Command("plan.bring", ("b",), "bring", "Bring what earlier days left open to today.", Place.TODAY),
    Command("goal.open", ("enter",), "open", "Open the goal's page.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.edit", ("e",), "edit", "Correct the goal in a form.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.done", ("x",), "done", "Tick its next milestone.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.place", ("m",), "place", "Put it under another goal.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.up", ("K", "shift+up"), "up", "Move it up among its neighbours.", Place.GOALS, need=Need.GOAL),
    Command(
        "goal.down", ("J", "shift+down"), "down", "Move it down among its neighbours.", Place.GOALS, need=Need.GOAL
    ),
    Command("goal.fold", ("space",), "fold", "Fold or unfold it.", Place.GOALS, footer=True, need=Need.PARENT),
    Command("goal.close", ("left",), "fold", "Fold it.", Place.GOALS, need=Need.PARENT),
    Command("goal.unfold", ("right",), "unfold", "Unfold it.", Place.GOALS, need=Need.PARENT),
    Command("goal.later", ("f",), "later", "Show the goals that start later, or hide them.", Place.GOALS),
    Command(
        "goal.archive",
        ("d", "delete"),
        "put away",
        "Put it away, with all under it.",
        Place.GOALS,
        footer=True,
        need=Need.GOAL,
    ),
    Command(
        "log.edit", ("e", "enter"), "edit", "Correct the entry as a line.", Place.LOG, footer=True, need=Need.ENTRY
    ),
    Command("log.move", ("m",), "date", "Give it another date.", Place.LOG, footer=True, need=Need.ENTRY),
    Command("log.delete", ("d", "delete"), "delete", "Delete the entry.", Place.LOG, footer=True, need=Need.ENTRY),
)
