"""The tables of the search, and the triggers that note which rows they have yet to take in. Found anew at any time.

A trigger may not write to a full-text table while `trusted_schema` is off, so it notes the row, and the next search
takes it in: saving a step costs one small row, whoever writes it.
"""

from collections.abc import Iterator

WATCHED = {
    "activity": ("activity", "id"),
    "action": ("action", "id"),
    "goal": ("goal", "id"),
    "milestone": ("goal", "goal_id"),
    "contact": ("contact", "id"),
    "deal": ("deal", "id"),
    "review": ("review", "id"),
    "review_answer": ("review_answer", "id"),
    "obstacle": ("obstacle", "id"),
    "event_mark": ("event_mark", "id"),
    "day_off": ("day_off", "date"),
}
"""Tables whose rows are found, each with the table under which they are and the column with its key."""
_TABLES = """
CREATE TABLE IF NOT EXISTS search_stale (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key))
    STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS search_row (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL,
    label TEXT NOT NULL, state TEXT NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS search_row_key ON search_row (kind, key);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
    label, state, who, text, content='search_row', content_rowid='id', columnsize=0, prefix='1 2 3 4',
    tokenize='unicode61 remove_diacritics 2')
"""
_EVENTS = {"INSERT": ("new",), "UPDATE": ("old", "new"), "DELETE": ("old",)}


def triggers() -> dict[str, str]:
    """Return every trigger by its name."""
    return {
        f"search_{table}_{event.lower()}": f"CREATE TRIGGER search_{table}_{event.lower()} AFTER {event} ON {table} "
        f"BEGIN {' '.join(_noted(kind, f'{row}.{column}') for row in rows)} END"
        for table, (kind, column) in WATCHED.items()
        for event, rows in _EVENTS.items()
    }


def statements() -> Iterator[str]:
    """Yield what makes the tables and the triggers."""
    yield from _TABLES.split(";")
    yield from triggers().values()


def _noted(kind: str, key: str) -> str:
    return f"INSERT OR IGNORE INTO search_stale VALUES ('{kind}', {key});"
