"""The log's verbs: what one line saves, and what happens to it when the line is corrected, moved or deleted."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from planner.domain.action import Action, ActionKind
from planner.domain.activity import Activity, ActivityType, Outcome, Purpose
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import LineError, PlannerError
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    TODAY,
    StoppedClock,
    a_contact,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)

YESTERDAY = date(2026, 2, 9)
DANA = a_contact("Dana Reyes", "Acme")
LEE = a_contact("Lee Park", "Borealis")


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    planner = open_planner(tmp_path)
    put(planner, DANA, LEE)
    return planner


def entries(planner: Planner) -> list[Activity]:
    """Return the log in the order of saving."""
    return list(planner.store.select(Activity, order="rowid"))


def last(planner: Planner) -> Activity:
    return entries(planner)[-1]


def deals(planner: Planner) -> list[Deal]:
    return list(planner.store.select(Deal, order="id"))


def only_deal(planner: Planner) -> Deal:
    (deal,) = deals(planner)
    return deal


def stage_of(planner: Planner, contact: Contact = DANA) -> Stage:
    return planner.store.need(Contact, contact.id).stage


def written(planner: Planner, activity: Activity) -> str:
    row = planner.reading.entry(activity.id)
    assert row is not None
    return planner.log.written(row)


def test_a_line_becomes_an_entry_with_its_moment_and_the_stage_of_the_contact(planner: Planner) -> None:
    told = planner.log.line("call @Dana connected +closing 45m: renewal terms agreed").label
    (entry,) = entries(planner)
    assert told == "Logged: call, Dana Reyes"
    assert (entry.type, entry.contact_id, entry.outcome) == (ActivityType.CALL, DANA.id, Outcome.CONNECTED)
    assert (entry.purpose, entry.minutes, entry.note) == (Purpose.CLOSING, 45, "renewal terms agreed")
    assert (entry.local_date, entry.local_time, entry.zone) == (TODAY, time(9, 41), "America/New_York")
    assert entry.at == datetime(2026, 2, 10, 14, 41, tzinfo=UTC)
    assert entry.contact_stage_then is Stage.LEAD
    assert entry.source == "typed"


def test_reading_a_line_writes_nothing(planner: Planner) -> None:
    before = planner.store.change_seq
    reading = planner.log.read('close @"New Person" $500: done -> call fri')
    assert reading.is_new_contact
    assert reading.title == "close, New Person"
    assert (planner.store.change_seq, entries(planner), deals(planner)) == (before, [], [])


def test_a_reading_tells_the_deal_that_it_touches_and_no_other(planner: Planner) -> None:
    made, untouched = planner.log.read("close @Dana $5").deal, planner.log.read("call @Dana").deal
    assert made is not None
    assert (made.amount_minor, untouched) == (500, None)
    planner.log.line("close @Dana $5")
    assert planner.log.read("close @Dana $5", last(planner)).deal is None


def test_an_unknown_name_makes_a_lead(planner: Planner) -> None:
    planner.log.line('call @"Ana María Ruiz"')
    lead = planner.store.need(Contact, last(planner).contact_id or "")
    assert (lead.name, lead.given_name, lead.family_name) == ("Ana María Ruiz", "Ana María", "Ruiz")
    assert (lead.stage, lead.source, lead.created_on) == (Stage.LEAD, "log", TODAY)
    planner.log.line("call @Cher")
    lead = planner.store.need(Contact, last(planner).contact_id or "")
    assert (lead.given_name, lead.family_name) == ("Cher", "")


def test_a_second_line_finds_the_lead_that_the_first_made(planner: Planner) -> None:
    planner.log.line("call @Cher")
    planner.log.line("call @cher")
    assert len({entry.contact_id for entry in entries(planner)}) == 1


@pytest.mark.parametrize("typed", ["Dana", "dana", "REYES", '"Dana Reyes"', "Acme", "Dána"])
def test_a_contact_is_found_by_whole_words_case_and_accents_aside(planner: Planner, typed: str) -> None:
    assert planner.log.read(f"call @{typed}").activity.contact_id == DANA.id


@pytest.mark.parametrize("typed", ["Dan", "Rey", '"Reyes Dana Maria"', '"Dana"'])
def test_a_part_of_a_word_or_another_quoted_name_is_somebody_new(planner: Planner, typed: str) -> None:
    assert planner.log.read(f"call @{typed}").is_new_contact


def test_an_ambiguous_name_is_refused_with_the_names_that_it_could_be(planner: Planner) -> None:
    put(planner, a_contact("Dana Scully", "Bureau"))
    with pytest.raises(PlannerError, match=r"“Dana” could be Dana Reyes \(Acme\), Dana Scully \(Bureau\)"):
        planner.log.line("call @Dana")
    assert entries(planner) == []
    assert planner.log.read("call @Scully").contact is not None


def test_of_many_people_of_one_name_four_are_told(planner: Planner) -> None:
    put(planner, *(a_contact(f"Sam {letter}") for letter in "ABCD"))
    with pytest.raises(PlannerError, match=r"could be Sam A, Sam B, Sam C, Sam D\. Write more"):
        planner.log.line("call @Sam")
    put(planner, a_contact("Sam E"), a_contact("Sam F"))
    with pytest.raises(PlannerError, match=r"could be Sam A, Sam B, Sam C, Sam D and 2 more\. Write more"):
        planner.log.line("call @Sam")


def test_a_full_name_wins_over_a_part_of_another(planner: Planner) -> None:
    put(planner, a_contact("Dana"))
    found = planner.log.read("call @Dana").contact
    assert found is not None
    assert found.name == "Dana"


def test_a_person_wins_over_an_organization(planner: Planner) -> None:
    put(planner, a_contact("Acme Jones"))
    found = planner.log.read("call @acme").contact
    assert found is not None
    assert found.name == "Acme Jones"


def test_a_name_of_accents_alone_is_nobody_who_is_known(planner: Planner) -> None:
    assert planner.names.find("\N{COMBINING ACUTE ACCENT}") is None


def test_one_who_is_put_away_comes_back_with_a_step_and_with_a_plan(planner: Planner) -> None:
    old = a_contact("Old Friend", archived_on=TODAY)
    put(planner, old)
    assert planner.log.line("call @Old Friend").label == "Logged: call, Old Friend · back from those put away"
    assert [one.archived_on for one in planner.store.select(Contact, "name = 'Old Friend'")] == [None]
    entry = last(planner)
    assert entry.contact_id == old.id
    planner.contacts.archive([old.id])
    planner.log.correct(entry.id, 'email @"Old Friend"')
    assert planner.store.need(Contact, old.id).archived_on == TODAY
    assert planner.plan.add("call @Old Friend", TODAY).label.endswith("back from those put away")
    planner.contacts.archive([old.id])
    assert "back from those put away" in planner.deals.add("Pilot @Old Friend").label
    planner.contacts.archive([old.id])
    assert planner.contacts.add("Old Friend").label.endswith("somebody of this name is put away")


def test_who_does_not_want_to_be_contacted_is_told_and_not_refused(planner: Planner) -> None:
    put(planner, a_contact("Ann", do_not_contact=True))
    assert planner.log.line("call @Ann").label.startswith("Logged: call, Ann · does not want to be contacted")
    assert "does not want" not in planner.log.line("note @Ann: moved").label
    assert planner.plan.add("call @Ann", TODAY).label.endswith("does not want to be contacted")


def test_a_close_that_wins_an_open_deal_names_it_and_the_amount_it_gives_up(planner: Planner) -> None:
    put(planner, a_deal("Otter & Co reorder", contact_id=DANA.id, amount_minor=689_000))
    label = planner.log.line("close @Dana $77 repeat").label
    assert label.startswith("Logged: close, Dana Reyes · won: Otter & Co reorder $77, $6,890 until now")
    assert "until now" not in planner.log.line("close @Dana $77").label


def test_a_close_makes_a_won_deal_and_a_customer(planner: Planner) -> None:
    planner.log.line("close @Dana $12,000")
    deal = only_deal(planner)
    assert (deal.stage, deal.closed_on, deal.created_on) == (DealStage.WON, TODAY, TODAY)
    assert (deal.amount_minor, deal.currency, deal.kind) == (1_200_000, "USD", DealKind.NEW)
    assert (deal.title, deal.organization, deal.contact_id) == ("Acme", "Acme", DANA.id)
    assert last(planner).deal_id == deal.id
    assert stage_of(planner) is Stage.CUSTOMER


def test_a_close_without_a_name_is_a_sale(planner: Planner) -> None:
    planner.log.line("close $50")
    assert (only_deal(planner).title, only_deal(planner).contact_id) == ("Sale", None)


def test_a_close_wins_the_open_deal_that_is_furthest_along(planner: Planner) -> None:
    early = a_deal("early", contact_id=DANA.id, amount_minor=100)
    far = a_deal("far", contact_id=DANA.id, amount_minor=200, stage=DealStage.NEGOTIATION)
    other = a_deal("other", contact_id=LEE.id, stage=DealStage.NEGOTIATION)
    put(planner, early, far, other)
    planner.log.line("close @Dana")
    won = [deal for deal in deals(planner) if deal.stage is DealStage.WON]
    assert [(deal.id, deal.amount_minor) for deal in won] == [(far.id, 200)]


def test_of_two_deals_equally_far_the_older_is_won(planner: Planner) -> None:
    older = a_deal("older", contact_id=DANA.id, created_on=date(2026, 1, 5))
    put(planner, a_deal("newer", contact_id=DANA.id, created_on=date(2026, 1, 6)), older)
    planner.log.line("close @Dana $5")
    assert planner.store.need(Deal, older.id).stage is DealStage.WON


def test_an_amount_on_the_close_replaces_the_deals(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id, amount_minor=100, probability_pct=30))
    planner.log.line("close @Dana €900")
    deal = only_deal(planner)
    assert (deal.amount_minor, deal.currency, deal.chance()) == (90_000, "EUR", 100)


def test_the_second_sale_to_a_contact_is_a_repeat(planner: Planner) -> None:
    planner.log.line("close @Dana $5")
    planner.log.line("close @Dana $6")
    planner.log.line("close @Lee $7")
    kinds = {deal.amount_minor: deal.kind for deal in deals(planner)}
    assert kinds == {500: DealKind.NEW, 600: DealKind.REPEAT, 700: DealKind.NEW}


def test_a_deal_that_was_open_before_the_first_sale_is_a_repeat_when_it_is_won(planner: Planner) -> None:
    put(planner, a_deal("first", contact_id=DANA.id, stage=DealStage.NEGOTIATION), a_deal("second", contact_id=DANA.id))
    planner.log.line("close @Dana $5")
    planner.log.line("close @Dana $6")
    assert {deal.title: deal.kind for deal in deals(planner)} == {"first": DealKind.NEW, "second": DealKind.REPEAT}


def test_what_the_line_says_about_new_or_repeat_stands(planner: Planner) -> None:
    planner.log.line("close @Dana $5 repeat")
    assert only_deal(planner).kind is DealKind.REPEAT
    planner.log.line("close @Dana $6 new")
    assert {deal.kind for deal in deals(planner)} == {DealKind.NEW, DealKind.REPEAT}


def test_a_proposal_with_an_amount_opens_a_deal_at_that_stage(planner: Planner) -> None:
    planner.log.line("proposal @Lee $12k")
    deal = only_deal(planner)
    assert (deal.stage, deal.amount_minor, deal.closed_on) == (DealStage.PROPOSAL, 1_200_000, None)
    assert stage_of(planner, LEE) is Stage.OPPORTUNITY
    assert last(planner).deal_id == deal.id


def test_a_proposal_moves_an_open_deal_forward_and_never_back(planner: Planner) -> None:
    early, far = a_deal(contact_id=DANA.id), a_deal(contact_id=LEE.id, stage=DealStage.NEGOTIATION)
    put(planner, early, far)
    planner.log.line("proposal @Dana")
    planner.log.line("proposal @Lee $9")
    assert planner.store.need(Deal, early.id).stage is DealStage.PROPOSAL
    moved = planner.store.need(Deal, far.id)
    assert (moved.stage, moved.amount_minor) == (DealStage.NEGOTIATION, 900)


def test_a_proposal_without_an_amount_and_without_a_deal_makes_none(planner: Planner) -> None:
    planner.log.line("proposal @Dana")
    assert deals(planner) == []
    assert stage_of(planner) is Stage.LEAD


def test_lost_closes_the_open_deal_with_the_note_as_its_reason(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id))
    planner.log.line("note @Dana lost yesterday: price too high")
    deal = only_deal(planner)
    assert (deal.stage, deal.closed_on, deal.lost_reason) == (DealStage.LOST, YESTERDAY, "price too high")
    assert stage_of(planner) is Stage.LEAD


@pytest.mark.parametrize("line", ["note @Dana lost", "note lost"])
def test_nothing_open_cannot_be_lost(planner: Planner, line: str) -> None:
    with pytest.raises(PlannerError, match="no open deal with"):
        planner.log.line(line)
    assert entries(planner) == []


def test_a_next_step_is_planned_in_the_same_save(planner: Planner) -> None:
    before = planner.store.change_seq
    told = planner.log.line("call @Dana: terms agreed -> call fri 3pm: send terms").label
    assert told == "Logged: call, Dana Reyes · next step Fri 13 Feb 15:00"
    assert planner.store.change_seq == before + 1
    (action,) = planner.store.select(Action)
    assert (action.kind, action.text, action.contact_id) == (ActionKind.FOLLOW_UP, "call: send terms", DANA.id)
    assert (action.date, action.start_time) == (date(2026, 2, 13), time(15))
    assert last(planner).action_id == action.id
    planner.undo()
    assert (entries(planner), list(planner.store.select(Action))) == ([], [])


def test_an_entry_says_which_goals_it_counts_toward_finest_first(planner: Planner) -> None:
    daily = a_goal("2 calls", Period.DAY, 2, ends_on=date(2026, 12, 31))
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480), daily, a_goal("40 calls"))
    assert planner.log.line("call @Dana").label == (
        "Logged: call, Dana Reyes · counts toward 2 calls a day, 40 calls in February, 480 calls in 2026"
    )
    assert planner.log.read("email @Dana").counts == ()
    assert planner.log.read("call 2025-12-31").counts == ()


def test_a_goal_that_is_not_active_is_not_counted_toward(planner: Planner) -> None:
    put(planner, CALLS, a_goal("40 calls").archived(TODAY))
    assert planner.log.read("call").counts == ()


def test_a_person_counts_once_toward_a_goal_of_people(planner: Planner) -> None:
    people = Measure(
        name="people", unit=Unit.COUNT, activity_types=frozenset({ActivityType.EMAIL}), distinct_contacts=True
    )
    put(planner, people, a_goal("20 people", measure=people))
    assert planner.log.read("email").counts == ()
    planner.log.line("email @Dana")
    assert planner.log.read("email @Dana").counts == ()
    assert planner.log.read("email @Lee").counts == ("20 people in February",)
    assert planner.log.read("email @Lee", last(planner)).counts == ("20 people in February",)
    assert planner.log.read("email @Dana", last(planner)).counts == ("20 people in February",)


def test_a_first_touch_counts_and_a_second_does_not(planner: Planner) -> None:
    first = Measure(
        name="first calls", unit=Unit.COUNT, activity_types=frozenset({ActivityType.CALL}), first_touch_only=True
    )
    put(planner, first, a_goal("5 first calls", measure=first))
    assert planner.log.read("call @Dana").counts == ("5 first calls in February",)
    planner.log.line("call @Dana yesterday")
    assert planner.log.read("call @Dana").counts == ()
    assert planner.log.read("call @Dana 2026-02-02").counts == ("5 first calls in February",)
    assert planner.log.read("email @Dana").counts == ()


def test_money_counts_when_a_deal_is_won_for_an_amount(planner: Planner) -> None:
    put(planner, DOLLARS, a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS))
    assert planner.log.read("close @Dana $5").counts == ("$240,000 in 2026",)
    assert planner.log.read("close @Dana").counts == ()
    assert planner.log.read("close @Dana €5").counts == ()
    assert planner.log.read("proposal @Dana $5").counts == ()


@pytest.mark.parametrize(
    "line",
    ["call tomorrow", "call 2026-02-11", "call 23:59", "call 9:42", "close @Dana $5 +1d"],
)
def test_what_is_to_come_is_not_logged(planner: Planner, line: str) -> None:
    with pytest.raises(PlannerError):
        planner.log.line(line)
    assert entries(planner) == []


def test_a_slip_of_a_digit_in_the_year_is_refused(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="1026-02-09 is too long ago"):
        planner.log.line("call 1026-02-09")


def test_this_very_minute_is_not_the_future(planner: Planner) -> None:
    planner.log.line("call 9:41")
    assert last(planner).local_time == time(9, 41)


def test_an_earlier_day_is_logged_at_noon_of_that_day(planner: Planner) -> None:
    planner.log.line("call yesterday")
    assert (last(planner).local_date, last(planner).local_time) == (YESTERDAY, None)
    assert last(planner).at == datetime(2026, 2, 9, 17, tzinfo=UTC)


def test_before_the_day_starts_a_time_belongs_to_yesterday(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(datetime(2026, 2, 11, 2, 30)), day_start_hour=4)  # noqa: DTZ001
    planner.log.line("call 1:15")
    assert (last(planner).local_date, last(planner).local_time) == (TODAY, time(1, 15))
    assert last(planner).at == datetime(2026, 2, 11, 6, 15, tzinfo=UTC)


def test_a_correction_keeps_the_entry_its_stage_then_and_where_it_came_from(planner: Planner) -> None:
    imported = an_activity(contact_id=DANA.id, contact_stage_then=Stage.PROSPECT, source="import")
    put(planner, imported)
    planner.log.correct(imported.id, "meeting @Dana held yesterday: at the fair")
    (entry,) = entries(planner)
    assert (entry.id, entry.type, entry.local_date) == (imported.id, ActivityType.MEETING, YESTERDAY)
    assert (entry.contact_stage_then, entry.source) == (Stage.PROSPECT, "import")
    planner.log.correct(imported.id, "meeting @Lee held yesterday: at the fair")
    assert entries(planner)[0].contact_stage_then is Stage.LEAD


@pytest.mark.parametrize(
    "line",
    [
        "call x3 @Dana connected +closing 9:30 45m: said [/] and “yes”",
        "close @Dana $12,000.50",
        "close @Dana €900 repeat",
        "proposal @Lee $5",
        "marketing reach 250 2026-02-05: newsletter",
        "note: thought of something",
        "call",
    ],
)
def test_an_entry_that_is_written_out_and_saved_again_is_the_same(planner: Planner, line: str) -> None:
    planner.log.line(line)
    entry, deals_then = last(planner), deals(planner)
    planner.log.correct(entry.id, written(planner, entry))
    assert (last(planner), deals(planner)) == (entry, deals_then)


def test_an_entry_that_is_gone_cannot_be_corrected_moved_or_deleted(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="no longer there"):
        planner.log.correct("gone", "call")
    with pytest.raises(PlannerError, match="no longer there"):
        planner.log.move("gone", YESTERDAY)
    with pytest.raises(PlannerError, match="no longer there"):
        planner.log.delete("gone")


def test_a_deleted_close_takes_the_sale_with_it_that_it_had_made(planner: Planner) -> None:
    planner.log.line("close @Dana $5")
    assert planner.log.delete(last(planner).id).label == "Deleted: close, Dana Reyes"
    assert (entries(planner), deals(planner)) == ([], [])
    planner.undo()
    assert only_deal(planner).stage is DealStage.WON


def test_a_deleted_entry_is_told_with_its_person_where_there_was_one(planner: Planner) -> None:
    for line, told in (("call @Dana", "Deleted: call, Dana Reyes"), ("follow_up", "Deleted: follow up")):
        planner.log.line(line)
        assert planner.log.delete(last(planner).id).label == told


def test_a_deleted_close_reopens_the_deal_that_it_had_won(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id, created_on=date(2026, 1, 5)))
    planner.log.line("close @Dana $5")
    planner.log.delete(last(planner).id)
    deal = only_deal(planner)
    assert (deal.stage, deal.closed_on) == (DealStage.NEGOTIATION, None)


def test_a_deal_that_was_proposed_the_same_day_is_reopened_not_deleted(planner: Planner) -> None:
    planner.log.line("proposal @Dana $5")
    planner.log.line("close @Dana")
    close = next(entry for entry in entries(planner) if entry.type is ActivityType.CLOSE)
    planner.log.delete(close.id)
    assert only_deal(planner).is_open


def test_a_deleted_loss_opens_the_deal_again(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id))
    planner.log.line("note @Dana lost: price")
    planner.log.delete(last(planner).id)
    deal = only_deal(planner)
    assert (deal.is_open, deal.lost_reason, deal.closed_on) == (True, "", None)


def test_deleting_an_entry_frees_the_action_that_it_had_done(planner: Planner) -> None:
    entry = an_activity()
    action = an_action(done_activity_id=entry.id)
    put(planner, entry, action)
    planner.log.delete(entry.id)
    assert planner.store.need(Action, action.id).done_activity_id is None


def test_a_close_that_becomes_a_call_takes_its_sale_back(planner: Planner) -> None:
    planner.log.line("close @Dana $5")
    planner.log.correct(last(planner).id, "call @Dana")
    assert deals(planner) == []
    assert last(planner).deal_id is None


def test_a_close_that_becomes_a_proposal_is_no_longer_won(planner: Planner) -> None:
    planner.log.line("close @Dana $5")
    planner.log.correct(last(planner).id, "proposal @Dana $5")
    deal = only_deal(planner)
    assert (deal.stage, deal.closed_on, deal.amount_minor) == (DealStage.PROPOSAL, None, 500)


def test_a_close_that_becomes_a_loss_is_lost(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id, created_on=date(2026, 1, 5)))
    planner.log.line("close @Dana $5")
    planner.log.correct(last(planner).id, "note @Dana lost: they changed their minds")
    assert (only_deal(planner).stage, only_deal(planner).lost_reason) == (DealStage.LOST, "they changed their minds")


def test_a_loss_that_becomes_a_note_opens_the_deal_again(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id))
    planner.log.line("note @Dana lost: price")
    planner.log.correct(last(planner).id, "note @Dana: not lost after all")
    assert only_deal(planner).is_open


def test_a_close_with_the_wrong_person_gives_the_deal_back(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id, created_on=date(2026, 1, 5)))
    planner.log.line("close @Dana $5")
    planner.log.correct(last(planner).id, "close @Lee $5")
    by_person = {deal.contact_id: deal.stage for deal in deals(planner)}
    assert by_person == {DANA.id: DealStage.NEGOTIATION, LEE.id: DealStage.WON}


def test_a_moved_close_moves_its_sale(planner: Planner) -> None:
    planner.log.line("close @Dana $5")
    assert planner.log.move(last(planner).id, YESTERDAY).label.startswith("Moved to ")
    assert (only_deal(planner).closed_on, only_deal(planner).created_on) == (YESTERDAY, YESTERDAY)
    assert last(planner).local_date == YESTERDAY


@pytest.mark.parametrize("change", ["move there", "correct there", "move back", "correct back"])
def test_a_close_on_another_day_is_still_deleted_with_the_sale_that_it_had_made(planner: Planner, change: str) -> None:
    verb, where = change.split()
    planner.log.line("close @Dana $5" if where == "there" else "close @Dana $5 yesterday")
    day = YESTERDAY if where == "there" else TODAY
    if verb == "move":
        planner.log.move(last(planner).id, day)
    else:
        planner.log.correct(last(planner).id, f"close @Dana $5 {day}")
    assert only_deal(planner).closed_on == day
    planner.log.delete(last(planner).id)
    assert deals(planner) == []


def test_a_deal_is_not_younger_than_its_close(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id, created_on=TODAY))
    planner.log.line("close @Dana $5 yesterday")
    assert only_deal(planner).created_on == YESTERDAY


def test_a_moved_loss_moves_the_day_on_which_the_deal_was_lost(planner: Planner) -> None:
    put(planner, a_deal(contact_id=DANA.id))
    planner.log.line("note @Dana lost: price")
    planner.log.move(last(planner).id, YESTERDAY)
    assert (only_deal(planner).closed_on, only_deal(planner).lost_reason) == (YESTERDAY, "price")


def test_a_moved_proposal_leaves_its_deal_alone(planner: Planner) -> None:
    planner.log.line("proposal @Dana $5")
    before = only_deal(planner)
    planner.log.move(last(planner).id, YESTERDAY)
    assert only_deal(planner) == before


@pytest.mark.parametrize(("day", "at"), [(date(2026, 2, 11), None), (TODAY, time(23, 59))])
def test_an_entry_does_not_move_into_the_future(planner: Planner, day: date, at: time | None) -> None:
    entry = an_activity(on=YESTERDAY, at=at)
    put(planner, entry)
    with pytest.raises(PlannerError, match="what is done"):
        planner.log.move(entry.id, day)
    assert entries(planner) == [entry]


def test_an_entry_that_moves_takes_the_zone_of_now(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    planner.log.line("call 9:00")
    clock.zone_name = "Europe/Berlin"
    planner.log.move(last(planner).id, YESTERDAY)
    assert (last(planner).zone, last(planner).at) == ("Europe/Berlin", datetime(2026, 2, 9, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    "line", ["", "   ", "call @", "call x0", "call x-5", "close $1.234", "zzz", "call 25:00", "x" * 70_000]
)
def test_a_line_that_is_not_understood_writes_nothing(planner: Planner, line: str) -> None:
    before = planner.store.change_seq
    with pytest.raises(LineError):
        planner.log.line(line)
    assert planner.store.change_seq == before


@pytest.mark.parametrize("text", ["\x1b[31mred", "[/] [bold]", "caf\udce9", "\u202eevil"])
def test_any_text_is_stored_harmless(planner: Planner, text: str) -> None:
    planner.log.line(f'call @"{text}": {text}')
    stored: Any = planner.store.rows("SELECT name, note FROM contact JOIN activity ON contact_id = contact.id")
    for name, note in stored:
        assert not set(name + note) & set("\x1b\u202e\udce9")
    assert "[/] [bold]" not in text or stored[0] == (text, text)
