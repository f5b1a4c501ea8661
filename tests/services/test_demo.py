"""The demo: a believable working life whose numbers agree with each other."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.activity import Activity, ActivityType
from planner.domain.calendar import Calendar
from planner.domain.change import Entity
from planner.domain.contact import Contact, Stage
from planner.domain.day_off import DayOff
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalKind, GoalStatus, Milestone, check_goals
from planner.domain.measure import Measure, Unit
from planner.domain.obstacle import Obstacle
from planner.domain.period import Period, Span
from planner.domain.person import Person, Role
from planner.domain.review import Review, ReviewKind
from planner.services.demo import LABEL, build, entities
from planner.services.demo_days import beginning, slump
from planner.services.demo_measures import NEW_CALLS
from planner.store.store import Store
from tests.builders import open_planner

E = TypeVar("E", bound=Entity)

TODAY = date(2026, 2, 10)
NOVEMBER = date(2026, 11, 17)
JANUARY_1 = date(2026, 1, 1)
LEAP_DAY = date(2024, 2, 29)
SATURDAY = date(2026, 2, 14)
SUNDAY = date(2026, 2, 8)
YEARS_END = date(2025, 12, 30)
DAYS = [TODAY, NOVEMBER, JANUARY_1, LEAP_DAY, SUNDAY, YEARS_END]
WEST = timezone(timedelta(hours=-5))


def instant(local: datetime) -> datetime:
    return local.replace(tzinfo=WEST).astimezone(UTC)


@cache
def demo(today: date = TODAY, years: int = 2, seed: int = 7) -> tuple[Entity, ...]:
    return tuple(entities(today, years, seed, instant, "America/New_York"))


def all_of(kind: type[E], told: Iterable[Entity]) -> list[E]:
    return [entity for entity in told if isinstance(entity, kind)]


def keyed(kind: type[E], told: Iterable[Entity]) -> dict[str, E]:
    return {entity.key: entity for entity in all_of(kind, told)}


def store_of(told: Iterable[Entity], path: Path) -> Store:
    store = Store(str(path / "planner.db"), new_uuid="0190", origin="demo")
    store.load(told, datetime(2026, 2, 10, 16, tzinfo=UTC), LABEL)
    return store


def test_the_same_seed_tells_the_same_life() -> None:
    assert list(entities(TODAY, 2, 7, instant, "America/New_York")) == list(demo())


def test_another_seed_tells_another_life() -> None:
    assert {a.id for a in all_of(Activity, demo())}.isdisjoint(a.id for a in all_of(Activity, demo(seed=8)))


def test_every_key_is_given_once() -> None:
    keys = [(type(entity), entity.key) for entity in demo()]
    assert len(keys) == len(set(keys))


def test_ten_years_have_the_volume_of_ten_years_and_stand_in_a_store(tmp_path: Path) -> None:
    told = demo(years=10)
    store = store_of(told, tmp_path)
    for kind, expected in ((Activity, 75_000), (Contact, 1_500), (Deal, 2_500)):
        assert len(all_of(kind, told)) == pytest.approx(expected, rel=0.15)
    assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {deal.id: deal for deal in store.select(Deal)} == keyed(Deal, told)
    assert {goal.id: goal for goal in store.select(Goal)} == keyed(Goal, told)
    assert {off.key: off for off in store.select(DayOff)} == keyed(DayOff, told)
    store.close()


def test_one_year_has_the_volume_of_one_year() -> None:
    assert len(all_of(Activity, demo(years=1))) == pytest.approx(7_500, rel=0.15)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_any_day_can_be_the_present_one(today: date, tmp_path: Path) -> None:
    told = demo(today, 1)
    store = store_of(told, tmp_path)
    assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    store.close()


def test_build_fills_a_store_in_one_line_of_its_journal(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "planner.db"), new_uuid="0190", origin="demo")
    build(store, TODAY, 1, 7, instant, "America/New_York", datetime(2026, 2, 10, 16, 30, tzinfo=UTC))
    assert [(line.label, line.state) for line in store.history(10)] == [("Demo data", "kept")]
    assert {e.key: e for e in store.select(Activity)} == keyed(Activity, demo(years=1))
    assert {e.key: e for e in store.select(Action)} == keyed(Action, demo(years=1))
    store.close()


@pytest.mark.parametrize("years", [0, -1, 21, 30])
def test_a_life_of_no_year_or_too_many_is_refused(years: int) -> None:
    with pytest.raises(PlannerError, match=f"1 to 20 years, not {years}"):
        entities(TODAY, years, 7, instant, "UTC")


def test_a_leap_day_has_a_beginning_in_a_year_without_one() -> None:
    assert beginning(LEAP_DAY, 1) == date(2023, 3, 1)
    assert beginning(LEAP_DAY, 4) == date(2020, 2, 29)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_was_done_in_the_future(today: date) -> None:
    told = demo(today, 1)
    now = datetime.combine(today, time(11, 30))
    assert max(a.at for a in all_of(Activity, told)) <= instant(now)
    assert max(d.closed_on or today for d in all_of(Deal, told)) <= today
    assert max(d.created_on for d in all_of(Deal, told)) <= today
    assert max(c.created_on for c in all_of(Contact, told)) <= today
    assert max(m.done_on or today for m in all_of(Milestone, told)) <= today
    assert max(g.created_at for g in all_of(Goal, told)) <= instant(now)
    assert all(a.date <= today for a in all_of(Action, told) if a.status is not ActionStatus.PLANNED)


def test_the_present_day_ends_where_it_is_told_to() -> None:
    told = list(entities(TODAY, 1, 7, instant, "UTC", until=time(9, 20)))
    assert [a.local_time for a in all_of(Activity, told) if a.local_date == TODAY] == [time(9, 12)]
    promise = next(a for a in all_of(Action, told) if a.kind is ActionKind.PROMISE)
    assert promise.is_open


def test_the_time_on_the_wall_and_the_instant_are_one_moment() -> None:
    for activity in all_of(Activity, demo()):
        assert activity.local_time is not None
        assert activity.at == instant(datetime.combine(activity.local_date, activity.local_time))


def test_the_lines_of_a_day_have_a_minute_each_within_the_working_day() -> None:
    moments = [(a.local_date, a.local_time) for a in all_of(Activity, demo())]
    assert len(moments) == len(set(moments))
    assert all(time(8, 30) <= at <= time(20, 0) for _, at in moments if at)


def test_keys_sort_as_the_log_does() -> None:
    activities = all_of(Activity, demo())
    assert sorted(a.id for a in activities) == [a.id for a in sorted(activities, key=lambda a: a.at)]


def test_a_close_is_a_won_deal_and_a_won_deal_is_a_close() -> None:
    told = demo()
    closes = [a for a in all_of(Activity, told) if a.type is ActivityType.CLOSE]
    won = {d.id: d for d in all_of(Deal, told) if d.stage is DealStage.WON}
    assert sorted(a.deal_id or "" for a in closes) == sorted(won)
    for close in closes:
        deal = won[close.deal_id or ""]
        assert (deal.closed_on, deal.contact_id) == (close.local_date, close.contact_id)


def test_a_deal_is_new_until_the_first_sale_to_its_contact() -> None:
    first_sale: dict[str | None, Activity] = {}
    opened: dict[str | None, Activity] = {}
    for activity in all_of(Activity, demo()):
        opened.setdefault(activity.deal_id, activity)
        if activity.type is ActivityType.CLOSE:
            first_sale.setdefault(activity.contact_id, activity)
    for deal in all_of(Deal, demo()):
        sale = first_sale.get(deal.contact_id)
        is_later = sale is not None and sale.deal_id != deal.id and sale.at < opened[deal.id].at
        assert deal.kind is (DealKind.REPEAT if is_later else DealKind.NEW)


def test_about_a_third_of_the_closed_deals_are_won() -> None:
    closed = [d for d in all_of(Deal, demo(years=10)) if not d.is_open]
    assert sum(d.stage is DealStage.WON for d in closed) / len(closed) == pytest.approx(1 / 3, abs=0.03)


def test_open_deals_say_when_they_are_expected() -> None:
    waiting = [d for d in all_of(Deal, demo()) if d.is_open]
    assert len(waiting) >= 10
    assert all(d.expected_close_on for d in waiting)


def test_a_contact_is_a_customer_when_it_bought_and_an_opportunity_while_its_first_deal_is_open() -> None:
    won = {d.contact_id for d in all_of(Deal, demo()) if d.stage is DealStage.WON}
    waiting = {d.contact_id for d in all_of(Deal, demo()) if d.is_open}
    for contact in all_of(Contact, demo()):
        assert (contact.stage is Stage.CUSTOMER) == (contact.id in won)
        assert (contact.stage is Stage.OPPORTUNITY) == (contact.id in waiting - won)


def test_the_stage_in_the_log_is_that_of_its_time() -> None:
    sold: set[str | None] = set()
    for activity in sorted(all_of(Activity, demo()), key=lambda a: a.at):
        assert (activity.contact_stage_then is None) == (activity.contact_id is None)
        assert (activity.contact_stage_then is Stage.CUSTOMER) == (activity.contact_id in sold)
        if activity.type is ActivityType.CLOSE:
            sold.add(activity.contact_id)


def test_at_most_five_top_prospects_and_each_was_touched() -> None:
    touched = {a.contact_id for a in all_of(Activity, demo()) if a.is_touch}
    top = {c.id for c in all_of(Contact, demo()) if c.is_top}
    assert 1 <= len(top) <= 5
    assert top <= touched


def test_nobody_is_met_after_the_first_touch() -> None:
    contacts = keyed(Contact, demo())
    for activity in all_of(Activity, demo()):
        assert activity.contact_id is None or contacts[activity.contact_id].created_on <= activity.local_date


def test_names_come_from_many_places_and_mail_goes_nowhere() -> None:
    contacts = all_of(Contact, demo(years=10))
    assert len({c.name for c in contacts}) > 0.95 * len(contacts)
    assert any(ord(c.name[0]) > 0x2E80 for c in contacts)
    assert any("é" in c.name for c in contacts)
    assert all(c.email.isascii() and c.email.endswith(".example") for c in contacts if c.email)


@pytest.mark.parametrize("years", [2, 10])
def test_every_working_day_is_full_except_in_the_slump(years: int) -> None:
    told = demo(years=years)
    calendar = Calendar.of(off.date for off in all_of(DayOff, told))
    lines: defaultdict[date, int] = defaultdict(int)
    for activity in all_of(Activity, told):
        lines[activity.local_date] += 1
    first, low = beginning(TODAY, years), slump(TODAY)
    days = [first + timedelta(days=n) for n in range((TODAY - first).days)]
    for day in days:
        full = calendar.is_working(day) and day not in low
        assert lines[day] in range(20, 46) if full else lines[day] <= 6
    quiet = [day for day in days if day in low and calendar.is_working(day) and not lines[day]]
    assert len(quiet) >= 5
    assert any(lines[day] for day in days if not calendar.is_working(day))


def test_days_off_are_vacations_holidays_and_a_few_sick_days() -> None:
    by_year: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for off in all_of(DayOff, demo(years=10)):
        by_year[off.date.year][off.kind] += 1
    for year in range(2017, 2026):
        assert by_year[year]["vacation"] in range(10, 16)
        assert by_year[year]["holiday"] in range(6, 11)
        assert by_year[year]["sick"] <= 5


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_goals_keep_their_rules(today: date) -> None:
    goals = all_of(Goal, demo(today, 1))
    check_goals(goals, [goal.id for goal in goals])


def test_a_goal_that_ended_is_reached_or_missed_by_what_the_log_gives() -> None:
    told = demo()
    measures, deals = keyed(Measure, told), keyed(Deal, told)
    counted: dict[str, list[tuple[date, int]]] = {}
    for measure in measures.values():
        if measure.unit is Unit.MONEY:
            days = [(d.closed_on, d.amount_minor or 0) for d in deals.values() if d.closed_on and measure.earns(d)]
        else:
            log = all_of(Activity, told)
            days = [(a.local_date, a.quantity) for a in log if measure.counts(a, deals.get(a.deal_id or ""))]
        counted[measure.id] = days
    ended = [g for g in all_of(Goal, told) if g.ends_on < TODAY and g.period is not Period.DAY]
    for goal in ended:
        value = sum(number for day, number in counted[goal.measure_id or ""] if day in goal.span)
        reached = value >= (goal.target or 0)
        assert goal.status is (GoalStatus.REACHED if reached else GoalStatus.MISSED)
    assert {goal.status for goal in ended} == {GoalStatus.REACHED, GoalStatus.MISSED}
    others = [g for g in all_of(Goal, told) if g.ends_on >= TODAY]
    assert all(goal.is_active for goal in others)


@pytest.mark.parametrize("today", [TODAY, NOVEMBER, JANUARY_1, LEAP_DAY, SUNDAY], ids=str)
def test_the_present_week_stands_under_month_quarter_year_and_big_picture(today: date) -> None:
    goals = keyed(Goal, demo(today, 1))
    chain = [next(g for g in goals.values() if g.period is Period.WEEK and today in g.span)]
    while (parent := chain[-1].parent_id) is not None:
        chain.append(goals[parent])
    assert [g.period for g in chain] == [Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR, Period.BIG_PICTURE]
    assert {g.measure_id for g in chain[:-1]} == {NEW_CALLS.id}


def test_the_titles_are_what_is_counted_without_the_period() -> None:
    goals = [g for g in all_of(Goal, demo()) if g.is_active and TODAY in g.span]
    titles = {(g.period, g.title) for g in goals}
    assert titles >= {
        (Period.YEAR, "$240,000"),
        (Period.QUARTER, "$60,000"),
        (Period.MONTH, "$20,000"),
        (Period.YEAR, "480 new calls"),
        (Period.QUARTER, "120 new calls"),
        (Period.MONTH, "40 new calls"),
        (Period.WEEK, "10 new calls"),
        (Period.DAY, "2 new calls"),
        (Period.DAY, "1 value-add email"),
        (Period.MONTH, "20 meetings"),
        (Period.CUSTOM, "Renewals"),
    }
    standing = next(g for g in goals if g.title == "2 new calls")
    assert (standing.starts_on < TODAY, standing.ends_on) == (True, date(2026, 12, 31))


@pytest.mark.parametrize(("today", "titles"), [(NOVEMBER, {"30 follow-up calls", "2 new clients"}), (TODAY, set())])
def test_little_goals_stand_in_the_last_quarter(today: date, titles: set[str]) -> None:
    little = [g for g in all_of(Goal, demo(today, 1)) if g.kind is GoalKind.LITTLE and g.is_active]
    assert {g.title for g in little} == titles
    assert all(g.ends_on == date(2026, 12, 31) for g in little)


def test_renewals_is_a_priority_with_three_of_five_milestones_done() -> None:
    goals = keyed(Goal, demo())
    renewals = next(g for g in goals.values() if g.title == "Renewals")
    milestones = [m for m in all_of(Milestone, demo()) if m.goal_id == renewals.id]
    assert renewals.kind is GoalKind.PRIORITY
    assert goals[renewals.parent_id or ""].title == "$60,000"
    assert renewals.span == Span(date(2026, 1, 1), date(2026, 3, 31))
    assert [m.done_on is not None for m in milestones] == [True, True, True, False, False]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_today_has_its_one_thing_a_call_at_half_past_ten_a_block_at_two_and_a_promise_kept(today: date) -> None:
    told = demo(today, 1)
    goals = keyed(Goal, told)
    plan = [a for a in all_of(Action, told) if a.date == today]
    one = next(a for a in plan if a.id == one_thing_id(today))
    assert (one.text, one.is_open, goals[one.goal_id or ""].title) == ("close the Acme renewal", True, "Renewals")
    others = {(a.kind, a.start_time, a.planned_minutes, a.status): a.text for a in plan}
    planned, done = ActionStatus.PLANNED, ActionStatus.DONE
    assert others[ActionKind.FOLLOW_UP, time(10, 30), None, planned] == "call Lee about the pilot"
    assert others[ActionKind.BLOCK, time(14), 60, planned] == "three proposals"
    assert others[ActionKind.PROMISE, None, None, done] == "send Dana the terms"
    assert len(plan) <= 7


def test_a_few_follow_ups_wait_in_the_next_days_and_none_in_the_past() -> None:
    waiting = [a for a in all_of(Action, demo()) if a.kind is ActionKind.FOLLOW_UP and a.is_open]
    assert all(a.date >= TODAY for a in waiting)
    assert 1 <= sum(TODAY < a.date <= TODAY + timedelta(days=14) for a in waiting) <= 15


def test_one_things_stand_on_most_working_days_of_the_last_year_and_most_were_done() -> None:
    past = [a for a in all_of(Action, demo()) if a.kind is ActionKind.ONE_THING and a.date < TODAY]
    assert len(past) in range(160, 240)
    assert sum(a.status is ActionStatus.DONE for a in past) > 0.7 * len(past)


def test_the_last_two_months_have_actions_done_dropped_and_moved() -> None:
    past = [a for a in all_of(Action, demo()) if a.kind is ActionKind.ACTION and a.date < TODAY]
    assert {a.status for a in past} == {ActionStatus.DONE, ActionStatus.DROPPED, ActionStatus.MOVED}
    assert min(a.date for a in past) >= TODAY - timedelta(days=60)
    for moved in (a for a in past if a.status is ActionStatus.MOVED):
        assert any(a.text == moved.text and moved.date < a.date < TODAY for a in past)


def test_no_action_stands_twice_on_a_day() -> None:
    told = [(one.date, one.text) for one in all_of(Action, demo()) if one.kind is ActionKind.ACTION]
    assert len(told) == len(set(told))


def test_a_next_step_names_the_person_and_is_done_by_an_activity_with_them() -> None:
    told = demo()
    actions, activities = keyed(Action, told), keyed(Activity, told)
    made = [a for a in activities.values() if a.action_id]
    assert len(made) > 300
    for activity in made:
        action = actions[activity.action_id or ""]
        assert (action.contact_id, action.date >= activity.local_date) == (activity.contact_id, True)
    done = [a for a in actions.values() if a.kind is ActionKind.FOLLOW_UP and a.status is ActionStatus.DONE]
    for action in done:
        by = activities[action.done_activity_id or ""]
        assert (by.local_date, by.contact_id) == (action.date, action.contact_id)


def test_proposals_belong_to_a_deal_and_marketing_has_a_reach() -> None:
    for activity in all_of(Activity, demo()):
        assert activity.type is not ActivityType.PROPOSAL or activity.deal_id
        assert (activity.type is ActivityType.MARKETING) == (activity.reach is not None)


def test_every_working_day_is_closed_but_the_last_one_which_waits(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    clock = planner.clock
    build(planner.store, TODAY, 1, 1, clock.instant, clock.zone(), planner.now())
    assert planner.reviews.unclosed(TODAY) == [planner.calendar.previous_working_day(TODAY)]


def test_most_mornings_were_held_and_the_present_one_with_them(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    clock = planner.clock
    build(planner.store, TODAY, 1, 1, clock.instant, clock.zone(), planner.now())
    mornings = next(row for row in planner.routine.rows(TODAY) if row.kind is ReviewKind.MORNING)
    assert mornings.held == (True, True, False, True, True, True, True, True)
    assert not mornings.is_due


def test_a_demo_that_begins_before_its_morning_has_none_of_today() -> None:
    told = all_of(Review, entities(TODAY, 1, 7, instant, "America/New_York", until=time(7)))
    assert not [one for one in told if one.kind is ReviewKind.MORNING and one.period_start == TODAY]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_goals_are_reviewed_with_others_each_week_and_month_and_one_thing_is_in_the_way(today: date) -> None:
    told = demo(today, 1)
    reviews = all_of(Review, told)
    partner = [one.period_start for one in reviews if one.kind is ReviewKind.PARTNER]
    assert 6 <= len(partner) <= 8
    assert all(day.isocalendar().week != later.isocalendar().week for day, later in pairwise(partner))
    assert today - timedelta(days=10) <= partner[-1] < today
    assert len([one for one in reviews if one.kind is ReviewKind.GROUP]) == 3
    assert {one.role for one in all_of(Person, told)} == {Role.MENTOR, Role.GROUP}
    assert [one.is_open for one in all_of(Obstacle, told)].count(True) == 1
    last = next(one for one in reviews if one.kind is ReviewKind.PARTNER and one.period_start == partner[-1])
    promised = [one.status for one in all_of(Action, told) if one.review_id == last.id]
    assert promised == [ActionStatus.DONE, ActionStatus.PLANNED, ActionStatus.PLANNED]
    assert all(one.held_at is not None and one.held_at <= instant(datetime.combine(today, time(11))) for one in reviews)


def test_the_weekends_planned_their_weeks_asked_about_the_change_and_laid_this_one_out(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    clock = planner.clock
    build(planner.store, TODAY, 1, 1, clock.instant, clock.zone(), planner.now())
    about = planner.week.planned_for(TODAY)
    view = planner.week.view(about.back.start)
    assert (view.is_closed, view.last_change, view.did_you) == (True, "thank one customer a day", "yes")
    assert view.proud
    thursday, friday = planner.week.grid(about.ahead.start).columns[3:5]
    assert (thursday.load, friday.load) == (45 + 30, 30 + 90 + 30)
    assert thursday.rows[0].row.contact == "Priya Nair"
    weeks = next(row for row in planner.routine.rows(TODAY) if row.kind is ReviewKind.WEEK)
    assert weeks.held.count(False) == 1
    clock.set(SATURDAY)  # type: ignore[attr-defined]  # a stopped clock
    view = planner.week.view(planner.week.planned_for(SATURDAY).back.start)
    assert (view.last_change, view.did_you) == ("ask for the decision date in each proposal", "")
