"""Expected, ahead or behind, and the day's ask: the figures of E2 and E5, and what holds for all of them."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calendar import Calendar
from planner.domain.pace import Pace, asking_goal, pace
from planner.domain.period import Period, Span, year_named
from tests.builders import a_goal

FEBRUARY = Span(date(2026, 2, 1), date(2026, 2, 28))
THURSDAY = date(2026, 2, 12)


def february(start_value: int, value: int, today: date = THURSDAY) -> Pace:
    return pace(a_goal(), FEBRUARY, today, Calendar(), start_value=start_value, value=value)


def test_the_mid_month_example_comes_out() -> None:
    there = february(13, 14)
    assert (there.total_days, there.elapsed_days, there.remaining_days) == (20, 8, 12)
    assert [there.expected_start, there.variance, there.days_ahead] == [16, -3, Fraction(-3, 2)]
    assert (there.required_per_day, there.required_today) == (Fraction(9, 4), 3)
    assert (there.ask, there.safety_buffer) == (2, 0)
    assert (there.run_rate, there.run_rate_forecast) == (Fraction(13, 8), Fraction(65, 2))


def test_a_second_call_moves_neither_the_ask_nor_what_is_required() -> None:
    before, after = february(13, 14), february(13, 15)
    assert (after.required_today, after.ask) == (before.required_today, before.ask) == (3, 2)


def test_who_is_ahead_has_a_buffer_and_no_ask() -> None:
    ahead = february(22, 22)
    assert [ahead.variance, ahead.safety_buffer, ahead.ask] == [6, 3, 0]


def test_the_year_end_example_comes_out() -> None:
    off = [date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 24), date(2026, 12, 25)]
    year = year_named(2026)
    quota = a_goal("quota", Period.YEAR, 24_000_000, None)
    there = pace(quota, year, date(2026, 11, 16), Calendar.of(off), start_value=18_000_000, value=18_000_000)
    assert (there.total_days, there.elapsed_days, there.remaining_days) == (257, 227, 30)
    assert round(there.expected_start) == 21_198_444
    assert round(float(there.days_ahead), 1) == -34.2
    assert there.required_per_day == 200_000
    assert there.run_rate_forecast is not None
    assert round(there.run_rate_forecast) == 20_378_855


def test_with_months_that_weigh_the_line_follows_them_and_the_counts_stay() -> None:
    seasons = Calendar(month_weights=(5, 5, 10, 10, 10, 10, 5, 5, 10, 10, 10, 10))
    year = a_goal("240 calls", Period.YEAR, 240)
    window, monday = year_named(2026), date(2026, 3, 16)  # January and February are over, and 10 of March's 22 days
    plain = pace(year, window, monday, Calendar(), start_value=40, value=41)
    there = pace(year, window, monday, seasons, start_value=40, value=41)
    assert there.expected_start == 240 * (Fraction(10, 100) + Fraction(10, 22) * Fraction(10, 100)) == Fraction(384, 11)
    assert there.variance == Fraction(56, 11)
    assert there.days_ahead == Fraction(56, 11) * 261 / 240
    assert there.days_ahead_now == there.days_ahead + Fraction(261, 240)
    assert plain.expected_start == Fraction(240 * 52, 261)
    assert plain.variance < 0
    same = ("ask", "required_per_day", "required_today", "safety_buffer", "run_rate", "run_rate_forecast")
    assert [getattr(there, figure) for figure in same] == [getattr(plain, figure) for figure in same]
    assert there._replace(elapsed_weight=52, total_weight=261) == plain


def test_a_month_of_a_seasonal_year_has_a_straight_line_of_its_own() -> None:
    there = pace(a_goal(), FEBRUARY, THURSDAY, Calendar(month_weights=(95, 5, *[0] * 10)), start_value=13, value=14)
    assert there.expected_start == 16


def test_what_is_reached_today_moves_the_days_ahead_of_now() -> None:
    assert february(13, 14).days_ahead_now == Fraction(-1)
    assert february(13, 13).days_ahead_now == february(13, 13).days_ahead


def test_nothing_early_is_shown_before_five_working_days() -> None:
    assert february(9, 9, date(2026, 2, 6)).run_rate is None
    assert february(9, 9, date(2026, 2, 6)).run_rate_forecast is None
    assert february(9, 9, date(2026, 2, 9)).run_rate == Fraction(9, 5)


def test_a_forecast_is_never_below_what_is_there() -> None:
    assert february(1, 50, date(2026, 2, 27)).run_rate_forecast == 50


def test_five_a_month_ask_for_one_every_four_days() -> None:
    goal = a_goal("5 demos", target=5)
    days = [date(2026, 2, 2) + timedelta(days=n) for n in range(26)]
    working = [day for day in days if day.weekday() < 5]
    reached, asked = 0, []
    for day in working:
        ask = pace(goal, FEBRUARY, day, Calendar(), start_value=reached, value=reached).ask
        asked.append(ask)
        reached += ask
    assert asked == [0, 0, 0, 1] * 5


def test_the_ask_never_grows_above_the_daily_ask_of_the_plan() -> None:
    assert february(0, 0, date(2026, 2, 27)).ask == 2


def test_a_span_in_which_nothing_is_worked_asks_for_nothing() -> None:
    weekend = Span(date(2026, 2, 14), date(2026, 2, 15))
    there = pace(a_goal(target=4), weekend, date(2026, 2, 14), Calendar(), start_value=0, value=0)
    assert (there.ask, there.required_per_day, there.required_today) == (0, None, None)
    assert there.expected_start == 4


def test_nothing_is_required_when_no_day_remains() -> None:
    over = february(13, 13, date(2026, 3, 2))
    assert (over.elapsed_days, over.remaining_days, over.required_per_day) == (20, 0, None)


def test_a_goal_that_is_reached_requires_nothing() -> None:
    assert february(44, 44).required_per_day == 0
    assert february(44, 44).required_today == 0


def test_a_baseline_is_where_counting_starts() -> None:
    raised = a_goal(target=140, baseline=100)
    there = pace(raised, FEBRUARY, THURSDAY, Calendar(), start_value=113, value=114)
    assert there == february(13, 14)


def test_a_goal_without_a_target_has_no_pace() -> None:
    with pytest.raises(ValueError, match="target"):
        pace(a_goal(target=None, measure=None), FEBRUARY, THURSDAY, Calendar(), start_value=0, value=0)


def test_the_finest_goal_asks_and_the_day_goal_before_all() -> None:
    year, month = a_goal("year", Period.YEAR, 480), a_goal("month")
    week, day = a_goal("week", Period.WEEK, 10), a_goal("day", Period.DAY, 2)
    assert asking_goal([year, month, week]) is week
    assert asking_goal([year, day, week]) is day
    assert asking_goal([year, month]) is month


def test_of_two_goals_of_one_length_the_larger_asks() -> None:
    small, large = a_goal("20", target=20), a_goal("40", target=40)
    assert asking_goal([small, large]) is asking_goal([large, small]) is large


@settings(max_examples=60)
@given(
    st.integers(1, 300),
    st.integers(0, 300),
    st.dates(date(2026, 1, 2), date(2026, 12, 31)),
    st.integers(1, 364),
    st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30),
    st.sampled_from([(), (5, 5, 10, 10, 10, 10, 5, 5, 10, 10, 10, 10), (0, 100, *[0] * 10)]),
)
def test_a_day_off_that_is_told_afterwards_never_sets_back(
    target: int, reached: int, today: date, back: int, off: set[date], weights: tuple[int, ...]
) -> None:
    goal, year = a_goal("year", Period.YEAR, target), year_named(2026)
    past = max(year.start, today - timedelta(days=back))
    reached = min(reached, target)
    before, after = (
        pace(goal, year, today, Calendar.of(days, month_weights=weights), start_value=reached, value=reached)
        for days in (off, off | {past})
    )
    assert after.expected_start <= before.expected_start or not after.total_days
    if not weights and after.total_days:
        assert after.days_ahead >= before.days_ahead


def test_a_day_off_to_come_moves_the_line_up_and_asks_more_of_the_days_that_remain() -> None:
    off = Calendar.of([date(2026, 2, 20)])
    before, after = february(13, 13), pace(a_goal(), FEBRUARY, THURSDAY, off, start_value=13, value=13)
    assert before.expected_start == 16
    assert after.expected_start == Fraction(320, 19)
    assert (before.required_per_day, after.required_per_day) == (Fraction(9, 4), Fraction(27, 11))


@given(st.integers(1, 500), st.integers(0, 600), st.integers(0, 27))
def test_meeting_every_ask_keeps_the_line_and_no_ask_exceeds_it(target: int, start: int, day: int) -> None:
    goal = a_goal(target=target)
    there = pace(goal, FEBRUARY, date(2026, 2, 1 + day), Calendar(), start_value=start, value=start)
    assert 0 <= there.ask <= -(-target // there.total_days)
    assert there.elapsed_days + there.remaining_days == there.total_days
    line = target * (there.elapsed_days + 1) // there.total_days
    assert there.ask == 0 or start + there.ask <= line
    assert (there.safety_buffer > 0) <= (there.days_ahead > 0)


@given(st.integers(1, 300))
def test_who_meets_every_ask_reaches_the_target(target: int) -> None:
    goal = a_goal(target=target)
    reached = 0
    for day in range(2, 28):
        today = date(2026, 2, day)
        if today.weekday() < 5:
            reached += pace(goal, FEBRUARY, today, Calendar(), start_value=reached, value=reached).ask
    assert reached == target
