"""Rituals: which sections each review has, from YAML. A user's file replaces the shipped one of the same name.

A file names its sections in order: one that the ritual knows, a question of its own, or another file's sections.
What in it is not understood is left out and named with its line; a file that leaves nothing is not used. So is a file
that is no ritual's and in none.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.review import ReviewKind
from planner.domain.ritual import ASK, SECTIONS, TITLES, Ritual, Section, is_own
from planner.domain.text import clean_line
from planner.settings.paths import Paths
from planner.settings.yaml_names import ENDINGS, file_of

if TYPE_CHECKING:
    from planner.settings.yaml_file import Document, Value

MOST_SECTIONS = 40
"""Sections that a ritual shows at most."""
MOST_TOLD = 99
"""Sentences that a ritual's files cause at most; the rest is counted."""
_KEYS = ("title", "sections")
_SECTION_KEYS = ("section", "title", "ask", "key", "hint", "include")


def load(kind: ReviewKind, paths: Paths) -> tuple[Ritual, tuple[str, ...]]:
    """Return a ritual, the user's before the shipped one, and a sentence for each thing that was not understood."""
    problems: tuple[str, ...] = ()
    for folder in (paths.rituals_dir, paths.shipped_rituals):
        if (path := file_of(kind.value, folder)) is not None:
            ritual, found = _Reader(kind, paths).read(path)
            problems += found
            if ritual.sections:
                return ritual, problems
    return Ritual(kind, TITLES[kind], tuple(Section(name) for name in SECTIONS[kind])), problems


def titles(paths: Paths) -> dict[ReviewKind, str]:
    """Return what each ritual is called, by the user's own file where there is one."""
    own = (kind for kind in ReviewKind if file_of(kind.value, paths.rituals_dir) is not None)
    return {**TITLES, **{kind: load(kind, paths)[0].title for kind in own}}


def faults(paths: Paths) -> tuple[str, ...]:
    """Return a sentence for each thing in the user's ritual files that was not understood, and each file not read."""
    told: list[str] = []
    used: set[str] = set()
    for kind in ReviewKind:
        if (path := file_of(kind.value, paths.rituals_dir)) is not None:
            reader = _Reader(kind, paths)
            told += reader.read(path)[1]
            used |= reader.used
    return tuple(dict.fromkeys((*told, *_unread(paths.rituals_dir, used))))


def _unread(folder: str, used: set[str]) -> Iterator[str]:
    """Yield a sentence for each YAML file of a folder that no ritual uses."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        stem, ending = os.path.splitext(name)
        if name.startswith(".") or ending.casefold() not in ENDINGS or os.path.join(folder, name) in used:
            continue
        if (read := file_of(stem, folder)) is not None and stem in SECTIONS:
            yield f"{clean_line(name)} is passed over: {os.path.basename(read)} stands beside it. Keep one of them."
            continue
        from difflib import get_close_matches

        near = get_close_matches(stem.casefold(), list(SECTIONS), 1)
        meant = f"the nearest is {near[0]}.yaml" if near else f"{', '.join(SECTIONS)} are"
        yield f"{clean_line(name)} is the name of no ritual: {meant}. Rename it, or take it in with “include”."


class _Reader:
    """Reads one ritual's file and those that it includes."""

    def __init__(self, kind: ReviewKind, paths: Paths) -> None:
        self._kind = kind
        self._paths = paths
        self._problems: list[str] = []
        self._keys: set[str] = set()
        self._names: set[str] = set()
        self.used: set[str] = set()
        """The files that were read."""

    def read(self, path: str) -> tuple[Ritual, tuple[str, ...]]:
        """Return the ritual in a file, and what was not understood."""
        from planner.settings import yaml_file

        document = self._document(path)
        title = document.data.get("title", TITLES[self._kind])
        if not isinstance(title, str) or not clean_line(title):
            stands = yaml_file.shown(title)
            self._problems.append(
                f"{document.at('title')}: it takes a text, and {stands} stands there. Put it in quotes."
            )
            title = TITLES[self._kind]
        sections = tuple(self._sections(document, (path,)))
        if len(sections) > MOST_SECTIONS:
            self._problems.append(
                f"{document.at('sections')}: {len(sections)} sections are more than {MOST_SECTIONS}. "
                f"The first {MOST_SECTIONS} are shown."
            )
        if not sections and (document.data or not self._problems):
            self._problems.append(
                f"{document.at()}: it names no section that is known, so the shipped ritual is used. "
                f"“- {SECTIONS[self._kind][0]}” behind “sections:” would be one."
            )
        ritual = Ritual(self._kind, clean_line(title), sections[:MOST_SECTIONS])
        return ritual, yaml_file.shorten(document, self._problems, MOST_TOLD)

    def _document(self, path: str) -> "Document":
        from planner.settings import yaml_file

        self.used.add(path)
        document, found = yaml_file.load(path, self._paths.cache_dir)
        self._problems += found
        self._problems += yaml_file.unknown_keys(document, _KEYS, "a part of a ritual: title and sections are")
        return document

    def _sections(self, document: "Document", chain: tuple[str, ...]) -> Iterator[Section]:
        """Yield the sections of a file. `chain` are the files that lead to it, itself last."""
        from planner.settings.yaml_file import shown

        listed = document.data.get("sections")
        if not isinstance(listed, list):
            if document.data:
                self._problems.append(
                    f"{document.at('sections')}: it takes a list, and {shown(listed)} stands there. "
                    "Write each section on a line of its own, behind “- ”."
                )
            return
        for n, entry in enumerate(listed):
            where = _where(document, n)
            if isinstance(entry, str):
                yield from self._known(where, entry, "")
            elif isinstance(entry, dict):
                self._name_strangers(where, entry)
                yield from self._entry(where, entry, chain)
            else:
                self._problems.append(
                    f"{where}: a section is a name, and {shown(entry)} stands there. Put it in quotes."
                )

    def _entry(self, where: str, entry: "dict[str, Value]", chain: tuple[str, ...]) -> Iterator[Section]:
        from planner.settings.yaml_file import shown

        kinds = [name for name in ("section", "ask", "include") if name in entry]
        if len(kinds) != 1:
            told = " and ".join(f"“{name}”" for name in kinds) or "none of them"
            self._problems.append(
                f"{where}: a section has one of section, ask and include, and has {told}. "
                "It is left out until it has one."
            )
            return
        value, title = entry[kinds[0]], _text(entry.get("title"))
        said = _text(value)
        if not said:
            wanted = {"section": "names no section", "ask": "asks no question", "include": "names no ritual"}[kinds[0]]
            self._problems.append(
                f"{where}: it {wanted}: {shown(value)} stands there. "
                f"Write it behind “{kinds[0]}:”, or take the line out."
            )
        elif kinds[0] == "section":
            yield from self._known(where, said, title)
        elif kinds[0] == "include":
            yield from self._included(where, said, chain)
        else:
            yield from self._asked(where, said, _text(entry.get("key")), title, _text(entry.get("hint")))

    def _known(self, where: str, name: str, title: str) -> Iterator[Section]:
        known = SECTIONS[self._kind]
        if name in self._names:
            self._problems.append(f"{where}: “{name}” stands above already, so it is shown once. Take one of them out.")
            return
        if name in known:
            self._names.add(name)
            yield Section(name, title)
            return
        from difflib import get_close_matches

        near = get_close_matches(name, known, 1)
        hint = f"the nearest is “{near[0]}”" if near else f"it has {', '.join(known)}"
        self._problems.append(
            f"{where}: “{clean_line(name)[:40]}” is no section of the {TITLES[self._kind]} ritual; {hint}."
        )

    def _asked(self, where: str, question: str, key: str, title: str, hint: str) -> Iterator[Section]:
        key = key or question.casefold()[:60]
        if is_own(self._kind, key):
            self._problems.append(
                f"{where}: “{key[:40]}” is the planner's own key, so the question is left out. "
                f"Give it another, as “key: my {key[:40]}”."
            )
            return
        if key in self._keys:
            self._problems.append(f"{where}: “{key[:40]}” is asked already. Give one of them another key.")
            return
        self._keys.add(key)
        yield Section(ASK, title, key, question, hint)

    def _included(self, where: str, name: str, chain: tuple[str, ...]) -> Iterator[Section]:
        folders = (self._paths.rituals_dir, self._paths.shipped_rituals)
        path = next((found for folder in folders if (found := file_of(name, folder))), None)
        if path is None or path in chain:
            told = "is no file of the rituals folder" if path is None else _leads_back(path, chain)
            self._problems.append(
                f"{where}: “{clean_line(name)[:40]}” {told}, so it is left out. Take the line out too."
            )
            return
        yield from self._sections(self._document(path), (*chain, path))

    def _name_strangers(self, where: str, entry: "dict[str, Value]") -> None:
        from planner.settings.yaml_file import shown

        for key in sorted(entry.keys() - set(_SECTION_KEYS)):
            told = f"“{clean_line(key)[:40]}” is no part of a section: {', '.join(_SECTION_KEYS)} are"
            self._problems.append(f"{where}: {told}.")
        for key in ("title", "key", "hint"):
            if key in entry and not isinstance(entry[key], str):
                told = f"“{key}” takes a text, and {shown(entry[key])} stands there"
                self._problems.append(f"{where}: {told}, so it is passed over. Put it in quotes.")


def _where(document: "Document", n: int) -> str:
    """Return the beginning of a sentence about one of a file's sections: the file, the line, which one it is."""
    line = document.lines.get(("sections", n))
    number = n + 1
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{document.name}{f' line {line}' if line else ''}, the {number}{ending} section"


def _leads_back(path: str, chain: tuple[str, ...]) -> str:
    """Return what is said of a file that is included once more by the last one of those that lead to it."""
    names = [clean_line(os.path.basename(one)) for one in (*chain[chain.index(path) :], path)]
    return "includes itself" if len(names) == 2 else f"leads back to itself ({' > '.join(names)})"


def _text(value: "Value") -> str:
    """Return a text on one line; empty where another value stands."""
    return clean_line(value) if isinstance(value, str) else ""
