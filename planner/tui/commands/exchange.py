"""The commands of the import, and the one of the export."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.import", (), "import", "Take in contacts, deals or days off out of a file of another program."),
    Command("app.export", (), "export", "Write everything, the log, the contacts or the calendar into a file."),
    Command(
        "import.go",
        ("enter",),
        "go on",
        "Go on: name a file, read it, import it.",
        Place.IMPORT,
        footer=True,
        need=Need.IDLE,
    ),
    Command("import.file", ("o",), "other file", "Choose another file.", Place.IMPORT, footer=True, need=Need.IDLE),
    Command(
        "import.field",
        ("space",),
        "choose",
        "Say what the column is, by its name.",
        Place.IMPORT,
        footer=True,
        need=Need.COLUMN,
    ),
    Command(
        "import.next", ("right",), "next", "Make the column the next thing it can be.", Place.IMPORT, need=Need.COLUMN
    ),
    Command("import.before", ("left",), "before", "Make it the one before.", Place.IMPORT, need=Need.COLUMN),
    Command(
        "import.columns", ("c",), "columns", "Say which column is what.", Place.IMPORT, footer=True, need=Need.TABLE
    ),
    Command(
        "import.day_first",
        ("d",),
        "day first",
        "Read the day of dates first.",
        Place.IMPORT,
        footer=True,
        need=Need.DATES,
    ),
    Command(
        "import.month_first",
        ("m",),
        "month first",
        "Read the month of dates first.",
        Place.IMPORT,
        footer=True,
        need=Need.DATES,
    ),
)
