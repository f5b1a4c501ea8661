"""Plans of goals and of amounts by one file's own history, and the figures that the user assumes."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from planner.domain.activity import ActivityType, Outcome
from planner.domain.change import Topic
from planner.domain.contact import Stage
from planner.domain.conversion import Ratio
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import LineError, PlannerError
from planner.domain.funnel import FunnelPlan, what_if
from planner.domain.goal import Goal
from planner.domain.measure import Unit
from planner.domain.period import Period, Span
from planner.domain.salesfigures import Source
from planner.domain.setting import Setting
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    TODAY,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    an_activity,
    open_planner,
    put,
)
from tests.domain.test_funnel import NEW_YEAR, OFF

NEW, REPEAT = DealKind.NEW, DealKind.REPEAT


def won(amount: int | None, on: date = TODAY, **fields: Any) -> Deal:
    return a_deal(amount_minor=amount, stage=DealStage.WON, closed_on=on, **fields)


def goal_of(planner: Planner, line: str) -> Goal:
    """Set a goal by its line and return it."""
    changes = planner.goals.add(line).changes
    return next(c.after for c in changes if isinstance(c.after, Goal) and c.before is None)


def settings(planner: Planner) -> dict[str, str]:
    return {setting.name: setting.value for setting in planner.store.select(Setting)}


def counts(plan: FunnelPlan) -> tuple[int | None, ...]:
    return plan.gap, plan.deals, plan.leads, plan.conversations, plan.calls


def test_the_reverse_funnel_of_a_year_comes_out_to_every_figure(planner: Planner) -> None:
    put(planner, *(a_day_off(day) for day in OFF))
    new, repeat = goal_of(planner, "$1,000 new in 2026"), goal_of(planner, "$1,000 repeat in 2026")
    planner.funnel.assume(NEW, "USD", average_minor=10_000)
    planner.funnel.assume(REPEAT, "USD", average_minor=5_000)
    plan = planner.funnel.plan(new, NEW_YEAR)
    assert counts(plan) == (100_000, 10, 30, None, None)
    rhythm = plan.rhythm(plan.leads)
    assert rhythm is not None
    assert [plan.time.working_days, rhythm.days_each, rhythm.a_month] == [240, 8, Fraction(5, 2)]
    assert plan.monthly() == (8_334,) * 4 + (8_333,) * 8
    assert counts(planner.funnel.plan(repeat, NEW_YEAR))[:3] == (100_000, 20, 60)
    lost = [a_contact(f"lost {n}", stage=Stage.LOST) for n in range(7)]
    bought = [a_contact(f"bought {n}", stage=Stage.CUSTOMER) for n in range(2)]
    put(planner, *lost, *bought, *(won(None, contact_id=person.id) for person in bought))
    plan = planner.funnel.plan(new, NEW_YEAR)
    assert (plan.history.rate.value, plan.leads) == (Fraction(2, 7), 35)
    assert (plan.history.rate.closed, plan.history.rate.source) == (9, Source.OWN)
    assert planner.funnel.plan(repeat, NEW_YEAR).history.rate.source is Source.ASSUMED


def test_a_plan_is_of_what_is_still_to_come_in_the_period_that_counts(planner: Planner) -> None:
    put(planner, won(30_000, date(2026, 1, 5)), won(99_000, date(2025, 12, 31)), won(5_000, kind=REPEAT))
    year = planner.funnel.plan(goal_of(planner, "$1,000 new in 2026"), TODAY)
    assert (year.gap, year.current, year.time.span) == (70_000, 30_000, Span(TODAY, date(2026, 12, 31)))
    together = planner.funnel.plan(goal_of(planner, "$1,000 in 2026"), TODAY)
    assert (together.kind, together.gap) == (None, 65_000)
    month = planner.funnel.plan(goal_of(planner, "$1,000 a month"), date(2026, 3, 4))
    assert (month.gap, month.time.span) == (100_000, Span(date(2026, 3, 4), date(2026, 3, 31)))
    later = planner.funnel.plan(goal_of(planner, "$1,000 in q3"), TODAY)
    assert later.time.span == Span(date(2026, 7, 1), date(2026, 9, 30))
    assert later.time.this_week == 0


def test_the_average_is_the_median_of_the_last_twenty_won_deals_of_that_kind(planner: Planner) -> None:
    old = [won(9_999, date(2025, 1, 1)) for _ in range(30)]
    put(planner, *old, *(won(100 * n) for n in range(1, 21)), won(77, kind=REPEAT), won(5, currency="EUR"))
    average = planner.funnel.free(10_000, NEW, "USD", TODAY).history.average
    assert (average.median, average.deals, average.source) == (1_050, 20, Source.OWN)
    assert planner.funnel.free(10_000, REPEAT, "USD", TODAY).history.average.value == 77


def test_conversations_and_calls_come_from_the_log(planner: Planner) -> None:
    outcomes = (Outcome.CONNECTED, None, Outcome.VOICEMAIL, Outcome.NO_ANSWER, Outcome.NO_ANSWER)
    put(planner, a_contact("A"), a_contact("B"), *(an_activity(outcome=outcome) for outcome in outcomes))
    put(planner, an_activity(ActivityType.MEETING), an_activity(ActivityType.MEETING, outcome=Outcome.NOT_HELD))
    planner.funnel.assume(NEW, "USD", average_minor=10_000)
    plan = planner.funnel.line("$1,000 new in 2026")
    assert (plan.history.talks, plan.history.connects) == (Ratio(3, 2), Ratio(2, 5))
    assert counts(plan) == (100_000, 10, 30, 45, 113)
    put(planner, an_activity())
    assert planner.funnel.line("$1,000 new in 2026").history.connects == Ratio(3, 6)


def test_new_clients_are_planned_from_their_number(planner: Planner) -> None:
    goal = goal_of(planner, "10 new clients in 2026")
    assert planner.funnel.plan(goal, TODAY)[1:6] == (Unit.COUNT, NEW, "", 10, 0)
    assert counts(planner.funnel.plan(goal, TODAY))[:3] == (10, 10, 30)


def test_a_goal_that_counts_no_sales_is_not_planned(planner: Planner) -> None:
    for line in ("2 calls a day", "sign the lease by 1 mar", "big picture: own the north-east"):
        with pytest.raises(PlannerError, match="counts no sales"):
            planner.funnel.plan(goal_of(planner, line), TODAY)
        with pytest.raises(PlannerError, match="counts no sales"):
            planner.funnel.line(line)


def test_each_standing_goal_in_money_or_closes_is_planned(planner: Planner) -> None:
    lines = ("$1,000 new in 2026", "2 calls a day", "5 closes in q1", "$9 in 2026 draft", "sign the lease by 1 mar")
    for line in lines:
        planner.goals.add(line)
    put(planner, CALLS, DOLLARS, replace(a_goal("€5", Period.YEAR, 500, DOLLARS), archived_on=TODAY))
    assert [plan.name for plan in planner.funnel.plans(TODAY)] == ["$1,000 new in 2026", "5 closes in Q1"]


def test_a_line_that_names_a_period_is_planned_as_the_goal_it_would_set(planner: Planner) -> None:
    put(planner, won(30_000, date(2026, 1, 5)))
    assert planner.funnel.line("$1,000 new in 2026") == planner.funnel.plan(
        goal_of(planner, "$1,000 new in 2026"), TODAY
    )


@pytest.mark.parametrize(
    ("line", "until", "end"),
    [
        ("$1,000 repeat", None, date(2026, 12, 31)),
        ("$1,000 repeat", date(2026, 3, 1), date(2026, 3, 1)),
        ("$1,000 repeat by 1 mar", None, date(2026, 3, 1)),
        ("$1,000 repeat: from the north", date(2026, 3, 1), date(2026, 3, 1)),
        ("USD 1,000 repeat", None, date(2026, 12, 31)),
    ],
)
def test_an_amount_until_a_day_is_planned_in_full_from_today(
    planner: Planner, line: str, until: date | None, end: date
) -> None:
    put(planner, won(30_000, kind=REPEAT))
    plan = planner.funnel.line(line, until)
    assert (plan.gap, plan.kind, plan.time.span) == (100_000, REPEAT, Span(TODAY, end))
    assert plan == planner.funnel.free(100_000, REPEAT, "USD", end)


def test_an_amount_without_a_period_runs_to_the_end_of_the_sales_year(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, year_start_month=4, currency="EUR")
    plan = planner.funnel.line("€1,000 new")
    assert (plan.currency, plan.time.span.end) == ("EUR", date(2026, 3, 31))


@pytest.mark.parametrize(
    ("line", "until", "sentence"),
    [
        ("", None, "An empty line"),
        ("$0 new", None, "above zero"),
        ("$1,000 new in 2025", None, "is over"),
        ("$1,000 new in 2026", TODAY, "stands already"),
        ("$1,000 new", date(2026, 2, 9), "is past"),
        ("$1,000 nwe", None, "nwe"),
        ("$1,000 new repeat", None, "never both"),
    ],
)
def test_a_line_that_cannot_be_planned_is_pointed_at(
    planner: Planner, line: str, until: date | None, sentence: str
) -> None:
    with pytest.raises(LineError, match=sentence):
        planner.funnel.line(line, until)


def test_an_amount_that_cannot_be_planned_is_refused(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="above zero"):
        planner.funnel.free(0, NEW, "USD", TODAY)
    with pytest.raises(PlannerError, match="is past"):
        planner.funnel.free(100, NEW, "USD", date(2026, 2, 9))


def test_a_big_picture_stays_one(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="“own the north-east” counts no sales"):
        planner.funnel.line("big picture: own the north-east")


def test_the_steps_of_a_span_are_told_with_their_conversion(planner: Planner) -> None:
    put(planner, an_activity(), an_activity(outcome=Outcome.VOICEMAIL), an_activity(ActivityType.PROPOSAL))
    way = planner.funnel.steps(Span(TODAY, TODAY))
    assert [(step.name, step.times) for step in way[:2]] == [("calls", 2), ("conversations", 1)]
    assert way[1].conversion == Ratio(1, 2)


def test_what_is_assumed_is_one_command_that_is_taken_back_by_one(planner: Planner) -> None:
    told: list[frozenset[Topic]] = []
    planner.changes.subscribe(told.append)
    done = planner.funnel.assume(NEW, "USD", average_minor=12_550, close_rate=Fraction(1, 3))
    assert done.label == "Assumed for new sales: close rate 33.3 %, average deal $125.50"
    assert told == [frozenset({Topic.GOALS})]
    assert settings(planner) == {"close_rate new": "1/3", "average_deal new USD": "12550"}
    plan = planner.funnel.line("$1,000 new in 2026")
    assert (plan.history.rate.source, plan.history.average.source) == (Source.TYPED, Source.TYPED)
    assert planner.funnel.line("$1,000 repeat").history.rate.source is Source.ASSUMED
    planner.undo()
    assert settings(planner) == {}
    planner.redo()
    assert len(settings(planner)) == 2


def test_a_what_if_saves_nothing_until_it_is_assumed(planner: Planner) -> None:
    before = planner.store.change_seq
    plan = planner.funnel.line("$1,000 new in 2026")
    tried = what_if(plan, close_rate=Fraction(1, 4), average=10_000)
    assert planner.store.change_seq == before
    planner.funnel.assume(NEW, "USD", average_minor=10_000, close_rate=Fraction(1, 4))
    assert planner.store.change_seq == before + 1
    assert counts(planner.funnel.line("$1,000 new in 2026")) == counts(tried.then) == (100_000, 10, 40, None, None)


def test_a_figure_that_is_assumed_anew_takes_the_place_of_the_old(planner: Planner) -> None:
    for rate in (Fraction(1, 4), Fraction(1, 2), Fraction(1)):
        planner.funnel.assume(None, "USD", close_rate=rate)
    assert settings(planner) == {"close_rate all": "1"}
    assert planner.funnel.line("$1,000 in 2026").history.rate.value == 1
    before = planner.store.change_seq
    assert not planner.funnel.assume(None, "USD", close_rate=Fraction(1)).changes
    assert planner.store.change_seq == before


def test_an_average_that_won_deals_give_is_not_typed(planner: Planner) -> None:
    planner.funnel.assume(NEW, "USD", average_minor=5_000)
    put(planner, won(10_000))
    with pytest.raises(PlannerError, match="Your won deal gives the average deal"):
        planner.funnel.assume(NEW, "USD", average_minor=5_000, close_rate=Fraction(1, 2))
    assert settings(planner) == {"average_deal new USD": "5000"}
    average = planner.funnel.line("$1,000 new in 2026").history.average
    assert (average.value, average.source, average.typed) == (10_000, Source.OWN, 5_000)
    put(planner, won(10_000))
    with pytest.raises(PlannerError, match="Your last 2 won deals give"):
        planner.funnel.assume(NEW, "USD", average_minor=5_000)
    planner.funnel.assume(NEW, "EUR", average_minor=5_000)


def test_a_figure_that_no_plan_can_use_is_not_assumed(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="What is assumed"):
        planner.funnel.assume(NEW, "USD")
    with pytest.raises(PlannerError, match="close rate"):
        planner.funnel.assume(NEW, "USD", close_rate=Fraction(0))
    with pytest.raises(PlannerError, match="average deal"):
        planner.funnel.assume(NEW, "USD", average_minor=0)
    assert settings(planner) == {}


def test_what_was_typed_is_forgotten_for_one_kind(planner: Planner) -> None:
    for kind in DealKind:
        planner.funnel.assume(kind, "USD", average_minor=100, close_rate=Fraction(1, 2))
    assert planner.funnel.forget(NEW, "USD").label == "Forgotten: what was typed for new sales"
    assert set(settings(planner)) == {"close_rate repeat", "average_deal repeat USD"}
    with pytest.raises(PlannerError, match="No figure is typed for new sales"):
        planner.funnel.forget(NEW, "USD")
    planner.undo()
    assert len(settings(planner)) == 4


@pytest.mark.parametrize("value", ["", "abc", "0", "-1", "1/0", "4/3", "0/3", "1e999999999", "9" * 5000, "٣", "nan"])
def test_a_setting_that_says_nothing_is_passed_over(planner: Planner, value: str) -> None:
    put(planner, Setting(name="close_rate new", value=value), Setting(name="average_deal new USD", value=value))
    history = planner.funnel.line("$1,000 new in 2026").history
    assert (history.rate.typed, history.average.typed) == (None, None)
