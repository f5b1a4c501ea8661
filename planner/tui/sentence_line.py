"""A line of plain words: an answer, a note, the blank of a prompt."""

from collections.abc import Callable, Sequence

from planner.domain.text import clean_line
from planner.tui.line import Line
from planner.tui.typed import Completion, Words


class SentenceLine(Words):
    """One sentence in plain words."""

    def __init__(
        self, title: str, hint: str, draft_key: str, save: Callable[[str], str], offered: Sequence[str] = ()
    ) -> None:
        """`save` is given the text and returns what was saved; `offered` are texts that may be taken over whole."""
        self.title = title
        self.draft_key = draft_key
        self._hint = hint
        self._save = save
        self._offered = offered

    def reading(self, text: str) -> Line:
        """Return the sentence, or what could stand there."""
        offered = tuple((f" · tab offers “{clean_line(one)}”", "dim") for one in self._offered)
        return Line(((clean_line(text), "text"),)) if text.strip() else Line(((self._hint, "dim"), *offered))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete what is offered."""
        del cursor
        return 0, [one for one in self._offered if one.casefold().startswith(text.casefold())]

    def save(self, text: str) -> str:
        """Keep it."""
        return self._save(text)
