"""A contact's stage moves forward by what happens."""

from itertools import product

import pytest

from planner.domain.contact import Stage
from planner.domain.errors import PlannerError
from tests.builders import a_contact

ORDER = [Stage.LOST, Stage.LEAD, Stage.PROSPECT, Stage.OPPORTUNITY, Stage.CUSTOMER]


def test_a_contact_needs_a_name() -> None:
    with pytest.raises(PlannerError, match="needs a name"):
        a_contact("")


@pytest.mark.parametrize(("now", "later"), list(product(ORDER, ORDER)))
def test_a_stage_moves_forward_only(now: Stage, later: Stage) -> None:
    moved = a_contact(stage=now).advanced_to(later)
    assert moved.stage is max(now, later, key=ORDER.index)


def test_a_contact_that_stays_is_the_same() -> None:
    customer = a_contact(stage=Stage.CUSTOMER)
    assert customer.advanced_to(Stage.LEAD) is customer


def test_the_organization_stands_behind_the_name() -> None:
    assert a_contact("Dana Reyes", "Acme").full_label == "Dana Reyes, Acme"
    assert a_contact("Dana Reyes").full_label == "Dana Reyes"
