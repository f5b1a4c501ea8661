"""Text that would like to be more than text: in every field it is shown, inert, and nothing of it reaches the terminal."""

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from planner.domain.action import one_thing_id
from planner.domain.goal import Goal
from planner.domain.text import clean_line
from planner.services.planner import Planner
from tests.builders import (
    CALLS,
    MILESTONES,
    TODAY,
    a_contact,
    a_deal,
    a_goal,
    a_milestone,
    an_action,
    an_activity,
    open_planner,
    put,
)
from tests.tui.desk import Desk, desk

HOSTILE = {
    "open tags": "[/] [b",
    "markup": "[x] done [type=x, v={'a[0]'}] [link=https://e.x]z [@click=app.quit]quit[/] $primary {0} %s",
    "a backslash at the end": "tail\\",
    "escape sequences": "a\x1b]0;PWN\x07b\x1b]52;c;UFdO\x1b\\b\x9b31mb\x00\x7f\x08",
    "text that turns around": "a\u202eb\u2066c\u200f",
    "half a character": "caf\ud83d",
    "wide and joined": "田中さん\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}e\N{COMBINING ACUTE ACCENT}",
    "line breaks": "two\nlines\r\n\tand a tab\u2028\u2029\x85\x0b\x0c\x1f",
}
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def storable(text: str) -> str:
    """Return a text as a careless program could have put it into the file: anything but halves of characters."""
    return text.encode("utf-8", "replace").decode()


def is_inert(d: Desk) -> None:
    """Assert that all of the screen is plain text of the screen's size."""
    lines = d.text.split("\n")
    for line in lines:
        assert not FORBIDDEN.search(line), line
        assert cell_len(line) <= d.screen.size.width
    assert len(lines) == d.screen.size.height
    assert d.alive


def put_everywhere(planner: Planner, text: str) -> None:
    """Put a text into every field that a screen shows, past every door."""
    dana = a_contact(f"Dana {text}", text)
    office = a_goal(f"goal {text}", measure=MILESTONES, target=100, why=text)
    deal = a_deal(f"deal {text}", contact_id=dana.id)
    step = an_action(f"next {text}", contact_id=dana.id)
    put(
        planner,
        CALLS,
        MILESTONES,
        dana,
        deal,
        office,
        a_goal(f"count {text}"),
        a_milestone(office, text),
        an_action(f"plan {text}", contact_id=dana.id, goal_id=office.id),
        step,
        an_action(f"one {text}", id=one_thing_id(TODAY), kind="one_thing", goal_id=office.id),
        an_activity(note=f"note {text}", contact_id=dana.id, deal_id=deal.id, action_id=step.id),
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_what_stands_in_the_file_already_is_shown_inert_by_every_screen(tmp_path: Path, text: str) -> None:
    planner = open_planner(tmp_path)
    put_everywhere(planner, storable(text))
    async with desk(planner, size=(120, 30)) as d:
        is_inert(d)
        for keys in (
            ("j", "e", "escape", "m", "escape", "x", "t", "escape"),
            ("2", "e", "escape", "m", "escape", "x", "d"),
            ("3", "e", "escape", "d", "u", "z"),
        ):
            for key in keys:
                await d.press(key)
                is_inert(d)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_what_is_pasted_into_every_line_is_shown_as_it_is_kept(tmp_path: Path, text: str) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("forty calls"))
    kept = clean_line(f"note {text}")
    async with desk(planner, size=(120, 30)) as d:
        await d.press("l")
        await d.paste(f'call @"D {text.replace(chr(34), "").replace(chr(92), "")}": note {text}')
        is_inert(d)
        await d.press("enter")
        is_inert(d)
        await d.press("escape", "a")
        await d.paste(f"do {text}")
        is_inert(d)
        await d.press("enter", "escape", "t")
        await d.paste(f"one {text}")
        is_inert(d)
        await d.press("enter", "escape", "g")
        await d.paste(f"big picture: {text}")
        is_inert(d)
        await d.press("enter", "escape", "2", "e", "tab")
        await d.paste(text)
        is_inert(d)
        await d.press("enter", "escape")
        is_inert(d)
        notes = [note for (note,) in planner.store.rows("SELECT note FROM activity")]
        assert notes == [kept] or "->" in text
        assert d.pane("today").shows(clean_line(f"one {text}"))


async def test_brackets_are_shown_letter_by_letter(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put_everywhere(planner, "[x] done [/] [b]")
    async with desk(planner, size=(120, 30)) as d:
        assert d.pane("log").shows("note [x] done [/] [b]", "Dana [x] done [/] [b]")
        assert d.pane("today").shows("plan [x] done [/] [b]", "one [x] done [/] [b]")
        assert d.pane("goals").shows("goal [x] done [/]")
        await d.press("1", "j", "m")
        assert d.part("#editor").shows("move “next [x] done [/] [b]” to")
        await d.press("escape", "d")
        assert "Dropped: next [x] done [/] [b]" in d.said


async def _throw(text: str) -> None:
    with TemporaryDirectory() as folder:
        planner = open_planner(Path(folder))
        async with desk(planner, size=(100, 30)) as d:
            await d.press("l")
            await d.paste(f"call: {text}")
            is_inert(d)
            await d.press("enter")
            is_inert(d)
            if d.is_typing:
                await d.press("escape")
            await d.press("g")
            await d.paste(f"big picture: {text}")
            await d.press("enter")
            is_inert(d)
            await d.press("escape")
            if list(planner.store.select(Goal)):
                await d.press("2", "e")
                is_inert(d)
                await d.press("escape", "m", "escape")
            await d.press("3", "e", "escape")
            is_inert(d)
        planner.store.close()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANYTHING)
def test_any_text_through_the_log_line_and_the_goal_line_is_inert(text: str) -> None:
    asyncio.run(_throw(text))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANYTHING)
def test_any_text_in_the_file_is_inert(text: str) -> None:
    async def look() -> None:
        with TemporaryDirectory() as folder:
            planner = open_planner(Path(folder))
            put_everywhere(planner, storable(text))
            async with desk(planner, size=(100, 24)) as d:
                is_inert(d)
                for key in ("e", "escape", "j", "m", "escape", "2", "e", "escape", "3", "e", "escape", "d"):
                    await d.press(key)
                    is_inert(d)
            planner.store.close()

    asyncio.run(look())


async def test_letters_that_no_keyboard_has_are_typed_like_any(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.say("l", 'call @"田中": é 田 ё ß')
        assert d.pane("log").shows("田中", "é 田 ё ß")
