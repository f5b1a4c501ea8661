"""What a cell of somebody else's table says of money: amounts in three locales, currencies by code, sign, name."""

import re
from collections.abc import Mapping

from planner.domain.errors import PlannerError
from planner.domain.money import CURRENCIES, MAX_MAJOR, SYMBOLS, dollar, minor_digits, shown

_CODE = re.compile(r"[A-Za-z]{3}")
_DOLLARS: Mapping[str, str] = {"us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "nz$": "NZD", "r$": "BRL"}
_KRONE = re.compile(r"(?:^kr\.?)|(?:kr\.?$)")
_KRONES = ("NOK", "SEK", "DKK", "ISK")
_CALLED: Mapping[str, str] = {
    "euro": "EUR",
    "pound": "GBP",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "japanese yen": "JPY",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "new zealand dollar": "NZD",
    "swiss franc": "CHF",
    "indian rupee": "INR",
    "swedish krona": "SEK",
    "norwegian krone": "NOK",
    "danish krone": "DKK",
    "polish zloty": "PLN",
    "brazilian real": "BRL",
    "mexican peso": "MXN",
}
"""Names of currencies that no other has."""
_GAPS = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]+")
_NONE = frozenset({"", "-", "–", "—", "n/a"})
"""What stands where there is no amount."""
_MARKED = re.compile(r"[0-9][0-9.,]*")


class AmountMarks:
    """What the amounts of a file say of its decimal mark, each by the first that says it."""

    def __init__(self) -> None:
        """Know none."""
        self.point = ""
        """An amount whose decimal mark is a point."""
        self.comma = ""
        """One whose decimal mark is a comma."""
        self.open = ""
        """One that reads in two ways."""

    @property
    def decimal(self) -> str:
        """The mark by which what is open is read; empty where none or both occur."""
        return "" if bool(self.point) == bool(self.comma) else "." if self.point else ","

    def see(self, cell: str) -> None:
        """Take an amount into account."""
        digits = _marked(cell)
        if not digits:
            return
        match decimal_mark(digits):
            case ".":
                self.point = self.point or cell.strip()
            case ",":
                self.comma = self.comma or cell.strip()
            case _:
                self.open = self.open or cell.strip()


def is_open(cell: str) -> bool:
    """Whether an amount reads in two ways."""
    digits = _marked(cell)
    return bool(digits) and not decimal_mark(digits)


def decimal_mark(digits: str) -> str:
    """Return the decimal mark that a number gives away by its shape; empty where it reads either way, or has no mark.

    Of two kinds of marks the last one is it; one that stands several times parts thousands; one that stands once does
    neither surely where three digits at most are before it and exactly three behind.
    """
    marks = [mark for mark in ".," if mark in digits]
    if len(marks) != 1:
        return max(marks, key=digits.rfind, default="")
    (mark,) = marks
    if digits.count(mark) > 1:
        return "," if mark == "." else "."
    before, _, after = digits.partition(mark)
    return "" if len(after) == 3 and len(before) <= 3 and before != "0" else mark


def read_amount(text: str, currency: str, decimal: str = "") -> tuple[int, str] | None:
    """Read `1,234.56`, `1.234,56` or `1 234,56`, with a sign or a code, as minor units; None where there is none.

    A mark that stands once before exactly three digits parts thousands, unless it is `decimal`. What is finer than the
    currency is rounded, half up. Raises PlannerError.
    """
    cell = text.strip()
    if cell.casefold() in _NONE:
        return None
    number, currency = _bare_number(cell, currency)
    negative = number.startswith("-") or (number.startswith("(") and number.endswith(")"))
    digits = number.strip("()-+")
    if not re.fullmatch(r"[0-9][0-9.,]*", digits):
        raise PlannerError(f"“{shown(cell)}” does not read as an amount")
    whole, fraction = _split(digits, cell, decimal)
    places = minor_digits(currency)
    if len(whole) > len(str(MAX_MAJOR)) or int(whole or 0) > MAX_MAJOR:
        raise PlannerError(f"“{shown(cell)}” is beyond {MAX_MAJOR:,}, the largest amount there is room for")
    minor = int((whole or "0") + fraction[:places].ljust(places, "0"))
    minor += fraction[places : places + 1] >= "5"
    if negative and minor:
        raise PlannerError(f"“{shown(cell)}” is below zero")
    return minor, currency


def read_currency(text: str, home: str) -> str | None:
    """Read a currency as its code: `EUR`, `€`, `Euro`, `EUR - Euro`; `$` is that of `home`. None where it is none.

    A code of three letters is taken as it stands: there are more of them than are in use today.
    """
    said = text.strip().casefold()
    if re.fullmatch(r"[a-z]{3}", said):
        return said.upper()
    if said in {"$", "dollar", "dollars"}:
        return dollar(home)
    signs = {**SYMBOLS, **_DOLLARS}
    if (code := signs.get(said) or _CALLED.get(said) or _CALLED.get(said.removesuffix("s"))) is not None:
        return code
    codes = (word for word in re.findall(r"\b[A-Z]{3}\b", text) if word in CURRENCIES)
    return next(codes, None) or next((code for sign, code in SYMBOLS.items() if sign in text), None)


def _marked(cell: str) -> str:
    """Return the digits of an amount with the marks between them; empty where it has no marks."""
    if "." not in cell and "," not in cell:
        return ""
    found = _MARKED.search(_GAPS.sub("", cell))
    return "" if found is None or found[0].isdigit() else found[0]


def _bare_number(cell: str, currency: str) -> tuple[str, str]:
    """Return an amount without blanks and currency, and its currency."""
    number = _GAPS.sub("", cell)
    lower = number.lower()
    for sign, code in _DOLLARS.items():
        if lower.startswith(sign):
            return number[len(sign) :], code
    for code in _CODE.findall(number):
        if code.upper() in CURRENCIES:
            return number.replace(code, "").replace("$", ""), code.upper()
    for sign, code in SYMBOLS.items():
        if sign in number:
            return number.replace(sign, ""), code
    if "$" in number:
        return number.replace("$", ""), dollar(currency)
    if (bare := _KRONE.sub("", lower)) != lower:
        if currency not in _KRONES:
            raise PlannerError(f"“{shown(cell)}” is in krones: name theirs, {', '.join(_KRONES)}, in a column Currency")
        return bare, currency
    return number, currency


def _split(digits: str, cell: str, decimal: str) -> tuple[str, str]:
    """Part a number into its whole digits and those behind its decimal mark."""
    mark = decimal_mark(digits) or decimal
    before, _, after = digits.rpartition(mark) if mark and mark in digits else (digits, "", "")
    groups = re.split(r"[.,]", before)
    is_grouped = len(groups) == 1 or all(len(group) in {2, 3} for group in groups[1:])
    if not is_grouped or (after and mark in before):
        raise PlannerError(f"“{shown(cell)}” does not read as an amount")
    return "".join(groups).lstrip("0"), after
