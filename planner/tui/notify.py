"""What is written to a terminal so that it calls somebody who looks elsewhere. Pure; nothing in a text can get out."""

from planner.domain.text import clean_line

MOST = 200
"""Characters of a notification."""
BELL = "\a"
_END = "\x1b\\"


def sequences(kind: str, text: str) -> str:
    """Return what makes a terminal ring or show a notification; empty for a kind that does neither.

    Two forms are written, as terminals know one or the other: OSC 9 (iTerm2, ConEmu) and OSC 777 (rxvt-unicode).
    """
    if kind == "bell":
        return BELL
    if kind != "desktop":
        return ""
    # a semicolon ends a field, and OSC 9 takes a number at the beginning for another order
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in clean_line(text)).replace(";", ",")[
        :MOST
    ]
    return f"\x1b]9;planner: {plain}{_END}\x1b]777;notify;planner;{plain}{_END}"
