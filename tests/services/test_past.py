"""The past: what a step did, what going back to it takes back, and going there and forth."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import Action
from planner.domain.activity import Activity
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.errors import PlannerError
from planner.domain.history import NOTHING, Field
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import CALLS, a_contact, a_deal, a_goal, an_action, an_activity, open_planner, put


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """Return a planner with three steps: a call logged, an action planned, the action done."""
    planner = open_planner(tmp_path)
    planner.log.line("call @Dana connected: terms agreed")
    planner.plan.add("write the offer", planner.today())
    (action,) = planner.store.select(Action)
    planner.plan.toggle(action.id)
    return planner


def rows(planner: Planner) -> list[Any]:
    """Return every row that a person can see."""
    kinds = (Activity, Action, Contact, Deal)
    return [entity for kind in kinds for entity in planner.store.select(kind, order="id")]


def test_a_step_tells_what_it_did(planner: Planner) -> None:
    preview = planner.past.preview(1)
    assert [(told.is_added, told.noun, told.name) for told in preview.step.changes] == [
        (True, "contact", "Dana"),
        (True, "call", "Dana, terms agreed, 2026-02-10"),
    ]
    assert planner.past.preview(3).step.changes[0].fields == (Field("status", "planned", "done"),)


def test_going_back_shows_the_newer_steps_as_they_are_taken_back(planner: Planner) -> None:
    preview = planner.past.preview(1)
    assert (preview.distance, preview.is_forward, preview.is_reachable) == (2, False, True)
    assert [step.line.seq for step in preview.steps] == [3, 2]
    (ticked,), (planned,) = (step.changes for step in preview.steps)
    assert ticked.fields == (Field("status", "done", "planned"),)
    assert planned.is_removed
    assert planned.name == "write the offer, 2026-02-10"
    assert planner.past.preview(3).distance == 0


def test_going_back_is_one_sentence_and_redo_brings_each_step_back(planner: Planner) -> None:
    before = rows(planner)
    assert planner.past.go_to(1).label == "Taken back: 2 steps, to “Logged: call, Dana · new lead”"
    assert list(planner.store.select(Action)) == []
    assert [line.state for line in planner.history(9)] == ["undone", "undone", "done"]
    planner.redo()
    planner.redo()
    assert rows(planner) == before


def test_going_to_an_undone_step_does_it_and_those_before_it_again(planner: Planner) -> None:
    before = rows(planner)
    planner.past.go_to(1)
    preview = planner.past.preview(3)
    assert (preview.is_forward, preview.distance, [step.line.seq for step in preview.steps]) == (True, 2, [2, 3])
    assert planner.past.go_to(3).label.startswith("Done again: 2 steps")
    assert rows(planner) == before
    assert planner.past.go_to(2).label.startswith("Taken back: 1 step, to ")


def test_where_nothing_leads_is_said(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="It stands as it did then"):
        planner.past.go_to(3)
    with pytest.raises(PlannerError, match="No step has the number 99"):
        planner.past.preview(99)
    planner.undo()
    planner.plan.add("something else", planner.today())
    assert not planner.past.preview(3).is_reachable
    with pytest.raises(PlannerError, match="nothing leads there"):
        planner.past.go_to(3)


def test_all_or_nothing_is_taken_back(planner: Planner) -> None:
    lee = a_contact("Lee")
    put(planner, lee)
    planner.commit("Kept", (Change(lee, replace(lee, name="Lea")),), undoable=False)
    put(planner, an_action("later"))
    before = rows(planner), planner.history(9)
    with pytest.raises(PlannerError, match="changed elsewhere"):
        planner.past.go_to(1)
    assert (rows(planner), planner.history(9)) == before


def test_momentum_and_asks_follow(planner: Planner) -> None:
    put(planner, CALLS, a_goal("2 calls a day"))
    planner.momentum.gauge(planner.today())
    planner.log.line("call @Lee")
    gauge = planner.momentum.gauge(planner.today())
    planner.past.go_to(4)
    assert planner.reading.steps(planner.today()) == 1
    assert planner.momentum.gauge(planner.today()) == open_planner(Path(planner.store.path).parent).momentum.gauge(
        planner.today()
    )
    planner.past.go_to(5)
    assert planner.momentum.gauge(planner.today()) == gauge


def test_a_step_of_many_changes_tells_a_few(planner: Planner) -> None:
    put(planner, *(a_contact(f"n{number}") for number in range(100)))
    preview = planner.past.preview(4)
    assert (len(preview.step.changes), preview.step.more) == (12, 88)
    assert preview.step.changes[0].name == "n0"
    back = planner.past.preview(3).steps[0]
    assert (back.changes[0].name, back.more) == ("n99", 88)


def test_how_many_there_were_is_told(planner: Planner) -> None:
    planner.log.line("email x3")
    assert planner.past.preview(4).step.changes[0].name == "×3, 2026-02-10"


def test_values_are_told_as_people_write_them(planner: Planner) -> None:
    deal = a_deal("Acme", amount_minor=1_200_000)
    dana = next(planner.store.select(Contact))
    put(planner, deal)
    more = replace(deal, amount_minor=None, contact_id=dana.id, expected_close_on=planner.today())
    planner.commit("Changed", (Change(deal, more),))
    (told,) = planner.past.preview(5).step.changes
    assert told.fields == (
        Field("contact", NOTHING, "Dana"),
        Field("amount", "$12,000", NOTHING),
        Field("expected close", NOTHING, "2026-02-10"),
    )


MOVES = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "turn", "turn"]), st.integers(0, 30)), min_size=4, max_size=14
)


@given(MOVES)
@settings(deadline=None, max_examples=14)
def test_any_way_through_the_past_and_back_leaves_the_same_rows(moves: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        planner = open_planner(Path(folder))
        stood: dict[int, list[Any]] = {}
        for move, which in moves:
            standing = list(planner.store.select(Contact, order="id"))
            lines = [line for line in planner.history(99) if line.state in {"done", "undone"}]
            if move == "add":
                put(planner, a_contact(f"n{which}"), an_activity(note=f"{which}"))
            elif move == "change" and standing:
                one = standing[which % len(standing)]
                planner.commit("Change", (Change(one, replace(one, notes=one.notes + "x")),))
            elif move == "remove" and standing:
                planner.commit("Remove", (Change(standing[which % len(standing)], None),))
            elif move == "turn" and lines:
                seq = lines[which % len(lines)].seq
                preview = planner.past.preview(seq)
                if preview.distance:
                    planner.past.go_to(seq)
                assert rows(planner) == stood[seq]
                continue
            newest = next(iter(planner.history(1)), None)
            if newest is not None and newest.state == "done":
                stood[newest.seq] = rows(planner)
        planner.store.close()
