"""Whom to call next: each contact once, every reason in words, the strongest first, and who is left out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import ActionKind
from planner.domain.activity import ActivityType, Outcome
from planner.domain.change import Entity
from planner.domain.contact import Contact, Stage
from planner.domain.nextcall import NextCall, rank, reasons
from planner.services.planner import Planner
from planner.store import people
from planner.store.conditions import OPEN
from planner.store.tables import table_of
from tests.builders import TODAY, StoppedClock, a_contact, a_deal, ago, an_action, an_activity, open_planner, put


def met(name: str, stage: Stage = Stage.PROSPECT, **fields: Any) -> Contact:
    """Return a contact that was met half a year ago."""
    return a_contact(name, **{"stage": stage, "created_on": ago(180), **fields})


def told(planner: Planner) -> list[tuple[str, str]]:
    return [(call.contact.name, call.words) for call in planner.next_calls.rows(planner.today())]


def test_every_reason_stands_in_its_place_with_its_words(planner: Planner) -> None:
    lead = a_contact("New Lead")
    mine, theirs, step, deal, top, quiet, due = (
        met(name) for name in ("Mine", "Theirs", "Step", "Deal", "Top", "Quiet", "Due")
    )
    top = met("Top", is_top=True, cadence_months=1)
    talked = {"Mine": 5, "Theirs": 5, "Step": 5, "Deal": 4, "Top": 34, "Quiet": 30, "Due": 40}
    quiet = met("Quiet", Stage.CUSTOMER)
    everybody = (mine, theirs, step, deal, top, quiet, due)
    put(
        planner,
        lead,
        *everybody,
        *(an_activity(on=ago(talked[one.name]), contact_id=one.id) for one in everybody),
        an_action("send the terms", TODAY, kind=ActionKind.PROMISE, contact_id=mine.id),
        an_action("send the data", ago(1), kind=ActionKind.PROMISE, owed_by="them", contact_id=theirs.id),
        an_action("call: pilot", ago(3), kind=ActionKind.FOLLOW_UP, contact_id=step.id),
        a_deal("Acme", contact_id=deal.id, stage="proposal", amount_minor=1_200_000, created_on=ago(60)),
        a_deal("Borealis", contact_id=quiet.id, stage="qualified", amount_minor=90_000, created_on=ago(60)),
    )
    assert told(planner) == [
        ("New Lead", "new lead, came today, no touch yet"),
        ("Mine", "you promised “send the terms”, due today"),
        ("Theirs", "promised you “send the data”, due since Mon 9 Feb"),
        ("Step", "follow-up due since Sat 7 Feb"),
        ("Deal", "deal Acme $12,000, proposal"),
        ("Top", "top prospect, last talked 34 days ago"),
        ("Due", "prospect, last talked 40 days ago"),
        ("Quiet", "deal Borealis $900, qualified, quiet for 30 days"),
    ]


def test_a_contact_stands_once_with_all_its_reasons(planner: Planner) -> None:
    dana = met("Dana", is_top=True, cadence_months=1, close_mark=True)
    put(
        planner,
        dana,
        an_activity(on=ago(34), contact_id=dana.id),
        an_action("call: terms", TODAY, kind=ActionKind.FOLLOW_UP, contact_id=dana.id),
        a_deal("Acme", contact_id=dana.id, stage="proposal", created_on=ago(90)),
    )
    assert told(planner) == [
        ("Dana", "follow-up due today, close to a decision, deal Acme, proposal, top prospect, last talked 34 days ago")
    ]


@pytest.mark.parametrize(
    "fields", [{"do_not_contact": True}, {"archived_on": TODAY}, {"snoozed_until": TODAY + timedelta(days=1)}]
)
def test_who_is_not_to_be_contacted_put_away_or_snoozed_is_never_proposed(
    planner: Planner, fields: dict[str, Any]
) -> None:
    dana = met("Dana", is_top=True, close_mark=True, **fields)
    put(planner, dana, an_action("call", TODAY, kind=ActionKind.FOLLOW_UP, contact_id=dana.id))
    assert told(planner) == []


def test_a_snooze_ends_on_its_day(planner: Planner, clock: StoppedClock) -> None:
    put(planner, met("Dana", snoozed_until=TODAY + timedelta(days=2)))
    assert told(planner) == []
    clock.set(TODAY + timedelta(days=2))
    assert [name for name, _ in told(planner)] == ["Dana"]


def test_a_voicemail_takes_a_contact_off_for_the_day_and_resets_nothing(planner: Planner, clock: StoppedClock) -> None:
    dana = met("Dana")
    put(planner, dana, an_activity(on=ago(40), contact_id=dana.id))
    planner.log.line("call @Dana vm")
    assert told(planner) == []
    clock.set(TODAY + timedelta(days=1))
    assert told(planner) == [("Dana", "tried yesterday, prospect, last talked 41 days ago")]


@pytest.mark.parametrize("owed", ["me", "them"])
def test_a_due_promise_stays_after_an_email_until_it_is_done(planner: Planner, owed: str) -> None:
    wolf = met("Wolf")
    promise = an_action("the floor plan", TODAY, kind=ActionKind.PROMISE, owed_by=owed, contact_id=wolf.id)
    put(planner, wolf, promise, an_action("call", TODAY, kind=ActionKind.FOLLOW_UP, contact_id=wolf.id))
    planner.log.line("email @Wolf sent")
    who = "you promised" if owed == "me" else "promised you"
    assert told(planner) == [("Wolf", f"{who} “the floor plan”, due today")]
    assert planner.next_calls.total(TODAY) == 1
    planner.plan.toggle(promise.id)
    assert (told(planner), planner.next_calls.total(TODAY)) == ([], 0)


@pytest.mark.parametrize("line", ["call @Wolf vm", "call @Wolf", "meeting @Wolf held"])
def test_after_a_call_or_a_talk_a_promise_waits_for_the_next_day_too(
    planner: Planner, clock: StoppedClock, line: str
) -> None:
    wolf = met("Wolf")
    put(planner, wolf, an_action("the floor plan", TODAY, kind=ActionKind.PROMISE, contact_id=wolf.id))
    planner.log.line(line)
    assert (told(planner), planner.next_calls.total(TODAY)) == ([], 0)
    clock.set(TODAY + timedelta(days=1))
    assert [name for name, _ in told(planner)] == ["Wolf"]


@pytest.mark.parametrize("outcome", ["vm", "na"])
def test_whom_a_call_did_not_reach_comes_back_the_next_day_for_a_week(
    planner: Planner, clock: StoppedClock, outcome: str
) -> None:
    put(planner, a_contact("New Guy", "NG Inc"))
    planner.log.line(f'call @"New Guy" {outcome}')
    assert (told(planner), planner.next_calls.total(TODAY)) == ([], 0)
    for days, said in ((1, "tried yesterday"), (7, "tried 7 days ago")):
        clock.set(TODAY + timedelta(days=days))
        assert told(planner) == [("New Guy", f"{said}, lead, no talk yet")]
        assert planner.next_calls.total(planner.today()) == 1
    clock.set(TODAY + timedelta(days=8))
    assert told(planner) == []


def test_whom_a_call_did_not_reach_stands_with_the_deal_or_the_stage_and_the_last_talk(planner: Planner) -> None:
    dana, lee, sam = (met(name, Stage.LEAD) for name in ("Dana", "Lee", "Sam"))
    calls = [an_activity(on=ago(20), contact_id=one.id) for one in (dana, lee)]
    tries = [an_activity(on=ago(4), contact_id=one.id, outcome=Outcome.VOICEMAIL) for one in (dana, lee, sam)]
    deal = a_deal("Acme", contact_id=lee.id, stage="qualified", amount_minor=90_000, created_on=ago(60))
    small = a_deal("pilot", contact_id=lee.id, stage="qualified", created_on=ago(70))
    put(planner, dana, lee, sam, *calls, *tries, deal, small)
    assert told(planner) == [
        ("Dana", "tried 4 days ago, lead, last talked 20 days ago"),
        ("Lee", "tried 4 days ago, deal Acme $900, qualified, last talked 20 days ago"),
        ("Sam", "tried 4 days ago, lead, not talked since you met 180 days ago"),
    ]


@pytest.mark.parametrize("line", ["call @Dana connected", "email @Dana sent", "follow_up @Dana"])
def test_who_was_reached_in_another_way_since_is_not_called_again(
    planner: Planner, clock: StoppedClock, line: str
) -> None:
    put(planner, a_contact("Dana"))
    planner.log.line("call @Dana vm")
    clock.set(TODAY + timedelta(days=1))
    planner.log.line(line)
    clock.set(TODAY + timedelta(days=2))
    assert told(planner) == []


def test_who_was_tried_and_reached_on_one_day_is_not_called_again(planner: Planner, clock: StoppedClock) -> None:
    put(planner, a_contact("Dana"))
    planner.log.line("call @Dana connected")
    planner.log.line("call @Dana vm")
    clock.set(TODAY + timedelta(days=1))
    assert told(planner) == []


@pytest.mark.parametrize(
    ("line", "resets"),
    [
        ("call @Dana connected", True),
        ("call @Dana", True),
        ("meeting @Dana held", True),
        ("demo @Dana", True),
        ("meeting @Dana not_held", False),
        ("call @Dana na", False),
        ("email @Dana sent", False),
        ("proposal @Dana", False),
        ("f @Dana", False),
        ("note @Dana: met her at the fair", False),
    ],
)
def test_a_real_conversation_resets_the_cadence_and_nothing_else_does(
    planner: Planner, clock: StoppedClock, line: str, resets: bool
) -> None:
    dana = met("Dana")
    put(planner, dana, an_activity(on=ago(40), contact_id=dana.id))
    planner.log.line(line)
    clock.set(TODAY + timedelta(days=4))
    assert (planner.contacts.one(dana.id).due_on == date(2026, 3, 10)) is resets
    assert (told(planner) == []) is resets


def test_who_has_a_step_ahead_waits_for_its_day(planner: Planner) -> None:
    dana = met("Dana", close_mark=True)
    put(planner, dana, an_action("call", TODAY + timedelta(days=9), kind=ActionKind.FOLLOW_UP, contact_id=dana.id))
    assert told(planner) == []


def test_an_imported_lead_is_not_on_top_and_comes_with_its_cadence(planner: Planner) -> None:
    put(planner, a_contact("Old", external_system="hubspot", created_on=ago(45)), a_contact("New", created_on=ago(1)))
    assert told(planner) == [
        ("New", "new lead, came yesterday, no touch yet"),
        ("Old", "lead, no talk in the log, came 45 days ago"),
    ]


def test_a_skip_lasts_for_the_day_and_can_be_taken_back(planner: Planner, clock: StoppedClock) -> None:
    dana, lee = met("Dana"), met("Lee")
    put(planner, dana, lee)
    assert planner.next_calls.skip(dana.id).label == "Skipped for today: Dana"
    planner.next_calls.skip(lee.id)
    assert told(planner) == []
    planner.undo()
    assert [name for name, _ in told(planner)] == ["Lee"]
    clock.set(TODAY + timedelta(days=1))
    assert [name for name, _ in told(planner)] == ["Dana", "Lee"]


def test_a_talk_does_the_follow_up_it_was_called_for(planner: Planner) -> None:
    dana = met("Dana")
    step = an_action("call: pilot", TODAY, kind=ActionKind.FOLLOW_UP, contact_id=dana.id)
    put(planner, dana, step)
    assert planner.log.line("call @Dana vm", dana, step.id).label == "Logged: call, Dana"
    planner.undo()
    (call,) = planner.next_calls.rows(TODAY)
    assert call.follow_up == step
    assert planner.log.line("call @Dana connected", dana, step.id).label.endswith("follow-up done")
    assert planner.store.rows("SELECT status, done_activity_id IS NOT NULL FROM action") == [("done", 1)]
    planner.undo()
    assert planner.store.rows("SELECT status FROM action") == [("planned",)]


def test_one_of_two_with_the_same_name_is_the_one_that_is_meant(planner: Planner) -> None:
    one, other = met("Dana", organization="Acme"), met("Dana", organization="Borealis")
    put(planner, one, other)
    planner.log.line("call @Dana connected", other)
    assert planner.store.rows("SELECT contact_id FROM activity") == [(other.id,)]


NAMES = ("a", "b", "c")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Entity], list[Contact]]:
    """Return three contacts with what may be between them and the user."""
    days = st.integers(0, 70).map(ago)
    contacts = [
        a_contact(
            name,
            stage=draw(st.sampled_from(Stage)),
            is_top=draw(st.booleans()),
            close_mark=draw(st.booleans()),
            cadence_months=draw(st.sampled_from([None, None, 0, 1, 2])),
            external_system=draw(st.sampled_from(["", "", "hubspot"])),
            snoozed_until=draw(st.sampled_from([None, None, ago(0), ago(-1)])),
            created_on=draw(days),
        )
        for name in NAMES
    ]
    who = st.sampled_from([contact.id for contact in contacts])
    kinds = st.sampled_from([ActivityType.CALL, ActivityType.EMAIL, ActivityType.NOTE])
    rows: list[Entity] = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(kinds)
        outcome = draw(st.sampled_from([None, Outcome.VOICEMAIL])) if kind is ActivityType.CALL else None
        rows.append(an_activity(kind, draw(days), contact_id=draw(who), outcome=outcome))
    for _ in range(draw(st.integers(0, 3))):
        kind_of = draw(st.sampled_from([ActionKind.FOLLOW_UP, ActionKind.PROMISE, ActionKind.ACTION]))
        on = ago(draw(st.integers(-3, 3)))
        owed = draw(st.sampled_from(["me", "them"]))
        rows.append(an_action("x", on, kind=kind_of, owed_by=owed, contact_id=draw(who)))
    for _ in range(draw(st.integers(0, 3))):
        stage = draw(st.sampled_from(["prospecting", "qualified", "proposal", "negotiation"]))
        soon = draw(st.sampled_from([None, ago(-3), ago(-30)]))
        rows.append(a_deal("d", contact_id=draw(who), stage=stage, expected_close_on=soon, created_on=draw(days)))
    return rows, contacts


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planner]:
    planner = open_planner(tmp_path_factory.mktemp("calls"))
    yield planner
    planner.store.close()


@settings(max_examples=120, deadline=None)
@given(worlds())
def test_the_file_finds_whom_the_reasons_name(shared: Planner, world: tuple[list[Entity], list[Contact]]) -> None:
    rows, contacts = world
    store = shared.store
    store.connection.execute("BEGIN")
    try:
        for entity in (*contacts, *rows):
            cells = table_of(type(entity)).to_row(entity)
            marks = ", ".join("?" * len(cells))
            sql = f"INSERT INTO {table_of(type(entity)).name} ({', '.join(cells)}) VALUES ({marks})"
            store.connection.execute(sql, list(cells.values()))
        shared.reading.forget(frozenset())
        expected = []
        for contact in contacts:
            talks = people.talks(store, [contact.id]).get(contact.id)
            waiting = people.waiting(store, [contact.id])
            deals = people.open_deals(store, [contact.id])
            found = reasons(shared.next_calls.of(contact, talks, waiting, deals), TODAY, "USD")
            if found:
                expected.append(NextCall(contact, found, None))
        whole = shared.next_calls.rows(TODAY)
        assert [call.contact.name for call in whole] == [call.contact.name for call in sorted(expected, key=rank)]
        assert [call.reasons for call in whole] == [call.reasons for call in sorted(expected, key=rank)]
        for limit in (1, 2):
            assert shared.next_calls.rows(TODAY, limit) == whole[:limit]
        assert shared.next_calls.total(TODAY) == len(whole)
    finally:
        store.connection.execute("ROLLBACK")


def test_the_reads_go_through_their_indexes(planner: Planner) -> None:
    def plan(sql: str) -> str:
        return " ".join(str(row[3]) for row in planner.store.rows(f"EXPLAIN QUERY PLAN {sql}"))

    assert "COVERING INDEX activity_talk" in plan(f"SELECT {people.LAST_TALK} FROM contact")
    assert "COVERING INDEX deal_open" in plan(f"SELECT contact_id, stage FROM deal WHERE {OPEN}")


def test_the_list_is_read_in_a_few_statements(planner: Planner) -> None:
    contacts = [met(f"n{n}") for n in range(300)]
    put(planner, *contacts, *(an_activity(on=ago(n % 90), contact_id=one.id) for n, one in enumerate(contacts)))
    planner.next_calls.rows(TODAY)
    planner.reading.forget(frozenset())
    asked: list[str] = []
    planner.store.connection.set_trace_callback(asked.append)
    assert len(planner.next_calls.rows(TODAY, 20)) == 20
    planner.store.connection.set_trace_callback(None)
    assert len(asked) < 30
