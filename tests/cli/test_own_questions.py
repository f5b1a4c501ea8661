"""Reviews on the command line with ritual files of the user's own: their titles, their headings, their questions."""

from pathlib import Path

import pytest

from tests.cli.program import Program

ASKING = "  - ask: What did I learn?\n    key: lesson\n"


@pytest.fixture
def own(planner: Program) -> Program:
    planner.ok("log", "call")
    return planner


def write(planner: Program, name: str, text: str) -> tuple[str, str]:
    """Write a ritual's file, and return the words that lead to it."""
    folder = Path(planner.home) / "own" / "rituals"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text)
    return "--config", str(folder.parent)


def test_a_question_of_ones_own_is_asked_answered_and_told_with_the_day(own: Program) -> None:
    config = write(
        own, "day", f"title: my evening\nsections:\n  - section: note\n    title: In short\n{ASKING}  - winds\n"
    )
    lines = own.ok("review", "day", *config).out.splitlines()
    assert lines[0] == "my evening"
    assert "What did I learn? --answer 'lesson=…' answers it" in lines
    assert lines[-1].startswith("day.yaml line 7, the 3rd section: “winds” is no section")
    done = own.ok("review", "day", *config, "--note", "long", "--answer", "Lesson=ask sooner", "--close").out
    assert done.startswith("Closed: ")
    assert done.rstrip().endswith(": 2 answers")
    told = own.ok("review", "day", *config).out.splitlines()
    assert {"What did I learn? ask sooner", "In short: long"} <= set(told)
    found = own.ok("review", "day", *config, "--json").json
    assert (found["title"], found["questions"][0]["answer"], found["closed"]) == ("my evening", "ask sooner", True)
    own.ok("undo", *config)
    found = own.ok("review", "day", *config, "--json").json
    assert (found["questions"][0]["answer"], found["note"], found["closed"]) == ("", "", False)


@pytest.mark.parametrize("kind", ["week", "quarter", "year"])
def test_every_review_of_a_period_asks_them(own: Program, kind: str) -> None:
    config = write(own, kind, f"title: mine\nsections:\n  - note\n{ASKING}")
    assert own.ok("review", kind, *config, "--answer", "lesson=ask sooner").out == "Kept: ask sooner\n"
    told = own.ok("review", kind, *config).out.splitlines()
    assert (told[0], told[-1]) == ("mine", "What did I learn? ask sooner")


def test_a_review_with_others_keeps_its_answers_when_it_is_held(own: Program) -> None:
    config = write(own, "partner", f"title: Fridays\nsections:\n  - section: obstacles\n    title: Hurdles\n{ASKING}")
    own.ok("partner", "add", "Mia Holt")
    assert {"Fridays", "Hurdles:"} <= set(own.ok("review", "partner", *config).out.splitlines())
    own.ok("review", "partner", *config, "--answer", "lesson=ask sooner", "--close")
    assert own.ok("history", "--json").json[0]["label"].endswith("Mia Holt: 2 answers")
    own.ok("review", "partner", *config, "--reopen")
    assert "What did I learn? ask sooner" in own.ok("review", "partner", *config).out


def test_what_nobody_asked_for_is_refused_by_its_key(own: Program) -> None:
    config = write(own, "day", f"sections:\n{ASKING}")
    told = own.refuses("review", "day", *config, "--answer", "lessen=x")
    assert told == "The end of day ritual does not ask for “lessen”. It asks for lesson."
    assert "Its file asks no question of your own." in own.refuses("review", "week", "--answer", "x=y")
    assert own.refuses("review", "day", *config, "--reopen", "--answer", "lesson=x").startswith(
        "--reopen stands alone."
    )


@pytest.mark.parametrize(
    ("kind", "kept", "left_out"),
    [
        ("day", ("note: dull", "if all I do today is"), ("1 steps", "1 step", "momentum", "felt:")),
        ("week", ("note: dull",), ("step days", "calls 1")),
        ("partner", ("note: dull",), ("in the way", "promised now", "promises kept")),
        ("group", ("note: dull",), ("Ideas", "What I am doing", "Where I am headed", "in the way", "promised now")),
        ("quarter", ("note: dull",), ("goals:", "priorities of", "480 calls")),
        ("year", ("note: dull",), ("momentum", "goals of", "satisfied")),
    ],
)
def test_a_section_that_a_file_leaves_out_is_left_out(
    own: Program, kind: str, kept: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    own.ok("goal", "add", "480 calls this year")
    own.ok("partner", "add", "Mia Holt")
    own.ok("partner", "add", "Bo Lind", "--role", "group")
    if kind in {"partner", "group"}:
        own.ok("review", kind, "--promise", "call Lee", "--obstacle", "legal takes a week", "--with", "Mia")
    own.ok("review", kind, "--note", "dull")
    whole = own.ok("review", kind).out
    config = write(own, kind, "sections:\n  - note\n" + ("  - next\n" if kind == "day" else ""))
    told = own.ok("review", kind, *config).out
    assert all(text in told and text in whole for text in kept)
    assert not [text for text in left_out if text in told]
    assert [text for text in left_out if text in whole]


def test_closing_makes_one_step_of_all_that_was_said_before_and_leaves_what_was_logged(planner: Program) -> None:
    planner.ok("log", "call")
    planner.ok("review", "day", "--mood", "+")
    planner.ok("log", "email")
    planner.ok("review", "day", "--note", "dull")
    assert planner.ok("review", "day", "--close").out.endswith(": 2 answers\n")
    planner.ok("undo")
    told = planner.ok("review", "day", "--json").json
    assert (told["note"], told["mood"], told["steps"]) == ("", None, 2)
