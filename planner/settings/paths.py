"""Where the planner's files stand. Finds folders and makes private ones; opens and reads no file.

Paths are strings: pathlib and platformdirs together cost as much as starting Python, and `planner log` pays for it.
"""

import os
import sys
from typing import NamedTuple

from planner.domain.errors import PlannerError

APP = "planner"
"""The folder's name within each of the platform's folders."""

_XDG = (
    ("XDG_DATA_HOME", "/.local/share"),
    ("XDG_CONFIG_HOME", "/.config"),
    ("XDG_STATE_HOME", "/.local/state"),
    ("XDG_CACHE_HOME", "/.cache"),
)
"""Per folder: the variable that names it, and where it stands in the home folder without one."""


class Paths(NamedTuple):
    """Every file and folder of one planner, as absolute paths. None of them need exist."""

    database: str
    """The SQLite file."""
    config_dir: str
    """What the user writes: the settings, themes and rituals."""
    config_file: str
    """The settings, YAML."""
    themes_dir: str
    """The user's own themes; one replaces a shipped theme of the same name."""
    rituals_dir: str
    """The user's own rituals; one replaces a shipped ritual of the same name."""
    state_dir: str
    """What the program remembers outside the database's folder."""
    cache_dir: str
    """What can be thrown away at any moment."""
    shipped_themes: str
    """The themes that came with the program."""
    shipped_rituals: str
    """The rituals that came with it."""


def find(db: str | None = None, config: str | None = None) -> Paths:
    """Return the paths: what is given stands before PLANNER_DB and PLANNER_CONFIG, and these before the platform's.

    A file that is named as the config folder is refused: its settings would be left out without a word.
    """
    data, settings, state, cache = _folders()
    db = db or os.environ.get("PLANNER_DB")
    config = config or os.environ.get("PLANNER_CONFIG")
    config_dir = _absolute(config) if config else settings
    if config and os.path.isfile(config_dir):
        raise PlannerError(f"{config_dir} is a file. Name the folder that config.yaml stands in.")
    return Paths(
        database=_absolute(db) if db else os.path.join(data, "planner.db"),
        config_dir=config_dir,
        config_file=os.path.join(config_dir, "config.yaml"),
        themes_dir=os.path.join(config_dir, "themes"),
        rituals_dir=os.path.join(config_dir, "rituals"),
        state_dir=state if state != data else os.path.join(data, "state"),
        cache_dir=cache,
        shipped_themes=_shipped_themes(),
        shipped_rituals=os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "rituals"),
    )


def check_named(db: str | None, *, must_stand: bool) -> None:
    """Refuse a planner file that is named wrongly: its folder is missing, or, where it must stand, itself.

    What nobody named stands in the platform's folder, which is made. Other errors are for opening to find.
    """
    named = db or os.environ.get("PLANNER_DB")
    if not named:
        return
    path = _absolute(named)
    folder = os.path.dirname(path)
    if is_missing(folder):
        raise PlannerError(f"The folder {folder} is not there. Make it first, or check the path.")
    if must_stand and is_missing(path):
        raise PlannerError(f"{path} is not there. Log something first, or check the path.")


def is_missing(path: str) -> bool:
    """Whether nothing stands at a path; False where that cannot be known."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def make_private(folder: str) -> None:
    """Make a folder, and the missing ones above it, for the user alone (0700); one that exists is left as it is.

    Raises OSError.
    """
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise
    except FileNotFoundError:
        above = os.path.dirname(folder)
        if os.path.isdir(above):
            raise
        make_private(above)
        make_private(folder)


def write_report(folder: str, text: str) -> str:
    """Write the report of a fault to a private file in the state folder; return its path, or why there is none."""
    path = os.path.join(folder, "fault.txt")
    try:
        make_private(folder)
        descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        return f"none could be written ({error.strerror})"
    return path


def _folders() -> tuple[str, str, str, str]:
    """Return the folders for data, configuration, state and cache.

    On Linux the XDG rule itself answers, 0.01 ms where importing platformdirs takes 7; a test holds the two equal.
    Every other platform, and a home that is not plain, is platformdirs' to know.
    """
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/"):
        data, config, state, cache = (_xdg_folder(variable, home.rstrip("/") + tail) for variable, tail in _XDG)
        return data, config, state, cache
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    try:
        return dirs.user_data_dir, dirs.user_config_dir, dirs.user_state_dir, dirs.user_cache_dir
    except RuntimeError as error:
        raise PlannerError("The home folder is not known; set HOME to its absolute path.") from error


def _xdg_folder(variable: str, otherwise: str) -> str:
    """Return a folder by the XDG rule: a relative value counts as not set."""
    named = os.environ.get(variable, "")
    return os.path.join(named if named.startswith("/") else otherwise, APP)


def _absolute(path: str) -> str:
    """Return a path as given by a person, from the root on."""
    return os.path.abspath(os.path.expanduser(path))


def _shipped_themes() -> str:
    """Return the folder of shipped themes: in the package when installed, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "themes")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "themes")
