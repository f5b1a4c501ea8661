"""The goals' verbs, and the hierarchy without double counting (E4)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.domain.activity import ActivityType
from planner.domain.contact import Stage
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus, Grade, Milestone
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    MILESTONES,
    ROLLUP,
    TODAY,
    a_contact,
    a_goal,
    a_milestone,
    an_activity,
    goals,
    open_planner,
    put,
)

SALES = Measure(name="sales", unit=Unit.MONEY, currency="USD")
E4_LINES = ("480 new calls in 2026", "120 new calls in q1", "40 new calls in february", "10 new calls in week 7")
E4_LOG = (
    (date(2026, 1, 15), Stage.PROSPECT, 5),
    (date(2026, 1, 31), Stage.LEAD, 1),
    (date(2026, 2, 2), Stage.LEAD, 3),
    (date(2026, 2, 9), Stage.LEAD, 2),
    (date(2026, 2, 9), Stage.CUSTOMER, 1),
    (date(2026, 2, 10), Stage.LEAD, 4),
)


@pytest.fixture
def e4(planner: Planner) -> Planner:
    """Return a planner with the goals of E4 under a quota, and its log, all through the services."""
    for line in ("$240,000 in 2026", *E4_LINES, "2 new calls today"):
        planner.goals.add(line)
    for stage in (Stage.LEAD, Stage.PROSPECT, Stage.CUSTOMER):
        put(planner, a_contact(stage.title(), stage=stage))
    for day, stage, times in E4_LOG:
        planner.log.line(f"call x{times} @{stage.title()} {day}")
    return planner


def titled(planner: Planner, title: str) -> Goal:
    return next(goal for goal in goals(planner) if goal.title == title)


def reached(planner: Planner) -> dict[Period, int]:
    return {row.goal.period: row.current for row in planner.reading.goals(TODAY) if row.measure != SALES}


def test_a_hierarchy_counts_each_entry_once_in_each_goal(e4: Planner) -> None:
    assert reached(e4) == {Period.YEAR: 15, Period.QUARTER: 15, Period.MONTH: 9, Period.WEEK: 6, Period.DAY: 4}
    rows = {row.goal.period: row for row in e4.reading.goals(TODAY) if row.measure != SALES}
    fractions = [round(100 * rows[period].fraction, 1) for period in rows]
    assert fractions == [3.1, 12.5, 22.5, 60.0, 200.0]
    assert rows[Period.DAY].goal.grade(4) is Grade.NAILED


def test_a_quota_above_calls_stays_at_zero(e4: Planner) -> None:
    e4.goals.place(titled(e4, "120 new calls").id, titled(e4, "$240,000").id)
    quota = next(row for row in e4.reading.goals(TODAY) if row.measure == SALES)
    assert (quota.current, quota.children) == (0, 1)


def test_a_deleted_entry_leaves_every_goal_above_it(e4: Planner) -> None:
    (row,) = e4.reading.log_of(TODAY)
    e4.log.delete(row.activity.id)
    assert reached(e4) == {Period.YEAR: 11, Period.QUARTER: 11, Period.MONTH: 5, Period.WEEK: 2, Period.DAY: 0}
    e4.undo()
    assert reached(e4)[Period.YEAR] == 15


def test_each_goal_of_the_hierarchy_stands_under_the_next_coarser_one(e4: Planner) -> None:
    day = next(goal for goal in goals(e4) if goal.period is Period.DAY)
    above = [goal.period for goal in e4.reading.chain(day)]
    assert above == [Period.YEAR, Period.QUARTER, Period.MONTH, Period.WEEK]


def test_the_hierarchy_is_shown_from_the_top_down(e4: Planner) -> None:
    shown = [(row.depth, row.goal.title) for row in e4.reading.goals(TODAY)]
    assert shown == [
        (0, "$240,000"),
        (0, "480 new calls"),
        (1, "120 new calls"),
        (2, "40 new calls"),
        (3, "10 new calls"),
        (4, "2 new calls"),
    ]


def test_progress_is_as_of_the_day_that_is_shown(e4: Planner) -> None:
    year = titled(e4, "480 new calls")
    assert e4.reading.current(year, date(2026, 2, 9)) == (11, 9)
    assert e4.reading.current(year, date(2026, 1, 31)) == (6, 5)
    assert e4.reading.current(year, TODAY) == (15, 11)


def test_a_roll_up_is_the_mean_of_its_children_each_capped_at_one(planner: Planner) -> None:
    top = a_goal("all of it", Period.YEAR, 100, ROLLUP)
    kinds = (ActivityType.CALL, ActivityType.EMAIL, ActivityType.DEMO)
    measures = [Measure(name=kind, unit=Unit.COUNT, activity_types=frozenset({kind})) for kind in kinds]
    children = [a_goal(m.name, target=10, measure=m, parent_id=top.id) for m in measures]
    done = [an_activity(kind, quantity=n) for kind, n in zip(kinds, (12, 5, 3), strict=True)]
    put(planner, ROLLUP, *measures, top, *children, *done)
    assert planner.reading.current(top, TODAY) == (60, 0)


def test_a_heavier_child_weighs_more_in_a_roll_up(planner: Planner) -> None:
    top = a_goal("all of it", Period.YEAR, 100, ROLLUP)
    other = Measure(name="emails", unit=Unit.COUNT, activity_types=frozenset({ActivityType.EMAIL}))
    heavy = a_goal("calls", target=10, parent_id=top.id, weight=3)
    light = a_goal("emails", target=10, measure=other, parent_id=top.id)
    put(planner, ROLLUP, CALLS, other, top, heavy, light, an_activity(quantity=10))
    assert planner.reading.current(top, TODAY) == (75, 0)


def test_an_empty_roll_up_is_at_zero(planner: Planner) -> None:
    top = a_goal("all of it", Period.YEAR, 100, ROLLUP)
    put(planner, ROLLUP, top)
    assert planner.reading.current(top, TODAY) == (0, 0)


def test_milestones_of_weights_1_1_2_with_two_done_are_half(planner: Planner) -> None:
    goal = a_goal("open the branch", Period.YEAR, 100, MILESTONES)
    parts = [a_milestone(goal, title, weight=weight) for title, weight in (("lease", 1), ("staff", 1), ("open", 2))]
    put(planner, MILESTONES, goal, *parts)
    for done in ("lease", "staff"):
        assert planner.goals.toggle(goal.id).label == f"Done: {done}"
    assert planner.reading.current(goal, TODAY) == (50, 0)
    row = planner.reading.goal(goal, TODAY)
    assert (row.milestones_done, row.milestones_total, row.fraction) == (2, 3, 0.5)
    assert planner.reading.current(goal, date(2026, 2, 9)) == (0, 0)


def test_each_goal_has_milestones_of_its_own(planner: Planner) -> None:
    planner.goals.add("sign the lease by 1 mar")
    planner.goals.add("hire a clerk by 1 mar")
    lease, clerk = goals(planner)
    planner.goals.toggle(lease.id)
    assert (planner.reading.current(lease, TODAY)[0], planner.reading.current(clerk, TODAY)[0]) == (100, 0)


def test_ticks_are_taken_away_when_all_milestones_are_done(planner: Planner) -> None:
    planner.goals.add("sign the lease by 1 mar")
    (goal,) = goals(planner)
    assert planner.goals.toggle(goal.id).label == "Done: sign the lease"
    assert planner.reading.current(goal, TODAY) == (100, 0)
    assert planner.goals.toggle(goal.id).label == "Open again: sign the lease"
    assert planner.reading.current(goal, TODAY) == (0, 0)


def test_a_goal_that_is_counted_is_not_ticked(planner: Planner) -> None:
    planner.goals.add("2 calls a day")
    with pytest.raises(PlannerError, match="counted from the log"):
        planner.goals.toggle(goals(planner)[0].id)


def test_a_line_sets_a_goal_with_its_measure_in_one_step(planner: Planner) -> None:
    assert planner.goals.add("2 calls a day").label == "Goal set: 2 calls a day"
    planner.goals.add("40 calls in february")
    assert len(list(planner.store.select(Measure))) == 1
    planner.undo()
    planner.undo()
    assert (goals(planner), list(planner.store.select(Measure))) == ([], [])


def test_a_weekly_goal_that_goes_on_stands_under_the_year(planner: Planner) -> None:
    for line in ("480 calls in 2026", "40 calls in february", "10 calls a week"):
        planner.goals.add(line)
    assert titled(planner, "10 calls").parent_id == titled(planner, "480 calls").id


def test_a_goal_prefers_a_parent_with_its_own_measure(planner: Planner) -> None:
    for line in ("big picture: go on", "480 calls in 2026", "$60,000 in q1", "40 calls in february"):
        planner.goals.add(line)
    assert titled(planner, "40 calls").parent_id == titled(planner, "480 calls").id


def test_a_new_goal_takes_in_those_that_belong_under_it_and_stood_under_none(planner: Planner) -> None:
    for line in ("10 calls in week 7", "40 calls in february", "480 calls in 2026"):
        planner.goals.add(line)
    month, year = titled(planner, "40 calls"), titled(planner, "480 calls")
    assert [titled(planner, title).parent_id for title in ("10 calls", "40 calls")] == [month.id, year.id]
    planner.undo()
    assert titled(planner, "40 calls").parent_id is None


def test_little_goals_and_big_pictures_stand_at_the_top(planner: Planner) -> None:
    for line in ("480 calls in 2026", "30 follow-up calls by 31 dec little", "big picture: own the north-east"):
        planner.goals.add(line)
    assert all(goal.parent_id is None for goal in goals(planner))
    assert [row.goal.title for row in planner.reading.goals(TODAY)] == [
        "30 follow-up calls",
        "own the north-east",
        "480 calls",
    ]


def test_a_fourth_little_goal_is_refused_and_no_other_goal_is_touched(planner: Planner) -> None:
    for line in ("30 calls little", "2 demos little", "5 meetings little"):
        planner.goals.add(line)
    before = goals(planner)
    with pytest.raises(PlannerError, match="Three little goals stand already"):
        planner.goals.add("7 emails little")
    assert goals(planner) == before


def test_a_correction_that_breaks_a_rule_changes_nothing(planner: Planner) -> None:
    planner.goals.add("480 calls in 2026")
    planner.goals.add("40 calls in february")
    before = goals(planner)
    for values in ({"target": 0}, {"ends_on": date(2027, 3, 1)}, {"title": ""}):
        with pytest.raises(PlannerError):
            planner.goals.correct(titled(planner, "40 calls").id, values)
    assert goals(planner) == before
    assert planner.goals.correct(before[1].id, {"target": 44}).label == (
        "Goal changed: 44 calls in February (target 40 → 44)"
    )
    assert goals(planner)[1].target == 44


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"ends_on": date(2026, 2, 27)}, "Goal changed: 40 calls (last date 2026-02-28 → 2026-02-27)"),
        ({"stretch_target": 4800}, "Goal changed: 40 calls in February (stretch target none → 4,800)"),
        ({"preliminary": True, "target": 40}, "Goal changed: 40 calls in February (preliminary no → yes)"),
        ({"why": "it works"}, "Goal changed: 40 calls in February (why)"),
        ({"target": 44, "why": "it works"}, "Goal changed: 44 calls in February"),
        ({"target": 40}, "Goal changed: 40 calls in February"),
        ({"is_realistic": True}, "“40 calls in February” is realistic"),
        ({"is_realistic": False}, "“40 calls in February” is not realistic"),
    ],
)
def test_a_correction_of_one_field_says_what_changed(planner: Planner, values: dict[str, Any], label: str) -> None:
    planner.goals.add("40 calls in february")
    assert planner.goals.correct(titled(planner, "40 calls").id, values).label == label


def test_a_correction_may_change_what_is_counted(planner: Planner) -> None:
    planner.goals.add("40 calls in february")
    emails = Measure(name="emails", unit=Unit.COUNT, activity_types=frozenset({ActivityType.EMAIL}))
    planner.goals.correct(goals(planner)[0].id, {}, emails)
    planner.log.line("email x3")
    assert planner.reading.current(goals(planner)[0], TODAY)[0] == 3


def test_a_goal_is_placed_under_another_and_back_at_the_top(planner: Planner) -> None:
    for line in ("$240,000 in 2026", "480 calls in 2026", "40 calls in february"):
        planner.goals.add(line)
    month, money = titled(planner, "40 calls"), titled(planner, "$240,000")
    assert planner.goals.place(month.id, money.id).label == "Placed under $240,000 in 2026: 40 calls in February"
    assert titled(planner, "40 calls").parent_id == money.id
    assert planner.goals.place(month.id, None).label == "Placed at the top: 40 calls in February"
    with pytest.raises(PlannerError, match=r"covers no longer|not within"):
        planner.goals.place(money.id, month.id)
    with pytest.raises(PlannerError, match="not there"):
        planner.goals.place(month.id, "gone")


def test_only_goals_that_can_hold_another_are_offered_as_parents(planner: Planner) -> None:
    for line in ("480 calls in 2026", "120 calls in q1", "40 calls in february", "40 calls in may"):
        planner.goals.add(line)
    offered = {goal.title for goal in planner.goals.parents_for(titled(planner, "40 calls").id)}
    assert offered == {"480 calls", "120 calls"}
    assert planner.goals.parents_for(titled(planner, "480 calls").id) == []


def test_goals_change_places_among_their_own_kind_only(planner: Planner) -> None:
    for line in ("480 calls in 2026", "big picture: own the north-east", "50 demos in 2026", "2 emails little"):
        planner.goals.add(line)

    def shown() -> list[str]:
        return [row.goal.title for row in planner.reading.goals(TODAY)]

    assert shown() == ["2 emails", "own the north-east", "480 calls", "50 demos"]
    planner.goals.shift(titled(planner, "50 demos").id, -1)
    assert shown() == ["2 emails", "own the north-east", "50 demos", "480 calls"]
    for title, by in (("50 demos", -1), ("480 calls", 1), ("own the north-east", -1), ("2 emails", 1)):
        with pytest.raises(PlannerError, match="end of its row"):
            planner.goals.shift(titled(planner, title).id, by)


def test_a_goal_goes_to_the_top_of_its_row_step_by_step_and_back(planner: Planner) -> None:
    for line in ("480 calls in 2026", "50 demos in 2026", "90 emails in 2026"):
        planner.goals.add(line)
    emails = titled(planner, "90 emails")

    def shown() -> list[str]:
        return [row.goal.title.split()[1] for row in planner.reading.goals(TODAY)]

    orders = []
    for by in (-1, -1, 1, 1):
        planner.goals.shift(emails.id, by)
        orders.append(shown())
    assert orders == [
        ["calls", "emails", "demos"],
        ["emails", "calls", "demos"],
        ["calls", "emails", "demos"],
        ["calls", "demos", "emails"],
    ]


def test_goals_under_one_that_is_over_are_ordered_among_those_at_the_top(planner: Planner) -> None:
    over = a_goal("over", Period.CUSTOM, None, None, starts_on=date(2026, 1, 1), ends_on=TODAY)
    under = a_goal("under", Period.DAY, None, None, parent_id=over.id)
    beside = a_goal("beside", Period.YEAR, None, None, position=1)
    put(planner, over, under, beside)
    planner.goals.correct(over.id, {"status": GoalStatus.DROPPED})
    planner.goals.shift(under.id, 1)
    assert [row.goal.title for row in planner.reading.goals(TODAY)] == ["beside", "under"]


def test_a_goal_is_put_away_with_everything_under_it_in_one_step(e4: Planner) -> None:
    year = titled(e4, "480 new calls")
    assert e4.goals.archive(year.id).label == "Put away: 480 new calls in 2026 and 4 under it"
    assert [row.goal.title for row in e4.reading.goals(TODAY)] == ["$240,000"]
    assert e4.reading.asks(TODAY) == ()
    e4.undo()
    assert len(e4.reading.goals(TODAY)) == 6


@pytest.mark.parametrize(
    "typed", ["4800", "4,800 calls", "4.800 CALLS in 2026", "4'800", "4_800", "4,800 calls in 2026"]
)
def test_digits_match_whatever_their_separators(planner: Planner, typed: str) -> None:
    planner.goals.add("4,800 calls in 2026")
    planner.goals.add("48 calls in february")
    assert planner.goals.find(typed).target == 4800


@pytest.mark.parametrize("typed", ["", "  ", "48,00", "800,4"])
def test_no_words_and_other_digits_name_no_goal(planner: Planner, typed: str) -> None:
    planner.goals.add("4,800 calls in 2026")
    with pytest.raises(PlannerError, match="No goal is called"):
        planner.goals.find(typed)


def test_a_goal_is_found_by_words_of_its_name(e4: Planner) -> None:
    assert e4.goals.find("february").target == 40
    assert e4.goals.find("NEW calls Q1").target == 120
    assert e4.goals.find("480 new calls").target == 480
    assert e4.goals.find(titled(e4, "10 new calls").id).target == 10
    with pytest.raises(PlannerError, match="No goal is called “march”"):
        e4.goals.find("march")
    with pytest.raises(PlannerError, match=r"“new calls” could be “.+ in .+”, “.+”, “.+”, “.+”\. Write more"):
        e4.goals.find("new calls")


def test_a_dropped_goal_is_not_shown(planner: Planner) -> None:
    put(planner, CALLS, a_goal(status=GoalStatus.DROPPED), a_goal("old", on=date(2026, 1, 5)))
    assert planner.reading.goals(TODAY) == ()


def test_a_milestone_goal_comes_with_its_milestone(planner: Planner) -> None:
    planner.goals.add("sign the lease by 1 mar")
    (milestone,) = planner.store.select(Milestone)
    assert (milestone.goal_id, milestone.title, milestone.done_on) == (goals(planner)[0].id, "sign the lease", None)
    assert goals(planner)[0].kind is GoalKind.GOAL


def test_a_quota_is_the_employers(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("$240,000 in 2026 quota")
    planner.goals.add("40 calls in february")
    sources = {goal.title: goal.source for goal in planner.reading.standing_goals(planner.today())}
    assert sources == {"$240,000": GoalSource.EMPLOYER, "40 calls": GoalSource.SELF}


def test_a_roll_up_is_as_far_as_the_goals_under_it(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("win the north in 2026 rollup")
    planner.goals.add("10 meetings in february")
    planner.goals.add("20 calls in february")
    top, *under = planner.reading.standing_goals(planner.today())
    for goal in under:
        planner.goals.place(goal.id, top.id)
    planner.log.line("call x5")
    assert planner.reading.current(planner.goals.find("win the north"), planner.today())[0] == 12


def test_a_past_day_has_the_milestones_that_were_done_by_then(planner: Planner) -> None:
    goal = a_goal("lease", Period.QUARTER, 100, MILESTONES)
    put(planner, MILESTONES, goal, *(a_milestone(goal, done_on=date(2026, 2, day)) for day in (3, 6)))
    done = [planner.reading.goals(date(2026, 2, day))[0].milestones_done for day in (2, 5, 6, 10)]
    assert done == [0, 1, 2, 2]
