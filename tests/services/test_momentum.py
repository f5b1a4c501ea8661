"""Momentum read from the file: E6 by real lines, and the same number whatever way the file came to be what it is."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.action import one_thing_id
from planner.domain.activity import Activity
from planner.domain.change import Change, added, removed
from planner.domain.contact import Stage
from planner.domain.day_off import DayOff
from planner.domain.errors import PlannerError
from planner.domain.gauge import Gauge
from planner.domain.goal import GoalKind, GoalStatus
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.momentum import DayFacts
from planner.domain.period import Period, Span
from planner.domain.value import replace
from planner.domain.views import Ask, StepDays
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    NEW_CALLS,
    StoppedClock,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    a_milestone,
    an_activity,
    open_planner,
    put,
)

MONDAY = date(2026, 2, 2)
PEOPLE_CALLED = replace(CALLS, name="people called", distinct_contacts=True)
DAILY = a_goal("2 calls", Period.DAY, 2, starts_on=MONDAY, ends_on=date(2026, 12, 31))


@pytest.fixture
def clock() -> StoppedClock:
    clock = StoppedClock()
    clock.set(MONDAY)
    return clock


def value(planner: Planner, day: date | None = None) -> float:
    return planner.momentum.gauge(day or planner.today()).value


def from_scratch(planner: Planner) -> tuple[Gauge, list[float]]:
    """Return the gauge and every score as a program that opens the file now reads them."""
    fresh = Planner(planner.store, planner.clock, planner.settings)
    return fresh.momentum.gauge(planner.today()), read(fresh)


def read(planner: Planner) -> list[float]:
    closed = planner.momentum.last_closed(planner.today())
    return [one.momentum for one in planner.momentum.scores(closed, whole=True)]


def facts(planner: Planner, day: date) -> DayFacts:
    """Return the facts of a closed day."""
    closed = planner.momentum.scores(planner.momentum.last_closed(planner.today()), whole=True)
    return next(one.facts for one in closed if one.facts.day == day)


def call_daily(planner: Planner, clock: StoppedClock, days: int, line: str = "call x2") -> None:
    """Log the same on each date from the clock's on; the clock stands on the date after the last."""
    for _ in range(days):
        planner.log.line(line)
        clock.advance(days=1)


def quiet_days(planner: Planner, clock: StoppedClock, days: int) -> None:
    """Close dates on which nothing was done, from the clock's on; the clock stands on the date after the last."""
    for _ in range(days):
        planner.reviews.close(planner.today())
        clock.advance(days=1)


def two_weeks(planner: Planner, clock: StoppedClock) -> list[float]:
    """Live through E6 day by day, and return the number as each morning after shows it."""
    put(planner, CALLS, replace(DAILY, created_at=datetime(2026, 2, 2, 12, tzinfo=UTC)))
    shown = []
    days = [
        ("call x2", True),
        ("call x2", True),
        ("call", True),
        ("meeting", False),
        ("", None),
        ("", None),
        ("", None),
    ]
    days += [("", None), ("call x4", True), ("call x2", True), ("call", None)]
    for n, (line, done) in enumerate(days):
        today = planner.today()
        if done is not None or (n < 9 and planner.calendar.is_working(today)):
            planner.plan.answer("close the renewal", today)
        if n == 9:
            planner.goals.add("6 calls a week this week")
        if line:
            planner.log.line(line)
        if done:
            planner.plan.toggle(one_thing_id(today))
        if not line and planner.calendar.is_working(today):
            planner.reviews.close(today)
        if n == 10:
            planner.commit("Off", added(a_day_off(today)))
        clock.advance(days=1)
        shown.append(round(value(planner), 1))
    return shown


def test_the_two_weeks_come_out_day_by_day(planner: Planner, clock: StoppedClock) -> None:
    assert two_weeks(planner, clock) == [6.7, 12.9, 17.1, 17.6, 13.1, 13.1, 13.1, 5.5, 11.9, 21.1, 26.4]
    gauge = planner.momentum.gauge(planner.today())
    assert (gauge.shown, gauge.word) == (26, "building")
    wednesday = date(2026, 2, 11)
    assert round(value(planner, wednesday), 4) == 21.1045
    told = planner.momentum.why(wednesday).contributions
    assert [round(one.points, 2) for one in reversed(told)] == [4.12, 4.42, 3.55, 1.27, -2.72, -5.83, 6.25, 10.05]
    assert from_scratch(planner) == (gauge, read(planner))


def test_ten_quiet_days_fall_and_tell_the_way_back(planner: Planner, clock: StoppedClock) -> None:
    planner.plan.answer("write the plan", MONDAY)
    numbers = []
    for _ in range(14):
        day = planner.today()
        if planner.calendar.is_working(day):
            planner.reviews.close(day)
        clock.advance(days=1)
        if planner.calendar.is_working(day):
            numbers.append(round(value(planner), 1))
    assert numbers == [-3.3, -9.8, -15.9, -21.5, -26.8, -31.7, -36.2, -40.5, -44.5, -48.2]
    gauge = planner.momentum.gauge(planner.today())
    assert (gauge.shown, gauge.word, gauge.arrow, gauge.days_to_level) == (-48, "slipping", "↓", 6)


def test_a_file_that_was_never_used_is_level(planner: Planner) -> None:
    gauge = planner.momentum.gauge(planner.today())
    assert (gauge.value, gauge.word, gauge.arrow, gauge.days_to_level, gauge.run) == (0, "starting", "", None, None)
    why = planner.momentum.why(planner.today())
    assert (why.contributions, why.working_days, why.asked) == ((), 0, 0)
    assert planner.momentum.comparison(planner.today()) == ()
    assert planner.momentum.smallest_action(planner.today()) is None


def test_it_is_counted_from_the_first_use(planner: Planner, clock: StoppedClock) -> None:
    clock.set(date(2026, 3, 2))
    for day in range(20, 28):
        planner.reviews.close(date(2026, 2, day))
    assert read(planner) == []
    planner.plan.answer("write the plan", date(2026, 2, 27))
    assert len(read(planner)) == 1
    put(planner, a_goal("wish", measure=None, created_at=datetime(2026, 2, 25, 12, tzinfo=UTC)))
    assert len(read(planner)) == 3
    planner.log.line("call 2026-02-23")
    assert len(read(planner)) == 5
    planner.undo()
    assert len(read(planner)) == 3


def test_a_single_entry_years_back_begins_the_record_and_what_follows_it_is_unknown(
    planner: Planner, clock: StoppedClock
) -> None:
    call_daily(planner, clock, 3)
    planner.log.line("call 2024-03-05")
    lone = date(2024, 3, 5)
    assert planner.momentum.first_day() == planner.progress.begins() == lone
    assert planner.momentum.scores(planner.today(), whole=True)[0].facts.day == lone
    assert [one.state for one in planner.progress.days(Span(date(2024, 3, 4), date(2024, 3, 6)))] == [
        "before",
        "steps",
        "unknown",
    ]
    report = planner.reports.of(Period.QUARTER, lone)
    assert (report.begins, report.momentum[0].facts.day, len(report.momentum)) == (lone, lone, 1)


def test_a_first_entry_alone_is_the_first_use(planner: Planner) -> None:
    planner.log.line("call 2019-05-06")
    assert planner.momentum.first_day() == date(2019, 5, 6)


def test_an_unfinished_today_never_shows_as_a_drop(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, DAILY)
    call_daily(planner, clock, 4)
    before = planner.momentum.gauge(planner.today())
    assert before.is_open
    assert before.value == value(planner, planner.today() - timedelta(days=1)) > before.as_it_stands
    planner.log.line("call")
    half = planner.momentum.gauge(planner.today())
    assert (half.value, half.word, half.arrow) == (before.value, before.word, before.arrow)
    assert before.as_it_stands < half.as_it_stands < half.if_asks_met == before.if_asks_met
    planner.log.line("call")
    full = planner.momentum.gauge(planner.today())
    assert full.as_it_stands == full.if_asks_met
    clock.advance(days=1)
    assert value(planner) == full.as_it_stands


def test_a_hundred_calls_score_no_more_than_the_ask(planner: Planner) -> None:
    put(planner, CALLS, DAILY)
    planner.log.line("call x2")
    enough = planner.momentum.gauge(MONDAY).as_it_stands
    planner.log.line("call x98")
    assert planner.momentum.gauge(MONDAY).as_it_stands == enough


def test_the_number_goes_over_into_a_new_year_unchanged(planner: Planner, clock: StoppedClock) -> None:
    clock.set(date(2026, 12, 28))
    planner.commit("Off", added(a_day_off(date(2027, 1, 1))))
    planner.goals.add("20 calls in 2026")
    call_daily(planner, clock, 4)
    carried = value(planner)
    clock.set(date(2027, 1, 1))
    planner.turn_day()
    assert value(planner) == carried > 0
    clock.set(date(2027, 1, 2))
    assert value(planner) == carried


def test_goals_and_plans_by_themselves_never_raise_it(planner: Planner, clock: StoppedClock) -> None:
    numbers = [value(planner)]
    for line in ("2 calls a day", "5 calls a week", "sign the lease by 1 mar", "$240,000 this year"):
        planner.goals.add(line)
        planner.plan.answer(line, planner.today())
        planner.plan.add("call @Dana", planner.today())
        planner.reviews.close(planner.today())
        clock.advance(days=1)
        numbers.append(value(planner))
    assert numbers[0] == 0
    assert numbers == sorted(set(numbers), reverse=True)


def test_a_goal_that_is_set_afterwards_asks_and_earns_nothing_of_the_days_before(
    planner: Planner, clock: StoppedClock
) -> None:
    call_daily(planner, clock, 3, "call x5")
    before = value(planner)
    for line in ("10 calls a week this week", "15 calls this month", "480 emails this year"):
        planner.goals.add(line)
    assert value(planner) == before
    assert [ask.name for ask in planner.reading.asks(planner.today())] == ["emails"]
    assert from_scratch(planner)[0].value == before


def test_a_lowered_target_leaves_the_days_before_as_they_were(planner: Planner, clock: StoppedClock) -> None:
    goal = replace(DAILY, target=4)
    put(planner, CALLS, goal)
    call_daily(planner, clock, 3)
    before = value(planner)
    row = GoalChange(
        id="1", goal_id=goal.id, at=planner.now().astimezone(UTC), field=GoalField.TARGET, old="4", new="2"
    )
    planner.commit("Lowered", (Change(goal, replace(goal, target=2)), *added(row)))
    assert value(planner) == before
    assert planner.momentum.gauge(planner.today()).if_asks_met > before
    assert facts(planner, MONDAY).asks == (Ask("calls", 4, 2),)


def test_a_goal_that_is_over_did_ask_in_its_time(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, replace(DAILY, ends_on=MONDAY))
    call_daily(planner, clock, 1, "call")
    before = value(planner)
    planner.turn_day()
    clock.advance(days=9)
    assert facts(planner, MONDAY).asks == (Ask("calls", 2, 1),)
    assert value(planner, MONDAY) == before


def test_drafts_rest_days_and_goals_put_away_ask_nothing(planner: Planner, clock: StoppedClock) -> None:
    draft = a_goal("9 emails", Period.DAY, 9, NEW_CALLS, starts_on=MONDAY, ends_on=MONDAY, status=GoalStatus.DRAFT)
    put(planner, CALLS, NEW_CALLS, DAILY, draft)
    call_daily(planner, clock, 1)
    planner.goals.archive(DAILY.id)
    call_daily(planner, clock, 5)
    assert facts(planner, MONDAY).asks == (Ask("calls", 2, 2),)
    assert facts(planner, MONDAY + timedelta(days=1)).asks == ()
    assert facts(planner, date(2026, 2, 7)).asks == ()


def test_each_goal_is_reached_once_a_period_and_nailed_once(planner: Planner, clock: StoppedClock) -> None:
    weekly = a_goal("5 calls", Period.WEEK, 5, starts_on=MONDAY, ends_on=date(2026, 2, 15))
    put(planner, CALLS, weekly)
    call_daily(planner, clock, 10)
    marks = {day: facts(planner, MONDAY + timedelta(days=day)).benchmarks for day in range(10)}
    found = {day: [mark.is_nailed for mark in found] for day, found in marks.items() if found}
    assert found == {2: [False, True], 9: [False, True]}
    assert marks[2][0].goal == "5 calls a week"


def test_day_goals_wishes_and_roll_ups_are_no_benchmarks(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, DAILY, a_goal("get fit", measure=None, target=None))
    call_daily(planner, clock, 1)
    assert facts(planner, MONDAY).benchmarks == ()


def test_money_milestones_people_and_little_goals_are_benchmarks(planner: Planner, clock: StoppedClock) -> None:
    sale = a_goal("$100", Period.YEAR, 10_000, DOLLARS)
    lease = a_goal("the lease", Period.CUSTOM, 100, MILESTONES, starts_on=MONDAY, ends_on=date(2026, 3, 1))
    parts = [a_milestone(lease), a_milestone(lease)]
    people = a_goal("2 people", Period.MONTH, 2, PEOPLE_CALLED)
    little = a_goal("3 calls", Period.CUSTOM, 3, starts_on=MONDAY, ends_on=date(2026, 12, 31), kind=GoalKind.LITTLE)
    put(planner, DOLLARS, MILESTONES, PEOPLE_CALLED, CALLS, sale, lease, *parts, people, little)
    planner.log.line("call @Dana")
    planner.log.line("call @Dana")
    planner.goals.toggle(lease.id)
    clock.advance(days=1)
    assert facts(planner, MONDAY).benchmarks == ()
    planner.log.line("call @Lee")
    planner.goals.toggle(lease.id)
    put(planner, a_deal(amount_minor=10_000).won(planner.today()))
    clock.advance(days=1)
    marks = facts(planner, MONDAY + timedelta(days=1))
    names = {mark.goal for mark in marks.benchmarks if not mark.is_nailed}
    assert names == {"$100 in 2026", "the lease", "2 people in February", "3 calls"}
    assert marks.bonus == 1
    assert from_scratch(planner)[1] == read(planner)


def test_what_another_program_wrote_is_seen(planner: Planner, clock: StoppedClock, tmp_path: Path) -> None:
    put(planner, CALLS, DAILY)
    call_daily(planner, clock, 2, "call")
    before = value(planner)
    other = open_planner(tmp_path, clock)
    other.log.line("call yesterday")
    assert value(planner) > before
    other.commit("Off", added(a_day_off(MONDAY)))
    value(planner)  # before the tick that tells of the calendar
    planner.tick()
    assert value(planner) == from_scratch(planner)[0].value
    other.log.line("call x2 2026-02-02")
    planner.log.line("call")
    assert read(planner) == from_scratch(planner)[1]


def test_a_day_off_that_is_declared_afterwards_costs_nothing(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, DAILY)
    call_daily(planner, clock, 1)
    quiet_days(planner, clock, 2)
    quiet = value(planner)
    planner.commit("Off", added(a_day_off(date(2026, 2, 3)), a_day_off(date(2026, 2, 4))))
    assert value(planner) == value(planner, MONDAY) > quiet
    planner.undo()
    assert value(planner) == quiet


def test_days_of_which_nothing_is_known_leave_the_number_as_it_is(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, DAILY)
    call_daily(planner, clock, 5)
    before = planner.momentum.gauge(planner.today())
    clock.set(date(2026, 3, 9))
    after = planner.momentum.gauge(planner.today())
    assert (after.value, after.trend, after.word) == (before.value, before.trend, before.word)
    assert (after.step_days, after.step_days_long) == (StepDays(0, 0, 5), StepDays(0, 0, 20))
    why = planner.momentum.why(planner.today())
    assert (why.working_days, why.step_days, why.unknown) == (5, 5, 20)
    assert planner.momentum.smallest_action(planner.today()) == "one call makes today count"


def test_a_day_is_known_once_it_is_closed_or_something_of_it_is_told(planner: Planner, clock: StoppedClock) -> None:
    call_daily(planner, clock, 1)
    clock.advance(days=1)
    full = value(planner)
    planner.reviews.close(MONDAY + timedelta(days=1))
    closed = value(planner)
    assert full > closed
    planner.reviews.reopen(MONDAY + timedelta(days=1))
    assert value(planner) == full
    planner.log.line("call yesterday")
    assert value(planner) > full
    planner.undo()
    planner.plan.answer("close the renewal", MONDAY + timedelta(days=1))
    assert value(planner) == full
    planner.plan.toggle(one_thing_id(MONDAY + timedelta(days=1)))
    assert value(planner) > full


def test_unknown_days_are_no_quiet_ones_before_a_quiet_day(planner: Planner, clock: StoppedClock) -> None:
    call_daily(planner, clock, 1)
    clock.advance(days=2)
    quiet_days(planner, clock, 1)
    assert [one.base for one in planner.momentum.scores(planner.today() - timedelta(days=1))] == [1, -0.5]


def test_a_number_from_long_ago_is_the_same_however_it_is_read(planner: Planner, clock: StoppedClock) -> None:
    call_daily(planner, clock, 5)
    clock.set(date(2030, 2, 4))
    call_daily(planner, clock, 2)
    assert value(planner) == read(planner)[-1] == from_scratch(planner)[0].value


def test_goals_and_plans_of_days_that_nobody_closed_leave_it_as_it_is(planner: Planner, clock: StoppedClock) -> None:
    planner.goals.add("2 calls a day")
    planner.plan.answer("close the renewal", planner.today())
    clock.advance(days=9)
    assert value(planner) == 0


def test_the_past_of_more_than_two_years_weighs_nothing(planner: Planner, clock: StoppedClock) -> None:
    planner.log.line("call 2022-02-02")
    put(planner, *(an_activity(on=MONDAY - timedelta(days=n)) for n in range(1, 3 * 365)))
    call_daily(planner, clock, 5)
    recent = planner.momentum.scores(planner.momentum.last_closed(planner.today()))
    whole = read(planner)
    assert len(recent) < len(whole)
    assert recent[-1].momentum == pytest.approx(whole[-1], abs=1e-5)
    assert value(planner) == pytest.approx(whole[-1], abs=1e-5)


def test_one_smallest_action_after_two_quiet_working_days(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, DAILY)
    call_daily(planner, clock, 1)

    def action() -> str | None:
        return planner.momentum.smallest_action(planner.today())

    offered = []
    for _ in range(5):
        offered.append(action())
        quiet_days(planner, clock, 1)
    assert offered == [None, None, "one call makes today count", "one call makes today count", None]
    clock.advance(days=1)
    below = planner.momentum.gauge(planner.today())
    assert below.value < 0
    planner.log.line("meeting")
    assert action() is None
    assert planner.momentum.gauge(planner.today()).as_it_stands > below.value
    assert planner.momentum.smallest_action(planner.today() - timedelta(days=3)) is None


def test_the_smallest_action_is_a_step_where_nothing_is_asked(planner: Planner, clock: StoppedClock) -> None:
    call_daily(planner, clock, 1)
    clock.advance(days=2)
    assert planner.momentum.smallest_action(planner.today()) == "one step makes today count"


def test_why_tells_practice_specific_actions_and_achievement(planner: Planner, clock: StoppedClock) -> None:
    two_weeks(planner, clock)
    why = planner.momentum.why(planner.today(), 3)
    assert (why.working_days, why.step_days, why.asked, why.met, why.reached) == (8, 6, 16, 9, 1)
    assert [one.score.facts.day.day for one in why.contributions] == [12, 11, 10]
    assert sum(one.points for one in why.contributions) + why.earlier == pytest.approx(why.value)


def test_the_last_twenty_working_days_are_compared_with_the_twenty_before(
    planner: Planner, clock: StoppedClock
) -> None:
    put(planner, CALLS, DOLLARS, DAILY)
    call_daily(planner, clock, 28, "call")
    call_daily(planner, clock, 28)
    planner.log.line("call x50")
    put(planner, a_deal(amount_minor=500).won(date(2026, 3, 20)))
    rows = {row.name: (row.now, row.before, row.currency) for row in planner.momentum.comparison(planner.today())}
    assert rows == {"steps": (28, 28, ""), "calls": (56, 28, ""), "dollars": (500, 0, "USD")}


def test_step_days_and_the_run_are_told(planner: Planner, clock: StoppedClock) -> None:
    call_daily(planner, clock, 4)
    gauge = planner.momentum.gauge(planner.today())
    assert (gauge.step_days, gauge.step_days_long, gauge.run) == (StepDays(4, 4, 0), StepDays(4, 4, 0), None)
    assert gauge.step_days == planner.reading.header(planner.today()).step_days
    planner.log.line("call")
    assert planner.momentum.gauge(planner.today()).run == 5


def test_momentum_asks_what_the_day_asks(planner: Planner, clock: StoppedClock) -> None:
    monthly = a_goal("30 new calls", Period.MONTH, 30, NEW_CALLS)
    people = a_goal("7 people", Period.MONTH, 7, PEOPLE_CALLED)
    weekly = a_goal("8 calls", Period.WEEK, 8, starts_on=MONDAY, ends_on=date(2026, 3, 1), baseline=1)
    put(planner, CALLS, NEW_CALLS, PEOPLE_CALLED, monthly, people, weekly, a_goal("480 calls", Period.YEAR, 480))
    asked = {}
    for n in range(14):
        planner.log.line(f"call @{'Dana' if n % 3 else 'Lee'}{n // 5} x{n % 3 + 1}")
        asked[planner.today()] = planner.reading.asks(planner.today())
        clock.advance(days=1)
    assert {day: facts(planner, day).asks for day in asked} == asked


Entry = tuple[int, int, str]
ENTRIES = st.tuples(st.integers(0, 20), st.integers(1, 3), st.sampled_from(["", "p0", "p1"]))
VERBS = ["log", "log", "edit", "delete", "off", "win", "turn", "undo", "redo"]
VERBS += ["answer", "tick", "move", "drop", "close", "reopen", "goal", "retarget", "put away", "milestone"]
CHANGES = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 20), ENTRIES), max_size=14)


class History:
    """A planner of three weeks and what can be done to it."""

    def __init__(self, folder: Path) -> None:
        """Start three weeks after the first day, with a goal of each sort."""
        self.clock = StoppedClock()
        self.clock.set(MONDAY + timedelta(days=21))
        self.planner = open_planner(folder, self.clock)
        self.planner.store.connection.execute("PRAGMA synchronous = OFF")
        self.keys = count()
        monthly = [a_goal(f"7 {m.name}", target=7, measure=m) for m in (NEW_CALLS, PEOPLE_CALLED)]
        weekly = a_goal("3 calls", Period.WEEK, 3, starts_on=MONDAY, ends_on=date(2026, 3, 30))
        sales = a_goal("$3", Period.MONTH, 300, DOLLARS)
        lease = a_goal("the lease", Period.MONTH, 100, MILESTONES)
        parts = [a_milestone(lease), a_milestone(lease)]
        self.goals = [weekly, *monthly, lease]
        people = [a_contact(key, id=key) for key in ("p0", "p1")]
        counted = (CALLS, NEW_CALLS, PEOPLE_CALLED, DOLLARS, MILESTONES)
        self.planner.commit("Put", added(*counted, *self.goals, sales, *parts, *people), undoable=False)

    def entry(self, drawn: Entry, key: str) -> Activity:
        """Return a call, to a lead where it is more than one."""
        day, quantity, person = drawn
        plain = an_activity(on=MONDAY + timedelta(days=day), id=key, quantity=quantity, contact_id=person or None)
        return replace(plain, contact_stage_then=Stage.LEAD if quantity > 1 else None)

    def log(self, drawn: Entry) -> None:
        self.planner.commit("Log", added(self.entry(drawn, f"a{next(self.keys):03}")))

    def apply(self, verb: str, at: int, drawn: Entry) -> None:
        """Do one thing; nothing where it is refused or there is nothing to do it to."""
        with suppress(PlannerError):
            self.change_log(verb, at, drawn)
            self.change_plan(verb, at)

    def change_log(self, verb: str, at: int, drawn: Entry) -> None:
        planner, day = self.planner, MONDAY + timedelta(days=at)
        standing = list(planner.store.select(Activity, order="id"))
        match verb:
            case "log":
                self.log(drawn)
            case "edit" if standing:
                old = standing[at % len(standing)]
                planner.commit("Edit", (Change(old, self.entry(drawn, old.id)),))
            case "delete" if standing:
                planner.commit("Delete", removed(standing[at % len(standing)]))
            case "off":
                off = a_day_off(day)
                planner.commit("Off", (Change(planner.store.get(DayOff, off.key), off),))
            case "win":
                planner.commit("Win", added(a_deal(amount_minor=100).won(day)))
            case "turn":
                self.clock.advance(days=at % 3)
                planner.tick()
            case "undo":
                planner.undo()
            case "redo":
                planner.redo()

    def change_plan(self, verb: str, at: int) -> None:
        planner, day = self.planner, MONDAY + timedelta(days=at)
        goal = self.goals[at % 3].id
        match verb:
            case "answer":
                planner.plan.answer("close the renewal", day)
            case "tick":
                planner.plan.toggle(one_thing_id(day))
            case "move":
                planner.plan.move(one_thing_id(day), day + timedelta(days=1))
            case "drop":
                planner.plan.drop(one_thing_id(day))
            case "close":
                planner.reviews.close(day)
            case "reopen":
                planner.reviews.reopen(day)
            case "goal":
                planner.goals.add(f"{at + 1} calls this month")
            case "retarget":
                planner.goals.correct(goal, {"target": at + 1})
            case "put away":
                planner.goals.archive(goal)
            case "milestone":
                planner.goals.toggle(self.goals[-1].id)


@given(CHANGES)
@settings(max_examples=30)
def test_what_is_kept_is_what_is_counted_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int, Entry]]
) -> None:
    history = History(tmp_path_factory.mktemp("history"))
    planner = history.planner
    for change in changes:
        history.apply(*change)
        gauge = planner.momentum.gauge(planner.today())
        assert (gauge, read(planner)) == from_scratch(planner)
    why = planner.momentum.why(planner.today())
    assert sum(one.points for one in why.contributions) + why.earlier == pytest.approx(why.value, abs=1e-9)


@given(st.lists(ENTRIES, min_size=1, max_size=8))
@settings(max_examples=15)
def test_what_is_entered_late_counts_as_if_entered_on_time(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    on_time, late = (History(tmp_path_factory.mktemp("history")) for _ in range(2))
    numbers = []
    for history, order in ((on_time, sorted(entries)), (late, sorted(entries, reverse=True))):
        for entry in order:
            if history is on_time:
                history.clock.set(MONDAY + timedelta(days=entry[0]))
                value(history.planner)
            history.log(entry)
            value(history.planner)
        history.clock.set(MONDAY + timedelta(days=21))
        numbers.append(read(history.planner))
    assert numbers[0] == numbers[1]
