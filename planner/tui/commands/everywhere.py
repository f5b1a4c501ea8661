"""The commands that every list, page and screen has."""

from typing import Final

from planner.tui.commands.command import Command, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("list.down", ("j", "down"), "down", "Next line.", Place.LIST),
    Command("list.up", ("k", "up"), "up", "Previous line.", Place.LIST),
    Command("list.page_down", ("pagedown", "ctrl+d"), "page down", "As much further as is seen.", Place.LIST),
    Command("list.page_up", ("pageup", "ctrl+u"), "page up", "As much back as is seen.", Place.LIST),
    Command("list.top", ("home", "less_than_sign"), "top", "The first line.", Place.LIST),
    Command("list.bottom", ("end", "greater_than_sign"), "bottom", "The last line.", Place.LIST),
    Command(
        "app.undo", ("u", "ctrl+z"), "undo", "Take back the last thing done, here or on the command line.", footer=True
    ),
    Command("app.redo", ("U", "ctrl+y"), "redo", "Do it again."),
    Command("pane.today", ("1",), "today", "Go to the Today pane.", Place.DAY),
    Command("pane.goals", ("2",), "goals", "Go to the Goals pane.", Place.DAY),
    Command("pane.log", ("3",), "log pane", "Go to the Log pane.", Place.DAY),
    Command("pane.next", ("tab",), "next pane", "Go to the next pane.", Place.DAY),
    Command("pane.previous", ("shift+tab",), "previous pane", "Go to the previous pane.", Place.DAY),
    Command("pane.zoom", ("z",), "zoom", "Give the pane the whole screen, or take it back.", Place.DAY),
    Command("app.money", ("M",), "money", "Hide every amount of money, or show them again."),
    Command("app.score", ("S",), "score", "Hide momentum and the score of each day, or show them again."),
    Command("page.calendar", ("D",), "days off", "Show the year's days off, and take more."),
    Command("app.theme", (), "theme", "Choose how it looks."),
    Command("app.palette", ("ctrl+p",), "commands", "Find a command by its name."),
    Command(
        "app.help",
        ("question_mark", "f1"),
        "keys",
        "Show every key and the grammar of the lines.",
        footer=True,
        stays=True,
    ),
    Command("app.quit", ("q", "ctrl+q"), "quit", "Leave. Everything is saved already.", Place.DAY),
    Command("page.momentum", ("n",), "momentum", "Show the number that says how your days go, and why."),
    Command("page.close", ("escape", "q"), "back", "Go back.", Place.PAGE, footer=True, stays=True),
    Command(
        "page.morning", ("o",), "morning", "Look at the goals, the week and today before the first step.", Place.DAY
    ),
    Command("page.routine", ("R",), "routine", "Show which ritual is due and how each was kept.", Place.DAY),
    Command("page.review", ("r",), "review", "Look back on the day, plan the next one and close it.", footer=True),
    Command(
        "page.find", ("slash",), "find", "Find anything that was typed, as you type.", Place.ELSEWHERE, footer=True
    ),
)
