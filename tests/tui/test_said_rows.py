"""The lists of reviews in columns."""

from planner.tui.line import ASCII, UNICODE, Symbols
from planner.tui.said_rows import Shown, listed

LONG: Shown = (None, ("a name that is longer than a half of the page", "text"), ("beside it", "dim"), ("due", "dim"))


def line(symbols: Symbols) -> str:
    """Return the line of a long name."""
    (row,) = listed([LONG], 60, symbols)
    return "".join(text for text, _ in row.draw(60)[0].left)


def test_a_name_is_cut_for_what_is_said_beside_it_with_the_sign_of_its_symbols() -> None:
    assert "longer than a …   beside it" in line(UNICODE)
    assert "longer than a ~   beside it" in line(ASCII)
