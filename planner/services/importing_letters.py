"""How the bytes of a file are letters: two of them a letter, UTF-8, or else as Windows writes. Opens no file."""

_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SNIFFED = 1 << 10
"""Bytes by which a text of two bytes a letter is known that does not begin with a mark: every other one is zero."""


def encoding_of(head: bytes) -> str:
    """Return what a file is written in where two bytes make a letter; empty where one or some do."""
    marked = next((name for bom, name in _BOMS.items() if head.startswith(bom)), "")
    even, odd = (head[place:_SNIFFED:2].count(0) for place in (0, 1))
    most = len(head[:_SNIFFED]) // 2
    wide = "utf-16-le" if odd > even else "utf-16-be"
    return marked or (wide if 4 * max(even, odd) > 3 * most and 4 * min(even, odd) < most else "")


def decoded(raw: bytes) -> str:
    """Return a text, each of its lines in the encoding that fits it."""
    if wide := encoding_of(raw):
        return raw.decode(wide, errors="replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "".join(line_of(line) for line in raw.splitlines(keepends=True))


def line_of(raw: bytes) -> str:
    """Return a line in UTF-8, else as Windows writes it."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
