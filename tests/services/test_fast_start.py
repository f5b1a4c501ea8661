"""The year's fast start: E7 to every row, what a call does to its list, and that it stays what it was."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import Action, ActionKind
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal, DealStage
from planner.domain.errors import PlannerError
from planner.domain.faststart import FastList, FastRow, Push
from planner.services.planner import Planner
from planner.store import fast_start as store
from tests.builders import StoppedClock, a_contact, a_day_off, a_deal, an_action, an_activity, open_planner, put

FIRST = date(2011, 1, 3)
LAST_YEAR: dict[str, Any] = {"created_on": date(2010, 1, 4)}


@pytest.fixture
def clock() -> StoppedClock:
    clock = StoppedClock()
    clock.set(FIRST)
    return clock


def example(planner: Planner) -> dict[str, Contact]:
    """Put E7 into the file."""
    customer = {"stage": Stage.CUSTOMER, **LAST_YEAR}
    people = {name: a_contact(name, **customer) for name in "FABGE"}
    people |= {"C": a_contact("C", stage=Stage.PROSPECT, **LAST_YEAR), "D": a_contact("D", **LAST_YEAR)}
    won = {"F": (3, 3), "A": (5, 10), "B": (9, 1), "G": (10, 10)}
    talks = {"A": (11, 20), "B": (12, 20), "G": (12, 3), "E": (12, 3)}
    put(
        planner,
        *people.values(),
        *(
            a_deal(f"{name} 2010", contact_id=people[name].id, stage="won", closed_on=date(2010, *day), **LAST_YEAR)
            for name, day in won.items()
        ),
        a_deal("E 2008", contact_id=people["E"].id, stage="won", closed_on=date(2008, 5, 5), created_on=date(2008, 1, 2)),
        a_deal("B more", contact_id=people["B"].id, **LAST_YEAR),
        a_deal("C first", contact_id=people["C"].id, stage="negotiation", **LAST_YEAR),
        *(an_activity(on=date(2010, *day), contact_id=people[name].id) for name, day in talks.items()),
    )  # fmt: skip
    return people


def the(planner: Planner, push: Push) -> FastList:
    return next(one for one in planner.fast_start.board().lists if one.push is push)


def told(planner: Planner, push: Push) -> list[str]:
    """Return the names on a list, flagged ones with a star."""
    return [row.callee.name + "*" * row.is_flagged for row in the(planner, push).rows]


def row(planner: Planner, push: Push, name: str) -> FastRow:
    return next(row for row in the(planner, push).rows if row.callee.name == name)


def test_the_lists_of_the_example_come_out_name_by_name(planner: Planner) -> None:
    example(planner)
    board = planner.fast_start.board()
    assert (board.days[0], board.is_open, board.day_number) == (FIRST, True, 1)
    assert [one.push for one in board.lists] == list(Push)
    assert told(planner, Push.BUYERS) == ["F*", "A*", "G", "B"]
    assert [row.callee.name for row in the(planner, Push.CUSTOMERS).rows] == ["A", "E", "G", "B"]
    assert [row.callee.name for row in the(planner, Push.DECISIONS).rows] == ["C"]
    assert (board.marketing.reach, board.marketing.times, board.is_complete) == (0, 0, False)


def test_a_voicemail_leaves_a_on_the_list_for_the_next_day_and_its_last_conversation_unchanged(
    planner: Planner, clock: StoppedClock
) -> None:
    people = example(planner)
    planner.fast_start.log(people["A"].id, "call @A voicemail")
    for push in (Push.BUYERS, Push.CUSTOMERS):
        there = row(planner, push, "A")
        assert (there.back_on, there.done_on, there.callee.last_talk) == (date(2011, 1, 4), None, date(2010, 11, 20))
        assert (the(planner, push).done, the(planner, push).attempts) == (0, 1)
    clock.set(date(2011, 1, 4))
    assert told(planner, Push.BUYERS) == ["F*", "A*", "G*", "B"]
    assert row(planner, Push.BUYERS, "A").is_open


def test_a_connected_call_ticks_a_in_both_lists(planner: Planner) -> None:
    people = example(planner)
    planner.fast_start.log(people["A"].id, "call @A connected")
    assert told(planner, Push.BUYERS) == ["F*", "G", "B", "A"]
    for push in (Push.BUYERS, Push.CUSTOMERS):
        assert row(planner, push, "A").done_on == FIRST
        assert (the(planner, push).done, the(planner, push).total, the(planner, push).reached) == (1, 4, (1,))


def test_a_call_that_is_tried_makes_nobody_a_current_customer(planner: Planner) -> None:
    people = example(planner)
    planner.fast_start.log(people["F"].id, "call @F na")
    assert "F" not in {row.callee.name for row in the(planner, Push.CUSTOMERS).rows}


def test_each_list_tells_how_many_were_reached_by_which_working_day(planner: Planner, clock: StoppedClock) -> None:
    people = example(planner)
    planner.log.line("call @F")
    clock.set(date(2011, 1, 6))
    planner.log.line("meeting @G")
    planner.log.line("call @B 2011-01-05")
    assert the(planner, Push.BUYERS).reached == (1, 1, 2, 3)
    clock.set(date(2011, 1, 8))
    planner.log.line("call @A")
    board = planner.fast_start.board()
    assert (board.is_over, board.is_open, board.as_of) == (True, False, date(2011, 1, 7))
    assert (the(planner, Push.BUYERS).reached, the(planner, Push.BUYERS).done) == ((1, 1, 2, 3, 3), 3)
    assert people["A"].name in {row.callee.name for row in the(planner, Push.BUYERS).rows}


def test_the_board_is_open_in_the_first_five_working_days_and_to_be_looked_at_afterwards(
    tmp_path: Path, clock: StoppedClock
) -> None:
    planner = open_planner(tmp_path, clock)
    people = example(planner)
    put(planner, a_day_off(date(2026, 1, 1)))
    clock.set(date(2026, 1, 2))
    assert planner.fast_start.days(date(2026, 1, 2)) == tuple(date(2026, 1, day) for day in (2, 5, 6, 7, 8))
    clock.set(date(2011, 1, 20))
    verbs = (
        lambda: planner.fast_start.put_off(people["A"].id, date(2011, 1, 21)),
        lambda: planner.fast_start.drop(Push.BUYERS, people["A"].id),
        lambda: planner.fast_start.believe(people["A"].id),
        lambda: planner.fast_start.lay_groundwork(people["A"].id),
        lambda: planner.fast_start.agree(people["A"].id, "call"),
        lambda: planner.fast_start.note_ideas(people["A"].id, "a second site"),
        lambda: planner.fast_start.resolve("2011 will be a stellar year"),
    )
    for verb in verbs:
        with pytest.raises(PlannerError, match="The fast start of 2011 ended on Fri 7 Jan"):
            verb()  # type: ignore[no-untyped-call]
    clock.set(date(2011, 1, 1))
    assert not planner.fast_start.board().is_open
    with pytest.raises(PlannerError, match="begins on Mon 3 Jan"):
        planner.fast_start.lay_groundwork(people["A"].id)


def test_what_comes_after_the_five_days_changes_no_list_of_the_board(planner: Planner, clock: StoppedClock) -> None:
    people = example(planner)
    clock.set(date(2011, 3, 1))
    before = {push: told(planner, push) for push in Push}
    customer = {"stage": Stage.CUSTOMER}
    new = a_contact("New", created_on=date(2011, 1, 20), **customer)
    old = a_contact("Old lead", **customer, **LAST_YEAR)
    won = {"stage": "won", "closed_on": date(2011, 2, 1)}
    put(
        planner,
        new,
        old,
        an_activity(on=date(2010, 12, 1), contact_id=old.id, contact_stage_then=Stage.LEAD),
        a_deal("N 2010", contact_id=new.id, stage="won", closed_on=date(2010, 6, 6), **LAST_YEAR),
        a_deal("Old", contact_id=old.id, created_on=date(2011, 1, 25), **won),
        a_deal("A later", contact_id=people["A"].id, created_on=date(2011, 1, 25)),
        a_deal("F later", contact_id=people["F"].id, created_on=date(2011, 1, 25)),
    )
    planner.contacts.archive([people["G"].id])
    assert {push: told(planner, push) for push in Push} == before


def test_it_opens_by_itself_once_on_each_of_its_days_where_somebody_is_known(
    planner: Planner, clock: StoppedClock
) -> None:
    assert not planner.fast_start.opens_itself()
    example(planner)
    assert planner.fast_start.opens_itself()
    planner.fast_start.note_seen()
    assert not planner.fast_start.opens_itself()
    for day, is_one in ((date(2011, 1, 4), True), (date(2011, 1, 8), False), (date(2011, 1, 10), False)):
        clock.set(day)
        assert planner.fast_start.opens_itself() is is_one


def test_a_call_is_put_off_to_a_named_day_of_the_week_and_to_no_other(planner: Planner, clock: StoppedClock) -> None:
    people = example(planner)
    key = people["A"].id
    for day in (FIRST, date(2011, 1, 8), date(2011, 2, 1)):
        with pytest.raises(PlannerError, match="put off to Tue 4 Jan, Wed 5 Jan, Thu 6 Jan, Fri 7 Jan, or dropped"):
            planner.fast_start.put_off(key, day)
    assert planner.fast_start.put_off(key, date(2011, 1, 6)).label == "Put off to Thu 6 Jan: A"
    planner.fast_start.put_off(key, date(2011, 1, 5))
    (action,) = planner.store.select(Action)
    assert (action.date, action.kind, action.contact_id) == (date(2011, 1, 5), ActionKind.FOLLOW_UP, key)
    assert told(planner, Push.BUYERS) == ["F*", "G", "B", "A*"]
    assert row(planner, Push.CUSTOMERS, "A").back_on == date(2011, 1, 5)
    clock.set(date(2011, 1, 5))
    assert row(planner, Push.BUYERS, "A").is_open
    planner.fast_start.log(key, "call @A connected")
    assert next(planner.store.select(Action)).done_activity_id is not None
    clock.set(date(2011, 1, 7))
    with pytest.raises(PlannerError, match="the last of the five days"):
        planner.fast_start.put_off(people["F"].id, date(2011, 1, 10))


def test_who_is_dropped_is_counted_no_more_and_comes_back_by_the_same_key(planner: Planner) -> None:
    people = example(planner)
    planner.fast_start.drop(Push.BUYERS, people["F"].id)
    buyers = the(planner, Push.BUYERS)
    assert (buyers.total, buyers.rows[-1].callee.name, buyers.rows[-1].is_dropped) == (3, "F", True)
    planner.fast_start.drop(Push.BUYERS, people["F"].id)
    assert told(planner, Push.BUYERS)[0] == "F*"


def test_the_users_belief_adds_anybody_to_the_decisions_and_takes_anybody_off(planner: Planner) -> None:
    people = example(planner)
    planner.fast_start.believe(people["D"].id)
    assert told(planner, Push.DECISIONS) == ["D*", "C*"]
    planner.fast_start.drop(Push.DECISIONS, people["C"].id)
    planner.fast_start.drop(Push.DECISIONS, people["D"].id)
    assert [(row.callee.name, row.is_dropped) for row in the(planner, Push.DECISIONS).rows] == [("C", True)]
    assert not planner.store.need(Contact, people["D"].id).close_mark
    planner.fast_start.believe(people["C"].id)
    assert the(planner, Push.DECISIONS).total == 1
    put(planner, away := a_contact("Away", do_not_contact=True))
    with pytest.raises(PlannerError, match="not to be contacted"):
        planner.fast_start.believe(away.id)


def test_a_decision_that_comes_in_these_days_is_done(planner: Planner) -> None:
    example(planner)
    (deal,) = planner.store.select(Deal, "title = 'C first'")
    planner.deals.win(deal.id, (90_000, "USD"))
    there = row(planner, Push.DECISIONS, "C")
    assert (there.done_on, the(planner, Push.DECISIONS).done) == (FIRST, 1)


def test_what_a_customer_owes_stands_on_the_row_and_puts_it_first(planner: Planner) -> None:
    people = example(planner)
    owed = {"kind": ActionKind.PROMISE, "owed_by": "them"}
    put(
        planner,
        an_action("the figures", FIRST, contact_id=people["B"].id, **owed),
        an_action("later", FIRST + timedelta(days=1), contact_id=people["G"].id, **owed),
    )
    assert [row.callee.name for row in the(planner, Push.CUSTOMERS).rows] == ["B", "A", "E", "G"]
    assert row(planner, Push.CUSTOMERS, "B").callee.owed == (("the figures", FIRST),)


def test_groundwork_is_a_deal_of_the_year_without_an_amount(planner: Planner) -> None:
    people = example(planner)
    planner.fast_start.lay_groundwork(people["A"].id)
    (deal,) = planner.store.select(Deal, "title = 'A 2011'")
    assert (deal.amount_minor, deal.stage, deal.kind) == (None, DealStage.PROSPECTING, "repeat")
    assert planner.store.need(Contact, people["A"].id).stage is Stage.CUSTOMER
    with pytest.raises(PlannerError, match="“A 2011” stands already"):
        planner.fast_start.lay_groundwork(people["A"].id)


def test_a_call_begins_with_its_purpose(planner: Planner) -> None:
    people = example(planner)
    lines = [planner.fast_start.line(push, people["A"].id) for push in Push]
    assert lines == ['call +touch_base @"A" ', 'call @"A" ', 'call +follow_up @"A" ']


def test_new_ideas_are_kept_on_the_contact(planner: Planner) -> None:
    people = example(planner)
    planner.fast_start.note_ideas(people["A"].id, "a second site")
    planner.fast_start.note_ideas(people["A"].id, "a third")
    notes = planner.store.need(Contact, people["A"].id).notes
    assert notes == "2011-01-03 new ideas: a second site\n2011-01-03 new ideas: a third"
    with pytest.raises(PlannerError, match="New ideas are a few words"):
        planner.fast_start.note_ideas(people["A"].id, " ")


def test_an_agreed_step_with_who_does_not_want_to_be_contacted_says_so(planner: Planner) -> None:
    people = example(planner)
    put(planner, a_contact("Ann", do_not_contact=True), an_activity(on=FIRST, contact_id=people["C"].id))
    assert planner.fast_start.agree(people["C"].id, "call @Ann").label.endswith(" · does not want to be contacted")


def test_an_agreed_next_step_has_a_date_and_is_counted(planner: Planner) -> None:
    people = example(planner)
    with pytest.raises(PlannerError, match="no conversation with C yet"):
        planner.fast_start.agree(people["C"].id, "fri send the contract")
    planner.fast_start.log(people["C"].id, "call @C connected")
    assert (the(planner, Push.DECISIONS).done, the(planner, Push.DECISIONS).agreed) == (1, 0)
    planner.fast_start.agree(people["C"].id, "fri send the contract")
    assert the(planner, Push.DECISIONS).agreed == 1
    (action,) = planner.store.select(Action)
    assert (action.date, action.kind, action.text) == (date(2011, 1, 7), ActionKind.FOLLOW_UP, "send the contract")
    planner.fast_start.believe(people["D"].id)
    planner.fast_start.log(people["D"].id, "call @D connected -> thu: send terms")
    assert the(planner, Push.DECISIONS).agreed == 2


def test_marketing_counts_people_and_the_board_is_complete_with_one_at_the_least(planner: Planner) -> None:
    people = example(planner)
    for name in "FABGEC":
        planner.fast_start.log(people[name].id, f"call @{name}")
    assert not planner.fast_start.board().is_complete
    planner.log.line("marketing reach 250: newsletter")
    planner.log.line("marketing reach 40")
    board = planner.fast_start.board()
    assert board.is_complete
    assert (board.marketing.reach, board.marketing.times, board.marketing.reached) == (290, 2, (290,))


def test_the_leads_of_the_first_month_are_counted(planner: Planner, clock: StoppedClock) -> None:
    clock.set(date(2011, 1, 20))
    planner.log.line('call @"New Name"')
    put(planner, a_contact("imported", external_system="hubspot", created_on=date(2011, 1, 9)))
    assert planner.fast_start.board().new_leads == 1


def test_the_resolution_is_kept_once_and_every_quarter_review_shows_it(planner: Planner, clock: StoppedClock) -> None:
    example(planner)
    planner.fast_start.resolve("2011 will be a stellar year")
    planner.fast_start.resolve("2011 will be our stellar year")
    assert planner.fast_start.board().resolution == "2011 will be our stellar year"
    for day in (date(2011, 1, 5), date(2011, 4, 4), date(2011, 7, 4), date(2011, 10, 3)):
        clock.set(day)
        assert planner.quarter.view().outlook.resolution == "2011 will be our stellar year"
    planner.undo()
    assert planner.fast_start.board().resolution == "2011 will be a stellar year"


def test_nobody_is_on_a_list_who_is_not_to_be_called(planner: Planner) -> None:
    people = example(planner)
    planner.contacts.forbid([people["A"].id], is_off=True)
    planner.contacts.archive([people["C"].id])
    assert "A*" not in told(planner, Push.BUYERS)
    assert told(planner, Push.DECISIONS) == []


def test_a_sales_year_may_begin_in_any_month_and_a_year_without_work_has_no_board(
    tmp_path: Path, clock: StoppedClock
) -> None:
    clock.set(date(2026, 4, 1))
    planner = open_planner(tmp_path, clock, year_start_month=4)
    board = planner.fast_start.board()
    assert (board.year, board.days[0], board.is_open) == (2026, date(2026, 4, 1), True)
    put(planner, *(a_day_off(date(2026, 4, 1) + timedelta(days=n)) for n in range(365)))
    with pytest.raises(PlannerError, match="No day of 2026 is worked"):
        planner.fast_start.board()
    assert not planner.fast_start.opens_itself()


@given(st.lists(st.tuples(st.sampled_from("FABGECD"), st.sampled_from(["na", "vm", "connected"]), st.integers(0, 4))))
@settings(max_examples=15, deadline=None)
def test_no_call_in_these_days_takes_anybody_off_the_lists(
    tmp_path_factory: pytest.TempPathFactory, calls: list[tuple[str, str, int]]
) -> None:
    clock = StoppedClock()
    clock.set(FIRST)
    planner = open_planner(tmp_path_factory.mktemp("board"), clock)
    example(planner)
    before = {push: sorted(row.callee.id for row in the(planner, push).rows) for push in Push}
    for name, outcome, day in sorted(calls, key=lambda call: call[2]):
        clock.set(FIRST + timedelta(days=day))
        planner.log.line(f"call @{name} {outcome}")
    clock.set(date(2011, 1, 7))
    for push in Push:
        found = the(planner, push)
        assert sorted(row.callee.id for row in found.rows) == before[push]
        reached = {name for name, outcome, _ in calls if outcome == "connected"}
        assert found.done == sum(row.callee.name in reached for row in found.rows)
        assert list(found.reached) == sorted(found.reached)


def test_the_first_rows_are_those_of_the_whole_board(planner: Planner) -> None:
    people = example(planner)
    more = [a_contact(name, stage=Stage.CUSTOMER, **LAST_YEAR) for name in ("zoe", "Ömer", "Zed", "öz", "x", "X")]
    deals = [
        deal
        for number, one in enumerate(more)
        for deal in (
            a_deal("won", contact_id=one.id, stage="won", closed_on=date(2010, 6, 1), **LAST_YEAR),
            a_deal("a", contact_id=one.id, stage="proposal", probability_pct=number % 2 * 30 or None, **LAST_YEAR),
            a_deal("b", contact_id=one.id, stage="negotiation", expected_close_on=FIRST, **LAST_YEAR),
        )
    ]
    owed = an_action("the figures", FIRST, kind=ActionKind.PROMISE, owed_by="them", contact_id=more[3].id)
    put(planner, *more, *deals, owed, an_activity(on=FIRST, contact_id=more[0].id, outcome="connected"))
    planner.fast_start.put_off(more[4].id, planner.fast_start.later_days()[0])
    put(planner, a_deal("gone", contact_id=people["D"].id, stage="lost", closed_on=FIRST, **LAST_YEAR))
    planner.fast_start.believe(people["D"].id)
    planner.fast_start.drop(Push.BUYERS, people["F"].id)
    planner.deals.win(deals[-1].id, (90_000, "USD"))
    whole = planner.fast_start.board()
    for most in range(9):
        seen = planner.fast_start.board(most)
        for one, full in zip(seen.lists, whole.lists, strict=True):
            assert one == full._replace(rows=full.rows[:most])
    for one in whole.lists:
        assert all(planner.fast_start.row(one.push, row.callee.id) == row for row in one.rows)
    assert planner.fast_start.row(Push.BUYERS, "gone") is None


def test_ten_thousand_contacts_are_read_in_a_few_statements(tmp_path: Path, clock: StoppedClock) -> None:
    planner = open_planner(tmp_path, clock)
    store = planner.store
    store.connection.execute("BEGIN")
    store.connection.executemany(
        "INSERT INTO contact (id, name, stage, created_on) VALUES (?, ?, ?, '2009-01-01')",
        [(f"c{n:06}", f"Name {n}", "customer" if n % 3 == 0 else "prospect") for n in range(10_000)],
    )
    store.connection.executemany(
        "INSERT INTO deal (id, contact_id, title, currency, kind, stage, closed_on, created_on) "
        "VALUES (?, ?, 'x', 'USD', 'new', ?, ?, '2009-01-01')",
        [
            (f"d{n:06}", f"c{n % 10_000:06}", *(("won", f"20{n % 3 + 8:02}-05-01") if n % 5 else ("proposal", None)))
            for n in range(8_000)
        ],
    )
    store.connection.executemany(
        "INSERT INTO activity (id, at_utc, local_date, zone, type, contact_id) VALUES (?, ?, ?, 'UTC', 'call', ?)",
        [
            (f"a{n:06}", f"2010-{n % 12 + 1:02}-05T12:00:00Z", f"2010-{n % 12 + 1:02}-05", f"c{n * 3 % 9_000:06}")
            for n in range(30_000)
        ],
    )
    store.connection.execute("COMMIT")
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    board = planner.fast_start.board()
    store.connection.set_trace_callback(None)
    assert [one.total for one in board.lists] == [2133, 1151, 1600]
    assert len(asked) < 40


def test_a_customer_is_known_by_the_own_deals(planner: Planner) -> None:
    sql = f"EXPLAIN QUERY PLAN SELECT id FROM contact WHERE {store._WAS_CUSTOMER}"
    plan = " ".join(str(row[3]) for row in planner.store.rows(sql, {"as_of": "2011-01-07"}))
    assert plan.count("INDEX deal_contact (contact_id=? AND stage=?)") == 2
