"""The search: the words of everything that was typed, kept beside the tables and taken in when something is looked for.

What it holds is a copy: `rebuild` makes it anew from the tables, and `fault` says where it is not what they say.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from planner.domain.found import Found, Group, Hit
from planner.domain.searchline import Kind, Part, Query, Term
from planner.store.search_names import NAME, SINCE, teach
from planner.store.search_schema import statements, triggers
from planner.store.store import Store


class _Source(NamedTuple):
    """What of one table is found, as SQL expressions for the fields of a hit."""

    kind: Kind
    table: str
    day: str
    text: str
    state: str = "''"
    who: str = "''"
    at: str = "''"
    label: str = "''"
    joins: str = ""
    where: str = "1"

    @property
    def sql(self) -> str:
        """The SELECT of its rows, with the names of the columns of search_row."""
        fields = {"day": self.day, "at": self.at, "label": self.label, "state": self.state, "who": self.who}
        named = ", ".join(f"{value} AS {name}" for name, value in {**fields, "text": self.text}.items())
        return (
            f"SELECT '{self.table}' AS kind, {self.table}.id AS key, {named} "
            f"FROM {self.table} {self.joins} WHERE {self.where}"
        )


def _lines(*texts: str) -> str:
    """Return the SQL that joins texts by line breaks, the empty ones left out."""
    return f"substr({' || '.join(f'''coalesce(char(10) || nullif({text}, ''), '')''' for text in texts)}, 2)"


_PERSON = "trim(coalesce(contact.name, '') || ', ' || coalesce(contact.organization, ''), ', ')"
_ELSEWHERE = "CASE deal.organization WHEN contact.organization THEN '' ELSE deal.organization END"
_CONTACT = "LEFT JOIN contact ON contact.id ="
_SOURCES: Final = (
    _Source(
        Kind.LOG,
        "activity",
        day="local_date",
        at="coalesce(local_time, '')",
        label="replace(type || coalesce(' ' || purpose, '') || coalesce(' ' || outcome, ''), '_', ' ')",
        who=f"CASE WHEN contact.id IS NULL THEN coalesce(deal.title, '') ELSE {_PERSON} END",
        text="note",
        joins=f"{_CONTACT} activity.contact_id LEFT JOIN deal ON deal.id = activity.deal_id",
    ),
    _Source(
        Kind.ACTIONS,
        "action",
        day="date",
        at="coalesce(start_time, '')",
        state="replace(kind || ' ' || status, '_', ' ')",
        who=_PERSON,
        text="text",
        joins=f"{_CONTACT} action.contact_id",
    ),
    _Source(
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
    _Source(
        Kind.CONTACTS,
        "contact",
        day="created_on",
        state="stage",
        who=_PERSON,
        text=_lines("title", "email", "phone", "source", "notes"),
    ),
    _Source(
        Kind.DEALS,
        "deal",
        day="coalesce(closed_on, expected_close_on, deal.created_on)",
        state="deal.stage || ' ' || kind",
        who=f"trim({_PERSON} || ', ' || {_ELSEWHERE}, ', ')",
        text=_lines("deal.title", "next_step", "lost_reason", "stage_label"),
        joins=f"{_CONTACT} deal.contact_id",
    ),
    _Source(Kind.REVIEWS, "review", day="period_start", state="kind", text="note", where="review.note <> ''"),
    _Source(
        Kind.REVIEWS,
        "review_answer",
        day="coalesce(period_start, '')",
        state="coalesce(kind || ' ', '') || question",
        text="text",
        joins="LEFT JOIN review ON review.id = review_answer.review_id",
    ),
    _Source(
        Kind.OBSTACLES,
        "obstacle",
        day="opened_on",
        state="CASE WHEN resolved_on IS NULL THEN 'open' ELSE 'resolved' END",
        text=_lines("text", "resolution"),
    ),
)
_BEHIND: Final = (
    ("deal", "contact_id", "contact"),
    ("activity", "contact_id", "contact"),
    ("action", "contact_id", "contact"),
    ("activity", "deal_id", "deal"),
    ("review_answer", "review_id", "review"),
)
"""Tables whose rows show something of a row of another one: they are stale where that is."""
_INDEXED: Final = "label, state, who, text"
_ROW: Final = f"kind, key, day, at, {_INDEXED}"
_PLACES: Final = {Part.ANY: "{label who text}", Part.WHO: "who", Part.TYPE: "{label state}"}
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


def find(store: Store, query: Query, limit: int) -> Found:
    """Return what a query finds: how much of each kind, and the newest `limit` of it."""
    if not query.asks:
        return Found(query, ())
    bounds = {kind: _bounds(kind, query) for kind in Kind if not query.kinds or kind in query.kinds}
    groups = [
        Group(kind, count, tuple(_page(store, kind, query, bounds[kind], limit)))
        for kind, count in _counts(store, query, bounds).items()
        if count
    ]
    return Found(query, tuple(groups))


def refresh(store: Store) -> None:
    """Take in what changed since the last look; nothing is written where nothing did, or where nothing may be."""
    if store.read_only_because:
        return
    if store.meta(SINCE) != str(store.year_start_month):
        store.maintain(partial(_rename, store.year_start_month))
    elif store.one("SELECT 1 FROM search_stale LIMIT 1") is not None:
        store.maintain(partial(_take_in, store.year_start_month))


def rebuild(store: Store) -> None:
    """Make the search anew from the tables, its triggers included."""

    def work(connection: sqlite3.Connection) -> None:
        for name in triggers():
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements():
            connection.execute(statement)
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.execute("DELETE FROM search_row")
        connection.execute("DELETE FROM search_stale")
        for source in _SOURCES:
            connection.execute(f"INSERT INTO search_stale SELECT '{source.table}', id FROM {source.table}")
        _rename(store.year_start_month, connection)

    store.maintain(work)


def fault(store: Store) -> str:
    """Return in what the search is not what the tables say; empty where it is. What is stale is no fault."""
    teach(store.connection, store.year_start_month)
    names = {name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    if not set(triggers()) <= names:
        return "The search has not all of its triggers."
    settled = "(kind, key) NOT IN (SELECT kind, key FROM search_stale)"
    if store.meta(SINCE) != str(store.year_start_month):
        settled += " AND kind <> 'goal'"
    there = f"SELECT {_ROW} FROM search_row WHERE {settled}"
    told = f"SELECT {_ROW} FROM ({' UNION ALL '.join(source.sql for source in _SOURCES)}) WHERE {settled}"
    for one, other in ((there, told), (told, there)):
        if store.one(f"{one} EXCEPT {other} LIMIT 1") is not None:
            return "The search holds other words than the tables."
    return ""


def _rename(start_month: int, connection: sqlite3.Connection) -> None:
    """Take every goal in anew: its period has another name once the sales year begins with another month."""
    connection.execute("INSERT OR IGNORE INTO search_stale SELECT 'goal', id FROM goal")
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [SINCE, str(start_month)])
    _take_in(start_month, connection)


def _take_in(start_month: int, connection: sqlite3.Connection) -> None:
    """Index the rows that are noted as stale and those that show something of them, within a transaction."""
    teach(connection, start_month)
    for table, column, behind in _BEHIND:
        connection.execute(
            f"INSERT OR IGNORE INTO search_stale SELECT '{table}', id FROM {table} "
            f"WHERE {column} IN (SELECT key FROM search_stale WHERE kind = '{behind}')"
        )
    stale = "FROM search_stale JOIN search_row USING (kind, key)"
    connection.execute(f"INSERT INTO search (search, rowid, {_INDEXED}) SELECT 'delete', id, {_INDEXED} {stale}")
    connection.execute(f"DELETE FROM search_row WHERE id IN (SELECT id {stale})")
    row = connection.execute("SELECT value FROM meta WHERE key = 'search_number'").fetchone()
    number = 0 if row is None else int(row[0])
    for source in _SOURCES:
        within = f"{source.table}.id IN (SELECT key FROM search_stale WHERE kind = '{source.table}')"
        rows = f"SELECT {_id(source.kind)}, {_ROW} FROM ({source.sql} AND {within}) ORDER BY 1"
        number += connection.execute(f"INSERT INTO search_row (id, {_ROW}) {rows}", [number]).rowcount
    in_order = "ORDER BY id"  # a full-text table that is filled out of order takes a hundred times as long
    connection.execute(f"INSERT INTO search (rowid, {_INDEXED}) SELECT id, {_INDEXED} {stale} {in_order}")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('search_number', ?)", [str(number)])
    connection.execute("DELETE FROM search_stale")


def _id(kind: Kind) -> str:
    """Return the SQL of an id: kind, day, minute, and a number that tells those of one minute apart."""
    minute = f"abs(CAST(substr(at, 1, 2) AS INTEGER) * 60 + CAST(substr(at, 4, 2) AS INTEGER)) % {_LAST_MINUTE}"
    parts = (
        f"{_NUMBER[kind]} << {_KIND_AT}",
        f"({_LAST_DAY} - CAST(coalesce(julianday(day), 0) AS INTEGER)) << {_DAY_AT}",
        f"({_LAST_MINUTE} - {minute}) << {_MINUTE_AT}",
        f"{_LAST_NUMBER} - (? + row_number() OVER ()) % {_LAST_NUMBER}",
    )
    return " + ".join(f"({part})" for part in parts)


def _bounds(kind: Kind, query: Query) -> tuple[int, int]:
    """Return the first and the last id that a kind of a query has: those of its last and of its first day."""
    first = 0 if query.first is None else query.first.toordinal() + _JULIAN
    before = _LAST_DAY + 1 if query.before is None else query.before.toordinal() + _JULIAN
    start = _NUMBER[kind] << _KIND_AT
    return start + ((_LAST_DAY + 1 - before) << _DAY_AT), start + ((_LAST_DAY + 1 - first) << _DAY_AT) - 1


def _counts(store: Store, query: Query, bounds: Mapping[Kind, tuple[int, int]]) -> dict[Kind, int]:
    """Return how many rows of each kind a query finds."""
    if query.wanted:
        return _matches(store, _match(query), bounds)
    between = "SELECT count(*) FROM search_row WHERE id BETWEEN ? AND ?"
    counts = {kind: int(store.rows(between, pair)[0][0]) for kind, pair in bounds.items()}
    without = _matches(store, _any(query.unwanted), bounds) if query.unwanted else {}
    return {kind: count - without.get(kind, 0) for kind, count in counts.items()}


def _matches(store: Store, match: str, bounds: Mapping[Kind, tuple[int, int]]) -> dict[Kind, int]:
    counted = ", ".join("count(*) FILTER (WHERE rowid BETWEEN ? AND ?)" for _ in bounds)
    ends = [end for pair in bounds.values() for end in pair]
    (counts,) = store.rows(f"SELECT {counted} FROM search WHERE search MATCH ?", [*ends, match])
    return dict(zip(bounds, counts, strict=True))


def _page(store: Store, kind: Kind, query: Query, bounds: tuple[int, int], limit: int) -> Iterator[Hit]:
    """Yield the newest rows of a kind that a query finds."""
    ids = "SELECT id FROM search_row WHERE id BETWEEN ? AND ?"
    values: list[int | str] = [*bounds]
    matched = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
    if query.wanted:
        ids, values = matched, [_match(query), *bounds]
    elif query.unwanted:
        ids, values = f"{ids} AND id NOT IN ({matched})", [*bounds, _any(query.unwanted), *bounds]
    sql = f"SELECT {_ROW} FROM search_row WHERE id IN ({ids} ORDER BY 1 LIMIT ?) ORDER BY id"
    for table, key, day, *rest in store.rows(sql, [*values, limit]):
        yield Hit(kind, table, key, _date(day), *rest)


def _match(query: Query) -> str:
    wanted = " AND ".join(_term(term) for term in query.wanted)
    return f"({wanted}) NOT ({_any(query.unwanted)})" if query.unwanted else wanted


def _any(terms: Iterable[Term]) -> str:
    return " OR ".join(_term(term) for term in terms)


def _term(term: Term) -> str:
    """Return a term as FTS5 reads it: whatever stands within quotes is text."""
    text = term.text.replace('"', " ")
    return f'{_PLACES[term.part]} : "{text}"{" *" if term.is_beginning else ""}'


def _date(text: str) -> date:
    """Return a date; the first of all where another program wrote none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
