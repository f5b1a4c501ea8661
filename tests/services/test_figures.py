"""Every figure of a goal from real rows: E2 and E5 to every figure, each kind of goal, and the edges."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.activity import ActivityType
from planner.domain.deal import DealKind, DealStage
from planner.domain.figure import decimal, figure, share
from planner.domain.goal import FOREVER, Goal, GoalKind, GoalStatus, Grade
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.domain.value import replace
from planner.services.figures import GoalFigures
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    ROLLUP,
    TODAY,
    StoppedClock,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    a_milestone,
    an_action,
    an_activity,
    new_key,
    open_planner,
    put,
)

THURSDAY = date(2026, 2, 12)
MONDAY = date(2026, 11, 16)
YEAR: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


def at(folder: Path, day: date, **chosen: Any) -> Planner:
    clock = StoppedClock()
    clock.set(day)
    return open_planner(folder, clock, **chosen)


def of(planner: Planner, goal: Goal, day: date | None = None) -> GoalFigures:
    stored = planner.store.get(Goal, goal.id)
    assert stored is not None
    return planner.figures.of(stored, day or planner.today())


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return at(tmp_path, TODAY)


def mid_month(folder: Path, before: int) -> tuple[Planner, Goal]:
    """Return the planner of E2: 40 calls in February, so many logged through the 11th, one today."""
    planner, goal = at(folder, THURSDAY), a_goal()
    put(planner, CALLS, goal)
    planner.log.line(f"call x{before} 2026-02-11")
    planner.log.line("call")
    return planner, goal


def year_end(folder: Path, **fields: Any) -> tuple[Planner, Goal]:
    """Return the planner of E5: a quota of $240,000, $180,000 won, three open deals."""
    planner = at(folder, MONDAY)
    quota = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA, **fields)
    off = [a_day_off(date(2026, *day)) for day in ((11, 26), (11, 27), (12, 24), (12, 25))]
    won = a_deal("won", amount_minor=18_000_000, stage=DealStage.WON, closed_on=date(2026, 11, 13))
    open_deals = [
        a_deal("A", amount_minor=6_000_000, stage=DealStage.PROPOSAL, expected_close_on=date(2026, 12, 10)),
        a_deal("B", amount_minor=3_000_000, expected_close_on=date(2026, 12, 18)),
        a_deal("C", amount_minor=5_000_000, probability_pct=90, expected_close_on=date(2027, 1, 15)),
    ]
    put(planner, DOLLARS, quota, *off, won, *open_deals)
    return planner, quota


def test_the_mid_month_example_comes_out_to_every_figure(tmp_path: Path) -> None:
    there = of(*mid_month(tmp_path, 13))
    assert (there.total_days, there.elapsed_days, there.remaining_days) == (20, 8, 12)
    assert (there.current_start, there.current) == (13, 14)
    assert [there.expected_start, there.variance, there.days_ahead] == [16, -3, Fraction(-3, 2)]
    assert (there.required_per_day, there.required_today) == (Fraction(9, 4), 3)
    assert (there.ask_today, there.left_today, there.safety_buffer) == (2, 1, 0)
    assert (there.run_rate, there.run_rate_forecast) == (Fraction(13, 8), Fraction(65, 2))
    assert (there.progress, there.attainment) == (Fraction(35, 100), Fraction(35, 100))
    assert [there.per_day, there.per_day_needed, there.per_week_needed] == [2, Fraction(9, 4), Fraction(45, 4)]
    assert [there.gap, there.grade, there.days_ahead_now] == [26, Grade.SHORT, -1]
    assert there.conflict == "required to get back on line: 3 a day"


def test_a_second_call_leaves_what_is_required_and_nothing_to_do(tmp_path: Path) -> None:
    planner, goal = mid_month(tmp_path, 13)
    planner.log.line("call")
    there = of(planner, goal)
    assert (there.required_today, there.ask_today, there.left_today) == (3, 2, 0)


def test_the_mid_month_variant_is_ahead_and_asks_for_nothing(tmp_path: Path) -> None:
    there = of(*mid_month(tmp_path, 22))
    assert [there.variance, there.safety_buffer, there.ask_today, there.left_today] == [6, 3, 0, 0]
    assert there.conflict is None


def test_the_year_end_example_comes_out_to_every_figure(tmp_path: Path) -> None:
    there = of(*year_end(tmp_path))
    told = [figure(value or 0, DOLLARS) for value in (there.expected_start, there.run_rate_forecast)]
    assert told == ["$211,984.44", "$203,788.55"]
    assert (there.total_days, there.elapsed_days, there.remaining_days) == (257, 227, 30)
    assert (there.attainment, there.gap) == (Fraction(3, 4), 6_000_000)
    assert there.days_ahead is not None
    assert decimal(there.days_ahead, 1) == "-34.2"
    assert [there.required_per_day, there.per_week_needed] == [200_000, 1_000_000]
    assert [there.pipeline_forecast, there.pipeline_attainment] == [21_600_000, Fraction(9, 10)]
    assert [there.open_in_period, there.weighted_pipeline] == [9_000_000, 3_600_000]
    assert [there.coverage, there.coverage_needed] == [Fraction(3, 2), 3]
    assert [there.pipeline_needed, there.pipeline_short] == [18_000_000, 9_000_000]
    assert (there.ask_today, there.left_today, there.conflict, there.reassess) == (None, None, None, None)
    assert there.run_rate_attainment is not None
    assert share(there.run_rate_attainment) == "84.9 %"


@pytest.mark.parametrize(
    ("title", "target", "stretch", "done", "grade", "told"),
    [
        ("30 follow-up calls", 30, 36, 37, Grade.NAILED, "123.3 %"),
        ("2 new clients", 2, 3, 2, Grade.MET, "100.0 %"),
        ("5 thank-you visits", 5, 6, 4, Grade.SHORT, "80.0 %"),
    ],
)
def test_little_goals_are_graded_at_their_end(
    planner: Planner, title: str, target: int, stretch: int, done: int, grade: Grade, told: str
) -> None:
    until = date(2026, 12, 31)
    little = a_goal(title, Period.CUSTOM, target, kind=GoalKind.LITTLE, stretch_target=stretch, ends_on=until)
    put(planner, CALLS, little, an_activity(quantity=done))
    there = of(planner, little, until)
    assert (there.grade, there.stretch_target) == (grade, stretch)
    assert there.attainment is not None
    assert share(there.attainment) == told


def test_pay_by_the_note_is_told_for_now_and_for_the_forecast(tmp_path: Path) -> None:
    there = of(*year_end(tmp_path, pay_note="4% of sales"))
    assert [there.pay_now, there.pay_forecast] == [720_000, 864_000]


def test_a_typed_close_rate_covers_its_own_way(tmp_path: Path) -> None:
    planner, quota = year_end(tmp_path)
    planner.funnel.assume(None, "USD", close_rate=Fraction(1, 2))
    there = of(planner, quota)
    assert [there.coverage_needed, there.pipeline_needed, there.pipeline_short] == [2, 12_000_000, 3_000_000]


def test_deals_of_another_kind_or_currency_are_no_part_of_the_pipeline(planner: Planner) -> None:
    new = replace(DOLLARS, name="new sales", deal_kind=DealKind.NEW)
    goal, soon = a_goal("$1,000 new", Period.YEAR, 100_000, new), date(2026, 3, 1)
    put(planner, new, goal, a_deal("no date", amount_minor=100), a_deal("no amount", expected_close_on=soon))
    put(planner, a_deal("repeat", amount_minor=100, kind=DealKind.REPEAT, expected_close_on=soon))
    put(planner, a_deal("euro", amount_minor=100, currency="EUR", expected_close_on=soon))
    assert [of(planner, goal).open_in_period, of(planner, goal).coverage] == [0, 0]
    put(planner, a_deal("new", amount_minor=5_000, probability_pct=100, expected_close_on=soon))
    assert [of(planner, goal).open_in_period, of(planner, goal).pipeline_forecast] == [5_000, 5_000]


def test_milestones_have_figures_and_no_ask(planner: Planner) -> None:
    goal = a_goal("lease", target=100, measure=MILESTONES)
    done = a_milestone(goal, done_on=TODAY)
    put(planner, MILESTONES, goal, done, a_milestone(goal), a_milestone(goal, weight=2))
    there = of(planner, goal)
    assert (there.current, there.current_start, there.gap, there.ask_today) == (25, 0, 75, None)
    assert [point.actual for point in there.chart] == [0] * 9 + [25]
    assert there.pipeline_forecast is None


def test_a_roll_up_has_figures_and_no_ask(planner: Planner) -> None:
    top = a_goal("all of it", target=100, measure=ROLLUP)
    put(planner, ROLLUP, CALLS, top, a_goal("10 calls", Period.WEEK, 10, parent_id=top.id), an_activity(quantity=6))
    there = of(planner, top)
    assert (there.current, there.current_start, there.progress) == (60, 0, Fraction(3, 5))
    assert (there.ask_today, there.no_plan_yet, there.chart[-1].actual) == (None, False, 60)


def test_people_are_charted_once_each(planner: Planner) -> None:
    people = replace(CALLS, name="people", distinct_contacts=True)
    goal, dana = a_goal("5 people", Period.QUARTER, 5, people), a_contact()
    put(planner, people, goal, dana, *(an_activity(on=day, contact_id=dana.id) for day in (date(2026, 1, 3), TODAY)))
    assert [point.actual for point in of(planner, goal).chart] == [0, 0, *([1] * 39)]


def test_a_wish_takes_no_part_in_pace(planner: Planner) -> None:
    wish, top = a_goal("be better", target=None, measure=None), a_goal("own it", Period.BIG_PICTURE, None, None)
    put(planner, wish, top)
    there = of(planner, wish)
    assert (there.is_wish, there.target, there.progress, there.required_per_day) == (True, None, None, None)
    assert (there.ask_today, there.chart, there.reassess) == (None, (), None)
    assert not of(planner, top).is_wish


def test_a_draft_has_a_plan_and_is_neither_ahead_nor_behind(planner: Planner) -> None:
    draft = a_goal(status=GoalStatus.DRAFT)
    put(planner, CALLS, draft)
    there = of(planner, draft)
    assert [there.total_days, there.per_day] == [20, 2]
    assert (there.variance, there.ask_today, there.run_rate_forecast, there.reassess) == (None, None, None, None)


def test_a_goal_to_come_needs_its_plan_and_asks_for_nothing(planner: Planner) -> None:
    coming = a_goal("40 calls", on=date(2026, 3, 2))
    put(planner, CALLS, coming, an_activity())
    there = of(planner, coming)
    assert [there.current, there.expected_start, there.elapsed_days, there.remaining_days] == [0, 0, 0, 22]
    assert (there.required_per_day, there.ask_today, there.chart) == (Fraction(40, 22), 0, ())


def test_a_milestone_ticked_before_its_goal_begins_counts_from_its_beginning(planner: Planner) -> None:
    lease = a_goal("lease", target=100, measure=MILESTONES, on=date(2026, 3, 2))
    put(planner, MILESTONES, lease, a_milestone(lease, done_on=TODAY))
    assert (of(planner, lease).current, of(planner, lease, date(2026, 3, 2)).current) == (0, 100)


def test_a_week_needs_no_more_than_what_is_missing(tmp_path: Path) -> None:
    there = of(*mid_month(tmp_path, 13), date(2026, 2, 26))
    assert [there.per_day_needed, there.per_week_needed] == [13, 26]


def test_a_goal_that_is_over_has_no_day_left(planner: Planner) -> None:
    over = a_goal(on=date(2026, 1, 5), status=GoalStatus.MISSED)
    put(planner, CALLS, over, an_activity(on=date(2026, 1, 5), quantity=4), an_activity())
    there = of(planner, over)
    assert (there.remaining_days, there.required_per_day, there.required_today) == (0, None, None)
    assert [there.current, there.run_rate_forecast, there.ask_today, there.conflict] == [4, 4, 0, None]
    assert (there.per_week_needed, there.reassess, len(there.chart)) == (None, None, 31)


def test_a_goal_that_is_over_is_neither_covered_nor_waits_for_open_deals(tmp_path: Path) -> None:
    planner, quota = year_end(tmp_path)
    assert of(planner, quota).coverage is not None
    there = of(planner, quota, date(2027, 1, 4))
    assert (there.open_in_period, there.coverage, there.pipeline_forecast) == (None, None, None)
    planner = at(tmp_path / "reached", TODAY)
    reached = a_goal(target=1, on=date(2026, 1, 5), status=GoalStatus.REACHED)
    put(planner, CALLS, reached, an_activity(on=date(2026, 1, 5), quantity=4))
    assert of(planner, reached, date(2026, 1, 6)).safety_buffer
    assert of(planner, reached).safety_buffer is None


def test_a_single_day_goal_has_defined_figures(planner: Planner) -> None:
    day = a_goal("2 calls", Period.DAY, 2)
    put(planner, CALLS, day, an_activity())
    there = of(planner, day)
    assert (there.total_days, there.elapsed_days, there.remaining_days) == (1, 0, 1)
    assert (there.ask_today, there.left_today, there.required_today) == (2, 1, 2)
    assert (there.run_rate, there.per_week_needed, there.no_plan_yet) == (None, None, False)
    assert [list(point) for point in there.chart] == [[TODAY, 1, 2]]


def test_a_rest_day_asks_for_nothing_and_divides_by_nothing(planner: Planner) -> None:
    weekend = a_goal("4 calls", Period.CUSTOM, 4, starts_on=date(2026, 2, 14), ends_on=date(2026, 2, 15))
    month = a_goal()
    put(planner, CALLS, weekend, month)
    there = of(planner, weekend, date(2026, 2, 14))
    assert [there.total_days, there.per_day, there.required_per_day, there.days_ahead] == [0, None, None, 0]
    assert (there.ask_today, there.conflict) == (0, None)
    assert (of(planner, month, date(2026, 2, 14)).ask_today, of(planner, month, date(2026, 2, 14)).conflict) == (
        0,
        None,
    )


def test_what_is_reached_requires_nothing(planner: Planner) -> None:
    goal = a_goal()
    put(planner, CALLS, goal, an_activity(on=date(2026, 2, 9), quantity=50))
    there = of(planner, goal)
    assert [there.gap, there.required_per_day, there.per_week_needed, there.grade] == [0, 0, 0, Grade.NAILED]
    assert (there.progress, there.conflict) == (Fraction(5, 4), None)


def test_the_largest_target_has_figures(planner: Planner) -> None:
    goal = a_goal("all", Period.DAY, 10**12, measure=CALLS, **YEAR)
    quota = a_goal("all of it", Period.YEAR, 10**12, DOLLARS)
    put(planner, CALLS, DOLLARS, goal, quota)
    assert of(planner, goal).required_per_day == 10**12
    assert of(planner, quota).pipeline_needed == 3 * 10**12


def test_a_goal_is_planned_by_a_finer_goal_or_a_recurring_action(planner: Planner) -> None:
    goal = a_goal()
    put(planner, CALLS, goal, an_action(goal_id=goal.id))
    assert of(planner, goal).no_plan_yet
    finer = a_goal("10 calls", Period.WEEK, 10, parent_id=goal.id)
    put(planner, finer)
    assert not of(planner, goal).no_plan_yet
    planner.goals.archive(finer.id)
    assert of(planner, goal).no_plan_yet
    put(planner, an_action(goal_id=goal.id, rrule="FREQ=DAILY"))
    assert not of(planner, goal).no_plan_yet


def test_the_line_of_a_chart_ends_at_the_target_and_the_actual_at_what_is_reached(tmp_path: Path) -> None:
    planner, goal = mid_month(tmp_path, 13)
    planner.log.line("call x99 2026-01-31")
    chart = of(planner, goal).chart
    assert [point.day.day for point in chart] == list(range(1, 13))
    assert [point.actual for point in chart] == [0] * 10 + [13, 14]
    assert [point.expected for point in chart] == [0, 2, 4, 6, 8, 10, 10, 10, 12, 14, 16, 18]
    last = of(planner, goal, date(2026, 2, 28)).chart[-1]
    assert [last.actual, last.expected] == [14, 40]


def test_a_chart_of_years_has_at_most_400_points_and_both_its_ends(planner: Planner) -> None:
    first = date(2021, 1, 1)
    goal = a_goal("9,999 calls", Period.CUSTOM, 9_999, starts_on=first, ends_on=date(2026, 12, 31))
    put(planner, CALLS, goal, an_activity(on=first), an_activity(on=TODAY, quantity=2))
    chart = of(planner, goal).chart
    assert len(chart) == 400
    assert [(point.day, point.actual) for point in (chart[0], chart[-1])] == [(first, 1), (TODAY, 3)]
    assert len({point.day for point in chart}) == 400


def test_a_goal_without_a_last_date_has_no_line(planner: Planner) -> None:
    forever = a_goal("9 calls", Period.BIG_PICTURE, 9, ends_on=FOREVER)
    put(planner, CALLS, forever)
    assert of(planner, forever).chart == ()


def weak_month(planner: Planner) -> Goal:
    """Put a goal of 400 calls in February beside a record of one call a working day."""
    goal = a_goal("400 calls", target=400)
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(41))
    put(planner, CALLS, goal, *(an_activity(on=day) for day in days if day.weekday() < 5))
    return goal


def test_a_pace_out_of_reach_on_five_working_days_is_offered_again(planner: Planner) -> None:
    goal = weak_month(planner)
    (achievable,) = (check for check in of(planner, goal, date(2026, 2, 5)).smart if check.name == "achievable")
    assert achievable.answer == "no"
    assert of(planner, goal, date(2026, 2, 5)).reassess is None
    told = "On each of the last 5 working days more was needed than 1.5 × your best 20 working days."
    assert of(planner, goal, date(2026, 2, 6)).reassess == f"{told} Lower the target, move the last date, or keep it."


def test_a_forecast_below_70_per_cent_is_offered_after_a_fifth_of_the_period(planner: Planner) -> None:
    goal = a_goal()
    put(planner, CALLS, goal, an_activity(on=date(2026, 2, 2), quantity=4))
    assert of(planner, goal, date(2026, 2, 6)).reassess is None
    told = "The forecast is 40.0 % of the target, with 25 % of its working days gone."
    assert of(planner, goal, date(2026, 2, 9)).reassess == f"{told} Lower the target, move the last date, or keep it."


def test_a_forecast_is_taken_from_the_baseline_on(planner: Planner) -> None:
    goal = a_goal(target=50, baseline=10)
    put(planner, CALLS, goal, an_activity(on=date(2026, 2, 2), quantity=16))
    assert "The forecast is 60.0 % of the target" in (of(planner, goal, date(2026, 2, 9)).reassess or "")


def test_an_offer_that_was_answered_is_made_again_in_the_next_quarter(planner: Planner) -> None:
    goal = a_goal("4,000 calls", Period.YEAR, 4_000)
    put(planner, CALLS, goal, an_activity(on=date(2026, 1, 5)))
    day, late = date(2026, 3, 31), datetime(2026, 4, 1, 3, tzinfo=UTC)
    assert of(planner, goal, day).reassess
    put(planner, GoalChange(id=new_key(), goal_id=goal.id, at=late, field=GoalField.KEPT))
    assert of(planner, goal, day).reassess is None  # 3 o'clock in London is still March in New York
    assert of(planner, goal, date(2026, 4, 1)).reassess


@pytest.mark.parametrize("field", GoalField)
def test_keeping_lowering_and_moving_answer_an_offer(planner: Planner, field: GoalField) -> None:
    goal = a_goal()
    put(planner, CALLS, goal, an_activity(on=date(2026, 2, 2)))
    put(planner, GoalChange(id=new_key(), goal_id=goal.id, at=planner.now().astimezone(UTC), field=field))
    answered = field in {GoalField.KEPT, GoalField.TARGET, GoalField.ENDS_ON}
    assert (of(planner, goal).reassess is None) == answered


def test_nothing_is_offered_for_what_is_reached_over_or_put_away(planner: Planner) -> None:
    goal = weak_month(planner)
    day = date(2026, 2, 10)
    assert of(planner, goal, day).reassess
    assert of(planner, goal, date(2026, 3, 2)).reassess is None
    put(planner, an_activity(quantity=9_999))
    assert of(planner, goal, day).reassess is None
    planner.undo()
    planner.goals.archive(goal.id)
    assert of(planner, goal, day).reassess is None


def test_a_baseline_is_where_counting_starts(tmp_path: Path) -> None:
    planner, goal = at(tmp_path, THURSDAY), a_goal("demos", target=50, baseline=10)
    put(planner, CALLS, goal, an_activity(on=date(2026, 2, 11), quantity=23), an_activity(on=THURSDAY))
    there = of(planner, goal)
    assert [there.progress, there.expected_start, there.variance] == [Fraction(14, 40), 26, -3]
    assert (there.run_rate_forecast, there.gap) == (Fraction(85, 2), 26)
    assert [there.chart[0].expected, there.chart[-1].expected] == [10, 28]


@settings(max_examples=40)
@given(
    unit=st.sampled_from(Unit),
    period=st.sampled_from([Period.YEAR, Period.MONTH, Period.WEEK, Period.DAY, Period.CUSTOM]),
    target=st.integers(1, 10**12),
    baseline=st.integers(-5, 0),
    quantity=st.integers(1, 10_000),
    day=st.dates(date(2025, 12, 20), date(2027, 1, 10)),
    long=st.booleans(),
)
def test_every_goal_on_every_day_has_figures_that_are_exact(
    tmp_path_factory: pytest.TempPathFactory,
    unit: Unit,
    period: Period,
    target: int,
    baseline: int,
    quantity: int,
    day: date,
    long: bool,
) -> None:
    planner = at(tmp_path_factory.mktemp("figures"), TODAY)
    types = frozenset({ActivityType.CALL}) if unit is Unit.COUNT else frozenset[ActivityType]()
    measure = Measure(name="m", unit=unit, activity_types=types, currency="USD" if unit is Unit.MONEY else "")
    span = YEAR if long else {"ends_on": a_goal(period=period, on=TODAY).ends_on}
    goal = a_goal("goal", period, target, measure, baseline=baseline, pay_note="4%", **span)
    won = a_deal(amount_minor=quantity, stage=DealStage.WON, closed_on=min(day, TODAY))
    put(planner, measure, goal, an_activity(on=min(day, TODAY), at=time(1), quantity=quantity), won)
    there = of(planner, goal, day)
    for name, value in there._asdict().items():
        assert not isinstance(value, float), name
    assert len(there.chart) <= 400
    assert there.progress is not None
    assert (there.ask_today is None) == (unit is not Unit.COUNT)
    assert there.ask_today is None or 0 <= there.ask_today <= target - baseline
