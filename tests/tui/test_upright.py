"""Upright bars: one for each part of a time, each over its date."""

from datetime import date, timedelta

import pytest

from planner.domain.period import Span
from planner.tui.line import ASCII, UNICODE, Symbols
from planner.tui.upright import upright

START = date(2026, 2, 2)


def days(*numbers: int) -> list[tuple[Span, int]]:
    """Return a part a day with these numbers."""
    return [(Span(day, day), number) for n, number in enumerate(numbers) for day in [START + timedelta(days=n)]]


def written(parts: list[tuple[Span, int]], width: int, height: int, symbols: Symbols = UNICODE) -> list[str]:
    """Return bars as text."""
    return ["".join(text for text, _ in line.left) for line in upright(parts, width, height, symbols)]


def test_a_bar_stands_over_its_date_and_the_scale_holds_the_highest() -> None:
    drawn = written(days(4, 0, 2, 0, 0, 0, 0, 1), 40, 5)
    assert len(drawn) == 5
    assert drawn[0].split()[0] == "4"
    assert drawn[0].index("█") == drawn[-1].index("2")
    assert drawn[-2].rindex("█") > drawn[-2].index("█")


def test_a_year_is_named_below_its_bar() -> None:
    years = [(Span(date(year, 1, 1), date(year, 12, 31)), year - 2019) for year in (2020, 2021, 2022)]
    assert written(years, 40, 6)[-1].split() == ["2020", "2021", "2022"]


def test_ascii_draws_bars_in_ascii() -> None:
    assert "".join(written(days(1, 2, 3), 40, 6, ASCII)).isascii()


@pytest.mark.parametrize(("width", "height"), [(3, 10), (40, 3), (0, 0)])
def test_no_bars_stand_without_room(width: int, height: int) -> None:
    assert written(days(1, 2, 3), width, height) == []
