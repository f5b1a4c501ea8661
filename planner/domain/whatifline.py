"""The line that tries other figures on a plan of sales: "close 1/4 deal $9,000 weeks off 2". It reads, in any order."""

from typing import TYPE_CHECKING, NamedTuple

from planner.domain.errors import LineError, PlannerError
from planner.domain.money import shown, take_amount
from planner.domain.salesfigures import check_figures, read_rate
from planner.domain.words import Word, checked, read_head

if TYPE_CHECKING:
    from fractions import Fraction

EXAMPLE = "close 1/4 deal $9,000 weeks off 2"
MOST_WEEKS = 520
_WORDS = ("close", "deal", "weeks off")


class Tried(NamedTuple):
    """Figures to look at; None and 0 leave the plan's own."""

    close_rate: "Fraction | None" = None
    average_minor: int | None = None
    weeks_off: int = 0


def read(line: str, currency: str, home: str) -> Tried:
    """Read the figures; amounts in `currency`. Raises LineError that points at the word which is not understood."""
    words = [word.bare() for word in read_head(checked(line, EXAMPLE)).words]
    tried, at = Tried(), 0
    while at < len(words):
        word = words[at]
        match word.text.casefold():
            case "close":
                tried, at = tried._replace(close_rate=_rate(words, at + 1)), at + 2
            case "deal":
                average, taken = _amount(words, at + 1, currency, home)
                tried, at = tried._replace(average_minor=average), at + 1 + taken
            case "weeks" if at + 1 < len(words) and words[at + 1].text.casefold() == "off":
                tried, at = tried._replace(weeks_off=_weeks(words, at + 2)), at + 3
            case _:
                raise LineError(f"“{shown(word.text)}” is not understood. Try “{EXAMPLE}”.", word.start, word.end)
    return tried


def complete(text: str, cursor: int) -> tuple[int, list[str]]:
    """Complete the names of the figures."""
    start = text.rfind(" ", 0, cursor) + 1
    typed = text[start:cursor].casefold()
    return start, [word for word in _WORDS if typed and word.startswith(typed) and word != typed]


def _value(words: list[Word], at: int, wanted: str) -> Word:
    if at < len(words):
        return words[at]
    end = words[-1].end
    raise LineError(f"“{words[-1].text}” waits for {wanted}.", end, end)


def _rate(words: list[Word], at: int) -> "Fraction":
    word = _value(words, at, "a close rate: close 1/4")
    try:
        return read_rate(word.text)
    except PlannerError as error:
        raise LineError(str(error), word.start, word.end) from None


def _amount(words: list[Word], at: int, currency: str, home: str) -> tuple[int, int]:
    word = _value(words, at, "an amount: deal $9,000")
    rest = [one.text for one in words[at:]]
    if rest[0][:1].isdigit() and rest[0][-1:].casefold() in {*"0123456789km"}:
        rest[0] = currency + rest[0]
    try:
        found = take_amount(rest, home)
        if found is not None:
            check_figures(found[0][0], None)
    except PlannerError as error:
        raise LineError(str(error), word.start, word.end) from None
    if found is None or found[0][1] != currency:
        raise LineError(f"“{shown(word.text)}” is not an amount in {currency}: deal 9,000.", word.start, word.end)
    return found[0][0], found[1]


def _weeks(words: list[Word], at: int) -> int:
    word = _value(words, at, "a number: weeks off 2")
    if not (word.text.isascii() and word.text.isdecimal()) or len(word.text) > 3 or int(word.text) > MOST_WEEKS:
        raise LineError(f"“{shown(word.text)}” is not a number of weeks up to {MOST_WEEKS}.", word.start, word.end)
    return int(word.text)
