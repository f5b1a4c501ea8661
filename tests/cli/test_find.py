"""`planner find` in the real program, and `planner history show` with the way back."""

import pytest

from tests.cli.program import Program


@pytest.fixture
def lived(planner: Program) -> Program:
    """Return a planner with two calls and an action."""
    planner.ok("log", "call @Dana connected: renewal terms")
    planner.ok("log", "email @Lee: the offer")
    planner.ok("action", "add", "write the térms")
    return planner


def test_what_was_typed_is_found_by_kind(lived: Program) -> None:
    told = lived.ok("find", "terms").out.splitlines()
    assert [line for line in told if not line.startswith(" ")] == ["actions: 1", "log: 1"]
    assert "write the térms" in told[1]
    assert told[3].endswith("call connected  Dana  renewal terms")


def test_filters_are_words_of_the_line(lived: Program) -> None:
    assert lived.ok("find", "type:email", "@lee").out.startswith("log: 1\n")
    assert lived.ok("find", "in:contacts", "after:2020").out.startswith("contacts: 2\n")
    told = lived.ok("find", "type:email", "--json").json
    assert [(group["kind"], group["count"], group["found"][0]["who"]) for group in told] == [("log", 1, "Lee")]


def test_a_filter_that_is_not_understood_is_refused_with_what_is(lived: Program) -> None:
    assert "“after:2026-13” is no day that I know" in lived.refuses("find", "dana", "after:2026-13")
    assert "“in:xyz” is no kind: in: takes contacts, goals" in lived.refuses("find", "in:xyz")
    assert lived.ok("find", "dana", "after:yesterday").out.startswith("contacts: 1\n")
    assert "“AND” is looked for as a word" in lived.ok("find", "dana AND nobody").out


@pytest.mark.parametrize("line", [("-email",), ("-email", "-@lee", "in:log"), ("in:log", "-type:email", "--limit=3")])
def test_a_line_may_begin_with_what_is_left_out(lived: Program, line: tuple[str, ...]) -> None:
    told = lived.ok("find", *line).out
    assert "renewal terms" in told
    assert "the offer" not in told


def test_few_are_shown_and_all_are_counted(lived: Program) -> None:
    assert lived.ok("find", "in:log", "--limit", "1").out.splitlines()[0] == "log: 2, the newest 1"


@pytest.mark.parametrize("line", ['"', "*", "AND", "(", "NEAR(", "🎉", "nothing like it"])
def test_a_line_that_finds_nothing_says_what_to_try(lived: Program, line: str) -> None:
    assert lived.ok("find", "--", line).out.startswith("Nothing is ")
    assert lived.ok("find", "--json", "--", line).json == []


def test_a_planner_that_is_not_there_is_not_made(planner: Program) -> None:
    assert "is not there" in planner.refuses("find", "dana")


def test_the_history_shows_a_step_and_the_way_back(lived: Program) -> None:
    numbers = [line.split()[0] for line in lived.ok("history").out.splitlines()]
    assert numbers == ["3", "2", "1"]
    told = lived.ok("history", "show", "1").out
    assert "  + call Dana, renewal terms, " in told
    assert "planner undo --to 1 would take back 2 steps:" in told
    assert "    - action write the térms, " in told
    told = lived.ok("history", "show", "1", "--json").json
    assert (told["distance"], told["direction"], told["steps"][0]["changes"][0]["noun"]) == (2, "back", "action")


def test_undo_goes_to_a_step_and_forth_again(lived: Program) -> None:
    assert lived.ok("undo", "--to", "1").out.startswith("Taken back: 2 steps, to “Logged: call, Dana")
    assert "would do again 2 steps" in lived.ok("history", "show", "3").out
    assert lived.ok("undo", "--to", "3").out.startswith("Done again: 2 steps")
    assert lived.refuses("undo", "--to", "3") == "It stands as it did then: nothing is to be taken back."
    assert lived.refuses("history", "show", "99") == "No step has the number 99. planner history shows them."
    lived.ok("undo")
    lived.ok("log", "call @Dana")
    assert lived.ok("history", "show", "3").out.endswith("nothing leads there.\n")
