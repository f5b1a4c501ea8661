"""Reads of what was sold: the last amounts, the leads that were closed, and the steps of the way to a sale."""

from typing import Any

from planner.domain.conversion import Ratio, StepCounts
from planner.domain.deal import DealKind
from planner.domain.period import Span
from planner.store.conditions import CONNECTED, HELD, TALKED
from planner.store.store import Store

_CLOSED_LEADS = """
SELECT count(*) FILTER (WHERE won), count(*) FROM (
    SELECT stage, EXISTS (
        SELECT 1 FROM deal WHERE contact_id = contact.id AND stage = 'won' AND kind = 'new'
    ) AS won FROM contact
) WHERE won OR stage = 'lost'
"""
_CLOSED_REPEATS = """
SELECT count(*) FILTER (WHERE stage = 'won'), count(*) FROM deal
WHERE stage IN ('won', 'lost') AND kind = 'repeat'
"""
_STEPS = f"""
SELECT {
    ", ".join(
        f"coalesce(sum(quantity) FILTER (WHERE {condition}), 0)"
        for condition in (
            "type = 'call'",
            CONNECTED,
            TALKED,
            HELD,
            "type = 'proposal'",
            "type = 'close'",
        )
    )
},
    (SELECT count(*) FROM contact WHERE created_on BETWEEN ?1 AND ?2 AND external_system = '')
FROM activity WHERE type IN ('call', 'meeting', 'demo', 'proposal', 'close') AND local_date BETWEEN ?1 AND ?2
"""


def last_won(store: Store, kind: DealKind | None, currency: str, limit: int) -> list[int]:
    """Return the amounts of the last won deals in minor units, newest first; None is every kind.

    A deal without an amount, or with one of zero, says nothing of what a deal brings.
    """
    kinds = "" if kind is None else "AND kind = ?"
    sql = (
        f"SELECT amount_minor FROM deal WHERE stage = 'won' AND currency = ? AND amount_minor > 0 {kinds} "
        "ORDER BY closed_on DESC, id DESC LIMIT ?"
    )
    values: list[Any] = [currency, *([] if kind is None else [kind.value]), limit]
    return [amount for (amount,) in store.rows(sql, values)]


def leads_closed(store: Store, kind: DealKind | None) -> Ratio:
    """Return the leads that were won of those that were won or lost; None is every kind.

    A new lead is a contact: won with its first sale, whatever came after, and lost by its stage. A repeat lead is a
    deal.
    """
    sqls = {DealKind.NEW: (_CLOSED_LEADS,), DealKind.REPEAT: (_CLOSED_REPEATS,), None: (_CLOSED_LEADS, _CLOSED_REPEATS)}
    counts = [store.rows(sql)[0] for sql in sqls[kind]]
    return Ratio(sum(won for won, _ in counts), sum(closed for _, closed in counts))


def steps(store: Store, span: Span) -> StepCounts:
    """Return how often each step of the way to a sale was made in a span, as `Activity.is_conversation` has it."""
    return StepCounts(*store.rows(_STEPS, span.iso)[0])
