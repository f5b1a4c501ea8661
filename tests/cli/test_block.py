"""`planner block` in the real program: it lists, begins, ends and skips today's blocks."""

from datetime import UTC, datetime, time, timedelta

import pytest

from planner.domain.action import ActionKind
from tests.builders import StoppedClock, an_action, close_all, open_planner, put
from tests.cli.program import Program

TODAY = datetime.now(UTC).date()  # the program's own clock shows it


@pytest.fixture
def planned(planner: Program) -> Program:
    """Return a planner with two blocks of today without a time, one of which holds an action."""
    inside = open_planner(planner.home, StoppedClock(datetime.combine(TODAY, time()), "UTC"))
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
    begun = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=7)
    inside = open_planner(planned.home, StoppedClock(begun, "UTC"))
    if inside.today() != TODAY:
        pytest.skip("midnight was minutes ago")
    inside.blocks.begin(inside.blocks.find("proposals").id)
    close_all()
    told = planned.ok("block", "end").out
    assert 7 <= int(told.removeprefix("Kept ").removesuffix(" of 60 minutes: proposals\n")) <= 10
    assert "kept " in planned.ok("block").out
    assert planned.ok("undo").out.startswith("Taken back: Kept ")


def test_a_block_is_skipped_or_moved_to_another_time(planned: Program) -> None:
    assert planned.ok("block", "skip", "proposals", "--to", "23:59").out == "Moved to 23:59: proposals\n"
    assert planned.ok("block", "skip", "proposals").out == "Skipped: proposals\n"
    assert [one["text"] for one in planned.ok("block", "--json").json] == ["new calls"]


def test_what_cannot_be_is_refused_with_a_sentence(planned: Program) -> None:
    assert "“x” is no time of day." in planned.refuses("block", "skip", "new", "--to", "x")
    assert "25:00 is not a time of day" in planned.refuses("block", "skip", "new", "--to", "25:00")
    assert "is no block that waits today" in planned.refuses("block", "begin", "cold calls")
    assert "--json" in planned.refuses("block", "begin", "--json", status=2)


def test_a_day_without_a_block_says_how_one_is_planned(planner: Program) -> None:
    open_planner(planner.home, StoppedClock(datetime.combine(TODAY, time()), "UTC")).turn_day()
    close_all()
    assert planner.ok("block").out.startswith("no block today: planner action add 'block ")
    assert planner.ok("block", "--json").json == []
    assert "No block waits today" in planner.refuses("block", "begin")
