"""One open file: what is committed to it and taken back, kept beside it, and heard of it. It knows no verb."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from planner.domain.change import Change, ChangeSet, Topic
from planner.domain.clock import Clock, DayStart
from planner.domain.errors import PlannerError
from planner.domain.ids import uuid7
from planner.domain.views import JournalLine
from planner.services.changes import Changes
from planner.store.database import damage
from planner.store.place import shared_by
from planner.store.store import Store

IDENTITY_EVERY = timedelta(seconds=30)


class OpenFile:
    """A store and the clock that it is written by."""

    def __init__(self, store: Store, clock: Clock, day_start: DayStart) -> None:
        """Work on an open store, by a clock; the planner's days begin at `day_start`."""
        self.store = store
        self.clock = clock
        self.day_start = day_start
        self.changes = Changes()
        self._ritual = ""
        """The ritual in which everything is done now; empty while none is."""
        self._refused = ""
        """Why nothing is saved in it; empty where it is."""
        self._identity_checked = clock.now()

    def today(self) -> date:
        """Return the planner day of this moment."""
        return self.day_start.day_of(self.clock.now())

    def now(self) -> datetime:
        """Return the aware local time to the second, which is what the tables hold."""
        return self.clock.now().replace(microsecond=0)

    def new_id(self) -> str:
        """Return a new time-ordered key."""
        return uuid7(self.clock.now(), os.urandom(10))

    def commit(
        self,
        label: str,
        changes: tuple[Change, ...],
        *,
        undoable: bool = True,
        meta: Mapping[str, str] | None = None,
        progress: Callable[[int, int], None] | None = None,
        since: int | None = None,
    ) -> ChangeSet:
        """Save what a verb did and tell everyone. Nothing is saved where nothing changes.

        `progress` hears how many changes are written, and of how many. Where the changes rest on the whole file as it
        was read, `since` is its `change_seq` of then: StaleWriteError where the same topics were changed since. Raises
        PlannerError within a ritual that refuses it.
        """
        changeset = ChangeSet(label, tuple(change for change in changes if change.before != change.after))
        if changeset.changes and self._refused:
            raise PlannerError(self._refused)
        if changeset.changes or meta:
            at, ritual = self.now(), self._ritual
            self.store.commit(
                changeset, at, undoable=undoable, meta=meta, progress=progress, since=since, ritual=ritual
            )
            self._saved(changeset)
        return changeset

    @contextmanager
    def within(self, ritual: str, refused: str = "") -> Iterator[None]:
        """Save everything as part of a ritual, which `gather` makes one step; refuse it where a reason is given."""
        before = self._ritual, self._refused
        self._ritual, self._refused = ritual, refused
        try:
            yield
        finally:
            self._ritual, self._refused = before

    def be_patient(self) -> None:
        """Wait for another program as long as a program that nobody sits at: what is typed is to be kept."""
        self.store.wait_at_most()

    def undo(self, progress: Callable[[int, int], None] | None = None) -> ChangeSet:
        """Take back the newest command that stands, wherever it was given."""
        undone = self.store.undo(progress)
        self._saved(undone)
        return undone

    def turn_to(self, seq: int) -> tuple[ChangeSet, ...]:
        """Take back every command behind one, or do again those up to it where it is undone (services/past.py)."""
        turned = self.store.turn_to(seq)
        self._saved(ChangeSet("", tuple(change for changeset in turned for change in changeset.changes)))
        return tuple(turned)

    def redo(self, progress: Callable[[int, int], None] | None = None) -> ChangeSet:
        """Do again what was undone last."""
        redone = self.store.redo(progress)
        self._saved(redone)
        return redone

    def mark(self) -> int:
        """Return the number of the newest command: what comes behind it can be folded."""
        return self.store.last_line()

    def fold(self, since: int, named: Callable[[tuple[Change, ...]], str]) -> str:
        """Make one step of this program's commands behind a mark, to be undone at once; return its label.

        `named` makes the label of what they changed. Fewer than two stay as they are, and none is returned.
        """
        return self.store.fold(since, named)

    def gather(self, ritual: str, named: Callable[[tuple[Change, ...]], str]) -> str:
        """Make one step of all that was done within a ritual, whichever program it was done in; return its label.

        What was done between stays a step of its own. Fewer than two stay as they are, and none is returned.
        """
        return self.store.gather(ritual, named)

    def history(self, limit: int, before: int | None = None) -> list[JournalLine]:
        """Return the newest commands, or those older than a line's number."""
        return self.store.history(limit, before)

    def keep_draft(self, key: str, text: str) -> None:
        """Keep a text that is typed and not saved yet; an empty one is forgotten."""
        if self.store.draft(key) != text:
            self.store.save_draft(key, text, self.now())

    def draft(self, key: str) -> str:
        """Return a kept text; empty where there is none."""
        return self.store.draft(key)

    def note(self, **facts: str) -> None:
        """Remember facts about how this file is looked at."""
        self.commit("", (), meta=facts)

    def noted(self, fact: str) -> str:
        """Return a fact that was remembered; empty where it was not."""
        return self.store.meta(fact)

    def damage(self) -> str:
        """Look through the whole file with a connection of its own; return what is wrong, empty where nothing is."""
        return damage(self.store.path)

    def place_notice(self) -> str:
        """Return a sentence, once a file, where its folder is shared with other machines; empty otherwise."""
        if self.store.read_only_because or self.noted("place told"):
            return ""
        service = shared_by(self.store.path)
        if not service:
            return ""
        self.commit("", (), meta={"place told": service})
        return f"{self.store.path} is shared by {service}. Open it on one machine at a time."

    def look_around(self) -> None:
        """Hear of what another program wrote. Raises StorageError where the file is no longer the same."""
        if topics := self.store.changed_elsewhere():
            self._announce(topics)
        now = self.clock.now()
        if not timedelta(0) <= now - self._identity_checked < IDENTITY_EVERY:
            self._identity_checked = now
            if not self.store.read_only_because:
                self.store.check_identity()

    def _saved(self, changeset: ChangeSet) -> None:
        self._announce(changeset.topics)

    def _announce(self, topics: frozenset[Topic]) -> None:
        self.changes.announce(topics)
