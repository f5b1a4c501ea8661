"""The axes of a chart: round ticks, and where dates and values stand among the dots of their letters."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.period import Span
from planner.tui.axes import TALL, WIDE, Across, Up, scale

VALUES = st.integers(-(10**14), 10**14)
START = date(2026, 1, 1)


def test_ticks_are_few_and_round_and_hold_what_is_seen() -> None:
    assert scale(0, 240_000, 6) == (0, 250_000, [0, 50_000, 100_000, 150_000, 200_000, 250_000])
    assert scale(-62, 95, 5) == (-100, 100, [-100, -50, 0, 50, 100])
    assert scale(0, 7, 8)[2] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert scale(0, 0, 4)[2] == [0, 1]
    assert scale(223_000, 225_570, 4) == (223_000, 226_000, [223_000, 224_000, 225_000, 226_000])
    assert scale(0, 24_000_000, 3, unit=100)[2] == [0, 20_000_000, 40_000_000]


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES, st.integers(0, 9), st.sampled_from([1, 100, 1000]))
def test_a_scale_holds_any_values_between_ticks_that_stay_few(one: int, other: int, most: int, unit: int) -> None:
    low, high = sorted((one, other))
    start, end, found = scale(low, high, most, unit)
    assert (found[0], found[-1]) == (start, end)
    assert start <= low <= high <= end
    assert 2 <= len(found) <= max(3, most)
    assert all(tick % unit == 0 for tick in found)
    assert 0 in found or low > 0 or high < 0


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES, st.integers(2, 40), st.one_of(VALUES, st.fractions(min_value=-1000, max_value=1000)))
def test_a_value_stands_on_the_dot_that_is_nearest_to_it_or_at_the_edge(
    one: int, other: int, rows: int, value: Fraction | int
) -> None:
    low, high = sorted((one, other + (one == other)))
    up = Up(low, high, rows)
    top = TALL * rows - 1
    kept = max(low, min(high, value))
    assert abs(Fraction(kept - low) * top / (high - low) - up.dot(value)) <= Fraction(1, 2)
    assert (up.dot(low), up.dot(high)) == (0, top)
    assert 0 <= up.row(value) < rows


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9000), st.integers(16, 220), st.integers(-50, 9050))
def test_a_date_stands_on_a_dot_of_the_span_and_the_ends_at_the_edges(days: int, columns: int, ahead: int) -> None:
    span = Span(START, START + timedelta(days=days - 1))
    across = Across(span, columns)
    assert 0 <= across.dot(START + timedelta(days=ahead)) < WIDE * columns
    assert across.dot(START) == 0
    assert days == 1 or across.column(span.end) == columns - 1
