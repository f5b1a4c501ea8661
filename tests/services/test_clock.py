"""The machine's clock, also after the zone changed under an open program."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.services import clock as clock_module
from planner.services.clock import SystemClock

WALL = datetime(2026, 2, 10, 9, 41)  # noqa: DTZ001  # a wall clock


@pytest.fixture(autouse=True)
def zones_are_put_back() -> Iterator[None]:
    yield
    time.tzset()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        yield patch
    time.tzset()


def test_a_change_of_zone_is_noticed_without_a_restart(zone: pytest.MonkeyPatch) -> None:
    here = SystemClock()
    assert (here.zone(), here.now().utcoffset()) in (
        ("America/New_York", timedelta(hours=-5)),
        ("America/New_York", timedelta(hours=-4)),
    )
    zone.setenv("TZ", "Asia/Kathmandu")
    assert (here.now().utcoffset(), here.zone()) == (timedelta(hours=5, minutes=45), "Asia/Kathmandu")


def test_a_wall_time_has_its_instant(zone: pytest.MonkeyPatch) -> None:
    assert zone is not None
    assert SystemClock().instant(WALL) == datetime(2026, 2, 10, 14, 41, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first_one(zone: pytest.MonkeyPatch) -> None:
    assert zone is not None
    twice = datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001
    assert SystemClock().instant(twice) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_now_is_now() -> None:
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)


def test_a_zone_without_a_name_is_told_by_its_offset(zone: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch) -> None:
    zone.delenv("TZ")
    monkeypatch.setattr(clock_module, "_LOCALTIME", "/nowhere")
    assert SystemClock().zone() == SystemClock().now().strftime("%z")


def test_the_machines_zone_is_read_from_its_link(
    zone: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    zone.delenv("TZ")
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    monkeypatch.setattr(clock_module, "_LOCALTIME", str(link))
    assert SystemClock().zone() == "Europe/Berlin"
