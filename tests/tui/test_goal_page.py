"""A goal's page: what it shows of a goal, what its keys do, and that looking writes nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.deal import DealKind, DealStage
from planner.domain.goal import FOREVER, Goal, GoalKind, GoalSource, GoalStatus, Milestone
from planner.domain.period import Period
from planner.domain.setting import Setting
from planner.services.planner import Planner
from planner.tui.dialogs.goal import GoalForm
from planner.tui.panes.goal import GoalPane
from tests.builders import (
    CALLS,
    DOLLARS,
    MILESTONES,
    TODAY,
    StoppedClock,
    a_day_off,
    a_deal,
    a_goal,
    a_milestone,
    an_activity,
    open_planner,
    put,
)
from tests.tui.desk import Desk, desk


async def open_page(d: Desk, title: str) -> None:
    """Open the page of the goal with a title."""
    await d.press("2")
    key = next(row.goal.id for row in d.today_screen.goals._goals if row.goal.title == title)
    d.today_screen.goals.move_cursor(key)
    await d.press("enter")
    assert isinstance(page(d), GoalPane)


def page(d: Desk) -> GoalPane:
    """Return the page that is open."""
    return d.screen.query_one("#goal", GoalPane)


def the_goal(planner: Planner, title: str) -> Goal:
    """Return the goal with a title."""
    (goal,) = (goal for goal in planner.store.select(Goal) if goal.title == title)
    return goal


def a_month_behind(folder: Path) -> Planner:
    """Return a planner as E2 has it: 40 calls in February, 13 of them before the 12th, one on it."""
    planner = open_planner(folder, StoppedClock())
    assert isinstance(planner.clock, StoppedClock)
    planner.clock.set(date(2026, 2, 12))
    put(planner, CALLS, a_goal("40 calls"))
    put(planner, an_activity(on=date(2026, 2, 11), quantity=13), an_activity(on=date(2026, 2, 12)))
    return planner


def a_quota(folder: Path) -> Planner:
    """Return a planner as E5 has it: a quota of $240,000 with six weeks to go."""
    planner = open_planner(folder, StoppedClock())
    assert isinstance(planner.clock, StoppedClock)
    planner.clock.set(date(2026, 11, 16))
    quota = a_goal(
        "$240,000",
        Period.YEAR,
        24_000_000,
        DOLLARS,
        kind=GoalKind.QUOTA,
        source=GoalSource.EMPLOYER,
        pay_note="5% of what is won",
    )
    days_off = (date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 24), date(2026, 12, 25))
    put(planner, DOLLARS, quota, *(a_day_off(day) for day in days_off))
    won = {"stage": DealStage.WON, "closed_on": date(2026, 11, 13), "kind": DealKind.NEW}
    put(planner, a_deal("won", amount_minor=18_000_000, **won))
    for minor, probability, closing in (
        (6_000_000, 50, date(2026, 12, 10)),
        (3_000_000, 20, date(2026, 12, 18)),
        (5_000_000, 90, date(2027, 1, 15)),
    ):
        put(planner, a_deal(amount_minor=minor, probability_pct=probability, expected_close_on=closing))
    return planner


async def test_the_page_shows_the_pace_of_the_day_ask_first(tmp_path: Path) -> None:
    async with desk(a_month_behind(tmp_path)) as d:
        await open_page(d, "40 calls")
        lines = d.part("#goal").inside
        (today,) = (line for line in lines if line.startswith("today"))
        assert today.endswith("2 asked, 1 left; required to get back on line: 3 a day")
        assert lines.index(today) < next(n for n, line in enumerate(lines) if line.startswith("behind"))
        assert d.shows(
            "3, 1.5 working days when the day began; 1 behind now",
            "14 of 40, 35.0 %, 26 to go",
            "2.25 a day, 11.25 a week",
            "1.62 a day",
            "32.5 by run rate (81.2 %)",
            "13 of 16 expected when the day began, 1.5 days behind; 1 behind now",
        )


async def test_a_quota_shows_both_forecasts_coverage_and_pay(tmp_path: Path) -> None:
    async with desk(a_quota(tmp_path)) as d:
        await open_page(d, "$240,000")
        assert d.shows(
            "$933.85 a day, $240,000 in 2026",
            "$2,000 needed, as on each of the 30 days left",
            "$31,984.44, 34.2 working days when the day began",
            "$180,000 of $240,000, 75.0 %, $60,000 to go",
            "$211,984.44 when the day began",
            "$203,788.55 by run rate (84.9 %) · $216,000 by pipeline (90.0 %)",
            "$90,000, $36,000 weighted",
            "1.5× of what is missing",
            "$9,000 now, $10,800 by pipeline",
        )


async def test_logging_moves_the_page_in_the_same_moment(tmp_path: Path) -> None:
    async with desk(a_month_behind(tmp_path)) as d:
        await open_page(d, "40 calls")
        await d.log("call")
        assert d.shows("2 asked, 0 left; required to get back on line: 3 a day", "15 of 40")
        await d.press("u")
        assert d.shows("2 asked, 1 left", "14 of 40")


async def test_the_chain_leads_from_the_big_picture_to_the_day_and_up_again(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    big = a_goal("own the north-east", Period.BIG_PICTURE, None, None, starts_on=date(2026, 1, 1), ends_on=FOREVER)
    year = a_goal("480 calls", Period.YEAR, 480, parent_id=big.id)
    month = a_goal("40 calls", Period.MONTH, 40, parent_id=year.id)
    day = a_goal("2 calls", Period.DAY, 2, parent_id=month.id)
    put(planner, CALLS, big, year, month, day)
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        chain = "own the north-east › 480 calls in 2026 › 40 calls in February › 2 calls today"
        assert d.part("#goal").inside[0].removeprefix("▌ ") == chain
        await d.press("home", "enter")
        assert page(d).goal == year
        await d.press("escape", "escape")
        assert d.screen is d.today_screen
        assert d.focus == "goals"


async def test_a_goal_under_none_is_called_unaligned(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        assert d.shows("unaligned")


async def test_a_goal_under_it_is_opened_from_its_page(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    year = a_goal("480 calls", Period.YEAR, 480)
    month = a_goal("40 calls", Period.MONTH, 40, parent_id=year.id)
    put(planner, CALLS, year, month)
    async with desk(planner) as d:
        await open_page(d, "480 calls")
        await d.press("end", "j", "j", "j", "enter")
        assert page(d).goal == month


async def test_a_double_click_opens_the_page_and_e_opens_the_form(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        await d.pilot.click("#goals", offset=(10, 1), times=2)
        await d.settle()
        assert page(d).goal.title == "40 calls"
        await d.press("e")
        assert isinstance(d.screen, GoalForm)


async def test_a_break_down_is_seen_first_and_saved_by_enter(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480))
    async with desk(planner) as d:
        await open_page(d, "480 calls")
        await d.press("b")
        assert d.shows("480 calls in 2026 in quarters", "Q1", "Q4", "sum", "480", "new")
        await d.press("escape")
        assert d.shows("smart")
        assert len(list(planner.store.select(Goal))) == 1
        await d.press("b", "enter")
        assert d.said == "Split: 480 calls in 2026 into 4 quarters · u takes it back"
        assert sum(goal.target or 0 for goal in planner.store.select(Goal, "period = 'quarter'")) == 480
        assert d.shows("under it", "Q1")


async def test_a_break_down_has_its_own_keys_in_the_footer(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480))
    async with desk(planner) as d:
        await open_page(d, "480 calls")
        await d.press("b")
        for told in ("enter save", "b other parts", "f from today on", "esc back"):
            assert told in d.footer
        assert "t change" not in d.footer
        await d.press("escape")
        assert "t change" in d.footer


async def test_a_break_down_goes_on_to_the_next_finer_period_and_wraps(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("120 calls", Period.QUARTER, 120))
    async with desk(planner) as d:
        await open_page(d, "120 calls")
        for told in ("in months", "in weeks", "in days", "in months", "in weeks"):
            await d.press("b")
            assert d.shows(told)
        await d.press("enter")
        assert {goal.period for goal in planner.store.select(Goal)} == {Period.QUARTER, Period.WEEK}


async def test_a_break_down_from_today_on_splits_what_remains(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480), an_activity(on=date(2026, 1, 6), quantity=80))
    async with desk(planner) as d:
        await open_page(d, "480 calls")
        await d.press("b", "b", "f")
        assert d.shows("480 calls in 2026 in months, from today on", "February", "400")
        assert not d.shows("January")
        await d.press("f")
        assert d.shows("January")
        await d.press("f", "enter")
        months = planner.store.select(Goal, "period = 'month'")
        assert sum(goal.target or 0 for goal in months) == 400


async def test_what_is_reached_has_nothing_left_to_split_and_keeps_its_parts_in_view(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480), an_activity(on=date(2026, 1, 6), quantity=480))
    async with desk(planner) as d:
        await open_page(d, "480 calls")
        await d.press("b", "f")
        assert d.said == "“480 calls” is reached: nothing remains to split."
        assert d.shows("480 calls in 2026 in quarters", "Q1")


async def test_a_week_splits_in_one_way_alone(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("10 calls", Period.WEEK, 10))
    async with desk(planner) as d:
        await open_page(d, "10 calls")
        await d.press("b")
        assert "other parts" not in d.footer
        await d.press("b")
        assert d.said == "It splits in no other way. enter saves the goals."


async def test_a_break_down_of_a_goal_that_is_taken_back_meanwhile_is_left(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480))
    async with desk(planner) as d:
        await open_page(d, "480 calls")
        await d.press("b", "u")
        assert d.shows("This goal has no parts any more.")
        await d.press("enter")
        assert d.said == "This goal has no parts any more. esc goes back."
        await d.press("escape")
        assert d.shows("This goal is no longer there.")
        await d.press("escape")
        assert d.screen is d.today_screen


async def test_a_daily_goal_says_what_it_comes_to(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("2 calls a day")
    async with desk(planner) as d:
        await open_page(d, "2 calls")
        assert d.shows("comes to    ≈ 40 a month, ≈ 480 a year; by your calendar")


async def test_what_cannot_be_broken_down_says_why(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("2 calls", Period.DAY, 2))
    async with desk(planner) as d:
        await open_page(d, "2 calls")
        await d.press("b")
        assert d.said == "“2 calls” is for one day: there is nothing finer."
        assert d.alive


async def test_a_what_if_shows_now_and_then_and_escape_writes_nothing(tmp_path: Path) -> None:
    async with desk(a_quota(tmp_path)) as d:
        await open_page(d, "$240,000")
        before = d.planner.store.rows("SELECT count(*) FROM journal")
        await d.press("w")
        await d.type("close 1/4 deal $10,000 weeks off 2")
        assert "deals 1 → 6" in d.reading
        assert "→" in d.reading.split("leads", 1)[1]
        await d.press("escape")
        assert d.planner.store.rows("SELECT count(*) FROM journal") == before
        await d.say("w", "close 1/4")
        assert d.said == "Assumed for all sales: close rate 25 % · u takes it back"
        assert [setting.value for setting in d.planner.store.select(Setting)] == ["1/4"]
        await d.press("end")
        assert d.shows("close rate 25 %, typed")


async def test_weeks_off_are_looked_at_and_not_kept(tmp_path: Path) -> None:
    async with desk(a_quota(tmp_path)) as d:
        await open_page(d, "$240,000")
        await d.say("w", "weeks off 2")
        assert "are looked at and not kept" in d.reading
        assert list(d.planner.store.select(Setting)) == []


async def test_weeks_off_beside_a_figure_that_is_kept_are_said_to_be_looked_at(tmp_path: Path) -> None:
    async with desk(a_quota(tmp_path)) as d:
        await open_page(d, "$240,000")
        await d.say("w", "close 1/4 weeks off 2")
        told = "Assumed for all sales: close rate 25 %. Weeks off are looked at and not kept · u takes it back"
        assert d.said == told


async def test_a_what_if_on_an_average_that_nobody_knows_starts_from_unknown(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, DOLLARS, a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS))
    async with desk(planner) as d:
        await open_page(d, "$240,000")
        await d.press("w")
        await d.type("deal $10,000")
        assert "deals ? → 24" in d.reading
        assert "unknown → one lead every 3.2 working days" in d.reading


async def test_a_goal_that_sells_nothing_has_no_what_if(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        assert "what if" not in d.footer
        await d.press("w")
        assert d.said.startswith("This goal has no funnel")


async def test_a_target_is_changed_in_a_line_with_its_reason_and_the_history_tells_it(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        await d.press("t")
        await d.type("30 because the region was split")
        assert "target 40 → 30 · because the region was split" in d.reading
        await d.press("enter")
        assert the_goal(planner, "30 calls").target == 30
        assert d.said.startswith("Goal changed: 30 calls in February")
        await d.press("end")
        assert d.shows("history", "target 40 → 30: the region was split")


async def test_an_employers_target_is_not_lowered_without_a_reason(tmp_path: Path) -> None:
    async with desk(a_quota(tmp_path)) as d:
        await open_page(d, "$240,000")
        await d.say("t", "$200,000")
        assert "Give a reason to lower it." in d.reading
        assert d.typed == "$200,000"
        await d.type(" because the region was split")
        await d.press("enter")
        assert the_goal(d.planner, "$200,000").target == 20_000_000


async def test_a_goal_is_confirmed_after_the_one_above_it_changed(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(is_stale=True))
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        assert d.shows("The goal above it changed")
        assert "K confirm" in d.footer
        await d.press("K")
        assert not the_goal(planner, "40 calls").is_stale
        assert "K confirm" not in d.footer
        await d.press("K")
        assert d.said == "Nothing above this goal changed since it was set."


async def test_enter_on_what_is_offered_does_it(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(status=GoalStatus.DRAFT, kind=GoalKind.PRIORITY))
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        assert "c commits to it" in d.part("#goal").under_cursor
        await d.press("enter")
        goal = the_goal(planner, "40 calls")
        assert (goal.status, goal.committed_on) == (GoalStatus.ACTIVE, TODAY)


@pytest.mark.parametrize(("key", "said", "answer"), [("y", True, "yes"), ("N", False, "no")])
async def test_whether_it_is_realistic_is_said_by_one_key(tmp_path: Path, key: str, said: bool, answer: str) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        assert d.shows("realistic   unknown: You have not said yet")
        await d.press(key)
        assert the_goal(planner, "40 calls").is_realistic is said
        assert d.shows(f"realistic   {answer}:")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("keep because two deals close soon", "kept as it is: two deals close soon"),
        ("lower to $200,000 because the region was split", "target $240,000 → $200,000: the region was split"),
        ("move to 2027-02-28 because it was late", "last date 2026-12-31 → 2027-02-28: it was late"),
    ],
)
async def test_the_offer_to_look_again_is_answered_in_one_line_and_goes(tmp_path: Path, line: str, told: str) -> None:
    planner = open_planner(tmp_path)
    put(planner, DOLLARS, a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS))
    assert isinstance(planner.clock, StoppedClock)
    planner.clock.set(date(2026, 6, 16))
    async with desk(planner) as d:
        await open_page(d, "$240,000")
        assert d.shows("The forecast is", "a answers.")
        await d.say("a", line)
        assert not d.shows("a answers.")
        (decision,) = planner.goals.history(next(planner.store.select(Goal)))
        assert decision.text == told


async def test_a_goal_to_follow_is_offered_until_it_is_taken_or_declined(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("10 calls", target=10), an_activity(quantity=10))
    async with desk(planner) as d:
        await open_page(d, "10 calls")
        assert d.shows("A goal could follow: 7 calls by 2026-02-28. f sets or declines it.")
        await d.press("f")
        assert d.typed == "7 calls by 2026-02-28"
        await d.press("enter")
        assert d.said.startswith("Goal set: 7 calls")
        assert not d.shows("could follow")
        await d.press("u", "f")
        await d.press(*["backspace"] * 30)
        await d.type("no")
        assert "none is offered again" in d.reading
        await d.press("enter")
        assert not d.shows("could follow")
        assert len(list(planner.store.select(Goal))) == 1


async def test_milestones_are_listed_and_ticked(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    goal = a_goal("new office", Period.CUSTOM, 100, MILESTONES, ends_on=date(2026, 6, 30))
    put(planner, MILESTONES, goal, a_milestone(goal, "find it"), a_milestone(goal, "sign the lease"))
    async with desk(planner) as d:
        await open_page(d, "new office")
        assert d.shows("○ find it", "○ sign the lease")
        await d.press("x")
        assert d.shows("● find it", "○ sign the lease", "50 %")
        assert d.shows("1 of 2 milestones done, 101 working days left")
        assert not d.shows("% needed")
        assert not d.shows("% a week")
        assert sum(m.done_on is not None for m in planner.store.select(Milestone)) == 1


async def test_a_wish_says_what_makes_it_a_goal(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_goal("be happy", Period.YEAR, None, None))
    async with desk(planner) as d:
        await open_page(d, "be happy")
        assert d.shows("wish", "neither a number nor milestones", "measurable  no:")
        assert not d.shows("chart", "funnel", "history")


async def test_a_goal_that_is_taken_back_leaves_a_sentence(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        await d.press("u")
        assert d.shows("This goal is no longer there.")
        for key in "tbwcKafyNxe":
            await d.press(key, "escape") if d.is_typing else await d.press(key)
        assert d.alive
        await d.press("enter", "escape")
        assert d.screen is d.today_screen


async def test_every_part_of_the_page_is_reached_by_j_on_a_small_screen(tmp_path: Path) -> None:
    async with desk(a_quota(tmp_path), size=(60, 16)) as d:
        await open_page(d, "$240,000")
        seen = set(d.part("#goal").inside)
        for _ in range(page(d).height_of_rows):
            await d.press("j")
            seen |= set(d.part("#goal").inside)
        told = "\n".join(seen)
        for part in ("today", "coverage", "chart", "smart", "timed", "funnel", "calls"):
            assert part in told
        assert page(d).scroll_offset.y == page(d).height_of_rows - page(d).scrollable_content_region.height
        await d.press("home")
        assert page(d).scroll_offset.y == 0


@pytest.mark.parametrize("size", [(120, 40), (60, 16), (5, 3)])
async def test_hostile_names_and_any_size_leave_the_page_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    planner = open_planner(tmp_path)
    names = ["[/] [bold]x", "田中" * 50, "x" * 200, "a\u202eb"]
    goals = [a_goal(name, Period.MONTH, 40, position=n, why=name) for n, name in enumerate(names)]
    put(planner, CALLS, *goals, an_activity(on=TODAY - timedelta(days=3), quantity=9))
    async with desk(planner, size=size) as d:
        for goal in goals:
            d.app.pages.open_goal(goal.id)
            await d.settle()
            await d.press("b", "escape", "end", "k")
            assert d.alive
            assert len(d.text.split("\n")) == size[1]
            await d.press("escape")


async def test_the_page_is_drawn_with_ascii_where_that_is_wanted(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, ascii=True)
    put(planner, CALLS, a_goal("40 calls"), an_activity(on=date(2026, 2, 4), quantity=9))
    async with desk(planner) as d:
        await open_page(d, "40 calls")
        assert d.shows("*** reached", ". . expected", "****")
        assert all(ord(letter) < 128 for line in d.part("#goal").inside for letter in line if letter not in "“”×›")
