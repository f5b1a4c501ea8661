"""The list of contacts: names and words are read once, sorted, narrowed and looked through in memory; rows as shown."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from planner.domain import cadence
from planner.domain.cadence import Cadence
from planner.domain.contactviews import ContactRow, Entry, Listed, People, PeopleFilter
from planner.domain.namewords import fold, folded
from planner.store import contact_list as read
from planner.store.contact_list import Bounds
from planner.store.store import Store

_Named = tuple[str, Listed]
"""A contact behind its name as names are compared."""
_Known = tuple[str, Listed, str]
"""The same with the words by which it is found."""
_SOURCE = "source:"
_LAST = "\U0010ffff"
"""Behind every letter that a name has."""
_PARTS = "@.-_,()'[]+/"
"""What parts words that are found by their beginnings too."""
_BETWEEN_DIGITS = re.compile(r"[^0-9]+")


class Directory:
    """Every contact as it stands on a day."""

    def __init__(self, store: Store, by_stage: Mapping[str, Cadence | None], today: date) -> None:
        """Read when asked for."""
        self._store = store
        self._today = today
        self._by_stage = by_stage
        self._sorted: dict[bool, list[_Named]] = {}
        """Those in use, and those put away, by their names, letter case and accents aside."""
        self._all: dict[bool, list[_Known]] = {}
        self._found_last: list[tuple[bool, str, list[_Known]]] = []
        """Where and for what was looked last, folded, and whom that found; behind it the beginnings of that text."""

    def page(self, wanted: PeopleFilter, start: int, limit: int) -> People:
        """Return a page of the contacts that a filter lets through, and how many there are in all."""
        found = self._found(wanted)
        keys = [one.id for one in found[start : start + limit]]
        return People(tuple(map(self.row, read.entries(self._store, keys))), len(found))

    def row(self, entry: Entry) -> ContactRow:
        """Return a contact with its cadence and what follows from it."""
        often = cadence.cadence_of(entry.cadence_months, entry.stage, self._by_stage, is_top=bool(entry.is_top))
        last = date.fromisoformat(entry.last_talk) if entry.last_talk else None
        base = date.fromisoformat(entry.base)
        snoozed = date.fromisoformat(entry.snoozed_until) if entry.snoozed_until else None
        is_off = entry.do_not_contact or entry.archived_on is not None
        due = None if is_off else cadence.due_on(base, often, snoozed)
        return ContactRow(entry, last, due, often, not is_off and cadence.is_losing_touch(base, often, self._today))

    def alike(self) -> list[tuple[Entry, ...]]:
        """Return contacts that may be the same person: with one e-mail address, or one name and organization."""
        standing = self._standing(is_away=False)
        addresses = ((fold(one.email), one.id) for _, one in standing if one.email)
        names = (((name, fold(one.organization)), one.id) for name, one in standing)
        groups = {group: None for keyed in (addresses, names) for group in _groups(keyed)}
        known = {entry.id: entry for entry in read.entries(self._store, {key for group in groups for key in group})}
        return [tuple(known[key] for key in group if key in known) for group in groups]

    def prepare(self, *, is_away: bool = False) -> list[_Known]:
        """Return everybody with the words by which they are found, made once: before the first letter is typed."""
        if is_away not in self._all:
            standing = self._standing(is_away=is_away)
            heaps = _heaps([one for _, one in standing])
            self._all[is_away] = [(name, one, heap) for (name, one), heap in zip(standing, heaps, strict=True)]
        return self._all[is_away]

    def _standing(self, *, is_away: bool) -> list[_Named]:
        if is_away not in self._sorted:
            everybody = read.everybody(self._store, away=is_away)
            names = _all_folded([one.name for one in everybody]).split("\n") if everybody else []
            self._sorted[is_away] = sorted(zip(names, everybody, strict=True))
        return self._sorted[is_away]

    def _found(self, wanted: PeopleFilter) -> list[Listed]:
        found = self._matching(wanted.text, is_away=wanted.archived)
        if wanted.stage is not None:
            found = [one for one in found if one.stage == wanted.stage]
        if wanted.source:
            source = fold(wanted.source)
            found = [one for one in found if fold(one.source) == source]
        if wanted.top:
            found = [one for one in found if one.is_top]
        if wanted.due or wanted.losing:
            due = self._overdue(wanted)
            found = [one for one in found if one.id in due]
            found.sort(key=lambda one: due[one.id] if wanted.losing else due[one.id][1:])
        return found

    def _overdue(self, wanted: PeopleFilter) -> dict[str, tuple[bool, str]]:
        """Return who was talked to too long ago, by twice the cadence for those losing touch."""

        def latest(often: Cadence) -> date:
            return (often.twice if wanted.losing else often).latest(self._today)

        stages = {stage: latest(often) for stage, often in self._by_stage.items() if often is not None}
        bounds = Bounds(stages, lambda months: latest(Cadence(months)))
        return read.overdue(self._store, bounds, None if wanted.losing else self._today, away=wanted.archived)

    def _matching(self, text: str, *, is_away: bool) -> list[Listed]:
        """Return those in whose words every typed word begins one; names that begin with the text come first.

        A text that goes on from one before is looked for among what that found. `source:fair` is a word of the source,
        and was none when it was not typed to its colon yet.
        """
        folded = fold(text)
        words = folded.split()
        if not words:
            return [one for _, one in self._standing(is_away=is_away)]
        is_plain = not any(word.startswith(_SOURCE) for word in words)
        last = self._found_last if is_plain else []
        while last and not (last[-1][0] is is_away and folded.startswith(last[-1][1])):
            last.pop()
        kept = last[-1][2] if last else self.prepare(is_away=is_away)
        for word in words:
            if word.startswith(_SOURCE):
                source = f" {word.removeprefix(_SOURCE)}"
                kept = [one for one in kept if source in f" {fold(one[1].source)}"]
            else:
                begun = f" {word}"
                kept = [one for one in kept if begun in one[2]]
        last.append((is_away, folded, kept))
        start = " ".join(words)
        begin = bisect_left(kept, start, key=_name)
        end = bisect_left(kept, start + _LAST, lo=begin, key=_name)
        return [one for _, one, _ in (*kept[begin:end], *kept[:begin], *kept[end:])]


def _name(known: _Known) -> str:
    return known[0]


def _heaps(entries: Sequence[Listed]) -> list[str]:
    """Return the words by which each is found: as they stand, with addresses in two, without marks, a number whole."""
    if not entries:
        return []
    whole = _all_folded([f" {one.name} {one.organization} {one.source} {one.email} {one.phone}" for one in entries])
    numbers = "\n".join([f" {_BETWEEN_DIGITS.sub('', one.phone)}" if one.phone else "" for one in entries])
    parted = whole
    for mark in _PARTS:
        parted = parted.replace(mark, " ")
    ways = (whole, whole.replace("@", " "), parted, numbers)
    return list(map(" ".join, zip(*(way.split("\n") for way in ways), strict=True)))


def _all_folded(texts: Sequence[str]) -> str:
    """Return texts as they are compared, a line each: of one text for all, ten times as fast as one by one."""
    return folded("\n".join([text.replace("\n", " ") for text in texts]))


def _groups(keyed: Iterable[tuple[object, str]]) -> list[tuple[str, ...]]:
    ordered = sorted(keyed, key=lambda one: (str(one[0]), one[1]))
    groups = (tuple(key for _, key in group) for _, group in groupby(ordered, key=lambda one: one[0]))
    return [group for group in groups if len(group) > 1]
