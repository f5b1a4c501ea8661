"""The plan's verbs: the one thing of a day, and its actions."""

from datetime import date, time
from pathlib import Path

import pytest

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.contact import Contact
from planner.domain.errors import LineError, PlannerError, StaleWriteError
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import CALLS, TODAY, StoppedClock, a_contact, a_goal, an_action, open_planner, put

YESTERDAY = date(2026, 2, 9)
WEDNESDAY = date(2026, 2, 11)
DANA = a_contact("Dana Reyes", "Acme")


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    planner = open_planner(tmp_path)
    put(planner, DANA)
    return planner


def actions(planner: Planner) -> list[Action]:
    return list(planner.store.select(Action, order="rowid"))


def texts(planner: Planner, day: date = TODAY) -> list[str]:
    return [row.action.text for row in planner.reading.day(day).plan]


def test_the_blank_is_filled_changed_and_emptied(planner: Planner) -> None:
    assert planner.plan.answer(" close the\nAcme renewal ", TODAY).label == "One thing: close the Acme renewal"
    planner.plan.answer("close it", TODAY)
    (only,) = actions(planner)
    assert (only.text, only.kind, only.id) == ("close it", ActionKind.ONE_THING, one_thing_id(TODAY))
    planner.plan.answer("  ", TODAY)
    assert actions(planner) == []
    assert planner.plan.answer("", TODAY).changes == ()


def test_another_answer_is_open_and_keeps_its_goal(planner: Planner) -> None:
    goal = a_goal(measure=None, target=None)
    put(planner, goal)
    planner.plan.answer("close it", TODAY, goal.id)
    planner.plan.toggle(one_thing_id(TODAY))
    planner.plan.answer(" close it ", TODAY)
    (only,) = actions(planner)
    assert only.status is ActionStatus.DONE
    planner.plan.answer("close Acme", TODAY)
    (only,) = actions(planner)
    assert (only.status, only.goal_id) == (ActionStatus.PLANNED, goal.id)


def test_the_one_thing_moves_to_a_day_without_one(planner: Planner) -> None:
    planner.plan.answer("close it", TODAY)
    assert planner.plan.move(one_thing_id(TODAY), WEDNESDAY).label.endswith("Wed 11 Feb: close it")
    assert planner.reading.one_thing(TODAY) is None
    moved = planner.reading.one_thing(WEDNESDAY)
    assert moved is not None
    assert (moved.text, moved.status) == ("close it", ActionStatus.PLANNED)


def test_the_one_thing_does_not_push_another_aside(planner: Planner) -> None:
    planner.plan.answer("close it", TODAY)
    planner.plan.answer("rest", WEDNESDAY)
    with pytest.raises(PlannerError, match="Wed 11 Feb has its one thing already"):
        planner.plan.move(one_thing_id(TODAY), WEDNESDAY)
    with pytest.raises(PlannerError, match="already"):
        planner.plan.move(one_thing_id(TODAY), TODAY)


def test_the_one_thing_comes_back_to_a_day_that_it_left(planner: Planner) -> None:
    planner.plan.answer("close it", TODAY)
    planner.plan.move(one_thing_id(TODAY), WEDNESDAY)
    planner.plan.move(one_thing_id(WEDNESDAY), TODAY)
    there = planner.reading.one_thing(TODAY)
    assert there is not None
    assert there.status is ActionStatus.PLANNED
    planner.plan.drop(there.id)
    assert planner.reading.one_thing(TODAY) is None
    planner.plan.answer("anew", TODAY)
    assert planner.reading.one_thing(TODAY) is not None


def test_a_prompt_whose_answer_moved_away_is_empty_already(planner: Planner) -> None:
    planner.plan.answer("close it", TODAY)
    planner.plan.move(one_thing_id(TODAY), WEDNESDAY)
    assert planner.plan.answer("", TODAY).changes == ()


def test_a_line_is_planned_with_its_day_time_person_and_minutes(planner: Planner) -> None:
    told = planner.plan.add("tomorrow 9:30 call @Dana about terms 45m", TODAY).label
    (action,) = actions(planner)
    assert told == "Planned for Wed 11 Feb: call Dana about terms"
    assert (action.date, action.start_time, action.planned_minutes) == (WEDNESDAY, time(9, 30), 45)
    assert (action.contact_id, action.kind, action.status) == (DANA.id, ActionKind.ACTION, ActionStatus.PLANNED)


def test_a_line_without_a_day_stands_on_the_day_that_is_shown(planner: Planner) -> None:
    planner.plan.add("send terms", WEDNESDAY)
    planner.plan.add("send terms", TODAY)
    assert [action.date for action in actions(planner)] == [WEDNESDAY, TODAY]


def test_an_unknown_name_in_the_plan_makes_a_contact(planner: Planner) -> None:
    planner.plan.add('call @"Sam Ode"', TODAY)
    contact = planner.store.need(Contact, actions(planner)[0].contact_id or "")
    assert (contact.name, contact.source) == ("Sam Ode", "plan")
    planner.undo()
    assert planner.store.get(Contact, contact.id) is None


def test_a_contact_given_beside_the_line_is_cleaned_and_blank_is_nobody(planner: Planner) -> None:
    planner.plan.add("call", TODAY, contact="  \x1b[31mEve\n")
    assert planner.store.need(Contact, actions(planner)[0].contact_id or "").name == "�[31mEve"
    planner.plan.add("call", TODAY, contact="  ")
    assert actions(planner)[1].contact_id is None
    planner.plan.add("call", TODAY, contact="dana reyes")
    assert actions(planner)[2].contact_id == DANA.id


def test_an_empty_line_and_a_past_day_are_refused(planner: Planner) -> None:
    for line in ("", "  ", "yesterday call Lee"):
        with pytest.raises(PlannerError):
            planner.plan.add(line, TODAY)
    assert actions(planner) == []


def test_actions_with_a_time_come_first_then_in_the_order_they_were_planned(planner: Planner) -> None:
    for line in ("one", "two", "15:00 later", "9am early", "three"):
        planner.plan.add(line, TODAY)
    assert texts(planner) == ["early", "later", "one", "two", "three"]


def test_a_correction_replaces_what_the_line_says_and_nothing_else(planner: Planner) -> None:
    goal = a_goal(measure=None, target=None)
    put(planner, goal)
    planner.plan.add("9:30 call @Dana 45m", TODAY, goal_id=goal.id)
    planner.plan.toggle(actions(planner)[0].id)
    planner.plan.correct(actions(planner)[0].id, f"tomorrow write to Lee for: {goal.title}")
    (action,) = actions(planner)
    assert (action.text, action.date, action.start_time) == ("write to Lee", WEDNESDAY, None)
    assert (action.contact_id, action.planned_minutes) == (None, None)
    assert (action.goal_id, action.status) == (goal.id, ActionStatus.DONE)


def test_another_one_thing_than_the_one_that_was_done_is_told_to_be_open_again(planner: Planner) -> None:
    planner.plan.answer("close it", TODAY)
    planner.plan.toggle(one_thing_id(TODAY))
    assert planner.plan.answer("close it", TODAY).changes == ()
    assert planner.plan.answer("close Acme", TODAY).label == "One thing: close Acme, open again"


def test_a_correction_of_the_one_thing_is_its_answer(planner: Planner) -> None:
    planner.plan.answer("close it", TODAY)
    planner.plan.correct(one_thing_id(TODAY), "9am is when I start")
    assert actions(planner)[0].text == "9am is when I start"


@pytest.mark.parametrize("line", ["9:30 call @Dana about [/] 45m", "send terms", r"\tomorrow is another day"])
def test_an_action_that_is_written_out_and_saved_again_is_the_same(planner: Planner, line: str) -> None:
    planner.plan.add(line, TODAY)
    (row,) = planner.reading.day(TODAY).plan
    assert planner.plan.correct(row.action.id, planner.plan.written(row)).changes == ()


def test_a_line_names_the_goal_that_its_action_serves(planner: Planner) -> None:
    calls, renewals = a_goal("40 calls"), a_goal("Renewals", measure=None, target=None)
    put(planner, CALLS, calls, renewals)
    planner.plan.add("send terms 45m every mon @Dana for: renew", TODAY)
    (row,) = planner.reading.day(date(2026, 2, 16)).plan
    assert (row.action.goal_id, row.goal) == (renewals.id, "Renewals in February")
    assert planner.plan.written(row).endswith("for: Renewals in February")
    assert planner.plan.correct(row.action.id, planner.plan.written(row)).changes == ()
    planner.plan.correct(row.action.id, "send terms for: 40 calls")
    assert actions(planner)[0].goal_id == calls.id
    planner.plan.correct(row.action.id, "send terms")
    assert actions(planner)[0].goal_id is None


def test_a_goal_that_stands_no_more_stays_with_its_action(planner: Planner) -> None:
    over = a_goal("40 calls", on=date(2025, 11, 1))
    put(planner, CALLS, over, a_goal("40 calls"), an_action("send terms", goal_id=over.id))
    (row,) = planner.reading.day(TODAY).plan
    assert planner.plan.correct(row.action.id, planner.plan.written(row)).changes == ()
    planner.plan.correct(row.action.id, planner.plan.written(row).replace("terms", "papers"))
    assert (actions(planner)[0].text, actions(planner)[0].goal_id) == ("send papers", over.id)


@pytest.mark.parametrize(("name", "told"), [("diamonds", "is no goal"), ("calls", "could be")])
def test_a_name_that_no_goal_or_more_than_one_has_is_pointed_at(planner: Planner, name: str, told: str) -> None:
    put(planner, CALLS, a_goal("40 calls"), a_goal("9 calls", Period.WEEK, 9))
    line = f"send terms for: {name} "
    with pytest.raises(LineError, match=told) as refused:
        planner.plan.add(line, TODAY)
    assert line[refused.value.start : refused.value.end] == name
    assert actions(planner) == []
    planner.plan.add(f"ask what it is \\for: {name}", TODAY)
    assert texts(planner) == [f"ask what it is for: {name}"]


def test_the_answer_to_the_prompt_may_name_its_goal_and_keeps_what_is_none(planner: Planner) -> None:
    goal = a_goal("Renewals", measure=None, target=None)
    put(planner, goal)
    assert planner.plan.answer("close Acme for: renewals", TODAY).label == "One thing: close Acme"
    assert actions(planner)[0].goal_id == goal.id
    planner.plan.answer("know what I do it for: the family", TODAY)
    assert actions(planner)[0].text == "know what I do it for: the family"


def test_a_tick_is_told_and_taken_away(planner: Planner) -> None:
    action = an_action("send terms")
    put(planner, action)
    assert planner.plan.toggle(action.id).label == "Done: send terms"
    assert planner.plan.toggle(action.id).label == "Open again: send terms"


def test_a_moved_or_dropped_action_leaves_the_plan_and_stays_in_the_file(planner: Planner) -> None:
    stays, moves, goes = an_action("stays"), an_action("moves"), an_action("goes")
    put(planner, stays, moves, goes)
    planner.plan.move(moves.id, WEDNESDAY)
    assert planner.plan.drop(goes.id).label == "Dropped: goes"
    assert (texts(planner), texts(planner, WEDNESDAY)) == (["stays"], ["moves"])
    assert len(actions(planner)) == 4


def test_what_the_week_before_left_open_is_brought_in_one_step(planner: Planner) -> None:
    old = [an_action(f"day {day}", on=date(2026, 2, day)) for day in (2, 3, 9)]
    done = an_action("done", on=YESTERDAY).toggled()
    promise = an_action("promise", on=YESTERDAY, kind=ActionKind.PROMISE)
    put(planner, *old, done, promise)
    assert planner.reading.day(TODAY).left_open == 2
    assert planner.plan.bring().label == "Brought 2 to today"
    assert {"day 3", "day 9"} <= set(texts(planner))
    assert "day 2" not in texts(planner)
    with pytest.raises(PlannerError, match="Nothing of the week before is open"):
        planner.plan.bring()
    planner.undo()
    assert planner.reading.day(TODAY).left_open == 2


def test_follow_ups_and_promises_wait_in_todays_plan_until_they_are_done(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock())
    late = an_action("late", on=date(2025, 11, 3), kind=ActionKind.FOLLOW_UP)
    promised = an_action("promised", on=YESTERDAY, kind=ActionKind.PROMISE)
    put(planner, late, promised, an_action("plain", on=YESTERDAY))
    assert texts(planner) == ["late", "promised"]
    assert texts(planner, WEDNESDAY) == []
    planner.plan.toggle(late.id)
    assert texts(planner) == ["promised"]


def test_an_action_that_is_gone_is_told_so(planner: Planner) -> None:
    with pytest.raises(StaleWriteError, match="no longer there"):
        planner.plan.toggle("gone")
