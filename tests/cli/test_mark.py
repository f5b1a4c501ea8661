"""`planner mark` in the real program."""

from tests.cli.program import Program


def test_a_day_is_marked_listed_and_removed(planner: Program) -> None:
    planner.ok("log", "call")
    assert "training" in planner.ok("mark", "add", "negotiation", "training", "--date", "2026-01-12").out
    (mark,) = planner.ok("mark", "list", "--json").json
    assert (mark["date"], mark["label"]) == ("2026-01-12", "negotiation training")
    planner.ok("mark", "remove", "training")
    assert planner.ok("mark", "list", "--json").json == []
    assert planner.ok("mark", "list").out.startswith("No day is marked yet")


def test_what_a_mark_parts_is_told_with_its_working_days(planner: Program) -> None:
    for day in ("-6d", "-5d", "-3d"):
        planner.ok("log", f"call x2 {day}")
    planner.ok("mark", "add", "training", "--date=-4d")
    told = planner.ok("mark", "compare", "training", "--json").json
    assert told["days"] == 20
    assert told["mark"]["label"] == "training"
    assert planner.ok("mark", "compare", "training", "--days", "3").out.startswith("training, ")


def test_of_two_marks_with_one_name_the_day_says_which(planner: Program) -> None:
    planner.ok("log", "call -20d")
    for day in ("2026-01-12", "2026-01-19"):
        planner.ok("mark", "add", "training", "--date", day)
    refused = planner.refuses("mark", "compare", "training")
    assert refused == "“training” fits several marks. --date says which: 2026-01-12, 2026-01-19."
    told = planner.ok("mark", "compare", "training", "--date", "2026-01-19", "--json").json
    assert told["mark"]["date"] == "2026-01-19"
    assert "is no mark of " in planner.refuses("mark", "remove", "training", "--date", "2026-01-13")
    planner.ok("mark", "remove", "training", "--date", "2026-01-12")
    assert [one["date"] for one in planner.ok("mark", "list", "--json").json] == ["2026-01-19"]


def test_a_mark_that_is_not_there_is_refused(planner: Program) -> None:
    planner.ok("log", "call")
    assert planner.refuses("mark", "compare", "x") == "“x” is no mark. planner mark list shows them."
