"""What of somebody else's row enters ours: blanks, later stages, do-not-contact on."""

from datetime import date
from typing import Any

import pytest

from planner.domain.contact import Stage
from planner.domain.contactline import split_name
from planner.domain.deal import DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.headers import System
from planner.domain.imported import (
    ContactDraft,
    DealDraft,
    Origin,
    check_deal,
    filled_contact,
    filled_deal,
    key_there,
    new_contact,
)
from planner.domain.importedwords import deal_stage_of, ended_as, kind_of, stage_of
from planner.domain.value import replace
from tests.builders import TODAY, a_contact, a_deal

HUBSPOT = Origin(System.HUBSPOT, "7")


def person(**fields: Any) -> ContactDraft:
    return ContactDraft(HUBSPOT, "Dana Reyes")._replace(**fields)


def sale(**fields: Any) -> DealDraft:
    return DealDraft(HUBSPOT, "Acme", "USD", DealStage.QUALIFIED)._replace(**fields)


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Customer", Stage.CUSTOMER),
        ("salesqualifiedlead", None),
        ("Sales Qualified Lead", Stage.PROSPECT),
        ("OPEN_DEAL", Stage.OPPORTUNITY),
        ("Hot lead", Stage.LEAD),
        ("Working - Contacted", Stage.PROSPECT),
        ("Closed - Not Converted", Stage.LOST),
        ("Open - Not Contacted", Stage.LEAD),
        ("Unqualified", Stage.LOST),
        ("Other", None),
        ("", None),
    ],
)
def test_somebody_elses_stage_is_one_of_ours_or_none(words: str, stage: Stage | None) -> None:
    assert stage_of(words) == stage


@pytest.mark.parametrize(
    ("words", "probability", "stage"),
    [
        ("Negotiation/Review", None, DealStage.NEGOTIATION),
        ("Contract Sent", 90, DealStage.NEGOTIATION),
        ("Proposal/Price Quote", None, DealStage.PROPOSAL),
        ("Qualified To Buy", None, DealStage.QUALIFIED),
        ("Prospecting", 90, DealStage.PROSPECTING),
        ("Stufe 3", 80, DealStage.NEGOTIATION),
        ("Stufe 1", 5, DealStage.PROSPECTING),
        ("Stufe 3", None, None),
        ("", None, None),
    ],
)
def test_a_deals_stage_is_told_by_its_words_then_by_its_probability(
    words: str, probability: int | None, stage: DealStage | None
) -> None:
    assert deal_stage_of(words, probability) is stage


def test_won_and_lost_are_whole_words() -> None:
    assert [ended_as(words) for words in ("Closed Won", "LOST", "Wonderland", "Open")] == [
        DealStage.WON,
        DealStage.LOST,
        None,
        None,
    ]


def test_a_first_sale_is_told_from_a_later_one() -> None:
    kinds = [kind_of(words) for words in ("New Business", "Existing Customer - Upgrade", "Renewal", "")]
    assert kinds == [DealKind.NEW, DealKind.REPEAT, DealKind.REPEAT, None]


def test_a_name_is_parted_at_its_last_blank() -> None:
    assert [split_name(name) for name in ("Mary Ann Smith", "Cher")] == [("Mary Ann", "Smith"), ("Cher", "")]


def test_blanks_are_filled_and_what_stands_is_kept() -> None:
    contact = a_contact(email="dana@acme.example")
    filled = filled_contact(contact, person(email="other@acme.example", phone="555", organization="Acme"))
    assert filled == replace(contact, phone="555", organization="Acme", external_id="hubspot:7")


def test_a_stage_moves_forward_and_never_back() -> None:
    prospect = a_contact(stage=Stage.PROSPECT)
    assert filled_contact(prospect, person(stage=Stage.CUSTOMER)).stage is Stage.CUSTOMER
    assert filled_contact(prospect, person(stage=Stage.LEAD)).stage is Stage.PROSPECT
    assert filled_contact(prospect, person(stage=Stage.LOST)).stage is Stage.PROSPECT


def test_who_was_lost_by_hand_comes_back_as_a_customer_alone() -> None:
    lost = a_contact(stage=Stage.LOST)
    assert filled_contact(lost, person(stage=Stage.OPPORTUNITY)).stage is Stage.LOST
    assert filled_contact(lost, person(stage=Stage.CUSTOMER)).stage is Stage.CUSTOMER


def test_do_not_contact_goes_on_and_never_off() -> None:
    assert filled_contact(a_contact(), person(do_not_contact=True)).do_not_contact
    assert filled_contact(a_contact(do_not_contact=True), person()).do_not_contact


def test_who_was_made_by_hand_goes_on_counting_as_made_by_hand() -> None:
    filled = filled_contact(a_contact(), person())
    assert (filled.external_system, filled.external_id) == ("", "hubspot:7")
    assert key_there(filled.external_system, filled.external_id) == ("hubspot", "7")
    assert key_there("", "") == key_there("hubspot", "") == ("", "")
    assert new_contact(person(), "1", TODAY).external_system == "hubspot"


def test_nobody_was_made_on_a_day_to_come() -> None:
    assert new_contact(person(created_on=date(2027, 1, 1)), "1", TODAY).created_on == TODAY


def test_an_open_deal_moves_on_and_a_closed_one_stays() -> None:
    deal = a_deal(created_on=date(2026, 1, 1))
    won = sale(stage=DealStage.WON, closed_on=date(2025, 12, 1), amount_minor=5)
    after = filled_deal(deal, won, None)
    assert (after.stage, after.closed_on, after.created_on) == (DealStage.WON, date(2025, 12, 1), date(2025, 12, 1))
    assert filled_deal(after, sale(stage=DealStage.LOST, closed_on=TODAY), None) == after
    assert filled_deal(deal, sale(stage=DealStage.PROSPECTING), None).stage is DealStage.QUALIFIED
    assert filled_deal(deal, sale(stage=DealStage.NEGOTIATION), None).stage is DealStage.NEGOTIATION


def test_an_amount_and_a_contact_are_filled_in_once() -> None:
    deal = filled_deal(a_deal(), sale(amount_minor=900, currency="EUR"), "dana")
    assert (deal.amount_minor, deal.currency, deal.contact_id) == (900, "EUR", "dana")
    assert filled_deal(deal, sale(amount_minor=1), "lee") == deal


@pytest.mark.parametrize(
    ("closed_on", "reason"), [(None, "its closing date is missing"), (date(2026, 2, 11), "is to come")]
)
def test_a_won_deal_needs_a_date_that_is_not_to_come(closed_on: date | None, reason: str) -> None:
    with pytest.raises(PlannerError, match=reason):
        check_deal(sale(stage=DealStage.WON, closed_on=closed_on), TODAY)
    check_deal(sale(stage=DealStage.WON, closed_on=TODAY), TODAY)
