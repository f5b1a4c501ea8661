"""Sacred blocks on a real file. It is Tuesday 10 February 2026, 9:41 in New York, unless a test says otherwise."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.skipline import NewTime
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import TODAY, StoppedClock, a_day_off, an_action, close_all, open_planner, put

if TYPE_CHECKING:
    from collections.abc import Callable

WEDNESDAY = date(2026, 2, 11)
WEEK = Span(date(2026, 2, 9), date(2026, 2, 15))


def a_block(text: str = "proposals", on: date = TODAY, at: time | None = time(10), **fields: Any) -> Action:
    """Return a sacred hour."""
    return an_action(text, on, **{"kind": ActionKind.BLOCK, "start_time": at, "planned_minutes": 60, **fields})


def clock_of(planner: Planner) -> StoppedClock:
    """Return the clock that a test sets."""
    assert isinstance(planner.clock, StoppedClock)
    return planner.clock


def one(planner: Planner, text: str, on: date = TODAY) -> Action:
    """Return the action of a day with a text."""
    (found,) = planner.store.select(Action, "text = ? AND date = ?", [text, on])
    return found


def turn_to(planner: Planner, day: date, at: time = time(9, 41)) -> None:
    """Let the day turn, as an open app does."""
    clock_of(planner).set(day, at)
    planner.turn_day()


def begun(planner: Planner, **fields: Any) -> Action:
    """Begin a block."""
    block = a_block(**fields)
    put(planner, block)
    planner.blocks.begin(block.id)
    return block


def test_a_line_plans_a_block_of_an_hour_and_writes_it_back(planner: Planner) -> None:
    done = planner.plan.add("block: proposals 10:00 every weekday", TODAY)
    assert done.label == "Planned: sacred hour: proposals"
    (view,) = planner.blocks.of_day(TODAY)
    item = view.action
    assert (item.kind, item.planned_minutes, item.start_time) == (ActionKind.BLOCK, 60, time(10))
    assert view.row.recurs == "every weekday"
    assert planner.plan.written(view.row) == "10:00 block proposals 1h every weekday"
    assert planner.plan.correct(item.id, "10:30 block proposals 30m").label == "Corrected: proposals"
    assert planner.blocks.of_day(TODAY)[0].action.planned_minutes == 30


def test_a_block_begins_ends_and_keeps_its_whole_minutes(planner: Planner) -> None:
    block = a_block()
    put(planner, block)
    assert planner.blocks.begin(block.id).label == "Begun: proposals, until 10:41"
    assert planner.blocks.running() == planner.store.get(Action, block.id)
    clock_of(planner).advance(minutes=24, seconds=59)
    assert planner.blocks.end().label == "Kept 24 of 60 minutes: proposals"
    ended = planner.store.need(Action, block.id)
    assert (ended.status, ended.kept_minutes) == (ActionStatus.DONE, 24)
    assert planner.blocks.running() is None
    assert planner.undo().label == "Kept 24 of 60 minutes: proposals"
    assert planner.blocks.running() is not None


def test_left_before_its_first_minute_a_block_waits_as_it_did(planner: Planner) -> None:
    block = begun(planner)
    clock_of(planner).advance(seconds=59)
    assert planner.blocks.end().label == "Left before its first minute: proposals"
    assert planner.store.get(Action, block.id) == block


def test_a_tick_ends_the_block_that_runs_and_no_tick_takes_its_minutes_away(planner: Planner) -> None:
    block = begun(planner)
    clock_of(planner).advance(minutes=30)
    assert planner.plan.toggle(block.id).label == "Kept 30 of 60 minutes: proposals"
    planner.plan.toggle(block.id)
    assert planner.store.get(Action, block.id) == block


def test_sleep_and_a_restart_leave_the_block_running_with_the_right_time(planner: Planner, tmp_path: Path) -> None:
    block = begun(planner)
    clock = clock_of(planner)
    close_all()
    clock.advance(minutes=20)  # asleep, or not running: nobody ticks
    again = open_planner(tmp_path, clock)
    assert again.blocks.close_over() is None
    clock.advance(minutes=20)
    assert again.blocks.end().label == "Kept 40 of 60 minutes: proposals"
    assert again.store.need(Action, block.id).begun_at == datetime(2026, 2, 10, 14, 41, tzinfo=UTC)


def test_what_ran_out_while_it_was_closed_is_closed_with_its_planned_minutes(planner: Planner) -> None:
    block = begun(planner)
    clock_of(planner).advance(hours=5)
    closed = planner.blocks.close_over()
    assert closed is not None
    assert closed.label == "“proposals” ran out while the planner was closed: 60 minutes are kept"
    assert planner.store.need(Action, block.id).kept_minutes == 60
    assert planner.blocks.close_over() is None


def test_one_that_runs_over_midnight_goes_on_and_keeps_at_most_what_was_planned(planner: Planner) -> None:
    clock_of(planner).set(TODAY, time(23, 30))
    begun(planner, at=time(23, 30), rrule="FREQ=DAILY")
    turn_to(planner, WEDNESDAY, time(0, 10))
    assert planner.blocks.close_over() is None
    running = planner.blocks.running()
    assert running is not None
    assert running.date == TODAY
    turn_to(planner, WEDNESDAY, time(7))
    assert planner.blocks.end().label == "Kept 60 of 60 minutes: proposals · next Wed 11 Feb"
    assert planner.blocks.kept(Span(TODAY, TODAY)) == (60, 60)


def test_who_stays_longer_has_it_recorded_and_a_span_counts_what_was_planned(planner: Planner) -> None:
    block = begun(planner)
    put(planner, a_block("new calls", at=time(15)))
    clock_of(planner).advance(minutes=85)
    planner.blocks.end()
    assert planner.store.need(Action, block.id).kept_minutes == 85
    assert planner.blocks.kept(WEEK) == (60, 120)


@pytest.mark.parametrize(
    ("night", "at", "real"),
    [(date(2026, 11, 1), time(1, 15), 90), (date(2026, 3, 8), time(3, 15), 90)],
    ids=["an hour twice", "an hour less"],
)
def test_the_nights_when_the_clock_changes_have_their_real_minutes(
    tmp_path: Path, night: date, at: time, real: int
) -> None:
    clock = StoppedClock(datetime.combine(night, time(0, 45)))
    planner = open_planner(tmp_path, clock)
    begun(planner, on=night, at=time(0, 45), planned_minutes=120)
    clock.local = datetime.combine(night, at).replace(fold=1 if night.month == 11 else 0)
    assert planner.blocks.end().label == f"Kept {real} of 120 minutes: proposals"


def test_a_clock_that_was_set_back_keeps_nothing_below_none(planner: Planner) -> None:
    begun(planner)
    clock_of(planner).advance(hours=-2)
    assert planner.blocks.end().label == "Left before its first minute: proposals"


def test_at_most_one_block_runs_and_one_that_ran_out_makes_room(planner: Planner) -> None:
    first = begun(planner)
    second = a_block("new calls", at=time(11))
    put(planner, second)
    with pytest.raises(PlannerError, match="“proposals” runs now"):
        planner.blocks.begin(second.id)
    clock_of(planner).advance(minutes=60)
    planner.blocks.begin(second.id)
    running = planner.blocks.running()
    assert running is not None
    assert running.id == second.id
    assert planner.store.need(Action, first.id).kept_minutes == 60
    planner.undo()
    assert planner.store.need(Action, first.id).kept_minutes is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": ActionStatus.DONE}, "is done already"),
        ({"on": WEDNESDAY}, "stands on Wed 11 Feb. Move it to today"),
        ({"on": date(2026, 2, 9)}, "stands on Mon 9 Feb"),
        ({"kind": ActionKind.ACTION}, "is no sacred block"),
    ],
)
def test_what_cannot_begin_is_refused(planner: Planner, fields: dict[str, Any], sentence: str) -> None:
    block = a_block(**fields)
    put(planner, block)
    with pytest.raises(PlannerError, match=sentence):
        planner.blocks.begin(block.id)
    with pytest.raises(PlannerError, match="No block runs"):
        planner.blocks.end()


def test_the_block_that_runs_is_neither_moved_nor_dropped_nor_skipped_nor_made_a_plain_action(planner: Planner) -> None:
    block = begun(planner)
    acts: list[Callable[[], object]] = [
        lambda: planner.plan.move(block.id, WEDNESDAY),
        lambda: planner.plan.drop(block.id),
        lambda: planner.blocks.skip(block.id, None),
        lambda: planner.plan.correct(block.id, "proposals"),
    ]
    for act in acts:
        with pytest.raises(PlannerError, match="“proposals” runs now"):
            act()
    planner.plan.correct(block.id, "block more proposals 90m")
    assert planner.blocks.next_up().text == "more proposals"


def test_a_clash_is_told_on_both_blocks_and_for_one_that_is_not_there_yet(planner: Planner) -> None:
    put(planner, a_block("proposals", at=time(9)), a_block("new calls", at=time(9, 30)))
    first, second = planner.blocks.of_day(TODAY)
    assert (first.row.clash, second.row.clash) == ("new calls 9:30-10:30", "proposals 9:00-10:00")
    assert planner.blocks.clash(a_block("more", at=time(10, 15))) == "new calls 9:30-10:30"
    assert planner.blocks.clash(a_block("more", at=time(10, 30))) == ""
    assert planner.blocks.clash(a_block("more", at=None)) == ""
    assert planner.blocks.clash(replace(first.action, planned_minutes=30)) == ""


def test_an_action_with_a_time_clashes_with_a_block_and_not_with_the_one_that_holds_it(planner: Planner) -> None:
    put(planner, first := a_block("proposals", at=time(9)))
    told = planner.plan.add("9:30 call Lee", TODAY).label
    assert told == "Planned: call Lee · clashes with proposals 9:00-10:00"
    (view,) = planner.blocks.of_day(TODAY)
    assert view.row.clash == "call Lee 9:30-10:00"
    assert [one.clash for one in planner.reading.day(TODAY).plan] == ["call Lee 9:30-10:00", "proposals 9:00-10:00"]
    assert planner.plan.add("9:45 call Dana", date(2026, 2, 12)).label == "Planned for Thu 12 Feb: call Dana"
    planner.blocks.hold(one(planner, "call Lee").id, first.id)
    assert [one.clash for one in planner.reading.day(TODAY).plan] == ["", ""]
    assert planner.blocks.clash_typed(planner.plan.read("9:40 call Lee"), TODAY, one(planner, "call Lee").id) == ""


def test_two_actions_with_a_time_and_no_block_are_no_clash_on_a_day(planner: Planner) -> None:
    planner.plan.add("9:30 call Lee", TODAY)
    assert planner.plan.add("9:45 call Dana", TODAY).label == "Planned: call Dana"
    assert [one.clash for one in planner.reading.day(TODAY).plan] == ["", ""]


def test_a_clash_is_told_in_the_sentence_that_saves_and_refuses_nothing(planner: Planner) -> None:
    put(planner, a_block(at=time(10), planned_minutes=90))
    told = planner.plan.add("10:30 block new calls 30m", TODAY).label
    assert told == "Planned: sacred block: new calls · clashes with proposals 10:00-11:30"
    calls = one(planner, "new calls").id
    assert planner.plan.correct(calls, "11:30 block new calls 30m").label == "Corrected: new calls"
    told = planner.plan.correct(calls, "11:00 block new calls 30m").label
    assert told == "Corrected: new calls · clashes with proposals 10:00-11:30"
    told = planner.blocks.skip(calls, NewTime(time(11, 15))).label
    assert told == "Moved to 11:15: new calls · clashes with proposals 10:00-11:30"
    put(planner, a_block("review", WEDNESDAY, time(23, 30)))
    planner.plan.correct(calls, "23:45 block new calls 30m")
    told = planner.plan.move(calls, WEDNESDAY).label
    assert told == "Moved to Wed 11 Feb: new calls · clashes with review 23:30-0:30"


def test_a_skipped_block_moves_within_its_day_while_its_rule_keeps_its_time(planner: Planner) -> None:
    planner.plan.add("block proposals 10:00 every weekday", TODAY)
    block = one(planner, "proposals")
    assert planner.blocks.skip(block.id, NewTime(time(15))).label == "Moved to 15:00: proposals · next Wed 11 Feb"
    assert (one(planner, "proposals").start_time, one(planner, "proposals", WEDNESDAY).start_time) == (
        time(15),
        time(10),
    )
    planner.blocks.begin(block.id)
    clock_of(planner).advance(minutes=5)
    assert planner.blocks.end().label == "Kept 5 of 60 minutes: proposals"  # the next one is planned already


def test_a_skipped_block_moves_to_another_day_with_its_actions_and_its_rule_goes_on(planner: Planner) -> None:
    planner.plan.add("block proposals 10:00 every weekday", TODAY)
    block = one(planner, "proposals")
    put(planner, an_action("draft", block_id=block.id))
    told = planner.blocks.skip(block.id, NewTime(time(9), WEDNESDAY)).label
    assert told == "Moved to Wed 11 Feb 09:00: proposals · next Wed 11 Feb"
    first, second = planner.blocks.of_day(WEDNESDAY)
    assert [(view.action.start_time, view.row.recurs, len(view.held)) for view in (first, second)] == [
        (time(9), "", 1),
        (time(10), "every weekday", 0),
    ]
    assert planner.blocks.of_day(TODAY) == ()
    planner.undo()
    assert planner.blocks.of_day(WEDNESDAY) == ()
    assert len(planner.blocks.of_day(TODAY)[0].held) == 1


def test_a_block_skipped_to_a_day_keeps_its_time_and_one_of_an_earlier_day_comes_to_today(planner: Planner) -> None:
    block, earlier = a_block(), a_block("new calls", TODAY - timedelta(days=1))
    put(planner, block, earlier)
    assert planner.blocks.skip(block.id, NewTime(day=WEDNESDAY)).label == "Moved to Wed 11 Feb: proposals"
    assert one(planner, "proposals", WEDNESDAY).start_time == time(10)
    assert planner.blocks.skip(earlier.id, NewTime(time(15))).label == "Moved to Tue 10 Feb 15:00: new calls"


def test_a_block_that_counts_from_completion_and_is_put_off_comes_again_after_its_new_day(planner: Planner) -> None:
    planner.plan.add("block proposals 10:00 every 3 days after done", TODAY)
    told = planner.blocks.skip(one(planner, "proposals").id, NewTime(day=WEDNESDAY)).label
    assert told == "Moved to Wed 11 Feb: proposals · next Sat 14 Feb"


def test_a_block_may_be_skipped_and_counts_as_planned(planner: Planner) -> None:
    planner.plan.add("block proposals 10:00 every weekday", TODAY)
    assert planner.blocks.skip(one(planner, "proposals").id, None).label == "Skipped: proposals · next Wed 11 Feb"
    assert planner.blocks.of_day(TODAY) == ()
    assert planner.blocks.kept(Span(TODAY, TODAY)) == (0, 60)
    with pytest.raises(PlannerError, match="is dropped already"):
        planner.blocks.skip(one(planner, "proposals").id, None)


def test_a_block_is_not_skipped_to_a_time_that_is_past(planner: Planner) -> None:
    block = a_block()
    put(planner, block)
    for when, sentence in (
        (NewTime(time(9)), "09:00 is past"),
        (NewTime(day=TODAY - timedelta(days=1)), "Mon 9 Feb is past. Name a day to come"),
        (NewTime(day=TODAY), "“proposals” stands on Tue 10 Feb already. Name another time"),
    ):
        with pytest.raises(PlannerError, match=sentence):
            planner.blocks.skip(block.id, when)


def test_one_taken_off_the_plan_was_not_planned_and_one_ticked_off_was_kept(planner: Planner) -> None:
    off, ticked = a_block("off"), a_block("ticked", at=time(12))
    put(planner, off, ticked)
    planner.plan.drop(off.id)
    planner.plan.toggle(ticked.id)
    assert planner.blocks.kept(WEEK) == (60, 60)
    assert planner.blocks.kept(Span(WEDNESDAY, WEDNESDAY)) == (0, 0)


def test_a_recurring_block_goes_on_when_it_ends(planner: Planner) -> None:
    planner.plan.add("block proposals 10:00 every weekday", TODAY)
    put(planner, a_day_off(WEDNESDAY))
    planner.blocks.begin(one(planner, "proposals").id)
    clock_of(planner).advance(minutes=60)
    assert planner.blocks.end().label == "Kept 60 of 60 minutes: proposals · next Thu 12 Feb"
    following = one(planner, "proposals", date(2026, 2, 12))
    assert (following.begun_at, following.kept_minutes, following.kind) == (None, None, ActionKind.BLOCK)


def test_a_missed_block_stays_on_its_day_and_the_rule_goes_on_in_one_row(planner: Planner) -> None:
    planner.plan.add("block proposals 10:00 every weekday", TODAY)
    turn_to(planner, date(2026, 2, 13))  # Wednesday and Thursday nobody opened it
    (view,) = planner.blocks.of_day(date(2026, 2, 13))
    assert (view.action.date, view.row.recurs) == (date(2026, 2, 13), "every weekday")
    missed = one(planner, "proposals")
    assert (missed.is_open, missed.rrule) == (True, "")
    assert planner.store.rows("SELECT count(*) FROM action") == [(2,)]
    assert planner.blocks.kept(WEEK) == (0, 240), "the days that nobody turned were planned too"
    planner.turn_day()
    turn_to(planner, date(2026, 2, 16))
    assert planner.store.rows("SELECT count(*) FROM action") == [(3,)]
    assert planner.reading.day(date(2026, 2, 16)).left_open == 0


def test_before_the_day_turned_in_the_file_a_missed_block_waits_once(planner: Planner) -> None:
    planner.plan.add("block proposals 10:00 every weekday", TODAY)
    put(planner, a_block("one-off"))
    clock_of(planner).set(date(2026, 2, 13))
    assert [view.action.text for view in planner.blocks.of_day(date(2026, 2, 13))] == ["proposals"]


def test_a_weekly_block_that_was_missed_comes_next_week(planner: Planner) -> None:
    planner.plan.add("block new calls 10:00 every tue", TODAY)
    turn_to(planner, WEDNESDAY)
    assert planner.blocks.of_day(WEDNESDAY) == ()
    assert one(planner, "new calls", date(2026, 2, 17)).rrule


def test_a_block_that_counts_from_completion_waits(planner: Planner) -> None:
    planner.plan.add("block new calls every 3 days after done", TODAY)
    turn_to(planner, WEDNESDAY)
    assert [view.action.date for view in planner.blocks.of_day(WEDNESDAY)] == [TODAY]


def test_an_action_is_held_goes_through_the_days_blocks_and_out_again(planner: Planner) -> None:
    first, second, action = a_block(), a_block("new calls", at=time(15)), an_action("draft")
    put(planner, first, second, action)
    told = [planner.blocks.hold_next(action.id, TODAY).label for _ in range(4)]
    assert told == [
        "Into 10:00 proposals: draft",
        "Into 15:00 new calls: draft",
        "Out of its block: draft",
        "Into 10:00 proposals: draft",
    ]
    assert [row.action.text for row in planner.blocks.of_day(TODAY)[0].held] == ["draft"]
    assert [(row.action.text, row.is_held) for row in planner.reading.day(TODAY).plan][:2] == [
        ("proposals", False),
        ("draft", True),
    ]
    planner.blocks.begin(first.id)
    under_way = planner.blocks.under_way()
    assert under_way is not None
    assert [row.action.text for row in under_way.held] == ["draft"]


def test_what_waits_since_an_earlier_day_can_be_held_and_what_comes_later_cannot(planner: Planner) -> None:
    block = a_block()
    earlier = an_action("call Lee", TODAY - timedelta(days=3), kind=ActionKind.FOLLOW_UP)
    later = an_action("later", WEDNESDAY)
    put(planner, block, earlier, later)
    planner.blocks.hold(earlier.id, block.id)
    assert [row.action.text for row in planner.blocks.of_day(TODAY)[0].held] == ["call Lee"]
    with pytest.raises(PlannerError, match="is no block that waits on the day of “later”"):
        planner.blocks.hold(later.id, block.id)
    with pytest.raises(PlannerError, match="holds actions, and no other block"):
        planner.blocks.hold(block.id, block.id)
    with pytest.raises(PlannerError, match="No block waits today"):
        planner.blocks.hold_next(later.id, WEDNESDAY)


def test_a_moved_block_takes_its_open_actions_along_and_undo_brings_all_back(planner: Planner) -> None:
    block = a_block()
    put(planner, block, an_action("draft", block_id=block.id), an_action("sent", block_id=block.id, status="done"))
    planner.plan.move(block.id, WEDNESDAY)
    (view,) = planner.blocks.of_day(WEDNESDAY)
    assert [row.action.text for row in view.held] == ["draft"]
    assert [row.action.text for row in planner.reading.day(TODAY).plan] == ["sent"]
    planner.undo()
    assert len(planner.blocks.of_day(TODAY)[0].held) == 2
    planner.plan.correct(block.id, "tomorrow 10am block proposals")
    assert [row.action.text for row in planner.blocks.of_day(WEDNESDAY)[0].held] == ["draft"]


def test_an_action_that_moves_away_by_itself_leaves_its_block(planner: Planner) -> None:
    block, action = a_block(), an_action("draft")
    put(planner, block, action)
    planner.blocks.hold(action.id, block.id)
    planner.plan.move(action.id, WEDNESDAY)
    assert one(planner, "draft", WEDNESDAY).block_id is None


def test_the_next_block_is_the_one_that_runs_then_the_next_in_time(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="No block waits today"):
        planner.blocks.next_up()
    put(planner, a_block("over", at=time(8)), a_block("any", at=None), a_block("soon", at=time(9)), a_block("late"))
    assert planner.blocks.next_up().text == "soon"
    planner.blocks.begin(planner.blocks.find("late").id)
    assert planner.blocks.next_up().text == "late"
    with pytest.raises(PlannerError, match="“o” fits several blocks of today"):
        planner.blocks.find("o")
    with pytest.raises(PlannerError, match="“x” is no block that waits today"):
        planner.blocks.find("x")


def test_a_line_makes_a_block_of_a_plain_action_and_none_of_a_promise(planner: Planner) -> None:
    plain, promise = an_action("proposals"), an_action("send terms", kind=ActionKind.PROMISE)
    put(planner, plain, promise)
    planner.plan.correct(plain.id, "15:00 block proposals")
    assert planner.blocks.of_day(TODAY)[0].action.planned_minutes == 60
    planner.plan.correct(plain.id, "15:00 proposals")
    assert planner.blocks.of_day(TODAY) == ()
    with pytest.raises(PlannerError, match="A promise is no block"):
        planner.plan.correct(promise.id, "block send terms")
    planner.plan.correct(promise.id, r"\block send terms")
    assert one(planner, "block send terms").kind is ActionKind.PROMISE


def test_the_minutes_of_a_week_are_two_reads(planner: Planner) -> None:
    put(planner, *(a_block(on=WEEK.start + timedelta(days=n), status="done", kept_minutes=10 * n) for n in range(7)))
    seen: list[str] = []
    assert planner.calendar.is_working(TODAY)
    planner.store.connection.set_trace_callback(seen.append)
    assert planner.blocks.kept(WEEK) == (210, 420)
    assert len(seen) == 2
