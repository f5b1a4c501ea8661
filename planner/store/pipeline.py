"""Reads of deals: what forecasts need of the open ones, sums by stage, pages of rows, and what is found by its name."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from planner.domain.activity import Activity, ActivityType, Outcome
from planner.domain.conversion import Ratio
from planner.domain.deal import OPEN_STAGES, PROBABILITY, Deal, DealKind, DealStage
from planner.domain.dealviews import DealFilter, DealRow, DealState
from planner.domain.forecast import OpenDeal
from planner.domain.period import Span
from planner.store.conditions import OPEN, TOUCHED
from planner.store.store import Store
from planner.store.tables import DEALS

CHANCE: Final = (
    "coalesce(probability_pct, CASE stage WHEN 'prospecting' THEN :prospecting WHEN 'qualified' THEN :qualified "
    "WHEN 'proposal' THEN :proposal ELSE :negotiation END)"
)
"""What `Deal.chance` says of an open deal; `chances` has the values."""
_QUIET: Final = (
    f"{OPEN} AND created_on <= :quiet AND (contact_id IS NULL OR contact_id NOT IN (SELECT contact_id FROM activity "
    f"WHERE local_date > :quiet AND contact_id IS NOT NULL AND {TOUCHED}))"
)
_SOON: Final = f"{OPEN} AND expected_close_on <= :soon"
_STATES: Final[Mapping[DealState, str]] = {
    DealState.OPEN: OPEN,
    DealState.QUIET: _QUIET,
    DealState.SOON: _SOON,
    DealState.WON: "stage = 'won'",
    DealState.LOST: "stage = 'lost'",
}
_OPEN_ORDER: Final = "coalesce(expected_close_on, '9999'), coalesce(amount_minor, 0) DESC, id"
_BUYERS: Final = f"""
SELECT id, name, (
    SELECT local_date FROM activity WHERE contact_id = contact.id AND {TOUCHED} ORDER BY local_date DESC LIMIT 1
) FROM contact WHERE id IN (SELECT value FROM json_each(?))
"""


class DealWindow(NamedTuple):
    """What bounds a look at the deals."""

    today: date
    quiet_days: int
    soon_days: int
    chances: Mapping[str, int]
    """By stage, the probability in per cent."""

    @property
    def values(self) -> dict[str, Any]:
        """The values that the statements of this module name."""
        return {
            "quiet": (self.today - timedelta(days=self.quiet_days)).isoformat(),
            "soon": (self.today + timedelta(days=self.soon_days)).isoformat(),
            **chances(self.chances),
        }


class StageRow(NamedTuple):
    """Open deals of one stage, currency and probability."""

    stage: DealStage
    currency: str
    chance: int
    deals: int
    priced: int
    """How many of them have an amount."""
    amount_minor: int


def chances(by_stage: Mapping[str, int]) -> dict[str, int]:
    """Return the values that `CHANCE` names."""
    return {stage.value: by_stage.get(stage, PROBABILITY[stage]) for stage in OPEN_STAGES}


def open_deals(store: Store, currency: str, kind: DealKind | None, by_stage: Mapping[str, int]) -> list[OpenDeal]:
    """Return the open deals of a currency, of one kind or of both, that have an amount and an expected date.

    Those of one date and one probability are summed up as one.
    """
    kinds = "" if kind is None else "AND kind = :kind"
    sql = (
        f"SELECT sum(amount_minor), {CHANCE} AS chance, expected_close_on FROM deal WHERE {OPEN} "
        f"AND currency = :currency AND amount_minor > 0 AND expected_close_on IS NOT NULL {kinds} "
        "GROUP BY expected_close_on, chance"
    )
    values = {"currency": currency, "kind": kind.value if kind else None, **chances(by_stage)}
    return [OpenDeal(amount, chance, date.fromisoformat(day)) for amount, chance, day in store.rows(sql, values)]


def sums(store: Store, window: DealWindow) -> list[StageRow]:
    """Return what the open deals come to, by stage, currency and probability."""
    sql = (
        "SELECT stage, currency, probability_pct, count(*), count(amount_minor), coalesce(sum(amount_minor), 0) "
        f"FROM deal WHERE {OPEN} GROUP BY stage, currency, probability_pct"
    )
    found = ((DealStage(stage), *rest) for stage, *rest in store.rows(sql))
    by_stage = window.chances
    return [StageRow(at, code, by_stage[at] if own is None else own, *rest) for at, code, own, *rest in found]


def counts(store: Store, window: DealWindow) -> tuple[int, int]:
    """Return how many deals have gone quiet, and how many are expected to close soon or were before."""
    sql = f"SELECT (SELECT count(*) FROM deal WHERE {_QUIET}), (SELECT count(*) FROM deal WHERE {_SOON})"
    quiet, soon = store.rows(sql, window.values)[0]
    return int(quiet), int(soon)


def page(store: Store, wanted: DealFilter, window: DealWindow, start: int, limit: int) -> list[DealRow]:
    """Return a page of deals with their contacts: the furthest open ones first, closed ones the newest first."""
    if wanted.state in {DealState.WON, DealState.LOST}:
        return with_buyers(store, _sorted(store, wanted, window, "closed_on DESC, id DESC", start, limit))
    found: list[Deal] = []
    for stage in reversed(OPEN_STAGES) if wanted.stage is None else (wanted.stage,):
        if len(found) == limit:
            break
        there = wanted._replace(stage=stage)  # stage by stage: sorting all open deals at once is four times the work
        deals = _sorted(store, there, window, _OPEN_ORDER, start, limit - len(found))
        found += deals
        start = 0 if deals or not start else max(0, start - total(store, there, window))
    return with_buyers(store, found)


def with_buyers(store: Store, deals: Sequence[Deal]) -> list[DealRow]:
    """Return deals with the names of their contacts and the days of the last touch."""
    keys = {deal.contact_id for deal in deals if deal.contact_id}
    buyers = {key: rest for key, *rest in store.rows(_BUYERS, [json.dumps(sorted(keys))])} if keys else {}
    rows = []
    for deal in deals:
        name, touched = buyers.get(deal.contact_id, ("", None))
        rows.append(DealRow(deal, name, None if touched is None else date.fromisoformat(touched)))
    return rows


def total(store: Store, wanted: DealFilter, window: DealWindow) -> int:
    """Return how many deals a filter lets through."""
    where, values = _where(wanted, window)
    return int(store.rows(f"SELECT count(*) FROM deal WHERE {where}", values)[0][0])


def named(store: Store) -> list[tuple[str, str, str, str, bool]]:
    """Return every deal as (id, title, contact, organization, whether it is open), open ones first."""
    sql = (
        "SELECT deal.id, deal.title, coalesce(contact.name, ''), deal.organization, closed_on IS NULL FROM deal "
        "LEFT JOIN contact ON contact.id = contact_id ORDER BY closed_on IS NOT NULL, closed_on DESC, deal.id"
    )
    return [(key, title, contact, firm, bool(is_open)) for key, title, contact, firm, is_open in store.rows(sql)]


def decided(store: Store, span: Span) -> Ratio:
    """Return the deals that were won of those that were won or lost within a span."""
    sql = (
        "SELECT count(*) FILTER (WHERE stage = 'won'), count(*) FROM deal "
        "WHERE stage IN ('won', 'lost') AND closed_on BETWEEN ? AND ?"
    )
    return Ratio(*store.rows(sql, span.iso)[0])


def deciding(store: Store, key: str) -> list[Activity]:
    """Return the entries of the log that say how a deal was decided."""
    where = "deal_id = ? AND (type = ? OR outcome = ?)"
    return list(store.select(Activity, where, [key, ActivityType.CLOSE, Outcome.LOST], "local_date, at_utc, id"))


def _sorted(store: Store, wanted: DealFilter, window: DealWindow, order: str, start: int, limit: int) -> list[Deal]:
    where, values = _where(wanted, window)
    sql = f"SELECT {', '.join(DEALS.columns)} FROM deal WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :start"
    return [DEALS.from_cells(cells) for cells in store.rows(sql, {**values, "limit": limit, "start": start})]


def _where(wanted: DealFilter, window: DealWindow) -> tuple[str, dict[str, Any]]:
    parts, values = [_STATES[wanted.state]], window.values
    if wanted.stage is not None:
        parts.append("stage = :stage")
        values["stage"] = wanted.stage.value
    if wanted.keys is not None:
        parts.append("id IN (SELECT value FROM json_each(:keys))")
        values["keys"] = json.dumps(list(wanted.keys))
    return " AND ".join(parts), values
