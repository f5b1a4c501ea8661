"""Commit, undo and redo: the file says afterwards exactly what was acknowledged."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import Action
from planner.domain.activity import Activity
from planner.domain.change import Change, ChangeSet, Entity, Topic, added, removed
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.goal import Goal
from planner.domain.period import Period
from planner.domain.value import replace
from planner.store.store import Store
from tests.builders import a_contact, a_day_off, a_deal, a_goal, an_action, an_activity, open_store, rows

NOON = datetime(2026, 2, 10, 17, tzinfo=UTC)
DANA = a_contact()
STALE = "was changed elsewhere since"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def save(store: Store, *changes: Change, label: str = "Did", **options: Any) -> None:
    store.commit(ChangeSet(label, changes), NOON, **options)


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return the whole file, journal and facts included."""
    others = {name: store.rows(f"SELECT * FROM {name} ORDER BY 1") for name in ("journal", "meta", "draft")}
    return rows(store) | others


def test_what_is_committed_is_there_after_reopening(tmp_path: Path) -> None:
    call = an_activity(contact_id=DANA.id)
    store = open_store(tmp_path)
    save(store, *added(DANA, call))
    store.close()
    again = open_store(tmp_path)
    assert (again.get(Contact, DANA.id), again.get(Activity, call.id)) == (DANA, call)
    assert again.store_uuid == "0190-test"


def test_a_key_that_is_not_there_is_none_and_needed_it_is_refused(store: Store) -> None:
    assert store.get(Contact, "gone") is None
    assert store.get(Contact, None) is None
    with pytest.raises(StaleWriteError, match="no longer there"):
        store.need(Contact, "gone")


def test_each_command_counts_once(store: Store) -> None:
    save(store, *added(DANA))
    store.undo()
    store.redo()
    assert store.change_seq == 3


def test_an_update_a_removal_and_an_addition_go_back_together(store: Store) -> None:
    old, kept = a_contact("Old"), a_contact("Kept")
    save(store, *added(old, kept))
    before = rows(store)
    save(store, *removed(old), Change(kept, replace(kept, name="Renamed")), *added(DANA))
    after = rows(store)
    assert store.undo().label == "Did"
    assert rows(store) == before
    store.redo()
    assert rows(store) == after


def test_undo_and_redo_at_the_ends_are_refused(store: Store) -> None:
    with pytest.raises(PlannerError, match="nothing to undo"):
        store.undo()
    save(store, *added(DANA))
    with pytest.raises(PlannerError, match="nothing to redo"):
        store.redo()
    store.undo()
    with pytest.raises(PlannerError, match="nothing to undo"):
        store.undo()


def test_five_hundred_commands_go_back_and_forth_after_a_restart(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    states = [rows(store)]
    contact = DANA
    save(store, *added(contact), label="0")
    states.append(rows(store))
    for number in range(1, 500):
        renamed = replace(contact, name=f"Dana {number}")
        save(store, Change(contact, renamed), label=str(number))
        contact = renamed
        states.append(rows(store))
    store.close()
    store = open_store(tmp_path)
    for number in reversed(range(500)):
        assert store.undo().label == str(number)
        assert rows(store) == states[number]
    store.close()
    store = open_store(tmp_path)
    for number in range(500):
        assert store.redo().label == str(number)
        assert rows(store) == states[number + 1]


def test_a_new_command_drops_what_could_be_done_again(store: Store) -> None:
    save(store, *added(DANA), label="first")
    store.undo()
    save(store, *added(a_contact("Lee")), label="second")
    with pytest.raises(PlannerError, match="nothing to redo"):
        store.redo()
    assert [(line.label, line.state) for line in store.history(5)] == [("second", "done"), ("first", "superseded")]
    store.undo()
    assert store.redo().label == "second"


def test_what_is_not_undoable_is_kept_and_drops_nothing(store: Store) -> None:
    save(store, *added(DANA), label="first")
    store.undo()
    save(store, *added(a_day_off(date(2026, 2, 16))), label="day turned", undoable=False)
    assert store.redo().label == "first"
    store.undo()
    with pytest.raises(PlannerError, match="nothing to undo"):
        store.undo()
    assert [line.state for line in store.history(5)] == ["kept", "undone"]


def test_facts_are_saved_with_the_command(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    save(store, *added(DANA), meta={"day": "2026-02-10"})
    save(store, meta={"day": "2026-02-11"})
    assert (open_store(tmp_path).meta("day"), store.meta("other")) == ("2026-02-11", "")
    assert len(store.history(5)) == 1


def stale_changes() -> dict[str, Change]:
    other = replace(DANA, name="Somebody Else")
    return {
        "changing what changed": Change(other, replace(other, notes="x")),
        "removing what changed": Change(other, None),
        "adding what is there": Change(None, DANA),
        "changing what is gone": Change(a_contact("Gone"), a_contact("Gone", id="gone")),
        "removing what is gone": Change(a_contact("Gone"), None),
    }


@pytest.mark.parametrize("case", stale_changes())
def test_a_stale_write_is_refused_with_a_sentence_and_nothing_is_written(store: Store, case: str) -> None:
    save(store, *added(DANA))
    before = everything(store)
    with pytest.raises(StaleWriteError, match=f"This contact {STALE}. Look at it again."):
        save(store, *added(a_contact("Lee")), stale_changes()[case], meta={"x": "y"})
    assert everything(store) == before


def test_two_programs_see_each_other_and_refuse_to_overwrite(tmp_path: Path) -> None:
    here, there = open_store(tmp_path), open_store(tmp_path, origin="command line")
    save(here, *added(DANA))
    seen = there.need(Contact, DANA.id)
    save(here, Change(DANA, replace(DANA, name="Renamed")))
    with pytest.raises(StaleWriteError):
        save(there, Change(seen, replace(seen, notes="x")))
    save(there, Change(there.need(Contact, DANA.id), replace(DANA, name="Twice")))
    assert here.need(Contact, DANA.id).name == "Twice"


def test_one_program_takes_back_what_the_other_did(tmp_path: Path) -> None:
    here, there = open_store(tmp_path), open_store(tmp_path, origin="command line")
    save(here, *added(DANA), label="here")
    save(there, *added(a_contact("Lee")), label="there")
    assert [here.undo().label, there.undo().label] == ["there", "here"]
    assert [there.redo().label, here.redo().label] == ["here", "there"]


def test_undo_refuses_where_something_that_is_kept_changed_the_row_since(store: Store) -> None:
    save(store, *added(DANA))
    save(store, Change(DANA, replace(DANA, notes="turned")), undoable=False)
    before = everything(store)
    with pytest.raises(StaleWriteError, match=STALE):
        store.undo()
    assert everything(store) == before


def test_what_others_refer_to_is_not_removed(store: Store) -> None:
    save(store, *added(DANA, an_activity(contact_id=DANA.id)))
    before = everything(store)
    with pytest.raises(PlannerError, match="Something else refers to this by now"):
        save(store, *removed(DANA))
    assert everything(store) == before


@pytest.mark.parametrize(
    "entity",
    [
        an_activity(contact_id="nobody"),
        an_activity(deal_id="none"),
        an_activity(action_id="none"),
        a_deal(contact_id="nobody"),
        an_action(goal_id="none"),
        an_action(contact_id="nobody"),
        an_action(done_activity_id="none"),
        a_goal(),
    ],
    ids=lambda entity: type(entity).__name__,
)
def test_nothing_refers_to_what_is_not_there(store: Store, entity: Entity) -> None:
    with pytest.raises(PlannerError, match="Something else refers"):
        save(store, *added(entity))
    assert store.change_seq == 0


def test_a_ring_of_references_is_saved_in_any_order(store: Store) -> None:
    call = an_activity()
    action = an_action(done_activity_id=call.id)
    save(store, *added(action, replace(call, action_id=action.id)))
    assert store.need(Action, action.id).done_activity_id == call.id
    store.undo()
    assert store.get(Action, action.id) is None


def test_the_rules_of_goals_hold_for_whatever_is_saved(store: Store) -> None:
    year = a_goal("480 calls", Period.YEAR, 480, None)
    save(store, *added(year))
    before = everything(store)
    for child in (a_goal(on=date(2027, 1, 5), measure=None, parent_id=year.id), replace(year, parent_id=year.id)):
        with pytest.raises(PlannerError):
            save(store, Change(store.get(Goal, child.id), child))
    assert everything(store) == before


def test_the_sales_year_of_the_settings_is_the_stores(tmp_path: Path) -> None:
    from planner.domain.goal import GoalKind

    store = open_store(tmp_path, year_start_month=4)
    little = a_goal("x", Period.CUSTOM, 1, None, kind=GoalKind.LITTLE, ends_on=date(2026, 3, 31))
    save(store, *added(little))
    with pytest.raises(PlannerError, match="sales year"):
        save(store, Change(little, replace(little, ends_on=date(2026, 12, 31))))


def test_history_tells_the_newest_first_and_goes_on_from_a_line(store: Store) -> None:
    for number in range(5):
        save(store, *added(a_contact(f"Person {number}")), label=f"Did {number}")
    first = store.history(2)
    assert [line.label for line in first] == ["Did 4", "Did 3"]
    assert [line.label for line in store.history(9, first[-1].seq)] == ["Did 2", "Did 1", "Did 0"]
    assert (first[0].at, first[0].origin) == (NOON, "app")


def test_a_look_tells_what_another_program_changed_and_only_once(tmp_path: Path) -> None:
    here, there = open_store(tmp_path), open_store(tmp_path)
    assert here.changed_elsewhere() == frozenset()
    save(here, *added(DANA))
    assert here.changed_elsewhere() == frozenset()
    save(there, *added(an_activity(), a_day_off(date(2026, 2, 16))))
    assert here.changed_elsewhere() == {Topic.LOG, Topic.CALENDAR}
    assert here.changed_elsewhere() == frozenset()


def test_undo_and_redo_of_another_program_are_told_too(tmp_path: Path) -> None:
    here, there = open_store(tmp_path), open_store(tmp_path)
    save(here, *added(DANA))
    for turn in (there.undo, there.redo):
        turn()
        assert here.changed_elsewhere() == {Topic.PEOPLE}


def test_a_write_between_two_looks_hides_no_write_of_another_program(tmp_path: Path) -> None:
    here, there = open_store(tmp_path), open_store(tmp_path)
    save(there, *added(an_activity()))
    save(here, *added(DANA))
    assert Topic.LOG in here.changed_elsewhere()


def test_a_refused_write_hides_no_write_of_another_program(tmp_path: Path) -> None:
    here, there = open_store(tmp_path), open_store(tmp_path)
    with pytest.raises(StaleWriteError):
        save(here, *removed(DANA))
    save(there, *added(an_activity()))
    assert here.changed_elsewhere() == {Topic.LOG}


def test_a_draft_is_kept_across_programs_and_leaves_no_history(tmp_path: Path) -> None:
    here, there = open_store(tmp_path), open_store(tmp_path)
    here.save_draft("log", "call @Da", NOON)
    here.save_draft("log", "call @Dana", NOON)
    assert (there.draft("log"), there.draft("goal")) == ("call @Dana", "")
    there.save_draft("log", "", NOON)
    assert here.draft("log") == ""
    assert (here.change_seq, here.history(5)) == (0, [])


def test_many_entities_are_loaded_at_once_and_kept(store: Store) -> None:
    store.load([DANA, an_activity(contact_id=DANA.id)], NOON, "Demo data")
    assert (store.get(Contact, DANA.id), store.change_seq) == (DANA, 1)
    assert [(line.label, line.state) for line in store.history(5)] == [("Demo data", "kept")]
    with pytest.raises(PlannerError, match="nothing to undo"):
        store.undo()


def test_a_load_that_does_not_fit_loads_nothing(store: Store) -> None:
    before = everything(store)
    with pytest.raises(PlannerError):
        store.load([DANA, an_activity(contact_id="nobody")], NOON, "Demo data")
    assert everything(store) == before


def test_a_row_with_broken_text_is_still_read(store: Store) -> None:
    save(store, *added(DANA))
    store.connection.execute("UPDATE contact SET notes = CAST(x'ff41' AS TEXT)")
    assert store.need(Contact, DANA.id).notes == "�A"


def test_the_journal_is_plain_json(store: Store) -> None:
    save(store, *added(a_contact("Zoë")))
    ((written,),) = store.rows("SELECT changes FROM journal")
    assert "Zoë" in written
    assert json.loads(written)[0]["after"]["name"] == "Zoë"


@dataclass
class Model:
    """What the store should say: the entities, and where it stands in its history."""

    past: list[dict[str, Entity]] = field(default_factory=lambda: [{}])
    at: int = 0

    @property
    def now(self) -> dict[str, Entity]:
        return self.past[self.at]

    def do(self, changes: tuple[Change, ...]) -> None:
        after = dict(self.now)
        for change in changes:
            after.pop(change.entity.key, None)
            if change.after is not None:
                after[change.after.key] = change.after
        self.past[self.at + 1 :] = [after]
        self.at += 1


MOVES = st.lists(
    st.tuples(st.sampled_from(["do", "do", "undo", "redo", "reopen", "other"]), st.integers(0, 5), st.integers(0, 2)),
    min_size=1,
    max_size=30,
)


def a_change(model: Model, slot: int, how: int) -> Change:
    """Return a change of one of six entities: made, changed or removed."""
    key = f"key-{slot}"
    standing = model.now.get(key)
    if standing is None:
        made: list[Entity] = [a_contact(id=key), a_deal(id=key), an_action(id=key)]
        return Change(None, made[slot % 3])
    if how == 0:
        return Change(standing, None)
    match standing:
        case Contact():
            return Change(standing, replace(standing, notes=standing.notes + "x", is_top=how == 1))
        case Deal():
            return Change(standing, replace(standing, amount_minor=(standing.amount_minor or 0) + 1))
        case Action():
            return Change(standing, replace(standing, date=standing.date + timedelta(days=how)))
        case _:
            raise AssertionError(standing)


@given(MOVES)
@settings(deadline=None, max_examples=60)
def test_any_history_and_any_moves_in_it_leave_exactly_what_was_there(moves: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        store, other = (open_store(Path(folder)) for _ in range(2))
        model = Model()
        for move, slot, how in moves:
            if move == "do":
                first = a_change(model, slot, how)
                second = a_change(model, (slot + 1) % 6, how)
                changes = (first, second) if how else (first,)
                save(store, *changes)
                model.do(changes)
            elif move == "reopen":
                store.close()
                store = open_store(Path(folder))
            elif move == "other":
                store, other = other, store
            elif (move == "undo" and model.at > 0) or (move == "redo" and model.at + 1 < len(model.past)):
                getattr(store, move)()
                model.at += 1 if move == "redo" else -1
            else:
                with pytest.raises(PlannerError, match=f"nothing to {move}"):
                    getattr(store, move)()
            found: list[Entity] = [*store.select(Contact), *store.select(Deal), *store.select(Action)]
            assert {entity.key: entity for entity in found} == model.now
        store.close()
        other.close()
