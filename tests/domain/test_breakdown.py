"""A goal in smaller steps: the splits of E1 and E3, and what holds for any calendar."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.breakdown import MOST_PARTS, check_size, finer, nominal, parts, remaining
from planner.domain.calendar import Calendar
from planner.domain.errors import PlannerError
from planner.domain.goal import MAX_TARGET, Goal, GoalKind
from planner.domain.goaltitle import retitled, title_of
from planner.domain.period import Period, Span
from planner.domain.value import replace
from tests.builders import CALLS, DOLLARS, a_goal
from tests.domain.test_calendar import OFF_2026, WITH_HOLIDAYS

PLAIN = Calendar()
YEAR = a_goal("480 calls", Period.YEAR, 480)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NEVER = Calendar(work_week=frozenset())


def targets(goal: Goal, calendar: Calendar = PLAIN, period: Period | None = None) -> list[int]:
    return [part.target for part in parts(goal, calendar, period)]


def custom(start: date, end: date, target: int = 40) -> Goal:
    return a_goal(f"{target} calls", Period.CUSTOM, target, starts_on=start, ends_on=end)


def refusal(goal: Goal, period: Period | None = None) -> str:
    with pytest.raises(PlannerError) as caught:
        parts(goal, PLAIN, period)
    return str(caught.value)


def test_each_period_has_a_finer_one_down_to_the_day() -> None:
    chain: list[Period | None] = [Period.YEAR]
    while chain[-1] is not None:
        chain.append(finer(chain[-1]))
    assert chain == [Period.YEAR, Period.QUARTER, Period.MONTH, Period.WEEK, Period.DAY, None]
    assert finer(Period.BIG_PICTURE) is None
    assert finer(Period.CUSTOM) is None


def test_a_year_of_480_goes_into_the_months_of_the_example() -> None:
    split = parts(YEAR, WITH_HOLIDAYS, Period.MONTH)
    assert [part.target for part in split] == [40, 38, 44, 44, 40, 42, 44, 32, 42, 42, 38, 34]
    assert [part.span.start for part in split] == [date(2026, month, 1) for month in range(1, 13)]
    assert sum(targets(YEAR, WITH_HOLIDAYS)) == 480
    assert len(targets(YEAR, WITH_HOLIDAYS)) == 4


def test_february_goes_into_the_four_weeks_of_the_example() -> None:
    split = parts(a_goal(), Calendar.of([date(2026, 2, 16)]))
    assert [part.target for part in split] == [11, 11, 8, 10]
    assert [part.span.start.day for part in split] == [2, 9, 16, 23]
    assert split[-1].span.end == date(2026, 3, 1)


def test_a_thousand_dollars_go_into_months_to_the_cent() -> None:
    even = Calendar(work_week=frozenset())
    assert targets(a_goal("$1,000", Period.YEAR, 100_000, DOLLARS), even, Period.MONTH) == [8334] * 4 + [8333] * 8


def test_a_week_goes_into_its_days_and_rest_days_get_nothing() -> None:
    week = a_goal("10 calls", Period.WEEK, 10)
    assert targets(week, Calendar.of([date(2026, 2, 10)])) == [3, 0, 3, 2, 2, 0, 0]


def test_every_week_of_a_year_belongs_to_one_month() -> None:
    months = [a_goal("40 calls", on=date(2026, month, 1)) for month in range(1, 13)]
    weeks = [part.span for month in months for part in parts(month, PLAIN)]
    assert weeks == [part.span for part in parts(YEAR, PLAIN, Period.WEEK)]
    assert weeks[0] == Span(date(2025, 12, 29), date(2026, 1, 4))
    assert len(weeks) == 53
    for month in months:
        for part in parts(month, PLAIN):
            assert month.holds(a_goal("10 calls", Period.WEEK, 10, starts_on=part.span.start, ends_on=part.span.end))


def test_a_quarter_of_a_sales_year_from_april_goes_into_its_months() -> None:
    fiscal = Calendar(year_start_month=4)
    year = a_goal("480 calls", Period.YEAR, 480, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))
    assert [part.span.start for part in parts(year, fiscal)] == [
        date(2026, 4, 1),
        date(2026, 7, 1),
        date(2026, 10, 1),
        date(2027, 1, 1),
    ]


@pytest.mark.parametrize(
    ("start", "end", "period", "count"),
    [
        (date(2026, 2, 10), date(2026, 12, 31), Period.MONTH, 11),
        (date(2026, 2, 10), date(2026, 4, 9), Period.MONTH, 3),
        (date(2026, 2, 10), date(2026, 4, 8), Period.WEEK, 9),
        (date(2026, 12, 31), date(2027, 2, 27), Period.MONTH, 3),
        (date(2026, 12, 31), date(2027, 2, 26), Period.WEEK, 9),
        (date(2026, 2, 10), date(2026, 2, 15), Period.DAY, 6),
    ],
)
def test_a_free_span_goes_into_months_or_weeks_or_days(start: date, end: date, period: Period, count: int) -> None:
    split = parts(custom(start, end), PLAIN)
    assert {part.period for part in split} == {period}
    assert len(split) == count
    assert (split[0].span.start, split[-1].span.end) == (start, end)


def test_the_weeks_of_a_free_span_are_cut_to_it_and_stay_under_it() -> None:
    goal = custom(date(2026, 2, 13), date(2026, 3, 10))
    split = parts(goal, PLAIN)
    assert [part.span.start for part in split] == [
        date(2026, 2, 13),
        date(2026, 2, 16),
        date(2026, 2, 23),
        date(2026, 3, 2),
        date(2026, 3, 9),
    ]
    for part in split:
        assert goal.holds(a_goal("8", Period.WEEK, 8, starts_on=part.span.start, ends_on=part.span.end))


def test_what_a_goal_starts_from_is_not_split() -> None:
    assert sum(targets(replace(YEAR, baseline=80))) == 400


@pytest.mark.parametrize(
    ("goal", "period", "sentence"),
    [
        (a_goal("2 calls", Period.DAY, 2), None, "“2 calls” is for one day: there is nothing finer."),
        (custom(date(2026, 2, 10), date(2026, 2, 10)), None, "“40 calls” is for one day: there is nothing finer."),
        (
            a_goal("own it", Period.BIG_PICTURE, None, None),
            None,
            "“own it” has no number to break down. Set a goal with one: “480 calls in 2026”.",
        ),
        (
            a_goal("sell", Period.YEAR, None, None),
            None,
            "“sell” has no number to break down. Set a goal with one: “480 calls in 2026”.",
        ),
        (a_goal(), Period.MONTH, "“40 calls” splits into weeks or days, not into months."),
        (a_goal(), Period.BIG_PICTURE, "“40 calls” splits into weeks or days, not into big pictures."),
        (YEAR, Period.DAY, "“480 calls” by day is more than 100 parts. Take a longer period."),
        (
            custom(date(2026, 2, 10), date(2026, 2, 20)),
            Period.MONTH,
            "“40 calls” lies within one month. Take a shorter period.",
        ),
        (
            a_goal("30 calls", Period.CUSTOM, 30, kind=GoalKind.LITTLE, ends_on=date(2026, 12, 31)),
            None,
            "“30 calls” is a little goal: it is small enough as it stands.",
        ),
        (
            custom(date(2026, 2, 10), date(9999, 12, 31)),
            None,
            "“40 calls” ends in 9999: the calendar goes to 9000.",
        ),
        (
            custom(date(2026, 2, 10), date(8999, 12, 31)),
            None,
            "“40 calls” by month is more than 100 parts. Take a longer period.",
        ),
    ],
)
def test_what_has_no_parts_is_refused_with_the_reason(goal: Goal, period: Period | None, sentence: str) -> None:
    assert refusal(goal, period) == sentence


@settings(max_examples=80)
@given(
    DAYS,
    st.integers(7, 700),
    st.integers(1, 10**12),
    st.sets(DAYS, max_size=30),
    st.sets(st.integers(0, 6)),
    st.integers(1, 12),
    st.sampled_from([Period.YEAR, Period.QUARTER, Period.MONTH, Period.WEEK, Period.CUSTOM]),
)
def test_parts_sum_to_the_whole_and_none_is_below_zero(
    on: date, length: int, target: int, off: set[date], week: set[int], month: int, period: Period
) -> None:
    calendar = Calendar.of(off, frozenset(week), month)
    dates: dict[str, Any] = {"starts_on": on, "ends_on": on + timedelta(days=length)}
    goal = a_goal("x", period, target, on=on, **(dates if period is Period.CUSTOM else {}))
    split = parts(goal, calendar)
    assert sum(part.target for part in split) == target
    assert all(part.target >= 0 for part in split)
    assert len(split) <= MOST_PARTS
    for one, following in pairwise(split):
        assert following.span.start == one.span.end + timedelta(days=1)
    worked = [calendar.working_days(part.span.start, part.span.end) for part in split]
    if any(worked):
        assert all(part.target == 0 for part, days in zip(split, worked, strict=True) if not days)


def test_what_remains_is_split_over_the_days_that_remain() -> None:
    ahead = Span(date(2026, 2, 11), date(2026, 2, 28))
    split = remaining(parts(a_goal(), PLAIN), PLAIN, ahead, left=26)
    assert [(part.span.start.day, part.target) for part in split] == [(11, 6), (16, 10), (23, 10)]
    assert split[-1].span.end == date(2026, 2, 28)


def test_nothing_remains_of_a_goal_that_is_over() -> None:
    assert remaining(parts(a_goal(), PLAIN), PLAIN, Span(date(2026, 3, 2), date(2026, 2, 28)), left=20) == ()


@settings(max_examples=40)
@given(
    st.dates(date(2025, 12, 1), date(2026, 12, 31)),
    st.integers(0, 10**12),
    st.sampled_from([Period.MONTH, Period.WEEK]),
)
def test_the_rest_is_split_exactly_on_any_day_and_stays_within_the_goal(today: date, left: int, by: Period) -> None:
    ahead = Span(max(today, YEAR.starts_on), YEAR.ends_on)
    split = remaining(parts(YEAR, WITH_HOLIDAYS, by), WITH_HOLIDAYS, ahead, left)
    assert sum(part.target for part in split) == left
    assert all(part.target >= 0 for part in split)
    assert (split[0].span.start, split[-1].span.end) == (ahead.start, ahead.end)
    for one, following in pairwise(split):
        assert following.span.start == one.span.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("period", "target", "calendar", "told"),
    [
        (Period.DAY, 2, PLAIN, "≈ 40 a month, ≈ 480 a year; by your calendar 522"),
        (Period.DAY, 2, Calendar.of(OFF_2026), "≈ 40 a month, ≈ 480 a year; by your calendar 480"),
        (Period.WEEK, 10, PLAIN, "≈ 40 a month, ≈ 480 a year; by your calendar 530"),
        (Period.WEEK, 10, Calendar.of(OFF_2026), "≈ 40 a month, ≈ 480 a year; by your calendar 520"),
        (Period.MONTH, 40, PLAIN, "≈ 480 a year; by your calendar 480"),
        (Period.QUARTER, 120, PLAIN, "≈ 480 a year; by your calendar 480"),
    ],
)
def test_a_repeated_goal_comes_to_round_figures_and_to_ones_own(
    period: Period, target: int, calendar: Calendar, told: str
) -> None:
    totals = nominal(a_goal("x", period, target, ends_on=date(2026, 12, 31)), calendar)
    assert totals is not None
    assert totals.told() == told


def test_a_goal_that_is_set_once_comes_to_itself() -> None:
    for goal in (a_goal(), YEAR, custom(date(2026, 2, 1), date(2026, 12, 31)), a_goal("2", Period.DAY, 2)):
        assert nominal(goal, PLAIN) is None


def test_a_repeated_target_beyond_all_numbers_is_refused() -> None:
    daily = a_goal("many calls", Period.DAY, MAX_TARGET // 261, ends_on=date(2026, 12, 31))
    check_size(daily, CALLS, PLAIN, "USD")
    check_size(a_goal(target=MAX_TARGET), CALLS, PLAIN, "USD")
    with pytest.raises(
        PlannerError, match=r"“many calls” a day comes to more than 1,000,000,000,000 a year\. Set a sm"
    ):
        check_size(replace(daily, target=MAX_TARGET // 261 + 1), CALLS, PLAIN, "USD")
    with pytest.raises(PlannerError, match=r"a week comes to more than \$10,000,000,000 a year"):
        check_size(a_goal("x", Period.WEEK, MAX_TARGET, ends_on=date(2026, 12, 31)), DOLLARS, NEVER, "USD")


def test_a_title_follows_its_number_and_keeps_its_words() -> None:
    assert title_of(CALLS, 1, "USD") == "1 call"
    assert title_of(replace(DOLLARS, deal_kind="new"), 8334, "USD") == "$83.34 new"
    assert retitled("480 calls", CALLS, 480, 1, "USD") == "1 call"
    assert retitled("1 call", CALLS, 1, 1200, "USD") == "1,200 calls"
    assert retitled("480 cold calls", CALLS, 480, 40, "USD") == "40 cold calls"
    assert retitled("1200 calls", CALLS, 1200, 1300, "USD") == "1,300 calls"
    assert retitled("$1,000 from the north", DOLLARS, 100_000, 8333, "USD") == "$83.33 from the north"
    assert retitled("480 calls", CALLS, 48, 5, "USD") is None
    assert retitled("all of it", CALLS, 48, 5, "USD") is None
