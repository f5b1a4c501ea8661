"""What SQLite and the operating system answer, told as one sentence that names the file and the next step."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from planner.domain.errors import PlannerError, StorageError

_SENTENCES = {
    "SQLITE_BUSY": "{path} is held by another program. Nothing was saved; try again when it is done.",
    "SQLITE_LOCKED": "{path} is held by another program. Nothing was saved; try again when it is done.",
    "SQLITE_FULL": "The disk that holds {path} is full. Nothing was saved; free some space and try again.",
    "SQLITE_IOERR": "The disk that holds {path} answers with an error. Nothing was saved; check the disk.",
    "SQLITE_READONLY": "{path} cannot be written to. Nothing was saved; check its permissions.",
    "SQLITE_CANTOPEN": "{path} cannot be opened. Check that its folder is there and yours.",
    "SQLITE_NOTADB": "{path} is not a planner file. It was left as it is.",
    "SQLITE_CORRUPT": "{path} is damaged. It was left as it is; a backup can be restored.",
    "SQLITE_CONSTRAINT": "Something else refers to this by now. Take that back first.",
}


def sentence(error: sqlite3.Error, path: str) -> str:
    """Return the sentence for an SQLite error on a file."""
    name = getattr(error, "sqlite_errorname", "")
    for known, text in _SENTENCES.items():
        if name.startswith(known):
            return text.format(path=path)
    return f"{path} answers: {error}. Nothing was saved."


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn any storage error inside into a StorageError that a person can read."""
    try:
        yield
    except PlannerError:
        raise
    except sqlite3.IntegrityError as error:
        raise PlannerError(sentence(error, path)) from error
    except sqlite3.Error as error:
        raise StorageError(sentence(error, path)) from error
    except OSError as error:
        raise StorageError(f"{error.filename or path}: {error.strerror}. Nothing was saved.") from error
