"""The morning and the routine as they look."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import ActionKind
from planner.domain.goal import GoalKind
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import CALLS, TODAY, a_contact, a_goal, an_action, an_activity, open_planner, put
from tests.screens.golden import check
from tests.tui.desk import desk


def a_life(tmp_path: Path) -> Planner:
    """Return a planner with goals, some days and a plan."""
    planner = open_planner(tmp_path)
    lee = a_contact("Lee Park", "Borealis")
    put(
        planner,
        CALLS,
        a_goal(
            "30 follow-up calls",
            Period.CUSTOM,
            30,
            kind=GoalKind.LITTLE,
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 12, 31),
        ),
        a_goal("40 calls"),
        a_goal("10 calls", Period.WEEK, 10),
        lee,
        *(an_activity(on=TODAY - timedelta(days=n), quantity=2) for n in (1, 4, 5, 6, 7, 8, 11)),
        an_action("call Lee about the pilot", start_time=time(10, 30), contact_id=lee.id, kind=ActionKind.FOLLOW_UP),
        an_action("sacred hour: three proposals", start_time=time(14), planned_minutes=60),
        an_action("send the terms", TODAY + timedelta(days=1)),
    )
    planner.plan.answer("close the Acme renewal", TODAY)
    for days in (4, 5, 6):
        planner.reviews.close(TODAY - timedelta(days=days))
    return planner


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
async def test_the_morning_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    async with desk(a_life(tmp_path), size=(columns, lines)) as d:
        await d.press("o")
        check(f"morning-{columns}x{lines}.txt", d.text + "\n")


async def test_the_routine_looks_as_it_did(tmp_path: Path) -> None:
    async with desk(a_life(tmp_path), size=(80, 24)) as d:
        await d.press("R")
        check("routine-80x24.txt", d.text + "\n")


async def test_the_routine_cuts_no_word_in_a_very_small_window(tmp_path: Path) -> None:
    async with desk(a_life(tmp_path), size=(40, 12)) as d:
        await d.press("R")
        assert "…" not in d.text
