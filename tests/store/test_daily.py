"""What whole days brought, as the totals of `queries` say it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.activity import Activity, ActivityType
from planner.domain.change import Entity
from planner.domain.deal import DealKind
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.measure import Measure, Unit
from planner.domain.period import Span
from planner.domain.value import replace
from planner.store import daily, queries
from planner.store.store import Store
from tests.builders import (
    CALLS,
    DOLLARS,
    TODAY,
    a_deal,
    a_goal,
    a_milestone,
    an_action,
    an_activity,
    open_store,
)
from tests.store.strategies import measures
from tests.store.test_queries import FIRST, LOGS, SPAN, log, shared

__all__ = ["shared"]

PEOPLE_CALLED = replace(CALLS, name="people", distinct_contacts=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def load(store: Store, *entities: Entity) -> None:
    store.load(entities, datetime.now(UTC), "")


def days(count: int) -> list[date]:
    return [FIRST + timedelta(days=n) for n in range(count)]


@given(measures(Unit.COUNT), LOGS)
@settings(deadline=None, max_examples=40)
def test_a_days_amount_is_what_that_day_counts_by_itself(
    shared: Store, measure: Measure, every: Sequence[Activity]
) -> None:
    log(shared, every)
    found = dict(daily.amounts(shared, measure, SPAN))
    for day in days(7):
        assert found.get(day, 0) == queries.current(shared, measure, Span(day, day), "", day)[0]


@given(measures(Unit.COUNT), LOGS)
@settings(deadline=None, max_examples=40)
def test_people_are_counted_on_the_first_day_of_a_window_that_counts_them(
    shared: Store, measure: Measure, every: Sequence[Activity]
) -> None:
    people = replace(measure, distinct_contacts=True)
    log(shared, every)
    found = dict(daily.new_people(shared, people, SPAN))
    reached = 0
    for day in days(7):
        reached += found.get(day, 0)
        assert reached == queries.current(shared, people, SPAN, "", day)[0]


def test_money_comes_on_the_day_on_which_a_deal_was_won(store: Store) -> None:
    sold = [
        a_deal("a", amount_minor=100, kind=DealKind.NEW).won(FIRST),
        a_deal("b", amount_minor=50, kind=DealKind.REPEAT).won(FIRST),
        a_deal("c", amount_minor=70, kind=DealKind.NEW).won(SPAN.end),
        a_deal("d", amount_minor=1, currency="EUR").won(FIRST),
        a_deal("e").won(FIRST + timedelta(days=1)),
        a_deal("f", amount_minor=9).lost(FIRST, "price"),
        a_deal("g", amount_minor=9),
    ]
    load(store, *sold)
    assert daily.amounts(store, DOLLARS, SPAN) == [(FIRST, 150), (SPAN.end, 70)]
    new = replace(DOLLARS, deal_kind=DealKind.NEW)
    assert daily.amounts(store, new, Span(FIRST, FIRST)) == [(FIRST, 100)]


def test_notes_are_no_steps(store: Store) -> None:
    load(store, an_activity(on=FIRST), an_activity(on=FIRST, quantity=9), an_activity(ActivityType.NOTE, on=SPAN.end))
    assert daily.steps(store, SPAN) == [(FIRST, 2)]


def test_the_one_things_of_a_span_are_done_or_not_and_those_that_left_in_time_are_none(store: Store) -> None:
    def a_thing(on: date) -> Action:
        return an_action(on=on, id=one_thing_id(on), kind=ActionKind.ONE_THING)

    one, two, three, four, five, six, seven = (a_thing(day) for day in days(7))
    before, after = timedelta(days=-1), timedelta(days=1)
    load(
        store,
        one,
        two.toggled(),
        three.moved(SPAN.end, one_thing_id(SPAN.end), three.date + before)[0],
        four.moved(SPAN.end, one_thing_id(SPAN.end), four.date)[0],
        five.dropped(five.date),
        six.dropped(six.date + after),
        seven.toggled(),
        an_action(on=SPAN.end, status=ActionStatus.DONE),
    )
    assert daily.one_things(store, Span(FIRST, FIRST + timedelta(days=5))) == [
        (one.date, False),
        (two.date, True),
        (four.date, False),
        (six.date, False),
    ]


def test_milestones_are_done_on_their_dates_and_weigh_together(store: Store) -> None:
    goal = a_goal(measure=None)
    parts = [a_milestone(goal, weight=weight, done_on=day) for weight, day in ((1, FIRST), (1, FIRST), (2, None))]
    load(store, goal, *parts, a_milestone(other := a_goal("other", measure=None)), other)
    assert daily.milestones(store, goal.id) == ([(FIRST, 2)], 4)
    assert daily.milestones(store, "nothing") == ([], 0)


def test_the_goals_that_count_end_on_the_day_or_later(store: Store) -> None:
    counted, over, wish = a_goal(position=1), a_goal(on=date(2025, 5, 1)), a_goal("wish", measure=None)
    load(store, CALLS, counted, over, wish)
    assert daily.counted_goals(store, counted.ends_on) == [counted]
    assert daily.counted_goals(store, date(2025, 1, 1)) == [over, counted]


def test_what_was_decided_comes_newest_first_without_what_moves_no_ask(store: Store) -> None:
    goal = a_goal(measure=None)
    at = datetime(2026, 2, 3, 9, tzinfo=UTC)
    fields = (GoalField.TARGET, GoalField.KEPT, GoalField.STATUS)
    rows = [
        GoalChange(id=str(n), goal_id=goal.id, at=at + timedelta(days=n), field=field) for n, field in enumerate(fields)
    ]
    load(store, goal, *rows)
    assert daily.goal_changes(store) == [rows[2], rows[0]]


def test_the_first_entry_is_of_the_log_or_the_plan_and_not_to_come(store: Store) -> None:
    assert daily.first_entry(store, TODAY) is None
    assert daily.first_goal_made(store) is None
    load(store, an_action(on=TODAY + timedelta(days=1)))
    assert daily.first_entry(store, TODAY) is None
    load(store, an_activity(on=TODAY), an_action(on=FIRST))
    assert daily.first_entry(store, TODAY) == FIRST
    load(store, goal := a_goal(measure=None))
    assert daily.first_goal_made(store) == goal.created_at
