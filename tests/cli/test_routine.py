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


def test_what_is_due_says_since_when_in_the_routine_and_in_its_review(planner: Program) -> None:
    planner.ok("partner", "add", "Ben Okafor", "--role", "group")
    planner.ok("log", "call 2026-01-05")
    planner.ok("review", "group", "--close", "--date", "2026-01-20")
    (told,) = [line for line in planner.ok("routine").out.splitlines() if line.startswith("monthly group")]
    assert "due since" in told
    assert "due since" in planner.ok("review", "group").out


def test_an_unknown_ritual_is_refused_by_name(planner: Program) -> None:
    planner.ok("log", "call")
    assert "“dusk” is no ritual: morning, day, week" in planner.refuses("routine", "dusk", "off")
    assert planner.refuses("routine", "week") == "Say on or off behind “week”."


def test_what_the_ritual_files_say_and_nobody_understands_is_told_with_them(planner: Program) -> None:
    planner.ok("log", "call")
    folder = planner.home / "config" / "rituals"
    folder.mkdir(parents=True)
    (folder / "day.yaml").write_text("sections:\n  - winds\n  - ask:\n")
    (folder / "partner.yaml").write_text("title: with Mia\nsections:\n  - partner\n")
    (folder / "mornin.yaml").write_text("sections: []\n")
    told = planner.ok("routine", "--config", str(folder.parent)).out.splitlines()
    assert told[3].startswith("with Mia ")
    told = told[7:]
    assert told[0].startswith("day.yaml line 2, the 1st section: “winds”")
    assert told[1].startswith("day.yaml line 3, the 2nd section: it asks no question")
    assert told[-1].startswith("mornin.yaml is the name of no ritual: the nearest is morning.yaml.")
