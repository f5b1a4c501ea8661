"""The review of a year: wins first, both questions word for word, drafts for the next year, and what activates them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.period import Period
from planner.domain.periodviews import BIG_PICTURE, FIRST_SALE, SATISFIED, WILL_IT_HELP
from planner.services.planner import Planner
from planner.tui.panes.morning import MorningPane
from planner.tui.panes.year import YearPane
from tests.builders import CALLS, DOLLARS, StoppedClock, a_closed_day, a_deal, a_goal, an_activity, open_planner, put
from tests.tui.desk import Desk, Part, desk
from tests.tui.test_hostile import HOSTILE, is_inert, put_everywhere, storable

DECEMBER = date(2026, 12, 7)


def the_page(d: Desk) -> Part:
    """Return the year's page on top."""
    return Part(d.screen, d.screen.query_one(YearPane))


def a_file(tmp_path: Path, on: date = DECEMBER) -> Planner:
    """Return a planner at the end of a year with a goal nailed, one met, one that fell short and the quota."""
    clock = StoppedClock()
    clock.set(on)
    planner = open_planner(tmp_path, clock)
    year: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    put(
        planner,
        CALLS,
        DOLLARS,
        a_goal("37 steps", Period.CUSTOM, 30, **year),
        a_goal("50 calls", Period.CUSTOM, 50, **year),
        a_goal("80 calls", Period.CUSTOM, 80, **year),
        a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, kind=GoalKind.QUOTA, source=GoalSource.EMPLOYER),
        an_activity(on=date(2026, 3, 2), quantity=50),
        a_deal("Acme", stage="won", amount_minor=18_000_000, closed_on=date(2026, 11, 13)),
    )
    return planner


def goals(planner: Planner) -> dict[str, Goal]:
    """Return every goal by its title."""
    return {goal.title: goal for goal in planner.store.select(Goal)}


async def test_wins_come_first_nailed_then_met_and_the_quota_last_at_its_figure(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path)) as d:
        await d.run("page.year")
        page = the_page(d).text
        order = ("Wins", "37 steps", "50 calls", "Open until 31 Dec", "80 calls", "$240,000", "Momentum", SATISFIED)
        assert [page.index(one) for one in order] == sorted(page.index(one) for one in order)
        assert the_page(d).shows("nailed 166.7 %", "met 100.0 %", "62.5 %", "$180,000 of $240,000", "75.0 %")


async def test_what_still_can_be_reached_is_open_with_what_is_left_and_not_reached_is_what_has_ended(
    tmp_path: Path,
) -> None:
    planner = a_file(tmp_path)
    put(planner, a_goal("60 calls", Period.CUSTOM, 60, starts_on=date(2026, 3, 1), ends_on=date(2026, 12, 6)))
    async with desk(planner) as d:
        await d.run("page.year")
        page = the_page(d).text
        order = ("Open until 31 Dec", "80 calls", "50 of 80   30 left", "Not reached", "60 calls", "50 of 60")
        assert [page.index(one) for one in order] == sorted(page.index(one) for one in order)


@pytest.mark.parametrize("size", [(120, 40), (60, 40)])
async def test_smaller_steps_that_were_reached_say_of_how_many(tmp_path: Path, size: tuple[int, int]) -> None:
    planner = a_file(tmp_path)
    quota = goals(planner)["$240,000"]
    for number in range(1, 4):
        quarter = a_goal(
            "$60,000", Period.QUARTER, 6_000_000, DOLLARS, on=date(2026, 3 * number, 1), parent_id=quota.id
        )
        put(planner, quarter)
    put(planner, a_deal("Lumen", stage="won", amount_minor=6_000_000, closed_on=date(2026, 5, 4)))
    async with desk(planner, size=size) as d:
        await d.run("page.year")
        assert the_page(d).shows("$240,000 in 2026", "reached 1 of 3 quarters")


async def test_the_questions_stand_word_for_word(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path)) as d:
        await d.run("page.year")
        assert the_page(d).shows(SATISFIED, FIRST_SALE, BIG_PICTURE, WILL_IT_HELP)
        assert the_page(d).shows("first sale", "Fri 13 Nov   Acme", "last 90 days", "1 sale")


async def test_what_one_is_not_satisfied_with_is_shown_while_the_target_is_typed(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.year")
        await d.press("home", "tab", "tab")
        assert SATISFIED in the_page(d).under_cursor
        await d.say("enter", "too few demos")
        await d.press("a")
        await d.type("480 calls")
        assert "not satisfied with: too few demos" in d.reading
        await d.press("enter")
        draft = goals(planner)["480 calls"]
        assert (draft.status, draft.starts_on, draft.ends_on) == (
            GoalStatus.DRAFT,
            date(2027, 1, 1),
            date(2027, 12, 31),
        )


async def test_yes_activates_and_leaves_the_baseline_and_no_keeps_all_as_drafts(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.year")
        await d.say("a", "480 calls")
        await d.press("N")
        assert d.said.startswith("Kept as drafts: the goals of 2027")
        assert "480 calls" in the_page(d).under_cursor
        assert goals(planner)["480 calls"].status is GoalStatus.DRAFT
        await d.press("y")
        assert goals(planner)["480 calls"].status is GoalStatus.ACTIVE
        fields = [one.field for one in planner.store.select(GoalChange)]
        assert GoalField.ACTIVATED in fields
        assert the_page(d).shows("active")


async def test_the_answer_typed_is_yes_or_no_and_nothing_else(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.year")
        await d.say("a", "480 calls")
        await d.press("end", "shift+tab")
        await d.say("enter", "perhaps")
        assert "Answer yes or no" in d.reading
        await d.say("ctrl+u", "no")
        assert goals(planner)["480 calls"].status is GoalStatus.DRAFT
        assert "480 calls" in the_page(d).under_cursor


async def test_p_marks_a_draft_as_preliminary(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.year")
        await d.say("a", "480 calls")
        await d.press("p")
        draft = goals(planner)["480 calls"]
        assert (draft.preliminary, draft.source) == (True, GoalSource.EMPLOYER)
        assert the_page(d).shows("preliminary")
        await d.press("p")
        assert not goals(planner)["480 calls"].preliminary


async def test_what_the_year_will_be_is_one_key_and_a_sentence(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.year")
        await d.press("minus")
        await d.say("enter", "two rivals came")
        await d.press("c")
        assert d.said.startswith("Closed: 2026")
        view = planner.year.view()
        assert (view.outlook.word, view.outlook.why, view.is_closed) == ("tough", "two rivals came", True)
        assert the_page(d).shows("[tough]", "two rivals came", "closed")


async def test_a_new_year_that_begins_below_zero_says_the_way_back(tmp_path: Path) -> None:
    planner = a_file(tmp_path, date(2027, 1, 4))
    put(planner, *(a_closed_day(date(2026, 12, day)) for day in range(1, 32)))
    async with desk(planner, is_first_today=True) as d:
        gauge = planner.momentum.gauge(planner.today())
        assert gauge.shown < 0
        page = Part(d.screen, d.screen.query_one(MorningPane))
        assert page.shows(f"−{-gauge.shown} {gauge.word}   {gauge.days_to_level} full days bring it to level")
        assert f"{gauge.word} −{-gauge.shown}" in d.text


async def test_a_new_year_begins_with_the_last_ones_wins_once(tmp_path: Path) -> None:
    planner = a_file(tmp_path, date(2027, 1, 4))
    async with desk(planner, is_first_today=True) as d:
        page = Part(d.screen, d.screen.query_one(MorningPane))
        text = page.text
        assert text.index("2026 brought") < text.index("37 steps") < text.index("Momentum") < text.index("This week")
        assert f"+{planner.momentum.gauge(planner.today()).shown} starting   goes on into this year as it is" in text
        await d.say("a", "call Lee")
        assert page.shows("2026 brought", "call Lee")
        await d.press("escape", "o")
        assert not Part(d.screen, d.screen.query_one(MorningPane)).shows("2026 brought")


async def test_an_ordinary_morning_says_nothing_of_the_year(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner, is_first_today=True) as d:
        assert not Part(d.screen, d.screen.query_one(MorningPane)).shows("brought")


async def test_an_empty_planner_has_an_empty_page(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(80, 24)) as d:
        await d.run("page.year")
        assert the_page(d).shows("year review   2025, then 2026", SATISFIED)
        for key in ("y", "N", "p", "d", "o", "tab", "tab", "tab", "tab"):
            await d.press(key)
        assert d.alive


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_odd_text_is_shown_inert(tmp_path: Path, text: str) -> None:
    planner = a_file(tmp_path)
    put_everywhere(planner, storable(text))
    planner.year.keep(DECEMBER, {"satisfied": f"with {storable(text)}", "resolution": f"to {storable(text)}"})
    async with desk(planner, size=(60, 24)) as d:
        await d.run("page.year")
        is_inert(d)
        for key in ("end", "home", "a", "escape", "minus"):
            await d.press(key)
            is_inert(d)
