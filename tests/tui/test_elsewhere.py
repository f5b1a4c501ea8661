"""Another process writes to the same file: the open app shows it within a tick, and writes over nothing."""

import asyncio
import sqlite3
import subprocess
import sys
from datetime import time
from pathlib import Path

from planner.domain.activity import Activity
from tests.builders import StoppedClock, an_activity, open_planner, put
from tests.clocks import morning
from tests.terminal import plain_environment
from tests.tui.desk import Desk, desk


def command_line(d: Desk, *arguments: str) -> str:
    """Run the program in a process of its own on the same file."""
    done = subprocess.run(
        [sys.executable, "-m", "planner", "--db", d.planner.store.path, *arguments],
        env={**plain_environment(), **morning(Path(d.planner.store.path).parent), "TZ": "America/New_York"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_what_the_command_line_logs_is_shown_within_a_tick(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("40 calls in february")
    async with desk(planner) as d:
        command_line(d, "log", 'call @"Dana Reyes" 2026-02-09: from elsewhere')
        assert not d.pane("log").shows("elsewhere")
        await d.tick()
        assert d.pane("log").shows("Dana Reyes", "from elsewhere")
        assert " 1 " in d.pane("goals").inside[0]
        await d.press("l")
        await d.type("call @Dana")
        assert "Dana Reyes" in d.reading
        assert "new lead" not in d.reading


async def test_what_the_command_line_did_is_undone_in_the_app_and_the_other_way_round(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        command_line(d, "log", "call 2026-02-09: from elsewhere")
        await d.press("u")
        assert d.said.startswith("Taken back: Logged for Mon 9 Feb: call")
        assert not d.pane("log").shows("elsewhere")
        await d.log("email: from here")
        assert "email" in command_line(d, "undo")
        await d.tick()
        assert not d.pane("log").shows("from here")


async def test_a_row_that_changed_elsewhere_is_not_written_over(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, StoppedClock())
    entry = an_activity(at=time(9), note="first")
    put(planner, entry)
    other = open_planner(tmp_path, StoppedClock())
    async with desk(planner) as d:
        await d.press("3", "e")
        other.log.delete(entry.id)
        await d.type(" edited")
        await d.press("enter")
        assert d.alive
        assert "no longer there" in d.reading
        assert d.typed.endswith("first edited")
        assert list(planner.store.select(Activity)) == []


async def test_two_apps_on_one_file_follow_each_other(tmp_path: Path) -> None:
    one, two = (open_planner(tmp_path, StoppedClock()) for _ in range(2))
    async with desk(one) as d:
        async with desk(two) as e:
            await e.log("call: from two")
            await d.tick()
            assert d.pane("log").shows("from two")
            await d.log("call: from one")
            await e.tick()
            assert e.pane("log").shows("from two", "from one")
        await d.press("u")
        assert not d.pane("log").shows("from one")


async def test_a_file_that_another_program_left_damaged_is_told_when_it_is_looked_through(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await asyncio.to_thread(d.app.look_through)
        assert "damaged" not in d.said
        other = sqlite3.connect(planner.store.path)
        other.execute("INSERT INTO milestone (id, goal_id, title) VALUES ('m', 'nowhere', 'lost')")
        other.commit()
        other.close()
        await asyncio.to_thread(d.app.look_through)
        await d.until(lambda: "damaged" in d.said)


async def test_a_key_that_takes_a_step_back_is_offered_no_more_once_it_is_done_anywhere(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.say("a", "call Lee")
        assert d.said.endswith("u takes it back")
        await d.press("c", "u")
        assert d.said.startswith("Taken back")
        await d.press("escape")
        assert d.said == ""
