"""YAML as people mean it, from the parser's events. The only module that imports yaml; import it where a file changed.

PyYAML's loaders read YAML 1.1, where `9:30` is 570, `no` is false and `010` is 8; composing by recursion they also end
the process on deep nesting. Here text stays text unless it is a plain number, true, false or null; no tag, alias or
second `yes` is followed; nothing nests deeper than a person would write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import yaml

from planner.domain.text import clean, clean_line

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: the same events, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.settings.yaml_file import Place, Value

MAX_DEPTH = 16
"""How deep lists and mappings may stand in one another."""

Note: TypeAlias = tuple[int, str]
"""A line, and the rest of the sentence that begins with the file's name and that line."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})")


class _UnreadableError(Exception):
    """The file as a whole cannot be followed beyond a line."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.note: Note = (line, sentence)


class _Refused:
    """Stands for a value that was named in a note and is left out."""


_REFUSED = _Refused()


def parse(text: str) -> tuple[dict[str, Value], dict[Place, int], list[Note]]:
    """Return what a text says, the line of each value, and notes on what was left out.

    A text that cannot be followed to its end says nothing at all: half a file is no one's intention.
    """
    reader = _Reader(text)
    try:
        data = reader.document()
    except _UnreadableError as unreadable:
        line, sentence = unreadable.note
        return {}, {}, [(_within(text, line), sentence)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = _within(text, mark.line + 1 if mark else reader.line)
        return {}, {}, [_syntax(line, error.problem or error.context)]
    except yaml.reader.ReaderError as error:
        return {}, {}, [_syntax(text.count("\n", 0, error.position) + 1, error.reason)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, {}, [_syntax(_within(text, reader.line), str(error))]
    return data, reader.lines, reader.notes


def _within(text: str, line: int) -> int:
    """Return a line that the text has: what is missing at its end is missed behind its last one."""
    return min(line, text.rstrip().count("\n") + 1)


def _syntax(line: int, why: str | None) -> Note:
    """Return the note on a text that is not YAML."""
    reason = clean_line(why or "it ends too early")
    return line, f" does not read as YAML ({reason}). The file's defaults are used until it does."


def _scalar(word: str) -> Value:
    """Return what an unquoted word means."""
    if word in _NULL:
        return None
    if word in _BOOLS:
        return _BOOLS[word]
    if _INT.fullmatch(word):
        return int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    return clean(word)


class _Reader:
    """Composes values from the events of one text."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Place, int] = {}
        self.notes: list[Note] = []
        self.line = 1
        self._events = self._follow(text)

    def document(self) -> dict[str, Value]:
        """Return the one mapping that a file holds."""
        read: list[dict[str, Value]] = []
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if read:
                raise _UnreadableError(self.line, " begins a second document (---). Join the two to have them read.")
            value = self._value(next(self._events), ())
            if not isinstance(value, dict | _Refused) and value is not None:
                raise _UnreadableError(self.line, " is not a key with a value. Write lines such as “theme: night”.")
            read.append(value if isinstance(value, dict) else {})
        return read[0] if read else {}

    def _follow(self, text: str) -> Iterator[yaml.Event]:
        """Yield the events, keeping count of the line."""
        for event in yaml.parse(text, Loader=_Loader):
            if event.start_mark is not None:
                self.line = event.start_mark.line + 1
            yield event

    def _value(self, event: yaml.Event, place: Place) -> Value | _Refused:
        """Return the value that begins with an event."""
        self._fathom(len(place))
        if isinstance(event, yaml.AliasEvent):
            return self._refuse(event, " uses an alias (*), which is not followed. Write the value out.")
        tag = getattr(event, "tag", None)
        if tag not in {None, "!"}:
            return self._refuse(
                event, f" uses a tag ({clean_line(str(tag))}), which is not followed. Leave the tag out."
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if tag is None and event.implicit[0] else clean(event.value)
        raise _UnreadableError(self.line, " ends where a value is expected. Complete it to have the file read.")

    def _refuse(self, event: yaml.Event, sentence: str) -> _Refused:
        """Note what is left out, and pass over the whole of it."""
        self.notes.append((self.line, sentence))
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth <= 0:
                return _REFUSED
            self._fathom(depth)
            event = next(self._events)

    def _fathom(self, depth: int) -> None:
        """Stop where a text nests too deep: libyaml takes a minute for 100 kB of braces."""
        if depth > MAX_DEPTH:
            sentence = f" nests deeper than {MAX_DEPTH} levels. Flatten it to have the file read."
            raise _UnreadableError(self.line, sentence)

    def _mapping(self, place: Place) -> dict[str, Value]:
        """Return a mapping whose first event has been taken. Of two equal keys the first stands."""
        values: dict[str, Value] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = self.line
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, " has a key that is not a word, so it is passed over.")
                self._value(next(self._events), (*place, "?"))
                continue
            key = clean_line(event.value)
            if key in seen:
                repeated = f", {key[:60]}: line {seen[key]} sets it too, and that one stands. Remove one of them."
                self._refuse(next(self._events), repeated)
                continue
            seen[key] = line
            value = self._value(next(self._events), (*place, key))
            if not isinstance(value, _Refused):
                values[key] = value
                self.lines[*place, key] = line
        return values

    def _sequence(self, place: Place) -> list[Value]:
        """Return a list whose first event has been taken."""
        values: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            line, there = self.line, (*place, len(values))
            value = self._value(event, there)
            if not isinstance(value, _Refused):
                values.append(value)
                self.lines[there] = line
        return values
