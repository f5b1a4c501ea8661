"""The score of days: the figures of E6, and what holds for all of them."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain import momentum
from planner.domain.gauge import Gauge, days_to_level
from planner.domain.momentum import Benchmark, DayFacts
from planner.domain.views import Ask, StepDays

MONDAY = date(2026, 2, 2)
REACHED = Benchmark("10 calls in week 7", is_nailed=False)
NAILED = Benchmark("10 calls in week 7", is_nailed=True)


def a_day(
    calls: int = 0, *, done: bool | None = False, steps: int | None = None, on: int = 0, working: bool = True
) -> DayFacts:
    """Return a day that asks for 2 calls and the one thing."""
    asks = (Ask("calls", 2, calls),) if working else ()
    made = calls if steps is None else steps
    return DayFacts(MONDAY + timedelta(days=on), working, made, done if working else None, asks)


FULL = a_day(2, done=True)
QUIET = a_day()


def a_row(*days: DayFacts) -> list[DayFacts]:
    """Return days one after the other."""
    return [day._replace(day=MONDAY + timedelta(days=n)) for n, day in enumerate(days)]


def values(days: Sequence[DayFacts]) -> list[float]:
    return [round(one.momentum, 1) for one in momentum.score(days)]


@st.composite
def histories(draw: st.DrawFn) -> list[DayFacts]:
    """Return a few weeks: what was asked, done and reached, with rest days anywhere."""
    days = []
    for _ in range(draw(st.integers(0, 25))):
        asks = tuple(
            Ask(f"measure {n}", draw(st.integers(1, 5)), draw(st.integers(0, 7)))
            for n in range(draw(st.integers(0, 3)))
        )
        marks = tuple(draw(st.lists(st.sampled_from([REACHED, NAILED]), max_size=3)))
        thing = draw(st.sampled_from([None, False, True]))
        days.append(DayFacts(MONDAY, draw(st.booleans()), draw(st.integers(0, 3)), thing, asks, marks))
    return a_row(*days)


def a_gauge(value: float, trend: float | None = 0.0) -> Gauge:
    return Gauge(MONDAY, True, value, trend, value, value, StepDays(0, 5, 0), StepDays(0, 20, 0), None)


@pytest.mark.parametrize(("count", "number"), [(5, 29.3), (10, 50.0), (20, 75.0)])
def test_full_days_in_a_row_are_memorable(count: int, number: float) -> None:
    reached = values(a_row(*[FULL] * count))
    assert reached[-1] == number
    assert reached == sorted(set(reached))


def test_quiet_days_in_a_row_fall_below_zero() -> None:
    fallen = values(a_row(*[QUIET] * 10))
    assert fallen == [-3.3, -9.8, -15.9, -21.5, -26.8, -31.7, -36.2, -40.5, -44.5, -48.2]


def test_the_way_back_is_told_in_full_days() -> None:
    quiet = momentum.score(a_row(*[QUIET] * 10))
    assert days_to_level(quiet[-1].momentum) == 6
    assert [days_to_level(100 - 100 / momentum.DECAY**days) for days in range(1, 11)] == list(range(1, 11))
    back = [round(one.momentum, 1) for one in momentum.score([FULL] * 6, quiet)]
    assert back[4:] == [-4.8, 2.2]


def test_one_missed_day_costs_little_and_a_second_in_a_row_more() -> None:
    start = momentum.score([FULL])[0]._replace(momentum=80.0)
    assert round(momentum.after([FULL], [start]), 1) == 81.3
    quiet = momentum.score([QUIET, QUIET], [start])
    assert [round(one.momentum, 1) for one in quiet] == [71.3, 59.8]


def test_a_quiet_day_behind_an_isolated_one_is_isolated_again() -> None:
    scored = momentum.score(a_row(QUIET, FULL, QUIET, QUIET, a_day(0, steps=1), QUIET))
    assert [one.base for one in scored] == [-0.5, 1, -0.5, -1, 0.25, -0.5]


def test_a_step_on_a_rest_day_does_not_part_two_quiet_working_days() -> None:
    scored = momentum.score(a_row(QUIET, a_day(1, working=False), QUIET))
    assert [one.base for one in scored] == [-0.5, 1, -1]


def test_the_one_thing_done_is_no_quiet_day() -> None:
    scored = momentum.score(a_row(a_day(0, done=True), QUIET))
    assert [one.base for one in scored] == [0.5, -0.5]


def test_a_hundred_calls_are_no_more_than_what_was_asked() -> None:
    assert values([a_day(100, done=True)]) == values([FULL])
    assert values([a_day(100)]) == values([a_day(2)])


def test_steps_that_meet_no_ask_earn_a_quarter_at_most() -> None:
    assert momentum.score([a_day(0, steps=50)])[0].score == 0.25


def test_a_step_is_a_full_day_where_nothing_is_asked() -> None:
    nothing_asked = DayFacts(MONDAY, is_working=True, steps=1, one_thing=None)
    assert momentum.score([nothing_asked])[0].score == 1
    assert momentum.score([nothing_asked._replace(steps=0)])[0].score == -0.5


@pytest.mark.parametrize(
    ("marks", "bonus"), [((), 0), ((REACHED,), 0.5), ((REACHED, NAILED), 1), ((REACHED, NAILED, REACHED), 1)]
)
def test_goals_reached_earn_half_a_day_each_and_one_day_at_most(marks: tuple[Benchmark, ...], bonus: float) -> None:
    assert momentum.score([FULL._replace(benchmarks=marks)])[0].score == 1 + bonus


def test_a_rest_day_without_a_step_is_not_scored() -> None:
    before = momentum.score(a_row(FULL, FULL))
    assert momentum.score([a_day(working=False)], before) == []
    assert momentum.after([a_day(working=False)], before) == momentum.momentum(before)


def test_a_rest_day_with_a_step_that_would_lower_it_is_held() -> None:
    high = momentum.score([FULL])[0]._replace(momentum=120.0)
    (held,) = momentum.score([a_day(1, working=False)], [high])
    assert (held.momentum, held.gain, held.is_held) == (120.0, 0.0, True)
    (raised,) = momentum.score([a_day(1, working=False)], [high._replace(momentum=20.0)])
    assert (round(raised.momentum, 1), raised.is_held) == (25.4, False)


def test_contributions_sum_where_a_rest_day_was_held() -> None:
    best = FULL._replace(benchmarks=(REACHED, NAILED))
    scored = momentum.score(a_row(*[best] * 15, a_day(1, working=False), QUIET))
    assert [one.is_held for one in scored[-2:]] == [True, False]
    points = [one.points for one in momentum.contributions(scored)]
    assert points[1] == 0
    assert sum(points) == pytest.approx(momentum.momentum(scored))


def test_what_is_asked_met_makes_a_full_day() -> None:
    assert QUIET.with_asks_met().ratio == 1
    assert a_day(5).with_asks_met().asks == (Ask("calls", 2, 5),)
    nothing_asked = DayFacts(MONDAY, is_working=True, steps=0, one_thing=None)
    assert nothing_asked.with_asks_met().steps == 1
    assert a_day(working=False).with_asks_met() == a_day(working=False)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (100, "rolling"),
        (60, "rolling"),
        (59, "building"),
        (20, "building"),
        (19, "level"),
        (0, "level"),
        (-19, "level"),
        (-20, "slipping"),
        (-59, "slipping"),
        (-60, "sliding"),
        (-100, "sliding"),
    ],
)
def test_each_number_has_its_word(number: int, word: str) -> None:
    assert a_gauge(number).word == word


def test_the_number_is_shown_whole_and_between_the_ends() -> None:
    assert [a_gauge(value).shown for value in (159.4, -0.4, -48.24, -130.0)] == [100, 0, -48, -100]


@pytest.mark.parametrize(("trend", "arrow"), [(5.1, "↑"), (5.0, "→"), (-5.0, "→"), (-5.1, "↓"), (None, "")])
def test_the_arrow_says_where_it_goes(trend: float | None, arrow: str) -> None:
    assert a_gauge(30, trend).arrow == arrow


def test_four_scored_working_days_are_starting() -> None:
    four = momentum.score(a_row(*[FULL] * 4, a_day(1, working=False)))
    assert momentum.trend(four) is None
    assert a_gauge(23, None).word == "starting"
    five = momentum.score(a_row(*[FULL] * 5))
    assert momentum.trend(five) == five[-1].momentum


def test_the_trend_looks_five_scored_days_back() -> None:
    scored = momentum.score(a_row(*[FULL] * 9))
    assert momentum.trend(scored) == scored[-1].momentum - scored[3].momentum


def test_the_way_back_is_told_where_the_number_is_below_zero() -> None:
    assert a_gauge(-48.2).days_to_level == 6
    assert a_gauge(-0.3).days_to_level is None
    assert a_gauge(12).days_to_level is None


def test_a_run_skips_isolated_quiet_days_and_rest_days_and_ends_at_two() -> None:
    rest = a_day(working=False)
    newest_first = [FULL, FULL, rest, QUIET, FULL, rest, QUIET, FULL, FULL, QUIET, QUIET, FULL]
    assert momentum.run(newest_first) == 5
    assert momentum.run([QUIET, rest, QUIET, *[FULL] * 9]) is None
    assert momentum.run([FULL] * 4) is None


@given(histories())
@settings(max_examples=30)
def test_contributions_sum_to_the_number(days: list[DayFacts]) -> None:
    scored = momentum.score(days)
    total = sum(one.points for one in momentum.contributions(scored))
    assert total == pytest.approx(momentum.momentum(scored), abs=1e-9)


@given(histories(), histories())
@settings(max_examples=30)
def test_scoring_in_two_parts_is_scoring_at_once(first: list[DayFacts], second: list[DayFacts]) -> None:
    begun = momentum.score(first)
    assert [*begun, *momentum.score(second, begun)] == momentum.score([*first, *second])


@given(histories(), st.integers(0, 9), st.sampled_from([(), (REACHED,)]))
@settings(max_examples=30)
def test_a_rest_day_never_lowers_it(days: list[DayFacts], steps: int, marks: tuple[Benchmark, ...]) -> None:
    before = momentum.score(days)
    rest = DayFacts(MONDAY, is_working=False, steps=steps, one_thing=None, benchmarks=marks)
    assert momentum.after([rest], before) >= momentum.momentum(before)


@given(histories())
@settings(max_examples=30)
def test_scores_keep_their_bounds_and_doing_more_never_scores_less(days: list[DayFacts]) -> None:
    scored = momentum.score(days)
    assert all(-1 <= one.score <= 2 and -100 <= one.momentum <= 200 for one in scored)
    more = [day.with_asks_met() for day in days]
    assert momentum.momentum(momentum.score(more)) >= momentum.momentum(scored)


@given(st.floats(-100, -0.01))
@settings(max_examples=50)
def test_the_days_to_level_are_the_fewest(value: float) -> None:
    days = days_to_level(value)
    scored = momentum.score([FULL])[0]._replace(momentum=value)
    there = [one.momentum for one in momentum.score([FULL] * days, [scored])]
    assert there[-1] >= -1e-6
    assert all(number < 0 for number in there[:-1])
