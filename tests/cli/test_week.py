"""`planner week` and `planner review week` in the real program: they show, keep, close and open again."""

from datetime import timedelta

import pytest

from planner.domain.activity import ActivityType
from planner.domain.calendar import Calendar
from planner.domain.review import ReviewKind
from planner.domain.routine import period
from tests.builders import MORNING, TODAY, StoppedClock, an_action, an_activity, close_all, open_planner, put
from tests.cli.program import Program

BACK = period(ReviewKind.WEEK, TODAY, Calendar())
AHEAD = BACK.end + timedelta(days=1)


@pytest.fixture
def lived(planner: Program) -> Program:
    """Return a planner with steps in the week looked back on, and a plan for the one ahead."""
    inside = open_planner(planner.home, StoppedClock(MORNING, "UTC"))
    put(
        inside,
        an_activity(on=BACK.start),
        an_action("send the terms", BACK.start, kind="follow_up", status="done"),
        an_action("call Lee", AHEAD, planned_minutes=45),
    )
    close_all()
    return planner


def test_the_week_is_told_with_its_seven_days(lived: Program) -> None:
    lines = lived.ok("week").out.splitlines()
    assert lines[0].startswith(f"week {BACK.start.isocalendar().week}, Mon ")
    assert "promises kept 1 of 1" in lines
    assert any(line.endswith("  45m of 8h") for line in lines)
    assert "  [ ] call Lee" in lines
    told = lived.ok("week", "--json").json
    assert told["week"] == {"starts_on": BACK.start.isoformat(), "ends_on": BACK.end.isoformat()}
    assert (told["steps"], told["promises"], told["closed"]) == (1, {"part": 1, "whole": 1}, False)
    assert len(told["days"]) == 7
    assert (told["days"][0]["load_minutes"], told["days"][0]["plan"][0]["text"]) == (45, "call Lee")


def test_a_step_is_told_with_its_rate_where_it_is_one(lived: Program) -> None:
    inside = open_planner(lived.home, StoppedClock(MORNING, "UTC"))
    put(inside, an_activity(on=BACK.start), an_activity(on=BACK.start, outcome="no_answer"))
    put(inside, *(an_activity(ActivityType.PROPOSAL, on=BACK.start) for _ in range(3)))
    put(inside, an_activity(ActivityType.MEETING, on=BACK.start, outcome="held"))
    close_all()
    way = next(line for line in lived.ok("week").out.splitlines() if line.startswith("calls "))
    assert (
        way
        == "calls 3  conversations 3 (calls connected 2 of 3, 67 %)  meetings 1 (33 % of 3)  proposals 3 from 1  closes 0 (0 % of 3)"
    )


def test_a_week_is_closed_with_what_is_said_of_it_in_one_step(lived: Program) -> None:
    said = ("--proud", "the pilot", "--change", "call before mail", "--note", "[/] 田中")
    assert lived.ok("review", "week", *said, "--close").out.startswith("Planned: week ")
    told = lived.ok("review", "week", "--json").json
    assert (told["closed"], told["proud"], told["change"], told["note"]) == (
        True,
        "the pilot",
        "call before mail",
        "[/] 田中",
    )
    assert "days" not in told
    lines = lived.ok("review", "week").out.splitlines()
    assert lines[0].endswith(", closed")
    assert {"proud of: the pilot", "change: call before mail", "note: [/] 田中"} <= set(lines)
    assert lived.ok("undo").out.startswith("Taken back: Planned: week ")
    told = lived.ok("review", "week", "--json").json
    assert (told["closed"], told["proud"], told["closed_at"]) == (False, "", None)


def test_the_week_after_asks_did_you(lived: Program) -> None:
    before = (BACK.start - timedelta(days=1)).isoformat()
    lived.ok("review", "week", "--date", before, "--change", "call before mail")
    assert "did you? call before mail: --did-you" in lived.ok("review", "week").out
    lived.ok("review", "week", "--did-you", "not yet")
    assert lived.ok("week", "--json").json["did_you"] == "not yet"
    assert "yes, no or not yet" in lived.refuses("review", "week", "--did-you", "maybe")


def test_a_closed_week_is_opened_again(lived: Program) -> None:
    lived.ok("review", "week", "--close")
    assert lived.ok("review", "week", "--reopen").out.startswith("Open again: week ")
    assert "is not closed: there is nothing to open again." in lived.refuses("review", "week", "--reopen")
    assert lived.refuses("review", "week", "--reopen", "--note", "x").startswith("--reopen stands alone.")


def test_what_cannot_be_is_refused_with_a_sentence(lived: Program) -> None:
    far = (TODAY + timedelta(days=30)).isoformat()
    assert "is still to come" in lived.refuses("week", "--date", far)
    assert "--reopen" in lived.refuses("review", "week", "--close", "--reopen", status=2)
