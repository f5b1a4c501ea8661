"""Names in a typed line: `@Dana Reyes` and `@"Dana Reyes"`. Reads, writes and completes them; knows no contact."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from planner.domain.errors import LineError
from planner.domain.text import clean_line
from planner.domain.words import ARROW, QUOTED_NAME, Word, quoted, unquoted

MAX_NAME_WORDS = 5
MOST_CANDIDATES = 8
_THOUSANDS = re.compile(r"(?<=[0-9])[,.'’_](?=[0-9]{3}(?![0-9]))")
"""What parts the thousands of a number."""

KnownName = Callable[[str], bool]
"""Whether a contact of that name is there; letter case and accents are its own business."""


def read_who(line: str, words: Sequence[Word], at: int, known_name: KnownName) -> tuple[str, bool, int]:
    """Read the name at a word with `@`: the name, whether it was quoted, and how many words it takes.

    Without quotes it is the longest run of words that is a known name, else one word. Raises LineError at an empty
    name and at an open quote.
    """
    word = words[at]
    if word.text.startswith('@"'):
        if not re.fullmatch(QUOTED_NAME + '"', word.text):
            raise LineError("The quote after @ has no end. Close it behind the name.", word.start, word.end)
        name, exact, count = clean_line(unquoted(word.text[1:])), True, 1
    else:
        name, exact, count = clean_line(word.text[1:]), False, 1
        for more in range(min(MAX_NAME_WORDS, len(words) - at), 1, -1):
            run = clean_line(line[word.start + 1 : words[at + more - 1].end])
            if "@" not in run and known_name(run):
                name, count = run, more
                break
    if not name:
        raise LineError('A name follows @: “@Dana”, or “@"Dana Reyes"”.', word.start, word.end)
    return name, exact, count


def write_who(name: str, *, exact: bool) -> str:
    """Write a name so that it reads back as it is."""
    return f"@{quoted(name)}" if exact else f"@{name}"


def can_stand_bare(name: str) -> bool:
    """Whether a known name reads back without quotes."""
    parts = name.split(" ")
    return (
        len(parts) <= MAX_NAME_WORDS
        and not name.startswith('"')
        and not name.endswith((",", ":"))
        and "@" not in name
        and not any(part.endswith(":") or part.startswith(ARROW) for part in parts)
    )


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return a text as it is compared: without letter case and accents."""
    return folded(text)


def folded(text: str) -> str:
    """Return what `fold` does of a text that is too long to be remembered."""
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    plain = normalize("NFKD", text.casefold())
    for accent in filter(combining, set(plain)):
        plain = plain.replace(accent, "")
    return plain


def spelled(text: str) -> str:
    """Return a text as it is compared where numbers stand in it: folded, and 4,800 or 4.800 as 4800."""
    return _THOUSANDS.sub("", fold(text))


def matching_names(typed: str, names: Collection[str]) -> list[str]:
    """Return the best names for what is typed so far: each typed word begins a word of the name, in their order."""
    wanted = fold(typed).split()
    goes_on = bool(wanted) and typed[-1:].isspace()
    first: list[str] = []
    later: list[str] = []
    for name in names:
        folded = fold(name)
        if not all(word in folded for word in wanted):
            continue
        parts = folded.split()
        if goes_on and parts[: len(wanted)] == wanted == parts:
            continue
        rest = iter(parts)
        if all(any(part.startswith(word) for part in rest) for word in wanted):
            (first if folded.startswith(" ".join(wanted)) else later).append(name)
            if len(first) == MOST_CANDIDATES:
                break
    return (first + later)[:MOST_CANDIDATES]


def typed_name(text: str, start: int, names: Collection[str]) -> tuple[int, list[str]] | None:
    """Complete the name that a text ends in, from its `@`; None where it does not end in a name."""
    at = text.rfind("@", start)
    if at < 0 or (at > 0 and not text[at - 1].isspace()):
        return None
    typed = text[at + 1 :]
    is_quoted = typed.startswith('"')
    found = matching_names(typed.removeprefix('"'), names)
    if not found and (is_quoted or not any(c.isspace() for c in typed)):
        return at, []
    return (at, [write_who(name, exact=not can_stand_bare(name)) for name in found]) if found else None
