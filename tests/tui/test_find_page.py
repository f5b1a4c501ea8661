"""Finding: one line on top, what it finds under it as it is typed, and enter goes there."""

from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rich.console import RenderableType
from textual.screen import Screen

from planner.domain.activity import ActivityType, Outcome
from planner.domain.obstacle import Obstacle
from planner.domain.person import Role
from planner.domain.review import Review, ReviewAnswer, ReviewKind, review_id
from planner.services.planner import Planner
from planner.tui.commands.command import Place
from planner.tui.panes.pane import Pane
from planner.tui.screens import find as find_page
from planner.tui.screens.find import FindPage
from planner.tui.widgets import editor
from tests.builders import (
    CALLS,
    TODAY,
    a_contact,
    a_deal,
    a_goal,
    an_action,
    an_activity,
    open_planner,
    put,
)
from tests.tui.desk import Desk, desk

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """Return a planner in which Dana is everywhere."""
    planner = open_planner(tmp_path)
    dana = a_contact("Dana Reyes", "Acme")
    put(
        planner,
        CALLS,
        dana,
        a_goal("40 calls", why="Dana asks for them"),
        a_deal("Acme renewal", contact_id=dana.id),
        an_action("call Dana about the terms", contact_id=dana.id),
        an_action("send Dana the draft", on=LAST_WEEK),
        an_activity(contact_id=dana.id, outcome=Outcome.CONNECTED, note="renewal terms [/] agreed"),
        an_activity(ActivityType.EMAIL, on=LAST_WEEK, contact_id=dana.id, note="the térms"),
        *(an_activity(on=LAST_WEEK - timedelta(days=n), note="filler") for n in range(1, 80)),
    )
    planner.reviews.close(LAST_WEEK, note="Dana was a joy")
    return planner


async def find(d: Desk, line: str) -> None:
    await d.press("/")
    await look_for(d, line)


async def look_for(d: Desk, line: str) -> None:
    """Type a line from its beginning, and wait until what it finds is shown."""
    await d.press("ctrl+u")
    await d.type(line)
    page = d.screen
    assert isinstance(page, FindPage)
    await d.until(lambda: not page._is_reading_due)


async def test_what_is_typed_is_found_by_kind_with_the_words_marked(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "dana")
        seen = d.part("#find").inside
        heads = [line.split("─")[0].strip() for line in seen if "──" in line]
        assert heads == ["contacts 1", "goals 1", "deals 1", "actions 2", "log 2", "reviews 1"]
        assert d.part("#find").under_cursor.endswith("Dana Reyes, Acme")
        await look_for(d, "dana ter")
        assert d.part("#find").shows("actions 1", "log 2", "renewal terms [/] agreed", "the térms")


async def test_a_line_under_the_words_marks_them_without_colour(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "terms agreed")
        pane = d.screen.query_one("#find")
        drawn = [segment for y in range(pane.size.height) for segment in pane.render_line(y)]
        assert [s.text for s in drawn if s.style is not None and s.style.underline] == ["terms", "agreed"]


async def test_an_empty_line_teaches_and_one_that_finds_nothing_says_so(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("/")
        assert d.part("#find").shows("Everything that was typed is found here.", "type:call @dana", "in:goals -call")
        for line in ("nothing like it", '* AND "', "-"):
            await look_for(d, line)
            told = "Nothing is looked for:" if line == "-" else "Nothing is found."
            assert d.part("#find").shows(told), line
        await look_for(d, "after:2026-02 before:2026-01")
        assert d.part("#find").shows("No day lies between the two: “after:” is not before “before:”.")
        await look_for(d, "type:xyz")
        assert d.part("#find").shows("Nothing is found. Nothing is “xyz”: type:call, type:proposal")
        await d.press("enter")
        assert d.said == "Nothing is found here to go to."


async def test_two_types_that_nothing_is_at_once_are_told_whole_in_a_small_window(planner: Planner) -> None:
    async with desk(planner, size=(60, 16)) as d:
        await find(d, "type:call type:email")
        told = " ".join(line.strip("│ ") for line in d.part("#find").text.splitlines())
        assert "Nothing is “call” and “email” at once: leave one of them out." in told


async def test_arrows_choose_and_letters_go_on_typing(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "dana")
        await d.press("down", "down")
        assert "renewal" in d.part("#find").under_cursor
        await d.press("up", "up", "up")
        assert d.part("#find").under_cursor.endswith("Dana Reyes, Acme")
        await d.type(" q u /")
        assert d.typed == "dana q u /"
        assert d.alive


async def test_enter_on_a_contact_or_a_deal_opens_its_page(planner: Planner) -> None:
    async with desk(planner) as d:
        for line, place in (("in:contacts dana", Place.CONTACT), ("in:deals dana", Place.DEAL)):
            await find(d, line)
            await d.press("enter")
            assert d.app.planner_screens[-1].places >= {place}
            await d.press("escape", "escape")
            assert d.screen is d.today_screen


async def test_enter_on_a_goal_opens_it_and_esc_leads_back_to_what_was_found(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "in:goals dana")
        await d.press("enter")
        assert d.app.planner_screens[-1].places >= {Place.GOAL}
        await d.press("escape")
        assert d.part("#find").shows("goals 1")


async def test_whoever_comes_back_stands_on_what_was_gone_to(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "dana")
        await d.press("down", "down")
        there = d.part("#find").under_cursor
        await d.press("enter")
        await d.press("escape", "escape")
        await d.press("/")
        assert d.part("#find").under_cursor == there
        await look_for(d, "dana")
        assert d.part("#find").under_cursor != there


async def test_what_is_not_understood_is_told_whole_in_a_small_window(planner: Planner) -> None:
    async with desk(planner, size=(80, 24)) as d:
        await find(d, "in:xyz")
        assert d.part("#find").shows("in: takes", "obstacles or days.")


async def test_enter_on_a_step_goes_to_it_in_the_log(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "type:email")
        await d.press("enter")
        assert d.screen is d.today_screen
        assert d.focus == "log"
        assert "Dana Reyes" in d.pane("log").under_cursor
        assert "email" in d.pane("log").under_cursor
        assert d.today_screen.day == LAST_WEEK
        await d.press("home")
        assert d.pane("log").shows("renewal terms")


async def test_enter_on_an_action_goes_to_its_day(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "in:actions terms")
        await d.press("enter")
        assert d.focus == "today"
        assert "call Dana about the terms" in d.pane("today").under_cursor
        await find(d, "in:actions draft")
        await d.press("enter")
        assert d.focus == "today"
        assert d.today_screen.day == LAST_WEEK
        assert "send Dana the draft" in d.pane("today").under_cursor


async def test_enter_on_what_has_no_page_goes_to_its_day_and_tells_it(planner: Planner) -> None:
    put(planner, Obstacle(id="legal", text="legal takes a week", opened_on=LAST_WEEK))
    async with desk(planner) as d:
        await find(d, "legal")
        await d.press("enter")
        assert d.today_screen.day == LAST_WEEK
        assert d.said == "Tue 3 Feb: legal takes a week (open)"


async def test_enter_on_a_review_opens_its_day(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "joy")
        await d.press("enter")
        assert d.app.planner_screens[-1].places >= {Place.REVIEW}
        assert d.shows("Dana was a joy")


@pytest.mark.parametrize(
    ("kind", "start", "end", "place", "title"),
    [
        (ReviewKind.DAY, date(2026, 1, 15), date(2026, 1, 15), Place.REVIEW, "Thursday 15 January"),
        (ReviewKind.WEEK, date(2026, 1, 5), date(2026, 1, 11), Place.WEEK, "week 3"),
        (ReviewKind.QUARTER, date(2025, 7, 1), date(2025, 9, 30), Place.QUARTER, "Q3 2025, then Q4 2025"),
        (ReviewKind.YEAR, date(2024, 1, 1), date(2024, 12, 31), Place.YEAR, "2024"),
    ],
)
async def test_enter_on_an_answer_opens_its_review_and_shows_it(
    planner: Planner, kind: ReviewKind, start: date, end: date, place: Place, title: str
) -> None:
    review = Review(id=review_id(kind, start), kind=kind, period_start=start, period_end=end, note="noted then")
    question = {ReviewKind.QUARTER: "question", ReviewKind.YEAR: "satisfied"}.get(kind, "proud")
    answered = ReviewAnswer(review_id=review.id, question=question, text="the long walk")
    put(planner, review, answered)
    async with desk(planner) as d:
        for line, told, row in (("long walk", answered.text, question), ("noted then", review.note, "note")):
            await find(d, line)
            await d.press("enter")
            assert d.app.planner_screens[-1].places >= {place}
            page = d.part(f"#{place.name.lower()}")
            assert page.shows(title, told)
            pane = page.widget
            assert isinstance(pane, Pane)
            assert pane.cursor_key == row
            assert told in d.said
            await d.press("escape", "escape")


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
async def test_an_answer_is_found_with_its_question(planner: Planner, size: tuple[int, int]) -> None:
    start = date(2026, 1, 5)
    key = review_id(ReviewKind.WEEK, start)
    review = Review(id=key, kind=ReviewKind.WEEK, period_start=start, period_end=date(2026, 1, 11))
    put(planner, review, ReviewAnswer(review_id=review.id, question="did_you", text="yes"))
    async with desk(planner, size=size) as d:
        await find(d, "in:reviews")
        assert d.part("#find").shows("did you: yes")


async def test_a_day_that_was_gone_to_says_how_the_hits_are_come_back_to(planner: Planner) -> None:
    put(planner, an_action("first offer"), an_action("second offer"))
    async with desk(planner) as d:
        await find(d, "offer")
        await d.press("down")
        chosen = d.part("#find").under_cursor
        await d.press("enter")
        assert d.screen is d.today_screen
        assert d.said == "/ goes back to what was found"
        await d.press("/")
        assert d.part("#find").under_cursor == chosen


async def test_enter_on_a_review_with_a_partner_opens_that_one_and_the_key_that_reopens_means_it(
    planner: Planner,
) -> None:
    planner.partners.add("Ann", Role.MENTOR)
    planner.partners.close(ReviewKind.PARTNER, date(2026, 1, 12), note="the pilot stands")
    planner.partners.close(ReviewKind.PARTNER, date(2026, 2, 2), note="the newest one")
    async with desk(planner) as d:
        await find(d, "pilot stands")
        await d.press("enter")
        assert d.part("#partner").shows("Mon 12 Jan, with Ann   closed", "the pilot stands")
        await d.press("C")
        opened = [one.note for one in planner.store.select(Review) if not one.is_closed]
        assert opened == ["the pilot stands"]


async def test_what_has_no_room_is_one_line_that_shows_it(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "f")
        await d.press("pagedown", "pagedown")
        while "more" not in d.part("#find").under_cursor:
            await d.press("down")
        assert "… 73 more   in:log" in d.part("#find").under_cursor
        await d.press("enter")
        assert d.typed == "f in:log "
        assert len([line for line in d.part("#find").inside if "filler" in line]) > 20


async def test_esc_keeps_the_line_for_the_next_time_and_typing_takes_its_place(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "dana")
        await d.press("escape")
        assert d.screen is d.today_screen
        await d.press("/")
        assert (d.typed, d.part("#find").shows("contacts 1")) == ("dana", True)
        await d.type("joy")
        assert d.typed == "joy"
        await d.press("ctrl+q")
    async with desk(planner) as d:
        await d.press("/")
        assert d.typed == "joy"


async def test_it_opens_from_any_page_and_once(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("n", "/")
        assert d.app.planner_screens[-1].places >= {Place.FIND}
        await d.type("/dana")
        assert len(d.app.planner_screens) == 3
        await d.press("escape")
        assert d.app.planner_screens[-1].places >= {Place.MOMENTUM}


async def test_what_changes_meanwhile_is_found_at_once(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "novelty")
        assert d.part("#find").shows("Nothing is found.")
        await d.put(an_activity(note="a novelty"))
        assert d.part("#find").shows("log 1", "novelty")


async def test_a_click_chooses_and_a_second_one_goes_there(planner: Planner) -> None:
    async with desk(planner) as d:
        await find(d, "in:goals dana")
        await d.pilot.click("#find", offset=(5, 2))
        await d.settle()
        assert d.typed == "in:goals dana"
        await d.pilot.click("#find", offset=(5, 2), times=2)
        await d.settle()
        assert d.app.planner_screens[-1].places >= {Place.GOAL}


async def test_hidden_money_stays_hidden(planner: Planner) -> None:
    put(planner, an_activity(note="asked for $12,000"))
    async with desk(planner) as d:
        await d.press("M")
        await find(d, "asked")
        assert not d.shows("$12,000")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 30), (24, 10)])
async def test_it_fits_any_size(planner: Planner, size: tuple[int, int]) -> None:
    async with desk(planner, size=size) as d:
        await find(d, "dana")
        assert d.alive
        await d.press("down", "down", "down", "down")
        assert d.part("#find").under_cursor


@pytest.mark.parametrize(
    ("where", "keys", "shown"), [(find_page, ("/", "t"), "renewal terms"), (editor, ("l", "c"), "call")]
)
async def test_a_key_and_what_the_line_means_now_are_one_frame(
    planner: Planner, monkeypatch: pytest.MonkeyPatch, where: ModuleType, keys: tuple[str, str], shown: str
) -> None:
    monkeypatch.setattr(where, "BURST", -1.0)
    frames: list[str] = []
    async with desk(planner) as d:
        await d.press(keys[0])
        display = d.app._display

        def display_noted(screen: Screen[Any], painted: RenderableType | None) -> None:
            if painted is not None:
                frames.append(d.text)
            display(screen, painted)

        monkeypatch.setattr(d.app, "_display", display_noted)
        monkeypatch.setattr(d.screen._update_timer, "_callback", lambda: frames.append(""))
        monkeypatch.setattr(Desk, "_is_frame_due", False)
        await d.press(keys[1])
        first, *later = frames
        assert shown in first
        assert not any(later)
