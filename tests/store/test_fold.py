"""Several commands become one step: it is undone and done again at once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import Action
from planner.domain.change import Change
from planner.domain.goal import Goal, GoalKind, GoalStatus
from planner.domain.period import Period
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import CALLS, TODAY, a_goal, an_action, open_planner, put

Move = tuple[str, int]


def the_plan(planner: Planner) -> list[Action]:
    return list(planner.store.select(Action, order="id"))


@given(moves=st.lists(st.tuples(st.sampled_from(["add", "change", "remove"]), st.integers(0, 3)), max_size=8))
@settings(max_examples=20, deadline=None)
def test_folded_commands_are_taken_back_and_done_again_together(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move]
) -> None:
    planner = open_planner(tmp_path_factory.mktemp("fold"))
    planner.commit("before", (Change(None, an_action("stays", id="x")),))
    before, since = the_plan(planner), planner.mark()
    for n, (verb, number) in enumerate(moves):
        there = planner.store.get(Action, f"a{number}")
        if verb == "add" and there is None:
            planner.commit("added", (Change(None, an_action("new", id=f"a{number}")),))
        elif verb == "change" and there is not None:
            planner.commit("changed", (Change(there, replace(there, text=f"text {n}")),))
        elif verb == "remove" and there is not None:
            planner.commit("removed", (Change(there, None),))
    after, lines = the_plan(planner), planner.mark() - since
    assert planner.fold(since, lambda changes: f"{len(changes)} of it").endswith("of it" if lines > 1 else "")
    assert the_plan(planner) == after
    if lines:
        planner.undo()
        assert the_plan(planner) == before
        planner.redo()
        assert the_plan(planner) == after


def test_what_another_program_did_meanwhile_stays_a_step_of_its_own(tmp_path: Path) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    since = planner.mark()
    planner.plan.add("one", TODAY)
    other.plan.add("theirs", TODAY)
    planner.plan.add("two", TODAY)
    planner.plan.add("three", TODAY)
    assert planner.fold(since, lambda changes: f"a ritual of {len(changes)}") == "a ritual of 2"
    assert [line.label for line in planner.history(9)] == ["a ritual of 2", "Planned: theirs", "Planned: one"]
    planner.undo()
    assert {one.text for one in planner.store.select(Action)} == {"one", "theirs"}


def test_a_single_command_stays_as_it_is(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    since = planner.mark()
    planner.plan.add("one", TODAY)
    assert planner.fold(since, lambda _changes: "a ritual") == ""
    assert planner.history(1)[0].label == "Planned: one"


def test_what_is_done_within_a_ritual_becomes_one_step_and_what_lies_between_stays(tmp_path: Path) -> None:
    planner, later = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    with planner.within("week"):
        planner.plan.add("one", TODAY)
    planner.plan.add("mine", TODAY)
    with later.within("week"):
        later.plan.add("two", TODAY)
    assert planner.gather("week", lambda changes: f"a ritual of {len(changes)}") == "a ritual of 2"
    assert [line.label for line in planner.history(9)] == ["a ritual of 2", "Planned: mine"]
    planner.undo()
    assert {one.text for one in planner.store.select(Action)} == {"mine"}
    planner.redo()
    assert {one.text for one in planner.store.select(Action)} == {"one", "mine", "two"}


def test_what_was_changed_outside_of_a_ritual_since_stays_a_step_before_that(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    with planner.within("week"):
        planner.commit("laid", (Change(None, an_action("laid", id="x")),))
    before = planner.store.need(Action, "x")
    planner.commit("changed", (Change(before, replace(before, text="changed")),))
    with planner.within("week"):
        planner.plan.add("one", TODAY)
        planner.plan.add("two", TODAY)
    assert planner.gather("week", lambda changes: f"a ritual of {len(changes)}") == "a ritual of 2"
    for left in (["changed"], ["laid"], []):
        planner.undo()
        assert [one.text for one in planner.store.select(Action)] == left


def test_a_goal_that_made_room_for_another_comes_back_after_that(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    priorities = [a_goal(f"{n} calls", Period.YEAR, n, kind=GoalKind.PRIORITY) for n in (1, 2, 3, 4)]
    put(planner, CALLS, *priorities[:3])
    with planner.within("week"):
        planner.commit("dropped", (Change(priorities[0], replace(priorities[0], status=GoalStatus.DROPPED)),))
    put(planner, priorities[3])
    with planner.within("week"):
        planner.plan.add("one", TODAY)
        planner.plan.add("two", TODAY)
    assert planner.gather("week", lambda changes: f"a ritual of {len(changes)}") == "a ritual of 2"
    for _ in range(3):
        planner.undo()
    assert planner.store.need(Goal, priorities[0].id).is_active


def test_what_was_taken_back_or_gathered_once_is_no_part_of_a_later_step(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    with planner.within("week"):
        for text in ("one", "two", "three"):
            planner.plan.add(text, TODAY)
    planner.undo()
    assert planner.gather("week", lambda changes: f"a ritual of {len(changes)}") == "a ritual of 2"
    with planner.within("week"):
        planner.plan.add("four", TODAY)
    assert planner.gather("week", lambda _changes: "again") == ""
    assert [line.label for line in planner.history(9) if line.state == "done"] == ["Planned: four", "a ritual of 2"]


Step = tuple[bool, str, int]
"""Whether it is done within the ritual, what is done, and to which row."""


@given(
    steps=st.lists(
        st.tuples(st.booleans(), st.sampled_from(["add", "change", "hold", "remove"]), st.integers(0, 3)), max_size=10
    )
)
@settings(max_examples=30, deadline=None)
def test_whatever_lies_between_what_a_ritual_did_all_of_it_can_be_taken_back_and_done_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    planner = open_planner(tmp_path_factory.mktemp("gather"))
    for n, (is_own, verb, number) in enumerate(steps):
        there = planner.store.get(Action, f"a{number}")
        other = planner.store.get(Action, f"a{(number + 1) % 4}")
        with planner.within("week" if is_own else ""):
            if verb == "add" and there is None:
                planner.commit("added", (Change(None, an_action("new", id=f"a{number}")),))
            elif verb == "change" and there is not None:
                planner.commit("changed", (Change(there, replace(there, text=f"text {n}")),))
            elif verb == "hold" and there is not None and other is not None:
                planner.commit("held", (Change(there, replace(there, block_id=other.id)),))
            elif verb == "remove" and there is not None:
                planner.commit("removed", (Change(there, None),))
    after = the_plan(planner)
    planner.gather("week", lambda changes: f"{len(changes)} of it")
    assert the_plan(planner) == after
    lines = len(planner.history(20))
    for _ in range(lines):
        planner.undo()
    assert the_plan(planner) == []
    for _ in range(lines):
        planner.redo()
    assert the_plan(planner) == after
