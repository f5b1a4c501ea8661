"""What a measure brought on each day of its record."""

from datetime import date

from planner.domain.measure import Measure, Unit
from planner.store.queries import matching, source
from planner.store.store import Store


def daily_totals(store: Store, measure: Measure, before: date, since: date = date.min) -> dict[date, int]:
    """Return a measure's total on each day from one to before another on which it brought anything, oldest first.

    Times, minor units of money, or people, each once a calendar month; empty for milestones and roll-ups.
    """
    between = [since.isoformat(), before.isoformat()]
    match measure.unit:
        case Unit.MONEY:
            kind = "" if measure.deal_kind is None else " AND kind = ?"
            sql = (
                "SELECT closed_on, sum(amount_minor) FROM deal "
                f"WHERE stage = 'won' AND amount_minor > 0 AND currency = ? AND closed_on >= ? AND closed_on < ?{kind} "
                "GROUP BY closed_on ORDER BY closed_on"
            )
            values = [measure.currency, *between, *([measure.deal_kind.value] if measure.deal_kind else [])]
        case Unit.COUNT:
            condition, filters = matching(measure)
            values = [*filters, *between]
            which = f"FROM {source(measure)} WHERE {condition} AND activity.local_date >= ? AND activity.local_date < ?"
            if measure.distinct_contacts:
                people = (
                    f"SELECT min(activity.local_date) AS day {which} "
                    "GROUP BY activity.contact_id, substr(activity.local_date, 1, 7)"
                )
                sql = f"SELECT day, count(*) FROM ({people}) GROUP BY day ORDER BY day"
            else:
                sql = f"SELECT activity.local_date, sum(activity.quantity) {which} GROUP BY 1 ORDER BY 1"
        case _:
            return {}
    return {date.fromisoformat(day): int(total) for day, total in store.rows(sql, values)}
