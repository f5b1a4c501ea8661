"""The lines that the import has typed: the file, and what a column of it is."""

import os
from collections.abc import Callable

from planner.domain.errors import LineError
from planner.domain.figure import counted
from planner.domain.headers import Field
from planner.services.importing_files import FileKind, kind_of
from planner.tui.line import Line
from planner.tui.path_line import Folders, path_of
from planner.tui.typed import Completion, Words

LEFT_OUT = "left out"
_KINDS = {
    FileKind.TABLE: "a table",
    FileKind.CARDS: "vCards",
    FileKind.CALENDAR: "a calendar",
    FileKind.PLANNER: "an export of a planner",
}


class FileLine(Words):
    """The file or folder that is read. It saves nothing: what comes in is shown first."""

    title = "file to import"
    draft_key = "import"

    def __init__(self, read: Callable[[str], None]) -> None:
        """`read` is given the path."""
        self._read = read
        self._folders = Folders()

    def reading(self, text: str) -> Line:
        """Return what the file is, by how it begins."""
        if not text.strip():
            return Line((("~/Downloads/contacts.csv · a folder of .vcf files · tab completes names", "dim"),))
        return Line(((_told(path_of(text)), "text"), (" · enter shows what would come in", "dim")))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete names of files and folders."""
        return self._folders.complete(text, cursor)

    def save(self, text: str) -> str:
        """Have it read; nothing is saved."""
        if not text.strip():
            raise LineError("Which file? tab completes names.", 0, len(text))
        path = path_of(text)
        _told(path)
        self._read(path)
        return ""


class FieldLine(Words):
    """What a column is."""

    draft_key = ""

    def __init__(self, column: str, choose: Callable[[Field | None], None]) -> None:
        """`choose` is given the field; None where the column is left out."""
        self.title = f"“{column}” is"
        self._choose = choose

    def reading(self, text: str) -> Line:
        """Return the field that is meant."""
        if not text.strip():
            return Line((("name · email · organization · deal · amount · tab shows all", "dim"),))
        return Line(((field_word(_field(text)), "text"),))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the names of fields."""
        del cursor
        return 0, [word for word in (*map(field_word, Field), LEFT_OUT) if word.startswith(text.strip().casefold())]

    def save(self, text: str) -> str:
        """Choose it; it is kept with the import."""
        self._choose(_field(text))
        return ""


def _told(path: str) -> str:
    if os.path.isdir(path):
        return "a folder: its .vcf files"
    kind = kind_of(path)
    return f"{_KINDS[kind]}, {_size(os.path.getsize(path))}"


def _size(count: int) -> str:
    return counted(count, "byte") if count < 1 << 10 else f"{count / (1 << 10):,.0f} KiB"


def field_word(field: Field | None) -> str:
    """Return a field in words."""
    return LEFT_OUT if field is None else field.replace("_", " ")


def _field(text: str) -> Field | None:
    """Return the field that a text names, or begins to name alone. Raises LineError."""
    word = " ".join(text.casefold().replace("_", " ").split())
    words: dict[str, Field | None] = {**{field_word(field): field for field in Field}, LEFT_OUT: None}
    if word in words:
        return words[word]
    found = [name for name in words if name.startswith(word)] if word else []
    if len(found) != 1:
        told = f"fits {', '.join(found[:4])}" if found else "is nothing that a column can be"
        raise LineError(f"“{text.strip()}” {told}. tab shows all.", 0, len(text))
    return words[found[0]]
