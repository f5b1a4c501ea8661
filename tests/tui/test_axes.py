"""The axes of a chart: round ticks, and where dates and values stand among the dots of their letters."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.period import Span
from planner.tui.axes import TALL, WIDE, Across, Up, ticks

VALUES = st.integers(-(10**14), 10**14)
START = date(2026, 1, 1)


def test_ticks_are_few_and_round() -> None:
    assert ticks(0, 240_000, 6) == [0, 50_000, 100_000, 150_000, 200_000]
    assert ticks(-62, 95, 5) == [-50, 0, 50]
    assert ticks(0, 7, 8) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert ticks(0, 0, 4) == [0]
    assert ticks(0, 24_000_000, 3, unit=100) == [0, 10_000_000, 20_000_000]


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES, st.integers(2, 9), st.sampled_from([1, 100, 1000]))
def test_ticks_lie_within_any_values_and_stay_few(one: int, other: int, most: int, unit: int) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high, most, unit)
    assert len(found) <= most
    assert all(low <= tick <= high and tick % unit == 0 for tick in found)
    assert (0 in found) == (low <= 0 <= high) or not found


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
