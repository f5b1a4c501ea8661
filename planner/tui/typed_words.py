"""What the lines of several pages understand and complete alike: a goal's words, an action's, a contact's, a reason.

What such a line means and saves is its own.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from planner.tui.typed import Completion, Span, Words

if TYPE_CHECKING:
    from planner.services.planner import Planner


class GoalWords:
    """The words of a goal line."""

    def spans(self, text: str) -> Sequence[Span]:
        """Return the words that are understood."""
        from planner.domain import goalline

        return goalline.spans(text)

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete what is counted and when."""
        from planner.domain import goalline

        return goalline.complete(text, cursor)


class ActionWords(Words):
    """The words of a line that plans an action."""

    _planner: "Planner"

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete contacts, goals, the word of a sacred block, and when it comes again."""
        from planner.domain import actionline

        return actionline.complete(text, cursor, self._planner.names.names, self._planner.plan.goal_names)


class ContactWords:
    """The fields of a contact by their names."""

    def spans(self, text: str) -> Sequence[Span]:
        """Return the names of the fields."""
        from planner.domain import contactline

        return contactline.spans(text)

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete fields and stages."""
        from planner.domain import contactline

        return contactline.complete(text, cursor)


class ReasonWords:
    """A change and its reason, behind `because`."""

    completed: ClassVar[Sequence[str]] = ("because ",)
    """The words that tab completes."""

    def spans(self, text: str) -> Sequence[Span]:
        """Return the reason, set apart."""
        at = text.casefold().find("because")
        return ((at, len(text), "note"),) if at >= 0 else ()

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the words between."""
        start = text.rfind(" ", 0, cursor) + 1
        typed = text[start:cursor].casefold()
        return start, [word for word in self.completed if typed and word.startswith(typed)]
