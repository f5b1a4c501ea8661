"""Reads for reviews with other people: which one is open, who took part, and what was promised in it."""

from datetime import date

from planner.domain.action import Action, ActionStatus
from planner.domain.obstacle import Obstacle
from planner.domain.person import Person
from planner.domain.review import Review, ReviewKind
from planner.store.store import Store


def open_review(store: Store, kind: ReviewKind) -> Review | None:
    """Return the newest review of a kind that was begun and not held."""
    found = store.select(Review, "kind = ? AND held_utc IS NULL", [kind], "period_start DESC, id DESC LIMIT 1")
    return next(found, None)


def last_held(store: Store, kind: ReviewKind, until: date, but: str = "") -> Review | None:
    """Return the last review of a kind that was held up to a day, but for the one with a key."""
    where = "kind = ? AND period_start <= ? AND held_utc IS NOT NULL AND id <> ?"
    return next(
        store.select(Review, where, [kind, until, but], "period_start DESC, held_utc DESC, id DESC LIMIT 1"), None
    )


def took_part(store: Store, review: str) -> list[Person]:
    """Return who took part in a review, in the order of their names."""
    where = "id IN (SELECT person_id FROM review_person WHERE review_id = ?)"
    return list(store.select(Person, where, [review], "name, id"))


def people(store: Store) -> list[Person]:
    """Return everybody who can take part in a review, in the order of their names."""
    return list(store.select(Person, "archived_on IS NULL", (), "name, id"))


def promised(store: Store, review: str) -> list[Action]:
    """Return what was promised in a review; a promise that was moved stands where it went to."""
    where = "review_id = ? AND status <> ?"
    return list(store.select(Action, where, [review, ActionStatus.MOVED], "date, position, rowid"))


def open_obstacles(store: Store) -> list[Obstacle]:
    """Return everything that is still in the way, the oldest first."""
    return list(store.select(Obstacle, "resolved_on IS NULL", (), "opened_on, rowid"))


def obstacles(store: Store) -> list[Obstacle]:
    """Return everything that ever was in the way: first what still is, the oldest first, then the last resolved."""
    return list(store.select(Obstacle, "1", (), "resolved_on IS NOT NULL, resolved_on DESC, opened_on, rowid"))


def obstacle_of(store: Store, review: str) -> Obstacle | None:
    """Return the first thing that a review said was in the way."""
    return next(store.select(Obstacle, "review_id = ?", [review], "rowid LIMIT 1"), None)
