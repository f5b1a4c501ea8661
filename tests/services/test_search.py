"""Finding through the planner: what was saved a moment ago is found, and a demo is."""

from pathlib import Path

import pytest

from planner.domain.activity import ActivityType
from planner.domain.errors import StorageError
from planner.domain.searchline import Kind
from planner.store.store import Store
from tests.builders import a_contact, an_activity, open_planner, put


def test_what_was_saved_a_moment_ago_is_found_and_what_is_taken_back_is_not(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.log.line("call @Dana connected: renewal terms")
    found = planner.search.find("renewal")
    assert [(group.kind, group.total) for group in found.groups] == [(Kind.LOG, 1)]
    assert found.total == 1
    planner.undo()
    assert planner.search.find("renewal").groups == ()
    planner.redo()
    assert planner.search.find("renewal").total == 1
    assert planner.search.fault() == ""


def test_each_kind_shows_a_few_and_counts_all(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_activity(note="terms") for _ in range(9)), a_contact("Terms"))
    found = planner.search.find("terms", 4)
    assert [(group.kind, group.total, len(group.hits)) for group in found.groups] == [
        (Kind.CONTACTS, 1, 1),
        (Kind.LOG, 9, 4),
    ]


def test_a_full_disk_leaves_what_was_taken_in_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(note="terms"))
    assert planner.search.find("terms").total == 1
    put(planner, an_activity(note="terms"))

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(Store, "maintain", full)
    assert planner.search.find("terms").total == 1


def test_the_search_is_made_anew(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(note="terms"))
    planner.store.connection.execute("DELETE FROM search_stale")
    assert planner.search.find("terms").total == 0
    assert planner.search.fault()
    planner.search.rebuild()
    assert planner.search.find("terms").total == 1


def test_a_type_is_named_where_nothing_is_it_and_two_where_nothing_is_both(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(ActivityType.CALL), an_activity(ActivityType.EMAIL))
    for line, told in (
        ("type:call zebra", ()),
        ("type:calls", ("calls",)),
        ("type:call type:sing zebra", ("sing",)),
        ("type:call type:email", ("call", "email")),
    ):
        assert planner.search.find(line).no_such == told, line


@pytest.mark.parametrize(
    "sought", ["讨论", "合同", "条款", "@磊明", "约 合同", "type:call 更新", "-zebra 更新", "ดีมาก", "철수"]
)
def test_a_script_without_blanks_is_found_within_its_lines(tmp_path: Path, sought: str) -> None:
    planner = open_planner(tmp_path)
    zhao = a_contact("赵磊明")
    call = an_activity(contact_id=zhao.id, note="讨论更新合同的条款, 续约 สวัสดีดีมาก 김철수가")
    put(planner, zhao, call, an_activity(ActivityType.EMAIL, note="另一份"))
    assert [hit.key for group in planner.search.find(f"{sought} in:log").groups for hit in group.hits] == [call.id]


def test_what_a_script_without_blanks_has_is_left_out_by_a_minus(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(note="更新合同"), an_activity(note="另一份"))
    assert planner.search.find("in:log -合同").total == 1
    assert planner.search.find("合同 天气").total == 0
