"""The Today screen as it looks at four sizes, and the picture that the README shows."""

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import ActionKind, ActionStatus
from planner.domain.activity import ActivityType, Outcome, Purpose
from planner.domain.goal import FOREVER
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.services.demo import build
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    TODAY,
    a_contact,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)
from tests.screens.golden import FOLDER, check, stable
from tests.tui.desk import desk

YESTERDAY = TODAY - timedelta(days=1)


def a_small_life(planner: Planner) -> None:
    """Put in three people, a year's goals and two days of work."""
    dana, sam = a_contact("Dana Reyes", "Acme"), a_contact("Sam Ode")
    lee = a_contact("Lee Park", "Borealis")
    deal = a_deal("Borealis pilot", contact_id=lee.id, amount_minor=1_200_000)
    wide = a_contact("田中 美咲", "東京商事")
    follow_ups = Measure(
        name="follow-up calls",
        unit=Unit.COUNT,
        activity_types=frozenset({ActivityType.CALL}),
        purposes=frozenset({Purpose.FOLLOW_UP}),
    )
    year = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS)
    quarter = a_goal("$60,000", Period.QUARTER, 6_000_000, DOLLARS, parent_id=year.id)
    big = a_goal("Own the north-east territory", Period.BIG_PICTURE, None, None, ends_on=FOREVER)
    little = a_goal(
        "2 follow-up calls", Period.CUSTOM, 2, follow_ups, ends_on=date(2026, 12, 31), kind="little", position=0
    )
    month = a_goal("40 calls", position=1)
    step = an_action("send terms", contact_id=dana.id, status=ActionStatus.DONE, position=3)
    put(planner, CALLS, DOLLARS, follow_ups, dana, sam, lee, wide, deal, big, year, quarter, little, month, step)
    planner.goals.add("2 calls a day")
    planner.plan.answer("close the Acme renewal", TODAY)
    put(
        planner,
        an_action("call Lee about the pilot", contact_id=lee.id, start_time=time(10, 30), kind=ActionKind.FOLLOW_UP),
        an_action("sacred hour: proposals", start_time=time(14), planned_minutes=60, goal_id=quarter.id, position=2),
        an_action("write up the pilot", YESTERDAY),
        an_activity(ActivityType.EMAIL, at=time(9, 40), quantity=5, purpose=Purpose.VALUE_ADD),
        an_activity(
            at=time(9, 31), contact_id=dana.id, outcome=Outcome.CONNECTED, note="terms agreed", action_id=step.id
        ),
        an_activity(at=time(9, 12), contact_id=sam.id, outcome=Outcome.VOICEMAIL, purpose=Purpose.FOLLOW_UP),
        an_activity(ActivityType.MEETING, YESTERDAY, time(16, 5), contact_id=lee.id, minutes=45, outcome=Outcome.HELD),
        an_activity(ActivityType.PROPOSAL, YESTERDAY, time(15, 40), contact_id=lee.id, deal_id=deal.id),
        an_activity(on=YESTERDAY, at=time(11), contact_id=wide.id, note="e-mailed [x] the [/] list"),
        *(an_activity(on=TODAY - timedelta(days=n), quantity=2) for n in range(3, 7)),
    )


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (80, 24), (60, 16), (40, 30)])
async def test_the_today_screen_looks_as_it_did(tmp_path: Path, columns: int, lines: int) -> None:
    planner = open_planner(tmp_path)
    a_small_life(planner)
    async with desk(planner, size=(columns, lines)) as d:
        check(f"today-{columns}x{lines}.txt", d.text + "\n")


async def test_the_log_line_looks_as_it_did(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    a_small_life(planner)
    async with desk(planner, size=(80, 24)) as d:
        await d.press("l")
        await d.type("call @Dana connected: terms -> call tue 3pm: send them")
        check("log-line-80x24.txt", d.text + "\n")


async def test_the_picture_in_the_readme_is_what_the_demo_shows(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    clock = planner.clock
    build(planner.store, TODAY, 1, 1, clock.instant, clock.zone(), planner.now(), until=time(9, 41))
    async with desk(planner, size=(120, 40)) as d:
        await d.until(lambda: not d.said)
        check("today.svg", stable(d.app.export_screenshot(title="planner")))


def test_the_picture_in_the_readme_asks_nothing_of_the_network() -> None:
    svg = (FOLDER / "today.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"' )]+", svg) == ["http://www.w3.org/2000/svg"]
    assert "url(http" not in svg
    assert "@font-face" not in svg


def test_every_picture_is_small_enough_to_read() -> None:
    for file in FOLDER.glob("*.txt"):
        assert file.stat().st_size < 20_000
    assert (FOLDER / "today.svg").stat().st_size < 150_000
