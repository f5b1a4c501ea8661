"""What a cell of somebody else's table says: dates in three orders, shares, yes and no.

Also what keeps a cell of ours from being a formula in a spreadsheet, and takes exactly that away again.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from planner.domain.errors import PlannerError
from planner.domain.money import shown
from planner.domain.when import MONTHS

_NUMBERS = re.compile(r"([0-9]{4}|[0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{1,2})(?=$|[\sT,])")
_NAMED = (
    re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?P<month>[a-z]{3,9})\.?,?[ -](?P<year>[0-9]{4})\b"),
    re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})\b"),
)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_BEHIND_LEAD = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_TWICE = re.compile(f"[ÂÃ][{re.escape(_BEHIND_LEAD)}]")
"""What Windows makes of the two bytes that UTF-8 writes for é, ü and their like."""
_YES = frozenset({"yes", "true", "1", "y", "x", "t"})
_CENTURY = 2000
_PIVOT = 69
"""Two digits of a year from here on are the last century's, as POSIX has it."""


class DateOrder(StrEnum):
    """In which order day, month and year stand where all three are numbers."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


def is_ambiguous(text: str) -> bool:
    """Whether a date reads differently with the day or the month first."""
    parts = _parts(text)
    return parts is not None and parts[1] != "." and max(parts[0], parts[2]) <= 12 and parts[0] != parts[2]


def order_shown(text: str) -> DateOrder | None:
    """Return the order that a date gives away by a number beyond 12; None where it does not."""
    parts = _parts(text)
    if parts is None or (parts[0] > 12) == (parts[2] > 12):
        return None
    return DateOrder.DAY_FIRST if parts[0] > 12 else DateOrder.MONTH_FIRST


def order_of(cells: Iterable[str]) -> tuple[DateOrder | None, str]:
    """Return the order that the dates of a file are in, and a date that leaves it open where none decides.

    A value beyond 12 decides for all; where both orders occur, the first one is returned, and nothing is decided. The
    text is empty where no date needs the answer.
    """
    orders: dict[DateOrder, None] = {}
    open_date = ""
    for cell in cells:
        if (shows := order_shown(cell)) is not None:
            orders[shows] = None
        if not open_date and is_ambiguous(cell):
            open_date = cell
    if len(orders) == 1 or not open_date:
        return next(iter(orders), None), ""
    return None, open_date


def read_date(text: str, order: DateOrder | None) -> date:
    """Read the date that a cell begins with; a time behind it is left aside. Raises PlannerError.

    Where a number beyond 12 leaves one reading, that is taken, whatever the order. One that reads in two ways is
    refused where the year is said to come first.
    """
    cell = text.strip()
    match = _NUMBERS.match(cell)
    try:
        if match is not None:
            return _of_numbers(cell, match, order)
        for form in _NAMED:
            named = form.match(cell.lower())
            if named is not None and named["month"] in MONTHS:
                return date(int(named["year"]), MONTHS[named["month"]], int(named["day"]))
        if re.fullmatch(r"[0-9]{8}", cell):
            return date(int(cell[:4]), int(cell[4:6]), int(cell[6:]))
    except ValueError:
        raise PlannerError(f"“{shown(cell)}” is not in the calendar") from None
    raise PlannerError(f"“{shown(cell)}” is not a date")


def read_percent(text: str, *, of_one: bool) -> int | None:
    """Read a probability as 0…100; `of_one` where 1 is certain (HubSpot). None where a cell is no such number."""
    cell = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,9})?", cell):
        return None
    whole, _, fraction = cell.partition(".")
    thousandths = int(whole) * 1000 + int(fraction[:3].ljust(3, "0"))
    percent = (thousandths * (100 if of_one and not text.strip().endswith("%") else 1) + 500) // 1000
    return percent if percent <= 100 else None


def twice_written(cells: Iterable[str]) -> str:
    """Return the first cell with letters that were UTF-8 and were read as Windows letters; empty where none has."""
    cells = tuple(cells)
    if not _TWICE.search(" ".join(cells)):
        return ""
    return next(filter(_TWICE.search, cells), "")


def read_yes(text: str) -> bool:
    """Whether a cell says yes; anything else does not."""
    return text.strip().lower() in _YES


def neutralised(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: one quote before what begins like one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """Return a cell as it was before `neutralised`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def _parts(text: str) -> tuple[int, str, int] | None:
    """Return the first two numbers of a date that does not begin with its year, and the mark between them."""
    match = _NUMBERS.match(text.strip())
    if match is None or len(match[1]) > 2:
        return None
    return int(match[1]), match[2], int(match[3])


def _of_numbers(cell: str, match: re.Match[str], order: DateOrder | None) -> date:
    first, second, third = match[1], match[3], match[4]
    if len(first) == 4 or (order is DateOrder.YEAR_FIRST and len(third) <= 2):
        return date(_year(first), int(second), int(third))
    if match[2] == ".":
        order = DateOrder.DAY_FIRST
    decided = order_shown(cell) or order
    if decided is DateOrder.YEAR_FIRST and is_ambiguous(cell):
        raise PlannerError(f"“{shown(cell)}” does not begin with its year: it has the day first, or the month")
    day, month = (second, first) if decided is DateOrder.MONTH_FIRST else (first, second)
    return date(_year(third), int(month), int(day))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + _CENTURY if year < _PIVOT else year + _CENTURY - 100
