"""Reads for reports: what a span holds by type, what was sold, what one was proud of, and which days were closed."""

from datetime import date
from typing import NamedTuple

from planner.domain.period import Span
from planner.domain.review import PROUD, ReviewKind
from planner.store.store import Store


def by_type(store: Store, span: Span) -> dict[str, int]:
    """Return how often each type of activity was done in a span."""
    sql = "SELECT type, sum(quantity) FROM activity WHERE local_date BETWEEN ? AND ? GROUP BY type"
    return {kind: int(count) for kind, count in store.rows(sql, span.iso)}


def sold(store: Store, span: Span) -> dict[str, int]:
    """Return what was won in a span by currency, in minor units."""
    sql = (
        "SELECT currency, coalesce(sum(amount_minor), 0) FROM deal WHERE stage = 'won' AND closed_on BETWEEN ? AND ? "
        "GROUP BY currency ORDER BY currency"
    )
    return {currency: int(amount) for currency, amount in store.rows(sql, span.iso)}


class Sale(NamedTuple):
    """A close of the log."""

    day: date
    name: str
    amount_minor: int | None
    currency: str


def sales(store: Store, span: Span) -> list[Sale]:
    """Return the closes of a span, newest first."""
    sql = (
        "SELECT local_date, coalesce(deal.title, contact.name, ''), deal.amount_minor, coalesce(deal.currency, '') "
        "FROM activity LEFT JOIN deal ON deal.id = activity.deal_id "
        "LEFT JOIN contact ON contact.id = activity.contact_id "
        "WHERE activity.type = 'close' AND local_date BETWEEN ? AND ? "
        "ORDER BY local_date DESC, at_utc DESC, activity.id"
    )
    return [Sale(date.fromisoformat(day), *rest) for day, *rest in store.rows(sql, span.iso)]


def proud(store: Store, span: Span) -> list[tuple[date, str]]:
    """Return what reviews of days and weeks within a span say one is proud of, oldest first."""
    sql = (
        "SELECT review.period_start, review_answer.text FROM review JOIN review_answer ON review_id = review.id "
        "WHERE question = ? AND kind IN (?, ?) AND period_start BETWEEN ? AND ? ORDER BY period_start, kind"
    )
    values = [PROUD, ReviewKind.DAY.value, ReviewKind.WEEK.value, *span.iso]
    return [(date.fromisoformat(day), text) for day, text in store.rows(sql, values)]
