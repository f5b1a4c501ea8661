"""Whom to call next, the list of contacts and a contact's page as they look at two sizes, and in plain ASCII."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.action import ActionKind
from planner.domain.activity import ActivityType, Outcome
from planner.domain.contact import Stage
from planner.services.planner import Planner
from tests.builders import TODAY, a_contact, a_deal, an_action, an_activity, open_planner, put
from tests.screens.golden import check
from tests.tui.desk import desk


def lived(folder: Path, **settings: Any) -> Planner:
    """Return a planner with a few people."""
    planner = open_planner(folder, **settings)
    met: dict[str, Any] = {"created_on": TODAY - timedelta(days=200)}
    dana = a_contact(
        "Dana Reyes", "Acme", stage=Stage.OPPORTUNITY, email="dana@acme.example", phone="+1 555 0100", source="fair",
        title="owner", is_top=True, close_mark=True, cadence_months=1, notes="Prefers mornings.\nDecides with her sister.",
        **met,
    )  # fmt: skip
    lee = a_contact("Lee Park", "Borealis", stage=Stage.CUSTOMER, **met)
    zoe = a_contact("Zoë Müller", stage=Stage.PROSPECT, snoozed_until=TODAY + timedelta(days=9), **met)
    sam = a_contact("Sam Ode", "Juniper", created_on=TODAY - timedelta(days=1))
    put(
        planner,
        *(dana, lee, zoe, sam),
        a_contact("Ina Holm", "Granite Softwares of the North", stage=Stage.LOST, do_not_contact=True, **met),
        a_deal("Acme renewal", contact_id=dana.id, stage="negotiation", amount_minor=1_200_000, created_on=met["created_on"],
               expected_close_on=TODAY + timedelta(days=3)),
        a_deal("Acme pilot", contact_id=dana.id, stage="won", amount_minor=90_000, closed_on=TODAY - timedelta(days=60)),
        an_activity(on=TODAY - timedelta(days=34), contact_id=dana.id, outcome=Outcome.CONNECTED, note="wants the terms"),
        an_activity(ActivityType.EMAIL, TODAY - timedelta(days=20), contact_id=dana.id, outcome=Outcome.SENT),
        an_activity(on=TODAY - timedelta(days=4), contact_id=dana.id, outcome=Outcome.VOICEMAIL),
        an_activity(ActivityType.MEETING, TODAY - timedelta(days=100), contact_id=lee.id, outcome=Outcome.HELD),
        an_action("send the terms", kind=ActionKind.PROMISE, contact_id=dana.id),
        an_action("the signed copy", TODAY - timedelta(days=1), kind=ActionKind.PROMISE, owed_by="them", contact_id=dana.id),
        an_action("call: renewal", TODAY + timedelta(days=2), kind=ActionKind.FOLLOW_UP, contact_id=dana.id),
    )  # fmt: skip
    return planner


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
@pytest.mark.parametrize(
    ("name", "keys"), [("next", ("c",)), ("people", ("c", "tab")), ("contact", ("c", "down", "o"))]
)
async def test_the_contacts_look_as_they_did(
    tmp_path: Path, name: str, keys: tuple[str, ...], columns: int, lines: int
) -> None:
    async with desk(lived(tmp_path), size=(columns, lines)) as d:
        await d.press(*keys)
        check(f"people-{name}-{columns}x{lines}.txt", d.text + "\n")


async def test_a_contact_looks_as_it_did_in_ascii(tmp_path: Path) -> None:
    async with desk(lived(tmp_path, ascii=True), size=(40, 30)) as d:
        await d.press("c", "down", "o")
        check("people-contact-ascii-40x30.txt", d.text + "\n")
