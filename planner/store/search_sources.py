"""What the search finds: of each table its words, day and people, and the ids by which hits stand in order."""

from typing import Final, NamedTuple

from planner.domain.searchline import Kind, Query
from planner.store.search_names import AMOUNT, NAME


class Source(NamedTuple):
    """What of one table is found, as SQL expressions for the fields of a hit."""

    kind: Kind
    table: str
    day: str
    text: str
    state: str = "''"
    who: str = "''"
    at: str = "''"
    label: str = "''"
    key: str = "id"
    """Its column."""
    joins: str = ""
    where: str = "1"

    @property
    def sql(self) -> str:
        """The SELECT of its rows, with the names of the columns of search_row."""
        fields = {"day": self.day, "at": self.at, "label": self.label, "state": self.state, "who": self.who}
        named = ", ".join(f"{value} AS {name}" for name, value in {**fields, "text": self.text}.items())
        return (
            f"SELECT '{self.table}' AS kind, {self.table}.{self.key} AS key, {named} "
            f"FROM {self.table} {self.joins} WHERE {self.where}"
        )


def _lines(*texts: str) -> str:
    """Return the SQL that joins texts by line breaks, the empty ones left out."""
    return f"substr({' || '.join(f'''coalesce(char(10) || nullif({text}, ''), '')''' for text in texts)}, 2)"


_PERSON = "trim(coalesce(contact.name, '') || ', ' || coalesce(contact.organization, ''), ', ')"
_ELSEWHERE = "CASE deal.organization WHEN contact.organization THEN '' ELSE deal.organization END"
_AMOUNT = f"{AMOUNT}(deal.amount_minor, deal.currency)"
_CONTACT = "LEFT JOIN contact ON contact.id ="
SOURCES: Final = (
    Source(
        Kind.LOG,
        "activity",
        day="local_date",
        at="coalesce(local_time, '')",
        label="replace(type || coalesce(' ' || purpose, '') || coalesce(' ' || outcome, ''), '_', ' ')",
        who=f"CASE WHEN contact.id IS NULL THEN coalesce(deal.title, '') ELSE {_PERSON} END",
        text=f"note || CASE WHEN type IN ('proposal', 'close') THEN {_AMOUNT} ELSE '' END",
        joins=f"{_CONTACT} activity.contact_id LEFT JOIN deal ON deal.id = activity.deal_id",
    ),
    Source(
        Kind.ACTIONS,
        "action",
        day="date",
        at="coalesce(start_time, '')",
        state="replace(kind || ' ' || status, '_', ' ')",
        who=_PERSON,
        text="text",
        joins=f"{_CONTACT} action.contact_id",
    ),
    Source(
        Kind.GOALS,
        "goal",
        day="starts_on",
        state="replace(period || ' ' || kind || ' ' || status, '_', ' ')",
        text=_lines(
            f"{NAME}(goal.period, goal.title, goal.starts_on, goal.ends_on)",
            "why",
            "pay_note",
            "(SELECT group_concat(title, char(10)) FROM milestone WHERE goal_id = goal.id)",
        ),
    ),
    Source(
        Kind.CONTACTS,
        "contact",
        day="created_on",
        state="stage",
        who=_PERSON,
        text=_lines("title", "email", "phone", "source", "notes"),
    ),
    Source(
        Kind.DEALS,
        "deal",
        day="coalesce(closed_on, expected_close_on, deal.created_on)",
        state="deal.stage || ' ' || kind",
        who=f"trim({_PERSON} || ', ' || {_ELSEWHERE}, ', ')",
        text=f"{_lines('deal.title', 'next_step', 'lost_reason', 'stage_label')} || {_AMOUNT}",
        joins=f"{_CONTACT} deal.contact_id",
    ),
    Source(Kind.REVIEWS, "review", day="period_start", state="kind", text="note", where="review.note <> ''"),
    Source(
        Kind.REVIEWS,
        "review_answer",
        day="coalesce(period_start, '')",
        state="coalesce(kind || ' ', '') || question",
        text="text",
        joins="LEFT JOIN review ON review.id = review_answer.review_id",
    ),
    Source(
        Kind.OBSTACLES,
        "obstacle",
        day="opened_on",
        state="CASE WHEN resolved_on IS NULL THEN 'open' ELSE 'resolved' END",
        text=_lines("text", "resolution"),
    ),
    Source(Kind.DAYS, "event_mark", day="date", state="'mark'", text="event_mark.label"),
    Source(
        Kind.DAYS,
        "day_off",
        day="day_off.date",
        key="date",
        state="kind",
        text="day_off.label",
        where="day_off.label <> ''",
    ),
)
BEHIND: Final = (
    ("deal", "contact_id", "contact"),
    ("activity", "contact_id", "contact"),
    ("action", "contact_id", "contact"),
    ("activity", "deal_id", "deal"),
    ("review_answer", "review_id", "review"),
)
"""Tables whose rows show something of a row of another one: they are stale where that is."""
INDEXED: Final = "label, state, who, text"
"""The columns of search_row whose words are found."""
ROW: Final = f"kind, key, day, at, {INDEXED}"
"""What a hit is made of."""
_NUMBER: Final = {kind: number for number, kind in enumerate(Kind, 1)}
_KIND_AT, _DAY_AT, _MINUTE_AT = 58, 35, 24
"""From which bit on an id holds the kind, and the day and the minute counted back: the newest hit has the least id.

SQLite 3.40 skips rows where a full-text table is read backwards from an id that is not its last.
"""
_LAST_DAY: Final = (1 << (_KIND_AT - _DAY_AT)) - 1
_LAST_MINUTE: Final = (1 << (_DAY_AT - _MINUTE_AT)) - 1
_LAST_NUMBER: Final = (1 << _MINUTE_AT) - 1
_JULIAN: Final = 1_721_424
"""A Julian day number less that of `date.toordinal`."""


def id_of(kind: Kind) -> str:
    """Return the SQL of an id: kind, day, minute, and a number that tells those of one minute apart."""
    minute = f"abs(CAST(substr(at, 1, 2) AS INTEGER) * 60 + CAST(substr(at, 4, 2) AS INTEGER)) % {_LAST_MINUTE}"
    parts = (
        f"{_NUMBER[kind]} << {_KIND_AT}",
        f"({_LAST_DAY} - CAST(coalesce(julianday(day), 0) AS INTEGER)) << {_DAY_AT}",
        f"({_LAST_MINUTE} - {minute}) << {_MINUTE_AT}",
        f"{_LAST_NUMBER} - (? + row_number() OVER ()) % {_LAST_NUMBER}",
    )
    return " + ".join(f"({part})" for part in parts)


def bounds_of(kind: Kind, query: Query) -> tuple[int, int]:
    """Return the first and the last id that a kind of a query has: those of its last and of its first day."""
    first = 0 if query.first is None else query.first.toordinal() + _JULIAN
    before = _LAST_DAY + 1 if query.before is None else query.before.toordinal() + _JULIAN
    start = _NUMBER[kind] << _KIND_AT
    return start + ((_LAST_DAY + 1 - before) << _DAY_AT), start + ((_LAST_DAY + 1 - first) << _DAY_AT) - 1
