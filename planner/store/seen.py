"""What the program remembers of a file outside its folder, so that an older or emptied one is noticed."""

import os
from typing import NamedTuple

from planner.store.place import make_private


class Seen(NamedTuple):
    """A file as it was closed last."""

    store_uuid: str
    change_seq: int


class SeenFiles:
    """A small private file in the state folder: a line a database, "uuid change_seq path".

    Where it cannot be read or written nothing is remembered.
    """

    def __init__(self, folder: str) -> None:
        """Remember in a folder, which need not exist."""
        self._path = os.path.join(folder, "seen")

    def last(self, database: str) -> Seen | None:
        """Return how a database was left, or None where it is not known."""
        return self._read().get(database)

    def remember(self, database: str, seen: Seen) -> None:
        """Note how a database is left."""
        known = self._read()
        if known.get(database) == seen or "\n" in database:
            return
        known[database] = seen
        partial = f"{self._path}.{os.getpid()}"
        try:
            make_private(os.path.dirname(self._path))
            descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with open(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
                file.writelines(f"{one.store_uuid} {one.change_seq} {path}\n" for path, one in known.items())
            os.replace(partial, self._path)
        except OSError:
            return

    def _read(self) -> dict[str, Seen]:
        known = {}
        try:
            with open(self._path, encoding="utf-8", errors="surrogateescape") as file:
                for line in file:
                    store_uuid, change_seq, path = line.rstrip("\n").split(" ", 2)
                    known[path] = Seen(store_uuid, int(change_seq))
        except (OSError, ValueError):
            return known
        return known
