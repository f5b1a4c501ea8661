"""The views `v_…`: the file under names that people and other programs read. Derived at each look; nothing is stored.

Amounts are in whole units of their currency, as a spreadsheet wants them; yes and no are 1 and 0.
"""

from collections.abc import Iterator

from planner.domain.money import MINOR_DIGITS
from planner.store.conditions import TOUCHED


def statements() -> Iterator[str]:
    """Yield what makes the views."""
    for name, select in _VIEWS.items():
        yield f"CREATE VIEW {name} AS {select}"


def _amount(column: str, currency: str) -> str:
    """Return minor units as an amount of their currency."""
    plain = ", ".join(f"'{code}'" for code, digits in MINOR_DIGITS.items() if not digits)
    finer = ", ".join(f"'{code}'" for code, digits in MINOR_DIGITS.items() if digits == 3)
    by_currency = f"CASE WHEN {currency} IN ({plain}) THEN 1.0 WHEN {currency} IN ({finer}) THEN 1000.0 ELSE 100.0 END"
    return f"round({column} / {by_currency}, 3)"


_VIEWS = {
    "v_log": f"""
SELECT activity.local_date AS date, activity.local_time AS time, activity.type, activity.purpose, activity.outcome,
    activity.quantity, activity.minutes, activity.reach, contact.name AS contact, contact.organization,
    activity.contact_stage_then AS contact_stage, deal.title AS deal,
    CASE WHEN activity.type IN ('close', 'proposal') THEN {_amount("deal.amount_minor", "deal.currency")} END AS amount,
    CASE WHEN activity.type IN ('close', 'proposal') THEN deal.currency END AS currency,
    activity.note, action.text AS next_step, activity.at_utc, activity.zone, activity.id
FROM activity
LEFT JOIN contact ON contact.id = activity.contact_id
LEFT JOIN deal ON deal.id = activity.deal_id
LEFT JOIN action ON action.id = activity.action_id""",
    "v_goals": f"""
SELECT goal.title, goal.period, goal.starts_on, goal.ends_on, goal.kind, goal.status, goal.source,
    measure.name AS measure, measure.unit,
    CASE measure.unit WHEN 'money' THEN {_amount("goal.target", "measure.currency")} ELSE goal.target END AS target,
    CASE measure.unit WHEN 'money' THEN measure.currency END AS currency,
    parent.title AS part_of, goal.why, goal.committed_on, goal.preliminary, goal.archived_on, goal.id
FROM goal
LEFT JOIN measure ON measure.id = goal.measure_id
LEFT JOIN goal AS parent ON parent.id = goal.parent_id""",
    "v_days": """
SELECT day.date, coalesce(logged.steps, 0) AS steps, coalesce(logged.calls, 0) AS calls,
    coalesce(logged.meetings, 0) AS meetings, logged.minutes, one_thing.text AS one_thing,
    one_thing.status = 'done' AS one_thing_done, review.mood, review.held_utc IS NOT NULL AS closed,
    day_off.kind AS day_off, day_off.label AS day_off_label, review.note
FROM (
    SELECT local_date AS date FROM activity UNION SELECT date FROM day_off
    UNION SELECT period_start FROM review WHERE kind = 'day' UNION SELECT date FROM action WHERE kind = 'one_thing'
) AS day
LEFT JOIN (
    SELECT local_date, count(*) FILTER (WHERE type <> 'note') AS steps,
        sum(quantity) FILTER (WHERE type = 'call') AS calls,
        sum(quantity) FILTER (WHERE type = 'meeting') AS meetings, sum(minutes) AS minutes
    FROM activity GROUP BY local_date
) AS logged ON logged.local_date = day.date
LEFT JOIN action AS one_thing ON one_thing.id = 'one-thing-' || day.date AND (one_thing.status IN ('planned', 'done')
    OR (one_thing.status = 'moved' AND one_thing.left_on >= day.date)
    OR (one_thing.status = 'dropped' AND one_thing.left_on > day.date))
LEFT JOIN review ON review.kind = 'day' AND review.period_start = day.date
LEFT JOIN day_off ON day_off.date = day.date""",
    "v_contacts": f"""
SELECT contact.name, contact.organization, contact.title, contact.email, contact.phone, contact.stage, contact.is_top,
    contact.do_not_contact, contact.source, touched.last_touch, coalesce(touched.touches, 0) AS touches,
    contact.notes, contact.created_on, contact.archived_on, contact.external_system, contact.external_id, contact.id
FROM contact
LEFT JOIN (
    SELECT contact_id, max(local_date) AS last_touch, count(*) AS touches FROM activity
    WHERE {TOUCHED} GROUP BY contact_id
) AS touched ON touched.contact_id = contact.id""",
    "v_deals": f"""
SELECT deal.title, contact.name AS contact, coalesce(nullif(deal.organization, ''), contact.organization)
    AS organization, {_amount("deal.amount_minor", "deal.currency")} AS amount, deal.currency, deal.kind, deal.stage,
    deal.stage_label, deal.probability_pct, deal.expected_close_on, deal.closed_on, deal.lost_reason, deal.next_step,
    deal.created_on, deal.external_system, deal.external_id, deal.id
FROM deal
LEFT JOIN contact ON contact.id = deal.contact_id""",
}
