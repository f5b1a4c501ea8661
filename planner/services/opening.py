"""Opening a planner: the file, the settings and what the program remembers of the file from last time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from planner.domain.clock import Clock
from planner.domain.ids import uuid7
from planner.services.planner import Planner
from planner.settings import settings
from planner.settings.paths import Paths, is_missing
from planner.store.database import NOWHERE
from planner.store.seen import Seen, SeenFiles
from planner.store.store import Store

AT_THE_KEYS = 0.25
"""Seconds that a screen waits for another program: each key waits behind it, and what is typed stays."""


class Opened(NamedTuple):
    """An open planner and what its user should be told first."""

    planner: Planner
    notices: tuple[str, ...]


@contextmanager
def opened(paths: Paths, clock: Clock, origin: str, *, begins: bool = True) -> Iterator[Opened]:
    """Open the planner that paths lead to, and close it. Raises StorageError with the sentence.

    Where nothing stands there, a planner begins; with `begins` False it is an empty one that leaves nothing behind.
    """
    chosen, problems = settings.load(paths)
    files = SeenFiles(paths.state_dir)
    last = files.last(paths.database)
    stands = begins or not is_missing(paths.database)
    store = Store(
        paths.database if stands else NOWHERE,
        new_uuid=uuid7(clock.now(), _random()),
        origin=origin,
        year_start_month=chosen.year_start_month,
        stood_before=last is not None,
    )
    try:
        if origin == "app":
            store.wait_at_most(AT_THE_KEYS)
        told = _compared(store, last) if stands else _missed(paths.database, last)
        yield Opened(Planner(store, clock, chosen), (*problems, *told))
        if stands:
            files.remember(paths.database, Seen(store.store_uuid, store.change_seq))
    finally:
        store.close()


@contextmanager
def beside(planner: Planner, origin: str) -> Iterator[Planner]:
    """Open a planner's file once more, for a thread of its own, and close it. Raises StorageError.

    What is written there leaves others reading until it is committed: SQLite would shut them out as soon as a
    transaction outgrows its cache, for seconds where a file of contacts is imported.
    """
    store = Store(
        planner.store.path,
        new_uuid=planner.store.store_uuid,
        origin=origin,
        year_start_month=planner.settings.year_start_month,
        stood_before=True,
    )
    try:
        store.keep_readers()
        yield Planner(store, planner.clock, planner.settings)
    finally:
        store.close()


def _compared(store: Store, last: Seen | None) -> tuple[str, ...]:
    if last is None:
        return ()
    if last.store_uuid != store.store_uuid:
        return (f"{store.path} is another file than the one that stood here before.",)
    missing = last.change_seq - store.change_seq
    if missing > 0:
        told = "1 change is" if missing == 1 else f"{missing} changes are"
        return (f"{store.path} is older than when it was closed last: {told} not in it.",)
    return ()


def _missed(path: str, last: Seen | None) -> tuple[str, ...]:
    return () if last is None else (f"{path} is not there, and a planner stood there before.",)


def _random() -> bytes:
    import os

    return os.urandom(10)
