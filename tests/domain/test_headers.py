"""A header says which program wrote a file, and which column is which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.headers import Field, System, columns, fold_header, recognised, signature


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("\ufeffRecord ID", "record id"),
        ("Person - Email - Work", "person email work"),
        ("Person - Email (Work)", "person email work"),
        ("Deal – Title *", "deal title"),
        ("Company / Account", "company account"),
        ("email_work", "email work"),
        ("E-mail 1 - Value", "e mail 1 value"),
        ("\u00a0First\u00a0Name\u00a0", "first name"),
        ('"Amount"', "amount"),
        ("Title**", "title"),
        ("  ", ""),
    ],
)
def test_a_name_is_compared_without_case_marks_and_kinds_of_blanks(written: str, folded: str) -> None:
    assert fold_header(written) == folded


@given(st.text())
def test_what_is_folded_is_folded(text: str) -> None:
    assert fold_header(fold_header(text)) == fold_header(text) or "*" in text


@pytest.mark.parametrize(
    ("header", "system"),
    [
        ("Record ID,First Name,Email", System.HUBSPOT),
        ("Contact ID,Lifecycle Stage", System.HUBSPOT),
        ("Record ID,Deal Name,Amount", System.HUBSPOT),
        ("Person - Name,Person - Email - Work", System.PIPEDRIVE),
        ("Deal - Title*,Organization", System.PIPEDRIVE),
        ("Opportunity Name,Stage", System.SALESFORCE),
        ("Id,Name,StageName", System.SALESFORCE),
        ("Lead Owner,Company / Account", System.SALESFORCE),
        ("First Name,E-mail 1 - Value", System.GOOGLE),
        ("first_name,last_name,email_work", System.ATOMIC),
        ("Name,Email", System.CSV),
        ("Deal Name,Amount", System.CSV),
        ("", System.CSV),
    ],
)
def test_a_program_is_known_by_its_header(header: str, system: System) -> None:
    assert recognised(header.split(",")) is system


def test_the_first_accepted_name_stands_first_wherever_it_stands_in_the_file() -> None:
    found = columns(["Mobile Phone Number", "Email", "Record ID", "Phone Number", "Work email"])
    assert found.fields[Field.PHONE] == (3, 0)
    assert found.fields[Field.EMAIL] == (1, 4)


def test_a_record_id_is_the_deals_in_a_file_of_deals_and_the_contacts_in_one_of_contacts() -> None:
    assert columns(["Record ID", "Deal Name"]).fields[Field.DEAL_ID] == (0,)
    assert columns(["Record ID", "First Name"]).fields[Field.CONTACT_ID] == (0,)


def test_a_file_of_pipedrive_may_hold_people_and_deals_in_one_row() -> None:
    found = columns(["Person - Name", "Person - ID", "Deal - Title", "Deal - ID"])
    assert found.has_contacts
    assert found.has_deals
    assert (found.fields[Field.CONTACT_ID], found.fields[Field.DEAL_ID]) == ((1,), (3,))


def test_columns_that_no_field_takes_are_listed_as_they_are_written() -> None:
    assert columns(["Name", "Shoe Size", "", "Hat Size"]).left_out == ("Shoe Size", "Hat Size")


def test_a_chosen_column_stands_before_what_its_name_says() -> None:
    found = columns(["Wer", "Email", "Mail 2"], {Field.NAME: "wer", Field.EMAIL: "MAIL 2"})
    assert (found.fields[Field.NAME], found.fields[Field.EMAIL]) == ((0,), (2,))
    assert columns(["A", "Name"], {Field.EMAIL: "Name"}).fields == {Field.EMAIL: (1,)}


def test_two_headers_have_one_signature_where_they_are_compared_as_one() -> None:
    assert signature(["Name", "E-Mail"]) == signature(["\ufeffname", "e mail"])
    assert signature(["Name", "E-Mail"]) != signature(["E-Mail", "Name"])
