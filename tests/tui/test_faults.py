"""A file that does not take what is typed: the words stay, the sentence says why, the app goes on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from pathlib import Path

import pytest
from textual.widgets import Input

from planner.domain.activity import Activity
from planner.domain.change import Topic
from planner.services.planner import Planner
from planner.tui.dialogs.goal import GoalForm
from planner.tui.widgets.painted import Painted
from tests.builders import CALLS, TODAY, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import desk

HELD = "is held by another program"

pytestmark = pytest.mark.usefixtures("nobody_waits_long")


@contextmanager
def held(planner: Planner, how: str = "EXCLUSIVE") -> Iterator[None]:
    """Hold the file as another program does while it writes."""
    other = sqlite3.connect(planner.store.path, isolation_level=None)
    other.execute(f"BEGIN {how}")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def full(planner: Planner) -> Iterator[None]:
    """Let the file grow no more, as on a full disk."""
    (pages,) = planner.store.connection.execute("PRAGMA page_count").fetchone()
    planner.store.connection.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        planner.store.connection.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def read_only(planner: Planner) -> Iterator[None]:
    """Let nothing be written, as when the permissions changed."""
    planner.store.connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        planner.store.connection.execute("PRAGMA query_only = OFF")


def replace_file(path: Path) -> None:
    """Put another file in the place of one, as a file sync does."""
    moved = path.rename(path.with_suffix(".moved"))
    path.write_bytes(moved.read_bytes())


def steps(planner: Planner) -> int:
    return len(list(planner.store.select(Activity)))


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
async def test_a_line_saved_while_the_file_is_held_stays_and_is_saved_afterwards(tmp_path: Path, how: str) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call @Dana: terms")
        with held(planner, how):
            await d.press("enter")
            assert d.alive
            assert f"{HELD}. Nothing was saved; try again" in " ".join(d.reading.split())
            assert d.typed == "call @Dana: terms"
        await d.press("enter")
        assert steps(planner) == 1
        assert d.pane("log").shows("terms")


async def test_a_line_saved_on_a_full_disk_stays_and_is_saved_afterwards(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        await d.paste("call @Dana: " + "terms " * 2000)
        with full(planner):
            await d.press("enter")
            assert "is full. Nothing was saved" in " ".join(d.reading.split())
            assert d.typed.startswith("call @Dana: terms")
        await d.press("enter")
        assert steps(planner) == 1


async def test_what_cannot_be_read_behind_the_frame_is_told_and_the_app_goes_on(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        planner.store.connection.execute("ALTER TABLE review RENAME TO away")
        planner.changes.announce(frozenset({Topic.REVIEWS}))
        await d.until(lambda: "no such table" in d.said)
        assert d.alive
        planner.store.connection.execute("ALTER TABLE away RENAME TO review")


async def test_a_line_saved_into_a_read_only_file_stays(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call @Dana")
        with read_only(planner):
            await d.press("enter")
            assert "cannot be written to. Nothing was saved" in " ".join(d.reading.split())
            assert d.typed == "call @Dana"


@pytest.mark.parametrize("key", ["l", "a", "g", "t"])
async def test_what_is_put_away_while_the_file_is_held_is_offered_again(tmp_path: Path, key: str) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner, size=(150, 40)) as d:
        await d.press(key)
        await d.type("half a thought")
        with held(planner, "IMMEDIATE" if key == "t" else "EXCLUSIVE"):
            await d.press("escape")
            assert HELD in d.said
            assert d.alive
            await d.press(key)
            assert d.typed == "half a thought"
            await d.press("escape")
        await d.press(key)
        assert d.typed == "half a thought"
        await d.press("escape")
        drafts = planner.store.rows("SELECT text FROM draft")
        assert drafts == [("half a thought",)]


async def test_a_goal_form_left_while_the_file_is_held_keeps_its_text(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("forty calls"))
    async with desk(planner) as d:
        await d.press("2", "e", "tab")
        await d.type("because")
        with held(planner, "IMMEDIATE"):
            await d.press("enter")
            assert isinstance(d.app.screen, GoalForm)
            told = d.app.screen.query("#told Painted").results(Painted)
            assert HELD in " ".join(text for painted in told for text, _ in painted._line.left)
            await d.press("escape")
            assert d.alive
        await d.press("e")
        assert d.screen.query_one("#why", Input).value == "because"


async def test_every_key_is_survived_while_the_file_is_held(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal(), an_action(), an_action("more"), an_activity(), an_activity(at=time(8)))
    async with desk(planner) as d:
        with held(planner):
            for pane in ("1", "2", "3"):
                await d.press(pane)
                for key in "jkxebmdfKJuUz":
                    await d.press(key, "escape")
                    assert d.alive, key
            for key in ("home", "end", "pagedown", "ctrl+p", "escape", "?", "escape", "l", "c", "a", "l", "escape"):
                await d.press(key)
                assert d.alive, key
        assert len(planner.store.rows("SELECT 1 FROM journal WHERE state = 'done'")) == 1


async def test_time_passes_and_windows_change_while_the_file_is_held(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        with held(planner):
            await d.turn_to(TODAY, time(9, 42))
            assert d.alive
            await d.resize(60, 20)
            assert d.alive
            await d.turn_to(TODAY.replace(day=11))
            assert d.alive
        await d.tick()
        await d.turn_to(TODAY.replace(day=11), time(9, 43))
        assert "11 Feb" in d.lines[0]
        assert d.lines[0].endswith("09:43")


async def test_a_theme_chosen_while_the_file_is_held_is_worn_and_the_sentence_said(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner, size=(150, 40)) as d:
        await d.run("app.theme")
        await d.press("j")
        with held(planner, "IMMEDIATE"):
            await d.press("enter")
            assert d.alive
            assert HELD in d.said


async def test_leaving_while_the_file_is_held_leaves(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("t")
        await d.type("half")
        with held(planner):
            d.app.leave()
            await d.until(lambda: not d.app.is_running)
        assert d.app._exception is None


async def test_a_file_that_was_replaced_is_told_and_not_written_to(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.log("call: first")
        replace_file(Path(planner.store.path))
        await d.say("l", "call: second")
        assert "was moved or replaced" in " ".join(d.reading.split())
        assert d.typed == "call: second"
        assert d.pane("log").shows("first")
    assert any(name.startswith("planner-rescued-") for name in os.listdir(tmp_path))  # noqa: PTH208


async def test_an_error_of_the_program_itself_keeps_what_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = open_planner(tmp_path)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  # the app raises when it is left
        async with desk(planner) as d:
            await d.press("l")
            await d.type("call @Dana: half a")

            def fail(*_: object) -> None:
                raise ZeroDivisionError

            monkeypatch.setattr(d.today_screen, "show_top", fail)
            d.clock.advance(minutes=1)
            d.app.call_later(d.app.tick)
            await d.until(lambda: bool(d.app.fault))
    assert "ZeroDivisionError" in d.app.fault
    assert planner.draft("log") == "call @Dana: half a"
