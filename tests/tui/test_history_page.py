"""The history page: what was done by day, what a step did, and the way back in one key."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action
from planner.domain.activity import Activity
from planner.domain.change import Change
from planner.domain.value import replace
from planner.services.planner import Planner
from planner.tui.panes.history import HistoryPane
from tests.builders import TODAY, StoppedClock, a_contact, open_planner, put
from tests.tui.desk import Desk, desk


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """Return a planner with a step of yesterday and three of today."""
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    clock.set(TODAY - timedelta(days=1))
    planner.log.line("call @Dana connected: first talk")
    clock.set(TODAY)
    planner.plan.add("write the offer", TODAY)
    (action,) = planner.store.select(Action)
    planner.plan.toggle(action.id)
    planner.log.line("email @Dana: the offer [/] for 田中")
    return planner


def way(d: Desk) -> str:
    return " ".join(d.part("#way").inside)


async def test_steps_stand_by_day_newest_first(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("H")
        lines = d.part("#history").inside
        order = [
            n
            for n, line in enumerate(lines)
            for text in ("today ─", "email", "Done", "Planned", "Monday 9", "call")
            if text in line
        ]
        assert order == sorted(order)
        assert len(order) == 6
        assert "email" in d.part("#history").under_cursor


async def test_the_way_back_is_told_before_it_is_gone(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("H")
        assert "It stands as it did then" in way(d)
        assert "go back to here" not in d.footer
        await d.press("j", "j")
        assert "enter takes back 2 steps that came later:" in way(d)
        assert "status  done → planned" in way(d)
        assert "− email Dana, the offer [/] for 田中" in way(d)
        assert "enter go back to here" in d.footer


async def test_one_key_takes_back_what_came_later_and_redo_brings_it_again(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("H", "end", "enter")
        assert d.said == "Taken back: 3 steps, to “Logged: call, Dana · new lead” · U does them again, one by one"
        assert (len(list(planner.store.select(Activity))), list(planner.store.select(Action))) == (1, [])
        assert d.part("#history").text.count("taken back") == 3
        assert "first talk" in way(d)
        await d.press("U", "U", "U")
        assert len(list(planner.store.select(Activity))) == 2


async def test_a_step_that_is_done_again_says_so_once_and_until_another_is_looked_at(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("H", "j", "b", "u", "U")
        assert d.said == "Done again: write the offer"
        await d.press("j")
        assert d.said == ""


async def test_an_undone_step_is_gone_to_forwards(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("H", "end", "enter", "home")
        assert "enter does 3 steps again, up to here:" in way(d)
        assert "enter do again to here" in d.footer
        await d.press("b")
        assert d.said.startswith("Done again: 3 steps")
        assert "taken back" not in d.part("#history").text


async def test_what_is_done_again_is_told_with_the_names_that_come_back_with_it(planner: Planner) -> None:
    while any(line.state == "done" for line in planner.history(9)):
        planner.undo()
    async with desk(planner) as d:
        await d.press("H", "end")
        assert "enter does 1 step again, up to here:" in way(d)
        assert "+ call Dana" in way(d)
        await d.press("home")
        assert "email Dana, the offer [/] for 田中" in way(d)


async def test_what_nothing_leads_to_is_said(planner: Planner) -> None:
    planner.undo()
    planner.plan.add("something else", TODAY)
    async with desk(planner) as d:
        await d.press("H", "j")
        assert d.part("#history").shows("taken back, then replaced")
        assert "nothing leads here" in way(d)
        await d.press("enter")
        assert d.said.startswith("Nothing leads here")


async def test_a_refusal_leaves_everything_as_it_is(planner: Planner) -> None:
    put(planner, dana := a_contact("Lee"))
    planner.commit("Kept", (Change(dana, replace(dana, name="Lea")),), undoable=False)
    async with desk(planner) as d:
        await d.press("H", "end", "enter")
        assert "changed elsewhere" in d.said
        assert len(list(planner.store.select(Action))) == 1


async def test_a_long_past_is_read_as_the_cursor_goes(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    for number in range(250):
        put(planner, a_contact(f"n{number}"))
    async with desk(planner) as d:
        await d.press("H")
        pane = d.screen.query_one("#history", HistoryPane)
        assert len(pane._steps) == 100
        for _ in range(3):
            await d.press("end")
        assert len(pane._steps) >= 250
        assert "takes back 249 steps" in way(d)
        await d.press("tab")
        for _ in range(3):
            await d.press("end")
        assert "contact n1" in d.part("#way").inside[-1]


@pytest.fixture
def people(tmp_path: Path) -> Planner:
    """Return a planner with sixteen steps, each of which put a contact in."""
    planner = open_planner(tmp_path)
    for number in range(16):
        contact = a_contact(f"person {number}")
        planner.commit(f"Added: person {number}", (Change(None, contact),))
    return planner


@pytest.mark.parametrize(
    ("size", "told"), [((120, 40), "and 5 more tab reads all"), ((80, 24), "and 13 more tab reads all")]
)
async def test_steps_on_the_way_back_that_have_no_room_are_counted(
    people: Planner, size: tuple[int, int], told: str
) -> None:
    async with desk(people, size=size) as d:
        await d.press("H", "end")
        assert "takes back 15 steps" in way(d)
        assert told in " ".join(way(d).split())
        assert "tab read all" in d.footer


async def test_where_hardly_a_line_has_room_the_number_of_steps_and_the_key_that_reads_them_stay(
    people: Planner,
) -> None:
    async with desk(people, size=(40, 12)) as d:
        await d.press("H", "end")
        assert "takes back 15 steps" in way(d)
        assert "tab" in d.footer
        assert "enter" in d.footer


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_one_key_gives_the_way_back_the_keys_of_the_list(people: Planner, size: tuple[int, int]) -> None:
    async with desk(people, size=size) as d:
        await d.press("H", "end", "tab")
        assert "more" not in way(d)
        assert "tab list" in d.footer
        seen = way(d)
        for _ in range(60):
            await d.press("j")
            seen += way(d)
        assert all(f"contact person {number}" in seen for number in range(16))
        await d.press("home")
        assert "person 0" in d.part("#way").inside[0]
        await d.press("pagedown", "pageup", "k", "end")
        assert "contact person 1" in d.part("#way").inside[-1]
        assert "person 0" in d.part("#history").under_cursor
        await d.press("tab", "k")
        assert "takes back 14 steps" in way(d)


async def test_a_step_is_gone_to_while_its_way_back_is_read(people: Planner) -> None:
    async with desk(people) as d:
        await d.press("H", "end", "tab", "pagedown", "enter")
        assert d.said.startswith("Taken back: 15 steps")
        assert "person 0" in d.part("#history").under_cursor
        assert "It stands as it did then" in way(d)


async def test_an_empty_history_says_what_stands_there(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("H")
        assert d.part("#history").shows("Nothing was changed yet.")
        await d.press("enter", "j")
        assert d.alive


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 30), (24, 10)])
async def test_it_fits_any_size(planner: Planner, size: tuple[int, int]) -> None:
    async with desk(planner, size=size) as d:
        await d.press("H", "j", "j")
        assert d.part("#history").under_cursor
        assert d.alive
        await d.resize(120, 40)
        assert "takes back 2 steps" in way(d)
