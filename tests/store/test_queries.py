"""What SQL counts and pages is what plain Python counts and sorts."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.activity import OUTCOMES, Activity, ActivityType, Purpose
from planner.domain.change import Entity
from planner.domain.contact import Stage
from planner.domain.deal import DealKind
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period, Span
from planner.domain.value import replace
from planner.store import queries
from planner.store.store import Store
from planner.store.tables import table_of
from tests.builders import CALLS, a_contact, a_day_off, a_deal, a_goal, an_action, an_activity, open_store
from tests.store.strategies import measures

PEOPLE = [a_contact(name) for name in ("Dana", "Lee", "Sam")]
DEALS = [a_deal(kind.title(), kind=kind) for kind in DealKind]
FIRST = date(2026, 2, 1)
SPAN = Span(FIRST, FIRST + timedelta(days=6))
KEYS = count()


@st.composite
def entries(draw: st.DrawFn) -> Activity:
    """Return an entry of ten days; few people, so that they meet again."""
    kind = draw(st.sampled_from(ActivityType))
    day = FIRST - timedelta(days=1) + timedelta(days=draw(st.integers(0, 9)))
    return Activity(
        id=f"{draw(st.integers(0, 10**6)):07}-{next(KEYS)}",
        at=datetime(2026, 2, 1, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 3))),
        local_date=day,
        type=kind,
        purpose=draw(st.none() | st.sampled_from(Purpose)),
        outcome=draw(st.none() | st.sampled_from(sorted(OUTCOMES[kind]))),
        quantity=draw(st.integers(1, 3)),
        contact_id=draw(st.sampled_from([None, *(person.id for person in PEOPLE)])),
        deal_id=draw(st.sampled_from([None, *(deal.id for deal in DEALS)])),
        contact_stage_then=draw(st.none() | st.sampled_from(Stage)),
    )


LOGS = st.lists(entries(), max_size=12)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(str(tmp_path_factory.mktemp("queries") / "planner.db"), new_uuid="0190", origin="app")
    store.connection.execute("BEGIN")  # rolled back when the module is done: nothing waits for the disk
    everybody: tuple[Entity, ...] = (*PEOPLE, *DEALS)
    for entity in everybody:
        insert(store, entity)
    yield store
    store.close()


def insert(store: Store, entity: Entity) -> None:
    table = table_of(type(entity))
    row = table.to_row(entity)
    marks = ", ".join("?" * len(row))
    store.connection.execute(f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def log(store: Store, activities: Sequence[Activity]) -> None:
    store.connection.execute("DELETE FROM activity")
    for activity in activities:
        insert(store, activity)


def place(activity: Activity) -> tuple[date, datetime, str]:
    return activity.local_date, activity.at, activity.id


def is_first_touch(activity: Activity, every: Sequence[Activity]) -> bool:
    return activity.contact_id is None or not any(
        other.contact_id == activity.contact_id and other.type is activity.type and place(other) < place(activity)
        for other in every
    )


def counted(measure: Measure, every: Sequence[Activity]) -> list[Activity]:
    """Return what a measure counts, by the domain's own word."""
    deals = {deal.id: deal for deal in DEALS}
    return [
        activity
        for activity in every
        if measure.counts(activity, deals.get(activity.deal_id or ""))
        and (not measure.first_touch_only or is_first_touch(activity, every))
    ]


@given(measures(Unit.COUNT), LOGS)
@settings(deadline=None, max_examples=250)
def test_the_sql_of_a_measure_says_what_the_measure_says(
    shared: Store, measure: Measure, every: list[Activity]
) -> None:
    log(shared, every)
    condition, values = queries.matching(measure)
    found = {key for (key,) in shared.rows(f"SELECT id FROM activity WHERE {condition}", values)}
    assert found == {activity.id for activity in counted(measure, every)}


@given(measures(Unit.COUNT), LOGS, st.integers(0, 9))
@settings(deadline=None, max_examples=150)
def test_progress_is_the_sum_over_the_span_up_to_the_day(
    shared: Store, measure: Measure, every: list[Activity], days: int
) -> None:
    log(shared, every)
    today = FIRST - timedelta(days=1) + timedelta(days=days)
    within = [a for a in counted(measure, every) if a.local_date in SPAN and a.local_date <= today]
    earlier = [a for a in within if a.local_date < today]

    def value(activities: Sequence[Activity]) -> int:
        if measure.distinct_contacts:
            return len({activity.contact_id for activity in activities})
        return sum(activity.quantity for activity in activities)

    assert queries.current(shared, measure, SPAN, "", today) == (value(within), value(earlier))


@given(measures(Unit.COUNT), LOGS, entries())
@settings(deadline=None, max_examples=100)
def test_a_person_is_counted_already_where_another_entry_counts(
    shared: Store, measure: Measure, every: list[Activity], activity: Activity
) -> None:
    log(shared, every)
    others = [a for a in counted(measure, every) if a.contact_id == activity.contact_id and a.local_date in SPAN]
    expected = activity.contact_id is not None and bool(others)
    assert queries.is_counted_person(shared, measure, activity, SPAN) is expected


@given(LOGS, entries())
@settings(deadline=None, max_examples=100)
def test_an_earlier_touch_is_one_of_the_same_type_with_the_same_person(
    shared: Store, every: list[Activity], activity: Activity
) -> None:
    log(shared, every)
    assert queries.has_earlier_touch(shared, activity) is not is_first_touch(activity, every)


@given(LOGS, st.integers(1, 5))
@settings(deadline=None, max_examples=60)
def test_pages_of_the_log_put_together_are_the_sorted_log(shared: Store, every: list[Activity], size: int) -> None:
    log(shared, every)
    in_order = sorted(every, key=place)
    for page, expected in ((queries.older, in_order[::-1]), (queries.newer, in_order)):
        found: list[Activity] = []
        rows = page(shared, None, size)
        while rows:
            assert len(rows) <= size
            found += [row.activity for row in rows]
            rows = page(shared, rows[-1].key, size)
        assert found == expected
    for day in {activity.local_date for activity in every}:
        on_day = [activity for activity in in_order if activity.local_date == day]
        assert [row.activity for row in queries.logged_on(shared, day)] == on_day


@given(LOGS)
@settings(deadline=None, max_examples=40)
def test_days_with_a_step_are_those_on_which_something_but_a_note_was_logged(
    shared: Store, every: list[Activity]
) -> None:
    log(shared, every)
    steps = [a for a in every if a.is_step]
    assert set(queries.step_days(shared, SPAN)) == {a.local_date for a in steps if a.local_date in SPAN}
    assert queries.steps_on(shared, FIRST) == sum(a.local_date == FIRST for a in steps)


def test_the_first_step_of_a_day_is_the_earliest_time_that_is_known(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert queries.first_step_time(store, FIRST) is None
    timed = [an_activity(on=FIRST, at=time(hour)) for hour in (11, 9, 10)]
    store.load([*timed, an_activity(on=FIRST), an_activity(ActivityType.NOTE, FIRST, time(7))], datetime.now(UTC), "")
    assert queries.first_step_time(store, FIRST) == time(9)


def test_who_bought_before_has_another_won_deal(tmp_path: Path) -> None:
    store, dana = open_store(tmp_path), PEOPLE[0]
    won = a_deal(contact_id=dana.id).won(FIRST)
    store.load([*PEOPLE, won, a_deal(contact_id=PEOPLE[1].id)], datetime.now(UTC), "")
    assert queries.has_won_deal(store, dana.id, None)
    assert queries.has_won_deal(store, dana.id, "another")
    assert not queries.has_won_deal(store, dana.id, won.id)
    assert not queries.has_won_deal(store, PEOPLE[1].id, None)


def test_goals_stand_until_they_are_over_put_away_or_dropped(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    goal = a_goal()
    later, earlier = replace(goal, id="b", position=2), replace(goal, id="c", position=1)
    over = a_goal("over", Period.MONTH, on=date(2026, 1, 5))
    store.load([CALLS, later, earlier, over, replace(goal, id="a", archived_on=FIRST)], datetime.now(UTC), "")
    assert queries.standing_goals(store, goal.ends_on) == [earlier, later]
    assert queries.standing_goals(store, goal.ends_on + timedelta(days=1)) == []
    assert queries.ended_goals(store, FIRST) == [over]


def test_contacts_are_named_in_order_and_days_off_are_all_told(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    gone = a_contact("Aaron", archived_on=FIRST)
    store.load([*PEOPLE[::-1], gone, a_day_off(FIRST)], datetime.now(UTC), "")
    assert [contact.name for contact in queries.contact_names(store)] == ["Dana", "Lee", "Sam"]
    assert queries.days_off(store) == [FIRST]


def test_a_plan_is_ordered_by_time_then_position(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    one, two = an_action("one", FIRST, position=1), an_action("two", FIRST, position=2)
    nine, ten = (an_action(str(hour), FIRST, start_time=time(hour), position=9 - hour) for hour in (9, 10))
    hidden = [an_action("gone", FIRST).dropped(FIRST), an_action("gone", FIRST).moved(SPAN.end, "x", FIRST)[0]]
    store.load([two, ten, one, nine, *hidden], datetime.now(UTC), "")
    assert queries.plan_of(store, FIRST) == [nine, ten, one, two]
