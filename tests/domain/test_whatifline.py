"""The line that tries other figures on a plan of sales."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import LineError
from planner.domain.whatifline import EXAMPLE, Tried, complete, read


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (EXAMPLE, Tried(Fraction(1, 4), 900_000, 2)),
        ("weeks off 3", Tried(weeks_off=3)),
        ("deal 9k close 25%", Tried(Fraction(1, 4), 900_000)),
        ("Close 0.5, deal $100", Tried(Fraction(1, 2), 10_000)),
    ],
)
def test_figures_are_named_in_any_order(line: str, found: Tried) -> None:
    assert read(line, "USD", "USD") == found


@pytest.mark.parametrize(
    ("line", "word", "told"),
    [
        ("close 1/4 shop $5", "shop", "is not understood"),
        ("close fast", "fast", "is not a close rate"),
        ("close 3/2", "3/2", "at most 100 %"),
        ("deal €9", "€9", "not an amount in USD"),
        ("deal $0", "$0", "above zero"),
        ("weeks off many", "many", "not a number of weeks"),
        ("weeks off 9999", "9999", "not a number of weeks"),
        ("weeks 2", "weeks", "is not understood"),
    ],
)
def test_a_figure_that_is_none_is_pointed_at(line: str, word: str, told: str) -> None:
    with pytest.raises(LineError, match=told) as caught:
        read(line, "USD", "USD")
    assert line[caught.value.start : caught.value.end] == word


@pytest.mark.parametrize("line", ["close", "deal", "weeks off"])
def test_a_name_without_its_figure_says_what_it_waits_for(line: str) -> None:
    with pytest.raises(LineError, match="waits for"):
        read(line, "USD", "USD")


def test_the_names_are_completed() -> None:
    assert complete("close 1/4 d", 11) == (10, ["deal"])
    assert complete("w", 1) == (0, ["weeks off"])
    assert complete("close ", 6) == (6, [])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_figures_or_a_sentence(text: str) -> None:
    for line in (text, f"close {text}", f"deal {text}", f"weeks off {text}"):
        try:
            tried = read(line, "USD", "USD")
        except LineError as error:
            assert 0 <= error.start <= error.end <= len(line)  # noqa: PT017  # either reads
        else:
            assert tried.close_rate is None or 0 < tried.close_rate <= 1
