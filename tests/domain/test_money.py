"""Amounts of money, typed and read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import PlannerError
from planner.domain.money import CURRENCIES, MAX_MAJOR, covered, format_amount, minor_digits, parse_amount, take_amount


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("$12,000", (1_200_000, "USD")),
        ("$12k", (1_200_000, "USD")),
        ("$1.5m", (150_000_000, "USD")),
        ("$1.2345k", (123_450, "USD")),
        ("€900", (90_000, "EUR")),
        ("900€", (90_000, "EUR")),
        ("£1,200.50", (120_050, "GBP")),
        ("900EUR", (90_000, "EUR")),
        ("CHF900", (90_000, "CHF")),
        ("chf900", (90_000, "CHF")),
        ("¥1,200", (1_200, "JPY")),
        ("1.250KWD", (1_250, "KWD")),
        ("$0", (0, "USD")),
        ("$007", (700, "USD")),
        ("$12.5", (1_250, "USD")),
    ],
)
def test_amounts_are_read_in_minor_units(word: str, expected: tuple[int, str]) -> None:
    assert parse_amount(word, "EUR") == expected


@pytest.mark.parametrize(
    "word", ["", "12", "12,000", "call", "x5", "45m", "abc", "12abc", "new1", "-", "-2", "$"[:0], "12k"]
)
def test_a_word_that_is_not_about_money_is_none(word: str) -> None:
    assert parse_amount(word, "USD") is None


@pytest.mark.parametrize(
    "word",
    [
        "$12,00",
        "$",
        "$1.234",
        "$-5",
        "-$5",
        "$1,2345",
        "$12kk",
        "$.50",
        "€1.200,50",
        "$12.",
        "€",
        "¥1.5",
        "-900EUR",
        "$٣",
    ],
)
def test_a_malformed_amount_is_refused_by_name(word: str) -> None:
    with pytest.raises(PlannerError) as refusal:
        parse_amount(word, "USD")
    assert f"“{word}” does not read as an amount" in str(refusal.value)


def test_an_amount_has_a_largest() -> None:
    assert parse_amount(f"${MAX_MAJOR}", "USD") == (MAX_MAJOR * 100, "USD")
    for word in (f"${MAX_MAJOR + 1}", "$" + "9" * 60_000, "$1000001m"):
        with pytest.raises(PlannerError, match="beyond"):
            parse_amount(word, "USD")


@pytest.mark.parametrize(
    ("home", "meant"), [("USD", "USD"), ("CAD", "CAD"), ("HKD", "HKD"), ("EUR", "USD"), ("JPY", "USD")]
)
def test_a_dollar_is_the_home_dollar_where_there_is_one(home: str, meant: str) -> None:
    assert parse_amount("$5", home) == (500, meant)


@pytest.mark.parametrize(
    ("minor", "currency", "expected"),
    [
        (1_200_000, "USD", "$12,000"),
        (8_334, "USD", "$83.34"),
        (5, "USD", "$0.05"),
        (90_000, "EUR", "€900"),
        (90_000, "CHF", "CHF 900"),
        (1_200, "JPY", "¥1,200"),
        (1_250, "KWD", "KWD 1.250"),
        (90_000, "CAD", "CAD 900"),
        (-90_050, "USD", "-$900.50"),
    ],
)
def test_cents_are_left_out_where_they_are_zero(minor: int, currency: str, expected: str) -> None:
    assert format_amount(minor, currency) == expected


def test_the_home_dollar_is_written_plain_and_another_one_is_not() -> None:
    assert format_amount(500, "CAD", "CAD") == "$5"
    assert format_amount(500, "USD", "CAD") == "USD 5"
    assert format_amount(500, "USD", "EUR") == "$5"


def test_a_code_and_its_number_may_be_two_words() -> None:
    assert take_amount(["CHF", "900", "new"], "USD") == ((90_000, "CHF"), 2)
    assert take_amount(["$5", "900"], "USD") == ((500, "USD"), 1)
    assert take_amount(["new", "900"], "USD") is None


@given(
    st.integers(0, MAX_MAJOR),
    st.integers(0, 999),
    st.sampled_from(sorted(CURRENCIES)),
    st.sampled_from(sorted(CURRENCIES)),
)
def test_what_is_written_reads_back(major: int, rest: int, currency: str, home: str) -> None:
    scale = 10 ** minor_digits(currency)
    minor = min(major * scale + rest % scale, MAX_MAJOR * scale)
    assert parse_amount(format_amount(minor, currency, home).replace(" ", ""), home) == (minor, currency)


@given(st.text(max_size=30), st.sampled_from(sorted(CURRENCIES)))
def test_any_word_is_an_amount_or_none_or_refused(word: str, home: str) -> None:
    with suppress(PlannerError):
        amount = parse_amount(word, home)
        assert amount is None or (amount[0] >= 0 and amount[1] in CURRENCIES)


@given(st.from_regex(r"[$€£]?-?[0-9,.]{0,12}[km]?(EUR|usd)?", fullmatch=True))
def test_any_number_with_a_sign_of_money_is_read_or_refused(word: str) -> None:
    with suppress(PlannerError):
        amount = parse_amount(word, "USD")
        assert amount is None or amount[0] >= 0


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("$240,000 in 2026", "• in 2026"),
        ("won CHF 900, then 12k€.", "won •, then •."),
        ("CAD 5.50 and £3 and $1.5m", "• and • and •"),
        ("-$500", "-•"),
        ("40 calls, 2.25 a day, 35 %, 2026-03-31", "40 calls, 2.25 a day, 35 %, 2026-03-31"),
        ("$", "$"),
    ],
)
def test_every_amount_in_a_text_can_be_covered(text: str, seen: str) -> None:
    assert covered(text, "•") == seen


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(CURRENCIES)), st.sampled_from(["USD", "CAD", "EUR"]))
def test_an_amount_as_it_is_written_is_covered_whole(minor: int, currency: str, home: str) -> None:
    assert covered(format_amount(minor, currency, home), "•").removeprefix("-") == "•"
