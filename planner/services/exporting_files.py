"""Files written for other programs: whole or not at all, for the user alone, and within the folder that is named.

Refuses to replace what is there unless told to, and never replaces the planner's own file.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import mkstemp

from planner.domain.errors import PlannerError

Pieces = Iterable[str | bytes]
_NAME_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+@.")
_LONGEST_NAME = 120


def write(path: str, pieces: Pieces, *, force: bool, own: str) -> None:
    """Write a file: to the disk under another name first, then in one step to its place, private (0600).

    `own` is the planner's own file. Raises PlannerError.
    """
    check(path, force=force, own=own)
    with _told(path):
        descriptor, partial = mkstemp(prefix=".planner-", dir=os.path.dirname(path))  # private from the first byte on
        try:
            with open(descriptor, "wb") as file:
                file.writelines(
                    piece.encode("utf-8", "replace") if isinstance(piece, str) else piece for piece in pieces
                )
                file.flush()
                os.fsync(file.fileno())
            check(path, force=force, own=own)
            os.replace(partial, path)
        except BaseException:
            os.unlink(partial)
            raise


def write_all(folder: str, files: Iterable[tuple[str, Pieces]], names: Iterable[str], *, force: bool, own: str) -> int:
    """Write files into a folder, which is made for the user alone where it is missing; return how many.

    `names` are those that will be written: none is where one of them is there already. Raises PlannerError.
    """
    for name in names:
        check(inside(folder, name), force=force, own=own)
    with _told(folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
    count = 0
    for name, pieces in files:
        write(inside(folder, name), pieces, force=force, own=own)
        count += 1
    return count


def first_standing(folder: str, names: Iterable[str], *, own: str) -> str:
    """Return the first of the files that stands in a folder; empty where none does. Raises PlannerError."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise PlannerError(f"{folder} is a file. Name a folder.")
    paths = (inside(folder, name) for name in names)
    found = next((path for path in paths if os.path.lexists(path)), "") if os.path.isdir(folder) else ""
    if found:
        check(found, force=True, own=own)
    return found


def inside(folder: str, name: str) -> str:
    """Return the path of a file in a folder; a name that could lead out of it, or is too long, becomes its digest."""
    if name.startswith(".") or len(name) > _LONGEST_NAME or not set(name) <= _NAME_LETTERS:
        from hashlib import sha256

        ending = os.path.splitext(name)[1]
        safe = ending if set(ending) <= _NAME_LETTERS and len(ending) <= len(".jrnl") else ""
        name = sha256(name.encode("utf-8", "replace")).hexdigest() + safe
    return os.path.join(folder, name)


def check(path: str, *, force: bool, own: str) -> None:
    """Refuse a path at which something stands that is not to be replaced. Raises PlannerError."""
    with _told(path):
        try:
            found = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return
        if stat.S_ISDIR(found.st_mode):
            raise PlannerError(f"{path} is a folder. Name a file.")
        if own and os.path.exists(path) and os.path.exists(own) and os.path.samefile(path, own):
            raise PlannerError(f"{path} is the planner itself. Name another file.")
        if not force:
            raise PlannerError(f"{path} is there already. --force replaces it.")


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn what the system answers into a sentence."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "this is no path"
        raise PlannerError(f"{path} cannot be written: {why}. What stood there stands.") from error
