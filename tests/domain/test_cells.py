"""Cells of somebody else's table: dates, amounts, shares and yes."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.amountcells import AmountMarks, read_amount
from planner.domain.cells import (
    DateOrder,
    neutralised,
    order_of,
    read_date,
    read_percent,
    read_yes,
    restored,
)
from planner.domain.errors import PlannerError

DAY, MONTH, YEAR = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST
ANY = st.text(st.characters(exclude_categories=()), max_size=30)


@pytest.mark.parametrize(
    ("cell", "order", "read"),
    [
        ("2026-02-10", None, date(2026, 2, 10)),
        ("2026-02-10 16:40", MONTH, date(2026, 2, 10)),
        ("2026-02-10T09:12:00.000+0000", None, date(2026, 2, 10)),
        ("2026/2/3", DAY, date(2026, 2, 3)),
        ("3/4/2026", DAY, date(2026, 4, 3)),
        ("3/4/2026", MONTH, date(2026, 3, 4)),
        ("22/02/2025 03:33", MONTH, date(2025, 2, 22)),
        ("1/15/2026 9:41 AM", DAY, date(2026, 1, 15)),
        ("03.04.2026", MONTH, date(2026, 4, 3)),
        ("3-4-26", DAY, date(2026, 4, 3)),
        ("3/4/71", DAY, date(1971, 4, 3)),
        ("26/01/15", YEAR, date(2026, 1, 15)),
        ("20260115", None, date(2026, 1, 15)),
        ("15 Jan 2026", None, date(2026, 1, 15)),
        ("January 15, 2026", None, date(2026, 1, 15)),
    ],
)
def test_a_date_is_read_in_its_order(cell: str, order: DateOrder | None, read: date) -> None:
    assert read_date(cell, order) == read


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-13-01", "99/99/2026", "soon", "=1+1", "0000-00-00", "3/4/202"])
def test_what_no_calendar_has_is_refused(cell: str) -> None:
    with pytest.raises(PlannerError, match="is not"):
        read_date(cell, DAY)


def test_a_value_beyond_12_decides_for_all() -> None:
    assert order_of(["3/4/2026", "", "22/02/2025"]) == (DAY, "")
    assert order_of(["3/4/2026", "1/15/2026"]) == (MONTH, "")


def test_where_nothing_or_both_orders_are_seen_one_date_is_asked_about() -> None:
    assert order_of(["5/5/2026", "3/4/2026"]) == (None, "3/4/2026")
    assert order_of(["22/02/2025", "1/15/2026", "3/4/2026"]) == (None, "3/4/2026")


def test_what_reads_in_one_way_is_not_asked_about() -> None:
    assert order_of(["2026-03-04", "5/5/2026", "03.04.2026", "", "soon"]) == (None, "")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1,234.56", (123456, "USD")),
        ("1.234,56", (123456, "USD")),
        ("1 234,56", (123456, "USD")),
        ("1\u00a0234,56 €", (123456, "EUR")),
        ("1\u202f234,56", (123456, "USD")),
        ("1'234.56", (123456, "USD")),
        ("$1,234,567", (123456700, "USD")),
        ("1.234.567", (123456700, "USD")),
        ("12,34,567.5", (123456750, "USD")),
        ("12000.0", (1200000, "USD")),
        ("1,234", (123400, "USD")),
        ("1234,5", (123450, "USD")),
        ("0.125", (13, "USD")),
        ("4500.505", (450051, "USD")),
        ("EUR 900", (90000, "EUR")),
        ("900 JPY", (900, "JPY")),
        ("£5", (500, "GBP")),
        ("-0", (0, "USD")),
        ("", None),
        ("  ", None),
        (" - ", None),
        ("N/A", None),
    ],
)
def test_an_amount_is_read_in_each_locale(cell: str, read: tuple[int, str] | None) -> None:
    assert read_amount(cell, "USD") == read


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["$12,5", "1.234"], ","),
        (["1,234,567", "12"], "."),
        (["1.234.567"], ","),
        (["0.125", "1,234"], "."),
        (["€ 1.234,50"], ","),
        (["1,234.50", "12,5"], ""),
        (["1,234", "1.234", "12", "", "x"], ""),
    ],
)
def test_the_amounts_of_a_file_say_which_mark_is_the_decimal_one(cells: list[str], decimal: str) -> None:
    marks = AmountMarks()
    for cell in cells:
        marks.see(cell)
    assert marks.decimal == decimal


def test_an_amount_that_reads_in_two_ways_is_read_as_its_file_has_it() -> None:
    assert [read_amount("1.234", "USD", mark) for mark in ("", ",", ".")] == [
        (123_400, "USD"),
        (123_400, "USD"),
        (123, "USD"),
    ]
    assert read_amount("1,234", "USD", ",") == (123, "USD")
    assert read_amount("1,234.50", "USD", ",") == (123_450, "USD")


@pytest.mark.parametrize("cell", ["-5", "(5)", "1,2,3.4.5", "1.23,45.6", "a lot", "=5", "1e5", "NaN", "9" * 40, "٣"])
def test_what_is_no_amount_is_refused(cell: str) -> None:
    with pytest.raises(PlannerError):
        read_amount(cell, "USD")


def test_a_share_is_of_one_or_of_a_hundred() -> None:
    assert [read_percent("0.9", of_one=True), read_percent("0.155", of_one=True)] == [90, 16]
    assert [read_percent("35", of_one=False), read_percent("90 %", of_one=True)] == [35, 90]
    assert [read_percent(cell, of_one=False) for cell in ("", "200", "-5", "high")] == [None] * 4


def test_yes_is_said_in_few_ways() -> None:
    assert all(map(read_yes, ("Yes", "TRUE", "1", " y ")))
    assert not any(map(read_yes, ("No", "false", "0", "", "maybe")))


@pytest.mark.parametrize("cell", ["=1+1", "+1 555", "-5", "@sum", "\tx", "\rx", "'=x", "''=x"])
def test_a_formula_is_quoted_and_comes_back(cell: str) -> None:
    assert neutralised(cell) == f"'{cell}"
    assert restored(neutralised(cell)) == cell


@given(ANY)
def test_any_cell_comes_back_from_a_spreadsheet_as_it_was(cell: str) -> None:
    safe = neutralised(cell)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restored(safe) == cell


@given(ANY, st.sampled_from([None, *DateOrder]))
def test_any_cell_is_read_or_refused_in_a_sentence(cell: str, order: DateOrder | None) -> None:
    AmountMarks().see(cell)
    for read in (
        lambda: read_date(cell, order),
        lambda: read_amount(cell, "USD"),
        lambda: read_amount(cell, "USD", ","),
    ):
        with suppress(PlannerError):
            read()
    assert read_percent(cell, of_one=True) in {None, *range(101)}
    order_of([cell])


def test_krones_are_those_of_the_currency_or_asked_for() -> None:
    assert read_amount("5 000 kr", "SEK") == (500_000, "SEK")
    assert read_amount("kr. 5.000,50", "DKK") == (500_050, "DKK")
    with pytest.raises(PlannerError, match="NOK, SEK, DKK, ISK"):
        read_amount("5000 kr", "USD")
