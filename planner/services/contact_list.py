"""The list of contacts: read once, then sorted, filtered and found in memory, so that a key costs no read."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from planner.domain import cadence
from planner.domain.cadence import Cadence
from planner.domain.contactviews import ContactRow, Entry, People, PeopleFilter
from planner.domain.namewords import fold

_Known = tuple[Entry, str, str]
"""A contact, its name as names are compared, and the words by which it is found."""
_PARTS = str.maketrans("@.-_,()'", "        ")


class Directory:
    """Every contact as it stands on a day."""

    def __init__(self, entries: Iterable[Entry], by_stage: Mapping[str, Cadence | None], today: date) -> None:
        """Sort them by their names, letter case and accents aside."""
        self._today = today
        self._by_stage = by_stage
        self._entries = sorted(entries, key=lambda entry: (fold(entry.name), entry.id))
        self._all: list[_Known] = []
        self._found_last: tuple[str, list[_Known]] = ("", [])
        """The text that was looked for last, folded, and whom it found."""
        self._latest: dict[tuple[int | None, str], tuple[str, str]] = {}

    def page(self, wanted: PeopleFilter, start: int, limit: int) -> People:
        """Return a page of the contacts that a filter lets through, and how many there are in all."""
        found = self._found(wanted)
        return People(tuple(self.row(entry) for entry in found[start : start + limit]), len(found))

    def row(self, entry: Entry) -> ContactRow:
        """Return a contact with its cadence and what follows from it."""
        often = cadence.cadence_of(entry.cadence_months, entry.stage, self._by_stage)
        last = date.fromisoformat(entry.last_talk) if entry.last_talk else None
        base = last or date.fromisoformat(entry.created_on)
        snoozed = date.fromisoformat(entry.snoozed_until) if entry.snoozed_until else None
        is_off = entry.do_not_contact or entry.archived_on is not None
        due = None if is_off else cadence.due_on(base, often, snoozed)
        return ContactRow(entry, last, due, often, not is_off and cadence.is_losing_touch(base, often, self._today))

    @property
    def sources(self) -> list[str]:
        """Where contacts came from, each source once."""
        return sorted({entry.source for entry in self._entries if entry.source}, key=fold)

    def alike(self) -> list[tuple[Entry, ...]]:
        """Return contacts that may be the same person: with one e-mail address, or one name and organization."""
        standing = [entry for entry in self._entries if entry.archived_on is None]
        addresses = ((fold(entry.email), entry) for entry in standing if entry.email)
        names = (((fold(entry.name), fold(entry.organization)), entry) for entry in standing)
        groups = {group: None for keyed in (addresses, names) for group in _groups(keyed)}
        return list(groups)

    def _found(self, wanted: PeopleFilter) -> list[Entry]:
        entries = self._matching(wanted.text) if wanted.text.strip() else self._entries
        found = [entry for entry in entries if (entry.archived_on is not None) is wanted.archived]
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

    def _matching(self, text: str) -> list[Entry]:
        """Return those in whose words every typed word begins one; names that begin with the text come first.

        A text that goes on from the one before is looked for among what that found.
        """
        folded = fold(text)
        before, kept = self._found_last
        if not before or not folded.startswith(before):
            kept = self._all = self._all or [(entry, fold(entry.name), _heap(entry)) for entry in self._entries]
        for word in folded.split():
            begun = f" {word}"
            kept = [one for one in kept if begun in one[2]]
        self._found_last = folded, kept
        start = " ".join(folded.split())
        first = [entry for entry, name, _ in kept if name.startswith(start)]
        return [*first, *(entry for entry, name, _ in kept if not name.startswith(start))]

    def _bounds(self, entry: Entry) -> tuple[str, str]:
        """Return the latest base that is due, and the latest that is losing touch; empty for never."""
        key = (entry.cadence_months, entry.stage)
        if key not in self._latest:
            often = cadence.cadence_of(*key, self._by_stage)
            spans = () if often is None else (often, often.twice)
            latest = [span.latest(self._today).isoformat() for span in spans]
            self._latest[key] = (latest[0], latest[1]) if latest else ("", "")
        return self._latest[key]


def _heap(entry: Entry) -> str:
    told = fold(f" {entry.name} {entry.organization} {entry.source} {entry.email}")
    return f"{told} {told.replace('@', ' ')} {told.translate(_PARTS)}"


def _groups(keyed: Iterable[tuple[object, Entry]]) -> list[tuple[Entry, ...]]:
    ordered = sorted(keyed, key=lambda one: (str(one[0]), one[1].id))
    groups = (tuple(entry for _, entry in group) for _, group in groupby(ordered, key=lambda one: one[0]))
    return [group for group in groups if len(group) > 1]
