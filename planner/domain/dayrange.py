"""Ranges of days as people type them: `24 dec`, `24-31 dec`, `3 aug - 7 aug`, `2026-12-24..2026-12-31`, `next week`.

Reads words into dates. What a range is for is the caller's; a word that is not understood is pointed at.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.errors import LineError, PlannerError
from planner.domain.money import shown
from planner.domain.period import Span, month_span, week_span
from planner.domain.when import NEAR_DAYS, WEEKDAYS, long_date, parse_future_day, parse_past_day, take_day
from planner.domain.words import Word, checked, tokens

MAX_DAYS = 366
_EXAMPLE = "24-31 dec"
_EXAMPLES = "“24 dec”, “24-31 dec”, “2026-12-24..2026-12-31” or “next week”"
_CROSSING = 183
"""Days that a range over New Year may have where it names no year; a longer one has its ends in the wrong order."""
_DOTS = re.compile(r"\.{2,3}|[…–—]")
_BETWEEN = frozenset({"-", "to", "till", "until", "through"})
_INNER = re.compile(r"[^-]+-[^-]+")
"""A word with one hyphen inside: an ISO date has two, `-2d` begins with its own."""
_NUMBER = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?")
_DAY_MONTH = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)? ?([a-z]{3,9}(?: [0-9]{4})?)")
_MONTH_DAY = re.compile(r"([a-z]{3,9}) ?[0-9]{1,2}(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:.* )?[0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_BESIDE = {"last": -1, "this": 0, "next": 1}


class _Side(NamedTuple):
    """One end of a range, or all of it."""

    words: tuple[Word, ...]
    text: str
    """The words as they are read: a bare number has the month of the other end beside it."""

    @classmethod
    def of(cls, words: Sequence[Word]) -> "_Side":
        """Return an end as it is typed."""
        return cls(tuple(words), " ".join(word.text for word in words).lower())

    @property
    def is_number(self) -> bool:
        """Whether it is a day of the month that the other end names."""
        return _NUMBER.fullmatch(self.text) is not None

    @property
    def lacks_year(self) -> bool:
        """Whether it is a day and a month."""
        return (_DAY_MONTH.fullmatch(self.text) or _MONTH_DAY.fullmatch(self.text)) is not None and not self.has_year

    @property
    def has_year(self) -> bool:
        """Whether the other end can be told from it."""
        return _YEAR.fullmatch(self.text) is not None

    def read(self, base: date, *, ahead: bool) -> date:
        """Return its day as seen from a date. Raises LineError that points at the word which is not understood."""
        read = parse_future_day if ahead else parse_past_day
        try:
            if (day := read(self.text, base)) is not None:
                return day
            taken = take_day([word.text for word in self.words], 0, base, ahead=ahead)
        except PlannerError as error:
            raise self.refused(str(error)) from None
        at = taken[1] if taken is not None else int(_NUMBER.fullmatch(self.words[0].text) is not None)
        word = self.words[min(at, len(self.words) - 1)]
        raise LineError(f"“{shown(word.text)}” is not a day I know. Try {_EXAMPLES}.", word.start, word.end)

    def meant(self, today: date, *, ahead: bool) -> date:
        """Return the date that its day and month mean: the next one, unless the last one is not long ago.

        Not `ahead` it is the other way round. Raises as `read` does.
        """
        found, refusals = [], []
        for forward in (ahead, not ahead):
            try:
                found.append(self.read(today, ahead=forward))
            except LineError as error:
                refusals.append(error)
        if not found:
            raise refusals[0]
        return found[-1] if abs((found[-1] - today).days) <= NEAR_DAYS else found[0]

    def refused(self, sentence: str) -> LineError:
        """Return a refusal that points at all of it."""
        return LineError(sentence, self.words[0].start, self.words[-1].end)


def parse(line: str, today: date, *, ahead: bool = True) -> Span:
    """Read a day or a range of at most 366 days. A weekday is the next one, or the latest where not `ahead`.

    A day and month without a year are the next ones, unless the last ones are at most 45 days old; where not `ahead` it
    is the other way round. The end of a range is the first behind its begin.
    Raises LineError that points at the word which is not understood.
    """
    text = checked(line, _EXAMPLE)
    words = tuple(tokens(text))
    if (span := _beside(words, today)) is not None:
        return span
    cut = _cut(text, words)
    if cut is None:
        side = _Side.of(words)
        day = side.meant(today, ahead=ahead) if side.lacks_year else side.read(today, ahead=ahead)
        return Span(day, day)
    left, right = _Side.of(list(tokens(text[: cut[0]]))), _Side.of(list(tokens(text, cut[1])))
    if not left.words or not right.words:
        raise LineError(f"A range has two ends. Try {_EXAMPLES}.", *cut)
    left, right = _completed(left, right)
    span = Span(*_ends(left, right, today, ahead=ahead))
    if span.end < span.start or (span.days > _CROSSING and left.lacks_year and right.lacks_year and _crosses(span)):
        raise right.refused(f"“{shown(right.text)}” lies before “{shown(left.text)}”. Put the earlier day first.")
    if span.days > MAX_DAYS:
        raise right.refused(f"From {long_date(span.start)} these are more than {MAX_DAYS} days. Give them in parts.")
    return span


def _beside(words: Sequence[Word], today: date) -> Span | None:
    """Read `next week`, `this month` and their like; None where the words are none."""
    if len(words) != 2 or (step := _BESIDE.get(words[0].text.lower())) is None:
        return None
    try:
        match words[1].text.lower():
            case "week":
                return week_span(today + timedelta(weeks=step))
            case "month":
                month = today.year * 12 + today.month - 1 + step
                return month_span(month // 12, month % 12 + 1)
    except (OverflowError, ValueError):
        raise LineError("This lies beyond the calendar. Name a day in it.", words[0].start, words[1].end) from None
    return None


def _cut(text: str, words: Sequence[Word]) -> tuple[int, int] | None:
    """Return where what parts the two ends begins and ends; None where a line has one end."""
    if (dots := _DOTS.search(text)) is not None:
        return dots.span()
    for word in words:
        if word.text.lower() in _BETWEEN:
            return word.start, word.end
    for word in words:
        if _INNER.fullmatch(word.text):
            at = word.start + word.text.index("-")
            return at, at + 1
    return None


def _completed(left: _Side, right: _Side) -> tuple[_Side, _Side]:
    """Return both ends with their month where one of them is a bare number: `24-31 dec`, `dec 24-31`."""
    if left.is_number and (match := _DAY_MONTH.fullmatch(right.text)):
        return left._replace(text=f"{left.text} {match[1]}"), right
    if right.is_number and (match := _MONTH_DAY.fullmatch(left.text)):
        return left, right._replace(text=f"{match[1]} {right.text}")
    return left, right


def _ends(left: _Side, right: _Side, today: date, *, ahead: bool) -> tuple[date, date]:
    """Return both dates; an end without a year takes it from the other, or from today."""
    if left.lacks_year and right.has_year:
        end = right.read(today, ahead=True)
        return left.read(end, ahead=False), end
    if left.lacks_year and right.lacks_year:
        right.meant(
            today, ahead=ahead
        )  # it has the month that a bare number takes, so what is wrong is pointed at there
    start = left.meant(today, ahead=ahead) if left.lacks_year else left.read(today, ahead=ahead)
    return start, right.read(start if right.lacks_year or right.text in WEEKDAYS else today, ahead=True)


def _crosses(span: Span) -> bool:
    """Whether a range goes over New Year."""
    return span.start.year != span.end.year
