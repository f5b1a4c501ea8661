"""What no stored or shown string may hold. Every door (typing, paste, import, command line) calls `clean`."""

import re

MAX_TEXT = 64 * 1024
"""Characters that one text may have; what comes after is cut off with a word about it."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]",
)
_BLANK = re.compile(r"\s+")


def clean(text: str) -> str:
    """Replace what could talk to a terminal or turn a line around by U+FFFD.

    Newlines and tabs stay, carriage returns before a newline go, joiners inside emoji stay.
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n"))[:MAX_TEXT]


def clean_line(text: str) -> str:
    """Clean a text that must stand on one line: every run of blanks becomes one space."""
    return _BLANK.sub(" ", clean(text)).strip()
