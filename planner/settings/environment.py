"""What the environment says, read in one place. Other layers ask here and never touch os.environ."""

import os


def terminal() -> str:
    """Return the name of the terminal, TERM; "dumb" where none is named."""
    return os.environ.get("TERM") or "dumb"


def refuses_colors() -> bool:
    """Tell whether no colour is wanted: NO_COLOR stands there, whatever it says."""
    return "NO_COLOR" in os.environ


def prepare_terminal(animations: str = "none") -> None:
    """Set what Textual reads while it is imported: call before that; what the user has set stands.

    ESCDELAY is in milliseconds: 25 is enough for a terminal on the same desk, and Textual waits 100.
    """
    os.environ.setdefault("ESCDELAY", "25")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", animations)
