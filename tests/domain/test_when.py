"""Words for days and times. Today is Tuesday 10 February 2026."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import PlannerError
from planner.domain.when import (
    ago,
    humanise,
    long_date,
    parse_coming_day,
    parse_future_day,
    parse_near_day,
    parse_past_day,
    parse_time,
    short_date,
    take_day,
)

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("9:40", time(9, 40)),
        ("09:40", time(9, 40)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("3pm", time(15)),
        ("9AM", time(9)),
        ("12:30pm", time(12, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
    ],
)
def test_times_are_read(word: str, expected: time) -> None:
    assert parse_time(word) == expected


@pytest.mark.parametrize("word", ["", "9", "14.30", "9:4", "noonish", "3p", "9:40:10", ":30", "٣pm", "³pm", "45m"])
def test_a_word_that_is_no_time_is_none(word: str) -> None:
    assert parse_time(word) is None


@pytest.mark.parametrize("word", ["25:00", "9:60", "13pm", "0am"])
def test_a_time_that_no_clock_shows_is_refused(word: str) -> None:
    with pytest.raises(PlannerError, match=f"{word} is not a time of day"):
        parse_time(word)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", TODAY),
        ("Yesterday", date(2026, 2, 9)),
        ("-2d", date(2026, 2, 8)),
        ("-1w", date(2026, 2, 3)),
        ("mon", date(2026, 2, 9)),
        ("wed", date(2026, 2, 4)),
        ("Wednesday", date(2026, 2, 4)),
        ("2026-02-09", date(2026, 2, 9)),
        ("2026-2-9", date(2026, 2, 9)),
        ("9 feb", date(2026, 2, 9)),
        ("feb 9", date(2026, 2, 9)),
        ("9feb", date(2026, 2, 9)),
        ("31 dec", date(2025, 12, 31)),
        ("29 feb", date(2024, 2, 29)),
        ("9th February 2025", date(2025, 2, 9)),
        ("10 feb", TODAY),
    ],
)
def test_days_are_read_looking_back(words: str, expected: date) -> None:
    assert parse_past_day(words, TODAY) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", TODAY),
        ("tomorrow", date(2026, 2, 11)),
        ("+2d", date(2026, 2, 12)),
        ("+1w", date(2026, 2, 17)),
        ("mon", date(2026, 2, 16)),
        ("fri", date(2026, 2, 13)),
        ("2026-12-31", date(2026, 12, 31)),
        ("31 dec", date(2026, 12, 31)),
        ("1 mar", date(2026, 3, 1)),
        ("mar 1", date(2026, 3, 1)),
        ("1 jan", date(2027, 1, 1)),
        ("31 dec 2027", date(2027, 12, 31)),
        ("29 feb", date(2028, 2, 29)),
        ("10 feb", TODAY),
    ],
)
def test_days_are_read_looking_ahead(words: str, expected: date) -> None:
    assert parse_future_day(words, TODAY) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3d", date(2026, 2, 13)),
        ("2w", date(2026, 2, 24)),
        ("1m", date(2026, 3, 10)),
        ("+1m", date(2026, 3, 10)),
        ("2 weeks", date(2026, 2, 24)),
        ("next  Week", date(2026, 2, 16)),
        ("next month", date(2026, 3, 1)),
        ("fri", date(2026, 2, 13)),
        ("1 mar", date(2026, 3, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-02-09", date(2026, 2, 9)),
    ],
)
def test_where_a_day_to_come_is_asked_for_a_span_is_how_far_it_is(words: str, expected: date) -> None:
    assert parse_coming_day(words, TODAY) == expected


def test_a_month_from_the_end_of_a_month_is_the_end_of_a_shorter_one() -> None:
    assert parse_coming_day("1m", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("word", ["", "2", "next", "2y", "w", "99999d"])
def test_what_says_no_day_to_come_is_none(word: str) -> None:
    assert parse_coming_day(word, TODAY) is None


def test_the_name_of_todays_weekday_is_today_behind_and_next_week_ahead() -> None:
    assert parse_past_day("tue", TODAY) == TODAY
    assert parse_future_day("tue", TODAY) == TODAY + timedelta(days=7)


@pytest.mark.parametrize(
    "word", ["", "call", "feb", "9", "3pm", "-2", "+d", "-99999d", "may", "9 foo", "2026", "mond", "45m"]
)
def test_a_word_that_is_no_day_is_none(word: str) -> None:
    assert parse_past_day(word, TODAY) is None
    assert parse_future_day(word, TODAY) is None


@pytest.mark.parametrize(
    "words", ["2026-13-45", "2026-02-29", "0000-01-01", "31 feb", "45 dec", "0 mar", "29 feb 2026"]
)
def test_a_date_that_no_calendar_has_is_refused(words: str) -> None:
    with pytest.raises(PlannerError, match="is not in the calendar"):
        parse_past_day(words, TODAY)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("30 feb", "“30 feb” is not in the calendar: February has 28 days in 2026."),
        ("feb 30 2028", "“feb 30 2028” is not in the calendar: February has 29 days in 2028."),
        ("31 apr", "“31 apr” is not in the calendar: April has 30 days in 2026."),
        ("2026-13-45", "“2026-13-45” is not in the calendar: a year has 12 months."),
        ("0000-02-01", "“0000-02-01” is not in the calendar: it begins with the year 1."),
    ],
)
def test_what_the_calendar_has_instead_is_told(words: str, sentence: str) -> None:
    for read in (parse_past_day, parse_future_day):
        with pytest.raises(PlannerError) as refused:
            read(words, TODAY)
        assert str(refused.value) == sentence


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(PlannerError, match="beyond the calendar"):
        parse_future_day("+9999w", date(9999, 1, 1))


def test_the_longest_day_is_taken() -> None:
    assert take_day(["1", "mar", "2027", "x"], 0, TODAY, ahead=True) == (date(2027, 3, 1), 3)
    assert take_day(["x", "1", "mar", "call"], 1, TODAY, ahead=True) == (date(2026, 3, 1), 2)
    assert take_day(["fri", "1", "mar"], 0, TODAY, ahead=True) == (date(2026, 2, 13), 1)
    assert take_day(["call", "lee"], 0, TODAY, ahead=True) is None


def test_days_are_said_as_people_say_them() -> None:
    assert humanise(TODAY, TODAY) == "today"
    assert humanise(date(2026, 2, 9), TODAY) == "yesterday"
    assert humanise(date(2026, 2, 11), TODAY) == "tomorrow"
    assert humanise(date(2026, 2, 2), TODAY) == "Mon 2 Feb"
    assert humanise(date(2025, 2, 9), TODAY) == "Sun 9 Feb 2025"
    assert short_date(TODAY) == "Tue 10 Feb"
    assert long_date(TODAY) == "Tue 10 Feb 2026"


def test_how_long_ago_is_said_in_words() -> None:
    now = datetime(2026, 2, 10, 12, 0, tzinfo=UTC)
    assert ago(now - timedelta(hours=2), now) == "2 hours ago"
    assert ago(datetime(2026, 2, 10, 11, 59), datetime(2026, 2, 10, 12, 0)) == "a minute ago"  # noqa: DTZ001


def test_arrow_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, planner.domain.when, planner.domain.logline, planner.domain.goalline, planner.domain.actionline; print('arrow' in sys.modules, 'difflib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_a_written_date_reads_back(day: date, today: date) -> None:
    for words in (day.isoformat(), f"{day.day} {day:%b} {day.year}", f"{day:%B} {day.day} {day.year}"):
        assert parse_past_day(words, today) == day
        assert parse_future_day(words, today) == day


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_is_within_a_week(today: date, word: str) -> None:
    behind, ahead = parse_past_day(word, today), parse_future_day(word, today)
    assert behind is not None
    assert ahead is not None
    assert 0 <= (today - behind).days <= 6
    assert 1 <= (ahead - today).days <= 7
    assert behind.weekday() == ahead.weekday()


@given(st.text(max_size=20), st.dates())
def test_any_words_are_a_day_or_none_or_refused(words: str, today: date) -> None:
    for read in (parse_past_day, parse_future_day, parse_coming_day):
        with suppress(PlannerError):
            read(words, today)
    with suppress(PlannerError):
        parse_time(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1 mar", date(2026, 3, 1)),
        ("27 dec", date(2025, 12, 27)),
        ("26 dec", date(2026, 12, 26)),
        ("1 mar 2025", date(2025, 3, 1)),
        ("mon", date(2026, 2, 9)),
        ("-90d", date(2025, 11, 12)),
        ("yesterday", date(2026, 2, 9)),
    ],
)
def test_where_one_may_look_either_way_a_day_without_a_year_is_the_next_unless_the_last_is_near(
    words: str, expected: date
) -> None:
    assert parse_near_day(words, TODAY) == expected
    assert parse_near_day("mon", TODAY, ahead=True) == date(2026, 2, 16)
    assert parse_near_day("soon", TODAY) is None
