"""The best pace on record: any twenty working days in a row."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.best import best_average
from planner.domain.calendar import Calendar
from planner.domain.deal import DealStage
from planner.domain.measure import Measure, Unit
from planner.services.best import best_pace
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    TODAY,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    a_milestone,
    an_activity,
    open_planner,
    put,
)

MONDAY = date(2026, 1, 5)
WORKING = [day for n in range(60) if (day := MONDAY + timedelta(days=n)).weekday() < 5]
PEOPLE = Measure(name="people", unit=Unit.COUNT, distinct_contacts=True)


def test_the_best_twenty_days_in_a_row_count_wherever_they_lie() -> None:
    busy = dict.fromkeys(WORKING[10:30], 3)
    assert best_average(busy, WORKING) == 3
    assert best_average({**busy, WORKING[20]: 23}, WORKING) == 4
    assert best_average(dict.fromkeys(WORKING[::2], 3), WORKING) == Fraction(3, 2)


def test_fewer_than_twenty_days_are_no_pace() -> None:
    assert best_average({MONDAY: 100}, WORKING[:19]) is None
    assert best_average({MONDAY: 100}, WORKING[:20]) == 5
    assert best_average({}, []) is None
    assert best_average({MONDAY: 1}, WORKING, 0) is None


def test_a_record_without_entries_has_a_pace_of_nothing() -> None:
    assert best_average({}, WORKING) == 0


def test_what_a_rest_day_brought_counts_with_the_working_day_before_it() -> None:
    saturday, sunday_before = MONDAY + timedelta(days=5), MONDAY - timedelta(days=1)
    assert best_average({saturday: 20}, WORKING) == 1
    assert best_average({sunday_before: 20}, WORKING[:20]) == 1


@settings(max_examples=60)
@given(
    st.dictionaries(st.dates(MONDAY, MONDAY + timedelta(days=59)), st.integers(1, 50), max_size=30), st.integers(1, 25)
)
def test_no_window_beats_the_best_and_one_has_it(daily: dict[date, int], length: int) -> None:
    totals = [
        sum(daily.get(day + timedelta(days=n), 0) for n in range(3 if day.weekday() == 4 else 1)) for day in WORKING
    ]
    each = [Fraction(sum(totals[n : n + length]), length) for n in range(len(WORKING) - length + 1)]
    assert best_average(daily, WORKING, length) == max(each)


def test_the_record_is_read_from_the_log_by_the_users_calendar(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, *(an_activity(on=day, quantity=3) for day in WORKING[:20]))
    assert best_pace(planner, CALLS, WORKING[19]) is None
    assert best_pace(planner, CALLS, WORKING[20]) == 3
    put(planner, a_day_off(WORKING[3]))
    assert best_pace(planner, CALLS, WORKING[20]) is None
    assert best_pace(planner, PEOPLE, TODAY) is None


def test_sales_are_read_from_won_deals_in_the_goals_currency(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    won: dict[str, Any] = {"stage": DealStage.WON, "created_on": MONDAY, "closed_on": MONDAY}
    put(planner, a_deal(amount_minor=200_000, currency="USD", **won), a_deal(amount_minor=900, currency="EUR", **won))
    assert best_pace(planner, DOLLARS, MONDAY + timedelta(days=28)) == 10_000


def test_a_person_counts_once_a_month(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    dana, lee = a_contact(), a_contact("Lee Park")
    days = (MONDAY, MONDAY + timedelta(days=1), date(2026, 1, 30))
    put(planner, dana, lee, *(an_activity(on=day, contact_id=dana.id) for day in days))
    put(planner, an_activity(on=MONDAY, contact_id=lee.id), an_activity(on=date(2026, 2, 2), contact_id=dana.id))
    assert best_pace(planner, PEOPLE, date(2026, 2, 2)) == Fraction(2, 20)
    put(planner, a_day_off(WORKING[5]))
    assert best_pace(planner, PEOPLE, date(2026, 2, 3)) == Fraction(3, 20)


def test_milestones_have_no_pace(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    goal = a_goal(measure=MILESTONES, target=100)
    put(planner, MILESTONES, goal, a_milestone(goal, done_on=MONDAY))
    assert best_pace(planner, MILESTONES, TODAY) is None


def test_a_calendar_of_nothing_has_no_pace(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, work_week=frozenset())
    put(planner, CALLS, an_activity(on=MONDAY))
    assert planner.calendar == Calendar(work_week=frozenset())
    assert best_pace(planner, CALLS, TODAY) is None
