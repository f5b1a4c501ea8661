"""What becomes of a goal, on the command line, in the real program."""

from datetime import UTC, date, datetime, timedelta

import pytest

from planner.domain.calendar import Calendar
from tests.builders import MORNING, TODAY
from tests.cli.program import Program

NEXT = TODAY.year + 1


@pytest.fixture
def year(planner: Program) -> Program:
    """Return the program with a goal for next year."""
    planner.ok("goal", "add", f"480 calls in {NEXT}")
    return planner


def test_a_repeated_goal_is_told_with_what_it_comes_to(planner: Program) -> None:
    own = 2 * Calendar().working_days(date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))
    assert planner.ok("goal", "add", "2 calls a day").out.splitlines() == [
        "Goal set: 2 calls a day",
        f"≈ 40 a month, ≈ 480 a year; by your calendar {own}",
    ]
    assert planner.ok("goal", "add", "$500 a month").out.splitlines()[1] == ("≈ $6,000 a year; by your calendar $6,000")
    assert planner.ok("goal", "add", f"40 demos in {NEXT}").out == f"Goal set: 40 demos in {NEXT}\n"


def test_a_year_is_shown_in_parts_then_saved_in_one_step(year: Program) -> None:
    shown = year.ok("goal", "break-down", "480", "calls").out.splitlines()
    assert [line.split()[0] for line in shown] == ["Q1", "Q2", "Q3", "Q4", "Nothing"]
    assert shown[0].endswith("  new")
    assert len(year.ok("goal", "list", "--date", f"{NEXT}-02-09").out.splitlines()) == 1
    assert year.ok("goal", "break-down", "480 calls", "--by", "month", "--save").out == (
        f"Split: 480 calls in {NEXT} into 12 months\n"
    )
    parts = year.ok("goal", "break-down", "480 calls", "--by", "month", "--json").json
    assert sum(part["target"] for part in parts) == 480
    assert {(part["differs"], part["target"] == part["standing_target"]) for part in parts} == {(False, True)}
    assert parts[0]["starts_on"] == f"{NEXT}-01-01"
    assert all(
        line.endswith("  stands")
        for line in year.ok("goal", "break-down", "480 calls", "--by", "month").out.splitlines()
    )
    year.ok("undo")
    assert len(year.ok("goal", "list", "--date", f"{NEXT}-02-09").out.splitlines()) == 1


def test_parts_may_be_saved_and_printed_at_once(year: Program) -> None:
    rows = year.ok("goal", "break-down", "calls", "--save", "--json").json
    assert [row["differs"] for row in rows] == [False] * 4
    assert all(row["goal_id"] for row in rows)


def test_a_change_is_told_in_the_history_and_marks_what_stands_under_it(year: Program) -> None:
    year.ok("goal", "break-down", "calls", "--save")
    year.clock = MORNING + timedelta(hours=1)
    assert year.ok("goal", "change", "480", "calls", "--target", "600", "--reason", "a new region").out == (
        f"Goal changed: 600 calls in {NEXT} (target 480 → 600)\n"
    )
    year.ok("goal", "change", "600 calls", "--by", f"{NEXT}-12-31")
    (row,) = year.ok("goal", "history", "600 calls", "--json").json
    assert row["text"] == "target 480 → 600: a new region"
    assert datetime.fromisoformat(row["at"]) == year.clock.replace(tzinfo=UTC)
    assert year.ok("goal", "history", "600", "calls").out.endswith("  target 480 → 600: a new region\n")
    shown = year.ok("goal", "break-down", "600 calls").out.splitlines()
    assert "  stands at 1" in shown[0]
    first = f"calls in Q1 {NEXT}"
    listed = year.ok("goal", "list", "--date", f"{NEXT}-02-09").out.splitlines()
    assert [line.endswith("  stale") for line in listed] == [False, True, True, True, True, False]
    assert listed[-1] == "stale: the goal above it changed; planner goal confirm NAME says it still holds"
    assert [row["is_stale"] for row in year.ok("goal", "list", "--json").json] == [False, True, True, True, True]
    assert year.ok("goal", "confirm", first).out.startswith("Confirmed: ")
    assert year.refuses("goal", "confirm", first).endswith("nothing above it changed since it was set.")


def test_a_goal_that_stands_as_it_was_set_has_no_history(year: Program) -> None:
    assert year.ok("goal", "history", "calls").out == f"“480 calls in {NEXT}” stands as it was set.\n"
    assert year.ok("goal", "history", "calls", "--json").json == []


def test_a_priority_is_committed_to_with_its_months(planner: Program) -> None:
    added = planner.ok("goal", "add", f"30 demos in q2 {NEXT} priority").out
    assert added == f"Goal set: 30 demos in Q2 {NEXT}, a draft until you commit to it\n"
    assert planner.ok("goal", "commit", "30 demos").out == (
        f"Committed to: 30 demos in Q2 {NEXT}, with a target for each month\n"
    )
    assert planner.refuses("goal", "commit", "30 demos").endswith("there is nothing to commit to.")


def test_a_draft_is_said_to_be_one(year: Program) -> None:
    assert year.ok("goal", "add", f"120 calls in q1 {NEXT} draft").out == (
        f"Goal set as a draft: 120 calls in Q1 {NEXT}, under 480 calls in {NEXT}\n"
    )
    assert "draft" in year.ok("goal", "list").out


def test_what_cannot_be_is_one_sentence(year: Program) -> None:
    day = TODAY - timedelta(days=40)
    for words, sentence in (
        (("change", "calls"), "Say what changes: --target, --by or --final."),
        (("change", "calls", "--target", "0"), "“480 calls” needs a target above 0."),
        (("change", "calls", "--target", "nan"), "“nan” is not a whole number: write 40 or 1,200."),
        (("change", "calls", "--target", "9" * 40), "A target is at most 1,000,000,000,000."),
        (("change", "calls", "--by", "someday"), "“someday” is not a day. Try “31 dec” or 2026-12-31."),
        (("change", "calls", "--by", day.isoformat()), " is past. Name a day to come."),
        (("break-down", "calls", "--by", "day"), "“480 calls” by day is more than 100 parts. Take a longer period."),
        (("history", "demos"), "No goal is called “demos”. planner goal list shows them."),
        (
            ("add", "1000000000000 calls a day"),
            " a day comes to more than 1,000,000,000,000 a year. Set a smaller target.",
        ),
    ):
        assert year.refuses("goal", *words).endswith(sentence)
    year.refuses("goal", "break-down", "calls", "--by", "year", status=2)


def test_money_is_changed_in_its_own_currency(planner: Program) -> None:
    planner.ok("goal", "add", f"$240,000 in {NEXT}")
    for text in ("230000", "€230,000", "nan"):
        refused = planner.refuses("goal", "change", "$240,000", "--target", text)
        assert refused == f"“{text}” is not an amount in USD: write it like $240,000."
    assert planner.ok("goal", "change", "$240,000", "--target", "$230,000.50").out == (
        f"Goal changed: $230,000.50 in {NEXT} (target $240,000 → $230,000.50)\n"
    )
    refused = planner.refuses("goal", "change", "$230,000.50", "--target", "$20,000,000,000")
    assert refused == "A target is at most $10,000,000,000."
    planner.ok("goal", "add", "big picture: own it")
    assert planner.refuses("goal", "change", "own it", "--target", "5") == "“own it” has no number that could change."


def test_committing_tells_once_what_speaks_against_the_goal(planner: Program) -> None:
    planner.ok("log", "call -60d")
    planner.ok("goal", "add", "500 calls this month draft")
    first, second = planner.ok("goal", "commit", "500 calls").out.splitlines()
    assert first.startswith("Committed to: 500 calls")
    assert second.startswith("Not yet achievable: ")
