"""Gap, attainment, pipeline, coverage and pay: the figures of E5, and that nothing is divided by nothing."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.figure import decimal, figure, share
from planner.domain.forecast import OpenDeal, attainment, expected_within, falls_short, gap, pay, pipeline
from planner.domain.measure import Measure, Unit
from planner.domain.period import year_named
from tests.builders import CALLS, DOLLARS, MILESTONES

THIRD = Fraction(1, 3)
MONDAY = date(2026, 11, 16)
A = OpenDeal(6_000_000, 50, date(2026, 12, 10))
B = OpenDeal(3_000_000, 20, date(2026, 12, 18))
C = OpenDeal(5_000_000, 90, date(2027, 1, 15))
QUOTA, WON = 24_000_000, 18_000_000


def test_the_year_end_example_comes_out() -> None:
    deals = expected_within((A, B, C), year_named(2026), MONDAY)
    assert deals == (A, B)
    there = pipeline(QUOTA, WON, deals, THIRD)
    assert [there.pipeline_forecast, there.weighted_pipeline] == [21_600_000, 3_600_000]
    assert share(attainment(there.pipeline_forecast, QUOTA) or Fraction(0)) == "90.0 %"
    assert (gap(QUOTA, WON), there.open_in_period) == (6_000_000, 9_000_000)
    assert [there.coverage, there.coverage_needed] == [Fraction(3, 2), 3]
    assert [there.pipeline_needed, there.pipeline_short] == [18_000_000, 9_000_000]
    assert attainment(WON, QUOTA) == Fraction(3, 4)


def test_a_deal_whose_expected_date_is_behind_may_still_close() -> None:
    slipped = OpenDeal(100, 50, date(2025, 6, 1))
    assert expected_within((slipped,), year_named(2026), MONDAY) == (slipped,)
    assert expected_within((slipped, A), year_named(2026), date(2027, 1, 1)) == ()
    assert expected_within((slipped, A, C), year_named(2027), MONDAY) == (C,)


def test_what_is_reached_needs_no_cover() -> None:
    there = pipeline(QUOTA, QUOTA + 5, (A,), THIRD)
    assert (gap(QUOTA, QUOTA + 5), there.coverage) == (0, None)
    assert [there.pipeline_needed, there.pipeline_short] == [0, 0]
    assert there.pipeline_forecast == QUOTA + 5 + 3_000_000


def test_a_rate_of_nothing_needs_no_figure() -> None:
    there = pipeline(QUOTA, WON, (A,), Fraction(0))
    assert (there.coverage_needed, there.pipeline_needed, there.pipeline_short) == (None, None, None)


def test_no_open_deal_is_a_coverage_of_nothing() -> None:
    there = pipeline(QUOTA, WON, (), THIRD)
    assert [there.coverage, there.pipeline_forecast, there.pipeline_short] == [0, WON, 18_000_000]


def test_a_target_of_nothing_has_no_attainment() -> None:
    assert attainment(5, 0) is None


@pytest.mark.parametrize(
    ("note", "rate"),
    [
        ("4% of sales", "4/100"),
        ("4 % of sales", "4/100"),
        ("  12.5%", "1/8"),
        ("0%", "0"),
        ("100% mine", "1"),
    ],
)
def test_a_note_that_begins_with_a_percentage_pays(note: str, rate: str) -> None:
    assert pay(note, 1_000_000) == Fraction(rate) * 1_000_000


@pytest.mark.parametrize(
    "note", ["", "none", "about 4%", "$4% ", "-4%", "4 of 100", "1000%", "nan%", "9" * 9_999 + "%"]
)
def test_any_other_note_pays_nothing_that_is_known(note: str) -> None:
    assert pay(note, 1_000_000) is None


def test_a_goal_falls_short_where_every_forecast_does() -> None:
    low, enough = Fraction(69), Fraction(70)
    assert falls_short([low, low], 100, 3, 10)
    assert not falls_short([low, enough], 100, 3, 10)
    assert falls_short([None, low], 100, 3, 10)
    assert not falls_short([None, None], 100, 3, 10)


def test_a_fifth_of_the_period_is_too_early_to_fall_short() -> None:
    assert not falls_short([Fraction(1)], 100, 2, 10)
    assert falls_short([Fraction(1)], 100, 21, 100)
    assert not falls_short([Fraction(1)], 100, 0, 0)


@settings(max_examples=100)
@given(
    st.integers(1, 10**12),
    st.integers(0, 10**15),
    st.lists(st.builds(OpenDeal, st.integers(0, 10**14), st.integers(0, 100), st.dates()), max_size=5),
    st.fractions(0, 1),
    st.dates(),
)
def test_every_pipeline_has_exact_figures_or_none(
    target: int, won: int, deals: list[OpenDeal], rate: Fraction, today: date
) -> None:
    within = expected_within(deals, year_named(2026), today)
    there = pipeline(target, won, within, rate)
    assert all(value is None or isinstance(value, int | Fraction) for value in there)
    assert won <= there.pipeline_forecast <= won + there.open_in_period
    assert (there.coverage is None) == (won >= target)
    if there.pipeline_short == 0 and there.pipeline_needed:
        assert there.open_in_period * rate >= gap(target, won)


@pytest.mark.parametrize(
    ("value", "told"),
    [("9/4", "2.25"), ("3", "3"), ("1/3", "0.33"), ("-1/2", "-0.5"), ("-1/1000", "0"), ("1234567/2", "617,283.5")],
)
def test_a_figure_has_at_most_two_decimals(value: str, told: str) -> None:
    assert decimal(Fraction(value)) == told


def test_a_figure_is_told_in_its_unit() -> None:
    assert figure(Fraction(4_626_000_000, 227), DOLLARS) == "$203,788.55"
    assert figure(200_000, DOLLARS, "EUR") == "$2,000"
    assert figure(Fraction(5, 2), Measure(name="yen", unit=Unit.MONEY, currency="JPY")) == "¥2"
    assert (figure(Fraction(9, 4), CALLS), figure(50, MILESTONES), figure(3, None)) == ("2.25", "50 %", "3")


def test_a_share_is_told_in_per_cent() -> None:
    assert [share(Fraction(n, 1000)) for n in (900, 849, 1233, -25, 0)] == [
        "90.0 %",
        "84.9 %",
        "123.3 %",
        "-2.5 %",
        "0.0 %",
    ]
    assert share(Fraction(10**12)) == "100,000,000,000,000.0 %"
