"""Reads that no single entity answers: counts for goals, pages of the log, names to complete."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.activity import Activity, ActivityType
from planner.domain.goal import Goal, GoalStatus, Milestone
from planner.domain.measure import Measure, Unit
from planner.domain.period import Span
from planner.domain.views import LogKey, LogRow, NamedContact
from planner.store.store import Store
from planner.store.tables import ACTIVITIES, encode

_LOGGED = f"""
SELECT {", ".join(f"activity.{column}" for column in ACTIVITIES.columns)},
    coalesce(contact.name, ''), coalesce(contact.organization, ''), coalesce(deal.title, ''),
    deal.amount_minor, coalesce(deal.currency, ''), coalesce(action.text, '')
FROM activity
LEFT JOIN contact ON contact.id = activity.contact_id
LEFT JOIN deal ON deal.id = activity.deal_id
LEFT JOIN action ON action.id = activity.action_id
"""
_CAME = (
    "(SELECT created_on AS local_date, id AS contact_id, 1 AS quantity, 'contact' AS type FROM contact "
    "WHERE external_system = '') AS activity"
)
"""Contacts as entries of the day on which they came."""
OF_ITS_DAY = "(status IN ('planned', 'done') OR left_on > date OR (status = 'moved' AND left_on = date))"
"""What `Action.is_of_its_day` says, in SQL."""


def older(store: Store, before: LogKey | None, limit: int) -> list[LogRow]:
    """Return a page of the log, newest first, older than a place in it; from the newest where none is given."""
    where = "" if before is None else "WHERE (activity.local_date, activity.at_utc, activity.id) < (?, ?, ?)"
    order = "ORDER BY activity.local_date DESC, activity.at_utc DESC, activity.id DESC LIMIT ?"
    return _logged(store, f"{where} {order}", [*(before or ()), limit])


def newer(store: Store, after: LogKey | None, limit: int) -> list[LogRow]:
    """Return a page of the log, oldest first, newer than a place in it; from the oldest where none is given."""
    where = "" if after is None else "WHERE (activity.local_date, activity.at_utc, activity.id) > (?, ?, ?)"
    order = "ORDER BY activity.local_date, activity.at_utc, activity.id LIMIT ?"
    return _logged(store, f"{where} {order}", [*(after or ()), limit])


def logged_on(store: Store, day: date) -> list[LogRow]:
    """Return a day's log, oldest first."""
    order = "ORDER BY activity.at_utc, activity.id"
    return _logged(store, f"WHERE activity.local_date = ? {order}", [day.isoformat()])


def logged_with(store: Store, contact_id: str, limit: int) -> list[LogRow]:
    """Return the newest entries of the log about a contact, newest first."""
    order = "ORDER BY activity.local_date DESC, activity.at_utc DESC, activity.id DESC LIMIT ?"
    return _logged(store, f"WHERE activity.contact_id = ? {order}", [contact_id, limit])


def logged(store: Store, key: str) -> LogRow | None:
    """Return one entry of the log."""
    return next(iter(_logged(store, "WHERE activity.id = ?", [key])), None)


def current(store: Store, measure: Measure, span: Span, goal_id: str, today: date) -> tuple[int, int]:
    """Return a measure's value over a span, at the end of today and when it began (c4): C and C0.

    Times, people, minor units of money, or per cent of milestones. What came after today does not count.
    """
    before = today.isoformat()
    dates = Span(span.start, min(span.end, today)).iso
    match measure.unit:
        case Unit.MONEY:
            sql = (
                "SELECT coalesce(sum(amount_minor), 0), coalesce(sum(amount_minor) FILTER (WHERE closed_on < ?), 0) "
                "FROM deal WHERE stage = 'won' AND closed_on BETWEEN ? AND ? AND currency = ?"
            )
            values = [before, *dates, measure.currency]
            if measure.deal_kind is not None:
                sql += " AND kind = ?"
                values.append(measure.deal_kind.value)
        case Unit.MILESTONE:
            sql = (
                "SELECT coalesce(100 * sum(weight) FILTER (WHERE done_on <= ?) / sum(weight), 0), "
                "coalesce(100 * sum(weight) FILTER (WHERE done_on < ?) / sum(weight), 0) "
                "FROM milestone WHERE goal_id = ?"
            )
            values = [before, before, goal_id]
        case _:
            condition, filters = matching(measure)
            what = "count(DISTINCT activity.contact_id)" if measure.distinct_contacts else "sum(activity.quantity)"
            sql = (
                f"SELECT coalesce({what}, 0), coalesce({what} FILTER (WHERE activity.local_date < ?), 0) "
                f"FROM {source(measure)} WHERE {condition} AND activity.local_date BETWEEN ? AND ?"
            )
            values = [before, *filters, *dates]
    now, at_start = store.rows(sql, values)[0]
    return int(now), int(at_start)


def source(measure: Measure) -> str:
    """Return the rows that a measure counts, named `activity`: the log, or the contacts that no import brought."""
    return _CAME if measure.new_contacts else "activity"


def matching(measure: Measure) -> tuple[str, list[Any]]:
    """Return the SQL condition, with its values, that says which rows of its source a measure counts.

    Of the log these are what `Measure.counts` says.
    """
    if measure.new_contacts:
        return "1", []
    parts: list[str] = []
    values: list[Any] = []

    def among(column: str, members: frozenset[Any]) -> str:
        values.extend(sorted(str(member) for member in members))
        return f"activity.{column} IN ({', '.join('?' * len(members))})"

    if measure.counts_follow_ups and measure.activity_types:
        # says nothing new, and lets SQLite use the index by type, which it cannot behind the OR
        parts.append(among("type", measure.activity_types | {ActivityType.FOLLOW_UP}))
    kinds = [among("type", measure.activity_types)] if measure.activity_types else []
    kinds += [among("purpose", measure.purposes)] if measure.purposes else []
    kind = " AND ".join(kinds) or "activity.type <> 'note'"
    parts.append(f"({kind} OR activity.type = 'follow_up')" if measure.counts_follow_ups else kind)
    parts.append("activity.type <> 'note'")
    if measure.outcomes:
        parts.append(among("outcome", measure.outcomes))
    if measure.contact_stages:
        parts.append(among("contact_stage_then", measure.contact_stages))
    if measure.distinct_contacts:
        parts.append("activity.contact_id IS NOT NULL")
    if measure.deal_kind is not None:
        parts.append("(SELECT kind FROM deal WHERE deal.id = activity.deal_id) = ?")
        values.append(measure.deal_kind.value)
    if measure.first_touch_only:
        parts.append(
            "NOT EXISTS (SELECT 1 FROM activity AS earlier WHERE earlier.contact_id = activity.contact_id "
            "AND earlier.type = activity.type AND (earlier.local_date, earlier.at_utc, earlier.id) "
            "< (activity.local_date, activity.at_utc, activity.id))",
        )
    return " AND ".join(parts), values


def is_counted_person(store: Store, measure: Measure, activity: Activity, span: Span) -> bool:
    """Whether another entry counts an activity's contact toward a measure of people already."""
    condition, values = matching(measure)
    sql = (
        f"SELECT 1 FROM activity WHERE {condition} AND contact_id = ? AND id <> ? "
        "AND local_date BETWEEN ? AND ? LIMIT 1"
    )
    return store.one(sql, [*values, activity.contact_id, activity.id, *span.iso]) is not None


def has_earlier_touch(store: Store, activity: Activity) -> bool:
    """Whether the log holds an earlier activity of the same type with the same contact."""
    sql = "SELECT 1 FROM activity WHERE contact_id = ? AND type = ? AND (local_date, at_utc, id) < (?, ?, ?) LIMIT 1"
    values = [activity.contact_id, activity.type, activity.local_date, activity.at, activity.id]
    return store.one(sql, [encode(value) for value in values]) is not None


def standing_goals(store: Store, day: date, begun_by: date = date.max) -> list[Goal]:
    """Return the goals that are not over, dropped or put away: what the hierarchy shows on a day.

    Those that begin after `begun_by` are left out.
    """
    where = "ends_on >= ? AND starts_on <= ? AND archived_on IS NULL AND status <> ?"
    return list(store.select(Goal, where, [day, begun_by, GoalStatus.DROPPED], "position, starts_on, id"))


def ended_goals(store: Store, day: date) -> list[Goal]:
    """Return active goals whose last date is behind a day."""
    return list(store.select(Goal, "status = ? AND ends_on < ?", [GoalStatus.ACTIVE, day], "ends_on, id"))


def measures(store: Store) -> dict[str, Measure]:
    """Return every measure by its key."""
    return {measure.id: measure for measure in store.select(Measure)}


def milestones(store: Store, goal_id: str) -> list[Milestone]:
    """Return a goal's milestones in the order they were made."""
    return list(store.select(Milestone, "goal_id = ?", [goal_id], "id"))


def plan_of(store: Store, day: date) -> list[Action]:
    """Return a day's actions but those moved away or dropped: with a time first, then as ordered."""
    where = "date = ? AND status NOT IN (?, ?)"
    order = "start_time IS NULL, start_time, position, id"
    return list(store.select(Action, where, [day, ActionStatus.MOVED, ActionStatus.DROPPED], order))


def waiting(store: Store, day: date) -> list[Action]:
    """Return open follow-ups and promises, and what recurs, whose date is behind a day, oldest first."""
    where = "status = ? AND kind IN (?, ?, ?, ?) AND date < ? AND (kind NOT IN (?, ?) OR rrule <> '')"
    recurring = [ActionKind.ACTION, ActionKind.BLOCK]
    values = [ActionStatus.PLANNED, ActionKind.FOLLOW_UP, ActionKind.PROMISE, *recurring, day, *recurring]
    return list(store.select(Action, where, values, "date, start_time, id"))


def left_open(store: Store, since: date, day: date) -> list[Action]:
    """Return plain actions that were planned from one day to before another and are still open, oldest first.

    A recurring one waits on today, once, and is not among them.
    """
    where = "status = ? AND kind = ? AND rrule = '' AND date >= ? AND date < ?"
    values = [ActionStatus.PLANNED, ActionKind.ACTION, since, day]
    return list(store.select(Action, where, values, "date, position, id"))


def days_off(store: Store) -> list[date]:
    """Return every date off."""
    return [date.fromisoformat(day) for (day,) in store.rows("SELECT date FROM day_off")]


def contact_names(store: Store, *, away: bool = False) -> list[NamedContact]:
    """Return the contacts that can be named, or those that are put away, in the order of their names."""
    where = "archived_on IS NOT NULL" if away else "archived_on IS NULL"
    rows = store.rows(f"SELECT id, name, organization FROM contact WHERE {where} ORDER BY name, id")
    return [NamedContact(*row) for row in rows]


def first_step_time(store: Store, day: date) -> time | None:
    """Return when a day's first step was made; None where there is none or its time is not known."""
    row = store.one(
        "SELECT min(local_time) FROM activity WHERE local_date = ? AND type <> 'note'",
        [day.isoformat()],
    )
    return None if row is None or row[0] is None else time.fromisoformat(row[0])


def step_days(store: Store, span: Span) -> Iterator[date]:
    """Yield the dates in a span on which a step was made."""
    rows = store.rows(
        "SELECT DISTINCT local_date FROM activity WHERE local_date BETWEEN ? AND ? AND type <> 'note'",
        span.iso,
    )
    for (day,) in rows:
        yield date.fromisoformat(day)


def steps_by_day(store: Store, span: Span) -> dict[date, int]:
    """Return how many steps were logged on each date of a span that has one."""
    rows = store.rows(
        "SELECT local_date, count(*) FROM activity WHERE local_date BETWEEN ? AND ? AND type <> 'note' "
        "GROUP BY local_date",
        span.iso,
    )
    return {date.fromisoformat(day): count for day, count in rows}


def has_won_deal(store: Store, contact_id: str, excluding: str | None) -> bool:
    """Whether a contact bought before, another deal than the one named."""
    sql = "SELECT 1 FROM deal WHERE contact_id = ? AND stage = 'won' AND id IS NOT ? LIMIT 1"
    return store.one(sql, [contact_id, excluding]) is not None


def steps_on(store: Store, day: date) -> int:
    """Return how many steps were logged on a day."""
    sql = "SELECT count(*) FROM activity WHERE local_date = ? AND type <> 'note'"
    return int(store.rows(sql, [day.isoformat()])[0][0])


def instant_text(moment: datetime) -> str:
    """Return an instant as the tables hold it."""
    return str(encode(moment))


def _logged(store: Store, tail: str, values: Sequence[Any]) -> list[LogRow]:
    width = len(ACTIVITIES.columns)
    rows = store.rows(f"{_LOGGED} {tail}", values)
    return [_log_row(ACTIVITIES.from_cells(row[:width]), row[width:]) for row in rows]


def _log_row(activity: Activity, names: Sequence[Any]) -> LogRow:
    key = (activity.local_date.isoformat(), instant_text(activity.at), activity.id)
    return LogRow(key, activity, *names)
