"""Keys: UUIDv7 text that sorts by time."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.ids import RANDOM_BYTES, uuid7

MOMENT = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)


def test_the_example_of_the_standard_comes_out() -> None:
    chance = 0xCC3 << 62 | 0x18C4DC0C0C07398F
    assert uuid7(MOMENT, chance.to_bytes(RANDOM_BYTES, "big")) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(
    st.integers(0, 253_000_000_000_000),
    st.binary(min_size=10, max_size=10),
)
def test_a_key_is_a_uuid_of_version_7(milliseconds: int, chance: bytes) -> None:
    key = uuid7(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds), chance)
    read = UUID(key)
    assert (str(read), read.version, read.variant, read.int >> 80) == (key, 7, RFC_4122, milliseconds)


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_keys_sort_by_the_millisecond_in_which_they_were_made(first: bytes, second: bytes) -> None:
    assert uuid7(MOMENT, first) < uuid7(MOMENT + timedelta(milliseconds=1), second)


def test_the_zone_in_which_a_moment_is_told_changes_nothing() -> None:
    elsewhere = MOMENT.astimezone(timezone(timedelta(hours=-5)))
    assert uuid7(elsewhere, bytes(RANDOM_BYTES)) == uuid7(MOMENT, bytes(RANDOM_BYTES))


def test_another_number_of_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        uuid7(MOMENT, bytes(9))


def test_a_moment_before_1970_is_refused() -> None:
    with pytest.raises(ValueError, match="1970"):
        uuid7(datetime(1969, 12, 31, tzinfo=UTC), bytes(RANDOM_BYTES))
