"""`goal show`: every figure by its name in JSON, and the lines in the order that people need them."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from planner.cli import goal_figures
from planner.domain.deal import DealStage
from planner.domain.goal import FOREVER, Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.measure import Measure
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    StoppedClock,
    a_day_off,
    a_deal,
    a_goal,
    a_milestone,
    open_planner,
    put,
)
from tests.cli.program import Program

MONDAY = date(2026, 11, 16)
THURSDAY = date(2026, 2, 12)


def at(folder: Path, day: date) -> Planner:
    clock = StoppedClock()
    clock.set(day)
    return open_planner(folder, clock)


def shown(planner: Planner, goal: Goal) -> list[str]:
    day = planner.today()
    above = [planner.reading.name(parent, day) for parent in planner.reading.chain(goal)]
    row, found = planner.reading.goal(goal, day), planner.figures.of(goal, day)
    return list(goal_figures.lines(row, found, above, day, "USD"))


def told(planner: Planner, goal: Goal) -> dict[str, Any]:
    day = planner.today()
    value = goal_figures.as_json(planner.reading.goal(goal, day), planner.figures.of(goal, day), ["above"], day)
    written: dict[str, Any] = json.loads(json.dumps(value, allow_nan=False))
    return written


def named(goal: dict[str, Any], names: str) -> list[Any]:
    return [goal[name] for name in names.split()]


@pytest.fixture
def year_end(tmp_path: Path) -> tuple[Planner, Goal]:
    """Return the planner of E5 with its quota under a big picture."""
    planner = at(tmp_path, MONDAY)
    top = a_goal("Own the north-east", Period.BIG_PICTURE, None, None, date(2026, 1, 1), ends_on=FOREVER)
    quota = a_goal(
        "$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA, parent_id=top.id, pay_note="4% of sales"
    )
    off = [a_day_off(date(2026, *day)) for day in ((11, 26), (11, 27), (12, 24), (12, 25))]
    won = a_deal("won", amount_minor=18_000_000, stage=DealStage.WON, closed_on=date(2026, 11, 13))
    soon, later = date(2026, 12, 10), date(2026, 12, 18)
    a = a_deal("A", amount_minor=6_000_000, probability_pct=50, expected_close_on=soon)
    b = a_deal("B", amount_minor=3_000_000, probability_pct=20, expected_close_on=later)
    put(planner, DOLLARS, top, quota, *off, won, a, b)
    return planner, quota


@pytest.fixture
def mid_month(tmp_path: Path) -> tuple[Planner, Goal]:
    """Return the planner of E2."""
    planner, goal = at(tmp_path, THURSDAY), a_goal()
    put(planner, CALLS, goal)
    planner.log.line("call x13 2026-02-11")
    planner.log.line("call")
    return planner, goal


def test_a_quota_behind_says_what_today_needs_before_what_is_missing(year_end: tuple[Planner, Goal]) -> None:
    assert shown(*year_end) == [
        "Own the north-east",
        "  today             $2,000 needed, as on each of the 30 working days left",
        "  behind            $31,984.44, 34.2 working days when the day began",
        "$933.85 a day · $240,000 in 2026  $180,000  75%  -34.2 days  quota",
        "  starts on         2026-01-01",
        "  ends on           2026-12-31",
        "  reached           $180,000 of $240,000, 75.0 %, $60,000 to go",
        "  working days      227 of 257 gone, 30 left",
        "  expected by now   $211,984.44",
        "  needed            $2,000 a day, $10,000 a week",
        "  run rate          $792.95 a day",
        "  forecast          $203,788.55 by run rate (84.9 %) · $216,000 by pipeline (90.0 %)",
        "  open deals        $90,000, $36,000 weighted",
        "  coverage          1.5× of what is missing; 3× needed, $180,000, short $90,000",
        "  estimated pay     $7,200 now, $8,640 by pipeline",
        "  specific          yes: It counts won deals in USD.",
        "  measurable        yes: The target is $240,000.",
        "  achievable        unknown: $2,000 a day is needed; there are no 20 working days on record to compare it with.",
        "  realistic         unknown: You have not said yet whether it is realistic.",
        "  timed             yes: It ends on Thu 31 Dec.",
        "  plan              No plan yet. Set a finer goal under it, or an action that recurs.",
    ]


def test_the_ask_stands_with_what_is_required_beside_it(mid_month: tuple[Planner, Goal]) -> None:
    assert shown(*mid_month)[:3] == [
        "40 calls in February  14  35%  -1.0 days",
        "  today             2 asked, 1 left; required to get back on line: 3 a day",
        "  behind            3, 1.5 working days when the day began; 1 behind now",
    ]
    assert "  needed            2.25 a day, 11.25 a week" in shown(*mid_month)


def test_who_is_ahead_reads_so_and_for_how_long_it_lasts(mid_month: tuple[Planner, Goal]) -> None:
    planner, goal = mid_month
    planner.log.line("call x9 2026-02-11")
    lines = shown(planner, goal)
    assert lines[1:3] == [
        "  today             nothing asked",
        "  ahead             6, 3 working days when the day began; 3.5 ahead now",
    ]
    assert "  covered           the next 3 working days" in lines


def test_a_grade_is_told_once_it_is_earned(mid_month: tuple[Planner, Goal]) -> None:
    planner, goal = mid_month
    planner.log.line("call x34")
    assert "  reached           48 of 40, 120.0 %, nailed" in shown(planner, goal)


def test_the_figures_of_the_year_end_are_named_in_json(year_end: tuple[Planner, Goal]) -> None:
    goal = told(*year_end)
    assert named(goal, "total_days elapsed_days remaining_days attainment gap expected_start days_ahead") == [
        257,
        227,
        30,
        0.75,
        6_000_000,
        21_198_443.5798,
        -34.25,
    ]
    assert named(goal, "required_per_day run_rate_forecast pipeline_forecast pipeline_attainment open_in_period") == [
        200_000,
        20_378_854.6256,
        21_600_000,
        0.9,
        9_000_000,
    ]
    assert named(goal, "coverage coverage_needed pipeline_needed pipeline_short pay_now pay_forecast") == [
        1.5,
        3,
        18_000_000,
        9_000_000,
        720_000,
        864_000,
    ]
    assert (goal["chain"], goal["ask_today"], goal["reassess"], goal["no_plan_yet"]) == (["above"], None, None, True)
    assert goal["chart"][-1] == ["2026-11-16", 18_000_000, 21_291_828.7938]
    assert [check["name"] for check in goal["smart"]] == [
        "specific",
        "measurable",
        "achievable",
        "realistic",
        "timed",
    ]


def test_the_figures_of_the_mid_month_are_named_in_json(mid_month: tuple[Planner, Goal]) -> None:
    goal = told(*mid_month)
    assert named(goal, "ask_today left_today required_today safety_buffer per_day per_week_needed progress") == [
        2,
        1,
        3,
        0,
        2,
        11.25,
        0.35,
    ]
    assert (goal["conflict"], goal["is_wish"]) == ("required to get back on line: 3 a day", False)
    assert (goal["current"], goal["current_start"], goal["grade"]) == (14, 13, "short")


def test_every_name_of_the_list_is_in_the_goal_itself(planner: Program) -> None:
    planner.ok("goal", "add", "40 calls in january 2100")
    (listed,) = planner.ok("goal", "list", "--json", "--date", "2100-01-13").json
    goal = planner.ok("goal", "show", "40 calls", "--json", "--date", "2100-01-13").json
    assert set(listed) <= set(goal)
    assert (listed["ask_today"], listed["required_today"]) == (goal["ask_today"], goal["required_today"]) == (2, 4)


def test_a_wish_and_a_milestone_are_told_without_figures_they_have_not(tmp_path: Path) -> None:
    planner = at(tmp_path, THURSDAY)
    wish, lease = (
        a_goal("be better", target=None, measure=None),
        a_goal("sign the lease", target=100, measure=MILESTONES),
    )
    put(planner, MILESTONES, wish, lease, a_milestone(lease))
    assert shown(planner, wish) == [
        "be better in February  wish",
        "  starts on         2026-02-01",
        "  ends on           2026-02-28",
        "  specific          no: Its title has 2 words and nothing is counted. Say what is there when it is done.",
        "  measurable        no: It has neither a number nor milestones. Give it one.",
        "  achievable        unknown: There is no number to compare with what you did.",
        "  realistic         unknown: You have not said yet whether it is realistic.",
        "  timed             yes: It ends on Sat 28 Feb.",
        "  wish              It has neither a number nor milestones. Give it one to follow it.",
    ]
    lines = shown(planner, lease)
    assert lines[:2] == [
        "sign the lease in February  0%  -8.0 days",
        "  today             0 of 1 milestone done, 12 working days left",
    ]
    assert "  reached           0 %, 100 % to go" in lines
    assert not [line for line in lines if "needed" in line and "achievable" not in line]


def test_milestones_are_told_by_their_number(tmp_path: Path) -> None:
    planner = at(tmp_path, THURSDAY)
    office = a_goal("new office", target=100, measure=MILESTONES)
    put(planner, MILESTONES, office, *(a_milestone(office, f"step {n}") for n in range(5)))
    for told in (
        "0 of 5 milestones done, 12 working days left",
        "1 of 5 milestones done, 12 working days left",
        "2 of 5 milestones done, 12 working days left",
    ):
        assert f"  today             {told}" in shown(planner, office)
        planner.goals.toggle(office.id)
    planner.goals.toggle(office.id)
    planner.goals.toggle(office.id)
    assert "  today             5 of 5 milestones done" in shown(planner, office)


def test_the_last_day_is_told_as_one(tmp_path: Path) -> None:
    planner = at(tmp_path, date(2026, 12, 31))
    quota = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS)
    put(planner, DOLLARS, quota)
    assert "  today             $240,000 needed, on the last working day" in shown(planner, quota)


def test_what_the_app_says_of_a_goal_is_said_here_too(tmp_path: Path) -> None:
    planner = at(tmp_path, THURSDAY)
    office = a_goal("40 demos", is_stale=True, source=GoalSource.EMPLOYER, preliminary=True)
    priority = a_goal("30 demos", kind=GoalKind.PRIORITY, status=GoalStatus.DRAFT)
    put(planner, CALLS, office, priority)
    lines = shown(planner, office)
    assert lines[0].endswith("  set by your employer, preliminary, stale")
    assert "  stale             the goal above it changed; planner goal confirm '40 demos' says it still holds" in lines
    assert shown(planner, priority)[0] == "30 demos in February  0  0%  draft, priority"
    assert named(told(planner, office), "is_stale preliminary source is_wish status") == [
        True,
        True,
        "employer",
        False,
        "active",
    ]


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 3, 1), date(2025, 12, 31), date.min, date.max])
@pytest.mark.parametrize(("measure", "target"), [(CALLS, 1), (CALLS, 10**12), (DOLLARS, 10**12), (MILESTONES, 100)])
def test_no_day_and_no_target_leads_to_what_is_no_number(
    tmp_path: Path, day: date, measure: Measure, target: int
) -> None:
    planner, goal = at(tmp_path, THURSDAY), a_goal("goal", target=target, measure=measure, pay_note="4%")
    put(planner, measure, goal)
    row, found = planner.reading.goal(goal, day), planner.figures.of(goal, day)
    json.dumps(goal_figures.as_json(row, found, [], day), allow_nan=False)
    for line in goal_figures.lines(row, found, [], day, "USD"):
        assert not {"nan", "inf", "None", "NaN"} & set(line.split())


def test_rationals_have_four_decimals_and_none_where_they_are_whole() -> None:
    assert [goal_figures._plain(Fraction(text)) for text in ("1/3", "-2/3", "4/2", "0")] == [0.3333, -0.6667, 2, 0]
    assert isinstance(goal_figures._plain(Fraction(4, 2)), int)
