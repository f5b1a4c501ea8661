"""The monthly review with a group: attendees, five headings, and ideas that become actions and goals with one key."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.action import Action
from planner.domain.goal import Goal
from planner.domain.person import Person, Role
from planner.domain.review import Review, ReviewKind
from planner.services.planner import Planner
from planner.tui.commands.command import Need
from planner.tui.panes.group import GroupPane
from planner.tui.ritual_line import CLOSED
from tests.builders import StoppedClock, open_planner
from tests.tui.desk import Desk, Part, desk
from tests.tui.test_hostile import HOSTILE, is_inert, put_everywhere, storable


def the_page(d: Desk) -> Part:
    """Return the group's page on top."""
    return Part(d.screen, d.screen.query_one(GroupPane))


def a_file(tmp_path: Path) -> Planner:
    """Return a planner with a group of one."""
    planner = open_planner(tmp_path)
    planner.partners.add("Mia Holt", Role.GROUP)
    return planner


async def test_names_with_commas_say_who_takes_part_and_name_who_is_new(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        await d.press("p")
        assert d.typed == "Mia Holt"
        await d.type(", Bo Tran")
        assert d.reading == "Mia Holt · Bo Tran, new"
        await d.press("enter")
        assert the_page(d).shows("With         Bo Tran, Mia Holt")
        assert {(p.name, p.role) for p in planner.store.select(Person)} == {
            ("Mia Holt", Role.GROUP),
            ("Bo Tran", Role.GROUP),
        }


async def test_the_title_names_whole_people_and_counts_the_others(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner, size=(60, 16)) as d:
        await d.run("page.group")
        await d.press("p")
        await d.type(", Maximiliane Abendroth, Bo Tran")
        await d.press("enter")
        assert the_page(d).shows("monthly group   Tue 10 Feb, with Bo Tran and 2 more ")
        await d.resize(120, 40)
        assert the_page(d).shows("with Bo Tran, Maximiliane Abendroth, Mia Holt ")


async def test_the_five_headings_stand_in_their_order_and_take_answers(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        page = the_page(d).text
        headings = ("What I am doing", "Where I am headed", "The next month", "Ideas", "Hassles")
        assert [page.index(one) for one in headings] == sorted(page.index(one) for one in headings)
        await d.press("tab")
        for text in ("two pilots", "the north", "ten demos"):
            await d.say("enter", text)
        assert the_page(d).shows("two pilots", "the north", "ten demos")
        assert planner.partners.view(ReviewKind.GROUP).answers == {
            "doing": "two pilots",
            "headed": "the north",
            "next month": "ten demos",
        }
        await d.press("c")
        assert the_page(d).shows("closed", "two pilots")


async def test_an_idea_becomes_an_action_or_a_goal_with_one_key(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        await d.say("i", "ask each customer for a name")
        await d.say("i", "10 calls a week")
        await d.press("k", "a")
        assert [action.text for action in planner.store.select(Action)] == ["ask each customer for a name"]
        assert the_page(d).shows("● ask each customer for a name", "an action now", "○ 10 calls a week")
        await d.press("j", "g")
        assert [goal.title for goal in planner.store.select(Goal)] == ["10 calls"]
        assert the_page(d).shows("a goal now")
        await d.press("g")
        assert d.said == "No idea waits here. “i” adds one."
        await d.press("u")
        assert the_page(d).shows("○ 10 calls a week")


async def test_an_idea_that_was_kept_is_under_the_cursor_so_that_a_makes_it_an_action(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        await d.say("i", "idea one")
        await d.say("i", "idea two")
        assert "idea two" in the_page(d).under_cursor
        await d.press("a")
        assert d.said.startswith("Planned")
        assert [action.text for action in planner.store.select(Action)] == ["idea two"]


async def test_a_closed_review_offers_what_works_in_it(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        assert all(word in d.footer for word in ("a action", "i idea", "o in the way", "p people"))
        await d.say("i", "ask each customer")
        await d.press("c")
        assert not any(word in d.footer for word in ("i idea", "o in the way", "p people"))
        assert all(word in d.footer for word in ("a action", "C open again"))
        await d.press("a")
        assert the_page(d).shows("an action now")
        assert "a action" not in d.footer
        for key in ("i", "o", "p", "a"):
            await d.press(key)
            assert CLOSED in d.reading
            await d.press("escape")
        assert the_page(d).shows("closed")


async def test_the_one_just_closed_is_opened_again_from_a_fresh_page(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        await d.say("i", "raise prices")
        await d.press("c", "escape")
        await d.run("page.group")
        assert not the_page(d).shows("raise prices")
        assert "C open again" in d.footer
        await d.press("C")
        assert d.said == "Open again: monthly group, Tue 10 Feb · u takes it back"
        assert the_page(d).shows("raise prices")
        await d.press("c")
        assert len(list(planner.store.select(Review))) == 1


async def test_once_the_next_one_is_due_or_begun_the_last_one_stays_closed(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock=clock)
    planner.partners.add("Mia Holt", Role.GROUP)
    planner.partners.close(ReviewKind.GROUP, note="the first")
    async with desk(planner) as d:
        await d.run("page.group")
        await d.say("i", "raise prices")
        await d.press("C")
        assert d.said == Need.TO_REOPEN.value
        await d.press("u", "escape")
    clock.set(date(2026, 3, 2))
    async with desk(planner) as d:
        await d.run("page.group")
        await d.press("C")
        assert d.said == Need.TO_REOPEN.value


async def test_a_review_of_an_earlier_day_says_that_it_is_not_closed(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock=clock)
    planner.partners.add("Mia Holt", Role.GROUP)
    planner.partners.idea("raise prices")
    async with desk(planner) as d:
        await d.run("page.group")
        assert "not closed" not in d.said
    clock.set(date(2026, 3, 16))
    async with desk(planner) as d:
        await d.run("page.group")
        assert d.said == "Begun on Tue 10 Feb and not closed: c closes it."
        await d.say("i", "ask for names")
        assert "not closed" not in d.said


async def test_a_promise_of_the_next_month_is_due_by_the_next_meeting(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        await d.say("a", "show the pilot")
        assert the_page(d).shows("○ show the pilot", "by Tue 10 Mar")
        await d.press("c", "u")
        assert not list(planner.store.select(Action))


async def test_without_anybody_nothing_is_kept_and_the_page_says_the_key(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        await d.press("i")
        assert d.said == "A group review names who takes part. p says it."
        await d.press("c", "a", "o")
        assert not list(planner.store.select(Review))
        assert d.alive


async def test_hassles_return_and_are_resolved_with_words(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.run("page.group")
        await d.say("o", "no desk of my own")
        await d.press("end", "k", "x", "enter")
        assert d.said == "Out of the way: no desk of my own · u takes it back"
        assert the_page(d).shows("Nothing is in the way")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_odd_text_is_shown_inert(tmp_path: Path, text: str) -> None:
    planner = a_file(tmp_path)
    put_everywhere(planner, storable(text))
    planner.partners.idea(f"ask {storable(text)}")
    planner.partners.keep(ReviewKind.GROUP, answers={"doing": f"do {storable(text)}"}, note=f"n {storable(text)}")
    async with desk(planner, size=(60, 16)) as d:
        await d.run("page.group")
        is_inert(d)
        for key in ("tab", "tab", "tab", "tab", "a", "end", "p"):
            await d.press(key)
            is_inert(d)
