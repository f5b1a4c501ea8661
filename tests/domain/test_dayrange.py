"""Ranges of days as people type them. Today is Tuesday 10 February 2026."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.dayrange import MAX_DAYS, parse
from planner.domain.errors import LineError
from planner.domain.period import Span

TODAY = date(2026, 2, 10)


def span(start: str, end: str) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("24 dec", span("2026-12-24", "2026-12-24")),
        ("Dec 24th", span("2026-12-24", "2026-12-24")),
        ("today", span("2026-02-10", "2026-02-10")),
        ("tomorrow", span("2026-02-11", "2026-02-11")),
        ("yesterday", span("2026-02-09", "2026-02-09")),
        ("-2d", span("2026-02-08", "2026-02-08")),
        ("fri", span("2026-02-13", "2026-02-13")),
        ("2025-12-24", span("2025-12-24", "2025-12-24")),
        ("24-31 dec", span("2026-12-24", "2026-12-31")),
        ("24 – 31 dec", span("2026-12-24", "2026-12-31")),
        ("24-31dec", span("2026-12-24", "2026-12-31")),
        ("dec 24-31", span("2026-12-24", "2026-12-31")),
        ("24th to 31st dec 2027", span("2027-12-24", "2027-12-31")),
        ("3 aug - 7 aug", span("2026-08-03", "2026-08-07")),
        ("3 aug-7 aug", span("2026-08-03", "2026-08-07")),
        ("Aug 3 through Aug 7", span("2026-08-03", "2026-08-07")),
        ("1 feb - 30 sep", span("2026-02-01", "2026-09-30")),
        ("24 dec - 2 jan", span("2026-12-24", "2027-01-02")),
        ("24 dec - 2 jan 2028", span("2027-12-24", "2028-01-02")),
        ("28 dec 2026 until 4 jan", span("2026-12-28", "2027-01-04")),
        ("2026-12-24..2026-12-31", span("2026-12-24", "2026-12-31")),
        ("2026-12-24 … 31 dec", span("2026-12-24", "2026-12-31")),
        ("2026-12-24 - 2026-12-31", span("2026-12-24", "2026-12-31")),
        ("mon-wed", span("2026-02-16", "2026-02-18")),
        ("fri - mon", span("2026-02-13", "2026-02-16")),
        ("tomorrow - fri", span("2026-02-11", "2026-02-13")),
        ("yesterday - tomorrow", span("2026-02-09", "2026-02-11")),
        ("next week", span("2026-02-16", "2026-02-22")),
        ("This Week", span("2026-02-09", "2026-02-15")),
        ("last week", span("2026-02-02", "2026-02-08")),
        ("next month", span("2026-03-01", "2026-03-31")),
        ("last month", span("2026-01-01", "2026-01-31")),
        ("  24  dec  ", span("2026-12-24", "2026-12-24")),
    ],
)
def test_ranges_are_read_as_they_are_typed(line: str, expected: Span) -> None:
    assert parse(line, TODAY) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("11 feb", span("2026-02-11", "2026-02-11")),
        ("10 feb", span("2026-02-10", "2026-02-10")),
        ("9 feb", span("2026-02-09", "2026-02-09")),
        ("12 jan", span("2026-01-12", "2026-01-12")),
        ("8-12 feb", span("2026-02-08", "2026-02-12")),
    ],
)
def test_a_day_near_today_needs_no_year(line: str, expected: Span) -> None:
    assert parse(line, TODAY) == parse(line, TODAY, ahead=False) == expected


@pytest.mark.parametrize(
    ("line", "to_come", "behind"),
    [
        ("24-31 dec", span("2026-12-24", "2026-12-31"), span("2025-12-24", "2025-12-31")),
        ("11 aug", span("2026-08-11", "2026-08-11"), span("2025-08-11", "2025-08-11")),
        ("1 sep - 20 jan", span("2026-09-01", "2027-01-20"), span("2025-09-01", "2026-01-20")),
    ],
)
def test_another_day_is_the_next_one_or_looking_back_the_last(line: str, to_come: Span, behind: Span) -> None:
    assert parse(line, TODAY) == to_come
    assert parse(line, TODAY, ahead=False) == behind


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("thu-fri", span("2026-02-05", "2026-02-06")),
        ("mon - today", span("2026-02-09", "2026-02-10")),
        ("tomorrow", span("2026-02-11", "2026-02-11")),
    ],
)
def test_looking_back_the_latest_weekday_is_meant(line: str, expected: Span) -> None:
    assert parse(line, TODAY, ahead=False) == expected


def test_a_range_begins_and_goes_on_into_the_next_year() -> None:
    assert parse("24-31 dec", date(2026, 12, 28)) == span("2026-12-24", "2026-12-31")
    assert parse("24 dec - 2 jan", date(2027, 1, 2)) == span("2026-12-24", "2027-01-02")
    assert parse("24 dec - 2 jan", date(2026, 11, 2)) == span("2026-12-24", "2027-01-02")
    assert parse("24-31 dec", date(2027, 1, 1)) == span("2026-12-24", "2026-12-31")


@pytest.mark.parametrize(
    ("line", "word", "sentence"),
    [
        ("foo", "foo", "“foo” is not a day I know"),
        ("24 dek", "dek", "“dek” is not a day I know"),
        ("24 dec off", "off", "“off” is not a day I know"),
        ("3 aug - 7 augst", "augst", "“augst” is not a day I know"),
        ("24-31", "24", "“24” is not a day I know"),
        ("next year", "next", "“next” is not a day I know"),
        ("31 feb", "31 feb", "“31 feb” is not in the calendar"),
        ("29-31 feb", "31 feb", "“31 feb” is not in the calendar"),
        ("24 dec -", "-", "A range has two ends"),
        (".. 24 dec", "..", "A range has two ends"),
        ("28-24 dec", "24 dec", "“24 dec” lies before “28 dec”. Put the earlier day first."),
        ("7 aug - 3 aug", "3 aug", "“3 aug” lies before “7 aug”"),
        ("2026-12-31..2026-12-24", "2026-12-24", "lies before"),
        ("2026-01-01..2027-01-02", "2027-01-02", "more than 366 days"),
        ("+9999w", "+9999w", "beyond the calendar"),
    ],
)
def test_what_is_not_understood_is_pointed_at(line: str, word: str, sentence: str) -> None:
    with pytest.raises(LineError) as refused:
        parse(line, date(9990, 2, 10) if line.startswith("+") else TODAY)
    assert sentence in str(refused.value)
    assert line[refused.value.start : refused.value.end] == word


def test_an_empty_line_and_the_end_of_the_calendar_are_refused() -> None:
    with pytest.raises(LineError, match="An empty line"):
        parse(" ", TODAY)
    for line, today in (("next week", date(9999, 12, 31)), ("last month", date(1, 1, 1))):
        with pytest.raises(LineError, match="beyond the calendar"):
            parse(line, today)


@settings(max_examples=60)
@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(0, MAX_DAYS - 1), st.dates(date(1990, 1, 1)))
def test_a_written_range_reads_back(start: date, length: int, today: date) -> None:
    end = start + timedelta(days=length)
    for line in (f"{start}..{end}", f"{start} - {end}", f"{start.day} {start:%b} {start.year} – {end}"):
        assert parse(line, today) == Span(start, end)
        assert parse(line, today, ahead=False) == Span(start, end)


WORDS = st.sampled_from(
    [
        "24",
        "31",
        "dec",
        "feb",
        "mon",
        "fri",
        "-",
        "..",
        "to",
        "2026-12-24",
        "2027",
        "next",
        "week",
        "tomorrow",
        "-2d",
        "+1w",
        "24-31",
        "dec-2",
        "x",
    ]
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=12), st.dates(), st.booleans())
def test_any_words_are_a_range_in_order_or_refused(line: str, today: date, ahead: bool) -> None:
    with suppress(LineError):
        found = parse(line, today, ahead=ahead)
        assert found.start <= found.end
        assert found.days <= MAX_DAYS
