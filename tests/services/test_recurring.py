"""Actions that come again: one open row of a rule, whatever is done, dropped or missed."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.services import recurring
from planner.services.planner import Planner
from planner.store import reviewed
from tests.builders import TODAY, StoppedClock, a_day_off, a_goal, an_action, open_planner, put

MONDAY = date(2026, 2, 16)
TUESDAY = date(2026, 2, 17)


def rows(planner: Planner) -> list[tuple[date, str, str]]:
    """Return every action there is: its date, what became of it and its rule."""
    found = planner.store.select(Action, order="date, rowid")
    return [(action.date, str(action.status), action.rrule) for action in found]


def open_rows(planner: Planner) -> list[Action]:
    return list(planner.store.select(Action, "status = 'planned'", order="date, rowid"))


def the_open_one(planner: Planner) -> Action:
    (action,) = open_rows(planner)
    return action


def shown(planner: Planner) -> list[tuple[str, str]]:
    day = planner.reading.day(planner.today())
    return [(row.action.text, row.recurs) for row in day.plan]


def test_done_plans_the_next_one_and_undo_takes_both_back(planner: Planner) -> None:
    planner.plan.add("9:30 call Lee 45m every tue", TODAY)
    before = rows(planner)
    done = planner.plan.toggle(the_open_one(planner).id)
    assert done.label == "Done: call Lee · next Tue 17 Feb"
    following = the_open_one(planner)
    assert (following.date, following.text, following.planned_minutes) == (TUESDAY, "call Lee", 45)
    assert following.start_time is not None
    planner.undo()
    assert rows(planner) == before
    planner.redo()
    assert the_open_one(planner) == following


def test_what_was_carried_over_is_done_in_the_plan_it_is_ticked_in_and_its_own_day_stays_as_it_was(
    planner: Planner, clock: StoppedClock
) -> None:
    planner.plan.add("call Lee every day", TODAY)
    key = the_open_one(planner).id
    clock.advance(days=3)
    friday = planner.today()
    before = rows(planner)
    assert planner.plan.toggle(key, friday).label == "Done: call Lee · next Sat 14 Feb"
    (row,) = planner.reading.day(friday).plan
    assert (row.action.id, row.action.status) == (key, ActionStatus.DONE)
    counts = reviewed.planned_counts(planner.store, Span(TODAY, friday))
    assert counts == {TODAY: (1, 0), friday: (1, 1)}
    planner.plan.toggle(key, friday)
    assert (the_open_one(planner).id, the_open_one(planner).date) == (key, friday)
    planner.undo()
    planner.undo()
    assert rows(planner) == before


def test_what_is_ticked_in_the_plan_of_its_own_day_was_done_on_that_day(planner: Planner, clock: StoppedClock) -> None:
    planner.plan.add("call Lee every day", TODAY)
    clock.advance(days=3)
    planner.plan.toggle(the_open_one(planner).id, TODAY)
    assert reviewed.planned_counts(planner.store, Span(TODAY, TODAY)) == {TODAY: (1, 1)}


def test_a_tick_that_is_taken_away_takes_the_next_one_back(planner: Planner) -> None:
    planner.plan.add("call Lee every 3 days", TODAY)
    action = the_open_one(planner)
    planner.plan.toggle(action.id)
    assert planner.plan.toggle(action.id).label == "Open again: call Lee"
    assert the_open_one(planner) == action
    planner.plan.toggle(action.id)
    assert the_open_one(planner).date == date(2026, 2, 13)


@pytest.mark.parametrize("line", ["call Sam every tue", "call Lee every wed", "call Lee"])
def test_a_next_one_that_was_changed_stays_and_has_the_rule(planner: Planner, line: str) -> None:
    planner.plan.add("call Lee every tue", TODAY)
    first = the_open_one(planner)
    planner.plan.toggle(first.id)
    planner.plan.correct(the_open_one(planner).id, line)
    planner.plan.toggle(first.id)
    again, following = open_rows(planner)
    assert (again.id, again.rrule) == (first.id, "")
    assert following.date == TUESDAY
    assert planner.plan.toggle(again.id).label == "Done: call Lee"


def test_a_rule_that_is_given_anew_does_not_meet_the_row_of_the_old_one(planner: Planner) -> None:
    planner.plan.add("call Lee every tue", TODAY)
    first = the_open_one(planner)
    planner.plan.toggle(first.id)
    planner.plan.correct(the_open_one(planner).id, "call Sam every tue")
    planner.plan.toggle(first.id)
    planner.plan.correct(first.id, "call Lee every day")
    assert planner.plan.toggle(first.id).label == "Done: call Lee · next Wed 11 Feb"
    assert [action.text for action in open_rows(planner)] == ["call Lee", "call Sam"]


def test_dropped_plans_the_next_one(planner: Planner) -> None:
    planner.plan.add("call Lee every weekday", TODAY)
    put(planner, a_day_off(date(2026, 2, 11)))
    assert planner.plan.drop(the_open_one(planner).id).label == "Dropped: call Lee · next Thu 12 Feb"
    planner.undo()
    assert the_open_one(planner).date == TODAY


def test_what_is_done_and_then_dropped_comes_again_once(planner: Planner) -> None:
    planner.plan.add("call Lee every day", TODAY)
    first = the_open_one(planner)
    planner.plan.toggle(first.id)
    assert planner.plan.drop(first.id).label == "Dropped: call Lee"
    assert the_open_one(planner).date == date(2026, 2, 11)


def test_after_done_counts_from_the_day_it_was_done(planner: Planner, clock: StoppedClock) -> None:
    planner.plan.add("write to Lee every 3 days after done", TODAY)
    clock.set(date(2026, 2, 20))
    planner.plan.toggle(the_open_one(planner).id)
    assert the_open_one(planner).date == date(2026, 2, 23)


def test_the_first_one_stands_on_its_weekday_unless_the_line_names_another(planner: Planner) -> None:
    assert planner.plan.add("call Lee every mon", TODAY).label == "Planned for Mon 16 Feb: call Lee"
    planner.plan.add("fri plan every mon", TODAY)
    assert [action.date for action in open_rows(planner)] == [date(2026, 2, 13), MONDAY]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("31 jan rent every month", "first on Sun 31 Jan 2027, then Sun 28 Feb and Wed 31 Mar"),
        ("30 nov rent every month", "first on Mon 30 Nov, then Wed 30 Dec and Sat 30 Jan 2027"),
        ("call Lee every mon", "first on Mon 16 Feb, then Mon 23 Feb and Mon 2 Mar"),
        ("call Lee every weekday", "first on Tue 10 Feb, then Thu 12 Feb and Fri 13 Feb"),
        ("call Lee every 3 days", "first on Tue 10 Feb, then Fri 13 Feb and Mon 16 Feb"),
        ("call Lee every 2 months", "first on Tue 10 Feb, then Fri 10 Apr and Wed 10 Jun"),
        ("call Lee every day after done", "first on Tue 10 Feb, then 1 day after it is done"),
        ("call Lee every 3 days after done", "first on Tue 10 Feb, then 3 days after it is done"),
        ("9999-12-31 call Lee every day", "first on Fri 31 Dec 9999"),
        ("call Lee", ""),
    ],
)
def test_the_first_date_of_a_rule_and_those_behind_it_are_told(planner: Planner, line: str, told: str) -> None:
    put(planner, a_day_off(date(2026, 2, 11)))
    draft = planner.plan.read(line)
    assert recurring.dates_told(planner, draft, planner.plan.day_of(draft, TODAY)) == told


def test_the_dates_of_a_moved_one_are_those_of_its_rule(planner: Planner) -> None:
    planner.plan.add("call Lee every tue", TODAY)
    planner.plan.move(the_open_one(planner).id, date(2026, 2, 12))
    action = the_open_one(planner)
    draft = planner.plan.read("call Lee again every tue")
    told = recurring.dates_told(planner, draft, action.date, action.id)
    assert told == "on Thu 12 Feb, then Tue 17 Feb and Tue 24 Feb"


def test_a_missed_one_waits_on_today_once_however_long_it_is_ago(planner: Planner, clock: StoppedClock) -> None:
    planner.plan.add("call Lee every day", TODAY)
    clock.set(date(2026, 4, 1))
    day = planner.reading.day(date(2026, 4, 1))
    assert [(row.action.date, row.recurs) for row in day.plan] == [(TODAY, "every day")]
    assert day.left_open == 0
    planner.plan.toggle(day.plan[0].action.id)
    assert the_open_one(planner).date == date(2026, 4, 2)
    assert shown(planner) == []


def test_bringing_leaves_what_waits_already_where_it_is(planner: Planner) -> None:
    recurring = an_action("daily", on=TODAY - timedelta(days=1), rrule="FREQ=DAILY")
    put(planner, recurring, an_action("plain", on=TODAY - timedelta(days=1)))
    assert planner.plan.bring().label == "Brought 1 to today"
    assert sorted(shown(planner)) == [("daily", "every day"), ("plain", "")]
    assert planner.plan.move(recurring.id, TODAY).label == "Moved to Tue 10 Feb: daily"
    assert sum(bool(action.rrule) for action in open_rows(planner)) == 1


def test_a_moved_one_comes_again_on_the_dates_of_its_rule(planner: Planner, clock: StoppedClock) -> None:
    planner.plan.add("plan every 2 weeks", TODAY)
    planner.plan.move(the_open_one(planner).id, date(2026, 2, 12))
    clock.set(date(2026, 2, 12))
    planner.plan.toggle(the_open_one(planner).id)
    assert the_open_one(planner).date == date(2026, 2, 24)


def test_a_line_changes_and_removes_the_rule(planner: Planner) -> None:
    planner.plan.add("call Lee every day", TODAY)
    (row,) = planner.reading.day(TODAY).plan
    assert planner.plan.written(row) == "call Lee every day"
    assert planner.plan.correct(row.action.id, "call Lee every day").changes == ()
    planner.plan.correct(row.action.id, "call Lee every fri")
    assert the_open_one(planner).rrule == "FREQ=WEEKLY;BYDAY=FR"
    planner.plan.correct(row.action.id, "call Lee")
    assert planner.plan.toggle(row.action.id).label == "Done: call Lee"
    assert open_rows(planner) == []


def test_a_goal_has_a_plan_while_the_rule_of_its_action_stands(planner: Planner) -> None:
    goal = a_goal(measure=None, target=None)
    put(planner, goal)
    planner.plan.add("call Lee every day", TODAY, goal_id=goal.id)
    planner.plan.toggle(the_open_one(planner).id)
    assert the_open_one(planner).goal_id == goal.id
    assert not planner.figures.of(goal, TODAY).no_plan_yet
    planner.plan.correct(the_open_one(planner).id, "call Lee")
    assert planner.figures.of(goal, TODAY).no_plan_yet


def test_a_line_that_names_another_day_counts_the_rule_from_it(planner: Planner) -> None:
    planner.plan.add("plan every 2 weeks", TODAY)
    planner.plan.correct(the_open_one(planner).id, "fri plan every 2 weeks")
    assert the_open_one(planner).rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"


def test_a_rule_on_what_is_done_already_plans_the_next_one(planner: Planner) -> None:
    action = an_action("call Lee").toggled()
    put(planner, action)
    assert planner.plan.correct(action.id, "call Lee every day").label == "Corrected: call Lee · next Wed 11 Feb"
    assert the_open_one(planner).date == date(2026, 2, 11)
    assert planner.plan.correct(action.id, "call Sam every day").label == "Corrected: call Sam"
    with pytest.raises(PlannerError, match="“call Sam” is done already"):
        planner.plan.correct(action.id, "call Sam")
    assert len(open_rows(planner)) == 1


def test_a_follow_up_that_comes_again_stays_one(planner: Planner) -> None:
    put(planner, an_action("call Lee", kind=ActionKind.FOLLOW_UP, rrule="FREQ=DAILY"))
    planner.plan.toggle(the_open_one(planner).id)
    assert the_open_one(planner).kind is ActionKind.FOLLOW_UP


def test_a_rule_of_another_program_is_kept_and_not_followed(planner: Planner) -> None:
    action = an_action("pay", rrule="FREQ=YEARLY;BYMONTH=2")
    put(planner, action)
    planner.plan.correct(action.id, "pay taxes")
    assert the_open_one(planner).rrule == "FREQ=YEARLY;BYMONTH=2"
    assert shown(planner) == [("pay taxes", "")]
    assert planner.plan.toggle(action.id).label == "Done: pay taxes"
    planner.plan.toggle(action.id)
    assert the_open_one(planner).rrule == "FREQ=YEARLY;BYMONTH=2"


def test_the_last_one_of_the_calendar_is_done_like_any_other(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock())
    put(planner, action := an_action("end", on=date.max, rrule="FREQ=DAILY"))
    assert planner.plan.toggle(action.id).label == "Done: end"
    planner.plan.toggle(action.id)
    assert the_open_one(planner) == action


def test_keys_with_a_plus_are_counted_on_where_they_end_in_a_number(planner: Planner) -> None:
    put(planner, *(an_action(key, id=key, rrule="FREQ=DAILY") for key in ("a+b", "+7", "a+9")))
    for key in ("a+b", "+7", "a+9"):
        planner.plan.toggle(key)
    assert sorted(action.id for action in open_rows(planner)) == ["+7+1", "a+10", "a+b+1"]


@settings(max_examples=60)
@given(
    st.sampled_from(["day", "weekday", "mon", "week", "2 weeks", "month", "3 days", "3 days after done"]),
    st.lists(st.sampled_from(["done", "drop", "miss", "move", "undo", "untick", "bring"]), max_size=12),
)
def test_there_is_one_open_row_of_a_rule_at_most_whatever_happens(words: str, history: list[str]) -> None:
    clock = StoppedClock()
    with TemporaryDirectory() as folder:
        planner = open_planner(Path(folder), clock)
        planner.plan.add(f"call Lee every {words}", TODAY)
        ticked: list[str] = []
        for act in history:
            carried = [action for action in open_rows(planner) if action.rrule]
            if act == "miss":
                clock.advance(days=5)
            elif act == "done":
                ticked.append(carried[0].id)
                planner.plan.toggle(carried[0].id, planner.today())
            elif act == "drop":
                planner.plan.drop(carried[0].id)
            elif act == "move":
                planner.plan.move(carried[0].id, max(carried[0].date, planner.today()) + timedelta(days=2))
            elif act == "untick" and ticked:
                last = planner.store.get(Action, ticked.pop())
                if last is not None and last.status is ActionStatus.DONE:
                    planner.plan.toggle(last.id)
            elif act == "undo" and len(planner.history(50)) > 1:
                planner.undo()
                planner.redo()
            elif act == "bring" and planner.reading.left_open(planner.today()):
                planner.plan.bring()
            (one,) = (action for action in open_rows(planner) if action.rrule)
            waiting = [row for row in planner.reading.day(planner.today()).plan if row.recurs and row.action.is_open]
            assert len(waiting) == (one.date <= planner.today())
        planner.store.close()
