"""The search: which rows have the words that are looked for, the newest of each kind first. It reads the index."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from planner.domain.found import Found, Group, Hit
from planner.domain.searchline import Kind, Part, Query, Term
from planner.store.search_names import BEHIND_TEXT
from planner.store.search_sources import ROW, bounds_of
from planner.store.store import Store

_PLACES: Final = {Part.ANY: "{label who text}", Part.WHO: "who", Part.TYPE: "{label state}"}
"""The columns in which a part is looked for, as FTS5 names them."""
_COLUMNS: Final = {Part.ANY: ("text", "who", "label"), Part.WHO: ("who",), Part.TYPE: ("label", "state")}
"""The same, the likeliest first."""


def find(store: Store, query: Query, limit: int) -> Found:
    """Return what a query finds: how much of each kind, and the newest `limit` of it."""
    if not query.asks:
        return Found(query, ())
    bounds = {kind: bounds_of(kind, query) for kind in Kind if not query.kinds or kind in query.kinds}
    if any(term.is_within for term in (*query.wanted, *query.unwanted)):
        return Found(query, tuple(_scanned(store, query, bounds, limit)))
    groups = [
        Group(kind, count, tuple(_page(store, kind, query, bounds[kind], limit)))
        for kind, count in _counts(store, query, bounds).items()
        if count
    ]
    return Found(query, tuple(groups))


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
    """Return the newest rows of a kind that a query finds."""
    ids = "SELECT id FROM search_row WHERE id BETWEEN ? AND ?"
    values: list[int | str] = [*bounds]
    matched = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
    if query.wanted:
        ids, values = matched, [_match(query), *bounds]
    elif query.unwanted:
        ids, values = f"{ids} AND id NOT IN ({matched})", [*bounds, _any(query.unwanted), *bounds]
    return _hits(store, kind, f"{ids} ORDER BY 1 LIMIT ?", [*values, limit])


def _hits(store: Store, kind: Kind, ids: str, values: Iterable[int | str]) -> Iterator[Hit]:
    """Yield rows of a kind by a query for their keys."""
    sql = f"SELECT {ROW} FROM search_row WHERE id IN ({ids}) ORDER BY id"
    for table, key, day, *rest in store.rows(sql, list(values)):
        hit = Hit(kind, table, key, _date(day), *rest)
        yield hit._replace(text=hit.text.partition(BEHIND_TEXT)[0])


def _scanned(store: Store, query: Query, bounds: Mapping[Kind, tuple[int, int]], limit: int) -> Iterator[Group]:
    """Yield what a query finds that looks within words: the index has their beginnings, so every row is read, once."""
    conditions: list[str] = []
    values: list[str] = []
    for terms, sign in ((query.wanted, ""), (query.unwanted, "NOT ")):
        for term in terms:
            if term.is_within:
                columns, pieces = _COLUMNS[term.part], term.pieces
                one = " OR ".join(f"instr({column}, ?)" for column in columns)
                conditions.append(f"{sign}({' AND '.join(f'({one})' for _ in pieces)})")
                values += [piece for piece in pieces for _ in columns]
            else:
                conditions.append(f"id {sign}IN (SELECT rowid FROM search WHERE search MATCH ?)")
                values.append(_term(term))
    found = [
        key for (key,) in store.rows(f"SELECT id FROM search_row WHERE {' AND '.join(conditions)} ORDER BY id", values)
    ]
    for kind, (first, last) in bounds.items():
        keys = found[bisect_left(found, first) : bisect_right(found, last)]
        shown = keys[:limit]
        if keys:
            yield Group(kind, len(keys), tuple(_hits(store, kind, ",".join("?" * len(shown)), shown)))


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
