"""Exports: what goes out comes back equal, stays in its folder, and is read by the programs it is for."""

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.action import ActionKind, ActionStatus
from planner.domain.activity import ActivityType, Outcome
from planner.domain.cells import restored
from planner.domain.change import Change, ChangeSet, Entity, added
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal
from planner.domain.errors import PlannerError
from planner.domain.value import replace
from planner.services import exporting_files as files
from planner.services.exporting import Format
from planner.services.planner import Planner
from planner.store.tables import TABLES
from tests.builders import (
    CALLS,
    TODAY,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
    rows,
)
from tests.store.strategies import EACH_KIND


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return open_planner(tmp_path)


def text(planner: Planner, kind: Format) -> str:
    return "".join(piece if isinstance(piece, str) else piece.decode() for piece in planner.exporting.pieces(kind))


def bring(planner: Planner, path: Path) -> ChangeSet:
    return planner.importing.save(planner.importing.read(str(path)))


def components(planner: Planner) -> dict[str, Any]:
    """Return what the calendar file holds, by what it is called."""
    found = icalendar.Calendar.from_ical(text(planner, Format.ICS))
    return {str(one["SUMMARY"]): one for one in found.walk() if one.name in {"VEVENT", "VTODO"}}


@pytest.fixture(scope="module")
def benches() -> Iterator[tuple[Planner, Planner, Path]]:
    """Return two planners for many examples, each of which takes its own back."""
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        yield open_planner(Path(one)), open_planner(Path(two)), Path(one) / "export.json"


FREE = [
    kind
    for kind in EACH_KIND
    if kind.__name__ not in {"Goal", "Milestone", "GoalChange", "ReviewAnswer", "ReviewPerson"}
]
"""The kinds of which any is valid by itself, without another row that it refers to."""


@given(entities=st.lists(st.sampled_from(FREE).flatmap(lambda kind: EACH_KIND[kind]), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_an_empty_planner_that_imports_an_export_is_equal(
    benches: tuple[Planner, Planner, Path], entities: list[Entity]
) -> None:
    here, there, path = benches
    one_of_each = {(type(entity), entity.key): _alone(entity) for entity in entities}
    done = here.commit("Put", added(*one_of_each.values()))
    here.exporting.write(Format.JSON, str(path), force=True)
    came = bring(there, path)
    assert rows(there.store) == rows(here.store)
    assert bring(there, path).changes == ()
    for planner, changeset in ((here, done), (there, came)):
        if changeset.changes:
            planner.undo()


REFERENCES = (
    "contact_id",
    "deal_id",
    "action_id",
    "goal_id",
    "review_id",
    "block_id",
    "next_action_id",
    "done_activity_id",
)


def _alone(entity: Any) -> Entity:
    """Return an entity that refers to no other."""
    alone: Entity = replace(entity, **{name: None for name in REFERENCES if name in entity.FIELDS})
    return alone


def test_what_refers_to_others_comes_back_with_them(planner: Planner, tmp_path: Path) -> None:
    dana = a_contact()
    deal = a_deal(contact_id=dana.id)
    call = an_activity(contact_id=dana.id, deal_id=deal.id, note="two\nlines")
    put(planner, CALLS, a_goal(), dana, deal, call, an_action(contact_id=dana.id, done_activity_id=call.id))
    planner.exporting.write(Format.JSON, str(tmp_path / "all.json"))
    (tmp_path / "other").mkdir()
    other = open_planner(tmp_path / "other")
    bring(other, tmp_path / "all.json")
    assert rows(other.store) == rows(planner.store)
    assert other.store.store_uuid == planner.store.store_uuid
    other.undo()
    assert not any(rows(other.store).values())


def test_a_file_in_which_something_stands_keeps_its_name_and_takes_no_other(planner: Planner, tmp_path: Path) -> None:
    put(planner, a_contact())
    planner.exporting.write(Format.JSON, str(tmp_path / "all.json"))
    for name, said in (("used", None), ("empty", "a b\nc")):
        (tmp_path / name).mkdir()
        other = open_planner(tmp_path / name)
        own = other.store.store_uuid
        if said is None:
            put(other, a_contact("Lee"))
        else:
            text = (tmp_path / "all.json").read_text()
            (tmp_path / "all.json").write_text(text.replace(planner.store.store_uuid, said.replace("\n", "\\n")))
        bring(other, tmp_path / "all.json")
        assert other.store.store_uuid == own


def test_what_stands_already_is_left_as_it_is(planner: Planner, tmp_path: Path) -> None:
    dana = a_contact()
    put(planner, dana, a_day_off(date(2026, 2, 16)))
    planner.exporting.write(Format.JSON, str(tmp_path / "all.json"))
    changed = replace(dana, notes="changed here since")
    planner.commit("Changed", (Change(dana, changed),))
    assert bring(planner, tmp_path / "all.json").changes == ()
    assert planner.store.need(Contact, dana.id) == changed


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": "1", "name": "Dana", "stage": "lead", "created_on": "2026-02-30"}, "not what this table holds"),
        ({"id": "1", "name": "Dana", "stage": "robot", "created_on": "2026-02-10"}, "Another program wrote it"),
        ({"id": "1", "name": "", "stage": "lead", "created_on": "2026-02-10"}, "needs a name"),
        ({"id": "1", "name": "Dana", "stage": "lead", "created_on": "2026-02-10", "x": 1}, "does not know"),
        ({"id": "1", "name": "Dana", "stage": "lead", "created_on": "2026-02-10", "is_top": 2**70}, "too large"),
        ({"id": "1", "name": ["Dana"], "stage": "lead", "created_on": "2026-02-10"}, "neither text nor a whole"),
        ({"id": "1", "stage": "lead"}, "not what this table holds"),
        ("Dana", "is no row"),
    ],
)
def test_a_row_that_was_tampered_with_is_told_and_the_rest_goes_in(
    planner: Planner, tmp_path: Path, row: object, reason: str
) -> None:
    good = {"id": "2", "name": "Lee\x1b[31m", "stage": "lead", "created_on": "2026-02-10"}
    path = tmp_path / "all.json"
    path.write_text(json.dumps({"planner": 1, "tables": {"contact": [row, good]}}))
    draft = planner.importing.read(str(path))
    planner.importing.save(draft)
    assert [refused.number for refused in draft.refused] == [1]
    assert reason in draft.refused[0].reason
    assert [contact.name for contact in planner.store.select(Contact)] == ["Lee�[31m"]


HOSTILE = ("=1+1", "+1 555", "-5", "@sum", "\tx", "'=x", '"quoted", comma', "[/]", "two\nlines", "渡辺")


def test_no_cell_of_a_csv_is_a_formula_and_all_come_back(planner: Planner, tmp_path: Path) -> None:
    contacts = [a_contact(name, notes=name) for name in HOSTILE]
    put(planner, *contacts, a_deal("-deal"))
    assert (
        planner.exporting.write(Format.CSV, str(tmp_path / "tables"))
        == f"{len(TABLES)} tables are in {tmp_path}/tables"
    )
    for path in (tmp_path / "tables").iterdir():
        cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    with (tmp_path / "tables" / "contact.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [restored(row["notes"]) for row in csv.DictReader(file)] == list(HOSTILE)
    (tmp_path / "other").mkdir()
    other = open_planner(tmp_path / "other")
    bring(other, tmp_path / "tables" / "contact.csv")
    assert list(other.store.select(Contact)) == contacts


def test_contacts_come_back_from_their_cards(planner: Planner, tmp_path: Path) -> None:
    dana = a_contact(
        "Dana Reyes; Sr., \\o/",
        "Acme, Inc.",
        email="dana@acme.example",
        phone="+1 555 0100",
        title="Buyer",
        stage=Stage.CUSTOMER,
        notes="likes tea, not coffee\nmet at the fair",
        source="fair",
        do_not_contact=True,
    )
    put(planner, dana, a_contact("渡辺彩"), a_contact("Gone", archived_on=date(2026, 1, 1)))
    assert planner.exporting.write(Format.VCF, str(tmp_path / "all.vcf")).startswith("The contacts are in ")
    assert planner.exporting.write(Format.VCF, str(tmp_path / "cards")) == f"2 contacts are in {tmp_path}/cards"
    assert bring(planner, tmp_path / "all.vcf").changes == ()
    assert bring(planner, tmp_path / "cards").changes == ()
    planner.undo()
    bring(planner, tmp_path / "cards")
    found = {contact.name: contact for contact in planner.store.select(Contact)}
    back = found[dana.name]
    kept = ("organization", "email", "phone", "title", "stage", "notes", "source", "do_not_contact", "created_on")
    assert [getattr(back, field) for field in kept] == [getattr(dana, field) for field in kept]
    assert set(found) == {dana.name, "渡辺彩"}


def test_a_calendar_has_blocks_rituals_and_tasks(planner: Planner) -> None:
    dana = a_contact()
    call = an_activity(at=time(9, 31))
    put(
        planner,
        dana,
        call,
        an_action(
            "proposals",
            id="block-1",
            kind=ActionKind.BLOCK,
            start_time=time(9),
            planned_minutes=90,
            rrule="FREQ=DAILY;X-DAYS=WORKING",
        ),
        an_action("call Lee", kind=ActionKind.FOLLOW_UP, contact_id=dana.id, block_id="block-1"),
        an_action("send it", status=ActionStatus.DONE, done_activity_id=call.id, start_time=time(14)),
        an_action("not now", status=ActionStatus.DROPPED),
        an_action("elsewhere", status=ActionStatus.MOVED),
        an_action("old and open", TODAY - timedelta(days=300)),
        an_action("done of late", TODAY - timedelta(days=30), status=ActionStatus.DONE),
        an_action("done long ago", TODAY - timedelta(days=31), status=ActionStatus.DONE),
    )
    found = components(planner)
    block, task, done = found["proposals"], found["call Lee (Dana Reyes)"], found["send it"]
    assert (block["DTSTART"].dt, block["DTEND"].dt) == (datetime(2026, 2, 10, 9), datetime(2026, 2, 10, 10, 30))  # noqa: DTZ001
    assert block["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert (task["DUE"].dt, task["STATUS"], task["RELATED-TO"]) == (date(2026, 2, 10), "NEEDS-ACTION", block["UID"])
    assert (done["STATUS"], done["COMPLETED"].dt) == ("COMPLETED", call.at)
    assert {found[name]["STATUS"] for name in ("not now", "elsewhere")} == {"CANCELLED"}
    assert "done long ago" not in found
    assert {"old and open", "done of late"} <= set(found)
    assert block["UID"] == f"action-block-1@momentum.{planner.store.store_uuid}"
    assert found["Goals group"]["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=1TU"
    assert all(one["DTSTAMP"].dt.tzinfo is not None and "UID" in one for one in found.values())
    raw = text(planner, Format.ICS)
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    assert raw.replace("\r\n", "").count("\n") == 0


def test_no_time_is_made_up_for_a_task_of_which_nothing_says_when_it_was_done(planner: Planner) -> None:
    planner.store.load([an_action("done somehow", status=ActionStatus.DONE)], planner.now(), "Loaded")
    task = components(planner)["done somehow"]
    assert task["STATUS"] == "COMPLETED"
    assert "COMPLETED" not in task


def test_a_block_of_the_work_week_leaves_out_days_off_and_one_that_was_dropped_is_cancelled(planner: Planner) -> None:
    rule = "FREQ=DAILY;X-DAYS=WORKING"
    block = an_action("proposals", kind=ActionKind.BLOCK, start_time=time(9), planned_minutes=45, rrule=rule)
    put(planner, block, an_action("outside", kind=ActionKind.BLOCK, rrule=rule), a_day_off(date(2026, 2, 12)))
    put(planner, a_day_off(date(2026, 2, 14)), a_day_off(date(2026, 2, 9)))
    found = components(planner)
    assert found["proposals"]["EXDATE"].to_ical() == b"20260212T090000"
    assert found["outside"]["EXDATE"].to_ical() == b"20260212"
    put(planner, a_day_off(date(2026, 2, 16)))
    moved = components(planner)["proposals"]
    assert moved["EXDATE"].to_ical() == b"20260212T090000,20260216T090000"
    planner.plan.drop(block.id)
    everything = icalendar.Calendar.from_ical(text(planner, Format.ICS)).walk("VEVENT")
    (dropped,) = (event for event in everything if event["UID"] == moved["UID"])
    assert (dropped["STATUS"], "RRULE" in dropped) == ("CANCELLED", False)
    assert found["proposals"]["SEQUENCE"] < moved["SEQUENCE"] < dropped["SEQUENCE"]


def test_an_entry_keeps_its_uid_and_its_sequence_grows_with_each_change(planner: Planner) -> None:
    action = an_action("send it")
    put(planner, action, an_action("another"))

    def sequence() -> tuple[str, int]:
        return str(components(planner)["send it"]["UID"]), int(components(planner)["send it"]["SEQUENCE"])

    uid, first = sequence()
    put(planner, a_contact())
    assert sequence() == (uid, first)
    seen = [first]
    planner.plan.toggle(action.id)
    seen.append(sequence()[1])
    planner.undo()
    seen.append(sequence()[1])
    assert seen == sorted(set(seen))
    assert sequence()[0] == uid


def outside(home: Path, *command: str) -> str:
    """Run another program with a home of its own; return what it says."""
    plain = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(command, env=plain, check=True, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


@pytest.fixture
def calendar_file(planner: Planner, tmp_path: Path) -> Path:
    block = an_action("proposals, part 1", kind=ActionKind.BLOCK, start_time=time(9), planned_minutes=45)
    put(planner, block, an_action("send Dana the terms", kind=ActionKind.PROMISE))
    planner.exporting.write(Format.ICS, str(tmp_path / "plan.ics"))
    return tmp_path / "plan.ics"


@pytest.mark.skipif(
    shutil.which("khal") is None, reason="khal is not installed: its reading of the calendar is not shown"
)
def test_khal_reads_the_calendar(calendar_file: Path, tmp_path: Path) -> None:
    config, folder = tmp_path / "khal.conf", tmp_path / "calendar"
    folder.mkdir()
    formats = "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
    moments = "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    config.write_text(
        f"[calendars]\n[[mine]]\npath = {folder}\n[locale]\n{formats}{moments}[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    khal = ["khal", "-c", str(config)]
    for _ in range(2):  # a second import updates
        outside(tmp_path, *khal, "import", "--batch", "-a", "mine", str(calendar_file))
    shown = outside(tmp_path, *khal, "list", "2026-02-09", "4d")
    assert shown.count("09:00-09:45 proposals, part 1") == 1


@pytest.mark.skipif(
    shutil.which("calcurse") is None, reason="calcurse is not installed: its reading of the calendar is not shown"
)
def test_calcurse_reads_the_calendar(calendar_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "calcurse"
    folder.mkdir()
    done = outside(tmp_path, "calcurse", "-D", str(folder), "-i", str(calendar_file))
    assert "0 skipped" in done
    assert "02/10/2026 @ 09:00 -> 02/10/2026 @ 09:45" in (folder / "apts").read_text()
    assert "Promise: send Dana the terms" in (folder / "todo").read_text()


def test_the_log_is_told_as_markdown_and_as_plain_text(planner: Planner) -> None:
    dana = a_contact("Dana [R]", "Acme *")
    step = an_action("send_it")
    put(
        planner,
        dana,
        step,
        an_activity(at=time(9, 31), outcome=Outcome.CONNECTED, contact_id=dana.id, action_id=step.id, note="a\n[b]"),
        an_activity(ActivityType.MARKETING, on=date(2026, 2, 9), reach=1200),
    )
    assert text(planner, Format.MD) == (
        "# Log\n\n## 2026-02-09 Monday\n\n- **marketing** · reach 1,200\n"
        "\n## 2026-02-10 Tuesday\n\n"
        "- 09:31 **call** · Dana \\[R\\] · Acme \\* · connected: a \\[b\\] -\\> send\\_it\n"
    )
    assert text(planner, Format.JRNL) == (
        "[2026-02-09 12:00] marketing, reach 1,200.\n\n"
        "[2026-02-10 09:31] call, Dana (R), Acme *, connected.\na (b) -> send_it\n\n"
    )


def test_files_are_private_whole_and_replaced_when_told_to(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    planner.exporting.write(Format.JSON, str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("mine")
    with pytest.raises(PlannerError, match=r"is there already\. --force replaces it"):
        planner.exporting.write(Format.JSON, str(path))
    assert path.read_text() == "mine"
    planner.exporting.write(Format.JSON, str(path), force=True)
    assert path.read_text().startswith('{"planner": 1')
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".planner-")] == []


def test_a_folder_is_written_whole_or_not_at_all(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "setting.csv").write_text("mine")
    with pytest.raises(PlannerError, match="is there already"):
        planner.exporting.write(Format.CSV, str(folder))
    assert [path.name for path in folder.iterdir()] == ["setting.csv"]


@pytest.mark.parametrize("key", ["../../out", "/etc/passwd", "..", ".hidden", "a/b", "x" * 300, "a\x00b", "ü"])
def test_no_name_leads_out_of_the_folder(planner: Planner, tmp_path: Path, key: str) -> None:
    if "\x00" not in key:
        put(planner, a_contact(id=key))
    planner.exporting.write(Format.VCF, str(tmp_path / "cards"))
    found = list(tmp_path.rglob("*.vcf"))
    assert all(path.parent == tmp_path / "cards" for path in found)
    assert str(Path(files.inside("/folder", f"{key}.vcf")).parent) == "/folder"


def test_the_planner_itself_a_folder_and_no_place_are_refused(planner: Planner, tmp_path: Path) -> None:
    before = (tmp_path / "planner.db").read_bytes()
    (tmp_path / "link.json").symlink_to(tmp_path / "planner.db")
    for path, sentence in {
        tmp_path / "planner.db": "is the planner itself",
        tmp_path / "link.json": "is the planner itself",
        tmp_path: "is a folder",
        tmp_path / "none" / "x.json": "cannot be written: No such file or directory",
        tmp_path / "planner.db" / "x.json": "cannot be written: Not a directory",
    }.items():
        with pytest.raises(PlannerError, match=sentence):
            planner.exporting.write(Format.JSON, str(path), force=True)
    assert (tmp_path / "planner.db").read_bytes() == before


def test_a_link_is_replaced_and_what_it_leads_to_stays(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("mine")
    (tmp_path / "all.json").symlink_to(tmp_path / "other.txt")
    planner.exporting.write(Format.JSON, str(tmp_path / "all.json"), force=True)
    assert (tmp_path / "other.txt").read_text() == "mine"
    assert not (tmp_path / "all.json").is_symlink()


def test_the_views_read_as_people_say_it(planner: Planner) -> None:
    dana = a_contact("Dana Reyes", "Acme")
    deal = a_deal("Renewal", contact_id=dana.id, amount_minor=1_234_50)
    yen = a_deal("Yen", amount_minor=900, currency="JPY")
    close = an_activity(ActivityType.CLOSE, outcome=Outcome.WON, contact_id=dana.id, deal_id=deal.id)
    put(planner, CALLS, a_goal(), dana, deal, yen, close, a_day_off(date(2026, 2, 16), "rest"))
    rows = planner.store.rows
    assert rows("SELECT date, type, contact, amount, currency FROM v_log") == [
        ("2026-02-10", "close", "Dana Reyes", 1234.5, "USD")
    ]
    assert rows("SELECT title, organization, amount FROM v_deals") == [("Renewal", "Acme", 1234.5), ("Yen", None, 900)]
    assert rows("SELECT title, measure, target FROM v_goals") == [("40 calls", "calls", 40)]
    assert rows("SELECT name, last_touch, touches FROM v_contacts") == [("Dana Reyes", None, 0)]
    assert rows("SELECT date, steps, day_off FROM v_days") == [("2026-02-10", 1, None), ("2026-02-16", 0, "holiday")]
    assert next(planner.store.select(Deal)).amount_minor == 123450


def test_a_newsletter_goes_to_clients_prospects_and_whoever_wants_updates(planner: Planner) -> None:
    put(
        planner,
        a_contact("Ann", email="ann@x.example", stage=Stage.PROSPECT),
        a_contact("Ann again", email="Ann@X.example", stage=Stage.CUSTOMER),
        a_contact("Ben", email="ben@x.example", stage=Stage.CUSTOMER),
        a_contact("Cleo", email="cleo@x.example", stage=Stage.LEAD, wants_updates=True),
        a_contact("Dana", email="dana@x.example", stage=Stage.LEAD),
        a_contact("Eve", email="eve@x.example", stage=Stage.CUSTOMER, do_not_contact=True, wants_updates=True),
        a_contact("Finn", email="finn@x.example", stage=Stage.CUSTOMER, archived_on=date(2026, 2, 9)),
        a_contact("Gus", stage=Stage.CUSTOMER),
    )
    assert text(planner, Format.EMAILS).splitlines() == ["ann@x.example", "ben@x.example", "cleo@x.example"]
