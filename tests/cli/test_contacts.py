"""`planner contacts` in the real program: it lists, shows, says whom to call, changes and merges."""

from datetime import timedelta

import pytest

from planner.domain.action import ActionKind
from tests.builders import (
    MORNING,
    TODAY,
    StoppedClock,
    a_contact,
    a_deal,
    an_action,
    an_activity,
    close_all,
    open_planner,
    put,
)
from tests.cli.program import Program


@pytest.fixture
def known(planner: Program) -> Program:
    """Return a planner with three people."""
    inside = open_planner(planner.home, StoppedClock(MORNING, "UTC"))
    dana = a_contact("Dana Reyes", "Acme", stage="prospect", created_on=TODAY - timedelta(days=90), source="fair")
    put(
        inside,
        dana,
        a_contact("Dana Reyes", "ACME", created_on=TODAY),
        a_contact("田中 [/]", created_on=TODAY - timedelta(days=9), external_system="hubspot"),
        a_deal("Acme pilot", contact_id=dana.id, amount_minor=120_000, created_on=TODAY - timedelta(days=9)),
        an_activity(on=TODAY - timedelta(days=40), contact_id=dana.id, note="wants a pilot"),
        an_action("send the terms", TODAY, kind=ActionKind.PROMISE, contact_id=dana.id),
    )
    close_all()
    return planner


def test_contacts_are_listed_found_and_counted(known: Program) -> None:
    told = known.ok("contacts", "--json").json
    assert (told["total"], [one["name"] for one in told["contacts"]]) == (3, ["Dana Reyes", "Dana Reyes", "田中 [/]"])
    assert known.ok("contacts", "list", "--find", "rey acm", "--stage", "prospect", "--json").json["total"] == 1
    assert known.ok("contacts", "--limit", "1").out.splitlines()[-1] == "2 more: --limit 3 shows them all"
    assert "last talked 40 days ago" in known.ok("contacts", "--due").out
    assert known.ok("contacts", "--source", "FAIR", "--json").json["total"] == 1
    known.ok("contacts", "add", "[red]Red, Acme <r@x.example> +1 (555) 0145")
    for typed in ("555 0145", "15550145", "+1", "red"):
        assert known.ok("contacts", "--find", typed, "--json").json["total"] == 1
    assert known.ok("contacts", "--find", "zzz").out.startswith("No contact fits.")
    known.ok("contacts", "merge", "[red]Red", "田中", "--force")


def test_whom_to_call_next_is_told_with_its_reasons(known: Program) -> None:
    lines = known.ok("contacts", "due").out.splitlines()
    assert lines[0].startswith("Dana Reyes, ACME")
    assert lines[0].endswith("new lead, came today, no touch yet")
    assert "you promised “send the terms”, due today, prospect, last talked 40 days ago" in lines[1]
    assert known.ok("contacts", "due", "--limit", "1").out.splitlines()[1] == "1 more: --limit 2 shows them all"
    (_, call) = known.ok("contacts", "due", "--json").json
    assert [reason["kind"] for reason in call["reasons"]] == ["my_promise", "cadence"]


def test_one_contact_is_shown_whole(known: Program) -> None:
    known.ok("contacts", "add", "Lee Park, Borealis <lee@borealis.example> +1 555 0100 title: owner")
    lines = known.ok("contacts", "show", "Lee").out.splitlines()
    assert lines[:2] == ["Lee Park, owner, Borealis", "lead  lee@borealis.example  +1 555 0100"]
    told = known.ok("contacts", "show", "田中", "--json").json
    assert (told["name"], told["touches"], told["due_on"] is not None) == ("田中 [/]", 0, True)
    assert "could be Dana Reyes (Acme)" in known.refuses("contacts", "show", "Dana")


def test_who_asks_for_json_gets_it_after_a_change_too(known: Program) -> None:
    assert known.ok("contacts", "--json", "add", "Lee Park").json["total"] == 4
    assert known.ok("deals", "--json", "add", "Acme renewal @Lee $12k").json["deals"][0]["title"] == "Acme renewal"


def test_a_snooze_and_a_cadence_of_never_are_shown(known: Program) -> None:
    assert "talk every month, due " in known.ok("contacts", "show", "田中").out
    known.ok("contacts", "edit", "田中", "--every", "never", "--snooze", "+2w")
    lines = known.ok("contacts", "show", "田中").out.splitlines()
    assert "talk never: no call is proposed by cadence" in lines
    assert any(line.startswith("snoozed until ") for line in lines)


def test_each_field_of_a_contact_is_changed_by_itself(known: Program) -> None:
    texts = ("--name", "Kenji Tanaka", "--email", "kenji@x.example", "--phone", "+81 3", "--organization", "Cedar")
    known.ok("contacts", "edit", "田中", *texts, "--title", "owner", "--notes", "likes tea", "--updates")
    told = known.ok("contacts", "show", "Kenji", "--json").json
    assert [told[field] for field in ("name", "given_name", "family_name")] == ["Kenji Tanaka", "Kenji", "Tanaka"]
    assert [told[field] for field in ("email", "phone", "organization")] == ["kenji@x.example", "+81 3", "Cedar"]
    assert [told[field] for field in ("title", "notes", "wants_updates")] == ["owner", "likes tea", True]
    assert "wants updates" in known.ok("contacts", "show", "Kenji").out
    known.ok("contacts", "edit", "Kenji", "--notes", "", "--no-contactable")
    told = known.ok("contacts", "show", "Kenji", "--json").json
    assert (told["notes"], told["wants_updates"]) == ("", False)
    assert "needs a name" in known.refuses("contacts", "edit", "Kenji", "--name", "")
    assert "is not to be contacted" in known.refuses("contacts", "edit", "Kenji", "--updates")


def test_one_touch_is_told_as_one(known: Program) -> None:
    assert "0 touches, 0 conversations" in known.ok("contacts", "show", "田中").out
    known.ok("log", "call @田中 connected")
    assert "1 touch, 1 conversation, last talked today" in known.ok("contacts", "show", "田中").out


def test_a_contact_is_changed_in_one_step(known: Program) -> None:
    known.ok("contacts", "edit", "田中", "--stage", "customer", "--every", "2 months", "--snooze", "2w", "--close")
    told = known.ok("contacts", "show", "田中", "--json").json
    assert (told["stage"], told["cadence_months"], told["close_mark"]) == ("customer", 2, True)
    known.ok("undo")
    assert known.ok("contacts", "show", "田中", "--json").json["stage"] == "lead"
    known.ok("contacts", "edit", "田中", "--archived")
    assert known.ok("contacts", "--archived", "--json").json["total"] == 1
    assert known.ok("contacts", "edit", "田中", "--no-archived").out == "Changed: 田中 [/]\n"


def test_what_cannot_be_is_refused_with_a_sentence(known: Program) -> None:
    assert "never reached out to" in known.refuses("contacts", "edit", "田中", "--top")
    assert "is no stage" in known.refuses("contacts", "edit", "田中", "--stage", "friend")
    assert "is no day to come" in known.refuses("contacts", "edit", "田中", "--snooze", "yesterday")
    assert "Nothing is changed" in known.refuses("contacts", "edit", "田中")
    assert "stands alone" in known.refuses("contacts", "edit", "田中", "--line", "x", "--close")
    assert "none of your contacts" in known.refuses("contacts", "show", "nobody")
    assert "one contact already" in known.refuses("contacts", "merge", "田中", "田中")
    assert known.refuses("contacts", "--stage", "friend", status=2)


def test_duplicates_are_told_and_merged(known: Program) -> None:
    (line,) = known.ok("contacts", "duplicates").out.splitlines()
    one, other = line.split(" = ")
    assert (one.partition(" <")[0], other.partition(" <")[0]) == ("Dana Reyes, Acme", "Dana Reyes, ACME")
    assert "is the name of 2 contacts" in known.refuses("contacts", "merge", "Dana Reyes", "Dana Reyes")
    known.ok("contacts", "merge", one, other)
    known.ok("undo")
    known.ok("contacts", "add", "D. Ode")
    assert "in common" in known.refuses("contacts", "merge", "田中", "D. Ode")
    assert known.ok("contacts", "merge", "田中", "D. Ode", "--force").out.startswith("Merged into 田中 [/]: D. Ode")
    assert known.ok("contacts", "--json").json["total"] == 3


def test_contacts_begin_a_planner_where_none_is(planner: Program) -> None:
    assert planner.ok("contacts", "add", "Dana").out == "Added: Dana, lead\n"
