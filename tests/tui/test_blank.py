"""The blank of the prompt: one answer a date, whoever wrote it; what is unfinished is offered and never carried."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.action import Action, one_thing_id
from planner.tui.widgets.blank import draft_key
from tests.builders import TODAY, open_planner
from tests.tui.desk import desk

YESTERDAY, TOMORROW = date(2026, 2, 9), date(2026, 2, 11)


async def test_an_answer_of_another_window_is_told_before_it_is_replaced(tmp_path: Path) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    async with desk(planner) as d:
        await d.press("t")
        await d.type("mine")
        other.plan.answer("theirs", TODAY)
        await d.press("enter")
        assert "“theirs” was kept elsewhere meanwhile" in d.said
        assert d.typed == "theirs; mine"
        assert planner.store.need(Action, one_thing_id(TODAY)).text == "theirs"
        await d.press("enter")
        assert planner.store.need(Action, one_thing_id(TODAY)).text == "theirs; mine"


async def test_an_answer_that_was_left_half_typed_replaces_nothing_unseen(tmp_path: Path) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    async with desk(planner) as d:
        await d.press("t")
        await d.type("mine")
        await d.press("escape")
        other.plan.answer("theirs", TODAY)
        await d.press("t")
        assert d.typed == "mine"
        await d.press("enter")
        assert d.typed == "theirs; mine"


async def test_a_look_at_the_blank_leaves_what_another_window_answers_alone(tmp_path: Path) -> None:
    planner, other = open_planner(tmp_path), open_planner(tmp_path, origin="elsewhere")
    planner.plan.answer("ours", TODAY)
    async with desk(planner) as d:
        await d.press("t")
        other.plan.answer("theirs", TODAY)
        await d.press("escape")
        await d.tick()
        await d.press("t")
        assert d.typed == "theirs"


async def test_what_was_half_typed_for_a_day_stays_with_that_day(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("call Lee", TOMORROW)
    async with desk(planner) as d:
        await d.press("t")
        await d.type("half a thou")
        await d.press("escape", "]", "t")
        assert d.typed == "call Lee"
        await d.press("escape", ".", "t")
        assert d.typed == "half a thou"


async def test_what_is_begun_on_one_page_goes_on_in_the_blank(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("r", "t")
        await d.type("call thr")
        await d.press("escape", "escape", "]", "t")
        assert d.typed == "call thr"


async def test_what_yesterday_left_open_is_offered_and_not_carried(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("close [/] Acme", YESTERDAY)
    async with desk(planner) as d:
        await d.press("t")
        assert d.typed == ""
        assert d.pane("today").shows("tab offers “close [/] Acme”")
        await d.press("escape")
        assert planner.reading.one_thing(TODAY) is None
        await d.press("t", "tab")
        assert d.typed == "close [/] Acme"
        await d.type(" today")
        await d.press("tab", "enter")
        assert planner.store.need(Action, one_thing_id(TODAY)).text == "close [/] Acme today"


async def test_what_yesterday_finished_is_not_offered(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.plan.answer("close Acme", YESTERDAY)
    planner.plan.toggle(one_thing_id(YESTERDAY))
    async with desk(planner) as d:
        await d.press("t", "tab")
        assert d.typed == ""
        assert not d.pane("today").shows("tab offers")


async def test_a_half_typed_answer_is_kept_without_any_other_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.tui.widgets.input.KEPT_AFTER", 0.01)
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("t")
        await d.type("close the Acme")
        await d.until(lambda: planner.draft(draft_key(TODAY)) == "close the Acme")
        assert d.today_screen.blank.is_open
