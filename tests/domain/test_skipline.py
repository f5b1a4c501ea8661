"""The answer to what becomes of a block that is skipped. It is Tuesday 10 February 2026."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import LineError
from planner.domain.skipline import NewTime, read

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15:00", NewTime(time(15))),
        (" 3pm ", NewTime(time(15))),
        ("tomorrow 9:00", NewTime(time(9), date(2026, 2, 11))),
        ("9:00 tomorrow", NewTime(time(9), date(2026, 2, 11))),
        ("mon", NewTime(None, date(2026, 2, 16))),
        ("3 mar 2027 14:30", NewTime(time(14, 30), date(2027, 3, 3))),
        ("skip", None),
        ("Skip", None),
    ],
)
def test_a_time_a_day_or_both_move_a_block_and_a_word_leaves_it_out(text: str, meant: NewTime | None) -> None:
    assert read(text, TODAY) == meant


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "“” is no time"),
        ("later", "“later” is no time. Try “15:00”, “tomorrow 9:00”, or “skip” to leave it out."),
        ("9:00 10:00", "is no time"),
        ("mon tue", "is no time"),
        ("25:00", "25:00 is not a time of day: write 9:40 or 3pm."),
        ("30 feb", "“30 feb” is not in the calendar"),
    ],
)
def test_what_is_neither_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(LineError, match=sentence) as refused:
        read(text, TODAY)
    assert (refused.value.start, refused.value.end) == (0, len(text))


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(LineError):
        found = read(text, TODAY)
        assert found is None or found != NewTime()
