"""The line that takes days off: days first, then why, then what for."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.day_off import DayOffKind
from planner.domain.dayoffline import DaysOffDraft, complete, parse, spans
from planner.domain.errors import LineError
from planner.domain.period import Span
from tests.builders import TODAY


@pytest.mark.parametrize(
    ("line", "first", "last", "kind", "label"),
    [
        ("24-31 dec vacation ski", date(2026, 12, 24), date(2026, 12, 31), DayOffKind.VACATION, "ski"),
        ("24-31 dec 2026 vacation: ski", date(2026, 12, 24), date(2026, 12, 31), DayOffKind.VACATION, "ski"),
        ("16 feb Holiday Presidents' Day", date(2026, 2, 16), date(2026, 2, 16), DayOffKind.HOLIDAY, "Presidents' Day"),
        ("fri other", date(2026, 2, 13), date(2026, 2, 13), DayOffKind.OTHER, ""),
        ("fri other sick child", date(2026, 2, 13), date(2026, 2, 13), DayOffKind.OTHER, "sick child"),
        ("vacation 3-5 mar", date(2026, 3, 3), date(2026, 3, 5), DayOffKind.VACATION, ""),
        ("sick: mon", date(2026, 2, 9), date(2026, 2, 9), DayOffKind.SICK, ""),
        ("next week", date(2026, 2, 16), date(2026, 2, 22), DayOffKind.VACATION, ""),
    ],
)
def test_a_line_is_a_range_why_and_what_for(line: str, first: date, last: date, kind: DayOffKind, label: str) -> None:
    assert parse(line, TODAY) == DaysOffDraft(Span(first, last), kind, label)


def test_days_without_a_year_are_the_nearest_whatever_they_are_for() -> None:
    for kind in DayOffKind:
        assert parse(f"11 feb {kind}", TODAY).span.start == date(2026, 2, 11)
        assert parse(f"2-3 feb {kind}", TODAY).span == Span(date(2026, 2, 2), date(2026, 2, 3))


def test_sick_weekdays_are_looked_for_behind_today() -> None:
    assert parse("thu sick", TODAY).span.start == date(2026, 2, 5)
    assert parse("thu vacation", TODAY).span.start == date(2026, 2, 12)


def test_a_kind_that_is_given_wins_over_the_one_in_the_line() -> None:
    assert parse("thu vacation ski", TODAY, DayOffKind.SICK) == DaysOffDraft(
        Span(date(2026, 2, 5), date(2026, 2, 5)), DayOffKind.SICK, "ski"
    )


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("24 dec ski", "ski"),
        ("vacation", "vacation"),
        ("vacation 24 dec ski", "ski"),
        ("24-31 smarch vacation", "smarch"),
    ],
)
def test_the_word_that_is_not_understood_is_pointed_at(line: str, word: str) -> None:
    with pytest.raises(LineError) as refused:
        parse(line, TODAY)
    assert word in line[refused.value.start : refused.value.end]


def test_what_is_understood_is_told_apart() -> None:
    line = "24 dec vacation ski"
    found = [(line[start:end], kind) for start, end, kind in spans(line, TODAY)]
    assert found == [("24 dec ", "when"), ("vacation", "type"), (" ski", "note")]
    line = "vacation 24 dec"
    assert [(line[start:end], kind) for start, end, kind in spans(line, TODAY)] == [
        ("vacation", "type"),
        (" 24 dec", "when"),
    ]
    assert [kind for *_, kind in spans("glorp", TODAY)] == ["unknown"]
    assert spans("", TODAY) == []


def test_a_kind_completes_once_days_stand_before_it() -> None:
    assert complete("24 dec v", 8) == (7, ["vacation"])
    assert complete("24 dec ", 7) == (7, ["holiday", "vacation", "sick", "other"])
    assert complete("v", 1) == (0, [])
    assert complete("24 dec sick o", 13) == (12, [])


@given(st.text(max_size=30))
@settings(max_examples=40)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    for start, end, _ in spans(text, TODAY):
        assert 0 <= start <= end <= len(text)
    with suppress(LineError):
        draft = parse(text, TODAY)
        assert draft.span.start <= draft.span.end
