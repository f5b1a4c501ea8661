"""The contact line: what it reads, what it points at, and that what it writes reads back."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.domain import contactline
from planner.domain.contact import Stage
from planner.domain.contactline import ContactDraft
from planner.domain.errors import LineError, PlannerError
from planner.domain.text import clean_line

TEXTS = st.text(max_size=12).map(clean_line)
PIECES = st.lists(
    st.sampled_from(['"', "\\", ",", "<", ">", "a@b.co", "+1 555 0100", "12345678", "source:", "notes:", "Dana", ":"]),
    max_size=4,
).map(lambda parts: clean_line(" ".join(parts)))


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("Dana Reyes", ContactDraft("Dana Reyes")),
        (
            "Dana Reyes, Acme <dana@acme.com> +1 555 0100 source: fair",
            ContactDraft("Dana Reyes", "Acme", "dana@acme.com", "+1 555 0100", source="fair"),
        ),
        ("Lee, Acme <d@a.example> +1 555", ContactDraft("Lee", "Acme", "d@a.example", "+1 555")),
        ("Lee lee@borealis.example 030/123456", ContactDraft("Lee", "", "lee@borealis.example", "030/123456")),
        (
            '"Reyes, Dana", "Acme, Inc" title: CEO',
            ContactDraft("Reyes, Dana", "Acme, Inc", title="CEO"),
        ),
        (
            "Dana stage: Customer every: 2 months notes: source: her sister",
            ContactDraft("Dana", stage=Stage.CUSTOMER, cadence_months=2, notes="source: her sister"),
        ),
        ("Dana, 3M every: never", ContactDraft("Dana", "3M", cadence_months=0)),
        ("田中太郎, [/] 株式会社", ContactDraft("田中太郎", "[/] 株式会社")),
    ],
)
def test_a_line_says_who_it_is(line: str, draft: ContactDraft) -> None:
    assert contactline.parse(line) == draft


@pytest.mark.parametrize(
    ("line", "told", "pointed"),
    [
        ("", "An empty line says nothing.", ""),
        (", Acme", "A contact needs a name", ", Acme"),
        ("Dana stage: friend", "“friend” is no stage. A contact is one of lead, prospect", "stage: friend"),
        ("Dana every: 2 weeks", "in whole months, a stage's in weeks too: write “1 month”", "every: 2 weeks"),
        ("Dana every: 0 days", "“0 days” is not how often: write “1 month”, “3 months” or", "every: 0 days"),
        ("Dana source: a source: b", "“source:” stands twice", "source: b"),
        ("Dana <a@b.co> email: c@d.co", "says “email” twice", "email: c@d.co"),
        ("Dana <a@b.co> <c@d.co>", "room for one e-mail address", "c@d.co"),
    ],
)
def test_what_is_not_understood_is_pointed_at(line: str, told: str, pointed: str) -> None:
    with pytest.raises(LineError) as refused:
        contactline.parse(line)
    assert told in str(refused.value)
    assert line[refused.value.start : refused.value.end].strip() == pointed


@settings(max_examples=150)
@given(
    name=(TEXTS | PIECES).filter(bool),
    texts=st.lists(TEXTS | PIECES, min_size=6, max_size=6),
    stage=st.none() | st.sampled_from(Stage),
    months=st.none() | st.integers(0, 120),
)
@example(name='"', texts=["<a@b.co>", "<>", "+1", "", "", ""], stage=None, months=None)
@example(name="Dana 12345678", texts=["notes: x", "a b", "5", "title: y", '"z"', "\\"], stage=None, months=0)
def test_what_is_written_reads_back(name: str, texts: list[str], stage: Stage | None, months: int | None) -> None:
    organization, email, phone, title, source, notes = texts
    draft = ContactDraft(name, organization, email, phone, title, source, stage, months, notes)
    assert contactline.parse(contactline.write(draft)) == draft


@settings(max_examples=100)
@given(TEXTS | PIECES | st.text(max_size=30))
def test_any_line_is_read_or_refused_with_a_sentence(line: str) -> None:
    with suppress(PlannerError):
        assert contactline.parse(line).name


def test_fields_and_stages_are_completed() -> None:
    assert contactline.complete("Dana so", 7) == (5, ["source: "])
    assert contactline.complete("Dana stage: cu", 14) == (12, ["customer"])
    assert contactline.complete("Da", 2) == (0, [])
