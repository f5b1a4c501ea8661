from pathlib import Path

import pytest

from planner.store import place


@pytest.mark.parametrize(("folder", "service"), [("Dropbox", "Dropbox"), ("OneDrive - Acme", "OneDrive")])
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    inner = tmp_path / folder / "sales"
    inner.mkdir(parents=True)
    assert place.shared_by(str(inner / "planner.db")) == service


def test_a_syncthing_folder_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert place.shared_by(str(tmp_path / "planner.db")) == "Syncthing"


def test_an_ordinary_folder_is_shared_by_nothing(tmp_path: Path) -> None:
    assert place.shared_by(str(tmp_path / "planner.db")) == ""


def test_the_innermost_mount_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "my home"
    home.mkdir()
    mounts = tmp_path / "mountinfo"
    escaped = str(home).replace(" ", "\\040")
    mounts.write_text(f"1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:5 / {escaped} rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(place, "_MOUNTS", str(mounts))
    assert place.shared_by(str(home / "planner.db")) == "nfs4"
    assert place.shared_by(str(tmp_path / "planner.db")) == ""
