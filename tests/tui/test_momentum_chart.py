"""The chart of momentum: as large as it was asked to be, true to the sign of each day, and told in a sentence."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.tui.line import ASCII, UNICODE, Line, Symbols
from planner.tui.momentum_chart import AXIS, MOST_DAYS, Point, caption, chart, window
from tests.builders import TODAY

NUMBERS = st.lists(st.integers(-100, 100), min_size=1, max_size=MOST_DAYS)


def points(*numbers: int) -> list[Point]:
    """Return scored days one after the other, the last of them yesterday."""
    return [Point(TODAY - timedelta(days=len(numbers) - n), number) for n, number in enumerate(numbers)]


def text(line: Line) -> str:
    return "".join(cell for cell, _ in line.left)


def drawn(*numbers: int, marked: int | None = None, symbols: Symbols = UNICODE) -> list[str]:
    return [text(line) for line in chart(points(*numbers), marked, 66, 11, symbols)]


@settings(max_examples=60, deadline=None)
@given(numbers=NUMBERS, rows=st.integers(3, 11), width=st.integers(20, 80))
def test_a_chart_keeps_to_its_room_and_every_bar_to_its_sign(numbers: list[int], rows: int, width: int) -> None:
    shown = numbers[-(width - AXIS) :]
    lines = [text(line) for line in chart(points(*shown), len(shown) - 1, width, rows, UNICODE)]
    assert len(lines) <= rows + 1
    assert all(len(line) <= width for line in lines)
    (zero,) = [n for n, line in enumerate(lines) if "─" in line]
    wide = max(1, min(3, (width - AXIS) // len(shown)))
    for place, number in enumerate(shown):
        column = AXIS + place * wide
        above = [line[column] for line in lines[:zero] if line[column] != " "]
        below = [line[column] for line in lines[zero + 1 : -1] if line[column] != " "]
        assert not above or number > 0
        assert not below or number < 0
        assert set(above) <= {"█", "▄"}
        assert set(below) <= {"█", "▀"}


@settings(max_examples=40, deadline=None)
@given(count=st.integers(1, 3000), width=st.integers(10, 80), data=st.data())
def test_the_page_of_the_chart_holds_the_marked_day(count: int, width: int, data: st.DataObject) -> None:
    marked = data.draw(st.integers(0, count - 1))
    places = window(count, marked, width)
    assert marked in places
    assert len(places) <= min(MOST_DAYS, width - AXIS)
    assert window(count, None, width)[0] == 0


def test_a_higher_number_has_a_higher_bar() -> None:
    lines = drawn(10, 50, 100)
    heights = [sum(line[AXIS + 3 * place] != " " for line in lines[:-2]) for place in range(3)]
    assert heights == [1, 5, 10]
    assert lines[0].startswith("+100")


def test_numbers_below_zero_hang_from_the_line() -> None:
    lines = drawn(-40, 20)
    zero = next(n for n, line in enumerate(lines) if "─" in line)
    assert lines[zero + 1][AXIS] == "█"
    assert lines[zero - 1][AXIS] == " "
    assert lines[zero - 1][AXIS + 3] == "█"
    assert lines[-2].startswith(" −40")


def test_the_mark_stands_under_its_day_with_its_number() -> None:
    assert drawn(10, 20, 30, marked=1)[-1] == f"{'':{AXIS + 3}}▴ Sun 8 Feb +20"
    full = drawn(*range(60), marked=59)[-1]
    assert full.endswith("Mon 9 Feb +59 ▴")
    assert len(full) == AXIS + 60
    assert drawn(10, 20, 30)[-1] == ""


def test_days_at_level_leave_the_line_alone() -> None:
    assert drawn(0, 0) == [f"{0:>4}  {'─' * 6}", ""]


def test_ascii_signs_draw_the_same_chart() -> None:
    lines = "\n".join(drawn(-13, 33, 15, marked=0, symbols=ASCII))
    assert lines.isascii()
    assert all(sign in lines for sign in "#.'^-")


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (66, "3 scored days since 7 Feb: +10 to +20, between −5 and +20"),
        (34, "3 scored days: +10 to +20"),
    ],
)
def test_a_sentence_says_what_the_chart_shows(width: int, told: str) -> None:
    assert caption(points(10, -5, 20), TODAY, width, UNICODE) == told


def test_one_day_is_told_as_one() -> None:
    assert caption(points(7), TODAY, 66, UNICODE).startswith("1 scored day since 9 Feb: ")
