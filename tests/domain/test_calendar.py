"""Working days, and totals split over them (E1)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calendar import Calendar, largest_remainder
from planner.domain.period import Span, month_span, week_span

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

SEASONS = (10, 10, 10, 10, 10, 5, 5, 0, 10, 10, 10, 10)
"""Twelve percentages: little in summer, nothing in August."""
YEAR_2026 = Span(date(2026, 1, 1), date(2026, 12, 31))
FEBRUARY = MONTHS_2026[1]

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


def test_a_split_follows_the_shares_of_the_months() -> None:
    calendar = seasonal(OFF_2026)
    year = Span(MONTHS_2026[0].start, MONTHS_2026[-1].end)
    assert calendar.split(sum(SEASONS) * 10, MONTHS_2026) == tuple(share * 10 for share in SEASONS)
    weeks = [week_span(date(2026, 1, 1) + timedelta(weeks=n)).clipped(year) for n in range(53)]
    split = calendar.split(10**9, weeks)
    for n, week in enumerate(weeks):
        before, total = calendar.weights(year, week.start)
        assert abs(sum(split[:n]) * total - 10**9 * before) <= 53 * total  # each week is off by less than one


def test_a_split_over_days_that_weigh_nothing_goes_by_the_days() -> None:
    calendar = Calendar(month_weights=(0, 0, *[10] * 10))
    january, february = MONTHS_2026[:2]
    assert calendar.split(42, [january, february]) == PLAIN.split(42, [january, february])


def test_a_split_over_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="weight"):
        largest_remainder(1, [0, 0])


def seasonal(off: list[date], weights: tuple[int, ...] = SEASONS) -> Calendar:
    return Calendar.of(off, month_weights=weights)


def share(calendar: Calendar, span: Span, day: date) -> Fraction:
    return Fraction(*calendar.weights(span, day))


def test_each_month_weighs_its_share_however_many_days_it_has() -> None:
    calendar = seasonal(OFF_2026)
    shares = [share(calendar, YEAR_2026, month.end + timedelta(days=1)) for month in MONTHS_2026]
    assert [100 * part for part in shares] == [10, 20, 30, 40, 50, 55, 60, 60, 70, 80, 90, 100]


def test_a_share_is_spread_over_the_working_days_of_its_month() -> None:
    calendar = seasonal(OFF_2026)  # January has 20 working days, the 9th is the sixth of them; March has 22
    assert share(calendar, YEAR_2026, date(2026, 1, 9)) == Fraction(5 * 10, 20 * 100)
    assert share(calendar, YEAR_2026, date(2026, 3, 4)) == Fraction(20, 100) + Fraction(2 * 10, 22 * 100)
    assert share(calendar, YEAR_2026, date(2026, 8, 20)) == Fraction(60, 100)


def test_a_span_that_begins_amid_a_month_has_that_part_of_its_share() -> None:
    span = Span(date(2026, 6, 16), date(2026, 7, 31))  # 10 of June's 21 working days, as the 19th is off; all of July's
    june = Fraction(10 * 5, 21)
    assert share(seasonal(OFF_2026), span, date(2026, 7, 1)) == june / (june + 5)


def test_nothing_has_gone_before_a_span_and_all_of_it_behind() -> None:
    calendar = seasonal(OFF_2026)
    assert share(calendar, FEBRUARY, date(2025, 5, 1)) == 0
    assert share(calendar, FEBRUARY, date(2026, 3, 1)) == share(calendar, FEBRUARY, date(2027, 1, 1)) == 1


def test_a_span_of_several_years_has_each_years_months() -> None:
    calendar = seasonal([], (0, 100, *([0] * 10)))
    assert share(calendar, Span(date(2026, 1, 1), date(2028, 12, 31)), date(2027, 6, 1)) == Fraction(2, 3)


def test_a_share_without_a_working_day_falls_away() -> None:
    whole_february = [date(2026, 2, day) for day in range(1, 29)]
    calendar = seasonal(whole_february)
    assert share(calendar, YEAR_2026, date(2026, 2, 1)) == share(calendar, YEAR_2026, date(2026, 3, 1))
    assert share(calendar, YEAR_2026, date(2026, 2, 1)) == Fraction(10, 90)


def test_days_that_weigh_nothing_all_weigh_the_same() -> None:
    august = MONTHS_2026[7]
    assert seasonal(OFF_2026).weights(august, date(2026, 8, 12)) == (2, 16)
    assert PLAIN.weights(august, date(2026, 8, 12)) == (7, 21)
    assert seasonal([]).weights(Span(date(2026, 2, 14), date(2026, 2, 15)), date(2026, 2, 15)) == (0, 0)


@given(days, st.integers(0, 400), st.integers(0, 400), st.sets(days, max_size=40))
def test_the_working_days_of_two_spans_side_by_side_add_up(first: date, length: int, more: int, off: set[date]) -> None:
    calendar = Calendar.of(off)
    middle, last = first + timedelta(days=length), first + timedelta(days=length + more)
    parts = calendar.working_days(first, middle) + calendar.working_days(middle + timedelta(days=1), last)
    assert parts == calendar.working_days(first, last)


@settings(max_examples=50)
@given(st.integers(0, 364), st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40))
def test_shares_that_are_equal_for_every_working_day_are_the_plain_line(day: int, off: set[date]) -> None:
    plain = Calendar.of(off)
    shares = tuple(plain.working_days(month.start, month.end) for month in MONTHS_2026)
    when = date(2026, 1, 1) + timedelta(days=day)
    assert share(seasonal(sorted(off), shares), YEAR_2026, when) == share(plain, YEAR_2026, when)


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 50), min_size=12, max_size=12).filter(any),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 500),
)
def test_the_share_that_is_gone_grows_by_what_each_working_day_weighs(
    weights: list[int], start: date, length: int
) -> None:
    calendar = seasonal(OFF_2026, tuple(weights))
    span = Span(start, start + timedelta(days=length))
    gone = [calendar.weights(span, start + timedelta(days=n)) for n in range(length + 2)]
    assert all(total == gone[0][1] for _, total in gone)
    assert gone[0][0] == 0
    assert gone[-1][0] == gone[-1][1]
    for n in range(length + 1):
        more = gone[n + 1][0] - gone[n][0]
        assert more >= 0
        assert more == 0 or calendar.is_working(start + timedelta(days=n))


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
