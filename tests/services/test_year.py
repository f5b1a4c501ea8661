"""The review of a year: wins first, the questions, drafts for the next, and the baseline that its plan leaves."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.activity import ActivityType, Outcome
from planner.domain.errors import LineError, PlannerError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus, Grade
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.period import Period
from planner.domain.periodviews import BIG_PICTURE, SATISFIED, WILL_IT_HELP, YEAR_QUESTIONS, Outlook
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    StoppedClock,
    a_day_off,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    goals,
    open_planner,
    put,
)

NOVEMBER = datetime.combine(date(2026, 11, 16), time(9))
DECEMBER = date(2026, 12, 10)
NEW_YEAR = date(2027, 1, 4)
THIS, NEXT = date(2026, 1, 1), date(2027, 1, 1)
LITTLE = (
    "30 follow-up calls by 31 dec little stretch 36",
    "2 new clients by 31 dec little stretch 3",
    "5 held meetings by 31 dec little stretch 6: 5 thank-you visits",
)


@pytest.fixture
def clock() -> StoppedClock:
    clock = StoppedClock()
    clock.set(DECEMBER)
    return clock


def drafted(planner: Planner, line: str) -> Goal:
    planner.year.add_draft(THIS, line)
    return goals(planner)[-1]


# --- looking back ----------------------------------------------------------------------------------------------------


def year_end(folder: Path) -> tuple[Planner, StoppedClock]:
    """Return the planner of E5 on its last day: little goals 37 of 30, 2 of 2 and 4 of 5; $180,000 of $240,000."""
    clock = StoppedClock(NOVEMBER)
    planner = open_planner(folder, clock)
    off = [a_day_off(date(2026, *day)) for day in ((11, 26), (11, 27), (12, 24), (12, 25))]
    quota = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA)
    won = a_deal("won", amount_minor=18_000_000, stage="won", closed_on=date(2026, 11, 13))
    put(planner, DOLLARS, quota, won, *off)
    for line in LITTLE:
        planner.goals.add(line)
    clock.set(date(2026, 12, 30))
    calls = an_activity(ActivityType.FOLLOW_UP, on=date(2026, 12, 29), quantity=37)
    visits = an_activity(ActivityType.MEETING, on=date(2026, 12, 30), quantity=4, outcome=Outcome.HELD)
    new = [a_deal(name, stage="won", closed_on=date(2026, 12, 29)) for name in ("Ada", "Bo")]
    closes = [an_activity(ActivityType.CLOSE, on=date(2026, 12, 29), deal_id=deal.id) for deal in new]
    put(planner, calls, visits, *new, *closes)
    clock.set(date(2026, 12, 31))
    return planner, clock


def test_the_years_end_lists_nailed_then_met_then_short_and_the_quota_at_its_real_figure(tmp_path: Path) -> None:
    planner, clock = year_end(tmp_path)
    for today in (date(2026, 12, 31), NEW_YEAR):
        clock.set(today)
        planner.tick()
        back = planner.year.view().looked_back
        assert [(row.goal.title, row.grade, round(float(100 * row.fraction), 1)) for row in back.wins] == [
            ("30 follow-up calls", Grade.NAILED, 123.3),
            ("2 new clients", Grade.MET, 100.0),
        ]
        assert [(row.goal.title, row.grade, round(float(100 * row.fraction), 1)) for row in back.short] == [
            ("5 thank-you visits", Grade.SHORT, 80.0),
            ("$240,000", Grade.SHORT, 75.0),
        ]
        assert back.short[-1].current == 18_000_000
        assert back.parts == ()


def test_momentum_on_the_first_of_january_equals_that_of_the_last_of_december(tmp_path: Path) -> None:
    planner, clock = year_end(tmp_path)
    planner.reviews.close(date(2026, 12, 31))
    last = planner.year.wins(THIS).momentum
    value = planner.momentum.gauge(date(2026, 12, 31)).value
    clock.set(NEXT)
    planner.tick()
    assert (planner.year.wins(THIS).momentum, planner.momentum.gauge(NEXT).value) == (last, value)
    assert last == planner.momentum.gauge(NEXT).shown


def test_beaten_stands_between_nailed_and_met(planner: Planner) -> None:
    span: dict[str, Any] = {"period": Period.CUSTOM, "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30)}
    made = [a_goal(f"{target} calls", target=target, status=GoalStatus.REACHED, **span) for target in (12, 11, 8, 30)]
    dropped = a_goal("1 call", target=1, status=GoalStatus.DROPPED, **span)
    put(planner, CALLS, *made, dropped, an_activity(on=date(2026, 6, 2), quantity=12))
    back = planner.year.wins(THIS)
    assert [row.goal.target for row in (*back.wins, *back.short)] == [8, 11, 12, 30]


def test_a_reached_part_is_a_win_where_the_whole_was_not(planner: Planner) -> None:
    year = a_goal("480 calls", Period.YEAR, 480)
    months = [
        a_goal("40 calls", Period.MONTH, 40, on=date(2026, n, 1), parent_id=year.id, status=GoalStatus.REACHED)
        for n in (1, 2)
    ]
    missed = a_goal("40 calls", Period.MONTH, 40, on=date(2026, 3, 1), parent_id=year.id, status=GoalStatus.MISSED)
    running = a_goal("40 calls", Period.MONTH, 40, on=DECEMBER, parent_id=months[0].parent_id)
    daily = a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 31))
    put(planner, CALLS, year, *months, missed, running, daily)
    put(planner, an_activity(on=date(2026, 12, 8), quantity=40), an_activity(on=DECEMBER))
    back = planner.year.wins(THIS)
    assert [(row.name, row.period, row.reached, row.total) for row in back.parts] == [
        ("2 calls a day", Period.DAY, 1, 4),
        ("480 calls in 2026", Period.MONTH, 3, 4),
    ]
    assert [row.name for row in back.short] == ["480 calls in 2026"]


def test_a_week_that_is_asked_for_anew_is_counted_week_by_week(planner: Planner) -> None:
    weekly = a_goal("5 calls", Period.WEEK, 5, starts_on=date(2026, 11, 16), ends_on=date(2026, 12, 31))
    put(planner, CALLS, weekly, an_activity(on=date(2026, 11, 20), quantity=5), an_activity(on=DECEMBER, quantity=4))
    (row,) = planner.year.wins(THIS).parts
    assert (row.reached, row.total) == (1, 4)


def test_the_year_is_due_from_its_last_month_on(planner: Planner, clock: StoppedClock) -> None:
    assert (planner.year.view().due_on, planner.year.view().is_due) == (date(2026, 12, 1), True)
    planner.year.close(THIS)
    assert not planner.year.view().is_due
    clock.set(date(2026, 11, 30))
    view = planner.year.view()
    assert (view.looked_back.label, view.following_label) == ("2025", "2026")
    assert not planner.year.view(THIS).is_due
    with pytest.raises(PlannerError, match="2027 is still to come"):
        planner.year.view(NEXT)


def test_the_first_sale_and_the_last_ninety_days_stand_beside_their_question(planner: Planner) -> None:
    assert planner.year.view().first_sale is None
    first = a_deal("pilot", amount_minor=50_000, stage="won", closed_on=date(2019, 3, 3), external_system="hubspot")
    last = [
        a_deal("a", amount_minor=700_000, stage="won", closed_on=DECEMBER - timedelta(days=89)),
        a_deal("b", amount_minor=100_000, stage="won", closed_on=DECEMBER),
        a_deal("c", amount_minor=900_000, stage="won", closed_on=DECEMBER - timedelta(days=90)),
        a_deal("d", amount_minor=5_000, currency="EUR", stage="won", closed_on=DECEMBER),
    ]
    put(planner, first, *last)
    view = planner.year.view()
    assert view.first_sale is not None
    assert tuple(view.first_sale) == (date(2019, 3, 3), 50_000, "USD", "pilot")
    assert [tuple(row) for row in view.last_sales] == [("USD", 2, 800_000), ("EUR", 1, 5_000)]


def test_both_questions_are_asked_word_for_word_and_every_answer_is_kept(planner: Planner) -> None:
    assert BIG_PICTURE == "What do I need to do to get to my big picture goal?"
    assert WILL_IT_HELP == ("If I get done what I am about to do, will it help me get to my big-picture goal?")
    assert YEAR_QUESTIONS["satisfied"] == SATISFIED
    said = {
        "big picture": "two more regions",
        "satisfied": "the pipeline",
        "first sale": "by asking",
        "outlook": "easy",
    }
    planner.year.keep(THIS, said)
    planner.year.keep(THIS, {"satisfied": ""})
    view = planner.year.view()
    assert view.answers == {key: text for key, text in said.items() if key != "satisfied"}
    assert view.outlook == Outlook("easy", "", "")


# --- planning the next -----------------------------------------------------------------------------------------------


def test_a_draft_is_of_the_whole_next_year_and_adds_nothing_to_this_one(planner: Planner) -> None:
    before = planner.momentum.gauge(DECEMBER).value
    goal = drafted(planner, "$260,000")
    assert (goal.status, goal.period, goal.starts_on) == (GoalStatus.DRAFT, Period.YEAR, NEXT)
    assert goal.ends_on == date(2027, 12, 31)
    daily = drafted(planner, "3 calls a day")
    assert (daily.starts_on, daily.ends_on) == (NEXT, date(2027, 12, 31))
    planner.log.line("call x3")
    assert planner.reading.asks(DECEMBER) == ()
    assert planner.momentum.gauge(DECEMBER).value == before
    with pytest.raises(PlannerError, match="lies within 2027-01-01 and 2027-12-31"):
        planner.year.add_draft(THIS, "30 calls by 2028-03-01")
    with pytest.raises(LineError):
        planner.year.add_draft(THIS, "30 horses")


@pytest.mark.parametrize("today", [DECEMBER, date(2027, 1, 8)])
@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("$300,000 next year", NEXT, date(2027, 12, 31)),
        ("$300,000 this year", NEXT, date(2027, 12, 31)),
        ("$300,000 in 2027", NEXT, date(2027, 12, 31)),
        ("$70,000 next quarter", date(2027, 4, 1), date(2027, 6, 30)),
    ],
)
def test_next_year_is_the_one_that_is_planned(
    planner: Planner, clock: StoppedClock, today: date, line: str, first: date, last: date
) -> None:
    clock.set(today)
    goal = drafted(planner, line)
    assert (goal.status, goal.starts_on, goal.ends_on) == (GoalStatus.DRAFT, first, last)


def test_a_preliminary_figure_is_the_employers_and_both_figures_stay_in_its_history(
    planner: Planner, clock: StoppedClock
) -> None:
    planner.year.add_draft(THIS, "$260,000 quota", is_preliminary=True)
    (goal,) = goals(planner)
    assert (goal.preliminary, goal.source) == (True, GoalSource.EMPLOYER)
    clock.advance(days=20)
    planner.goals.correct(goal.id, {"target": 25_000_000, "preliminary": False})
    assert [one.text for one in planner.goals.history(goal)] == [
        "target $260,000 → $250,000",
        "the figure is final",
    ]


def test_no_keeps_everything_as_draft_and_yes_activates_it(planner: Planner) -> None:
    drafted(planner, "$260,000")
    drafted(planner, "3 calls a day")
    before = goals(planner)
    assert planner.year.activate(THIS, helps=False).label == "Kept as drafts: the goals of 2027"
    assert (goals(planner), planner.year.view().answers["question"]) == (before, "no")
    assert planner.year.view().baseline == ()
    assert planner.year.activate(THIS, helps=True).label == "Activated: 2 goals of 2027"
    assert {goal.status for goal in goals(planner)} == {GoalStatus.ACTIVE}
    assert planner.year.view().answers["question"] == "yes"
    assert planner.reading.asks(DECEMBER) == ()
    planner.undo()
    assert goals(planner) == before


def test_a_plan_without_a_goal_is_not_activated(planner: Planner) -> None:
    with pytest.raises(PlannerError, match=r"Nothing is planned for 2027 yet\. Set a goal for it first\."):
        planner.year.activate(THIS, helps=True)


def test_the_baseline_keeps_targets_and_split_and_later_changes_stand_against_it(
    planner: Planner, clock: StoppedClock
) -> None:
    year = drafted(planner, "480 calls")
    planner.breakdown.save(year)
    planner.year.activate(THIS, helps=True)
    rows = planner.year.view().baseline
    assert [(row.goal.period, row.target_then, row.since) for row in rows] == [
        (Period.YEAR, 480, ()),
        *((Period.QUARTER, goal.target, ()) for goal in goals(planner)[1:]),
    ]
    assert sum(row.target_then or 0 for row in rows[1:]) == 480
    snapshot = [row for row in planner.store.select(GoalChange) if row.field is GoalField.ACTIVATED]
    assert len(snapshot) == 5
    clock.set(date(2027, 5, 3))
    planner.tick()
    planner.goals.correct(year.id, {"target": 450}, reason="ill in spring")
    row = planner.year.baseline(NEXT)[0]
    assert (row.target_then, row.target_now, row.activated_on) == (480, 450, DECEMBER)
    assert [one.text for one in row.since] == ["target 480 → 450: ill in spring"]
    assert planner.goals.history(row.goal)[1].text == "activated with the year’s plan at 480"


def test_what_is_drafted_after_the_activation_is_activated_by_another_yes(planner: Planner) -> None:
    drafted(planner, "480 calls")
    planner.year.activate(THIS, helps=True)
    drafted(planner, "40 demos")
    assert planner.year.activate(THIS, helps=True).label == "Activated: 1 goal of 2027"
    assert [row.target_then for row in planner.year.view().baseline] == [480, 40]
    assert [row.is_draft for row in planner.year.view().drafts] == [False, False]


def test_a_priority_of_next_year_waits_for_its_own_commitment(planner: Planner) -> None:
    drafted(planner, "480 calls")
    planner.quarter.add_priority(DECEMBER, "20 demos")
    planner.year.activate(THIS, helps=True)
    assert [(goal.title, goal.status) for goal in goals(planner)] == [
        ("480 calls", GoalStatus.ACTIVE),
        ("20 demos", GoalStatus.DRAFT),
    ]


def test_two_years_nailed_in_a_row_suggest_a_higher_target(planner: Planner) -> None:
    years = [
        a_goal("40 calls", Period.YEAR, 40, on=date(year, 5, 1), status=GoalStatus.REACHED) for year in (2024, 2025)
    ]
    this = a_goal("50 calls", Period.YEAR, 50)
    put(planner, CALLS, *years, this, *(an_activity(on=date(year, 5, 4), quantity=48) for year in (2024, 2025)))
    assert planner.year.view().higher == ("Nailed two years in a row: 50 calls in 2026. Raise it to 60, or keep it.",)


# --- the first look of a year ----------------------------------------------------------------------------------------


def test_the_first_look_in_a_new_year_shows_the_wins_of_the_last_once(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, a_goal("40 calls", Period.YEAR, 40), an_activity(on=DECEMBER, quantity=48))
    assert planner.year.first_of_year(DECEMBER) is None
    clock.set(NEW_YEAR)
    planner.tick()
    for _ in range(2):
        found = planner.year.first_of_year(NEW_YEAR)
        assert found is not None
        assert [row.grade for row in found.wins] == [Grade.NAILED]
        assert found.momentum == planner.momentum.gauge(date(2026, 12, 31)).shown
    assert planner.year.first_of_year(date(2027, 2, 1)) is None
    planner.year.greet(NEW_YEAR)
    assert planner.year.first_of_year(NEW_YEAR) is None
    later = date(2028, 1, 3)
    clock.set(later)
    planner.tick()
    assert planner.year.first_of_year(later) is not None


def test_the_first_look_in_a_new_year_has_the_number_that_the_header_has(planner: Planner, clock: StoppedClock) -> None:
    for day in (28, 29, 30, 31):
        clock.set(date(2026, 12, day))
        planner.log.line("call")
    for day in (1, 4):
        clock.set(date(2027, 1, day))
        planner.reviews.close(date(2027, 1, day))
    clock.set(date(2027, 1, 5))
    found, gauge = planner.year.first_of_year(clock.now().date()), planner.momentum.gauge(clock.now().date())
    assert found is not None
    assert (found.momentum, found.momentum_word) == (gauge.shown, gauge.word)
    assert planner.year.wins(date(2026, 5, 1)).momentum > gauge.shown


def test_who_begins_in_january_has_no_year_to_look_back_on(planner: Planner, clock: StoppedClock) -> None:
    clock.set(NEW_YEAR)
    put(planner, an_activity(on=NEW_YEAR), an_action("call Lee", NEW_YEAR))
    assert planner.year.first_of_year(NEW_YEAR) is None


def test_a_sales_year_that_begins_in_july_is_due_in_june(tmp_path: Path, clock: StoppedClock) -> None:
    clock.set(date(2026, 6, 2))
    planner = open_planner(tmp_path, clock, year_start_month=7)
    view = planner.year.view()
    assert (view.looked_back.label, view.following_label, view.is_due) == ("2025/26", "2026/27", True)
    planner.year.add_draft(date(2026, 6, 2), "480 calls")
    assert goals(planner)[-1].starts_on == date(2026, 7, 1)
