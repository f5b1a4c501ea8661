"""The goal that an action serves, as its line names it: `for:` and the name, which takes the rest. Knows no goal."""

from collections.abc import Callable, Collection

from planner.domain.actionlead import ESCAPE
from planner.domain.errors import LineError
from planner.domain.namewords import matching_names
from planner.domain.text import clean_line
from planner.domain.words import Word, tokens

FOR = "for:"
"""The word behind which the goal stands (B134)."""


def take_goal(text: str, words: list[Word]) -> tuple[str | None, list[Word]]:
    """Return the name behind the first `for:`, and the words before that; None where the line has none.

    Raises LineError where nothing follows it.
    """
    at = next((n for n, word in enumerate(words) if word.text.lower() == FOR), None)
    if at is None:
        return None, words
    named = clean_line(text[words[at].end :])
    if not named:
        sentence = f"A goal follows “{FOR}”, as in “send the terms {FOR} 40 calls”. {ESCAPE}"
        raise LineError(sentence, words[at].start, words[at].end)
    return named, words[:at]


def goal_place(text: str) -> tuple[int, int]:
    """Return where the name of the goal begins and ends in a line; its end where it has none."""
    word = next((word for word in tokens(text) if word.text.lower() == FOR), None)
    rest = text[word.end :] if word is not None else ""
    return len(text) - len(rest.lstrip()), max(len(text.rstrip()), len(text) - len(rest.lstrip()))


def complete_goal(text: str, goals: Callable[[], Collection[str]]) -> tuple[int, list[str]] | None:
    """Return the goals that what stands behind `for:` can become, and its start; None where that is not typed.

    `goals` is asked for their names where they are needed.
    """
    word = next((word for word in tokens(text) if word.text.lower() == FOR), None)
    if word is None or word.end == len(text):
        return None
    start, _ = goal_place(text)
    return start, matching_names(text[start:], goals())
