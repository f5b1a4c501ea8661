"""Weekly planning: two weeks on one page, what waits laid on days by numbers, and all of it one step to take back."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.activity import ActivityType, Outcome
from planner.domain.deal import DealKind
from planner.domain.goal import Goal, GoalKind
from planner.domain.period import Period
from planner.services.planner import Planner
from planner.tui.panes.goal import GoalPane
from planner.tui.panes.morning import MorningPane
from planner.tui.panes.week import WeekPane
from tests.builders import (
    CALLS,
    StoppedClock,
    a_closed_day,
    a_contact,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)
from tests.tui.desk import Desk, Part, desk

SATURDAY = date(2026, 2, 14)
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 2, day) for day in (16, 17, 18))


def open_on(tmp_path: Path, day: date = SATURDAY) -> Planner:
    """Open a planner on a day."""
    return open_planner(tmp_path, clock=StoppedClock(datetime.combine(day, time(9, 41))))  # a wall clock


def a_file(tmp_path: Path, day: date = SATURDAY) -> Planner:
    """Return a planner with a week behind it, something in the one ahead and four things that wait."""
    planner = open_on(tmp_path, day)
    dana, lee = a_contact("Dana Reyes", "Acme"), a_contact("Lee Park", "Borealis")
    put(
        planner,
        CALLS,
        dana,
        lee,
        a_goal("40 calls"),
        a_goal("10 calls", Period.WEEK, 10),
        *(an_activity(on=date(2026, 2, n), quantity=n - 7, outcome=Outcome.CONNECTED) for n in (9, 10, 12)),
        an_action("send the terms", SATURDAY, kind=ActionKind.PROMISE, contact_id=dana.id),
        an_action("call about the pilot", SATURDAY, kind=ActionKind.FOLLOW_UP, contact_id=lee.id, start_time=time(10)),
        an_action("write the offer", date(2026, 2, 12)),
        an_action("sort the shelf", date(2026, 2, 13)),
        an_action("prospect", MONDAY, start_time=time(9), planned_minutes=60),
        an_action("plan the route", MONDAY, position=1),
    )
    return planner


def the_page(d: Desk) -> Part:
    """Return weekly planning on top."""
    return Part(d.screen, d.screen.query_one(WeekPane))


def pane_of(d: Desk) -> WeekPane:
    """Return its pane."""
    return d.screen.query_one(WeekPane)


def section_of(d: Desk) -> str:
    """Return the section that the cursor stands in."""
    pane = pane_of(d)
    return pane._blocks[pane._at()].section.name


async def to_the_week(d: Desk) -> None:
    """Open the page and go to what waits, or to the days."""
    await d.press("w")
    for _ in range(9):
        if section_of(d) != "week":
            await d.press("tab")
    assert section_of(d) == "week"


async def to_line(d: Desk, text: str) -> None:
    """Go down to the line that tells something."""
    for _ in range(20):
        if text not in the_page(d).under_cursor:
            await d.press("j")
    assert text in the_page(d).under_cursor


def on(planner: Planner, day: date) -> list[str]:
    """Return what stands on a day, in its order."""
    column = next(c for c in planner.week.grid(day).columns if c.day == day)
    return [row.row.action.text for row in column.rows]


async def test_both_weeks_are_on_one_page_wins_first(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner, size=(120, 50)) as d:
        await d.press("w")
        page = the_page(d)
        text = page.text
        assert "weekly planning   week 8, 16–22 February" in text
        order = ["Last week", "Goals", "Goals for week 8", "Week 8", "One change I will make", "Note"]
        assert [text.index(f"  {part}") for part in order] == sorted(text.index(f"  {part}") for part in order)
        assert page.shows("9–15 February", "3 of 3 step days, 2 unknown", "calls", "10", "conversations 10 of 10")
        assert page.shows("40 calls in February", "10 / 20", "section 1 of")
        assert "proud of" in page.under_cursor


async def test_more_than_there_was_before_is_told_in_counts(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(planner, *(an_activity(ActivityType.PROPOSAL, on=date(2026, 2, 10)) for _ in range(3)))
    put(planner, an_activity(ActivityType.MEETING, on=date(2026, 2, 10), outcome=Outcome.HELD))
    async with desk(planner) as d:
        await d.press("w")
        assert the_page(d).shows("proposals 3 from 1   closes 0 of 3")


async def test_what_waits_is_laid_by_a_number_and_the_next_one_follows(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        assert "send the terms" in the_page(d).under_cursor
        await d.press("2")
        assert d.said == "Moved to Tue 17 Feb: send the terms · u takes it back"
        assert "call about the pilot" in the_page(d).under_cursor
        await d.press("3", "1")
        assert on(planner, TUESDAY) == ["send the terms"]
        assert on(planner, WEDNESDAY) == ["call about the pilot"]
        assert on(planner, MONDAY) == ["prospect", "plan the route", "write the offer"]
        await d.press("7")
        assert the_page(d).shows("Nothing waits any more.")
        assert section_of(d) == "week"
        await d.press("u")
        assert the_page(d).shows("1 waits")


async def test_the_days_are_walked_and_an_action_moves_with_the_cursor(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("j", "j", "j", "j")
        assert "▌ 9:00 prospect" in the_page(d).text
        await d.press("j", "right_square_bracket")
        assert on(planner, TUESDAY) == ["plan the route"]
        assert "▌ plan the rou" in the_page(d).text
        await d.press("left")
        assert "▌ 9:00 prospect" in the_page(d).text
        await d.press("shift+right", "left_square_bracket", "5")
        assert on(planner, date(2026, 2, 20)) == ["prospect"]
        assert "▌ 9:00 prospect" in the_page(d).text
        await d.press("left", "left", "left", "left", "left", "left")
        assert pane_of(d)._column == 0
        await d.press("left_square_bracket")
        assert d.said == "No action stands here. a plans one for the marked day."


async def test_the_days_are_edited_where_they_stand(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("k", "j", "j", "j", "j", "j")
        await d.press("right", "a")
        await d.type("call Ana")
        await d.press("enter")
        assert on(planner, TUESDAY) == ["call Ana"]
        await d.press("t")
        assert d.typed == ""
        await d.type("14")
        await d.press("enter", "m")
        await d.type("1h30m")
        await d.press("enter")
        assert the_page(d).shows("14:00 call", "1.5h", "call Ana   1 h 30")
        await d.press("e")
        assert d.typed == "14:00 call Ana 1h30m"
        await d.type(" again")
        await d.press("enter", "x")
        assert the_page(d).shows("● 14:00")
        await d.press("x", "d")
        assert on(planner, TUESDAY) == []
        assert the_page(d).shows("a adds an action to this day")


async def test_what_would_be_planned_anew_is_left_out_by_d_and_the_rest_is_dropped(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(planner, *(an_action("price list", date(2026, 2, 14) - timedelta(weeks=n), status="done") for n in (1, 2)))
    async with desk(planner) as d:
        await to_the_week(d)
        await to_line(d, "price list")
        await d.press("x")
        assert d.said == "It is not planned yet: 1 to 7 lay it on a day, d leaves it out."
        await d.press("d")
        assert not the_page(d).shows("comes again")
        await d.press("d")
        dropped = [one for one in planner.store.select(Action) if one.status is ActionStatus.DROPPED]
        assert [one.text for one in dropped] == ["send the terms"]


async def test_a_top_prospect_that_is_due_is_laid_by_a_number_or_left_out(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    top = {"is_top": True, "cadence_months": 1, "created_on": date(2026, 1, 2)}
    put(planner, a_contact("Ann Ode", "Tern", **top), a_contact("Sam Ray", "Sun", **top))
    async with desk(planner) as d:
        await to_the_week(d)
        await to_line(d, "call Ann Ode   Tern")
        assert "top prospect, due Mon 2 Feb" in the_page(d).under_cursor
        await d.press("2")
        assert "call Ann Ode" in on(planner, TUESDAY)
        assert "call Sam Ray" in the_page(d).under_cursor
        await d.press("d")
        assert d.said == "Left out this time: call Sam Ray"
        assert not the_page(d).shows("top prospect")


async def test_times_that_overlap_are_told_by_a_sign(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(planner, an_action("demo", MONDAY, start_time=time(9, 30)))
    async with desk(planner) as d:
        await to_the_week(d)
        assert the_page(d).shows("‡ 9:00", "‡ 9:30", "‡ times overlap")


async def test_the_change_is_written_down_and_asked_about_a_week_later(tmp_path: Path) -> None:
    planner = a_file(tmp_path, date(2026, 2, 8))
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("tab", "enter")
        await d.type("call before mail")
        await d.press("enter", "c")
        assert ": 1 answer ·" in d.said
    planner.clock.set(SATURDAY)  # type: ignore[attr-defined]  # a stopped clock
    async with desk(planner) as d:
        await d.press("w", "j")
        assert "did you?  “call before mail”" in the_page(d).under_cursor
        await d.press("0")
        assert the_page(d).shows("[not yet]")
        await d.press("y")
        assert the_page(d).shows("[yes]")
        assert planner.week.view(date(2026, 2, 9)).did_you == "yes"
        await d.press("N", "N")
        assert planner.week.view(date(2026, 2, 9)).did_you == ""


async def test_goals_without_a_plan_are_picked_and_opened(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(planner, a_goal("20 meetings", measure=CALLS, target=20))
    async with desk(planner) as d:
        await d.press("w", "tab")
        assert "No plan yet" in the_page(d).under_cursor
        await d.press("right", "enter")
        assert d.screen.query_one(GoalPane)
        await d.press("escape")
        assert "No plan yet" in the_page(d).under_cursor


async def test_little_goals_come_first_while_momentum_is_below_zero_and_closing_plans_them(tmp_path: Path) -> None:
    planner = open_on(tmp_path, date(2026, 11, 21))
    put(
        planner,
        CALLS,
        a_goal("2 calls", Period.DAY, 2, starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 31)),
        *(an_activity(on=date(2026, 9, 1) + timedelta(days=n)) for n in range(2)),
        *(a_closed_day(date(2026, 9, n)) for n in range(3, 12)),
    )
    assert planner.momentum.gauge(date(2026, 11, 21)).value < 0
    async with desk(planner) as d:
        await d.press("w")
        assert "Little goals" in the_page(d).under_cursor
        await d.press("y")
        await d.type("30 calls by 31 dec")
        await d.press("enter")
        assert [goal.kind for goal in planner.store.select(Goal) if goal.kind is GoalKind.LITTLE] == [GoalKind.LITTLE]
        await d.press("u")
        await d.press("c")
        assert "Come up with 3 small goals" in d.said
    view = planner.week.view(date(2026, 11, 21))
    assert view.is_closed


async def test_the_keys_of_an_offer_stand_in_its_line_while_the_cursor_does(tmp_path: Path) -> None:
    planner = a_file(tmp_path, date(2026, 11, 14))
    async with desk(planner) as d:
        await d.press("w")
        await to_line(d, "proud of")
        assert the_page(d).shows("Little goals")
        assert not the_page(d).shows("N not now")
        assert not the_page(d).shows("enter opens")
        await to_line(d, "Little goals")
        assert "y sets one   N not now" in the_page(d).under_cursor


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_what_closing_plans_stands_whole_before_it_is_closed(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(open_on(tmp_path, date(2026, 11, 28)), size=size) as d:
        await d.press("w")
        assert the_page(d).shows("c plans “Come up with 3 small goals”, N leaves it")
        await to_line(d, "Little goals")
        await d.press("N")
        assert not the_page(d).shows("Come up with")


async def test_declined_little_goals_are_not_planned(tmp_path: Path) -> None:
    planner = open_on(tmp_path, date(2026, 11, 21))
    put(planner, CALLS, a_goal("40 calls", on=date(2026, 11, 21)), an_activity(on=date(2026, 11, 18)))
    async with desk(planner) as d:
        await d.press("w")
        await to_line(d, "Little goals")
        await d.press("N")
        assert not the_page(d).shows("Little goals")
        await d.press("c")
        assert "small goals" not in d.said


async def test_a_bigger_scope_is_picked_taken_changed_or_left(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(
        planner,
        *(
            an_action(f"one {n}", date(2026, 2, n), id=f"one-thing-2026-02-{n:02}", kind=ActionKind.ONE_THING)
            for n in (3, 4, 5, 6, 9)
        ),
    )
    async with desk(planner) as d:
        await d.press("w")
        await to_line(d, "A bigger scope")
        assert "[daily block 30 min]" in the_page(d).under_cursor
        await d.press("y")
        assert "time to build momentum" in d.said
        assert "[two new calls a day]" in the_page(d).under_cursor
        await d.press("right", "right", "e")
        assert d.typed == "5 value-add emails a month"
        await d.press("escape", "N")
        assert not the_page(d).shows("A bigger scope")
        await d.press("escape", "w")
        assert not the_page(d).shows("A bigger scope")


async def test_closing_is_one_step_and_half_of_it_stays(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("2", "escape")
        await to_the_week(d)
        assert on(planner, TUESDAY) == ["send the terms"]
        assert "call about the pilot" in the_page(d).under_cursor
        await d.press("1", "c")
        assert ": 2 actions moved ·" in d.said
        assert the_page(d).shows("closed")
        await d.press("u")
        assert on(planner, TUESDAY) == []
        assert "call about the pilot" not in on(planner, MONDAY)
        assert not planner.week.view(SATURDAY).is_closed
        await d.press("U")
        assert on(planner, TUESDAY) == ["send the terms"]
        await d.press("u")
        await d.press("c", "C")
        assert "Open again" in d.said


async def test_what_is_logged_while_a_week_is_planned_is_a_step_of_its_own(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("2")
        await d.log("call @Sam: asked for the terms")
        await d.press("1", "c")
        assert d.said == "Planned: week 8, from Mon 16 Feb: 2 actions moved · u takes it back"
        await d.press("u")
        assert (on(planner, TUESDAY), planner.week.view(SATURDAY).is_closed) == ([], False)
        assert planner.reading.log_of(SATURDAY)[0].activity.note == "asked for the terms"
        await d.press("u")
        assert planner.reading.log_of(SATURDAY) == []


async def test_what_was_done_elsewhere_between_two_sittings_is_no_part_of_the_planning(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("2", "escape")
        planner.plan.add("buy stamps", SATURDAY)
        laid = next(one for one in planner.store.select(Action, "date = ?", [TUESDAY]))
        await to_the_week(d)
        await d.press("1")
        planner.plan.toggle(laid.id)
        await d.press("c", "u")
        assert "call about the pilot" not in on(planner, MONDAY)
        assert planner.store.need(Action, laid.id).status is ActionStatus.DONE
        assert [line.label for line in planner.history(4) if line.state == "done"][:2] == [
            "Done: send the terms",
            "Planned: buy stamps",
        ]


async def test_a_past_day_is_refused_with_a_sentence(tmp_path: Path) -> None:
    planner = a_file(tmp_path, WEDNESDAY)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("1")
        assert d.said == "Mon 16 Feb is past. Lay it on today or a day to come."
        await d.press("left", "a")
        assert d.said == "Tue 17 Feb is past. left and right mark another day."


async def test_the_routine_and_the_mornings_due_line_open_it(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.press("R", "j", "j", "enter")
        assert d.screen.query_one(WeekPane)
        await d.press("escape", "escape", "o")
        for _ in range(20):
            if "weekly planning" not in Part(d.screen, d.screen.query_one(MorningPane)).under_cursor:
                await d.press("j")
        await d.press("enter")
        assert d.screen.query_one(WeekPane)


async def test_midnight_leaves_the_page_with_its_week(tmp_path: Path) -> None:
    planner = a_file(tmp_path, date(2026, 2, 15))
    async with desk(planner) as d:
        await to_the_week(d)
        await d.turn_to(MONDAY, time(0, 1))
        await d.until(lambda: "This page stays with week 8" in d.said)
        assert the_page(d).shows("week 8, 16–22 February")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 30), (20, 8)])
async def test_hostile_titles_and_an_empty_file_draw_and_every_key_lives(tmp_path: Path, size: tuple[int, int]) -> None:
    planner = open_on(tmp_path)
    keys = ("w", "tab", "j", "k", "right", "left", "1", "t", "escape", "x", "d", "left_square_bracket", "y", "N", "end")
    async with desk(planner, size=size) as d:
        await d.press(*keys, "escape")
        hostile = ("[/] [b]bold", "漢字の長い題名" * 20, "x" * 200, "\u202eevil", "e\u0301" * 50)
        put(
            planner,
            CALLS,
            *(a_goal(text, Period.WEEK, 10) for text in hostile),
            *(a_goal(text, Period.WEEK, 10, on=MONDAY) for text in hostile),
            *(an_action(text, SATURDAY - timedelta(days=2)) for text in hostile),
            *(an_action(text, MONDAY, start_time=time(9)) for text in hostile),
            an_activity(ActivityType.CALL, on=SATURDAY, quantity=10),
        )
        await d.settle()
        await d.press(*keys)
        await to_the_week(d) if "weekly" not in d.text else None
        await d.press("1", "right", "j", "j", "x", "c")
        assert d.alive
        assert max(map(cell_len, d.lines)) <= size[0]


async def test_how_the_days_felt_stands_with_the_week_and_a_silent_day_is_no_gap(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.press("w")
        assert not the_page(d).shows("felt ")
    for day, mood in ((date(2026, 2, 9), 1), (date(2026, 2, 11), 0), (date(2026, 2, 12), -1)):
        planner.reviews.feel(day, mood)
    async with desk(planner) as d:
        await d.press("w")
        assert the_page(d).shows("felt Mon +  Wed 0  Thu −")


async def test_where_a_month_ends_in_the_week_both_months_are_told_with_their_days(tmp_path: Path) -> None:
    planner = open_on(tmp_path, date(2026, 11, 28))
    put(
        planner,
        CALLS,
        a_goal("40 calls", on=date(2026, 11, 2)),
        a_goal("46 calls", target=46, on=date(2026, 12, 1)),
        an_activity(on=date(2026, 11, 20), quantity=37),
    )
    async with desk(planner) as d:
        await d.press("w")
        assert the_page(d).shows("3 calls on Monday   8 calls from Tuesday 2 a day")
    put(planner, a_goal("60 calls", Period.QUARTER, 60, on=date(2026, 11, 2)))
    async with desk(planner) as d:
        await d.press("w")
        assert the_page(d).shows("5 calls 1 a day")
        assert not the_page(d).shows("on Monday")


async def test_the_leads_are_told_for_each_goal_in_money(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    for line in ("$10,000 new this year", "$10,000 repeat this year"):
        planner.goals.add(line)
    for kind, amount in ((DealKind.NEW, 10_000), (DealKind.REPEAT, 5_000)):
        put(planner, a_deal(kind=kind, amount_minor=amount, stage="won", closed_on=date(2026, 1, 5)))
    async with desk(planner) as d:
        await d.press("w")
        new, repeat = planner.week.view(planner.week.planned_for(SATURDAY).back.start).leads
        assert (new.kind, repeat.kind) == ("new", "repeat")
        told = f"leads needed   $10,000 new in 2026 {new.leads}   $10,000 repeat in 2026 {repeat.leads}"
        assert the_page(d).shows(told)


async def test_a_goal_that_was_just_set_is_neither_behind_nor_on_pace(tmp_path: Path) -> None:
    planner = open_on(tmp_path)
    planner.goals.add("30 follow-up calls by 31 dec little")
    async with desk(planner) as d:
        await d.press("w")
        (line,) = [line for line in d.lines if "30 follow-up calls " in line and "No plan" not in line]
        assert "just begun" in line
        assert "0 / 0" not in line


async def test_a_bigger_scope_is_found_by_its_name_whenever_it_was_offered_last(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path)) as d:
        await d.press("w")
        assert not the_page(d).shows("A bigger scope")
        await d.run("page.scope")
        assert the_page(d).shows("A bigger scope", "[daily block 30 min]")
        await d.press("escape")
        await d.run("page.scope")
        await d.press("right", "y")
        assert "2 new calls" in d.said
        assert the_page(d).shows("A bigger scope")
        await d.press("N")
        assert not the_page(d).shows("A bigger scope")


async def test_leads_that_are_not_known_say_why(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    planner.goals.add("$240,000 this year")
    async with desk(planner) as d:
        await d.press("w")
        assert the_page(d).shows("leads needed   $240,000 in 2026 unknown   no deal is won yet to count them by")
