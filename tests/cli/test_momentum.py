"""`planner momentum` and what the status line says of it, in the real program."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.cli.momentum import lines
from planner.domain.period import Period
from tests.builders import CALLS, TODAY, a_goal, an_activity, close_all, open_planner, put
from tests.cli.program import Program

FIGURES = {
    "date",
    "closed",
    "momentum",
    "shown",
    "word",
    "arrow",
    "trend",
    "as_it_stands",
    "if_asks_met",
    "days_to_level",
    "step_days_of_5",
    "step_days_of_20",
    "unknown_days_of_20",
    "run",
    "practice",
    "specific_actions",
    "achievement",
    "contributions",
    "earlier",
    "comparison",
    "smallest_action",
    "note",
}
LAST = date(2024, 2, 16)
"""A Friday."""


@pytest.fixture
def two_weeks(planner: Program) -> Program:
    """Return a planner in which ten working days of 2024 have a step."""
    days = (date(2024, 2, day) for week in (5, 12) for day in range(week, week + 5))
    put(open_planner(planner.home), *(an_activity(on=day) for day in days))
    close_all()
    return planner


def test_every_figure_of_a_day_is_told(two_weeks: Program) -> None:
    told = two_weeks.ok("momentum", "--json", "--date", LAST.isoformat()).json
    assert set(told) == FIGURES
    assert (told["momentum"], told["shown"], told["word"], told["arrow"]) == (50.0, 50, "building", "↑")
    assert (told["closed"], told["as_it_stands"], told["if_asks_met"]) == (True, 50.0, 50.0)
    assert (told["step_days_of_5"], told["step_days_of_20"], told["run"]) == (5, 10, 10)
    assert told["practice"] == {"step_days": 10, "working_days": 10, "unknown_days": 0}
    points = [day["points"] for day in told["contributions"]]
    assert len(points) == 10
    assert sum(points) + told["earlier"] == pytest.approx(told["momentum"], abs=0.05)
    assert told["contributions"][0] == {
        "date": "2024-02-16",
        "points": 6.6967,
        "working_day": True,
        "held": False,
        "ratio": 1.0,
        "base": 1.0,
        "bonus": 0.0,
        "score": 1.0,
        "momentum": 50.0,
        "steps": 1,
        "one_thing_done": None,
        "asks": [],
        "reached": [],
        "nailed": [],
    }


def test_a_day_is_told_in_lines_that_sum_to_the_number(two_weeks: Program) -> None:
    told = two_weeks.ok("momentum", "--date", "2024-02-16").out.splitlines()
    assert told[0] == "+50 building ↑"
    assert told[1] == "step days 5 of 5, 10 of 10, 10 days without two quiet ones in a row"
    assert told[2] == "  +6.70  Fri 16 Feb  1 step: +1.00"
    assert told[12] == " +50.00  together"
    assert sum(float(line.split()[0]) for line in told[2:12]) == pytest.approx(50, abs=0.05)
    assert told[13].startswith("last 10 working days: practice 10 step days, specific actions 0 of 0 asks met")
    assert told[-1] == "Momentum is a gauge that motivates. It is not a rating."


def test_what_lies_before_the_lines_is_one_line(two_weeks: Program) -> None:
    two_weeks.ok("log", "call", "2024-02-19")
    told = two_weeks.ok("momentum", "--date", "2024-02-19").out.splitlines()
    assert next(line for line in told if line.endswith("the days before")).split()[0] == "+3.35"


def test_a_number_below_zero_comes_with_its_sign_its_word_and_the_way_back(two_weeks: Program) -> None:
    there = open_planner(two_weeks.home)
    for n in range(3, 33):
        there.reviews.close(LAST + timedelta(days=n))
    close_all()
    told = two_weeks.ok("momentum", "--date", "2024-03-20").out.splitlines()
    assert re.fullmatch(r"-\d+ sliding ↓", told[0])
    assert re.fullmatch(r"\d+ full days bring it to zero", told[2])


def test_days_of_which_nothing_is_known_are_left_out_and_counted(two_weeks: Program) -> None:
    told = two_weeks.ok("momentum", "--date", "2024-03-08").out.splitlines()
    assert told[0] == "+50 building ↑"
    assert told[1].startswith("step days 0 of 0, 5 of 5")
    assert sum("unknown" in line for line in told) == 1, "one count, and it is named"
    assert "15 working days are unknown and left out. planner review day --date DATE --close closes one." in told


def test_a_new_planner_is_starting(planner: Program) -> None:
    planner.ok("log", "call x2")
    told = planner.ok("momentum", "--json").json
    assert told["as_it_stands"] == told["if_asks_met"] > told["momentum"] == 0
    assert planner.ok("momentum").out.splitlines()[:2] == ["0 starting", "as it stands +7"]


def test_an_open_day_is_never_told_as_a_drop(tmp_path: Path) -> None:
    there = open_planner(tmp_path)
    put(there, CALLS, a_goal("2 calls", Period.DAY, 2))
    put(there, *(an_activity(on=TODAY - timedelta(days=n)) for n in range(1, 20)))
    told = []
    for line in ("", "call", "call"):
        if line:
            there.log.line(line)
        told.append(list(lines(there, TODAY))[1])
    assert there.momentum.gauge(TODAY).shown == 73
    assert told == ["if today's asks are met +75", "if today's asks are met +75", "as it stands +75"]


def test_a_day_to_come_is_refused(planner: Program) -> None:
    planner.ok("log", "call")
    said = planner.refuses("momentum", "--date", (TODAY + timedelta(days=1)).isoformat())
    assert said.endswith("is still to come. Momentum is counted up to today.")


def test_the_status_line_names_momentum_where_it_is_asked_to(two_weeks: Program) -> None:
    told = two_weeks.ok("momentum", "--json").json
    facts = two_weeks.ok("status", "--json").json
    assert [facts[name] for name in ("momentum", "word", "arrow")] == [told["shown"], told["word"], told["arrow"]]
    named = two_weeks.ok("status", "--format", "{momentum:+d} {word}{arrow}").out
    assert named == f"{told['shown']:+d} {told['word']}{told['arrow']}\n"


@pytest.mark.parametrize("words", [("status",), ("status", "--format", "{asks}"), ("log", "call")])
def test_what_does_not_name_it_does_not_load_it(planner: Program, words: tuple[str, ...]) -> None:
    planner.ok("log", "call")
    loaded = "import atexit, os; leave = os._exit; os._exit = lambda status: (print(*sys.modules), leave(status))"
    assert "planner.domain.momentum" not in planner.ok(*words, before=loaded).out.split()
