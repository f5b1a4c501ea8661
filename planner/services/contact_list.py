"""The list of contacts: read once, then sorted, filtered and found in memory, so that a key costs no read."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from planner.domain import cadence
from planner.domain.cadence import Cadence
from planner.domain.contactviews import ContactRow, Entry, People, PeopleFilter
from planner.domain.namewords import fold

_Known = tuple[Entry, str, str]
"""A contact, its name as names are compared, and the words by which it is found."""
_SOURCE = "source:"
_LAST = "\U0010ffff"
"""Behind every letter that a name has."""
_PARTS = str.maketrans("@.-_,()'", "        ")


class Directory:
    """Every contact as it stands on a day."""

    def __init__(self, entries: Iterable[Entry], by_stage: Mapping[str, Cadence | None], today: date) -> None:
        """Sort them by their names, letter case and accents aside."""
        self._today = today
        self._by_stage = by_stage
        self._entries = sorted(entries, key=lambda entry: (fold(entry.name), entry.id))
        self._standing: Mapping[bool, list[Entry]] = {
            is_away: [entry for entry in self._entries if (entry.archived_on is not None) is is_away]
            for is_away in (False, True)
        }
        """Those in use, and those put away."""
        self._all: dict[bool, list[_Known]] = {}
        self._found_last: list[tuple[bool, str, list[_Known]]] = []
        """Where and for what was looked last, folded, and whom that found; behind it the beginnings of that text."""
        self._latest: dict[tuple[int | None, str], tuple[str, str]] = {}

    def page(self, wanted: PeopleFilter, start: int, limit: int) -> People:
        """Return a page of the contacts that a filter lets through, and how many there are in all."""
        found = self._found(wanted)
        return People(tuple(self.row(entry) for entry in found[start : start + limit]), len(found))

    def row(self, entry: Entry) -> ContactRow:
        """Return a contact with its cadence and what follows from it."""
        often = cadence.cadence_of(entry.cadence_months, entry.stage, self._by_stage)
        last = date.fromisoformat(entry.last_talk) if entry.last_talk else None
        base = date.fromisoformat(entry.base)
        snoozed = date.fromisoformat(entry.snoozed_until) if entry.snoozed_until else None
        is_off = entry.do_not_contact or entry.archived_on is not None
        due = None if is_off else cadence.due_on(base, often, snoozed)
        return ContactRow(entry, last, due, often, not is_off and cadence.is_losing_touch(base, often, self._today))

    def alike(self) -> list[tuple[Entry, ...]]:
        """Return contacts that may be the same person: with one e-mail address, or one name and organization."""
        standing = [entry for entry in self._entries if entry.archived_on is None]
        addresses = ((fold(entry.email), entry) for entry in standing if entry.email)
        names = (((fold(entry.name), fold(entry.organization)), entry) for entry in standing)
        groups = {group: None for keyed in (addresses, names) for group in _groups(keyed)}
        return list(groups)

    def prepare(self, *, is_away: bool = False) -> list[_Known]:
        """Return everybody with the words by which they are found, made once: before the first letter is typed."""
        if is_away not in self._all:
            entries = self._standing[is_away]
            names = (fold(entry.name) for entry in entries)
            self._all[is_away] = list(zip(entries, names, _heaps(entries), strict=True))
        return self._all[is_away]

    def _found(self, wanted: PeopleFilter) -> list[Entry]:
        found = self._matching(wanted.text, is_away=wanted.archived)
        if wanted.stage is not None:
            found = [entry for entry in found if entry.stage == wanted.stage]
        if wanted.source:
            source = fold(wanted.source)
            found = [entry for entry in found if fold(entry.source) == source]
        if wanted.top:
            found = [entry for entry in found if entry.is_top]
        if wanted.due or wanted.losing:
            place = 1 if wanted.losing else 0
            found = [entry for entry in found if not entry.do_not_contact and entry.base <= self._bounds(entry)[place]]
            today = self._today.isoformat()
            found = [entry for entry in found if wanted.losing or (entry.snoozed_until or "") <= today]
            found.sort(key=lambda entry: (wanted.losing and entry.last_talk is not None, entry.base))
        return found

    def _matching(self, text: str, *, is_away: bool) -> list[Entry]:
        """Return those in whose words every typed word begins one; names that begin with the text come first.

        A text that goes on from one before is looked for among what that found. `source:fair` is a word of the source,
        and was none when it was not typed to its colon yet.
        """
        folded = fold(text)
        words = folded.split()
        if not words:
            return self._standing[is_away]
        is_plain = not any(word.startswith(_SOURCE) for word in words)
        last = self._found_last if is_plain else []
        while last and not (last[-1][0] is is_away and folded.startswith(last[-1][1])):
            last.pop()
        kept = last[-1][2] if last else self.prepare(is_away=is_away)
        for word in words:
            if word.startswith(_SOURCE):
                source = f" {word.removeprefix(_SOURCE)}"
                kept = [one for one in kept if source in f" {fold(one[0].source)}"]
            else:
                begun = f" {word}"
                kept = [one for one in kept if begun in one[2]]
        last.append((is_away, folded, kept))
        start = " ".join(words)
        begin = bisect_left(kept, start, key=_name)
        end = bisect_left(kept, start + _LAST, lo=begin, key=_name)
        return [entry for entry, _, _ in (*kept[begin:end], *kept[:begin], *kept[end:])]

    def _bounds(self, entry: Entry) -> tuple[str, str]:
        """Return the latest base that is due, and the latest that is losing touch; empty for never."""
        key = (entry.cadence_months, entry.stage)
        if key not in self._latest:
            often = cadence.cadence_of(*key, self._by_stage)
            spans = () if often is None else (often, often.twice)
            latest = [span.latest(self._today).isoformat() for span in spans]
            self._latest[key] = (latest[0], latest[1]) if latest else ("", "")
        return self._latest[key]


def _name(known: _Known) -> str:
    return known[1]


def _heaps(entries: Sequence[Entry]) -> list[str]:
    """Return the words by which each is found: as they stand, with addresses in two, and without marks.

    They are made of one text for all, which is ten times as fast as one by one.
    """
    if not entries:
        return []
    lines = [f" {one.name} {one.organization} {one.source} {one.email}".replace("\n", " ") for one in entries]
    whole = "\n".join(lines)
    whole = whole.lower() if whole.isascii() else "\n".join(map(fold, lines))
    ways = (whole, whole.replace("@", " "), whole.translate(_PARTS))
    return list(map(" ".join, zip(*(way.split("\n") for way in ways), strict=True)))


def _groups(keyed: Iterable[tuple[object, Entry]]) -> list[tuple[Entry, ...]]:
    ordered = sorted(keyed, key=lambda one: (str(one[0]), one[1].id))
    groups = (tuple(entry for _, entry in group) for _, group in groupby(ordered, key=lambda one: one[0]))
    return [group for group in groups if len(group) > 1]
