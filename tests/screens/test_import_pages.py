"""The import as it looks at two sizes: what would come in, which column is what, and how far it is."""

import sqlite3
from pathlib import Path

import pytest

from planner.tui.intake import Step
from planner.tui.panes.importing import ImportPane
from tests.builders import open_planner
from tests.screens.golden import check
from tests.tui.desk import Desk, desk

FILES = {
    "draft": "Record ID,First Name,Last Name,Email,Company Name,Lifecycle Stage,Contact owner,Last Contacted\n"
    "1,Dana,Reyes,dana@acme.example,Acme,customer,me,2026-01-02\n"
    "2,Lee,Park,lee@borealis.example,Borealis,lead,me,\n"
    "3,,,,,lead,me,\n"
    "4,Zoë,Müller,zoe@cedar.example,Cedar,lead,me,\n",
    "columns": "Wer,Mail,Firma,Seit\nZoë Brandt,zoe@cedar.example,Cedar,03.04.2025\n"
    "Jürgen Maß,j@dune.example,Dune & Sons of the North,17.11.2025\n",
    "dates": "Name,Created On\nDana Reyes,02/03/2025\nLee Park,04/05/2025\n",
}


async def looked_at(d: Desk, name: str) -> None:
    await d.run("page.import")
    await d.type(f"~/{name}.csv")
    await d.press("enter")
    pane = d.app.planner_screens[-1].panes[0]
    assert isinstance(pane, ImportPane)
    await d.until(lambda: pane.step is not Step.READING)
    await d.settle()


@pytest.mark.parametrize(("columns", "lines"), [(120, 40), (60, 16)])
@pytest.mark.parametrize("name", list(FILES))
async def test_the_import_looks_as_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, columns: int, lines: int
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / f"{name}.csv").write_text(FILES[name], encoding="utf-8")
    async with desk(open_planner(tmp_path), size=(columns, lines)) as d:
        await looked_at(d, name)
        if name == "columns":
            await d.press("right")
        check(f"import-{name}-{columns}x{lines}.txt", d.text + "\n")


async def test_a_save_looks_as_it_did_in_ascii(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "draft.csv").write_text(FILES["draft"], encoding="utf-8")
    planner = open_planner(tmp_path, ascii=True)
    async with desk(planner, size=(40, 30)) as d:
        await looked_at(d, "draft")
        other = sqlite3.connect(planner.store.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            await d.press("enter")
            check("import-saving-ascii-40x30.txt", d.text + "\n")
            await d.press("escape")
        finally:
            other.close()
        await d.until(lambda: "stopped" in d.said)
