"""`planner routine` in the real program."""

from tests.cli.program import Program


def test_a_ritual_is_switched_off_and_on_again(planner: Program) -> None:
    planner.ok("log", "call")
    assert planner.ok("routine", "week", "off").out.startswith("The weekly planning ritual is off")
    row = {one["ritual"]: one for one in planner.ok("routine", "--json").json}["week"]
    assert (row["on"], row["due"], row["next_due"]) == (False, False, None)
    planner.ok("routine", "weekly planning", "on")
    assert {one["ritual"]: one["on"] for one in planner.ok("routine", "--json").json}["week"]


def test_the_routine_is_told_as_lines(planner: Program) -> None:
    planner.ok("log", "call")
    told = planner.ok("routine").out.splitlines()
    assert len(told) == 7
    assert told[1].startswith("end of day")
    assert told[1].endswith("not held yet                 0 of the last 1")


def test_an_unknown_ritual_is_refused_by_name(planner: Program) -> None:
    planner.ok("log", "call")
    assert "“dusk” is no ritual: morning, day, week" in planner.refuses("routine", "dusk", "off")
    assert planner.refuses("routine", "week") == "Say on or off behind “week”."
