"""Whom to call next: one ranked list, each contact once, with its reasons in words.

The ranking: leads without any touch first, the newest on top (B105), then what was promised to them and by them (B98)
and follow-ups, the longest due first; deals close to a decision, by the user's mark, then by probability and expected
close; whom a call of the last days did not reach (B96); top prospects whose cadence is due, the longest silent first,
then everybody else's: with an open deal, customers, prospects, leads; deals gone quiet, by their weighted amount. A
contact stands where its strongest reason puts it. Nobody is proposed who is archived, not to be contacted, snoozed,
skipped for today or touched today: a voicemail comes back on the next day, and for a week from then on; but no
e-mail takes off whoever is here for a due promise, which stays until it is done, dropped or moved. Imported leads
without a touch are no new leads; their cadence brings them.
"""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from planner.domain.action import Action, ActionKind
from planner.domain.cadence import Cadence, cadence_of, read
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact
from planner.domain.nextcall import CallFacts, NextCall, rank, reasons
from planner.domain.setting import Setting
from planner.store import people
from planner.store.people import CallWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.domain.contactviews import Talks
    from planner.domain.deal import Deal
    from planner.services.planner import Planner

SKIPPED = "skipped calls"
"""The setting that holds a day and the keys of the contacts that are skipped on it."""
MOST_ROWS = 50


class NextCalls:
    """The list of whom to call, and what takes somebody off it for a day."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store

    def rows(self, today: date, limit: int = MOST_ROWS) -> tuple[NextCall, ...]:
        """Return the first contacts to call on a day, the strongest reason first; remembered until the file changes."""
        key = ("next calls", today, limit)
        return self._planner.reading.remembered(key, lambda: self._rows(today, limit))

    def total(self, today: date) -> int:
        """Return how many contacts there are to call on a day, however many of them are shown; remembered too."""
        key = ("calls", today)
        return self._planner.reading.remembered(
            key, lambda: people.count_to_call(self._store, self._window(today, MOST_ROWS))
        )

    def skip(self, key: str) -> ChangeSet:
        """Leave a contact out for today."""
        contact = self._store.need(Contact, key)
        today = self._planner.today()
        before = self._store.get(Setting, SKIPPED)
        value = " ".join([today.isoformat(), *self._skipped(today), key])
        change = Change(before, Setting(name=SKIPPED, value=value))
        return self._planner.commit(f"Skipped for today: {contact.name}", (change,))

    def of(
        self, contact: Contact, talks: "Talks | None", waiting: "Iterable[Action]", deals: "Iterable[Deal]"
    ) -> CallFacts:
        """Return what the reasons to call a contact rest on."""
        return CallFacts(
            contact,
            talks.last_talk if talks else None,
            talks.last_touch if talks else None,
            tuple(waiting),
            tuple(deals),
            cadence_of(contact.cadence_months, contact.stage, self.cadences, is_top=contact.is_top),
            self._planner.settings.probabilities,
            self._planner.settings.quiet_days,
            talks.last_try if talks else None,
        )

    @cached_property
    def cadences(self) -> "Mapping[str, Cadence | None]":
        """How often contacts of each stage are talked to."""
        return {stage: read(often) for stage, often in self._planner.settings.cadence.items()}

    def _window(self, today: date, most: int) -> CallWindow:
        return CallWindow(
            today,
            self._skipped(today),
            {stage: often.latest(today) for stage, often in self.cadences.items() if often is not None},
            lambda months: Cadence(months).latest(today),
            most,
            self._planner.settings.probabilities,
            self._planner.settings.quiet_days,
        )

    def _rows(self, today: date, limit: int) -> tuple[NextCall, ...]:
        keys = people.to_call(self._store, self._window(today, limit))
        talks = people.talks(self._store, keys)
        waiting: dict[str | None, list[Action]] = {}
        for action in people.waiting(self._store, keys):
            waiting.setdefault(action.contact_id, []).append(action)
        deals: dict[str | None, list[Deal]] = {}
        for deal in people.open_deals(self._store, keys):
            deals.setdefault(deal.contact_id, []).append(deal)
        calls = []
        for contact in people.contacts(self._store, keys):
            open_ones = waiting.get(contact.id, [])
            facts = self.of(contact, talks.get(contact.id), open_ones, deals.get(contact.id, ()))
            if found := reasons(facts, today, self._planner.settings.currency):
                calls.append(NextCall(contact, found, _due_follow_up(open_ones, today)))
        return tuple(sorted(calls, key=rank)[:limit])

    def _skipped(self, today: date) -> list[str]:
        found = self._store.get(Setting, SKIPPED)
        day, *keys = found.value.split(" ") if found is not None else ("",)
        return keys if day == today.isoformat() else []


def _due_follow_up(waiting: "Iterable[Action]", today: date) -> Action | None:
    due = (action for action in waiting if action.kind is ActionKind.FOLLOW_UP and action.date <= today)
    return next(due, None)
