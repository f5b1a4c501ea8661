"""What the environment says, read in one place. Other layers ask here and never touch os.environ."""

import os

_RICH_TERMS = ("256color", "direct", "truecolor", "kitty", "alacritty", "ghostty")


def no_color() -> bool:
    """Tell whether colour is unwanted: NO_COLOR stands and is not empty (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def terminal() -> str:
    """Return the name of the terminal, TERM; "dumb" where none is named."""
    return os.environ.get("TERM") or "dumb"


def sixteen_colors() -> bool:
    """Tell whether the terminal promises no more than its own 16 colours."""
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return False
    return not any(word in terminal() for word in _RICH_TERMS)


def editor() -> str | None:
    """Return the command that opens a text, VISUAL before EDITOR; None where neither stands."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or None


def prepare_terminal(animations: str = "none") -> None:
    """Set what Textual reads while it is imported: call before that; what the user has set stands.

    ESCDELAY is in milliseconds: 25 is enough for a terminal on the same desk, and Textual waits 100.
    """
    os.environ.setdefault("ESCDELAY", "25")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", animations)
