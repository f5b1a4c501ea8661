"""`planner plan` in the real program, and the words of its answers."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from planner.cli import parser
from planner.cli.funnel_text import text
from planner.domain.calendar import Calendar
from planner.domain.conversion import Ratio
from planner.domain.deal import DealKind
from planner.domain.errors import PlannerError
from planner.domain.funnel import FunnelPlan, what_if
from planner.domain.period import Span
from planner.domain.salesfigures import CloseRate
from tests.builders import TODAY, open_planner
from tests.cli.program import Program
from tests.domain.test_funnel import planned

YEAR = "$1,000 new in 2100"
"""A year that lies ahead: its 261 working days are the same on any day that this test runs."""


@pytest.fixture
def begun(planner: Program) -> Program:
    """Return a program with a file: a plan only reads."""
    planner.ok("log", "note: begun")
    return planner


def told(plan: FunnelPlan, **tried: Fraction | int) -> list[str]:
    seen = what_if(plan, **tried) if tried else None  # type: ignore[arg-type]
    return list(text([(plan, seen)], "USD", TODAY))


def row(lines: list[str], name: str) -> str:
    return next(line[16:] for line in lines if line.startswith(f"  {name} "))


def test_an_amount_is_planned_back_to_leads(begun: Program) -> None:
    figures = begun.ok("plan", YEAR, "--deal", "$100", "--json").json["what_if"]
    assert (figures["gap"], figures["average_deal"], figures["average_deal_source"]) == (100_000, 10_000, "what if")
    assert (figures["deals"], figures["leads"], figures["leads_a_month"]) == (10, 30, 2.5)
    assert (figures["working_days"], figures["working_days_per_lead"]) == (261, 8.7)
    assert (figures["close_rate"], figures["close_rate_source"]) == (0.333333, "assumed 33 %")
    assert (figures["leads_won"], figures["leads_closed"]) == (0, 0)
    assert [month["gap"] for month in figures["months"]] == [8_334] * 4 + [8_333] * 8
    assert [figures["months"][n]["month"] for n in (0, 11)] == ["2100-01", "2100-12"]
    assert (figures["conversations"], figures["calls"]) == (None, None)
    assert figures["missing"] == ["conversations_per_lead", "connect_rate"]


def test_every_figure_has_a_name_whether_it_is_known_or_not(begun: Program) -> None:
    bare = begun.ok("plan", YEAR, "--json").json
    assert bare.pop("what_if") is None
    assert (bare["average_deal"], bare["average_deal_source"], bare["leads"]) == (None, "unknown", None)
    tried = begun.ok("plan", YEAR, "--deal", "$100", "--weeks-off", "2", "--json").json
    then = tried.pop("what_if")
    assert tried == bare
    assert (then.pop("weeks_off"), then.pop("days_off")) == (2, 10)
    assert set(then) == set(bare)
    assert then["working_days"] == 251


def test_a_plan_is_told_with_what_is_tried_under_what_is_so(begun: Program) -> None:
    out = begun.ok("plan", YEAR, "--close", "1/4", "--deal", "$50", "--weeks-off", "1").out.splitlines()
    assert out[0] == "$1,000 new in 2100: the average deal is not known yet. --deal '$100' tries one."
    assert out[1] == "What if: one lead every 3.2 working days: $1,000 new in 2100"
    assert out[2] == "  1 week off: 5 of 261 working days"
    assert "  leads         unknown" in out
    assert "              → 80 · one lead every 3.2 working days · 0 this week · 6.8 a month" in out
    assert out[-1] == "Nothing is saved: --apply keeps the close rate and the average deal."


def test_what_is_no_line_names_a_standing_goal(begun: Program) -> None:
    begun.ok("goal", "add", "$240,000 in 2100: sales of the north")
    begun.ok("goal", "add", "2 calls a day")
    whole = begun.ok("plan", "sales of the north", "--json").json
    assert (whole["name"], whole["target"]) == ("sales of the north in 2100", 24_000_000)
    assert begun.refuses("plan", "240,000").startswith("240,000 of what?")
    begun.ok("goal", "add", "$360,000 in 2101")
    assert begun.ok("plan", "360,000", "--json").json["target"] == 36_000_000
    assert begun.refuses("plan", "360,000", "--until", "31 dec").startswith("360,000 of what?")
    assert begun.refuses("plan", "2 calls").startswith("“2 calls a day” counts no sales")


def test_what_is_applied_counts_from_then_on_and_is_forgotten_again(begun: Program) -> None:
    words = ("plan", YEAR, "--close", "50%", "--deal", "$100", "--apply")
    first, headline, *rest = begun.ok(*words).out.splitlines()
    assert first == "Assumed for new sales: close rate 50 %, average deal $100"
    assert headline == "One lead every 13 working days: $1,000 new in 2100"
    assert not any("→" in line or "Nothing is saved" in line for line in rest)
    kept = begun.ok("plan", YEAR, "--json").json
    assert (kept["leads"], kept["close_rate_source"], kept["average_deal_source"]) == (20, "typed", "typed")
    assert (kept["close_rate_own"], kept["close_rate_own_source"]) == (0.333333, "assumed 33 %")
    assert begun.ok("undo").out == f"Taken back: {first}\n"
    assert begun.ok("plan", YEAR, "--json").json["leads"] is None
    assert begun.ok(*words, "--json").json["leads"] == 20
    assert begun.ok("plan", YEAR, "--forget").out.startswith("Forgotten: what was typed for new sales\n")
    assert begun.refuses("plan", YEAR, "--forget") == "No figure is typed for new sales."


def test_without_words_each_goal_in_money_is_planned(begun: Program) -> None:
    assert begun.ok("plan").out == "No goal in money stands. planner goal add '$240,000 in 2026' sets one.\n"
    assert begun.ok("plan", "--json").json == []
    for line in (YEAR, "10 new clients in 2100", "2 calls a day"):
        begun.ok("goal", "add", line)
    assert [plan["what_if"]["leads"] for plan in begun.ok("plan", "--deal", "$50", "--json").json] == [60, 30]
    begun.ok("goal", "add", "€500 repeat in 2100")
    plans = begun.ok("plan", "--json").json
    assert [(plan["name"], plan["currency"], plan["kind"]) for plan in plans] == [
        (YEAR, "USD", "new"),
        ("10 new clients in 2100", None, "new"),
        ("€500 repeat in 2100", "EUR", "repeat"),
    ]
    assert begun.ok("plan", "--close", "1/2").out.count("What if: ") == 3
    assert begun.refuses("plan", "--deal", "$100").startswith("“€500 repeat in 2100” is in EUR and the deal in USD")
    assert begun.refuses("plan", "--close", "1/2", "--apply").startswith("Say which sales are meant")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("$0 new in 2100",), "A target is above zero."),
        (("-5 new",), "“-5” is not a whole number above zero: write 40 or 1,200."),
        (("2 calls a day",), "“2 calls” counts no sales. Try planner plan '$120,000 new in 2026'."),
        (("sign the lease",), "“sign the lease” counts no sales. Try planner plan '$120,000 new in 2026'."),
        (("$1,000 nwe",), "“nwe” is not something I can count, nor a period. Did you mean “new”?"),
        ((YEAR, "--close", "0"), "A close rate is above zero and at most 100 %: write 1/3, 33% or 0.33."),
        ((YEAR, "--close", "150%"), "A close rate is above zero and at most 100 %: write 1/3, 33% or 0.33."),
        ((YEAR, "--close", "1/0"), "“1/0” is not a close rate: write 1/3, 33% or 0.33."),
        ((YEAR, "--close=-1/3"), "“-1/3” is not a close rate: write 1/3, 33% or 0.33."),
        ((YEAR, "--close", "nan"), "“nan” is not a close rate: write 1/3, 33% or 0.33."),
        ((YEAR, "--deal", "$0"), "An average deal is above zero: write --deal '$100'."),
        ((YEAR, "--deal", ""), "“” does not read as an amount: write --deal '$100'."),
        ((YEAR, "--deal", "100"), "“100” does not read as an amount: write --deal '$100'."),
        ((YEAR, "--deal=-$5"), "“-$5” does not read as an amount: write $1,200.50 or $12k."),
        ((YEAR, "--deal", "$5 and more"), "“$5 and more” does not read as an amount: write --deal '$100'."),
        ((YEAR, "--deal", "€5"), "“$1,000 new in 2100” is in USD and the deal in EUR: give both in one."),
        (("9 closes in 2100", "--deal", "$5"), "“9 closes in 2100” is counted in deals: it needs no average."),
        (("$5 new", "--until", "soon"), "“soon” is not a day. Try “31 dec” or 2026-12-31."),
        (("$5 new", "--until", "2020-01-01"), "Wed 1 Jan 2020 is past. Choose a day that is to come."),
        ((YEAR, "--until", "2101-01-01"), "“in 2100” stands already: a goal has one span of dates."),
        (("--until", "2101-01-01"), "--until goes with an amount: planner plan '$1,000 repeat' --until '31 dec'."),
        (("--apply", "--close", "1/2"), "Say which sales are meant: planner plan '$1,000 new' --close 1/4 --apply."),
        (
            (YEAR, "--apply", "--weeks-off", "2"),
            "--apply keeps --close and --deal: give one of them. Weeks off are marked as days off.",
        ),
        (
            (YEAR, "--apply", "--forget", "--close", "1/2"),
            "--apply keeps figures and --forget takes them away: give one of them.",
        ),
    ],
)
def test_what_cannot_be_planned_is_refused_with_one_sentence(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    opened = open_planner(tmp_path)
    before = opened.store.change_seq
    options = parser.parse(["plan", *words])
    with pytest.raises(PlannerError) as refusal:
        options.run(opened, options)
    assert str(refusal.value) == sentence
    assert opened.store.change_seq == before


def test_a_refusal_leaves_no_trace_in_the_file(begun: Program) -> None:
    assert begun.refuses("plan", YEAR, "--close", "0", "--apply").startswith("A close rate is above zero")
    assert begun.refuses("plan", "$1,000 nwe").startswith("“nwe” is not something I can count")
    assert "weeks-off" in begun.refuses("plan", YEAR, "--weeks-off", "0", status=2)


@pytest.mark.parametrize("weeks", ["0", "-1", "1.5", "x"])
def test_weeks_off_are_a_whole_number(weeks: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser.parse(["plan", f"--weeks-off={weeks}"])
    assert f"“{weeks}” is not a whole number above zero" in capsys.readouterr().err


def test_an_average_from_won_deals_is_not_kept_over(begun: Program) -> None:
    begun.ok("log", "close @Acme $100 2024-02-13")
    assert begun.ok("plan", YEAR, "--deal", "$50", "--json").json["what_if"]["deals"] == 20
    assert begun.refuses("plan", YEAR, "--deal", "$50", "--apply") == (
        "Your won deal gives the average deal. Another one can be looked at and is not kept."
    )
    plan = begun.ok("plan", YEAR, "--json").json
    assert (plan["average_deal"], plan["average_deal_source"], plan["average_deal_of"]) == (10_000, "yours so far", 1)
    assert (plan["leads_won"], plan["leads_closed"]) == (1, 1)


def test_the_plan_of_a_new_lead_every_eight_days_is_told_in_full() -> None:
    plan = planned(talks=Ratio(24, 12), connects=Ratio(2, 5))
    assert told(plan) == [
        "One lead every 8 working days: $1,000 new in 2026",
        "  working days  240 left until Thu 31 Dec",
        "  to go         $1,000 of $1,000 · $4.17 a working day · $83.33 a month",
        "  average deal  $100, typed",
        "  deals         10 · one deal every 24 working days · 0.8 a month",
        "  close rate    assumed 33 % until the first lead is closed",
        "  leads         30 · one lead every 8 working days · 1 this week · 2.5 a month",
        "  conversations 60 · one conversation every 4 working days · 5 a month (24 for 12 new leads so far)",
        "  calls         150 · one call every 1.6 working days · 12.5 a month (2 of 5 calls connected so far)",
    ]


def test_the_near_figure_is_told_before_the_whole() -> None:
    first = told(planned(average=100))[0]
    assert first == "12.5 leads a working day: $1,000 new in 2026"
    for average in (1_200, 1_250, 1_300):
        assert told(planned(average))[0] == "One lead a working day: $1,000 new in 2026"


def test_a_close_rate_is_told_with_where_it_comes_from() -> None:
    own = "28.6 %, yours so far: 2 of 9 closed leads and the 4 of 12 that are assumed"
    assert row(told(planned(rate=CloseRate(2, 9))), "close rate") == own
    assert row(told(planned(rate=CloseRate(2, 9, Fraction(1, 2)))), "close rate") == f"50 %, typed · {own}"
    for kind, name in ((DealKind.REPEAT, "repeat deals"), (None, "leads and repeat deals")):
        assert f"2 of 9 closed {name} and the" in row(told(planned(kind=kind, rate=CloseRate(2, 9))), "close rate")
    tried = told(planned(rate=CloseRate(2, 9)), close_rate=Fraction(1, 4))
    assert f"              → 25 %, what if · {own}" in tried


def test_a_goal_that_is_reached_needs_one_line() -> None:
    assert told(planned(current=100_000)) == ["$1,000 new in 2026 is reached: nothing is left to plan."]


def test_where_no_working_day_is_left_the_leads_are_told_alone() -> None:
    sunday = date(2026, 2, 15)
    lines = told(planned(span=Span(sunday, sunday), calendar=Calendar()))
    assert lines[0] == "$1,000 new in 2026: no working day is left until Sun 15 Feb. It takes 30 leads."
    assert row(lines, "leads") == "30"
