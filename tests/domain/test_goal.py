"""A goal by itself, and the rules that goals keep together (c3)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from planner.domain.errors import PlannerError
from planner.domain.goal import MAX_TARGET, Goal, GoalKind, GoalStatus, Grade, check_goals
from planner.domain.period import Period, Span
from planner.domain.value import replace
from tests.builders import a_goal

YEAR = a_goal("480 calls", Period.YEAR, 480)
FEBRUARY = a_goal("40 calls", parent_id=YEAR.id)


def check(*goals: Goal, touched: Sequence[Goal] | None = None) -> None:
    check_goals(goals, [goal.id for goal in (goals if touched is None else touched)])


def little(title: str, **fields: Any) -> Goal:
    dates = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 12, 31), **fields}
    return a_goal(title, Period.CUSTOM, kind=GoalKind.LITTLE, **dates)


def priority(title: str, on: date = date(2026, 2, 10), **fields: Any) -> Goal:
    return a_goal(title, Period.QUARTER, kind=GoalKind.PRIORITY, on=on, **fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "A goal needs a title."),
        ({"ends_on": date(2026, 1, 31)}, "before it starts"),
        ({"target": 0}, "needs a target above 0"),
        ({"target": 10, "baseline": 10}, "needs a target above 10"),
        ({"target": MAX_TARGET + 1}, "A target is at most"),
        ({"stretch_target": 39}, "lies below its target"),
        ({"target": None, "stretch_target": 39}, "lies below its target"),
        ({"weight": 0}, "at least 1"),
    ],
)
def test_a_goal_that_no_progress_can_reach_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        a_goal(**fields)


def test_grades_follow_the_example_of_the_year_end() -> None:
    calls = a_goal("30 follow-up calls", target=30, stretch_target=36)
    clients = a_goal("2 new clients", target=2, stretch_target=3)
    visits = a_goal("5 thank-you visits", target=5, stretch_target=6)
    assert [calls.grade(37), clients.grade(2), visits.grade(4)] == [Grade.NAILED, Grade.MET, Grade.SHORT]
    assert calls.grade(35) is Grade.BEATEN
    assert calls.grade(36) is Grade.NAILED


def test_without_a_stretch_a_goal_is_nailed_at_120_per_cent_rounded_up() -> None:
    assert a_goal(target=2).nailed_at == 3
    assert a_goal(target=10).nailed_at == 12
    assert a_goal(target=2).grade(4) is Grade.NAILED


def test_a_goal_without_a_number_has_no_grade_but_short() -> None:
    wish = a_goal(target=None, measure=None)
    assert wish.grade(1000) is Grade.SHORT
    assert wish.is_wish
    assert not a_goal("north-east", Period.BIG_PICTURE, None, None).is_wish


def test_a_goal_counts_within_the_current_period_of_its_span() -> None:
    daily = a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    assert daily.window(date(2026, 2, 10)) == Span(date(2026, 2, 10), date(2026, 2, 10))
    assert daily.window(date(2027, 5, 1)).start == date(2026, 12, 31)
    assert daily.window(date(2025, 5, 1)).start == date(2026, 1, 1)
    assert daily.repeats()
    assert not FEBRUARY.repeats()


def test_a_period_at_the_edge_of_a_span_is_cut() -> None:
    weekly = a_goal("10 calls", Period.WEEK, 10, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    assert weekly.window(date(2026, 1, 2)) == Span(date(2026, 1, 1), date(2026, 1, 4))


def test_a_free_span_counts_whole() -> None:
    goal = little("30 calls")
    assert goal.window(date(2026, 12, 1)) == goal.span


def test_only_active_goals_that_are_not_put_away_take_part() -> None:
    assert FEBRUARY.is_active
    assert not replace(FEBRUARY, status=GoalStatus.DRAFT).is_active
    assert not FEBRUARY.archived(date(2026, 2, 10)).is_active


def test_a_child_within_its_parent_stands() -> None:
    check(YEAR, FEBRUARY)


def test_a_child_outside_its_parent_is_refused() -> None:
    for child in (
        a_goal("40 calls", on=date(2027, 1, 5), parent_id=YEAR.id),
        a_goal("2 calls", Period.DAY, 2, parent_id=YEAR.id, ends_on=date(2027, 1, 1)),
        a_goal("2 calls", Period.DAY, 2, parent_id=YEAR.id, starts_on=date(2025, 12, 31)),
    ):
        with pytest.raises(PlannerError, match="is not within “480 calls”"):
            check(YEAR, child)


def test_a_parent_that_moves_away_from_its_children_is_refused() -> None:
    moved = replace(YEAR, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    with pytest.raises(PlannerError, match="is not within"):
        check(moved, FEBRUARY, touched=[moved])


def test_a_goal_under_one_that_is_gone_is_refused() -> None:
    with pytest.raises(PlannerError, match="not there"):
        check(FEBRUARY)
    with pytest.raises(PlannerError, match="not there"):
        check(FEBRUARY, touched=[YEAR])


def test_a_parent_is_coarser_than_its_child() -> None:
    other = a_goal("30 calls", parent_id=FEBRUARY.id)
    with pytest.raises(PlannerError, match="covers no longer a period"):
        check(YEAR, FEBRUARY, other)
    assert not FEBRUARY.is_coarser_than(YEAR)
    assert a_goal("north-east", Period.BIG_PICTURE, None, None).is_coarser_than(YEAR)
    assert little("30 calls").is_coarser_than(a_goal("2", Period.DAY, 2))
    assert not a_goal("2", Period.DAY, 2).is_coarser_than(little("30 calls"))


def test_no_goal_stands_under_itself() -> None:
    with pytest.raises(PlannerError, match="cannot stand under itself"):
        check(replace(YEAR, parent_id=YEAR.id))
    high = a_goal("north-east", Period.BIG_PICTURE, None, None, ends_on=date(9999, 12, 31), starts_on=date(2026, 1, 1))
    with pytest.raises(PlannerError, match="cannot stand under itself"):
        check(replace(high, parent_id=YEAR.id), replace(YEAR, parent_id=high.id), touched=[YEAR])
    with pytest.raises(PlannerError, match="cannot stand under itself"):
        check(
            replace(high, parent_id=YEAR.id),
            replace(YEAR, parent_id=high.id),
            FEBRUARY,
            touched=[FEBRUARY],
        )


@pytest.mark.parametrize(
    ("monday", "month", "held"),
    [
        (date(2026, 2, 23), date(2026, 2, 1), True),  # to 1 March: its Thursday is 26 February
        (date(2026, 2, 23), date(2026, 3, 1), False),
        (date(2026, 3, 30), date(2026, 3, 1), False),  # to 5 April: its Thursday is 2 April
        (date(2026, 3, 30), date(2026, 4, 1), True),
    ],
)
def test_a_week_across_two_months_belongs_where_its_thursday_is(monday: date, month: date, *, held: bool) -> None:
    assert a_goal("40 calls", on=month).holds(a_goal("10 calls", Period.WEEK, 10, on=monday)) is held


def test_a_weekly_goal_that_goes_on_does_not_stand_under_one_month() -> None:
    weekly = a_goal("10 calls", Period.WEEK, 10, ends_on=date(2026, 12, 31))
    assert YEAR.holds(weekly)
    assert not FEBRUARY.holds(weekly)


def test_a_weekly_goal_stands_under_its_year_whatever_day_the_year_ends_on() -> None:
    for year in range(2024, 2034):
        whole = a_goal("480 calls", Period.YEAR, 480, on=date(year, 6, 1))
        assert whole.holds(a_goal("10", Period.WEEK, 10, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)))
        assert not whole.holds(a_goal("10", Period.WEEK, 10, starts_on=date(year, 1, 1), ends_on=date(year + 1, 1, 20)))


def test_a_fourth_little_goal_is_refused_with_the_names_of_the_three() -> None:
    three = [little("30 follow-up calls"), little("2 new clients"), little("5 visits")]
    check(*three)
    with pytest.raises(PlannerError, match="Three little goals stand already: “30 follow-up calls”, “2 new clients”"):
        check(*three, fourth := little("a fourth"), touched=[fourth])


def test_a_little_goal_makes_room_when_it_is_over_dropped_or_put_away() -> None:
    three = [little("30 calls"), little("2 clients"), little("5 visits")]
    for gone in (
        replace(three[0], status=GoalStatus.REACHED),
        replace(three[0], status=GoalStatus.DROPPED),
        three[0].archived(date(2026, 12, 1)),
    ):
        check(gone, *three[1:], little("a fourth"))


def test_a_little_goal_ends_with_the_sales_year() -> None:
    with pytest.raises(PlannerError, match="ends with the sales year"):
        check(little("30 calls", ends_on=date(2026, 12, 30)))
    fiscal = little("30 calls", ends_on=date(2027, 3, 31))
    check_goals([fiscal], [fiscal.id], 4)


def test_a_fourth_priority_of_a_quarter_is_refused_and_one_of_the_next_is_not() -> None:
    three = [priority("one"), priority("two"), priority("three")]
    check(*three, priority("next", date(2026, 4, 1)))
    with pytest.raises(PlannerError, match="Three priorities stand in that quarter already"):
        check(*three, priority("four"))
    check(*three, priority("four", status=GoalStatus.DRAFT))


def test_a_crowd_that_stands_already_does_not_hinder_others() -> None:
    four = [little(name) for name in "abcd"]
    check(*four, YEAR, touched=[YEAR])
