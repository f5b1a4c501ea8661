"""One key hides momentum and the score of each day, wherever they stand, and shows them again."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from tests.builders import CALLS, TODAY, a_closed_day, a_goal, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

HIDDEN = "The score is hidden. S shows it."


def a_month(folder: Path) -> Planner:
    """Return a planner whose working days of four weeks were closed with a step."""
    planner = open_planner(folder)
    days = [day for n in range(1, 29) if (day := TODAY - timedelta(days=n)).weekday() < 5]
    put(planner, CALLS, a_goal("40 calls"), *(an_activity(on=day) for day in days), *map(a_closed_day, days))
    return planner


def shows_score(d: Desk) -> bool:
    """Tell whether momentum, its word or a score is on the screen."""
    return re.search(r"rolling|building|level|[+−]\d+ [↑→↓]|score [+−]|momentum [+−]", d.text) is not None


async def test_one_key_hides_the_score_in_the_header_and_shows_it_again(tmp_path: Path) -> None:
    async with desk(a_month(tmp_path)) as d:
        before = d.lines[0]
        assert shows_score(d)
        await d.press("S")
        assert d.said == "The score is hidden."
        assert not shows_score(d)
        assert "step days" in d.lines[0]
        await d.press("S")
        assert d.said == "The score is shown."
        assert d.lines[0] == before


async def test_what_is_hidden_stays_so_the_next_time(tmp_path: Path) -> None:
    planner = a_month(tmp_path)
    async with desk(planner) as d:
        await d.press("S")
    async with desk(planner) as d:
        assert not shows_score(d)
        assert planner.noted("score") == "hidden"


async def test_the_brief_that_is_written_says_nothing_of_it_either(tmp_path: Path) -> None:
    async with desk(a_month(tmp_path)) as d:
        for keys, is_told in ((("S",), False), (("S",), True)):
            d.app.pages.open_ritual(ReviewKind.PARTNER)
            await d.settle()
            await d.press(*keys)
            path = tmp_path / f"brief {is_told}.txt"
            await d.press("w", "ctrl+u")
            await d.type(str(path))
            await d.press("enter")
            assert ("Momentum" in path.read_text()) is is_told
            await d.press("escape")


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
async def test_every_page_keeps_it_hidden_and_its_own_say_which_key_shows_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with desk(a_month(tmp_path), size=size) as d:
        await d.press("S", "[")
        assert not shows_score(d)
        await d.press("full_stop", "r")
        assert not shows_score(d)
        await d.press("escape", "n")
        assert d.shows(HIDDEN)
        assert not shows_score(d)
        await d.press("j", "end", "home", "escape", "p", "tab")
        assert d.shows(HIDDEN)
        assert not shows_score(d)
        await d.press("S")
        assert d.shows("Momentum +")
        assert not d.shows(HIDDEN)


async def test_a_closed_day_is_told_without_its_score(tmp_path: Path) -> None:
    async with desk(a_month(tmp_path)) as d:
        await d.press("S", "[", "r")
        assert d.shows("Momentum     hidden   closed", "S shows it")
        await d.press("S")
        assert d.shows("score +", "n why")
        assert shows_score(d)
