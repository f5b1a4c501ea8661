"""Files that somebody else wrote: what they are, and the rows of those that are tables.

Refuses, before reading, what is no file, cannot be read or is too large. A row that cannot be read is told, and the
next one is read.
"""

import csv
import os
import re
import stat
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice
from typing import IO

from planner.domain.cells import restored
from planner.domain.errors import PlannerError
from planner.domain.headers import System, columns, recognised
from planner.domain.money import shown
from planner.domain.text import clean_line
from planner.services.importing_letters import decoded, encoding_of, line_of
from planner.services.importing_records import Row, records

MOST_BYTES = 100 << 20
"""How large one file may be."""
_HEAD = 1 << 16
_DELIMITERS = ",;\t|"
_LOOKED_BELOW = 20
"""Rows among which a header is looked for."""
_LOOKED_THROUGH = 100
"""Rows among which examples of a column are looked for."""
_STEP = 1 << 18
"""Bytes between two words about how far it is."""
_FEW_CONTROLS = 20
"""Control characters that any text may have; a text that has more of them has few beside its letters."""
_COUNTED = r"(?:records?|rows?|entries|items?|results?|contacts?|people|leads?|accounts?|deals?|opportunities)"
_SUM = re.compile(
    r"(?:(?:(?:grand|overall|report)[ -]?|sub-?)?totals?(?: \(.*\))?|(?:(?:record|row) )?count|sum|"
    rf"(?:(?:total|number of) )?{_COUNTED}(?= ?:))(?: {_COUNTED})? ?:? ?(?:[0-9][0-9.,]*(?: {_COUNTED})?)?"
    rf"|[0-9][0-9.,]* {_COUNTED}|page [0-9]+(?: of [0-9]+)?",
    re.IGNORECASE,
)
"""What a report sums up and counts in its first cell: “Total”, “Total: 3 records”, “3 rows”, “Page 1 of 2”."""
_NO_SUM = re.compile(r"@|[A-Za-z]{4}")
"""What no cell beside a sum has: an address, a word."""
_IMPRINT = re.compile(
    r"(?:copyright|confidential|report (?:generated|run)|filtered by"
    r"|(?:generated|exported|created|printed) (?:by|on|at|from|[0-9]+))\b|©",
    re.IGNORECASE,
)
_FOOTER = "it is a footer, and no row"
Told = Callable[[int, int], None]


class FileKind(StrEnum):
    """What a file is, by how it begins."""

    TABLE = "table"
    CARDS = "cards"
    CALENDAR = "calendar"
    PLANNER = "planner"


def size_of(path: str) -> int:
    """Return how many bytes a file has. Raises PlannerError where it cannot or should not be read."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        raise PlannerError(f"{path} is not there. Check the path.") from None
    except (OSError, ValueError) as error:
        raise PlannerError(f"{path} cannot be read: {_why(error)}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise PlannerError(f"{path} is not a file. Name a file, or a folder of .vcf files.")
    if found.st_size > MOST_BYTES:
        raise PlannerError(
            f"{path} has {found.st_size >> 20:,} MiB, and a file may have {MOST_BYTES >> 20}. "
            "Export fewer rows at once."
        )
    if not found.st_size:
        raise PlannerError(f"{path} is empty. Export it again.")
    return found.st_size


def kind_of(path: str) -> FileKind:
    """Return what a file is. Raises PlannerError where it is none of what can be read."""
    size_of(path)
    with opened(path) as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise PlannerError(f"{path} is a workbook. Save the sheet as CSV, and import that.")
    if head.startswith(b"SQLite format 3\x00"):
        raise PlannerError(f"{path} is a database. Name it with --db to open it.")
    text = decoded(head).lstrip("\ufeff \t\r\n")
    controls = sum(letter < " " and letter not in "\t\r\n" for letter in text)
    if controls > _FEW_CONTROLS and 20 * controls > len(text):
        raise PlannerError(f"{path} is not a text. Export it as CSV, and import that.")
    for start, kind in (("BEGIN:VCARD", FileKind.CARDS), ("BEGIN:VCALENDAR", FileKind.CALENDAR)):
        if text[: len(start)].upper() == start:
            return kind
    return FileKind.PLANNER if text.startswith("{") else FileKind.TABLE


def opened(path: str) -> IO[bytes]:
    """Open a file to be read. Raises PlannerError."""
    try:
        return open(path, "rb")
    except OSError as error:
        raise PlannerError(f"{path} cannot be read: {_why(error)}. Check its permissions.") from error


def text_of(path: str) -> str:
    """Return the whole text of a file."""
    size_of(path)
    with opened(path) as file:
        return decoded(file.read()).removeprefix("\ufeff")


class Table:
    """A table in a text file: its header now, its rows as often as they are asked for."""

    def __init__(self, path: str) -> None:
        """Read the header. Raises PlannerError where there is none."""
        self.path = path
        self._size = size_of(path)
        with opened(path) as file:
            head = file.read(_HEAD)
            file.seek(-min(self._size, 4), os.SEEK_END)
            end = file.read()
            self._ends_whole = b"\n" in end or b"\r" in end
        self._encoding = encoding_of(head)
        self._delimiter = _delimiter(decoded(head))
        first = next(self._readable(), None)
        if first is None:
            raise PlannerError(f"{path} has no row that can be read. Export it again.")
        top = first if _names(first) else self._below_titles() or first
        self._begin = top.number
        self.header = _line_of(top)

    def rows(self, tell: Told | None = None) -> Iterator[Row]:
        """Yield the rows behind the header, in order; `tell` hears bytes read and the file's bytes.

        A row that is shorter than the header is filled up with empty cells, but for one within which the file ends.
        What a report writes below its rows is told as its footer: sums, imprints, and single cells of Salesforce's.
        """
        rows = self._records(tell, len(self.header))
        next((row for row in rows if row.number >= self._begin), None)  # the header
        is_report = recognised(self.header) is System.SALESFORCE and len(self.header) > 1
        before: Row | None = None
        footer: list[Row] = []
        for row in rows:
            if not row.fault and ((is_report and len(row.cells) == 1) or _is_footer(row)):
                footer.append(row)
                continue
            for waiting in (before, *footer):
                if waiting is not None:
                    yield self._checked(waiting)
            before, footer = row, []
        if before is not None:
            cut_off = not footer and not self._ends_whole and 0 < len(before.cells) < len(self.header)
            fault = f"the file ends within it, after {len(before.cells):,} of {len(self.header):,} cells"
            yield Row(before.number, (), fault) if cut_off else self._checked(before)
        yield from (Row(row.number, (), _FOOTER) for row in footer)

    def _readable(self) -> Iterator[Row]:
        return (row for row in self._records(None) if not row.fault)

    def _below_titles(self) -> Row | None:
        """Return the header below what a report writes above it: the first row with known columns and more cells.

        What parts its cells need not part those of a title: the mark that finds it is the table's.
        """
        sniffed = self._delimiter
        for self._delimiter in dict.fromkeys((sniffed, *_DELIMITERS)):
            most = 1
            for row in islice(self._readable(), _LOOKED_BELOW):
                filled = sum(bool(cell.strip()) for cell in row.cells)
                if filled > most and _names(row):
                    return row
                most = max(most, filled)
        self._delimiter = sniffed
        return None

    def _checked(self, row: Row) -> Row:
        """Return a row with as many cells as the header."""
        missing = len(self.header) - len(row.cells)
        if row.fault or not missing:
            return row
        if missing > 0:
            other = next((m for m in _DELIMITERS if row.cells[0].count(m) == len(self.header) - 1), "")
            if len(row.cells) == 1 and other:
                return Row(
                    row.number, (), f"its cells are parted by “{other}”, and the header's by “{self._delimiter}”"
                )
            return Row(row.number, [*row.cells, *[""] * missing])
        if any(row.cells[missing:]):
            return Row(row.number, (), f"it has {len(row.cells):,} cells, and the header {len(self.header):,}")
        return row

    def _records(self, tell: Told | None, width: int | None = None) -> Iterator[Row]:
        for row in records(self._lines(tell), self._delimiter, width):
            is_hint = row.number == 1 and "".join(row.cells[:3]).strip("\ufeff ").lower().startswith("sep=")
            if not (is_hint and len(row.cells) <= 2):
                yield row

    def _lines(self, tell: Told | None) -> Iterator[str]:
        """Yield the lines as text, each in the encoding that fits it, with one kind of end."""
        done = told = 0
        with opened(self.path) as file:
            for raw in self._text_lines(file):
                if tell is not None:
                    done += len(raw)
                    if done - told >= _STEP:
                        told = done
                        tell(min(done, self._size), self._size)
                line = raw.replace("\r\n", "\n").replace("\r", "\n")
                yield from (line,) if line.count("\n") <= 1 else _pieces(line)
        if tell is not None:
            tell(self._size, self._size)

    def _text_lines(self, file: IO[bytes]) -> Iterator[str]:
        if self._encoding:
            import io

            with io.TextIOWrapper(file, encoding=self._encoding, errors="replace", newline="") as text:
                yield from text
            return
        first = True
        while raw := file.readline(MOST_BYTES):
            line = line_of(raw)
            yield line.removeprefix("\ufeff") if first else line
            first = False


def _line_of(row: Row) -> tuple[str, ...]:
    return tuple(clean_line(restored(name)) for name in row.cells)


def _names(row: Row) -> bool:
    """Whether a row names the columns of contacts or deals."""
    found = columns(_line_of(row))
    return found.has_contacts or found.has_deals


def first_cells(path: str, most: int) -> tuple[tuple[str, ...], ...]:
    """Return for each column of a table the first cells in it that say anything, each on one line."""
    table = Table(path)
    found: list[list[str]] = [[] for _ in table.header]
    for row in islice(table.rows(), _LOOKED_THROUGH):
        for cells, cell in zip(found, row.cells, strict=False):
            told = clean_line(restored(cell)) if len(cells) < most else ""
            if told:
                cells.append(told)
    return tuple(map(tuple, found))


def _is_footer(row: Row) -> bool:
    """Whether a row says what a report says below its rows: what they sum up to, who made it."""
    cells = [cell.strip() for cell in row.cells if cell and not cell.isspace()]
    if _SUM.fullmatch(cells[0]):
        return not any(map(_NO_SUM.search, cells[1:]))
    return len(cells) == 1 and _IMPRINT.match(cells[0]) is not None


def _pieces(text: str) -> Iterator[str]:
    """Yield the lines of a text, ended by newlines and by nothing else."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def _delimiter(head: str) -> str:
    """Return what parts the cells: the one that finds most in the first row."""
    if head.lower().lstrip("\ufeff").startswith("sep=") and len(head) > 4 and head[4] in _DELIMITERS:
        return head[4]
    counts = {}
    for mark in _DELIMITERS:
        try:
            first = next((row for row in csv.reader(head.splitlines(keepends=True), delimiter=mark) if any(row)), [])
        except csv.Error:
            first = []
        counts[mark] = len(first)
    return max(_DELIMITERS, key=lambda mark: counts[mark])


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or "it does not answer") if isinstance(error, OSError) else shown(str(error))
