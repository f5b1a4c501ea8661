"""`planner deals` and `planner fast-start` in the real program: what they list, show, change and refuse."""

from datetime import date, timedelta

import pytest

from planner.domain.period import Period
from tests.builders import (
    DOLLARS,
    MORNING,
    TODAY,
    StoppedClock,
    a_contact,
    a_deal,
    a_goal,
    close_all,
    open_planner,
    put,
)
from tests.builders import an_activity as logged
from tests.cli.program import Program


@pytest.fixture
def known(planner: Program) -> Program:
    """Return a planner with two buyers and their deals."""
    inside = open_planner(planner.home, StoppedClock(MORNING, "UTC"))
    dana = a_contact("Dana Reyes", "Acme", stage="customer", created_on=TODAY - timedelta(days=90))
    lee = a_contact("Lee Park", "Borealis", stage="prospect", created_on=TODAY - timedelta(days=90))
    old = {"created_on": TODAY - timedelta(days=60)}
    put(
        inside,
        *(dana, lee, DOLLARS, a_goal("$10,000", Period.YEAR, 1_000_000, DOLLARS, on=TODAY)),
        a_deal("Acme renewal", contact_id=dana.id, amount_minor=120_000, stage="negotiation", **old),
        a_deal("Borealis pilot", contact_id=lee.id, amount_minor=80_000, currency="EUR", **old),
        a_deal("Acme first", contact_id=dana.id, stage="won", closed_on=date(TODAY.year - 1, 6, 1), created_on=date(2020, 1, 1)),
        logged(on=TODAY - timedelta(days=2), contact_id=dana.id),
    )  # fmt: skip
    close_all()
    return planner


def test_deals_are_listed_with_what_they_ask_for(known: Program) -> None:
    lines = known.ok("deals").out.splitlines()
    assert lines[0].split("  ")[0] == "Acme renewal, Dana Reyes"
    assert lines[1].endswith("€800  quiet for 60 days")
    assert known.ok("deals", "--state", "quiet", "--json").json["total"] == 1
    (row,) = known.ok("deals", "list", "--stage", "negotiation", "--json").json["deals"]
    assert (row["contact"], row["probability"], row["gone_quiet"]) == ("Dana Reyes", 80, False)
    assert known.ok("deals", "--limit", "1").out.splitlines()[-1] == "1 more: --limit 2 shows them all"


def test_the_pipeline_is_told_by_stage_and_currency(known: Program) -> None:
    out = known.ok("deals", "pipeline").out
    assert "negotiation   80%     1 deal  $1,200" in out
    assert "1 deal  €800, weighted €160" in out
    assert "win rate: no deal decided this year" in out
    told = known.ok("deals", "pipeline", "--json").json
    assert [one["currency"] for one in told["totals"]] == ["USD", "EUR"]
    assert told["rates"]["close_rate_n"] == 1
    assert (told["coverages"][0]["target"], told["coverages"][0]["coverage_needed"]) == (1_000_000, pytest.approx(2.6))


def test_a_deal_goes_its_way_from_the_line_to_the_close(known: Program) -> None:
    told = known.ok("deals", "add", "Acme extra @Dana $12k by 2030-04-30 next: send terms").out
    assert told.startswith("Added: Acme extra $12,000, qualified")
    assert "proposal: Acme extra" in known.ok("deals", "stage", "acme extra", "forward").out
    known.ok("deals", "edit", "acme", "extra", "--line", "Acme extra @Dana $13k")
    assert "Next for Acme extra: call" in known.ok("deals", "next", "acme extra", "--do", "call").out
    assert "Won: Acme extra $15,000, repeat" in known.ok("deals", "win", "acme", "extra", "--amount", "$15k").out
    shown = known.ok("deals", "show", "acme extra", "--json").json
    assert (shown["stage"], shown["log"][0]["type"]) == ("won", "close")
    assert "Open again, won → proposal" in known.ok("deals", "stage", "acme extra", "proposal").out
    assert "too dear" in known.ok("deals", "lose", "acme extra", "--why", "too dear", "--date", "yesterday").out
    assert known.ok("deals", "--state", "lost").out.rstrip().endswith("too dear")
    known.ok("undo")
    lines = known.ok("deals", "show", "acme", "extra").out.splitlines()
    assert lines[:2] == ["Acme extra, Dana Reyes", "repeat deal, proposal  $15,000  50%  weighted $7,500"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("deals", "show", "nobody"), "“nobody” is none of your deals"),
        (("deals", "show", "acme"), "“acme” could be"),
        (("deals", "stage", "borealis", "won"), "“won” is no stage"),
        (("deals", "win", "borealis", "--amount", "much"), "“much” is no amount"),
        (("deals", "win", "borealis", "--date", "2099-01-01"), "is still to come"),
        (("deals", "lose", "borealis", "--date", "someday"), "“someday” is not a day"),
        (("deals", "add", "$5"), "A deal needs a title or a buyer"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(known: Program, words: tuple[str, ...], told: str) -> None:
    if words == ("deals", "show", "acme"):
        known.ok("deals", "add", "Acme two @Dana")
    assert told in known.refuses(*words)


def test_what_only_reads_begins_no_planner(planner: Program) -> None:
    assert "is not there" in planner.refuses("deals")
    assert "is not there" in planner.refuses("fast-start")
    assert not planner.db.exists()


def test_the_board_is_told_at_any_time_and_keeps_a_resolution_until_its_days_are_over(known: Program) -> None:
    assert "The fast start of 2026 ended on" in known.refuses("fast-start", "--resolve", "ask for the decision")
    lines = known.ok("fast-start").out.splitlines()
    assert lines[0].startswith(f"fast start of {TODAY.year}")
    assert lines[1].startswith("1 last year's buyers: ")
    told = known.ok("fast-start", "--json").json
    assert [one["push"] for one in told["lists"]] == ["last year's buyers", "current customers", "close to a decision"]
    assert (told["resolution"], told["complete"]) == ("", False)
