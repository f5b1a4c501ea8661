"""The pipeline, a deal's page and the fast start board as they look at two sizes, and in plain ASCII."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.action import ActionKind
from planner.domain.activity import ActivityType, Outcome
from planner.domain.contact import Stage
from planner.domain.goal import GoalKind
from planner.domain.period import Period
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
    open_planner,
    put,
)
from tests.screens.golden import check
from tests.tui.desk import desk

TUESDAY = date(2026, 1, 6)
OLD: dict[str, Any] = {"created_on": date(2025, 2, 3)}


def lived(folder: Path, **settings: Any) -> Planner:
    """Return a planner in the first week of a year."""
    clock = StoppedClock()
    clock.set(TUESDAY)
    planner = open_planner(folder, clock, **settings)
    dana = a_contact("Dana Reyes", "Acme", stage=Stage.CUSTOMER, **OLD)
    lee = a_contact("Lee Park", "Borealis", stage=Stage.OPPORTUNITY, close_mark=True, **OLD)
    zoe = a_contact("Zoë Müller", stage=Stage.CUSTOMER, **OLD)
    put(
        planner,
        *(dana, lee, zoe, a_day_off(date(2026, 1, 1)), DOLLARS),
        a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, on=TUESDAY, kind=GoalKind.QUOTA),
        a_deal("Acme renewal", contact_id=dana.id, stage="negotiation", amount_minor=1_200_000, next_step="send terms",
               expected_close_on=TUESDAY + timedelta(days=9), **OLD),
        a_deal("Borealis pilot", contact_id=lee.id, stage="proposal", amount_minor=850_000, currency="EUR", **OLD),
        a_deal("Acme second site", contact_id=dana.id, stage="qualified", created_on=TUESDAY),
        a_deal("Müller", contact_id=zoe.id, stage="won", amount_minor=90_000, closed_on=date(2025, 6, 2), **OLD),
        a_deal("Acme pilot", contact_id=dana.id, stage="won", amount_minor=400_000, closed_on=date(2025, 9, 1), **OLD),
        an_activity(on=date(2025, 11, 20), contact_id=dana.id, outcome=Outcome.CONNECTED, note="wants the terms"),
        an_activity(on=date(2026, 1, 5), contact_id=zoe.id, outcome=Outcome.CONNECTED),
        an_activity(on=TUESDAY, contact_id=lee.id, outcome=Outcome.VOICEMAIL),
        an_activity(ActivityType.MARKETING, date(2026, 1, 5), reach=250, note="newsletter"),
        an_action("the signed copy", date(2026, 1, 5), kind=ActionKind.PROMISE, owed_by="them", contact_id=dana.id),
    )  # fmt: skip
    planner.fast_start.resolve("2026 will be a stellar year")
    planner.fast_start.note_seen()
    return planner


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
@pytest.mark.parametrize(("name", "keys"), [("pipeline", ("P",)), ("deal", ("P", "enter"))])
async def test_deals_look_as_they_did(
    tmp_path: Path, name: str, keys: tuple[str, ...], columns: int, lines: int
) -> None:
    async with desk(lived(tmp_path), size=(columns, lines)) as d:
        await d.press(*keys)
        check(f"deals-{name}-{columns}x{lines}.txt", d.text + "\n")


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
async def test_the_fast_start_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    async with desk(lived(tmp_path), size=(columns, lines)) as d:
        await d.run("page.fast_start")
        check(f"fast-start-{columns}x{lines}.txt", d.text + "\n")


async def test_the_fast_start_looks_as_it_did_in_ascii(tmp_path: Path) -> None:
    async with desk(lived(tmp_path, ascii=True), size=(40, 30)) as d:
        await d.run("page.fast_start")
        check("fast-start-ascii-40x30.txt", d.text + "\n")
