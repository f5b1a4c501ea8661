"""What an import has to know of every contact and deal to find the one that a row means: keys and names, no more."""

from datetime import date
from typing import NamedTuple

from planner.store.store import Store


class KnownContact(NamedTuple):
    """What tells one contact from another."""

    id: str
    system: str
    external_id: str
    email: str
    name: str
    organization: str


class KnownDeal(NamedTuple):
    """What tells one deal from another."""

    id: str
    system: str
    external_id: str
    title: str
    organization: str
    contact_id: str | None


class Sale(NamedTuple):
    """A won deal, as what comes after it is judged by (B70)."""

    id: str
    contact_id: str | None
    organization: str
    closed_on: date


def contacts(store: Store) -> list[KnownContact]:
    """Return every contact, in the order in which they came."""
    sql = "SELECT id, external_system, external_id, email, name, organization FROM contact ORDER BY rowid"
    return [KnownContact(*row) for row in store.rows(sql)]


def notes(store: Store, word: str) -> list[tuple[str, str]]:
    """Return, by key, the notes of the contacts that have a word in them."""
    return [(key, text) for key, text in store.rows("SELECT id, notes FROM contact WHERE instr(notes, ?)", [word])]


def moves(store: Store, table: str) -> dict[str, tuple[str, str]]:
    """Return, by key, from which stage to which a contact or a deal was moved last by anything but an import."""
    key, was, now = (f"json_extract(change.value, '$.{name}')" for name in ("after.id", "before.stage", "after.stage"))
    sql = (
        f"SELECT {key}, {was}, {now} FROM journal, json_each(journal.changes) AS change "
        "WHERE state IN ('done', 'kept') AND instr(changes, ?) AND NOT instr(changes, '\"table\": \"import_batch\"') "
        f"AND json_extract(change.value, '$.table') = ? AND {was} <> {now} ORDER BY seq"
    )
    return {key: (before, after) for key, before, after in store.rows(sql, [f'"table": "{table}"', table])}


def lost_by_hand(store: Store) -> set[str]:
    """Return the keys of the deals of which anything but an import said last how they ended, and that was: lost."""
    key, stage = (f"json_extract(change.value, '$.after.{name}')" for name in ("id", "stage"))
    said = ("stage", "closed_on", "lost_reason")
    pairs = ([f"json_extract(change.value, '$.{side}.{name}')" for side in ("before", "after")] for name in said)
    sql = (
        f"SELECT {key}, {stage} FROM journal, json_each(journal.changes) AS change "
        "WHERE state IN ('done', 'kept') AND instr(changes, '\"table\": \"deal\"') "
        'AND NOT instr(changes, \'"table": "import_batch"\') '
        f"AND json_extract(change.value, '$.table') = 'deal' "
        f"AND ({' OR '.join(f'{was} IS NOT {now}' for was, now in pairs)}) ORDER BY seq"
    )
    return {key for key, stage in dict(store.rows(sql)).items() if stage == "lost"}


def kinds_said(store: Store) -> set[str]:
    """Return the keys of the deals whose kind anything but an import said: those made by hand, and changed by hand."""
    was, now = (f"json_extract(change.value, '$.{name}.kind')" for name in ("before", "after"))
    sql = (
        "SELECT json_extract(change.value, '$.after.id') FROM journal, json_each(journal.changes) AS change "
        "WHERE state IN ('done', 'kept') AND instr(changes, '\"table\": \"deal\"') "
        'AND NOT instr(changes, \'"table": "import_batch"\') '
        f"AND json_extract(change.value, '$.table') = 'deal' AND {now} IS NOT NULL AND {was} IS NOT {now}"
    )
    return {key for (key,) in store.rows(sql)}


def deals(store: Store) -> list[KnownDeal]:
    """Return every deal, in the order in which they came."""
    sql = "SELECT id, external_system, external_id, title, organization, contact_id FROM deal ORDER BY rowid"
    return [KnownDeal(*row) for row in store.rows(sql)]


def sales(store: Store) -> list[Sale]:
    """Return every won deal."""
    sql = "SELECT id, contact_id, organization, closed_on FROM deal WHERE stage = 'won'"
    return [Sale(key, contact, org, date.fromisoformat(day)) for key, contact, org, day in store.rows(sql)]
