"""Breaking goals down: what is shown, what is saved, and that it is one step."""

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

import pytest

from planner.domain.change import Change
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.measure import NEW_STAGES
from planner.domain.period import Period, Span
from planner.domain.value import replace
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    MILESTONES,
    ROLLUP,
    TODAY,
    StoppedClock,
    a_day_off,
    a_goal,
    an_activity,
    goals,
    open_planner,
    put,
)
from tests.domain.test_calendar import OFF_2026

MONTHS = [40, 38, 44, 44, 40, 42, 44, 32, 42, 42, 38, 34]
OUTSIDE = {"search_stale", "journal", "meta", "sqlite_sequence"}


def only(planner: Planner) -> Goal:
    (goal,) = goals(planner)
    return goal


def children(planner: Planner, goal: Goal) -> list[Goal]:
    return list(planner.store.select(Goal, "parent_id = ?", [goal.id], "starts_on"))


def targets(found: Iterable[Goal]) -> list[int]:
    return [goal.target or 0 for goal in found]


def dump(planner: Planner) -> list[str]:
    """Return every row of the file but those of the journal and its counter."""
    lines = planner.store.connection.iterdump()
    return sorted(line for line in lines if not any(f'INTO "{table}"' in line for table in OUTSIDE))


def add(planner: Planner, line: str) -> Goal:
    planner.goals.add(line)
    return goals(planner)[-1]


def test_a_year_is_shown_in_the_quarters_that_do_not_stand_yet(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    rows = planner.breakdown.preview(year)
    assert [(row.label, row.standing, row.differs) for row in rows] == [(f"Q{n}", None, True) for n in (1, 2, 3, 4)]
    assert sum(row.target for row in rows) == 480
    assert rows[0].span == Span(date(2026, 1, 1), date(2026, 3, 31))
    assert goals(planner) == [year]


def test_the_months_of_the_example_are_saved_under_the_year_in_one_step(planner: Planner) -> None:
    put(planner, *(a_day_off(day) for day in OFF_2026))
    year = add(planner, "480 calls in 2026")
    before = dump(planner)
    done = planner.breakdown.save(year, Period.MONTH)
    assert done.label == "Split: 480 calls in 2026 into 12 months"
    months = children(planner, year)
    assert targets(months) == MONTHS
    assert [months[1].title, months[1].measure_id, months[1].position] == ["38 calls", year.measure_id, 1]
    after = dump(planner)
    planner.undo()
    assert dump(planner) == before
    planner.redo()
    assert dump(planner) == after


def test_months_that_are_over_stand_as_they_came_out(planner: Planner) -> None:
    put(planner, CALLS, an_activity(on=date(2026, 1, 15), quantity=100))
    year = add(planner, "480 calls in 2026")
    planner.breakdown.save(year, Period.MONTH)
    assert [month.status for month in children(planner, year)[:2]] == [GoalStatus.REACHED, GoalStatus.ACTIVE]
    planner.undo()
    planner.log.delete(planner.reading.log_of(date(2026, 1, 15))[0].activity.id)
    planner.breakdown.save(year, Period.MONTH)
    assert children(planner, year)[0].status is GoalStatus.MISSED


def test_what_stands_takes_its_part_and_the_history_says_so(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    quarter, march = add(planner, "120 calls in q1"), add(planner, "99 calls in march")
    year = planner.store.need(Goal, year.id)
    row = planner.breakdown.preview(year, Period.MONTH)[2]
    assert row.standing is not None
    assert (row.standing.id, row.differs) == (march.id, True)
    planner.breakdown.save(year, Period.MONTH)
    after = planner.store.need(Goal, march.id)
    assert (after.target, after.title) == (row.target, f"{row.target} calls")
    assert after.parent_id == quarter.id
    assert [told.text for told in planner.goals.history(march)] == [
        f"target 99 → {row.target}: split of 480 calls in 2026"
    ]
    everything = [*children(planner, year), *children(planner, quarter)]
    assert sum(targets(goal for goal in everything if goal.period is Period.MONTH)) == 480
    assert not any(row.differs for row in planner.breakdown.preview(year, Period.MONTH))


def test_a_second_time_nothing_changes(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    planner.breakdown.save(year)
    before = dump(planner)
    done = planner.breakdown.save(year)
    assert (done.label, done.changes) == ("“480 calls in 2026” is split so already.", ())
    assert dump(planner) == before


def test_what_is_below_a_changed_part_is_marked_and_confirmed_by_breaking_it_down(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    planner.breakdown.save(year)
    quarters = children(planner, year)
    planner.breakdown.save(quarters[0])
    planner.goals.correct(year.id, {"target": 960})
    stale = [goal.id for goal in goals(planner) if goal.is_stale]
    assert len(stale) == 4 + 2  # January is over
    planner.breakdown.save(planner.store.need(Goal, year.id))
    assert {goal.period for goal in goals(planner) if goal.is_stale} == {Period.MONTH}
    planner.breakdown.save(planner.store.need(Goal, quarters[0].id))
    assert not any(goal.is_stale for goal in goals(planner))
    assert sum(targets(children(planner, year))) == 960


def test_a_month_without_a_working_day_is_left_out_and_dropped_where_it_stands(planner: Planner) -> None:
    august = [date(2026, 8, n) for n in range(1, 32) if date(2026, 8, n).weekday() < 5]
    year = add(planner, "480 calls in 2026")
    planner.breakdown.save(year, Period.MONTH)
    put(planner, *(a_day_off(day) for day in august))
    planner.breakdown.save(year, Period.MONTH)
    standing = [goal for goal in children(planner, year) if goal.status is not GoalStatus.DROPPED]
    assert (len(standing), sum(targets(standing))) == (11, 480)
    planner.breakdown.save(add(planner, "300 emails in 2026"), Period.MONTH)
    assert sum(goal.title.endswith("emails") for goal in goals(planner)) == 1 + 11


def test_what_remains_is_split_over_the_weeks_that_remain(planner: Planner) -> None:
    done = an_activity(on=date(2026, 2, 3), quantity=6), an_activity(on=date(2026, 2, 9), quantity=4)
    put(planner, CALLS, *done, an_activity(on=TODAY, quantity=1))
    month = add(planner, "40 calls in february")
    rows = planner.breakdown.preview(month, from_today=True)
    # 30 remain over 4, 5 and 5 days; the 4 of Monday are behind the present week
    assert [(row.label, row.target) for row in rows] == [("week 7", 8), ("week 8", 11), ("week 9", 11)]
    assert (rows[0].span.start, rows[-1].span.end) == (TODAY, date(2026, 2, 28))
    planner.breakdown.save(month, from_today=True)
    weeks = children(planner, month)
    assert targets(weeks) == [8, 11, 11]
    assert planner.reading.current(weeks[0], TODAY) == (1, 0)


def test_a_part_from_today_is_on_pace_when_it_is_made(planner: Planner) -> None:
    year = add(planner, "4800 calls this year")
    planner.breakdown.save(year, Period.MONTH, from_today=True)
    february = children(planner, year)[0]
    assert (february.span, february.target) == (Span(TODAY, date(2026, 2, 28)), 288)
    assert (february.period, planner.reading.name(february, TODAY)) == (Period.MONTH, "288 calls in February")
    pace = planner.reading.goal(february, TODAY).pace
    assert pace is not None
    assert pace.days_ahead == 0
    assert (pace.total_days, pace.required_today) == (14, 21)
    assert planner.figures.of(february, TODAY).reassess is None
    assert sum(targets(children(planner, year))) == 4800


def test_a_standing_month_takes_the_dates_that_remain_and_gives_them_back(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    planner.breakdown.save(year, Period.MONTH)
    february = replace(children(planner, year)[1], baseline=10, stretch_target=90)
    before = planner.store.need(Goal, february.id)
    planner.commit("Corrected", (Change(before, february),))
    put(planner, an_activity(on=date(2026, 2, 3), quantity=7))
    (row, *_) = planner.breakdown.preview(year, Period.MONTH, from_today=True)
    assert (row.standing, row.differs) == (february, True)
    planner.breakdown.save(year, Period.MONTH, from_today=True)
    cut = planner.store.need(Goal, february.id)
    assert (cut.span, cut.baseline, cut.target) == (Span(TODAY, date(2026, 2, 28)), 0, row.target)
    assert planner.reading.current(cut, TODAY) == (0, 0)
    assert sum(targets(children(planner, year)[1:])) == 480 - 7
    assert not any(row.differs for row in planner.breakdown.preview(year, Period.MONTH, from_today=True))
    planner.breakdown.save(year, Period.MONTH)
    assert planner.store.need(Goal, february.id).span == february.span
    assert len(children(planner, year)) == 12


def test_what_a_cut_part_no_longer_holds_goes_under_its_parent(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    planner.breakdown.save(year)
    first = children(planner, year)[0]
    planner.breakdown.save(first)
    january, february, march = children(planner, first)
    planner.breakdown.save(year, from_today=True)
    assert planner.store.need(Goal, first.id).starts_on == TODAY
    assert [planner.store.need(Goal, month.id).parent_id for month in (january, february, march)] == [
        year.id,
        year.id,
        first.id,
    ]
    assert planner.store.need(Goal, february.id).is_stale
    assert not planner.store.need(Goal, january.id).is_stale


def test_a_month_under_a_goal_of_free_dates_keeps_its_own(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    free = a_goal("60 calls", Period.CUSTOM, 60, starts_on=TODAY, ends_on=date(2026, 4, 30), parent_id=year.id)
    put(planner, free)
    planner.breakdown.save(free)
    cut = children(planner, free)[0]
    planner.breakdown.save(year, Period.MONTH)
    assert planner.store.need(Goal, cut.id) == cut
    assert children(planner, year)[1].span == Span(date(2026, 2, 1), date(2026, 2, 28))


def test_the_weeks_that_remain_never_leave_their_month(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(datetime.combine(date(2026, 12, 30), time(9))))
    month = add(planner, "100 calls this month")
    planner.breakdown.save(month, Period.DAY, from_today=True)
    assert targets(children(planner, month)) == [50, 50]
    planner.undo()
    put(planner, a_day_off(date(2026, 12, 30)), a_day_off(date(2026, 12, 31)))
    with pytest.raises(PlannerError, match="no working day to split over"):
        planner.breakdown.save(month, Period.WEEK, from_today=True)


def test_parts_follow_the_shares_of_the_months(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, month_weights=(10, 2, *[8] * 9, 16))
    year = add(planner, "500 calls in 2026")
    planner.breakdown.save(year, Period.MONTH)
    assert targets(children(planner, year)) == [50, 10, *[40] * 9, 80]


def test_nothing_remains_of_a_goal_that_is_reached(planner: Planner) -> None:
    put(planner, CALLS, an_activity(on=date(2026, 2, 3), quantity=40))
    month = add(planner, "40 calls in february")
    with pytest.raises(PlannerError, match="“40 calls” is reached: nothing remains to split"):
        planner.breakdown.preview(month, from_today=True)


def test_a_repeated_goal_is_broken_down_for_the_period_that_is_looked_at(planner: Planner) -> None:
    monthly = add(planner, "40 calls a month")
    assert [row.label for row in planner.breakdown.preview(monthly, day=date(2026, 3, 4))] == [
        "week 10",
        "week 11",
        "week 12",
        "week 13",
    ]
    planner.breakdown.save(monthly)
    assert targets(children(planner, monthly)) == [10, 10, 10, 10]
    assert children(planner, monthly)[0].starts_on == date(2026, 2, 2)


def test_parts_of_money_are_whole_cents_in_the_goals_own_words(planner: Planner) -> None:
    year = add(planner, "$1,000 new in 2026")
    planner.breakdown.save(year, Period.MONTH)
    months = children(planner, year)
    assert sum(targets(months)) == 100_000
    assert months[0].title == "$84.29 new"


def test_parts_of_an_employers_draft_are_drafts_of_ones_own(planner: Planner) -> None:
    quota = a_goal("480 calls", Period.YEAR, 480, on=date(2027, 2, 1), source=GoalSource.EMPLOYER, kind=GoalKind.QUOTA)
    put(planner, CALLS, replace(quota, status=GoalStatus.DRAFT))
    planner.breakdown.save(only(planner))
    assert {(g.status, g.source, g.kind) for g in children(planner, quota)} == {
        (GoalStatus.DRAFT, GoalSource.SELF, GoalKind.GOAL)
    }


def test_a_goal_of_the_same_dates_that_repeats_is_no_part(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    daily = add(planner, "2 calls a day in march")
    assert planner.breakdown.preview(year, Period.MONTH)[2].standing is None
    planner.breakdown.save(year, Period.MONTH)
    assert planner.store.need(Goal, daily.id).target == 2


def test_the_part_that_stands_under_the_goal_wins_over_one_elsewhere(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    under, elsewhere = a_goal("30 calls", target=30, parent_id=year.id), a_goal("31 calls", target=31)
    put(planner, under, elsewhere)
    standing = planner.breakdown.preview(year, Period.MONTH)[1].standing
    assert standing == under
    planner.undo()
    put(planner, elsewhere)
    assert planner.breakdown.preview(year, Period.MONTH)[1].standing == elsewhere


def test_parts_go_under_no_goal_that_repeats_or_counts_something_else(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    planner.goals.add("40 calls a month")
    demos = a_goal("9 demos", Period.QUARTER, 9, MILESTONES, parent_id=year.id)
    put(planner, MILESTONES, demos)
    planner.breakdown.save(year, Period.WEEK)
    weeks = [goal for goal in goals(planner) if goal.period is Period.WEEK]
    assert {week.parent_id for week in weeks} == {year.id}


def test_a_month_that_is_over_is_judged_again_by_its_new_target(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    january = a_goal("9 calls", target=9, on=date(2026, 1, 5), parent_id=year.id, status=GoalStatus.REACHED)
    put(planner, january, an_activity(on=date(2026, 1, 15), quantity=9))
    planner.breakdown.save(year, Period.MONTH)
    assert planner.store.need(Goal, january.id).status is GoalStatus.MISSED
    assert [told.text for told in planner.goals.history(january)][1] == "reached → missed: split of 480 calls in 2026"


def test_other_measures_and_little_goals_are_left_alone(planner: Planner) -> None:
    year = add(planner, "480 calls in 2026")
    new = replace(CALLS, name="new calls", contact_stages=NEW_STAGES)
    others = [
        a_goal("9 new calls", on=date(2026, 3, 1), measure=new, target=9, parent_id=year.id),
        a_goal(
            "9 calls",
            Period.CUSTOM,
            9,
            kind=GoalKind.LITTLE,
            starts_on=TODAY,
            ends_on=date(2026, 12, 31),
            parent_id=year.id,
        ),
    ]
    put(planner, new, *others)
    planner.breakdown.save(year, Period.MONTH)
    planner.goals.correct(year.id, {"target": 500})
    assert [planner.store.need(Goal, other.id) for other in others] == others


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [
        (a_goal("sign", measure=MILESTONES, target=100), "“sign” is ticked off in milestones: it has no number to"),
        (a_goal("all", measure=ROLLUP, target=100), "“all” sums up the goals under it. Break those down"),
        (
            a_goal("sell", measure=None, target=None),
            "“sell” is a wish: it has no number. Correct it to count something",
        ),
        (a_goal(on=date(2026, 1, 5)), "“40 calls” ended on 2026-01-31: no part of it lies ahead"),
        (a_goal(status=GoalStatus.DROPPED), "“40 calls” is put away. Set it again to break it down"),
        (a_goal(archived_on=TODAY), "“40 calls” is put away. Set it again to break it down"),
        (a_goal("own it", Period.BIG_PICTURE, None, None), "“own it” has no number to break down"),
        (
            a_goal("5 calls", Period.CUSTOM, 5, starts_on=date(2026, 2, 14), ends_on=date(2026, 2, 15)),
            "“5 calls” has no working day to split over. Move its last date or a day off",
        ),
    ],
)
def test_what_has_no_parts_is_refused_with_the_reason(planner: Planner, goal: Goal, sentence: str) -> None:
    put(planner, CALLS, MILESTONES, ROLLUP, goal)
    before = dump(planner)
    for look in (planner.breakdown.preview, planner.breakdown.save):
        with pytest.raises(PlannerError, match=sentence.replace(".", r"\.")):
            look(goal)
    assert dump(planner) == before


def test_the_rest_of_a_month_that_ends_in_a_weekend_has_no_working_day(tmp_path: Path) -> None:
    clock = StoppedClock(datetime.combine(date(2026, 5, 30), time(9)))
    planner = open_planner(tmp_path, clock)
    goal = a_goal("5 calls", Period.CUSTOM, 5, starts_on=date(2026, 5, 11), ends_on=date(2026, 5, 31))
    put(planner, CALLS, goal)
    with pytest.raises(PlannerError, match="no working day to split over"):
        planner.breakdown.preview(goal, from_today=True)
    assert len(planner.breakdown.preview(goal)) == 3
