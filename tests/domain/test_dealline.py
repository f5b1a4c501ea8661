"""The deal line: what it reads, what it points at, and that what it writes reads back."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.domain import dealline
from planner.domain.deal import OPEN_STAGES, DealKind, DealStage
from planner.domain.dealline import DealDraft
from planner.domain.errors import LineError, PlannerError
from planner.domain.text import clean_line
from tests.builders import TODAY

KNOWN = {"Dana Reyes", "田中太郎"}
PIECES = st.lists(
    st.sampled_from(['"', "\\", "@Dana", "by", "fri", "$5", "CHF", "900", "next:", "stage:", "by 30 apr", "Acme", ","]),
    max_size=4,
).map(lambda parts: clean_line(" ".join(parts)))
TITLES = st.one_of(st.text(max_size=12).map(clean_line), PIECES)


def read(line: str) -> DealDraft:
    return dealline.parse(line, today=TODAY, currency="USD", known_name=KNOWN.__contains__)


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        (
            "Acme renewal @Dana $12k by 30 apr next: send terms",
            DealDraft("Acme renewal", "Dana", False, 1_200_000, "USD", date(2026, 4, 30), next_step="send terms"),
        ),
        ("$900 @Dana Reyes, by fri pilot", DealDraft("pilot", "Dana Reyes", False, 90_000, "USD", date(2026, 2, 13))),
        ('@"田中太郎"', DealDraft("", "田中太郎", True)),
        ("Stand by me", DealDraft("Stand by me")),
        ('"Sale by 30 apr of $5" CHF 900', DealDraft("Sale by 30 apr of $5", None, False, 90_000, "CHF")),
        (
            "Acme, the north stage: nego kind: repeat chance: 65%",
            DealDraft(
                "Acme, the north", stage=DealStage.NEGOTIATION, kind=DealKind.REPEAT, probability_pct=65
            ),
        ),
        ("Acme next: ask stage: twice", DealDraft("Acme", next_step="ask stage: twice")),
        ("Acme by 2025-12-01 stage: next:", DealDraft("Acme", expected_close_on=date(2025, 12, 1))),
    ],
)  # fmt: skip
def test_a_line_says_what_the_deal_is(line: str, draft: DealDraft) -> None:
    assert read(line) == draft


@pytest.mark.parametrize(
    ("line", "told", "pointed"),
    [
        ("", "An empty line says nothing.", ""),
        ("$12k by fri", "A deal needs a title or a buyer", "$12k by fri"),
        ("Acme $1 $2", "A deal has one amount: “$2” is a second one.", "$2"),
        ("Acme @Dana @Lee", "A deal has one buyer", "@Lee"),
        ("Acme $1.234.5", "does not read as an amount", "$1.234.5"),
        ("Acme by 31 feb", "“31 feb” is not in the calendar", "by 31"),
        ("Acme stage: won", "“won” is no stage. An open deal is one of prospecting", "stage: won"),
        ("Acme stage: pro", "“pro” is no stage", "stage: pro"),
        ("Acme kind: old", "“old” is no kind of deal", "kind: old"),
        ("Acme chance: 120", "“120” is no probability", "chance: 120"),
        ('Acme @"Dana', "The quote after @ has no end", '@"Dana'),
    ],
)
def test_what_is_not_understood_is_pointed_at(line: str, told: str, pointed: str) -> None:
    with pytest.raises(LineError) as refused:
        read(line)
    assert told in str(refused.value)
    assert line[refused.value.start : refused.value.end].strip() == pointed


@given(
    st.builds(
        DealDraft,
        title=TITLES.filter(bool),
        who=st.none() | st.sampled_from(["Dana Reyes", 'D "x" \\', "by", "$5"]),
        who_exact=st.just(True),
        amount_minor=st.none() | st.integers(0, 10**12),
        currency=st.sampled_from(["USD", "CHF", "JPY", "EUR"]),
        expected_close_on=st.none() | st.dates(date(1000, 1, 1)),
        stage=st.none() | st.sampled_from(OPEN_STAGES),
        kind=st.none() | st.sampled_from(DealKind),
        probability_pct=st.none() | st.integers(0, 100),
        next_step=TITLES,
    )
)
@example(DealDraft("sell by", None, False, None, "USD", date(2026, 4, 30)))
@example(DealDraft("CHF", None, False, 90_000, "USD"))
@example(DealDraft('"x"'))
@settings(max_examples=120, deadline=None)
def test_what_is_written_reads_back(draft: DealDraft) -> None:
    if draft.who is None:
        draft = draft._replace(who_exact=False)
    if draft.amount_minor is None:
        draft = draft._replace(currency="USD")
    assert read(dealline.write(draft, currency="USD")) == draft


@given(st.text(max_size=40) | PIECES, st.integers(-2, 50))
@settings(max_examples=120, deadline=None)
def test_any_text_is_a_deal_or_a_sentence(line: str, cursor: int) -> None:
    with suppress(PlannerError):
        read(line)
    assert all(0 <= start <= end <= len(line) for start, end, _ in dealline.spans(line, known_name=KNOWN.__contains__))
    start, _ = dealline.complete(line, cursor, KNOWN)
    assert start >= 0


def test_names_fields_stages_and_kinds_are_completed() -> None:
    def offered(line: str) -> list[str]:
        return list(dealline.complete(line, len(line), KNOWN)[1])

    assert offered("Acme @Da") == ["@Dana Reyes"]
    assert offered("Acme ne") == ["next: "]
    assert offered("Acme st") == ["stage: "]
    assert offered("Acme stage: pro") == ["prospecting", "proposal"]
    assert offered("Acme kind: ") == ["new", "repeat"]
    assert offered("Acme next: ask st") == []
    assert offered("Ne") == []


def test_what_is_understood_is_shown() -> None:
    line = "Acme @Dana $12k by 30 apr next: send"
    found = dealline.spans(line, known_name=KNOWN.__contains__)
    assert [(line[start:end].strip(), kind) for start, end, kind in found] == [
        ("@Dana", "who"),
        ("$12k", "money"),
        ("by 30 apr", "when"),
        ("next:", "flag"),
    ]
