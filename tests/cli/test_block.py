"""`planner block` in the real program: it lists, begins, ends and skips today's blocks. It is Tuesday, 9:41."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.action import ActionKind
from tests.builders import MORNING, TODAY, StoppedClock, an_action, close_all, open_planner, put
from tests.cli.program import Program
from tests.terminal import Terminal


@pytest.fixture
def planner(tmp_path: Path) -> Program:
    """Return a program whose clock stands still."""
    program = Program(tmp_path)
    program.clock = MORNING
    return program


@pytest.fixture
def planned(planner: Program) -> Program:
    """Return a planner with two blocks of today without a time, one of which holds an action."""
    inside = open_planner(planner.home, StoppedClock(MORNING, "UTC"))
    first, second = (an_action(text, TODAY, kind=ActionKind.BLOCK) for text in ("proposals", "new calls"))
    put(inside, first, second, an_action("draft [/] 田中", TODAY, block_id=first.id))
    inside.turn_day()
    close_all()
    return planner


def test_a_line_plans_a_block(planner: Program) -> None:
    assert planner.ok("action", "add", "block: proposals 90m every day").out == "Planned: sacred block: proposals\n"
    (told,) = planner.ok("block", "--json").json
    assert (told["kind"], told["planned_minutes"], told["state"], told["recurs"]) == (
        "block",
        90,
        "planned",
        "every day",
    )


def test_todays_blocks_are_listed_with_what_they_hold(planned: Program) -> None:
    lines = planned.ok("block").out.splitlines()
    assert lines == ["[ ] sacred hour: proposals  60 min", "[ ]   draft [/] 田中", "[ ] sacred hour: new calls  60 min"]
    first, second = planned.ok("block", "--json").json
    assert [row["text"] for row in first["holds"]] == ["draft [/] 田中"]
    assert (second["holds"], second["kept_minutes"], second["clash"]) == ([], None, None)


def test_a_block_is_begun_by_its_name_and_ended(planned: Program) -> None:
    assert planned.ok("block", "begin", "new").out.startswith("Begun: new calls, until ")
    (told,) = [one for one in planned.ok("block", "--json").json if one["state"] == "running"]
    assert (told["text"], told["kept_minutes"], told["left_minutes"]) == ("new calls", 0, 60)
    assert "runs until " in planned.ok("block").out
    assert "“new calls” runs now. End it first." in planned.refuses("block", "begin", "proposals")
    assert planned.ok("block", "end").out == "Left before its first minute: new calls\n"
    assert planned.refuses("block", "end") == "No block runs."


def test_minutes_that_were_kept_are_told(planned: Program) -> None:
    planned.ok("block", "begin", "proposals")
    planned.clock = MORNING + timedelta(minutes=7)
    assert planned.ok("block", "end").out == "Kept 7 of 60 minutes: proposals\n"
    assert "kept 7 of 60 min" in planned.ok("block").out
    assert planned.ok("undo").out == "Taken back: Kept 7 of 60 minutes: proposals\n"


def test_a_block_is_put_off_or_left_out(planned: Program) -> None:
    assert planned.ok("block", "skip", "proposals", "--to", "23:59").out == "Moved to 23:59: proposals\n"
    told = planned.ok("block", "skip", "new", "--to", "23:30").out
    assert told == "Moved to 23:30: new calls · clashes with proposals 23:59-0:59\n"
    told = planned.ok("block", "skip", "new", "--to", "tomorrow 9:00").out
    assert told == "Moved to Wed 11 Feb 09:00: new calls\n"
    assert planned.ok("block", "skip", "proposals", "--to", "skip").out == "Skipped: proposals\n"
    assert planned.ok("block", "--json").json == []


def test_without_a_new_time_and_a_terminal_it_says_how_one_is_named(planned: Program) -> None:
    told = planned.refuses("block", "skip", "proposals")
    assert told == (
        "“proposals” waits for another time: --to 15:00 or --to 'tomorrow 9:00' moves it, --to skip leaves it out."
    )


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("15:00", "Moved to 15:00: proposals"),
        ("skip", "Skipped: proposals"),
        ("", "“proposals” stands as it did: no time was named."),
        ("later", "“later” is no time. Try “15:00”, “tomorrow 9:00”, or “skip” to leave it out."),
    ],
)
def test_on_a_terminal_it_asks_for_the_new_time(planned: Program, answer: str, told: str) -> None:
    command = [str(word) for word in planned.command("block", "skip", "proposals")]
    with Terminal(command, size=(100, 10), env=planned.environment(), cwd=Path(__file__).parents[2]) as terminal:
        terminal.wait_for("another time for “proposals” (15:00 · tomorrow 9:00 · mon · skip leaves it out):")
        terminal.press(answer, "enter")
        terminal.wait_for(told)


def test_what_cannot_be_is_refused_with_a_sentence(planned: Program) -> None:
    assert "“x” is no time. Try" in planned.refuses("block", "skip", "new", "--to", "x")
    assert "25:00 is not a time of day" in planned.refuses("block", "skip", "new", "--to", "25:00")
    assert "is no block that waits today" in planned.refuses("block", "begin", "cold calls")
    assert "--json" in planned.refuses("block", "begin", "--json", status=2)


def test_a_day_without_a_block_says_how_one_is_planned(planner: Program) -> None:
    open_planner(planner.home, StoppedClock(MORNING, "UTC")).turn_day()
    close_all()
    assert planner.ok("block").out.startswith("no block today: planner action add 'block ")
    assert planner.ok("block", "--json").json == []
    assert "No block waits today" in planner.refuses("block", "begin")
