"""The lines that weekly planning has of its own: a little goal without its word, and a time or a length."""

from collections.abc import Callable

from planner.domain.errors import PlannerError
from planner.tui.line import Line
from planner.tui.lines import GoalLine
from planner.tui.sentence_line import SentenceLine

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


class FigureLine(SentenceLine):
    """A time or a length, which is told as it is understood while it is typed."""

    def __init__(self, title: str, hint: str, told: Callable[[str], str], save: Callable[[str], str]) -> None:
        """`told` returns what is understood, and raises PlannerError where nothing is."""
        super().__init__(title, hint, "", save)
        self._told = told

    def reading(self, text: str) -> Line:
        """Return what is understood, or why it is not."""
        if not text.strip():
            return super().reading(text)
        try:
            return Line(((self._told(text), "text"),))
        except PlannerError as error:
            return Line(((str(error), "behind"),))


def _little(text: str) -> str:
    """Return a line with the word that makes its goal a little one."""
    return text if _WORD in text.casefold().split() else f"{text} {_WORD}"
