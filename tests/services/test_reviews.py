"""The end-of-day review: what the log says of a day, what is said of it, and what closing it does to momentum."""

from datetime import date, timedelta

import pytest

from planner.domain.action import Action, ActionStatus, one_thing_id
from planner.domain.activity import ActivityType, Outcome
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.errors import PlannerError
from planner.domain.period import Period, Span
from planner.domain.review import Review, ReviewAnswer
from planner.domain.reviewviews import Win, WinKind
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    TODAY,
    StoppedClock,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    put,
)

YESTERDAY = TODAY - timedelta(days=1)
FRIDAY = date(2026, 2, 6)


def test_a_day_is_filled_in_from_the_log_wins_first(planner: Planner) -> None:
    dana = a_contact("Dana Reyes")
    deal = a_deal("Acme", contact_id=dana.id, amount_minor=1_200_000, stage="won", closed_on=TODAY)
    put(
        planner,
        CALLS,
        a_goal("1 call", Period.DAY, 1, starts_on=TODAY, ends_on=date(2026, 12, 31)),
        a_goal("2 calls", Period.CUSTOM, 2, ends_on=date(2026, 2, 20)),
        dana,
        deal,
        an_activity(contact_id=dana.id, outcome=Outcome.VOICEMAIL),
        an_activity(contact_id=dana.id, outcome=Outcome.CONNECTED),
        an_activity(contact_id=dana.id, outcome=Outcome.CONNECTED),
        an_activity(ActivityType.CLOSE, contact_id=dana.id, deal_id=deal.id),
    )
    planner.plan.answer("close the renewal", TODAY)
    planner.plan.toggle(one_thing_id(TODAY))
    view = planner.reviews.day(TODAY)
    assert view.wins == (
        Win(WinKind.NAILED, "2 calls"),
        Win(WinKind.CLOSED, "Acme", amount_minor=1_200_000, currency="USD"),
        Win(WinKind.ONE_THING, "close the renewal"),
        Win(WinKind.ASK, "calls", 3, 1),
        Win(WinKind.TALK, "Dana Reyes"),
    )
    assert (view.steps, view.done, len(view.planned)) == (4, 1, 1)


def test_who_was_talked_to_before_is_no_first_talk(planner: Planner) -> None:
    dana = a_contact()
    put(planner, dana, an_activity(on=FRIDAY, contact_id=dana.id), an_activity(contact_id=dana.id, outcome="connected"))
    assert planner.reviews.day(TODAY).wins == ()
    put(planner, lee := a_contact("Lee Park"), an_activity(ActivityType.MEETING, contact_id=lee.id, outcome="held"))
    assert planner.reviews.day(TODAY).wins == (Win(WinKind.TALK, "Lee Park"),)


def test_what_was_moved_away_counts_as_planned_and_what_was_dropped_does_not(planner: Planner) -> None:
    moved, dropped, done = (an_action(text) for text in ("moved", "dropped", "done"))
    put(planner, moved, dropped, done)
    planner.plan.move(moved.id, date(2026, 2, 11))
    planner.plan.drop(dropped.id)
    planner.plan.toggle(done.id)
    view = planner.reviews.day(TODAY)
    assert [(row.action.text, row.action.status) for row in view.plan] == [
        ("moved", ActionStatus.MOVED),
        ("dropped", ActionStatus.DROPPED),
        ("done", ActionStatus.DONE),
    ]
    assert (view.done, len(view.planned)) == (1, 2)
    assert [row.action.text for row in view.next_plan] == ["moved"]


def test_friday_plans_monday_and_an_older_day_plans_today(planner: Planner, clock: StoppedClock) -> None:
    assert planner.reviews.next_day(date(2026, 2, 4)) == TODAY
    clock.set(FRIDAY)
    assert planner.reviews.next_day(FRIDAY) == date(2026, 2, 9)
    clock.set(date(2026, 2, 7))
    assert planner.reviews.next_day(date(2026, 2, 4)) == date(2026, 2, 9)


def test_closing_is_one_step_with_everything_that_was_said(planner: Planner) -> None:
    done = planner.reviews.close(TODAY, mood=1, note="a good day", proud="asked for the decision")
    assert done.label == "Closed: Tue 10 Feb"
    view = planner.reviews.day(TODAY)
    assert (view.is_closed, view.mood, view.note, view.proud) == (True, 1, "a good day", "asked for the decision")
    planner.undo()
    assert (list(planner.store.select(Review)), list(planner.store.select(ReviewAnswer))) == ([], [])
    planner.redo()
    assert planner.reviews.day(TODAY) == view


def test_a_day_that_is_opened_again_keeps_what_was_said(planner: Planner) -> None:
    planner.reviews.close(TODAY, mood=-1, note="long")
    planner.reviews.reopen(TODAY)
    view = planner.reviews.day(TODAY)
    assert (view.is_closed, view.mood, view.note) == (False, -1, "long")
    with pytest.raises(PlannerError, match="Tue 10 Feb is not closed"):
        planner.reviews.reopen(TODAY)


def test_a_closed_day_takes_another_note_and_stays_closed(planner: Planner) -> None:
    planner.reviews.close(TODAY)
    assert planner.reviews.close(TODAY).changes == ()
    assert planner.reviews.close(TODAY, note="late").label == "Closed already: Tue 10 Feb"
    planner.reviews.keep(TODAY, proud="the talk")
    planner.reviews.keep(TODAY, proud="")
    view = planner.reviews.day(TODAY)
    assert (view.is_closed, view.note, view.proud) == (True, "late", "")


def test_a_mood_can_be_taken_back(planner: Planner) -> None:
    assert planner.reviews.feel(TODAY, 0).label == "How Tue 10 Feb felt: 0"
    assert planner.reviews.day(TODAY).mood == 0
    planner.reviews.feel(TODAY, None)
    assert planner.reviews.day(TODAY).mood is None


def test_a_day_to_come_is_not_reviewed(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="Wed 11 Feb is still to come"):
        planner.reviews.close(date(2026, 2, 11))


def test_an_obstacle_leads_to_an_action_of_the_next_working_day_in_one_step(planner: Planner) -> None:
    done = planner.reviews.obstacle(TODAY, "legal takes a week -> 9am ask @Mia for the short form")
    assert done.label.startswith("In the way: legal takes a week · planned for Wed 11 Feb: ask")
    view = planner.reviews.day(TODAY)
    assert view.obstacle == "legal takes a week"
    (row,) = view.next_plan
    assert (row.contact, f"{row.action.start_time:%H:%M}") == ("Mia", "09:00")
    planner.undo()
    assert planner.reviews.day(TODAY).next_plan == ()
    assert planner.reviews.day(TODAY).obstacle == ""
    with pytest.raises(PlannerError, match="before ->"):
        planner.reviews.obstacle(TODAY, "-> ask Mia")
    assert planner.store.rows("SELECT count(*) FROM contact") == [(0,)]


def test_days_wait_to_be_closed_from_the_first_one_on(planner: Planner) -> None:
    assert planner.reviews.unclosed(TODAY) == []
    put(planner, an_activity(on=date(2026, 2, 4)), a_day_off(FRIDAY))
    assert planner.reviews.unclosed(TODAY) == [date(2026, 2, 4), date(2026, 2, 5), YESTERDAY]
    planner.reviews.close(date(2026, 2, 5))
    assert planner.reviews.unclosed(TODAY) == [date(2026, 2, 4), YESTERDAY]
    planner.reviews.close(TODAY)
    assert planner.reviews.unclosed(TODAY) == [date(2026, 2, 4), YESTERDAY]
    planner.undo()
    planner.undo()
    assert len(planner.reviews.unclosed(TODAY)) == 3


def test_no_more_than_forty_days_wait(planner: Planner) -> None:
    put(planner, an_activity(on=date(2025, 2, 4)))
    waiting = planner.reviews.unclosed(TODAY)
    assert len(waiting) == 40
    assert waiting[-1] == YESTERDAY


def test_a_run_of_days_is_marked_as_away_in_one_step_and_what_was_off_stays(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 2, 3)), a_day_off(FRIDAY, "Founders' Day"))
    assert planner.reviews.quiet_run(TODAY) == Span(date(2026, 2, 4), YESTERDAY)
    planner.reviews.away(date(2026, 2, 4), YESTERDAY)
    off = {day.date.day: (day.kind, day.label) for day in planner.store.select(DayOff)}
    away = (DayOffKind.OTHER, "away")
    assert off == {4: away, 5: away, 6: (DayOffKind.HOLIDAY, "Founders' Day"), 9: away}
    assert planner.reviews.unclosed(TODAY) == [date(2026, 2, 3)]
    assert planner.reviews.quiet_run(TODAY) is None
    planner.undo()
    assert len(planner.reviews.unclosed(TODAY)) == 4


def test_a_run_of_days_that_began_before_those_that_are_named_is_marked_as_a_whole(planner: Planner) -> None:
    put(planner, an_activity(on=date(2025, 11, 3)), an_activity(on=date(2025, 11, 4)))
    planner.reviews.close(date(2025, 11, 5))
    assert planner.reviews.unclosed(TODAY)[0] > date(2025, 12, 1)
    run = planner.reviews.quiet_run(TODAY)
    assert run == Span(date(2025, 11, 6), YESTERDAY)
    planner.reviews.away(*run)
    assert planner.reviews.unclosed(TODAY) == [date(2025, 11, 3), date(2025, 11, 4)]


def test_a_day_with_a_step_belongs_to_no_run_of_days_away(planner: Planner) -> None:
    put(planner, *(an_activity(on=date(2026, 2, day)) for day in (2, 5)))
    assert planner.reviews.quiet_run(date(2026, 2, 3)) == Span(date(2026, 2, 3), date(2026, 2, 4))
    assert planner.reviews.quiet_run(TODAY) == Span(FRIDAY, YESTERDAY)


def test_of_a_day_that_nobody_knows_nothing_is_told_as_zero(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 2, 3)))
    assert not planner.reviews.day(FRIDAY).is_known
    planner.reviews.close(FRIDAY)
    assert planner.reviews.day(FRIDAY).is_known
    assert planner.reviews.day(TODAY).is_known


def scores(planner: Planner) -> list[float]:
    """Return every score as a program that opens the file now reads them."""
    fresh = Planner(planner.store, planner.clock, planner.settings)
    closed = fresh.momentum.last_closed(fresh.today())
    return [one.momentum for one in fresh.momentum.scores(closed, whole=True)]


def lived(planner: Planner) -> None:
    """Work some days of two weeks."""
    daily = a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 5), ends_on=date(2026, 12, 31))
    month = a_goal("40 calls", target=40)
    put(planner, CALLS, daily, month, *(an_activity(on=date(2026, 2, day), quantity=2) for day in (2, 3, 5, 10)))
    planner.plan.answer("close the renewal", TODAY)


def test_closing_today_scores_it_exactly_as_tomorrow_would(planner: Planner, clock: StoppedClock) -> None:
    lived(planner)
    open_value = planner.momentum.gauge(TODAY).value
    planner.reviews.close(TODAY)
    gauge, closed = planner.momentum.gauge(TODAY), scores(planner)
    assert not gauge.is_open
    assert gauge.value == gauge.as_it_stands == closed[-1] != open_value
    planner.undo()
    clock.set(date(2026, 2, 11))
    assert scores(planner) == closed
    assert planner.momentum.gauge(date(2026, 2, 11)).value == gauge.value


def test_opening_today_again_takes_its_score_back(planner: Planner) -> None:
    lived(planner)
    before, scored = planner.momentum.gauge(TODAY), scores(planner)
    planner.reviews.close(TODAY)
    planner.momentum.gauge(TODAY)
    planner.reviews.reopen(TODAY)
    assert planner.momentum.gauge(TODAY) == before
    assert scores(planner) == scored


def test_what_is_logged_after_closing_counts_at_once(planner: Planner, clock: StoppedClock) -> None:
    lived(planner)
    planner.reviews.close(TODAY)
    before = planner.momentum.gauge(TODAY).value
    planner.plan.toggle(one_thing_id(TODAY))
    planner.log.line("call x2 2026-02-04")
    after = planner.momentum.gauge(TODAY).value
    assert after > before
    assert after == scores(planner)[-1]
    clock.advance(days=1)
    assert planner.momentum.gauge(planner.today()).value == after == scores(planner)[-1]


def test_a_review_moves_no_score_of_its_own(planner: Planner) -> None:
    lived(planner)
    before = scores(planner)
    planner.reviews.keep(TODAY, mood=-1, note="long", proud="the talk")
    planner.reviews.keep(YESTERDAY, mood=-1)
    planner.reviews.close(date(2026, 2, 5), mood=-1)
    assert scores(planner) == before
    view = planner.reviews.day(TODAY)
    gauge = planner.momentum.gauge(TODAY)
    assert (view.momentum_before, view.momentum_after) == (gauge.value, gauge.as_it_stands)


def test_an_unknown_day_is_scored_once_it_is_closed_and_its_review_says_how(planner: Planner) -> None:
    lived(planner)
    view, before = planner.reviews.day(YESTERDAY), planner.momentum.gauge(TODAY).value
    assert view.momentum_before == before > view.momentum_after
    planner.reviews.close(YESTERDAY)
    assert planner.momentum.gauge(TODAY).value == view.momentum_after
    assert planner.reviews.day(YESTERDAY).momentum_after == view.momentum_after


def test_follow_ups_that_wait_are_looked_at_today(planner: Planner) -> None:
    put(planner, an_action("call back", FRIDAY, kind="follow_up"))
    assert [row.action.text for row in planner.reviews.day(TODAY).plan] == ["call back"]
    (action,) = planner.store.select(Action)
    planner.plan.move(action.id, planner.reviews.next_day(TODAY))
    assert planner.reviews.day(TODAY).plan == ()
