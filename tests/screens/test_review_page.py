"""The end-of-day review as it looks at two sizes."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import ActionKind
from planner.domain.activity import ActivityType, Outcome
from planner.domain.period import Period
from tests.builders import CALLS, TODAY, a_contact, a_deal, a_goal, an_action, an_activity, open_planner, put
from tests.screens.golden import check
from tests.tui.desk import desk


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
async def test_the_review_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner = open_planner(tmp_path)
    dana, lee = a_contact("Dana Reyes", "Acme"), a_contact("Lee Park", "Borealis")
    deal = a_deal("Acme renewal", contact_id=dana.id, amount_minor=1_200_000, stage="won", closed_on=TODAY)
    put(
        planner,
        CALLS,
        a_goal("2 calls", Period.DAY, 2, starts_on=TODAY - timedelta(days=20), ends_on=date(2026, 12, 31)),
        dana,
        lee,
        deal,
        an_activity(ActivityType.CLOSE, at=time(9, 30), contact_id=dana.id, deal_id=deal.id),
        an_activity(at=time(9, 12), contact_id=lee.id, outcome=Outcome.CONNECTED, quantity=3),
        *(an_activity(on=TODAY - timedelta(days=n), quantity=2) for n in (4, 5, 6, 7, 8, 11)),
        an_action("call Lee about the pilot", start_time=time(10, 30), contact_id=lee.id),
        an_action("sacred hour: three proposals", start_time=time(14), planned_minutes=60),
        an_action("call Ana about the audit", position=1),
        an_action("send the terms", TODAY + timedelta(days=1), kind=ActionKind.FOLLOW_UP, contact_id=dana.id),
    )
    planner.plan.answer("close the Acme renewal", TODAY)
    planner.reviews.close(date(2026, 2, 5))
    planner.reviews.keep(TODAY, mood=1, proud="asking for the decision out loud")
    planner.reviews.obstacle(TODAY, "legal takes a week per contract -> 9am ask Mia for the short form")
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("r", "x", "x", "m")
        check(f"review-{columns}x{lines}.txt", d.text + "\n")
