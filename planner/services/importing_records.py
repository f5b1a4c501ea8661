"""The records of a table's text. A quote that is not closed costs its own row: the lines it swallows are read again.

Knows lines and cells; opens no file.
"""

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LONG = "a cell in it is longer than 131,072 letters: a quote before it may not be closed"
_OPEN = "a quote in it is not closed"
_AMID = "a quote stands amid a cell"
_BEHIND = "it stands behind a quote that is not closed"


class Row(NamedTuple):
    """One row of a table."""

    number: int
    """The line at which it begins."""
    cells: Sequence[str]
    fault: str = ""
    """Why it cannot be read; empty where it can."""


def records(lines: Iterator[str], delimiter: str, width: int | None = None) -> Iterator[Row]:
    """Yield the rows of a text that are not blank.

    One that cannot be read is told. The lines that its open quote took with it are read as rows of their own; where
    `width` is said, those with another number of cells are told instead.
    """
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    number, swallowed = 1, 0
    while True:
        source.taken.clear()
        begin = number
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(begin, (), _fault(str(error), len(source.taken)))
            swallowed = max(swallowed, begin + len(source.taken) - 1)
            source.give_back()
            number += 1
            continue
        number += len(source.taken)
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        is_whole = begin > swallowed or width in {None, len(cells)}
        yield Row(begin, cells) if is_whole else Row(begin, (), _BEHIND)


class _Lines:
    """Lines of which those behind the first of a record can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: list[str] = []
        self.taken: list[str] = []
        """Those read since this was cleared last."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Have all lines of the record but its first read again."""
        self._back += reversed(self.taken[1:])


def _fault(error: str, lines: int) -> str:
    if "field larger" in error:
        return _LONG
    if "unexpected end" in error or ("expected after" in error and lines > 1):
        return _OPEN
    return _AMID if "expected after" in error else "it is no row of a table"
