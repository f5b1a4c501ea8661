"""Paths as people type them: the home folder as `~`, quotes and backslashes as terminals drop them, and completion."""

import os
import re
from itertools import islice

from planner.domain.text import clean_line
from planner.services.exporting import full_path
from planner.tui.typed import Completion

MOST_ENTRIES = 5000
"""Entries of a folder that are looked at."""
MOST_OFFERED = 200
_ESCAPED = re.compile(r"\\(.)")
_ANEW = re.compile(r".*/(?=['\"]?(?:/|~(?:/|$)))")
"""What stands before a path that begins anew behind a folder: `~/Downloads//tmp/a.csv`, as Emacs has it."""


def path_of(text: str) -> str:
    """Return the path that a text means, from the root on.

    Behind a folder `//` and `/~` begin anew, but for a path that is there as it is written.
    """
    whole = text.strip()
    anew = _meant(_ANEW.sub("", whole, count=1))
    return _meant(whole) if os.path.lexists(_meant(whole)) and not os.path.lexists(anew) else anew


def _meant(word: str) -> str:
    """Return the path that a word is, without the quotes and backslashes that terminals drop."""
    if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"":
        word = word[1:-1]
    elif "\\" in word and not os.path.lexists(full_path(word)):
        word = _ESCAPED.sub(r"\1", word)
    return full_path(word)


def shown_path(path: str) -> str:
    """Return a path as it is shown, below the home folder with `~`."""
    home = os.path.expanduser("~")
    return clean_line(f"~{path[len(home) :]}" if home != "/" and f"{path}/".startswith(f"{home}/") else path)


class Folders:
    """The names in the folders that a line goes through, each read once."""

    def __init__(self) -> None:
        """Know none yet."""
        self._names: dict[str, list[str]] = {}

    def complete(self, text: str, cursor: int, start: int = 0) -> Completion:
        """Return what the last part of the path that begins at `start` may become; folders end in `/`."""
        anew = _ANEW.match(text, start, cursor)
        start = anew.end() if anew is not None else start
        typed = text[start:cursor]
        if typed == "~":
            return start, ["~/"]
        folder, slash, begun = typed.rpartition("/")
        names = self._in(full_path(folder + slash) if slash else os.getcwd())
        folded = begun.casefold()
        found = (
            name
            for name in names
            if name != begun and name.casefold().startswith(folded) and (begun or not name.startswith("."))
        )
        return start + len(folder + slash), list(islice(found, MOST_OFFERED))

    def _in(self, folder: str) -> list[str]:
        if folder not in self._names:
            try:
                with os.scandir(folder) as entries:
                    found = [entry.name + "/" * entry.is_dir() for entry in islice(entries, MOST_ENTRIES)]
            except OSError:
                found = []
            self._names[folder] = sorted((name for name in found if name == clean_line(name)), key=str.casefold)
        return self._names[folder]
