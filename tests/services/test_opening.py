"""Opening: what is remembered of a file outside its folder, and what its user is told first."""

import shutil
from pathlib import Path

import pytest

from planner.domain.change import added
from planner.domain.errors import PlannerError, StorageError
from planner.services.opening import beside, opened
from planner.settings.paths import Paths, find
from planner.store.seen import Seen, SeenFiles
from tests.builders import StoppedClock, a_contact, open_planner


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.delenv("PLANNER_DB", raising=False)
    monkeypatch.delenv("PLANNER_CONFIG", raising=False)
    return find()


def notices(paths: Paths, *lines: str) -> tuple[str, ...]:
    with opened(paths, StoppedClock(), "app") as found:
        for line in lines:
            found.planner.log.line(line)
        return found.notices


def test_a_file_that_is_left_and_found_again_is_nothing_to_talk_about(paths: Paths) -> None:
    assert notices(paths, "call") == ()
    assert notices(paths, "call") == ()
    assert notices(paths) == ()


def test_an_older_copy_is_announced_with_how_much_is_missing(paths: Paths) -> None:
    notices(paths, "call")
    shutil.copy(paths.database, paths.database + ".old")
    for lines, missing in ((["call"], "1 change is"), (["call", "call"], "2 changes are")):
        notices(paths, *lines)
        shutil.copy(paths.database + ".old", paths.database)
        (told,) = notices(paths)
        assert f"is older than when it was closed last: {missing} not in it" in told


def test_another_planner_in_its_place_is_announced(paths: Paths) -> None:
    notices(paths, "call")
    Path(paths.database).unlink()
    (told,) = notices(paths)
    assert "is another file than the one that stood here before" in told


def test_what_only_looks_says_that_the_planner_is_gone_and_makes_none(paths: Paths) -> None:
    notices(paths, "call")
    Path(paths.database).unlink()
    for _ in range(2):
        with opened(paths, StoppedClock(), "command line", begins=False) as found:
            assert found.notices == (f"{paths.database} is not there, and a planner stood there before.",)
            assert found.planner.reading.is_empty()
    assert not Path(paths.database).exists()


def test_a_file_that_was_emptied_is_refused_and_left_alone(paths: Paths) -> None:
    notices(paths, "call")
    Path(paths.database).write_bytes(b"")
    with pytest.raises(StorageError, match="is empty, and a planner stood there before"):
        notices(paths)
    assert Path(paths.database).read_bytes() == b""


def test_a_setting_that_is_not_understood_is_a_notice(paths: Paths) -> None:
    Path(paths.config_dir).mkdir(parents=True)
    Path(paths.config_file).write_text("day_start_hour: 99\n")
    (told,) = notices(paths)
    assert "day_start_hour" in told


def test_the_file_is_closed_when_a_verb_is_refused(paths: Paths) -> None:
    with opened(paths, StoppedClock(), "app") as found:
        planner = found.planner
    with pytest.raises(PlannerError), opened(paths, StoppedClock(), "app") as again:
        again.planner.log.line("call tomorrow")
    for left in (planner, again.planner):
        with pytest.raises(StorageError, match="closed database"):
            left.reading.log_of(left.today())


def test_what_is_remembered_is_private_and_tells_files_apart(tmp_path: Path) -> None:
    files = SeenFiles(str(tmp_path / "state"))
    one, two = Seen("a", 1), Seen("b", 2)
    files.remember("/one with blanks.db", one)
    files.remember("/two.db", two)
    files.remember("/caf\udce9.db", one)
    assert (files.last("/one with blanks.db"), files.last("/two.db"), files.last("/caf\udce9.db")) == (one, two, one)
    assert files.last("/three.db") is None
    (kept,) = (tmp_path / "state").iterdir()
    assert (kept.stat().st_mode & 0o777, (tmp_path / "state").stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("rubbish", [b"\xff\xfe", b"x", b"a b /c.db\n", b"\n\n", b"a 1\n"])
def test_a_memory_that_cannot_be_read_remembers_nothing(tmp_path: Path, rubbish: bytes) -> None:
    files = SeenFiles(str(tmp_path))
    (tmp_path / "seen").write_bytes(rubbish)
    assert files.last("/c.db") is None
    files.remember("/c.db", Seen("a", 1))
    assert files.last("/c.db") == Seen("a", 1)


def test_a_state_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    files = SeenFiles(str(tmp_path / "file" / "state"))
    files.remember("/c.db", Seen("a", 1))
    assert files.last("/c.db") is None


@pytest.mark.parametrize(("origin", "waits"), [("app", 250), ("command line", 5000)])
def test_a_screen_waits_a_moment_for_another_program_until_it_is_left_and_a_command_line_longer(
    paths: Paths, origin: str, waits: int
) -> None:
    with opened(paths, StoppedClock(), origin) as found, beside(found.planner, origin) as other:
        assert found.planner.store.rows("PRAGMA busy_timeout") == [(waits,)]
        assert other.store.rows("PRAGMA busy_timeout") == [(5000,)]
        found.planner.be_patient()
        assert found.planner.store.rows("PRAGMA busy_timeout") == [(5000,)]


def test_a_file_opened_beside_is_read_on_however_much_is_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.store.database.BUSY_SECONDS", 0.02)
    planner = open_planner(tmp_path)
    many = added(*(a_contact(f"Person {n}", notes="x" * 4000) for n in range(1500)))

    def look(_done: int, _total: int) -> None:
        assert planner.store.rows("SELECT count(*) FROM contact") == [(0,)]

    with beside(planner, "app") as other:
        other.commit("Many", many, progress=look)
    planner.tick()
    assert planner.store.rows("SELECT count(*) FROM contact") == [(1500,)]


def test_what_is_handed_over_refuses_to_write_until_it_is_resumed(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.hand_over("Something else is saved just now.")
    for refused in (lambda: planner.log.line("call"), lambda: planner.hand_over("And more.")):
        with pytest.raises(StorageError, match="Something else is saved just now"):
            refused()
    assert planner.tick() is False
    planner.resume()
    assert planner.log.line("call").changes


def test_a_day_that_turns_while_the_file_is_handed_over_is_noted_afterwards(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = open_planner(tmp_path, clock)
    planner.turn_day()
    planner.hand_over("Something else is saved just now.")
    clock.advance(days=1)
    assert planner.tick() is True
    planner.resume()
    assert planner.noted("day") == planner.today().isoformat()
