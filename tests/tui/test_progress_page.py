"""The progress page: one chart at a time, at any zoom, as numbers too, and event marks."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.strip import Strip

from planner.domain.activity import ActivityType, Outcome
from planner.domain.daymark import DayMark, DayState
from planner.domain.event_mark import EventMark
from planner.domain.measure import Measure, Unit
from planner.domain.momentum import DayFacts, DayScore
from planner.domain.period import Period, Span
from planner.domain.progressviews import Zoom
from planner.services.planner import Planner
from planner.tui import progress_views
from planner.tui.line import ASCII, UNICODE, Line, Symbols
from planner.tui.panes.progress import ProgressPane
from planner.tui.picture import Looking, Room
from planner.tui.plots import signs
from planner.tui.progress_days import calendar
from planner.tui.progress_momentum import REASONS, momentum
from planner.tui.progress_views import NO_GOAL, NO_MARK, VIEWS, Seen, View
from planner.tui.widgets import lines
from planner.tui.widgets.paint import paint
from tests.builders import CALLS, DOLLARS, TODAY, a_deal, a_goal, an_activity, open_planner, put
from tests.tui.desk import Desk, desk


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """A planner with a goal in calls, one in money, and calls on working days with a gap of two weeks."""
    planner = open_planner(tmp_path)
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(41)]
    put(
        planner,
        CALLS,
        DOLLARS,
        a_goal("40 calls", Period.MONTH, 40),
        a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS),
        a_deal(stage="won", amount_minor=6_120_000, closed_on=date(2026, 1, 20)),
        *(an_activity(on=day, quantity=2) for day in days if day.weekday() < 5 and not 12 <= day.day <= 23),
        an_activity(ActivityType.EMAIL, on=TODAY, quantity=7),
    )
    return planner


async def look_at(d: Desk, view: View) -> None:
    """Open the page and go to a chart."""
    await d.press("p", *["tab"] * VIEWS.index(view))


def page(d: Desk) -> str:
    return d.part("#progress").text


async def test_p_shows_the_coarsest_goal_with_its_sentence_and_esc_goes_back(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p")
        assert "[goal]" in page(d)
        assert "$240,000 in 2026" in page(d)
        assert "$61,200 of $240,000, 39 days ahead of the line; forecast $570,471" in page(d)
        assert {"─", "⣀"} <= set(page(d))
        await d.press("escape")
        assert d.screen is d.today_screen


async def test_brackets_choose_the_goal_and_its_own_period(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "]")
        assert "40 calls in February" in page(d)
        assert d.screen.query_one(ProgressPane).zoom is Zoom.MONTH
        await d.press("[")
        assert "$240,000 in 2026" in page(d)
        await d.press("down")
        assert "40 calls in February" in page(d)


async def test_plus_and_minus_show_less_time_and_more_up_to_all_years(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "-")
        assert d.screen.query_one(ProgressPane).zoom is Zoom.ALL
        assert "since January 2026, month by month" in page(d)
        await d.press("-")
        assert d.said == "All years are shown."
        await d.press("+", "+", "+", "+")
        assert d.screen.query_one(ProgressPane).zoom is Zoom.WEEK
        await d.press("+")
        assert d.said == "A week is the closest look."


async def test_nothing_of_a_goal_lies_before_it(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "left")
        assert d.said == "Nothing stands before this. + looks closer."
        assert "$240,000 in 2026" in page(d)


async def test_a_stretch_without_a_count_is_told_by_its_dates_and_what_comes_again_is_counted_before_it(
    tmp_path: Path,
) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("3 calls", Period.DAY, 3, starts_on=TODAY, ends_on=date(2026, 12, 31)))
    put(planner, an_activity(on=date(2025, 11, 3)), an_activity(on=TODAY))
    async with desk(planner) as d:
        await d.press("p")
        assert "1 since Tue 10 Feb, day by day" in page(d)
        await d.press("left")
        assert "Nothing counted in January, day by day. l logs a step." in page(d)


async def test_left_and_right_go_from_period_to_period_and_the_full_stop_home(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.FUNNEL)
        assert "in February" in page(d) or "to 28 Feb" in page(d)
        await d.press("left")
        assert "in January" in page(d)
        await d.press("full_stop")
        assert "in January" not in page(d)


async def test_from_a_past_day_the_page_looks_at_its_goals_and_its_period_and_the_full_stop_leads_to_today(
    planner: Planner,
) -> None:
    january = date(2026, 1, 15)
    put(planner, a_goal("30 calls", Period.MONTH, 30, on=january))
    async with desk(planner) as d:
        d.app.today_screen.show_day(january)
        await d.press("p", "]")
        assert "30 calls in January" in page(d)
        await d.press("]")
        assert "$240,000 in 2026" in page(d)
        await d.press("tab", "tab", "tab")
        assert "in January" in page(d)
        await d.press("tab")
        assert "Thu 15 Jan: unknown" in page(d)
        await d.press("full_stop", *["shift+tab"] * 4, "]")
        assert "40 calls in February" in page(d)


async def test_each_line_of_a_goal_has_its_name_where_columns_are_few(planner: Planner) -> None:
    async with desk(planner, size=(40, 30)) as d:
        await d.press("p")
        assert all(name in page(d) for name in ("actual", "expected", "forecast", "target"))


async def test_event_marks_have_a_line_of_their_own_where_the_names_of_curves_take_one(planner: Planner) -> None:
    planner.marks.add("negotiation training in the new office", date(2026, 2, 3))
    async with desk(planner, size=(80, 24)) as d:
        await d.press("p")
        inside = d.part("#progress").inside
        marks = inside.index("★ negotiation training in the new office")
        assert all(name in inside[marks - 1] for name in ("actual", "expected", "forecast", "target"))


async def test_few_columns_have_all_numbers_of_a_goal_and_a_share_before_its_counts(planner: Planner) -> None:
    put(planner, an_activity(on=TODAY, outcome=Outcome.CONNECTED))
    async with desk(planner, size=(40, 12)) as d:
        await d.press("p", "v")
        assert re.search(r"day +actual +expected +forecast", page(d))
        await d.press("tab", "tab", "tab")
        assert re.search(r"step +times +share", page(d))


async def test_v_shows_the_numbers_of_every_chart(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "v")
        heads = []
        for _ in VIEWS[:-1]:
            heads.append(d.part("#progress").inside[3].split()[0])
            await d.press("tab")
        assert heads == ["day", "day", "type", "step", "day", "what"]


async def test_the_cursor_of_momentum_goes_from_day_to_day_with_its_reasons(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.MOMENTUM)
        assert "Mon 9 Feb: " in page(d)
        assert re.search(r"made of these points +day's score +│", page(d))
        await d.press("left")
        assert "Fri 6 Feb: " in page(d)
        await d.press("right", "right")
        assert "Mon 9 Feb: " in page(d)


@pytest.mark.parametrize(
    ("numbers", "scale"),
    [
        ((95, 97, 96), (90, 100)),
        ((100, 100), (95, 100)),
        ((-97, -95), (-100, -90)),
        ((60, 40, 30), (0, 60)),
        ((90, 60, 70), (60, 90)),
        ((-8,), (-10, 0)),
        ((-20, 30), (-20, 30)),
    ],
)
def test_momentum_has_the_scale_of_its_days_and_zero_where_it_is_in_reach(
    numbers: tuple[int, ...], scale: tuple[int, int]
) -> None:
    scores = [
        DayScore(DayFacts(TODAY + timedelta(days=n), True, 1, None), 0.0, float(number), 0.0, is_held=False)
        for n, number in enumerate(numbers)
    ]
    view = momentum(scores, Span(TODAY, scores[-1].facts.day), Looking(TODAY, UNICODE), Room(80, 30))
    assert view is not None
    assert view.chart is not None
    found = [int(text) for line in view.chart.rows if (text := line.left[0][0].strip().replace("−", "-"))]
    assert (found[-1], found[0]) == scale
    assert (view.chart.plot.level == 0) == (0 in found)


async def test_a_goal_is_read_for_the_columns_there_are_and_day_by_day_where_its_numbers_are_shown(
    planner: Planner,
) -> None:
    asked = list[int]()
    course = planner.progress.course
    planner.progress.course = lambda *args, **most: asked.append(len((view := course(*args, **most)).points)) or view  # type: ignore[func-returns-value, method-assign]
    async with desk(planner, size=(60, 16)) as d:
        await d.press("p", "v")
    assert asked[0] <= 60 < asked[-1] == 365


def test_no_line_is_drawn_across_years_of_which_nothing_is_known() -> None:
    scores = [
        DayScore(DayFacts(day + timedelta(days=n), True, 1, None), 0.0, float(50 + n), 0.0, is_held=False)
        for day in (date(2022, 3, 7), TODAY)
        for n in range(0, 100, 20)
    ]
    view = momentum(scores, Span(scores[0].facts.day, scores[-1].facts.day), Looking(TODAY, UNICODE), Room(80, 30))
    assert view is not None
    assert view.chart is not None
    columns = zip(*("".join(text for text, _ in line.left) for line in view.chart.rows), strict=True)
    drawn = ["".join(letters).strip(" ─") != "" for letters in columns][view.chart.margin :]
    assert drawn[0]
    assert drawn[-1]
    assert not any(drawn[len(drawn) // 5 : -len(drawn) // 5])


def test_a_record_of_days_misses_no_years(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2026, 2, 6)))
    seen, look = Seen(Zoom.MONTH, TODAY, None, None, 20), Looking(TODAY, UNICODE)
    view, is_cut = progress_views.momentum(planner, seen, look, Room(80, 30), whole=False)
    assert view is not None
    assert view.told == "Momentum +7 on Fri 6 Feb"
    assert not is_cut


async def test_a_cursor_that_moves_reads_nothing_and_paints_what_it_changes(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(planner) as d:
        await look_at(d, View.MOMENTUM)
        asked, painted = list[str](), list[Line]()
        planner.store.connection.set_trace_callback(asked.append)

        def paint_noted(line: Line, *more: Any, **said: Any) -> Strip:
            painted.append(line)
            return paint(line, *more, **said)

        monkeypatch.setattr(lines, "paint", paint_noted)
        await d.press("left")
        planner.store.connection.set_trace_callback(None)
        assert "Fri 6 Feb: " in page(d)
        assert [sql for sql in asked if "PRAGMA" not in sql] == []
        assert 0 < len(painted) <= REASONS + 2


@pytest.mark.parametrize("view", [View.ACTIVITY, View.FUNNEL, View.DAYS, View.PERIODS])
async def test_what_a_chart_shows_is_read_once_until_it_changes(planner: Planner, view: View) -> None:
    async with desk(planner) as d:
        await look_at(d, view)
        asked = list[str]()
        planner.store.connection.set_trace_callback(asked.append)
        await d.press("v")
        assert [sql for sql in asked if "FROM activity" in sql] == []
        before = page(d)
        planner.log.line("call x50")
        await d.press("v", "v")
        planner.store.connection.set_trace_callback(None)
        assert [sql for sql in asked if "FROM activity" in sql] != []
        assert page(d) != before


async def test_quiet_off_and_unknown_days_have_signs_of_their_own(planner: Planner) -> None:
    planner.reviews.close(date(2026, 1, 13))
    planner.days.take_off(date(2026, 1, 14), date(2026, 1, 14))
    async with desk(planner) as d:
        await look_at(d, View.DAYS)
        await d.press("left", "left")
        assert "○ quiet  ? unknown  / off" in page(d)
        assert "2 quiet, 7 unknown, 1 day off" in page(d)


async def test_the_days_have_a_zoom_and_a_cursor_that_tells_a_days_steps(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.DAYS)
        assert "progress   month" in page(d)
        assert "Tue 10 Feb: 2 steps" in page(d)
        await d.press("up")
        assert "Mon 9 Feb: 1 step" in page(d)
        await d.press("left", "left")
        assert "Mon 26 Jan: 1 step" in page(d)
        assert "step days in January" in page(d)
        heads = []
        await d.press("v")
        for _ in range(3):
            heads.append(d.part("#progress").inside[3].split()[0])
            await d.press("-")
        assert heads == ["day", "week", "month"]


async def test_the_cursor_of_days_stops_where_the_record_does(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.DAYS)
        await d.press("right")
        assert "Tue 10 Feb: 2 steps" in page(d)
        await d.press(*["left"] * 9)
        assert "Thu 1 Jan: 1 step" in page(d)


@pytest.mark.parametrize("symbols", [UNICODE, ASCII])
@pytest.mark.parametrize("room", [Room(114, 30), Room(74, 15), Room(54, 9), Room(34, 24), Room(28, 8), Room(200, 60)])
def test_each_day_of_a_month_has_its_date_and_one_with_room_its_steps(symbols: Symbols, room: Room) -> None:
    month = Span(date(2026, 2, 1), date(2026, 2, 28))
    weeks = Span(date(2026, 1, 26), date(2026, 3, 1))
    marks = [
        DayMark(day, DayState.STEPS if day <= TODAY else DayState.AHEAD, 100 if day <= TODAY else 0)
        for day in (weeks.start + timedelta(days=n) for n in range(weeks.days))
    ]
    look = Looking(TODAY, symbols, (EventMark(id="1", date=TODAY, label="training"),))
    view = calendar(marks, month, month, Zoom.MONTH, look, room)
    drawn = ["".join(text for text, _ in line.left) for line in view.picture(None).lines]
    rows = drawn[1 : next(n for n, line in enumerate(drawn) if signs(symbols)["cursor"] in line)]
    has_dates = room.width >= 34
    days = {int(number) for line in rows for number in re.findall(r"(?<!\d)\d\d?(?!\d)", line)}
    assert days == (set(range(1, 29)) if has_dates else set())
    assert ("100" in "".join(rows)) == (room.width > 34)
    assert {cell_len(line) for line in rows} <= set(range(room.width + 1))
    assert len({cell_len(line) for line in rows}) == 1
    assert (f"{symbols.chain}10{signs(symbols)['event']}" in "".join(rows)) == has_dates


async def test_entries_and_times_are_told_apart_and_nothing_is_compared_before_the_record(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.ACTIVITY)
        assert "8 steps from 1 to 10 Feb (21 times)" in page(d)
        assert "5 steps from 1 to 9 Jan" not in page(d)
        assert "7 working days each" in page(d)
        assert "steps day by day" in page(d)
        await d.press("-", "-", "tab", "tab", "tab")
        assert "nothing is known before Thu 1 Jan" in page(d)
        await d.press("left")
        assert d.said == "Nothing is known before Thu 1 Jan."
        await d.press("right")
        assert d.said == "What is to come has no progress yet. left goes back."


async def test_a_part_of_a_goals_period_is_told_as_it_is_seen_on_a_scale_of_its_own(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "+", "+", "+")
        assert "$61,200 of $240,000 on Tue 10 Feb, $0 from 9 to 10 Feb; the line is at $26,667" in page(d)
        assert "progress   week   $240,000 in 2026" in page(d)


async def test_periods_without_one_before_have_numbers_and_no_bars(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.PERIODS)
        await d.press("-")
        assert "━" not in page(d)
        assert "nothing is known before" in page(d)
        steps = next(line for line in d.lines if line.startswith("│  steps"))
        assert len(steps.strip("│ ").split()) == 2


async def test_large_amounts_stand_apart_and_their_scale_names_billions(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    sales = ((date(2026, 1, 20), 2_277_970_000), (TODAY, 120_000_003_850_700))
    put(planner, DOLLARS, a_goal("$1", Period.YEAR, 10**12, DOLLARS), an_activity(on=date(2025, 1, 1)))
    put(planner, *(a_deal(stage="won", amount_minor=amount, closed_on=day) for day, amount in sales))
    async with desk(planner, size=(80, 24)) as d:
        await d.press("p")
        assert "$200B" in page(d)
        await look_at(d, View.PERIODS)
        assert not re.search(r"[0-9%]\$|[0-9][+−]", page(d))


async def test_both_sides_of_a_mark_are_seen_where_columns_are_few(planner: Planner) -> None:
    put(planner, *(an_activity(on=date(2026, 1, day), outcome=Outcome.CONNECTED) for day in (5, 6, 7, 26, 27, 28)))
    put(planner, *(a_deal(stage="won", amount_minor=2_078_900, closed_on=date(2026, 1, day)) for day in (8, 22)))
    planner.marks.add("training", date(2026, 1, 12))
    async with desk(planner, size=(40, 30)) as d:
        await look_at(d, View.MARKS)
        assert re.search(r"led on to +before +since", page(d))
        assert re.search(r"conversations +[\d.]+ % +[\d.]+ % ", page(d))


async def test_what_stands_below_the_edge_of_a_mark_is_counted_and_its_rows_keep_their_order(planner: Planner) -> None:
    for kind, day, times in ((ActivityType.EMAIL, 5, 9), (ActivityType.DEMO, 20, 8), (ActivityType.MEETING, 21, 9)):
        put(planner, an_activity(kind, on=date(2026, 1, day), quantity=times))
    planner.marks.add("training", date(2026, 1, 12))

    def kinds() -> list[str]:
        return [line.split()[1] for line in d.lines if re.match(r"│[ ▌] (calls|meetings|emails|demos) ", line)][:4]

    async with desk(planner, size=(80, 16)) as d:
        await look_at(d, View.MARKS)
        assert re.search(r" [1-9]\d* more ─╯", d.text)
        assert kinds() == ["calls", "meetings", "emails", "demos"]
        await d.press("+")
        assert kinds() == ["calls", "meetings", "emails", "demos"]
        await d.press("end")
        assert " more ─╯" not in d.text


async def test_pages_of_marks_go_down_their_list(planner: Planner) -> None:
    for number in range(3):
        planner.marks.add(f"training {number}", date(2026, 1, 12 + number))
    async with desk(planner) as d:
        await look_at(d, View.MARKS)
        await d.press("pagedown")
        assert "last one" not in d.said


async def test_a_note_is_no_step_of_a_period(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(ActivityType.NOTE, on=TODAY))
    async with desk(planner) as d:
        await look_at(d, View.ACTIVITY)
        assert "No step was logged" in page(d)


async def test_the_running_month_of_all_years_is_told_as_not_over(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "-")
        assert "most in one month: $61,200, January 2026; February is not over" in page(d)


async def test_the_numbers_of_a_goal_have_no_column_where_nothing_is_forecast(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "-", "v")
        assert re.search(r"month +actual +expected +│", page(d))
        await d.press("+")
        assert re.search(r"day +actual +expected +forecast", page(d))


async def test_a_year_of_which_nothing_is_known_is_no_zero(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2022, 3, 7)), an_activity(on=date(2026, 2, 3)))
    planner.reviews.close(date(2024, 5, 6))
    async with desk(planner) as d:
        await look_at(d, View.PERIODS)
        await d.press("-", "-", "-")
        assert re.search(r"2025 +\? +unknown +│", page(d))
        assert re.search(r"2024 +0 +0 step days +│", page(d))
        await d.press("v")
        assert re.search(r"2023 +\? +\? +\? ", page(d))


async def test_a_single_step_day_of_a_year_is_one_step_day(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(on=date(2025, 11, 3)), *(an_activity(on=date(2026, 2, day)) for day in (3, 4)))
    async with desk(planner) as d:
        await look_at(d, View.PERIODS)
        await d.press("-", "-", "-")
        assert re.search(r"1 +1 step day +│", page(d))
        assert "2 step days" in page(d)


async def test_a_goal_between_dates_of_its_own_is_no_year(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("10 calls", Period.CUSTOM, 10, starts_on=TODAY, ends_on=date(2026, 3, 1)))
    async with desk(planner) as d:
        await d.press("p")
        assert "progress   10 calls" in page(d)
        await d.press("+")
        assert "progress   quarter   10 calls" in page(d)


async def test_a_goal_of_one_day_is_told_without_a_line(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    goal = a_goal("$5 today", Period.CUSTOM, 500, DOLLARS, starts_on=TODAY, ends_on=TODAY)
    put(planner, DOLLARS, goal, a_deal(stage="won", amount_minor=300_000, closed_on=TODAY))
    async with desk(planner) as d:
        await d.press("p")
        assert "$3,000 of $5 on Tue 10 Feb: a goal of one day has no line" in page(d)
        assert "ahead" not in page(d)


async def test_the_footer_shows_what_does_something_at_the_chart(planner: Planner) -> None:
    planner.marks.add("training", date(2026, 1, 12))
    async with desk(planner) as d:
        await d.press("p")
        assert "] goal" in d.footer
        assert "later" not in d.footer
        await d.press("shift+tab")
        assert {"a mark", "e edit mark", "d remove mark"} <= set(d.footer.split("   "))
        assert not any(word in d.footer for word in ("numbers", "later", "] goal"))
        await d.press("v")
        assert d.said == "Marks are told as numbers, all of them. tab goes to a chart."


async def test_the_way_to_a_sale_tells_more_than_there_was_before_in_counts(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_activity(on=TODAY, outcome="connected") for _ in range(4)))
    put(planner, an_activity(ActivityType.MEETING, on=TODAY, outcome="held"))
    put(planner, *(an_activity(ActivityType.PROPOSAL, on=TODAY) for _ in range(3)))
    async with desk(planner) as d:
        await look_at(d, View.FUNNEL)
        proposals = next(line for line in d.lines if line.startswith("│  proposals"))
        assert proposals.split()[-4:-1] == ["3", "from", "1"]
        assert "300" not in page(d)
        assert "fewest go on from proposals to closes: 0 of 3" in page(d)
        await d.press("v")
        assert "300" not in page(d)


async def test_where_not_all_charts_have_room_this_one_is_named_whole_between_its_neighbours(planner: Planner) -> None:
    async with desk(planner, size=(60, 16)) as d:
        await look_at(d, View.MOMENTUM)
        assert "‹ goal [momentum] activity ›" in page(d)  # noqa: RUF001  # arrows


async def test_a_mark_is_added_compared_corrected_and_removed(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.MARKS)
        assert NO_MARK.split(":")[0] in page(d)
        await d.press("a")
        await d.type("12 jan training")
        assert "Mon 12 Jan · training" in d.reading
        await d.press("enter")
        assert "training, Mon 12 Jan: " in page(d)
        await d.press("e")
        assert d.typed == "2026-01-12 training"
        await d.press("escape", "tab")
        assert "★" in page(d)
        await d.press("shift+tab", "d")
        assert d.said == "Mark removed: Mon 12 Jan: training · u takes it back"
        await d.press("d")
        assert d.said == "No mark stands here. a marks a day, tab goes to the marks."


async def test_a_new_mark_is_looked_at_and_every_row_of_what_it_parts_is_reached(planner: Planner) -> None:
    async with desk(planner, size=(80, 24)) as d:
        await look_at(d, View.MARKS)
        await d.say("a", "12 jan training")
        await d.say("a", "2 feb new price list")
        assert "new price list, Mon 2 Feb:" in page(d)
        assert d.part("#progress").under_cursor == "★ Mon 2 Feb         new price list"
        await d.press("+", "+")
        assert "up to 5)" in page(d)
        await d.press("+")
        assert d.said == "5 working days on each side are the fewest here."
        await d.press("end")
        assert d.part("#progress").under_cursor.startswith("closes")
        await d.press("home")
        assert "training, Mon 12 Jan:" in page(d)


async def test_enter_opens_the_day_under_the_cursor(planner: Planner) -> None:
    async with desk(planner) as d:
        await look_at(d, View.DAYS)
        await d.press("left", "up", "enter")
        assert d.screen is d.today_screen
        assert d.shows("Monday 2 February")
        await d.press("p", "enter")
        assert d.said == "No day stands under a cursor here. tab goes to momentum and to the days."


async def test_goals_that_are_over_come_behind_those_that_stand_each_in_its_own_time(planner: Planner) -> None:
    past = a_goal("$9,000", Period.YEAR, 900_000, DOLLARS, on=date(2025, 6, 1))
    put(planner, past, an_activity(on=date(2025, 3, 3)), an_activity(on=date(2025, 3, 4)))
    async with desk(planner) as d:
        await d.press("p", "[")
        assert "$9,000 in 2025" in page(d)
        assert "$0 of $9,000" in page(d)
        assert "2026" not in d.part("#progress").lines[-2]
        await d.press("]")
        assert "$240,000 in 2026" in page(d)


async def test_what_is_said_of_a_chart_is_hushed_by_the_next_key(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("p", "-", "-")
        assert d.said == "All years are shown."
        await d.press("tab")
        assert not d.said


async def test_where_no_goal_stands_the_last_one_that_is_over_is_seen_and_no_other_is_promised(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("p", "]")
        assert d.said == NO_GOAL
        await d.put(DOLLARS, a_goal("$9,000", Period.YEAR, 900_000, DOLLARS, on=date(2024, 6, 1)))
        assert "$9,000 in 2024" in page(d)


async def test_numbers_have_narrow_columns_where_there_are_few(planner: Planner) -> None:
    async with desk(planner, size=(40, 12)) as d:
        await d.press("p", "v")
        assert "day     actual expected forecast " in page(d)
        assert "…" not in page(d)


async def test_types_have_bars_in_a_small_window_too(planner: Planner) -> None:
    kinds = [kind for kind in ActivityType if kind is not ActivityType.NOTE]
    put(planner, *(an_activity(kind, on=day) for kind in kinds for day in (TODAY, date(2026, 1, 6))))
    async with desk(planner, size=(80, 24)) as d:
        await look_at(d, View.ACTIVITY)
        assert page(d).count("━") > len(kinds)
        assert "type" not in page(d)


async def test_a_goal_is_named_with_the_outcome_that_it_asks_for(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    meetings = Measure(name="meetings", unit=Unit.COUNT, outcomes=frozenset({Outcome.HELD}))
    put(planner, meetings, a_goal("20 meetings", Period.MONTH, 20, meetings))
    async with desk(planner) as d:
        await d.press("p")
        assert "20 meetings in February, held" in page(d)


async def test_where_columns_are_few_bars_leave_out_the_change_and_cut_no_number(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 1, 6), quantity=123), an_activity(on=TODAY, quantity=456))
    async with desk(planner, size=(40, 30)) as d:
        await look_at(d, View.ACTIVITY)
        assert re.search(r"calls +━+╸? +470 +│", page(d))
        assert re.search(r"before ━+╸? +137 +│", page(d))
        assert not {"…", "%"} & set(page(d))


async def test_where_columns_are_few_the_way_to_a_sale_has_shares_and_cuts_names_with_a_sign(planner: Planner) -> None:
    put(planner, *(an_activity(on=TODAY, outcome="connected") for _ in range(4)))
    put(planner, an_activity(ActivityType.MEETING, on=TODAY, outcome="held"))
    async with desk(planner, size=(40, 30)) as d:
        await look_at(d, View.FUNNEL)
        assert re.search(r"conversati… ━+ 19   100 % of 18 ", page(d))
        assert re.search(r"meetings o… ╸ +1   5 % of 19 ", page(d))


async def test_a_mark_without_a_name_is_asked_for_one(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await look_at(d, View.MARKS)
        await d.say("a", "12 jan")
        assert "What happened? Name it behind the day" in d.reading
        assert d.is_typing


async def test_an_empty_planner_says_what_to_do_on_every_page(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(80, 24)) as d:
        await d.press("p")
        assert NO_GOAL in page(d)
        for _ in VIEWS:
            await d.press("tab", "left", "right", "down", "v")
            assert d.alive


def a_strange_goal(planner: Planner, kind: str) -> None:
    """Put in a goal that is hard to draw."""
    match kind:
        case "one day":
            put(planner, CALLS, a_goal("2 calls", Period.DAY, 2), an_activity())
        case "huge":
            goal = a_goal("$" + "9" * 13, Period.YEAR, 10**12, DOLLARS)
            put(planner, DOLLARS, goal, a_deal(stage="won", amount_minor=9 * 10**13, closed_on=TODAY))
        case "wide":
            put(planner, CALLS, a_goal("田中さん" * 40 + " [/]", Period.MONTH, 40), an_activity())
        case "nothing":
            put(planner, CALLS, a_goal("40 calls", Period.YEAR, 40))
        case "a year without":
            put(planner, CALLS, a_goal("40 calls", Period.YEAR, 40), an_activity(on=date(2024, 5, 5)))
    planner.marks.add("東京 [/] [x]" * 20, TODAY)


@pytest.mark.parametrize(
    ("kind", "columns", "lines"),
    [("one day", 60, 16), ("huge", 40, 30), ("wide", 200, 50), ("nothing", 20, 8), ("a year without", 80, 24)],
)
async def test_what_is_hard_to_draw_is_drawn_or_told(tmp_path: Path, kind: str, columns: int, lines: int) -> None:
    planner = open_planner(tmp_path, ascii=kind == "wide")
    a_strange_goal(planner, kind)
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("p", "-", "-")
        for _ in VIEWS:
            await d.press("v", "v", "tab")
            assert d.alive
        assert max(map(cell_len, d.lines)) <= columns


def test_no_module_of_the_page_is_loaded_before_it_opens() -> None:
    told = "import sys, planner.tui.app; print([n for n in sys.modules if 'progress' in n or 'plot' in n])"
    done = subprocess.run((sys.executable, "-c", told), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['planner.tui.commands.progress']"


async def test_steps_on_both_sides_of_a_mark_are_entries_too(planner: Planner) -> None:
    planner.marks.add("training", date(2026, 2, 2))
    async with desk(planner) as d:
        await look_at(d, View.MARKS)
        assert "training, Mon 2 Feb: 1 step a working day since" in page(d)
