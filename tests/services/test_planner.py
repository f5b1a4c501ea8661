"""The planner as a whole: what is announced, undone and kept, and what a new day changes by itself."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from planner.domain.change import Topic
from planner.domain.errors import PlannerError, StorageError
from planner.domain.goal import Goal, GoalStatus
from planner.domain.period import Period
from planner.services.planner import ALL_TOPICS, Planner
from tests.builders import (
    CALLS,
    MILESTONES,
    TODAY,
    StoppedClock,
    a_contact,
    a_day_off,
    a_goal,
    a_milestone,
    an_activity,
    open_planner,
    put,
)

YESTERDAY = date(2026, 2, 9)
WEDNESDAY = date(2026, 2, 11)
MIDNIGHT = time(0, 0)


def heard(planner: Planner) -> list[frozenset[Topic]]:
    topics: list[frozenset[Topic]] = []
    planner.changes.subscribe(topics.append)
    return topics


def status_of(planner: Planner, goal: Goal) -> GoalStatus:
    return planner.store.need(Goal, goal.id).status


def test_every_verb_announces_what_it_touched(planner: Planner) -> None:
    topics = heard(planner)
    planner.log.line('close @"Dana Reyes" $5 -> fri: thank her')
    planner.goals.add("2 calls a day")
    planner.plan.answer("rest", TODAY)
    planner.undo()
    planner.redo()
    assert topics == [
        {Topic.LOG, Topic.PEOPLE, Topic.DEALS, Topic.PLAN},
        {Topic.GOALS},
        {Topic.PLAN},
        {Topic.PLAN},
        {Topic.PLAN},
    ]


def test_who_unsubscribes_hears_no_more(planner: Planner) -> None:
    topics: list[frozenset[Topic]] = []
    stop = planner.changes.subscribe(topics.append)
    stop()
    planner.log.line("call")
    assert topics == []


def test_a_listener_may_leave_while_it_is_told(planner: Planner) -> None:
    topics = []

    def once(told: frozenset[Topic]) -> None:
        topics.append(told)
        stop()

    stop = planner.changes.subscribe(once)
    later = heard(planner)
    planner.log.line("call")
    planner.log.line("call")
    assert (len(topics), len(later)) == (1, 2)


def test_a_refused_verb_announces_and_saves_nothing(planner: Planner) -> None:
    before, topics = planner.store.change_seq, heard(planner)
    with pytest.raises(PlannerError):
        planner.log.line("call tomorrow")
    assert (topics, planner.store.change_seq) == ([], before)


def test_a_verb_that_changes_nothing_writes_no_history(planner: Planner) -> None:
    planner.log.line("call")
    row = planner.reading.log_of(TODAY)[0]
    planner.log.correct(row.activity.id, planner.log.written(row))
    assert [line.label for line in planner.history(10)] == ["Logged: call"]


def test_what_was_done_on_the_command_line_is_undone_in_the_app(tmp_path: Path, planner: Planner) -> None:
    shell = open_planner(tmp_path, origin="command line")
    shell.log.line("call")
    assert planner.undo().label == "Logged: call"
    assert shell.reading.log_of(TODAY) == []
    assert [(line.origin, line.state) for line in shell.history(5)] == [("command line", "undone")]
    assert shell.redo().label == "Logged: call"


def test_new_days_off_change_the_calendar_at_once(planner: Planner) -> None:
    assert planner.calendar.is_working(WEDNESDAY)
    put(planner, a_day_off(WEDNESDAY))
    assert not planner.calendar.is_working(WEDNESDAY)
    planner.undo()
    assert planner.calendar.is_working(WEDNESDAY)


def test_names_are_known_as_soon_as_they_are_there(planner: Planner) -> None:
    assert not planner.knows("Dana Reyes")
    put(planner, a_contact(organization="Acme"))
    assert planner.knows("dana reyes")
    assert planner.knows("ACME")
    planner.undo()
    assert not planner.knows("Dana Reyes")


def test_a_draft_is_kept_until_it_is_emptied(tmp_path: Path, planner: Planner) -> None:
    planner.keep_draft("log", "call @Da")
    assert open_planner(tmp_path).draft("log") == "call @Da"
    planner.keep_draft("log", "")
    assert open_planner(tmp_path).draft("log") == ""


def test_facts_about_looking_are_noted_without_history(planner: Planner) -> None:
    planner.note(welcomed="yes")
    assert planner.noted("welcomed") == "yes"
    assert planner.noted("other") == ""
    assert planner.history(5) == []


def test_the_tick_of_a_second_says_nothing(planner: Planner, clock: StoppedClock) -> None:
    topics = heard(planner)
    clock.advance(seconds=1)
    assert not planner.tick()
    assert topics == []


def test_at_midnight_the_day_turns_once_and_everything_is_stale(planner: Planner, clock: StoppedClock) -> None:
    topics = heard(planner)
    clock.set(TODAY, time(23, 59, 59))
    assert not planner.tick()
    clock.advance(seconds=1)
    assert planner.tick()
    assert planner.today() == WEDNESDAY
    assert topics == [ALL_TOPICS]
    assert not planner.tick()


def test_a_lid_closed_for_three_days_is_one_turn(planner: Planner, clock: StoppedClock) -> None:
    clock.advance(days=3)
    assert planner.tick()
    assert not planner.tick()


def test_a_day_that_starts_at_four_turns_at_four(tmp_path: Path, clock: StoppedClock) -> None:
    planner = open_planner(tmp_path, clock, day_start_hour=4)
    for at in (MIDNIGHT, time(3, 59, 59)):
        clock.set(WEDNESDAY, at)
        assert not planner.tick()
        assert planner.today() == TODAY
    clock.set(WEDNESDAY, time(4))
    assert planner.tick()
    assert planner.today() == WEDNESDAY


def test_another_time_zone_may_turn_the_day_either_way(tmp_path: Path) -> None:
    class Traveller(StoppedClock):
        """A clock that stands at one instant, shown in the zone where its owner is."""

        def now(self) -> datetime:
            from zoneinfo import ZoneInfo

            return datetime(2026, 2, 10, 22, 0, tzinfo=UTC).astimezone(ZoneInfo(self.zone_name))

    clock = Traveller()
    planner = open_planner(tmp_path, clock)
    assert planner.today() == TODAY
    clock.zone_name = "Asia/Tokyo"
    assert planner.tick()
    assert planner.today() == WEDNESDAY
    clock.zone_name = "America/New_York"
    assert planner.tick()
    assert planner.today() == TODAY


def test_another_programs_write_is_announced_by_the_next_tick(tmp_path: Path, planner: Planner) -> None:
    shell = open_planner(tmp_path, origin="command line")
    topics = heard(planner)
    shell.log.line("call")
    shell.plan.answer("rest", TODAY)
    assert not planner.tick()
    assert topics == [{Topic.LOG, Topic.PLAN}]
    planner.tick()
    assert len(topics) == 1


def test_a_new_name_from_another_program_is_known_after_the_tick(tmp_path: Path, planner: Planner) -> None:
    assert not planner.knows("Dana Reyes")
    put(open_planner(tmp_path), a_contact())
    planner.tick()
    assert planner.knows("Dana Reyes")


def test_a_file_that_was_moved_is_noticed_within_half_a_minute(
    tmp_path: Path, planner: Planner, clock: StoppedClock
) -> None:
    (tmp_path / "planner.db").rename(tmp_path / "elsewhere.db")
    clock.advance(seconds=29)
    assert not planner.tick()
    clock.advance(seconds=1)
    with pytest.raises(StorageError, match="moved or replaced"):
        planner.tick()
    clock.advance(seconds=30)
    assert not planner.tick()


def test_the_identity_is_looked_at_again_after_the_clock_was_set_back(
    tmp_path: Path, planner: Planner, clock: StoppedClock
) -> None:
    (tmp_path / "planner.db").rename(tmp_path / "elsewhere.db")
    clock.advance(seconds=-5)
    with pytest.raises(StorageError, match="moved or replaced"):
        planner.tick()


def test_goals_that_are_over_are_reached_or_missed_and_nothing_else_changes(
    planner: Planner, clock: StoppedClock
) -> None:
    reached, missed = a_goal("1 call", target=1), a_goal("2 calls", target=2)
    going, dropped = a_goal("3 calls", Period.YEAR, 3), a_goal(status=GoalStatus.DROPPED)
    put(planner, CALLS, reached, missed, going, dropped, an_activity(), an_activity(on=date(2026, 3, 1)))
    clock.set(date(2026, 2, 28))
    planner.tick()
    assert status_of(planner, reached) is GoalStatus.ACTIVE
    clock.set(date(2026, 3, 1))
    planner.tick()
    found = [status_of(planner, goal) for goal in (reached, missed, going, dropped)]
    assert found == [GoalStatus.REACHED, GoalStatus.MISSED, GoalStatus.ACTIVE, GoalStatus.DROPPED]
    untouched = planner.store.need(Goal, missed.id)
    assert (untouched.target, untouched.starts_on, untouched.ends_on) == (2, missed.starts_on, missed.ends_on)


def test_a_repeating_goal_is_judged_by_its_last_period(planner: Planner, clock: StoppedClock) -> None:
    daily = a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 2, 2), ends_on=TODAY)
    put(planner, CALLS, daily, an_activity(on=YESTERDAY, quantity=9), an_activity(quantity=2))
    clock.set(WEDNESDAY)
    planner.tick()
    assert status_of(planner, daily) is GoalStatus.REACHED


def test_a_milestone_ticked_after_the_end_does_not_count(planner: Planner, clock: StoppedClock) -> None:
    goal = a_goal("lease", Period.CUSTOM, 100, MILESTONES)
    put(planner, MILESTONES, goal, a_milestone(goal, done_on=WEDNESDAY))
    clock.set(WEDNESDAY)
    planner.tick()
    assert status_of(planner, goal) is GoalStatus.MISSED


def test_the_turn_of_the_day_happens_once_and_is_not_undone(tmp_path: Path, clock: StoppedClock) -> None:
    planner = open_planner(tmp_path, clock)
    planner.log.line("call")
    goal = a_goal("1 call", Period.DAY, 1, measure=None)
    put(planner, goal)
    clock.set(WEDNESDAY)
    planner.turn_day()
    seq = planner.store.change_seq
    open_planner(tmp_path, clock).turn_day()
    planner.turn_day()
    assert planner.store.change_seq == seq
    assert [line.state for line in planner.history(3)] == ["kept", "done", "done"]
    assert status_of(planner, goal) is not GoalStatus.ACTIVE
    with pytest.raises(PlannerError, match="changed elsewhere"):
        planner.undo()


def test_a_redo_that_waits_outlives_the_turn_of_the_day(planner: Planner, clock: StoppedClock) -> None:
    planner.log.line("call")
    planner.undo()
    clock.set(WEDNESDAY)
    planner.tick()
    assert planner.redo().label == "Logged: call"


def test_a_clock_set_back_changes_nothing_by_itself(planner: Planner, clock: StoppedClock) -> None:
    clock.set(WEDNESDAY)
    planner.tick()
    seq = planner.store.change_seq
    put(planner, CALLS, goal := a_goal("1 call", Period.DAY, 1, on=date(2026, 2, 1)))
    clock.set(YESTERDAY)
    assert planner.tick()
    assert status_of(planner, goal) is GoalStatus.ACTIVE
    assert planner.store.change_seq == seq + 1
    assert planner.store.meta("day") == "2026-02-11"


def test_two_programs_at_midnight_turn_the_day_without_a_quarrel(tmp_path: Path, clock: StoppedClock) -> None:
    here, there = open_planner(tmp_path, clock), open_planner(tmp_path, clock)
    put(here, CALLS, goal := a_goal("1 call", Period.DAY, 1))
    clock.set(WEDNESDAY)
    from planner.services import rollover

    changes = rollover.ended(here)
    there.tick()
    with pytest.raises(PlannerError):
        here.commit("The day turned", changes, undoable=False, meta={"day": "2026-02-11"})
    here.tick()
    assert status_of(here, goal) is GoalStatus.MISSED


def test_a_day_that_cannot_be_noted_does_not_stop_the_program(tmp_path: Path, clock: StoppedClock) -> None:
    planner = open_planner(tmp_path, clock)
    clock.set(WEDNESDAY)
    planner.store.connection.execute("PRAGMA query_only = 1")
    planner.turn_day()
    planner.store.connection.execute("PRAGMA query_only = 0")
    assert planner.store.meta("day") == ""
    planner.turn_day()
    assert planner.store.meta("day") == "2026-02-11"


def test_moments_are_kept_to_the_second(tmp_path: Path) -> None:
    clock = StoppedClock(datetime(2026, 2, 10, 9, 41, 7, 999_999))  # noqa: DTZ001
    planner = open_planner(tmp_path, clock)
    assert planner.now().microsecond == 0
    planner.log.line("call")
    planner.undo()
    planner.redo()
    planner.undo()
