"""Reads of what was sold: in a span by currency, and the first sale of all."""

from datetime import date

from planner.domain.period import Span
from planner.domain.periodviews import SaleRow, SoldRow
from planner.store.store import Store


def sold_within(store: Store, span: Span) -> list[SoldRow]:
    """Return what was won in a span by currency, the one of most deals first."""
    sql = (
        "SELECT currency, count(*) AS n, coalesce(sum(amount_minor), 0) FROM deal "
        "WHERE stage = 'won' AND closed_on BETWEEN ? AND ? GROUP BY currency ORDER BY n DESC, currency"
    )
    rows = store.rows(sql, span.iso)
    return [SoldRow(*row) for row in rows]


def first_sale(store: Store) -> SaleRow | None:
    """Return the first deal that was won, imports included; None where none was."""
    sql = (
        "SELECT closed_on, amount_minor, currency, title FROM deal WHERE stage = 'won' AND closed_on IS NOT NULL "
        "ORDER BY closed_on, id LIMIT 1"
    )
    row = store.one(sql)
    return None if row is None else SaleRow(date.fromisoformat(row[0]), *row[1:])
