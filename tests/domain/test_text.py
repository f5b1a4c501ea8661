"""What no stored or shown string may hold."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.text import MAX_TEXT, clean, clean_line

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_an_escape_sequence_cannot_reach_the_terminal() -> None:
    assert clean("\x1b]0;gone\x07\x9b31m") == "�]0;gone��31m"


def test_newlines_and_tabs_stay_and_windows_line_ends_become_plain() -> None:
    assert clean("one\n\ttwo\r\nthree\rfour") == "one\n\ttwo\nthree�four"


def test_text_cannot_be_turned_around() -> None:
    assert clean(BIDI) == "�" * len(BIDI)


def test_half_a_character_is_replaced() -> None:
    assert clean("caf\udce9") == "caf�"
    assert clean("\ud83d") == "�"


def test_accents_brackets_and_joined_emoji_stay() -> None:
    for text in ("Zoë [/] 田中", "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}", "e\N{COMBINING ACUTE ACCENT}"):
        assert clean(text) == text


def test_a_text_has_a_largest() -> None:
    assert len(clean("x" * (MAX_TEXT + 1))) == MAX_TEXT


def test_a_line_has_no_breaks_and_no_blanks_at_its_ends() -> None:
    assert clean_line("  send \t the\r\nterms\n") == "send the terms"


@given(ANYTHING)
def test_any_text_comes_out_harmless_and_stays_so(text: str) -> None:
    cleaned = clean(text)
    assert all(unicodedata.category(letter) not in {"Cc", "Cs"} or letter in "\n\t" for letter in cleaned)
    assert not set(cleaned) & set(BIDI)
    assert clean(cleaned) == cleaned
    cleaned.encode()
    assert len(cleaned) == len(text.replace("\r\n", "\n"))


@given(ANYTHING)
def test_any_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip() == clean_line(line)
