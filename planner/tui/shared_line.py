"""A line whose text another window may change while it is typed: that is told, and nothing is replaced unseen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from planner.domain.errors import MeanwhileError
from planner.domain.text import clean_line
from planner.tui.typed import Around, TypedLine

if TYPE_CHECKING:
    from planner.tui.widgets.editor import Host

LONGEST: Final = 60
"""Letters of the other text that are told."""
BETWEEN: Final = "; "
"""What stands between two texts that are kept together."""


def begun_over(host: "Host", draft_key: str, shown: str) -> str:
    """Return what was shown when a line was begun: now, or when its draft was, which goes on from there."""
    over = f"{draft_key} over"
    before = host.draft(over) if draft_key else shown
    if draft_key and host.draft(draft_key):
        return before
    if before != shown:
        host.keep_draft(over, shown)
    return shown


class SharedLine(Around):
    """Another line, saved where the file still holds what was shown when it was opened."""

    def __init__(self, line: TypedLine, shown: str, stands: Callable[[], str], *, joins: bool) -> None:
        """`shown` is what the line began with, `stands` reads what the file holds now.

        Where a line `joins`, both texts can be kept as one; where not, the later enter puts its own in the place.
        """
        super().__init__(line)
        self._shown = shown
        self._stands = stands
        self._joins = joins

    def save(self, text: str) -> str:
        """Save it. Raises MeanwhileError, once, where another window kept something else in the meantime.

        Nothing is saved where nothing was typed, or where the file says the same already.
        """
        shown, stands = self._shown, self._stands()
        self._shown = stands
        typed = clean_line(text)
        if typed in {shown, stands}:
            return ""
        if stands == shown or stands in typed:
            return super().save(text)
        raise self._meanwhile(stands, typed)

    def _meanwhile(self, stands: str, typed: str) -> MeanwhileError:
        told = stands if len(stands) <= LONGEST else f"{stands[: LONGEST - 1]}…"
        if not self._joins:
            return MeanwhileError(f"“{told}” was kept elsewhere meanwhile. enter puts yours in its place.", typed)
        if not typed:
            return MeanwhileError(
                f"“{told}” was kept elsewhere meanwhile. It stands in the line: enter leaves it.", stands
            )
        both = f"{stands}{BETWEEN}{typed}"
        return MeanwhileError(f"“{told}” was kept elsewhere meanwhile. Both stand in the line: enter keeps them.", both)
