"""The review with a goals partner: held with somebody, in four sections, with promises and obstacles that return."""

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action
from planner.domain.person import Person, Role
from planner.domain.review import Review, ReviewKind
from planner.services.planner import Planner
from planner.tui.panes.partner import PartnerPane
from planner.tui.panes.routine import RoutinePane
from tests.builders import CALLS, DOLLARS, TODAY, StoppedClock, a_deal, a_goal, an_activity, open_planner, put
from tests.tui.desk import Desk, Part, desk
from tests.tui.test_hostile import HOSTILE, is_inert, put_everywhere, storable

LAST_WEEK = TODAY - timedelta(days=7)


def the_page(d: Desk) -> Part:
    """Return the partner's page on top."""
    return Part(d.screen, d.screen.query_one(PartnerPane))


def a_file(tmp_path: Path, clock: StoppedClock | None = None) -> Planner:
    """Return a planner with a partner and a goal."""
    planner = open_planner(tmp_path, clock)
    put(planner, CALLS, a_goal("40 calls"), an_activity(on=LAST_WEEK, quantity=5))
    planner.partners.add("Mia Holt", Role.MENTOR)
    return planner


async def open_partner(d: Desk) -> None:
    """Open the page as the palette does."""
    await d.run("page.partner")


async def test_a_review_cannot_be_held_with_nobody_and_a_line_names_a_partner(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await open_partner(d)
        await d.press("c")
        assert d.said == "A partner review is held with a partner. p names yours."
        await d.press("a")
        assert not d.is_typing
        await d.press("enter")
        await d.type("Mia Holt mentor")
        assert "Mia Holt, mentor, new" in d.reading
        await d.press("enter")
        assert [(p.name, p.role) for p in planner.store.select(Person)] == [("Mia Holt", Role.MENTOR)]
        assert the_page(d).shows("With         Mia Holt, mentor", "goals partner   Tue 10 Feb, with Mia Holt")
        await d.press("u")
        assert not list(planner.store.select(Person))


async def test_the_four_sections_say_what_the_brief_says(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await open_partner(d)
        page = the_page(d).text
        order = [page.index(name) for name in ("With ", "Goals", "Progress", "Obstacles", "Next time", "Note ")]
        assert order == sorted(order)
        assert the_page(d).shows("40 calls in February", "5 of 40, 12 %", "working days behind", "stretch 48, 43 to go")


async def test_a_promise_carries_the_review_and_returns_at_the_next_one(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = a_file(tmp_path, clock)
    async with desk(planner) as d:
        await open_partner(d)
        await d.say("a", "call Lee fri")
        assert the_page(d).shows("○ call Lee", "by Fri 13 Feb")
        await d.say("a", "send the deck")
        (first, second), (review,) = planner.store.select(Action, order="date"), planner.store.select(Review)
        assert (first.review_id, second.review_id) == (review.id, review.id)
        assert (first.date, second.date) == (date(2026, 2, 13), date(2026, 2, 17))
        await d.press("c")
        assert d.said == "Held: goals partner, with Mia Holt: 1 answer, 2 actions planned · u takes it back"
        assert the_page(d).shows("closed", "○ call Lee")
    planner.plan.toggle(first.id)
    clock.set(date(2026, 2, 17))
    async with desk(planner) as d:
        await open_partner(d)
        assert the_page(d).shows(
            "Commitments kept", "1 of 2", "● call Lee", "○ send the deck", "held last on Tue 10 Feb"
        )


async def test_closing_is_one_step_to_take_back(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await open_partner(d)
        await d.say("a", "call Lee fri")
        await d.say("o", "legal takes a week -> ask Bo")
        await d.press("c", "u")
        assert not list(planner.store.select(Review))
        assert not list(planner.store.select(Action))
        assert planner.obstacles.rows() == ()


async def test_closed_by_a_slip_it_is_opened_again_with_everything_in_it(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await open_partner(d)
        await d.say("a", "call Lee fri")
        offered = ("a promise", "o in the way", "p partner")
        assert all(word in d.footer for word in offered)
        await d.press("c")
        assert not any(word in d.footer for word in offered)
        await d.press("C")
        assert d.said.startswith("Open again: goals partner")
        await d.say("a", "send the deck")
        assert the_page(d).shows("○ call Lee", "○ send the deck")
        await d.press("c")
        assert len(list(planner.store.select(Review))) == 1


async def test_a_review_that_another_window_closes_stays_in_view_and_says_so(tmp_path: Path) -> None:
    planner, other = a_file(tmp_path), open_planner(tmp_path, origin="elsewhere")
    async with desk(planner) as d:
        await open_partner(d)
        await d.say("a", "call Lee fri")
        other.partners.close(ReviewKind.PARTNER, note="theirs")
        await d.tick()
        assert d.said == "This review was closed meanwhile. It stays in view: C opens it again."
        assert the_page(d).shows("closed", "○ call Lee", "theirs")
        await d.press("C")
        assert the_page(d).shows("○ call Lee", "theirs")
        assert len(list(planner.store.select(Review))) == 1


async def test_a_review_that_another_window_closes_is_not_held_twice(tmp_path: Path) -> None:
    planner, other = a_file(tmp_path), open_planner(tmp_path, origin="elsewhere")
    async with desk(planner) as d:
        await open_partner(d)
        await d.say("a", "call Lee fri")
        await d.press("a")
        await d.type("send the deck")
        other.partners.close(ReviewKind.PARTNER)
        await d.press("enter")
        assert "This review is closed. C opens it again." in d.text
        assert d.typed == "send the deck"
        await d.press("escape", "c")
        assert len(list(planner.store.select(Review))) == 1


async def test_an_obstacle_stays_until_words_resolve_it_the_oldest_first(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    planner.obstacles.add("delivery slips", LAST_WEEK)
    async with desk(planner) as d:
        await open_partner(d)
        await d.say("o", "legal takes a week -> ask Bo for the short form")
        page = the_page(d).text
        assert page.index("delivery slips") < page.index("legal takes a week")
        assert the_page(d).shows("next: ask Bo for the short form, by Wed 11 Feb", "7 days")
        await d.press("tab", "tab", "tab", "x")
        assert d.part("#editor").shows("“delivery slips” is out of the way")
        await d.type("another carrier")
        await d.press("enter")
        assert d.said == "Out of the way: delivery slips: another carrier · u takes it back"
        assert [row.obstacle.text for row in planner.obstacles.rows()] == ["legal takes a week"]


async def test_a_promise_is_ticked_corrected_and_dropped_where_it_stands(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await open_partner(d)
        await d.say("a", "call Lee fri")
        await d.press("end", "k", "x")
        assert the_page(d).shows("● call Lee")
        await d.press("x", "e")
        await d.type(" Park")
        await d.press("enter")
        assert the_page(d).shows("○ call Lee Park")
        await d.press("d")
        assert the_page(d).shows("dropped")


@pytest.mark.parametrize(("ending", "begins"), [("md", "# Goals brief"), ("txt", "Goals brief"), ("html", "<!DOCTYPE")])
async def test_the_brief_is_written_in_the_format_of_its_name(tmp_path: Path, ending: str, begins: str) -> None:
    async with desk(a_file(tmp_path)) as d:
        await open_partner(d)
        path = tmp_path / f"brief.{ending}"
        await d.press("w", "ctrl+u")
        await d.paste(str(path))
        await d.press("enter")
        assert d.said.startswith("Brief written: ")
        assert path.read_text().startswith(begins)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_the_home_folder_is_offered_and_a_file_is_written_over_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "goals-brief-2026-02-10.md"
    path.write_text("mine")
    async with desk(a_file(tmp_path)) as d:
        await open_partner(d)
        await d.press("w")
        assert d.typed == "~/goals-brief-2026-02-10.md"
        assert "it is there already: enter writes over it" in d.reading
        assert path.read_text() == "mine"
        await d.press("tab", "tab")
        assert d.typed.endswith(".txt")
        await d.press("shift+tab", "enter")
        assert d.said.startswith("Written over: ")  # a long path is cut


async def test_a_name_that_says_no_format_and_the_planners_own_file_are_refused(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await open_partner(d)
        for name, told in (("brief.pdf", "says the format"), ("missing/brief.md", "cannot be written")):
            await d.press("w", "ctrl+u")
            await d.paste(str(tmp_path / name))
            await d.press("enter")
            assert told in d.reading
            await d.press("escape")


async def test_amounts_are_left_out_with_one_key(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    put(planner, DOLLARS, a_goal("$240,000", target=24_000_000, measure=DOLLARS))
    put(planner, a_deal(stage="won", amount_minor=1_200_000, closed_on=TODAY))
    async with desk(planner) as d:
        await open_partner(d)
        assert the_page(d).shows("$12,000 of $240,000")
        await d.press("h")
        assert d.said == "The brief tells no amounts."
        assert not the_page(d).shows("$")
        path = tmp_path / "brief.txt"
        await d.press("w", "ctrl+u")
        await d.paste(str(path))
        assert "text without money" in d.reading
        await d.press("enter")
        assert "$" not in path.read_text()


async def test_it_opens_from_the_routine_and_from_the_morning(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    planner.partners.close(ReviewKind.PARTNER, TODAY - timedelta(days=8))
    async with desk(planner) as d:
        await d.press("R")
        assert Part(d.screen, d.screen.query_one(RoutinePane)).shows("goals partner")
        await d.press("j", "j", "j", "enter")
        assert the_page(d)
        await d.press("escape", "escape", "o", "end", "enter")
        assert the_page(d)


async def test_a_question_of_the_users_own_is_answered_in_the_review(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "rituals"
    folder.mkdir(parents=True)
    (folder / "partner.yaml").write_text("sections:\n  - partner\n  - ask: What did I learn?\n    key: learned\n")
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await open_partner(d)
        await d.press("tab", "enter")
        await d.type("to ask earlier")
        await d.press("enter")
        assert the_page(d).shows("What did I learn?", "to ask earlier")
        await d.press("c")
        assert the_page(d).shows("closed", "to ask earlier")


async def test_a_long_title_of_the_users_own_leaves_the_day_in_view(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "rituals"
    folder.mkdir(parents=True)
    (folder / "partner.yaml").write_text(f"title: {'Fridays ' * 25}\nsections:\n  - partner\n")
    planner = a_file(tmp_path)
    async with desk(planner, size=(60, 16)) as d:
        await open_partner(d)
        assert the_page(d).shows("Fridays Fridays", "…   Tue 10 Feb")
        await d.resize(120, 40)
        assert the_page(d).shows("Fridays " * 6, "…   Tue 10 Feb")
        await d.press("c")
        assert the_page(d).shows("…   Tue 10 Feb", "   closed")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_odd_text_is_shown_inert(tmp_path: Path, text: str) -> None:
    planner = open_planner(tmp_path)
    put_everywhere(planner, storable(text))
    planner.partners.add(f"Mia {storable(text)}")
    planner.obstacles.add(f"slips {storable(text)}")
    planner.partners.promise(ReviewKind.PARTNER, f"call {storable(text)}")
    for size in ((120, 40), (40, 30)):
        async with desk(planner, size=size) as d:
            await open_partner(d)
            is_inert(d)
            for key in ("p", "escape", "end", "k", "x", "w", "escape"):
                await d.press(key)
                is_inert(d)


async def test_an_empty_planner_has_an_empty_page(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path), size=(80, 24)) as d:
        await open_partner(d)
        assert the_page(d).shows("No goal is active", "Nothing is in the way", "p names your partner")
        for _ in range(8):
            await d.press("tab")
        assert d.alive
