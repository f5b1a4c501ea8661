"""Weekly planning: what the log says of a week, what is said of it, and what the next one starts from."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest

from planner.domain.action import Action, ActionStatus
from planner.domain.activity import ActivityType, Outcome, Purpose
from planner.domain.conversion import Ratio
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.period import Period, Span, week_span
from planner.domain.review import Review, ReviewAnswer, ReviewKind
from planner.domain.reviewviews import Win, WinKind
from planner.domain.scope import Scope
from planner.domain.weekviews import AskDays, BestDay
from planner.services.little_goals import COME_UP
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    NEW_CALLS,
    TODAY,
    StoppedClock,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    a_milestone,
    an_action,
    an_activity,
    put,
)

MONDAY = date(2026, 2, 2)
"""The Monday of the week before TODAY's."""
FRIDAY = date(2026, 2, 6)
SATURDAY = date(2026, 2, 7)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(datetime(2026, 2, 7, 10))  # noqa: DTZ001  # the clock has the zone


def goals(planner: Planner) -> list[Goal]:
    return list(planner.store.select(Goal, order="id"))


@pytest.mark.parametrize(
    ("day", "back"),
    [(6, date(2026, 1, 26)), (7, MONDAY), (8, MONDAY), (9, MONDAY), (13, MONDAY), (14, date(2026, 2, 9))],
)
def test_the_weekend_ends_a_week_and_a_working_day_catches_up(planner: Planner, day: int, back: date) -> None:
    about = planner.week.planned_for(date(2026, 2, day))
    assert about.back == Span(back, back + timedelta(days=6))
    assert about.ahead.start == back + timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "hour", "ahead"),
    [(5, 18, MONDAY), (6, 11, MONDAY), (6, 12, date(2026, 2, 9)), (7, 8, date(2026, 2, 9)), (9, 8, date(2026, 2, 9))],
)
def test_from_noon_of_the_last_working_day_on_the_coming_week_is_planned(
    planner: Planner, clock: StoppedClock, day: int, hour: int, ahead: date
) -> None:
    clock.set(date(2026, 2, day), time(hour))
    assert planner.week.planned_for(planner.today()).ahead.start == ahead


@pytest.mark.parametrize("day", [date.min, date(1, 1, 9), date(9999, 12, 26), date.max])
def test_the_ends_of_the_calendar_have_no_week_to_plan(planner: Planner, day: date) -> None:
    with pytest.raises(PlannerError, match="has too few weeks around it"):
        planner.week.planned_for(day)


def test_a_day_off_before_the_weekend_plans_the_coming_week(planner: Planner, clock: StoppedClock) -> None:
    put(planner, a_day_off(FRIDAY))
    clock.set(date(2026, 2, 5), time(12))
    assert planner.week.planned_for(planner.today()).back.start == MONDAY
    clock.set(FRIDAY, time(8))
    assert planner.week.planned_for(planner.today()).back.start == MONDAY


def test_one_week_is_planned_ahead_and_any_number_looked_back_on(planner: Planner) -> None:
    about = planner.week.planned_for(SATURDAY)
    with pytest.raises(PlannerError, match=r"^Week 8 is planned once week 7 has begun\.$"):
        planner.week.planned_next(about)
    before = planner.week.planned_before(about)
    assert before.ahead == about.back
    assert planner.week.planned_next(before) == about


def test_on_saturday_or_on_sunday_it_is_done_once(planner: Planner, clock: StoppedClock) -> None:
    assert planner.week.close(SATURDAY).label == "Planned: week 7, from Mon 9 Feb"
    clock.advance(days=1)
    back = planner.week.planned_for(planner.today()).back
    assert planner.week.view(back.start).is_closed
    assert planner.week.close(back.start).label.startswith("Planned already: ")
    (review,) = planner.store.select(Review)
    assert (review.kind, review.period_start, review.period_end) == (ReviewKind.WEEK, MONDAY, date(2026, 2, 8))


def test_a_week_to_come_is_not_looked_back_on(planner: Planner) -> None:
    for refused in (planner.week.view, planner.week.close, planner.week.keep):
        with pytest.raises(PlannerError, match="Week 7, from Mon 9 Feb is still to come"):
            refused(date(2026, 2, 11))


def test_a_week_is_filled_in_from_the_log_wins_first(planner: Planner) -> None:
    deal = a_deal("Acme", amount_minor=1_200_000, stage="won", closed_on=FRIDAY)
    put(
        planner,
        CALLS,
        a_goal("2 calls", Period.DAY, 2, starts_on=MONDAY, ends_on=date(2026, 12, 31)),
        a_goal("3 calls", Period.CUSTOM, 3, starts_on=MONDAY, ends_on=date(2026, 2, 20)),
        a_goal("4 calls", Period.WEEK, 4, on=MONDAY),
        deal,
        a_day_off(date(2026, 2, 5)),
        an_activity(on=MONDAY, quantity=2),
        an_activity(on=FRIDAY, quantity=2),
        an_activity(ActivityType.EMAIL, on=FRIDAY),
        an_activity(ActivityType.NOTE, on=date(2026, 2, 3)),
        an_activity(ActivityType.CLOSE, on=FRIDAY, deal_id=deal.id),
    )
    view = planner.week.view(MONDAY)
    assert view.wins == (
        Win(WinKind.NAILED, "3 calls"),
        Win(WinKind.REACHED, "4 calls in week 6"),
        Win(WinKind.CLOSED, "Acme", amount_minor=1_200_000, currency="USD"),
    )
    assert view.asks == (AskDays("calls", 2, 2),)
    assert (view.step_days, view.working_days, view.unknown_days, view.steps) == (2, 2, 2, 4)
    assert view.best_day == BestDay(FRIDAY, 3, met=1, asked=1, reached=2)
    assert view.best_day.told == "1 of 1 asks met, 2 goals reached, 3 steps"
    assert [(step.name, step.times) for step in view.way][:2] == [("calls", 4), ("conversations", 4)]


def test_an_empty_planner_has_an_empty_week(planner: Planner) -> None:
    view = planner.week.view(MONDAY)
    assert (view.wins, view.best_day, view.served, view.suggestion, view.little) == ((), None, None, None, None)
    assert view.promises == view.commitments == view.sacred == Ratio(0, 0)


def test_sacred_minutes_are_kept_of_those_planned_and_a_skipped_block_was_planned(planner: Planner) -> None:
    put(
        planner,
        an_action(on=MONDAY, kind="block", planned_minutes=60, kept_minutes=45, status="done"),
        an_action(on=FRIDAY, kind="block", status="done"),
        an_action(on=FRIDAY, kind="block", planned_minutes=30, kept_minutes=0, status="dropped"),
        an_action(on=FRIDAY, kind="block", planned_minutes=30, status="dropped"),
        an_action(on=FRIDAY, kind="block", planned_minutes=90, status="moved"),
        an_action(on=FRIDAY, planned_minutes=90, status="done"),
        an_action(on=date(2026, 2, 9), kind="block"),
    )
    assert planner.week.view(MONDAY).sacred == planner.blocks.kept(week_span(MONDAY)) == Ratio(105, 150)


def test_a_recurring_block_was_planned_on_the_days_that_nobody_turned(planner: Planner) -> None:
    put(planner, an_action(on=MONDAY, kind="block", planned_minutes=45, rrule="FREQ=DAILY;X-DAYS=WORKING"))
    assert planner.week.view(MONDAY).sacred == Ratio(0, 5 * 45)
    planner.turn_day()
    assert planner.week.view(MONDAY).sacred == Ratio(0, 5 * 45), "one row goes on, behind the days between"
    planner.plan.drop(next(row.id for row in planner.store.select(Action, "rrule <> ''")))
    assert planner.week.view(MONDAY).sacred == Ratio(0, 5 * 45)
    assert planner.week.view(date(2026, 1, 26)).sacred == Ratio(0, 0), "no block before the rule's first day"


def test_what_a_rule_passes_over_ends_where_the_rule_does_and_leaves_days_off_out(planner: Planner) -> None:
    put(
        planner,
        a_day_off(FRIDAY),
        an_action(on=date(2026, 1, 20), kind="block", rrule="FREQ=WEEKLY;BYDAY=TU"),
        an_action(on=date(2026, 1, 20), kind="block", rrule="FREQ=WEEKLY;BYDAY=FR"),
        an_action(on=MONDAY, kind="block", rrule="FREQ=DAILY;X-DAYS=WORKING", status="done"),
        an_action(on=MONDAY, kind="block", rrule="FREQ=DAILY;X-FROM=DONE"),
    )
    assert planner.week.view(MONDAY).sacred == Ratio(60, 180)


def test_promises_are_kept_by_the_end_of_the_week_and_are_ones_own(planner: Planner) -> None:
    late = an_activity(on=date(2026, 2, 9))
    put(
        planner,
        late,
        an_action(on=MONDAY, kind="follow_up", status="done"),
        an_action(on=MONDAY, kind="promise"),
        an_action(on=FRIDAY, kind="follow_up", status="done", done_activity_id=late.id),
        an_action(on=FRIDAY, kind="follow_up", status="moved"),
        an_action(on=FRIDAY, kind="promise", owed_by="them"),
        an_action(on=FRIDAY, status="done"),
        an_action(on=date(2026, 2, 8), kind="promise"),
    )
    assert planner.week.view(MONDAY).promises == Ratio(1, 3)


def test_the_commitments_are_those_of_the_last_partner_and_group_reviews(planner: Planner) -> None:
    def met(key: str, kind: ReviewKind, on: date) -> Review:
        return Review(id=key, kind=kind, period_start=on, period_end=on)

    put(
        planner,
        met("p1", ReviewKind.PARTNER, date(2026, 1, 20)),
        met("p2", ReviewKind.PARTNER, date(2026, 1, 30)),
        met("g1", ReviewKind.GROUP, date(2026, 1, 10)),
        an_action(on=date(2026, 1, 25), review_id="p1"),
        an_action(on=date(2026, 2, 3), review_id="p2", status="done"),
        an_action(on=date(2026, 2, 4), review_id="p2"),
        an_action(on=date(2026, 1, 20), review_id="g1", status="done"),
    )
    assert planner.week.view(MONDAY).commitments == Ratio(2, 3)


def test_a_commitment_counts_once_its_day_has_come(planner: Planner) -> None:
    put(
        planner,
        Review(id="p1", kind=ReviewKind.PARTNER, period_start=MONDAY, period_end=MONDAY),
        an_action(on=FRIDAY, review_id="p1", status="done"),
        an_action(on=FRIDAY, review_id="p1"),
        an_action(on=date(2026, 2, 9), review_id="p1"),
    )
    assert planner.week.view(MONDAY).commitments == Ratio(1, 2)


def test_steps_served_a_priority_by_its_measure_a_goal_under_it_or_its_action(planner: Planner) -> None:
    lease = a_goal(
        "lease", Period.CUSTOM, 100, MILESTONES, kind="priority", starts_on=MONDAY, ends_on=date(2026, 3, 31)
    )
    driver = a_goal("10 new calls", Period.WEEK, 10, NEW_CALLS, on=MONDAY, parent_id=lease.id)
    visit = an_activity(ActivityType.MEETING, on=FRIDAY)
    put(
        planner,
        MILESTONES,
        NEW_CALLS,
        lease,
        driver,
        a_milestone(lease),
        visit,
        an_action("see the showroom", FRIDAY, goal_id=lease.id, status="done", done_activity_id=visit.id),
        an_activity(on=FRIDAY, contact_stage_then="lead"),
        an_activity(on=FRIDAY, contact_stage_then="customer"),
        an_activity(ActivityType.NOTE, on=FRIDAY),
    )
    assert planner.week.view(MONDAY).served == Ratio(2, 3)


def test_a_conversion_that_fell_is_the_one_suggestion(planner: Planner) -> None:
    def sent(on: date, proposals: int, closes: int) -> None:
        put(
            planner,
            an_activity(ActivityType.PROPOSAL, on=on, quantity=proposals),
            an_activity(ActivityType.CLOSE, on=on, quantity=closes),
        )

    sent(date(2026, 1, 11), 12, 5)
    sent(date(2026, 1, 12), 12, 2)
    suggestion = planner.week.view(MONDAY).suggestion
    assert suggestion is not None
    assert suggestion.text.startswith("proposals → closes 2 of 12, earlier 5 of 12: ")


def test_the_change_is_asked_about_the_next_week_until_it_is_answered(planner: Planner, clock: StoppedClock) -> None:
    planner.week.keep(MONDAY, change="call before mail")
    assert (planner.week.view(MONDAY).change, planner.week.view(MONDAY).last_change) == ("call before mail", "")
    second, third, fourth = (MONDAY + timedelta(weeks=n) for n in (1, 2, 3))
    clock.set(fourth)
    assert planner.week.view(second).last_change == "call before mail"
    planner.week.keep(second, did_you="not yet")
    assert planner.week.view(second).did_you == "not yet"
    assert planner.week.view(third).last_change == "call before mail"
    planner.week.keep(third, did_you="yes")
    assert planner.week.view(third).last_change == "call before mail"
    assert planner.week.view(fourth).last_change == ""
    with pytest.raises(PlannerError, match="No change of an earlier week waits"):
        planner.week.keep(fourth, did_you="yes")
    with pytest.raises(PlannerError, match="“maybe” is no answer"):
        planner.week.keep(third, did_you="maybe")


def test_what_is_said_is_kept_and_an_empty_text_takes_it_back(planner: Planner) -> None:
    planner.week.keep(MONDAY, proud="the pilot", note="long\x1b[31m week")
    planner.week.close(MONDAY, change="proposals go out the same day")
    view = planner.week.view(MONDAY)
    assert (view.proud, view.change, view.is_closed) == ("the pilot", "proposals go out the same day", True)
    assert "\x1b" not in view.note
    planner.undo()
    assert (planner.week.view(MONDAY).change, planner.week.view(MONDAY).is_closed) == ("", False)
    planner.week.keep(MONDAY, proud="")
    assert not list(planner.store.select(ReviewAnswer))


def test_a_closed_week_is_opened_again_and_keeps_what_was_said(planner: Planner) -> None:
    planner.week.close(MONDAY, proud="the pilot")
    planner.week.reopen(MONDAY)
    view = planner.week.view(MONDAY)
    assert (view.is_closed, view.proud) == (False, "the pilot")
    with pytest.raises(PlannerError, match="is not closed: there is nothing to open again"):
        planner.week.reopen(MONDAY)


def test_planning_a_week_scores_nothing(planner: Planner) -> None:
    put(planner, CALLS, a_goal(), an_activity(on=FRIDAY))
    before = planner.momentum.gauge(SATURDAY)
    planner.week.close(MONDAY, proud="x")
    assert planner.momentum.gauge(SATURDAY) == before


def test_the_goals_stand_with_their_line_and_what_the_week_ahead_needs(planner: Planner) -> None:
    month = a_goal("40 calls", target=40)
    day = a_goal("2 calls", Period.DAY, 2, starts_on=MONDAY, ends_on=date(2026, 12, 31))
    week = a_goal("10 calls", Period.WEEK, 10, on=date(2026, 2, 9))
    later = a_goal("60 calls", Period.MONTH, 60, on=date(2026, 3, 2))
    put(planner, CALLS, month, day, week, later, a_day_off(date(2026, 2, 13)), an_activity(on=FRIDAY, quantity=10))
    view = planner.week.view(MONDAY)
    (charted,) = (goal for goal in view.goals if goal.row.goal.id == month.id)
    assert charted.days_ahead is not None
    assert (charted.reached, charted.expected) == ((0, 0, 0, 0, 0, 10, 10), Fraction(40 * 5, 19))
    needed = {goal.name: (goal.per_day, goal.this_week) for goal in view.next_goals}
    assert needed == {
        "40 calls in February": (Fraction(30, 14), Fraction(30 * 4, 14)),
        "2 calls a day": (2, 8),
        "10 calls in week 7": (Fraction(10, 4), 10),
    }


def test_a_month_that_begins_in_the_week_counts_its_days_alone(planner: Planner, clock: StoppedClock) -> None:
    clock.set(date(2026, 3, 28))
    put(planner, CALLS, a_goal("22 calls", target=22, on=date(2026, 4, 1)))
    (goal,) = planner.week.view(date(2026, 3, 23)).next_goals
    assert (goal.per_day, goal.this_week) == (Fraction(1), Fraction(3))


def test_the_leads_of_the_week_are_told_for_each_goal_in_money(planner: Planner) -> None:
    quota = a_goal("$1,000", Period.CUSTOM, 100_000, DOLLARS, starts_on=MONDAY, ends_on=date(2026, 2, 20))
    put(planner, DOLLARS, quota, a_deal(amount_minor=10_000, stage="won", closed_on=date(2026, 1, 5)))
    (needed,) = planner.week.view(MONDAY).leads
    assert needed.leads == -(-planner.funnel.plan(quota, date(2026, 2, 9)).leads * 5 // 10)  # type: ignore[operator]


def test_a_month_that_begins_in_the_week_asks_for_leads_on_its_days(planner: Planner, clock: StoppedClock) -> None:
    clock.set(date(2026, 11, 28))
    november = a_goal("$1,000", Period.MONTH, 100_000, DOLLARS, on=date(2026, 11, 2))
    december = a_goal("$1,000", Period.MONTH, 100_000, DOLLARS, on=date(2026, 12, 1))
    won = a_deal(amount_minor=10_000, stage="won", closed_on=date(2026, 1, 5))
    put(planner, DOLLARS, november, december, won)
    needed = {one.goal_id: one for one in planner.week.view(date(2026, 11, 23)).leads}
    assert {key: one.held.told for key, one in needed.items()} == {
        november.id: "on Monday",
        december.id: "from Tuesday",
    }
    (laid,) = planner.week.grid(date(2026, 11, 30)).proposals
    assert laid.text == f"{needed[december.id].leads} new leads for $1,000 in December"


def test_a_goal_without_a_plan_is_named_until_it_has_a_finer_goal_or_a_rule(planner: Planner) -> None:
    year = a_goal("480 calls", Period.YEAR, 480)
    month = a_goal("40 calls", parent_id=year.id)
    put(planner, CALLS, year, month)
    assert [goal.name for goal in planner.week.view(MONDAY).without_plan] == ["40 calls in February"]
    assert planner.figures.of(month, SATURDAY).no_plan_yet
    planner.plan.add("call block every weekday", TODAY, goal_id=month.id)
    assert planner.week.view(MONDAY).without_plan == ()


def test_checks_that_say_no_are_listed_again(planner: Planner) -> None:
    history = [an_activity(on=date(2025, 12, 1) + timedelta(days=n)) for n in range(60)]
    hard = a_goal("900 calls", target=900)
    put(planner, CALLS, hard, a_goal("3 calls", Period.WEEK, 3, on=date(2026, 2, 9)), *history)
    (doubt,) = planner.week.view(MONDAY).doubted
    assert (doubt.name, [check.name for check in doubt.failing]) == ("900 calls in February", ["achievable"])
    full = next(check for check in planner.figures.of(hard, date(2026, 2, 9)).smart if check.name == "achievable")
    assert doubt.failing == (full,)


def test_a_pace_that_an_old_record_allows_is_no_doubt(planner: Planner) -> None:
    old = [an_activity(on=date(2025, 1, 1) + timedelta(days=n), quantity=100) for n in range(40)]
    late = [an_activity(on=date(2025, 12, 1) + timedelta(days=n)) for n in range(60)]
    put(planner, CALLS, a_goal("900 calls", target=900), *old, *late)
    assert planner.week.view(MONDAY).doubted == ()


def test_a_week_long_past_is_seen_as_it_stands_in_the_file(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, a_goal(), an_activity(on=FRIDAY))
    clock.set(date(2026, 8, 3))
    view = planner.week.view(MONDAY)
    assert (view.steps, view.weeks.ahead.start) == (1, date(2026, 2, 9))


class TestTheYearsEnd:
    """Little goals, in the last two months."""

    FRIDAY = date(2026, 11, 20)
    SATURDAY = date(2026, 11, 21)
    BACK = date(2026, 11, 16)

    @pytest.fixture(autouse=True)
    def late(self, clock: StoppedClock) -> None:
        clock.set(self.SATURDAY)

    @staticmethod
    def little(planner: Planner, *numbers: int) -> None:
        for number in numbers:
            planner.goals.add(f"{number} calls by 31 dec little", is_realistic=True)

    def coming(self, planner: Planner) -> str:
        offer = planner.week.view(self.BACK).little
        assert offer is not None
        return offer.coming

    def test_the_step_is_offered_while_fewer_than_two_stand(self, planner: Planner) -> None:
        for standing, is_offered in ((0, True), (1, True), (2, False)):
            offer = planner.week.view(self.BACK).little
            assert offer is not None
            assert (offer.standing, offer.is_offered, offer.is_first) == (standing, is_offered, False)
            self.little(planner, 30 + standing)

    def test_before_november_it_is_there_by_hand_and_before_october_not_at_all(
        self, planner: Planner, clock: StoppedClock
    ) -> None:
        clock.set(date(2026, 10, 3))
        offer = planner.week.view(date(2026, 9, 28)).little
        assert offer is not None
        assert not offer.is_offered
        clock.set(date(2026, 9, 26))
        assert planner.week.view(date(2026, 9, 21)).little is None

    def test_it_comes_first_while_momentum_is_below_zero(self, planner: Planner) -> None:
        put(planner, an_activity(on=date(2026, 11, 2)))
        for day in (17, 18, 19):
            planner.reviews.close(date(2026, 11, day))
        assert planner.momentum.gauge(self.SATURDAY).value < 0
        offer = planner.week.view(self.BACK).little
        assert offer is not None
        assert offer.is_first

    def test_a_no_is_kept_in_this_weeks_review_and_changes_no_goal(self, planner: Planner, clock: StoppedClock) -> None:
        put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480))
        before = goals(planner)
        planner.week.keep(self.BACK, decline_little=True)
        planner.week.close(self.BACK)
        offer = planner.week.view(self.BACK).little
        assert offer is not None
        assert (offer.is_offered, offer.is_declined) == (False, True)
        assert goals(planner) == before
        assert not list(planner.store.select(Action))
        clock.advance(days=7)
        again = planner.week.view(self.BACK + timedelta(days=7)).little
        assert again is not None
        assert again.is_offered

    def test_closing_without_any_plans_to_come_up_with_some_and_the_third_one_ticks_it(self, planner: Planner) -> None:
        put(planner, a_day_off(date(2026, 11, 23)))
        assert self.coming(planner) == COME_UP
        assert planner.week.close(self.BACK).label.endswith(f"planned: {COME_UP}")
        assert self.coming(planner) == ""
        (action,) = planner.store.select(Action)
        assert (action.text, action.date) == (COME_UP, date(2026, 11, 24))
        self.little(planner, 30, 31)
        assert planner.store.need(Action, action.id).is_open
        self.little(planner, 32)
        assert planner.store.need(Action, action.id).status is ActionStatus.DONE
        planner.undo()
        assert planner.store.need(Action, action.id).is_open
        assert len(goals(planner)) == 2

    def test_what_closing_plans_is_told_before_and_not_once_it_is_declined(self, planner: Planner) -> None:
        assert self.coming(planner) == COME_UP
        view = planner.week.view(self.BACK)
        planner.week.keep(self.BACK, decline_little=True)
        again = planner.week.again(view).little
        assert again is not None
        assert (again.coming, self.coming(planner)) == ("", "")
        assert COME_UP not in planner.week.close(self.BACK).label

    def test_it_is_ticked_where_it_was_moved_to(self, planner: Planner) -> None:
        planner.week.close(self.BACK)
        (action,) = planner.store.select(Action)
        planner.plan.move(action.id, date(2026, 11, 26))
        self.little(planner, 30, 31, 32)
        assert [one.status for one in planner.store.select(Action, order="date")] == ["moved", "done"]

    def test_one_action_goes_on_from_week_to_week(self, planner: Planner, clock: StoppedClock) -> None:
        planner.week.close(self.BACK)
        planner.week.reopen(self.BACK)
        planner.week.close(self.BACK)
        clock.advance(days=7)
        planner.week.close(self.BACK + timedelta(days=7))
        gone, action = planner.store.select(Action, order="date")
        assert (gone.status, action.status, action.date) == ("moved", "planned", date(2026, 11, 30))

    def test_with_a_little_goal_or_in_summer_nothing_is_planned(self, planner: Planner, clock: StoppedClock) -> None:
        self.little(planner, 30)
        planner.week.close(self.BACK)
        clock.set(date(2026, 7, 4))
        planner.week.close(date(2026, 6, 29))
        assert not list(planner.store.select(Action))


class TestTheBiggerScope:
    """E8: one thing filled on five working days; the menu of B79 to B84, and the newsletter."""

    @pytest.fixture
    def filled(self, planner: Planner, clock: StoppedClock) -> Planner:
        for day in (8, 9, 10, 12, 14, 15):
            clock.set(date(2026, 1, day))
            planner.plan.answer(f"close deal {day}", date(2026, 1, day))
        return planner

    def test_it_is_absent_through_the_14ths_planning_and_present_from_the_15th_on(
        self, filled: Planner, clock: StoppedClock
    ) -> None:
        for day, is_offered in ((10, False), (11, False), (14, False), (15, True), (17, True), (24, True)):
            clock.set(date(2026, 1, day))
            back = filled.week.planned_for(filled.today()).back
            assert bool(filled.week.view(back.start).scopes) == is_offered, day

    def test_it_is_offered_at_one_planning_and_by_hand_ever_after(self, filled: Planner, clock: StoppedClock) -> None:
        clock.set(date(2026, 1, 17))
        filled.week.close(date(2026, 1, 12))
        assert filled.week.view(date(2026, 1, 12)).scopes
        clock.set(date(2026, 1, 24))
        assert filled.week.view(date(2026, 1, 19)).scopes == ()
        assert len(filled.week.scopes.menu()) == len(Scope)

    def test_declined_it_is_not_offered_again_in_the_same_planning(self, filled: Planner, clock: StoppedClock) -> None:
        back = date(2026, 1, 12)
        clock.set(date(2026, 1, 17))
        assert filled.week.view(back).scopes
        filled.week.decline_scope(back)
        assert filled.week.view(back).scopes == ()
        clock.set(date(2026, 1, 18))
        assert Planner(filled.store, clock, filled.settings).week.view(back).scopes == ()
        assert len(filled.week.scopes.menu()) == len(Scope)
        filled.undo()
        assert filled.week.view(back).scopes

    @pytest.mark.parametrize("scope", Scope)
    def test_each_choice_is_set_in_one_step_and_stands_from_then_on(self, planner: Planner, scope: Scope) -> None:
        assert not any(choice.stands for choice in planner.week.scopes.menu())
        before = planner.store.rows("SELECT count(*) FROM action"), goals(planner)
        planner.week.scopes.take(scope)
        assert [choice.scope for choice in planner.week.scopes.menu() if choice.stands] == [scope]
        with pytest.raises(PlannerError, match="stands already"):
            planner.week.scopes.take(scope)
        planner.undo()
        assert (planner.store.rows("SELECT count(*) FROM action"), goals(planner)) == before

    def test_the_daily_block_stands_on_working_days_and_is_edited_before_it_is_set(self, planner: Planner) -> None:
        planner.week.scopes.take(Scope.BLOCK)
        (block,) = planner.store.select(Action)
        assert (block.kind, block.date, block.planned_minutes) == ("block", date(2026, 2, 9), 30)
        assert planner.reading.plan_rows([block])[0].recurs == "every weekday"
        planner.week.scopes.take(Scope.BLOCK, "9:00 prospect 45m every mon")
        assert [one.planned_minutes for one in planner.store.select(Action, order="rowid")] == [30, 45]
        with pytest.raises(PlannerError, match="comes again"):
            planner.week.scopes.take(Scope.BLOCK, "prospect 45m")

    def test_a_newsletter_is_offered_once_twenty_five_people_had_something_of_value(self, planner: Planner) -> None:
        people = [a_contact(f"Person {n}") for n in range(25)]
        sent = [
            an_activity(
                ActivityType.EMAIL, on=FRIDAY, purpose=Purpose.VALUE_ADD, outcome=Outcome.SENT, contact_id=one.id
            )
            for one in people
        ]
        put(planner, *people, *sent[:24])
        put(planner, an_activity(ActivityType.EMAIL, on=FRIDAY, purpose=Purpose.VALUE_ADD, contact_id=people[0].id))
        assert not planner.week.view(MONDAY).is_newsletter_offered
        put(planner, sent[24])
        assert planner.week.view(MONDAY).is_newsletter_offered
        planner.week.scopes.take_newsletter()
        (goal,) = goals(planner)
        assert (goal.title, goal.ends_on) == ("monthly newsletter", date(2026, 3, 31))
        assert not planner.week.view(MONDAY).is_newsletter_offered
        planner.undo()
        assert planner.week.view(MONDAY).is_newsletter_offered
        planner.week.scopes.decline_newsletter()
        assert not planner.week.view(MONDAY).is_newsletter_offered
        with pytest.raises(PlannerError, match="that answer stands"):
            planner.week.scopes.take_newsletter()


def test_how_the_days_felt_is_told_of_those_that_said_it_and_scores_nothing(planner: Planner) -> None:
    before = planner.momentum.gauge(SATURDAY).value
    planner.reviews.feel(MONDAY, 1)
    planner.reviews.feel(date(2026, 2, 4), -1)
    assert planner.week.view(MONDAY).felt == ((MONDAY, 1), (date(2026, 2, 4), -1))
    assert planner.momentum.gauge(SATURDAY).value == before
