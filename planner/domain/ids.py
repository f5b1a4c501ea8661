"""How keys are shaped: UUIDv7 text (RFC 9562), so that keys sort by the time at which they were made.

Time and randomness come from outside: this module reads neither a clock nor a source of chance.
"""

from datetime import UTC, datetime, timedelta

RANDOM_BYTES = 10
"""Bytes of randomness that a key takes."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_VERSION = 7 << 76
_VARIANT = 2 << 62


def uuid7(at: datetime, randomness: bytes) -> str:
    """Return the key of an aware moment: 48 bits of milliseconds, then 74 of the 80 bits of randomness.

    Raises ValueError for another number of bytes and for a moment before 1970.
    """
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"a key takes {RANDOM_BYTES} bytes of randomness, not {len(randomness)}")
    milliseconds = (at - _EPOCH) // _MILLISECOND
    if milliseconds < 0:
        raise ValueError("a key cannot be older than 1970")
    chance = int.from_bytes(randomness, "big")
    high, low = (chance >> 62) & 0xFFF, chance & ((1 << 62) - 1)
    text = f"{milliseconds << 80 | _VERSION | high << 64 | _VARIANT | low:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
