"""The brief as a file: where it goes, how its name says the format, and what is told of one that stands there already.

How a brief reads is brief_text's; how a file is written is exporting_files'.
"""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from planner.domain.briefviews import BriefView
from planner.domain.errors import PlannerError
from planner.domain.text import clean_line

if TYPE_CHECKING:
    from planner.services.planner import Planner

FORMATS: Final[Mapping[str, str]] = {".md": "Markdown", ".txt": "text", ".html": "HTML"}
"""What a brief can be, by the end of its file's name."""


def offered(planner: "Planner") -> tuple[str, ...]:
    """Return the paths that are offered, one a format: in the home folder, named by the day."""
    stem = os.path.join("~", f"goals-brief-{planner.today().isoformat()}")
    return tuple(stem + ending for ending in FORMATS)


def target(typed: str) -> tuple[str, str, bool]:
    """Return the path that is meant, the format's name, and whether something stands there already.

    Raises PlannerError where the name says no format.
    """
    path = os.path.abspath(os.path.expanduser(clean_line(typed)))
    ending = os.path.splitext(path)[1].lower()
    if ending not in FORMATS:
        raise PlannerError(f"The end of the name says the format: {', '.join(FORMATS)}.")
    return path, FORMATS[ending], os.path.lexists(path)


def write(planner: "Planner", typed: str, view: BriefView) -> str:
    """Write a brief over what stands there; return the sentence. Raises PlannerError."""
    from planner.services import exporting_files

    path, _, stood = target(typed)
    text = _writers()[os.path.splitext(path)[1].lower()](view)
    exporting_files.write(path, (text,), force=True, own=planner.store.path)
    return f"{'Written over' if stood else 'Brief written'}: {path}"


def _writers() -> Mapping[str, Callable[[BriefView], str]]:
    from planner.services import brief_text

    return {".md": brief_text.markdown, ".txt": brief_text.text, ".html": brief_text.html}
