"""The chart of a goal: a solid line of what was reached beside a dotted one of what is expected, in common signs."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.chartpoint import ChartPoint
from planner.tui.goal_chart import chart
from planner.tui.line import ASCII, UNICODE, Line, Symbols
from tests.builders import TODAY


def points(*actual: int, target: int = 40, days: int = 20) -> list[ChartPoint]:
    """Return a point for each day from today on, with a straight line to the target."""
    return [
        ChartPoint(TODAY + timedelta(days=n), reached, Fraction(target * (n + 1), days))
        for n, reached in enumerate(actual)
    ]


def written(lines: tuple[Line, ...]) -> list[str]:
    """Return lines as text."""
    return ["".join(text for text, _ in line.left) for line in lines]


def test_what_was_reached_is_one_line_and_what_is_expected_another() -> None:
    assert written(chart(points(0, 2, 2, 6, 8), "{:,}".format, UNICODE, 24, 6)) == [
        "10                   ⠄ ⠁",
        "               ⡀ ⠂ ⢁⡠⠤⠒⠉",
        " 5       ⠄ ⠂ ⠁  ⣀⠔⠊⠁    ",
        "   ⡀ ⠂ ⢁⣀⣀⣀⣀⣀⣀⠤⠊        ",
        " 0 ⣀⠤⠒⠊⠁                ",
        "   10 Feb         14 Feb",
    ]


def test_ascii_draws_with_a_star_and_a_dot() -> None:
    drawn = "\n".join(written(chart(points(0, 1, 2, 6, 8), "{:,}".format, ASCII, 30, 6)))
    assert drawn.isascii()
    assert {"*", "."} <= set(drawn)


def test_an_event_mark_stands_under_its_day_and_a_rule_above_it() -> None:
    day = TODAY + timedelta(days=10)
    drawn = written(chart(points(*range(20)), "{:,}".format, UNICODE, 60, 8, marks=[day, TODAY + timedelta(days=99)]))
    at = drawn[-2].index("★")
    assert drawn[-2].count("★") == 1
    assert drawn[0][at] == "│"


@pytest.mark.parametrize(("found", "width"), [((), 60), ((5,), 60), ((5, 6), 10)])
def test_no_chart_is_drawn_of_one_day_or_without_room(found: tuple[int, ...], width: int) -> None:
    assert chart(points(*found), "{:,}".format, UNICODE, width, 6) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.integers(0, 10**9), min_size=2, max_size=60),
    st.integers(20, 200),
    st.integers(3, 10),
    st.sampled_from([UNICODE, ASCII]),
)
def test_any_chart_fills_its_place_and_has_both_ends(
    actual: list[int], width: int, height: int, symbols: Symbols
) -> None:
    drawn = written(chart(points(*actual), lambda _: "9", symbols, width, height))
    assert len(drawn) == height
    assert {len(line) for line in drawn} == {width}
