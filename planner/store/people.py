"""Reads about contacts: one contact's touches and figures, whom to call next. The list is store/contact_list.py."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.cadence import TOP_MONTHS
from planner.domain.contact import Contact, Stage
from planner.domain.contactviews import Talks
from planner.domain.deal import Deal
from planner.domain.nextcall import BY_STAGE, PAUSE_DAYS, SOON_DAYS, TRY_DAYS
from planner.store.conditions import OPEN, TALKED, TOUCHED, TRIED
from planner.store.pipeline import CHANCE, chances
from planner.store.store import Store

LAST_TALK = (
    f"(SELECT local_date FROM activity WHERE contact_id = contact.id AND {TALKED} ORDER BY local_date DESC LIMIT 1)"
)
_BUT_FOR = (
    "contact.archived_on IS NULL AND contact.do_not_contact = 0 "
    "AND (contact.snoozed_until IS NULL OR contact.snoozed_until <= :today) "
    "AND contact.id NOT IN (SELECT value FROM json_each({}))"
)
_IN_USE = _BUT_FOR.format(":away")
"""Who may be proposed at all; `:away` are those who were skipped today, or called or talked to."""
_FREE = _BUT_FOR.format(":hidden")
"""Who may be proposed for more than a due promise; `:hidden` are those who were touched or skipped today."""
_UNPLANNED = (
    "contact.id NOT IN (SELECT contact_id FROM action WHERE status = 'planned' AND kind IN ('follow_up', 'promise') "
    "AND date > :today AND owed_by = 'me' AND contact_id IS NOT NULL)"
)
_NO_TOUCH_SINCE = (
    "NOT EXISTS (SELECT 1 FROM activity "
    f"WHERE activity.contact_id = contact.id AND activity.local_date > {{}} AND {TOUCHED})"
)
_NEW_LEADS = f"""
SELECT id FROM contact WHERE stage = 'lead' AND external_system = '' AND {_FREE}
    AND {_NO_TOUCH_SINCE.format("''")}
ORDER BY created_on DESC, id LIMIT :most
"""
_WAITING = f"""
SELECT DISTINCT contact.id FROM action JOIN contact ON contact.id = action.contact_id
WHERE action.status = 'planned' AND action.kind IN ('follow_up', 'promise') AND action.date <= :today AND {_IN_USE}
    AND (action.kind = 'promise' OR contact.id NOT IN (SELECT value FROM json_each(:hidden)))
"""
_MARKED = f"""
SELECT id FROM contact WHERE close_mark = 1 AND {_FREE} AND {_UNPLANNED} AND {_NO_TOUCH_SINCE.format(":paused")}
ORDER BY id LIMIT :most
"""
_DECIDING = f"""
WITH near AS MATERIALIZED (
    SELECT contact_id
    FROM deal WHERE {OPEN} AND (stage IN ('proposal', 'negotiation') OR expected_close_on <= :soon)
    ORDER BY {CHANCE} DESC, coalesce(expected_close_on, '9999'), coalesce(amount_minor, 0) DESC,
        contact_id
    LIMIT :first
)
SELECT contact.id FROM near CROSS JOIN contact ON contact.id = contact_id
WHERE {_FREE} AND {_UNPLANNED} AND {_NO_TOUCH_SINCE.format(":paused")}
LIMIT 4 * :most
"""
"""The deals near a decision, sorted: `:first` of them, for sorting them all takes longer than all the rest."""
_TRIED = f"""
WITH tried AS MATERIALIZED (
    SELECT contact_id, max(local_date) AS day FROM activity
    WHERE local_date BETWEEN :tried AND :today AND {TRIED} AND contact_id IS NOT NULL GROUP BY contact_id
)
SELECT contact.id FROM tried JOIN contact ON contact.id = contact_id
WHERE {_FREE} AND {_UNPLANNED} AND {_NO_TOUCH_SINCE.format("tried.day")}
    AND NOT EXISTS (SELECT 1 FROM activity WHERE contact_id = contact.id AND local_date = tried.day AND {TALKED})
"""
_TRIED_ORDER = "ORDER BY tried.day, contact.id LIMIT :most"
OWN_MONTHS = """
SELECT DISTINCT cadence_months FROM contact WHERE cadence_months > 0 AND archived_on IS NULL AND do_not_contact = 0
"""
_TALKS_DUE = f"""
WITH due AS MATERIALIZED (
    SELECT id, is_top, iif(is_top, 0, CASE stage {{places}} END) AS place,
        coalesce({LAST_TALK}, touched_on, created_on) AS base,
        {{latest}} AS latest
    FROM contact WHERE {_FREE} AND {_UNPLANNED}
)
SELECT id FROM due WHERE base <= latest
"""
_DUE_ORDER = "ORDER BY is_top DESC, place, base, id LIMIT :most"
_QUIET = f"""
WITH still AS MATERIALIZED (
    SELECT contact_id, max(coalesce(amount_minor, 0) * {CHANCE}) AS worth
    FROM deal WHERE {OPEN} AND created_on <= :quiet GROUP BY contact_id
)
SELECT contact.id FROM still JOIN contact ON contact.id = contact_id
WHERE {_FREE} AND {_UNPLANNED} AND {_NO_TOUCH_SINCE.format(":quiet")}
"""
_QUIET_ORDER = "ORDER BY worth DESC, contact.id LIMIT :most"


class CallWindow(NamedTuple):
    """What bounds the search for whom to call."""

    today: date
    skipped: Sequence[str]
    """The keys of contacts that are skipped today."""
    stages: Mapping[str, date]
    """By stage, the latest day of a talk whose next one is due."""
    own: Callable[[int], date]
    """The same for a contact's own cadence in months."""
    most: int
    """How many contacts each reason may bring."""
    chances: Mapping[str, int]
    """By a deal's stage, its probability in per cent."""
    quiet_days: int
    """Days without a touch after which a deal has gone quiet."""


def to_call(store: Store, window: CallWindow) -> list[str]:
    """Return the keys of contacts that may be called: those of the stronger reasons, until there are enough.

    Each reason brings its first ones in the order of `nextcall.rank`, so the first `most` of all are among them.
    """
    asked, values = _asked(store, window)
    found: dict[str, None] = {}
    for sql, order in asked:
        if len(found) < window.most:
            found.update(dict.fromkeys(_first(store, sql + order, values, window.most)))
    return list(found)


def count_to_call(store: Store, window: CallWindow) -> int:
    """Return how many contacts may be called for any reason, without a bound."""
    asked, values = _asked(store, window)
    every = " UNION ".join(f"SELECT id FROM ({sql})" for sql, _ in asked)
    return int(store.rows(f"SELECT count(*) FROM ({every})", {**values, "most": -1, "first": -1})[0][0])


def _asked(store: Store, window: CallWindow) -> tuple[tuple[tuple[str, str], ...], dict[str, Any]]:
    """Return what asks for the contacts of each reason and in which order, and the values that are named in it."""
    day = window.today
    touched = (
        f"SELECT contact_id, max({TRIED} OR {TALKED}) FROM activity "
        f"WHERE local_date = ? AND contact_id IS NOT NULL AND {TOUCHED} GROUP BY contact_id"
    )
    reached = dict(store.rows(touched, [day.isoformat()]))
    values = {
        "today": day.isoformat(),
        "away": _listed([*window.skipped, *(key for key, is_called in reached.items() if is_called)]),
        "hidden": _listed([*window.skipped, *reached]),
        "paused": (day - timedelta(days=PAUSE_DAYS)).isoformat(),
        "tried": (day - timedelta(days=TRY_DAYS)).isoformat(),
        "quiet": (day - timedelta(days=window.quiet_days)).isoformat(),
        "soon": (day + timedelta(days=SOON_DAYS)).isoformat(),
        "most": window.most,
        **chances(window.chances),
    }
    due = _TALKS_DUE.format(
        latest=latest_cases(window.stages, ((months, window.own(months)) for (months,) in store.rows(OWN_MONTHS))),
        places=" ".join(f"WHEN '{stage}' THEN {place}" for place, stage in enumerate(BY_STAGE)),
    )
    plain = ((sql, "") for sql in (_NEW_LEADS, _WAITING, _MARKED, _DECIDING))
    return (*plain, (_TRIED, _TRIED_ORDER), (due, _DUE_ORDER), (_QUIET, _QUIET_ORDER)), values


def _first(store: Store, sql: str, values: Mapping[str, Any], most: int) -> Iterable[str]:
    """Return the first contacts of a reason, each once; of what is due, all."""
    if sql == _WAITING:
        return [key for (key,) in store.rows(sql, values)]
    keys: dict[str, None] = {}
    for first in (8 * most, -1) if sql == _DECIDING else (-1,):
        keys = dict.fromkeys(key for (key,) in store.rows(sql, {**values, "first": first}))
        if len(keys) >= most:
            break
    return islice(keys, most)


def contacts(store: Store, keys: Iterable[str]) -> list[Contact]:
    """Return the contacts with some keys."""
    return list(store.select(Contact, "id IN (SELECT value FROM json_each(?))", [_listed(keys)]))


def waiting(store: Store, keys: Iterable[str]) -> list[Action]:
    """Return the open follow-ups and promises of some contacts, the earliest first."""
    where = "contact_id IN (SELECT value FROM json_each(?)) AND status = ? AND kind IN (?, ?)"
    values = [_listed(keys), ActionStatus.PLANNED, ActionKind.FOLLOW_UP, ActionKind.PROMISE]
    return list(store.select(Action, where, values, "date, start_time IS NULL, start_time, id"))


def open_deals(store: Store, keys: Iterable[str]) -> list[Deal]:
    """Return the open deals of some contacts, the oldest first."""
    where = f"contact_id IN (SELECT value FROM json_each(?)) AND {OPEN}"
    return list(store.select(Deal, where, [_listed(keys)], "created_on, id"))


def talks(store: Store, keys: Iterable[str]) -> dict[str, Talks]:
    """Return how often and when some contacts were reached out to, by their keys; those never touched are left out."""
    sql = (
        f"SELECT contact_id, count(*), count(*) FILTER (WHERE {TALKED}), min(local_date), max(local_date), "
        f"max(local_date) FILTER (WHERE {TALKED}), max(local_date) FILTER (WHERE {TRIED}) FROM activity "
        f"WHERE contact_id IN (SELECT value FROM json_each(?)) AND {TOUCHED} GROUP BY contact_id"
    )
    found = {}
    for key, touches, conversations, *days in store.rows(sql, [_listed(keys)]):
        first, last, talk, tried = (None if day is None else date.fromisoformat(day) for day in days)
        found[key] = Talks(touches, conversations, first, last, talk, tried)
    return found


def latest_cases(stages: Mapping[str, date], own: Iterable[tuple[int, date]]) -> str:
    """Return what says in SQL the latest day of a talk that is too long ago: by the own cadence, else by the stage."""
    by_stage = _cases((f"'{Stage(stage)}'", latest) for stage, latest in stages.items())
    by_months = _cases((str(int(months)), latest) for months, latest in own)
    stage, months = f"CASE stage {by_stage} END", f"CASE cadence_months {by_months} END"
    top = f"is_top = 1 AND cadence_months = {TOP_MONTHS}"
    return f"iif(cadence_months IS NULL, {stage}, iif({top}, max({months}, coalesce({stage}, '')), {months}))"


def _cases(latest: Iterable[tuple[str, date]]) -> str:
    """Return what a CASE says: each value with its date; nothing where there are none."""
    return " ".join(f"WHEN {value} THEN '{day}'" for value, day in latest) or "WHEN NULL THEN NULL"


def _listed(keys: Iterable[str]) -> str:
    return json.dumps(list(keys))


def entries_with(store: Store, key: str) -> int:
    """Return how many entries of the log are about a contact, notes included."""
    return int(store.rows("SELECT count(*) FROM activity WHERE contact_id = ?", [key])[0][0])


def same_address(store: Store, contact: Contact) -> list[Contact]:
    """Return the other contacts in use that have a contact's e-mail address, letter case aside."""
    where = "email <> '' AND lower(email) = lower(?) AND id <> ? AND archived_on IS NULL"
    return list(store.select(Contact, where, [contact.email, contact.id], "name, id"))


def with_address(store: Store, address: str) -> list[Contact]:
    """Return the contacts with an e-mail address, letter case aside; those put away where nobody else has it."""
    found = list(store.select(Contact, "email <> '' AND lower(email) = lower(?)", [address], "name, id"))
    return [one for one in found if one.archived_on is None] or found


def top_prospects(store: Store) -> list[Contact]:
    """Return the starred contacts, in the order of their names."""
    return list(store.select(Contact, "is_top = 1", (), "name, id"))


def deals_of(store: Store, key: str) -> list[Deal]:
    """Return a contact's deals: open ones first, then the newest closed."""
    return list(store.select(Deal, "contact_id = ?", [key], "closed_on IS NOT NULL, closed_on DESC, created_on, id"))
