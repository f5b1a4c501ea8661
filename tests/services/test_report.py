"""Reports: what a period brought, beside the one before; what is not known of a day is told apart from a quiet one."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from planner.domain.activity import ActivityType, Outcome
from planner.domain.daymark import DayState
from planner.domain.deal import DealStage
from planner.domain.errors import PlannerError
from planner.domain.period import Period, Span
from planner.domain.reportviews import AskKept, Counted
from planner.domain.reviewviews import WinKind
from planner.services.planner import Planner
from tests.builders import CALLS, DOLLARS, TODAY, a_day_off, a_deal, a_goal, an_activity, open_planner, put

MONDAY = date(2026, 2, 9)


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """Return a planner with two weeks of calls, a sale, a quiet day, a day off and one of which nothing is known."""
    planner = open_planner(tmp_path)
    sale = a_deal("Acme", amount_minor=1_200_000, stage=DealStage.WON, closed_on=date(2026, 2, 4))
    put(
        planner,
        CALLS,
        DOLLARS,
        a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 2, 2), ends_on=date(2026, 12, 31)),
        a_goal("5 calls", Period.WEEK, 5, on=date(2026, 2, 2)),
        a_goal("$20,000", Period.MONTH, 2_000_000, DOLLARS),
        a_day_off(date(2026, 2, 6), "bridge"),
        sale,
        *(an_activity(on=date(2026, 2, day), quantity=2, outcome=Outcome.CONNECTED) for day in (2, 4)),
        an_activity(on=date(2026, 2, 9)),
        an_activity(ActivityType.CLOSE, on=date(2026, 2, 4), deal_id=sale.id, outcome=Outcome.WON),
        an_activity(ActivityType.EMAIL, on=date(2026, 1, 28)),
        an_activity(on=date(2026, 2, 4), quantity=2),
    )
    planner.reviews.close(date(2026, 2, 3), note="nothing", proud="I slept")
    return planner


def test_a_week_tells_its_wins_its_asks_and_how_it_differs(planner: Planner) -> None:
    view = planner.reports.of(Period.WEEK, date(2026, 2, 4))
    assert (view.span, view.until) == (Span(date(2026, 2, 2), date(2026, 2, 8)), date(2026, 2, 8))
    assert [(one.day.day, one.win.kind, one.win.name) for one in view.wins] == [
        (4, WinKind.NAILED, "5 calls in week 6"),
        (4, WinKind.CLOSED, "Acme"),
    ]
    assert view.asks == (AskKept("calls", 6, 6, 2, 3),)  # of Thursday nothing is known
    assert [(one.day.day, one.text) for one in view.proud] == [(3, "I slept")]
    assert Counted(ActivityType.CALL, 6, 0) in view.counted
    assert Counted(ActivityType.EMAIL, 0, 1) in view.counted
    compared = {one.name: (one.now, one.before) for one in view.compared}
    assert compared == {"steps": (4, 1), "step days": (2, 1), "working days": (4, 3), "sold": (1_200_000, 0)}
    assert (view.steps[0].times, view.steps_before[0].times) == (6, 0)


def test_a_running_period_stands_beside_as_many_working_days_of_the_one_before(planner: Planner) -> None:
    view = planner.reports.of(Period.WEEK, TODAY)
    assert (view.before, view.is_cut) == (Span(date(2026, 2, 2), date(2026, 2, 3)), True)
    compared = {one.name: (one.now, one.before) for one in view.compared}
    assert compared == {"steps": (1, 1), "step days": (1, 1), "working days": (2, 2)}
    over = planner.reports.of(Period.WEEK, date(2026, 2, 4))
    assert (over.before, over.is_cut) == (Span(date(2026, 1, 26), date(2026, 2, 1)), False)


def test_a_working_day_stands_beside_the_last_one_before_it(planner: Planner) -> None:
    view = planner.reports.of(Period.DAY, MONDAY)
    assert (view.before, view.is_cut) == (Span(date(2026, 2, 5), date(2026, 2, 5)), False)  # the 6th is off


def test_a_day_of_rest_stands_beside_the_same_day_a_week_before(planner: Planner) -> None:
    assert planner.reports.of(Period.DAY, date(2026, 2, 8)).before == Span(date(2026, 2, 1), date(2026, 2, 1))


def test_time_before_the_record_stands_beside_nothing(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2026, 2, 4)), an_activity(on=date(2026, 2, 9)))
    assert not planner.reports.of(Period.WEEK, TODAY).knows_before  # two days of the week before are unknown
    assert not planner.reports.of(Period.MONTH, TODAY).knows_before
    put(planner, an_activity(on=date(2026, 2, 2)))
    assert planner.reports.of(Period.WEEK, TODAY).knows_before


def test_wins_stand_by_date_and_on_the_same_one_in_every_report(planner: Planner) -> None:
    calls = a_goal("3 calls", Period.MONTH, 3, on=date(2026, 1, 5))
    put(planner, calls, *(an_activity(on=date(2026, 1, day)) for day in (5, 6, 7)))
    month, year = (planner.reports.of(period, date(2026, 1, 31)) for period in (Period.MONTH, Period.YEAR))
    (won,) = [one for one in year.wins if one.win.name == "3 calls in January"]
    assert won.day in {date(2026, 1, 6), date(2026, 1, 7)}
    assert won.day == next(one.day for one in month.wins if one.win.name == "3 calls in January")
    assert [one.day for one in year.wins] == sorted(one.day for one in year.wins)


def test_days_off_quiet_ones_and_unknown_ones_are_told_apart(planner: Planner) -> None:
    days = {one.day: one.state for one in planner.reports.of(Period.MONTH, TODAY).days}
    assert [days[date(2026, 2, day)] for day in (2, 3, 5, 6, 7, 10, 11)] == [
        DayState.STEPS,
        DayState.QUIET,
        DayState.UNKNOWN,
        DayState.OFF,
        DayState.REST,
        DayState.AHEAD,
        DayState.AHEAD,
    ]
    assert len(days) == 28


def test_a_running_period_is_told_up_to_today(planner: Planner) -> None:
    view = planner.reports.of(Period.WEEK, TODAY)
    assert (view.until, view.is_running) == (TODAY, True)
    assert [one.name for one in view.goals] == ["$20,000 in February"]
    (now,) = [point for point in view.goals[0].points if point.day == TODAY]
    assert now.actual == 1_200_000
    last = view.goals[0].points[-1]
    assert (last.day, last.actual, last.expected) == (date(2026, 2, 28), None, Fraction(2_000_000))
    assert view.goals[0].forecast == last.forecast
    assert view.knows_before


def test_momentum_goes_on_from_the_period_before_with_its_strongest_days(planner: Planner) -> None:
    before, view = (planner.reports.of(Period.WEEK, day) for day in (date(2026, 2, 4), TODAY))
    assert view.momentum_before == before.momentum_after
    assert [one.facts.day for one in view.momentum] == [MONDAY]
    assert abs(before.reasons[0].gain) == max(abs(one.gain) for one in before.momentum)
    assert before.reasons[0].facts.day == date(2026, 2, 4)


def test_a_day_shows_its_week_and_a_year_counts_the_smaller_steps(planner: Planner) -> None:
    assert [one.day.day for one in planner.reports.of(Period.DAY, TODAY).days] == list(range(9, 16))
    year = planner.reports.of(Period.YEAR, TODAY)
    assert not year.knows_before
    assert len(year.days) == 365
    assert [one.win.name for one in year.wins if one.win.kind is WinKind.CLOSED] == ["Acme"]


@pytest.mark.parametrize("period", [Period.DAY, Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR])
def test_a_period_without_anything_has_a_report(tmp_path: Path, period: Period) -> None:
    planner = open_planner(tmp_path)
    view = planner.reports.of(period, TODAY - timedelta(days=800))
    assert (view.wins, view.goals, view.momentum, view.momentum_before) == ((), (), (), 0.0)
    assert {one.state for one in view.days} <= {DayState.BEFORE, DayState.REST}


def test_what_is_to_come_has_no_report(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="is still to come"):
        planner.reports.of(Period.WEEK, TODAY + timedelta(days=14))
    with pytest.raises(PlannerError, match="no report of a big picture"):
        planner.reports.of(Period.BIG_PICTURE, TODAY)
