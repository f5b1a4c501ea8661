"""`planner review day` in the real program: it shows, keeps, closes and opens again."""

from datetime import timedelta

import pytest

from tests.builders import MORNING, TODAY, StoppedClock, an_action, an_activity, close_all, open_planner, put
from tests.cli.program import Program


@pytest.fixture
def lived(planner: Program) -> Program:
    """Return a planner with a step and a plan of today."""
    inside = open_planner(planner.home, StoppedClock(MORNING, "UTC"))
    put(inside, an_activity(on=TODAY), an_action("send the terms", TODAY, status="done"), an_action("call Lee", TODAY))
    close_all()
    return planner


def test_a_day_is_closed_with_its_mood_and_note_in_one_step(lived: Program) -> None:
    assert lived.ok("review", "day", "--mood", "-", "--note", "a long day", "--close").out.startswith("Closed: ")
    told = lived.ok("review", "day", "--json").json
    assert (told["closed"], told["mood"], told["note"], told["steps"]) == (True, -1, "a long day", 1)
    assert lived.ok("momentum", "--json").json["closed"]
    assert lived.ok("undo").out.startswith("Taken back: Closed: ")
    told = lived.ok("review", "day", "--json").json
    assert (told["closed"], told["mood"], told["note"], told["closed_at"]) == (False, None, "", None)


def test_a_closed_day_is_opened_again_and_keeps_what_was_said(lived: Program) -> None:
    lived.ok("review", "day", "--mood", "+", "--close")
    assert lived.ok("review", "day", "--reopen").out.startswith("Open again: ")
    assert lived.ok("review", "day", "--json").json["mood"] == 1
    assert "is not closed: there is nothing to open again." in lived.refuses("review", "day", "--reopen")
    assert lived.refuses("review", "day", "--reopen", "--mood", "0").startswith("--reopen stands alone.")


def test_the_day_is_told_as_lines(lived: Program) -> None:
    lived.ok("review", "day", "--mood", "0", "--note", "[/] 田中")
    lines = lived.ok("review", "day").out.splitlines()
    assert "done 1 of 2  1 step" in lines
    assert "[x] send the terms" in lines
    assert "[ ] call Lee" in lines
    assert "felt: 0" in lines
    assert "note: [/] 田中" in lines
    assert any(line.endswith("if all I do today is ______________") for line in lines)


def test_of_an_unknown_day_nothing_is_told_as_zero(lived: Program) -> None:
    day = (TODAY - timedelta(days=3)).isoformat()
    assert "nothing is known of this day" in lived.ok("review", "day", "--date", day).out
    assert lived.ok("review", "day", "--date", day, "--json").json["steps"] is None


def test_what_cannot_be_is_refused_with_a_sentence(lived: Program) -> None:
    assert lived.refuses("review", "day", "--date", (TODAY + timedelta(days=1)).isoformat())
    assert "day" in lived.refuses("review", status=2)
    assert "--mood" in lived.refuses("review", "day", "--mood", "good", status=2)
    assert "--reopen" in lived.refuses("review", "day", "--close", "--reopen", status=2)


def test_the_little_goals_stand_before_the_wins(planner: Program) -> None:
    planner.ok("goal", "add", "30 calls by 31 dec little")
    planner.ok("log", "call @Lee connected")
    told = planner.ok("review", "day").out.splitlines()
    assert "30 calls" in told[1]
    assert told[2].startswith("won: ")
    assert planner.ok("review", "day", "--json").json["little_goals"][0]["title"] == "30 calls"
