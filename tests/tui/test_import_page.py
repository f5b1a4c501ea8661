"""The import as a page: what would come in is shown first, what is open is asked, and nothing is half-imported."""

import csv
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import time
from pathlib import Path

import pytest

from planner.domain.activity import Activity
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.services.planner import Planner
from planner.tui.intake import Step
from planner.tui.panes.importing import ImportPane
from tests.builders import TODAY, a_contact, open_planner
from tests.tui.desk import Desk, desk, text_of

FIXTURES = Path(__file__).parents[1] / "fixtures" / "import"


@pytest.fixture
def planner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planner:
    monkeypatch.setenv("HOME", str(tmp_path))
    return open_planner(tmp_path)


def pane(d: Desk) -> ImportPane:
    found = d.app.planner_screens[-1].panes[0]
    assert isinstance(found, ImportPane)
    return found


async def rests(d: Desk) -> None:
    """Wait until nothing is read or saved."""
    await d.until(lambda: pane(d).step not in {Step.READING, Step.SAVING})
    await d.settle()


async def look_at(d: Desk, path: Path | str) -> None:
    """Name a file on the page, or a fixture, and wait until it is read."""
    if not d.is_typing:
        await d.press("o")
    await d.say("ctrl+u", str(FIXTURES / path) if isinstance(path, str) else str(path))
    await rests(d)


@asynccontextmanager
async def page(planner: Planner, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Desk]:
    """Open the page, which asks for a file."""
    async with desk(planner, size=size) as d:
        await d.run("page.import")
        assert d.is_typing
        yield d


@contextmanager
def held(planner: Planner) -> Iterator[None]:
    """Keep others from writing, as another program does while it writes."""
    other = sqlite3.connect(planner.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def table(folder: Path, count: int, name: str = "many.csv") -> Path:
    """Write a table of contacts."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "Email", "Company"])
        writer.writerows([f"Person {n}", f"p{n}@example.com", f"Company {n % 50}"] for n in range(count))
    return path


def people(planner: Planner) -> set[str]:
    return {contact.name for contact in planner.store.select(Contact)}


async def test_a_file_is_shown_before_anything_is_saved_and_enter_imports_it_as_one_step(planner: Planner) -> None:
    async with page(planner) as d:
        await look_at(d, "hubspot-contacts.csv")
        assert d.shows("HubSpot, 4 rows", "3  contacts new", "Dana Reyes, Acme", "28 columns left out", "Contact owner")
        assert d.shows("1 row left out", "6  it has neither a name nor an e-mail address", "Nothing is saved yet")
        assert people(planner) == set()
        await d.press("enter")
        await rests(d)
        assert "Dana Reyes" in people(planner)
        assert d.shows("Imported hubspot-contacts.csv: 3 contacts new · 1 row left out")
        assert d.said.endswith("u takes it back")
        await d.press("u")
        await rests(d)
        assert people(planner) == set()
        assert d.shows("3  contacts new", "Nothing is saved yet")
        await d.press("escape")
        assert d.screen is d.today_screen


async def test_a_second_file_is_typed_over_the_first_and_esc_goes_a_question_back(planner: Planner) -> None:
    async with page(planner) as d:
        await look_at(d, "pipedrive-combined.csv")
        await d.press("o")
        await d.type("/nowhere.csv")
        assert d.typed == "/nowhere.csv"
        await d.press("escape")
        await look_at(d, "plain.csv")
        assert d.shows("Which column is what?")
        await d.press("escape")
        assert d.shows("o names a file")
        await d.press("escape")
        assert d.screen is d.today_screen


async def ask_again(d: Desk) -> None:
    """Open the page by its name in the palette."""
    await d.press("ctrl+p")
    await d.type("import")
    await d.press("enter")


async def test_the_palette_asks_for_a_file_on_the_page_too(planner: Planner, tmp_path: Path) -> None:
    async with page(planner) as d:
        await d.press("escape")
        await ask_again(d)
        assert "~/Downloads/contacts.csv" in d.reading
        await d.press("escape")
        await look_at(d, table(tmp_path, 600))
        with held(planner):
            await d.press("enter")
            await ask_again(d)
            assert d.said == "It is being read or saved. esc stops it."
            await d.press("escape")
        await rests(d)


async def test_a_second_import_says_that_it_changes_nothing(planner: Planner) -> None:
    async with page(planner) as d:
        for _ in range(2):
            await look_at(d, "pipedrive-combined.csv")
            await d.press("enter")
            await rests(d)
        assert d.shows("pipedrive-combined.csv changes nothing: all of it is here already")
        assert list(planner.store.select(Deal))
        await d.press("enter")
        assert d.screen is d.today_screen


@pytest.mark.parametrize(
    "name",
    ["atomic-contacts.csv", "cards-3.vcf", "cards-4.vcf", "days-off.ics", "google-contacts.csv", "hubspot-deals.csv"],
)
async def test_other_formats_come_in_by_the_same_two_keys(planner: Planner, name: str) -> None:
    async with page(planner) as d:
        await look_at(d, name)
        assert pane(d).step is Step.DRAFT
        await d.press("enter")
        await rests(d)
        assert d.shows(f"Imported {name}")
        assert not list(planner.store.select(Activity))


async def test_an_unknown_table_asks_which_column_is_what_and_remembers_it(planner: Planner) -> None:
    async with page(planner) as d:
        await look_at(d, "plain.csv")
        assert d.shows("Which column is what?", "Zoë Brandt  ·  Jürgen Maß")
        await d.press("enter")
        assert d.said.startswith("No column names anybody yet.")
        await d.press("right", "down", "space")
        await d.type("em")
        assert d.reading.startswith("email")
        await d.press("enter", "enter")
        await rests(d)
        assert d.shows("Zoë Brandt · zoe@cedar.example · lead")
        await d.press("c", "down", "down", "right", "enter")
        await rests(d)
        assert d.shows("Zoë Brandt, Cedar · zoe@cedar.example")
        await d.press("enter")
        await rests(d)
        assert people(planner) == {"Zoë Brandt", "Jürgen Maß"}
        await look_at(d, "plain.csv")
        assert pane(d).step is Step.DRAFT
        assert d.shows("It changes nothing")


async def test_the_arrows_pass_over_what_another_column_is_and_a_typed_one_tells_it(
    planner: Planner, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Email,Kunde,Name\nal@x.example,Al Pha,A.\n")
    async with page(planner) as d:
        await look_at(d, path)
        await d.press("c", "down", "right")
        assert [pane(d).intake.columns.fields[place] for place in range(3)] == ["email", "organization", "name"]
        await d.press("left")
        await d.say("space", "name")
        assert d.said == "name was “Name”; that one is left out now."
        await d.press("up")
        await d.say("space", "left out")
        assert d.said.startswith("Its name says email.")
        await d.press("enter")
        await rests(d)
        assert d.shows("Al Pha · al@x.example")


async def test_which_column_has_the_names_is_asked_where_addresses_stand_for_them(
    planner: Planner, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Kunde,Email\nAl Pha,al@x.example\n")
    async with page(planner) as d:
        await look_at(d, path)
        assert d.shows("Which column is what?")
        await d.press("escape")
        assert d.shows("al@x.example · al@x.example")
        await look_at(d, path)
        await d.press("enter")
        await rests(d)
        assert pane(d).step is Step.DRAFT
        await d.press("c", "right", "enter")
        await rests(d)
        await d.press("enter")
        await rests(d)
        await look_at(d, path)
        assert pane(d).step is Step.DRAFT
        assert people(planner) == {"Al Pha"}


async def test_what_was_said_of_a_column_is_taken_back_by_the_arrows(planner: Planner) -> None:
    async with page(planner) as d:
        await look_at(d, "plain.csv")
        await d.press("right", "enter")
        await rests(d)
        await d.press("enter")
        await rests(d)
        await look_at(d, "plain.csv")
        await d.press("c", "left", "down", "right", "enter")
        await rests(d)
        assert d.shows("Zoë Brandt · lead") is False
        await d.press("c")
        assert "−" in d.part("#import").under_cursor


async def test_dates_that_read_in_two_ways_are_asked_about_with_one_key(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("Name,Created On\nDana Reyes,02/03/2025\nLee Park,04/05/2025\n")
    async with page(planner) as d:
        await look_at(d, path)
        assert pane(d).step is Step.DATES
        assert d.shows("such as “02/03/2025”", "2 March 2025", "3 February 2025", "d day first   m month first")
        await d.press("m")
        await rests(d)
        assert d.shows("Dates are read with the month first; d reads the day first.")
        await d.press("d")
        await rests(d)
        assert d.shows("Dates are read with the day first; m reads the month first.")
        await d.press("enter")
        await rests(d)
        assert {contact.created_on.month for contact in planner.store.select(Contact)} == {3, 5}
        await look_at(d, path)
        assert d.shows("Dates are read with the day first")


async def test_two_thousand_rows_come_in_beside_a_screen_whose_clock_goes_on(planner: Planner, tmp_path: Path) -> None:
    path = table(tmp_path, 2000)
    async with page(planner) as d:
        await look_at(d, path)
        assert d.shows("2,000  contacts new")
        with held(planner):
            await d.press("enter")
            assert d.shows("saving", "━━━", "0 of 2,000", "esc stops it")
            await d.turn_to(TODAY, time(9, 42))
            assert d.lines[0].endswith("09:42")
            await d.say("l", "call @Dana")
            assert "many.csv is being saved. Try again in a moment." in d.reading
            assert d.typed == "call @Dana"
            await d.press("escape")
        await rests(d)
        assert d.shows("Imported many.csv: 2,000 contacts new")
        assert len(people(planner)) == 2000
        assert planner.names.knows("Person 7")
        await d.press("l", "enter")
        assert "Dana" in people(planner)
        await d.press("u", "u")
        await d.until(lambda: "Taken back: Imported many.csv" in d.said)
        await rests(d)
        assert people(planner) == set()
        await d.press("U")
        await d.until(lambda: "Done again: Imported many.csv" in d.said)
        assert len(people(planner)) == 2000


async def test_rows_that_are_saved_are_let_go(planner: Planner, tmp_path: Path) -> None:
    async with page(planner) as d:
        await look_at(d, table(tmp_path, 20))
        await d.press("enter")
        await rests(d)
        found = pane(d).intake.found
        assert found is not None
        assert found.draft is not None
        assert (found.draft.changes, found.draft.counts) == ((), {"contacts new": 20})


async def test_how_far_it_is_comes_as_it_goes(planner: Planner, tmp_path: Path) -> None:
    async with page(planner) as d:
        await look_at(d, table(tmp_path, 2000))
        heard: list[tuple[str, int, int]] = []
        intake = pane(d).intake
        changed = intake.changed

        def listen() -> None:
            heard.append(intake.progress)
            changed()

        intake.changed = listen
        await d.press("enter")
        await rests(d)
        assert heard[0][0] == "saving"
        assert len(heard) > 5
        assert heard[-1][1:] == (2000, 2000)
        assert heard == sorted(heard)


async def test_esc_stops_a_save_and_nothing_is_half_imported(planner: Planner, tmp_path: Path) -> None:
    async with page(planner) as d:
        await look_at(d, table(tmp_path, 600))
        with held(planner):
            await d.press("enter", "escape")
            assert d.said == "It is being stopped."
        await rests(d)
        assert d.said == "It was stopped. Nothing of it is saved."
        assert people(planner) == set()
        assert pane(d).step is Step.DRAFT
        await d.press("enter")
        await rests(d)
        assert len(people(planner)) == 600


async def test_a_file_that_vanishes_behind_the_look_comes_in_as_it_was_shown(planner: Planner, tmp_path: Path) -> None:
    path = table(tmp_path, 3)
    async with page(planner) as d:
        await look_at(d, path)
        path.unlink()
        await d.press("enter")
        await rests(d)
        assert len(people(planner)) == 3
        await d.press("u")
        await rests(d)
        shown = " ".join(text_of(d.app.screen).replace("│", " ").split())  # a long path breaks the sentence
        assert "many.csv is not there. Check the path." in shown


async def test_what_changes_meanwhile_is_read_again_before_it_is_imported(planner: Planner, tmp_path: Path) -> None:
    async with page(planner) as d:
        await look_at(d, table(tmp_path, 3))
        await d.put(a_contact("Person 1", "Company 1", email="p1@example.com"))
        await rests(d)
        assert d.shows("2  contacts new", "1  contact updated")


def too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2 << 30)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_bytes(b""), "is empty. Export it again."),
        (too_large, "has 2,048 MiB, and a file may have 100."),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(64)), "is a workbook."),
        (lambda path: path.mkdir(), "holds no .vcf file."),
        (lambda path: path.write_bytes(b"{broken"), "is not whole JSON."),
        (os.mkfifo, "is not a file."),
        (str, "is not there. Check the path."),
    ],
)
async def test_what_cannot_be_read_is_one_sentence_that_names_the_path(
    planner: Planner, tmp_path: Path, make: object, told: str
) -> None:
    assert callable(make)
    path = tmp_path / "odd.csv"
    make(path)
    async with page(planner) as d:
        await look_at(d, path)
        seen = " ".join(d.text.replace("│", " ").split())
        assert "odd.csv" in seen
        assert told in seen
        assert d.alive


@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"\x00" * 5000, b"\xff\xfe\x00", b",,,\n,,,\n", b'"open'])
async def test_bytes_that_are_no_table_are_survived(planner: Planner, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    async with page(planner) as d:
        await look_at(d, path)
        for key in ("c", "right", "space", "escape", "d", "enter"):
            await d.press(key)
            assert d.alive
        assert people(planner) == set()


async def test_a_folder_that_may_not_be_read_is_told(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0)
    try:
        async with page(planner) as d:
            await look_at(d, folder)
            assert d.alive
            assert "closed" in d.text
    finally:
        folder.chmod(0o700)


async def test_a_full_disk_leaves_what_is_shown_to_be_imported_later(planner: Planner, tmp_path: Path) -> None:
    from planner.store import database

    connect = database.connect

    def small(path: str) -> sqlite3.Connection:
        connection = connect(path)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    async with page(planner) as d:
        await look_at(d, table(tmp_path, 300))
        database.connect = small
        try:
            await d.press("enter")
            await rests(d)
        finally:
            database.connect = connect
        assert d.said.startswith("The disk that holds")
        assert "is full. Nothing was saved" in " ".join(d.text.replace("│", " ").split())
        assert pane(d).step is Step.DRAFT
        assert people(planner) == set()
        await d.press("enter")
        await rests(d)
        assert len(people(planner)) == 300


async def test_a_file_that_another_program_holds_is_told_after_a_while(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.store.database.BUSY_SECONDS", 0.02)
    async with page(planner) as d:
        await look_at(d, table(tmp_path, 3))
        with held(planner):
            await d.press("enter")
            await rests(d)
        assert "is held by" in d.said  # a long path cuts the rest
        assert pane(d).step is Step.DRAFT


async def test_the_line_completes_names_and_begins_in_the_last_folder(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "Down loads"
    folder.mkdir()
    table(folder, 2, "people of mine.csv")
    async with page(planner) as d:
        await d.type("~/dow")
        await d.press("tab")
        assert d.typed == "~/Down loads/"
        await d.type("pe")
        await d.press("tab")
        assert d.typed == "~/Down loads/people of mine.csv"
        assert d.reading.startswith("a table, 90 bytes")
        await d.press("enter")
        await rests(d)
        assert d.shows("~/Down loads/people of mine.csv", "2  contacts new")
        await d.press("escape")
        await d.run("page.import")
        assert d.typed == "~/Down loads/"
        await d.press("ctrl+u")
        await d.paste(f"'{folder}/people of mine.csv'")
        await d.press("enter")
        await rests(d)
        assert d.shows("2  contacts new")
        await d.press("o", "ctrl+u")
        await d.paste(str(folder / "people of mine.csv").replace(" ", "\\ "))
        assert d.reading.startswith("a table")


async def test_a_path_from_the_root_or_from_home_begins_anew_behind_a_folder(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "old ones"
    folder.mkdir()
    first, second = table(folder, 2), table(tmp_path, 3, "new.csv")
    async with page(planner) as d:
        await look_at(d, first)
        for number, typed in enumerate((str(second), "~/new.csv", f"'{second}'")):
            await d.press("escape")
            await d.run("page.import")
            assert d.typed == "~/old ones/" if not number else d.is_typing
            await d.type(typed)
            assert d.reading.startswith("a table")
            await d.press("enter")
            await rests(d)
            assert d.shows("3  contacts new")
            await look_at(d, first)
        twice = f"{folder}//{first.name}"
        await look_at(d, Path(twice))
        assert d.shows("2  contacts new")


async def test_hostile_names_stay_what_they_are(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "[red]漢字.csv"
    path.write_text("Name,[bold]x[/]\n" + "漢" * 300 + ",[/]\n=cmd|calc,\x1b[31m\n", encoding="utf-8")
    for size in ((120, 40), (24, 10)):
        async with page(planner, size) as d:
            await look_at(d, path)
            assert d.alive
            for key in ("c", "down", "space", "escape", "end"):
                await d.press(key)
                assert d.alive
                assert all("\x1b" not in line for line in d.lines)
