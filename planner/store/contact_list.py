"""Reads of the list of contacts: everybody in the few words that find them, the rows that are shown, and who is due."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from planner.domain.contactviews import Entry, Listed
from planner.store.people import LAST_TALK, OWN_MONTHS, latest_cases
from planner.store.store import Store

_LISTED: Final = (
    "SELECT id, name, organization, email, phone, source, stage, is_top FROM contact WHERE archived_on IS {} NULL"
)
_ENTRIES: Final = f"""
SELECT id, name, organization, email, phone, stage, is_top, close_mark, cadence_months, source, do_not_contact,
    external_system, created_on, archived_on, snoozed_until, touched_on, {LAST_TALK}
FROM contact WHERE id IN (SELECT value FROM json_each(?))
"""
_OVERDUE: Final = f"""
WITH standing AS MATERIALIZED (
    SELECT id, {LAST_TALK} AS talk, coalesce(touched_on, created_on) AS came, {{latest}} AS latest
    FROM contact WHERE archived_on IS {{away}} NULL AND do_not_contact = 0
        AND (:until IS NULL OR snoozed_until IS NULL OR snoozed_until <= :until)
)
SELECT id, talk IS NOT NULL, coalesce(talk, came) AS base FROM standing WHERE base <= latest
"""


class Bounds(NamedTuple):
    """The latest days of a talk that lies too far back."""

    stages: Mapping[str, date]
    """By a contact's stage."""
    own: Callable[[int], date]
    """By a contact's own cadence in months."""


def everybody(store: Store, *, away: bool) -> list[Listed]:
    """Return every contact in use, or every one that is put away."""
    return list(map(Listed._make, store.many(_LISTED.format("NOT" if away else ""))))


def entries(store: Store, keys: Iterable[str]) -> list[Entry]:
    """Return the contacts with some keys, in their order; those that are gone are left out."""
    wanted = list(keys)
    found = {row[0]: Entry._make(row) for row in store.rows(_ENTRIES, [json.dumps(wanted)])}
    return [found[key] for key in wanted if key in found]


def overdue(store: Store, bounds: Bounds, until: date | None, *, away: bool) -> dict[str, tuple[bool, str]]:
    """Return who was talked to too long ago, by their keys: whether there was a talk, and the day that counts.

    Who is snoozed beyond `until` is left out; None leaves nobody out. Whoever is not to be contacted is never due.
    """
    months = (count for (count,) in store.rows(OWN_MONTHS))
    latest = latest_cases(bounds.stages, ((count, bounds.own(count)) for count in months))
    sql = _OVERDUE.format(latest=latest, away="NOT" if away else "")
    found = store.rows(sql, {"until": None if until is None else until.isoformat()})
    return {key: (bool(talked), base) for key, talked, base in found}
