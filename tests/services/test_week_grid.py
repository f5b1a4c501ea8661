"""The seven days of a week: what stands on them, how full they are, and what is laid, put and timed."""

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.errors import PlannerError
from planner.domain.period import Period
from planner.domain.weekviews import CAPACITY, ProposalKind, WeekGrid
from planner.services.planner import Planner
from tests.builders import (
    DOLLARS,
    StoppedClock,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    close_all,
    open_planner,
    put,
)

MONDAY = date(2026, 2, 9)
TUESDAY = date(2026, 2, 10)
LAST_THURSDAY = date(2026, 2, 5)
SATURDAY = date(2026, 2, 7)
"""The day of planning."""


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(datetime(2026, 2, 7, 10))  # noqa: DTZ001  # the clock has the zone


def rows(planner: Planner) -> list[Action]:
    return list(planner.store.select(Action, order="id"))


def texts(grid: WeekGrid) -> list[list[str]]:
    return [[one.row.action.text for one in column.rows] for column in grid.columns]


def proposed(planner: Planner) -> list[str]:
    return [one.text for one in planner.week.grid(MONDAY).proposals]


def test_a_week_has_seven_days_with_their_rows_in_order_of_time(planner: Planner) -> None:
    put(
        planner,
        a_day_off(TUESDAY, "Founders' Day"),
        an_action("second", MONDAY, position=1),
        an_action("at two", MONDAY, start_time=datetime(2026, 2, 9, 14).time()),  # noqa: DTZ001
        an_action("first", MONDAY, position=0),
        an_action("away", MONDAY, status="moved"),
        an_action("sunday", date(2026, 2, 15)),
        an_action("next week", date(2026, 2, 16)),
    )
    grid = planner.week.grid(date(2026, 2, 11))
    assert texts(grid) == [["at two", "first", "second"], [], [], [], [], [], ["sunday"]]
    assert [column.capacity for column in grid.columns] == [CAPACITY, 0, CAPACITY, CAPACITY, CAPACITY, 0, 0]
    assert [column.day_off for column in grid.columns][:2] == ["", "Founders' Day"]


def test_the_load_is_the_planned_minutes_thirty_where_none_are_said(planner: Planner) -> None:
    block = an_action("sacred", MONDAY, kind="block", planned_minutes=90)
    put(
        planner,
        block,
        an_action("in it", MONDAY, block_id=block.id, planned_minutes=20),
        an_action("no length", MONDAY),
        an_action("none at all", MONDAY, planned_minutes=0),
        an_action("no length", TUESDAY, kind="block"),
        an_action("its block is yesterday's", TUESDAY, block_id=block.id),
    )
    assert [column.load for column in planner.week.grid(MONDAY).columns][:3] == [120, 90, 0]


def test_two_that_overlap_clash_and_what_a_block_holds_does_not(planner: Planner) -> None:
    put(planner, block := an_action("sacred", MONDAY, kind="block", planned_minutes=60))
    planner.week.set_time(block.id, "9")
    for line in ("9:30 call Lee", "10 o'clock tea", "11:00 a 60m", "11:59 b", "12:29 c"):
        planner.plan.add(line, MONDAY)
    held = an_action("in it", MONDAY, block_id=block.id)
    put(planner, held)
    planner.week.set_time(held.id, "9:10")
    clashing = [one.row.action.text for one in planner.week.grid(MONDAY).columns[0].rows if one.clashes]
    assert clashing == ["sacred", "call Lee", "a", "b"]


def test_what_a_rule_is_expected_to_bring_clashes_on_the_day_on_which_it_comes(planner: Planner) -> None:
    planner.plan.add("9:00 prospect every weekday", MONDAY)
    planner.plan.add("9:15 block proposals", date(2026, 2, 11))
    columns = planner.week.grid(MONDAY).columns
    clashing = [[one.row.action.text for one in column.rows if one.clashes] for column in columns]
    assert clashing == [[], [], ["prospect", "proposals"], [], [], [], []]


def test_a_rule_is_expected_on_its_later_days(planner: Planner) -> None:
    planner.plan.add("9:00 prospect 45m every weekday", date(2026, 2, 6))
    planner.plan.add("tidy up every 3 days after done", MONDAY)
    put(planner, a_day_off(date(2026, 2, 11)))
    grid = planner.week.grid(MONDAY)
    assert texts(grid) == [["prospect", "tidy up"], ["prospect"], [], ["prospect"], ["prospect"], [], []]
    assert [one.is_expected for one in grid.columns[0].rows] == [True, False]
    assert grid.columns[1].load == 45


def test_one_that_was_missed_waits_on_today(planner: Planner, clock: StoppedClock) -> None:
    planner.plan.add("prospect every weekday", MONDAY)
    clock.set(date(2026, 2, 18))
    grid = planner.week.grid(date(2026, 2, 18))
    assert texts(grid) == [[], [], ["prospect"], ["prospect"], ["prospect"], [], []]
    assert all(one.is_expected for column in grid.columns for one in column.rows)


def test_what_waits_is_proposed_best_first_with_the_goal_it_serves(planner: Planner) -> None:
    lee = a_contact("Lee Park")
    renewals = a_goal("$1,000", Period.CUSTOM, 100_000, DOLLARS, starts_on=SATURDAY, ends_on=date(2026, 2, 20))
    put(
        planner,
        DOLLARS,
        renewals,
        lee,
        a_deal(amount_minor=10_000, stage="won", closed_on=date(2026, 1, 5)),
        an_action("call back", date(2026, 1, 20), kind="follow_up", contact_id=lee.id, goal_id=renewals.id),
        an_action("send the terms", LAST_THURSDAY),
        an_action("older than a week", date(2026, 1, 28)),
        an_action("update the list", date(2026, 1, 14), status="done"),
        an_action("Update the list", date(2026, 1, 22), status="done"),
        an_action("twice in a week", date(2026, 1, 20), status="done"),
        an_action("twice in a week", date(2026, 1, 21), status="done"),
        an_action("due in the week", TUESDAY, kind="promise"),
        an_action("tomorrow's", date(2026, 2, 8)),
    )
    planner.plan.answer("close the renewal", date(2026, 2, 6))
    found = planner.week.grid(MONDAY).proposals
    assert [(one.kind, one.text, one.since) for one in found] == [
        (ProposalKind.DUE, "call back", date(2026, 1, 20)),
        (ProposalKind.OPEN, "send the terms", LAST_THURSDAY),
        (ProposalKind.OPEN, "close the renewal", date(2026, 2, 6)),
        (ProposalKind.LEADS, "15 new leads for $1,000", None),
        (ProposalKind.AGAIN, "Update the list", None),
    ]
    assert [(one.contact, one.goal) for one in found if one.goal] == [("Lee Park", "$1,000"), ("", "$1,000")]


def test_top_prospects_that_are_due_by_the_weeks_end_are_proposed_and_laid_like_the_rest(planner: Planner) -> None:
    top: dict[str, Any] = {"is_top": True, "cadence_months": 1, "created_on": date(2025, 12, 1)}
    dana, lee, sam, ann = (a_contact(name, name[0], **top) for name in ("Dana", "Lee", "Sam", "Ann"))
    talks = ((dana, date(2026, 1, 15)), (lee, date(2026, 1, 9)), (sam, date(2026, 1, 16)), (ann, date(2026, 1, 5)))
    put(
        planner,
        *(one for one, _ in talks),
        *(an_activity(on=day, outcome="connected", contact_id=one.id) for one, day in talks),
        an_action("call", date(2026, 2, 20), kind="follow_up", contact_id=ann.id),
        an_action("send the terms", LAST_THURSDAY),
    )
    found = planner.week.grid(MONDAY).proposals
    assert [(one.kind, one.text, one.contact, one.since) for one in found] == [
        (ProposalKind.TOP, "call Lee", "L", date(2026, 2, 9)),
        (ProposalKind.TOP, "call Dana", "D", date(2026, 2, 15)),
        (ProposalKind.OPEN, "send the terms", "", LAST_THURSDAY),
    ]
    assert planner.week.lay(found[0].key, TUESDAY).label == "Planned for Tue 10 Feb: call Lee"
    laid = next(one for one in rows(planner) if one.contact_id == lee.id)
    assert (laid.kind, laid.date) == (ActionKind.FOLLOW_UP, TUESDAY)
    assert proposed(planner) == ["call Dana", "send the terms"]
    assert [one.text for one in planner.week.grid(date(2026, 2, 16)).proposals][:2] == ["call Dana", "call Sam"]


def test_all_that_waits_is_proposed_and_each_that_is_laid_is_one_less(planner: Planner) -> None:
    dana = a_contact("Dana", is_top=True, cadence_months=1, created_on=date(2025, 12, 1))
    put(planner, dana, *(an_action(f"call {n}", LAST_THURSDAY, kind="follow_up") for n in range(20)))
    found = planner.week.grid(MONDAY).proposals
    assert (len(found), found[-1].text) == (21, "call Dana")
    for left, one in zip(range(20, 17, -1), found, strict=False):
        planner.week.lay(one.key, TUESDAY)
        assert len(planner.week.grid(MONDAY).proposals) == left


def test_nothing_is_proposed_for_a_week_that_is_over(planner: Planner) -> None:
    put(planner, an_action("call Lee", date(2026, 1, 22), kind="follow_up"))
    assert planner.week.grid(date(2026, 1, 28)).proposals == ()


def test_what_is_laid_is_proposed_no_more(planner: Planner) -> None:
    renewals = a_goal("$1,000", Period.CUSTOM, 100_000, DOLLARS, starts_on=SATURDAY, ends_on=date(2026, 2, 20))
    put(
        planner,
        DOLLARS,
        renewals,
        a_deal(amount_minor=10_000, stage="won", closed_on=date(2026, 1, 5)),
        an_action("send the terms", LAST_THURSDAY),
        an_action("update the list", date(2026, 1, 14), status="done", planned_minutes=45),
        an_action("update the list", date(2026, 1, 22), status="done", planned_minutes=45),
    )
    for at, one in zip(("9", "", "14:15"), planner.week.grid(MONDAY).proposals, strict=True):
        planner.week.lay(one.key, TUESDAY, at)
        with pytest.raises(PlannerError, match="waits no longer"):
            planner.week.lay(one.key, TUESDAY)
    assert proposed(planner) == []
    laid = [(one.row.action.text, one.row.goal) for one in planner.week.grid(MONDAY).columns[1].rows]
    assert laid == [("send the terms", ""), ("update the list", ""), ("15 new leads for $1,000", "$1,000")]
    assert planner.week.grid(MONDAY).columns[1].load == 30 + 45 + 30


def test_laying_reads_nothing_of_what_the_leads_come_from_until_that_changes(planner: Planner) -> None:
    renewals = a_goal("$1,000", Period.CUSTOM, 100_000, DOLLARS, starts_on=SATURDAY, ends_on=date(2026, 2, 20))
    won = a_deal(amount_minor=10_000, stage="won", closed_on=date(2026, 1, 5))
    put(planner, DOLLARS, renewals, won, *(an_action(f"call {n}", LAST_THURSDAY, position=n) for n in range(3)))
    first = planner.week.grid(MONDAY).proposals[0]
    read: list[str] = []
    planner.store.connection.set_trace_callback(read.append)
    planner.week.lay(first.key, MONDAY)
    assert proposed(planner) == ["call 1", "call 2", "15 new leads for $1,000"]
    planner.store.connection.set_trace_callback(None)
    assert not [sql for sql in read if "FROM deal" in sql or "FROM activity" in sql]
    put(planner, a_deal(amount_minor=50_000, stage="won", closed_on=date(2026, 1, 6)))
    assert proposed(planner)[-1] != "15 new leads for $1,000"


def test_what_a_past_day_left_open_stays_there_as_moved(planner: Planner) -> None:
    put(planner, an_action("send the terms", LAST_THURSDAY, planned_minutes=20))
    planner.plan.answer("close the renewal", LAST_THURSDAY)
    for one in planner.week.grid(MONDAY).proposals:
        planner.week.lay(one.key, MONDAY)
    there = [(a.text, a.status, a.kind) for a in rows(planner) if a.date == LAST_THURSDAY]
    assert there == [
        ("close the renewal", ActionStatus.MOVED, ActionKind.ONE_THING),
        ("send the terms", ActionStatus.MOVED, ActionKind.ACTION),
    ]
    here = [(a.text, a.kind, a.planned_minutes) for a in rows(planner) if a.date == MONDAY]
    assert sorted(here) == [
        ("close the renewal", ActionKind.ACTION, None),
        ("send the terms", ActionKind.ACTION, 20),
    ]


def test_planning_moves_without_a_trace(planner: Planner) -> None:
    planner.plan.add("9:30 call Lee 45m every tue", TUESDAY)
    (before,) = rows(planner)
    planner.week.put(before.id, date(2026, 2, 12))
    (after,) = rows(planner)
    assert (after.id, after.date, after.start_time) == (before.id, date(2026, 2, 12), before.start_time)
    planner.plan.toggle(after.id)
    assert rows(planner)[-1].date == date(2026, 2, 17)
    planner.undo()
    planner.undo()
    assert rows(planner) == [before]


def test_what_is_done_or_stands_there_is_not_moved_and_no_past_day_is_planned(planner: Planner) -> None:
    put(planner, done := an_action(on=MONDAY, status="done"), there := an_action(on=MONDAY))
    with pytest.raises(PlannerError, match="is done already"):
        planner.week.put(done.id, TUESDAY)
    with pytest.raises(PlannerError, match="stands on 2026-02-09 already"):
        planner.week.put(there.id, MONDAY)
    with pytest.raises(PlannerError, match="Fri 6 Feb is past"):
        planner.week.put(there.id, date(2026, 2, 6))


def test_a_day_keeps_its_one_thing(planner: Planner) -> None:
    planner.plan.answer("one", MONDAY)
    planner.plan.answer("two", TUESDAY)
    before = rows(planner)
    with pytest.raises(PlannerError, match="Tue 10 Feb has its one thing already"):
        planner.week.put(one_thing_id(MONDAY), TUESDAY)
    assert rows(planner) == before
    planner.plan.drop(one_thing_id(TUESDAY))
    planner.week.put(one_thing_id(MONDAY), TUESDAY)
    assert [(action.id, action.text) for action in rows(planner)] == [(one_thing_id(TUESDAY), "one")]


def test_a_block_takes_along_what_it_holds_and_what_leaves_it_stands_by_itself(planner: Planner) -> None:
    put(planner, block := an_action("sacred", MONDAY, kind="block"))
    put(planner, held := an_action("in it", MONDAY, block_id=block.id))
    planner.week.put(block.id, TUESDAY)
    moved = planner.store.need(Action, held.id)
    assert (moved.date, moved.block_id) == (TUESDAY, block.id)
    planner.week.put(held.id, MONDAY)
    assert planner.store.need(Action, held.id).block_id is None


@pytest.mark.parametrize(
    ("text", "at"), [("9", "09:00"), ("9:30", "09:30"), ("14", "14:00"), ("3pm", "15:00"), (" 0 ", "00:00"), ("", None)]
)
def test_a_time_is_typed_short_and_an_empty_one_clears_it(planner: Planner, text: str, at: str | None) -> None:
    put(planner, action := an_action(on=MONDAY, start_time=datetime(2026, 2, 9, 8).time()))  # noqa: DTZ001
    planner.week.set_time(action.id, text)
    found = planner.store.need(Action, action.id).start_time
    assert (f"{found:%H:%M}" if found else None) == at


@pytest.mark.parametrize("text", ["24", "9.30", "noon", "25:00", "-1", "123", "\uff19", "9:60"])
def test_what_is_no_time_is_refused_with_a_sentence(planner: Planner, text: str) -> None:
    put(planner, action := an_action(on=MONDAY))
    with pytest.raises(PlannerError, match="is not a time of day: write 9, 9:30 or 14"):
        planner.week.set_time(action.id, text)
    assert rows(planner) == [action]


@pytest.mark.parametrize(("text", "minutes"), [("45", 45), ("45m", 45), ("1h30m", 90), ("", None)])
def test_minutes_are_typed_short(planner: Planner, text: str, minutes: int | None) -> None:
    put(planner, action := an_action(on=MONDAY, planned_minutes=10))
    planner.week.set_minutes(action.id, text)
    assert planner.store.need(Action, action.id).planned_minutes == minutes


@pytest.mark.parametrize("text", ["0", "soon", "1441", "99h", "-5"])
def test_what_is_no_length_is_refused(planner: Planner, text: str) -> None:
    put(planner, action := an_action(on=MONDAY))
    with pytest.raises(PlannerError):
        planner.week.set_minutes(action.id, text)
    assert rows(planner) == [action]


kinds = st.sampled_from([ActionKind.ACTION, ActionKind.FOLLOW_UP, ActionKind.PROMISE, ActionKind.BLOCK])
planned = st.tuples(st.integers(-14, 8), kinds, st.one_of(st.none(), st.integers(0, 300)), st.sampled_from("abc"))


@settings(max_examples=25, deadline=None)
@given(st.lists(planned, max_size=10), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 6)), max_size=6))
def test_laying_and_undoing_leaves_identical_rows_and_loads_sum(
    actions: list[tuple[int, ActionKind, int | None, str]], steps: list[tuple[int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        planner = open_planner(Path(folder), StoppedClock(datetime(2026, 2, 7, 10)))  # noqa: DTZ001
        for n, kind, minutes, text in actions:
            put(planner, an_action(text, MONDAY + timedelta(days=n), kind=kind, planned_minutes=minutes))
        seen: list[Any] = [rows(planner)]
        for which, on in steps:
            grid = planner.week.grid(MONDAY)
            assert [column.load for column in grid.columns] == [
                sum(_minutes(one.row.action) for one in column.rows) for column in grid.columns
            ]
            if which < len(grid.proposals):
                planner.week.lay(grid.proposals[which].key, MONDAY + timedelta(days=on))
                seen.append(rows(planner))
                total = sum(column.load for column in planner.week.grid(MONDAY).columns)
                added = _minutes(grid.proposals[which].action)
                assert total == sum(column.load for column in grid.columns) + added
        for before in reversed(seen):
            assert rows(planner) == before
            if before is not seen[0]:
                planner.undo()
        close_all()


def _minutes(action: Action) -> int:
    if action.kind is ActionKind.BLOCK:
        return action.planned_minutes or 60  # a block has a length
    return 30 if action.planned_minutes is None else action.planned_minutes
