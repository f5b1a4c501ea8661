"""What the program remembers of a file outside its folder, so that an older or emptied one is noticed."""

import json
import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was closed last."""

    store_uuid: str
    change_seq: int


class SeenFiles:
    """A small private file in the state folder. Where it cannot be read or written nothing is remembered."""

    def __init__(self, folder: str) -> None:
        """Remember in a folder, which need not exist."""
        self._path = os.path.join(folder, "seen.json")

    def last(self, database: str) -> Seen | None:
        """Return how a database was left, or None where it is not known."""
        found = self._read().get(database)
        match found:
            case {"store_uuid": str(store_uuid), "change_seq": int(change_seq)}:
                return Seen(store_uuid, change_seq)
            case _:
                return None

    def remember(self, database: str, seen: Seen) -> None:
        """Note how a database is left."""
        known = self._read()
        entry = {"store_uuid": seen.store_uuid, "change_seq": seen.change_seq}
        if known.get(database) == entry:
            return
        known[database] = entry
        partial = f"{self._path}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:
                json.dump(known, file)
            os.replace(partial, self._path)
        except OSError:
            return

    def _read(self) -> dict[str, object]:
        try:
            with open(self._path, encoding="utf-8") as file:
                known = json.load(file)
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}
