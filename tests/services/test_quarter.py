"""The review of a quarter: the year's figures, priorities and their months, and keep, raise, lower or drop."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.action import Action
from planner.domain.errors import FieldError, LineError, PlannerError
from planner.domain.figure import figure
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus, Grade
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.period import Period
from planner.domain.periodviews import NEED, Choice, Outlook
from planner.domain.review import Review, ReviewAnswer
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    StoppedClock,
    a_day_off,
    a_deal,
    a_goal,
    a_milestone,
    an_activity,
    goals,
    open_planner,
    put,
)

APRIL = date(2026, 4, 2)
Q1, Q2, Q4 = date(2026, 1, 1), date(2026, 4, 1), date(2026, 10, 1)
YEAR: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


@pytest.fixture
def clock() -> StoppedClock:
    clock = StoppedClock()
    clock.set(APRIL)
    return clock


def priority(planner: Planner, line: str) -> Goal:
    planner.quarter.add_priority(Q1, line)
    return goals(planner)[-1]


# --- the view --------------------------------------------------------------------------------------------------------


def test_the_year_stands_beside_the_quarter_to_every_figure(tmp_path: Path) -> None:
    clock = StoppedClock()
    clock.set(date(2026, 11, 16))
    planner = open_planner(tmp_path, clock)
    quota = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA)
    off = [a_day_off(date(2026, *day)) for day in ((11, 26), (11, 27), (12, 24), (12, 25))]
    won = a_deal("won", amount_minor=18_000_000, stage="won", closed_on=date(2026, 11, 13))
    waiting = [
        a_deal("A", amount_minor=6_000_000, stage="proposal", expected_close_on=date(2026, 12, 10)),
        a_deal("B", amount_minor=3_000_000, expected_close_on=date(2026, 12, 18)),
        a_deal("C", amount_minor=5_000_000, probability_pct=90, expected_close_on=date(2027, 1, 15)),
    ]
    put(planner, DOLLARS, quota, *off, won, *waiting)
    view = planner.quarter.view()
    assert (view.label, view.following_label) == ("Q3", "Q4")
    (row,) = view.annual
    assert [row.attainment, row.required_per_day] == [Fraction(3, 4), 200_000]
    told = [figure(value or 0, DOLLARS) for value in (row.expected, row.run_rate_forecast, row.pipeline_forecast)]
    assert told == ["$211,984.44", "$203,788.55", "$216,000"]
    assert row.days_ahead is not None
    assert round(float(row.days_ahead), 1) == -34.2


def test_an_ended_year_is_told_as_it_came_out(tmp_path: Path) -> None:
    clock = StoppedClock()
    clock.set(date(2027, 1, 4))
    planner = open_planner(tmp_path, clock)
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480, status=GoalStatus.MISSED, **YEAR))
    put(planner, an_activity(on=date(2026, 12, 30), quantity=360), an_activity(on=date(2027, 1, 4)))
    (row,) = planner.quarter.view().annual
    assert (row.current, row.attainment, row.run_rate_forecast) == (360, Fraction(3, 4), None)


def test_the_question_is_asked_word_for_word_and_its_last_answer_is_shown_again(
    planner: Planner, clock: StoppedClock
) -> None:
    assert NEED == (
        "What do I absolutely, positively need to get done over the next three months to achieve my annual goals?"
    )
    planner.quarter.close(Q1, {"question": "ten demos a month"}, note="a cold start")
    view = planner.quarter.view()
    assert (view.question, view.before, view.answer, view.is_closed) == (NEED, "", "ten demos a month", True)
    clock.set(date(2026, 7, 1))
    view = planner.quarter.view()
    assert (view.label, view.before, view.answer, view.is_closed) == ("Q2", "ten demos a month", "", False)


def test_what_was_said_is_taken_back_in_one_step_and_a_closed_quarter_opens_again(planner: Planner) -> None:
    assert planner.quarter.close(Q1, {"question": "demos"}).label == "Closed: Q1"
    assert planner.quarter.close(Q1).label == "Closed already: Q1"
    assert planner.quarter.reopen(Q1).label == "Open again: Q1"
    with pytest.raises(PlannerError, match="Q1 is not closed"):
        planner.quarter.reopen(Q1)
    planner.undo()
    planner.undo()
    assert (list(planner.store.select(Review)), list(planner.store.select(ReviewAnswer))) == ([], [])
    with pytest.raises(PlannerError, match="Nothing asks for “mood”"):
        planner.quarter.keep(Q1, {"mood": "fine"})
    with pytest.raises(PlannerError, match="Q3 is still to come"):
        planner.quarter.close(date(2026, 7, 1))
    with pytest.raises(PlannerError, match="Q3 is still to come"):
        planner.quarter.view(date(2026, 7, 1))


def test_the_outlook_and_the_resolution_of_the_year_stand_at_each_of_its_quarters(planner: Planner) -> None:
    said = {"outlook": "tough", "outlook words": "two large contracts end", "resolution": "ten talks a week"}
    planner.year.keep(date(2025, 5, 5), said)
    for start in (Q1, date(2025, 12, 1)):  # the review at a year's end plans the first quarter of the next
        assert planner.quarter.view(start).outlook == Outlook("tough", "two large contracts end", "ten talks a week")
    with pytest.raises(PlannerError, match="“rosy” is no outlook: tough, normal, easy are"):
        planner.year.keep(date(2025, 5, 5), {"outlook": "rosy"})


# --- priorities ------------------------------------------------------------------------------------------------------


def test_the_last_priorities_are_graded(planner: Planner) -> None:
    span: dict[str, Any] = {"starts_on": Q1, "ends_on": date(2026, 3, 31), "kind": GoalKind.PRIORITY}
    calls = a_goal("100 calls", Period.QUARTER, 100, status=GoalStatus.REACHED, **span)
    branch = a_goal("open a branch", Period.QUARTER, 100, MILESTONES, status=GoalStatus.MISSED, **span)
    draft = a_goal("sell more", Period.QUARTER, 9, status=GoalStatus.DRAFT, **span)
    put(planner, CALLS, MILESTONES, calls, branch, draft)
    put(planner, a_milestone(branch, "place", done_on=Q1), a_milestone(branch, "sign"))
    put(planner, an_activity(on=date(2026, 2, 2), quantity=120), an_activity(on=APRIL, quantity=9))
    rows = planner.quarter.view().priorities
    assert [(row.name, row.current, row.grade) for row in rows] == [
        ("100 calls in Q1", 120, Grade.NAILED),
        ("open a branch in Q1", 50, Grade.SHORT),
    ]


def test_a_priority_is_a_draft_of_the_whole_quarter_until_it_is_committed_to(planner: Planner) -> None:
    goal = priority(planner, "100 demos")
    assert (goal.kind, goal.status, goal.period) == (GoalKind.PRIORITY, GoalStatus.DRAFT, Period.QUARTER)
    assert (goal.starts_on, goal.ends_on) == (Q2, date(2026, 6, 30))
    (row,) = planner.quarter.view().following_priorities
    assert (row.is_draft, row.lacks, row.months, planner.reading.asks(APRIL)) == (True, "a commitment", (), ())
    dated = priority(planner, "sign the lease by 30 may")
    assert dated.ends_on == date(2026, 5, 30)
    with pytest.raises(PlannerError, match="lasts from 2026-07-01 to 2026-09-30"):
        planner.quarter.add_priority(Q1, "30 demos in q3")
    with pytest.raises(LineError, match="not something I can count"):
        planner.quarter.add_priority(Q1, "30 horses")


def test_without_a_number_or_milestones_it_stays_a_draft_and_says_what_it_lacks(planner: Planner) -> None:
    span: dict[str, Any] = {
        "starts_on": Q2,
        "ends_on": date(2026, 6, 30),
        "kind": GoalKind.PRIORITY,
        "status": GoalStatus.DRAFT,
    }
    put(planner, a_goal("sell more", Period.QUARTER, None, None, **span))
    (row,) = planner.quarter.view().following_priorities
    assert row.lacks == "a number or milestones"
    with pytest.raises(PlannerError, match="has no number and no milestones"):
        planner.goals.commit_to(row.goal.id)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(target=st.integers(1, 5000))
def test_its_months_sum_exactly_to_it_and_each_asks_for_an_action(
    tmp_path_factory: pytest.TempPathFactory, target: int
) -> None:
    clock = StoppedClock()
    clock.set(APRIL)
    planner = open_planner(tmp_path_factory.mktemp("q"), clock)
    goal = priority(planner, f"{target} demos")
    planner.goals.commit_to(goal.id)
    (row,) = planner.quarter.view().following_priorities
    assert [month.label for month in row.months] == ["April", "May", "June"]
    assert sum(month.target or 0 for month in row.months) == target
    assert sum(one.target or 0 for one in goals(planner) if one.parent_id == goal.id) == target
    assert [month.actions for month in row.months] == [0, 0, 0]


def test_the_action_of_a_month_serves_it_and_can_be_skipped(planner: Planner) -> None:
    goal = priority(planner, "100 demos")
    with pytest.raises(PlannerError, match="has no target in that month"):
        planner.quarter.plan_month(goal.id, date(2026, 5, 1), "write to the old list")
    planner.goals.commit_to(goal.id)
    planner.quarter.plan_month(goal.id, date(2026, 4, 1), "book the room")
    planner.quarter.plan_month(goal.id, date(2026, 5, 1), "write to the old list")
    planner.quarter.plan_month(goal.id, date(2026, 6, 1), "12 jun invite the trade")
    assert [one.date for one in planner.store.select(Action, order="rowid")] == [
        APRIL,
        date(2026, 5, 1),
        date(2026, 6, 12),
    ]
    planner.plan.drop(next(planner.store.select(Action, "text = 'invite the trade'")).id)
    (row,) = planner.quarter.view().following_priorities
    assert [month.actions for month in row.months] == [1, 1, 0]
    assert planner.quarter.close(Q1).label == "Closed: Q1"


def test_a_fourth_active_priority_is_refused_and_a_dropped_one_makes_room(planner: Planner) -> None:
    made = [priority(planner, line) for line in ("10 demos", "20 calls", "30 emails", "5 meetings")]
    for goal in made[:3]:
        planner.goals.commit_to(goal.id)
    with pytest.raises(PlannerError, match="Three priorities stand in that quarter already"):
        planner.goals.commit_to(made[3].id)
    planner.quarter.decide(made[0].id, Choice.DROP)
    planner.goals.commit_to(made[3].id)
    active = [one.title for one in goals(planner) if one.kind is GoalKind.PRIORITY and one.is_active]
    assert active == ["20 calls", "30 emails", "5 meetings"]
    third = planner.goals.set  # the model refuses it, whoever asks
    with pytest.raises(PlannerError, match="Three priorities stand"):
        third(a_goal("9", Period.QUARTER, 9, on=Q2, kind=GoalKind.PRIORITY, committed_on=APRIL), CALLS)


# --- keep, raise, lower, drop ----------------------------------------------------------------------------------------


@pytest.fixture
def annual(planner: Planner) -> Goal:
    year = a_goal("480 calls", Period.YEAR, 480, **YEAR)
    month = a_goal("40 calls", Period.MONTH, 40, on=APRIL, parent_id=year.id)
    big = a_goal("own the north", Period.BIG_PICTURE, None, None, ends_on=date(9999, 12, 31))
    over = a_goal("9 calls", Period.CUSTOM, 9, ends_on=APRIL)
    put(planner, CALLS, year, month, big, over)
    return year


def test_each_goal_that_goes_on_is_kept_unless_something_else_is_decided(planner: Planner, annual: Goal) -> None:
    (row,) = planner.quarter.view().goals
    assert (row.name, row.choice, row.is_decided, row.needs_reason) == ("480 calls in 2026", Choice.KEEP, False, False)
    planner.quarter.close(Q1)
    assert list(planner.store.select(GoalChange)) == []
    planner.quarter.decide(annual.id, Choice.KEEP, reason="spring will tell")
    (row,) = planner.quarter.view().goals
    assert (row.choice, row.is_decided) == (Choice.KEEP, True)


def test_a_part_of_another_goal_is_named_and_follows_it(planner: Planner, annual: Goal) -> None:
    put(planner, a_goal("120 calls", Period.QUARTER, 120, on=APRIL, parent_id=annual.id))
    view = planner.quarter.view()
    assert [row.name for row in view.goals] == ["480 calls in 2026"]
    assert view.parts == ("40 calls in April", "120 calls in Q2")


def test_a_raise_and_a_lowering_are_in_the_history_with_their_reason(
    planner: Planner, annual: Goal, clock: StoppedClock
) -> None:
    planner.quarter.decide(annual.id, Choice.RAISE, 600, "a new region")
    clock.advance(minutes=1)
    assert planner.quarter.view().goals[0].choice is Choice.RAISE
    planner.quarter.decide(annual.id, Choice.LOWER, 450, "ill in march")
    assert planner.quarter.view().goals[0].choice is Choice.LOWER
    assert [decision.text for decision in planner.goals.history(annual)] == [
        "target 480 → 600: a new region",
        "target 600 → 450: ill in march",
    ]
    with pytest.raises(PlannerError, match="To raise “450 calls”, give a target above"):
        planner.quarter.decide(annual.id, Choice.RAISE, 450)
    with pytest.raises(PlannerError, match="give a target below"):
        planner.quarter.decide(annual.id, Choice.LOWER, 450)
    with pytest.raises(PlannerError, match="To raise “450 calls”, give a target"):
        planner.quarter.decide(annual.id, Choice.RAISE)


def test_a_dropped_goal_stays_in_the_review_that_dropped_it(
    planner: Planner, annual: Goal, clock: StoppedClock
) -> None:
    planner.quarter.decide(annual.id, Choice.DROP, reason="another team has it")
    (row,) = [row for row in planner.quarter.view().goals if row.goal.id == annual.id]
    assert (row.choice, row.goal.status) == (Choice.DROP, GoalStatus.DROPPED)
    clock.set(date(2026, 7, 2))
    assert [row.goal.id for row in planner.quarter.view().goals] == []


def test_the_employers_goal_is_not_lowered_or_dropped_without_a_reason(planner: Planner) -> None:
    quota = a_goal(
        "$240,000", Period.YEAR, 24_000_000, DOLLARS, source=GoalSource.EMPLOYER, kind=GoalKind.QUOTA, **YEAR
    )
    put(planner, DOLLARS, quota)
    assert planner.quarter.view().goals[0].needs_reason
    for choice, target in ((Choice.LOWER, 20_000_000), (Choice.DROP, None)):
        with pytest.raises(FieldError, match=r"comes from your employer\. Give a reason"):
            planner.quarter.decide(quota.id, choice, target)
    planner.quarter.decide(quota.id, Choice.RAISE, 25_000_000)
    planner.quarter.decide(quota.id, Choice.LOWER, 20_000_000, "smaller territory")
    fields = [row.field for row in planner.store.select(GoalChange)]
    assert fields == [GoalField.TARGET, GoalField.TARGET]


def test_two_nailed_periods_suggest_to_raise(planner: Planner) -> None:
    weekly = a_goal("10 calls", Period.WEEK, 10, starts_on=Q1, ends_on=date(2026, 12, 31))
    put(planner, CALLS, weekly, *(an_activity(on=APRIL - timedelta(weeks=n), quantity=12) for n in (1, 2)))
    (row,) = planner.quarter.view().goals
    assert row.higher == "Nailed two weeks in a row: 10 calls a week. Raise it to 12, or keep it."


def test_a_sales_year_that_begins_in_july_has_its_own_quarters(tmp_path: Path, clock: StoppedClock) -> None:
    planner = open_planner(tmp_path, clock, year_start_month=7)
    view = planner.quarter.view()
    assert (view.label, view.span.start, view.following_label) == ("Q3", Q1, "Q4")
    clock.set(date(2026, 7, 1))
    view = planner.quarter.view()
    assert (view.label, view.following_label, view.following.start) == ("Q4 2025", "Q1", date(2026, 7, 1))


def test_a_goal_line_of_a_fourth_priority_says_too_that_three_stand(planner: Planner) -> None:
    for line in ("100 demos", "50 meetings", "10 proposals"):
        planner.goals.commit_to(priority(planner, line).id)
    assert planner.goals.add("20 emails in q2 priority").label == (
        "Set as a draft: three priorities of Q2 stand already. Finish or drop one to commit to it"
    )
    assert planner.goals.add("20 emails in q3 priority").label == (
        "Goal set: 20 emails in Q3, a draft until you commit to it"
    )
