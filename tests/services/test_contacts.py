"""Contacts: who is found, what is shown of one, and every verb with what it refuses and how it is taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.action import ActionKind
from planner.domain.activity import Activity, ActivityType, Outcome
from planner.domain.cadence import Cadence
from planner.domain.contact import Contact, Stage
from planner.domain.contactviews import PeopleFilter
from planner.domain.errors import LineError, PlannerError
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import TODAY, a_contact, a_deal, ago, an_action, an_activity, put


def names(planner: Planner, **wanted: Any) -> list[str]:
    return [row.entry.name for row in planner.contacts.page(PeopleFilter(**wanted)).rows]


def rows_of(planner: Planner) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of what contacts belong to."""
    return {
        table: sorted(planner.store.rows(f"SELECT * FROM {table}"), key=repr)
        for table in ("contact", "deal", "action", "activity")
    }


def test_contacts_are_listed_by_their_names_accents_aside(planner: Planner) -> None:
    put(planner, *(a_contact(name) for name in ("zoe", "Ömer", "Ana", "omar")), a_contact("Old", archived_on=TODAY))
    assert names(planner) == ["Ana", "omar", "Ömer", "zoe"]
    assert names(planner, archived=True) == ["Old"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("re", ["Reyna Abe", "Dana Reyes"]),
        ("dana rey", ["Dana Reyes"]),
        ("rey dana", ["Dana Reyes"]),
        ("zoe", ["Zoë Müller"]),
        ("MULLER", ["Zoë Müller"]),
        ("bor", ["Zoë Müller"]),
        ("dana@ac", ["Dana Reyes"]),
        ("acme.ex", ["Dana Reyes"]),
        ("fair", ["Reyna Abe"]),
        ("eyes", []),
        ("  ", ["Dana Reyes", "Reyna Abe", "Zoë Müller"]),
    ],
)
def test_the_finder_takes_beginnings_of_words(planner: Planner, text: str, found: list[str]) -> None:
    put(
        planner,
        a_contact("Dana Reyes", email="dana@acme.example"),
        a_contact("Zoë Müller", "Borealis"),
        a_contact("Reyna Abe", source="fair"),
    )
    assert names(planner, text=text) == found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=6), max_size=4), st.text(max_size=6))
def test_any_text_is_looked_for_among_any_names(planner: Planner, people: list[str], text: str) -> None:
    planner.store.connection.execute("DELETE FROM contact")
    planner.reading.forget(frozenset())
    put(planner, *(a_contact(f"n{name}") for name in people))
    assert set(names(planner, text=text)) <= set(names(planner))
    assert planner.contacts.page(PeopleFilter(text="n")).total == len(people)


def test_a_source_is_looked_for_by_its_name_letter_by_letter_and_back(planner: Planner) -> None:
    put(planner, a_contact("Ana", source="Trade fair"), a_contact("Fairley"), a_contact("Bo", source="web"))
    text = "source:fair"
    for end in (*range(1, len(text) + 1), *range(len(text), 0, -1)):
        found = names(planner, text=text[:end])
        everybody = ["Ana", "Bo", "Fairley"]
        assert found == (everybody if text[:end] == "source:" else ["Ana"] if text[:end].startswith("source:") else [])
    assert names(planner, text="source:fair an") == ["Ana"]
    assert names(planner, text="fa") == ["Fairley", "Ana"]


def test_filters_narrow_the_list_and_pages_count_all(planner: Planner) -> None:
    put(
        planner,
        a_contact("Ana", stage=Stage.CUSTOMER, source="Fair", created_on=ago(400)),
        a_contact("Bo", stage=Stage.PROSPECT, is_top=True, source="web", created_on=ago(45)),
        a_contact("Cy", stage=Stage.PROSPECT, source="fair", created_on=ago(3)),
        a_contact("Di", stage=Stage.PROSPECT, do_not_contact=True, created_on=ago(400)),
        a_contact("Ed", stage=Stage.PROSPECT, snoozed_until=TODAY + timedelta(days=3), created_on=ago(400)),
    )
    assert names(planner, stage=Stage.PROSPECT) == ["Bo", "Cy", "Di", "Ed"]
    assert names(planner, source="FAIR") == ["Ana", "Cy"]
    assert names(planner, top=True) == ["Bo"]
    assert names(planner, due=True) == ["Ana", "Bo"]
    assert names(planner, losing=True) == ["Ana", "Ed"]
    page = planner.contacts.page(PeopleFilter(), 1, 2)
    assert ([row.entry.name for row in page.rows], page.total) == (["Bo", "Cy"], 5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(Stage),
            st.sampled_from([None, 0, 1, 3]),
            st.booleans(),
            *[st.one_of(st.none(), st.integers(-2, 200))] * 3,
        ),
        max_size=5,
    )
)
def test_who_is_due_or_losing_touch_is_found_as_each_row_tells_it(
    planner: Planner, people: list[tuple[Stage, int | None, bool, int | None, int | None, int | None]]
) -> None:
    planner.store.connection.execute("DELETE FROM activity")
    planner.store.connection.execute("DELETE FROM contact")
    planner.reading.forget(frozenset())
    for number, (stage, months, is_off, touched, talked, snoozed) in enumerate(people):
        one = a_contact(
            f"n{number}",
            stage=stage,
            cadence_months=months,
            do_not_contact=is_off,
            created_on=ago(90),
            touched_on=None if touched is None else ago(max(0, touched)),
            snoozed_until=None if snoozed is None else TODAY + timedelta(days=snoozed),
        )
        put(planner, one, *([] if talked is None else [an_activity(on=ago(max(0, talked)), contact_id=one.id)]))
    rows = planner.contacts.page(PeopleFilter()).rows
    assert set(names(planner, due=True)) == {r.entry.name for r in rows if r.due_on is not None and r.due_on <= TODAY}
    assert set(names(planner, losing=True)) == {row.entry.name for row in rows if row.is_losing}


def test_those_losing_touch_who_never_talked_come_first_then_the_oldest(planner: Planner) -> None:
    never, old, older = (a_contact(name, created_on=ago(700)) for name in ("Never", "Old", "Older"))
    put(
        planner,
        *(never, old, older),
        an_activity(on=ago(300), contact_id=old.id),
        an_activity(on=ago(400), contact_id=older.id),
    )
    assert names(planner, losing=True) == ["Never", "Older", "Old"]


def test_one_contact_shows_everything_between_us(planner: Planner) -> None:
    dana = a_contact("Dana Reyes", "Acme", stage=Stage.OPPORTUNITY, created_on=ago(60), email="dana@acme.example")
    put(
        planner,
        dana,
        a_contact("D. Reyes", email="DANA@acme.example"),
        a_contact("DANA REYES", "ACME"),
        a_deal("Acme renewal", contact_id=dana.id, amount_minor=100),
        a_deal("Acme pilot", contact_id=dana.id, stage="won", closed_on=ago(30)),
        an_activity(ActivityType.EMAIL, ago(58), contact_id=dana.id, outcome=Outcome.SENT),
        an_activity(on=ago(20), contact_id=dana.id, outcome=Outcome.CONNECTED),
        an_activity(on=ago(2), contact_id=dana.id, outcome=Outcome.VOICEMAIL),
        an_activity(ActivityType.NOTE, ago(1), contact_id=dana.id, note="prefers mornings"),
        an_action("send the terms", TODAY, kind=ActionKind.PROMISE, contact_id=dana.id),
        an_action("send the data", TODAY, kind=ActionKind.PROMISE, owed_by="them", contact_id=dana.id),
        an_action("call: pilot", TODAY + timedelta(days=1), kind=ActionKind.FOLLOW_UP, contact_id=dana.id),
        an_action("old", ago(9), kind=ActionKind.FOLLOW_UP, contact_id=dana.id, status="done"),
    )
    view = planner.contacts.one(dana.id)
    assert view.talks == (3, 1, ago(58), ago(2), ago(20), ago(2))
    assert (view.first_touch_days, view.logged, view.is_silent) == (2, 4, False)
    assert view.due_on == ago(6)
    assert view.cadence is not None
    assert view.cadence.words == "2 weeks"
    assert [row.action.text for row in (*view.mine, *view.theirs, *view.follow_ups)] == [
        "send the terms",
        "send the data",
        "call: pilot",
    ]
    assert [deal.title for deal in view.deals] == ["Acme renewal", "Acme pilot"]
    assert view.log[0].activity.note == "prefers mornings"
    assert view.next_step == "send the terms, Tue 10 Feb"
    assert {twin.name for twin in view.twins} == {"D. Reyes", "DANA REYES"}
    assert view.reasons[0].words == "you promised “send the terms”, due today"


def test_a_lead_without_a_touch_has_no_first_touch_yet(planner: Planner) -> None:
    lead = a_contact("New", created_on=ago(3))
    put(planner, lead)
    assert planner.contacts.one(lead.id).first_touch_days is None
    planner.log.line("email @New")
    assert planner.contacts.one(lead.id).first_touch_days == 3


def test_a_contact_is_added_and_corrected_by_a_line(planner: Planner) -> None:
    done = planner.contacts.add("Dana Reyes, Acme <dana@acme.com> +1 555 0100 source: fair")
    assert done.label == "Added: Dana Reyes, Acme, lead"
    (contact,) = planner.store.select(Contact)
    assert (contact.given_name, contact.family_name, contact.source, contact.created_on) == (
        "Dana",
        "Reyes",
        "fair",
        TODAY,
    )
    line = planner.contacts.written(contact.id)
    assert line == "Dana Reyes, Acme <dana@acme.com> +1 555 0100 source: fair stage: lead"
    planner.contacts.correct(contact.id, line)
    assert next(planner.store.select(Contact)) == contact
    planner.contacts.correct(contact.id, "Dana Ode, Acme stage: prospect every: 2 months")
    after = planner.store.need(Contact, contact.id)
    assert (after.family_name, after.email, after.stage, after.cadence_months) == ("Ode", "", Stage.PROSPECT, 2)
    assert planner.contacts.add("dana ode, ACME").label.endswith("somebody of this name is there already")


def test_a_note_of_several_lines_stays_one_where_the_line_does_not_change_it(planner: Planner) -> None:
    dana = a_contact("Dana", notes="first\nsecond")
    put(planner, dana)
    planner.contacts.correct(dana.id, planner.contacts.written(dana.id))
    assert planner.store.need(Contact, dana.id).notes == "first\nsecond"


def test_stages_move_by_hand_in_any_direction(planner: Planner) -> None:
    dana = a_contact("Dana", stage=Stage.CUSTOMER)
    put(planner, dana)
    for stage in (Stage.LEAD, Stage.LOST, Stage.OPPORTUNITY):
        assert planner.contacts.move([dana.id], stage).label == f"Now {stage}: Dana"
        assert planner.store.need(Contact, dana.id).stage is stage


def test_a_star_needs_a_touch_and_brings_the_monthly_cadence(planner: Planner) -> None:
    dana = a_contact("Dana", stage=Stage.PROSPECT)
    put(planner, dana)
    with pytest.raises(PlannerError, match="Dana was never reached out to"):
        planner.contacts.star(dana.id)
    planner.log.line("email @Dana")
    assert planner.contacts.star(dana.id).label == "Top prospect, every month: Dana · 1 of 3 to 5, star some more"
    assert planner.store.need(Contact, dana.id).cadence_months == 1
    planner.contacts.unstar(dana.id)
    assert planner.store.need(Contact, dana.id) == replace(dana)


def test_the_sixth_star_is_refused_naming_the_five(planner: Planner) -> None:
    people = [a_contact(f"P{n}", is_top=n < 5) for n in range(6)]
    put(planner, *people, an_activity(contact_id=people[5].id))
    with pytest.raises(PlannerError, match="Five stars are the most: take one from P0, P1, P2, P3, P4"):
        planner.contacts.star(people[5].id)
    planner.contacts.unstar(people[0].id)
    assert planner.contacts.star(people[5].id).label == "Top prospect, every month: P5"


@pytest.mark.parametrize("fields", [{"do_not_contact": True}, {"archived_on": TODAY}])
def test_who_is_off_cannot_be_starred_and_loses_the_star(planner: Planner, fields: dict[str, Any]) -> None:
    off, dana = a_contact("Off", **fields), a_contact("Dana", is_top=True, close_mark=True)
    put(planner, off, dana, an_activity(contact_id=off.id))
    with pytest.raises(PlannerError, match="not to be contacted now"):
        planner.contacts.star(off.id)
    planner.contacts.change([dana.id], "Off", **fields)
    after = planner.store.need(Contact, dana.id)
    assert (after.is_top, after.close_mark) == (False, False)


def test_a_snooze_needs_a_day_to_come(planner: Planner) -> None:
    dana = a_contact("Dana")
    put(planner, dana)
    with pytest.raises(PlannerError, match="is not ahead"):
        planner.contacts.snooze([dana.id], TODAY)
    assert planner.contacts.snooze([dana.id], date(2026, 3, 1)).label == "Snoozed until Sun 1 Mar: Dana"
    assert planner.contacts.snooze([dana.id], None).label == "Proposed again: Dana"


def test_a_cadence_beyond_ten_years_is_refused(planner: Planner) -> None:
    dana = a_contact("Dana")
    put(planner, dana)
    with pytest.raises(PlannerError, match="121 months is not between"):
        planner.contacts.follow([dana.id], 121)
    assert planner.contacts.follow([dana.id], 2).label == "Talk every 2 months: Dana"
    assert planner.contacts.follow([dana.id], 0).label == "Talk never: Dana"
    assert planner.contacts.follow([dana.id], None).label == "Talk as the stage says: Dana"


def test_a_selection_is_changed_in_one_step(planner: Planner) -> None:
    people = [a_contact(f"P{n}") for n in range(4)]
    put(planner, *people)
    before = rows_of(planner)
    keys = [one.id for one in people[:3]]
    assert planner.contacts.change(keys, "Changed", stage=Stage.PROSPECT, source="fair").label == "Changed: 3 contacts"
    assert names(planner, stage=Stage.PROSPECT, source="fair") == ["P0", "P1", "P2"]
    planner.undo()
    assert rows_of(planner) == before
    with pytest.raises(PlannerError, match="No contact is meant"):
        planner.contacts.archive([])


def test_a_star_makes_nobody_be_called_less_often_and_customers_get_none(planner: Planner) -> None:
    often, bought = a_contact("Often", stage=Stage.OPPORTUNITY), a_contact("Bought", stage=Stage.CUSTOMER)
    put(
        planner,
        often,
        bought,
        an_activity(on=ago(15), contact_id=often.id),
        an_activity(on=ago(15), contact_id=bought.id),
    )
    assert planner.contacts.star(often.id).label.startswith("Top prospect, every 2 weeks: Often")
    view = planner.contacts.one(often.id)
    assert view.cadence == Cadence(weeks=2)
    assert names(planner, due=True) == ["Often"]
    assert [call.contact.name for call in planner.next_calls.rows(TODAY)] == ["Often"]
    planner.contacts.move([often.id], Stage.PROSPECT)
    assert planner.contacts.one(often.id).cadence == Cadence(months=1)
    with pytest.raises(PlannerError, match="Bought is a customer"):
        planner.contacts.star(bought.id)


def test_one_put_away_is_found_by_name_to_be_brought_back(planner: Planner) -> None:
    dana = a_contact("Dana Reyes")
    put(planner, dana)
    planner.contacts.archive([dana.id])
    assert names(planner) == []
    assert planner.contacts.find("dana reyes").id == dana.id
    planner.contacts.archive([dana.id], is_away=False)
    assert names(planner) == ["Dana Reyes"]
    with pytest.raises(PlannerError, match="“Lee” is none of your contacts"):
        planner.contacts.find("Lee")


def test_one_put_away_is_meant_by_a_first_name_as_all_others_are(planner: Planner) -> None:
    put(planner, a_contact("Lee Park"), a_contact("Lee Moss"))
    away = planner.contacts.find("Lee Park")
    planner.contacts.archive([away.id])
    planner.contacts.archive([planner.contacts.find("Lee Moss").id])
    with pytest.raises(PlannerError, match="“Lee” could be Lee Moss, Lee Park"):
        planner.log.line("call @Lee connected")
    assert planner.log.line("call @Park connected").label.endswith("Lee Park · back from those put away")
    assert planner.log.line("call @Lee").label == "Logged: call, Lee Park"
    assert len(list(planner.store.select(Contact))) == 2


def test_contacts_of_one_name_are_told_apart_by_address_organization_or_key(planner: Planner) -> None:
    twins = [a_contact("Dan", "Acme", email=f"d{n}@x.example") for n in (1, 2)]
    other, bare = a_contact("Dan", "Bee"), a_contact("Dan", "Acme")
    put(planner, *twins, other, bare)
    for typed in ("d1@x.example", "Dan, Acme <D1@x.example>", twins[0].id):
        assert planner.contacts.find(typed) == twins[0]
    assert planner.contacts.find("dan, bee") == other
    assert planner.contacts.find(f"Dan, Acme <{bare.id}>") == bare
    with pytest.raises(PlannerError, match=r"is the name of 3 contacts. Write one of .*d[12]@x\.example"):
        planner.contacts.find("Dan, Acme")
    assert planner.log.line('call @"d2@x.example"').label == "Logged: call, Dan"
    assert planner.log.line('call @"Dan, Bee"').label == "Logged: call, Dan"
    assert {entry.contact_id for entry in planner.store.select(Activity)} == {twins[1].id, other.id}
    with pytest.raises(PlannerError, match="Write the e-mail address"):
        planner.log.line('call @"Dan, Acme"')
    with pytest.raises(PlannerError, match="Write the e-mail address"):
        planner.log.line("call @Dan")


def test_two_become_one_and_two_again(planner: Planner) -> None:
    keep = a_contact("Dana Reyes", "Acme", notes="prefers mornings", created_on=ago(5), stage=Stage.PROSPECT)
    gone = a_contact(
        "D. Reyes", "ACME Inc", email="dana@acme.example", notes="met at the fair", created_on=ago(50),
        stage=Stage.CUSTOMER, is_top=True, cadence_months=2,
    )  # fmt: skip
    step = an_action("call", TODAY, kind=ActionKind.FOLLOW_UP, contact_id=gone.id)
    put(planner, keep, gone, a_deal("Acme", contact_id=gone.id), step)
    put(planner, an_activity(contact_id=gone.id, action_id=step.id), an_activity(contact_id=keep.id))
    before = rows_of(planner)
    label = planner.contacts.merge(keep.id, gone.id).label
    assert label == ("Merged into Dana Reyes: D. Reyes · 3 lines moved, the rest in the notes")
    (after,) = planner.store.select(Contact)
    assert (after.id, after.organization, after.email) == (keep.id, "Acme", "dana@acme.example")
    assert (after.stage, after.is_top, after.cadence_months) == (Stage.CUSTOMER, True, 2)
    assert (after.notes, after.created_on) == ("prefers mornings\nmet at the fair\nmerged: D. Reyes, ACME Inc", ago(50))
    assert {key for (key,) in planner.store.rows("SELECT contact_id FROM activity")} == {keep.id}
    assert planner.contacts.one(keep.id).talks.touches == 2
    after_rows = rows_of(planner)
    planner.undo()
    assert rows_of(planner) == before
    planner.redo()
    assert rows_of(planner) == after_rows


def test_a_wish_not_to_be_contacted_holds_after_a_merge(planner: Planner) -> None:
    keep, gone = a_contact("Dana", is_top=True, wants_updates=True), a_contact("D.", do_not_contact=True)
    put(planner, keep, gone)
    planner.contacts.merge(keep.id, gone.id)
    after = planner.store.need(Contact, keep.id)
    assert (after.do_not_contact, after.is_top, after.wants_updates) == (True, False, False)


def test_what_differs_in_the_one_that_goes_is_kept_in_the_notes(planner: Planner) -> None:
    keep = a_contact("Dana", email="a@x.example", phone="1", external_system="hubspot", external_id="7")
    gone = a_contact("Dana", email="b@x.example", phone="2", external_system="hubspot", external_id="8")
    put(planner, keep, gone)
    assert planner.contacts.merge(keep.id, gone.id).label.endswith(", the rest in the notes")
    assert planner.store.need(Contact, keep.id).notes == "merged: b@x.example, 2, hubspot 8"


def test_two_with_nothing_in_common_are_merged_by_who_is_sure(planner: Planner) -> None:
    ana, bo, al = a_contact("Ana", "Acme", phone="+1 (5)"), a_contact("Bo", "Acme"), a_contact("Al", phone="15")
    put(planner, ana, bo, al)
    with pytest.raises(PlannerError, match="neither a whole name, e-mail nor phone in common"):
        planner.contacts.merge(ana.id, bo.id)
    planner.contacts.merge(ana.id, al.id)
    planner.contacts.merge(ana.id, bo.id, is_sure=True)
    assert names(planner) == ["Ana"]


def test_a_contact_is_not_merged_with_itself(planner: Planner) -> None:
    dana = a_contact("Dana")
    put(planner, dana)
    with pytest.raises(PlannerError, match="one contact already"):
        planner.contacts.merge(dana.id, dana.id)


def test_likely_duplicates_share_an_address_or_a_name_and_organization(planner: Planner) -> None:
    put(
        planner,
        a_contact("Dana Reyes", "Acme"),
        a_contact("Dána REYES", "ACME"),
        a_contact("Dana Reyes", "Borealis"),
        a_contact("Lee", email="lee@x.example"),
        a_contact("Park", email="LEE@x.example"),
        a_contact("Zed", email="", archived_on=TODAY),
    )
    groups = [sorted(entry.name for entry in group) for group in planner.contacts.duplicates()]
    assert sorted(groups) == [["Dana Reyes", "Dána REYES"], ["Lee", "Park"]]


def test_a_promise_is_planned_by_a_line_and_stays_one_when_corrected(planner: Planner) -> None:
    dana = a_contact("Dana Reyes")
    put(planner, dana)
    planner.plan.add("@Dana owes: send the data fri", TODAY)
    (row,) = planner.contacts.one(dana.id).theirs
    assert (row.action.kind, row.action.date) == (ActionKind.PROMISE, date(2026, 2, 13))
    assert planner.plan.written(row) == '@"Dana Reyes" owes: send the data'
    planner.plan.correct(row.action.id, 'owe @"Dana Reyes": send the data')
    (row,) = planner.contacts.one(dana.id).mine
    planner.plan.correct(row.action.id, "send the data @Dana")
    assert planner.store.rows("SELECT kind, owed_by FROM action") == [("action", "me")]


def test_a_line_that_is_no_contact_is_refused(planner: Planner) -> None:
    with pytest.raises(LineError):
        planner.contacts.add("<dana@acme.com>")
