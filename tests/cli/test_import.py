"""planner import, in the real program."""

import shutil
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.terminal import Terminal

FIXTURES = Path(__file__).parents[1] / "fixtures" / "import"
CONTACTS, DEALS, PLAIN = (str(FIXTURES / name) for name in ("hubspot-contacts.csv", "hubspot-deals.csv", "plain.csv"))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a planner in which nothing is yet."""
    planner = Program(tmp_path_factory.mktemp("begun"))
    planner.ok("log", "note")
    planner.ok("undo")
    return planner.home


@pytest.fixture
def planner(begun: Path, tmp_path: Path) -> Program:
    """Return the program with a copy of that home."""
    return Program(Path(shutil.copytree(begun, tmp_path / "home")))


def test_no_file_is_no_folder(planner: Program) -> None:
    assert "Which file?" in planner.refuses("import", "")


def test_a_dry_run_shows_counts_and_rows_and_saves_nothing(planner: Program) -> None:
    before = planner.db.read_bytes()
    shown = planner.ok("import", CONTACTS, "--dry-run").out.splitlines()
    assert shown[:5] == [
        "hubspot-contacts.csv, HubSpot: 3 contacts new · 1 row left out. Nothing is saved yet.",
        "  Dana Reyes, Acme · dana@acme.example · customer",
        "  Lee Park, Borealis · lee@borealis.example · prospect",
        "  office@cedar.example · office@cedar.example · lead",
        "row 6 is left out: it has neither a name nor an e-mail address",
    ]
    assert shown[5].startswith("columns left out: Associated Company IDs, Contact owner, ")
    assert planner.db.read_bytes() == before


def test_a_dry_run_is_the_first_thing_one_can_do(tmp_path: Path) -> None:
    planner = Program(tmp_path)
    assert "3 contacts new" in planner.ok("import", CONTACTS, "--dry-run").out
    assert not planner.db.exists()


def test_an_import_is_one_step_that_is_not_repeated(planner: Program) -> None:
    said = planner.ok("import", CONTACTS).out.splitlines()[0]
    assert said == "Imported hubspot-contacts.csv: 3 contacts new · 1 row left out"
    again = planner.ok("import", CONTACTS).out.splitlines()[0]
    assert again == "hubspot-contacts.csv changes nothing: all of it is here already"
    assert planner.ok("undo").out == f"Taken back: {said}\n"
    assert planner.refuses("undo") == "There is nothing to undo."


def test_json_names_everything(planner: Program) -> None:
    told = planner.ok("import", DEALS, "--json").json
    assert (told["file"], told["system"], told["saved"]) == ("hubspot-deals.csv", "hubspot", True)
    assert told["counts"] == {"deals new": 3, "rows left out": 1}
    assert told["columns"]["deal"] == ["Deal Name"]
    assert told["refused"] == [{"number": 5, "reason": "it is won, and its closing date is missing"}]
    assert not planner.ok("import", DEALS, "--json").json["saved"]


def test_columns_are_said_once(planner: Program) -> None:
    assert planner.refuses("import", PLAIN).endswith("Say which does: --map name=COLUMN or --map deal=COLUMN.")
    said = planner.ok("import", PLAIN, "--map", "name=Wer", "--map", "email=Mail", "--map", "organization=Firma").out
    assert said == "Imported plain.csv: 2 contacts new\ncolumns left out: Seit\n"
    assert planner.ok("import", PLAIN).out.startswith("plain.csv changes nothing")


def test_what_is_left_out_is_called_what_it_is(planner: Program) -> None:
    said = planner.ok("import", str(FIXTURES / "cards-4.vcf"), "--dry-run").out.splitlines()
    assert "card 2 is left out: it names nobody" in said
    said = planner.ok("import", str(FIXTURES / "days-off.ics"), "--dry-run").out.splitlines()
    assert "event 3 is left out: it has a time of day, so no day is off for it" in said


def test_a_table_without_names_says_how_to_name_their_column(planner: Program, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Kunde,Email\nAl Pha,al@x.example\n")
    told = "No column says names: e-mail addresses stand for them. Say which does: --map name=COLUMN."
    assert told in planner.ok("import", str(path), "--dry-run").out.splitlines()
    assert "Al Pha" in planner.ok("import", str(path), "--map", "name=Kunde", "--dry-run").out
    assert told not in planner.ok("import", CONTACTS, "--dry-run").out


def test_the_order_of_dates_is_asked_about(planner: Program, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Deal Name,Stage,Close Date\nRenewal,Won,03/04/2025\n")
    assert planner.refuses("import", str(path)) == (
        "deals.csv has dates such as “03/04/2025”: is the day first, or the month? Say --date-order dmy or mdy."
    )
    assert "won 2025-04-03" in planner.ok("import", str(path), "--date-order", "dmy", "--dry-run").out
    planner.ok("import", str(path), "--date-order", "mdy")
    assert "won 2025-03-04" in planner.ok("import", str(path), "--dry-run").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere.csv",), "nowhere.csv is not there. Check the path."),
        ((str(FIXTURES.parent),), "holds no .vcf file. Name a file to import."),
        ((PLAIN, "--map", "name"), "--map “name” names no column. Write --map name=COLUMN."),
        ((PLAIN, "--map", "shoe=Wer"), "--map does not know “shoe”. It knows contact_id, name, "),
        ((PLAIN, "--map", "name=Shoe"), "There is no column “Shoe” for name. It has Wer, Mail, Firma, Seit."),
    ],
)
def test_what_cannot_be_meant_is_refused(planner: Program, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in planner.refuses("import", *words)


def test_wrong_usage_ends_with_2(planner: Program) -> None:
    assert planner.refuses("import", status=2).endswith("--help shows how.")
    assert planner.refuses("import", PLAIN, "--date-order", "soon", status=2).endswith("--help shows how.")


@pytest.mark.terminal
def test_a_terminal_sees_how_far_it_is_and_is_left_clean(planner: Program) -> None:
    command = [str(word) for word in planner.command("import", CONTACTS)]
    with Terminal(command, size=(100, 20), env=planner.environment()) as terminal:
        terminal.wait_for("Imported hubspot-contacts.csv: 3 contacts new")
        assert terminal.wait() == 0
        assert "reading" not in terminal.text
