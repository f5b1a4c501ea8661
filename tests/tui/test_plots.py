"""Charts as text: lines over time with round ticks, and bars. Whatever comes in, what comes out fills its place."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from planner.domain.period import Span
from planner.tui.line import ASCII, UNICODE, Line, Symbols
from planner.tui.plots import Bar, Curve, Plot, bars, lines, ticks

if TYPE_CHECKING:
    from fractions import Fraction

START = date(2026, 1, 1)
VALUES = st.integers(-(10**14), 10**14)


def written(drawn: tuple[Line, ...] | list[Line]) -> list[str]:
    """Return lines as text."""
    return ["".join(text for text, _ in line.left) for line in drawn]


def plot(*values: "Fraction | int", days: int = 0, **fields: object) -> Plot:
    """Return a solid line with a value a day."""
    points = [(START + timedelta(days=n), value) for n, value in enumerate(values)]
    span = Span(START, START + timedelta(days=(days or max(1, len(values))) - 1))
    return Plot(span, (Curve(points, "solid", "accent"),), "{:,}".format)._replace(**fields)  # type: ignore[arg-type]


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


def test_a_line_stands_on_a_scale_from_zero_with_dates_below() -> None:
    drawn = written(lines(plot(0, 0, 5, 5, 10), 24, 6, UNICODE))
    assert [line[:2] for line in drawn] == ["10", "  ", "  ", "  ", " 0", "  "]
    assert drawn[0].endswith("╭")
    assert drawn[4].startswith(" 0 ────")


def test_a_line_below_zero_has_a_scale_below_zero() -> None:
    drawn = written(lines(plot(-40, -10, 30, level=0), 40, 9, UNICODE))
    assert [line[:3].strip() for line in drawn[:8] if line[:3].strip()] == ["20", "0", "-20", "-40"]
    assert any("┄" in line for line in drawn)


def test_what_is_expected_and_forecast_has_a_sign_of_its_own() -> None:
    points = [(START + timedelta(days=n), n) for n in range(20)]
    curves = (Curve(points, "dots", "dim"), Curve([(day, 3) for day, _ in points], "dashes", "type"))
    drawn = "".join(written(lines(Plot(Span(START, points[-1][0]), curves, str), 60, 10, UNICODE)))
    assert {"·", "╌"} <= set(drawn)
    ascii_drawn = "".join(written(lines(Plot(Span(START, points[-1][0]), curves, str), 60, 10, ASCII)))
    assert ascii_drawn.isascii()
    assert {".", "-"} <= set(ascii_drawn)


def test_a_mark_and_the_cursor_stand_under_their_days() -> None:
    drawn = written(lines(plot(*range(30), marks=[START + timedelta(days=10)], cursor=START), 60, 8, UNICODE))
    assert drawn[-2].strip().startswith("▴")
    assert "★" in drawn[-2]
    assert sum("│" in line for line in drawn) >= 5


@pytest.mark.parametrize(
    ("days", "label"),
    [(7, "Thu 1"), (28, "12 Jan"), (365, "Jul"), (3650, "2030"), (40_000, "2100")],
)
def test_dates_are_named_by_what_has_room(days: int, label: str) -> None:
    dates = written(lines(plot(1, 2, days=days), 100, 8, UNICODE))[-1]
    assert label in dates
    assert len(dates.split()) <= 16


@pytest.mark.parametrize("values", [(), (5,), (0, 0, 0), (7, 7, 7), (-3, -3), (10**15, 10**15 + 1)])
def test_no_point_one_point_and_equal_points_are_drawn_or_left_out(values: tuple[int, ...]) -> None:
    drawn = lines(plot(*values), 60, 10, UNICODE)
    assert len(drawn) == (10 if values else 0)


@pytest.mark.parametrize(("width", "height"), [(60, 2), (10, 10), (0, 0)])
def test_nothing_is_drawn_without_room(width: int, height: int) -> None:
    assert lines(plot(1, 2, 3), width, height, UNICODE) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(VALUES, st.fractions(min_value=-1000, max_value=1000)), min_size=1, max_size=60),
    st.integers(1, 9000),
    st.integers(40, 220),
    st.integers(4, 40),
    st.sampled_from([UNICODE, ASCII]),
)
def test_any_line_fills_its_place(
    values: list["Fraction | int"], days: int, width: int, height: int, symbols: Symbols
) -> None:
    drawn = written(lines(plot(*values, days=max(days, len(values)), cursor=START), width, height, symbols))
    assert len(drawn) in {0, height}
    assert {len(line) for line in drawn} <= {width}


def test_bars_share_one_scale_and_align_their_numbers() -> None:
    drawn = written(bars([Bar("calls", 40, "40", "before 30"), Bar("emails", 20, "20", "before  9")], 60, UNICODE))
    assert drawn[0].index("40") == drawn[1].index("20")
    assert drawn[0].count("━") == 2 * drawn[1].count("━")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.text(alphabet="ab田[/]", max_size=30), st.integers(0, 10**14)), max_size=12),
    st.integers(20, 200),
)
def test_any_bars_are_no_wider_than_their_room_where_numbers_fit(rows: list[tuple[str, int]], width: int) -> None:
    drawn = written(bars([Bar(name, value, "9") for name, value in rows], width, UNICODE))
    assert len(drawn) == len(rows)
    assert all(cell_len(line) <= width for line in drawn)
