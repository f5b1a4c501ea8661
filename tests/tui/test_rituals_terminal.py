"""Rituals by recorded keystrokes in a real terminal: a week with ten actions in sixty keys, a normal day in eight."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.review import Review, ReviewKind, review_id
from planner.services.planner import Planner
from tests.builders import CALLS, MORNING, StoppedClock, a_contact, a_goal, an_action, close_all, open_planner, put
from tests.terminal import KEYS, Terminal
from tests.tui.test_terminal import PROGRAM, environment

pytestmark = pytest.mark.terminal


class Script:
    """Keys that are sent one by one and counted; each letter of a text is one."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.count = 0

    def press(self, *keys: str, shows: str = "") -> None:
        """Send keys, and wait for what shows."""
        for key in keys:
            self.terminal.press(key)
            self.count += 1 if key in KEYS else len(key)
        if shows:
            self.terminal.wait_for(shows)


def under_cursor(terminal: Terminal) -> str:
    """Return the line that the cursor marks."""
    return next((line for line in terminal.text.split("\n") if line.startswith("│▌")), "")


def open_today(folder: Path) -> Planner:
    """Open the file on the day that the program has."""
    return open_planner(folder, clock=StoppedClock(MORNING, "UTC"))


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[Planner]:
    """Make a file as it stands today, its morning seen."""
    found = open_today(tmp_path)
    found.morning.note_seen()
    yield found
    close_all()


def test_a_week_with_ten_actions_is_planned_in_sixty_keys(planner: Planner, tmp_path: Path) -> None:
    today = planner.today()
    about = planner.week.planned_for(today)
    before = about.ahead.start - timedelta(days=3)
    waiting = [f"write to customer {n}" for n in range(1, 9)]
    put(
        planner,
        CALLS,
        a_goal("10 calls", on=about.ahead.start),
        a_contact("Lee Park", "Borealis"),
        *(an_action(text, before, position=n) for n, text in enumerate(waiting)),
    )
    open_days = [n for n in range(7) if about.ahead.start + timedelta(days=n) >= today]
    close_all()
    with Terminal(PROGRAM, size=(120, 40), env=environment(tmp_path)) as terminal:
        terminal.wait_for("If all I do today is", "? keys")
        script = Script(terminal)
        script.press("w", shows="weekly planning")
        script.press("p", shows="─ proud of ─")
        script.press("no mail", "enter", shows="Kept for week")
        while "write to customer 1" not in (stands := under_cursor(terminal)):
            script.press("tab")
            terminal.wait_until(lambda stands=stands: under_cursor(terminal) not in {stands, ""}, "another line")  # type: ignore[misc]
        for text, day in zip(waiting, cycle(open_days), strict=False):
            script.press(str(day + 1), shows=f": {text}")
        for text in ("call Lee", "call Ana"):
            script.press("a", shows="─ action ─")
            script.press(text, "enter", shows=f": {text}")
        script.press("c", shows="Planned: week")
        terminal.wait_for("closed")
        assert script.count <= 60
    again = open_today(tmp_path)
    laid = {row.row.action.text for column in again.week.grid(about.ahead.start).columns for row in column.rows}
    assert laid >= {*waiting, "call Lee", "call Ana"}
    held = again.store.get(Review, review_id(ReviewKind.WEEK, about.back.start))
    assert held is not None
    assert held.is_closed


def test_a_normal_day_is_closed_in_eight_keys(planner: Planner, tmp_path: Path) -> None:
    today = planner.today()
    planner.plan.answer("close the Acme renewal", today)
    put(
        planner,
        an_action("call Lee", today, kind=ActionKind.FOLLOW_UP),
        an_action("write the offer", today, position=1),
        an_action("sort the shelf", today, position=2),
    )
    close_all()
    with Terminal(PROGRAM, size=(120, 40), env=environment(tmp_path)) as terminal:
        terminal.wait_for("If all I do today is", "? keys")
        script = Script(terminal)
        script.press("r", shows="end of day")
        script.press("m", shows="Moved to")
        script.press("x", shows="Done: call Lee")
        script.press("x", shows="Done: write the offer")
        script.press("d", shows="Dropped: sort the shelf")
        script.press("+", shows="[+]")
        script.press("c", shows="Closed")
        terminal.wait_for("closed")
        assert script.count <= 8
    again = open_today(tmp_path)
    review = again.reviews.day(today)
    assert review.is_closed
    assert review.mood == 1
    following = again.store.get(Action, one_thing_id(review.next_day))
    assert following is not None
    assert following.text == "close the Acme renewal"
    assert not [row for row in review.plan if row.action.status is ActionStatus.PLANNED]
