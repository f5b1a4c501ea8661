"""A deal is open, won or lost, and its dates and amounts fit that."""

from datetime import date
from typing import Any

import pytest

from planner.domain.deal import PROBABILITY, DealStage
from planner.domain.errors import PlannerError
from tests.builders import a_deal

TUESDAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "needs a title"),
        ({"stage": DealStage.WON}, "is won: its closing date does not fit"),
        ({"stage": DealStage.LOST}, "is lost: its closing date does not fit"),
        ({"closed_on": TUESDAY}, "is qualified: its closing date does not fit"),
        ({"amount_minor": -1}, "below zero"),
        ({"probability_pct": 101}, "101 % is not between"),
        ({"probability_pct": -1}, "-1 % is not between"),
    ],
)
def test_what_does_not_fit_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        a_deal(**fields)


def test_a_deal_without_an_amount_or_for_nothing_stands() -> None:
    assert a_deal().amount_minor is None
    assert a_deal(amount_minor=0, probability_pct=0).amount_minor == 0


def test_each_stage_has_its_default_probability() -> None:
    assert [PROBABILITY[stage] for stage in DealStage] == [10, 20, 50, 80, 100, 0]
    assert a_deal(stage=DealStage.NEGOTIATION).chance() == 80


def test_a_probability_of_its_own_wins_over_the_stage_until_the_deal_is_closed() -> None:
    likely = a_deal(probability_pct=0)
    assert likely.chance() == 0
    assert likely.won(TUESDAY).chance() == 100
    assert a_deal(probability_pct=90).lost(TUESDAY, "").chance() == 0


def test_won_and_lost_are_closed_on_their_day() -> None:
    won, lost = a_deal().won(TUESDAY), a_deal().lost(TUESDAY, "price")
    assert (won.stage, won.closed_on, won.is_open) == (DealStage.WON, TUESDAY, False)
    assert (lost.stage, lost.closed_on, lost.lost_reason) == (DealStage.LOST, TUESDAY, "price")


def test_a_deal_that_is_won_after_all_was_not_lost() -> None:
    assert a_deal().lost(TUESDAY, "price").won(TUESDAY).lost_reason == ""
