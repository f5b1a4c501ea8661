"""Progress as it is read: courses at every zoom, days by what is known of them, periods side by side."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from planner.domain.activity import ActivityType, Outcome
from planner.domain.day_off import DayOffKind
from planner.domain.daymark import DayState
from planner.domain.errors import PlannerError
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period, Span
from planner.domain.progressviews import Stepped, Zoom
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
    put,
)

HELD = Outcome.HELD
MONTH = Span(date(2026, 2, 1), date(2026, 2, 28))


def test_a_months_course_adds_up_beside_its_line_and_ends_today(planner: Planner) -> None:
    goal = a_goal("40 calls", Period.MONTH, 40)
    put(planner, CALLS, goal, *(an_activity(on=date(2026, 2, day), quantity=2) for day in (2, 3, 4, 10)))
    view = planner.progress.course(goal, Zoom.MONTH, TODAY)
    by_day = {point.day: point for point in view.points}
    assert view.span == MONTH
    assert [by_day[date(2026, 2, day)].actual for day in (1, 2, 3, 9, 10, 11)] == [None, 2, 4, 6, 8, None]
    assert by_day[date(2026, 2, 2)].expected == 2
    assert by_day[date(2026, 2, 28)].expected == 40
    assert view.value == 8


def test_a_forecast_begins_today_and_ends_at_the_run_rates(planner: Planner) -> None:
    goal = a_goal("40 calls", Period.MONTH, 40)
    put(planner, CALLS, goal, *(an_activity(on=date(2026, 2, day), quantity=2) for day in (2, 3, 4, 10)))
    view = planner.progress.course(goal, Zoom.MONTH, TODAY)
    ahead = [point for point in view.points if point.forecast is not None]
    assert ahead[0].day == TODAY
    assert ahead[-1].forecast == view.forecast == Fraction(6, 6) * 14 + 6


def test_a_course_of_few_points_has_both_ends_and_today_among_them_with_the_same_numbers(planner: Planner) -> None:
    goal = a_goal("40 calls", Period.MONTH, 40)
    put(planner, CALLS, goal, *(an_activity(on=date(2026, 2, day), quantity=2) for day in (2, 3, 4, 10)))
    whole, few = (planner.progress.course(goal, Zoom.MONTH, TODAY, most) for most in (400, 6))
    assert len(few.points) == 7
    assert {MONTH.start, MONTH.end, TODAY} <= {point.day for point in few.points}
    assert set(few.points) <= set(whole.points)


def test_no_forecast_stands_before_five_working_days_are_behind(planner: Planner) -> None:
    goal = a_goal("10 calls", Period.WEEK, 10)
    put(planner, CALLS, goal, an_activity(on=TODAY))
    view = planner.progress.course(goal, Zoom.WEEK, TODAY)
    assert view.forecast is None
    assert {point.forecast for point in view.points} == {None}


def test_all_years_begin_with_the_first_sale_on_record_and_go_month_by_month(planner: Planner) -> None:
    goal = a_goal("$1,200", Period.YEAR, 120_000, DOLLARS)
    first = a_deal(stage="won", amount_minor=7_000, closed_on=date(2019, 5, 20), created_on=date(2019, 5, 1))
    put(planner, DOLLARS, goal, first, a_deal(stage="won", amount_minor=9_000, closed_on=date(2026, 1, 5)))
    view = planner.progress.course(goal, Zoom.ALL, TODAY)
    assert view.bucket == "month"
    assert (view.points[0].day, view.points[0].actual) == (date(2019, 5, 1), 7_000)
    assert view.points[0].expected is None
    january = next(point for point in view.points if point.day == date(2026, 1, 1))
    assert january.actual == 9_000
    assert january.expected == Fraction(120_000 * 22, 261)


def test_all_years_of_a_goal_begin_with_the_first_day_that_brought_something_it_counts(planner: Planner) -> None:
    goal, meetings = (
        a_goal("40 calls", Period.YEAR, 40),
        Measure(name="talks", unit=Unit.COUNT, activity_types=frozenset({ActivityType.MEETING})),
    )
    others = a_goal("9 meetings", Period.YEAR, 9, meetings)
    put(planner, CALLS, meetings, goal, others, an_activity(on=date(2025, 8, 4)))
    put(planner, an_activity(ActivityType.MEETING, on=date(2025, 11, 20)))
    for one, first in ((goal, date(2025, 8, 4)), (others, date(2025, 11, 20))):
        view = planner.progress.course(one, Zoom.ALL, TODAY)
        assert (view.span.start, view.points[0].day, view.points[0].actual) == (first, first.replace(day=1), 1)


def test_a_goal_that_comes_again_is_shown_part_by_part_over_a_longer_time(planner: Planner) -> None:
    goal = a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    put(planner, CALLS, goal, an_activity(on=date(2026, 2, 3), quantity=3), an_activity(on=date(2026, 2, 4)))
    month, quarter = (planner.progress.course(goal, zoom, TODAY) for zoom in (Zoom.MONTH, Zoom.QUARTER))
    assert (month.bucket, quarter.bucket) == ("day", "week")
    days = {point.day: point for point in month.points}
    assert [days[date(2026, 2, day)].actual for day in (2, 3, 4, 5)] == [None, 3, 1, 0]
    assert days[date(2026, 2, 3)].expected == 2


def test_a_month_of_which_nothing_is_known_is_no_zero(planner: Planner) -> None:
    goal = a_goal("$1,200", Period.YEAR, 120_000, DOLLARS)
    put(planner, DOLLARS, goal, an_activity(on=date(2025, 9, 1)), an_activity(on=date(2025, 11, 3)))
    put(planner, a_deal(stage="won", amount_minor=9_000, closed_on=date(2026, 1, 5)))
    put(planner, a_deal(stage="won", amount_minor=5_000, closed_on=date(2025, 9, 3), created_on=date(2025, 9, 1)))
    months = {point.day: point.actual for point in planner.progress.course(goal, Zoom.ALL, TODAY).points}
    assert months == {
        date(2025, 9, 1): 5_000,
        date(2025, 10, 1): None,
        date(2025, 11, 1): 0,
        date(2025, 12, 1): None,
        date(2026, 1, 1): 9_000,
        date(2026, 2, 1): 0,
    }


def test_a_goal_of_a_single_day_has_one_point(planner: Planner) -> None:
    goal = a_goal("2 calls", Period.DAY, 2)
    put(planner, CALLS, goal)
    view = planner.progress.course(goal, Zoom.WEEK, TODAY)
    assert [point.day for point in view.points] == [TODAY]


def test_a_part_of_a_period_begins_with_what_was_reached_before_it(planner: Planner) -> None:
    goal = a_goal("40 calls", Period.MONTH, 40)
    put(planner, CALLS, goal, *(an_activity(on=date(2026, 2, day), quantity=2) for day in (2, 3, 9, 10)))
    view = planner.progress.course(goal, Zoom.WEEK, TODAY)
    assert (view.before, view.points[0].actual, view.value) == (4, 6, 8)
    assert planner.progress.course(goal, Zoom.MONTH, TODAY).before == 0


def test_people_of_a_long_time_are_counted_day_by_day_each_once(planner: Planner) -> None:
    people = replace(CALLS, name="people called", distinct_contacts=True)
    dana, lee = a_contact("Dana"), a_contact("Lee")
    goal = a_goal("40 people", Period.YEAR, 40, people)
    calls = ((dana, 5), (lee, 6), (dana, 6), (dana, 9))
    put(planner, people, goal, dana, lee)
    put(planner, *(an_activity(on=date(2026, 1, day), contact_id=who.id) for who, day in calls))
    course = planner.progress.course(goal, Zoom.YEAR, TODAY)
    assert len(course.points) == 365
    assert [point.actual for point in course.points[3:10]] == [None, 1, 2, 2, 2, 2, 2]
    assert course.value == 2


@pytest.mark.parametrize("zoom", list(Zoom))
def test_an_empty_file_has_every_view(planner: Planner, zoom: Zoom) -> None:
    reading = planner.progress
    assert reading.goals(TODAY) == ()
    assert planner.comparing.activities(zoom, TODAY).types == ()
    assert planner.comparing.compared(zoom, TODAY).rows == ()
    assert {step.times for step in reading.funnel(zoom, TODAY)} == {0}
    assert reading.span(Zoom.ALL, TODAY) == Span(TODAY, TODAY)


def test_days_are_told_apart_by_what_is_known_of_them(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 2, 2)), a_day_off(date(2026, 2, 4)), an_activity(on=date(2026, 2, 8)))
    planner.reviews.close(date(2026, 2, 3))
    days = {mark.day.day: mark for mark in planner.progress.days(Span(date(2026, 1, 30), date(2026, 2, 11)))}
    assert {number: mark.state for number, mark in days.items()} == {
        30: DayState.BEFORE,
        31: DayState.REST,
        1: DayState.REST,
        2: DayState.STEPS,
        3: DayState.QUIET,
        4: DayState.OFF,
        5: DayState.UNKNOWN,
        6: DayState.UNKNOWN,
        7: DayState.REST,
        8: DayState.STEPS,
        9: DayState.UNKNOWN,
        10: DayState.AHEAD,
        11: DayState.AHEAD,
    }
    assert days[4].kind is DayOffKind.HOLIDAY


def test_a_month_that_is_not_over_is_compared_over_as_many_working_days(planner: Planner) -> None:
    days = (date(2025, 12, 30), *(date(2026, 1, day) for day in (2, 9, 12, 30)), TODAY)
    put(planner, CALLS, *(an_activity(on=day) for day in days))
    view = planner.comparing.compared(Zoom.MONTH, TODAY)
    assert (view.now, view.before) == (Span(date(2026, 2, 1), TODAY), Span(date(2026, 1, 1), date(2026, 1, 9)))
    assert (view.days_now, view.days_before, view.is_cut) == (7, 7, True)
    assert [(row.name, row.now, row.before) for row in view.rows] == [
        ("steps", 1, 2),
        ("step days", 1, 2),
        ("calls", 1, 2),
    ]


def test_a_month_that_is_over_is_compared_whole(planner: Planner) -> None:
    put(planner, an_activity(on=date(2025, 11, 28)), an_activity(on=date(2026, 1, 8)))
    view = planner.comparing.periods(Zoom.MONTH, date(2026, 1, 15))
    assert (view.now, view.before) == (
        Span(date(2026, 1, 1), date(2026, 1, 31)),
        Span(date(2025, 12, 1), date(2025, 12, 31)),
    )
    assert not view.is_cut


def test_types_are_counted_with_their_quantity_beside_the_time_before(planner: Planner) -> None:
    put(
        planner,
        an_activity(ActivityType.EMAIL, on=TODAY, quantity=5),
        an_activity(on=TODAY),
        an_activity(ActivityType.NOTE, on=TODAY),
        an_activity(on=date(2025, 12, 30)),
        an_activity(on=date(2026, 1, 5), quantity=2),
    )
    found = planner.comparing.activities(Zoom.MONTH, TODAY).types
    assert [(row.type.value, row.now, row.before) for row in found] == [("email", 5, 0), ("call", 1, 2)]


def test_a_step_is_one_entry_in_every_view_and_a_step_day_a_working_day(planner: Planner) -> None:
    put(
        planner,
        CALLS,
        an_activity(ActivityType.EMAIL, on=TODAY, quantity=10_000),
        an_activity(on=date(2026, 2, 4), quantity=3),
        an_activity(ActivityType.NOTE, on=date(2026, 2, 5)),
        an_activity(on=date(2026, 2, 4)),
        an_activity(on=date(2026, 2, 7)),
    )
    reading, report = planner.comparing, planner.reports.of(Period.MONTH, TODAY)
    stepped = reading.stepped(MONTH)
    assert stepped == Stepped(steps=4, step_days=2, rest_days=1)
    done = reading.activities(Zoom.MONTH, TODAY)
    assert done.now == stepped
    assert sum(part.stepped.steps for part in done.parts) == 4
    for rows in (reading.compared(Zoom.MONTH, TODAY).rows, report.compared):
        assert [(row.name, row.now) for row in rows[:2]] == [("steps", 4), ("step days", 2)]
    days = planner.progress.days(MONTH)
    assert sum(mark.steps for mark in days) == 4
    assert sum(mark.steps > 0 and mark.is_working for mark in days) == 2
    assert sum(month.step_days for month in planner.progress.months()) == 2
    assert [part.stepped for part in reading.years()] == [stepped]


def test_all_years_are_all_of_them_and_have_none_before(planner: Planner) -> None:
    put(planner, CALLS, *(an_activity(on=date(year, 3, 3)) for year in (2023, 2024, 2025)), an_activity(on=TODAY))
    put(planner, an_activity(on=date(2023, 3, 10)))
    done = planner.comparing.activities(Zoom.ALL, TODAY)
    assert done.spans.before is None
    assert done.now.steps == 5
    assert [part.stepped.steps for part in done.parts] == [2, 1, 1, 1]
    assert planner.comparing.compared(Zoom.ALL, TODAY).rows[0].now == 5
    assert [part.stepped.steps for part in planner.comparing.years()] == [2, 1, 1, 1]


def test_time_before_the_record_is_compared_with_nothing(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 1, 14)), an_activity(on=TODAY))
    spans = planner.comparing.periods(Zoom.MONTH, TODAY)
    assert (spans.before, spans.begins) == (None, date(2026, 1, 14))
    begun = planner.comparing.periods(Zoom.YEAR, TODAY)
    assert begun.days_now == 20
    put(planner, an_activity(on=date(2026, 1, 1)))
    assert planner.comparing.periods(Zoom.MONTH, TODAY).before is not None


def test_a_goal_that_was_set_before_anything_was_done_begins_no_record(planner: Planner) -> None:
    goal = a_goal("40 calls", Period.YEAR, 40, created_at=datetime(2024, 12, 12, tzinfo=UTC))
    put(planner, CALLS, goal, an_activity(on=date(2026, 1, 14)), an_activity(on=TODAY))
    assert planner.comparing.periods(Zoom.MONTH, TODAY).before is None
    assert planner.progress.span(Zoom.ALL, TODAY).start == date(2026, 1, 14)
    assert [part.span.start.year for part in planner.comparing.years()] == [2026]
    assert [month.start for month in planner.progress.months()] == [date(2026, 1, 1), date(2026, 2, 1)]
    states = {mark.day: mark.state for mark in planner.progress.days(Span(date(2026, 1, 13), date(2026, 1, 15)))}
    assert list(states.values()) == [DayState.BEFORE, DayState.STEPS, DayState.UNKNOWN]
    course = planner.progress.course(goal, Zoom.YEAR, TODAY)
    assert {point.actual for point in course.points if point.day < date(2026, 1, 14)} == {None}
    planner.reviews.close(date(2026, 1, 12), note="nothing came")
    assert planner.progress.span(Zoom.ALL, TODAY).start == date(2026, 1, 12)


def test_sales_before_the_log_begins_are_no_days_without_a_step(planner: Planner) -> None:
    sale = a_deal(stage="won", amount_minor=7_000, closed_on=date(2023, 5, 20), created_on=date(2023, 5, 1))
    put(planner, DOLLARS, sale, an_activity(on=TODAY))
    assert [part.span.start.year for part in planner.comparing.years()] == [2026]
    assert [(month.step_days, month.unknown) for month in planner.progress.months()] == [(1, 0)]


def test_what_a_goal_counts_is_named_with_the_outcome_that_it_asks_for(planner: Planner) -> None:
    held = replace(CALLS, name="meetings", activity_types=frozenset({ActivityType.MEETING}), outcomes=frozenset({HELD}))
    put(planner, held, an_activity(ActivityType.MEETING, on=TODAY, outcome=HELD))
    assert [row.name for row in planner.comparing.compared(Zoom.MONTH, TODAY).rows][-1] == "meetings, held"


def test_months_of_all_years_count_working_days_with_a_step(planner: Planner) -> None:
    put(planner, *(an_activity(on=day) for day in (date(2025, 12, 29), date(2026, 1, 3), date(2026, 2, 10))))
    found = [(row.start.month, row.step_days, row.working_days, row.unknown) for row in planner.progress.months()]
    assert found == [(12, 1, 1, 2), (1, 0, 0, 22), (2, 1, 1, 6)]


def test_any_zoom_of_ten_years_takes_a_few_statements(planner: Planner) -> None:
    made = datetime(2016, 1, 4, tzinfo=UTC)
    goal = a_goal("2 calls", Period.DAY, 2, starts_on=date(2016, 1, 4), ends_on=date(2026, 12, 31), created_at=made)
    put(planner, CALLS, goal, *(an_activity(on=TODAY - timedelta(days=7 * n)) for n in range(500)))
    statements: list[str] = []
    planner.store.connection.set_trace_callback(statements.append)
    planner.progress.course(goal, Zoom.ALL, TODAY)
    assert len(statements) <= 9
    statements.clear()
    planner.progress.days(planner.progress.span(Zoom.ALL, TODAY))
    assert len(statements) <= 12
    planner.store.connection.set_trace_callback(None)


def test_time_ends_today_and_begins_with_the_record(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 1, 14)), an_activity(on=TODAY))
    with pytest.raises(PlannerError, match="what is to come has no progress yet"):
        planner.progress.beside(Zoom.WEEK, TODAY, 1)
    assert planner.progress.beside(Zoom.MONTH, TODAY, -1) == date(2026, 1, 31)
    with pytest.raises(PlannerError, match="Nothing is known before Wed 14 Jan"):
        planner.progress.beside(Zoom.MONTH, date(2026, 1, 20), -1)


def test_time_ends_where_the_calendar_does(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="The calendar ends here"):
        planner.progress.span(Zoom.WEEK, date(9999, 12, 31))
