"""Weekly planning as it looks at three sizes."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import ActionKind
from planner.domain.activity import ActivityType, Outcome
from planner.domain.period import Period
from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    StoppedClock,
    a_contact,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)
from tests.screens.golden import check
from tests.tui.desk import desk

SATURDAY, MONDAY = date(2026, 2, 14), date(2026, 2, 16)


def a_life(tmp_path: Path) -> Planner:
    """Return a planner with goals, a week behind it and one ahead, on a Saturday."""
    planner = open_planner(tmp_path, clock=StoppedClock(datetime.combine(date(2026, 2, 8), time(9, 41))))
    dana, lee = a_contact("Dana Reyes", "Acme"), a_contact("Lee Park", "Borealis")
    deal = a_deal("Acme renewal", contact_id=dana.id, amount_minor=1_200_000, stage="won", closed_on=date(2026, 2, 11))
    put(
        planner,
        CALLS,
        DOLLARS,
        dana,
        lee,
        deal,
        a_goal("$60,000", Period.QUARTER, 6_000_000, DOLLARS),
        a_goal("40 calls"),
        a_goal("10 calls", Period.WEEK, 10),
        a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 5), ends_on=date(2026, 12, 31)),
        *(
            an_activity(on=date(2026, 2, n), quantity=q, outcome=Outcome.CONNECTED)
            for n, q in enumerate((2, 1, 3, 2), 9)
        ),
        an_activity(ActivityType.CLOSE, on=date(2026, 2, 11), contact_id=dana.id, deal_id=deal.id),
        an_action("send the terms", SATURDAY, kind=ActionKind.FOLLOW_UP, contact_id=dana.id),
        an_action("write the offer", date(2026, 2, 12)),
        an_action(
            "sacred hour", date(2026, 2, 12), kind=ActionKind.BLOCK, planned_minutes=60, kept_minutes=50, status="done"
        ),
        an_action("prospect", MONDAY, start_time=time(9), planned_minutes=60),
        an_action("call Lee about the pilot", MONDAY, start_time=time(9, 30), contact_id=lee.id),
        an_action("demo Lumen", MONDAY + timedelta(days=2), start_time=time(14), planned_minutes=90),
        an_action("partner: Mia", MONDAY + timedelta(days=2)),
    )
    planner.week.keep(date(2026, 2, 2), change="call before mail")
    planner.clock.set(SATURDAY)  # type: ignore[attr-defined]  # a stopped clock
    planner.week.keep(
        date(2026, 2, 9), proud="asking for the decision", did_you="yes", change="proposals go out the same day"
    )
    assert planner.routine.due(SATURDAY)[0].kind is ReviewKind.WEEK
    return planner


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (80, 24), (60, 16)])
async def test_weekly_planning_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    async with desk(a_life(tmp_path), size=(columns, lines)) as d:
        await d.press("w", "tab", "tab", "4", "j", "j", "left")
        check(f"week-{columns}x{lines}.txt", d.text + "\n")
