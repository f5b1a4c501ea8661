"""Charts as text: lines over time with round ticks. Whatever comes in, what comes out fills its place."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.period import Span
from planner.tui.line import ASCII, UNICODE, Line, Symbols
from planner.tui.plots import Curve, Plot, draw, lines, signs

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


def test_a_line_stands_on_a_scale_from_zero_with_dates_below() -> None:
    assert written(lines(plot(0, 0, 5, 5, 10), 24, 6, UNICODE)) == [
        "10                    ⡠⠊",
        "                   ⢀⠔⠊  ",
        " 5          ⢀⠔⠒⠒⠒⠒⠒⠁    ",
        "          ⡠⠔⠁           ",
        " 0 ⣀⣀⣀⣀⣀⡠⠊              ",
        "   1 Jan           5 Jan",
    ]


def test_a_line_below_zero_has_a_scale_below_zero() -> None:
    drawn = written(lines(plot(-40, -10, 30, level=0), 40, 9, UNICODE))
    assert [line[:3].strip() for line in drawn[:8] if line[:3].strip()] == ["40", "20", "0", "-20", "-40"]
    assert any("──" in line for line in drawn)


def test_a_scale_ends_with_round_values_around_what_is_seen_and_begins_at_zero_where_asked() -> None:
    drawn = written(lines(plot(96_200, 97_900, 98_700), 40, 9, UNICODE))
    assert (drawn[0].split()[0], drawn[-2].split()[0]) == ("100,000", "0")
    near = written(lines(plot(96_200, 97_900, 98_700, held=()), 40, 9, UNICODE))
    assert (near[0].split()[0], near[-2].split()[0]) == ("99,000", "96,000")


def three(symbols: Symbols) -> str:
    """Return the letters of a solid, a dotted and a dashed line, none of which crosses another."""
    days = [START + timedelta(days=n) for n in range(20)]
    curves = [
        Curve([(day, value) for day in days], sign, "dim") for sign, value in (("dots", 9), ("dashes", 5), ("solid", 1))
    ]
    return "\n".join(written(lines(Plot(Span(START, days[-1]), curves, str), 43, 12, symbols)))


def test_each_kind_of_line_is_told_without_colour() -> None:
    solid, dots, dashes = (re.escape(signs(ASCII)[kind][0]) for kind in ("solid", "dots", "dashes"))
    in_letters, in_dots = three(ASCII), three(UNICODE)
    assert in_letters.isascii()
    assert re.search(rf"{solid}{{40}}", in_letters)
    assert re.search(rf"({dots} ){{20}}", in_letters)
    assert re.search(rf"({dashes}{{2}} ){{12}}", in_letters)
    assert re.search(r"([\u2801-\u28ff])\1{39}", in_dots)
    assert re.search(r"([\u2801-\u28ff] ){20}", in_dots)
    assert re.search(r"([\u2801-\u28ff]{2} ){12}", in_dots)


def test_a_rule_across_the_chart_is_as_dark_as_its_scale_and_no_curve_looks_like_it() -> None:
    for symbols in (ASCII, UNICODE):
        rule = signs(symbols)["level"]
        assert all(rule[0] not in signs(symbols)[kind] for kind in ("solid", "dots", "dashes"))
        (line,) = [
            one for one in lines(plot(1, level=5), 60, 8, symbols) if rule in "".join(text for text, _ in one.left)
        ]
        assert {role for text, role in line.left if text.strip()} == {"dim"}


def test_where_curves_cross_in_a_letter_their_dots_are_joined_in_the_colour_of_the_later() -> None:
    days = [START + timedelta(days=n) for n in range(20)]
    rising = Curve([(day, n) for n, day in enumerate(days)], "solid", "dim")
    level = Curve([(day, 10) for day in days], "dots", "accent")
    drawn = [lines(Plot(Span(START, days[-1]), found, str), 44, 8, UNICODE) for found in ((rising,), (rising, level))]
    joined = [(at, line.left) for at, line in enumerate(drawn[1]) if any(role == "accent" for _, role in line.left)]
    ((at, cells),) = joined
    letters, alone = ("".join(text for text, _ in one) for one in (cells, drawn[0][at].left))
    crossed = [n for n, letter in enumerate(alone) if letter > "\u2800" and letters[n] != letter]
    assert crossed
    assert all(ord(letters[n]) & ord(alone[n]) == ord(alone[n]) for n in crossed)


def test_the_cursor_moves_on_a_chart_that_is_drawn_once() -> None:
    there = plot(*range(30), cursor=START)
    chart = draw(there, 60, 8, UNICODE)
    assert chart is not None
    for day in (START, START + timedelta(days=29)):
        assert chart.lines(day) == lines(there._replace(cursor=day), 60, 8, UNICODE)


def test_of_many_days_in_one_dot_the_lowest_and_the_highest_are_seen() -> None:
    values = [0] * 5000
    values[2500], values[2501] = 100, -100
    drawn = "\n".join(written(lines(plot(*values), 60, 20, UNICODE)))
    column = [line[30:40] for line in drawn.split("\n")[:-1]]
    assert all(any(letter > "\u2800" for letter in line) for line in column)


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
