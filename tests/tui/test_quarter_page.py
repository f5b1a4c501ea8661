"""The review of a quarter: the year's figures, the question word for word, three priorities, and each goal's choice."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.action import Action
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.period import Period
from planner.domain.periodviews import NEED
from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from planner.tui.panes.quarter import QuarterPane
from tests.builders import CALLS, DOLLARS, StoppedClock, a_goal, an_activity, open_planner, put
from tests.tui.desk import Desk, Part, desk
from tests.tui.test_hostile import HOSTILE, is_inert, put_everywhere, storable

APRIL = date(2026, 4, 2)


def the_page(d: Desk) -> Part:
    """Return the quarter's page on top."""
    return Part(d.screen, d.screen.query_one(QuarterPane))


def a_file(tmp_path: Path) -> Planner:
    """Return a planner in the second quarter, with two goals of the year, one of them the employer's."""
    clock = StoppedClock()
    clock.set(APRIL)
    planner = open_planner(tmp_path, clock)
    put(
        planner,
        CALLS,
        DOLLARS,
        a_goal("480 calls", Period.YEAR, 480),
        a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, source=GoalSource.EMPLOYER, kind=GoalKind.QUOTA),
        an_activity(on=date(2026, 2, 2), quantity=100),
    )
    return planner


def goal(planner: Planner, title: str) -> Goal:
    """Return a goal by its title."""
    return next(one for one in planner.store.select(Goal) if one.title == title)


async def to_the_goals(d: Desk) -> None:
    """Put the cursor on the first goal that goes on."""
    await d.press("end", "shift+tab")


async def test_the_year_stands_in_figures_and_the_question_word_for_word(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.quarter")
        assert the_page(d).shows("quarter review   Q1, then Q2", "reached", "by now", "a day", "run rate", "pipeline")
        assert the_page(d).shows("480 calls in 2026", "100", "20.8 %", NEED)


async def test_the_answer_is_shown_again_at_the_next_review(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.quarter")
        await d.press("tab")
        await d.say("enter", "open the north")
        assert the_page(d).shows("open the north")
        await d.press("c")
        assert d.said.startswith("Closed: Q1")
        assert the_page(d).shows("closed")
    assert isinstance(planner.clock, StoppedClock)
    planner.clock.set(date(2026, 7, 2))
    async with desk(planner) as d:
        await d.run("page.quarter")
        assert the_page(d).shows("Said before  open the north")


async def test_what_was_resolved_for_the_year_is_shown(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    said = {"outlook": "tough", "outlook words": "two rivals", "resolution": "to ask out loud"}
    planner.year.keep(date(2025, 12, 1), said)
    async with desk(planner) as d:
        await d.run("page.quarter")
        assert the_page(d).shows("Expected     tough: two rivals", "Resolved     to ask out loud")


async def test_a_priority_is_a_draft_until_one_key_commits_and_shows_three_months(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.quarter")
        await d.press("a")
        await d.type("100 demos")
        assert "Wed 1 Apr to Tue 30 Jun · draft" in d.reading
        await d.press("enter")
        assert goal(planner, "100 demos").status is GoalStatus.DRAFT
        await d.press("y")
        assert goal(planner, "100 demos").status is GoalStatus.ACTIVE
        months = [one.target or 0 for one in planner.store.select(Goal) if one.period is Period.MONTH]
        assert (len(months), sum(months)) == (3, 100)
        assert the_page(d).shows("April", "May", "June", "enter plans an action")
        assert "April" in the_page(d).under_cursor


async def test_an_action_a_month_is_asked_for_and_can_be_skipped(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.quarter")
        await d.say("a", "100 demos")
        await d.press("y", "j")
        await d.say("enter", "name ten customers")
        (action,) = planner.store.select(Action)
        assert (action.text, action.date) == ("name ten customers", date(2026, 5, 1))
        assert the_page(d).shows("1 planned")


async def test_a_fourth_priority_is_refused_with_the_sentence(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.quarter")
        for line in ("100 demos", "50 meetings", "10 proposals"):
            await d.say("a", line)
            assert d.said.startswith("Goal set: ")
            await d.press("y")
        await d.say("a", "20 emails")
        assert d.said == (
            "Set as a draft: three priorities of Q2 stand already. Finish or drop one to commit to it · u takes it back"
        )
        await d.press("y")
        assert "three" in d.said.casefold(), d.said
        assert goal(planner, "20 emails").status is GoalStatus.DRAFT
        await d.press("d")
        assert [row.name for row in planner.quarter.view().following_priorities][-1] == "10 proposals in Q2"


async def test_each_goal_is_kept_raised_lowered_or_dropped_with_one_key(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.quarter")
        await to_the_goals(d)
        while "480 calls" not in the_page(d).under_cursor:
            await d.press("j")
        await d.say("plus", "500 because the pilot went well")
        assert goal(planner, "500 calls").target == 500
        assert the_page(d).shows("raised")
        (raised,) = [one for one in planner.store.select(GoalChange) if one.field is GoalField.TARGET]
        assert raised.reason == "the pilot went well"
        while "500 calls" not in the_page(d).under_cursor:
            await d.press("k")
        await d.press("0")
        assert GoalField.KEPT in {one.field for one in planner.store.select(GoalChange)}
        while "500 calls" not in the_page(d).under_cursor:
            await d.press("k")
        await d.say("minus", "450")
        assert the_page(d).shows("lowered")
        while "450 calls" not in the_page(d).under_cursor:
            await d.press("k")
        await d.press("d")
        assert the_page(d).shows("dropped")
        await d.press("c", "u")
        assert goal(planner, "480 calls").status is GoalStatus.ACTIVE


async def test_the_employers_goal_is_lowered_and_dropped_with_a_reason(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.quarter")
        await to_the_goals(d)
        while "$240,000" not in the_page(d).under_cursor:
            await d.press("j")
        await d.say("minus", "$200,000")
        assert d.is_typing
        assert "reason" in d.reading
        await d.press("escape", "d")
        assert d.part("#editor").shows("drop “$240,000” because")
        await d.type("the region was split")
        await d.press("enter")
        assert goal(planner, "$240,000").status is GoalStatus.DROPPED


async def test_the_header_names_what_is_due_until_it_is_held(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        assert "quarter due" in d.lines[0]
        await d.run("page.quarter")
        assert "quarter due" not in d.lines[0]
        await d.press("c", "escape")
        assert "quarter due" not in d.lines[0]
        assert "week due" in d.lines[0] or "due" not in d.lines[0]
    planner.routine.switch(ReviewKind.WEEK, is_on=False)
    async with desk(planner) as d:
        assert "due" not in d.lines[0]


async def test_the_header_of_a_narrow_screen_names_nothing(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path), size=(40, 30)) as d:
        assert "due" not in d.lines[0]


async def test_an_empty_planner_has_an_empty_page(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(80, 24)) as d:
        await d.run("page.quarter")
        assert the_page(d).shows("No goal of the year yet", "a sets up to three")
        for key in ("tab", "0", "plus", "y", "d", "o", "tab", "tab", "tab"):
            await d.press(key)
        assert d.alive


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_odd_text_is_shown_inert(tmp_path: Path, text: str) -> None:
    planner = a_file(tmp_path)
    put_everywhere(planner, storable(text))
    put(planner, a_goal(f"year {storable(text)}", Period.YEAR, 10))
    async with desk(planner, size=(60, 24)) as d:
        await d.run("page.quarter")
        is_inert(d)
        await to_the_goals(d)
        for key in ("plus", "escape", "d", "escape", "a"):
            await d.press(key)
            is_inert(d)
