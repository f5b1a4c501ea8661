"""Reads of the year's fast start: who is on its lists, and what happened with them in its days."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from planner.domain.deal import DealStage
from planner.domain.faststart import Decision, Owed, Push, Touches
from planner.domain.period import Span
from planner.store.conditions import TALKED
from planner.store.pipeline import CHANCE, chances
from planner.store.store import Store

_MAY_BE_CALLED: Final = "created_on <= :as_of AND (archived_on IS NULL OR archived_on > :as_of) AND do_not_contact = 0"
"""Who came later is on no list of an ended board, and who left later still is."""
_WAS_CUSTOMER: Final = (
    "(EXISTS (SELECT 1 FROM deal WHERE contact_id = contact.id AND stage = 'won' AND +closed_on <= :as_of) "
    "OR NOT EXISTS (SELECT 1 FROM deal WHERE contact_id = contact.id AND stage = 'won') "
    "OR EXISTS (SELECT 1 FROM activity WHERE contact_id = contact.id AND local_date <= :as_of "
    "AND contact_stage_then = 'customer'))"
)
"""Customers whose first deal was not won behind the day: its date, or what a step noted, says so.

The `+` has a contact's few deals looked through, and not all that were won up to the day for each contact.
"""
_OPEN_THEN: Final = "created_on <= :as_of AND (stage NOT IN ('won', 'lost') OR closed_on > :as_of)"
_DECIDING: Final = (
    "(stage IN ('proposal', 'negotiation') AND created_on <= :end "
    "OR stage IN ('won', 'lost') AND closed_on BETWEEN :start AND :end AND created_on < :start)"
)
"""Deals that await a decision, and those that did until it came in the board's days."""
_DECIDED: Final = (
    "SELECT contact_id FROM deal WHERE stage IN ('won', 'lost') AND closed_on BETWEEN :start AND :end "
    "AND created_on < :start AND contact_id IS NOT NULL"
)
_LAST_TALK: Final = (
    "(SELECT local_date FROM activity "
    f"WHERE contact_id = contact.id AND {TALKED} AND local_date <= :as_of ORDER BY local_date DESC LIMIT 1)"
)
_MEMBERS: Final[Mapping[Push, str]] = {
    Push.BUYERS: f"""
        SELECT id, name, {_LAST_TALK} AS weight, '' AS expected FROM contact
        WHERE {_MAY_BE_CALLED}
        AND id IN (SELECT contact_id FROM deal WHERE stage = 'won' AND closed_on BETWEEN :before AND :last)
    """,
    Push.CUSTOMERS: f"""
        SELECT id, name, {_LAST_TALK} AS weight, '' AS expected FROM contact
        WHERE {_MAY_BE_CALLED} AND stage = 'customer' AND (
            id IN (SELECT contact_id FROM deal WHERE {_OPEN_THEN})
            OR id IN (SELECT contact_id FROM deal WHERE stage IN ('won', 'lost') AND closed_on >= :start
                AND created_on < :start)
            OR id IN (SELECT contact_id FROM activity WHERE local_date >= :active AND local_date < :start)
        ) AND {_WAS_CUSTOMER}
    """,
    Push.DECISIONS: f"""
        WITH near AS MATERIALIZED (
            SELECT contact_id, -max({CHANCE}) AS weight, min(coalesce(expected_close_on, '9999-12-31')) AS expected
            FROM deal WHERE stage NOT IN ('won', 'lost') AND stage IN ('proposal', 'negotiation')
                AND created_on <= :end AND contact_id IS NOT NULL
            GROUP BY contact_id
        )
        SELECT id, name, iif(close_mark, -101, weight) AS weight, expected
        FROM near CROSS JOIN contact ON contact.id = contact_id WHERE {_MAY_BE_CALLED}
        UNION ALL
        SELECT id, name, -101, '9999-12-31' FROM contact
        WHERE {_MAY_BE_CALLED} AND (close_mark = 1 OR id IN ({_DECIDED})) AND id NOT IN (SELECT contact_id FROM near)
    """,
}
_FIRST: Final = """
WITH member AS MATERIALIZED ({})
SELECT id, (SELECT count(*) FROM member) FROM member
ORDER BY id IN (SELECT value FROM json_each(:met)) DESC, weight, expected, name COLLATE NOCASE, id LIMIT :most
"""
_STAGES: Final = {stage.value: stage for stage in DealStage}
_PEOPLE: Final = f"""
SELECT id, name, organization, close_mark, {_LAST_TALK} FROM contact WHERE id IN (SELECT value FROM json_each(:keys))
"""
_DECISIONS: Final = f"""
SELECT contact_id, title, stage, amount_minor, currency, {CHANCE}, expected_close_on, closed_on FROM deal
WHERE contact_id IN (SELECT value FROM json_each(:keys)) AND {_DECIDING}
"""


class BoardSpan(NamedTuple):
    """The dates that the board is drawn up by."""

    year: date
    """The first day of the sales year."""
    start: date
    """The first working day."""
    end: date
    """The last of the five."""
    as_of: date
    active: date
    """The day from which an activity makes a customer a current one."""
    before: Span
    """The sales year before."""


class Members(NamedTuple):
    """Who is on a list, as far as it is looked at."""

    keys: list[str]
    """Those with whom something happened, then the first others in the order of their rows."""
    total: int
    """How many there are in all."""


def members(
    store: Store, push: Push, span: BoardSpan, by_stage: Mapping[str, int], met: Collection[str], most: int | None
) -> Members:
    """Return the contacts on a list who may be called; archived ones and the like are on none.

    Of those who are not `met`, with whom nothing happened, at most so many are returned; None returns everybody.
    """
    values = {
        "before": span.before.start.isoformat(),
        "last": span.before.end.isoformat(),
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "as_of": span.as_of.isoformat(),
        "active": span.active.isoformat(),
        "met": json.dumps(list(met)),
        "most": -1 if most is None else most + len(met),
        **chances(by_stage),
    }
    found = store.rows(_FIRST.format(_MEMBERS[push]), values)
    return Members([key for key, _ in found], found[0][1] if found else 0)


def persons(store: Store, keys: Iterable[str], as_of: date) -> list[tuple[str, str, str, bool, date | None]]:
    """Return contacts as (id, name, organization, whether marked, last conversation up to a day)."""
    found = store.rows(_PEOPLE, {"as_of": as_of.isoformat(), "keys": json.dumps(list(keys))})
    return [
        (key, name, firm, bool(mark), None if talk is None else date.fromisoformat(talk))
        for key, name, firm, mark, talk in found
    ]


def met(store: Store, span: BoardSpan) -> set[str]:
    """Return the contacts with whom anything happened that moves a row: all others stand by their last talk alone."""
    decided = store.rows(_DECIDED, {"start": span.start.isoformat(), "end": span.end.isoformat()})
    return {
        *touches(store, span),
        *owed(store, span.as_of),
        *put_off(store, span),
        *(key for (key,) in decided),
    }


def touches(store: Store, span: BoardSpan) -> dict[str, Touches]:
    """Return what happened with contacts from the year's first day to the day of the look, by their keys."""
    sql = (
        f"SELECT contact_id, min(local_date) FILTER (WHERE {TALKED}), "
        "count(*) FILTER (WHERE type = 'call' AND outcome IN ('voicemail', 'no_answer')), "
        "max(local_date) FILTER (WHERE type = 'call' AND outcome IN ('voicemail', 'no_answer')), "
        f"max(action_id IS NOT NULL AND {TALKED}) "
        "FROM activity WHERE local_date BETWEEN ? AND ? AND contact_id IS NOT NULL GROUP BY contact_id"
    )
    found = {}
    for key, talked, attempts, tried, has_step in store.rows(sql, [span.year.isoformat(), span.as_of.isoformat()]):
        first, last = (None if day is None else date.fromisoformat(day) for day in (talked, tried))
        found[key] = Touches(first, attempts, last, bool(has_step))
    return found


def owed(store: Store, day: date) -> dict[str, list[Owed]]:
    """Return what contacts promised and is due by a day, by their keys, the longest due first."""
    sql = (
        "SELECT contact_id, text, date FROM action WHERE status = 'planned' AND kind = 'promise' AND owed_by = 'them' "
        "AND date <= ? AND contact_id IS NOT NULL ORDER BY date, id"
    )
    found: dict[str, list[Owed]] = {}
    for key, text, due in store.rows(sql, [day.isoformat()]):
        found.setdefault(key, []).append(Owed(text, date.fromisoformat(due)))
    return found


def put_off(store: Store, span: BoardSpan) -> dict[str, tuple[str, date]]:
    """Return the open follow-ups of the board's days by their contacts: the key of the last one, and its day."""
    sql = (
        "SELECT contact_id, id, date FROM action WHERE status = 'planned' AND kind = 'follow_up' "
        "AND date BETWEEN ? AND ? AND contact_id IS NOT NULL ORDER BY date, id"
    )
    rows = store.rows(sql, [span.start.isoformat(), span.end.isoformat()])
    return {contact: (key, date.fromisoformat(day)) for contact, key, day in rows}


def decisions(
    store: Store, keys: Iterable[str], span: BoardSpan, by_stage: Mapping[str, int]
) -> dict[str, list[Decision]]:
    """Return the deals of some buyers that await a decision, or did until it came now: the likeliest first."""
    values = {
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "keys": json.dumps(list(keys)),
        **chances(by_stage),
    }
    found: dict[str, list[Decision]] = {}
    for buyer, title, stage, amount, currency, chance, expected, closed in store.rows(_DECISIONS, values):
        close = None if expected is None else date.fromisoformat(expected)
        decided = None if closed is None else date.fromisoformat(closed)
        deal = Decision(title, _STAGES[stage], amount, currency, chance, close, decided)
        found.setdefault(buyer, []).append(deal)
    for deals in found.values():
        if len(deals) > 1:
            deals.sort(key=lambda deal: (-deal.chance, deal.title))
    return found


def marketing(store: Store, span: BoardSpan) -> list[tuple[date, int, int]]:
    """Return the marketing of the board's days by date: the people reached, and how often."""
    sql = (
        "SELECT local_date, coalesce(sum(reach), 0), count(*) FROM activity "
        "WHERE type = 'marketing' AND local_date BETWEEN ? AND ? GROUP BY local_date"
    )
    rows = store.rows(sql, [span.year.isoformat(), span.as_of.isoformat()])
    return [(date.fromisoformat(day), reach, times) for day, reach, times in rows]


def has_anybody(store: Store) -> bool:
    """Whether there is any contact."""
    return store.one("SELECT 1 FROM contact LIMIT 1") is not None


def new_leads(store: Store, span: Span) -> int:
    """Return how many contacts came in a span by no import."""
    sql = "SELECT count(*) FROM contact WHERE external_system = '' AND created_on BETWEEN ? AND ?"
    return int(store.rows(sql, span.iso)[0][0])
