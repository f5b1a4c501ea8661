"""Which planner day a moment belongs to."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.clock import DayStart


def test_a_day_that_starts_at_four_ends_at_four() -> None:
    day_start = DayStart(4)
    assert day_start.day_of(datetime(2026, 2, 11, 3, 59, tzinfo=UTC)) == date(2026, 2, 10)
    assert day_start.day_of(datetime(2026, 2, 11, 4, 0, tzinfo=UTC)) == date(2026, 2, 11)
    assert DayStart().day_of(datetime(2026, 2, 11, 0, 0, tzinfo=UTC)) == date(2026, 2, 11)


def test_the_small_hours_of_a_planner_day_are_on_the_next_date() -> None:
    day_start = DayStart(4)
    assert day_start.moment(date(2026, 2, 10), time(3, 59)).date() == date(2026, 2, 11)
    assert day_start.moment(date(2026, 2, 10), time(4)).date() == date(2026, 2, 10)


@given(st.integers(0, 23), st.dates(date(2, 1, 1), date(9998, 12, 30)), st.times())
def test_a_time_within_a_planner_day_belongs_to_that_day(hour: int, day: date, at: time) -> None:
    day_start = DayStart(hour)
    moment = day_start.moment(day, at)
    assert day_start.day_of(moment) == day
    assert timedelta(0) <= moment - datetime.combine(day, time()) < timedelta(hours=24 + hour)
