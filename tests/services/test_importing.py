"""Imports of every format, twice: people and deals come in once, nothing is written over, no step is made up."""

import csv
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.domain.activity import Activity
from planner.domain.cells import DateOrder
from planner.domain.change import ChangeSet, Entity
from planner.domain.contact import Contact, Stage
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.headers import Field, System
from planner.domain.import_batch import ImportBatch
from planner.domain.importviews import Choices, ImportDraft
from planner.domain.value import replace
from planner.services import importing_files, vcards
from planner.services.exporting import Format
from planner.services.importing_told import summary
from planner.services.planner import Planner
from tests.builders import TODAY, a_contact, a_deal, an_activity, open_planner, put, rows

FIXTURES = Path(__file__).parents[1] / "fixtures" / "import"
PLAIN = Choices({Field.NAME: "Wer", Field.EMAIL: "Mail", Field.ORGANIZATION: "Firma", Field.CREATED: "Seit"})
FORBIDDEN = {*map(chr, range(0x20)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e"} - {"\n", "\t"}


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return open_planner(tmp_path)


def chosen_for(name: str) -> Choices:
    """Return what has to be said of a fixture."""
    if name == "plain.csv":
        return PLAIN
    return Choices(date_order=DateOrder.MONTH_FIRST if name.startswith("salesforce-") else None)


def bring(planner: Planner, path: Path | str, chosen: Choices | None = None) -> ImportDraft:
    """Import a file, or a fixture by its name."""
    place = str(FIXTURES / path) if isinstance(path, str) else str(path)
    look, draft = planner.importing.look(place, chosen), planner.importing.read(place, chosen)
    planner.importing.save(draft, look)
    return draft


def write(folder: Path, *table: Sequence[str], name: str = "people.csv") -> Path:
    """Write a table as a CSV file."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(table)
    return path


def people(planner: Planner) -> dict[str, Contact]:
    return {contact.name: contact for contact in planner.store.select(Contact)}


def deals(planner: Planner) -> dict[str, Deal]:
    return {deal.title: deal for deal in planner.store.select(Deal)}


def test_what_was_saved_since_a_file_was_read_counts_before_it_is_saved(planner: Planner, tmp_path: Path) -> None:
    path = str(write(tmp_path, ["Name", "Email"], ["Al Pha", "al@p.example"]))
    other = open_planner(tmp_path, origin="cli")
    draft = planner.importing.read(path)
    other.importing.save(other.importing.read(path))
    with pytest.raises(StaleWriteError, match="saved since"):
        planner.importing.save(draft)
    planner.importing.save(planner.importing.read(path))
    assert len(people(planner)) == len(list(planner.store.select(Contact))) == 1


def test_a_plain_table_of_people_and_deals_brings_both(planner: Planner, tmp_path: Path) -> None:
    header = ["Full Name", "Email", "Company", "Deal Name", "Amount", "Close Date", "Status"]
    won = ["Al Pha", "al@p.example", "P Co", "Big", "1000", "2026-01-30", "Won"]
    path = write(tmp_path, header, won, ["Bo Tran", "", "", "", "", "", ""], ["", "", "Q Co", "Small", "5", "", "Open"])
    assert bring(planner, path).counts == {"contacts new": 2, "deals new": 2}
    al, big = people(planner)["Al Pha"], deals(planner)["Big"]
    assert (al.email, al.organization, al.stage) == ("al@p.example", "P Co", Stage.CUSTOMER)
    assert (big.contact_id, big.amount_minor, big.stage, big.organization) == (al.id, 100_000, DealStage.WON, "P Co")
    assert (deals(planner)["Small"].contact_id, deals(planner)["Small"].organization) == (None, "Q Co")
    assert bring(planner, path).changes == ()


def test_a_deal_is_with_the_one_contact_of_its_organization(planner: Planner, tmp_path: Path) -> None:
    put(planner, a_contact("Ann", "Bee Co"), a_contact("Cy", "Dee"), a_contact("Di", "Dee"), a_contact("Dee"))
    put(planner, a_contact("Ed", "Eff"), a_contact("Flo", "Eff"))
    header = ["Opportunity Name", "Account Name", "Stage"]
    accounts = {"One": "bee co", "Named": "Dee", "Several": "Eff", "Nobody": "Gee"}
    path = write(tmp_path, header, *([title, firm, "Proposal"] for title, firm in accounts.items()))
    draft = bring(planner, path)
    assert draft.notes == (
        "2 deals have no buyer: at their organizations nobody is known, or several are. Name one with @ on the deal.",
    )
    buyers = {title: deal.contact_id for title, deal in deals(planner).items()}
    found = people(planner)
    assert buyers == {"One": found["Ann"].id, "Named": found["Dee"].id, "Several": None, "Nobody": None}
    assert deals(planner)["Several"].organization == "Eff"
    assert bring(planner, path).changes == ()


def test_what_is_left_out_of_a_row_or_in_doubt_in_it_is_told(planner: Planner, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        ["Name", "Email", "Created On"],
        ["Al", "not-an-email", "13/04/2025"],
        ["Bo", "bo@x.example; bo@y.example", "04/13/2025"],
        ["Cy;cy@x.example;14/04/2025"],
    )
    draft = bring(planner, path)
    assert draft.asides == (
        (2, "“not-an-email” is no e-mail address, and left out"),
        (3, "“bo@y.example” is one e-mail address more than there is room for, and left out"),
        (3, "“04/13/2025” has the month first, unlike other dates in this file"),
    )
    assert draft.refused == ((4, "its cells are parted by “;”, and the header's by “,”"),)
    assert sorted(people(planner)) == ["Al", "Bo"]


def test_probabilities_and_dates_that_cannot_be_are_told(planner: Planner, tmp_path: Path) -> None:
    header = ["Deal Name", "Stage", "Probability", "Close Date", "Created On"]
    path = write(
        tmp_path,
        header,
        ["Q1", "Proposal", "150", "", "2030-01-01"],
        ["Q2", "Proposal", "abc", "", ""],
        ["Q3", "Proposal", "-5", "", ""],
        ["Q4", "Proposal", "70%", "", ""],
        ["Q5", "Won", "abc", "2026-01-15", ""],
    )
    assert [(row.number, row.reason) for row in bring(planner, path).asides] == [
        (2, "“150” is no probability from 0 to 100 %, and left out"),
        (3, "“abc” is no probability from 0 to 100 %, and left out"),
        (4, "“-5” is no probability from 0 to 100 %, and left out"),
    ]
    assert {title: deal.probability_pct for title, deal in deals(planner).items()} == {
        **dict.fromkeys(("Q1", "Q2", "Q3", "Q5")),
        "Q4": 70,
    }
    header = ["Record ID", "Deal Name", "Deal Stage", "Deal probability"]
    draft = bring(
        planner, write(tmp_path, header, ["1", "Q6", "Contract Sent", "50"], ["2", "Q7", "Contract Sent", "0.5"])
    )
    assert [row.reason for row in draft.asides] == ["“50” is no probability from 0 to 1, and left out"]
    header = ["Name", "Created On", "Last Contacted"]
    people_path = write(tmp_path, header, ["Fut Ure", "2030-01-01", "2030-02-02"], name="fut.csv")
    assert [row.reason for row in bring(planner, people_path).asides] == [
        "“2030-01-01” is to come, and left out",
        "“2030-02-02” is to come, and left out",
    ]
    assert (people(planner)["Fut Ure"].created_on, people(planner)["Fut Ure"].touched_on) == (TODAY, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Name,Email\n", "there is no row in it"),
        ('Name,Email\n"Al,a@x.example\n', "no row in it can come in"),
        ("Name,Email\nAl,\n", "all of it is here already"),
    ],
)
def test_what_changes_nothing_says_why(planner: Planner, tmp_path: Path, text: str, told: str) -> None:
    put(planner, a_contact("Al", given_name="Al"))
    path = tmp_path / "some.csv"
    path.write_text(text)
    draft = planner.importing.read(str(path))
    assert planner.importing.save(draft).label == f"some.csv changes nothing: {told}"


def test_what_was_said_of_a_file_holds_for_one_with_more_columns(planner: Planner, tmp_path: Path) -> None:
    said = Choices({Field.NAME: "Who", Field.EMAIL: "Post"}, DateOrder.DAY_FIRST)
    bring(planner, write(tmp_path, ["Who", "Post"], ["Al", "al@x.example"]), said)
    more = write(tmp_path, ["Extra", "Who", "Post"], ["1", "Bo", "bo@x.example"], name="more.csv")
    assert planner.importing.look(str(more)).choices == said
    bring(planner, more)
    assert people(planner)["Bo"].email == "bo@x.example"
    other = write(tmp_path, ["Who", "Firm"], ["Cy", "Z"], name="other.csv")
    assert planner.importing.look(str(other)).needs_columns


def test_one_card_file_of_many_that_cannot_be_read_is_told(planner: Planner, tmp_path: Path) -> None:
    cards = {
        "a": "BEGIN:VCARD\nVERSION:3.0\nFN:Al\nEND:VCARD\n",
        "b": "",
        "c": "garbage\n",
        "d": "BEGIN:VCARD\nFN:Half",
    }
    for name, text in cards.items():
        (tmp_path / f"{name}.vcf").write_text(text)
    draft = bring(planner, tmp_path)
    assert [row.reason for row in draft.refused] == [
        "b.vcf is empty",
        "c.vcf holds no card",
        "d.vcf ends within a card",
    ]
    assert list(people(planner)) == ["Al"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_two_bytes_a_letter_read_with_and_without_their_mark(planner: Planner, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes("Name,Email\nÅsa Öberg,asa@x.example\n".encode(encoding))
    bring(planner, path)
    assert people(planner)["Åsa Öberg"].email == "asa@x.example"


def test_tables_of_our_own_come_back_whole_once_what_they_refer_to_is_here(planner: Planner, tmp_path: Path) -> None:
    al = a_contact("Al", is_top=True, cadence_months=2, snoozed_until=TODAY, archived_on=TODAY, notes="a\nb")
    put(planner, al, a_deal("=Big", contact_id=al.id, amount_minor=5, probability_pct=40))
    planner.exporting.write(Format.CSV, str(tmp_path / "tables"))
    (tmp_path / "other").mkdir()
    other = open_planner(tmp_path / "other")
    early = bring(other, tmp_path / "tables" / "deal.csv")
    assert early.counts == {"rows left out": 1}
    assert early.notes[-1] == "Rows need those that they refer to: import contact.csv first."
    for name in ("contact.csv", "deal.csv"):
        bring(other, tmp_path / "tables" / name)
    for kind in (Contact, Deal):
        assert list(other.store.select(kind)) == list(planner.store.select(kind))
    assert bring(other, tmp_path / "tables" / "deal.csv").changes == ()


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_each_format_is_one_step_that_a_second_import_does_not_repeat(planner: Planner, name: str) -> None:
    before = rows(planner.store)
    first = bring(planner, name, chosen_for(name))
    assert first.changes
    assert first.system is next(
        (system for start, system in SYSTEMS.items() if name.startswith(start)), System.ICALENDAR
    )
    after = rows(planner.store)
    assert not list(planner.store.select(Activity))
    assert len(list(planner.store.select(ImportBatch))) == 1
    again = bring(planner, name)
    assert again.changes == ()
    assert rows(planner.store) == after
    planner.undo()
    assert rows(planner.store) == before | {"setting": after["setting"]}
    planner.redo()
    assert rows(planner.store) == after


SYSTEMS = {
    "hubspot": System.HUBSPOT,
    "pipedrive": System.PIPEDRIVE,
    "salesforce": System.SALESFORCE,
    "google": System.GOOGLE,
    "atomic": System.ATOMIC,
    "cards": System.VCARD,
    "plain": System.CSV,
}


def test_contacts_of_hubspot_come_with_what_is_known_of_them(planner: Planner) -> None:
    draft = bring(planner, "hubspot-contacts.csv")
    dana, lee = people(planner)["Dana Reyes"], people(planner)["Lee Park"]
    assert (dana.organization, dana.title, dana.stage, dana.source) == (
        "Acme",
        "Buyer",
        Stage.CUSTOMER,
        "Direct Traffic",
    )
    assert (dana.external_system, dana.external_id, dana.created_on) == ("hubspot", "101", date(2024, 3, 5))
    assert (lee.email, lee.phone, lee.organization) == ("lee@borealis.example", "+1 555 0101", "Borealis")
    assert (lee.do_not_contact, lee.stage) == (True, Stage.PROSPECT)
    assert "office@cedar.example" in people(planner)
    assert [(row.number, row.reason) for row in draft.refused] == [(6, "it has neither a name nor an e-mail address")]
    assert (dana.touched_on, lee.touched_on) == (date(2026, 1, 20), None)
    view = planner.contacts.one(dana.id)
    assert (view.talks.touches, view.due_on) == (0, date(2026, 4, 20))
    assert "Last Engagement Date" in draft.left_out


def test_the_day_of_the_last_contact_goes_forward_and_makes_no_step(planner: Planner, tmp_path: Path) -> None:
    header = ["Name", "Email", "Last Contacted"]
    for day, kept in (("2025-12-01", (2025, 12, 1)), ("2025-11-01", (2025, 12, 1)), ("2026-01-02", (2026, 1, 2))):
        bring(planner, write(tmp_path, header, ["Al", "al@x.example", day]))
        assert people(planner)["Al"].touched_on == date(*kept)
    draft = bring(planner, write(tmp_path, header, ["Al", "al@x.example", "2026-09-09"], ["Bo", "", "soon"]))
    assert (people(planner)["Al"].touched_on, people(planner)["Bo"].touched_on) == (date(2026, 1, 2), None)
    assert draft.asides == (
        (2, "“2026-09-09” is to come, and left out"),
        (3, "“soon” is not a date, and left out"),
    )
    assert list(planner.store.select(Activity)) == []


def test_deals_find_their_contacts_and_move_them_on(planner: Planner) -> None:
    bring(planner, "hubspot-contacts.csv")
    draft = bring(planner, "hubspot-deals.csv")
    found, known = deals(planner), people(planner)
    acme, pilot, trial = found["Acme renewal"], found["Borealis pilot"], found["Cedar trial"]
    assert (acme.contact_id, acme.amount_minor, acme.stage) == (known["Dana Reyes"].id, 1_200_000, DealStage.WON)
    assert (acme.kind, acme.closed_on, acme.probability_pct) == (DealKind.REPEAT, date(2026, 1, 15), None)
    assert (pilot.contact_id, pilot.amount_minor, pilot.probability_pct) == (known["Lee Park"].id, 450_050, 90)
    assert (pilot.stage, pilot.stage_label, pilot.expected_close_on) == (
        DealStage.NEGOTIATION,
        "Contract Sent",
        date(2026, 4, 30),
    )
    assert (trial.contact_id, trial.lost_reason, trial.amount_minor) == (None, "no budget", None)
    assert known["Lee Park"].stage is Stage.OPPORTUNITY
    assert draft.notes == ("1 deal names a contact that is not here. Import the contacts, then this again.",)
    assert [row.reason for row in draft.refused] == ["it is won, and its closing date is missing"]


def test_deals_that_came_first_find_their_contacts_later(planner: Planner) -> None:
    bring(planner, "hubspot-deals.csv")
    bring(planner, "hubspot-contacts.csv")
    again = bring(planner, "hubspot-deals.csv")
    assert again.counts["deals updated"] == 2
    assert deals(planner)["Acme renewal"].contact_id == people(planner)["Dana Reyes"].id
    assert bring(planner, "hubspot-deals.csv").changes == ()


SALES = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Associated Contact", "Associated Contact IDs"]


@pytest.mark.parametrize(
    ("sales", "persons", "stages"),
    [
        (
            [
                SALES,
                ["7001", "OD1", "Contract Sent", "12000", "2026-12-15", "Opa One (opa@x.example)", "501"],
                ["7002", "OD2", "Closed Won", "500", "2026-01-15", "Wia Two (wia@x.example)", "502"],
                ["7003", "OD3", "Closed Lost", "700", "2026-01-15", "Lia Tre (lia@x.example)", "503"],
            ],
            [
                ["Record ID", "First Name", "Last Name", "Email", "Lifecycle Stage"],
                ["501", "Opa", "One", "opa@x.example", "Lead"],
                ["502", "Wia", "Two", "wia@x.example", "Lead"],
                ["503", "Lia", "Tre", "lia@x.example", ""],
            ],
            {"Opa One": Stage.OPPORTUNITY, "Wia Two": Stage.CUSTOMER, "Lia Tre": Stage.LEAD},
        ),
        (
            [
                ["Id", "AccountId", "Name", "StageName", "CloseDate", "IsClosed", "IsWon"],
                ["006X", "001A", "Beta deal", "Closed Won", "2026-01-20", "true", "true"],
            ],
            [["Id", "Name", "Phone", "OwnerId"], ["001A", "Beta Inc", "", "005"]],
            {"Beta Inc": Stage.CUSTOMER},
        ),
        (
            [["Deal - ID", "Deal - Title", "Deal - Contact person", "Deal - Status"], ["11", "Pipe", "Eva P", "Open"]],
            [["Person - ID", "Person - Name", "Person - Email - Work"], ["1", "Eva P", "eva@p.example"]],
            {"Eva P": Stage.OPPORTUNITY},
        ),
    ],
    ids=["hubspot", "salesforce", "pipedrive"],
)
def test_buyers_who_came_after_their_deals_are_as_far_as_these_say(
    planner: Planner, tmp_path: Path, sales: list[list[str]], persons: list[list[str]], stages: dict[str, Stage]
) -> None:
    deal_file, contact_file = write(tmp_path, *sales, name="deals.csv"), write(tmp_path, *persons)
    for path in (deal_file, contact_file, deal_file):
        bring(planner, path)
    assert {name: contact.stage for name, contact in people(planner).items()} == stages
    assert bring(planner, deal_file).changes == ()
    planner.undo()
    assert {contact.stage for contact in people(planner).values()} == {Stage.LEAD}


def test_a_deal_that_finds_its_buyer_moves_nobody_whom_a_person_set_back(planner: Planner, tmp_path: Path) -> None:
    sales = [SALES, ["1", "A", "Closed Won", "5", "2026-01-15", "", "501"]]
    path = write(tmp_path, *sales, name="deals.csv")
    bring(planner, path)
    header = ["Record ID", "First Name", "Email", "Lifecycle Stage"]
    bring(planner, write(tmp_path, header, ["501", "Opa", "opa@x.example", "Customer"]))
    planner.contacts.move([people(planner)["Opa"].id], Stage.PROSPECT)
    bring(planner, path)
    opa = people(planner)["Opa"]
    assert (opa.stage, deals(planner)["A"].contact_id) == (Stage.PROSPECT, opa.id)


def test_first_and_later_sales_are_told_apart_once_their_buyer_is_here(planner: Planner, tmp_path: Path) -> None:
    buyer = ["Opa One (opa@x.example)", "501"]
    path = write(
        tmp_path,
        SALES,
        ["8002", "K2", "Closed Won", "500", "2026-02-05", *buyer],
        ["8001", "K1", "Closed Won", "400", "2026-01-15", *buyer],
        ["8003", "K3", "Contract Sent", "400", "2026-12-15", *buyer],
        ["8004", "K4", "Contract Sent", "400", "2026-12-15", *buyer],
        name="deals.csv",
    )
    bring(planner, path)
    planner.deals.correct(deals(planner)["K4"].id, "K4 $400 kind: repeat")
    planner.deals.correct(deals(planner)["K4"].id, "K4 $400 kind: new")
    bring(planner, write(tmp_path, ["Record ID", "First Name", "Email"], ["501", "Opa", "opa@x.example"]))
    bring(planner, path)
    kinds = {title: deal.kind for title, deal in deals(planner).items()}
    repeat = DealKind.REPEAT
    assert kinds == {"K1": DealKind.NEW, "K2": repeat, "K3": repeat, "K4": DealKind.NEW}
    assert bring(planner, path).changes == ()


def test_a_later_sale_to_the_same_contact_is_a_repeat(planner: Planner) -> None:
    bring(planner, "pipedrive-people.csv")
    bring(planner, "pipedrive-deals.csv")
    first, second = deals(planner)["Acme first order"], deals(planner)["Acme second order"]
    assert (first.kind, first.amount_minor, first.currency) == (DealKind.NEW, 123_456, "EUR")
    assert (second.kind, second.is_open, second.expected_close_on) == (DealKind.REPEAT, True, date(2026, 3, 31))


def test_a_later_sale_to_an_organization_of_which_nobody_is_known_is_a_repeat(planner: Planner, tmp_path: Path) -> None:
    header = ["Deal Name", "Stage", "Close Date", "Company"]
    later, first = ["B", "Won", "2026-02-01", "ACME"], ["A", "Won", "2026-01-01", "Acme"]
    bring(planner, write(tmp_path, header, later, first, ["C", "Won", "2026-02-01", ""]))
    kinds = {title: deal.kind for title, deal in deals(planner).items()}
    assert kinds == {"A": DealKind.NEW, "B": DealKind.REPEAT, "C": DealKind.NEW}


def test_people_and_deals_may_stand_in_one_row(planner: Planner) -> None:
    draft = bring(planner, "pipedrive-combined.csv")
    assert draft.counts == {"contacts new": 2, "deals new": 2}
    dana = people(planner)["Dana Reyes"]
    assert {deal.contact_id for deal in deals(planner).values()} == {dana.id}
    assert (dana.stage, dana.organization) == (Stage.CUSTOMER, "Acme")
    assert deals(planner)["Acme second order"].kind is DealKind.REPEAT


def test_the_footer_of_a_salesforce_report_is_told_and_its_dates_decide_themselves(planner: Planner) -> None:
    draft = bring(planner, "salesforce-opportunities.csv")
    assert {row.reason for row in draft.refused} == {"it is a footer, and no row"}
    assert len(draft.changes) == 2
    pilot = deals(planner)["Borealis pilot"]
    assert (pilot.expected_close_on, pilot.next_step) == (date(2026, 4, 3), "=call the CFO")


@pytest.mark.parametrize(
    ("table", "numbers"),
    [
        ('First Name,Last Name,Email,Account Name\nA,B,,X\n\n"Total","2","",""\n"Confidential"\n', [4, 5]),
        ("Name,Email,Amount\nA B,,5\nTotal,,5\nGrand Total (1 record),,$5 USD\n", [3, 4]),
        ("Name,Email\nA B,\nTotal,2\nReport generated by Me\n© 2026\n", [3, 4, 5]),
        ("Name;Email\nA B;a@x.example\nTotal: 1 records;\n", [3]),
        ("Name,Email\nA B,\nTotal records: 1\nRecords: 1,\n1 row,\nPage 1 of 1\nExported 1 row\n", [3, 4, 5, 6, 7]),
        ("Name,Email\nTotal,info@total.example\nA B,\n", []),
        ("Name,Title\nTotal,Energy company\nA B,\n", []),
    ],
)
def test_what_a_report_sums_up_and_signs_below_its_rows_is_told_and_nobody(
    planner: Planner, tmp_path: Path, table: str, numbers: list[int]
) -> None:
    path = tmp_path / "report.csv"
    path.write_text(table)
    draft = bring(planner, path)
    assert [row.number for row in draft.refused] == numbers
    assert set(people(planner)) == {"A B"} | (set() if numbers else {"Total"})


def test_windows_letters_and_leads_of_salesforce_are_read(planner: Planner) -> None:
    bring(planner, "salesforce-leads.csv")
    zoe = people(planner)["Zoë Brandt"]
    assert (zoe.stage, zoe.created_on, zoe.source, zoe.title) == (
        Stage.LEAD,
        date(2026, 1, 15),
        "Web",
        "Müller's aide",
    )


def test_api_names_say_the_same(planner: Planner) -> None:
    bring(planner, "salesforce-api-contacts.csv")
    bring(planner, "salesforce-api-opportunities.csv")
    dana = people(planner)["Dana Reyes"]
    assert (dana.do_not_contact, dana.notes, dana.external_id) == (True, "prefers mornings", "003A")
    assert deals(planner)["Acme renewal"].stage is DealStage.WON
    assert deals(planner)["Borealis pilot"].amount_minor == 450_051


def test_an_account_of_salesforce_is_a_contact_that_its_people_and_deals_name_by_its_key(
    planner: Planner, tmp_path: Path
) -> None:
    accounts = write(tmp_path, ["Id", "Name", "Phone", "OwnerId"], ["001A", "Acme", "555", "005"], name="Account.csv")
    header = ["Id", "AccountId", "LastName", "FirstName", "OwnerId"]
    persons = write(tmp_path, header, ["003A", "001A", "Reyes", "Dana", "005"], name="Contact.csv")
    header = ["Id", "AccountId", "Name", "StageName", "CloseDate", "OwnerId"]
    sales = write(
        tmp_path,
        header,
        ["006A", "001A", "Renewal", "Closed Won", "2026-01-15", "005"],
        ["006B", "001B", "Pilot", "Proposal", "2026-05-15", "005"],
        name="Opportunity.csv",
    )
    told = "{} an account that is not here. Import the accounts, then this again."
    assert planner.importing.read(str(persons)).notes == (told.format("1 contact names"),)
    assert planner.importing.read(str(sales)).notes == (told.format("2 deals name"),)
    assert bring(planner, persons).left_out == ("OwnerId",)
    assert bring(planner, accounts).system is System.SALESFORCE
    bring(planner, persons)
    assert bring(planner, sales).notes == (told.format("1 deal names"),)
    dana, renewal = people(planner)["Dana Reyes"], deals(planner)["Renewal"]
    assert (dana.organization, dana.stage, people(planner)["Acme"].stage) == ("Acme", Stage.CUSTOMER, Stage.LEAD)
    assert (renewal.contact_id, renewal.organization, deals(planner)["Pilot"].contact_id) == (dana.id, "Acme", None)
    for path in (accounts, persons, sales):
        assert bring(planner, path).changes == ()


def test_a_deal_is_with_its_account_where_several_people_are_known_there(planner: Planner, tmp_path: Path) -> None:
    bring(planner, write(tmp_path, ["Id", "Name", "OwnerId"], ["001A", "Acme", "005"], name="Account.csv"))
    header = ["Id", "AccountId", "LastName", "OwnerId"]
    persons = (["003A", "001A", "Reyes", "005"], ["003B", "001A", "Park", "005"])
    bring(planner, write(tmp_path, header, *persons, name="Contact.csv"))
    header = ["Id", "AccountId", "Name", "StageName", "CloseDate"]
    bring(planner, write(tmp_path, header, ["006A", "001A", "Renewal", "Closed Won", "2026-01-15"]))
    assert deals(planner)["Renewal"].contact_id == people(planner)["Acme"].id


def test_an_account_has_the_stage_of_its_type_and_no_family_name(planner: Planner, tmp_path: Path) -> None:
    header = ["Id", "Name", "Type", "OwnerId"]
    types = {"Beta Inc": "Customer - Direct", "Account 0": "Prospect", "Gamma": ""}
    path = write(tmp_path, header, *([f"001{name[0]}", name, said, "005"] for name, said in types.items()))
    assert bring(planner, path).left_out == ("OwnerId",)
    stages = {name: contact.stage for name, contact in people(planner).items()}
    assert stages == {"Beta Inc": Stage.CUSTOMER, "Account 0": Stage.PROSPECT, "Gamma": Stage.LEAD}
    assert {(one.given_name, one.family_name) for one in people(planner).values()} == {("", "")}
    assert "N:;;;;" in vcards.written(people(planner)["Account 0"], "here").splitlines()
    assert bring(planner, path).changes == ()


def test_a_key_of_salesforce_is_the_same_with_its_last_three_letters_and_without(
    planner: Planner, tmp_path: Path
) -> None:
    long = write(tmp_path, ["Id", "LastName", "OwnerId"], ["0031U00001AbCdEQAV", "Ode", "005"])
    bring(planner, long)
    report = write(tmp_path, ["Contact ID", "Last Name", "Account Name"], ["0031U00001AbCdE", "Ode-Park", "Acme"])
    assert bring(planner, report).counts == {"contacts updated": 1}
    assert [contact.organization for contact in planner.store.select(Contact)] == ["Acme"]


def test_the_first_of_several_values_is_taken_and_a_newline_in_a_note_stays(planner: Planner) -> None:
    bring(planner, "google-contacts.csv")
    dana = people(planner)["Dana Reyes"]
    assert (dana.email, dana.phone, dana.notes) == ("dana@acme.example", "+1 555 0100", "met at the fair\nlikes tea")


def test_an_amount_is_in_the_currency_that_its_row_says_or_stays_out(planner: Planner, tmp_path: Path) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Currency"]
    said = ["XYZZY", "Euro", "£", "US Dollars", "CHF - Swiss Franc", "pln", "", "€ (Euro)"]
    path = write(tmp_path, header, *([f"{n}", word or "none", "Proposal", "5", word] for n, word in enumerate(said)))
    draft = bring(planner, path)
    assert draft.refused == ((2, "“XYZZY” is no currency that is known: write its code, such as EUR"),)
    assert {title: deal.currency for title, deal in deals(planner).items()} == {
        "Euro": "EUR",
        "£": "GBP",
        "US Dollars": "USD",
        "CHF - Swiss Franc": "CHF",
        "pln": "PLN",
        "none": "USD",
        "€ (Euro)": "EUR",
    }


def test_two_addresses_are_two_people_where_no_key_says_otherwise(planner: Planner, tmp_path: Path) -> None:
    sams = [["Sam", "s1@x.example", "Q"], ["Sam", "s2@x.example", "Q"], ["Sam", "", "Q"]]
    path = write(tmp_path, ["Name", "Email", "Company"], *sams, ["Two", "a@b@c", "Q"])
    draft = bring(planner, path)
    found = sorted(contact.email for contact in planner.store.select(Contact) if contact.name == "Sam")
    assert found == ["s1@x.example", "s2@x.example"]
    assert draft.asides == ((5, "“a@b@c” is no e-mail address, and left out"),)
    assert people(planner)["Two"].email == ""
    assert bring(planner, path).changes == ()


def test_what_there_is_no_room_for_is_told(planner: Planner, tmp_path: Path) -> None:
    header = ["Record ID", "First Name", "Email", "Phone Number", "Mobile Phone Number"]
    bring(planner, write(tmp_path, header, ["1", "A", "a1@x.example", "+1 555", "+1 556"]))
    deal_header = ["Record ID", "Deal Name", "Deal Stage", "Associated Contact"]
    path = write(tmp_path, deal_header, ["7", "Two", "Proposal", "A One (a1@x.example);B Two (b2@x.example)"])
    assert bring(planner, path).asides == (
        (2, "“B Two (b2@x.example)” is one buyer more than there is room for, and left out"),
    )
    assert deals(planner)["Two"].contact_id == people(planner)["A"].id
    again = write(tmp_path, header, ["1", "A", "new@x.example", "+1 555", "+1 556"])
    assert [aside.reason for aside in bring(planner, again).asides] == [
        "“+1 556” is one phone number more than there is room for, and left out",
        "its e-mail address is new@x.example in the file and a1@x.example here, which stays",
    ]
    card = tmp_path / "c.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:C\nTEL:1\nTEL:2\nEMAIL:c@x.example\nEMAIL:d@x.example\nEND:VCARD\n")
    assert [aside.reason for aside in bring(planner, card).asides] == [
        "“d@x.example” is one e-mail address more than there is room for, and left out",
        "“2” is one phone number more than there is room for, and left out",
    ]


def test_a_name_that_is_another_one_in_the_file_is_told_and_stays(planner: Planner, tmp_path: Path) -> None:
    put(planner, a_contact("Al Pha", email="al@p.example"))
    header = ["Name", "Email"]
    draft = bring(planner, write(tmp_path, header, ["Alphonse Pha", "al@p.example"], ["", "AL@p.example"]))
    assert draft.asides == ((2, "its name is Alphonse Pha in the file and Al Pha here, which stays"),)
    assert list(people(planner)) == ["Al Pha"]
    card = tmp_path / "a.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:A. Pha\nEMAIL:al@p.example\nEND:VCARD\n")
    assert bring(planner, card).asides == ((1, "its name is A. Pha in the file and Al Pha here, which stays"),)


def test_a_stage_set_back_by_hand_stays_until_a_file_has_a_later_one(planner: Planner, tmp_path: Path) -> None:
    header = ["Record ID", "First Name", "Email", "Lifecycle Stage"]
    al, bo = (["1", "Al", "al@x.example"], ["2", "Bo", "bo@x.example"])
    path = write(tmp_path, header, [*al, "Opportunity"], [*bo, "Customer"])
    bring(planner, path)
    planner.contacts.move([people(planner)["Al"].id], Stage.LEAD)
    planner.contacts.move([people(planner)["Bo"].id], Stage.LOST)
    again = bring(planner, path)
    assert again.changes == ()
    assert again.asides == (
        (2, "its stage is opportunity in the file and lead here, which stays"),
        (3, "its stage is customer in the file and lost here, which stays"),
    )
    bring(planner, write(tmp_path, header, [*al, "Customer"], name="later.csv"))
    assert people(planner)["Al"].stage is Stage.CUSTOMER
    planner.undo()
    planner.undo()
    bring(planner, path)
    assert (people(planner)["Al"].stage, people(planner)["Bo"].stage) == (Stage.LEAD, Stage.CUSTOMER)
    planner.contacts.move([people(planner)["Al"].id], Stage.PROSPECT)
    bring(planner, path)
    assert people(planner)["Al"].stage is Stage.OPPORTUNITY


def test_a_deal_set_back_or_opened_again_by_hand_stays_until_a_file_has_more(planner: Planner, tmp_path: Path) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Close Date"]
    path = write(tmp_path, header, ["1", "A", "Contract", "2026-01-30"], ["2", "B", "Closed Won", "2026-01-30"])
    bring(planner, path)
    planner.deals.move(deals(planner)["A"].id, DealStage.QUALIFIED)
    planner.deals.move(deals(planner)["B"].id, DealStage.PROPOSAL)
    again = bring(planner, path)
    assert (again.changes, [aside.reason for aside in again.asides]) == (
        (),
        [
            "its stage is negotiation in the file and qualified here, which stays",
            "its stage is won in the file and proposal here, which stays",
        ],
    )
    bring(planner, write(tmp_path, header, ["1", "A", "Closed Won", "2026-01-30"], ["2", "B", "Lost", "2026-01-31"]))
    assert {title: deal.stage for title, deal in deals(planner).items()} == {"A": DealStage.WON, "B": DealStage.LOST}


DEALS = ("Record ID", "Deal Name", "Deal Stage", "Close Date", "Amount")


def test_a_deal_that_a_file_lost_is_won_by_a_later_one(planner: Planner, tmp_path: Path) -> None:
    person = a_contact("Opa", "C1", external_system="hubspot", external_id="501")
    put(planner, person)
    header = (*DEALS, "Associated Contact IDs")
    bring(planner, write(tmp_path, header, ["7", "OD1", "Contract Sent", "2026-12-15", "12000", "501"]))
    bring(planner, write(tmp_path, header, ["7", "OD1", "Closed Lost", "2026-01-15", "12000", "501"]))
    assert deals(planner)["OD1"].stage is DealStage.LOST
    path = write(tmp_path, header, ["7", "OD1", "Closed Won", "2026-01-20", "12000", "501"])
    draft = bring(planner, path)
    won = deals(planner)["OD1"]
    assert (won.stage, won.closed_on, won.stage_label) == (DealStage.WON, date(2026, 1, 20), "Closed Won")
    assert (won.amount_minor, draft.asides) == (1_200_000, ())
    assert people(planner)["Opa"].stage is Stage.CUSTOMER
    assert bring(planner, path).changes == ()
    planner.undo()
    assert deals(planner)["OD1"].stage is DealStage.LOST
    assert people(planner)["Opa"].stage is Stage.OPPORTUNITY


def test_a_deal_that_a_person_lost_stays_lost_and_a_file_that_won_it_is_told(planner: Planner, tmp_path: Path) -> None:
    bring(planner, write(tmp_path, DEALS, ["7", "OD1", "Contract Sent", "2026-12-15", ""]))
    planner.deals.lose(deals(planner)["OD1"].id, "price")
    path = write(tmp_path, DEALS, ["7", "OD1", "Closed Won", "2026-01-20", ""], name="later.csv")
    told = (2, "its stage is won in the file and lost here, which stays")
    assert (planner.importing.read(str(path)).asides, deals(planner)["OD1"].stage) == ((told,), DealStage.LOST)
    saved = planner.importing.save(planner.importing.read(str(path)))
    assert saved.label == "later.csv changes nothing: what it has otherwise stays as it is here"


@pytest.mark.parametrize(
    ("here", "label", "said"),
    [
        ("Closed Won", "Closed Lost", "lost"),
        ("Closed Won", "Contract Sent", "negotiation"),
        ("Closed Lost", "Contract Sent", "negotiation"),
    ],
)
def test_a_decided_deal_stays_and_what_a_file_has_otherwise_is_told(
    planner: Planner, tmp_path: Path, here: str, label: str, said: str
) -> None:
    bring(planner, write(tmp_path, DEALS, ["7", "OD1", here, "2026-01-15", ""]))
    before = deals(planner)
    draft = bring(planner, write(tmp_path, DEALS, ["7", "OD1", label, "2026-01-20", ""]))
    ended = here.split()[1].lower()
    assert draft.asides == ((2, f"its stage is {said} in the file and {ended} here, which stays"),)
    assert deals(planner) == before


def test_a_file_that_does_not_know_where_a_won_deal_stands_says_nothing_of_it(planner: Planner, tmp_path: Path) -> None:
    bring(planner, write(tmp_path, DEALS, ["7", "OD1", "Closed Won", "2026-01-15", ""]))
    assert bring(planner, write(tmp_path, DEALS, ["7", "OD1", "", "2026-01-15", ""])).asides == ()


def test_a_deal_won_by_hand_does_not_take_the_name_of_an_earlier_stage(planner: Planner, tmp_path: Path) -> None:
    bring(planner, write(tmp_path, ("Record ID", "Deal Name", "Amount"), ["7", "OD1", "500"]))
    planner.deals.win(deals(planner)["OD1"].id)
    draft = bring(planner, write(tmp_path, DEALS, ["7", "OD1", "Contract Sent", "2026-02-15", ""]))
    assert (draft.changes, deals(planner)["OD1"].stage_label) == ((), "")


def test_stages_that_are_none_of_ours_are_told_with_how_many_have_them(planner: Planner, tmp_path: Path) -> None:
    stages = ["Nurture", "Nurture", "Customer", "", *(f"Word {n}" for n in range(6))]
    path = write(tmp_path, ["Name", "Lifecycle Stage"], *([f"P{n}", word] for n, word in enumerate(stages)), ["", "Q"])
    notes = bring(planner, path).notes
    assert notes[:2] == (
        "The stage “Nurture” is not known (2 contacts): new ones come in as leads, the others stay where they are.",
        "The stage “Word 0” is not known (1 contact): new ones come in as leads, the others stay where they are.",
    )
    assert notes[5:] == ("2 more stages are not known (2 rows).",)
    header = ["Record ID", "Deal Name", "Deal Stage", "Deal probability"]
    sales = [["1", "A", "Bronze", ""], ["2", "B", "Silver", "0.9"], ["3", "C", "Open", ""], ["4", "D", "Proposal", ""]]
    notes = bring(planner, write(tmp_path, header, *sales)).notes
    assert notes[0] == (
        "The stage “Bronze” is not known (1 deal): new ones come in as qualified, the others stay where they are."
    )
    assert "not known" not in "".join(notes[1:])


@pytest.mark.parametrize(
    ("amounts", "read", "told"),
    [
        (["$12,5", "1.234"], [1_250, 123_400], ("Amounts are read with a decimal comma: “$12,5” is 12.5.",)),
        (["1.234"], [123_400], ("Nothing says which mark parts thousands in “1.234”: it is read as 1,234.",)),
        (["1,234", "1.50"], [123_400, 150], ()),
        (
            ["1,234.50", "12,5", "1.234"],
            [123_450, 1_250, 123_400],
            (
                "Amounts have two decimal marks, as in “1,234.50” and “12,5”: each is read by its own.",
                "Nothing says which mark parts thousands in “1.234”: it is read as 1,234.",
            ),
        ),
    ],
)
def test_amounts_are_read_by_those_that_read_in_one_way_and_else_it_is_told(
    planner: Planner, tmp_path: Path, amounts: list[str], read: list[int], told: tuple[str, ...]
) -> None:
    put(planner, a_contact("Al", "P Co"))
    rows_of = ([f"D{n}", amount, "Proposal", "P Co"] for n, amount in enumerate(amounts))
    draft = bring(planner, write(tmp_path, ["Deal Name", "Amount", "Stage", "Company"], *rows_of))
    assert draft.notes == told
    assert draft.asides == ()
    assert [deals(planner)[f"D{n}"].amount_minor for n in range(len(amounts))] == read


def test_an_amount_whose_thousands_are_parted_as_others_part_cents_is_told(planner: Planner, tmp_path: Path) -> None:
    header = ["Deal Name", "Amount", "Stage"]
    draft = bring(planner, write(tmp_path, header, ["A", "$12,5", "Proposal"], ["B", "$1,234", "Proposal"]))
    (aside,) = draft.asides
    assert aside == (
        3,
        "“$1,234” is read as $1.23: its mark is the decimal one of other amounts in this file",
    )


def test_one_of_a_kind_is_told_as_one() -> None:
    assert summary({"contacts new": 2, "contacts as they were": 1}) == "2 contacts new, 1 as it was"
    assert summary({"contacts as they were": 1, "deals new": 1}) == "1 contact as it was · 1 deal new"
    assert summary({"days off as they were": 2, "rows left out": 1}) == "2 days off as they were · 1 row left out"
    assert summary({}) == "nothing"


def test_an_amount_that_is_another_one_in_the_file_is_told_and_stays(planner: Planner, tmp_path: Path) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date"]
    bring(planner, write(tmp_path, header, ["7", "Big", "Closed Won", "40", "2026-01-30"]))
    draft = bring(planner, write(tmp_path, header, ["7", "Big", "Closed Won", "50", "2026-01-30"]))
    assert draft.asides == ((2, "its amount is $50 in the file and $40 here, which stays"),)
    assert (draft.changes, deals(planner)["Big"].amount_minor) == ((), 4000)


def test_a_date_without_its_year_in_front_is_told_where_the_year_is_said_to_be_first(
    planner: Planner, tmp_path: Path
) -> None:
    path = write(tmp_path, ["Name", "Created On"], ["A", "2026-01-03"], ["B", "03/02/2026"], ["C", "25/12/2025"])
    draft = bring(planner, path, Choices(date_order=DateOrder.YEAR_FIRST))
    told = "“03/02/2026” does not begin with its year: it has the day first, or the month"
    assert draft.refused == ((3, told),)
    assert people(planner)["C"].created_on == date(2025, 12, 25)


def test_cards_of_both_versions_are_read_from_files_and_folders(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for name in ("cards-3.vcf", "cards-4.vcf"):
        (folder / name).write_bytes((FIXTURES / name).read_bytes())
    draft = bring(planner, folder)
    dana, lee = people(planner)["Dana Reyes"], people(planner)["Lee Park"]
    assert (dana.organization, dana.stage, dana.notes) == (
        "Acme",
        Stage.CUSTOMER,
        "likes tea, not coffee\nmet at the fair",
    )
    assert (lee.phone, lee.stage, lee.external_id) == (
        "+1-555-0101",
        Stage.PROSPECT,
        "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
    )
    assert [row.reason for row in draft.refused] == ["it names nobody"]


def test_whole_days_of_a_calendar_are_days_off_and_what_is_off_stays(planner: Planner) -> None:
    put(planner, DayOff(date=date(2026, 12, 24), kind=DayOffKind.OTHER, label="mine"))
    draft = bring(planner, "days-off.ics")
    found = {day.date: day for day in planner.store.select(DayOff)}
    assert found[date(2026, 12, 24)].label == "mine"
    assert found[date(2026, 7, 3)].kind is DayOffKind.HOLIDAY
    assert found[date(2026, 12, 31)] == DayOff(date=date(2026, 12, 31), kind=DayOffKind.VACATION, label="Ski")
    assert not {date(2026, 12, 26), date(2027, 1, 1)} & set(found)
    assert [row.number for row in draft.refused] == [3, 4]
    assert not planner.calendar.is_working(date(2026, 12, 31))


def test_columns_are_said_once_and_remembered(planner: Planner) -> None:
    place = str(FIXTURES / "plain.csv")
    assert planner.importing.look(place).needs_columns
    with pytest.raises(PlannerError, match="has Wer, Mail, Firma, Seit: none of them names a contact or a deal"):
        planner.importing.read(place)
    bring(planner, "plain.csv", PLAIN)
    assert people(planner)["Jürgen Maß"].created_on == date(2025, 11, 17)
    assert not planner.importing.look(place).needs_columns
    with pytest.raises(PlannerError, match=r"There is no column “Nobody” for name. It has Wer, Mail"):
        planner.importing.look(place, Choices({Field.NAME: "Nobody"}))


def test_what_was_said_of_a_file_stays_where_its_import_is_taken_back(planner: Planner) -> None:
    bring(planner, "plain.csv", PLAIN)
    label = planner.undo().label
    assert (label.startswith("Imported plain.csv: "), people(planner)) == (True, {})
    with pytest.raises(PlannerError, match="nothing to undo"):
        planner.undo()
    bring(planner, "plain.csv")
    assert people(planner)["Jürgen Maß"].created_on == date(2025, 11, 17)


def test_dates_are_asked_about_once(planner: Planner, tmp_path: Path) -> None:
    path = write(tmp_path, ("Name", "Created On"), ("Dana", "3/4/2025"), ("Lee", "5/6/2025"))
    assert planner.importing.look(str(path)).open_date == "3/4/2025"
    with pytest.raises(PlannerError, match="dates such as “3/4/2025”: is the day first, or the month"):
        planner.importing.read(str(path))
    bring(planner, path, Choices(date_order=DateOrder.DAY_FIRST))
    assert people(planner)["Dana"].created_on == date(2025, 4, 3)
    assert planner.importing.look(str(path)).open_date == ""


def test_a_hand_made_contact_is_found_by_its_name_and_filled(planner: Planner, tmp_path: Path) -> None:
    dana = a_contact("Dana Reyes")
    put(planner, dana)
    bring(planner, write(tmp_path, ("Name", "Company", "Email"), ("dana reyes", "Acme", "dana@acme.example")))
    found = planner.store.need(Contact, dana.id)
    assert (found.organization, found.email, found.external_system) == ("Acme", "dana@acme.example", "")
    assert len(people(planner)) == 1


def test_two_people_of_one_name_stay_two(planner: Planner, tmp_path: Path) -> None:
    header = ("Record ID", "First Name", "Last Name", "Email", "Company Name")
    twins = [("1", "Sam", "Ode", "", "Acme"), ("2", "Sam", "Ode", "", "Acme"), ("3", "Sam", "Ode", "s@x.example", "")]
    draft = bring(planner, write(tmp_path, header, *twins))
    assert draft.counts == {"contacts new": 3}


@pytest.mark.parametrize("kept", [0, 1])
def test_who_was_merged_into_another_does_not_come_back(planner: Planner, tmp_path: Path, kept: int) -> None:
    header = ("Record ID", "First Name", "Last Name", "Email", "Phone Number")
    twins = [("1", "Dana", "Reyes", "d@a.example", "1"), ("2", "D.", "Reyes", "d2@a.example", "2")]
    path = write(tmp_path, header, *twins)
    bring(planner, path)
    keys = [contact.id for contact in sorted(people(planner).values(), key=lambda person: person.external_id)]
    planner.contacts.merge(keys[kept], keys[1 - kept])
    again = bring(planner, path)
    assert (again.changes, again.counts, again.asides) == ((), {"contacts as they were": 1}, ())
    assert again.notes == ()
    sold = ("Record ID", "Deal Name", "Deal Stage", "Associated Contact IDs")
    bring(planner, write(tmp_path, sold, ("7", "A", "Contract", "1"), ("8", "B", "Contract", "2"), name="deals.csv"))
    assert {deal.contact_id for deal in deals(planner).values()} == {keys[kept]}
    plain = write(tmp_path, ("Name", "Email"), ("D. Reyes", "D2@a.example"), name="plain.csv")
    assert bring(planner, plain).changes == ()


def test_who_was_merged_with_another_of_the_same_address_does_not_come_back(planner: Planner, tmp_path: Path) -> None:
    header = ("Record ID", "First Name", "Email")
    path = write(tmp_path, header, ("1", "Dana", "d@a.example"), ("2", "Danny", "d@a.example"))
    put(planner, a_contact("Dana", email="d@a.example"), a_contact("Danny", external_system="hubspot", external_id="2"))
    bring(planner, write(tmp_path, header, ("1", "Dana", "d@a.example"), name="first.csv"))
    assert people(planner)["Dana"].external_id == "hubspot:1"
    planner.contacts.merge(people(planner)["Dana"].id, people(planner)["Danny"].id, is_sure=True)
    assert (people(planner)["Dana"].external_system, people(planner)["Dana"].external_id) == ("", "hubspot:1")
    again = bring(planner, path)
    assert (again.changes, again.refused, again.asides) == ((), (), ())


def test_an_id_that_stands_twice_is_one_contact(planner: Planner, tmp_path: Path) -> None:
    header = ("Record ID", "First Name", "Email")
    draft = bring(planner, write(tmp_path, header, ("1", "Dana", ""), ("1", "Danielle", "dana@acme.example")))
    assert list(people(planner)) == ["Dana"]
    assert [(row.number, row.reason) for row in draft.refused] == [(3, "its key stands in an earlier row already")]


def test_a_deal_whose_id_stands_twice_is_the_one_of_its_first_row(planner: Planner, tmp_path: Path) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date"]
    path = write(
        tmp_path,
        header,
        ["7101", "Dup deal", "Contract Sent", "100", "2026-12-15"],
        ["7101", "Dup deal", "Closed Won", "900", "2026-01-15"],
        ["7102", "X2", "Closed Lost", "5", "2026-01-15"],
        ["7102", "X2", "Contract Sent", "5", "2026-12-15"],
    )
    draft = bring(planner, path)
    told = "its key stands in an earlier row already"
    assert (draft.refused, draft.asides) == (((3, told), (5, told)), ())
    assert draft.counts == {"deals new": 2, "rows left out": 2}
    assert len(draft.samples) == 2
    dup, other = deals(planner)["Dup deal"], deals(planner)["X2"]
    assert (dup.stage, dup.amount_minor, other.stage) == (DealStage.NEGOTIATION, 10_000, DealStage.LOST)
    assert bring(planner, path).changes == ()


def test_two_people_in_the_rows_of_one_deal_both_come_in(planner: Planner, tmp_path: Path) -> None:
    header = ["Full Name", "Email", "Deal ID", "Deal Name", "Amount"]
    rows_of = (["Al", "al@x.example", "7", "Big", "10"], ["Bo", "bo@x.example", "7", "Big", "20"])
    draft = bring(planner, write(tmp_path, header, *rows_of))
    assert draft.asides == ((3, "the deal in it is left out: its key stands in an earlier row already"),)
    assert draft.counts == {"contacts new": 2, "deals new": 1}
    assert (deals(planner)["Big"].contact_id, deals(planner)["Big"].amount_minor) == (people(planner)["Al"].id, 1000)


def test_an_address_that_stands_twice_is_one_contact_and_the_other_name_is_told(
    planner: Planner, tmp_path: Path
) -> None:
    rows_of = (["Pat One", "pat@x.example"], ["Pat Two", "PAT@x.example"], ["Pat One", "pat@x.example"])
    path = write(tmp_path, ["Name", "Email"], *rows_of, ["", "pat@x.example"])
    for again in (False, True):
        draft = bring(planner, path)
        assert draft.refused == ((3, "its e-mail address is that of Pat One in an earlier row"),)
        assert (list(people(planner)), draft.changes == ()) == (["Pat One"], again)


def test_two_keys_with_one_address_stay_two_and_are_told(planner: Planner, tmp_path: Path) -> None:
    header = ["Record ID", "First Name", "Last Name", "Email"]
    path = write(tmp_path, header, ["1", "A", "A", "aa@x.example"], ["2", "A", "A", "AA@x.example"])
    told = "2 contacts have the e-mail address of another one. planner contacts duplicates lists them."
    assert bring(planner, path).notes == (told,)
    assert [len(group) for group in planner.contacts.duplicates()] == [2]
    assert bring(planner, path).notes == ()


def test_cells_that_are_not_those_that_stand_are_counted(planner: Planner, tmp_path: Path) -> None:
    al = a_contact("Al", "Acme, Inc.", given_name="Al", email="al@x.example", phone="+1 (555) 01", title="CEO")
    put(planner, al, a_deal("Big", organization="Acme", next_step="call"))
    header = ["Name", "Email", "Phone", "Company", "Title"]
    path = write(tmp_path, header, ["Al", "al@x.example", "+1 555 01", "ACME Inc", "CFO"])
    assert bring(planner, path).notes == ("1 cell has something else than what is here, which stays.",)
    path = write(tmp_path, header, ["Al", "al@x.example", "+1 555 02", "Cedar", "CEO"])
    assert bring(planner, path).notes == ("2 cells have something else than what is here, which stays.",)
    assert people(planner)["Al"] == al
    path = write(tmp_path, ["Deal Name", "Next Step", "Deal Organization"], ["Big", "mail", ""])
    assert "1 cell has something else than what is here, which stays." in bring(planner, path).notes


def test_equal_deals_without_ids_stay_as_many_as_they_are(planner: Planner, tmp_path: Path) -> None:
    path = write(tmp_path, ("Deal Name", "Amount", "Company"), ("Renewal", "1", "Acme"), ("Renewal", "2", "Acme"))
    assert bring(planner, path).counts == {"deals new": 2}
    assert bring(planner, path).counts == {"deals as they were": 2}


def test_a_deal_made_by_hand_is_won_by_its_row(planner: Planner, tmp_path: Path) -> None:
    deal = a_deal("Renewal", organization="Acme", created_on=date(2026, 1, 1))
    put(planner, deal)
    path = write(tmp_path, ("Deal Name", "Stage", "Close Date", "Company"), ("Renewal", "Won", "2026-02-01", "ACME"))
    bring(planner, path)
    assert planner.store.need(Deal, deal.id).closed_on == date(2026, 2, 1)


def test_won_deals_with_dates_feed_what_is_counted(planner: Planner) -> None:
    planner.goals.add("$20,000 in 2026")
    bring(planner, "hubspot-deals.csv")
    (row,) = planner.reading.goals(TODAY)
    assert row.current == 1_200_000
    with_deals = planner.momentum.gauge(TODAY)
    planner.undo()
    assert planner.momentum.gauge(TODAY) == with_deals


BAD = {
    "no file": (None, "is not there. Check the path"),
    "empty": (b"", "is empty. Export it again"),
    "blank lines": (b"\n\n\n", "has no row that can be read"),
    "workbook": (b"PK\x03\x04" + b"x" * 99, "is a workbook. Save the sheet as CSV"),
    "database": (b"SQLite format 3\x00" + b"x" * 99, "is a database"),
    "JSON": (b'{"a": 1}', "is no export of a planner"),
    "cut JSON": (b'{"planner": 1, "tables": {"contact": [', "is not whole JSON"),
    "deep JSON": (b'{"planner":' + b"[" * 100_000, "is not whole JSON"),
    "newer JSON": (b'{"planner": 9, "tables": {}}', "newer planner"),
    "other tables": (b'{"planner": 1, "tables": {"robot": []}}', "“robot”"),
    "calendar": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "ends before its time"),
    "nothing known": (b"Colour,Size\nred,5\n", "has Colour, Size: none of them names a contact or a deal"),
    "NUL": (b"\x00\x00\x00,\x00" * 9, "is not a text. Export it as CSV"),
    "wrong delimiter": (b"Name^Email\nDana^d@x\n", "none of them names a contact or a deal"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_none_is_refused_with_a_sentence(planner: Planner, tmp_path: Path, case: str) -> None:
    content, sentence = BAD[case]
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    before = rows(planner.store)
    with pytest.raises(PlannerError, match=sentence.replace(".", r"\.")):
        bring(planner, path)
    assert rows(planner.store) == before


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(PlannerError, match=r"has 2,048 MiB, and a file may have 100. Export fewer rows at once"):
        bring(planner, path)


def test_a_folder_without_cards_and_what_is_no_file_are_refused(planner: Planner, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match=r"holds no \.vcf file"):
        bring(planner, tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PlannerError, match="is not a file"):
        bring(planner, tmp_path / "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_said(planner: Planner, tmp_path: Path) -> None:
    folder, file = tmp_path / "closed", tmp_path / "closed.csv"
    folder.mkdir(mode=0o000)
    file.touch(mode=0o000)
    file.write_text("Name\nDana\n")
    for place in (folder, file):
        with pytest.raises(PlannerError, match=r"cannot be read: Permission denied. Check its permissions"):
            bring(planner, place)


def test_rows_that_cannot_be_read_are_told_and_the_rest_goes_in(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_bytes(
        b"\xef\xbb\xbfName;Email;Created On\r\n"
        b"Dana;dana@acme.example;2026-01-02\r\n"
        b'"Two\r\nlines";;22/02/2025\r\n'
        b"Zo\xeb;;\r\n"
        b"Zo\xc3\xab B;;\r\n"
        b'Bad "quote;"amid" it;\r\n'
        b"Late;;2026-99-99\r\n" + b"Wide;" + b"x;" * 4999 + b"\r\n"
        b"[/] \x1b[31mred\x00;=1+1;\r\n"
        b"\r\n"
        b"Cut;off"
    )
    draft = bring(planner, path)
    assert set(people(planner)) == {"Dana", "Two lines", "Zoë", "Zoë B", "[/] �[31mred�"}
    assert [(row.number, row.reason) for row in draft.refused] == [
        (7, "a quote stands amid a cell"),
        (8, "“2026-99-99” is not in the calendar"),
        (9, "it has 5,001 cells, and the header 3"),
        (12, "the file ends within it, after 2 of 3 cells"),
    ]
    assert draft.counts["rows left out"] == 4


@pytest.mark.parametrize(
    "content",
    [
        "Name\tEmail\nDana\td@x.example\n",
        "Name;Email\nDana;d@x.example\n",
        "Name|Email\nDana|d@x.example\n",
        "sep=;\nName;Email\nDana;d@x.example\n",
        '"Name","Email"\r"Dana","d@x.example"\r',
        "\n\nName,Email\n\nDana,d@x.example",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_encodings_and_ends_of_lines_are_told_apart(
    planner: Planner, tmp_path: Path, content: str, encoding: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content.encode(encoding))
    bring(planner, path)
    assert people(planner)["Dana"].email == "d@x.example"


def test_a_row_in_two_encodings_is_told(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b'Name,Notes\n"Two Enc\xfc","M\xc3\xbcnchen"\n' + "Zoë,São Tomé\n".encode() + b"\xc3lex,\xc2 \n")
    assert bring(planner, path).asides == ((2, "“MÃ¼nchen” has letters in two encodings, and comes in as it is"),)
    assert sorted(people(planner)) == ["Two Encü", "Zoë", "Ãlex"]


def test_a_quote_that_is_not_closed_costs_its_own_cells_alone(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text('Name,Email\nDana,\n"Lee,\n' + "x" * 200_000 + "\nSam,\n")
    draft = bring(planner, path)
    assert {"Dana", "Sam"} <= set(people(planner))
    assert draft.refused[0].number == 3
    monkeypatch.setattr(importing_files, "MOST_BYTES", 1)
    with pytest.raises(PlannerError, match="a file may have"):
        bring(planner, path)


def test_rows_behind_a_quote_that_is_not_closed_come_in_or_are_told(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('"Name","Email"\n"Al","a@x"\n"Mid","m@x\nhalf a note\n"Third","t@x"\n"Last","l@x"\n')
    draft = bring(planner, path)
    assert set(people(planner)) == {"Al", "Third", "Last"}
    assert draft.refused == (
        (3, "a quote in it is not closed"),
        (4, "it stands behind a quote that is not closed"),
    )


def test_a_few_control_characters_make_a_text_no_machine_code(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"Name,Email\n\x1b[31mRed\x07,\x1b]0;pwn\x07 r@x.example\nX\x00Y,\n")
    bring(planner, path)
    red = people(planner)["�[31mRed�"]
    assert "�" not in red.email
    assert len(people(planner)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Report: contacts\n\nName,Email\nPre One,p@x.example\n",
        "Contacts, June\nRun by,Al\nName;Email;Phone\nPre One;p@x.example;1\n",
        "Report: contacts,,\n,,\nName,Email,Phone\nPre One,p@x.example,1\n",
    ],
    ids=["a blank line", "another mark", "empty cells"],
)
def test_what_a_report_writes_above_its_header_is_passed_over(planner: Planner, tmp_path: Path, text: str) -> None:
    path = tmp_path / "pre.csv"
    path.write_text(text)
    draft = bring(planner, path)
    assert (draft.counts, draft.rows, draft.refused) == ({"contacts new": 1}, 1, ())
    assert people(planner)["Pre One"].email == "p@x.example"


def test_a_header_that_is_not_known_is_no_title(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Wer,Kanal\nBob,Email\nAl,Phone\n")
    assert planner.importing.look(str(path)).header == ("Wer", "Kanal")
    bring(planner, path, Choices({Field.NAME: "Wer"}))
    assert sorted(people(planner)) == ["Al", "Bob"]


def test_a_header_of_five_thousand_columns_is_read(planner: Planner, tmp_path: Path) -> None:
    path = write(tmp_path, ("Name", *(f"c{n}" for n in range(5000))), ("Dana", *("x" for _ in range(5000))))
    draft = bring(planner, path)
    assert (list(people(planner)), len(draft.left_out)) == (["Dana"], 5000)


def test_progress_is_told_to_its_end(planner: Planner, tmp_path: Path) -> None:
    path = write(tmp_path, ("Name", "Notes"), *((f"P{n}", "x" * 1000) for n in range(600)))
    told: list[tuple[str, int, int]] = []
    look = planner.importing.look(str(path))
    draft = planner.importing.read(str(path), None, lambda *words: told.append(words))
    planner.importing.save(draft, look, lambda *words: told.append(words))
    reading = [(done, total) for what, done, total in told if what == "reading"]
    assert len(reading) > 2
    assert reading[-1] == (path.stat().st_size, path.stat().st_size)
    assert [done for what, done, _ in told if what == "saving"] == [0, 256, 512, 600]


def test_rows_of_an_export_that_refer_to_missing_ones_stay_out_by_name_and_the_rest_comes_back(
    planner: Planner, tmp_path: Path
) -> None:
    dana = a_contact("Dana Reyes")
    deal = a_deal("Acme renewal", contact_id=dana.id)
    put(planner, dana, deal, an_activity(deal_id=deal.id), a_contact("Lee Park"))
    path = tmp_path / "all.json"
    planner.exporting.write(Format.JSON, str(path), force=False)
    everything = json.loads(path.read_text(encoding="utf-8"))
    everything["tables"]["contact"] = [row for row in everything["tables"]["contact"] if row["id"] != dana.id]
    path.write_text(json.dumps(everything), encoding="utf-8")
    (tmp_path / "other").mkdir()
    other = open_planner(tmp_path / "other")
    draft = bring(other, path)
    assert [row.reason for row in draft.refused] == [
        f"deal: its contact {dana.id} is neither here nor in the file",
        f"activity: its deal {deal.id} is neither here nor in the file",
    ]
    assert draft.counts["rows left out"] == 2
    assert set(people(other)) == {"Lee Park"}


def test_what_was_said_of_a_column_is_taken_back_by_an_empty_name(planner: Planner) -> None:
    bring(planner, "plain.csv", PLAIN)
    again = Choices({Field.ORGANIZATION: "", Field.NOTES: "Firma"})
    look = planner.importing.look(str(FIXTURES / "plain.csv"), again)
    assert look.choices.columns == {Field.NAME: "Wer", Field.EMAIL: "Mail", Field.CREATED: "Seit", Field.NOTES: "Firma"}


def test_the_first_cells_of_each_column_are_those_that_say_something(tmp_path: Path) -> None:
    path = write(tmp_path, ("A", "B"), ("", "1"), ("x\ny", "2"), ("z", "3"))
    assert importing_files.first_cells(str(path), 2) == (("x y", "z"), ("1", "2"))


CELLS = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    ["", "Dana", "Lee", "Acme", "a@x.example", "b@x.example", "1", "2", "won", "2026-01-02", "1/2/2026", "$5", "yes"]
)
HEADERS = (
    ("Record ID", "First Name", "Email", "Company Name", "Lifecycle Stage", "Create Date"),
    ("Deal Name", "Amount", "Stage", "Close Date", "Company", "Contact Name"),
    ("Person - Name", "Person - ID", "Person - Email", "Deal - Title", "Deal - Status", "Deal - Closed on"),
    ("Name", "Email", "Company", "Notes", "Phone", "Do Not Contact"),
)


@pytest.fixture
def workbench(tmp_path: Path) -> tuple[Planner, Path]:
    """Return one planner for many examples, each of which takes its own back."""
    return open_planner(tmp_path), tmp_path / "any.csv"


MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@MANY
@given(header=st.sampled_from(HEADERS), table=st.lists(st.tuples(*[CELLS] * 6), max_size=5))
def test_any_text_comes_in_once_harmless_or_is_told(
    workbench: tuple[Planner, Path], header: tuple[str, ...], table: list[tuple[str, ...]]
) -> None:
    planner, path = workbench
    with path.open("w", newline="", encoding="utf-8", errors="surrogatepass") as file:
        csv.writer(file).writerows([header, *table])
    try:
        draft = bring(planner, path, Choices(date_order=DateOrder.DAY_FIRST))
    except PlannerError:
        return
    after = rows(planner.store)
    stored = "".join(cell for table in after.values() for row in table for cell in row if isinstance(cell, str))
    assert not FORBIDDEN & set(stored)
    assert after["activity"] == []
    assert bring(planner, path).changes == ()
    assert rows(planner.store) == after
    if draft.changes:
        planner.undo()
    assert not any(here for table, here in rows(planner.store).items() if table != "setting")


FEW: dict[str, tuple[str, ...]] = {
    "ID": ("", "1", "2"),
    "Name": ("", "Dana", "Lee"),
    "Email": ("", "a@x", "b@x"),
    "Company": ("", "Acme", "Cedar"),
    "Stage": ("", "Lead", "Customer", "Lost"),
    "Deal": ("", "Renewal", "Trial"),
    "Status": ("Open", "Won", "Lost"),
    "Day": ("2025-01-01", "2025-02-02", ""),
}
ALIKE = {
    ("Record ID", "First Name", "Email", "Company Name", "Lifecycle Stage"): (
        "ID",
        "Name",
        "Email",
        "Company",
        "Stage",
    ),
    ("Deal Name", "Stage", "Close Date", "Company", "Contact Name"): ("Deal", "Status", "Day", "Company", "Name"),
    ("Person - ID", "Person - Name", "Person - Email", "Deal - Title", "Deal - Status", "Deal - Closed on"): (
        "ID",
        "Name",
        "Email",
        "Deal",
        "Status",
        "Day",
    ),
}
BY_HAND: tuple[Entity, ...] = (
    a_contact("Dana"),
    a_contact("Lee", "Acme"),
    a_contact("Lee", "Cedar", email="b@x"),
    a_deal("Renewal"),
    a_deal("Trial", organization="Acme"),
)


@MANY
@given(data=st.data())
def test_rows_that_are_nearly_the_same_come_in_once(workbench: tuple[Planner, Path], data: st.DataObject) -> None:
    planner, path = workbench
    headers = data.draw(st.lists(st.sampled_from(list(ALIKE)), min_size=1, max_size=2))
    tables = [
        [header, *data.draw(st.lists(st.tuples(*[st.sampled_from(FEW[name]) for name in ALIKE[header]]), max_size=6))]
        for header in headers
    ]
    by_hand = data.draw(st.lists(st.sampled_from(BY_HAND), unique_by=lambda entity: entity.key))
    steps = [put(planner, *by_hand)]
    for table in tables:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(table)
        first, again = bring(planner, path), bring(planner, path)
        assert again.changes == ()
        steps.append(ChangeSet("", first.changes))
    for step in steps:
        if step.changes:
            planner.undo()
    assert not any(rows(planner.store).values())


PERSONS = st.lists(
    st.tuples(
        st.sampled_from(["Dana", "Lee"]),
        st.sampled_from(["", "a@x", "b@x"]),
        st.sampled_from(["", "Acme", "Cedar"]),
        st.sampled_from(["", "Lead", "Customer", "Lost"]),
    ),
    max_size=3,
)
SOLD = st.lists(
    st.tuples(
        st.sampled_from(["Renewal", "Trial"]),
        st.sampled_from(["Contract Sent", "Closed Won", "Closed Lost"]),
        st.sampled_from(["2025-01-01", "2025-02-02"]),
        st.sampled_from(["", "", "501", "502"]),
        st.sampled_from(["", "Acme", "Cedar"]),
        st.sampled_from(["", "", "New Business"]),
    ),
    max_size=4,
)


@MANY
@given(persons=PERSONS, sold=SOLD)
@example(
    persons=[("Dana", "", "Acme", ""), ("Lee", "", "Acme", "")],
    sold=[
        ("Renewal", "Closed Won", "2025-01-01", "501", "Acme", ""),
        ("Trial", "Closed Won", "2025-02-02", "", "Acme", ""),
    ],
)
def test_deals_may_come_before_their_contacts_and_after_them(
    workbench: tuple[Planner, Path],
    persons: list[tuple[str, str, str, str]],
    sold: list[tuple[str, str, str, str, str, str]],
) -> None:
    planner, path = workbench
    contact_header = ["Record ID", "First Name", "Email", "Company Name", "Lifecycle Stage"]
    deal_header = ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Associated Contact IDs"]
    contact_rows = [[str(501 + at), *row] for at, row in enumerate(persons)]
    deal_rows = [[str(at), *row] for at, row in enumerate(sold)]
    contact_file = write(path.parent, contact_header, *contact_rows, name="contacts.csv")
    deal_file = write(path.parent, [*deal_header, "Associated Company", "Deal Type"], *deal_rows, name="deals.csv")
    outcomes = []
    for files in ((contact_file, deal_file), (deal_file, contact_file, deal_file)):
        saved = [file for file in files if bring(planner, file).changes]
        outcomes.append(but_for_ids(planner))
        for _ in saved:
            planner.undo()
        assert not any(rows(planner.store).values())
    assert outcomes[0] == outcomes[1]


def but_for_ids(planner: Planner) -> tuple[list[Entity], list[Entity]]:
    """Return the contacts and deals with the keys of the files in the place of our own."""
    found = {contact.id: contact.external_id for contact in planner.store.select(Contact)}
    contacts = [replace(one, id=one.external_id) for one in planner.store.select(Contact, order="external_id")]
    sold = planner.store.select(Deal, order="external_id")
    return list(contacts), [replace(one, id="", contact_id=found.get(one.contact_id or "")) for one in sold]


@pytest.mark.parametrize(
    "table",
    [
        [
            ("Record ID", "First Name", "Email", "Company Name", "Lifecycle Stage"),
            ("", "Lee", "a@x", "", ""),
            ("", "Lee", "b@x", "", "Customer"),
            ("1", "Lee", "a@x", "Cedar", "Lead"),
            ("2", "Lee", "", "", "Lead"),
        ],
        [
            ("Name", "Email", "Company"),
            ("Lee", "", ""),
            ("Lee", "a@x", ""),
            ("Lee", "a@x", "Cedar"),
        ],
    ],
    ids=["keys in some rows", "names alone"],
)
def test_a_blank_that_a_later_row_fills_makes_no_row_somebody_else_the_next_time(
    planner: Planner, tmp_path: Path, table: list[tuple[str, ...]]
) -> None:
    path = write(tmp_path, *table)
    bring(planner, path)
    after = rows(planner.store)
    assert bring(planner, path).changes == ()
    assert rows(planner.store) == after


LINES = st.lists(
    st.sampled_from(["BEGIN:VCARD", "END:VCARD", "VERSION:3.0", "FN:Dana", "N:Reyes;Dana;;;", "N:", "TEL", "EMAIL:a@x"])
    | st.sampled_from(["BEGIN:VEVENT", "END:VEVENT", "DTSTART;VALUE=DATE:20260302", "DTSTART:x", "DTEND:20260101", ":"])
    | st.text(max_size=20),
    max_size=8,
)


@MANY
@given(start=st.sampled_from(["BEGIN:VCARD", "BEGIN:VCALENDAR", '{"planner": 1, "tables": {"contact": [']), body=LINES)
def test_any_card_calendar_or_export_is_read_or_told(
    workbench: tuple[Planner, Path], start: str, body: list[str]
) -> None:
    planner, path = workbench
    end = {"BEGIN:VCARD": "END:VCARD", "BEGIN:VCALENDAR": "END:VCALENDAR"}.get(start, "]}}")
    path.write_text("\n".join([start, *body, end]), encoding="utf-8", errors="surrogatepass")
    try:
        draft = bring(planner, path)
    except PlannerError:
        return
    stored = "".join(str(cell) for table in rows(planner.store).values() for row in table for cell in row)
    assert not FORBIDDEN & set(stored)
    assert bring(planner, path).changes == ()
    if draft.changes:
        planner.undo()
