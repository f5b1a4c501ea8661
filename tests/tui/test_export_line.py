"""The export as a line: what is written where, and what stands there already is replaced by another key alone."""

import json
import sqlite3
from pathlib import Path

import pytest

from planner.services.planner import Planner
from tests.builders import a_contact, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

pytestmark = pytest.mark.usefixtures("nobody_waits_long")


@pytest.fixture
def planner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planner:
    monkeypatch.setenv("HOME", str(tmp_path))
    planner = open_planner(tmp_path)
    put(planner, a_contact("Dana Reyes"), an_activity(note="renewal terms"))
    return planner


async def export(d: Desk, text: str) -> None:
    """Type a line, save it, and wait for what is said."""
    await d.run("app.export")
    await d.say("ctrl+u", text)
    await d.until(lambda: not d.said.startswith("Writing"))


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("json", "planner-2026-02-10.json", "Everything is in"),
        ("~/log.md", "log.md", "The log is in"),
        ("jrnl ~/my log.txt", "my log.txt", "The log is in"),
        ("vcf", "planner-2026-02-10.vcf", "The contacts are in"),
        ("ics", "planner-2026-02-10.ics", "Blocks, rituals and the plan are in"),
        ("csv ~/tables", "tables/contact.csv", "tables are in"),
    ],
)
async def test_a_line_writes_a_file_and_says_where(
    planner: Planner, tmp_path: Path, text: str, name: str, told: str
) -> None:
    async with desk(planner, size=(200, 40)) as d:
        await export(d, text)
        assert told in d.said
        assert str((tmp_path / name).parent) in d.said
        assert (tmp_path / name).stat().st_size
        await d.log("call @Dana")
        assert d.said.startswith("Logged")


async def test_the_line_says_what_it_would_write_and_completes(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "Documents").mkdir()
    async with desk(planner) as d:
        await d.run("app.export")
        await d.type("m")
        await d.press("tab")
        assert d.typed == "md"
        assert d.reading.startswith("the log: ~/planner-2026-02-10.md")
        await d.type(" ~/doc")
        await d.press("tab")
        assert d.typed == "md ~/Documents/"
        await d.say("ctrl+u", "everything")
        assert d.reading.startswith("“everything” is no format.")
        await d.say("ctrl+u", "~/all.csv")
        assert d.reading.startswith("Tables as CSV go into a folder")


async def test_what_is_there_already_is_replaced_by_another_key_alone(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text("mine")
    async with desk(planner) as d:
        await d.run("app.export")
        await d.type("~/all.json")
        assert "all.json is there already" in d.reading
        await d.press("enter")
        assert d.shows("~/all.json is there already.", "y replaces it", "esc leaves it as it is")
        await d.press("enter", "space")
        assert path.read_text() == "mine"
        await d.press("escape")
        assert d.typed == "~/all.json"
        assert path.read_text() == "mine"
        await d.press("enter", "y")
        await d.until(lambda: "Everything is in" in d.said)
        assert json.loads(path.read_text(encoding="utf-8"))["planner"] == 1


async def test_tables_in_a_folder_that_has_some_are_asked_about_too(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "goal.csv").write_text("mine")
    async with desk(planner) as d:
        await d.run("app.export")
        await d.type("csv ~/tables")
        await d.press("enter")
        assert d.shows("~/tables/goal.csv is there already.")
        await d.press("y")
        await d.until(lambda: "tables are in" in d.said)
        assert (tmp_path / "tables" / "goal.csv").read_text() != "mine"


@pytest.mark.parametrize(
    "text", ["json ~/planner.db", "json ~", "csv ~/planner.db", "md ~/none/log.md", "md /proc/log.md"]
)
async def test_where_nothing_can_be_written_is_one_sentence(planner: Planner, text: str) -> None:
    async with desk(planner, size=(200, 40)) as d:
        await export(d, text)
        await d.until(lambda: any(word in d.said + d.reading for word in ("Name ", "cannot be written")))
        assert d.alive
    assert planner.store.rows("SELECT count(*) FROM contact") == [(1,)]


async def test_a_log_line_typed_while_a_file_is_written_stays(planner: Planner) -> None:
    async with desk(planner) as d:
        planner.hand_over("An export is being written. Try again in a moment.")
        await d.say("l", "call @Dana")
        assert "An export is being written. Try again in a moment." in d.reading
        planner.resume()
        await d.press("enter")
        assert d.said.startswith("Logged")


async def test_an_export_while_another_program_holds_the_file_is_told(planner: Planner) -> None:
    async with desk(planner, size=(200, 40)) as d:
        await d.run("app.export")
        await d.type("md")
        other = sqlite3.connect(planner.store.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            await d.press("enter")
            await d.until(lambda: "held by another program" in d.said + d.reading)
        finally:
            other.close()
        assert d.alive


async def test_a_bar_says_how_far_an_export_is(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    put(planner, *(an_activity(id=f"a{number}") for number in range(200)))
    async with desk(planner) as d:
        said: list[str] = []
        say = d.app.say

        def listen(text: str, role: str = "text") -> None:
            said.append(text)
            say(text, role)

        monkeypatch.setattr(d.app, "say", listen)
        await export(d, "~/log.md")
        bars = [text for text in said if text.startswith("Writing")]
        assert "0%" in bars[0]
        assert "96%" in bars[-1]
        assert bars[-1].count("━") > bars[0].count("━")
        assert all(text.endswith("~/log.md") for text in bars)
