"""planner export, in the real program."""

import json
from pathlib import Path

import pytest

from tests.cli.program import Program


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return a program with a contact, a call and a plan."""
    planner = Program(tmp_path_factory.mktemp("written"))
    planner.ok("log", 'call @"Dana Reyes" connected: terms agreed -> call tomorrow: send terms')
    return planner


def test_every_format_goes_to_its_file(written: Program, tmp_path: Path) -> None:
    kinds = {
        "json": "all.json",
        "csv": "tables",
        "vcf": "all.vcf",
        "ics": "plan.ics",
        "md": "log.md",
        "jrnl": "log.txt",
    }
    words = [word for kind, name in kinds.items() for word in (f"--{kind}", str(tmp_path / name))]
    said = written.ok("export", *words).out.splitlines()
    assert [line.rpartition(" in ")[2] for line in said] == [str(tmp_path / name) for name in kinds.values()]
    assert all((tmp_path / name).stat().st_mode & 0o077 == 0 for name in kinds.values())
    assert "is there already. --force replaces it." in written.refuses("export", "--md", str(tmp_path / "log.md"))
    written.ok("export", "--md", str(tmp_path / "log.md"), "--force")


def test_what_goes_to_standard_output_is_the_file_alone(written: Program) -> None:
    assert json.loads(written.ok("export", "--json", "-").out)["tables"]["contact"][0]["name"] == "Dana Reyes"
    assert written.ok("export", "--ics", "-").out.startswith("BEGIN:VCALENDAR")
    assert "terms agreed" in written.ok("export", "--jrnl", "-").out


def test_an_export_makes_an_equal_planner(written: Program, tmp_path: Path) -> None:
    written.ok("export", "--json", str(tmp_path / "all.json"))
    other = Program(tmp_path)
    other.ok("import", str(tmp_path / "all.json"))
    tables = [json.loads(one.ok("export", "--json", "-").out)["tables"] for one in (written, other)]
    assert tables[0] == tables[1]
    assert other.ok("import", str(tmp_path / "all.json")).out == "all.json changes nothing: all of it is here already\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say what to export: --json FILE, --csv DIR, "),
        (("--csv", "-"), "Tables as CSV go into a folder: --csv DIR."),
        (("--md", ""), "--md names no file."),
        (("--md", "/nowhere/log.md"), "/nowhere/log.md cannot be written: No such file or directory."),
        (("--md", "/dev/null/log.md"), "cannot be written: Not a directory."),
    ],
)
def test_what_cannot_be_meant_is_refused(written: Program, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in written.refuses("export", *words)


def test_the_planner_itself_is_not_replaced(written: Program) -> None:
    assert "is the planner itself" in written.refuses("export", "--json", str(written.db), "--force")
