"""The pipeline: E5's figures from real rows, sums that no two currencies share, what went quiet, and its speed."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from planner.domain import dealwords
from planner.domain.activity import ActivityType
from planner.domain.contact import Stage
from planner.domain.conversion import Ratio
from planner.domain.deal import DealStage
from planner.domain.dealviews import DealFilter, DealState
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.goal import GoalKind
from planner.domain.period import Period
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import (
    DOLLARS,
    TODAY,
    StoppedClock,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    ago,
    an_activity,
    open_planner,
    put,
)


def titles(planner: Planner, state: DealState = DealState.OPEN, **wanted: Any) -> list[str]:
    return [row.deal.title for row in planner.pipeline.page(DealFilter(state, **wanted)).rows]


def test_the_pipeline_of_the_year_end_example_comes_out_to_every_figure(tmp_path: Path) -> None:
    clock = StoppedClock()
    clock.set(date(2026, 11, 16))
    planner = open_planner(tmp_path, clock)
    put(
        planner,
        DOLLARS,
        a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA),
        *(a_day_off(date(2026, *day)) for day in ((11, 26), (11, 27), (12, 24), (12, 25))),
        a_deal("won", amount_minor=18_000_000, stage=DealStage.WON, closed_on=date(2026, 11, 13)),
        a_deal("A", amount_minor=6_000_000, stage=DealStage.PROPOSAL, expected_close_on=date(2026, 12, 10)),
        a_deal("B", amount_minor=3_000_000, expected_close_on=date(2026, 12, 18)),
        a_deal("C", amount_minor=5_000_000, probability_pct=90, expected_close_on=date(2027, 1, 15)),
    )
    view = planner.pipeline.view()
    (there,) = view.coverages
    assert (there.target, there.won, there.gap, there.currency) == (24_000_000, 18_000_000, 6_000_000, "USD")
    assert [there.figures.pipeline_forecast, there.attainment] == [21_600_000, Fraction(90, 100)]
    assert [there.figures.weighted_pipeline, there.figures.open_in_period] == [3_600_000, 9_000_000]
    assert [there.figures.coverage, there.figures.coverage_needed] == [Fraction(3, 2), 3]
    assert [there.figures.pipeline_needed, there.figures.pipeline_short] == [18_000_000, 9_000_000]
    assert [(s.stage, s.deals, [t.amount_minor for t in s.sums]) for s in view.stages] == [
        ("prospecting", 0, []),
        ("qualified", 2, [8_000_000]),
        ("proposal", 1, [6_000_000]),
        ("negotiation", 0, []),
    ]
    assert [(t.amount_minor, t.weighted) for t in view.totals] == [(14_000_000, Fraction(8_100_000))]


def test_sums_are_by_currency_and_never_added(planner: Planner) -> None:
    put(
        planner,
        a_deal("a", amount_minor=100),
        a_deal("b", amount_minor=300, stage="proposal"),
        a_deal("c", amount_minor=700, currency="EUR"),
        a_deal("d"),
        a_deal("e", amount_minor=9, stage="lost", closed_on=TODAY),
    )
    view = planner.pipeline.view()
    assert view.totals == (
        ("USD", 3, 400, Fraction(170)),
        ("EUR", 1, 700, Fraction(140)),
    )
    assert (view.open, view.unpriced) == (4, 1)
    assert [[s.currency for s in stage.sums] for stage in view.stages] == [[], ["USD", "EUR"], ["USD"], []]


def test_the_settings_say_how_probable_a_stage_is_and_when_a_deal_is_quiet(tmp_path: Path) -> None:
    chosen = {"prospecting": 5, "qualified": 40, "proposal": 60, "negotiation": 90}
    planner = open_planner(tmp_path, probabilities=chosen, quiet_days=5)
    put(planner, a_deal("a", amount_minor=100, created_on=ago(5)), a_deal("b", amount_minor=100, probability_pct=7))
    view = planner.pipeline.view()
    assert [stage.chance for stage in view.stages] == [5, 40, 60, 90]
    assert [view.totals[0].weighted, view.quiet, view.quiet_days] == [47, 1, 5]
    assert titles(planner, DealState.QUIET) == ["a"]


def test_win_rate_and_close_rate_are_two_rates_each_with_its_n(planner: Planner) -> None:
    dana = a_contact(stage=Stage.CUSTOMER)
    put(
        planner,
        dana,
        a_contact("Lee", stage=Stage.LOST),
        a_contact("Sam", stage=Stage.LOST),
        a_deal("a", contact_id=dana.id, stage="won", closed_on=ago(1)),
        a_deal("b", contact_id=dana.id, stage="lost", closed_on=TODAY),
        a_deal("c", contact_id=dana.id, stage="won", kind="repeat", closed_on=date(2025, 12, 31)),
    )
    rates = planner.pipeline.view().rates
    assert rates.span == (date(2026, 1, 1), TODAY)
    assert rates.win == Ratio(1, 2)
    assert (rates.close.won, rates.close.closed) == (2, 4)
    assert "2 of 4 leads and repeat deals" in dealwords.rates(planner.pipeline.view())[1]


def test_a_deal_is_quiet_without_a_touch_of_its_buyer(planner: Planner) -> None:
    called, silent, mailed = (a_contact(name) for name in ("Called", "Silent", "Mailed"))
    put(
        planner,
        *(called, silent, mailed),
        *(a_deal(one.name, contact_id=one.id, created_on=ago(60)) for one in (called, silent, mailed)),
        a_deal("young", contact_id=silent.id, created_on=ago(20)),
        a_deal("alone", created_on=ago(21)),
        an_activity(on=ago(20), contact_id=called.id),
        an_activity(on=ago(21), contact_id=mailed.id, type=ActivityType.EMAIL),
        an_activity(on=ago(1), contact_id=silent.id, type=ActivityType.NOTE),
    )
    assert sorted(titles(planner, DealState.QUIET)) == ["Mailed", "Silent", "alone"]
    assert planner.pipeline.view().quiet == 3
    assert planner.pipeline.is_quiet(planner.pipeline.find("Mailed"), TODAY)
    assert not planner.pipeline.is_quiet(planner.pipeline.find("Called"), TODAY)


def test_the_furthest_come_first_and_closed_ones_newest_first(planner: Planner) -> None:
    put(
        planner,
        a_deal("late", stage="proposal", expected_close_on=ago(-40)),
        a_deal("undated", stage="proposal", amount_minor=5),
        a_deal("early", stage="proposal", expected_close_on=ago(3)),
        a_deal("deep", stage="negotiation"),
        a_deal("new", stage="prospecting", expected_close_on=ago(-7)),
        a_deal("old win", stage="won", closed_on=ago(9)),
        a_deal("win", stage="won", closed_on=ago(2)),
    )
    assert titles(planner) == ["deep", "early", "late", "undated", "new"]
    assert titles(planner, DealState.SOON) == ["early", "new"]
    assert titles(planner, DealState.WON) == ["win", "old win"]
    assert titles(planner, stage=DealStage.PROPOSAL) == ["early", "late", "undated"]
    page = planner.pipeline.page(DealFilter(), 1, 2)
    assert ([row.deal.title for row in page.rows], page.total) == (["early", "late"], 5)


def test_a_deal_is_found_by_its_title_or_its_buyer_open_ones_first(planner: Planner) -> None:
    dana = a_contact("Dana Reyes")
    won = a_deal("Acme pilot", contact_id=dana.id, stage="won", closed_on=TODAY)
    put(planner, dana, won, a_deal("Acme renewal", contact_id=dana.id), a_deal("Borealis", organization="North"))
    assert planner.pipeline.find("dana").deal.title == "Acme renewal"
    assert planner.pipeline.find("acme PILOT").deal == won
    assert planner.pipeline.find("north").label == "Borealis"
    with pytest.raises(PlannerError, match="“Zed” is none of your deals"):
        planner.pipeline.find("Zed")
    put(planner, a_deal("Acme extra"))
    with pytest.raises(PlannerError, match="“acme” could be"):
        planner.pipeline.find("acme")


def test_one_deal_is_shown_with_its_buyer_and_figures(planner: Planner) -> None:
    dana = a_contact("Dana Reyes", "Acme")
    deal = a_deal("renewal", contact_id=dana.id, amount_minor=1_000, stage="proposal", created_on=ago(30))
    put(planner, dana, deal, an_activity(on=ago(25), contact_id=dana.id))
    planner.contacts.plan(dana.id, "tomorrow call about it", TODAY)
    view = planner.pipeline.one(deal.id)
    assert [view.chance, view.weighted] == [50, 500]
    assert (view.is_quiet, view.row.label) == (True, "renewal, Dana Reyes")
    assert [len(view.log), view.row.quiet_for(TODAY)] == [1, 25]
    with pytest.raises(StaleWriteError):
        planner.pipeline.one("gone")


def test_an_empty_file_has_a_pipeline(planner: Planner) -> None:
    view = planner.pipeline.view()
    assert (view.totals, view.open, view.coverages, view.rates.win.value) == ((), 0, (), None)


def test_goals_of_every_kind_and_currency_have_their_own_coverage(planner: Planner) -> None:
    euros = replace(DOLLARS, name="euros", currency="EUR")
    repeat = replace(DOLLARS, name="repeat", deal_kind="repeat")
    put(
        planner,
        *(DOLLARS, euros, repeat),
        a_goal("month", Period.MONTH, 1_000, DOLLARS),
        a_goal("quota", Period.YEAR, 1_000, euros, kind=GoalKind.QUOTA),
        a_goal("again", Period.QUARTER, 1_000, repeat),
        a_deal("a", amount_minor=500, expected_close_on=TODAY),
        a_deal("b", amount_minor=700, currency="EUR", expected_close_on=date(2026, 12, 1)),
        a_deal("c", amount_minor=300, kind="repeat", expected_close_on=ago(9)),
    )
    found = planner.pipeline.view().coverages
    assert [(one.currency, one.figures.open_in_period) for one in found] == [("EUR", 700), ("USD", 800), ("USD", 300)]


def test_twenty_thousand_deals_open_at_once(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    store, stages = planner.store, list(DealStage)
    people = [(f"c{n:06}", f"Name {n}", "customer", "2025-01-01") for n in range(10_000)]
    deals = []
    for n in range(20_000):
        stage = stages[n % 6]
        closed = None if n % 6 < 4 else f"2025-{n % 12 + 1:02}-01"
        expected = f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}"
        deals.append(
            (f"d{n:06}", f"c{n % 10_000:06}", f"Deal {n}", n * 100, ("USD", "EUR")[n % 2], stage, expected, closed)
        )
    store.connection.execute("BEGIN")
    store.connection.executemany("INSERT INTO contact (id, name, stage, created_on) VALUES (?, ?, ?, ?)", people)
    store.connection.executemany(
        "INSERT INTO deal (id, contact_id, title, amount_minor, currency, kind, stage, expected_close_on, closed_on, "
        "created_on) VALUES (?, ?, ?, ?, ?, 'new', ?, ?, ?, '2025-01-01')",
        deals,
    )  # fmt: skip
    store.connection.executemany(
        "INSERT INTO activity (id, at_utc, local_date, zone, type, contact_id) VALUES (?, ?, ?, 'UTC', 'call', ?)",
        [(f"a{n:06}", f"2026-01-{n % 28 + 1:02}T12:00:00Z", f"2026-01-{n % 28 + 1:02}", f"c{n % 10_000:06}") for n in range(20_000)],
    )  # fmt: skip
    store.connection.execute("COMMIT")
    put(planner, DOLLARS, a_goal("quota", Period.YEAR, 10**9, DOLLARS, kind=GoalKind.QUOTA))
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    view, page = planner.pipeline.view(), planner.pipeline.page(DealFilter(), 0, 100)
    store.connection.set_trace_callback(None)
    assert (page.total, view.open) == (13_334, 13_334)
    assert len(asked) < 60


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_of_deals_one_behind_the_other_are_the_list(planner: Planner, size: int) -> None:
    stages = (
        DealStage.NEGOTIATION,
        DealStage.QUALIFIED,
        DealStage.QUALIFIED,
        DealStage.NEGOTIATION,
        DealStage.PROPOSAL,
    )
    put(planner, *(a_deal(f"deal {number}", stage=stage) for number, stage in enumerate(stages)))
    whole = planner.pipeline.page(DealFilter()).rows
    pages = (planner.pipeline.page(DealFilter(), start, size).rows for start in range(0, len(stages), size))
    assert [row for page in pages for row in page] == list(whole)
    assert [row.deal.stage for row in whole] == sorted(stages, key=list(reversed(DealStage)).index)
