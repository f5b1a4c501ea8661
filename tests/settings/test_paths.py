import os
import stat
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import PlannerError
from planner.settings import environment, paths

VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
FOLDERS = st.sampled_from(
    ["", "/", "//", "/home/dana", "/home/dana/", "~/x", "relative/x", ".", "/a b/ü", "/x/../y", None]
)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*VARIABLES, "PLANNER_DB", "PLANNER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@given(st.tuples(FOLDERS, FOLDERS, FOLDERS, FOLDERS, FOLDERS))
def test_the_folders_are_those_of_platformdirs_whatever_the_environment_says(values: tuple[str | None, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in zip(VARIABLES, values, strict=True):
            if value is None:
                patch.delenv(name, raising=False)
            else:
                patch.setenv(name, value)
        dirs = platformdirs.PlatformDirs("planner", appauthor=False)
        expected = (dirs.user_data_dir, dirs.user_config_dir, dirs.user_state_dir, dirs.user_cache_dir)
        assert paths._folders() == expected


def test_what_is_given_stands_before_the_environment_and_that_before_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert paths.find().database.endswith("/planner/planner.db")
    monkeypatch.setenv("PLANNER_DB", "~/env.db")
    monkeypatch.setenv("PLANNER_CONFIG", str(tmp_path / "env"))
    assert paths.find().database == str(tmp_path / "env.db")
    assert paths.find().config_file == str(tmp_path / "env" / "config.yaml")
    assert paths.find("given.db", "given").database == str(Path.cwd() / "given.db")


def test_what_the_program_remembers_stands_outside_the_data_folder_even_where_the_platform_has_one_for_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paths, "_folders", lambda: ("/d", "/d", "/d", "/c"))
    found = paths.find()
    assert (found.database, found.state_dir) == ("/d/planner.db", "/d/state")


def test_an_unknown_home_is_one_sentence_that_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(path: str) -> str:
        raise RuntimeError(path)

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("platformdirs.unix.expand_user", unknown)
    with pytest.raises(PlannerError, match="set HOME"):
        paths.find()


def test_the_shipped_themes_stand_in_the_package_when_installed_and_beside_it_in_a_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert Path(paths.find().shipped_themes, "night.yaml").is_file()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "planner" / "settings" / "paths.py"))
    assert paths.find().shipped_themes == str(tmp_path / "themes")
    (tmp_path / "planner" / "themes").mkdir(parents=True)
    assert paths.find().shipped_themes == str(tmp_path / "planner" / "themes")


@pytest.mark.usefixtures("loose_umask")
def test_a_private_folder_and_the_new_ones_above_it_are_for_the_user_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    paths.make_private(str(tmp_path / "one" / "two"))
    modes = [stat.S_IMODE(part.stat().st_mode) for part in (tmp_path, tmp_path / "one", tmp_path / "one" / "two")]
    assert modes == [0o755, 0o700, 0o700]


def test_making_a_folder_that_stands_already_changes_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    paths.make_private(str(tmp_path))
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        paths.make_private(str(tmp_path / "file"))
    with pytest.raises(NotADirectoryError):
        paths.make_private(str(tmp_path / "file" / "folder"))


def test_a_terminal_without_a_name_is_dumb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM", raising=False)
    assert environment.terminal() == "dumb"


def test_what_textual_reads_is_set_and_what_the_user_set_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESCDELAY", "200")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "")
    monkeypatch.delenv("TEXTUAL_ANIMATIONS")
    environment.prepare_terminal("basic")
    assert (os.environ["ESCDELAY"], os.environ["TEXTUAL_ANIMATIONS"]) == ("200", "basic")


def test_a_named_file_must_have_its_folder_and_stand_where_it_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paths.check_named(None, must_stand=True)
    paths.check_named(str(tmp_path / "new.db"), must_stand=False)
    with pytest.raises(PlannerError, match=r"new\.db is not there"):
        paths.check_named(str(tmp_path / "new.db"), must_stand=True)
    (tmp_path / "file").touch()
    paths.check_named(str(tmp_path / "file" / "new.db"), must_stand=True)  # for opening to refuse
    monkeypatch.setenv("PLANNER_DB", str(tmp_path / "folder" / "new.db"))
    with pytest.raises(PlannerError, match=r"The folder .*/folder is not there"):
        paths.check_named(None, must_stand=False)


def test_a_file_that_is_named_as_the_config_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").touch()
    with pytest.raises(PlannerError, match=r"config\.yaml is a file\. Name the folder"):
        paths.find(config=str(tmp_path / "config.yaml"))
    assert paths.find(config=str(tmp_path)).config_dir == str(tmp_path)
    assert paths.find(config=str(tmp_path / "to be made")).config_dir == str(tmp_path / "to be made")
