"""A line that two windows type: what the other one kept is told once, and no text is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import MeanwhileError
from planner.tui.sentence_line import SentenceLine
from planner.tui.shared_line import SharedLine

TEXTS = st.sampled_from(["", "a", "b", "a b", "one", "one; two", "[/] x"])


class File:
    """What one text of a file holds."""

    def __init__(self, text: str) -> None:
        self.text = text

    def keep(self, text: str) -> str:
        self.text = text
        return f"Kept: {text}"


def opened(file: File, *, joins: bool = True) -> SharedLine:
    return SharedLine(SentenceLine("note", "", "", file.keep), file.text, lambda: file.text, joins=joins)


def entered(line: SharedLine, text: str) -> tuple[str, int]:
    """Press enter until it is saved; return what stood in the line at last, and how often it was refused."""
    refused = 0
    while True:
        try:
            line.save(text)
        except MeanwhileError as error:
            text, refused = error.offered, refused + 1
        else:
            return text, refused


@given(before=TEXTS, theirs=TEXTS, mine=TEXTS)
@settings(max_examples=150, deadline=None)
def test_neither_what_was_typed_nor_what_was_kept_elsewhere_is_lost(before: str, theirs: str, mine: str) -> None:
    file = File(before)
    line = opened(file)
    file.keep(theirs)
    _, refused = entered(line, mine)
    if mine != before:
        assert mine in file.text
    if theirs != before:
        assert theirs in file.text
    assert refused == (theirs not in {before, mine} and mine != before and theirs not in mine)


def test_a_line_that_cannot_hold_both_says_so_before_it_replaces() -> None:
    file = File("")
    line = opened(file, joins=False)
    file.keep("Mia")
    assert entered(line, "Bo") == ("Bo", 1)
    assert file.text == "Bo"


def test_a_third_text_is_told_too() -> None:
    file = File("")
    line = opened(file)
    for text in ("first", "second"):
        file.keep(text)
        with pytest.raises(MeanwhileError, match=f"“{text}” was kept elsewhere") as told:
            line.save("mine")
        assert told.value.offered == f"{text}; mine"
    line.save("second; mine")
    assert file.text == "second; mine"
