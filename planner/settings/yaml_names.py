"""Where the YAML file of a theme or a ritual stands in a folder: under its name, with one of two endings."""

import os
from typing import Final

from planner.domain.text import clean_line

ENDINGS: Final = (".yaml", ".yml")
"""The endings of YAML files; the first one is taken where both are there."""


def is_name(stem: str) -> bool:
    """Whether a file can be called so: on one line, not hidden, and in no other folder."""
    return clean_line(stem) == stem and stem[:1] not in {"", "."} and not set(stem) & {"/", "\\", "\0"}


def file_of(stem: str, folder: str) -> str | None:
    """Return the path of the file with a name; None where there is none, or where no file can be called so."""
    paths = (os.path.join(folder, stem + ending) for ending in ENDINGS)
    return next((path for path in paths if os.path.lexists(path)), None) if is_name(stem) else None
