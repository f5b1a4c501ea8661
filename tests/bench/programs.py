"""What the benchmark knows of the programs it runs: commands, keys, and what their first complete screen shows.

All of the planner's specifics stand here and nowhere else in the benchmark.
"""

from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

SIZE = 120, 40
QUIT = "ctrl+q"

PROMPT = "If all I do today is"
LAST_IN_FOOTER = r"\? keys"
LOG_ROW = r"\d\d:\d\d +(call|meeting|email|demo|proposal|follow|close|marketing|note|other)"
FIRST_SCREEN = PROMPT, LOG_ROW, LAST_IN_FOOTER
FIRST_EMPTY_SCREEN = PROMPT, LAST_IN_FOOTER

PANES = {"today": ("1", 1), "goals": ("2", 5), "log": ("3", 200)}
"""The key that focuses a pane, and how many rows a cursor at its top can surely go down."""
DEEDS = {"today: tick": ("1", "○", "x"), "goals: fold": ("2", "▾", "space")}
"""What is done to a row: the key that focuses its pane, the sign that the row has, and the key that does it."""
PAGES = {
    "morning": ("o",),
    "end of day": ("r",),
    "weekly planning": ("w",),
    "partner review": ("ctrl+p", "partner review", "enter"),
    "group review": ("ctrl+p", "group review", "enter"),
    "quarter review": ("ctrl+p", "quarter review", "enter"),
    "year review": ("ctrl+p", "year review", "enter"),
    "routine": ("R",),
    "goal": ("2", "home", "enter"),
    "people": ("c",),
    "deals": ("P",),
    "fast start": ("ctrl+p", "fast start", "enter"),
    "momentum": ("n",),
    "charts": ("p",),
    "chart of all years": ("p", "-"),
    "numbers of all years": ("p", "-", "v"),
    "search": ("/",),
    "history": ("H",),
    "days off": ("D",),
    "past day": ("[",),
}
"""The keys that open pages from the Today screen; the last one is timed."""
WITHOUT_ROWS = {"search"}
"""Pages in which there is nothing to move on before something is typed."""
TO_TODAY = "escape", "escape", "escape", "."
"""The keys that lead back to the Today screen from any of them."""
FINDERS = {"search: type": ("/",), "people: find": ("c", "f")}
"""The keys that open lines in which every letter finds something."""
FOUND = "dana"
CURSOR = "▌"
OPEN_LOG_LINE = "l"
SAVED_LINE = "email", "enter"
"""What is typed into the log line, and the key that saves it."""
CLOSE_LOG_LINE = "escape"
DEMO = "demo", "--years", "10", "--no-open"
LOG = "log", "email x5 +value_add"
STATUS = ("status",)


@dataclass(frozen=True)
class Program:
    """One program that fills a terminal."""

    name: str
    command: tuple[str, ...]
    first_screen: tuple[str, ...]
    """Regular expressions: the first paint is done when all of them match."""
    panes: dict[str, tuple[str, int]] = field(default_factory=dict)


def moves(count: int, rows: int) -> list[str]:
    """Return keys that take a cursor down through the rows and up again, so that each changes what is shown."""
    return list(islice(cycle([*["down"] * rows, *["up"] * rows]), count))


def letters(count: int) -> list[str]:
    """Return keys that type what is found and take it back, again and again."""
    return list(islice(cycle([*FOUND, *["backspace"] * len(FOUND)]), count))


def reference(python: Path) -> Program:
    """Return the minimal Textual app under an interpreter."""
    script = Path(__file__).with_name("reference.py")
    return Program("reference", (str(python), "-P", str(script)), ("the reference", "row 30", LAST_IN_FOOTER))


def planner(executable: Path, database: Path, *, empty: bool = False) -> Program:
    """Return the planner on a database; an empty one is made by opening it."""
    return Program(
        "planner",
        (str(executable), "--db", str(database)),
        FIRST_EMPTY_SCREEN if empty else FIRST_SCREEN,
        PANES,
    )
