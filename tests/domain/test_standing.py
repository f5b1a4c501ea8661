"""A goal as it stood, by what was decided about it."""

from datetime import UTC, date, datetime

import pytest

from planner.domain.goal import Goal, GoalKind, GoalStatus
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.measure import Measure
from planner.domain.period import Period, Span
from planner.domain.standing import Standing, spans_stood
from planner.domain.value import replace
from tests.builders import CALLS, DOLLARS, MILESTONES, ROLLUP, a_goal

GOAL = a_goal(target=40, stretch_target=50)
FIRST, LAST = GOAL.starts_on, GOAL.ends_on
MADE = date(2026, 1, 2)


def decided(field: GoalField, old: str, on: int) -> tuple[date, GoalChange]:
    at = datetime(2026, 2, on, 9, tzinfo=UTC)
    return at.date(), GoalChange(id=f"change-{on}", goal_id=GOAL.id, at=at, field=field, old=old)


def stood(goal: Goal, *changes: tuple[date, GoalChange]) -> list[tuple[int | None, int, int]]:
    """Return the targets, each with the first and the last day of February on which it stood."""
    return [(version.target, span.start.day, span.end.day) for version, span in spans_stood(goal, changes, MADE)]


def test_a_goal_stands_from_its_first_date_to_its_last() -> None:
    assert spans_stood(GOAL, (), MADE) == [(GOAL, Span(FIRST, LAST))]


def test_a_goal_asks_nothing_before_it_was_made() -> None:
    assert spans_stood(GOAL, (), date(2026, 2, 10)) == [(GOAL, Span(date(2026, 2, 10), LAST))]
    assert spans_stood(GOAL, (), date(2026, 3, 1)) == []


def test_a_goal_that_is_put_away_asks_nothing_from_that_day_on() -> None:
    assert stood(GOAL.archived(date(2026, 2, 10))) == [(40, 1, 9)]
    assert stood(GOAL.archived(FIRST)) == []


@pytest.mark.parametrize(
    ("status", "asks"),
    [("active", True), ("reached", True), ("missed", True), ("draft", False), ("dropped", False)],
)
def test_drafts_and_dropped_goals_ask_nothing(status: str, asks: bool) -> None:
    assert bool(stood(replace(GOAL, status=GoalStatus(status)))) is asks


def test_a_target_counts_from_the_day_on_which_it_was_set() -> None:
    later, sooner = decided(GoalField.TARGET, "60", 20), decided(GoalField.TARGET, "30", 10)
    assert stood(GOAL, later, sooner) == [(40, 20, 28), (60, 10, 19), (30, 1, 9)]


def test_two_decisions_of_a_day_are_one_day() -> None:
    second, first = decided(GoalField.TARGET, "60", 10), decided(GoalField.TARGET, "30", 10)
    assert stood(GOAL, second, first) == [(40, 10, 28), (30, 1, 9)]


def test_a_goal_that_was_dropped_stood_until_that_day() -> None:
    dropped = replace(GOAL, status=GoalStatus.DROPPED)
    assert stood(dropped, decided(GoalField.STATUS, "active", 10)) == [(40, 1, 9)]


def test_a_last_date_that_was_moved_counted_until_then() -> None:
    moved = replace(GOAL, ends_on=date(2026, 2, 20))
    assert stood(moved, decided(GoalField.ENDS_ON, "2026-02-15", 17)) == [(40, 17, 20), (40, 1, 15)]


@pytest.mark.parametrize(
    ("field", "old"),
    [
        (GoalField.TARGET, "many"),
        (GoalField.TARGET, "-3"),
        (GoalField.ENDS_ON, "soon"),
        (GoalField.STATUS, "lost"),
        (GoalField.KEPT, ""),
    ],
)
def test_an_old_value_that_says_nothing_changes_nothing(field: GoalField, old: str) -> None:
    assert stood(GOAL, decided(field, old, 10)) == [(40, 10, 28), (40, 1, 9)]


def test_a_stretch_below_an_older_target_is_left_out() -> None:
    (_, (before, _)) = spans_stood(GOAL, [decided(GoalField.TARGET, "60", 10)], MADE)
    assert (before.target, before.stretch_target, before.nailed_at) == (60, None, 72)


@pytest.mark.parametrize(
    ("measure", "period", "kind", "asks", "is_benchmark"),
    [
        (CALLS, Period.DAY, GoalKind.GOAL, True, False),
        (CALLS, Period.WEEK, GoalKind.GOAL, True, True),
        (CALLS, Period.DAY, GoalKind.LITTLE, True, True),
        (DOLLARS, Period.YEAR, GoalKind.QUOTA, False, True),
        (MILESTONES, Period.DAY, GoalKind.GOAL, False, True),
        (ROLLUP, Period.YEAR, GoalKind.GOAL, False, False),
    ],
)
def test_counts_ask_and_what_is_longer_than_a_day_is_a_benchmark(
    measure: Measure, period: Period, kind: GoalKind, asks: bool, is_benchmark: bool
) -> None:
    goal = a_goal(period=period, kind=kind, measure=measure, target=100)
    standing = Standing(goal, measure, goal.span, 1)
    assert (standing.asks, standing.is_benchmark) == (asks, is_benchmark)


def test_the_window_follows_the_day() -> None:
    weekly = a_goal("10 calls", Period.WEEK, 10, starts_on=FIRST, ends_on=LAST)
    standing = Standing(weekly, CALLS, weekly.span, 1)
    monday = date(2026, 2, 9)
    for day in (monday, date(2026, 2, 15), monday):
        assert standing.window(day) == Span(monday, date(2026, 2, 15))
    assert standing.window(date(2026, 2, 16)).start == date(2026, 2, 16)
