"""Ritual files: the user's before the shipped, and every line that is not understood is named."""

from pathlib import Path

import pytest

from planner.domain.partnerviews import ANSWERED
from planner.domain.periodviews import QUARTER_QUESTIONS, YEAR_QUESTIONS
from planner.domain.review import PROUD, ReviewKind
from planner.domain.ritual import ASK, SECTIONS, TITLES
from planner.domain.weekviews import CHANGE, DID_YOU, LITTLE, SCOPE
from planner.settings import paths as places
from planner.settings.paths import Paths
from planner.settings.rituals import MOST_SECTIONS, faults, load

OWN = {
    ReviewKind.MORNING: (),
    ReviewKind.DAY: (PROUD,),
    ReviewKind.WEEK: (PROUD, CHANGE, DID_YOU, LITTLE, SCOPE),
    ReviewKind.PARTNER: (),
    ReviewKind.GROUP: (*ANSWERED, "idea 1", "idea 1 became"),
    ReviewKind.QUARTER: tuple(QUARTER_QUESTIONS),
    ReviewKind.YEAR: tuple(YEAR_QUESTIONS),
}
"""The keys under which the services keep what a review asks."""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = places.find(str(tmp_path / "planner.db"), str(tmp_path / "config"))
    return found._replace(cache_dir=str(tmp_path / "cache"))


def write(paths: Paths, name: str, text: str) -> None:
    folder = Path(paths.rituals_dir)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("kind", ReviewKind)
def test_a_shipped_ritual_has_every_section_that_it_knows(kind: ReviewKind, paths: Paths) -> None:
    ritual, problems = load(kind, paths)
    assert problems == ()
    assert ritual.title == TITLES[kind]
    assert tuple(section.name for section in ritual.sections) == SECTIONS[kind]


def test_a_users_file_replaces_the_shipped_one(paths: Paths) -> None:
    write(
        paths,
        "day",
        "title: evening\nsections:\n  - wins\n  - ask: What did I learn?\n    key: lesson\n    hint: one thing\n"
        "  - section: next\n    title: Tomorrow\n",
    )
    ritual, problems = load(ReviewKind.DAY, paths)
    assert problems == ()
    assert ritual.title == "evening"
    assert [(one.name, one.title, one.key) for one in ritual.sections] == [
        ("wins", "", ""),
        (ASK, "", "lesson"),
        ("next", "Tomorrow", ""),
    ]
    assert ritual.sections[1].question == "What did I learn?"


def test_a_file_that_includes_its_own_name_is_told_and_has_what_else_it_names(paths: Paths) -> None:
    write(paths, "day", "sections:\n  - include: day\n  - wins\n  - ask: What did I learn?\n")
    ritual, problems = load(ReviewKind.DAY, paths)
    assert [section.name for section in ritual.sections] == ["wins", ASK]
    assert problems == (
        "day.yaml line 2, the 1st section: “day” includes itself, so it is left out. Take the line out too.",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sections:\n  - wins\n  - winds\n", "day.yaml line 3, the 2nd section: “winds” is no section of the end of day ritual; the nearest is “wins”."),
        ("sections:\n  - wins\n  - ask:\n", "day.yaml line 3, the 2nd section: it asks no question: an empty value stands there. Write it behind “ask:”"),
        ("sections:\n  - wins\n  - ask: Why?\n  - ask: Why?\n", "day.yaml line 4, the 3rd section: “why?” is asked already."),
        ("sections:\n  - wins\n  - ask: Why?\n    key: proud\n", "day.yaml line 3, the 2nd section: “proud” is the planner's own key, so the question is left out. Give it another, as “key: my proud”."),
        ("sections:\n  - wins\n  - mood\n  - wins\n", "day.yaml line 4, the 3rd section: “wins” stands above already, so it is shown once. Take one of them out."),
        ("sections:\n  - wins\n  - include: loop\n", "loop.yaml line 3, the 2nd section: “loop” includes itself"),
        ("sections:\n  - wins\n  - include: ../secret\n", "“../secret” is no file of the rituals folder"),
        ("sections:\n  - wins\n  - 7\n", "day.yaml line 3, the 2nd section: a section is a name, and 7 stands there."),
        ("sections:\n  - wins\n  - ask: Why?\n    colour: red\n", "“colour” is no part of a section"),
        ("sections:\n  - wins\n  - title: x\n", "a section has one of section, ask and include, and has none of them"),
        ("sections: wins\n", "day.yaml line 1, sections: it takes a list, and “wins” stands there."),
        ("title: [x]\nsections:\n  - wins\n", "day.yaml line 1, title: it takes a text, and a list stands there."),
        ("steps:\n  - wins\nsections:\n  - wins\n", "day.yaml line 1, steps: “steps” is not a part of a ritual"),
        ("sections: [\n", "day.yaml line 1 does not read as YAML"),
        ("sections:\n  - wins\n  - ask: Why?\n    key: 7\n", "line 3, the 2nd section: “key” takes a text, and 7 stands there"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named_with_its_line_and_the_rest_is_used(paths: Paths, text: str, told: str) -> None:
    write(paths, "day", text)
    write(paths, "loop", "sections:\n  - wins\n  - include: loop\n")
    ritual, problems = load(ReviewKind.DAY, paths)
    assert any(told in problem for problem in problems), problems
    assert "wins" in [section.name for section in ritual.sections]


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind in ReviewKind for key in OWN[kind]])
def test_a_question_of_ones_own_never_shares_an_answer_of_the_planners(
    kind: ReviewKind, key: str, paths: Paths
) -> None:
    write(paths, kind.value, f"sections:\n  - ask: Why?\n    key: {key.title()}\n  - ask: Why?\n    key: my {key}\n")
    ritual, (told,) = load(kind, paths)
    assert [section.key for section in ritual.sections] == [f"my {key}"]
    assert f"{kind}.yaml line 2, the 1st section: “{key.title()}” is the planner's own key" in told


def test_a_section_that_an_included_file_has_too_is_shown_once(paths: Paths) -> None:
    write(paths, "day", "sections:\n  - momentum\n  - include: other\n")
    write(paths, "other", "sections:\n  - momentum\n  - mood\n")
    ritual, (told,) = load(ReviewKind.DAY, paths)
    assert [section.name for section in ritual.sections] == ["momentum", "mood"]
    assert "other.yaml line 2, the 1st section: “momentum” stands above already" in told


def test_two_files_that_include_each_other_end(paths: Paths) -> None:
    write(paths, "day", "sections:\n  - include: other\n")
    write(paths, "other", "sections:\n  - mood\n  - include: third\n")
    write(paths, "third", "sections:\n  - include: other\n")
    ritual, problems = load(ReviewKind.DAY, paths)
    assert [section.name for section in ritual.sections] == ["mood"]
    (told,) = problems
    assert told == (
        "third.yaml line 2, the 1st section: “other” leads back to itself (other.yaml > third.yaml > other.yaml), "
        "so it is left out. Take the line out too."
    )


@pytest.mark.parametrize(
    ("closing", "told"),
    [
        (
            "day",
            "closing.yaml line 3, the 2nd section: “day” leads back to itself (day.yaml > closing.yaml > day.yaml)",
        ),
        ("closing", "closing.yaml line 3, the 2nd section: “closing” includes itself"),
    ],
)
def test_a_file_that_leads_back_to_a_ritual_is_one_sentence_and_never_the_shipped_one(
    paths: Paths, closing: str, told: str
) -> None:
    write(paths, "day", "sections:\n  - mood\n  - include: closing\n  - momentum\n")
    write(paths, "closing", f"sections:\n  - note\n  - include: {closing}\n")
    ritual, problems = load(ReviewKind.DAY, paths)
    assert [section.name for section in ritual.sections] == ["mood", "note", "momentum"]
    assert problems == (f"{told}, so it is left out. Take the line out too.",)


def test_a_file_with_nothing_to_show_is_not_used(paths: Paths) -> None:
    write(paths, "day", "sections: []\n")
    ritual, problems = load(ReviewKind.DAY, paths)
    assert tuple(section.name for section in ritual.sections) == SECTIONS[ReviewKind.DAY]
    (told,) = problems
    assert told.startswith("day.yaml: it names no section that is known, so the shipped ritual is used. “- unclosed”")


def test_more_sections_than_a_page_holds_are_cut_and_told(paths: Paths) -> None:
    write(paths, "day", "sections:\n" + "".join(f"  - ask: Question {n}?\n" for n in range(MOST_SECTIONS + 5)))
    ritual, problems = load(ReviewKind.DAY, paths)
    assert len(ritual.sections) == MOST_SECTIONS
    assert "45 sections are more than 40" in problems[0]


def test_every_fault_of_every_file_is_told_and_none_twice(paths: Paths) -> None:
    write(paths, "day", "sections:\n  - wins\n" + "".join(f"  - nothing {n}\n" for n in range(20)))
    write(paths, "week", "sections:\n  - include: closing\n  - note\n")
    write(paths, "partner", "sections:\n  - include: closing\n  - note\n")
    write(paths, "closing", "sections: 7\n")
    told = faults(paths)
    assert len(told) == 21
    assert told[19].startswith("day.yaml line 22, the 21st section: “nothing 19” is no section")
    assert told[20].startswith("closing.yaml line 1, sections: it takes a list, and 7 stands there.")


def test_a_file_that_no_ritual_uses_is_named_with_the_nearest_name(paths: Paths) -> None:
    write(paths, "wek", "sections:\n  - note\n")
    write(paths, "closing", "sections:\n  - note\n")
    write(paths, "day", "sections:\n  - include: closing\n")
    folder = Path(paths.rituals_dir)
    (folder / "day.yml").write_text("sections: []\n")
    (folder / "Year.YAML").write_text("sections: []\n")
    (folder / "notes.txt").write_text("no ritual\n")
    assert faults(paths) == (
        "Year.YAML is the name of no ritual: the nearest is year.yaml. Rename it, or take it in with “include”.",
        "day.yml is passed over: day.yaml stands beside it. Keep one of them.",
        "wek.yaml is the name of no ritual: the nearest is week.yaml. Rename it, or take it in with “include”.",
    )


def test_where_nothing_is_of_the_users_own_there_is_no_fault(paths: Paths) -> None:
    assert faults(paths) == ()
