"""The cadence: month ends are clamped, the latest day is exact, and forms are read as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.cadence import (
    Cadence,
    add_months,
    cadence_of,
    due_on,
    is_losing_touch,
    is_silent,
    read,
    read_months,
)
from planner.domain.errors import PlannerError

CADENCES = st.integers(1, 120).map(lambda n: Cadence(months=n)) | st.integers(1, 520).map(lambda n: Cadence(weeks=n))
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(9999, 12, 1), 1, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@settings(max_examples=200)
@given(CADENCES, DAYS)
def test_the_latest_day_is_the_last_one_whose_next_talk_is_due(often: Cadence, today: date) -> None:
    latest = often.latest(today)
    assert often.after(latest) <= today
    assert often.after(latest + timedelta(days=1)) > today


def test_cadences_near_the_ends_of_the_calendar_stay_within_it() -> None:
    assert Cadence(weeks=520).after(date.max) == date.max
    assert Cadence(weeks=520).latest(date.min) == date.min
    assert Cadence(months=120).latest(date.min) == date.min


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("2 weeks", Cadence(weeks=2)),
        ("1w", Cadence(weeks=1)),
        ("1 month", Cadence(months=1)),
        ("3m", Cadence(months=3)),
        (" 6 ", Cadence(months=6)),
        ("Never", None),
    ],
)
def test_a_cadence_is_read_as_people_write_it(text: str, often: Cadence | None) -> None:
    assert read(text) == often
    assert often is None or read(often.words) == often


@pytest.mark.parametrize("text", ["", "0", "often", "121", "521 weeks", "-1", "1.5 months", "٣ months"])
def test_what_is_no_cadence_is_refused(text: str) -> None:
    with pytest.raises(PlannerError, match="is not how often"):
        read(text)


def test_a_contacts_own_cadence_is_in_months() -> None:
    assert (read_months("2 months"), read_months("never")) == (2, 0)
    with pytest.raises(PlannerError, match="in whole months"):
        read_months("2 weeks")
    stages = {"customer": Cadence(months=3)}
    assert cadence_of(None, "customer", stages) == Cadence(months=3)
    assert cadence_of(1, "customer", stages) == Cadence(months=1)
    assert cadence_of(0, "customer", stages) is None
    assert cadence_of(None, "lost", stages) is None


def test_a_snooze_moves_the_due_day_and_never_forwards() -> None:
    base, month = date(2026, 1, 10), Cadence(months=1)
    assert due_on(base, month, None) == date(2026, 2, 10)
    assert due_on(base, month, date(2026, 3, 1)) == date(2026, 3, 1)
    assert due_on(base, month, date(2026, 1, 20)) == date(2026, 2, 10)
    assert due_on(base, None, date(2026, 3, 1)) is None


def test_touch_is_lost_after_twice_the_cadence() -> None:
    assert not is_losing_touch(date(2025, 12, 11), Cadence(months=1), date(2026, 2, 10))
    assert is_losing_touch(date(2025, 12, 10), Cadence(months=1), date(2026, 2, 10))
    assert not is_losing_touch(date(2000, 1, 1), None, date(2026, 2, 10))


def test_a_talk_exactly_a_month_ago_is_not_silence() -> None:
    assert not is_silent(date(2026, 1, 10), date(2026, 2, 10))
    assert is_silent(date(2026, 1, 9), date(2026, 2, 10))
    assert is_silent(None, date(2026, 2, 10))
