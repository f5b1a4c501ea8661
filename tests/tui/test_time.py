"""Midnight, the hour at which a day begins, another zone, a clock set back: all while the app is open."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from planner.domain.activity import Activity
from planner.domain.goal import Goal, GoalStatus
from tests.builders import CALLS, TODAY, StoppedClock, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

at = datetime
"""A wall clock: the zone is the clock's."""
TOMORROW = TODAY + timedelta(days=1)


def days(d: Desk) -> set[date | None]:
    """Return the days that the panes show."""
    return {pane.day for pane in d.today_screen.panes}


async def test_the_clock_goes_on_by_the_minute_and_never_shows_seconds(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        for moment in (time(9, 41, 59), time(9, 42), time(9, 42, 1)):
            await d.turn_to(TODAY, moment)
            assert d.lines[0].endswith(f"{moment:%H:%M}")


async def test_a_tick_in_the_same_minute_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(open_planner(tmp_path)) as d:
        drawn = []
        monkeypatch.setattr(type(d.today_screen), "refresh", lambda *_, **__: drawn.append("screen"))
        for widget in d.today_screen.walk_children():
            monkeypatch.setattr(type(widget), "refresh", lambda *_, **__: drawn.append("widget"))
        d.clock.advance(seconds=1)
        d.app.tick()
        assert drawn == []


async def test_the_day_turns_at_midnight_under_the_open_app(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(at(2026, 2, 10, 23, 59)))
    planner.goals.add("2 calls a day")
    put(planner, an_action("old"), an_action("new", TOMORROW))
    async with desk(planner) as d:
        await d.log("call: late")
        assert d.pane("today").shows("1 of 2", "old")
        await d.turn_to(TOMORROW, time(0, 0))
        assert days(d) == {TOMORROW}
        assert d.lines[0].strip().startswith("Wednesday 11 February")
        assert d.pane("today").shows("0 of 2", "not started", "new", "1 left open on earlier days")
        assert not d.pane("today").shows("old")
        assert d.pane("log").shows("Tuesday 10 February", "late")
        assert "It is Wed 11 Feb now." in d.said


async def test_a_night_slept_through_is_one_turn(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("the week before"))
    async with desk(planner) as d:
        await d.turn_to(TODAY + timedelta(days=6), time(8, 30))
        assert days(d) == {TODAY + timedelta(days=6)}
        assert d.pane("today").shows("1 left open on earlier days")


async def test_an_action_typed_over_midnight_stays_with_its_day_and_says_so(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(at(2026, 2, 10, 23, 59)))
    async with desk(planner) as d:
        await d.press("a")
        await d.type("call Lee")
        await d.turn_to(TOMORROW, time(0, 0))
        assert "stays with Tue 10 Feb" in d.said
        assert d.typed == "call Lee"
        await d.press("enter")
        assert planner.store.rows("SELECT date FROM action") == [("2026-02-10",)]


async def test_the_blank_filled_in_over_midnight_is_the_old_days(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(at(2026, 2, 10, 23, 59)))
    async with desk(planner) as d:
        await d.press("t")
        await d.type("call Lee")
        await d.turn_to(TOMORROW, time(0, 0))
        assert "stays with Tue 10 Feb" in d.said
        await d.press("enter")
        assert planner.store.rows("SELECT date FROM action") == [("2026-02-10",)]
        assert d.pane("today").shows("____")


async def test_a_step_typed_over_midnight_is_where_the_screen_says_it_is(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(at(2026, 2, 10, 23, 59)))
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call @Dana")
        await d.turn_to(TOMORROW, time(0, 1))
        promised = TODAY if "stays with Tue 10 Feb" in d.said else TOMORROW
        await d.press("enter")
        (entry,) = planner.store.select(Activity)
        assert entry.local_date == promised


async def test_a_day_begins_at_the_hour_that_was_chosen(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(at(2026, 2, 10, 23, 59)), day_start_hour=4)
    async with desk(planner) as d:
        await d.turn_to(TOMORROW, time(3, 59))
        assert days(d) == {TODAY}
        await d.log("call: after midnight")
        assert [entry.local_date for entry in planner.store.select(Activity)] == [TODAY]
        assert d.pane("today").shows("started")
        await d.turn_to(TOMORROW, time(4, 0))
        assert days(d) == {TOMORROW}
        assert d.pane("log").shows("Tuesday 10 February")


async def test_another_zone_turns_the_day_where_it_is_another_day_there(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(at(2026, 2, 10, 22, 30)))
    async with desk(planner) as d:
        await d.log("call: at home")
        d.clock.zone_name = "Europe/Paris"
        d.clock.local = at(2026, 2, 11, 4, 30)
        await d.tick()
        assert days(d) == {TOMORROW}
        assert d.lines[0].endswith("04:30")
        await d.log("call: in Paris")
        assert [(e.local_date, e.zone) for e in planner.store.select(Activity, order="at_utc")] == [
            (TODAY, "America/New_York"),
            (TOMORROW, "Europe/Paris"),
        ]


async def test_a_clock_set_back_takes_the_screen_back_and_loses_nothing(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.turn_to(TOMORROW)
        await d.log("call: tomorrow")
        await d.turn_to(TODAY, time(9, 0))
        assert days(d) == {TODAY}
        assert d.lines[0].strip().startswith("Tuesday 10 February")
        assert d.pane("log").shows("tomorrow")
        await d.log("call: today")
        assert len(list(planner.store.select(Activity))) == 2
        await d.turn_to(TOMORROW)
        assert days(d) == {TOMORROW}
        assert d.alive


@pytest.mark.parametrize("moment", [at(2026, 3, 8, 3, 0), at(2026, 11, 1, 1, 30)])
async def test_the_hour_that_is_missing_or_comes_twice_is_survived(tmp_path: Path, moment: datetime) -> None:
    planner = open_planner(tmp_path, StoppedClock(moment - timedelta(hours=2)))
    async with desk(planner) as d:
        await d.turn_to(moment.date(), moment.time())
        await d.log("call")
        assert d.lines[0].endswith(f"{moment:%H:%M}")
        assert d.pane("log").shows(f"{moment:%H:%M}")


async def test_a_goal_whose_last_day_is_behind_is_closed_when_the_day_turns(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    reached, missed = (a_goal(f"{n} calls", target=n, ends_on=TODAY) for n in (1, 9))
    put(planner, CALLS, reached, missed, an_activity())
    async with desk(planner) as d:
        await d.turn_to(TOMORROW, time(0, 0))
        assert planner.store.need(Goal, reached.id).status is GoalStatus.REACHED
        assert planner.store.need(Goal, missed.id).status is GoalStatus.MISSED
        assert d.alive


async def test_the_app_itself_lets_the_seconds_pass(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        d.clock.set(TODAY, time(9, 42))
        await d.until(lambda: d.lines[0].endswith("09:42"))


async def test_a_new_year_is_a_day_like_any_other(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock(at(2026, 12, 31, 23, 59)))
    planner.goals.add("480 calls in 2026")
    async with desk(planner) as d:
        await d.turn_to(date(2027, 1, 1), time(0, 0))
        assert "Friday 1 January" in d.lines[0]
        assert not d.pane("goals").shows("480 calls")
