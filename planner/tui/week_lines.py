"""The line that weekly planning has of its own: a little goal, without its word."""

from planner.tui.line import Line
from planner.tui.lines import GoalLine

_WORD = "little"


class LittleGoalLine(GoalLine):
    """A goal for what is left of the year, of which one knows that it can be reached."""

    title = "little goal"
    draft_key = "little goal"

    def reading(self, text: str) -> Line:
        """Return the goal, its dates and what it comes to."""
        if not text.strip():
            return Line((("30 follow-up calls by 31 dec · 2 new clients by 31 dec", "dim"),))
        return super().reading(_little(text))

    def save(self, text: str) -> str:
        """Set it."""
        return super().save(_little(text))


def _little(text: str) -> str:
    """Return a line with the word that makes its goal a little one."""
    return text if _WORD in text.casefold().split() else f"{text} {_WORD}"
