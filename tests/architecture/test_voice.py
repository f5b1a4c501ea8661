"""How the program speaks: facts and next steps, no blame and no raised voice (docs/design.md, B89)."""

import re

import pytest

from tests.architecture.sources import modules, strings

FORBIDDEN = re.compile(
    r"(?i:\w!(?:\s|$)|\b(?:failed|failure|fails|invalid|broken|overdue|illegal|fatal|oops|sorry|wrong)\b"
    r"|\blost your\b| only |\b(?:you must|you should|you failed)\b)|\b(?:ERROR|WARNING|FAIL)\b",
)
EXCEPTIONS: dict[tuple[str, str], str] = {
    (
        "planner/services/demo_words.py",
        "happy with the delivery, one wrong invoice",
    ): "what a customer of the demo said",
    ("planner/tui/style.py", "wrong"): "the name of a role",
    ("planner/tui/widgets/meaning.py", "wrong"): "the name of a role",
}
"""What no person reads, and why."""


def complaints() -> list[str]:
    """Return every string that speaks otherwise."""
    return [
        f"{path}:{line} {text!r}"
        for path, tree in modules().items()
        for line, text in strings(tree)
        if FORBIDDEN.search(text) and (path, text) not in EXCEPTIONS
    ]


def test_no_sentence_blames_or_shouts() -> None:
    assert complaints() == []


def test_every_exception_is_still_needed() -> None:
    spoken = {(path, text) for path, tree in modules().items() for _, text in strings(tree)}
    assert set(EXCEPTIONS) <= spoken


@pytest.mark.parametrize("text", ["Saved!", "Import failed.", "invalid date", "You only did 2", "3 overdue", "ERROR"])
def test_another_voice_is_heard(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_sentences_do_not_shout_in_capitals() -> None:
    shouted = [
        f"{path}:{line} {text!r}"
        for path, tree in modules("tui").items()
        for line, text in strings(tree)
        if re.search(r"\b[A-Z]{4,} [A-Z]{3,}\b", text)
    ]
    assert shouted == []
