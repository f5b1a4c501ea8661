"""Spans of dates and the periods of the calendar and the sales year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.period import (
    Period,
    Span,
    iso_week,
    month_span,
    period_span,
    quarter_named,
    quarter_of,
    quarter_span,
    week_span,
    year_named,
    year_span,
)

days = st.dates(date(2, 1, 1), date(9990, 12, 31))
months = st.integers(1, 12)
TILING = [Period.YEAR, Period.QUARTER, Period.MONTH, Period.WEEK, Period.DAY]


def test_both_ends_of_a_span_are_in_it() -> None:
    span = Span(date(2026, 2, 9), date(2026, 2, 15))
    assert span.days == 7
    assert [date(2026, 2, day) in span for day in (8, 9, 15, 16)] == [False, True, True, False]


def test_a_span_is_clipped_to_another() -> None:
    january = month_span(2026, 1)
    assert Span(date(2025, 12, 29), date(2026, 1, 4)).clipped(january) == Span(date(2026, 1, 1), date(2026, 1, 4))
    assert january.clipped(Span(date(2026, 1, 30), date(2026, 2, 3))) == Span(date(2026, 1, 30), date(2026, 1, 31))


def test_a_span_clipped_to_one_apart_is_one_day() -> None:
    january, march = month_span(2026, 1), month_span(2026, 3)
    assert january.clipped(march).days == march.clipped(january).days == 1


def test_a_leap_february_has_29_days() -> None:
    assert month_span(2028, 2) == Span(date(2028, 2, 1), date(2028, 2, 29))


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert week_span(date(2026, 2, 10)) == Span(date(2026, 2, 9), date(2026, 2, 15)) == iso_week(2026, 7)
    assert week_span(date(2026, 2, 15)) == week_span(date(2026, 2, 9))


def test_a_year_without_a_week_53_says_so() -> None:
    with pytest.raises(ValueError, match="week"):
        iso_week(2025, 53)
    assert iso_week(2026, 53).end == date(2027, 1, 3)


def test_a_sales_year_may_start_in_any_month() -> None:
    fiscal = Span(date(2025, 4, 1), date(2026, 3, 31))
    assert year_span(date(2026, 2, 10), 4) == year_named(2025, 4) == fiscal
    assert year_span(date(2026, 4, 1), 4).start == date(2026, 4, 1)
    assert year_span(date(2026, 2, 10)) == Span(date(2026, 1, 1), date(2026, 12, 31))


def test_quarters_are_those_of_the_sales_year() -> None:
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]
    assert [quarter_of(date(2026, month, 1), 4) for month in (1, 3, 4, 12)] == [4, 4, 1, 3]
    assert quarter_named(2025, 4, 4) == Span(date(2026, 1, 1), date(2026, 3, 31))
    assert quarter_named(2025, 1, 11) == Span(date(2025, 11, 1), date(2026, 1, 31))


@pytest.mark.parametrize("period", [Period.BIG_PICTURE, Period.CUSTOM])
def test_free_lengths_have_no_span_of_the_calendar(period: Period) -> None:
    assert period_span(period, date(2026, 2, 10)) is None


@given(st.sampled_from(TILING), days, months)
def test_periods_tile_the_calendar(period: Period, day: date, start_month: int) -> None:
    span = period_span(period, day, start_month)
    assert span is not None
    assert day in span
    assert period_span(period, span.start, start_month) == period_span(period, span.end, start_month) == span
    beyond = period_span(period, date.fromordinal(span.end.toordinal() + 1), start_month)
    assert beyond is not None
    assert beyond.start.toordinal() == span.end.toordinal() + 1


@given(days, months)
def test_four_quarters_are_a_year(day: date, start_month: int) -> None:
    year = year_span(day, start_month)
    quarters = [quarter_named(year.start.year, number, start_month) for number in (1, 2, 3, 4)]
    assert (quarters[0].start, quarters[3].end) == (year.start, year.end)
    assert quarter_span(day, start_month) == quarters[quarter_of(day, start_month) - 1]
    assert sum(quarter.days for quarter in quarters) == year.days
