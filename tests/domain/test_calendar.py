"""Working days, and totals split over them (E1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Calendar, largest_remainder
from planner.domain.period import Span, month_span

OFF_2026 = [
    date(2026, month, day)
    for month, days in {
        1: [1, 19],
        2: [16],
        5: [25],
        6: [19],
        7: [3],
        8: [3, 4, 5, 6, 7],
        9: [7],
        10: [12],
        11: [11, 26],
        12: [24, 25, 28, 29, 30, 31],
    }.items()
    for day in days
]
PLAIN = Calendar()
WITH_HOLIDAYS = Calendar.of(OFF_2026)
MONTHS_2026 = [month_span(2026, month) for month in range(1, 13)]

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_two_calls_a_day_come_to_522_in_a_year_without_days_off() -> None:
    assert 2 * PLAIN.working_days(date(2026, 1, 1), date(2026, 12, 31)) == 522
    assert 2 * PLAIN.working_days(date(2026, 2, 1), date(2026, 2, 28)) == 40


def test_two_calls_a_day_come_to_480_in_a_year_with_21_days_off() -> None:
    assert len(WITH_HOLIDAYS.days_off) == 21
    assert 2 * WITH_HOLIDAYS.working_days(date(2026, 1, 1), date(2026, 12, 31)) == 480


def test_the_months_of_the_example_have_their_working_days() -> None:
    counted = [WITH_HOLIDAYS.working_days(month.start, month.end) for month in MONTHS_2026]
    assert counted == [20, 19, 22, 22, 20, 21, 22, 16, 21, 21, 19, 17]


def test_a_year_is_split_over_its_months_by_working_days() -> None:
    split = WITH_HOLIDAYS.split(480, MONTHS_2026)
    assert split == (40, 38, 44, 44, 40, 42, 44, 32, 42, 42, 38, 34)
    assert sum(split) == 480


def test_a_month_is_split_over_its_weeks_and_the_earlier_week_gets_the_rest() -> None:
    february = [
        Span(date(2026, 2, 2), date(2026, 2, 8)),
        Span(date(2026, 2, 9), date(2026, 2, 15)),
        Span(date(2026, 2, 16), date(2026, 2, 22)),
        Span(date(2026, 2, 23), date(2026, 2, 28)),
    ]
    assert Calendar.of([date(2026, 2, 16)]).split(40, february) == (11, 11, 8, 10)


def test_a_thousand_dollars_are_split_to_the_cent() -> None:
    split = largest_remainder(100_000, [1] * 12)
    assert split == (8334,) * 4 + (8333,) * 8


def test_the_first_working_day_of_2011_is_a_monday() -> None:
    assert PLAIN.first_working_days(date(2011, 1, 1), 1) == (date(2011, 1, 3),)


def test_the_first_five_working_days_of_2026_leave_out_new_year() -> None:
    first = Calendar.of([date(2026, 1, 1)]).first_working_days(date(2026, 6, 1), 5)
    assert first == tuple(date(2026, 1, day) for day in (2, 5, 6, 7, 8))


def test_the_first_working_days_are_those_of_the_sales_year() -> None:
    assert Calendar(year_start_month=4).first_working_days(date(2026, 2, 1), 2) == (
        date(2025, 4, 1),
        date(2025, 4, 2),
    )


def test_a_year_has_no_more_first_days_than_it_has_days() -> None:
    assert len(PLAIN.first_working_days(date(2026, 1, 1), 1000)) == 261


def test_a_day_off_on_a_weekend_changes_nothing() -> None:
    assert Calendar.of([date(2026, 2, 14)]) == PLAIN


def test_days_off_stand_in_order_once() -> None:
    twice = Calendar.of([date(2026, 2, 16), date(2026, 2, 10), date(2026, 2, 16)])
    assert twice.days_off == (date(2026, 2, 10), date(2026, 2, 16))


def test_no_day_is_worked_between_an_end_and_a_later_start() -> None:
    assert PLAIN.working_days(date(2026, 2, 20), date(2026, 2, 2)) == 0
    assert Calendar.of([date(2026, 2, 10)]).working_days(date(2026, 2, 20), date(2026, 2, 2)) == 0


def test_a_work_week_of_ones_own_is_kept() -> None:
    calendar = Calendar.of([date(2026, 2, 14)], frozenset({5, 6}))
    assert [calendar.is_working(date(2026, 2, day)) for day in (13, 14, 15, 16)] == [False, False, True, False]


def test_the_neighbours_of_a_weekend_are_friday_and_monday() -> None:
    assert PLAIN.next_working_day(date(2026, 2, 13)) == date(2026, 2, 16)
    assert PLAIN.previous_working_day(date(2026, 2, 16)) == date(2026, 2, 13)
    assert PLAIN.next_working_day(date(2026, 2, 14)) == date(2026, 2, 16)


def test_a_calendar_without_working_days_goes_to_the_next_date() -> None:
    never = Calendar(work_week=frozenset())
    assert never.next_working_day(date(2026, 2, 13)) == date(2026, 2, 14)
    assert never.previous_working_day(date(2026, 2, 13)) == date(2026, 2, 12)


def test_spans_without_a_working_day_share_equally() -> None:
    weekend = Span(date(2026, 2, 14), date(2026, 2, 15))
    assert PLAIN.split(3, [weekend, weekend]) == (2, 1)


def test_a_split_over_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="weight"):
        largest_remainder(1, [0, 0])


@given(days, st.integers(-10, 800), st.sets(days, max_size=40), st.sets(st.integers(0, 6)))
def test_working_days_are_what_counting_them_one_by_one_gives(
    start: date, length: int, off: set[date], week: set[int]
) -> None:
    calendar = Calendar.of(off, frozenset(week))
    end = start + timedelta(days=length)
    each = [start + timedelta(days=n) for n in range(length + 1)]
    assert calendar.working_days(start, end) == sum(calendar.is_working(day) for day in each)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 400), min_size=1, max_size=60).filter(any))
def test_a_split_sums_to_its_total_and_is_nowhere_off_by_one(total: int, weights: list[int]) -> None:
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))
