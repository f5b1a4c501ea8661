"""What moves a deal: adding, correcting, stages, winning, losing and opening again, and what the log says of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain.activity import Activity, ActivityType
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import LineError, PlannerError
from planner.domain.period import Period
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import DOLLARS, TODAY, a_contact, a_deal, a_goal, put


def the_deal(planner: Planner) -> Deal:
    (deal,) = planner.store.select(Deal)
    return deal


def the_log(planner: Planner) -> list[Activity]:
    return list(planner.store.select(Activity, order="id"))


def held(planner: Planner, **fields: Any) -> tuple[Contact, Deal]:
    """Put a prospect with an open deal of $12,000 into the file."""
    dana = a_contact("Dana Reyes", "Acme", stage=Stage.PROSPECT)
    deal = a_deal("Acme renewal", **{"contact_id": dana.id, "amount_minor": 1_200_000, **fields})
    put(planner, dana, deal)
    return dana, deal


def test_a_line_adds_a_deal_with_its_buyer(planner: Planner) -> None:
    put(planner, a_contact("Dana Reyes", "Acme", stage=Stage.PROSPECT))
    done = planner.deals.add("Acme renewal @Dana $12k by 30 apr next: send terms")
    deal = the_deal(planner)
    assert done.label == "Added: Acme renewal $12,000, qualified"
    assert (deal.title, deal.organization, deal.amount_minor, deal.kind) == (
        "Acme renewal", "Acme", 1_200_000, DealKind.NEW,
    )  # fmt: skip
    assert (deal.expected_close_on, deal.next_step) == (date(2026, 4, 30), "send terms")
    (dana,) = planner.store.select(Contact)
    assert dana.stage is Stage.OPPORTUNITY
    planner.undo()
    assert not list(planner.store.select(Deal))


def test_an_unknown_buyer_becomes_a_contact_and_names_the_deal(planner: Planner) -> None:
    assert planner.deals.add('@"Lee Park" stage: proposal').label == "Added: Lee Park, proposal · new opportunity"
    (lee,) = planner.store.select(Contact)
    assert (lee.given_name, lee.family_name, the_deal(planner).contact_id) == ("Lee", "Park", lee.id)


def test_somebody_who_bought_gets_a_repeat_deal_unless_the_line_says_otherwise(planner: Planner) -> None:
    held(planner, stage=DealStage.WON, closed_on=TODAY)
    planner.deals.add("one @Dana")
    planner.deals.add("two @Dana kind: new")
    assert [d.kind for d in planner.store.select(Deal, "title IN ('one', 'two')", order="title")] == ["repeat", "new"]


def test_a_deal_that_is_won_later_is_a_repeat_one(planner: Planner) -> None:
    dana, deal = held(planner)
    put(planner, a_deal("first", contact_id=dana.id, stage="won", closed_on=TODAY))
    planner.deals.win(deal.id)
    assert planner.store.need(Deal, deal.id).kind is DealKind.REPEAT


def test_winning_writes_one_close_and_makes_a_customer_in_one_step(planner: Planner) -> None:
    put(planner, DOLLARS, a_goal("$1,000", Period.YEAR, 100_000, DOLLARS))
    dana, deal = held(planner)
    done = planner.deals.win(deal.id, (1_500_000, "USD"))
    (close,) = the_log(planner)
    assert done.label.startswith("Won: Acme renewal $15,000, new · counts toward $1,000")
    assert (close.type, close.contact_id, close.deal_id, close.local_date) == (
        ActivityType.CLOSE, dana.id, deal.id, TODAY,
    )  # fmt: skip
    assert close.contact_stage_then is Stage.PROSPECT
    assert (the_deal(planner).closed_on, the_deal(planner).amount_minor) == (TODAY, 1_500_000)
    assert planner.store.need(Contact, dana.id).stage is Stage.CUSTOMER
    with pytest.raises(PlannerError, match="is won already"):
        planner.deals.win(deal.id)
    planner.undo()
    assert (the_log(planner), the_deal(planner)) == ([], deal)


def test_a_win_adds_to_exactly_one_of_the_new_and_repeat_goals(planner: Planner) -> None:
    new, repeat = (replace(DOLLARS, name=f"{kind} dollars", deal_kind=kind) for kind in DealKind)
    goals = [a_goal(f"{m.deal_kind}", Period.YEAR, 100_000, m) for m in (new, repeat)]
    put(planner, new, repeat, *goals)
    _, deal = held(planner)
    planner.deals.win(deal.id)
    assert [planner.reading.current(goal, TODAY)[0] for goal in goals] == [1_200_000, 0]
    planner.deals.win(planner.deals.add("more @Dana $500").changes[-1].entity.key)
    assert [planner.reading.current(goal, TODAY)[0] for goal in goals] == [1_200_000, 50_000]


def test_a_close_that_is_logged_and_a_deal_that_is_won_are_the_same(planner: Planner) -> None:
    held(planner)
    planner.deals.win(the_deal(planner).id, on=TODAY - timedelta(days=1))
    (close,) = the_log(planner)
    assert (close.local_date, close.local_time) == (TODAY - timedelta(days=1), None)
    row = planner.reading.entry(close.id)
    assert row is not None
    planner.log.correct(close.id, planner.log.written(row))
    assert planner.log.written(row).startswith("close $12,000 new 2026-02-09")
    planner.log.delete(close.id)
    assert the_deal(planner).stage is DealStage.NEGOTIATION


def test_no_deal_is_decided_on_a_day_to_come(planner: Planner) -> None:
    held(planner)
    for verb in (planner.deals.win, planner.deals.lose):
        with pytest.raises(PlannerError, match="Wed 11 Feb is still to come"):
            verb(the_deal(planner).id, on=TODAY + timedelta(days=1))


def test_losing_keeps_the_reason_and_leaves_the_buyer_alone(planner: Planner) -> None:
    dana, deal = held(planner, created_on=TODAY)
    assert planner.deals.lose(deal.id, " too  dear ", TODAY - timedelta(days=3)).label == (
        "Lost: Acme renewal $12,000, too dear"
    )
    lost = the_deal(planner)
    assert (lost.lost_reason, lost.closed_on, lost.chance()) == ("too dear", TODAY - timedelta(days=3), 0)
    assert planner.store.need(Contact, dana.id) == dana
    assert the_log(planner) == []


def test_a_won_deal_that_is_open_again_takes_its_close_out_of_the_log(planner: Planner) -> None:
    dana, deal = held(planner)
    planner.deals.win(deal.id)
    done = planner.deals.move(deal.id, DealStage.PROPOSAL)
    assert done.label == "Open again, won → proposal: Acme renewal $12,000"
    assert (the_log(planner), the_deal(planner).is_open) == ([], True)
    assert planner.store.need(Contact, dana.id).stage is Stage.CUSTOMER


def test_a_loss_that_the_log_tells_stays_there_as_a_note(planner: Planner) -> None:
    _, deal = held(planner)
    planner.log.line("note @Dana lost: too dear")
    planner.deals.move(deal.id, DealStage.QUALIFIED)
    (note,) = the_log(planner)
    assert (note.note, note.outcome, the_deal(planner).lost_reason) == ("too dear", None, "")
    planner.log.delete(note.id)
    assert the_deal(planner).stage is DealStage.QUALIFIED


def test_stages_go_forward_and_back_and_end_where_the_way_ends(planner: Planner) -> None:
    _, deal = held(planner, probability_pct=35, stage_label="Demo done")
    assert planner.deals.step(deal.id, 1).label == "qualified → proposal: Acme renewal $12,000"
    moved = the_deal(planner)
    assert (moved.stage, moved.probability_pct, moved.stage_label) == (DealStage.PROPOSAL, None, "")
    planner.deals.step(deal.id, 1)
    with pytest.raises(PlannerError, match="win it or lose it next"):
        planner.deals.step(deal.id, 1)
    planner.deals.move(deal.id, DealStage.PROSPECTING)
    with pytest.raises(PlannerError, match="where the way begins"):
        planner.deals.step(deal.id, -1)
    with pytest.raises(PlannerError, match="stands at prospecting already"):
        planner.deals.move(deal.id, DealStage.PROSPECTING)
    with pytest.raises(PlannerError, match="decided by winning or losing"):
        planner.deals.move(deal.id, DealStage.WON)


def test_a_correction_keeps_what_no_line_says(planner: Planner) -> None:
    _, deal = held(planner, external_id="17", kind=DealKind.REPEAT, probability_pct=35)
    assert planner.deals.written(deal.id) == (
        'Acme renewal $12,000 @"Dana Reyes" stage: qualified kind: repeat chance: 35%'
    )
    assert planner.deals.correct(deal.id, planner.deals.written(deal.id)).changes == ()
    planner.deals.correct(deal.id, "Acme @Dana €5 next: call")
    after = the_deal(planner)
    assert (after.title, after.amount_minor, after.currency, after.next_step) == ("Acme", 500, "EUR", "call")
    assert (after.kind, after.stage, after.external_id, after.probability_pct) == ("repeat", deal.stage, "17", None)


def test_a_decided_deal_is_corrected_but_for_its_stage_and_who_closed_it(planner: Planner) -> None:
    put(planner, a_contact("Lee Park"))
    _, deal = held(planner)
    planner.deals.win(deal.id)
    planner.deals.correct(deal.id, "Acme @Dana $13k")
    assert (the_deal(planner).amount_minor, the_deal(planner).stage) == (1_300_000, DealStage.WON)
    with pytest.raises(PlannerError, match="Give it a stage by itself"):
        planner.deals.correct(deal.id, "Acme @Dana stage: proposal")
    with pytest.raises(PlannerError, match="The log says who closed it"):
        planner.deals.correct(deal.id, "Acme @Lee")


def test_naming_the_buyer_of_a_won_deal_makes_a_customer(planner: Planner) -> None:
    nel = a_contact("Nel", "Nobody Co")
    deals = [
        a_deal("NB1", stage=DealStage.WON, closed_on=TODAY),
        a_deal("NB2", stage=DealStage.LOST, closed_on=TODAY),
    ]
    put(planner, nel, *deals)
    planner.deals.correct(deals[1].id, "NB2 @Nel $100")
    assert planner.store.need(Contact, nel.id).stage is Stage.LEAD
    planner.deals.correct(deals[0].id, "NB1 @Nel $100")
    assert planner.store.need(Contact, nel.id).stage is Stage.CUSTOMER
    planner.contacts.move([nel.id], Stage.LEAD)
    planner.deals.correct(deals[0].id, "NB1 @Nel $200")
    assert planner.store.need(Contact, nel.id).stage is Stage.LEAD


def test_what_comes_next_is_kept_and_taken_away(planner: Planner) -> None:
    _, deal = held(planner)
    assert planner.deals.follow(deal.id, "send the terms").label == "Next for Acme renewal: send the terms"
    planner.deals.follow(deal.id, " ")
    assert the_deal(planner).next_step == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", (None, None)),
        ("$12k", ((1_200_000, "USD"), None)),
        ("12,000.50", ((1_200_050, "EUR"), None)),
        ("CHF 900 yesterday", ((90_000, "CHF"), TODAY - timedelta(days=1))),
        ("9 feb 12000", ((1_200_000, "EUR"), TODAY - timedelta(days=1))),
    ],
)
def test_an_amount_is_read_in_the_deals_own_currency(planner: Planner, text: str, meant: object) -> None:
    _, deal = held(planner, currency="EUR")
    assert planner.deals.read_won(deal.id, text) == meant


@pytest.mark.parametrize("text", ["much", "$12k $13k", "mon tue", "$1.2.3"])
def test_what_is_no_amount_is_pointed_at(planner: Planner, text: str) -> None:
    _, deal = held(planner)
    with pytest.raises(LineError):
        planner.deals.read_won(deal.id, text)


def test_a_deal_without_a_buyer_is_won_all_the_same(planner: Planner) -> None:
    put(planner, a_deal("Web shop"))
    assert planner.deals.win(the_deal(planner).id, (0, "USD")).label == "Won: Web shop $0, new"
    assert [entry.contact_id for entry in the_log(planner)] == [None]
    assert planner.deals.written(the_deal(planner).id) == "Web shop $0 kind: new"


def test_a_sale_of_which_nothing_says_what_it_came_to_is_asked_for_it(planner: Planner) -> None:
    buyer = a_contact("Dana")
    put(planner, buyer)
    asked = r"What did “Dana” come to\? Write the amount: \$12k, or \$0"
    with pytest.raises(PlannerError, match=asked):
        planner.log.line("close @Dana")
    put(planner, a_deal("Dana", contact_id=buyer.id))
    with pytest.raises(PlannerError, match=asked):
        planner.deals.win(the_deal(planner).id)
    assert the_log(planner) == []
    planner.log.line("close @Dana $900")
    assert [deal.amount_minor for deal in planner.store.select(Deal, "stage = 'won'")] == [90_000]
