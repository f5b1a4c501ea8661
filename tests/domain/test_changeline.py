"""The lines that change a goal that stands, or answer an offer: what they say, and where they point when they do not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.changeline import Change, Reply, Verb, read, read_reply
from planner.domain.errors import LineError
from planner.domain.measure import Measure
from tests.builders import CALLS, DOLLARS, MILESTONES, TODAY, a_goal

GOAL = a_goal("480 calls", target=480)


def change(line: str, measure: Measure | None = CALLS) -> Change:
    """Read a change of the goal."""
    return read(line, GOAL, measure, TODAY, "USD")


def reply(line: str, measure: Measure = CALLS) -> Reply:
    """Read an answer for the goal."""
    return read_reply(line, GOAL, measure, TODAY, "USD")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("450", Change(target=450)),
        ("1,200 because they asked", Change(target=1200, reason="they asked")),
        ("450 because the region was split", Change(target=450, reason="the region was split")),
        ("by 31 mar", Change(ends_on=date(2026, 3, 31))),
        ("by 2026-03-31 Because it moved", Change(ends_on=date(2026, 3, 31), reason="it moved")),
        ("450 by 31 mar because both", Change(450, date(2026, 3, 31), "both")),
    ],
)
def test_a_change_names_a_target_a_last_date_or_both_with_the_reason(line: str, found: Change) -> None:
    assert change(line) == found


@pytest.mark.parametrize(("line", "minor"), [("$200,000", 20_000_000), ("200k", 20_000_000), ("199.50", 19_950)])
def test_an_amount_needs_no_sign_in_the_goals_own_currency(line: str, minor: int) -> None:
    assert change(line, DOLLARS).target == minor


@pytest.mark.parametrize(
    ("line", "measure", "word", "told"),
    [
        ("many because I can", CALLS, "many", "is not a whole number: write it like 480"),
        ("€5", DOLLARS, "€5", "is not an amount in USD"),
        ("5 potatoes", DOLLARS, "5 potatoes", "an amount"),
        ("by never", CALLS, "never", "is not a day"),
        ("by 2026-02-09", CALLS, "2026-02-09", "is past"),
        ("50", MILESTONES, "50", "has no number that could change"),
        ("50", None, "50", "has no number that could change"),
    ],
)
def test_what_is_not_understood_is_pointed_at(line: str, measure: Measure | None, word: str, told: str) -> None:
    with pytest.raises(LineError) as caught:
        change(line, measure)
    assert told in str(caught.value)
    assert line[caught.value.start : caught.value.end].strip() == word


@pytest.mark.parametrize("line", ["because I say so", "because"])
def test_a_reason_alone_changes_nothing(line: str) -> None:
    with pytest.raises(LineError, match="Say what changes"):
        change(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("keep", Reply(Verb.KEEP, None, "")),
        ("Keep because two deals close in March", Reply(Verb.KEEP, None, "two deals close in March")),
        ("lower to 400 because less time", Reply(Verb.LOWER, 400, "less time")),
        ("lower 400", Reply(Verb.LOWER, 400, "")),
        ("raise to 600", Reply(Verb.RAISE, 600, "")),
        ("move to 31 mar", Reply(Verb.MOVE, date(2026, 3, 31), "")),
    ],
)
def test_an_offer_is_answered_in_one_line(line: str, found: Reply) -> None:
    assert reply(line) == found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("perhaps", "Answer keep, lower"),
        ("keep it all", "stands alone"),
        ("lower", "Name the target"),
        ("move because later", "Name the day"),
        ("lower to less", "is not a whole number"),
    ],
)
def test_an_answer_that_is_none_says_which_there_are(line: str, told: str) -> None:
    with pytest.raises(LineError, match=told):
        reply(line)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_change_an_answer_or_a_sentence(text: str) -> None:
    for line in (text, f"450 by {text}", f"lower to {text}", f"{text} because {text}"):
        for measure in (CALLS, DOLLARS):
            for reader in (read, read_reply):
                try:
                    reader(line, GOAL, measure, TODAY, "USD")
                except LineError as error:
                    assert str(error)  # noqa: PT017  # either reads
                    assert 0 <= error.start <= error.end <= len(line)  # noqa: PT017
