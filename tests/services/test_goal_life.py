"""A goal's life: corrected with a reason, committed to, marked and confirmed, followed; little goals touch no other."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import LineError, PlannerError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus, Grade
from planner.domain.goal_change import GoalChange
from planner.domain.period import Period
from planner.domain.value import replace
from planner.services.goal_life import Answer
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    TODAY,
    StoppedClock,
    a_contact,
    a_deal,
    a_goal,
    a_milestone,
    an_activity,
    goals,
    open_planner,
    put,
)

YEAR_END = date(2026, 12, 31)
NOVEMBER = datetime.combine(date(2026, 11, 16), time(9))
LITTLE = (
    "30 follow-up calls by 31 dec little stretch 36",
    "2 new clients by 31 dec little stretch 3",
    "5 held meetings by 31 dec little stretch 6: 5 thank-you visits",
)
ONES_OWN = {"goal_change", "journal", "meta", "measure", "activity", "contact", "deal"}


def add(planner: Planner, line: str, *, is_realistic: bool | None = None) -> Goal:
    planner.goals.add(line, is_realistic=is_realistic)
    return goals(planner)[-1]


def again(planner: Planner, goal: Goal) -> Goal:
    return planner.store.need(Goal, goal.id)


def told(planner: Planner, goal: Goal) -> list[str]:
    return [decision.text for decision in planner.goals.history(goal)]


def dump(planner: Planner, *, without: set[str]) -> list[str]:
    """Return every row of the file but those of some goals, and of the tables that say what was done."""
    lines = planner.store.connection.iterdump()
    return [
        line
        for line in lines
        if not any(f'INTO "{table}"' in line for table in ONES_OWN) and not any(key in line for key in without)
    ]


def a_quota(**fields: Any) -> Goal:
    plain = {"source": GoalSource.EMPLOYER, "kind": GoalKind.QUOTA, **fields}
    return a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, **plain)


# --- what is decided is kept -----------------------------------------------------------------------------------------


def test_each_decision_about_a_goal_is_kept_with_its_reason(planner: Planner, clock: StoppedClock) -> None:
    goal = add(planner, "480 calls by 31 dec")
    for values, reason in (
        ({"target": 450}, "smaller\nterritory"),
        ({"ends_on": date(2026, 11, 30)}, ""),
        ({"source": GoalSource.EMPLOYER, "preliminary": True}, ""),
        ({"preliminary": False, "target": 470}, ""),
        ({"status": GoalStatus.DROPPED}, "no longer wanted"),
    ):
        clock.advance(minutes=1)
        planner.goals.correct(goal.id, values, reason=reason)
    assert told(planner, goal) == [
        "target 480 → 450: smaller territory",
        "last date 2026-12-31 → 2026-11-30",
        "set by self → employer",
        "the figure is preliminary",
        "target 450 → 470",
        "the figure is final",
        "active → dropped: no longer wanted",
    ]
    assert planner.goals.history(goal)[0].at == datetime(2026, 2, 10, 14, 42, tzinfo=UTC)


def test_a_correction_and_its_history_are_one_step(planner: Planner) -> None:
    goal = add(planner, "480 calls in 2026")
    planner.goals.correct(goal.id, {"target": 450})
    planner.undo()
    assert (again(planner, goal), told(planner, goal)) == (goal, [])


def test_what_is_no_decision_leaves_no_trace_in_the_history(planner: Planner) -> None:
    goal = add(planner, "480 calls in 2026")
    planner.goals.correct(goal.id, {"why": "a house", "target": 480, "weight": 2})
    assert told(planner, goal) == []


def test_money_is_told_in_its_currency_and_a_number_that_is_gone_as_none(planner: Planner) -> None:
    goal = add(planner, "$240,000 in 2026")
    planner.goals.correct(goal.id, {"target": 23_000_050})
    planner.goals.correct(goal.id, {"target": None})
    assert told(planner, goal) == ["target $240,000 → $230,000.50", "target $230,000.50 → none"]


def test_an_employers_target_is_lowered_with_a_reason_alone(planner: Planner) -> None:
    quota = a_quota()
    put(planner, DOLLARS, quota)
    for values in ({"target": 100}, {"target": None}, {"target": 100, "source": GoalSource.SELF}):
        with pytest.raises(PlannerError, match=r"“\$240,000” comes from your employer\. Give a reason to lower it\."):
            planner.goals.correct(quota.id, values, reason="  ")
    assert (again(planner, quota), told(planner, quota)) == (quota, [])
    planner.goals.correct(quota.id, {"target": 25_000_000})
    planner.goals.correct(quota.id, {"target": 20_000_000}, reason="the north went")
    assert told(planner, quota) == ["target $240,000 → $250,000", "target $250,000 → $200,000: the north went"]


def test_ones_own_target_changes_freely(planner: Planner) -> None:
    goal = add(planner, "480 calls in 2026")
    planner.goals.correct(goal.id, {"target": 1})
    assert again(planner, goal).title == "1 call"


def test_a_final_figure_takes_the_place_of_a_preliminary_one_and_both_are_kept(planner: Planner) -> None:
    quota = a_quota(on=date(2027, 1, 1), status=GoalStatus.DRAFT, preliminary=True)
    put(planner, DOLLARS, quota)
    planner.goals.correct(quota.id, {"target": 22_000_000, "preliminary": False})
    assert told(planner, quota) == ["target $240,000 → $220,000", "the figure is final"]
    assert {(row.old, row.new) for row in planner.store.select(GoalChange)} == {
        ("24000000", "22000000"),
        ("yes", "no"),
    }


def test_a_title_follows_its_target_and_a_stretch_that_is_passed_falls(planner: Planner) -> None:
    goal = add(planner, "30 calls in february stretch 36")
    planner.goals.correct(goal.id, {"target": 40})
    after = again(planner, goal)
    assert (after.title, after.stretch_target, after.nailed_at) == ("40 calls", None, 48)
    planner.goals.correct(goal.id, {"target": 50, "title": "many calls"})
    assert again(planner, goal).title == "many calls"
    planner.goals.correct(goal.id, {"target": 60})
    assert again(planner, goal).title == "many calls"


def test_a_goal_whose_end_moves_counts_over_its_own_dates(planner: Planner) -> None:
    month = add(planner, "40 calls in february")
    planner.goals.correct(month.id, {"ends_on": date(2026, 3, 13)})
    after = again(planner, month)
    assert (after.period, after.window(date(2026, 3, 3)).days) == (Period.CUSTOM, 41)
    weekly = add(planner, "10 demos a week")
    planner.goals.correct(weekly.id, {"ends_on": date(2026, 6, 30)})
    assert again(planner, weekly).period is Period.WEEK


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"target": 0}, "needs a target above 0"),
        ({"target": -5}, "needs a target above 0"),
        ({"target": 10**12 + 1}, r"A target is at most 1,000,000,000,000\."),
        ({"starts_on": date(2027, 1, 1)}, "before it starts"),
        ({"ends_on": date(2027, 3, 1)}, r"is not within “480 calls”"),
        ({"parent_id": "gone"}, "stands under a goal that is not there"),
        ({"period": Period.DAY, "target": 10**11}, "a day comes to more than 1,000,000,000,000 a year"),
        ({"target": 28 * 10_000 + 1}, "is more than 10,000 a day. Set a smaller target"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(planner: Planner, values: dict[str, Any], sentence: str) -> None:
    add(planner, "480 calls in 2026")
    goal = add(planner, "40 calls in february")
    with pytest.raises(PlannerError, match=sentence):
        planner.goals.correct(goal.id, values)
    assert (again(planner, goal), told(planner, goal)) == (goal, [])


def test_a_target_that_no_year_can_hold_is_refused_where_it_is_typed(planner: Planner) -> None:
    for line in ("1000000000000 calls a day", "100000000000 calls a week", "$1000000000 a month"):
        with pytest.raises(LineError, match=r"a year\. Set a smaller target"):
            planner.goals.read(line)
        with pytest.raises(PlannerError):
            planner.goals.add(line)
    with pytest.raises(PlannerError, match="comes to more than"):
        planner.goals.set(a_goal("calls", Period.DAY, 10**12, ends_on=YEAR_END), CALLS)


def test_a_count_that_no_day_can_hold_is_refused_where_it_is_typed(planner: Planner) -> None:
    for line in ("10001 calls a day", "70001 calls a week", "1000000000000 calls in 2026", "20001 calls by tomorrow"):
        with pytest.raises(LineError, match=r"is more than 10,000 a day\. Set a smaller target"):
            planner.goals.read(line)
    for line in ("10000 calls a day", "70000 calls a week", "3650000 calls in 2026", "$240,000 in 2026"):
        planner.goals.read(line)
    with pytest.raises(PlannerError, match="is more than 10,000 a day"):
        planner.goals.set(a_goal("calls", Period.WEEK, 70_001, ends_on=YEAR_END), CALLS)


def test_no_goal_stands_under_itself(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    month = add(planner, "40 calls in february")
    with pytest.raises(PlannerError, match=r"cannot stand under itself|is not within"):
        planner.goals.place(year.id, month.id)


def test_money_under_another_currency_drives_and_is_never_added(planner: Planner) -> None:
    dollars, euros = add(planner, "$240,000 in 2026"), add(planner, "€900 in february")
    done = planner.goals.place(euros.id, dollars.id)
    assert done.label == (
        "Placed under $240,000 in 2026 (EUR is shown beside USD, never added to it): €900 in February"
    )
    put(planner, a_deal(stage="won", amount_minor=90_000, currency="EUR", closed_on=TODAY))
    assert (planner.reading.current(dollars, TODAY)[0], planner.reading.current(euros, TODAY)[0]) == (0, 90_000)
    assert planner.breakdown.preview(dollars, Period.MONTH)[1].standing is None
    assert planner.goals.place(add(planner, "40 calls in february").id, dollars.id).label == (
        "Placed under $240,000 in 2026: 40 calls in February"
    )


# --- what stands under a goal that changes -----------------------------------------------------------------------------


@pytest.fixture
def chain(planner: Planner) -> list[Goal]:
    """Return a year, a quarter, a month and a driver of the month."""
    for line in ("480 calls in 2026", "120 calls in q1", "40 calls in february"):
        planner.goals.add(line)
    year, quarter, month = goals(planner)
    driver = add(planner, "10 demos in week 8")
    planner.goals.place(driver.id, month.id)
    return [year, quarter, month, driver]


def stale(planner: Planner) -> list[str]:
    return [goal.title for goal in goals(planner) if goal.is_stale]


def test_what_stands_under_a_goal_is_marked_when_its_target_or_dates_change(
    planner: Planner, chain: list[Goal]
) -> None:
    planner.goals.correct(chain[0].id, {"why": "a house"})
    assert stale(planner) == []
    planner.goals.correct(chain[0].id, {"target": 600})
    assert stale(planner) == ["120 calls", "40 calls"]
    planner.undo()
    planner.goals.correct(chain[0].id, {"ends_on": date(2026, 11, 30)})
    assert stale(planner) == ["120 calls", "40 calls"]


def test_a_mark_goes_when_the_goal_is_corrected_or_confirmed(planner: Planner, chain: list[Goal]) -> None:
    planner.goals.correct(chain[0].id, {"target": 600})
    planner.goals.correct(chain[1].id, {"target": 150})
    assert stale(planner) == ["40 calls"]
    assert planner.goals.confirm(chain[2].id).label == "Confirmed: 40 calls in February"
    assert stale(planner) == []
    assert told(planner, chain[2]) == ["confirmed as it stands"]
    with pytest.raises(PlannerError, match="needs no word: nothing above it changed since it was set"):
        planner.goals.confirm(chain[2].id)


def test_what_is_over_or_dropped_is_not_marked(planner: Planner, chain: list[Goal]) -> None:
    planner.goals.correct(chain[1].id, {"status": GoalStatus.DROPPED})
    planner.goals.correct(chain[2].id, {"status": GoalStatus.REACHED})
    planner.goals.correct(chain[0].id, {"target": 600})
    assert stale(planner) == []


# --- priorities --------------------------------------------------------------------------------------------------------


def test_a_priority_is_a_draft_until_it_is_committed_to(planner: Planner) -> None:
    done = planner.goals.add("10 demos in q1 priority")
    assert done.label == "Goal set: 10 demos in Q1, a draft until you commit to it"
    (goal,) = goals(planner)
    assert (goal.status, planner.reading.asks(TODAY)) == (GoalStatus.DRAFT, ())
    planner.goals.correct(goal.id, {"status": GoalStatus.ACTIVE})
    assert again(planner, goal).status is GoalStatus.DRAFT


def test_three_month_targets_come_with_a_commitment_and_sum_to_it(planner: Planner) -> None:
    goal = add(planner, "100 demos in q2 priority")
    assert planner.goals.commit_to(goal.id).label == "Committed to: 100 demos in Q2, with a target for each month"
    after, *months = goals(planner)
    assert (after.status, after.committed_on) == (GoalStatus.ACTIVE, TODAY)
    assert [month.starts_on for month in months] == [date(2026, month, 1) for month in (4, 5, 6)]
    assert sum(month.target or 0 for month in months) == 100
    assert {(month.status, month.parent_id, month.kind) for month in months} == {
        (GoalStatus.ACTIVE, goal.id, GoalKind.GOAL)
    }
    assert told(planner, goal) == ["draft → active"]
    with pytest.raises(PlannerError, match="is active and no draft: there is nothing to commit to"):
        planner.goals.commit_to(goal.id)
    planner.undo()
    assert goals(planner) == [goal]


def test_a_commitment_in_mid_quarter_says_which_months_are_over(planner: Planner, clock: StoppedClock) -> None:
    first, second = add(planner, "100 demos in q1 priority"), add(planner, "100 calls in q1 priority")
    told = planner.goals.commit_to(first.id).label
    assert told == "Committed to: 100 demos in Q1, with a target for each month · January is over already"
    months = [goal for goal in goals(planner) if goal.parent_id == first.id]
    assert [month.status for month in months] == [GoalStatus.MISSED, GoalStatus.ACTIVE, GoalStatus.ACTIVE]
    assert sum(month.target or 0 for month in months) == 100
    clock.set(date(2026, 3, 10))
    planner.tick()
    assert planner.goals.commit_to(second.id).label.endswith(" · January and February are over already")


def test_a_fourth_priority_of_a_quarter_stays_a_draft(planner: Planner) -> None:
    for line in ("10 demos in q1 priority", "20 calls in q1 priority", "30 emails in q1 priority"):
        planner.goals.commit_to(add(planner, line).id)
    fourth = add(planner, "5 meetings in q1 priority")
    before = goals(planner)
    with pytest.raises(PlannerError, match="Three priorities stand in that quarter already: “10 demos”, “20 calls”"):
        planner.goals.commit_to(fourth.id)
    assert goals(planner) == before


def test_a_priority_needs_a_number_or_milestones(planner: Planner) -> None:
    wish = a_goal("sell more", Period.QUARTER, None, None, kind=GoalKind.PRIORITY, status=GoalStatus.DRAFT)
    empty = a_goal("open a branch", Period.QUARTER, 100, MILESTONES, kind=GoalKind.PRIORITY, status=GoalStatus.DRAFT)
    put(planner, MILESTONES, wish, empty)
    for goal in (wish, empty):
        with pytest.raises(PlannerError, match=f"“{goal.title}” has no number and no milestones"):
            planner.goals.commit_to(goal.id)
    put(planner, a_milestone(empty))
    assert planner.goals.commit_to(empty.id).label == "Committed to: open a branch in Q1"


def test_a_priority_within_a_month_has_no_month_targets(planner: Planner) -> None:
    goal = add(planner, "10 demos by 27 feb priority")
    planner.goals.commit_to(goal.id)
    assert len(goals(planner)) == 1


def test_a_draft_for_next_year_starts_with_it_and_asks_nothing(planner: Planner) -> None:
    goal = add(planner, "522 calls in 2027 draft")
    assert (goal.starts_on, goal.status) == (date(2027, 1, 1), GoalStatus.DRAFT)
    planner.log.line("call x3")
    row = planner.reading.goal(goal, TODAY)
    assert (planner.reading.asks(TODAY), row.pace, row.current) == ((), None, 0)
    planner.goals.commit_to(goal.id)
    assert planner.reading.asks(TODAY) == ()


# --- little goals ------------------------------------------------------------------------------------------------------


@pytest.fixture
def november(tmp_path: Path) -> Planner:
    """Return a planner on 16 November 2026, with a quota and a hierarchy of calls, one of which has no parent."""
    planner = open_planner(tmp_path, StoppedClock(NOVEMBER))
    for line in ("$240,000 in 2026", "480 follow-up calls in 2026", "40 follow-up calls in november", "9 closes in q4"):
        planner.goals.add(line)
    planner.goals.place(planner.goals.find("november").id, None)
    return planner


def test_little_goals_touch_no_other_goal_when_made_corrected_and_finished(november: Planner) -> None:
    before = dump(november, without=set())
    made = [add(november, line) for line in LITTLE]
    keys = {goal.id for goal in made}
    assert dump(november, without=keys) == before
    november.goals.correct(made[0].id, {"target": 25, "stretch_target": 30})
    november.goals.correct(made[1].id, {"status": GoalStatus.REACHED})
    november.goals.archive(made[2].id)
    assert dump(november, without=keys) == before
    with pytest.raises(PlannerError, match="is a little goal: it is small enough as it stands"):
        november.breakdown.save(again(november, made[0]))
    assert dump(november, without=keys) == before


def test_the_little_goals_of_the_example_end_nailed_met_and_short(november: Planner) -> None:
    calls, clients, visits = (add(november, line) for line in LITTLE)
    assert [(goal.starts_on, goal.ends_on, goal.is_realistic) for goal in (calls, clients, visits)] == [
        (date(2026, 11, 16), YEAR_END, True)
    ] * 3
    with pytest.raises(
        PlannerError, match="Three little goals stand already: “30 follow-up calls”, “2 new clients”, “5"
    ):
        november.goals.add("7 emails by 31 dec little")
    november.log.line("follow_up x37")
    for name in ("Ada", "Bo"):
        november.log.line(f"close @{name} $100")
    for _ in range(4):
        november.log.line("meeting held")
    day = november.today()
    reached = [november.reading.goal(goal, day) for goal in (calls, clients, visits)]
    assert [row.goal.grade(row.current) for row in reached] == [Grade.NAILED, Grade.MET, Grade.SHORT]
    assert [round(float(100 * row.fraction), 1) for row in reached] == [123.3, 100.0, 80.0]
    quota = november.goals.find("$240,000 in 2026")
    assert november.reading.current(quota, day)[0] == 20_000
    assert [row.goal.id for row in november.reading.goals(day)][:3] == [calls.id, clients.id, visits.id]


def test_who_does_not_know_they_can_do_it_sets_an_ordinary_goal(november: Planner) -> None:
    goal = add(november, LITTLE[0], is_realistic=False)
    assert (goal.kind, goal.is_realistic, goal.parent_id is not None) == (GoalKind.GOAL, False, True)


def test_a_little_goal_begins_today_whatever_the_line_says(november: Planner) -> None:
    quarter = add(november, "30 emails in q4 little")
    assert (quarter.starts_on, quarter.ends_on, quarter.period) == (date(2026, 11, 16), YEAR_END, Period.CUSTOM)
    daily = add(november, "2 demos a day little")
    assert (daily.period, daily.starts_on) == (Period.DAY, date(2026, 11, 16))


def test_a_little_goal_beyond_the_best_pace_does_not_look_small(november: Planner) -> None:
    working = [day for n in range(28) if (day := date(2026, 10, 5) + timedelta(days=n)).weekday() < 5]
    put(november, CALLS, *(an_activity(on=day) for day in working))
    small, large = add(november, "34 calls by 31 dec little"), add(november, "35 calls by 31 dec little")
    assert november.offers.small_notice(small) is None
    assert november.offers.small_notice(large) == (
        "This does not look small: it takes 1.03 a day, and your best 20 working days brought 1."
    )
    assert november.offers.small_notice(add(november, "9 demos by 31 dec little")) is None
    assert november.offers.small_notice(november.goals.find("9 closes in q4")) is None


# --- looking again, going on, raising ------------------------------------------------------------------------------------


def test_the_answer_to_look_again_is_kept_with_its_reason(planner: Planner, clock: StoppedClock) -> None:
    goal = add(planner, "480 calls by 31 oct")
    assert planner.goals.reassess(goal.id, "keep", reason="spring will tell").label == "Kept as it is: 480 calls"
    clock.advance(minutes=1)
    planner.goals.reassess(goal.id, "lower", 400, "one week less")
    clock.advance(minutes=1)
    planner.goals.reassess(goal.id, "move", YEAR_END)
    assert told(planner, goal) == [
        "kept as it is: spring will tell",
        "target 480 → 400: one week less",
        "last date 2026-10-31 → 2026-12-31",
    ]


@pytest.mark.parametrize(
    ("answer", "value", "sentence"),
    [
        ("lower", 480, "To lower “480 calls”, give a target below the one it has."),
        ("lower", 0, "needs a target above 0"),
        ("move", date(2026, 10, 31), "To move “480 calls”, give a day later than 2026-10-31."),
        ("move", date(2026, 2, 1), "To move “480 calls”, give a day later than 2026-10-31."),
        ("lower", None, "Answer keep, lower with a target, or move with a day."),
        ("give up", None, "Answer keep, lower with a target, or move with a day."),
    ],
)
def test_another_answer_is_refused(planner: Planner, answer: Answer, value: int | date | None, sentence: str) -> None:
    goal = add(planner, "480 calls by 31 oct")
    with pytest.raises(PlannerError, match=sentence):
        planner.goals.reassess(goal.id, answer, value)
    assert (again(planner, goal), told(planner, goal)) == (goal, [])


def test_a_reached_goal_is_followed_at_the_pace_that_was_planned(planner: Planner) -> None:
    goal = add(planner, "40 calls in february")
    assert planner.offers.follow_on(goal) is None
    planner.log.line("call x40")
    line = planner.offers.follow_on(goal)
    assert line == "28 calls by 2026-02-28"  # 40 over 20 working days, 14 of which remain
    assert planner.offers.take_follow_on(goal.id, line).label == "Goal set: 28 calls, under 40 calls in February"
    assert planner.offers.follow_on(goal) is None
    assert told(planner, goal) == ["the goal to follow was taken: 28 calls by 2026-02-28"]
    planner.undo()
    assert planner.offers.follow_on(goal) == line


def test_a_declined_goal_to_follow_is_not_offered_again(planner: Planner) -> None:
    goal = add(planner, "2 new clients in february")
    for name in ("Ada", "Bo"):
        planner.log.line(f"close @{name} $100")
    assert planner.offers.follow_on(goal) == "2 new clients by 2026-02-28"
    assert planner.offers.decline_follow_on(goal.id).label == "No goal follows: 2 new clients in February"
    assert planner.offers.follow_on(goal) is None
    for again_asked in (
        planner.offers.decline_follow_on,
        lambda key: planner.offers.take_follow_on(key, "2 demos today"),
    ):
        with pytest.raises(PlannerError, match="was answered already: that answer stands"):
            again_asked(goal.id)


def test_money_is_followed_in_whole_units(planner: Planner) -> None:
    goal = add(planner, "$999.99 in february")
    planner.log.line("close @Ada $1,000")
    assert planner.offers.follow_on(goal) == "$700 by 2026-02-28"


def test_what_repeats_is_ticked_off_or_over_is_not_followed(planner: Planner, clock: StoppedClock) -> None:
    daily = add(planner, "2 calls a day")
    lease = add(planner, "sign the lease by 1 mar")
    month = add(planner, "2 calls in february")
    odd = a_goal("2 steps", measure=replace(CALLS, activity_types=frozenset(), first_touch_only=True), target=1)
    put(planner, replace(CALLS, activity_types=frozenset(), first_touch_only=True), odd, a_contact())
    planner.log.line("call x2 @Dana")
    planner.goals.toggle(lease.id)
    assert planner.reading.current(odd, TODAY)[0] == 2
    assert [planner.offers.follow_on(goal) for goal in (daily, lease, odd)] == [None] * 3
    assert planner.offers.follow_on(month) is not None
    clock.set(date(2026, 2, 28))
    weekend = a_goal("1 call", Period.CUSTOM, 1, starts_on=date(2026, 2, 28), ends_on=date(2026, 3, 1))
    put(planner, weekend, an_activity(on=date(2026, 2, 28)))
    assert [planner.offers.follow_on(goal) for goal in (month, weekend)] == [None, None]
    clock.set(date(2026, 3, 2))
    assert planner.offers.follow_on(month) is None


def test_two_periods_nailed_in_a_row_suggest_a_higher_target_until_it_is_answered(
    planner: Planner, clock: StoppedClock
) -> None:
    weekly = a_goal("10 calls", Period.WEEK, 10, starts_on=date(2026, 1, 5), ends_on=YEAR_END)
    put(planner, CALLS, weekly, an_activity(on=date(2026, 2, 3), quantity=12))
    assert planner.offers.higher(weekly) is None
    put(planner, an_activity(on=date(2026, 1, 27), quantity=12))
    sentence = "Nailed two weeks in a row: 10 calls a week. Raise it to 12, or keep it."
    assert planner.offers.higher(weekly) == sentence
    planner.goals.reassess(weekly.id, "keep")
    assert planner.offers.higher(weekly) is None
    planner.undo()
    planner.goals.correct(weekly.id, {"target": 9})
    assert planner.offers.higher(again(planner, weekly)) is None
    for monday in (date(2026, 2, 16), date(2026, 2, 23)):
        put(planner, an_activity(on=monday, quantity=12))
    clock.set(date(2026, 3, 3))
    assert planner.offers.higher(again(planner, weekly)) == sentence.replace("10 calls", "9 calls").replace("12", "11")


def test_a_month_is_suggested_to_be_raised_by_the_months_before_it(planner: Planner) -> None:
    before = [a_goal(on=date(year, month, 5), status=GoalStatus.REACHED) for year, month in ((2025, 12), (2026, 1))]
    steps = [an_activity(on=goal.starts_on, quantity=48) for goal in before]
    month = a_goal("50 calls", target=50)
    put(planner, CALLS, *before, month, steps[0])
    assert planner.offers.higher(month) is None
    put(planner, steps[1])
    assert planner.offers.higher(month) == (
        "Nailed two months in a row: 50 calls in February. Raise it to 60, or keep it."
    )
    planner.goals.correct(before[0].id, {"status": GoalStatus.DROPPED})
    assert planner.offers.higher(month) is None


def test_days_little_goals_and_wishes_are_never_suggested_to_be_raised(planner: Planner) -> None:
    steps = [an_activity(on=TODAY - timedelta(days=n), quantity=9) for n in range(9)]
    daily = a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 1), ends_on=YEAR_END)
    little = a_goal("2", Period.WEEK, 2, kind=GoalKind.LITTLE, starts_on=date(2026, 1, 1), ends_on=YEAR_END)
    wish = a_goal("sell", measure=None, target=None)
    put(planner, CALLS, *steps, daily, little, wish)
    assert [planner.offers.higher(goal) for goal in (daily, little, wish)] == [None] * 3


def test_a_wish_takes_no_part_in_pace_and_has_no_offers(planner: Planner) -> None:
    wish = a_goal("sell", measure=None, target=None)
    put(planner, wish)
    assert planner.reading.goal(wish, TODAY).pace is None
    assert (planner.offers.follow_on(wish), planner.offers.small_notice(wish)) == (None, None)
    assert planner.goals.history(wish) == []


def test_what_speaks_against_a_draft_is_told_when_it_is_committed_to_and_once_for_all_its_parts(
    planner: Planner,
) -> None:
    goal = add(planner, "100 demos in Q2 priority")
    assert planner.offers.doubts(planner.goals.correct(goal.id, {"is_realistic": False})) == ()
    told = planner.offers.doubts(planner.goals.commit_to(goal.id))
    assert [sentence.split(": ")[-1] for sentence in told] == [
        "You said that it is not realistic. Lower the target or move the date."
    ]
    assert planner.offers.doubts(planner.goals.correct(goal.id, {"why": "growth"})) == ()


def test_a_goal_set_late_in_its_period_says_from_when_it_counts_and_what_counts_from_today(
    planner: Planner, clock: StoppedClock
) -> None:
    clock.set(date(2026, 11, 6))
    told = planner.offers.doubts(planner.goals.add("480 calls in 2026"))
    assert told[0] == (
        "It counts from Thu 1 Jan: 221 of its 261 working days are gone. “480 calls by 2026-12-31” counts from today"
    )
    assert planner.offers.doubts(planner.goals.add("480 emails by 2026-12-31")) == ()


@pytest.mark.parametrize("line", ["480 demos in Q4", "40 demos a month", "$240,000 quota in 2026", "100 demos in 2027"])
def test_a_goal_that_has_most_of_its_days_left_begins_anew_or_is_given_says_nothing_of_its_start(
    planner: Planner, clock: StoppedClock, line: str
) -> None:
    clock.set(date(2026, 11, 6))
    assert [one for one in planner.offers.doubts(planner.goals.add(line)) if "counts from" in one] == []


def test_a_goal_set_late_for_which_something_was_done_already_says_nothing_of_its_start(
    planner: Planner, clock: StoppedClock
) -> None:
    clock.set(date(2026, 11, 6))
    put(planner, an_activity(on=date(2026, 3, 2), quantity=400))
    assert [one for one in planner.offers.doubts(planner.goals.add("480 calls in 2026")) if "counts from" in one] == []
