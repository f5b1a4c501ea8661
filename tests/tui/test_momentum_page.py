"""The momentum page: the number, what it is made of, its chart, and the days back to the first of all."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.activity import ActivityType
from planner.domain.gauge import Compared
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.domain.value import replace
from planner.services.planner import Planner
from planner.tui.line import UNICODE
from planner.tui.momentum_format import compared
from planner.tui.panes.momentum import FIRST, MORE, MomentumPane
from planner.tui.screens.momentum import MomentumPage
from tests.builders import (
    CALLS,
    DOLLARS,
    TODAY,
    StoppedClock,
    a_closed_day,
    a_contact,
    a_day_off,
    a_deal,
    a_goal,
    an_activity,
    open_planner,
    put,
)
from tests.tui.desk import Desk, desk


def work(planner: Planner, weeks: int, per_day: int = 1) -> None:
    """Log calls on each working day of the weeks before today."""
    days = (TODAY - timedelta(days=n) for n in range(1, 7 * weeks + 1))
    put(planner, CALLS, *(an_activity(on=day, quantity=per_day) for day in days if day.weekday() < 5))


def a_quiet_fortnight(folder: Path) -> Planner:
    """Return a planner that was opened on Tuesday 27 January, and whose days were closed without a step since."""
    clock = StoppedClock()
    clock.set(date(2026, 1, 27))
    planner = open_planner(folder, clock)
    planner.plan.answer("write the plan", clock.now().date())
    put(planner, *(a_closed_day(TODAY - timedelta(days=n)) for n in range(1, 15)))
    clock.set(TODAY)
    return planner


def pane_of(d: Desk) -> MomentumPane:
    assert isinstance(d.screen, MomentumPage)
    return d.screen.pane


def points_shown(d: Desk) -> list[float]:
    """Return the points of every row of the list, whether it is in view or not."""
    rows = [row for row in pane_of(d)._rows if row.key is not None]
    lines = ("".join(text for text, _ in row.draw(110)[0].left) for row in rows)
    found = (re.search(r"([+−]?)(\d+\.\d\d) ", line) for line in lines)
    return [float(one[2]) * (-1 if one[1] == "−" else 1) for one in found if one]


async def test_n_opens_momentum_anywhere_and_esc_leads_back(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        for pane in ("1", "2", "3"):
            await d.press(pane, "n")
            assert isinstance(d.screen, MomentumPage)
            await d.press("n", "escape")
            assert not isinstance(d.screen, MomentumPage)


async def test_an_empty_file_teaches_how_a_day_is_scored(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("n")
        assert d.shows("starting 0", "No day is scored yet: a day counts once it is over. l logs a step.")
        await d.press("j", "k", "end", "home", "pagedown", "pageup")
        assert d.alive


async def test_the_number_stands_first_with_its_word_and_is_no_rating(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 2)
    async with desk(planner) as d:
        await d.press("n")
        head = d.part("#gauge")
        assert head.inside[0].startswith("building +50 ↑")
        assert head.shows("step days 5 of 5, 10 of 10", "10 days without two quiet ones in a row")
        assert head.shows("Momentum is a gauge that motivates. It is not a rating.")


async def test_an_open_day_tells_what_it_would_make_of_the_number(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 2)
    async with desk(planner) as d:
        await d.press("n")
        assert d.shows("if today's asks are met +53")
        assert not d.shows("as it stands")
        await d.log("call")
        assert d.shows("as it stands +53")


async def test_the_three_inputs_are_told_with_their_numbers(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    made = datetime(2026, 1, 26, 12, tzinfo=UTC)
    put(planner, CALLS, a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 1, 26), created_at=made))
    put(planner, a_goal("3 calls", Period.WEEK, 3, on=date(2026, 2, 3), created_at=made))
    work(planner, 2, per_day=2)
    async with desk(planner) as d:
        await d.press("n")
        found = [" ".join(line[70:].split()) for line in d.part("#gauge").lines if line[70:].strip()]
        assert found[:4] == [
            "last 10 working days",
            "practice 10 step days",
            "specific actions 10 of 10 asks met",
            "achievement 1 goal reached",
        ]


async def test_unknown_days_are_left_out_and_counted(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2026, 1, 26)))
    async with desk(planner) as d:
        await d.press("n")
        head = d.part("#gauge")
        assert head.shows("step days 0 of 0, 1 of 1, 10 unknown", "10 unknown days are left out")
        assert "5 unknown days" in d.text.splitlines()[0]


async def test_a_number_below_level_comes_with_the_way_back(tmp_path: Path) -> None:
    async with desk(a_quiet_fortnight(tmp_path)) as d:
        await d.press("n")
        assert d.shows("slipping −48 ↓", "6 full days bring it to zero", "no step, quiet as the day before")
        assert d.part("#momentum").shows("−48.21   together")
        assert not d.part("#momentum").shows("the days before")
        await d.log("call yesterday")
        assert d.shows("5 full days bring it to zero")


async def test_the_chart_marks_the_day_under_the_cursor(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 4)
    async with desk(planner) as d:
        await d.press("n")
        assert d.part("#gauge").shows("Mon 9 Feb +75")
        assert d.part("#momentum").under_cursor.startswith("Mon  9 Feb")
        await d.press("j")
        assert d.part("#gauge").shows("Fri 6 Feb +73")
        assert d.part("#gauge").shows("20 scored days since 13 Jan: +7 to +75, between +7 and +75")
        await d.pilot.click("#momentum", offset=(20, 6))
        await d.settle()
        under = d.part("#momentum").under_cursor[:10]
        assert d.part("#gauge").shows(" ".join(under.split()) + " +")
        await d.press("end")
        assert "▴" not in d.part("#gauge").text


async def test_the_points_that_are_shown_add_up_to_the_last_line(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 30)
    async with desk(planner) as d:
        await d.press("n")
        *parts, total = points_shown(d)
        assert len(parts) == FIRST + 1
        assert sum(parts) == pytest.approx(total, abs=1e-6)
        assert total == pytest.approx(planner.momentum.gauge(TODAY).value, abs=0.005)
        await d.press("end")
        *parts, total = points_shown(d)
        assert len(parts) >= 150
        assert sum(parts) == pytest.approx(total, abs=1e-6)
        assert d.part("#momentum").under_cursor.endswith("together")


async def test_going_on_behind_the_last_day_shows_more_of_them(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 20)
    async with desk(planner) as d:
        await d.press("n")
        await d.press(*["j"] * (FIRST - 1))
        assert d.part("#momentum").under_cursor.startswith("Tue 13 Jan")
        assert len(points_shown(d)) == FIRST + 2
        await d.press("j")
        assert d.part("#momentum").under_cursor.startswith("Mon 12 Jan")
        assert len(points_shown(d)) == FIRST + MORE + 2
        await d.press(*["pagedown"] * 9)
        assert d.part("#momentum").under_cursor.endswith("together")
        assert d.part("#momentum").shows("Tue 23 Sep 2025")
        await d.press("home")
        assert d.part("#momentum").under_cursor.startswith("Mon  9 Feb")


async def test_days_of_more_than_two_years_ago_are_reached(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 1)
    put(planner, *(an_activity(on=date(2022, 5, day)) for day in (2, 3)))  # nearly a thousand working days ago
    async with desk(planner) as d:
        await d.press("n", "end", "k", "k")
        assert d.part("#momentum").shows("Mon  2 May 2022", "1 step")
        assert d.alive


async def test_a_held_rest_day_and_a_reached_goal_say_so(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 60, per_day=2)
    made = datetime(2026, 1, 26, 12, tzinfo=UTC)
    hostile = a_goal("[/] wide 東京" + "x" * 200, Period.WEEK, 3, on=date(2026, 2, 3), created_at=made)
    put(planner, a_day_off(date(2026, 2, 6)), hostile)
    put(planner, a_goal("3 calls", Period.WEEK, 3, on=date(2026, 1, 27), created_at=made))
    async with desk(planner) as d:
        await d.press("n")
        days = "\n".join(d.part("#momentum").inside)
        assert re.search(r"Fri  6 Feb +0\.00 +1 step, rest day, held +\+1\.00", days)
        assert re.search(r"Tue 27 Jan .* reached 3 calls in week 5, nailed 3 .*, bonus \+1\.00, 1 step +\+2\.00", days)
        assert re.search(r"Tue  3 Feb .* reached \[/\] wide 東京x+… +\+2\.00", days)
        assert d.part("#gauge").shows("wins  reached [/] wide 東京xx")


async def test_the_last_weeks_stand_beside_those_before_work_and_results_apart(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 8)
    sale = a_deal(stage="won", amount_minor=1_200_000, closed_on=date(2026, 2, 5))
    put(planner, DOLLARS, a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS), a_goal(), sale)
    async with desk(planner) as d:
        await d.press("n")
        beside = [" ".join(line[70:].split()) for line in d.part("#gauge").lines]
        at = beside.index("working days last 20 20 before")
        told = [line for line in beside[at + 1 :] if line]
        assert told == ["what you did", "steps 20 20", "calls 20 20", "what came of it", "dollars $12,000 $0"]
        column = d.part("#gauge").lines[at + 5].index("$0") + 1
        await d.press("M")
        assert d.part("#gauge").lines[at + 5].index("•••", 110) + 2 == column
        assert not d.shows("$")


async def test_figures_that_do_not_fit_beside_the_chart_stand_above_the_days(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 8)
    kinds = [kind for kind in ActivityType if kind not in {ActivityType.NOTE, ActivityType.CALL}]
    dana = a_contact()
    put(planner, dana, *(an_activity(kind, on=date(2026, 2, 5), contact_id=dana.id) for kind in kinds))
    for kind in kinds:
        counted = Measure(name=f"{kind} times", unit=Unit.COUNT, activity_types=frozenset({kind}))
        put(planner, counted, replace(counted, name=f"{kind} people", distinct_contacts=True))
    async with desk(planner, size=(120, 38)) as d:
        await d.press("n")
        assert not d.part("#gauge").shows("practice")
        assert d.part("#momentum").shows("practice", "working days", "what you did")


async def test_what_is_logged_for_an_earlier_day_moves_the_number_at_once(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 2)
    async with desk(planner) as d:
        await d.press("n")
        await d.log("call x2 sunday")
        assert d.part("#gauge").shows("building +53")
        assert d.part("#momentum").shows("Sun  8 Feb", "rest day")
        await d.press("u")
        assert d.part("#gauge").shows("building +50")


async def test_the_page_follows_the_day_and_keeps_its_cursor(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 2)
    async with desk(planner) as d:
        await d.press("n", "j", "j")
        await d.log("call")
        await d.turn_to(TODAY + timedelta(days=1))
        assert d.part("#momentum").under_cursor.startswith("Thu  5 Feb")
        await d.press("home")
        assert d.part("#momentum").under_cursor.startswith("Tue 10 Feb")


async def test_a_small_terminal_shows_the_figures_first_and_the_days_a_few_keys_on(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 8)
    async with desk(planner, size=(60, 16)) as d:
        await d.press("n")
        assert d.part("#momentum").shows("practice", "specific actions", "achievement")
        for _ in range(4):
            await d.press("j")
        assert d.part("#momentum").under_cursor
        await d.press("home")
        assert d.part("#momentum").shows("practice")
        await d.press("j", "k", "k", "k")
        assert d.part("#momentum").shows("practice")


async def test_every_size_is_survived(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    work(planner, 15)
    async with desk(planner) as d:
        await d.press("n")
        for columns, lines in [(80, 24), (60, 16), (40, 30), (20, 8), (20, 5), (5, 3), (1, 1)]:
            await d.resize(columns, lines)
            await d.press("pagedown", "up", "home")
            assert d.alive
            assert len(d.text.split("\n")) == lines
        await d.resize(120, 40)
        assert d.part("#momentum").under_cursor.startswith("Mon  9 Feb")


def test_on_a_narrow_terminal_the_names_take_the_columns_that_are_free() -> None:
    rows = [Compared("follow-up calls", 12, 9, ""), Compared("new calls", 40, 21, "")]
    head, *lines = compared(rows, frozenset(), 36, UNICODE)
    assert "".join(text for text, _ in head.left).split() == ["working", "days", "last", "20", "20", "before"]
    assert "".join(text for text, _ in lines[0].left).startswith("  follow-up calls")
    assert {sum(len(text) for text, _ in line.left) for line in (head, *lines)} == {36}
    head, _ = compared([Compared("calls", 1, 8)], frozenset(), 34, UNICODE)
    assert head.left[0][0].startswith("working days ")
