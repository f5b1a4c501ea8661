"""What is shown of a day: asks, the header, the plan and the log."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.activity import ActivityType
from planner.domain.change import Entity
from planner.domain.contact import Stage
from planner.domain.goal import Goal, GoalStatus
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.domain.views import Ask, StepDays
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    NEW_CALLS,
    TODAY,
    StoppedClock,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)

THURSDAY = date(2026, 2, 12)
DAILY = a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))


@pytest.fixture
def mid_month(tmp_path: Path) -> Planner:
    """Return the planner of E2: 40 calls in February, 13 logged through the 11th, one today."""
    clock = StoppedClock()
    clock.set(THURSDAY)
    planner = open_planner(tmp_path, clock)
    planner.goals.add("40 calls in february")
    planner.log.line("call x13 2026-02-11")
    planner.log.line("call")
    return planner


def test_a_goal_on_new_contacts_counts_who_came_by_hand_or_with_a_line_and_nobody_imported(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("25 new contacts a month")
    put(
        planner,
        a_contact("Ann", created_on=date(2026, 2, 1)),
        a_contact("Ben", created_on=date(2026, 1, 31)),
        a_contact("Cleo", created_on=TODAY, external_system="hubspot"),
    )
    planner.contacts.add("Dana Reyes, Acme")
    planner.log.line("call @Eve")
    (row,) = planner.reading.goals(TODAY)
    assert row.pace is not None
    assert (row.current, row.pace.start_value, row.goal.title) == (3, 1, "25 new contacts")
    assert Ask("new contacts", 2, 2) in planner.reading.day(TODAY).asks
    planner.undo()
    assert planner.reading.goals(TODAY)[0].current == 2
    assert planner.figures.of(row.goal, TODAY).chart[-1].actual == 2


def test_the_mid_month_example_is_read_from_the_log(mid_month: Planner) -> None:
    (row,) = mid_month.reading.goals(THURSDAY)
    assert row.pace is not None
    assert (row.current, row.pace.start_value, row.pace.value) == (14, 13, 14)
    assert (row.pace.required_today, row.pace.safety_buffer) == (3, 0)
    assert row.fraction == 0.35
    assert mid_month.reading.asks(THURSDAY) == (Ask("calls", 2, 1),)


def test_logging_moves_what_is_done_and_not_what_is_asked(mid_month: Planner) -> None:
    mid_month.log.line("call")
    assert mid_month.reading.asks(THURSDAY) == (Ask("calls", 2, 2),)
    (row,) = mid_month.reading.goals(THURSDAY)
    assert row.pace is not None
    assert row.pace.required_today == 3


def test_who_is_ahead_is_asked_for_nothing(mid_month: Planner) -> None:
    mid_month.log.line("call x9 2026-02-11")
    assert mid_month.reading.asks(THURSDAY) == ()


def test_several_goals_on_one_measure_make_one_ask(planner: Planner) -> None:
    put(planner, CALLS, DAILY, a_goal("40 calls"), a_goal("480 calls", Period.YEAR, 480))
    assert planner.reading.asks(TODAY) == (Ask("calls", 2, 0),)


def test_two_measures_make_two_asks_and_an_entry_may_count_in_both(planner: Planner) -> None:
    fresh = a_goal("1 new call", Period.DAY, 1, NEW_CALLS)
    lead = a_contact(stage=Stage.LEAD)
    put(planner, CALLS, NEW_CALLS, DAILY, fresh, lead)
    planner.log.line("call @Dana")
    planner.log.line("call")
    assert set(planner.reading.asks(TODAY)) == {Ask("calls", 2, 2), Ask("new calls", 1, 1)}


def test_money_and_milestones_ask_for_nothing(planner: Planner) -> None:
    put(planner, DOLLARS, MILESTONES, a_goal("$1", target=100, measure=DOLLARS))
    put(planner, a_goal("lease", target=100, measure=MILESTONES))
    assert planner.reading.asks(TODAY) == ()


def test_a_rest_day_asks_for_nothing(planner: Planner) -> None:
    put(planner, CALLS, DAILY, a_day_off(date(2026, 2, 11)))
    asked = {day: bool(planner.reading.asks(date(2026, 2, day))) for day in (10, 11, 13, 14, 15)}
    assert asked == {10: True, 11: False, 13: True, 14: False, 15: False}
    assert planner.reading.ask(DAILY, date(2026, 2, 14)) == 0
    assert not planner.reading.day(date(2026, 2, 11)).is_working


def test_a_goal_asks_only_within_its_span_and_while_it_is_active(planner: Planner) -> None:
    put(planner, CALLS, a_goal("2 calls", Period.DAY, 2, starts_on=THURSDAY, ends_on=THURSDAY))
    assert planner.reading.asks(TODAY) == ()
    assert planner.reading.asks(THURSDAY) == (Ask("calls", 2, 0),)
    planner.goals.archive(planner.goals.find("2 calls").id)
    assert planner.reading.asks(THURSDAY) == ()


def test_a_work_week_of_ones_own_is_asked_on_its_days(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, work_week=frozenset({5}))
    put(planner, CALLS, DAILY)
    assert planner.reading.asks(TODAY) == ()
    assert planner.reading.asks(date(2026, 2, 14)) == (Ask("calls", 2, 0),)


def test_the_header_counts_working_days_and_days_with_a_step(planner: Planner) -> None:
    put(planner, *(an_activity(on=date(2026, 2, day)) for day in (2, 4, 5, 6, 7, 9)))
    put(planner, an_activity(ActivityType.NOTE), a_day_off(date(2026, 2, 16)))
    header = planner.reading.header(TODAY)
    assert (header.days_left, header.days_total) == (13, 19)
    assert header.step_days == StepDays(4, 4, 1)  # 4, 5, 6 and 9 of 3…9 February; a note is no step


def test_today_counts_among_the_step_days_once_it_has_a_step_or_is_closed(planner: Planner) -> None:
    put(planner, *(an_activity(on=date(2026, 2, day)) for day in (3, 4, 5, 6, 9)))
    morning = planner.reading.header(TODAY).step_days
    assert morning == StepDays(5, 5, 0)
    planner.reviews.close(TODAY)
    assert planner.reading.header(TODAY).step_days == StepDays(4, 5, 0)
    planner.undo()
    assert planner.reading.header(TODAY).step_days == morning
    planner.log.line("call")
    assert planner.reading.header(TODAY).step_days == StepDays(5, 5, 0)
    assert planner.momentum.gauge(TODAY).step_days_long == StepDays(6, 6, 0)


def test_a_day_tells_its_steps_and_when_the_first_was_made(planner: Planner) -> None:
    put(planner, an_activity(at=time(9, 31)), an_activity(at=time(9, 12)), an_activity())
    put(planner, an_activity(ActivityType.NOTE, at=time(7)))
    view = planner.reading.day(TODAY)
    assert (view.steps, view.started) == (3, time(9, 12))
    assert planner.reading.steps(TODAY) == 3
    assert planner.reading.day(THURSDAY).started is None


def test_a_plan_row_names_person_organization_and_goal(planner: Planner) -> None:
    dana, goal = a_contact(organization="Acme"), a_goal()
    put(planner, CALLS, goal, dana, an_action(contact_id=dana.id, goal_id=goal.id))
    (row,) = planner.reading.day(TODAY).plan
    assert (row.contact, row.organization, row.goal) == ("Dana Reyes", "Acme", "40 calls in February")


def test_a_log_row_names_what_it_points_to(planner: Planner) -> None:
    planner.log.line('close @"Dana Reyes" $5: signed -> fri: say thanks')
    (row,) = planner.reading.log_of(TODAY)
    assert (row.contact, row.deal_title, row.amount_minor, row.currency) == ("Dana Reyes", "Dana Reyes", 500, "USD")
    assert row.next_step == "say thanks"
    assert planner.reading.entry(row.activity.id) == row
    assert planner.reading.entry("gone") is None


def test_the_log_of_a_day_is_told_oldest_first(planner: Planner) -> None:
    late, early = an_activity(at=time(9, 30)), an_activity(at=time(8))
    put(planner, late, early, an_activity(on=THURSDAY))
    assert [row.activity for row in planner.reading.log_of(TODAY)] == [early, late]


@pytest.mark.parametrize("entity", [a_goal(measure=None), an_action(), an_activity(), a_contact()])
def test_a_file_with_anything_in_it_is_not_empty(planner: Planner, entity: Entity) -> None:
    assert planner.reading.is_empty()
    put(planner, entity)
    assert not planner.reading.is_empty()


def test_counts_follow_what_another_program_wrote(tmp_path: Path) -> None:
    here, there = open_planner(tmp_path), open_planner(tmp_path, origin="command line")
    put(here, CALLS, DAILY)
    assert here.reading.asks(TODAY) == (Ask("calls", 2, 0),)
    there.log.line("call")
    here.tick()
    assert here.reading.asks(TODAY) == (Ask("calls", 2, 1),)


def test_won_money_counts_in_the_period_in_which_it_was_closed(planner: Planner) -> None:
    goal = a_goal("$60,000", Period.QUARTER, 6_000_000, DOLLARS)
    january, may = date(2026, 1, 9), date(2026, 5, 9)
    put(
        planner,
        DOLLARS,
        goal,
        a_deal(amount_minor=700, created_on=january).won(january),
        a_deal(amount_minor=50).won(TODAY),
        a_deal(amount_minor=3).won(may),
        a_deal(amount_minor=9).lost(TODAY, ""),
        a_deal(amount_minor=9),
        a_deal(amount_minor=9, currency="EUR").won(TODAY),
        a_deal().won(TODAY),
    )
    assert planner.reading.current(goal, TODAY) == (750, 700)


def test_a_goal_without_a_measure_is_at_zero(planner: Planner) -> None:
    wish = a_goal("see the world", target=None, measure=None)
    put(planner, wish)
    assert planner.reading.current(wish, TODAY) == (0, 0)
    assert planner.reading.goal(wish, TODAY).pace is None


def test_a_goal_that_is_to_come_has_no_pace_yet(planner: Planner) -> None:
    put(planner, CALLS, a_goal("40 calls", on=date(2026, 3, 1)))
    (row,) = planner.reading.goals(TODAY)
    assert (row.pace, row.current, row.label) == (None, 0, "March")


def test_distinct_people_are_counted_once(planner: Planner) -> None:
    people = Measure(name="people", unit=Unit.COUNT, distinct_contacts=True)
    goal, dana = a_goal("5 people", target=5, measure=people), a_contact()
    put(planner, people, goal, dana, *(an_activity(contact_id=dana.id, quantity=3) for _ in range(2)), an_activity())
    assert planner.reading.current(goal, TODAY) == (1, 0)


def test_every_goal_of_a_measure_tells_the_one_ask(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("40 calls this month")
    planner.goals.add("15 calls a week")
    planner.goals.add("2 calls a day")
    assert [ask.asked for ask in planner.reading.asks(TODAY)] == [2]
    goals = planner.reading.standing_goals(TODAY)
    assert {planner.reading.ask(goal, TODAY) for goal in goals} == {2}
    assert {planner.figures.of(goal, TODAY).ask_today for goal in goals} == {2}


def test_a_draft_tells_no_ask(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("2 calls a day")
    planner.goals.add("90 calls this month draft")
    draft = planner.goals.find("90 calls")
    assert planner.reading.ask(draft, TODAY) == 0


def test_the_goal_of_a_day_is_named_by_its_date_once_the_day_is_another(planner: Planner) -> None:
    put(planner, CALLS, DAILY, a_goal("3 calls", Period.DAY, 3, on=date(2026, 2, 9)))
    assert [row.label for row in planner.reading.goals(date(2026, 2, 9))] == ["Mon 9 Feb", "Mon 9 Feb"]
    assert [row.label for row in planner.reading.goals(TODAY)] == ["today"]
    assert [row.label for row in planner.reading.goals(date(2026, 2, 11))] == ["Wed 11 Feb"]
    monday = next(row.goal for row in planner.reading.goals(date(2026, 2, 9)) if row.goal.title == "3 calls")
    assert planner.reading.name(monday, date(2026, 2, 9)) == "3 calls on Mon 9 Feb"


def test_a_goal_that_ended_stands_on_a_past_day_as_it_did_then(planner: Planner, clock: StoppedClock) -> None:
    planner.goals.add("10 calls this week")
    planner.log.line("call x8")
    before, asks = planner.reading.goals(TODAY), planner.reading.asks(TODAY)
    clock.set(TODAY + timedelta(days=9))
    planner.tick()
    (goal,) = planner.store.select(Goal)
    assert goal.status is GoalStatus.MISSED
    (row,) = planner.reading.goals(TODAY)
    assert (row.goal, row.pace, planner.reading.asks(TODAY)) == (before[0].goal, before[0].pace, asks)


def test_a_past_day_has_the_target_that_a_goal_had_then(planner: Planner, clock: StoppedClock) -> None:
    planner.goals.add("20 calls this month")
    planner.log.line("call x8")
    before = planner.reading.goals(TODAY)[0]
    clock.set(TODAY + timedelta(days=2))
    planner.tick()
    planner.goals.correct(before.goal.id, {"target": 90})
    (row,) = planner.reading.goals(TODAY)
    assert (row.goal.title, row.goal.target, row.pace) == ("20 calls", 20, before.pace)
    assert planner.reading.goals(TODAY + timedelta(days=2))[0].goal.title == "90 calls"
