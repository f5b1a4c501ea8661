"""The find page and the history page as they look at two sizes."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action
from planner.domain.activity import ActivityType, Outcome
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
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
from tests.screens.golden import check
from tests.tui.desk import desk

SIZES = pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])


def a_month(folder: Path, *, ascii: bool = False) -> Planner:  # noqa: A002  # the setting's name
    """Return a planner in which renewals are spoken of everywhere."""
    planner = open_planner(folder, ascii=ascii)
    dana, wide = a_contact("Dana Reyes", "Acme"), a_contact("田中 太郎", "東京商事", notes="renewal in May")
    note = "asked for a longer test, and for what the others pay, before the renewal [/] is signed"
    put(
        planner,
        CALLS,
        dana,
        wide,
        a_goal("40 calls", why="Renewals keep the year calm."),
        a_deal("Acme renewal", contact_id=dana.id, organization="Acme", expected_close_on=TODAY + timedelta(days=9)),
        an_action("close the Acme renewal", contact_id=dana.id, start_time=time(14)),
        an_activity(contact_id=dana.id, outcome=Outcome.CONNECTED, note="renewal terms agreed", at=time(9, 31)),
        an_activity(ActivityType.MEETING, TODAY - timedelta(days=400), time(15), contact_id=wide.id, note=note),
        *(an_activity(ActivityType.EMAIL, TODAY - timedelta(days=n), time(10), note="Rénewal") for n in range(2, 12)),
    )
    return planner


@SIZES
async def test_what_is_found_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    async with desk(a_month(tmp_path), size=(columns, lines)) as d:
        await d.press("/")
        await d.type("renew")
        await d.press("down", "down")
        check(f"find-{columns}x{lines}.txt", d.text + "\n")


async def test_what_is_found_looks_as_it_did_with_ascii(tmp_path: Path) -> None:
    async with desk(a_month(tmp_path, ascii=True), size=(80, 24)) as d:
        await d.press("/")
        await d.type("renew -@dana")
        await d.press("down", "up")
        check("find-ascii-80x24.txt", d.text + "\n")
        assert all(letter.isascii() or ord(letter) > 0x2FFF or letter == "é" for letter in d.text)


@SIZES
async def test_the_history_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    clock = StoppedClock()
    clock.set(TODAY - timedelta(days=1), time(16, 5))
    planner = open_planner(tmp_path, clock)
    planner.log.line("call @Dana connected: first talk")
    clock.set(TODAY)
    planner.plan.add("write the offer for 田中 [/]", TODAY)
    (action,) = planner.store.select(Action)
    planner.plan.toggle(action.id)
    goal = planner.goals.add("40 calls a month").changes[-1].entity
    planner.goals.correct(goal.key, {"target": 45}, reason="more time")
    planner.log.line("p @Dana $12,000: sent")
    planner.undo()
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("H", "j", "j", "j")
        check(f"history-{columns}x{lines}.txt", d.text + "\n")
