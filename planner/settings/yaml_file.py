"""The door through which every YAML file enters, and its cache. Never writes a user's file, never raises for one.

What was parsed is kept as JSON, because importing yaml takes longer than a whole command may. A cache that is missing,
damaged or not writable costs time and nothing else.
"""

import os
import stat
from binascii import crc32
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from planner.domain.text import clean_line
from planner.settings.paths import make_private

Value: TypeAlias = bool | int | float | str | list["Value"] | dict[str, "Value"] | None
"""What a file can say. Dates and times stay text."""
Place: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of mappings and indices of lists."""

MAX_BYTES = 256 * 1024
"""How long a file may be."""
MAX_PROBLEMS = 8
"""How many sentences one file may cause; the rest is counted."""
_FORMAT = 2
"""Grows when the parser would read a file differently or the cache is laid out differently."""
_MAX_CACHE_BYTES = 16 * MAX_BYTES
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Document(NamedTuple):
    """A file's content, and on which line each value stands."""

    name: str
    """The file's name as sentences show it."""
    data: Mapping[str, Value] = MappingProxyType({})
    """What stands in the file; empty when it says nothing."""
    lines: Mapping[Place, int] = MappingProxyType({})
    """Counted from 1; a value in a mapping stands where its key does."""

    def at(self, *place: str | int) -> str:
        """Return the beginning of a sentence about a value: the file, its line and its key."""
        line = self.lines.get(place)
        where = self.name if line is None else f"{self.name} line {line}"
        return ", ".join([where, *([".".join(str(step) for step in place)] if place else [])])


Loaded: TypeAlias = tuple[Document, tuple[str, ...]]
"""A document and the sentences about what in it was not understood."""


def load(path: str, cache_dir: str | None) -> Loaded:
    """Return what a file says; a missing file says nothing."""
    path = os.path.abspath(path)
    name = clean_line(os.path.basename(path))
    try:
        stamp = _stamp(os.stat(path))
        cache = cache_dir and os.path.join(cache_dir, f"yaml-{crc32(os.fsencode(path)):08x}.json")
        if cache and (known := _recall(cache, path, stamp)):
            return known
        raw, stamp = _read(path, MAX_BYTES)
    except FileNotFoundError:
        return Document(name), ()
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return Document(name), (f"{name} cannot be read ({clean_line(why)}). Its defaults are used until it can.",)
    loaded = _parse(name, raw)
    if cache:
        _remember(cache, path, stamp, loaded)
    return loaded


def unknown_keys(document: Document, known: Iterable[str], what: str, *place: str | int) -> list[str]:
    """Return a sentence for each key of a mapping that has no meaning, with the nearest one that has.

    `what` says what the keys are: "a setting". A place that holds no mapping has no keys.
    """
    inside: Value = dict(document.data)
    for step in place:
        inside = inside.get(str(step)) if isinstance(inside, dict) else None
    strangers = inside.keys() - set(known) if isinstance(inside, dict) else set()
    if not strangers:
        return []
    from difflib import get_close_matches

    ordered = sorted(strangers, key=lambda key: document.lines.get((*place, key), 0))
    near = {key: get_close_matches(key, list(known), 1) for key in ordered[:MAX_PROBLEMS]}
    return [
        f"{document.at(*place, key)}: {shown(key)} is not {what}"
        + (f"; the nearest is {shown(near[key][0])}." if near.get(key) else ", so it is passed over.")
        for key in ordered
    ]


def shorten(document: Document, problems: Iterable[str], most: int = MAX_PROBLEMS) -> tuple[str, ...]:
    """Return the first sentences about a file, and how many more there are."""
    every = tuple(problems)
    if len(every) <= most:
        return every
    return (*every[:most], f"{document.name}: {len(every) - most} more places like these need a look.")


def shown(value: Value) -> str:
    """Return a value as a sentence quotes it: one line, not long."""
    match value:
        case None:
            return "an empty value"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            line = clean_line(value)
            return f"“{line if len(line) <= 40 else line[:39] + '…'}”"
        case list():
            return "a list"
        case _:
            return "a group of keys"


def _parse(name: str, raw: bytes) -> Loaded:
    """Return what the bytes of a file say."""
    if len(raw) > MAX_BYTES:
        return Document(name), (
            f"{name} is longer than {MAX_BYTES // 1024} kB, so its defaults are used. Shorten it to have it read.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Document(name), (
            f"{name} line {line} is not UTF-8 text, so the file's defaults are used. Save it as UTF-8.",
        )
    from planner.settings.yaml_parser import parse

    data, lines, notes = parse(text)
    document = Document(name, data, lines)
    return document, shorten(document, (f"{name} line {line}{note}" for line, note in notes))


def _stamp(status: os.stat_result) -> list[int]:
    """Return what differs after a file was written or replaced."""
    return [status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino]


def _read(path: str, most: int) -> tuple[bytes, list[int]]:
    """Return a regular file's first bytes, at most `most` and one more, and its stamp. Waits for no pipe."""
    descriptor = os.open(path, _READ_FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is not a regular file")
        chunks = bytearray()
        while len(chunks) <= most and (chunk := os.read(descriptor, most + 1 - len(chunks))):
            chunks += chunk
    finally:
        os.close(descriptor)
    return bytes(chunks), _stamp(status)


def _recall(cache: str, path: str, stamp: list[int]) -> Loaded | None:
    """Return what was parsed from this very file before; None where nothing trustworthy is kept."""
    import json

    try:
        kept = json.loads(_read(cache, _MAX_CACHE_BYTES)[0])
        if kept["format"] != _FORMAT or kept["path"] != path or kept["stamp"] != stamp:
            return None
        data, problems = kept["data"], kept["problems"]
        lines = {tuple(place): line for place, line in kept["lines"]}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    sound = (
        isinstance(data, dict) and isinstance(problems, list) and all(isinstance(line, int) for line in lines.values())
    )
    return (Document(clean_line(os.path.basename(path)), data, lines), tuple(map(str, problems))) if sound else None


def _remember(cache: str, path: str, stamp: list[int], loaded: Loaded) -> None:
    """Keep what was parsed: 0600 in a 0700 folder, whole or not at all."""
    import json

    document, problems = loaded
    kept = {
        "format": _FORMAT,
        "path": path,
        "stamp": stamp,
        "data": dict(document.data),
        "lines": list(document.lines.items()),
        "problems": problems,
    }
    partial = f"{cache}.{os.getpid()}"
    try:
        make_private(os.path.dirname(cache))
        with open(os.open(partial, _WRITE_FLAGS, 0o600), "w", encoding="ascii") as file:
            json.dump(kept, file)
        os.replace(partial, cache)
    except (OSError, ValueError):
        _forget(partial)


def _forget(partial: str) -> None:
    """Remove what a write left behind, where it can be removed."""
    try:
        os.unlink(partial)
    except (OSError, ValueError):
        return
